// What was noticed in calendar files.
import { formatNumber as n, plural } from "../../i18n/format.ts";

interface HintFacts {
  readonly column: string;
  readonly count: number;
  readonly examples: string;
  /** The first lines it was seen in. */
  readonly lines: string;
}
type Sentences = Readonly<Record<string, (facts: HintFacts) => string>>;

const named = ({ examples }: HintFacts): string => (examples ? ` (${examples})` : "");

export const calendarHintsDe: Sentences = {
  "calendar-line-unreadable": (h) =>
    plural(h.count, {
      one: `Zeile ${h.lines} des Kalenders ist nicht lesbar${named(h)}; der Rest ist da.`,
      other: `${n(h.count)} Zeilen des Kalenders sind nicht lesbar (${h.lines}); der Rest ist da.`,
    }),
  "calendar-component-unclosed": (h) =>
    plural(h.count, {
      one: `Ein Abschnitt hat kein Ende (${h.examples}, Zeile ${h.lines}); gelesen ist, was da steht.`,
      other: `${n(h.count)} Abschnitte haben kein Ende (${h.examples}, Zeilen ${h.lines}); gelesen ist, was da steht.`,
    }),
  "calendar-start-unreadable": (h) =>
    plural(h.count, {
      one: `Bei einer Aufgabe ist der Beginn nicht lesbar${named(h)}; sie kommt ohne ihn.`,
      other: `Bei ${n(h.count)} Aufgaben ist der Beginn nicht lesbar${named(h)}; sie kommen ohne ihn.`,
    }),
  "calendar-end-unreadable": (h) =>
    plural(h.count, {
      one: `Ein Ende ist nicht lesbar${named(h)}; der Eintrag kommt ohne.`,
      other: `${n(h.count)} Angaben zum Ende sind nicht lesbar${named(h)}; die Einträge kommen ohne.`,
    }),
  "calendar-rule-unreadable": (h) =>
    plural(h.count, {
      one: `Eine Wiederholung ist nicht lesbar${named(h)}; der Eintrag steht einmal da.`,
      other: `${n(h.count)} Wiederholungen sind nicht lesbar${named(h)}; die Einträge stehen einmal da.`,
    }),
  "calendar-date-unreadable": (h) =>
    plural(h.count, {
      one: `Ein einzelner Tag einer Serie ist nicht lesbar${named(h)}; er bleibt weg.`,
      other: `${n(h.count)} einzelne Tage von Serien sind nicht lesbar${named(h)}; sie bleiben weg.`,
    }),
  "calendar-reminder-unreadable": (h) =>
    plural(h.count, {
      one: `Eine Erinnerung ist nicht lesbar${named(h)}; sie bleibt weg.`,
      other: `${n(h.count)} Erinnerungen sind nicht lesbar${named(h)}; sie bleiben weg.`,
    }),
  "calendar-zone-unknown": (h) =>
    `Die Zeitzone „${h.examples}“ ist nicht bekannt, und die Datei beschreibt sie nicht. Diese Zeiten gelten nach der Uhr dessen, der sie ansieht; bitte prüfen Sie sie.`,
  "calendar-zone-contradicts": (h) =>
    `Die Zeitzone „${h.examples}“ ist in der Datei anders beschrieben, als ihr Name sagt; es gilt die Beschreibung.`,
  "calendar-answer": (h) => `Das ist eine Antwort auf eine Einladung (${h.column}); daraus übernimmt Kontor nichts.`,
  "calendar-left-out": (h) =>
    plural(h.count, {
      one: `Ein Abschnitt ist weder Termin noch Aufgabe (${h.examples}); er bleibt weg.`,
      other: `${n(h.count)} Abschnitte sind weder Termin noch Aufgabe (${h.examples}); sie bleiben weg.`,
    }),
  "calendar-unchanged": (h) =>
    plural(h.count, {
      one: "Ein Eintrag ist schon da; an ihm ändert sich nichts.",
      other: `${n(h.count)} Einträge sind schon da; an ihnen ändert sich nichts.`,
    }),
  "calendar-older": (h) =>
    plural(h.count, {
      one: `Ein Eintrag ist hier neuer als in der Datei${named(h)}; er bleibt, wie er ist.`,
      other: `${n(h.count)} Einträge sind hier neuer als in der Datei${named(h)}; sie bleiben, wie sie sind.`,
    }),
  "calendar-cancelled": (h) =>
    plural(h.count, { one: `Ein Eintrag wird abgesagt${named(h)}.`, other: `${n(h.count)} Einträge werden abgesagt${named(h)}.` }),
  "calendar-cancel-unknown": (h) =>
    plural(h.count, {
      one: `Die Datei sagt etwas ab, das es hier nicht gibt${named(h)}.`,
      other: `Die Datei sagt ${n(h.count)} Einträge ab, die es hier nicht gibt${named(h)}.`,
    }),
  "calendar-contact": (h) =>
    plural(h.count, {
      one: `Ein Kontakt ist erkannt und steht beim Eintrag${named(h)}.`,
      other: `${n(h.count)}-mal ist ein Kontakt erkannt und steht beim Eintrag, zum Beispiel: ${h.examples}.`,
    }),
  "calendar-person-kept": (h) =>
    plural(h.count, {
      one: `Jemand ist genannt, der hier kein Kontakt ist${named(h)}; die Angabe bleibt beim Eintrag erhalten.`,
      other: `${n(h.count)}-mal ist jemand genannt, der hier kein Kontakt ist, zum Beispiel: ${h.examples}; die Angaben bleiben bei den Einträgen erhalten.`,
    }),
  "birthday-taken": (h) =>
    plural(h.count, {
      one: `Ein Geburtstag kommt zu seinem Kontakt${named(h)}.`,
      other: `${n(h.count)} Geburtstage kommen zu ihren Kontakten, zum Beispiel: ${h.examples}.`,
    }),
};

