import { expect, test } from "vitest";
import { ageIn, birthdayBetween, birthdayIn, birthdayOf } from "../../src/domain/birthday.ts";

test("a birthday is a day of the year, where it is known", () => {
  expect(["1985-04-12", "--04-12", "1985-04", "1985", "", undefined].map(birthdayOf)).toEqual([
    ...["04-12", "04-12"],
    ...[undefined, undefined, undefined, undefined],
  ]);
});
test("29 February is kept on 28 February in years that have none", () => {
  expect([2024, 2025, 2000, 2100].map((year) => birthdayIn("02-29", year))).toEqual([
    ...["2024-02-29", "2025-02-28"],
    ...["2000-02-29", "2100-02-28"],
  ]);
  expect(birthdayIn("04-12", 2025)).toBe("2025-04-12");
});
test("how old somebody becomes is known with the year of birth only", () => {
  expect(ageIn("1985-04-12", 2026)).toBe(41);
  expect(ageIn("--04-12", 2026)).toBeNull();
});

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
