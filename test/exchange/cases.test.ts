// What real files of other programs look like, each the smallest one that tells: what they say is what comes in, or it is asked about.
import { describe, expect, test } from "vitest";
import { netOf, type PurchaseLine } from "../../src/domain/purchase.ts";
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
const of = (plan: FilesPlan, kind: string): Record<string, unknown>[] =>
  plan.drafts.filter((draft) => draft.kind === kind).map((draft) => draft.fields as Record<string, unknown>);
const linesOf = (plan: FilesPlan): PurchaseLine[] => of(plan, "purchase").flatMap((purchase) => purchase["lines"] as PurchaseLine[]);
const listOf = <Element>(fields: Record<string, unknown> | undefined, field: string): Element[] => (fields?.[field] ?? []) as Element[];
const netsOf = (plan: FilesPlan): (number | null)[] =>
  of(plan, "purchase").flatMap((purchase) => (purchase["lines"] as PurchaseLine[]).map((line) => netOf(line, "EUR")));
const revenueOf = (plan: FilesPlan): number =>
  of(plan, "purchase")
    .filter((purchase) => !purchase["cancelledOn"])
    .flatMap((purchase) => purchase["lines"] as PurchaseLine[])
    .reduce((sum, line) => Number((sum + (netOf(line, "EUR") ?? 0)).toFixed(4)), 0);
const codesOf = (plan: FilesPlan): string[] => plan.hints.map(({ code }) => code);
const invoices = (heading: string, ...cells: readonly string[]): string =>
  `Rechnungsnummer;Rechnungsdatum;Kunde;${heading}\n${cells.map((cell, i) => `${i + 1};02.03.2026;Bau Nord;${cell}\n`).join("")}`;

describe("a number that contradicts the decimal sign of its column", () => {
  test.each([
    [
      ["100.10", "0.30", "12,50", "1.234,50"],
      [100.1, 0.3, 12.5, 1234.5],
    ],
    [
      ["100.10", "0.30", "12,5"],
      [100.1, 0.3, 12.5],
    ],
    [
      ["100,10", "0,30", "12.50"],
      [100.1, 0.3, 12.5],
    ],
    [
      ["5,10", "1.5"],
      [5.1, 1.5],
    ],
    [
      ["5,10", "1,234.50"],
      [5.1, 1234.5],
    ],
    [
      ["1.000", "2.500"],
      [1000, 2500],
    ],
    [["1.355,90€"], [1355.9]],
    [["1'234.50"], [1234.5]],
    [
      ["AU $3,013.00", "AU $5.00"],
      [3013, 5],
    ],
    [
      ["EUR 90,00", "12,00 EUR"],
      [90, 12],
    ],
    [
      ["(12,50)", "5,-"],
      [-12.5, 5],
    ],
  ] as const)("is read by what it says itself: %j", async (cells, nets) => {
    const plan = await planOf(invoices("Netto", ...cells));
    expect(plan.problems).toEqual([]);
    expect(netsOf(plan)).toEqual(nets);
  });

  test("is told where it could be both", async () => {
    const plan = await planOf(invoices("Netto", "100.10", "12,50", "1.234"));
    expect(plan.problems).toMatchObject([{ line: 4, column: "Netto", code: "number-unreadable", value: "1.234" }]);
    expect(netsOf(plan)).toEqual([100.1, 12.5]);
    const said = await planOf(invoices("Netto", "100.10", "12,50", "1.234"), {
      mapping: [{ column: "Netto", role: "purchase", target: "net", detail: { decimal: "comma" }, guess: "person", examples: [] }],
    });
    expect(netsOf(said)).toEqual([100.1, 12.5, 1234]);
  });

  test("counts for quantities, deals and products as well", async () => {
    const lines = await planOf(
      "Bestellnummer;Bestelldatum;Kunde;Artikel;Menge;Einzelpreis\n1;02.03.2026;A;X;1,5;10\n2;02.03.2026;A;X;2.5;10\n",
    );
    expect(netsOf(lines)).toEqual([15, 25]);
    const deals = await planOf("Deal;Phase;Betrag\nA;Angebot;1000.50\nB;Angebot;12,50\n");
    expect(of(deals, "deal").map((deal) => deal["amountCents"])).toEqual([100_050, 1250]);
    const products = await planOf("Artikelnummer;Bezeichnung;Preis\nA;X;10.50\nB;Y;12,50\n");
    expect(of(products, "product").map((product) => product["unitPrice"])).toEqual([10.5, 12.5]);
  });
});