export const calendarHintsEn: Sentences = {
  "calendar-line-unreadable": (h) =>
    plural(h.count, {
      one: `Line ${h.lines} of the calendar is unreadable${named(h)}; the rest is there.`,
      other: `${n(h.count)} lines of the calendar are unreadable (${h.lines}); the rest is there.`,
    }),
  "calendar-component-unclosed": (h) =>
    plural(h.count, {
      one: `One section has no end (${h.examples}, line ${h.lines}); what is there was read.`,
      other: `${n(h.count)} sections have no end (${h.examples}, lines ${h.lines}); what is there was read.`,
    }),
  "calendar-start-unreadable": (h) =>
    plural(h.count, {
      one: `The start of one task is unreadable${named(h)}; it comes without.`,
      other: `The starts of ${n(h.count)} tasks are unreadable${named(h)}; they come without.`,
    }),
  "calendar-end-unreadable": (h) =>
    plural(h.count, {
      one: `One end is unreadable${named(h)}; the entry comes without.`,
      other: `${n(h.count)} ends are unreadable${named(h)}; the entries come without.`,
    }),
  "calendar-rule-unreadable": (h) =>
    plural(h.count, {
      one: `One repetition is unreadable${named(h)}; the entry appears once.`,
      other: `${n(h.count)} repetitions are unreadable${named(h)}; the entries appear once.`,
    }),
  "calendar-date-unreadable": (h) =>
    plural(h.count, {
      one: `One date of a series is unreadable${named(h)}; it is left out.`,
      other: `${n(h.count)} dates of series are unreadable${named(h)}; they are left out.`,
    }),
  "calendar-reminder-unreadable": (h) =>
    plural(h.count, {
      one: `One reminder is unreadable${named(h)}; it is left out.`,
      other: `${n(h.count)} reminders are unreadable${named(h)}; they are left out.`,
    }),
  "calendar-zone-unknown": (h) =>
    `The time zone “${h.examples}” is unknown, and the file does not describe it. These times count on the clock of whoever looks at them; please check them.`,
  "calendar-zone-contradicts": (h) =>
    `The file describes the time zone “${h.examples}” otherwise than its name says; the description counts.`,
  "calendar-answer": (h) => `This is an answer to an invitation (${h.column}); Kontor takes nothing from it.`,
  "calendar-left-out": (h) =>
    plural(h.count, {
      one: `One section is neither an appointment nor a task (${h.examples}); it is left out.`,
      other: `${n(h.count)} sections are neither appointments nor tasks (${h.examples}); they are left out.`,
    }),
  "calendar-unchanged": (h) =>
    plural(h.count, {
      one: "One entry is here already; nothing changes in it.",
      other: `${n(h.count)} entries are here already; nothing changes in them.`,
    }),
  "calendar-older": (h) =>
    plural(h.count, {
      one: `One entry is newer here than in the file${named(h)}; it stays as it is.`,
      other: `${n(h.count)} entries are newer here than in the file${named(h)}; they stay as they are.`,
    }),
  "calendar-cancelled": (h) =>
    plural(h.count, { one: `One entry is cancelled${named(h)}.`, other: `${n(h.count)} entries are cancelled${named(h)}.` }),
  "calendar-cancel-unknown": (h) =>
    plural(h.count, {
      one: `The file cancels something that is not here${named(h)}.`,
      other: `The file cancels ${n(h.count)} entries that are not here${named(h)}.`,
    }),
  "calendar-contact": (h) =>
    plural(h.count, {
      one: `One contact was recognised and is tied to the entry${named(h)}.`,
      other: `${n(h.count)} times a contact was recognised and is tied to the entry, for example: ${h.examples}.`,
    }),
  "calendar-person-kept": (h) =>
    plural(h.count, {
      one: `Somebody is named who is no contact here${named(h)}; it is kept with the entry.`,
      other: `${n(h.count)} times somebody is named who is no contact here, for example: ${h.examples}; it is kept with the entries.`,
    }),
  "birthday-taken": (h) =>
    plural(h.count, {
      one: `One birthday goes to its contact${named(h)}.`,
      other: `${n(h.count)} birthdays go to their contacts, for example: ${h.examples}.`,
    }),
};
