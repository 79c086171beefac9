import fc from "fast-check";
import { expect, test } from "vitest";
import { CompensatedSum, roundHalfAway, sum } from "../../src/lib/sum.ts";

test("small amounts survive between large ones that cancel", () => {
  expect(sum([1, 1e100, 1, -1e100])).toBe(2);
  const cents = new CompensatedSum();
  for (let i = 0; i < 1_000_000; i++) cents.add(0.1);
  expect(cents.total).toBe(100_000);
});

test("half a cent goes away from zero, as it is read and not as it is stored", () => {
  expect(roundHalfAway(1.005, 2)).toBe(1.01);
  expect(roundHalfAway(-1.005, 2)).toBe(-1.01);
  expect(roundHalfAway(-0.5)).toBe(-1);
  expect(roundHalfAway(2.5)).toBe(3);
  expect(roundHalfAway(1_265_793.0395, 2)).toBe(1_265_793.04);
  expect(roundHalfAway(5e-7, 6)).toBe(0.000001);
  expect(roundHalfAway(1e21, 2)).toBe(1e21);
  expect(roundHalfAway(1_250, -2)).toBe(1_300);
  expect(Object.is(roundHalfAway(-0.001, 2), 0)).toBe(true);
});

test("an amount of whole cents is rounded to itself", () =>
  fc.assert(
    fc.property(fc.integer({ min: -1e12, max: 1e12 }), (cents) => {
      expect(roundHalfAway(cents / 100, 2)).toBe(cents / 100);
    }),
  ));
