import { afterAll, beforeAll, expect, test } from "vitest";
import type { MethodOptions } from "../../src/analytics/analyse.ts";
import type { PivotRecords, PivotTable } from "../../src/analytics/tables/answerPivot.ts";
import type { Product } from "../../src/domain/product.ts";
import { netOf, type Purchase, type PurchaseLine } from "../../src/domain/purchase.ts";
import { roundHalfAway } from "../../src/lib/sum.ts";
import { Analysed } from "../support/analysed.ts";

let northwind: Analysed;
let customers: ReadonlyMap<string, string>;
beforeAll(async () => {
  northwind = await Analysed.open();
  const files = ["order_details", "orders", "customers", "products", "categories"];
  await northwind.importSales(
    files.map((name) => `northwind/northwind/${name}.csv`),
    { type: "purchase" },
  );
  customers = await northwind.namesOf("party");
}, 300_000);
afterAll(() => northwind.close());

const asOf = "1998-05-06";
const table = async (options: MethodOptions["pivot"]): Promise<PivotTable> =>
  (await northwind.ask("pivot", { asOf, ...options })) as PivotTable;
const shown = (value: number | null | undefined) => roundHalfAway(value ?? Number.NaN, 2);

test("revenue is 1,265,793.0395 by customer, product and month, and shown as 1,265,793.04", async () => {
  const tables = [
    await table({ rows: [{ dimension: "party" }] }),
    await table({ rows: [{ dimension: "product" }], columns: [{ dimension: "on", level: "month" }] }),
    await table({ rows: [{ dimension: "product", level: "category1" }] }),
  ];
  for (const { results } of tables) {
    expect(Math.abs((results.total.values[0] as number) - 1_265_793.0395)).toBeLessThan(0.0001);
    expect(shown(results.total.values[0])).toBe(1_265_793.04);
  }
  expect(new Set(tables.map(({ results }) => results.total.values[0])).size).toBe(1);
  expect(tables.map(({ results }) => results.rows.length)).toEqual([89, 77, 8]);
});

test("revenue by year, each line on its day although midnight stands beside it, the last year incomplete", async () => {
  const { results, warnings } = await table({ rows: [{ dimension: "on", level: "year" }] });
  expect(results.rows.map(({ keys, values }) => [keys[0], shown(values[0])])).toEqual([
    ["1996", 208_083.97],
    ["1997", 617_085.2],
    ["1998", 440_623.87],
  ]);
  expect(warnings).toContainEqual({ code: "period-incomplete", period: "1998", until: asOf });
});

test("the five customers with the highest revenue, of 89; freight is no revenue", async () => {
  const { results, fit } = await northwind.ask("abc", { asOf });
  expect(Object.keys(results)).toHaveLength(89);
  expect(Math.abs(fit.revenue - 1_265_793.0395)).toBeLessThan(0.0001);
  const ranked = Object.entries(results).sort(([, a], [, b]) => a.rank - b.rank);
  const top = [
    ["QUICK-Stop", 110_277.305],
    ["Ernst Handel", 104_874.9785],
    ["Save-a-lot Markets", 104_361.95],
    ["Rattlesnake Canyon Grocery", 51_097.8005],
    ["Hungry Owl All-Night Grocers", 49_979.905],
  ] as const;
  expect(ranked.slice(0, 5).map(([id]) => customers.get(id))).toEqual(top.map(([name]) => name));
  for (const [at, [, revenue]] of top.entries()) expect(ranked[at]?.[1].revenue).toBeCloseTo(revenue, 8);
});

test("830 orders of 77 products", async () => {
  const { results } = await table({
    measures: [{ take: "distinct", of: "purchase" }, { take: "distinct", of: "product" }, { take: "count" }],
  });
  expect(results.total.values).toEqual([830, 77, 2155]);
});

test("a cell opens the very order lines it was made of", async () => {
  const [quick] = [...customers].find(([, name]) => name === "QUICK-Stop") as [string, string];
  const query = {
    rows: [{ dimension: "product", level: "category1" }],
    columns: [{ dimension: "on", level: "quarter" }],
    filters: [{ dimension: "party", members: [quick] }],
  };
  const { results } = await table(query);
  expect(results.rows.map(({ keys }) => keys[0])).toContain("Beverages");
  const orders = new Map((await northwind.all("purchase")).map((order) => [order.id as string, order as unknown as Purchase]));
  const products = new Map((await northwind.all("product")).map((product) => [product.id as string, product as unknown as Product]));
  for (const { row, column, values } of results.cells) {
    const [category, quarter] = [results.rows[row]?.keys ?? [], results.columns[column]?.keys ?? []];
    const { records } = ((await northwind.ask("pivot", { asOf, ...query, at: { row: category, column: quarter } })) as PivotRecords)
      .results;
    let net = 0;
    for (const { id, line } of records) {
      const order = orders.get(id) as Purchase;
      const sold = order.lines?.[line as number] as PurchaseLine;
      expect(order.party).toBe(quick);
      // A category is a path, so that "Grains/Cereals" stands under "Grains".
      expect(products.get(sold.product as string)?.category?.split("/")[0]).toBe(category[0]);
      net += netOf(sold, "EUR") ?? Number.NaN;
    }
    expect(net).toBeCloseTo(values[0] as number, 8);
  }
});