describe("the column with the money", () => {
  test.each(
    "Rechnungsbetrag|Gesamtbetrag|Endbetrag|Rechnungssumme|Gesamtsumme|Order Total|Total amount|Grand total|Invoice total|Total price|Amount due|Zahlbetrag|Preis gesamt|Umsatz".split(
      "|",
    ),
  )("%s is taken as it stands, and that is said", async (heading) => {
    const plan = await planOf(invoices(heading, "119,00", "214,00"));
    expect(revenueOf(plan)).toBe(333);
    expect(codesOf(plan)).toContain("amount-as-it-stands");
  });

  test.each(
    "Netto-Betrag|Summe netto|Nettosumme|Nettoumsatz|Umsatz netto|Net total|Gesamtnetto|Total excl. tax|Umsatz_Netto_EUR|Betrag (ohne MwSt)".split(
      "|",
    ),
  )("%s is net, without a word", async (heading) => {
    const plan = await planOf(invoices(heading, "119,00", "214,00"));
    expect([revenueOf(plan), plan.hints, plan.questions]).toEqual([333, [], []]);
  });

  test.each([
    ["Bruttobetrag;MwSt-Satz", "119,00;19", "214,00;7"],
    ["Brutto;USt", "119,00;19,00", "214,00;14,00"],
    ["Gesamt brutto;Steuerbetrag", "119,00;19,00", "214,00;14,00"],
    ["Gross amount;Tax rate", "119,00;19 %", "214,00;7 %"],
  ])("%s: the net is made of it", async (headings, ...rows) => {
    const plan = await planOf(invoices(headings, ...rows));
    expect(revenueOf(plan)).toBe(300);
    expect(codesOf(plan)).toContain("gross-made-net");
  });

  test("beside a tax is asked about where it says neither net nor gross", async () => {
    const file = invoices("Betrag;MwSt-Satz", "119,00;19");
    const plan = await planOf(file);
    expect(plan.questions).toEqual([{ code: "net-or-gross", column: "Betrag", count: 1 }]);
    expect(revenueOf(await planOf(file, { mapping: { Betrag: "gross" } }))).toBe(100);
    expect(revenueOf(await planOf(file, { mapping: { Betrag: "net" } }))).toBe(119);
  });

  test("that nobody knows is asked about, and never 0 in silence", async () => {
    const file = invoices("Quatsch;Tonnen", "119,00;12", "214,00;13");
    const plan = await planOf(file);
    expect(plan.questions).toEqual([{ code: "which-amount", columns: ["Quatsch"], count: 2 }]);
    expect(codesOf(plan)).toContain("amount-missing");
    expect(revenueOf(await planOf(file, { mapping: { Quatsch: "amount" } }))).toBe(333);
  });

  test("of a tax is a rate or an amount, as the amounts beside it say", async () => {
    const amount = await planOf(invoices("Netto;USt;Brutto", "210,00;39,90;249,90"));
    expect(linesOf(amount)[0]).not.toHaveProperty("taxRate");
    const rate = await planOf(invoices("Netto;MwSt;Brutto", "2000,00;19;2380,00"));
    expect(linesOf(rate)[0]).toMatchObject({ taxRate: 0.19 });
    expect([revenueOf(amount), revenueOf(rate)]).toEqual([210, 2000]);
  });

  test("gives what a discount left, once", async () => {
    const plan = await planOf(
      "Order ID,Order Date,Customer Name,Product Name,Sales,Quantity,Discount\nR1,2024-01-02,Muster GmbH,Schraube,10.0051,1,0.5\nR2,2024-01-03,Muster GmbH,Schraube,20.00,1,0\n",
    );
    expect(revenueOf(plan)).toBe(30.0051);
    const german = await planOf(
      "Bestellnummer;Bestelldatum;Kunde;Artikel;Netto;Menge;Rabatt in %\nR1;02.01.2024;Muster GmbH;Schraube;10,0051;1;50\n",
    );
    expect(revenueOf(german)).toBe(10.0051);
  });

  test("and a stated profit say what an article cost", async () => {
    const plan = await planOf("Order ID,Order Date,Customer,Product,Sales,Quantity,Profit\n1,2024-01-02,Eva Muster,Becher,20.00,2,5\n");
    expect(linesOf(plan)[0]).toMatchObject({ netCents: 2000, unitCost: 7.5 });
  });
});

