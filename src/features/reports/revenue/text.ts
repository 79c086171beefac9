import { createText } from "../../../i18n/createText.ts";

const de = {
  time: "Zeitraum je",
  split: "Aufteilen nach",
  whole: "nicht",
  measure: "Kennzahl",
  perPurchase: "Je Kauf",
  purchases: "Käufe",
  customers: "Kunden mit Kauf",
  own: "Frei gliedern",
};
const en: typeof de = {
  time: "By",
  split: "Split by",
  whole: "nothing",
  measure: "Figure",
  perPurchase: "Per purchase",
  purchases: "Purchases",
  customers: "Customers who bought",
  own: "Arrange freely",
};
export const text = createText({ de, en });
