import fc from "fast-check";
import { expect, test } from "vitest";
import { fileLimits, sheetArea } from "../../src/exchange/limits.ts";
import { readWorkbook } from "../../src/exchange/workbook.ts";
import { utf8 } from "../../src/lib/bytes.ts";
import { planImport } from "../support/plan.ts";
import { workbook } from "../support/workbook.ts";

const sheet = (inner: string): Uint8Array => utf8(`<worksheet><dimension ref="A1:B2"/><sheetData>${inner}</sheetData></worksheet>`);

test("a sheet's area is its last row times its last column, whatever lies between", () => {
  expect(sheetArea(sheet(""))).toBe(0);
  expect(sheetArea(sheet('<row r="1"><c r="A1"/><c t="s" r="C1"><v>0</v></c></row><row r="4"/>'))).toBe(12);
  expect(sheetArea(sheet('<row r="1"><c r="A1"/></row><row r="1000"><c r="XFD1000"/></row>'))).toBe(16_384_000);
  expect(sheetArea(sheet("<row><c/><c/></row><row><c><v>1</v></c></row>"))).toBe(4);
  expect(sheetArea(sheet("<x:row r='2'><x:c r='B2'/></x:row><cols><col r='AAA9'/></cols>"))).toBe(4);
});

test("a table is as large as it is wide and long, and no bytes make the measuring fail", () => {
  fc.assert(
    fc.property(fc.nat({ max: 30 }), fc.nat({ max: 25 }), (rows, columns) => {
      const lines = Array.from({ length: rows }, (_, r) =>
        Array.from({ length: columns }, (_, c) => `<c r="${String.fromCharCode(65 + c)}${r + 1}"><v>1</v></c>`).join(""),
      );
      expect(sheetArea(sheet(lines.map((cells, r) => `<row r="${r + 1}">${cells}</row>`).join("")))).toBe(rows * columns);
    }),
  );
  fc.assert(fc.property(fc.uint8Array(), fc.string(), (bytes, text) => sheetArea(bytes) >= 0 && sheetArea(sheet(text)) >= 0));
});

test("a file larger than the device has room for is refused before it is taken apart, with its name", async () => {
  const options = { country: "DE", currency: "EUR", language: "de" } as const;
  const text = new Uint8Array(fileLimits().bytes + 1);
  expect(await planImport([{ name: "alles.csv", bytes: text }], options)).toEqual({
    ok: false,
    error: { code: "file-too-large", file: "alles.csv" },
  });
  // One word in the first corner, one below the last row this device has room for.
  const last = Math.ceil(fileLimits().cells / 2) + 1;
  const wide = workbook({
    Blatt: [
      ["Name", "Ort"],
      ["Anna", "Ulm"],
    ],
  });
  expect((await readWorkbook(wide))?.length).toBe(1);
  const rows = Array.from({ length: 2 }, () => ["Anna", "Ulm"]);
  const { zipSync, unzipSync } = await import("fflate");
  const parts = unzipSync(workbook({ Blatt: rows }));
  const name = "xl/worksheets/sheet1.xml";
  const moved = new TextDecoder()
    .decode(parts[name])
    .replaceAll('r="2"', `r="${last}"`)
    .replaceAll(/r="([AB])2"/g, `r="$1${last}"`);
  const bytes = zipSync({ ...parts, [name]: utf8(moved) });
  expect(await planImport([{ name: "leer.xlsx", bytes }], options)).toEqual({
    ok: false,
    error: { code: "file-too-large", file: "leer.xlsx" },
  });
});

test("a device with little memory takes less, one that does not tell is taken for a usual phone", () => {
  expect(fileLimits(1).cells).toBeLessThan(fileLimits(8).cells);
  expect(fileLimits()).toEqual(fileLimits(4));
});
