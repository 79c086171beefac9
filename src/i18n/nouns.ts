// The words for every kind of record, in both languages; a kind without its words does not compile.
import type { NounName } from "../domain/nouns.ts";
import { ownValue } from "../lib/own.ts";
import { createText } from "./createText.ts";
import { formatNumber, plural } from "./format.ts";

/** In German a word's gender decides what stands before it. */
type Gender = "m" | "f" | "n";
interface NounWords {
  readonly one: string;
  readonly other: string;
  readonly gender: Gender;
}

const de: Readonly<Record<NounName, NounWords>> = {
  party: { one: "Kontakt", other: "Kontakte", gender: "m" },
  relation: { one: "Beziehung", other: "Beziehungen", gender: "f" },
  interaction: { one: "Eintrag", other: "Einträge", gender: "m" },
  product: { one: "Produkt", other: "Produkte", gender: "n" },
  purchase: { one: "Beleg", other: "Belege", gender: "m" },
  pipeline: { one: "Vertriebsweg", other: "Vertriebswege", gender: "m" },
  deal: { one: "Verkaufschance", other: "Verkaufschancen", gender: "f" },
  task: { one: "Aufgabe", other: "Aufgaben", gender: "f" },
  appointment: { one: "Termin", other: "Termine", gender: "m" },
  promise: { one: "Zusage", other: "Zusagen", gender: "f" },
  absence: { one: "Abwesenheit", other: "Abwesenheiten", gender: "f" },
  file: { one: "Datei", other: "Dateien", gender: "f" },
  settings: { one: "Einstellung", other: "Einstellungen", gender: "f" },
  view: { one: "Ansicht", other: "Ansichten", gender: "f" },
  import: { one: "Import", other: "Importe", gender: "m" },
};
const en: typeof de = {
  party: { one: "contact", other: "contacts", gender: "n" },
  relation: { one: "relationship", other: "relationships", gender: "n" },
  interaction: { one: "activity", other: "activities", gender: "n" },
  product: { one: "product", other: "products", gender: "n" },
  purchase: { one: "document", other: "documents", gender: "n" },
  pipeline: { one: "pipeline", other: "pipelines", gender: "n" },
  deal: { one: "deal", other: "deals", gender: "n" },
  task: { one: "task", other: "tasks", gender: "n" },
  appointment: { one: "appointment", other: "appointments", gender: "n" },
  promise: { one: "promise", other: "promises", gender: "n" },
  absence: { one: "absence", other: "absences", gender: "n" },
  file: { one: "file", other: "files", gender: "n" },
  settings: { one: "setting", other: "settings", gender: "n" },
  view: { one: "view", other: "views", gender: "n" },
  import: { one: "import", other: "imports", gender: "n" },
};

interface Sentences {
  readonly words: Readonly<Record<NounName, NounWords>>;
  readonly unknown: NounWords;
  readonly titled: (word: string) => string;
  readonly new: (words: NounWords) => string;
  readonly none: (words: NounWords) => string;
}
const newIn: Readonly<Record<Gender, string>> = { m: "Neuer", f: "Neue", n: "Neues" };

const german: Sentences = {
  words: de,
  unknown: { one: "Datensatz", other: "Datensätze", gender: "m" },
  titled: (word) => word,
  new: ({ one, gender }) => `${newIn[gender]} ${one}`,
  none: ({ other }) => `Noch keine ${other}`,
};
const english: Sentences = {
  words: en,
  unknown: { one: "record", other: "records", gender: "n" },
  titled: (word) => `${word.charAt(0).toUpperCase()}${word.slice(1)}`,
  new: ({ one }) => `New ${one}`,
  none: ({ other }) => `No ${other} yet`,
};
const sentences = createText({ de: german, en: english });

/** Of a kind that only a newer version knows, the word for any record. */
const wordsOf = (type: string): NounWords => ownValue<NounWords>(sentences().words, type) ?? sentences().unknown;

/** "Aufgabe", "task": within a line. */
export const nounWord = (type: string): string => wordsOf(type).one;
/** "Aufgabe", "Task": at the beginning of a line. */
export const nounTitle = (type: string): string => sentences().titled(wordsOf(type).one);
/** "Aufgaben", "Tasks". */
export const nounsTitle = (type: string): string => sentences().titled(wordsOf(type).other);
/** "3 Aufgaben", "3 tasks". */
export const nounCount = (type: string, count: number): string =>
  plural(count, { one: `1 ${wordsOf(type).one}`, other: `${formatNumber(count)} ${wordsOf(type).other}` });
/** "Neue Aufgabe", "New task". */
export const newNoun = (type: string): string => sentences().new(wordsOf(type));
/** "Noch keine Aufgaben", "No tasks yet". */
export const noneOf = (type: string): string => sentences().none(wordsOf(type));
