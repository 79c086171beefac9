import { describe, expect, test } from "vitest";
import { lastDayOf, repeatOf, repeats, ruleOf } from "../../src/domain/repeat.ts";

const noEnd = { until: "", count: null };

describe("how something comes again", () => {
  test("is a rule as calendars write it, by the day on which it begins", () => {
    const rule = (every: (typeof repeats)[number], start: string) => ruleOf({ every, ...noEnd }, start);
    expect(rule("never", "2026-11-24")).toBeNull();
    expect(rule("workdays", "2026-11-24")).toBe("FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR");
    expect(rule("fortnightly", "2026-11-24T09:00")).toBe("FREQ=WEEKLY;INTERVAL=2");
    expect(rule("monthlyOnWeekday", "2026-11-24")).toBe("FREQ=MONTHLY;BYDAY=4TU");
    expect(rule("monthlyOnWeekday", "2026-11-30")).toBe("FREQ=MONTHLY;BYDAY=-1MO");
  });

  test("ends never, on a day, or after so many times", () => {
    expect(ruleOf({ every: "weekly", until: "2026-12-31", count: null }, "2026-11-24")).toBe("FREQ=WEEKLY;UNTIL=20261231");
    expect(ruleOf({ every: "weekly", until: "", count: 6 }, "2026-11-24")).toBe("FREQ=WEEKLY;COUNT=6");
  });

  test("is read back as it was chosen", () => {
    for (const start of ["2026-11-24", "2026-11-30T09:00", "2026-02-28T23:30"])
      for (const every of repeats)
        for (const ends of every === "never" ? [noEnd] : [noEnd, { until: "2027-03-01", count: null }, { until: "", count: 9 }])
          expect(repeatOf(ruleOf({ every, ...ends }, start), start)).toEqual({ every, ...ends });
  });

  test("is read as other calendars say the same", () => {
    expect(repeatOf("FREQ=WEEKLY;BYDAY=TU;WKST=SU;INTERVAL=1", "2026-11-24T09:00").every).toBe("weekly");
    expect(repeatOf("FREQ=WEEKLY;BYDAY=FR,MO,TU,TH,WE", "2026-11-24").every).toBe("workdays");
    expect(repeatOf("FREQ=MONTHLY;BYMONTHDAY=24", "2026-11-24").every).toBe("monthlyOnDay");
    expect(repeatOf("FREQ=YEARLY;BYMONTH=11;BYMONTHDAY=24", "2026-11-24").every).toBe("yearly");
    expect(repeatOf("FREQ=DAILY;UNTIL=20261224T225959Z", "2026-11-24")).toEqual({ every: "daily", until: "2026-12-24", count: null });
  });

  test("stays another rule where it is none of the choices", () => {
    for (const rule of ["FREQ=WEEKLY;BYDAY=MO", "FREQ=WEEKLY;INTERVAL=3", "FREQ=MONTHLY;BYMONTHDAY=1", "FREQ=HOURLY", "something"])
      expect(repeatOf(rule, "2026-11-24").every).toBe(rule === "something" ? "never" : "other");
  });
});

test.each([
  ["FREQ=WEEKLY;UNTIL=20260331T220000Z", "2026-03-31"],
  ["FREQ=MONTHLY", "9999-12-31"],
  ["FREQ=DAILY;COUNT=3", "2026-03-04"],
  ["FREQ=WEEKLY;INTERVAL=2;COUNT=2", "2026-03-29"],
  ["nonsense", "9999-12-31"],
])("%s goes on until %s at the longest", (rule, day) => {
  expect(lastDayOf(rule, "2026-03-01T09:00")).toBe(day);
});
