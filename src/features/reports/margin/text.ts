import { createText } from "../../../i18n/createText.ts";
import { formatNumber, plural } from "../../../i18n/format.ts";

const de = {
  rates: "Was Betreuung kostet (für das ganze Team)",
  ratesElsewhere: (own: string, counted: string) => `Diese Sätze sind in ${own}; in ${counted} zählen sie nicht mit.`,
  settled: "Gilt jetzt für das ganze Team",
  costs: { hourlyCostCents: "Stundensatz", visitCostCents: "Kosten je Besuch", mailingCostCents: "Kosten je Sendung" },
  unknown: "unbekannt",
  minutes: "Wie viele Minuten etwas dauert, wenn keine notiert sind",
  atMost: (amount: string) => `höchstens ${amount}`,
  goods: "Warenkosten",
  where: "Wo der Umsatz bleibt",
  whereSummary: (left: string) => `Nach Waren und Betreuung bleiben ${left}.`,
  best: "Wer am meisten und am wenigsten einbringt",
  bestSummary: (first: string, last: string) => `Am meisten bringt ${first} ein, am wenigsten ${last}.`,
  minutesHead: "Minuten",
  visits: "Besuche",
  rate: "Marge",
  hours: (n: string) => `${n} Std.`,
  visitCount: (n: number) => plural(n, { one: "ein Besuch", other: `${formatNumber(n)} Besuche` }),
  mailingCount: (n: number) => plural(n, { one: "eine Sendung", other: `${formatNumber(n)} Sendungen` }),
  assumed: (minutes: string) => `Davon ${minutes} Minuten nach der Dauer aus den Einstellungen, weil keine notiert ist.`,
  withoutCost: (n: number, net: string) =>
    plural(n, {
      one: `Bei einer Position (${net}) sind die Warenkosten unbekannt; sie zählen nicht als null.`,
      other: `Bei ${formatNumber(n)} Positionen (${net}) sind die Warenkosten unbekannt; sie zählen nicht als null.`,
    }),
  withoutMinutes: (n: number) =>
    plural(n, {
      one: "Bei einem Eintrag ist keine Dauer bekannt.",
      other: `Bei ${formatNumber(n)} Einträgen ist keine Dauer bekannt.`,
    }),
};
const en: typeof de = {
  rates: "What serving customers costs (for the whole team)",
  ratesElsewhere: (own, counted) => `These rates are in ${own}; in ${counted} they are not counted.`,
  settled: "Now applies to the whole team",
  costs: { hourlyCostCents: "Hourly cost", visitCostCents: "Cost per visit", mailingCostCents: "Cost per mailing" },
  unknown: "unknown",
  minutes: "How many minutes an activity takes when none are noted",
  atMost: (amount) => `at most ${amount}`,
  goods: "Cost of goods",
  where: "Where the revenue goes",
  whereSummary: (left) => `After goods and service, ${left} is left.`,
  best: "Who earns us the most and the least",
  bestSummary: (first, last) => `${first} earns us the most, ${last} the least.`,
  minutesHead: "Minutes",
  visits: "Visits",
  rate: "Margin",
  hours: (n) => `${n} h`,
  visitCount: (n) => plural(n, { one: "one visit", other: `${formatNumber(n)} visits` }),
  mailingCount: (n) => plural(n, { one: "one mailing", other: `${formatNumber(n)} mailings` }),
  assumed: (minutes) => `${minutes} minutes of this are standard durations from the settings, because none were noted.`,
  withoutCost: (n, net) =>
    plural(n, {
      one: `The cost of one line (${net}) is unknown; it is not counted as zero.`,
      other: `The cost of ${formatNumber(n)} lines (${net}) is unknown; it is not counted as zero.`,
    }),
  withoutMinutes: (n) =>
    plural(n, { one: "The duration of one activity is unknown.", other: `The duration of ${formatNumber(n)} activities is unknown.` }),
};
export const text = createText({ de, en });
