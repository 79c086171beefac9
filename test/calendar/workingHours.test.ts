import { describe, expect, test } from "vitest";
import { addWorkingMinutes, type Shift, type WorkingHours, workingMinutesBetween } from "../../src/calendar/workingHours.ts";

const shifts: readonly Shift[] = [
  [8 * 60, 12 * 60],
  [13 * 60, 17 * 60],
];
const office: WorkingHours = {
  week: { 1: shifts, 2: shifts, 3: shifts, 4: shifts, 5: shifts },
  isOff: (day) => day === "2026-04-03" || day === "2026-04-06",
};
const [thursday, tuesday] = ["2026-04-02", "2026-04-07"];

describe("working hours over Easter", () => {
  test.each([
    [`${thursday}T16:00`, 4, `${tuesday}T11:00`],
    [`${tuesday}T12:30`, 1, `${tuesday}T14:00`],
    [`${tuesday}T17:00`, 1, "2026-04-08T09:00"],
    [`${tuesday}T13:00`, 4, `${tuesday}T17:00`],
    [`${tuesday}T10:00`, -4, `${thursday}T15:00`],
    [`${tuesday}T10:00`, 0, `${tuesday}T10:00`],
    ["2026-04-04T22:00", 1, `${tuesday}T09:00`],
  ])("%s and %i hours is %s", (start, hours, end) => {
    expect(addWorkingMinutes(start, hours * 60, office)).toBe(end);
  });

  test("between two times lie the hours that are worked", () => {
    expect(workingMinutesBetween(`${thursday}T16:00`, `${tuesday}T10:00`, office)).toBe(180);
    expect(workingMinutesBetween(`${tuesday}T12:10`, `${tuesday}T12:50`, office)).toBe(0);
    expect(workingMinutesBetween(`${tuesday}T00:00`, "2026-04-08T00:00", office)).toBe(480);
  });

  test("a night shift is two shifts; whoever never works never gets done", () => {
    const night: WorkingHours = { week: { 1: [[22 * 60, 24 * 60]], 2: [[0, 6 * 60]] }, isOff: () => false };
    expect(addWorkingMinutes("2026-11-30T23:00", 120, night)).toBe("2026-12-01T01:00");
    expect(addWorkingMinutes("2026-11-30T23:00", 60, night)).toBe("2026-12-01T00:00");
    expect(addWorkingMinutes("2026-11-30T23:00", 60, { week: {}, isOff: () => false })).toBeNull();
  });
});
