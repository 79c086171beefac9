import { describe, expect, test } from "vitest";
import { dayMinutes, movedTimes } from "../../src/features/calendar/moveTimes.ts";
import { repeatSentence } from "../../src/features/calendar/repeatText.ts";
import { daysOf, stepped } from "../../src/features/calendar/shownDays.ts";
import {
  fieldsOfWhen,
  minutesBetween,
  nextHour,
  problemOfWhen,
  wallTimeLater,
  whenOf,
  withStart,
} from "../../src/features/calendar/when.ts";
import { addMonths, isDay, weekNumber } from "../../src/lib/calendarDay.ts";

describe("the days of a view", () => {
  const ends = (days: readonly string[]) => [days[0], days.at(-1), days.length];
  test("of a month are whole weeks, as many as it takes", () => {
    expect(ends(daysOf("month", "2026-11-15", 1))).toEqual(["2026-10-26", "2026-12-06", 42]);
    expect(ends(daysOf("month", "2026-09-01", 1))).toEqual(["2026-08-31", "2026-10-04", 35]);
    expect(ends(daysOf("month", "2027-02-10", 1))).toEqual(["2027-02-01", "2027-02-28", 28]);
  });
  test("of a week begin with the weekday that is first where the reader lives", () => {
    expect(ends(daysOf("week", "2026-11-29", 1))).toEqual(["2026-11-23", "2026-11-29", 7]);
    expect(ends(daysOf("week", "2026-11-29", 7))).toEqual(["2026-11-29", "2026-12-05", 7]);
  });
  test("a step leads to the next month, week or day, over the year's end too", () => {
    expect(stepped("month", "2026-12-31", 1)).toBe("2027-01-01");
    expect(stepped("week", "2026-12-28", 1)).toBe("2027-01-04");
    expect(stepped("day", "2026-03-01", -1)).toBe("2026-02-28");
  });
  test("weeks are numbered as ISO 8601 does, months have their last day", () => {
    expect(["2026-01-01", "2026-12-31", "2027-01-03", "2027-01-04", "2024-12-30"].map(weekNumber)).toEqual([1, 53, 53, 1, 1]);
    expect(addMonths("2026-01-31", 1)).toBe("2026-02-28");
    expect(["2026-02-28", "2026-02-29", "week", ""].map(isDay)).toEqual([true, false, false, false]);
  });
});

test("an appointment is moved and made longer, never to an end before its start; all day by whole days", () => {
  const visit = { start: "2026-11-30T23:00", end: "2026-11-30T23:30", isAllDay: false };
  expect(movedTimes(visit, 60, 60)).toEqual({ start: "2026-12-01T00:00", end: "2026-12-01T00:30" });
  expect(movedTimes(visit, 0, -30)).toEqual({ start: "2026-11-30T23:00", end: "2026-11-30T23:00" });
  expect(movedTimes(visit, 0, -45)).toBeUndefined();
  const fair = { start: "2026-11-30", end: "2026-12-02", isAllDay: true };
  expect(movedTimes(fair, dayMinutes, dayMinutes)).toEqual({ start: "2026-12-01", end: "2026-12-03" });
  expect(movedTimes(fair, 0, -2 * dayMinutes)).toBeUndefined();
});

describe("the time of an appointment in a form", () => {
  const visit = whenOf({ start: "2026-11-30T22:30", end: "2026-12-01T00:30", rule: "FREQ=WEEKLY;COUNT=3", reminders: { "30": true } });
  test("is stored as it was read", () => {
    expect(fieldsOfWhen(visit, null)).toEqual({ start: "2026-11-30T22:30", end: "2026-12-01T00:30", rule: "FREQ=WEEKLY;COUNT=3" });
    expect(visit.reminders).toEqual(["30"]);
    const fair = whenOf({ start: "2026-11-30", end: "2026-12-03" });
    expect(fair).toMatchObject({ isAllDay: true, endDay: "2026-12-02", every: "never" });
    expect(fieldsOfWhen(fair, null)).toEqual({ start: "2026-11-30", end: "2026-12-03", rule: null });
  });
  test("keeps a rule that is none of its choices", () => {
    const rule = "FREQ=MONTHLY;BYDAY=MO;BYSETPOS=-1";
    expect(fieldsOfWhen(whenOf({ start: "2026-11-30", rule }), rule).rule).toBe(rule);
  });
  test("is told in a sentence, also where it is no day that there is", () => {
    expect(repeatSentence("FREQ=WEEKLY;COUNT=3", "2026-11-30T22:30")).toBe("every week on Monday, 3 times");
    expect(repeatSentence("FREQ=WEEKLY", "2026-02-31T09:00")).toBe("every week");
    expect(repeatSentence(null, "2026-11-30")).toBe("");
    expect(whenOf({ start: "2026-02-31", end: "2026-02-32" }).endDay).toBe("2026-02-32");
  });
  test("keeps its length when its start is moved", () => {
    expect(withStart(visit, { startTime: "09:00" })).toEqual({ startTime: "09:00", endDay: "2026-11-30", endTime: "11:00" });
    expect(withStart(visit, { startDay: "2026-12-10" })).toEqual({ startDay: "2026-12-10", endDay: "2026-12-11", endTime: "00:30" });
    expect(minutesBetween("2026-11-30T22:30", "2026-12-01T00:30")).toBe(120);
  });
  test("may not end before it starts, nor a series before its beginning", () => {
    expect(problemOfWhen(visit)).toBeUndefined();
    expect(problemOfWhen({ ...visit, endDay: "2026-11-30" })).toBe("end-before-start");
    expect(problemOfWhen({ ...visit, startDay: "" })).toBe("start-missing");
    expect(problemOfWhen({ ...visit, ends: "until", until: "2026-11-01" })).toBe("until-missing");
  });
  test("begins with the next full hour where nobody says", () => {
    expect(nextHour("2026-11-30T23:10")).toEqual({ start: "2026-12-01T00:00", end: "2026-12-01T01:00" });
    expect(wallTimeLater("2026-12-01T00:10", -20)).toBe("2026-11-30T23:50");
  });
});
