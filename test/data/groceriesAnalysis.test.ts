import { afterAll, beforeAll, expect, test } from "vitest";
import type { RulesAnswer } from "../../src/analytics/products/answerBaskets.ts";
import { Analysed } from "../support/analysed.ts";

let groceries: Analysed;
let products: ReadonlyMap<string, string>;
beforeAll(async () => {
  groceries = await Analysed.open();
  await groceries.importSales(["groceries/groceries.csv"], { type: "purchase" });
  products = await groceries.namesOf("product");
}, 300_000);
afterAll(() => groceries.close());

const lengths = ({ results }: RulesAnswer): Record<number, number> => {
  const byLength: Record<number, number> = {};
  for (const { left } of results) byLength[left.length + 1] = (byLength[left.length + 1] ?? 0) + 1;
  return byLength;
};
const top = ({ results: [rule] }: RulesAnswer): string => {
  const left = rule?.left.map((id) => products.get(id)).sort();
  return `{${left?.join(", ")}} => {${products.get(rule?.right ?? "")}} ${rule?.lift.toFixed(4)} ${rule?.count}`;
};

test("9,835 baskets of 169 products; what they cost was not written down, and that is said", async () => {
  const answer = await groceries.ask("rules", { minSupport: 0.001, minConfidence: 0.8 });
  expect([answer.fit.baskets, answer.fit.items, products.size]).toEqual([9835, 169, 169]);
  expect(answer.warnings).toContainEqual({ code: "line-without-price", lines: 43_367 });
});

test("410, 463 and 5,668 rules at the published thresholds", async () => {
  const strict = await groceries.ask("rules", { minSupport: 0.001, minConfidence: 0.8 });
  expect([strict.results.length, lengths(strict)]).toEqual([410, { 3: 29, 4: 229, 5: 140, 6: 12 }]);
  expect(top(strict)).toBe("{liquor, red/blush wine} => {bottled beer} 11.2353 19");
  const pairs = await groceries.ask("rules", { minSupport: 0.006, minConfidence: 0.25, minLength: 2 });
  expect([pairs.results.length, lengths(pairs)]).toEqual([463, { 2: 150, 3: 297, 4: 16 }]);
  expect(top(pairs)).toBe("{herbs} => {root vegetables} 3.9565 69");
  const wide = await groceries.ask("rules", { minSupport: 0.001, minConfidence: 0.5 });
  expect([wide.results.length, lengths(wide)]).toEqual([5668, { 2: 11, 3: 1461, 4: 3211, 5: 939, 6: 46 }]);
  expect(top(wide)).toMatch(/^\{Instant food products, soda\} => \{hamburger meat\} 18\.9957 /);
});

test("similar products are found in baskets of nobody, and found again more often than by popularity", async () => {
  const { parameters, fit, results } = await groceries.ask("similar", { limit: 10 });
  expect(parameters).toMatchObject({ of: "product", by: "purchase" });
  expect(fit.hitRate?.cases).toBe(43_367 - 2159);
  expect(fit.hitRate?.hitRate).toBeGreaterThan(fit.hitRate?.popularity as number);
  expect(Object.keys(results).length).toBeGreaterThan(160);
});
