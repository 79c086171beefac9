import { createText } from "../../i18n/createText.ts";

const de = {
  log: "Eintragen", edit: "Eintrag ändern", kind: "Was war es?", more: "Weitere Arten", result: "Ergebnis", text: "Notiz dazu (freiwillig)", at: "Wann", save: "Speichern", saved: "Gespeichert ✓", undo: "Rückgängig", close: "Schließen",
  with: "Mit wem?", recent: "Zuletzt", searchContact: "Kontakt suchen", addContact: "Weiterer Kontakt", details: "Mehr angeben", fewer: "Weniger", subject: "Betreff", direction: "Richtung", mood: "Stimmung", duration: "Dauer in Minuten", by: "Von",
  create: (name: string) => `„${name}“ neu anlegen`, noContact: "Bitte wählen Sie zuerst einen Kontakt.", numberWrong: "Bitte ganze Minuten.",
};
const en: typeof de = {
  log: "Log", edit: "Change activity", kind: "What was it?", more: "More kinds", result: "Result", text: "Note about it (optional)", at: "When", save: "Save", saved: "Saved ✓", undo: "Undo", close: "Close",
  with: "With whom?", recent: "Recent", searchContact: "Search contacts", addContact: "Another contact", details: "More details", fewer: "Fewer details", subject: "Subject", direction: "Direction", mood: "Mood", duration: "Duration in minutes", by: "By",
  create: (name) => `Add “${name}”`, noContact: "Please choose a contact first.", numberWrong: "Please enter whole minutes.",
};
export const text = createText({ de, en });
