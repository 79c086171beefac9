import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { normaliseFields } from "../../src/domain/fields.ts";
import { netOf, type PurchaseLine } from "../../src/domain/purchase.ts";
import type { SalesOptions, SalesPlan } from "../../src/exchange/salesPlan.ts";
import { stageKindOfName } from "../../src/exchange/salesWords.ts";
import { utf8 } from "../../src/lib/bytes.ts";
import type { RecordId } from "../../src/lib/id.ts";
import { unwrap } from "../../src/lib/result.ts";
import { planSales } from "../support/plan.ts";

type Files = string | Readonly<Record<string, string>>;
const planOf = async (files: Files, options: Partial<SalesOptions> = {}): Promise<SalesPlan> =>
  unwrap(
    await planSales(
      Object.entries(typeof files === "string" ? { "daten.csv": files } : files).map(([name, text]) => ({ name, bytes: utf8(text) })),
      { type: "purchase", country: "DE", currency: "EUR", language: "de", ...options },
    ),
  );
const fieldsOf = (plan: SalesPlan, kind: string): Record<string, unknown>[] =>
  plan.drafts.filter((draft) => draft.kind === kind).map((draft) => draft.fields as Record<string, unknown>);
const linesOf = (plan: SalesPlan): PurchaseLine[] => fieldsOf(plan, "purchase").flatMap((purchase) => purchase["lines"] as PurchaseLine[]);
/** Keyed a, b, c … in their order. */
const stagesNamed = (...names: readonly string[]) =>
  Object.fromEntries(names.map((name, i) => [String.fromCharCode(97 + i), { name, kind: stageKindOfName(name), order: `h${i}` }]));
const hintsOf = (plan: SalesPlan): string[] => plan.hints.map((hint) => hint.code);

test("an order whose contact is a mail address is its buyer's, and a deal's contact is found by it", async () => {
  const order = await planOf(
    "Bestellnummer;Bestelldatum;Name des Käufers;Artikel;Menge;Einzelpreis\nA-1;01.03.2026;eva@stein.example;Sieb;1;5,00\n",
  );
  expect(fieldsOf(order, "party")).toMatchObject([{ kind: "person", emails: [{ value: "eva@stein.example" }] }]);
  const deals = await planOf(
    {
      "contacts.csv": "First Name,Last Name,E-mail Address\nEva,Stein,eva@stein.example\n",
      "deals.csv": "Deal Name,Amount,Deal Stage,Close Date,Contact\nHeizung,10,closedwon,2026-03-01,Eva@stein.example\n",
    },
    { type: "deal" },
  );
  expect(fieldsOf(deals, "deal")).toMatchObject([{ parties: ["#p1"] }]);
});

