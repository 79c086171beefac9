import { describe, expect, test } from "vitest";
import { Chance } from "../../src/lib/chance.ts";
import { narrow, packNumbers, unpackNumbers } from "../../src/lib/numberColumn.ts";

const comesBack = (numbers: readonly number[]): number[] => [...unpackNumbers(packNumbers(numbers), new Float64Array(numbers.length))];

describe("a column of numbers", () => {
  test.each([
    ["none", []],
    ["one", [7]],
    ["the same one everywhere", [1, 1, 1, 1]],
    ["nothing known", [Number.NaN, Number.NaN]],
    ["some unknown", [1, Number.NaN, 3]],
    ["days", [19_358, 20_452, -(2 ** 31)]],
    ["money", [0.07, 19.99, 1_234.5, -3.1]],
    ["more digits than money has", [9.405, 0.1 + 0.2]],
    ["beyond 32 bits", [2 ** 40, 1]],
    ["both zeros", [0, -0, 1]],
    ["no end", [Number.POSITIVE_INFINITY, 1]],
  ])("of %s comes back as it was", (_, numbers) => {
    expect(comesBack(numbers)).toEqual(numbers);
  });

  test("of whatever size comes back as it was", () => {
    const chance = new Chance(3);
    for (let round = 0; round < 200; round++) {
      const most = 10 ** chance.whole(0, 12);
      const per = chance.pick([1, 100, 1_000]);
      const numbers = Array.from({ length: chance.whole(1, 40) }, () => chance.whole(-most, most) / per);
      expect(comesBack(numbers)).toEqual(numbers);
    }
  });

  test("is as short as its numbers allow", () => {
    expect(packNumbers([1, 1, 1, 1]).values).toHaveLength(1);
    expect(packNumbers([1, -128]).values).toBeInstanceOf(Int8Array);
    expect(packNumbers([1, 128]).values).toBeInstanceOf(Int16Array);
    expect(packNumbers([327.67, 0.01]).values).toBeInstanceOf(Int16Array);
    expect(packNumbers([327.68, 0.01]).values).toBeInstanceOf(Int32Array);
    expect(packNumbers([0.001, 1]).values).toBeInstanceOf(Float64Array);
    expect(narrow([-1, 0])).toBeInstanceOf(Int8Array);
  });

  test("is written to its place in a longer one, and nowhere else", () => {
    const whole = new Float64Array(6).fill(9);
    unpackNumbers(packNumbers([2, 2]), whole, 1);
    unpackNumbers(packNumbers([0.5, 1.25]), whole, 4);
    expect([...whole]).toEqual([9, 2, 2, 9, 0.5, 1.25]);
  });
});
