import "fake-indexeddb/auto";
import { afterEach, expect, test } from "vitest";
import { type AnalysisRefusal, type Answers, analyse, type Method, type MethodOptions } from "../../src/analytics/analyse.ts";
import type { Warning } from "../../src/analytics/facts/facts.ts";
import type { PivotTable } from "../../src/analytics/tables/answerPivot.ts";
import { WorkspaceDatabase } from "../../src/database/schema.ts";
import type { RecordId } from "../../src/lib/id.ts";
import { type Result, unwrap } from "../../src/lib/result.ts";
import type { Engine } from "../../src/workspace/engine.ts";
import { Facts } from "../../src/workspace/facts.ts";
import { anEngine } from "../support/engine.ts";

const today = "2026-06-30";
const opened: { close(): unknown }[] = [];
afterEach(async () => {
  for (const one of opened.splice(0).reverse()) await one.close();
});

class Office {
  readonly engine: Engine;
  readonly #facts: Facts;
  constructor(engine: Engine) {
    const db = new WorkspaceDatabase(engine.workspace, "relaxed");
    opened.push(engine, db);
    this.engine = engine;
    this.#facts = new Facts(db, () => Date.parse(`${today}T10:00:00.000Z`));
  }
  put(type: Parameters<Engine["put"]>[0], fields: Parameters<Engine["put"]>[1]): Promise<RecordId> {
    return this.engine.put(type, fields).then(unwrap);
  }
  async asked<M extends Method>(method: M, options: MethodOptions[M] = {}): Promise<Result<Answers[M], AnalysisRefusal>> {
    return (await analyse(method, options, await this.#facts.source())) as Result<Answers[M], AnalysisRefusal>;
  }
  async ask<M extends Method>(method: M, options: MethodOptions[M] = {}): Promise<Answers[M]> {
    return unwrap((await this.asked(method, options)) as Result<Answers[M], AnalysisRefusal & Record<string, unknown>>);
  }
}

const left = (answer: { readonly warnings: readonly Warning[] }): readonly Warning[] =>
  answer.warnings.filter(({ code }) => code === "currency-left-out");

/** Orders and deals in euros and in francs: discounts, a return, a cancelled order, one in lower case and one that names no currency. */
async function mixedOffice(): Promise<Office> {
  const office = new Office(await anEngine());
  const mill = await office.put("party", { kind: "organisation", name: "Mühle KG" });
  const oven = await office.put("party", { kind: "organisation", name: "Ofen AG" });
  const sieve = await office.put("product", { name: "Sieb", unitCost: 10 });
  const belt = await office.put("product", { name: "Riemen", unitCost: 7, currency: "CHF" });
  const order = (party: RecordId, on: string, currency: string | null, line: object, more = {}) =>
    office.put("purchase", { kind: "order", party, on, ...(currency && { currency }), lines: [{ key: "a", ...line }], ...more });
  await order(mill, "2026-01-05", "EUR", { product: sieve, quantity: 2, unitPrice: 50, discount: 0.1 }); // 90
  await order(mill, "2026-02-05", null, { product: sieve, quantity: 1, unitPrice: 100 }); // 100
  await order(mill, "2026-03-05", "EUR", { product: sieve, quantity: -1, unitPrice: 30 }); // -30
  await order(oven, "2026-02-07", "CHF", { product: belt, quantity: 4, unitPrice: 25, discount: 0.2 }); // 80
  await order(oven, "2026-03-07", "chf", { product: sieve, quantity: 1, netCents: 12_050 }); // 120.50
  await order(oven, "2026-04-07", "CHF", { quantity: -1, unitPrice: 20 }); // -20
  await order(oven, "2026-04-08", "CHF", { quantity: 1, unitPrice: 999 }, { cancelledOn: "2026-04-09" });
  await order(oven, "2026-05-08", "USD", { quantity: 1, unitPrice: 7 });
  const pipeline = await office.put("pipeline", {
    name: "Verkauf",
    stages: {
      offer: { name: "Angebot", kind: "open", probability: 0.5, order: "a" },
      won: { name: "Ja", kind: "won", order: "b" },
      lost: { name: "Nein", kind: "lost", order: "c" },
    },
  });
  const deal = (currency: string, stage: string, amountCents: number) =>
    office.put("deal", {
      ...{ name: "Anlage", pipeline, stage, amountCents, currency, openedOn: "2026-01-10" },
      ...(stage !== "offer" && { closedOn: "2026-03-10" }),
    });
  await deal("EUR", "won", 100_000);
  await deal("EUR", "offer", 50_000);
  await deal("CHF", "won", 300_000);
  await deal("CHF", "lost", 1_000);
  await deal("CHF", "offer", 80_000);
  await office.put("interaction", { kind: "visit", at: "2026-02-01", parties: [mill], durationMinutes: 60 });
  unwrap(await office.engine.patch("meta.settings" as RecordId, { hourlyCostCents: 6_000 }));
  return office;
}

const whole = (answer: unknown): readonly (number | null)[] => (answer as PivotTable).results.total.values;

test("each report counts in one currency, says what it leaves out, and never adds across", async () => {
  const office = await mixedOffice();
  const purchases = { code: "currency-left-out", currency: "EUR", purchases: 4, currencies: { CHF: 3, USD: 1 } };
  const deals = { code: "currency-left-out", currency: "EUR", deals: 3, currencies: { CHF: 3 } };

  const abc = await office.ask("abc");
  expect([abc.fit.revenue, left(abc)]).toEqual([160, [purchases]]);
  const rfm = await office.ask("rfm");
  expect([rfm.fit, left(rfm)]).toEqual([{ customers: 1, revenue: 160 }, [purchases]]);
  const cohorts = await office.ask("cohorts");
  expect([cohorts.fit, left(cohorts)]).toEqual([{ customers: 1, revenue: 160 }, [purchases]]);
  const margin = await office.ask("margin");
  expect(Object.values(margin.results).map(({ net, costToServe }) => [net, costToServe])).toEqual([[160, 60]]);
  expect(left(margin)).toEqual([purchases]);
  const sold = await office.ask("pivot");
  expect([whole(sold), left(sold)]).toEqual([[160], [purchases]]);
  const planned = await office.ask("pivot", { of: "deal" });
  expect([whole(planned), left(planned)]).toEqual([[1500, 2], [deals]]);
  const pipeline = await office.ask("pipeline");
  expect([pipeline.results.total.wonValue, pipeline.results.open.value.expected, left(pipeline)]).toEqual([1000, 250, [deals]]);
  const visits = await office.ask("pivot", { of: "interaction" });
  expect([whole(visits), left(visits)]).toEqual([[1], []]);

  const inFrancs = { currency: "CHF" };
  const others = { code: "currency-left-out", currency: "CHF", purchases: 4, currencies: { EUR: 3, USD: 1 } };
  const francs = await office.ask("abc", inFrancs);
  expect([francs.fit.revenue, francs.parameters.currency, left(francs)]).toEqual([180.5, "CHF", [others]]);
  const dealsInFrancs = await office.ask("pipeline", inFrancs);
  expect([dealsInFrancs.results.total.wonValue, dealsInFrancs.results.open.value.expected]).toEqual([3000, 400]);
  expect(dealsInFrancs.results.total).toMatchObject({ won: 1, lost: 1, open: 1 });
  // Costs of products and of an hour are known in their own currency only.
  const costs = await office.ask("pivot", { ...inFrancs, rows: [{ dimension: "product" }], measures: [{ take: "sum", of: "cost" }] });
  expect(whole(costs)).toEqual([28]);
  const serving = await office.ask("margin", inFrancs);
  expect(serving.parameters).toMatchObject({ currency: "CHF", hourlyCost: null });
});

test("what is left out is counted in the days that are asked for", async () => {
  const office = await mixedOffice();
  expect(left(await office.ask("abc", { asOf: "2026-03-31" }))).toMatchObject([{ purchases: 2, currencies: { CHF: 2 } }]);
  expect(left(await office.ask("abc", { from: "2026-05-01", asOf: today, currency: "USD" }))).toEqual([]);
});

test("where all there is is in another currency every method that has too little says so", async () => {
  const office = new Office(await anEngine());
  const mill = await office.put("party", { kind: "organisation", name: "Mühle KG" });
  const lines = [{ key: "a", quantity: 1, unitPrice: 5 }];
  await office.put("purchase", { kind: "invoice", party: mill, on: "2026-01-05", currency: "GBP", lines });
  await office.put("deal", {
    name: "Anlage",
    stage: "won",
    amountCents: 100,
    currency: "GBP",
    openedOn: "2026-01-01",
    closedOn: "2026-02-01",
  });
  const purchases = { code: "currency-left-out", currency: "EUR", purchases: 1, currencies: { GBP: 1 } };
  for (const method of ["abc", "rfm", "clv", "propensity", "rules", "similar", "cohorts"] as const)
    expect([method, await office.asked(method)]).toMatchObject([
      method,
      { ok: false, error: { code: "data-too-few", leftOut: [purchases] } },
    ]);
  const forecast = await office.asked("forecast");
  expect(forecast).toMatchObject({ ok: false, error: { leftOut: [purchases, { deals: 1, currencies: { GBP: 1 } }] } });
  for (const method of ["margin", "pivot"] as const) expect(left(await office.ask(method))).toEqual([purchases]);
  expect(left(await office.ask("pipeline"))).toMatchObject([{ deals: 1 }]);
  expect((await office.ask("abc", { currency: "GBP" })).fit.revenue).toBe(5);
});

test("papers that name no currency are in the workspace's, also after it was settled otherwise", async () => {
  const office = new Office(await anEngine());
  const mill = await office.put("party", { kind: "organisation", name: "Mühle KG" });
  await office.put("purchase", { kind: "order", party: mill, on: "2026-01-05", lines: [{ key: "a", quantity: 1, netCents: 500 }] });
  await office.put("deal", { name: "Anlage", stage: "won", amountCents: 700, openedOn: "2026-01-01", closedOn: "2026-02-01" });
  expect((await office.ask("abc")).fit.revenue).toBe(5);
  unwrap(await office.engine.patch("meta.settings" as RecordId, { currency: "JPY" }));
  expect([(await office.ask("abc")).fit.revenue, (await office.ask("pipeline")).results.total.wonValue]).toEqual([500, 700]);
});

test("a currency that is no code is refused by name", async () => {
  const office = new Office(await anEngine());
  for (const currency of ["Euro", "eur", ""])
    expect(await office.asked("abc", { currency })).toMatchObject({
      ok: false,
      error: { code: "option-out-of-range", option: "currency" },
    });
});
