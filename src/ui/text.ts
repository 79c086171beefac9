import { createText } from "../i18n/createText.ts";
import { plural } from "../i18n/format.ts";

const de = {
  close: "Schließen", cancel: "Abbrechen", save: "Speichern", undo: "Rückgängig", search: "Suchen", choose: "Auswählen", remove: (what: string) => `${what} entfernen`,
  none: "–", empty: "Hinzufügen", optional: "freiwillig", required: "Bitte ausfüllen.",
  change: (label: string) => `${label} ändern`, noMatch: "Nichts gefunden", add: (what: string) => `„${what}“ hinzufügen`,
  notUnderstood: "Das verstehe ich nicht. Zum Beispiel: „morgen 9 uhr“, „gestern 14:30“, „21.11.“.", pick: "Aus dem Kalender wählen", now: "jetzt",
  shortcuts: "Tastenkürzel", commands: "Befehle und Suche", commandPlaceholder: "Suchen oder befehlen …", results: (n: number) => plural(n, { one: "ein Treffer", other: `${n} Treffer` }),
  resize: "Breite der Liste", camera: "Kamera", scanHint: "Richten Sie die Kamera auf den QR-Code.", qr: "QR-Code des Links", more: "Mehr", then: "dann",
  selected: (n: number) => plural(n, { one: "ein Eintrag ausgewählt", other: `${n} ausgewählt` }), dismiss: "Ausblenden",
  broken: "Hier ist etwas schiefgegangen. Ihre Daten sind davon nicht betroffen.", retry: "Noch einmal", copyReport: "Bericht kopieren",
};
const en: typeof de = {
  close: "Close", cancel: "Cancel", save: "Save", undo: "Undo", search: "Search", choose: "Choose", remove: (what) => `Remove ${what}`,
  none: "–", empty: "Add", optional: "optional", required: "Please fill this in.",
  change: (label) => `Change ${label}`, noMatch: "Nothing found", add: (what) => `Add “${what}”`,
  notUnderstood: "I do not understand this. For example: “tomorrow 9am”, “yesterday 14:30”, “21 Nov”.", pick: "Choose from the calendar", now: "now",
  shortcuts: "Keyboard shortcuts", commands: "Commands and search", commandPlaceholder: "Search or do …", results: (n) => plural(n, { one: "one match", other: `${n} matches` }),
  resize: "Width of the list", camera: "Camera", scanHint: "Point the camera at the QR code.", qr: "QR code of the link", more: "More", then: "then",
  selected: (n) => plural(n, { one: "one selected", other: `${n} selected` }), dismiss: "Dismiss",
  broken: "Something went wrong here. Your data is not affected.", retry: "Try again", copyReport: "Copy report",
};
export const text = createText({ de, en });