describe("a German list of order lines", () => {
  const file =
    "Auftragsnummer;Auftragsdatum;Kundennummer;Kunde;Artikelnummer;Artikelbezeichnung;Menge;Einzelpreis (EUR);Rabatt in %;Bemerkung;Lager\n" +
    "A-1;01.03.2026;4711;Mühle Öttl KG;100;Sieb;2;1.250,50;5;;Nord\n" +
    "A-1;01.03.2026;4711;Mühle Öttl KG;200;Rahmen;1;99,00;0;;\n" +
    "A-2;02.03.2026;4712;Bäckerei Anders;100;Sieb;-1;1.250,50;;;\n";

  test("becomes orders with their lines, customers and products", async () => {
    const plan = await planOf(file);
    expect(plan.problems).toEqual([]);
    expect(plan.counts).toMatchObject({ rows: 3, organisations: 2, products: 2, purchases: 2, lines: 3 });
    expect(fieldsOf(plan, "party")[0]).toEqual({
      kind: "organisation",
      name: "Mühle Öttl KG",
      roles: { customer: "active" },
      externalIds: { customerNumber: "4711" },
    });
    expect(fieldsOf(plan, "purchase")[0]).toMatchObject({
      kind: "order",
      number: "A-1",
      on: "2026-03-01",
      party: "#c1",
      currency: "EUR",
      custom: { Lager: "Nord" },
      lines: [
        { key: "1", product: "#g1", quantity: 2, unitPrice: 1250.5, discount: 0.05 },
        { key: "2", product: "#g2", quantity: 1, unitPrice: 99 },
      ],
    });
    expect(linesOf(plan).map((line) => netOf(line, "EUR"))).toEqual([2 * 1250.5 * (1 - 0.05), 99, -1250.5]);
    expect(hintsOf(plan)).toEqual(expect.arrayContaining(["discount-in-percent", "returns"]));
  });

  test("says what became of each column, and a person may say otherwise", async () => {
    const plan = await planOf(file, { mapping: { Lager: "note", Rabatt: null } });
    expect(plan.mapping.find((entry) => entry.column === "Lager")).toMatchObject({ target: "note", guess: "person" });
    expect(plan.mapping.find((entry) => entry.column === "Auftragsdatum")).toMatchObject({ target: "on", guess: "name" });
    expect(fieldsOf(plan, "purchase")[0]).toMatchObject({ note: "Nord" });
  });

  test("keeps what has no place, once for the order and where it differs for the line", async () => {
    const plan = await planOf(
      "Auftragsnummer;Datum;Artikel;Warengruppe;Menge;Preis;Lager;Wahrscheinlichkeit\nA1;01.03.2026;Sieb;Metall;1;5;Nord;hoch\nA1;01.03.2026;Rahmen;Holz;1;5;Süd;hoch\n",
    );
    expect(fieldsOf(plan, "product").map((product) => product["category"])).toEqual(["Metall", "Holz"]);
    expect(fieldsOf(plan, "purchase")[0]?.["custom"]).toEqual({ Lager: "Nord", Wahrscheinlichkeit: "hoch" });
    expect(linesOf(plan).map((line) => (line as { custom?: unknown }).custom)).toEqual([undefined, { Lager: "Süd" }]);
  });

  test("the same number on another day for another customer is another order", async () => {
    const plan = await planOf(
      "Bon;Datum;Kunde;Artikel;Betrag\n1;01.01.2026;A GmbH;X;5,00\n1;02.01.2026;B GmbH;X;7,00\n1;02.01.2026;B GmbH;Y;1,00\n",
    );
    expect(plan.counts).toMatchObject({ purchases: 2, lines: 3 });
  });
});

describe("what cannot be read", () => {
  test("is told with row and column, and kept out of the sums", async () => {
    const plan = await planOf(
      "Order ID,Order date,Customer,Product,Quantity,Unit price\n1,2026-01-31,Acme Ltd,Saw,two,5.00\n2,31 June,Acme Ltd,Saw,1,5.00\n,2026-01-02,Acme Ltd,Saw,1,5.00\n4,2026-01-02,Acme Ltd,Saw,1,5.00\n",
    );
    expect(plan.problems).toEqual([
      { line: 2, column: "Quantity", code: "number-unreadable", value: "two" },
      { line: 3, column: "Order date", code: "day-unreadable", value: "31 June" },
      { line: 4, column: "Order ID", code: "number-missing" },
    ]);
    expect(linesOf(plan)).toHaveLength(1);
  });

  test("a line whose order is in no file is told, with its file", async () => {
    const plan = await planOf({
      "orders.csv": "Order ID,Customer ID,Order date\n1,ALFKI,2026-01-31 00:00:00.000\n2,ANATR,2026-02-01 00:00:00.000\n",
      "lines.csv": "Order ID,Product ID,Quantity,Unit price\n1,7,2,18.0375\n9,7,1,18.0375\n",
    });
    expect(plan.problems).toEqual([{ line: 3, column: "Order ID", code: "order-missing", value: "9", file: "lines.csv" }]);
    expect(fieldsOf(plan, "purchase").map((purchase) => [purchase["number"], purchase["on"]])).toEqual([
      ["1", "2026-01-31"],
      ["2", "2026-02-01"],
    ]);
    expect(linesOf(plan)).toEqual([{ key: "1", product: "#g1", quantity: 2, unitPrice: 18.0375 }]);
  });
});

