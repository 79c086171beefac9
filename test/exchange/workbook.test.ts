import { zipSync } from "fflate";
import { describe, expect, test } from "vitest";
import type { PurchaseLine } from "../../src/domain/purchase.ts";
import { planImport } from "../../src/exchange/plan.ts";
import { planSales } from "../../src/exchange/sales.ts";
import { numberText, readWorkbook } from "../../src/exchange/workbook.ts";
import { utf8 } from "../../src/lib/bytes.ts";
import { unwrap } from "../../src/lib/result.ts";

/** A day or time as Excel keeps it: days since 1899-12-30. */
interface Serial {
  readonly serial: number;
}
type Cell = string | number | boolean | Serial | null | { readonly error: string };

const escaped = (text: string): string => text.replaceAll("&", "&amp;").replaceAll("<", "&lt;");
const cellXml = (cell: Cell, at: string): string => {
  if (cell === null) return "";
  if (typeof cell === "string") return `<c r="${at}" t="inlineStr"><is><t xml:space="preserve">${escaped(cell)}</t></is></c>`;
  if (typeof cell === "number") return `<c r="${at}"><v>${cell}</v></c>`;
  if (typeof cell === "boolean") return `<c r="${at}" t="b"><v>${cell ? 1 : 0}</v></c>`;
  if ("error" in cell) return `<c r="${at}" t="e"><v>${cell.error}</v></c>`;
  return `<c r="${at}" s="1"><v>${cell.serial}</v></c>`;
};
const sheetXml = (rows: readonly (readonly Cell[])[]): string =>
  `<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>${rows
    .map((row, r) => `<row r="${r + 1}">${row.map((cell, c) => cellXml(cell, `${String.fromCharCode(65 + c)}${r + 1}`)).join("")}</row>`)
    .join("")}</sheetData></worksheet>`;

function workbook(sheets: Readonly<Record<string, readonly (readonly Cell[])[]>>): Uint8Array {
  const names = Object.keys(sheets);
  const main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
  const relation = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
  const files: Record<string, string> = {
    "[Content_Types].xml": `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>`,
    "xl/workbook.xml": `<workbook xmlns="${main}" xmlns:r="${relation}"><sheets>${names
      .map((name, i) => `<sheet name="${escaped(name)}" sheetId="${i + 1}" r:id="rId${i + 1}"/>`)
      .join("")}</sheets></workbook>`,
    "xl/_rels/workbook.xml.rels": `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${names
      .map((_, i) => `<Relationship Id="rId${i + 1}" Type="${relation}/worksheet" Target="worksheets/sheet${i + 1}.xml"/>`)
      .join("")}<Relationship Id="rId99" Type="${relation}/styles" Target="styles.xml"/></Relationships>`,
    "xl/styles.xml": `<styleSheet xmlns="${main}"><cellStyleXfs count="1"><xf numFmtId="0"/></cellStyleXfs><cellXfs count="2"><xf numFmtId="0" xfId="0"/><xf numFmtId="14" xfId="0" applyNumberFormat="1"/></cellXfs></styleSheet>`,
  };
  for (const [i, name] of names.entries()) files[`xl/worksheets/sheet${i + 1}.xml`] = sheetXml(sheets[name] ?? []);
  return zipSync(
    Object.fromEntries(Object.entries(files).map(([name, xml]) => [name, utf8(`<?xml version="1.0" encoding="UTF-8"?>${xml}`)])),
  );
}

const options = { country: "DE", currency: "EUR", language: "de" };

