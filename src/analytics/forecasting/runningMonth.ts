// The month that is running: a part of it is known, so only its rest is to be expected.
import type { DayNumber } from "../facts/facts.ts";
import { monthIndexOf, monthText, parseDay } from "../facts/facts.ts";

export interface RunningMonth {
  readonly month: string;
  /** What came up to the day asked. */
  readonly soFar: number;
  /** So far and what the rest will bring. */
  readonly value: number;
  readonly low: number;
  readonly high: number;
}

type Expected = { readonly value: number; readonly low: number; readonly high: number };

/**
 * `expected` is what the method says of the whole month. Its rest brings the share of it that its days are; how far the rest may
 * be off grows with the root of its share, as chance does with time. Null on the last day of a month: the next has not begun.
 */
export function runningMonth(
  points: readonly { readonly on: DayNumber; readonly value: number }[],
  until: DayNumber,
  expected: Expected | undefined,
): RunningMonth | null {
  const index = monthIndexOf(until + 1);
  if (!expected || monthIndexOf(until) !== index) return null;
  const [first, next] = [parseDay(`${monthText(index)}-01`), parseDay(`${monthText(index + 1)}-01`)];
  if (first === null || next === null) return null;
  const rest = (next - until - 1) / (next - first);
  // By size, since in another order of the records the last digit is another one.
  const known = points.filter(({ on }) => on >= first && on <= until).map(({ value }) => value);
  const soFar = known.sort((a, b) => a - b).reduce((total, value) => total + value, 0);
  const value = soFar + expected.value * rest;
  const spread = Math.sqrt(rest);
  return {
    ...{ month: monthText(index), soFar, value },
    low: value - (expected.value - expected.low) * spread,
    high: value + (expected.high - expected.value) * spread,
  };
}
