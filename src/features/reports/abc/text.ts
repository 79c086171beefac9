import { createText } from "../../../i18n/createText.ts";
import { formatNumber, plural } from "../../../i18n/format.ts";
import type { Definition } from "../Term.tsx";

interface Words {
  readonly of: string;
  readonly customers: string;
  readonly products: string;
  readonly cuts: string;
  readonly cutsHint: string;
  readonly class: (letter: string) => string;
  readonly classHead: string;
  readonly rank: string;
  readonly cumulated: string;
  readonly curve: string;
  readonly curveSummary: (who: string, share: string, revenue: string) => string;
  readonly classes: string;
  readonly classesSummary: (count: number, share: string) => string;
  readonly count: (n: number) => string;
  readonly shareOfAll: string;
  readonly shareOfRevenue: string;
  readonly even: string;
  readonly first: (n: string) => string;
  readonly classTerm: Definition;
  readonly revenueTerm: Definition;
}

const de: Words = {
  of: "Was",
  customers: "Kunden",
  products: "Produkte",
  cuts: "Grenzen in %",
  cutsHint: "z. B. 80, 95",
  class: (letter) => `Klasse ${letter}`,
  classHead: "Klasse",
  rank: "Rang",
  cumulated: "Aufsummiert",
  curve: "Wie viele bringen wie viel?",
  curveSummary: (who, share, revenue) => `${share} der ${who} bringen ${revenue} des Umsatzes.`,
  classes: "Umsatz nach Klasse",
  classesSummary: (count, share) => `Klasse A: ${formatNumber(count)} mit ${share} des Umsatzes.`,
  count: (n) => plural(n, { one: "einer", other: formatNumber(n) }),
  shareOfAll: "Anteil, die Größten zuerst",
  shareOfRevenue: "Anteil am Umsatz",
  even: "alle gleich",
  first: (n) => `die größten ${n}`,
  classTerm: {
    term: "ABC-Klasse",
    meaning:
      "A sind die wenigen, die zusammen den größten Teil des Umsatzes bringen, C die vielen übrigen. So sehen Sie, wem Ihre Zeit zuerst gehört.",
    computed:
      "Alle nach Umsatz geordnet und aufaddiert; wer beim Erreichen der ersten Grenze (80 %) dabei ist, ist A, bis zur zweiten (95 %) B, danach C.",
    source: "Dickie, ABC Inventory Analysis Shoots for Dollars, 1951, nach Pareto",
  },
  revenueTerm: {
    term: "Umsatz",
    meaning: "Netto aller Positionen bis zum Stichtag, ohne Stornierte; Rückgaben vermindern ihn. Fracht zählt nicht.",
    computed: "Menge × Preis × (1 − Rabatt), ungerundet addiert; gerundet wird nur die Anzeige.",
  },
};
const en: Words = {
  of: "What",
  customers: "customers",
  products: "products",
  cuts: "Borders in %",
  cutsHint: "such as 80, 95",
  class: (letter) => `Class ${letter}`,
  classHead: "Class",
  rank: "Rank",
  cumulated: "Added up",
  curve: "How many bring how much?",
  curveSummary: (who, share, revenue) => `${share} of the ${who} bring ${revenue} of the revenue.`,
  classes: "Revenue by class",
  classesSummary: (count, share) => `Class A: ${formatNumber(count)} with ${share} of the revenue.`,
  count: (n) => plural(n, { one: "one", other: formatNumber(n) }),
  shareOfAll: "share, the largest first",
  shareOfRevenue: "share of revenue",
  even: "all alike",
  first: (n) => `the largest ${n}`,
  classTerm: {
    term: "ABC class",
    meaning: "A are the few who together bring most of the revenue, C the many others. It shows who should have your time first.",
    computed:
      "All in order of revenue, added up; whoever is there when the first border (80 %) is reached is A, up to the second (95 %) B, then C.",
    source: "Dickie, ABC Inventory Analysis Shoots for Dollars, 1951, after Pareto",
  },
  revenueTerm: {
    term: "Revenue",
    meaning: "Net of all lines up to the day, without cancelled ones; returns lessen it. Freight does not count.",
    computed: "Quantity × price × (1 − discount), added unrounded; only what is shown is rounded.",
  },
};
export const text = createText({ de, en });
