import { expect, test } from "vitest";
import { abc, revenueBy } from "../../../src/analytics/customers/abc.ts";
import { parseDay } from "../../../src/analytics/facts/facts.ts";
import { Chance } from "../../../src/lib/chance.ts";
import { err, unwrap } from "../../../src/lib/result.ts";
import { emptyShop, factSource } from "../../support/shop.ts";

const classesOf = (revenue: Record<string, number>, cuts?: readonly number[]) =>
  Object.fromEntries(
    Object.entries(unwrap(abc(new Map(Object.entries(revenue)), cuts ? { cuts } : {})).results).map(([id, place]) => [id, place.class]),
  );

test("customers who bring 80 % are A, up to 95 % B, the rest C; whoever reaches a cut belongs before it", () => {
  expect(classesOf({ d: 5, a: 50, c: 15, b: 30 })).toEqual({ a: 0, b: 0, c: 1, d: 2 });
  expect(classesOf({ a: 60, b: 21, c: 14, d: 5 })).toEqual({ a: 0, b: 0, c: 1, d: 2 });
});

test("of equal customers the one with the smaller id comes first", () => {
  expect(classesOf({ z: 10, y: 10, x: 10, w: 10 }, [0.5])).toEqual({ w: 0, x: 0, y: 1, z: 1 });
});

test("who cost more than he brought is in the last class and lessens nobody's share", () => {
  const made = unwrap(abc(new Map(Object.entries({ a: 90, b: 10, back: -50, none: 0 }))));
  expect(made.results["back"]).toEqual({ class: 2, rank: 4, revenue: -50, share: 0, cumulatedShare: 1 });
  expect(made.results["a"]).toEqual({ class: 0, rank: 1, revenue: 90, share: 0.9, cumulatedShare: 0.9 });
  expect(made.fit).toEqual({ revenue: 50, positive: 100 });
  expect(made.warnings).toEqual([{ code: "without-revenue", count: 2 }]);
});

test("cuts that do not rise are refused", () => {
  expect(abc(new Map(), { cuts: [0.9, 0.8] })).toEqual(err({ code: "cuts-not-ascending", cuts: [0.9, 0.8] }));
  expect(abc(new Map(), { cuts: [0.5, 1] }).ok).toBe(false);
});

test("on random customers it says what counting by hand says, in whatever order they come", () => {
  const chance = new Chance(20_26);
  for (let round = 0; round < 60; round++) {
    const revenue = Array.from({ length: chance.whole(1, 80) }, (_, i): [string, number] => [
      `p${i}`,
      chance.whole(-3, 12) * chance.whole(1, 20),
    ]);
    const cuts = [0.3, 0.7, 0.9];
    const made = unwrap(abc(new Map(revenue), { cuts }));
    const whole = revenue.reduce((total, [, value]) => total + Math.max(0, value), 0);
    const counts = [0, 0, 0, 0];
    for (const [id, value] of revenue) {
      // Everything larger, or as large with a smaller id, stands before it. Whole amounts: these sums are exact.
      const before = revenue.filter(([other, some]) => some > value || (some === value && other < id));
      const soFar = before.reduce((total, [, some]) => total + Math.max(0, some), 0);
      const expected =
        value <= 0 ? 3 : soFar < 0.3 * whole - 1e-9 ? 0 : soFar < 0.7 * whole - 1e-9 ? 1 : soFar < 0.9 * whole - 1e-9 ? 2 : 3;
      counts[expected] = (counts[expected] as number) + 1;
      expect(made.results[id]?.class).toBe(expected);
      expect(made.results[id]?.rank).toBe(before.length + 1);
    }
    expect(made.classes.map((some) => some.count)).toEqual(counts);
    expect(made.classes.reduce((total, some) => total + some.revenue, 0)).toBeCloseTo(made.fit.revenue, 9);
    expect(unwrap(abc(new Map([...revenue].reverse()), { cuts }))).toEqual(made);
  }
});

test("revenue is what was bought less what came back, within the days asked for", async () => {
  const sold = (id: string, party: string | null, on: string, net: number) => ({
    ...{ id, party, on },
    lines: [{ product: party === "b" ? "p.x" : null, quantity: 1, net, cost: null }],
  });
  const lines = await factSource({
    ...emptyShop,
    collective: ["walk.in"],
    purchases: [
      sold("1", "b", "2026-01-01", 1000),
      sold("2", "b", "2026-01-05", 20),
      sold("3", "a", "2026-01-06", 8),
      sold("4", "b", "2026-01-07", -5),
      sold("5", "b", "2026-01-09", 3000),
      sold("6", "walk.in", "2026-01-06", 70),
      sold("7", null, "2026-01-06", 9),
      sold("8", "a", "", 2),
    ],
  }).purchases();
  const [until, since] = [parseDay("2026-01-08") as number, parseDay("2026-01-05") as number];
  expect(Object.fromEntries(revenueBy(lines, "party", until, since).revenue)).toEqual({ a: 8, b: 15 });
  expect(Object.fromEntries(revenueBy(lines, "party", until).revenue)).toEqual({ a: 10, b: 1015 });
  expect(revenueBy(lines, "product", until, since)).toEqual({ revenue: new Map([["p.x", 15]]), unnamed: 3 });
});
