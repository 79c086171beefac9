import { createText } from "../../i18n/createText.ts";

const de = {
  settings: "Einstellungen", look: "Aussehen auf diesem Gerät", language: "Sprache", theme: "Farben", themes: { system: "wie das System", light: "hell", dark: "dunkel" }, density: "Dichte", densities: { comfortable: "bequem", compact: "dicht" },
  workspace: "Arbeitsbereich", name: "Name", yourName: "Ihr Name", deviceName: "Name dieses Geräts", country: "Land", currency: "Währung", zone: "Zeitzone", saved: "Gespeichert ✓", nameMissing: "Ein Name muss bleiben.",
  storage: "Speicher", used: (used: string, quota: string) => `${used} von ${quota} belegt`, kept: "Der Browser behält diese Daten dauerhaft.", notKept: "Der Browser darf diese Daten löschen, wenn der Platz knapp wird.", keep: "Dauerhaft behalten", refused: "Der Browser hat das nicht zugesagt. Installieren Sie Kontor oder setzen Sie ein Lesezeichen; dann fragt er meist nicht mehr.",
  install: "Kontor installieren", data: "Daten", bin: "Papierkorb", export: "Exportieren", exporting: "Wird exportiert", exported: "Exportiert.", exportText: "Alles als Datei, jederzeit, auch offline.", formats: { csv: "Tabelle (CSV)", vcard: "Kontakte (vCard)", json: "Vollständig (JSON)" }, import: "Importieren",
  leave: "Arbeitsbereich verlassen", about: "Über Kontor", version: (build: string) => `Version ${build}`, shortcuts: "Tastenkürzel", binEmpty: "Der Papierkorb ist leer.", binText: "Gelöschtes liegt hier, bis es jemand wiederherstellt.", restore: "Wiederherstellen", restored: "Wieder da.", deletedWhen: (when: string) => `gelöscht ${when}`, back: "Zurück", more: "Mehr anzeigen",
  kinds: { party: "Kontakt", interaction: "Eintrag", relation: "Beziehung" } as Record<string, string>, more2: "Mehr", team: "Team", sync: "Geräte", offline: "Offline arbeiten", offlineText: "Nichts geht hinaus und nichts kommt herein, bis Sie es wieder ausschalten.",
};
const en: typeof de = {
  settings: "Settings", look: "Look on this device", language: "Language", theme: "Colours", themes: { system: "like the system", light: "light", dark: "dark" }, density: "Density", densities: { comfortable: "comfortable", compact: "compact" },
  workspace: "Workspace", name: "Name", yourName: "Your name", deviceName: "Name of this device", country: "Country", currency: "Currency", zone: "Time zone", saved: "Saved ✓", nameMissing: "A name has to stay.",
  storage: "Storage", used: (used, quota) => `${used} of ${quota} used`, kept: "The browser keeps this data for good.", notKept: "The browser may delete this data when space runs out.", keep: "Keep for good", refused: "The browser did not promise it. Install Kontor or bookmark it; then it usually agrees.",
  install: "Install Kontor", data: "Data", bin: "Bin", export: "Export", exporting: "Exporting", exported: "Exported.", exportText: "Everything as a file, at any time, offline too.", formats: { csv: "Table (CSV)", vcard: "Contacts (vCard)", json: "Complete (JSON)" }, import: "Import",
  leave: "Leave workspace", about: "About Kontor", version: (build) => `Version ${build}`, shortcuts: "Keyboard shortcuts", binEmpty: "The bin is empty.", binText: "What was deleted stays here until somebody restores it.", restore: "Restore", restored: "It is back.", deletedWhen: (when) => `deleted ${when}`, back: "Back", more: "Show more",
  kinds: { party: "Contact", interaction: "Activity", relation: "Relation" }, more2: "More", team: "Team", sync: "Devices", offline: "Work offline", offlineText: "Nothing goes out and nothing comes in until you switch it off.",
};
export const text = createText({ de, en });
