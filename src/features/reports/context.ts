import { createContext, useContext } from "solid-js";

/** What all reports share: the day that is looked at, the currency, and the ways out. */
export interface ReportsContext {
  /** "" is today. */
  readonly asOf: () => string;
  readonly setAsOf: (day: string) => void;
  /** What is counted in; "" is the workspace's currency. */
  readonly currency: () => string;
  readonly setCurrency: (currency: string) => void;
  readonly onBack: () => void;
  readonly onImport: () => void;
  /** Asks the report anew, after it was cancelled. */
  readonly onAgain: () => void;
}

export const ReportsContext = createContext<ReportsContext>();

export function useReports(): ReportsContext {
  const reports = useContext(ReportsContext);
  if (!reports) throw new Error("useReports needs the ReportsPage above it");
  return reports;
}
