import { describe, expect, test } from "vitest";
import { type FilesOptions, type FilesPlan, planFiles } from "../../src/exchange/planFiles.ts";
import { utf8 } from "../../src/lib/bytes.ts";
import { unwrap } from "../../src/lib/result.ts";

type Files = string | Readonly<Record<string, string>>;
const planOf = async (files: Files, options: Partial<FilesOptions> = {}): Promise<FilesPlan> =>
  unwrap(
    await planFiles(
      Object.entries(typeof files === "string" ? { "daten.csv": files } : files).map(([name, text]) => ({ name, bytes: utf8(text) })),
      { country: "DE", currency: "EUR", language: "de", ...options },
      async () => ({}),
    ),
  );

describe("what the rows are is seen by their headings", () => {
  test.each([
    ["party", "Firma;Ansprechpartner;Telefon;Umsatz\nMühle KG;Vera Öttl;089 1;5\n"],
    ["party", "Name;Status;E-Mail;Erstellt am\nVera Öttl;aktiv;vera@example.org;01.01.2026\n"],
    ["party", "Kundennummer;Name;Kategorie\n1;Mühle KG;A\n"],
    ["party", "Vera Öttl;Ulm\nUdo Berg;Aalen\n"],
    ["product", "Artikelnummer;Bezeichnung;Preis\n1;Sieb;9,50\n"],
    ["product", "Name;Preis;Einheit\nSieb;9,50;Stück\n"],
    ["purchase", "Rechnungsnummer;Datum;Kunde;Betrag\nR1;01.01.2026;Mühle KG;5,00\n"],
    ["purchase", "Order ID,Date,Email,Phone,Billing Street,Quantity\n1,2026-01-01,a@example.org,089 1,Weg 1,2\n"],
    ["purchase", "Datum;Kunde;Umsatz\n01.01.2026;Mühle KG;5,00\n"],
    ["purchase", "bread,milk\nmilk\nbread,butter,milk\n"],
    ["deal", "Deal;Firma;Phase;Betrag\nAnlage;Mühle KG;Angebot;5,00\n"],
  ] as const)("%s: %s", async (type, file) => {
    expect((await planOf(file)).type).toBe(type);
  });

  test("who sells for whom is a list of the own people, also alone", async () => {
    const plan = await planOf("Verkäufer;Vertriebsleiter;Region\nEva Stein;Udo Berg;Süd\n");
    expect(plan).toMatchObject({ type: "deal", problems: [], counts: { people: 2, relations: 1, deals: 0 } });
  });

  test("of several files the papers decide, and who is asked decides first", async () => {
    const files = {
      "kunden.csv": "Kundennummer;Firma;Telefon\n1;Mühle KG;089 1\n",
      "auftraege.csv": "Auftragsnummer;Datum;Kundennummer;Betrag\nA1;01.01.2026;1;5,00\n",
    };
    expect(await planOf(files)).toMatchObject({ type: "purchase", counts: { organisations: 1, purchases: 1 } });
    expect(await planOf(files["auftraege.csv"], { type: "party" })).toMatchObject({ type: "party", counts: { purchases: 0 } });
  });
});

describe("the key by which records are known again", () => {
  const keysOf = async (file: string, options: Partial<FilesOptions>) =>
    (await planOf(file, options)).drafts.filter(({ kind }) => kind !== "pipeline").map(({ fields }) => fields["externalIds"]);

  test("is a column, whatever else it says", async () => {
    expect(await keysOf("Firma;Ort\nMühle KG;Ulm\n", { type: "party", key: "Firma" })).toEqual([{ firma: "Mühle KG" }]);
    expect(await keysOf("Name;E-Mail\nVera Öttl;vera@example.org\n", { key: "E-Mail" })).toEqual([{ "e-mail": "vera@example.org" }]);
    expect(Object.values((await keysOf("Firma;Kürzel\nMühle KG;MK\n", { type: "party", key: "Kürzel" }))[0] as object)).toEqual(["MK"]);
    expect(Object.values((await keysOf("Deal;Phase;Kürzel\nAnlage;Offen;A7\n", { type: "deal", key: "Kürzel" }))[0] as object)).toEqual([
      "A7",
    ]);
  });

  test("is a system, where no column is called so", async () => {
    expect(await keysOf("Firma;Kundennummer\nMühle KG;17\n", { key: "shop" })).toEqual([{ shop: "17" }]);
    expect(await keysOf("Artikelnummer;Artikel;Preis\nS1;Sieb;9,50\n", { key: "shop" })).toEqual([{ shop: "S1" }]);
  });
});

test("the first rows are handed out as each file has them, with their lines", async () => {
  const many = ["01.01.2026", "02.01.2026"].flatMap((day) => [1, 2, 3].map((i) => `R${i};${day};"Mühle; KG";  ;5,00`)).join("\n");
  const plan = await planOf({
    "r.csv": `Stand 2026\nRechnungsnummer;Datum;Kunde;;Betrag\n\n${many}\n`,
    "k.csv": "Kundennummer;Firma\n007;NULL\n",
  });
  expect(plan.firstRows).toMatchObject([
    { file: "r.csv", columns: ["Rechnungsnummer", "Datum", "Kunde", "#4", "Betrag"] },
    { file: "k.csv", columns: ["Kundennummer", "Firma"], rows: [{ line: 2, cells: ["007", "NULL"] }] },
  ]);
  expect(plan.firstRows[0]?.rows).toHaveLength(5);
  expect(plan.firstRows[0]?.rows.slice(0, 4)).toEqual([
    { line: 4, cells: ["R1", "01.01.2026", "Mühle; KG", "", "5,00"] },
    { line: 5, cells: ["R2", "01.01.2026", "Mühle; KG", "", "5,00"] },
    { line: 6, cells: ["R3", "01.01.2026", "Mühle; KG", "", "5,00"] },
    { line: 7, cells: ["R1", "02.01.2026", "Mühle; KG", "", "5,00"] },
  ]);
});
