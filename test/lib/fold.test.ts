import fc from "fast-check";
import { expect, test } from "vitest";
import { fold, foldedWords, sortKey } from "../../src/lib/fold.ts";

test.each([
  ["Łódź", "Lodz"],
  ["Søren", "Soren"],
  ["Straße", "Strasse"],
  ["STRASSE", "straße"],
  ["Đorđe", "Dorde"],
  ["Iğdır", "Igdir"],
  ["İzmir", "Izmir"],
  ["Sigurður Þór", "Sigurdur Thor"],
  ["Ħamrun", "Hamrun"],
  ["Ærø", "Aero"],
  ["Müller", "Mueller"],
])("%s and %s are one to search and to sort by", (a, b) => {
  expect(fold(a)).toBe(fold(b));
  if (b !== "Mueller") expect(sortKey(a)).toBe(sortKey(b));
});

test("names with letters of their own stand among those of the plain letter, not behind Z", () => {
  const names = ["Zander", "Østern", "Đukić", "Łukasz", "Oster", "Lutz", "Dunkel", "Ægir", "Adler"];
  expect(names.sort((a, b) => (sortKey(a) < sortKey(b) ? -1 : 1))).toEqual([
    "Adler",
    "Ægir",
    "Đukić",
    "Dunkel",
    "Łukasz",
    "Lutz",
    "Oster",
    "Østern",
    "Zander",
  ]);
});

test("what is typed so far finds what it is the beginning of", () =>
  fc.assert(
    fc.property(fc.string({ unit: fc.constantFrom(..."aeoußæœøłđþı äöüÄÖÜŁĐØ1 n") }), fc.nat(), (text, at) => {
      const typed = [...text].slice(0, at % (text.length + 1)).join("");
      expect(fold(text).startsWith(fold(typed))).toBe(true);
    }),
  ));

test("words are folded one by one", () => {
  expect(foldedWords("Łódź-Süd, Straße 10")).toEqual(["lodz", "sud", "strasse", "10"]);
});