describe("who gave no name", () => {
  test("is one customer that stands for many, however the file says it", async () => {
    const plan = await planOf(
      "Bon;Datum;Kundennummer;Kunde;Artikel;Betrag\n1;01.01.2026;;;X;5\n2;01.01.2026;0;;X;5\n3;01.01.2026;;Laufkundschaft;X;5\n4;01.01.2026;17;Mühle KG;X;5\n5;01.01.2026;0;Walk-in;X;5\n",
    );
    expect(fieldsOf(plan, "party").map((party) => [party["name"], party["isCollective"]])).toEqual([
      ["Laufkundschaft", true],
      ["Mühle KG", undefined],
    ]);
    expect(plan.hints.find((hint) => hint.code === "collective-customer")?.count).toBe(4);
    expect(new Set(fieldsOf(plan, "purchase").map((purchase) => purchase["party"])).size).toBe(2);
  });

  test("and stands in the list of customers is that customer", async () => {
    const plan = await planOf({
      "kunden.csv": "Kundennummer;Firma;Ort\n0;Barverkauf;Ulm\n17;Mühle KG;Ulm\n",
      "bons.csv": "Bon;Datum;Kundennummer;Artikel;Betrag\n1;01.01.2026;0;X;5\n2;01.01.2026;;X;5\n3;01.01.2026;17;X;5\n",
    });
    expect(fieldsOf(plan, "party").map((party) => [party["name"], party["isCollective"]])).toEqual([
      ["Barverkauf", true],
      ["Mühle KG", undefined],
    ]);
    expect(fieldsOf(plan, "purchase").map((purchase) => purchase["party"])).toEqual(["#o1", "#o1", "#o2"]);
  });
});

describe("figures", () => {
  test("are read as their column writes them", async () => {
    const nets = async (heading: string, ...values: string[]) =>
      linesOf(
        await planOf(`Rechnungsnummer\tDatum\t${heading}\n${values.map((value, i) => `${i}x\t2026-01-01\t${value}`).join("\n")}\n`),
      ).map((line) => line.netCents);
    expect(await nets("Betrag", "1.250,50 €", "12,00-", "(3,50)", "5,-")).toEqual([125_050, -1200, -350, 500]);
    expect(await nets("Net amount", "1,250.50", "0.125", "-3")).toEqual([125_050, undefined, -300]);
    expect(await nets("Betrag", "1.250", "3.000")).toEqual([125_000, 300_000]);
  });

  test("of a credit note are what was given back", async () => {
    const plan = await planOf("Gutschrift-Nr;Datum;Kunde;Artikel;Menge;Einzelpreis\nG1;01.01.2026;A GmbH;X;2;5,00\n");
    expect(fieldsOf(plan, "purchase")[0]).toMatchObject({ kind: "creditNote", lines: [{ quantity: -2, unitPrice: 5 }] });
    expect(hintsOf(plan)).toContain("amounts-negated");
  });

  test("are in the currency that the column names", async () => {
    const currency = async (heading: string, value: string) =>
      fieldsOf(await planOf(`Invoice No;Date;${heading}\n1;2026-01-01;${value}\n`), "purchase")[0]?.["currency"];
    expect(await Promise.all([currency("Net (USD)", "5"), currency("Net", "£5"), currency("Net", "5")])).toEqual(["USD", "GBP", "EUR"]);
  });

  test("a share of more than everything is told with its row, and keeps no other row out", async () => {
    const orders = await planOf("Bon;Datum;Artikel;Menge;Preis;Rabatt\n1;01.01.2026;X;1;10,00;5\n2;01.01.2026;X;1;10,00;1.234,50\n", {});
    expect(orders.problems).toEqual([{ line: 3, column: "Rabatt", code: "number-out-of-range", value: "1.234,50" }]);
    expect(linesOf(orders)).toMatchObject([{ discount: 0.05 }]);
    const deals = await planOf("Deal ID,Deal name,Stage,Probability\n1,A,Open,150\n2,B,Open,40\n", { type: "deal" });
    expect(deals.problems).toMatchObject([{ line: 2, column: "Probability", code: "number-out-of-range", value: "150" }]);
  });

  test("days of a column that leaves their order open follow the one that does not", async () => {
    const deals = await planOf("Deal ID,Deal name,Stage,Created,Close date\n1,A,Won,3/4/2026,3/25/2026\n", { type: "deal" });
    expect(fieldsOf(deals, "deal")[0]).toMatchObject({ openedOn: "2026-03-04", closedOn: "2026-03-25" });
    expect(hintsOf(deals)).toEqual([]);
    const open = await planOf("Deal ID,Deal name,Stage,Created\n1,A,Won,3/4/2026\n", { type: "deal" });
    expect(fieldsOf(open, "deal")[0]).toMatchObject({ openedOn: "2026-04-03" });
    expect(hintsOf(open)).toEqual(["day-order-open"]);
  });
});

