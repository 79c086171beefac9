import "fake-indexeddb/auto";
import { afterAll, beforeAll, expect, test } from "vitest";
import { analyse, type Method } from "../../src/analytics/analyse.ts";
import type { FactSource } from "../../src/analytics/facts/source.ts";
import { WorkspaceDatabase } from "../../src/database/schema.ts";
import { unwrap } from "../../src/lib/result.ts";
import type { Engine } from "../../src/workspace/engine.ts";
import { openFactSource } from "../../src/workspace/facts.ts";
import { anEngine } from "../support/engine.ts";

// The company that "Look at a sample company" makes, and every report asked about it.

const now = (): number => Date.UTC(2026, 10, 22, 9, 41);
let engine: Engine;
let db: WorkspaceDatabase;
let source: FactSource;

beforeAll(async () => {
  engine = await anEngine("Sample", undefined, now);
  const report = unwrap(await engine.generate({ contacts: 300, interactions: 4_000, seed: 61, years: 2.1, sales: true }));
  expect(report.refused).toEqual([]);
  expect(report.created).toMatchObject({ party: 300, interaction: 4_000, pipeline: 1 });
  db = new WorkspaceDatabase(engine.workspace, "relaxed");
  source = await openFactSource(db, now);
}, 120_000);
afterAll(async () => {
  db.close();
  await engine.close();
});

const questions: readonly (readonly [Method, Record<string, unknown>])[] = [
  ["abc", {}],
  ["abc", { of: "product" }],
  ["rfm", {}],
  ["clv", {}],
  ["clv", { model: "pareto-nbd" }],
  ["margin", { hourlyCost: 45, visitCost: 20, mailingCost: 1.5 }],
  ["propensity", {}],
  ["propensity", { aim: "churn" }],
  ["rules", { minSupport: 0.01, minConfidence: 0.3 }],
  ["similar", {}],
  ["similar", { of: "party" }],
  ["pivot", { rows: [{ dimension: "product", level: "category1" }], columns: [{ dimension: "on", level: "year" }] }],
  ["pivot", { of: "deal", rows: [{ dimension: "stage" }], columns: [{ dimension: "owner" }] }],
  ["pivot", { of: "interaction", rows: [{ dimension: "kind" }] }],
  ["pipeline", { by: "owner" }],
  ["forecast", {}],
  ["forecast", { season: 12 }],
  ["forecast", { of: "won" }],
  ["cohorts", {}],
];

test.each(questions)("%s has an answer for the sample company: %o", { timeout: 30_000 }, async (method, options) => {
  expect(await analyse(method, options, source)).toMatchObject({ ok: true });
});

test("its invoices are its revenue, in its own currency, and nothing of it is doubtful", async () => {
  expect(await engine.get("meta.settings" as never)).toMatchObject({ revenueFrom: "invoice", currency: "EUR" });
  expect((await source.purchases()).warnings).toEqual([]);
  const { deals, warnings } = await source.deals();
  expect([warnings, deals.filter(({ amount }) => amount === null).length > 0]).toEqual([[], true]);
});

test("customers come again, and some are gone", async () => {
  const { fit, warnings } = unwrap(await analyse("clv", {}, source));
  expect(fit.purchases).toMatchObject({ converged: true });
  expect(warnings.map(({ code }) => code)).not.toContain("parameters-at-limit");
});

test("what is renewed together is found", async () => {
  const { results } = unwrap(await analyse("rules", { minSupport: 0.01, minConfidence: 0.3 }, source));
  const products = await source.products();
  const nameOf = (id: string): string => products.get(id)?.name ?? "";
  const pair = results.find(
    ({ left, right }) => left.length === 1 && nameOf(left[0] ?? "") === "Zündelektrode" && nameOf(right) === "Dichtungssatz",
  );
  expect(pair?.lift).toBeGreaterThan(3);
});