describe("a spreadsheet", () => {
  test("gives its cells as a person sees them: days stay days, decimals keep their point", async () => {
    const sheets = await readWorkbook(
      workbook({
        Daten: [
          ["Name ", "Tag", "Zeit", "Preis", "Menge", "Ja"],
          ["Käse & Brot ", { serial: 46_347 }, { serial: 46_347.75 }, 18.0375, 1.125, true],
          [],
          [null, null, null, 0.1 + 0.2, 12_345_678_901, { error: "#DIV/0!" }],
        ],
        Leer: [],
      }),
    );
    expect(sheets?.map((sheet) => sheet.name)).toEqual(["Daten"]);
    expect(sheets?.[0]?.rows).toEqual([
      { line: 1, cells: ["Name ", "Tag", "Zeit", "Preis", "Menge", "Ja"] },
      { line: 2, cells: ["Käse & Brot ", "2026-11-21", "2026-11-21 18:00:00", "18.0375", "1.1250", "true"] },
      { line: 3, cells: [""] },
      { line: 4, cells: ["", "", "", "0.3", "12345678901"] },
    ]);
  });

  test("of orders is read like a file of text, whatever the country's decimal sign is", async () => {
    const bytes = workbook({
      Umsatz: [
        ["Auftragsnummer", "Datum", "Kunde", "Artikel", "Menge", "Einzelpreis", "Rabatt"],
        [1001, { serial: 46_347 }, "Mühle KG", "Sieb", 2, 1.125, 0.05],
        [1001, { serial: 46_347 }, "Mühle KG", "Rahmen", -1, 99, null],
      ],
    });
    const plan = unwrap(await planSales([{ name: "umsatz.xlsx", bytes }], { type: "purchase", ...options }));
    expect(plan.problems).toEqual([]);
    const purchase = plan.drafts.find((draft) => draft.kind === "purchase")?.fields as {
      number: string;
      on: string;
      lines: PurchaseLine[];
    };
    expect([purchase.number, purchase.on]).toEqual(["1001", "2026-11-21"]);
    expect(purchase.lines.map(({ quantity, unitPrice, discount }) => [quantity, unitPrice, discount])).toEqual([
      [2, 1.125, 0.05],
      [-1, 99, undefined],
    ]);
  });

  test("with a sheet of orders, one of lines and one of customers is one import", async () => {
    const bytes = workbook({
      Aufträge: [
        ["Auftragsnummer", "Kundennummer", "Auftragsdatum"],
        [1, 17, { serial: 46_347 }],
        [2, 99, "irgendwann"],
      ],
      Positionen: [
        ["Auftragsnummer", "Artikelnummer", "Menge", "Einzelpreis"],
        [1, "A7", 2, 5.5],
      ],
      Kunden: [
        ["Kundennummer", "Firma", "Ort"],
        [17, "Mühle KG", "Ulm"],
      ],
    });
    const plan = unwrap(await planSales([{ name: "alles.xlsx", bytes }], { type: "purchase", ...options }));
    expect(plan.counts).toMatchObject({ organisations: 1, purchases: 1, lines: 1 });
    expect(plan.problems).toEqual([
      { line: 3, column: "Auftragsdatum", code: "day-unreadable", value: "irgendwann", file: "alles.xlsx – Aufträge" },
    ]);
  });

  test("of contacts makes contacts", async () => {
    const bytes = workbook({
      Kontakte: [
        ["Firma", "Ansprechpartner", "PLZ", "Ort"],
        ["Muster GmbH", "Eva Stein", "01067", "Dresden"],
      ],
    });
    const plan = unwrap(await planImport([{ name: "kontakte.xlsx", bytes }], options));
    expect(plan.counts).toMatchObject({ rows: 1, organisations: 1, people: 1, relations: 1 });
    expect(plan.drafts[0]?.fields).toMatchObject({ name: "Muster GmbH", addresses: [{ postalCode: "01067", locality: "Dresden" }] });
  });

  test("that is cut off, and another archive, are no spreadsheet", async () => {
    expect(await readWorkbook(workbook({ A: [["x"]] }).slice(0, 200))).toBeUndefined();
    expect(await readWorkbook(zipSync({ "word/document.xml": utf8("<a/>") }))).toBeUndefined();
    expect(await readWorkbook(utf8("Name;Ort\n"))).toBeUndefined();
  });

  test("of many rows is read to the last one", async () => {
    const rows = Array.from({ length: 20_000 }, (_, i): Cell[] => [i, `Artikel ${i}`, i / 8]);
    const sheets = await readWorkbook(workbook({ Gross: rows }));
    expect(sheets?.[0]?.rows).toHaveLength(20_000);
    expect(sheets?.[0]?.rows[19_999]?.cells).toEqual(["19999", "Artikel 19999", "2499.8750"]);
  });
});

test("numbers are written so that no column reads a thousands sign into them", () => {
  expect(["1.125", "1.5", "1000", "-0.125", "1E-7", "1E+20", "0.1"].map(numberText)).toEqual([
    "1.1250",
    "1.5",
    "1000",
    "-0.1250",
    "0.000000100000",
    "100000000000000000000",
    "0.1",
  ]);
});