describe("a status", () => {
  test.each([
    ["Bezahlt", 1],
    ["Offen", 1],
    ["teilweise erstattet", 1],
    ["shipped", 1],
    ["Storniert", 0],
    ["cancelled", 0],
    ["Failed", 0],
    ["refunded", 0],
    ["abgelehnt", 0],
    ["voided", 0],
    ["Entwurf", 0],
    ["draft", 0],
    ["checkout-draft", 0],
  ])("%s: %d counts", async (status, counts) => {
    const plan = await planOf(`Rechnungsnummer;Rechnungsdatum;Kunde;Status;Netto\n1;01.03.2026;Bau;${status};100,00\n`);
    expect(revenueOf(plan)).toBe(counts * 100);
    if (counts === 0) expect(codesOf(plan).some((code) => code === "cancelled-by-status" || code === "drafts-left-out")).toBe(true);
  });

  test.each([
    ["Rechnungsstatus", "storniert"],
    ["Storniert", "ja"],
    ["Storno", "x"],
    ["Cancelled", "true"],
    ["Storniert am", "05.03.2026"],
  ])("in %s takes a paper out of the sums and keeps it", async (heading, cell) => {
    const plan = await planOf(
      `Rechnungsnummer;Rechnungsdatum;Kunde;${heading};Netto\n1;01.03.2026;A;${cell};100,00\n2;01.03.2026;A;;50,00\n`,
    );
    expect([plan.counts.purchases, revenueOf(plan)]).toEqual([2, 50]);
  });

  test("beside the number of an order makes no deal of it", async () => {
    const plan = await planOf(
      "Order number,Order date,Customer,Status,Amount\n1,2026-03-02,Nora,Shipped,100.00\n2,2026-03-03,Olga,Cancelled,200.00\n",
    );
    expect([plan.type, plan.counts.deals, revenueOf(plan)]).toEqual(["purchase", 0, 100]);
    const invoice = await planOf("Rechnungsnummer;Rechnungsdatum;Kunde;Status;Betrag\n1;02.01.2024;Muster GmbH;bezahlt;10,00\n");
    expect([invoice.type, revenueOf(invoice)]).toEqual(["purchase", 10]);
  });

  test("of an order in one file counts for its lines in another", async () => {
    const plan = await planOf({
      "orders.csv": "Order ID,Customer,Order date,Order status\n1,A Ltd,2026-01-31,Cancelled\n2,A Ltd,2026-01-31,Completed\n",
      "lines.csv": "Order ID,Product ID,Quantity,Unit price\n1,7,2,10.00\n2,7,1,10.00\n",
    });
    expect([plan.problems, revenueOf(plan)]).toEqual([[], 10]);
  });
});

