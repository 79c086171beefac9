import { describe, expect, test } from "vitest";
import { planFiles } from "../../src/exchange/planFiles.ts";
import { utf8 } from "../../src/lib/bytes.ts";
import { unwrap } from "../../src/lib/result.ts";

const planOf = async (list: string, other: string) =>
  unwrap(
    await planFiles(
      [list, other].map((text, i) => ({ name: `${i}.csv`, bytes: utf8(text) })),
      { country: "DE", currency: "EUR", language: "de" },
      async () => ({}),
    ),
  );

const deals = "Deal-ID;Deal;Kunde-ID;Betrag;Phase\nD1;Zaun;K1;100;Angebot\nD2;Tor;K2;50;Angebot\n";
const orders = "Bestellnummer;Datum;Kundennummer;Betrag\n1;2025-01-02;K1;100\n2;2025-01-03;K2;50\n";

describe("a list of numbers and names", () => {
  test.each([
    ["with towns, beside deals", "ID;Name;Ort\nK1;Muster AG;Bonn\nK2;Nord AG;Hof\n", deals],
    ["with towns, beside orders", "Nr;Name;Ort\nK1;Muster AG;Bonn\nK2;Nord AG;Hof\n", orders],
    ["alone, beside deals", "ID;Name\nK1;Muster AG\nK2;Nord AG\n", deals],
    ["alone, beside orders", "ID;Name\nK1;Muster AG\nK2;Nord AG\n", orders],
  ])("%s: they are who bought", async (_, list, other) => {
    const plan = await planOf(list, other);
    const parties = plan.drafts.filter(({ kind }) => kind === "party");
    expect(parties.map(({ fields }) => [fields["kind"], fields["name"]])).toEqual([
      ["organisation", "Muster AG"],
      ["organisation", "Nord AG"],
    ]);
    const sold = plan.drafts.filter(({ kind }) => kind === "deal" || kind === "purchase");
    expect(sold.map(({ fields }) => fields["party"] ?? (fields["parties"] as string[])[0])).toEqual(parties.map(({ key }) => `#${key}`));
  });

  test("beside products that name its numbers they are their categories", async () => {
    const plan = await planOf("ID;Name\n1;Eisen\n2;Holz\n", "Artikelnummer;Artikel;Kategorie-ID;Preis\nA1;Zaun;1;10\nA2;Tor;2;20\n");
    expect(plan.drafts.map(({ kind, fields }) => [kind, fields["category"]])).toEqual([
      ["product", "Eisen"],
      ["product", "Holz"],
    ]);
  });
});
