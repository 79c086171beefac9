import { createText } from "../../i18n/createText.ts";
import { formatList, formatNumber, plural } from "../../i18n/format.ts";

const n = formatNumber;
const firmsAndPeople = (
  firms: number,
  people: number,
  firmWord: (count: number) => string,
  personWord: (count: number) => string,
  none: string,
): string => formatList([...(firms > 0 ? [firmWord(firms)] : []), ...(people > 0 ? [personWord(people)] : [])]) || none;

const de = {
  import: "Importieren",
  dropHint:
    "Mehrere Dateien auf einmal gehen auch: Kunden, Artikel, Aufträge und ihre Positionen finden zueinander. Erst sehen Sie eine Vorschau; übernommen wird noch nichts.",
  otherFile: "Andere Datei",
  files: (names: readonly string[]) =>
    names.length > 3 ? `${names.slice(0, 2).join(", ")} und ${n(names.length - 2)} weitere Dateien` : names.join(", "),
  reading: "Wird gelesen",
  summary: (rows: number, firms: number, people: number, unreadable: number, isCards: boolean, areNew: boolean) =>
    `${isCards ? plural(rows, { one: "eine Karte", other: `${n(rows)} Karten` }) : plural(rows, { one: "eine Zeile", other: `${n(rows)} Zeilen` })}: ${firmsAndPeople(
      firms,
      people,
      (count) => plural(count, { one: "eine Firma", other: `${n(count)} Firmen` }),
      (count) => (firms > 0 ? `${n(count)} Ansprechpartner` : plural(count, { one: "eine Person", other: `${n(count)} Personen` })),
      "keine Kontakte",
    ).replace(/, und/, " und")}${areNew ? " neu" : ""}, ${n(unreadable)} nicht lesbar`,
  type: "Was sind diese Zeilen?",
  importTypes: { party: "Kontakte", product: "Produkte", purchase: "Aufträge und Rechnungen", deal: "Verkaufschancen" } as Readonly<
    Record<string, string>
  >,
  rows: (count: number) => plural(count, { one: "eine Zeile", other: `${n(count)} Zeilen` }),
  kinds: {
    organisations: (count: number) => plural(count, { one: "eine Firma", other: `${n(count)} Firmen` }),
    people: (count: number) => plural(count, { one: "eine Person", other: `${n(count)} Personen` }),
    relations: (count: number) => plural(count, { one: "eine Beziehung", other: `${n(count)} Beziehungen` }),
    products: (count: number) => plural(count, { one: "ein Produkt", other: `${n(count)} Produkte` }),
    purchases: (count: number) => plural(count, { one: "ein Kauf", other: `${n(count)} Käufe` }),
    lines: (count: number) => plural(count, { one: "eine Position", other: `${n(count)} Positionen` }),
    deals: (count: number) => plural(count, { one: "eine Verkaufschance", other: `${n(count)} Verkaufschancen` }),
  },
  cutOff: (file: string, done: number, total: number, when: string) =>
    `Der Import von ${file} (${when}) ist nicht fertig: ${formatNumber(done)} von ${formatNumber(total)}.`,
  chooseToGoOn: "Wählen Sie die Datei noch einmal, dann geht es weiter; nichts wird doppelt.",
  chooseAgain: "Weiter",
  takeBack: "Zurücknehmen",
  goesOn: (when: string, here: number) =>
    `Der Import von ${when} ist nicht fertig geworden: ${plural(here, { one: "ein Kontakt ist", other: `${formatNumber(here)} Kontakte sind` })} schon da. Der Rest kommt jetzt dazu.`,
  goOn: "Import fortsetzen",
  importedBefore: (when: string, who: string, here: number) =>
    `Diese Datei wurde ${when} von ${who} importiert: ${plural(here, { one: "ein Kontakt ist", other: `${formatNumber(here)} Kontakte sind` })} schon da und ${here === 1 ? "bleibt" : "bleiben"}, wie ${here === 1 ? "er ist" : "sie sind"}.`,
  importedOnce: (when: string, who: string) => `Diese Datei wurde ${when} von ${who} importiert; was davon da ist, bleibt, wie es ist.`,
  again: "Alle noch einmal anlegen",
  stayed: (n: number) => `${formatNumber(n)} waren schon da`,
  replaces: (count: number, examples: string) =>
    plural(count, {
      one: `Eine Angabe wird ersetzt (${examples}).`,
      other: `${n(count)} Angaben werden ersetzt, zum Beispiel: ${examples}.`,
    }),
  alreadyHere: (count: number) =>
    plural(count, {
      one: "Eines davon ist schon da und wird aktualisiert.",
      other: `${n(count)} davon sind schon da und werden aktualisiert.`,
    }),
  takeOverSales: (type: string, count: number, counted: string) =>
    type === "product"
      ? plural(count, { one: "Ein Produkt übernehmen", other: `${n(count)} Produkte übernehmen` })
      : type === "deal"
        ? plural(count, { one: "Eine Verkaufschance übernehmen", other: `${n(count)} Verkaufschancen übernehmen` })
        : type === "purchase"
          ? plural(count, { one: "Einen Kauf übernehmen", other: `${n(count)} Käufe übernehmen` })
          : `${counted} übernehmen`,
  nothingSales: "In dieser Datei steht nichts davon, das Kontor lesen kann. Stimmt die Art der Zeilen, und stimmen die Spalten?",
  entries: (count: number) => plural(count, { one: "ein Eintrag", other: `${n(count)} Einträge` }),
  birthdays: (count: number) => plural(count, { one: "ein Geburtstag", other: `${n(count)} Geburtstage` }),
  nothingNew: "Alles in dieser Datei ist schon da. Es ändert sich nichts.",
  nothingCalendar: "In dieser Datei steht kein Termin und keine Aufgabe, die Kontor lesen kann.",
  toCalendar: "Zum Kalender",
  takeOverAll: (parts: string) => `Alles importieren: ${parts}`,
  contacts: (count: number) => plural(count, { one: "ein Kontakt", other: `${n(count)} Kontakte` }),
  asTheyWillLook: "So werden die Kontakte aussehen",
  examples: "Zum Beispiel",
  answerFirst: "Erst wenn die Frage oben beantwortet ist, kann übernommen werden.",
  takeOver: (count: number) => plural(count, { one: "Einen Kontakt übernehmen", other: `${n(count)} Kontakte übernehmen` }),
  nothing: "In dieser Datei steht kein Kontakt, den Kontor lesen kann.",
  importing: "Wird übernommen",
  done: "Übernommen.",
  undo: "Rückgängig",
  undone: "Der Import ist rückgängig gemacht.",
  toContacts: "Zu den Kontakten",
  created: (count: number) => plural(count, { one: "ein Kontakt neu", other: `${n(count)} Kontakte neu` }),
  madeNew: (parts: string) => `${parts} neu`,
  updated: (count: number) => plural(count, { one: "einer aktualisiert", other: `${n(count)} aktualisiert` }),
  relations: (count: number) => plural(count, { one: "eine Beziehung", other: `${n(count)} Beziehungen` }),
  unreadable: (count: number) => plural(count, { one: "Eine Zeile ist nicht lesbar", other: `${n(count)} Zeilen sind nicht lesbar` }),
  role: "Diese Kontakte sind",
  noRole: "ohne Rolle",
};
const en: typeof de = {
  import: "Import",
  dropHint:
    "You can choose several files at once: customers, products, orders and their lines are matched up. You will see a preview first; nothing is imported yet.",
  otherFile: "Another file",
  files: (names) => (names.length > 3 ? `${names.slice(0, 2).join(", ")} and ${n(names.length - 2)} more files` : names.join(", ")),
  reading: "Reading",
  summary: (rows, firms, people, unreadable, isCards, areNew) =>
    `${isCards ? plural(rows, { one: "one card", other: `${n(rows)} cards` }) : plural(rows, { one: "one row", other: `${n(rows)} rows` })}: ${firmsAndPeople(
      firms,
      people,
      (count) => plural(count, { one: "one organisation", other: `${n(count)} organisations` }),
      (count) => plural(count, { one: "one person", other: `${n(count)} people` }),
      "no contacts",
    )}${areNew ? " new" : ""}, ${n(unreadable)} unreadable`,
  type: "What are these rows?",
  importTypes: { party: "Contacts", product: "Products", purchase: "Orders and invoices", deal: "Deals" },
  rows: (count) => plural(count, { one: "one row", other: `${n(count)} rows` }),
  kinds: {
    organisations: (count) => plural(count, { one: "one organisation", other: `${n(count)} organisations` }),
    people: (count) => plural(count, { one: "one person", other: `${n(count)} people` }),
    relations: (count) => plural(count, { one: "one relationship", other: `${n(count)} relationships` }),
    products: (count) => plural(count, { one: "one product", other: `${n(count)} products` }),
    purchases: (count) => plural(count, { one: "one purchase", other: `${n(count)} purchases` }),
    lines: (count) => plural(count, { one: "one line", other: `${n(count)} lines` }),
    deals: (count) => plural(count, { one: "one deal", other: `${n(count)} deals` }),
  },
  cutOff: (file, done, total, when) => `The import of ${file} (${when}) is not finished: ${formatNumber(done)} of ${formatNumber(total)}.`,
  chooseToGoOn: "Choose the file again to continue; nothing will be duplicated.",
  chooseAgain: "Continue",
  takeBack: "Undo",
  goesOn: (when, here) =>
    `The import of ${when} was not finished: ${plural(here, { one: "one contact is", other: `${formatNumber(here)} contacts are` })} here already. The rest is added now.`,
  goOn: "Continue the import",
  importedBefore: (when, who, here) =>
    `This file was imported ${when} by ${who}: ${plural(here, { one: "one contact is here already and stays as it is", other: `${formatNumber(here)} contacts are here already and stay as they are` })}.`,
  importedOnce: (when, who) => `This file was imported ${when} by ${who}; what is here of it stays as it is.`,
  again: "Add all of them again",
  stayed: (n) => `${formatNumber(n)} were here already`,
  replaces: (count: number, examples: string) =>
    plural(count, { one: `One value is replaced (${examples}).`, other: `${n(count)} values are replaced, for example ${examples}.` }),
  alreadyHere: (count) =>
    plural(count, {
      one: "One of them is here already and will be updated.",
      other: `${n(count)} of them are here already and will be updated.`,
    }),
  takeOverSales: (type, count, counted) =>
    type === "product"
      ? plural(count, { one: "Import one product", other: `Import ${n(count)} products` })
      : type === "deal"
        ? plural(count, { one: "Import one deal", other: `Import ${n(count)} deals` })
        : type === "purchase"
          ? plural(count, { one: "Import one purchase", other: `Import ${n(count)} purchases` })
          : `Import ${counted}`,
  nothingSales: "There is nothing of that kind in this file that Kontor can read. Are the type of rows and the columns right?",
  entries: (count) => plural(count, { one: "one entry", other: `${n(count)} entries` }),
  birthdays: (count) => plural(count, { one: "one birthday", other: `${n(count)} birthdays` }),
  nothingNew: "Everything in this file is here already. Nothing changes.",
  nothingCalendar: "There is no appointment or task in this file that Kontor can read.",
  toCalendar: "To the calendar",
  takeOverAll: (parts) => `Import all: ${parts}`,
  contacts: (count) => plural(count, { one: "one contact", other: `${n(count)} contacts` }),
  asTheyWillLook: "How the contacts will look",
  examples: "For example",
  answerFirst: "The import can begin once the question above is answered.",
  takeOver: (count) => plural(count, { one: "Import one contact", other: `Import ${n(count)} contacts` }),
  nothing: "There is no contact in this file that Kontor can read.",
  importing: "Importing",
  done: "Imported.",
  undo: "Undo",
  undone: "The import has been undone.",
  toContacts: "To the contacts",
  created: (count) => plural(count, { one: "one contact new", other: `${n(count)} contacts new` }),
  madeNew: (parts) => `${parts} new`,
  updated: (count) => plural(count, { one: "one updated", other: `${n(count)} updated` }),
  relations: (count) => plural(count, { one: "one relationship", other: `${n(count)} relationships` }),
  unreadable: (count) => plural(count, { one: "One row is unreadable", other: `${n(count)} rows are unreadable` }),
  role: "These contacts are",
  noRole: "no role",
};
export const text = createText({ de, en });
