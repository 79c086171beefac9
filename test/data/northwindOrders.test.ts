import { describe, expect, test } from "vitest";
import { normaliseFields } from "../../src/domain/fields.ts";
import { netOf, type PurchaseLine } from "../../src/domain/purchase.ts";
import type { SalesOptions, SalesPlan } from "../../src/exchange/salesPlan.ts";
import type { RecordId } from "../../src/lib/id.ts";
import { unwrap } from "../../src/lib/result.ts";
import { readData, readDataText } from "../support/data.ts";
import { planSales } from "../support/plan.ts";

const plan = async (paths: readonly string[], options: Partial<SalesOptions> = {}): Promise<SalesPlan> =>
  unwrap(
    await planSales(
      paths.map((name) => ({ name, bytes: readData(name) })),
      { type: "purchase", country: "DE", currency: "USD", language: "de", ...options },
    ),
  );
const northwind = (...names: string[]): string[] => names.map((name) => `northwind/northwind/${name}.csv`);
const purchasesOf = (made: SalesPlan) =>
  made.drafts
    .filter((draft) => draft.kind === "purchase")
    .map(
      (draft) =>
        draft.fields as { number?: string; on?: string; party?: string; lines: PurchaseLine[]; freightCents?: number; currency: string },
    );
const sumOf = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0);
const readable = (made: SalesPlan): void => {
  for (const draft of made.drafts) {
    const stored = normaliseFields(draft.kind, draft.fields);
    if (!stored.ok) throw new Error(`${draft.key}: ${JSON.stringify(stored.error)}`);
  }
};

describe("Northwind's orders", () => {
  test("and their lines, products, categories and customers are one import", async () => {
    const made = await plan(northwind("order_details", "orders", "customers", "products", "categories"));
    expect(made.problems).toEqual([]);
    expect(made.questions).toEqual([]);
    expect(made.counts).toEqual({
      rows: 2155 + 830 + 91 + 77 + 8,
      organisations: 91,
      people: 91,
      relations: 91,
      interactions: 0,
      products: 77,
      purchases: 830,
      lines: 2155,
      deals: 0,
    });
    const purchases = purchasesOf(made);
    const customers = new Set(purchases.map((purchase) => purchase.party));
    expect(customers.size).toBe(89);
    const parties = new Set(made.drafts.filter((draft) => draft.kind === "party").map((draft) => `#${draft.key}`));
    expect([...customers].every((party) => party !== undefined && parties.has(party))).toBe(true);
    const net = sumOf(purchases.flatMap(({ lines }) => lines.map((line) => netOf(line, "USD") ?? Number.NaN)));
    expect(Math.abs(net - 1_265_793.0395)).toBeLessThan(0.0001);
    readable(made);
  });

  test("stay on their day, whatever time stands beside it, and freight stays apart", async () => {
    const made = await plan(northwind("orders", "order_details", "customers", "products"));
    const purchases = purchasesOf(made);
    expect(purchases[0]).toMatchObject({ number: "10248", on: "1996-07-04", currency: "USD", freightCents: 3238 });
    expect(purchases[0]?.lines).toHaveLength(3);
    const days = purchases.map((purchase) => purchase.on as string).sort();
    expect([days[0], days.at(-1)]).toEqual(["1996-07-04", "1998-05-06"]);
    expect(sumOf(purchases.map((purchase) => purchase.freightCents ?? 0))).toBe(6_494_269);
    expect(made.hints.find((hint) => hint.code === "freight-apart")?.count).toBe(830);
  });

  test("alone name customers by their keys, and a workspace that knows them is pointed at", async () => {
    const alone = await plan(northwind("orders", "order_details"));
    expect(alone.counts).toMatchObject({ organisations: 89, products: 77, purchases: 830, lines: 2155 });
    expect(alone.drafts.find((draft) => draft.kind === "party")?.fields).toMatchObject({
      name: "VINET",
      externalIds: { northwind: "VINET" },
    });
    const known = await plan(northwind("orders", "order_details"), {
      known: { parties: [{ id: "aaaaa.bbbbbbbbbb" as RecordId, name: "Vins et alcools Chevalier", externalIds: { northwind: "VINET" } }] },
    });
    expect(known.counts.organisations).toBe(88);
    expect(purchasesOf(known)[0]?.party).toBe("aaaaa.bbbbbbbbbb");
  });

  test("products come with category, unit and price, and tell what is sold no more", async () => {
    const made = await plan(northwind("categories", "products"), { type: "product" });
    expect(made.counts).toMatchObject({ products: 77, purchases: 0 });
    expect(made.problems).toEqual([]);
    const products = made.drafts.filter((draft) => draft.kind === "product").map((draft) => draft.fields);
    expect(products[0]).toMatchObject({
      name: "Chai",
      category: "Beverages",
      unit: "10 boxes x 20 bags",
      unitPrice: 18,
      currency: "USD",
      isActive: true,
      externalIds: { northwind: "1" },
    });
    expect(products.filter((product) => product["isActive"] === false)).toHaveLength(8);
    readable(made);
  });
});

test("a purchase log with days as YYYYMMDD gives one purchase a row", async () => {
  const made = await plan(["cdnow/cdnowElog.csv"], { partyKind: "person" });
  expect(made.problems).toEqual([]);
  expect(made.counts).toMatchObject({ rows: 6919, people: 2357, purchases: 6919, lines: 6919 });
  const [first] = purchasesOf(made);
  expect(first).toMatchObject({ on: "1997-01-01", custom: { sampleid: "1" }, lines: [{ quantity: 2, netCents: 2933 }] });
  expect(purchasesOf(made).filter(({ lines }) => lines[0]?.netCents === 0)).toHaveLength(8);
  readable(made);
});

test("a list of baskets without headings gives one purchase a line, names with their blanks", async () => {
  const made = await plan(["groceries/groceries.csv"]);
  expect(made.problems).toEqual([]);
  expect(made.counts).toMatchObject({ rows: 9835, products: 169, purchases: 9835, lines: 43_367 });
  const names = made.drafts.filter((draft) => draft.kind === "product").map((draft) => draft.fields["name"] as string);
  const written = new Set(
    readDataText("groceries/groceries.csv")
      .split(/\r?\n/)
      .flatMap((line) => line.split(","))
      .filter(Boolean),
  );
  expect(new Set(names)).toEqual(written);
  expect(names.some((name) => name.endsWith(" "))).toBe(true);
  readable(made);
});
