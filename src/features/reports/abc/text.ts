import { createText } from "../../../i18n/createText.ts";
import { formatNumber } from "../../../i18n/format.ts";

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
  readonly shareOfAll: string;
  readonly shareOfRevenue: string;
  readonly even: string;
  readonly first: (n: string) => string;
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
  cumulated: "Kumuliert",
  curve: "Wie viele bringen wie viel?",
  curveSummary: (who, share, revenue) => `${share} der ${who} bringen ${revenue} des Umsatzes.`,
  classes: "Umsatz nach Klasse",
  classesSummary: (count, share) => `Klasse A: ${formatNumber(count)} mit ${share} des Umsatzes.`,
  shareOfAll: "Anteil, die Größten zuerst",
  shareOfRevenue: "Anteil am Umsatz",
  even: "alle gleich",
  first: (n) => `die größten ${n}`,
};
const en: Words = {
  of: "What",
  customers: "customers",
  products: "products",
  cuts: "Thresholds in %",
  cutsHint: "such as 80, 95",
  class: (letter) => `Class ${letter}`,
  classHead: "Class",
  rank: "Rank",
  cumulated: "Cumulative",
  curve: "How many bring in how much?",
  curveSummary: (who, share, revenue) => `${share} of the ${who} bring in ${revenue} of the revenue.`,
  classes: "Revenue by class",
  classesSummary: (count, share) => `Class A: ${formatNumber(count)} with ${share} of the revenue.`,
  shareOfAll: "share, largest first",
  shareOfRevenue: "share of revenue",
  even: "all equal",
  first: (n) => `the largest ${n}`,
};
export const text = createText({ de, en });
