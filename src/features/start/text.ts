import { createText } from "../../i18n/createText.ts";

const de = {
  app: "Kontor", promise: "Ihre Kunden, auf Ihren Geräten.", explanation: "Kein Konto, kein Server. Was Sie eingeben, bleibt auf Ihren Geräten und denen Ihres Teams.",
  startNew: "Neu beginnen", join: "Mit Einladung beitreten", sample: "Beispielfirma ansehen", restore: "Aus Sicherung wiederherstellen", language: "Sprache", sampleBusy: "Beispielfirma wird eingerichtet", sampleName: "Beispielfirma",
  company: "Firma oder Team", yourName: "Ihr Name", change: "ändern", zone: (zone: string) => `Zeitzone ${zone}`, country: "Land", currency: "Währung", timeZone: "Zeitzone", begin: "Beginnen", back: "Zurück",
  companyMissing: "Bitte einen Namen für Firma oder Team.", nameMissing: "Bitte Ihren Namen: so sehen andere, von wem etwas ist.", starting: "Wird eingerichtet …",
  where: "Woher kommen Ihre Kontakte?", drop: "Excel/CSV, vCard — hierher ziehen oder auswählen", google: "Google", outlook: "Outlook", apple: "iPhone/Apple", excel: "Excel", phoneBook: "Aus dem Telefonbuch", byHand: "Von Hand", later: "Später",
  googleSteps: ["contacts.google.com öffnen", "Links „Exportieren“ wählen", "„Google CSV“ oder „vCard“ speichern, hier ablegen"],
  outlookSteps: ["Outlook: Datei → Öffnen und Exportieren", "„In Datei exportieren“, dann „CSV“", "Ordner „Kontakte“ wählen, Datei hier ablegen"],
  appleSteps: ["icloud.com/contacts am Computer öffnen", "Alle auswählen (⌘A oder Strg A)", "Zahnrad → „vCard exportieren“, hier ablegen"],
  excelSteps: ["Eine Zeile je Kontakt, oben die Überschriften", "Datei → Speichern unter → „CSV UTF-8“", "Datei hier ablegen"],
  keepTitle: "Soll der Browser diese Daten dauerhaft behalten?", keepText: "Sonst darf er sie löschen, wenn der Platz knapp wird.", keep: "Dauerhaft behalten", notNow: "Später",
  kept: "Der Browser behält diese Daten dauerhaft.", notKept: "Der Browser hat das nicht zugesagt. Installieren Sie Kontor oder setzen Sie ein Lesezeichen; dann fragt er meist nicht mehr.", install: "Kontor installieren",
  privateWindow: "Privates Fenster: beim Schließen ist alles weg.",
  insecureTitle: "Diese Seite ist nicht gesichert (http); der Browser verbietet hier Verschlüsselung.", insecureText: "Öffnen Sie Kontor unter dieser Adresse:", cryptoTitle: "Dieser Browser ist zu alt für Kontor.", cryptoText: "Kontor verschlüsselt alles mit Ed25519 und X25519. Aktualisieren Sie den Browser oder nehmen Sie einen neueren.",
};
const en: typeof de = {
  app: "Kontor", promise: "Your customers, on your devices.", explanation: "No account, no server. What you enter stays on your devices and your team's.",
  startNew: "Start new", join: "Join with an invitation", sample: "Look at a sample company", restore: "Restore a backup", language: "Language", sampleBusy: "Setting up the sample company", sampleName: "Sample company",
  company: "Company or team", yourName: "Your name", change: "change", zone: (zone) => `time zone ${zone}`, country: "Country", currency: "Currency", timeZone: "Time zone", begin: "Start", back: "Back",
  companyMissing: "Please name your company or team.", nameMissing: "Please enter your name: it tells others who something is from.", starting: "Setting up …",
  where: "Where are your contacts?", drop: "Excel/CSV, vCard — drop or choose", google: "Google", outlook: "Outlook", apple: "iPhone/Apple", excel: "Excel", phoneBook: "From this phone", byHand: "By hand", later: "Later",
  googleSteps: ["Open contacts.google.com", "Choose “Export” on the left", "Save “Google CSV” or “vCard”, drop it here"],
  outlookSteps: ["Outlook: File → Open & Export", "“Export to a file”, then “CSV”", "Choose the folder “Contacts”, drop the file here"],
  appleSteps: ["Open icloud.com/contacts on a computer", "Select all (⌘A or Ctrl A)", "Gear → “Export vCard”, drop it here"],
  excelSteps: ["One row per contact, headings on top", "File → Save as → “CSV UTF-8”", "Drop the file here"],
  keepTitle: "Keep this data for good?", keepText: "Otherwise the browser may delete it when space runs out.", keep: "Keep for good", notNow: "Later",
  kept: "The browser keeps this data for good.", notKept: "The browser did not promise it. Install Kontor or bookmark it; then it usually agrees.", install: "Install Kontor",
  privateWindow: "Private window: closing it deletes everything.",
  insecureTitle: "This page is not secure (http); the browser forbids encryption here.", insecureText: "Open Kontor at this address:", cryptoTitle: "This browser is too old for Kontor.", cryptoText: "Kontor encrypts everything with Ed25519 and X25519. Update the browser or use a newer one.",
};
export const text = createText({ de, en });
