import { describe, expect, test } from "vitest";
import { hypergeometric, hypergeometricOne, lnAdd, lnBeta, lnGamma } from "../../../src/analytics/customers/specialFunctions.ts";

test("the gamma function has its known values, small, large and between whole numbers", () => {
  expect(lnGamma(5)).toBeCloseTo(Math.log(24), 13);
  expect(lnGamma(0.5)).toBeCloseTo(Math.log(Math.PI) / 2, 13);
  expect(lnGamma(1e-3)).toBeCloseTo(6.907178885383853, 12);
  expect(lnGamma(171)).toBeCloseTo(706.5730622457874, 10);
  expect(lnBeta(2, 3)).toBeCloseTo(Math.log(1 / 12), 13);
  expect(lnAdd(-1000, -1000)).toBeCloseTo(-1000 + Math.LN2, 12);
});

describe("the hypergeometric function", () => {
  test("equals the elementary functions it contains", () => {
    for (const z of [-30, -0.9, -0.1, 0.1, 0.5, 0.9, 0.99]) {
      expect(hypergeometric(1, 1, 2, z)).toBeCloseTo(-Math.log(1 - z) / z, 10);
      expect(hypergeometric(1.7, 2.3, 2.3, z) * (1 - z) ** 1.7).toBeCloseTo(1, 10);
      expect(hypergeometricOne(1, 2, z)).toBeCloseTo(-Math.log(1 - z) / z, 11);
    }
    expect(hypergeometric(0.5, 1, 1.5, -1)).toBeCloseTo(Math.PI / 4, 12);
    expect(hypergeometricOne(0.5, 1.5, -1)).toBeCloseTo(Math.PI / 4, 12);
  });

  test("is the same by continued fraction and by series", () => {
    for (const b of [0.24, 3, 40.5])
      for (const more of [0.3, 1.6, 25])
        for (const z of [-5, -0.4, 0, 0.3, 0.8, 0.97]) {
          const value = hypergeometricOne(b, b + more, z);
          expect(value / hypergeometric(1, b, b + more, z)).toBeCloseTo(1, 11);
        }
  });

  test("solves its differential equation", () => {
    const [a, b, c, z, h] = [0.34, 2.4, 2.2, 0.6, 1e-3];
    const f = (x: number) => hypergeometric(a, b, c, x);
    const first = (f(z + h) - f(z - h)) / (2 * h);
    const second = (f(z + h) - 2 * f(z) + f(z - h)) / h ** 2;
    expect(z * (1 - z) * second + (c - (a + b + 1) * z) * first - a * b * f(z)).toBeCloseTo(0, 4);
  });
});