describe("a list of deals", () => {
  const file =
    "Verkaufschance;Firma;Phase;Erstellt am;Abschlussdatum;Betrag;Produkt;Zuständig;Wahrscheinlichkeit\n" +
    "Neue Anlage;Mühle KG;Angebot;01.02.2026;01.05.2026;10.000,00;Anlage;Eva Stein;40 %\n" +
    "Wartung;Mühle KG;Gewonnen;01.02.2026;15.02.2026;500,00;Wartung;Eva Stein;\n" +
    "Umbau;;Erstgespräch;;;;;Udo Berg;\n" +
    "Rest;Bäckerei Anders;Verloren;05.02.2026;06.02.2026;0;Anlage;Udo Berg;\n";

  test("comes with its pipeline, its stages in their usual order", async () => {
    const plan = await planOf(file, { type: "deal" });
    expect(plan.problems).toEqual([]);
    expect(fieldsOf(plan, "pipeline")).toEqual([
      {
        name: "Vertrieb",
        stages: [
          { key: "erstgesprach", name: "Erstgespräch", kind: "open" },
          { key: "angebot", name: "Angebot", kind: "open" },
          { key: "won", name: "Gewonnen", kind: "won", probability: 1 },
          { key: "lost", name: "Verloren", kind: "lost", probability: 0 },
        ],
      },
    ]);
    const [open, won, unknown, lost] = fieldsOf(plan, "deal");
    expect(open).toMatchObject({
      name: "Neue Anlage",
      stage: "angebot",
      expectedOn: "2026-05-01",
      amountCents: 1_000_000,
      probability: 0.4,
    });
    expect(open).not.toHaveProperty("closedOn");
    expect(won).toMatchObject({
      closedOn: "2026-02-15",
      owner: "Eva Stein",
      stages: { "2026-02-15|won": { at: "2026-02-15", stage: "won" } },
    });
    expect(unknown).not.toHaveProperty("amountCents");
    expect(unknown).not.toHaveProperty("parties");
    expect(lost).toMatchObject({ amountCents: 0 });
  });

  test("finds pipeline, customers and products that are here already", async () => {
    const plan = await planOf(file, {
      type: "deal",
      known: {
        parties: [{ id: "aaaaa.0000000001" as RecordId, name: "Mühle KG" }],
        products: [{ id: "meta.0000000002" as RecordId, name: "Großanlage", aliases: ["Anlage"] }],
        pipelines: [
          { id: "meta.0000000003" as RecordId, name: "Vertrieb", stages: stagesNamed("Erstgespräch", "Angebot", "Gewonnen", "Verloren") },
        ],
      },
    });
    expect(plan.counts).toMatchObject({ organisations: 1, products: 1 });
    expect(fieldsOf(plan, "pipeline")).toEqual([]);
    expect(fieldsOf(plan, "deal")[0]).toMatchObject({
      pipeline: "meta.0000000003",
      stage: "b",
      parties: ["aaaaa.0000000001"],
      lines: [{ product: "meta.0000000002" }],
    });
  });
});

