import { describe, expect, test } from "vitest";
import { Chance } from "../../src/lib/chance.ts";
import { exp, expm1, log, log1p, power, sine } from "../../src/lib/mathematics.ts";

/** The largest error of many draws, relative to what the platform says. */
function worst(own: (x: number) => number, platforms: (x: number) => number, draw: (chance: Chance) => number): number {
  const chance = new Chance(3);
  let most = 0;
  for (let i = 0; i < 200_000; i++) {
    const x = draw(chance);
    const [found, wanted] = [own(x), platforms(x)];
    if (found !== wanted) most = Math.max(most, Math.abs(found - wanted) / Math.abs(wanted));
  }
  return most;
}
const around = (size: number) => (chance: Chance) => (chance.next() - 0.5) * 2 * size;
const anySize = (chance: Chance) => Math.exp((chance.next() - 0.5) * 1400);
const anySmall = (chance: Chance) => (chance.happens(0.5) ? 1 : -1) * Math.exp(-chance.next() * 40);

describe("what is made of additions and multiplications is what the platform gives, but for the last digit", () => {
  test.each([
    ["exp", exp, Math.exp, around(700)],
    ["exp of little", exp, Math.exp, anySmall],
    ["log", log, Math.log, anySize],
    ["log near 1", log, Math.log, (chance: Chance) => 1 + around(0.3)(chance)],
    ["log1p", log1p, Math.log1p, (chance: Chance) => anySize(chance)],
    ["log1p of little", log1p, Math.log1p, (chance: Chance) => 0.9 * anySmall(chance)],
    ["expm1", expm1, Math.expm1, around(30)],
    ["expm1 of little", expm1, Math.expm1, anySmall],
  ] as const)("%s", (_, own, platforms, draw) => {
    expect(worst(own, platforms, draw)).toBeLessThan(1.5e-15);
  });

  test("sine, where it is not near nought", () => {
    expect(
      worst(
        (x) => 2 + sine(x),
        (x) => 2 + Math.sin(x),
        around(100),
      ),
    ).toBeLessThan(1e-15);
  });

  test("power: of whole exponents, of others", () => {
    expect(power(3, 4)).toBe(81);
    expect(power(-2, -3)).toBe(-0.125);
    expect(power(0, 0)).toBe(1);
    const chance = new Chance(4);
    for (let i = 0; i < 10_000; i++) {
      const [base, exponent] = [chance.next() * 3 + 1e-3, chance.happens(0.5) ? chance.whole(-40, 40) : chance.next() * 80 - 40];
      expect(power(base, exponent) / base ** exponent).toBeCloseTo(1, 12);
    }
  });
});

test("at the ends of the numbers", () => {
  const ends = [0, -0, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, Number.NaN];
  for (const x of [...ends, 710, -746, 1e300]) expect(exp(x), String(x)).toBe(Math.exp(x));
  for (const x of [...ends, 710, -746]) expect(expm1(x), String(x)).toBe(Math.expm1(x));
  for (const x of [...ends, -1, 1, 5e-324, 1e-310, 2.2250738585072014e-308, Number.MAX_VALUE]) expect(log(x), String(x)).toBe(Math.log(x));
  for (const x of [...ends, -1, -2, 1e-300, Number.MAX_VALUE]) expect(log1p(x), String(x)).toBe(Math.log1p(x));
  expect(exp(709.7) / Math.exp(709.7)).toBeCloseTo(1, 14);
  // Below the normal numbers there are fewer digits.
  expect(exp(-740) / Math.exp(-740)).toBeCloseTo(1, 2);
});
