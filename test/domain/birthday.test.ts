import { expect, test } from "vitest";
import { birthdayBetween } from "../../src/domain/birthday.ts";

test.each([
  ["1985-12-01", "2026-12-01", "2026-12-02", { day: "2026-12-01", turns: 41 }],
  ["1985-12-02", "2026-12-01", "2026-12-02", undefined],
  ["--01-03", "2026-12-28", "2027-01-04", { day: "2027-01-03", turns: null }],
  ["1984-02-29", "2026-02-28", "2026-03-01", { day: "2026-02-28", turns: 42 }],
  ["1984-02-29", "2028-02-28", "2028-03-02", { day: "2028-02-29", turns: 44 }],
  ["1985-12", "2026-12-01", "2027-12-01", undefined],
  ["1985", "2026-12-01", "2027-12-01", undefined],
  ["", "2026-12-01", "2027-12-01", undefined],
  // Born today.
  ["2026-12-01", "2026-12-01", "2026-12-02", undefined],
])("of %s from %s until before %s", (bornOn, from, to, expected) => {
  expect(birthdayBetween(bornOn, from, to)).toEqual(expected);
});
