import { expect, test } from "vitest";
import { type Baskets, basketsOf, countsOfItems } from "../../src/analytics/products/baskets.ts";
import { associationRules, type Rule, type RuleOptions, type RulesAnswer } from "../../src/analytics/products/rules.ts";
import { hitRate } from "../../src/analytics/products/similarity.ts";
import { parseCsv } from "../../src/exchange/csv.ts";
import { unwrap } from "../../src/lib/result.ts";
import { readDataText } from "../support/data.ts";

// No row of headings, and names keep the blanks at their ends.
const groceries: Baskets = basketsOf(
  parseCsv(readDataText("groceries/groceries.csv"), ",")
    .filter((row) => row.cells.some((cell) => cell !== ""))
    .map((row) => ({ key: String(row.line), items: row.cells })),
);
const counts = countsOfItems(groceries);

const rules = (options: RuleOptions): RulesAnswer => unwrap(associationRules(groceries, options));
const lengths = (answer: RulesAnswer): Record<number, number> => {
  const byLength: Record<number, number> = {};
  for (const rule of answer.results) byLength[rule.left.length + 1] = (byLength[rule.left.length + 1] ?? 0) + 1;
  return byLength;
};
const shown = (rule: Rule | undefined) =>
  rule &&
  `{${rule.left.join(", ")}} => {${rule.right}} ${[rule.support, rule.confidence, rule.lift].map((x) => x.toFixed(6)).join(" ")} ${rule.count}`;

test("9,835 baskets hold 43,367 items of 169 products, most often whole milk", () => {
  expect([groceries.count, groceries.members.length, groceries.items.length]).toEqual([9835, 43_367, 169]);
  expect((groceries.members.length / (9835 * 169)).toFixed(8)).toBe("0.02609146");
  const most = groceries.items.map((item, i) => [item, counts[i] as number] as const).sort((a, b) => b[1] - a[1]);
  expect(most.slice(0, 5)).toEqual([
    ["whole milk", 2513],
    ["other vegetables", 1903],
    ["rolls/buns", 1809],
    ["soda", 1715],
    ["yogurt", 1372],
  ]);
  const sizes = Array.from({ length: groceries.count }, (_, b) => (groceries.offsets[b + 1] as number) - (groceries.offsets[b] as number));
  expect([1, 2, 3, 4, 5, 6, 7].map((size) => sizes.filter((s) => s === size).length)).toEqual([2159, 1643, 1299, 1005, 855, 645, 545]);
  expect(Math.max(...sizes)).toBe(32);
});

test("support .001 and confidence .8 give 410 rules, 392 of which say something shorter ones do not", () => {
  const answer = rules({ support: 0.001, confidence: 0.8 });
  expect(answer.results).toHaveLength(410);
  expect(lengths(answer)).toEqual({ 3: 29, 4: 229, 5: 140, 6: 12 });
  expect(shown(answer.results[0])).toBe("{liquor, red/blush wine} => {bottled beer} 0.001932 0.904762 11.235269 19");
  expect(answer.results.filter((rule) => !rule.isRedundant)).toHaveLength(392);
});

test("support .006, confidence .25 and at least two items give 463 rules", () => {
  const answer = rules({ support: 0.006, confidence: 0.25, minLength: 2 });
  expect(answer.results).toHaveLength(463);
  expect(lengths(answer)).toEqual({ 2: 150, 3: 297, 4: 16 });
  expect(shown(answer.results[0])).toBe("{herbs} => {root vegetables} 0.007016 0.431250 3.956477 69");
  // Named potted plants in later editions of the data.
  expect(shown(answer.results.find((rule) => rule.left[0] === "pot plants"))).toBe(
    "{pot plants} => {whole milk} 0.006914 0.400000 1.565460 68",
  );
  // Whole milk alone is in more than a quarter of all baskets: without a least length the empty left side is a rule as well.
  const withEmpty = rules({ support: 0.006, confidence: 0.25 });
  expect(withEmpty.results).toHaveLength(464);
  expect(shown(withEmpty.results.find((rule) => rule.left.length === 0))).toBe("{} => {whole milk} 0.255516 0.255516 1.000000 2513");
});

test("support .001 and confidence .5 give 5,668 rules", () => {
  const answer = rules({ support: 0.001, confidence: 0.5 });
  expect(answer.results).toHaveLength(5668);
  expect(lengths(answer)).toEqual({ 2: 11, 3: 1461, 4: 3211, 5: 939, 6: 46 });
  expect(answer.results[0]?.left).toEqual(["Instant food products", "soda"]);
  expect(answer.results[0]?.right).toBe("hamburger meat");
  expect(answer.results[0]?.lift.toFixed(4)).toBe("18.9957");
});

test("coarser thresholds give 15 and 120 rules", () => {
  expect(rules({ support: 0.01, confidence: 0.5 }).results).toHaveLength(15);
  expect(rules({ support: 0.005, confidence: 0.5 }).results).toHaveLength(120);
});

test("leaving out each item in turn, similarity finds more of them again than popularity does", () => {
  const found = unwrap(hitRate(groceries, { k: 10 }));
  expect(found.cases).toBe(43_367 - 2159);
  expect(found.hitRate).toBeGreaterThan(found.popularity);
});
