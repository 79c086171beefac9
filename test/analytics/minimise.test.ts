import { expect, test } from "vitest";
import { minimise } from "../../src/analytics/minimise.ts";

test("the bottom of Rosenbrock's curved valley is found", () => {
  const found = minimise(([x = 0, y = 0]) => 100 * (y - x * x) ** 2 + (1 - x) ** 2, [-1.2, 1]);
  expect(found.converged).toBe(true);
  expect(found.at[0]).toBeCloseTo(1, 4);
  expect(found.at[1]).toBeCloseTo(1, 4);
  expect(found.evaluations).toBeLessThan(500);
});

test("places without a value are walked around, and a search cut short says so", () => {
  const found = minimise(([x = 0]) => (x < 0 ? Number.NaN : (x - 2) ** 2), [0.1]);
  expect(found.at[0]).toBeCloseTo(2, 4);
  expect(minimise(([x = 0, y = 0]) => x * x + y * y, [50, 50], { maxEvaluations: 20 }).converged).toBe(false);
});
