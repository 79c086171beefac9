import { describe, expect, test } from "vitest";
import type { PurchaseLines } from "../../../src/analytics/facts/facts.ts";
import { basketsOf, basketsOfPurchases } from "../../../src/analytics/products/baskets.ts";
import { associationRules } from "../../../src/analytics/products/rules.ts";
import { Chance } from "../../../src/lib/chance.ts";
import { unwrap } from "../../../src/lib/result.ts";

const someBaskets = (seed: number): string[][] => {
  const chance = new Chance(seed);
  const goods = ["ale", "bread", "cheese ", "cheese", "dates", "eggs", "fish"].slice(0, chance.whole(2, 7));
  return Array.from({ length: chance.whole(2, 40) }, () => goods.filter(() => chance.happens(0.45)));
};
const named = (lists: readonly string[][]) => basketsOf(lists.map((items, i) => ({ key: String(i), items })));

/** Every split of every set of goods, counted by looking into each basket. */
function everyRule(lists: readonly string[][], support: number, confidence: number, minLength: number): string[] {
  const goods = [...new Set(lists.flat())].sort();
  const holding = (items: readonly string[]) => lists.filter((list) => items.every((item) => list.includes(item))).length;
  const found: string[] = [];
  for (let mask = 1; mask < 1 << goods.length; mask++) {
    const set = goods.filter((_, i) => mask & (1 << i));
    const count = holding(set);
    if (set.length < minLength || count === 0 || count / lists.length < support - 1e-12) continue;
    for (const right of set) {
      const left = set.filter((item) => item !== right);
      if (count / holding(left) < confidence - 1e-12) continue;
      const lift = (count * lists.length) / (holding(left) * holding([right]));
      found.push(
        `${left.join()} > ${right}: ${count} ${(count / lists.length).toFixed(9)} ${(count / holding(left)).toFixed(9)} ${lift.toFixed(9)}`,
      );
    }
  }
  return found.sort();
}

test("rules are those found by trying every split of every set of goods", () => {
  let rules = 0;
  for (let seed = 1; seed <= 150; seed++) {
    const chance = new Chance(seed + 1000);
    const lists = someBaskets(seed);
    const options = {
      support: chance.pick([0.05, 0.1, 0.25, 0.5]),
      confidence: chance.pick([0, 0.25, 0.5, 0.8, 1]),
      minLength: chance.whole(1, 3),
    };
    const found = unwrap(associationRules(named(lists), options)).results.map(
      (rule) =>
        `${rule.left.join()} > ${rule.right}: ${rule.count} ${rule.support.toFixed(9)} ${rule.confidence.toFixed(9)} ${rule.lift.toFixed(9)}`,
    );
    expect(found.sort()).toEqual(everyRule(lists, options.support, options.confidence, options.minLength));
    rules += found.length;
  }
  expect(rules).toBeGreaterThan(3000);
});

test("the order of the baskets changes nothing", () => {
  const lists = someBaskets(7);
  const options = { support: 0.05, confidence: 0.2 };
  expect(associationRules(named([...lists].reverse()), options)).toEqual(associationRules(named(lists), options));
});

test("a threshold that is met exactly is met", () => {
  const lists = Array.from({ length: 100 }, (_, i) => (i < 7 ? ["tea", "milk"] : i < 10 ? ["tea"] : ["bread"]));
  const rules = unwrap(associationRules(named(lists), { support: 0.07, confidence: 0.7, minLength: 2 })).results;
  expect(rules.map((rule) => [rule.left, rule.right, rule.count])).toEqual([
    [["milk"], "tea", 7],
    [["tea"], "milk", 7],
  ]);
});

test("a longer rule that is no more certain than a shorter one is redundant", () => {
  const rules = unwrap(
    associationRules(named([["a", "b", "c"], ["a", "b", "c"], ["a"], ["b"]]), { support: 0.5, confidence: 1, minLength: 2 }),
  );
  expect(rules.results.filter((rule) => rule.right === "a").map((rule) => [rule.left.join(), rule.isRedundant])).toEqual([
    ["c", false],
    ["b,c", true],
  ]);
});

describe("refusals", () => {
  test("one basket is no habit", () =>
    expect(associationRules(named([["tea"]]))).toEqual({
      ok: false,
      error: { code: "data-too-few", needed: 2, found: 1, what: "baskets" },
    }));
  test("a share is between nothing and all", () =>
    expect(associationRules(named([["tea"], ["tea"]]), { support: 2 })).toEqual({
      ok: false,
      error: { code: "threshold-out-of-range", field: "support", value: 2 },
    }));
  test("an answer nobody could read is not begun", () => {
    const lists = Array.from({ length: 10 }, () => Array.from({ length: 30 }, (_, i) => `item ${i}`));
    expect(associationRules(named(lists), { support: 0.5 })).toEqual({ ok: false, error: { code: "rules-too-many", limit: 200_000 } });
  });
});

test("a basket holds what a purchase's lines bought: returns, lines without a product and walk-in histories stay out", () => {
  const lines: PurchaseLines = {
    count: 6,
    purchase: Uint32Array.of(0, 0, 0, 1, 1, 2),
    party: Int32Array.of(0, 0, 0, 0, 0, 1),
    product: Int32Array.of(0, 1, 0, -1, 2, 1),
    line: Uint16Array.of(0, 1, 2, 0, 1, 0),
    day: Int32Array.of(10, 10, 10, 20, 20, 30),
    quantity: Float64Array.of(1, 1, 2, 1, -1, 1),
    net: new Float64Array(6),
    cost: new Float64Array(6),
    purchases: ["o1", "o2", "o3"],
    parties: ["customer", "walk-in"],
    products: ["tea", "milk", "cup"],
    collective: new Set([1]),
  };
  const shown = (by: "purchase" | "party", until?: number) => {
    const { keys, items, offsets, members } = basketsOfPurchases(lines, by, until === undefined ? {} : { until });
    return keys.map((key, b) => [key, [...members.subarray(offsets[b], offsets[b + 1])].map((place) => items[place])]);
  };
  expect(shown("purchase")).toEqual([
    ["o1", ["milk", "tea"]],
    ["o3", ["milk"]],
  ]);
  expect(shown("party")).toEqual([["customer", ["milk", "tea"]]]);
  expect(shown("purchase", 20)).toEqual([["o1", ["milk", "tea"]]]);
});
