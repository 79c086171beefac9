import { expect, test } from "vitest";
import { readShifts, usualHours, weekOf, writeShifts } from "../../src/domain/workHours.ts";

test("shifts are read as people write them", () => {
  expect(readShifts("8-12, 13:30-17")).toEqual([
    [480, 720],
    [810, 1_020],
  ]);
  expect(readShifts("13.30 – 17, 8 - 12")).toEqual(readShifts("8-12 13:30-17"));
  expect(readShifts("")).toEqual([]);
  for (const wrong of ["12-8", "8-12 11-13", "8-25", "8:70-9", "vormittags"]) expect(readShifts(wrong)).toBeUndefined();
});
test("what is stored is read again", () => {
  expect(writeShifts(readShifts("8-12,13-17") ?? [])).toBe("08:00-12:00 13:00-17:00");
  expect(weekOf(usualHours)[1]).toEqual([[480, 1_020]]);
  expect(weekOf({ week: { 1: "immer" } })[1]).toEqual([]);
});
