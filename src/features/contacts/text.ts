import { createText } from "../../i18n/createText.ts";
import { formatNumber, plural } from "../../i18n/format.ts";

const de = {
  contacts: "Kontakte", search: "Suchen", searchContacts: "Kontakte suchen", filter: "Filtern", add: "Neu", newContact: "Neuer Kontakt", clear: "Suche leeren",
  all: "Alle", people: "Personen", organisations: "Firmen", kind: "Art",
  role: "Rolle", phase: "Phase", tag: "Stichwort", owner: "Zuständig", any: "alle", resetFilter: "Filter aufheben",
  count: (n: number) => plural(n, { one: "ein Kontakt", other: `${formatNumber(n)} Kontakte` }),
  capped: (n: number) => `die ersten ${formatNumber(n)} Treffer`,
  noneTitle: "Noch keine Kontakte", noneText: "Bringen Sie Ihre Kontakte aus Excel, Google oder dem Telefon mit, oder legen Sie den ersten von Hand an.",
  import: "Importieren", byHand: "Von Hand", noMatchTitle: "Nichts gefunden", noMatch: (typed: string) => (typed ? `Kein Kontakt passt zu „${typed}“.` : "Kein Kontakt passt zu diesen Filtern."),
  create: (typed: string) => `„${typed}“ anlegen`, reading: "Wird geladen",
  selected: (n: number) => plural(n, { one: "einer ausgewählt", other: `${formatNumber(n)} ausgewählt` }), delete: "Löschen", clearSelection: "Auswahl aufheben",
  deleted: (n: number) => plural(n, { one: "Kontakt gelöscht.", other: `${formatNumber(n)} Kontakte gelöscht.` }), undo: "Rückgängig",
  person: "Person", organisation: "Firma / Organisation", name: "Name", organisationName: "Name der Firma", givenName: "Vorname", familyName: "Nachname", worksAt: "Firma (freiwillig)",
  phone: "Telefon (freiwillig)", email: "E-Mail (freiwillig)", save: "Speichern", cancel: "Abbrechen", nameMissing: "Bitte einen Namen eingeben.", saved: "Gespeichert ✓",
  isDuplicate: "Das gibt es vielleicht schon:", saveAnyway: "Trotzdem anlegen", none: "Wählen Sie links einen Kontakt.", createFirm: (name: string) => `Firma „${name}“ anlegen`,
  tagAll: "Stichwort geben", tagName: "Stichwort",
};
const en: typeof de = {
  contacts: "Contacts", search: "Search", searchContacts: "Search contacts", filter: "Filter", add: "New", newContact: "New contact", clear: "Clear search",
  all: "All", people: "People", organisations: "Organisations", kind: "Kind",
  role: "Role", phase: "Phase", tag: "Tag", owner: "Owner", any: "any", resetFilter: "Clear filters",
  count: (n) => plural(n, { one: "one contact", other: `${formatNumber(n)} contacts` }),
  capped: (n) => `the first ${formatNumber(n)} matches`,
  noneTitle: "No contacts yet", noneText: "Bring your contacts from Excel, Google or your phone, or add the first by hand.",
  import: "Import", byHand: "By hand", noMatchTitle: "Nothing found", noMatch: (typed) => (typed ? `No contact matches “${typed}”.` : "No contact matches these filters."),
  create: (typed) => `Add “${typed}”`, reading: "Loading",
  selected: (n) => plural(n, { one: "one selected", other: `${formatNumber(n)} selected` }), delete: "Delete", clearSelection: "Clear selection",
  deleted: (n) => plural(n, { one: "Contact deleted.", other: `${formatNumber(n)} contacts deleted.` }), undo: "Undo",
  person: "Person", organisation: "Organisation", name: "Name", organisationName: "Name of the organisation", givenName: "First name", familyName: "Last name", worksAt: "Organisation (optional)",
  phone: "Phone (optional)", email: "E-mail (optional)", save: "Save", cancel: "Cancel", nameMissing: "Please enter a name.", saved: "Saved ✓",
  isDuplicate: "This may be here already:", saveAnyway: "Add anyway", none: "Choose a contact on the left.", createFirm: (name) => `Add organisation “${name}”`,
  tagAll: "Tag", tagName: "Tag",
};
export const text = createText({ de, en });
