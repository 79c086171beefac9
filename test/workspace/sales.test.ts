import { afterEach, describe, expect, test } from "vitest";
import type { NounName } from "../../src/domain/nouns.ts";
import type { FilesOptions } from "../../src/exchange/planFiles.ts";
import type { ImportType } from "../../src/exchange/presets.ts";
import type { RecordView } from "../../src/workspace/api.ts";
import type { Engine } from "../../src/workspace/engine.ts";
import { anEngine } from "../support/engine.ts";
import { takeFiles, textFile } from "../support/import.ts";

let engine: Engine;
afterEach(() => engine.close());

type Files = string | Readonly<Record<string, string>>;
async function take(type: ImportType, files: Files, more: Partial<FilesOptions> = {}) {
  const all = Object.entries(typeof files === "string" ? { "daten.csv": files } : files);
  const taken = await takeFiles(
    engine,
    all.map(([name, text]) => textFile(name, text)),
    { type, ...more },
  );
  expect(taken.report.refused).toEqual([]);
  expect(taken.plan.problems).toEqual([]);
  return taken;
}
const label = (found: RecordView): string => String(found["number"] ?? found.name);
/** By number or name: what one import makes has no order of its own. */
const all = async (kind: NounName): Promise<readonly RecordView[]> =>
  [...(await engine.list(kind, { limit: 1_000 })).rows].sort((a, b) => (label(a) < label(b) ? -1 : label(a) > label(b) ? 1 : 0));
const kinds = ["party", "relation", "product", "purchase", "deal", "pipeline"] as const;
const everything = async () => Object.fromEntries(await Promise.all(kinds.map(async (kind) => [kind, await all(kind)] as const)));

test("orders and deals from a file point at their customers, products and pipeline", async () => {
  engine = await anEngine();
  await take("purchase", "Auftragsnummer;Datum;Kunde;Artikel;Menge;Einzelpreis\nA1;01.03.2026;Mühle KG;Sieb;2;9,50\n");
  const [purchase] = await all("purchase");
  const [party] = await all("party");
  const [product] = await all("product");
  expect(purchase).toMatchObject({ on: "2026-03-01", party: party?.id, lines: [{ product: product?.id, quantity: 2, unitPrice: 9.5 }] });

  await take("deal", "Verkaufschance;Firma;Phase;Betrag;Produkt\nAnlage;Ofen AG;Angebot;1000;Ofen\n");
  const [deal] = await all("deal");
  const [pipeline] = await all("pipeline");
  expect(deal).toMatchObject({ pipeline: pipeline?.id, stage: "angebot", amountCents: 100_000 });
  expect(await engine.digest("rows")).toBe(await engine.digest("documents"));
});

