import { expect, test } from "vitest";
import { parseWholeDay } from "../../src/ui/parseWholeDay.ts";

const now = new Date(2026, 10, 21, 20, 15);

test.each([
  ["12.3.2026", "2026-03-12", "2026-03-12"],
  ["2026-03-12", "2026-03-12", "2026-03-12"],
  ["12. März 2026", "2026-03-12", "2026-03-12"],
  ["12.3.", "2026-03-12", "2026-03-12"],
  ["24.12.", "2025-12-24", "2025-12-24"],
  ["gestern", "2026-11-20", "2026-11-20"],
  ["Feb 2024", "2024-02-01", "2024-02-29"],
  ["4/2026", "2026-04-01", "2026-04-30"],
  ["2025", "2025-01-01", "2025-12-31"],
  ["constructor", undefined, undefined],
  ["31.2.2026", undefined, undefined],
  ["", undefined, undefined],
])("“%s” is a day, where something begins and where it ends", (typed, first, last) => {
  expect([parseWholeDay(typed, now), parseWholeDay(typed, now, "last")]).toEqual([first, last]);
});
