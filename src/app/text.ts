import { createText } from "../i18n/createText.ts";
import { formatNumber, formatTime, plural } from "../i18n/format.ts";

const changes = (n: number): string => plural(n, { one: "eine Änderung nur hier", other: `${formatNumber(n)} Änderungen nur hier` });
const changesEn = (n: number): string => plural(n, { one: "one change only here", other: `${formatNumber(n)} changes only here` });
const de = {
  places: "Bereiche", today: "Heute", contacts: "Kontakte", team: "Team", settings: "Einstellungen", more: "Mehr", search: "Suchen", log: "Eintragen", newContact: "Neuer Kontakt", logVisit: "Besuch eintragen", import: "Importieren", invite: "Team einladen", bin: "Papierkorb", devices: "Geräte", undo: "Rückgängig", redo: "Wiederholen", shortcuts: "Tastenkürzel",
  undone: (n: number) => plural(n, { one: "Rückgängig gemacht.", other: `Rückgängig gemacht (${formatNumber(n)}).` }), redone: "Wiederholt.", left: (n: number) => plural(n, { one: "Ein Feld hat inzwischen jemand geändert; es blieb stehen.", other: `${n} Felder haben andere inzwischen geändert; sie blieben stehen.` }),
  workOffline: "Offline arbeiten", workOnline: "Wieder online arbeiten", chooseContact: "Wählen Sie einen Kontakt, oder drücken Sie / zum Suchen.", openContact: "Kontakt öffnen",
  savedHere: "Hier gespeichert", savedShort: "gespeichert", onDevices: (n: number, m: number) => (n === m ? `Alles auf ${n} von ${m} Geräten` : `Auf ${n} von ${m} Geräten`), onShort: (n: number, m: number) => `${n} von ${m}`, onlyHere: changes, onlyHereShort: "nur hier",
  offlineSince: (ms: number, n: number) => `Offline seit ${formatTime(new Date(ms).toISOString())}${n > 0 ? ` · ${changes(n)}` : ""}`, offlineNow: (n: number) => `Offline${n > 0 ? ` · ${changes(n)}` : ""}`, offlineShort: "offline", trouble: "Achtung",
  receiving: (have: number, total: number) => `${formatNumber(have)} von ${formatNumber(total)} Kontakten`,
  sample: "Beispieldaten", removeSample: "Entfernen", update: "Eine neue Version von Kontor ist da.", updateNow: "Jetzt laden", privateWindow: "Privates Fenster: beim Schließen ist alles weg.",
  waitingTitle: "Kontor ist schon woanders geöffnet.", waitingText: "Eine andere Version oder ein anderes Fenster hat diesen Arbeitsbereich. Schließen Sie es, oder machen Sie hier weiter; verloren geht nichts.", takeOver: "Hier weitermachen", failedTitle: "Dieser Arbeitsbereich lässt sich gerade nicht öffnen.", reload: "Neu laden", copyReport: "Bericht kopieren", opening: "Wird geöffnet",
  crash: "Etwas ist schiefgegangen. Was gespeichert war, ist sicher.", notFound: "Diese Seite gibt es nicht.", toContacts: "Zu den Kontakten", gallery: "Galerie", list: "Nächste / vorige Zeile", listSelect: "Zeile auswählen", listOpen: "Zeile öffnen", comesNext: "Das kommt als Nächstes.",
};
const en: typeof de = {
  places: "Places", today: "Today", contacts: "Contacts", team: "Team", settings: "Settings", more: "More", search: "Search", log: "Log", newContact: "New contact", logVisit: "Log a visit", import: "Import", invite: "Invite team", bin: "Bin", devices: "Devices", undo: "Undo", redo: "Redo", shortcuts: "Keyboard shortcuts",
  undone: (n) => plural(n, { one: "Undone.", other: `Undone (${formatNumber(n)}).` }), redone: "Redone.", left: (n) => plural(n, { one: "Somebody changed one field meanwhile; it stayed.", other: `Others changed ${n} fields meanwhile; they stayed.` }),
  workOffline: "Work offline", workOnline: "Work online again", chooseContact: "Choose a contact, or press / to search.", openContact: "Open contact",
  savedHere: "Saved here", savedShort: "saved", onDevices: (n, m) => (n === m ? `Everything on ${n} of ${m} devices` : `On ${n} of ${m} devices`), onShort: (n, m) => `${n} of ${m}`, onlyHere: changesEn, onlyHereShort: "only here",
  offlineSince: (ms, n) => `Offline since ${formatTime(new Date(ms).toISOString())}${n > 0 ? ` · ${changesEn(n)}` : ""}`, offlineNow: (n) => `Offline${n > 0 ? ` · ${changesEn(n)}` : ""}`, offlineShort: "offline", trouble: "Attention",
  receiving: (have, total) => `${formatNumber(have)} of ${formatNumber(total)} contacts`,
  sample: "Sample data", removeSample: "Remove", update: "A new version of Kontor is here.", updateNow: "Load it now", privateWindow: "Private window: closing it deletes everything.",
  waitingTitle: "Kontor is already open elsewhere.", waitingText: "Another version or another window has this workspace. Close it, or continue here; nothing will be lost.", takeOver: "Continue here", failedTitle: "This workspace cannot be opened right now.", reload: "Reload", copyReport: "Copy report", opening: "Opening",
  crash: "Something went wrong. What was saved is safe.", notFound: "There is no such page.", toContacts: "To the contacts", gallery: "Gallery", list: "Next / previous row", listSelect: "Select row", listOpen: "Open row", comesNext: "This comes next.",
};
export const text = createText({ de, en });
