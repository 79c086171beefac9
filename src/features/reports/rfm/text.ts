import { createText } from "../../../i18n/createText.ts";
import { formatNumber, plural } from "../../../i18n/format.ts";

const de = {
  days: (n: number) => plural(n, { one: "ein Tag", other: `${formatNumber(n)} Tage` }),
  recencyCuts: "Grenzen: Tage",
  frequencyCuts: "Grenzen: Käufe",
  monetaryCuts: "Grenzen: Umsatz",
  customers: "Kunden",
  segment: "Gruppe",
  scores: "Punkte",
  map: "Landkarte der Kunden",
  mapSummary: (best: number, risk: number) =>
    `${formatNumber(best)} kaufen oft und kürzlich; ${formatNumber(risk)} kauften oft und sind länger nicht gekommen.`,
  corner: "Letzter Kauf",
  /** From the worst of five scores to the best. */
  recencies: ["lange her", "länger her", "eine Weile her", "kürzlich", "gerade erst"] as readonly string[],
  frequencies: ["selten", "manchmal", "öfter", "häufig", "sehr oft"] as readonly string[],
  cell: (n: number) => plural(n, { one: "ein Kunde", other: `${formatNumber(n)} Kunden` }),
  groups: "Kunden nach Gruppe",
  groupsSummary: (largest: string, n: number) => `Die größte Gruppe: ${largest} mit ${formatNumber(n)} Kunden.`,
  noGroup: "ohne Gruppe",
  segments: {
    champions: "Champions",
    loyal: "Treue",
    potentialLoyal: "Auf gutem Weg",
    new: "Neue",
    promising: "Vielversprechende",
    needAttention: "Brauchen Aufmerksamkeit",
    aboutToSleep: "Werden still",
    cannotLose: "Nicht verlieren",
    atRisk: "Gefährdete",
    hibernating: "Ruhende",
    lost: "Verlorene",
  },
};
const en: typeof de = {
  days: (n) => plural(n, { one: "one day", other: `${formatNumber(n)} days` }),
  recencyCuts: "Thresholds: days",
  frequencyCuts: "Thresholds: purchases",
  monetaryCuts: "Thresholds: revenue",
  customers: "Customers",
  segment: "Group",
  scores: "Scores",
  map: "Customer map",
  mapSummary: (best, risk) =>
    `${formatNumber(best)} buy often and bought recently; ${formatNumber(risk)} bought often but have not been back for a while.`,
  corner: "Last purchase",
  recencies: ["long ago", "some time ago", "a while ago", "recently", "just now"],
  frequencies: ["rarely", "sometimes", "now and then", "often", "very often"],
  cell: (n) => plural(n, { one: "one customer", other: `${formatNumber(n)} customers` }),
  groups: "Customers by group",
  groupsSummary: (largest, n) => `The largest group: ${largest} with ${formatNumber(n)} customers.`,
  noGroup: "no group",
  segments: {
    champions: "Champions",
    loyal: "Loyal",
    potentialLoyal: "Potentially loyal",
    new: "New",
    promising: "Promising",
    needAttention: "Need attention",
    aboutToSleep: "Going quiet",
    cannotLose: "Can't lose",
    atRisk: "At risk",
    hibernating: "Dormant",
    lost: "Lost",
  },
};
export const text = createText({ de, en });
export const segmentName = (key: string | null): string =>
  key === null ? text().noGroup : ((text().segments as Readonly<Record<string, string>>)[key] ?? key);

/** What a score is called: in words where there are five of them, else as a number between the two ends. */
const scoreName = (words: readonly string[], score: number, most: number): string =>
  (most === words.length ? words[score - 1] : score === most ? words.at(-1) : score === 1 ? words[0] : undefined) ?? formatNumber(score);
export const recencyName = (score: number, most: number): string => scoreName(text().recencies, score, most);
export const frequencyName = (score: number, most: number): string => scoreName(text().frequencies, score, most);