describe("kinds of paper", () => {
  test.each([
    "Rechnungskorrektur",
    "Rechnungsberichtigung",
    "Korrekturrechnung",
    "Gutschrift",
    "Stornorechnung",
    "381",
    "GS",
    "Credit memo",
    "Retoure",
  ])("%s is given back", async (kind) => {
    const plan = await planOf(
      `Belegart;Rechnungsnummer;Rechnungsdatum;Kunde;Netto\nRechnung;1;02.03.2026;A;1000,00\n${kind};2;09.03.2026;A;400,00\n`,
    );
    expect(revenueOf(plan)).toBe(600);
  });

  test.each(["Typ", "Art", "Dokumenttyp", "Dokumentart", "Rechnungsart", "Rechnungstyp", "Vorgang", "Kennzeichen"])(
    "stand in a column that is called %s",
    async (heading) => {
      const plan = await planOf(
        `${heading};Rechnungsnummer;Rechnungsdatum;Kunde;Netto\nRechnung;1;02.03.2026;A;1000,00\nStornorechnung;2;09.03.2026;A;400,00\n`,
      );
      expect(revenueOf(plan)).toBe(600);
    },
  );

  test("of others are told, and never booked as own sales", async () => {
    const file = "Belegnummer;Belegdatum;Lieferant;Nettobetrag\nB1;14.09.2026;Stadtwerke;210,00\n";
    const plan = await planOf(file);
    expect([plan.counts.purchases, plan.problems, plan.questions]).toEqual([
      0,
      [{ line: 1, code: "file-foreign", value: "incoming" }],
      [{ code: "whose-papers", count: 1 }],
    ]);
    const postings = await planOf("konto;gkonto;belegdatum;belegnr;betrag\n1;2;14.09.2026;B1;100,00\n");
    expect(postings.problems).toMatchObject([{ code: "file-foreign", value: "postings" }]);
  });
});

describe("lines of an order", () => {
  test("whose head cells are blank are of the order above", async () => {
    const plan = await planOf(
      "Rechnungsnummer;Rechnungsdatum;Kunde;Artikel;Menge;Einzelpreis\nR-1;02.03.2026;Bau Nord;Rohr;2;10,00\nR-1;;;Bogen;1;30,00\nR-2;05.03.2026;Bau Ost;Rohr;2;10,00\n",
    );
    expect([plan.counts.purchases, plan.counts.organisations, revenueOf(plan)]).toEqual([2, 2, 70]);
  });

  test("written over two minutes are one order", async () => {
    const plan = await planOf(
      "Invoice No,Invoice Date,Customer,Product,Quantity,Unit Price\nR1,2024-01-02 10:59,A,Becher,1,2\nR1,2024-01-02 11:00,A,Teller,1,3\n",
    );
    expect([plan.counts.purchases, plan.counts.lines]).toEqual([1, 2]);
  });

  test("with two article numbers are two articles, though they bear one name", async () => {
    const plan = await planOf(
      "Invoice No,Invoice Date,Customer,Stock Code,Description,Quantity,Unit Price\n1,2024-01-02,A,A100,Becher,1,2\n1,2024-01-02,A,A200,Becher,1,3\n1,2024-01-02,A,A100,Tasse,1,2\n",
    );
    expect(of(plan, "product").map((product) => Object.values(product["externalIds"] as object)[0])).toEqual(["A100", "A200"]);
    expect(linesOf(plan)[2]).toMatchObject({ product: "#g1", text: "Tasse" });
  });

  test("name a private buyer with mail and address", async () => {
    const plan = await planOf(
      "Order Number,Order Date,First Name (Billing),Last Name (Billing),Email (Billing),City (Billing),Postcode (Billing),Item Name,Quantity,Item price\n1,2026-01-02,Ada,Sample,ada@example.org,Ulm,89073,Becher,2,5.00\n",
    );
    expect(of(plan, "party")).toMatchObject([
      {
        kind: "person",
        givenName: "Ada",
        familyName: "Sample",
        emails: [{ value: "ada@example.org" }],
        addresses: [{ locality: "Ulm", postalCode: "89073" }],
      },
    ]);
    expect(revenueOf(plan)).toBe(10);
  });
});