describe("a file that comes again", () => {
  const orders = {
    "auftraege.csv":
      "Auftragsnummer;Datum;Kundennummer;Kunde;Artikelnummer;Artikel;Menge;Einzelpreis\nA1;01.03.2026;17;Mühle KG;S1;Sieb;2;9,50\nA1;01.03.2026;17;Mühle KG;R1;Rahmen;1;5,00\nA2;02.03.2026;;;S1;Sieb;1;9,50\n",
    "artikel.csv": "Artikelnummer;Bezeichnung;Warengruppe;Preis\nS1;Sieb;Metall;9,50\nR1;Rahmen;Holz;5,00\n",
  };

  test("makes nothing a second time", async () => {
    engine = await anEngine();
    await take("purchase", orders);
    const before = await everything();
    expect(before).toMatchObject({ party: { length: 2 }, product: { length: 2 }, purchase: { length: 2 } });
    const again = await take("purchase", orders);
    expect(again.report.created).toEqual({});
    expect(await everything()).toEqual(before);
    expect(await engine.digest("rows")).toBe(await engine.digest("documents"));
  });

  test("with another price changes the line and the product that were there", async () => {
    engine = await anEngine();
    await take("purchase", orders);
    const before = await all("purchase");
    await take("purchase", {
      "auftraege.csv": orders["auftraege.csv"].replace("2;9,50", "2;8,00"),
      "artikel.csv": orders["artikel.csv"].replace("Metall;9,50", "Metall;8,00"),
    });
    const after = await all("purchase");
    expect(after.map(({ id }) => id)).toEqual(before.map(({ id }) => id));
    expect(after.map(({ lines }) => lines)).toMatchObject([[{ unitPrice: 8 }, { unitPrice: 5 }], [{ unitPrice: 9.5 }]]);
    expect((await all("product")).map(({ name, unitPrice }) => [name, unitPrice])).toEqual([
      ["Rahmen", 5],
      ["Sieb", 8],
    ]);
    // One undo gives back what was before.
    await engine.undo();
    expect(await all("purchase")).toEqual(before);
  });

  test("without any number is known by day and customer, and a list of baskets as the file it is", async () => {
    engine = await anEngine();
    const log = "Customer ID,Date,Net\n7,2026-01-01,5.00\n7,2026-01-01,5.00\n8,2026-01-02,9.00\n";
    const baskets = "bread,milk\nmilk\nmilk\nbread,butter,milk\n";
    for (let i = 0; i < 2; i++) {
      await take("purchase", log);
      await take("purchase", baskets);
    }
    expect(await all("purchase")).toHaveLength(3 + 4);
    await take("purchase", { "februar.csv": "milk\nbread,milk\n" });
    expect(await all("purchase")).toHaveLength(3 + 4 + 2);
  });

  test("of next year, where numbers begin anew, adds to the one before", async () => {
    engine = await anEngine();
    await take("purchase", "Bon;Datum;Artikel;Betrag\n1;05.01.2025;Brot;5,00\n2;06.01.2025;Brot;5,00\n");
    await take("purchase", "Bon;Datum;Artikel;Betrag\n1;04.01.2026;Brot;6,00\n2;06.01.2025;Brot;7,00\n");
    expect(
      (await all("purchase"))
        .map(({ number, on, lines }) => [number, on, (lines as { netCents: number }[])[0]?.netCents])
        .sort((a, b) => (String(a) < String(b) ? -1 : 1)),
    ).toEqual([
      ["1", "2025-01-05", 500],
      ["1", "2026-01-04", 600],
      ["2", "2025-01-06", 700],
    ]);
  });

  test("of deals moves them on, in the pipeline that is there, which gets the stages it lacks", async () => {
    engine = await anEngine();
    const head = "Verkaufschance;Firma;Phase;Erstellt am;Betrag;Produkt\n";
    await take("deal", `${head}Anlage;Ofen AG;Angebot;01.02.2026;1000;Ofen\nUmbau;Mühle KG;Gewonnen;02.02.2026;500;Sieb\n`);
    const [before] = await all("pipeline");
    await take("deal", `${head}Anlage;Ofen AG;Verhandlung;01.02.2026;900;Ofen\nUmbau;Mühle KG;Gewonnen;02.02.2026;500;Sieb\n`);
    const [pipeline, ...others] = await all("pipeline");
    expect(others).toEqual([]);
    expect(pipeline?.id).toBe(before?.id);
    const stages = Object.entries(pipeline?.["stages"] as Record<string, { order: string; kind: string }>);
    expect(stages.sort(([, a], [, b]) => (a.order < b.order ? -1 : 1)).map(([key]) => key)).toEqual(["angebot", "verhandlung", "won"]);
    const deals = await all("deal");
    expect(deals).toHaveLength(2);
    expect(deals.find(({ name }) => name === "Anlage")).toMatchObject({ stage: "verhandlung", amountCents: 90_000 });
    // Nobody knows when it moved on; it began where all begin.
    expect(Object.keys(deals.find(({ name }) => name === "Anlage")?.["stages"] as object)).toEqual(["2026-02-01|angebot"]);
    expect(await all("product")).toHaveLength(2);
    expect(await all("party")).toHaveLength(2);
  });
});

describe("customers and orders that come one after the other", () => {
  const orders = "Auftragsnummer,Customer ID,Order date,Amount\n1,ALFKI,2026-01-31,5\n2,ANATR,2026-01-31,5\n";
  const customers = "Customer ID,Company name,Phone\nALFKI,Alfreds Futterkiste,030 1\nANATR,Ana Trujillo,030 2\n";
  const named = async () => (await all("party")).map(({ name }) => name);

  test.each([
    ["party", "northwind.csv"],
    ["purchase", "kunden.csv"],
  ] as const)("orders first: a list of customers gives them their names (%s, %s)", async (type, name) => {
    engine = await anEngine();
    await take("purchase", orders);
    expect(await named()).toEqual(["ALFKI", "ANATR"]);
    await take(type, type === "party" ? { [name]: customers } : { [name]: customers, "auftraege.csv": orders });
    expect(await named()).toEqual(["Alfreds Futterkiste", "Ana Trujillo"]);
    expect(await all("purchase")).toHaveLength(2);
  });

  test("customers first: orders are theirs, also of a firm that somebody typed without a number", async () => {
    engine = await anEngine();
    await engine.put("party", { kind: "organisation", name: "Ana Trujillo" });
    await take("purchase", { "kunden.csv": customers, "auftraege.csv": orders });
    expect(await named()).toEqual(["Alfreds Futterkiste", "Ana Trujillo"]);
    const parties = await all("party");
    expect((await all("purchase")).map(({ party }) => party)).toEqual(parties.map(({ id }) => id));
  });
});

describe("a product spelt two ways", () => {
  test("is joined with the one that is here when the answer is yes, and not asked about again", async () => {
    engine = await anEngine();
    await take("product", "Artikel;Preis\nGTX Pro;10,00\n");
    const deals = "Deal ID;Deal;Stage;Produkt\n1;A;Won;GTXPro\n";
    const asked = await take("deal", deals, { sameProducts: { GTXPro: "GTX Pro" } });
    expect(asked.plan.questions).toEqual([]);
    const [product, ...others] = await all("product");
    expect(others).toEqual([]);
    expect(product).toMatchObject({ name: "GTX Pro", aliases: { GTXPro: true }, unitPrice: 10 });
    expect((await all("deal"))[0]).toMatchObject({ lines: [{ product: product?.id }] });
    expect((await take("deal", deals)).plan.questions).toEqual([]);
  });

  test("in a list of products keeps the name it has here", async () => {
    engine = await anEngine();
    await take("product", "Artikel;Preis\nGTX Pro;10,00\n");
    await engine.patch((await all("product"))[0]?.id as never, { aliases: { add: ["GTXPro"] } });
    await take("product", "Artikel;Preis\nGTXPro;12,00\n");
    expect(await all("product")).toMatchObject([{ name: "GTX Pro", unitPrice: 12 }]);
  });
});

