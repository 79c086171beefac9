import { expect, test } from "vitest";
import { namedContacts } from "../../src/domain/namedContacts.ts";
import { readTaskLine } from "../../src/domain/taskLine.ts";
import { fold, foldedWords } from "../../src/lib/fold.ts";
import type { RecordId } from "../../src/lib/id.ts";

const contact = (id: string, kind: string, name: string) => ({ id: id as RecordId, kind, name });
const all = [
  contact("mill", "organisation", "Mühle Öttl KG"),
  contact("veronika", "person", "Veronika Öttl"),
  contact("muller", "person", "Karl Müller"),
  contact("elke", "person", "Elke Bär"),
  contact("bear", "organisation", "Bär GmbH"),
  contact("heating", "organisation", "Heizung Sanitär Nord GmbH"),
  contact("wochen", "organisation", "Wochenblatt"),
];
const find = (text: string) => all.filter(({ name }) => foldedWords(text).every((word) => fold(name).includes(word)));
const named = (line: string) =>
  namedContacts(readTaskLine(line, { now: "2026-11-24T10:00" }).contacts, find).map(({ text, choices, isCertain }) => [
    text,
    choices.join(" "),
    isCertain,
  ]);

test("a family name or a firm's name says who is meant", () => {
  expect(named("morgen 9 uhr müller anrufen")).toEqual([["müller", "muller", true]]);
  expect(named("Angebot für Mühle Öttl bis Freitag")).toEqual([["Mühle Öttl", "mill", true]]);
  expect(named("Elke Bär schreiben")).toEqual([["Elke Bär", "elke", true]]);
});

test("between several somebody chooses", () => {
  expect(named("Angebot für Öttl")).toEqual([["Öttl", "mill veronika", false]]);
  expect(named("Heizung bei Bär prüfen")).toEqual([
    ["Heizung", "heating", false],
    ["Bär", "elke bear", false],
  ]);
});

test("a word within a name, or the beginning of one, names nobody", () => {
  expect(named("Woche planen")).toEqual([]);
  expect(named("Mül anrufen")).toEqual([]);
  expect(named("KG Unterlagen")).toEqual([]);
});
