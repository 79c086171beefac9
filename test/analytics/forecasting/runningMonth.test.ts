import { expect, test } from "vitest";
import { parseDay } from "../../../src/analytics/facts/facts.ts";
import { runningMonth } from "../../../src/analytics/forecasting/runningMonth.ts";

const day = (text: string): number => parseDay(text) as number;
const expected = { value: 60_000, low: 20_000, high: 100_000 };

test("of the running month what came counts, and only its rest is expected", () => {
  const points = [
    { on: day("2026-11-29"), value: 70_000 },
    { on: day("2026-11-01"), value: 7_942 },
    { on: day("2026-10-31"), value: 50_000 },
    { on: day("2026-11-30"), value: 1 },
  ];
  const running = runningMonth(points, day("2026-11-29"), expected);
  // One day of thirty is left.
  expect(running).toMatchObject({ month: "2026-11", soFar: 77_942, value: 77_942 + 2_000 });
  expect(running?.high).toBeCloseTo(79_942 + 40_000 / Math.sqrt(30), 6);
  expect(running?.low).toBeCloseTo(79_942 - 40_000 / Math.sqrt(30), 6);
});

test("on the last day of a month the next has not begun", () => {
  expect(runningMonth([], day("2026-11-30"), expected)).toBeNull();
  expect(runningMonth([], day("2026-11-29"), undefined)).toBeNull();
});

test("a month of which nothing is known yet is expected whole", () => {
  const running = runningMonth([], day("2026-11-01"), expected);
  expect(running?.soFar).toBe(0);
  expect(running?.value).toBeCloseTo(58_000, 6);
});
