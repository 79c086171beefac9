import { expect, test } from "vitest";
import { type AnalysisRefusal, type Answers, analyse, type MethodOptions } from "../../../src/analytics/analyse.ts";
import { parseDay } from "../../../src/analytics/facts/facts.ts";
import { type Result, unwrap } from "../../../src/lib/result.ts";
import { emptyShop, factSource, inventedShop, type Shop } from "../../support/shop.ts";

const ask = async <M extends "abc" | "rfm">(method: M, options: MethodOptions[M], shop: Shop): Promise<Answers[M]> =>
  unwrap((await analyse(method, options, factSource(shop))) as Result<Answers[M], AnalysisRefusal & Record<string, unknown>>);
const sold = (...rows: readonly (readonly [party: string, on: string, net: number])[]): Shop => ({
  ...emptyShop,
  purchases: rows.map(([party, on, net], i) => ({
    ...{ id: `s.${i}`, party, on, lines: [{ product: null, quantity: 1, net, cost: null }] },
  })),
});

test("who rose, who fell, who is new and who is gone is told one by one and as a table", async () => {
  const shop = sold(
    ...([["stays", "2025-02-01", 800] as const, ["falls", "2025-03-01", 150] as const, ["gone", "2025-04-01", 50] as const] as const),
    ...([["stays", "2026-02-01", 500] as const, ["falls", "2026-03-01", 40] as const, ["new", "2026-04-01", 460] as const] as const),
  );
  const { changes, parameters } = await ask("abc", { asOf: "2026-06-30", from: "2025-07-01", comparedWith: "2025-06-30" }, shop);
  expect(parameters.comparedWith).toBe("2025-06-30");
  expect(changes).toEqual({
    ...{ asOf: "2025-06-30", from: "2024-07-01" },
    records: { stays: { then: 0, now: 0 }, falls: { then: 1, now: 2 }, gone: { then: 2, now: null }, new: { then: null, now: 0 } },
    matrix: [
      { then: 0, now: 0, count: 1 },
      { then: 1, now: 2, count: 1 },
      { then: 2, now: null, count: 1 },
      { then: null, now: 0, count: 1 },
    ],
  });
});

test("as many days count then as now; without a first day, all that was known by then", async () => {
  const shop = sold(["early", "2023-01-01", 100], ["late", "2026-06-01", 100]);
  const options = { asOf: "2026-06-30", comparedWith: "2026-03-31" };
  expect((await ask("abc", options, shop)).changes?.records).toEqual({ early: { then: 0, now: 0 }, late: { then: null, now: 0 } });
  const narrow = (await ask("abc", { ...options, from: "2026-01-01" }, shop)).changes;
  expect(narrow).toMatchObject({ from: "2025-10-02", records: { late: { then: null, now: 0 } } });
  const days = (from: string | null | undefined, until: string) => (parseDay(until) as number) - (parseDay(from ?? "") as number);
  expect(days(narrow?.from, "2026-03-31")).toBe(days("2026-01-01", "2026-06-30"));
});

test("nobody is compared who was not asked about, and a day that is not earlier is refused", async () => {
  const shop = sold(["a", "2026-01-01", 100]);
  expect(await ask("abc", {}, shop)).not.toHaveProperty("changes");
  expect((await ask("rfm", {}, shop)).parameters.comparedWith).toBeNull();
  for (const method of ["abc", "rfm"] as const) {
    const answer = await analyse(method, { asOf: "2026-03-01", comparedWith: "2026-03-01" }, factSource(shop));
    expect(answer).toEqual({
      ok: false,
      error: { code: "option-out-of-range", option: "comparedWith", found: "2026-03-01", maximum: "2026-02-28" },
    });
    const unreadable = await analyse(method, { comparedWith: "2026-02-30" }, factSource(shop));
    expect(unreadable).toMatchObject({ error: { code: "day-unreadable", option: "comparedWith" } });
  }
  // Before the first purchase there was nobody: all are new.
  expect((await ask("rfm", { comparedWith: "2020-01-01" }, shop)).changes?.matrix).toEqual([{ then: null, now: "new", count: 1 }]);
});

test("the classes of then are what the report of that day said, and the table counts everybody once", async () => {
  const shop = inventedShop(3);
  for (const from of [undefined, "2025-10-01"]) {
    const options = { asOf: "2026-05-31", comparedWith: "2025-12-31", ...(from && { from }) };
    // From 2025-10-01 to 2026-05-31 are 242 days; as many end on 2025-12-31.
    const then = { asOf: "2025-12-31", ...(from && { from: "2025-05-03" }) };
    const [abc, abcThen] = [await ask("abc", options, shop), await ask("abc", then, shop)];
    const [rfm, rfmThen] = [await ask("rfm", options, shop), await ask("rfm", then, shop)];
    for (const [id, change] of Object.entries(abc.changes?.records ?? {}))
      expect([id, change.then, change.now]).toEqual([id, abcThen.results[id]?.class ?? null, abc.results[id]?.class ?? null]);
    for (const [id, change] of Object.entries(rfm.changes?.records ?? {}))
      expect([id, change.then, change.now]).toEqual([id, rfmThen.results[id]?.segment ?? null, rfm.results[id]?.segment ?? null]);
    for (const { changes, results } of [abc, rfm] as const) {
      const all = Object.values(changes?.records ?? {});
      expect(all.length).toBeGreaterThan(20);
      expect(all.filter(({ now }) => now !== null).length).toBe(Object.keys(results).length);
      expect(changes?.matrix.reduce((sum, { count }) => sum + count, 0)).toBe(all.length);
    }
  }
});

test("whoever fits no segment is told apart from whoever is not there", async () => {
  const segments = [{ key: "good", recency: [5, 5], frequency: [1, 5] }] as const;
  const shop = sold(["a", "2025-01-01", 10], ["b", "2026-01-01", 10]);
  const { changes } = await ask(
    "rfm",
    { asOf: "2026-01-31", comparedWith: "2025-01-31", segments: [...segments] as never, cuts: { recencyDays: [60] } },
    shop,
  );
  expect(changes?.records).toEqual({ a: { then: "good", now: "" }, b: { then: null, now: "good" } });
});
