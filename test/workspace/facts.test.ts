import "fake-indexeddb/auto";
import { afterEach, expect, test } from "vitest";
import { WorkspaceDatabase } from "../../src/database/schema.ts";
import { canonicalJson } from "../../src/lib/canonical.ts";
import { Chance } from "../../src/lib/chance.ts";
import type { RecordId } from "../../src/lib/id.ts";
import { unwrap } from "../../src/lib/result.ts";
import type { Engine } from "../../src/workspace/engine.ts";
import { Facts } from "../../src/workspace/facts.ts";
import { anEngine, reopened } from "../support/engine.ts";

const open: Engine[] = [];
const databases: WorkspaceDatabase[] = [];
afterEach(async () => {
  for (const engine of open.splice(0)) await engine.close();
  for (const db of databases.splice(0)) db.close();
});

const factsOf = (engine: Engine, profile?: string): { facts: Facts; db: WorkspaceDatabase } => {
  const db = new WorkspaceDatabase(engine.workspace, "relaxed", profile);
  databases.push(db);
  return { facts: new Facts(db, () => Date.parse("2026-03-01T10:00:00.000Z")), db };
};

/** All that analytics reads, as one text. */
async function everything(facts: Facts): Promise<string> {
  const source = await facts.source();
  const parts = await Promise.all([source.purchases(), source.deals(), source.interactions(), source.products()]);
  return canonicalJson(
    parts.map((part) =>
      part instanceof Map
        ? [...part]
        : Object.fromEntries(
            Object.entries(part).map(([name, value]) => {
              const list = ArrayBuffer.isView(value) || value instanceof Set ? [...(value as unknown as Iterable<unknown>)] : value;
              return [name, Array.isArray(list) ? list.map((one) => (Number.isNaN(one) ? "unknown" : one)) : list];
            }),
          ),
    ),
  );
}

const party = (engine: Engine, name: string, more = {}): Promise<RecordId> =>
  engine.put("party", { kind: "organisation", name, ...more }).then(unwrap);

test("what is sold, planned and done arrives as columns, and changes with every save", async () => {
  const engine = await anEngine();
  open.push(engine);
  const { facts } = factsOf(engine);
  const [mill, walkIn] = [await party(engine, "Mühle KG"), await party(engine, "Laufkundschaft", { isCollective: true })];
  const sieve = unwrap(await engine.put("product", { name: "Sieb", unitCost: 4 }));
  const paper = { kind: "order", party: mill, on: "2026-01-05" };
  const lines = [
    { key: "a", product: sieve, quantity: 3, unitPrice: 9.5 },
    { key: "b", quantity: 1, netCents: 1000, unitCost: 7 },
  ];
  const order = unwrap(await engine.put("purchase", { ...paper, lines }));
  unwrap(await engine.put("purchase", { ...paper, party: walkIn, on: "2026-01-06", lines: [{ key: "a", quantity: -1, unitPrice: 2 }] }));
  const first = await (await facts.source()).purchases();
  expect([...first.net].sort((a, b) => a - b)).toEqual([-2, 10, 28.5]);
  const at = first.net.indexOf(28.5);
  expect([first.cost[at], first.cost[first.net.indexOf(10)], first.cost[first.net.indexOf(-2)]]).toEqual([12, 7, Number.NaN]);
  expect(first.warnings).toEqual([{ code: "cost-from-product", lines: 1 }]);
  expect([...first.collective].map((place) => first.parties[place])).toEqual([walkIn]);

  unwrap(await engine.patch(order, { cancelledOn: "2026-01-07" }));
  expect([...(await (await facts.source()).purchases()).net]).toEqual([-2]);
  unwrap(await engine.patch(order, { cancelledOn: null }));
  unwrap(await engine.patch(sieve, { unitCost: 5 }));
  expect((await (await facts.source()).purchases()).cost[at]).toBe(15);

  const pipeline = unwrap(
    await engine.put("pipeline", {
      name: "Verkauf",
      stages: { offer: { name: "Angebot", kind: "open" }, done: { name: "Ja", kind: "won" } },
    }),
  );
  const stages = { a: { at: "2026-01-01", stage: "offer" }, b: { at: "2026-01-31T23:30:00.000Z", stage: "done" } };
  unwrap(await engine.put("deal", { name: "Anlage", parties: [mill], pipeline, stage: "done", amountCents: 100_000, stages }));
  const { deals } = await (await facts.source()).deals();
  // Half an hour before midnight in London is the next day in Berlin, and a closed deal without a day is closed with its last stage.
  expect(deals.map(({ state, amount, closedOn }) => [state, amount, closedOn])).toEqual([["won", 1000, 20_485]]);

  unwrap(await engine.put("interaction", { kind: "visit", at: "2026-02-01", parties: [mill, walkIn], durationMinutes: 30 }));
  const done = await (await facts.source()).interactions();
  expect([done.count, [...done.minutes], done.kinds]).toEqual([2, [15, 15], ["visit"]]);
});

