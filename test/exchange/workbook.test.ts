import { zipSync } from "fflate";
import { describe, expect, test } from "vitest";
import type { PurchaseLine } from "../../src/domain/purchase.ts";
import { numberText, readWorkbook } from "../../src/exchange/workbook.ts";
import { utf8 } from "../../src/lib/bytes.ts";
import { unwrap } from "../../src/lib/result.ts";
import { planImport, planSales } from "../support/plan.ts";
import { type Cell, workbook } from "../support/workbook.ts";

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