describe("deals", () => {
  test("keep their company and their contact", async () => {
    const plan = await planOf({
      "companies.csv": "Record ID,Company name\n101,Muster GmbH\n",
      "contacts.csv": "Record ID,First Name,Last Name\n101,Eva,Muster\n",
      "deals.csv":
        "Record ID,Deal Name,Amount,Currency,Deal Stage,Close Date,Associated Company IDs,Associated Contact IDs\n301,Neue Heizung,15000,EUR,closedwon,2025-03-31,101,101\n",
    });
    expect(plan.type).toBe("deal");
    expect(listOf(of(plan, "deal")[0], "parties").length).toBe(2);
  });

  test("are no tasks", async () => {
    const plan = await planOf({
      "tasks.csv": "Record Id,Subject,Due Date,Status\n1,Call,2025-01-01,open\n",
      "deals.csv": "Deal Name,Amount,Deal Stage\nHeizung,15000,closedwon\n",
    });
    expect([plan.counts.deals, plan.problems, of(plan, "task").map((task) => task["title"])]).toEqual([1, [], ["Call"]]);
  });

  test("with a phase and a status are closed by the status", async () => {
    const plan = await planOf("Deal - Titel;Deal - Wert;Deal - Status;Deal - Phase\nA;100;Gewonnen;Angebot\nB;100;Offen;Angebot\n");
    expect(of(plan, "deal").map((deal) => deal["stage"])).toEqual(["won", "angebot"]);
  });
});

describe("several values in one cell", () => {
  const phonesOf = async (cell: string) => {
    const [party] = of(await planOf(`Firma;Telefon\nA;"${cell}"\n`), "party");
    return listOf<{ value: string; label?: string; type?: string }>(party, "phones").map(({ value, label }) =>
      label ? `${value} [${label}]` : value,
    );
  };
  test.each([
    ["030 23125091 / 0171 3920092", ["030 23125091", "0171 3920092"]],
    ["030 23125091/0171 3920092", ["030 23125091", "0171 3920092"]],
    ["030/23125091, 0171/3920092", ["030/23125091", "0171/3920092"]],
    ["030 23125091 oder 0171 3920092", ["030 23125091", "0171 3920092"]],
    ["030 23125091 u. 0171 3920092", ["030 23125091", "0171 3920092"]],
    ["030 23125091 (Büro) 0171 3920092 (Werkstatt)", ["030 23125091 [Büro]", "0171 3920092 [Werkstatt]"]],
    ["030 23125091 | 0171 3920092", ["030 23125091", "0171 3920092"]],
    ["030 23125091 ::: 0171 3920092", ["030 23125091", "0171 3920092"]],
    ["030 23125091 0171 3920092", ["030 23125091", "0171 3920092"]],
    ["Büro: 030 23125091; Lager: 030 23125092", ["030 23125091 [Büro]", "030 23125092 [Lager]"]],
    ["030 23125091-92", ["030 23125091-92"]],
    ["030 23125091 Frau Kern", ["030 23125091 [Frau Kern]"]],
    ["030 / 23 12 50 91", ["030 / 23 12 50 91"]],
    ["+49 (0) 30 23125101", ["+49 (0) 30 23125101"]],
    ["nach 18 Uhr fragen", ["nach 18 Uhr fragen"]],
  ])("%s", async (cell, phones) => expect(await phonesOf(cell)).toEqual(phones));

  test.each([
    "lutz@maler.example / chef@maler.example",
    "lutz@maler.example oder chef@maler.example",
    "lutz@maler.example chef@maler.example",
  ])("%s", async (cell) => {
    const [party] = of(await planOf(`Firma;E-Mail\nA;${cell}\n`), "party");
    expect(listOf<{ value: string }>(party, "emails").map(({ value }) => value)).toEqual(["lutz@maler.example", "chef@maler.example"]);
  });
});

