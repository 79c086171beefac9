import { expect, test } from "vitest";
import { ageIn, birthdayIn, birthdayOf } from "../../src/domain/birthday.ts";

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
