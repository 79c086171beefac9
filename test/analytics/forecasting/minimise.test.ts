import { expect, test } from "vitest";
import { curvature, descend, minimise } from "../../../src/analytics/forecasting/minimise.ts";

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

test("near the bottom a few slopes do what the simplex needs hundreds of questions for", () => {
  const bowl = ([x = 0, y = 0]: readonly number[]) => Math.cosh(x - 1) + 3 * Math.cosh(y + 2) + 0.5 * (x - 1) * (y + 2);
  expect(
    curvature(bowl, [1, -2])
      .flat()
      .map((entry) => Math.round(entry * 1000) / 1000),
  ).toEqual([1, 0.5, 0.5, 3]);
  const found = descend(
    bowl,
    [1.4, -2.3],
    [
      [1.5, 0.2],
      [0.2, 2.2],
    ],
  );
  expect(found.converged).toBe(true);
  expect(found.at[0]).toBeCloseTo(1, 5);
  expect(found.at[1]).toBeCloseTo(-2, 5);
  expect(found.evaluations).toBeLessThan(60);
});

test("a saddle is no bottom", () => {
  const saddle = ([x = 0, y = 0]: readonly number[]) => x * x - y * y;
  expect(descend(saddle, [0.1, 0.1], curvature(saddle, [0.1, 0.1])).converged).toBe(false);
});