describe("headings of contacts", () => {
  test.each([
    ["Mobil-Nr.", "phone"],
    ["Handy-Nr.", "phone"],
    ["Tel.-Nr.", "phone"],
    ["Faxnr.", "phone"],
    ["Telefax-Nr.", "phone"],
    ["Festnetz-Nr.", "phone"],
    ["Mobilfunknummer", "phone"],
    ["PLZ/Ort", "locality"],
    ["Anspr.partner", "personName"],
    ["LASTNAME", "familyName"],
    ["Prénom", "givenName"],
    ["Téléphone", "phone"],
    ["Default Address City", "locality"],
    ["adresse_nr", "houseNumber"],
  ])("%s", async (heading, target) => {
    const plan = await planOf(`Firma;${heading}\nA;\n`, { type: "party" });
    expect(plan.mapping.find(({ column }) => column === heading)?.target).toBe(target);
  });

  test("a code and a town in one column, or all of it in the street, are taken apart", async () => {
    const towns = await planOf('Firma;Straße;PLZ/Ort\nA;Weg 1;10115 Berlin\nB;"Weg 2, 89073 Ulm";\n');
    expect(of(towns, "party").map((party) => (party["addresses"] as object[])[0])).toEqual([
      { street: "Weg 1", postalCode: "10115", locality: "Berlin" },
      { street: "Weg 2", postalCode: "89073", locality: "Ulm" },
    ]);
  });

  test("ticks are no names, and a total is no contact", async () => {
    const ticks = await planOf("Newsletter;E-Mail\nja;a@example.org\nnein;b@example.org\n");
    expect(of(ticks, "party").some((party) => party["familyName"] !== undefined)).toBe(false);
    const total = await planOf("Firma;Ort;Umsatz\nMühle KG;Ulm;10\nSumme;;10\n");
    expect([total.counts.organisations, codesOf(total)]).toEqual([1, expect.arrayContaining(["total-row"])]);
  });

  test("signs of web pages are read, and days with their hour", async () => {
    const plan = await planOf('Firma;Gründung\n"M&uuml;ller &amp; Co GmbH";"Mo, 02.03.2026"\n');
    expect(of(plan, "party")[0]).toMatchObject({ name: "Müller & Co GmbH", foundedOn: "2026-03-02" });
  });
});

describe("firms in the columns of a person", () => {
  test.each([
    ["Name;Ort\nDachbau Veit GmbH;Ulm\n"],
    ["Vorname;Nachname;Ort\nDachbau;Veit GmbH;Ulm\n"],
    ["Vorname;Nachname;Firma\nDachbau;Veit GmbH;Dachbau Veit GmbH\n"],
    ["Firma;Ansprechpartner\nDachbau Veit GmbH;Dachbau Veit GmbH\n"],
    ['Name;Telefon\n"Müller, Huber & Partner";030 1234567\n'],
  ])("are one firm: %j", async (file) => {
    expect((await planOf(file)).counts).toMatchObject({ organisations: 1, people: 0, relations: 0 });
  });

  test("an address at work that all people of a firm share is the firm's", async () => {
    const plan = await planOf(
      "Vorname;Nachname;Firma;Straße geschäftlich;Ort geschäftlich;Ort privat;Telefon geschäftlich\nEva;Groß;Bäckerei Groß;Markt 1;Ulm;Aalen;0731 123456\nUdo;Groß;Bäckerei Groß;Markt 1;Ulm;Weil;0731 123456\n",
    );
    const [firm, person] = of(plan, "party");
    expect(firm).toMatchObject({
      name: "Bäckerei Groß",
      addresses: [{ street: "Markt 1", locality: "Ulm" }],
      phones: [{ value: "0731 123456" }],
    });
    expect(person).toMatchObject({ addresses: [{ type: "home", locality: "Aalen" }] });
    expect(person).not.toHaveProperty("phones");
  });
});

test("a list of numbers keeps all its rows", async () => {
  const [party] = of(await planOf("customerNumber,amount\n103,60.00\n103,70.00\n"), "party");
  expect(party?.["custom"]).toEqual({ amount: "60.00", "amount 2": "70.00" });
});

