import { createText } from "../../../i18n/createText.ts";

const de = {
  rates: "Was Betreuung kostet (für das ganze Team)",
  settled: "Gilt jetzt für das ganze Team",
  costs: { hourlyCostCents: "Stundensatz", visitCostCents: "Kosten je Besuch", mailingCostCents: "Kosten je Sendung" },
  unknown: "unbekannt",
  minutes: (kind: string) => `Minuten je ${kind}`,
  atMost: (amount: string) => `höchstens ${amount}`,
  goods: "Warenkosten",
  where: "Wo der Umsatz bleibt",
  whereSummary: (left: string) => `Nach Waren und Betreuung bleiben ${left}.`,
  best: "Wer am meisten und am wenigsten einbringt",
  bestSummary: (first: string, last: string) => `Am meisten bringt ${first} ein, am wenigsten ${last}.`,
  minutesHead: "Minuten",
  visits: "Besuche",
  rate: "Marge",
};
const en: typeof de = {
  rates: "What serving costs (for the whole team)",
  settled: "Now holds for the whole team",
  costs: { hourlyCostCents: "Hourly cost", visitCostCents: "Cost per visit", mailingCostCents: "Cost per piece" },
  unknown: "unknown",
  minutes: (kind) => `Minutes per ${kind.toLowerCase()}`,
  atMost: (amount) => `at most ${amount}`,
  goods: "Cost of goods",
  where: "Where the revenue goes",
  whereSummary: (left) => `After goods and service there is left: ${left}.`,
  best: "Who earns us most and least",
  bestSummary: (first, last) => `Most comes from ${first}, least from ${last}.`,
  minutesHead: "Minutes",
  visits: "Visits",
  rate: "Margin",
};
export const text = createText({ de, en });