test("a product spelt two ways within the workspace is asked about", async () => {
  const plan = await planOf("Bon;Datum;Artikel;Betrag\n1;01.01.2026;GTXPro;5\n2;01.01.2026;GTXPro;5\n", {
    known: { products: [{ id: "meta.0000000002" as RecordId, name: "GTX Pro" }] },
  });
  expect(plan.questions).toEqual([{ code: "same-product", a: "GTXPro", b: "GTX Pro", count: 2 }]);
});

test("work can be given up", async () => {
  const bytes = utf8("Bon;Datum;Artikel;Betrag\n1;01.01.2026;X;5\n");
  const options: SalesOptions = { type: "purchase", country: "DE", currency: "EUR", language: "de" };
  expect(await planSales([{ name: "a.csv", bytes }], options, () => false)).toEqual({ ok: false, error: { code: "import-cancelled" } });
});

test("whatever is in a file, all that is planned can be stored, and what it points at stands before it", async () => {
  const cell = fc.oneof(
    fc.constantFrom(
      "",
      "0",
      "NULL",
      "1,5",
      "1.234,50",
      "150",
      "-150",
      "99999999999999999999",
      "-3",
      "2026-01-31",
      "3/4/2026",
      "Won",
      "Lost",
      "Offen",
      "GTX Pro",
      "GTXPro",
      "=1+1",
      "__proto__",
    ),
    fc.string({ maxLength: 8 }),
  );
  const heading = fc.constantFrom(
    ...["Order ID", "Datum", "Kunde", "Kundennummer", "Artikel", "Menge", "Preis", "Betrag", "Rabatt", "Stage", "Deal ID", "Close date"],
    ...["Pipeline", "Kategorie", "Manager", "Owner", "MwSt", "EK", "Fracht", "Wahrscheinlichkeit", "X", "constructor", ""],
  );
  let planned = 0;
  await fc.assert(
    fc.asyncProperty(
      fc.array(
        fc
          .array(heading, { minLength: 1, maxLength: 6 })
          .chain((headings) => fc.tuple(fc.constant(headings), fc.array(fc.array(cell, { maxLength: 7 }), { maxLength: 6 }))),
        { minLength: 1, maxLength: 3 },
      ),
      fc.constantFrom("product" as const, "purchase" as const, "deal" as const),
      async (tables, type) => {
        const files = tables.map(([headings, rows], i) => ({
          name: `${i}.csv`,
          bytes: utf8([headings, ...rows].map((row) => row.map((one) => `"${one.replaceAll('"', '""')}"`).join(";")).join("\n")),
        }));
        const plan = await planSales(files, { type, country: "DE", currency: "EUR", language: "de" });
        if (!plan.ok) return;
        const seen = new Set<string>();
        for (const draft of plan.value.drafts) {
          const stored = normaliseFields(draft.kind, draft.fields);
          expect(stored, JSON.stringify(draft)).toMatchObject({ ok: true });
          for (const reference of JSON.stringify([
            draft.fields["party"],
            draft.fields["parties"],
            draft.fields["lines"],
            draft.fields["pipeline"],
            draft.fields["from"],
            draft.fields["to"],
          ]).match(/"#[a-z]\d+"/g) ?? [])
            expect(seen).toContain(reference.slice(2, -1));
          expect(seen).not.toContain(draft.key);
          seen.add(draft.key);
          planned++;
        }
      },
    ),
  );
  expect(planned).toBeGreaterThan(50);
});