describe("orders and invoices of the same business", () => {
  const orders = "Auftragsnummer;Datum;Kunde;Artikel;Betrag\nA1;01.03.2026;Mühle KG;Sieb;19,00\nA2;01.03.2026;Mühle KG;Sieb;1,00\n";
  const invoices =
    "Rechnungsnummer;Auftragsnummer;Datum;Kunde;Artikel;Betrag\nR1;A1;05.03.2026;Mühle KG;Sieb;19,00\nR2;A9;05.03.2026;Mühle KG;Sieb;1,00\n";
  const revenueFrom = async () => (await engine.get("meta.settings" as never))?.["revenueFrom"];

  test("do not both count: what came first counts, and the other is told about and tied to it", async () => {
    engine = await anEngine();
    expect((await take("purchase", orders)).plan.hints.map(({ code }) => code)).not.toContain("orders-and-invoices");
    expect(await revenueFrom()).toBe("order");
    const { plan } = await take("purchase", invoices);
    expect(plan.hints.map(({ code }) => code)).toEqual(expect.arrayContaining(["orders-and-invoices", "order-unknown"]));
    expect(await revenueFrom()).toBe("order");
    const byNumber = new Map((await all("purchase")).map((purchase) => [purchase["number"], purchase]));
    expect(byNumber.get("R1")).toMatchObject({ kind: "invoice", order: byNumber.get("A1")?.id });
    expect(byNumber.get("R2")).toMatchObject({ kind: "invoice", custom: { Auftragsnummer: "A9" } });
    await engine.undo();
    expect(await revenueFrom()).toBe("order");
    await engine.undo();
    expect(await revenueFrom()).toBeNull();
  });

  test("what a person has chosen stays", async () => {
    engine = await anEngine();
    await engine.patch("meta.settings" as never, { revenueFrom: "invoice" });
    expect((await take("purchase", orders)).plan.hints.map(({ code }) => code)).toContain("orders-and-invoices");
    expect(await revenueFrom()).toBe("invoice");
  });

  test("invoices alone are what counts, and orders that come later are told about", async () => {
    engine = await anEngine();
    await take("purchase", invoices);
    expect(await revenueFrom()).toBe("invoice");
    expect((await take("purchase", orders)).plan.hints.map(({ code }) => code)).toContain("orders-and-invoices");
    expect(await revenueFrom()).toBe("invoice");
  });

  test("in one import are joined, whichever file comes first", async () => {
    engine = await anEngine();
    const { plan } = await take("purchase", { "rechnungen.csv": invoices.replace("A9", "A2"), "auftraege.csv": orders });
    expect(plan.hints.map(({ code }) => code)).toContain("orders-and-invoices");
    const purchases = await all("purchase");
    const idOf = (number: string) => purchases.find((one) => one["number"] === number)?.id;
    expect(purchases.filter(({ kind }) => kind === "invoice").map(({ order }) => order)).toEqual([idOf("A1"), idOf("A2")]);
  });
});

test("who sells and reports to whom comes with the orders: people by their numbers, and the seller's name on the order", async () => {
  engine = await anEngine();
  const files = {
    "orders.csv": "orderID,customerID,employeeID,orderDate\n1,17,2,2026-01-31\n2,17,9,2026-01-31\n",
    "lines.csv": "orderID,productID,quantity,unitPrice\n1,7,2,18.00\n2,7,1,18.00\n",
    "customers.csv": "customerID,companyName,phone\n17,Mühle KG,089 123\n",
    "employees.csv":
      "employeeID,lastName,firstName,title,reportsTo\n1,Fuller,Andrew,Vice President,NULL\n2,Davolio,Nancy,Sales Representative,1\n",
  };
  await take("purchase", files);
  const people = (await all("party")).filter(({ kind }) => kind === "person").sort((a, b) => (a.name < b.name ? -1 : 1));
  expect(people.map(({ name, roles }) => [name, roles])).toEqual([
    ["Andrew Fuller", { employee: "active" }],
    ["Nancy Davolio", { employee: "active" }],
  ]);
  expect(await all("relation")).toMatchObject([{ kind: "reportsTo", from: people[1]?.id, to: people[0]?.id }]);
  const purchases = await all("purchase");
  expect(purchases.map(({ number, owner, custom }) => [number, owner, custom])).toEqual([
    ["1", "Nancy Davolio", undefined],
    ["2", undefined, { employeeID: "9" }],
  ]);
  const before = await everything();
  await take("purchase", files);
  expect(await everything()).toEqual(before);
});
