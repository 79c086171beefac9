import fc from "fast-check";
import Papa from "papaparse";
import { describe, expect, test } from "vitest";
import { delimiters, detectDialect, guardCell, openCsv, parseCsv, printCsv, unguardCell } from "../../src/exchange/csv.ts";

const cellsOf = (text: string, delimiter = ",") => parseCsv(text, delimiter).map((row) => row.cells);

test("quotes keep commas, line breaks and doubled quotes", () => {
  expect(cellsOf('a,"b,c","say ""hi""\nthere"\r\n1,2,3')).toEqual([
    ["a", "b,c", 'say "hi"\nthere'],
    ["1", "2", "3"],
  ]);
});

test("each row knows the line it begins in", () => {
  expect(parseCsv('a,b\n\n"x\ny\r\nz",2\r\n3,4', ",").map((row) => row.line)).toEqual([1, 3, 6]);
});

test("one unclosed quote costs its own line and no other", () => {
  const rows = parseCsv('a,b\n"broken,2\n3,4\n5,6\n', ",");
  expect(rows.map((row) => row.cells)).toEqual([
    ["a", "b"],
    ['"broken', "2"],
    ["3", "4"],
    ["5", "6"],
  ]);
  expect(rows.map((row) => row.isUnclosed ?? false)).toEqual([false, true, false, false]);
});

test("a quote in the middle of a cell, or followed by more text, is part of the text", () => {
  expect(cellsOf('5" pipe,x\n"Bob" Smith,y')).toEqual([
    ['5" pipe', "x"],
    ['"Bob" Smith', "y"],
  ]);
});

test("a line of ten megabytes and a file of quotes are read in good time", () => {
  const long = "x".repeat(10_000_000);
  expect(cellsOf(`a,b\n${long},2`)[1]).toEqual([long, "2"]);
  expect(cellsOf(`${'"a\n'.repeat(100_000)}`).length).toBeGreaterThan(1);
});

test.each([
  [",", "a,b\n1,2"],
  [";", "a;b\n1,5;2"],
  ["\t", "a\tb c\n1\t2;3"],
  ["|", "a|b\n1|2"],
  [";", "Name;Ort\nMeier, Hans;Bonn\nSchmitt, Eva;Köln"],
  [",", "only one column\nx"],
] as const)("the delimiter %j is found", (delimiter, text) => {
  expect(detectDialect(text)).toEqual({ delimiter, skip: 0 });
});

test("Excel's first line names the delimiter", () => {
  expect(detectDialect("sep=;\r\na,b;c\r\n")).toEqual({ delimiter: ";", skip: 7 });
});

describe("what always holds", () => {
  const cell = fc.oneof(fc.string(), fc.constantFrom("", '"', '""', "\n", "\r\n", ",", ";", "ä", " x ", "'=1", "=1+1", "\t"));
  const table = fc.array(fc.array(cell, { minLength: 1, maxLength: 5 }), { maxLength: 6 });
  const all = (text: string, delimiter: string) => {
    const reader = openCsv(text, delimiter);
    const rows: string[][] = [];
    for (let row = reader.next(); row; row = reader.next()) rows.push(row.cells);
    return rows;
  };

  test("what is written as CSV is read back, whatever the delimiter", () =>
    fc.assert(
      fc.property(table, fc.constantFrom(...delimiters), (rows, delimiter) => {
        expect(all(printCsv(rows, delimiter), delimiter)).toEqual(rows);
      }),
      { numRuns: 500 },
    ));

  test("well-formed text is read as papaparse reads it", () =>
    fc.assert(
      fc.property(table, (rows) => {
        const text = printCsv(rows);
        expect(all(text, ",")).toEqual(
          Papa.parse<string[]>(text.replace(/\r\n$/, ""), { delimiter: ",", newline: "\r\n" }).data.filter((_, i) => i < rows.length),
        );
      }),
    ));

  test("any text at all is read without an error, and its letters are all there", () =>
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom('"', ",", "\n", "\r", "a", "ß", " ", ";") }), (text) => {
        const letters = (of: string) => of.replace(/[^aß]/g, "");
        expect(letters(all(text, ",").flat().join(""))).toBe(letters(text));
      }),
      { numRuns: 1000 },
    ));

  test("a guarded cell is no formula and comes back as it was", () =>
    fc.assert(
      fc.property(cell, (value) => {
        expect(unguardCell(guardCell(value))).toBe(value);
        expect(guardCell(value)).not.toMatch(/^[=\-@\t\r]/);
      }),
    ));

  test("whichever sign a spreadsheet takes for the end of a cell, no formula begins behind it", () => {
    expect(["Firma;=1+1", "a\t@b", "a\n-1", "a, +1", 'a;"=1"', "'=1", "+49171234", "5-3;x=1"].map(guardCell)).toEqual([
      ...["Firma;'=1+1", "a\t'@b", "a\n'-1", "a,' +1", 'a;\'"=1"', "''=1", "+49171234", "5-3;x=1"],
    ]);
    const parts = fc.array(fc.constantFrom("=1+1", "+1", "-1", "@a", ";", ",", "\t", "\r", "\n", '"', "'", " ", "a", "1"), {
      maxLength: 12,
    });
    fc.assert(
      fc.property(parts, (some) => {
        const value = some.join("");
        const guarded = guardCell(value);
        expect(unguardCell(guarded)).toBe(value);
        if (!/^\+\d+$/.test(value)) for (const cell of guarded.split(/[;,\t\r\n]/)) expect(cell).not.toMatch(/^[ \u00a0"]*[=+\-@]/);
      }),
      { numRuns: 2000 },
    );
  });
});
