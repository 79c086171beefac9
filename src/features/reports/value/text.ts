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
  fitted: (model: string, parameters: string) => `${model}: ${parameters}. Gerechnet auf diesem Gerät, ohne dass Daten es verlassen.`,
};
const en: typeof de = {
  model: "Method",
  periods: "Months ahead",
  discount: "Discount a month in %",
  margin: "Margin in %",
  equity: "Worth of all customers",
  stillCustomers: "Still customers (expected)",
  ofCustomers: (n) => `of ${formatNumber(n)}`,
  alive: "How many are still customers?",
  aliveSummary: (sure, gone) =>
    `For ${formatNumber(sure)} it is more than 80 % sure; ${formatNumber(gone)} are gone with a probability of more than 80 %.`,
  between: (low, high) => `${low} to ${high}`,
  best: "The most valuable customers",
  bestSummary: (name, share) => `First: ${name}; the first ten carry ${share} of the worth to come.`,
  days: (n) => plural(n, { one: "one day", other: `${formatNumber(n)} days` }),
  perPurchase: "Per purchase",
  bought: "Purchases so far",
  fitted: (model, parameters) => `${model}: ${parameters}. Computed on this device; no data leaves it.`,
};
export const text = createText({ de, en });
