import { describe, expect, test } from "vitest";
import { parseMoment } from "../../src/ui/parseMoment.ts";

/** A Saturday evening. */
const now = new Date(2026, 10, 21, 20, 15);
const day = (year: number, month: number, date: number, hour?: number, minute = 0) => ({
  year,
  month,
  day: date,
  ...(hour === undefined ? {} : { time: { hour, minute } }),
});

describe("what people type for a time is understood", () => {
  test.each([
    ["morgen 9 uhr", day(2026, 11, 22, 9)],
    ["Morgen um 9", day(2026, 11, 22, 9)],
    ["gestern 14:30", day(2026, 11, 20, 14, 30)],
    ["tomorrow 9am", day(2026, 11, 22, 9)],
    ["yesterday 2:30pm", day(2026, 11, 20, 14, 30)],
    ["tomorrow at noon", day(2026, 11, 22, 12)],
    ["heute", day(2026, 11, 21)],
    ["vorgestern", day(2026, 11, 19)],
    ["übermorgen mittags", day(2026, 11, 23, 12)],
    ["heute morgen", day(2026, 11, 21, 9)],
    ["morgen früh", day(2026, 11, 22, 8)],
    ["14:30", day(2026, 11, 21, 14, 30)],
    ["14.30 Uhr", day(2026, 11, 21, 14, 30)],
    ["halb 9", day(2026, 11, 21, 8, 30)],
    ["vor 2 stunden", day(2026, 11, 21, 18, 15)],
    ["2 hours ago", day(2026, 11, 21, 18, 15)],
    ["in einer woche", day(2026, 11, 28)],
    ["vor 3 Tagen", day(2026, 11, 18)],
    ["21.11. 14:00", day(2026, 11, 21, 14)],
    ["21.11.2025", day(2025, 11, 21)],
    ["3. Dezember 10 Uhr", day(2026, 12, 3, 10)],
    ["Nov 3rd 2025", day(2025, 11, 3)],
    ["2026-12-24", day(2026, 12, 24)],
    ["jetzt", day(2026, 11, 21, 20, 15)],
    ["freitag 10", day(2026, 11, 27, 10)],
    ["next monday 8:15", day(2026, 11, 23, 8, 15)],
    ["letzten Freitag", day(2026, 11, 20)],
  ])("%s", (typed, expected) => {
    expect(parseMoment(typed, now)).toEqual(expected);
  });

  test("a weekday lies behind where something has happened", () => {
    expect(parseMoment("Freitag 10 Uhr", now, "past")).toEqual(day(2026, 11, 20, 10));
  });

  test("a day of the next months without a year lies in the last year where something has happened", () => {
    expect(parseMoment("24.12.", now, "past")).toEqual(day(2025, 12, 24));
  });

  test.each(["", "irgendwann", "32.1.", "25 uhr", "13pm", "31.2.2026", "morgen vielleicht"])("“%s” is not guessed at", (typed) => {
    expect(parseMoment(typed, now)).toBeUndefined();
  });
});
