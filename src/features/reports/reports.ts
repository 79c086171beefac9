/** The reports, in the order in which one asks: what was, who, what comes. */
export const reportKeys = [
  "revenue",
  "abc",
  "rfm",
  "value",
  "margin",
  "probability",
  "next",
  "pipeline",
  "forecast",
  "cohorts",
  "pivot",
] as const;
export type ReportKey = (typeof reportKeys)[number];
export const isReportKey = (text: unknown): text is ReportKey => (reportKeys as readonly unknown[]).includes(text);