test("columns that an earlier build kept are not read on: on some devices they lacked whatever had a time of day", async () => {
  const engine = await anEngine();
  open.push(engine);
  const { facts, db } = factsOf(engine);
  const buyer = await party(engine, "Mühle KG");
  unwrap(await engine.put("interaction", { kind: "visit", at: "2026-02-01T09:00:00.000Z", parties: [buyer] }));
  expect((await (await facts.source()).interactions()).count).toBe(1);
  await db.columns.toCollection().modify((kept) => {
    if (kept.kind !== "interaction" || !kept.chunk) return;
    const nothing = { codes: new Uint8Array(), members: "" };
    Object.assign(kept, { chunk: { ...(kept.chunk as object), ids: nothing, day: new Int32Array() }, reading: undefined });
  });
  expect((await (await factsOf(engine).facts.source()).interactions()).count).toBe(1);
});

test("what serving costs is settled for the whole workspace", async () => {
  const engine = await anEngine();
  open.push(engine);
  const { facts } = factsOf(engine);
  const unknown = { hourlyCost: null, visitCost: null, mailingCost: null, minutesOf: {} };
  expect((await facts.source()).rates).toEqual(unknown);
  const settings = "meta.settings" as RecordId;
  unwrap(await engine.patch(settings, { hourlyCostCents: 5_850, mailingCostCents: 95, minutesOf: { visit: 45, call: 10 } }));
  expect((await facts.source()).rates).toEqual({ ...unknown, hourlyCost: 58.5, mailingCost: 0.95, minutesOf: { visit: 45, call: 10 } });
  unwrap(await engine.patch(settings, { hourlyCostCents: null, minutesOf: { call: false } }));
  expect((await facts.source()).rates).toEqual({ ...unknown, mailingCost: 0.95, minutesOf: { visit: 45 } });
  expect(await engine.patch(settings, { visitCostCents: -1 })).toMatchObject({ ok: false, error: { field: "visitCostCents" } });
});

test("orders and invoices of one business are never both revenue", async () => {
  const engine = await anEngine();
  open.push(engine);
  const { facts } = factsOf(engine);
  const buyer = await party(engine, "Mühle KG");
  const lines = [{ key: "a", quantity: 1, unitPrice: 100 }];
  unwrap(await engine.put("purchase", { kind: "order", party: buyer, on: "2026-01-05", lines }));
  unwrap(await engine.put("purchase", { kind: "invoice", party: buyer, on: "2026-01-15", lines }));
  const back = [{ key: "a", quantity: -1, unitPrice: 30 }];
  unwrap(await engine.put("purchase", { kind: "creditNote", party: buyer, on: "2026-01-20", lines: back }));
  unwrap(await engine.put("purchase", { kind: "invoice", party: buyer, on: "2026-01-21", currency: "CHF", lines }));
  const all = await (await facts.source()).purchases();
  expect([...all.net].sort((a, b) => a - b)).toEqual([-30, 100]);
  expect(all.warnings).toEqual([{ code: "orders-and-invoices", orders: 1, invoices: 1, counted: "invoice" }]);
  expect(all.inOtherCurrencies?.map(({ currency, days }) => [currency, days.length])).toEqual([["CHF", 1]]);
});

test("columns kept up to date equal columns made anew, also after the rows were rebuilt", { timeout: 60_000 }, async () => {
  const profile = "facts-office";
  let engine = await anEngine("Facts", profile);
  open.push(engine);
  unwrap(await engine.generate({ contacts: 60, interactions: 300, seed: 9 }));
  await engine.settled();
  const { facts, db } = factsOf(engine, profile);
  const chance = new Chance(3);
  const parties = (await engine.list("party", { limit: 60 })).rows.map(({ id }) => id);
  const papers: RecordId[] = [];
  for (let i = 0; i < 90; i++) {
    const buyer = chance.pick(parties);
    const lines = [{ key: "a", quantity: chance.whole(1, 9), unitPrice: chance.whole(1, 900) / 100 }];
    const deed = chance.whole(1, 6);
    const paper = papers.length > 0 ? chance.pick(papers) : undefined;
    if (deed <= 2 || !paper) papers.push(unwrap(await engine.put("purchase", { kind: "order", party: buyer, on: "2026-01-05", lines })));
    else if (deed === 3) unwrap(await engine.patch(paper, { lines }));
    else if (deed === 4) unwrap(await engine.remove([papers.splice(papers.indexOf(paper), 1)[0] as RecordId]));
    else if (deed === 5) unwrap(await engine.put("interaction", { kind: "call", at: "2026-02-01", parties: [buyer], durationMinutes: 5 }));
    else unwrap(await engine.undo());
    if (i % 6 === 0) await everything(facts);
  }
  const kept = await everything(facts);
  const [sold, , done] = JSON.parse(kept);
  expect([sold.count > 0, done.count > 200]).toEqual([true, true]);
  await db.columns.toCollection().modify((row: { chunk?: unknown }) => {
    delete row.chunk;
  });
  expect(await everything(factsOf(engine, profile).facts)).toBe(kept);

  await db.meta.put({ key: "rowsVersion", value: 0 });
  await engine.close();
  engine = await reopened(engine.workspace, profile);
  open.splice(0, open.length, engine);
  expect(await everything(factsOf(engine, profile).facts)).toBe(kept);
});
