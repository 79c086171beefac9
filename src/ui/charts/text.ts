import { createText } from "../../i18n/createText.ts";

const de = {
  keys: "Pfeiltasten gehen von Wert zu Wert.",
  reference: "Vergleichslinie",
};
const en: typeof de = {
  keys: "Arrow keys move from value to value.",
  reference: "Line of reference",
};
export const text = createText({ de, en });
