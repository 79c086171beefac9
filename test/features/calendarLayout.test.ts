import { describe, expect, test } from "vitest";
import { barsOver, isLong, isOn, type Laid, lastDayOf, placesOn } from "../../src/features/calendar/layout.ts";

const at = (shownStart: string, shownEnd: string, name = ""): Laid & { readonly name: string } => ({
  ...{ shownStart, shownEnd, name },
  isAllDay: shownStart.length === 10,
});

describe("an entry of a calendar", () => {
  test("that ends at midnight ends with the day before, one without a length is on its day", () => {
    expect(lastDayOf(at("2026-11-30T20:00", "2026-12-01T00:00"))).toBe("2026-11-30");
    expect(lastDayOf(at("2026-11-30T20:00", "2026-12-01T00:30"))).toBe("2026-12-01");
    expect(lastDayOf(at("2026-11-30", "2026-12-02"))).toBe("2026-12-01");
    expect(lastDayOf(at("2026-11-30T00:00", "2026-11-30T00:00"))).toBe("2026-11-30");
    expect(isOn(at("2026-11-30T20:00", "2026-12-01T00:00"), "2026-12-01")).toBe(false);
  });

  test("that lasts a day or longer stands above the hours, one over midnight in both days", () => {
    expect(isLong(at("2026-11-30T09:00", "2026-12-01T09:00"))).toBe(true);
    expect(isLong(at("2026-11-30T22:00", "2026-12-01T06:00"))).toBe(false);
    const night = [at("2026-11-30T22:00", "2026-12-01T06:00")];
    expect(placesOn(night, "2026-11-30")).toMatchObject([{ from: 1320, until: 1440, isBegun: false, goesOn: true }]);
    expect(placesOn(night, "2026-12-01")).toMatchObject([{ from: 0, until: 360, isBegun: true, goesOn: false }]);
  });
});

describe("entries of one day", () => {
  const columns = (...times: readonly (readonly [string, string])[]) =>
    placesOn(
      times.map(([from, until]) => at(`2026-11-30T${from}`, `2026-11-30T${until}`)),
      "2026-11-30",
    ).map(({ entry, column, columns: of }) => `${entry.shownStart.slice(11)} ${column + 1}/${of}`);

  test("stand beside each other only where they clash", () => {
    expect(columns(["09:00", "10:00"], ["10:00", "11:00"])).toEqual(["09:00 1/1", "10:00 1/1"]);
    expect(columns(["09:00", "11:00"], ["10:00", "12:00"], ["13:00", "14:00"])).toEqual(["09:00 1/2", "10:00 2/2", "13:00 1/1"]);
  });

  test("share their columns with all they clash with through others, and a column that is free again is taken", () => {
    expect(columns(["09:00", "12:00"], ["09:30", "10:30"], ["10:30", "11:30"])).toEqual(["09:00 1/2", "09:30 2/2", "10:30 2/2"]);
  });

  test("that last no time clash as what is drawn of them does", () => {
    expect(columns(["09:00", "09:00"], ["09:10", "09:10"])).toEqual(["09:00 1/2", "09:10 2/2"]);
  });
});

test("what lasts for days lies over them in the first line that is free, cut where the row of days ends", () => {
  const week = ["2026-11-30", "2026-12-01", "2026-12-02", "2026-12-03"];
  const bars = barsOver(
    [
      at("2026-11-30T09:00", "2026-11-30T10:00", "Besuch"),
      at("2026-11-28", "2026-12-02", "Messe"),
      at("2026-12-02", "2026-12-09", "Urlaub"),
      at("2026-12-10", "2026-12-11", "später"),
    ],
    week,
  );
  expect(
    bars.map(({ entry, first, last, lane, isBegun, goesOn }) => `${entry.name} ${first}–${last} ${lane} ${isBegun} ${goesOn}`),
  ).toEqual(["Messe 0–1 0 true false", "Urlaub 2–3 0 false true", "Besuch 0–0 1 false false"]);
});
