import { expect, test } from "vitest";
import { basketsOf } from "../../../src/analytics/products/baskets.ts";
import { hitRate, nextProducts, type SimilarityMeasure, similarItems } from "../../../src/analytics/products/similarity.ts";
import { Chance } from "../../../src/lib/chance.ts";
import { unwrap } from "../../../src/lib/result.ts";

const goods = ["ale", "bread", "cheese", "dates", "eggs", "fish", "grapes", "honey"];
const someBaskets = (seed: number): string[][] => {
  const chance = new Chance(seed);
  return Array.from({ length: chance.whole(4, 25) }, () => goods.filter((_, i) => chance.happens(0.55 - 0.06 * i)));
};
const named = (lists: readonly (readonly string[])[]) => basketsOf(lists.map((items, i) => ({ key: String(i), items })));
const measures: readonly SimilarityMeasure[] = ["cosine", "jaccard"];

function slowly(measure: SimilarityMeasure, lists: readonly (readonly string[])[], a: string, b: string): number {
  const column = (item: string) => lists.map((list) => (list.includes(item) ? 1 : 0));
  const [x, y] = [column(a), column(b)];
  const both = x.filter((value, i) => value === 1 && y[i] === 1).length;
  if (both === 0) return 0;
  if (measure === "jaccard") return both / x.filter((value, i) => value === 1 || y[i] === 1).length;
  const norm = (v: readonly number[]) => Math.sqrt(v.reduce<number>((sum, value) => sum + value * value, 0));
  return both / (norm(x) * norm(y));
}

test.each(measures)("%s of two products is what looking into every basket gives", (measure) => {
  let compared = 0;
  for (let seed = 1; seed <= 40; seed++) {
    const lists = someBaskets(seed);
    const answer = unwrap(similarItems(named(lists), { measure, minCount: 1, limit: 99 })).results;
    for (const [item, others] of Object.entries(answer)) {
      const expected = goods.filter((other) => other !== item && slowly(measure, lists, item, other) > 0);
      expect(others.map((other) => other.item).sort()).toEqual(expected.sort());
      for (const other of others) expect(other.similarity).toBeCloseTo(slowly(measure, lists, item, other.item), 12);
      compared += others.length;
    }
  }
  expect(compared).toBeGreaterThan(500);
});

test.each(measures)("the hit rate by %s is that of taking each item out, beginning anew and asking", (measure) => {
  for (let seed = 1; seed <= 12; seed++) {
    const lists = someBaskets(seed);
    const k = 2;
    let [hits, popular, cases] = [0, 0, 0];
    for (const [b, list] of lists.entries()) {
      if (list.length < 2) continue;
      for (const hidden of list) {
        const rest = list.filter((item) => item !== hidden);
        const known = lists.map((other, i) => (i === b ? rest : other));
        const candidates = goods.filter((item) => !rest.includes(item) && lists.flat().includes(item));
        const chanceOf = (score: (item: string) => number) => {
          const target = score(hidden);
          const better = candidates.filter((item) => score(item) > target + 1e-12).length;
          const equal = candidates.filter((item) => item !== hidden && Math.abs(score(item) - target) <= 1e-12).length;
          return Math.min(1, Math.max(0, (k - better) / (equal + 1)));
        };
        const similar = (item: string) => rest.reduce((sum, own) => sum + slowly(measure, known, own, item), 0);
        cases++;
        if (similar(hidden) > 0) hits += chanceOf(similar);
        popular += chanceOf((item) => known.filter((other) => other.includes(item)).length);
      }
    }
    const found = unwrap(hitRate(named(lists), { measure, k }));
    expect(found.cases).toBe(cases);
    expect(found.hitRate).toBeCloseTo(hits / cases, 9);
    expect(found.popularity).toBeCloseTo(popular / cases, 9);
  }
});

test("a customer is offered what goes with what they have, and told why", () => {
  const lists = [
    ["pump", "hose"],
    ["pump", "hose"],
    ["pump", "hose", "valve"],
    ["lamp", "bulb"],
    ["lamp", "bulb"],
    ["valve", "lamp"],
  ];
  const { results, warnings } = unwrap(nextProducts(named(lists), { anna: ["pump"], bert: ["lamp", "bulb"], carl: ["unheard of"] }));
  expect(results["anna"]?.map((one) => [one.item, one.because])).toEqual([
    ["hose", ["pump"]],
    ["valve", ["pump"]],
  ]);
  expect(results["bert"]?.map((one) => one.item)).toEqual(["valve"]);
  expect(results["carl"]).toEqual([]);
  expect(warnings).toContainEqual({ code: "history-unknown", ids: ["carl"] });
});
