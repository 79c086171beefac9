import { cleanup, render, screen } from "@solidjs/testing-library";
import { afterEach, expect, test } from "vitest";
import { Findings } from "../../src/features/import/Findings.tsx";
import { setLanguage } from "../../src/i18n/language.ts";

afterEach(cleanup);

test("a hundred rows with the same fault are one line that names the first of them", () => {
  setLanguage("de");
  const problems = Array.from({ length: 106 }, (_, at) => ({ line: at + 2, code: "product-missing" as const }));
  render(() => <Findings plan={{ hints: [], problems: [...problems, { line: 300, code: "name-missing" }] }} />);
  expect(screen.getAllByRole("listitem").map(({ textContent }) => textContent?.trim())).toEqual([
    "106 Zeilen: 2, 3, 4, 5 und 6 … kein Produkt",
    "Zeile 300 kein Name",
  ]);
});

test("rows that differ in their values only are one line too, with a few of the values; the largest cause stands first", () => {
  setLanguage("de");
  const problems = [
    { line: 4, code: "day-unreadable" as const, column: "Datum", value: "bald" },
    ...["a", "b", "a", "c", "d"].map((value, at) => ({ line: at + 10, code: "number-unreadable" as const, column: "Betrag", value })),
    { line: 90, code: "name-missing" as const, value: "x, y" },
    { line: 91, code: "name-missing" as const, value: "z" },
  ];
  render(() => <Findings plan={{ hints: [], problems }} />);
  expect(screen.getAllByRole("listitem").map(({ textContent }) => textContent?.trim())).toEqual([
    "5 Zeilen: 10, 11, 12, 13 und 14 Betrag: keine Zahl, zum Beispiel „a“, „b“ und „c“",
    "2 Zeilen: 90 und 91 kein Name",
    "Zeile 4 Datum: „bald“ ist kein Tag",
  ]);
});