test("what is left over is said for sales as for contacts", async () => {
  const plan = await planOf("Rechnungsnummer;Rechnungsdatum;Kunde;Netto;Lager\n1;02.03.2026;A;5,00;Nord\n");
  expect(plan.hints).toEqual([{ code: "custom-column", column: "Lager", count: 1, examples: ["Nord"], lines: [2] }]);
  expect(plan.mapping.find(({ column }) => column === "Lager")).toMatchObject({ target: null });
});

test.each([
  ["calendar", "Betreff;Beginnt am;Endet am;Ort\nAngebot;14.09.2026;14.09.2026;Büro\n"],
  ["newsletter", "Title,Unique Opens,Unique Clicks,Soft Bounces,Unsubscribes\nA,1,2,3,4\n"],
  ["stock", "Handle,Title,Available,Committed,On hand\nmug,Mug,5,1,7\n"],
])("a file that is a %s is called so once, and not a thousand nameless rows", async (kind, file) => {
  expect((await planOf(file)).problems).toEqual([{ line: 1, code: "file-foreign", value: kind }]);
});

test("an invoice with a subject and a day it is due is no task", async () => {
  const plan = await planOf(
    "Rechnungsnummer;Rechnungsdatum;Kunde;Betreff;Netto;Status;Fälligkeitsdatum\n1;02.03.2026;A;Umbau;5,00;offen;02.04.2026\n",
  );
  expect([plan.type, plan.counts.purchases, of(plan, "task")]).toEqual(["purchase", 1, []]);
});

describe("cards of firms", () => {
  const cardsOf = (...cards: readonly string[]): Readonly<Record<string, string>> => ({
    "karten.vcf": cards.map((card) => `BEGIN:VCARD\nVERSION:3.0\n${card}\nEND:VCARD\n`).join(""),
  });
  test.each([
    ["N:;Dachbau Wolf GmbH;;;\nFN:Dachbau Wolf GmbH\nORG:Dachbau Wolf GmbH"],
    ["N:Dachbau Kern GmbH;;;;\nFN:Dachbau Kern GmbH\nORG:Dachbau Kern GmbH"],
    ["N:GmbH;Dachbau;Veit;;\nFN:Dachbau Veit GmbH\nORG:Dachbau Veit GmbH"],
    ["N:Stadtwerke Neuhafen;;;;\nFN:Stadtwerke Neuhafen\nORG:Stadtwerke Neuhafen"],
    ["N:Ofenbau Hain GmbH;;;;\nFN:Ofenbau Hain GmbH"],
    ["N:;;;;\nFN:Ofenbau Ried GmbH\nORG:Ofenbau Ried GmbH"],
    ["N:Ried;Ofenbau;;;\nFN:Ofenbau Ried GmbH\nORG:Ofenbau Ried"],
    ["N:Huber & Partner;;;;\nFN:Huber & Partner"],
  ])("that repeat their name are one firm: %j", async (card) => {
    const plan = await planOf(cardsOf(card));
    expect(plan.counts).toMatchObject({ organisations: 1, people: 0, relations: 0 });
  });

  test("telephone and mail of such a card are the firm's", async () => {
    const plan = await planOf(
      cardsOf("N:GmbH;Dachbau;Veit;;\nFN:Dachbau Veit GmbH\nORG:Dachbau Veit GmbH\nTEL:030 1234567\nEMAIL:info@veit.example"),
    );
    expect(of(plan, "party")).toMatchObject([
      { kind: "organisation", phones: [{ value: "030 1234567" }], emails: [{ value: "info@veit.example" }] },
    ]);
  });

  test("a person who is greeted stays one, and works for nobody of the own name", async () => {
    const plan = await planOf(cardsOf("N:Meier;Eva;;Dr.;\nFN:Dr. Eva Meier\nORG:Eva Meier"));
    expect(plan.counts).toMatchObject({ people: 1, relations: 0 });
    const staff = await planOf(cardsOf("N:Meier;Eva;;;\nFN:Eva Meier\nORG:Dachbau Veit GmbH"));
    expect(staff.counts).toMatchObject({ organisations: 1, people: 1, relations: 1 });
  });
});
