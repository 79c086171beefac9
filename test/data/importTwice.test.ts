import { afterEach, expect, test } from "vitest";
import type { NounName } from "../../src/domain/nouns.ts";
import type { ImportFile } from "../../src/exchange/source.ts";
import type { Engine } from "../../src/workspace/engine.ts";
import { readData, readDataText } from "../support/data.ts";
import { anEngine } from "../support/engine.ts";
import { takeFiles, textFile } from "../support/import.ts";

let engine: Engine;
afterEach(() => engine.close());

const filesOf = (folder: string, ...names: readonly string[]): ImportFile[] =>
  names.map((name) => ({ name: `${name}.csv`, bytes: readData(`${folder}/${name}.csv`) }));
const kinds = ["party", "relation", "product", "purchase", "deal", "pipeline"] as const satisfies readonly NounName[];
const counts = async () => Object.fromEntries(await Promise.all(kinds.map(async (kind) => [kind, await engine.count(kind)] as const)));

test("Northwind's orders with lines, products, customers and employees, imported twice, are there once", async () => {
  engine = await anEngine();
  const files = filesOf("northwind/northwind", "orders", "order_details", "customers", "products", "categories", "employees");
  const { plan, report } = await takeFiles(engine, files, { type: "purchase", currency: "USD" });
  expect([plan.problems, report.refused]).toEqual([[], []]);
  const once = await counts();
  // 91 firms with a contact each, and nine employees of whom eight report to somebody.
  expect(once).toEqual({ party: 91 + 91 + 9, relation: 91 + 8, product: 77, purchase: 830, deal: 0, pipeline: 0 });
  const [order] = (await engine.list("purchase", { filter: { number: "10248" } })).rows;
  expect(order).toMatchObject({ owner: "Steven Buchanan", on: "1996-07-04" });
  const again = await takeFiles(engine, files, { type: "purchase", currency: "USD" });
  expect(again.report.created).toEqual({});
  expect(await counts()).toEqual(once);
  expect(await engine.digest("rows")).toBe(await engine.digest("documents"));
});

test("the pipeline's four files, imported twice, are there once: firms, agents, products, stages and 2,000 of its deals", async () => {
  engine = await anEngine();
  const deals = readDataText("crm-pipeline/sales_pipeline.csv").split("\n").slice(0, 2001).join("\n");
  const files = [textFile("sales_pipeline.csv", deals), ...filesOf("crm-pipeline", "accounts", "products", "sales_teams")];
  const options = { type: "deal" as const, currency: "USD", language: "en", sameProducts: { GTXPro: "GTX Pro" } };
  const { report } = await takeFiles(engine, files, options);
  expect(report.refused).toEqual([]);
  const once = await counts();
  expect(once).toEqual({ party: 85 + 41, relation: 15 + 35, product: 7, purchase: 0, deal: 2000, pipeline: 1 });
  const { sameProducts: _answered, ...unasked } = options;
  const again = await takeFiles(engine, files, unasked);
  expect(again.plan.questions).toEqual([]);
  expect(again.report.created).toEqual({});
  expect(await counts()).toEqual(once);
  expect(await engine.digest("rows")).toBe(await engine.digest("documents"));
});
