import { createText } from "../../i18n/createText.ts";

const de = {
  keys: "Pfeiltasten gehen von Wert zu Wert.",
};
const en: typeof de = {
  keys: "Arrow keys move from value to value.",
};
export const text = createText({ de, en });
