import { expect, test } from "vitest";
import type { PurchaseLine } from "../../src/domain/purchase.ts";
import { numberMask, shownNumbers } from "../../src/exchange/numberFormats.ts";
import { textOf, utf8 } from "../../src/lib/bytes.ts";
import { unwrap } from "../../src/lib/result.ts";
import { planSales } from "../support/plan.ts";
import { workbook } from "../support/workbook.ts";

test.each([
  ["00000", "1067", "01067"],
  ['"0"##########', "3023125101", "03023125101"],
  ["00000000000", "1713920042", "01713920042"],
  ["[$-407]00000", "1067", "01067"],
  ['"D-"00000', "1067", "D-01067"],
  ["000-000", "12345", "012-345"],
  ["00000;-00000", "1067", "01067"],
  ["0000\\-0000", "1234567", "0123-4567"],
  ["[<=9999999]###\\-####;\\(###\\)\\ ###\\-####", "2025551234", "(202) 555-1234"],
  ["[<=9999999]###\\-####;\\(###\\)\\ ###\\-####", "5551234", "555-1234"],
])("a number of the format %s is what a person sees: %s is %s", (format, number, shown) => {
  expect(numberMask(format)?.(number)).toBe(shown);
});

test.each(["General", "0", "0.00", "#,##0", '#,##0.00 "€"', "0%", "dd.mm.yyyy", '0 "Stk"', "@", "0.00E+00"])(
  "a number of the format %s is a figure, and stays one",
  (format) => expect(numberMask(format)).toBeUndefined(),
);

test("only cells of such a style become text, and texts, days and formulas stay", () => {
  const styles =
    '<styleSheet><numFmts><numFmt numFmtId="164" formatCode="00000"/></numFmts><cellXfs count="3"><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="164"/></cellXfs></styleSheet>';
  const sheet =
    '<sheetData><row r="1"><c r="A1" s="2"><v>1067</v></c><c r="B1"><v>1067</v></c><c r="C1" s="2" t="s"><v>3</v></c><c r="D1" s="1"><v>45000</v></c></row></sheetData>';
  const parts = { "xl/styles.xml": utf8(styles), "xl/worksheets/sheet1.xml": utf8(sheet) };
  const shown = textOf(shownNumbers(parts, (name) => name.includes("sheet1"))["xl/worksheets/sheet1.xml"] as Uint8Array);
  expect(shown).toContain('<t xml:space="preserve">01067</t>');
  expect(shown.match(/inlineStr/g)).toHaveLength(1);
});

test("texts beside the numbers of a sheet are read by their own sign", async () => {
  const rows = [
    ["Rechnungsnummer", "Rechnungsdatum", "Kunde", "Netto"],
    ...[100.1, 0.3, "12,50", "1.234,50 €", "1.234"].map((cell, i) => [i + 1, "2026-03-01", "A", cell]),
  ];
  const plan = unwrap(
    await planSales([{ name: "a.xlsx", bytes: workbook({ Daten: rows }) }], {
      type: "purchase",
      country: "DE",
      currency: "EUR",
      language: "de",
    }),
  );
  const cents = plan.drafts.filter(({ kind }) => kind === "purchase").map(({ fields }) => (fields["lines"] as PurchaseLine[])[0]?.netCents);
  expect([plan.problems, cents]).toEqual([[], [10_010, 30, 1250, 123_450, 123_400]]);
});
