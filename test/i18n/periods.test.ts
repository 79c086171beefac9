import { expect, test } from "vitest";
import { isUnfinished } from "../../src/i18n/periods.ts";

test.each([
  ["2026-03", "2026-03-14", true],
  ["2026-03", "2026-03-31", false],
  ["2026-02", "2026-03-14", false],
  ["2028-02", "2028-02-28", true],
  ["2026", "2026-12-30", true],
  ["2026", "2026-12-31", false],
  ["2026-Q1", "2026-03-30", true],
  ["2026-Q1", "2026-03-31", false],
])("whether %s goes on after %s", (period, day, isGoingOn) => {
  expect(isUnfinished(period, day)).toBe(isGoingOn);
});
