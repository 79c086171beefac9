import { createText } from "../../../i18n/createText.ts";

const de = {
  time: "Zeitraum je",
  split: "Aufteilen nach",
  whole: "nicht",
  measure: "Kennzahl",
  perPurchase: "Je Kauf",
  purchases: "Käufe",
  customers: "Kunden mit Kauf",
  own: "Eigene Tabelle daraus",
};
const en: typeof de = {
  time: "Period",
  split: "Split by",
  whole: "none",
  measure: "Figure",
  perPurchase: "Per purchase",
  purchases: "Purchases",
  customers: "Customers who bought",
  own: "Build your own table",
};
export const text = createText({ de, en });
