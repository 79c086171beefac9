import { describe, expect, test } from "vitest";
import { planTour } from "../../src/tours/tour.ts";
import { readDataText } from "../support/data.ts";

/** Of a TSPLIB file the lengths: of a matrix as it stands there, of coordinates as the format rounds them (EUC_2D). */
function lengthsOf(text: string): number[][] {
  const numbersAfter = (section: string): number[] =>
    (text.split(section)[1] ?? "")
      .trim()
      .split(/\s+/)
      .map(Number)
      .filter((_, at, all) => !all.slice(0, at + 1).some(Number.isNaN));
  const count = Number(/DIMENSION\s*:\s*(\d+)/.exec(text)?.[1]);
  if (text.includes("EDGE_WEIGHT_SECTION")) {
    const matrix = numbersAfter("EDGE_WEIGHT_SECTION");
    return Array.from({ length: count }, (_, row) => matrix.slice(row * count, (row + 1) * count));
  }
  const numbers = numbersAfter("NODE_COORD_SECTION");
  const places = Array.from({ length: count }, (_, at) => [numbers[at * 3 + 1] ?? 0, numbers[at * 3 + 2] ?? 0] as const);
  return places.map(([x, y]) => places.map(([u, v]) => Math.round(Math.hypot(x - u, y - v))));
}

describe("tours whose shortest way is known", () => {
  test.each([
    ["berlin52", 7_542],
    ["eil51", 426],
    ["bays29", 2_020],
  ])("%s: at most 2 %% longer than its optimum", (name, optimum) => {
    const lengths = lengthsOf(readDataText(`tours/${name}.tsp`));
    const begun = performance.now();
    const { order, length, legs } = planTour({ stops: lengths.map(() => ({})), lengths, isClosed: true });
    const around = [...order, order[0] as number];
    expect(order.toSorted((a, b) => a - b)).toEqual([...lengths.keys()]);
    expect(legs).toEqual(around.slice(1).map((stop, at) => lengths[around[at] as number]?.[stop]));
    expect(length).toBeGreaterThanOrEqual(optimum);
    expect(length).toBeLessThanOrEqual(optimum * 1.02);
    console.info(`${name}: ${length}, optimum ${optimum}, ${Math.round(performance.now() - begun)} ms`);
  });
});
