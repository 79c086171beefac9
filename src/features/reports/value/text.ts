import { createText } from "../../../i18n/createText.ts";
import { formatNumber, plural } from "../../../i18n/format.ts";

const de = {
  model: "Verfahren",
  periods: "Monate voraus",
  discount: "Zins je Monat in %",
  margin: "Marge in %",
  equity: "Wert aller Kunden",
  stillCustomers: "Noch Kunden (erwartet)",
  ofCustomers: (n: number) => `von ${formatNumber(n)}`,
  alive: "Wie viele sind noch Kunden?",
  aliveSummary: (sure: number, gone: number) =>
    `Bei ${formatNumber(sure)} ist es zu mehr als 80 % sicher; ${formatNumber(gone)} sind mit mehr als 80 % Wahrscheinlichkeit weg.`,
  between: (low: string, high: string) => `${low} bis ${high}`,
  best: "Die wertvollsten Kunden",
  bestSummary: (name: string, share: string) => `Vorne: ${name}; die ersten zehn tragen ${share} des künftigen Werts.`,
  days: (n: number) => plural(n, { one: "ein Tag", other: `${formatNumber(n)} Tage` }),
  perPurchase: "Je Kauf",
  bought: "Käufe bisher",
  fitted: (model: string) =>
    `Auf diesem Gerät gerechnet (Verfahren: ${model}); keine Daten verlassen es. Tippen Sie auf die Zahl eines Kunden, um zu sehen, worauf sie beruht.`,
  inMonths: (n: number) => plural(n, { one: "in einem Monat", other: `in ${formatNumber(n)} Monaten` }),
  afterDays: (n: number) => plural(n, { one: "nach einem Tag", other: `nach ${formatNumber(n)} Tagen` }),
  meanSpent: (mean: string) => `Die Käufe nach dem ersten brachten im Mittel ${mean}.`,
  broken: "Rhythmus gebrochen",
  late: (usual: number, silent: number) =>
    `sonst ${plural(usual, { one: "täglich", other: `alle ${formatNumber(usual)} Tage` })}, seit ${plural(silent, { one: "einem Tag", other: `${formatNumber(silent)} Tagen` })} nicht`,
  onlyOnce: "Aus nur einem Kauf lässt sich kein eigener Betrag schätzen; es gilt der Mittelwert aller.",
  seen: (repeats: number, recency: string, age: string) =>
    `Für diesen Kunden sieht das Verfahren nur drei Zahlen: ${plural(repeats, { one: "einen weiteren Kauftag", other: `${formatNumber(repeats)} weitere Kauftage` })} nach dem ersten, den letzten davon ${recency} nach dem ersten, und dass der erste ${age} her ist.`,
  weeks: (n: string) => `${n} Wochen`,
  bgNbd: (customers: string, rate: string, leave: string) =>
    `Das Verfahren (BG/NBD) nimmt an: Jeder kauft in seinem eigenen Takt und kann nach jedem Kauf still wegbleiben. Gelernt aus ${customers} Kunden: im Mittel ${rate} Käufe im Jahr, solange jemand Kunde ist, und nach ${leave} der Käufe kommt keiner mehr.`,
  paretoNbd: (customers: string, rate: string, stay: string) =>
    `Das Verfahren (Pareto/NBD) nimmt an: Jeder kauft in seinem eigenen Takt und kann jederzeit still wegbleiben. Gelernt aus ${customers} Kunden: im Mittel ${rate} Käufe im Jahr, solange jemand Kunde ist, und nach einem Jahr sind noch ${stay} der neuen Kunden da.`,
  gammaGamma: (mean: string) =>
    `Der Betrag je Kauf (Gamma-Gamma) liegt zwischen dem eigenen Mittel und dem aller Kunden (${mean}): Wer erst wenig kaufte, wird eher nach allen beurteilt.`,
  gammaGammaOpen:
    "Der Betrag je Kauf (Gamma-Gamma) liegt zwischen dem eigenen Mittel und dem aller Kunden: Wer erst wenig kaufte, wird eher nach allen beurteilt.",
  discounted: (rate: string, margin: string) =>
    `Spätere Monate zählen mit ${rate} Zins im Monat weniger; gerechnet wird mit ${margin} Marge.`,
  parameters: (list: string) => `Parameter: ${list}.`,
};
const en: typeof de = {
  model: "Method",
  periods: "Months ahead",
  discount: "Monthly discount rate in %",
  margin: "Margin in %",
  equity: "Value of all customers",
  stillCustomers: "Still customers (expected)",
  ofCustomers: (n) => `of ${formatNumber(n)}`,
  alive: "How many are still customers?",
  aliveSummary: (sure, gone) =>
    `${formatNumber(sure)} are still customers with more than 80% certainty; ${formatNumber(gone)} are gone with more than 80% certainty.`,
  between: (low, high) => `${low} to ${high}`,
  best: "The most valuable customers",
  bestSummary: (name, share) => `At the top: ${name}; the first ten account for ${share} of the future value.`,
  days: (n) => plural(n, { one: "one day", other: `${formatNumber(n)} days` }),
  perPurchase: "Per purchase",
  bought: "Purchases so far",
  fitted: (model) => `Calculated on this device (method: ${model}); no data leaves it. Tap a customer's figure to see what it is based on.`,
  inMonths: (n) => plural(n, { one: "in one month", other: `in ${formatNumber(n)} months` }),
  afterDays: (n) => plural(n, { one: "after one day", other: `after ${formatNumber(n)} days` }),
  meanSpent: (mean) => `Purchases after the first brought ${mean} on average.`,
  broken: "Rhythm broken",
  late: (usual, silent) =>
    `usually every ${plural(usual, { one: "day", other: `${formatNumber(usual)} days` })}, not for ${plural(silent, { one: "one day", other: `${formatNumber(silent)} days` })}`,
  onlyOnce: "A single purchase says too little about the amount, so the average of all customers is used.",
  seen: (repeats, recency, age) =>
    `The method only looks at three figures for this customer: ${plural(repeats, { one: "one more purchase day", other: `${formatNumber(repeats)} more purchase days` })} after the first, the last of them ${recency} after the first, and that the first was ${age} ago.`,
  weeks: (n) => `${n} weeks`,
  bgNbd: (customers, rate, leave) =>
    `The method (BG/NBD) assumes: everyone buys at a pace of their own, and may silently stay away after any purchase. Learned from ${customers} customers: ${rate} purchases a year on average while somebody is a customer, and after ${leave} of the purchases nobody comes again.`,
  paretoNbd: (customers, rate, stay) =>
    `The method (Pareto/NBD) assumes: everyone buys at a pace of their own, and may silently stay away at any time. Learned from ${customers} customers: ${rate} purchases a year on average while somebody is a customer, and after a year ${stay} of the new customers are still there.`,
  gammaGamma: (mean) =>
    `The amount of a purchase (Gamma-Gamma) lies between the customer's own average and that of all customers (${mean}): the fewer the purchases, the more the overall average counts.`,
  gammaGammaOpen:
    "The amount of a purchase (Gamma-Gamma) lies between the customer's own average and that of all customers: the fewer the purchases, the more the overall average counts.",
  discounted: (rate, margin) => `Later months count less, by ${rate} a month; a margin of ${margin} is assumed.`,
  parameters: (list) => `Parameters: ${list}.`,
};
export const text = createText({ de, en });
