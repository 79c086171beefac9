import fc from "fast-check";
import { Temporal } from "temporal-polyfill";
import { expect, test } from "vitest";
import { instantOf, wallTimeAt } from "../../src/calendar/wallTime.ts";

const zones = ["Europe/Berlin", "America/New_York", "Asia/Kathmandu", "Australia/Lord_Howe", "Pacific/Apia", "Africa/Casablanca", "UTC"];
const two = (number: number): string => String(number).padStart(2, "0");
const times = fc
  .tuple(
    fc.integer({ min: 1970, max: 2060 }),
    fc.integer({ min: 1, max: 12 }),
    fc.integer({ min: 1, max: 28 }),
    fc.integer({ min: 0, max: 1_439 }),
  )
  .map(([year, month, day, at]) => `${year}-${two(month)}-${two(day)}T${two(Math.floor(at / 60))}:${two(at % 60)}`);

test("what is reckoned from the clocks of whole days is what Temporal says", () => {
  fc.assert(
    fc.property(times, fc.constantFrom(...zones), (time, zone) => {
      const known = Temporal.PlainDateTime.from(time).toZonedDateTime(zone).epochMilliseconds;
      expect(instantOf(time, zone)).toBe(known);
      expect(instantOf(time.slice(0, 10), zone)).toBe(Temporal.PlainDate.from(time.slice(0, 10)).toZonedDateTime(zone).epochMilliseconds);
      const wall = Temporal.Instant.fromEpochMilliseconds(known).toZonedDateTimeISO(zone).toPlainDateTime();
      expect(wallTimeAt(known, zone)).toBe(wall.toString({ smallestUnit: "minute" }));
    }),
    { numRuns: 400 },
  );
});

test("every quarter of an hour around a change of the clocks", () => {
  for (const [zone, day] of [
    ["Europe/Berlin", "2026-03-29"],
    ["Europe/Berlin", "2026-10-25"],
    ["Australia/Lord_Howe", "2026-04-05"],
    ["Pacific/Apia", "2011-12-29"],
  ] as const)
    for (let at = 0; at < 3 * 96; at++) {
      const time = Temporal.PlainDateTime.from(`${day}T00:00`)
        .add({ minutes: at * 15 - 1_440 })
        .toString({ smallestUnit: "minute" });
      expect(instantOf(time, zone), `${time} ${zone}`).toBe(Temporal.PlainDateTime.from(time).toZonedDateTime(zone).epochMilliseconds);
    }
});

test("what is no time is refused, and seconds stay", () => {
  expect(() => instantOf("2026-04-31T09:00", "Europe/Berlin")).toThrow(RangeError);
  expect(() => instantOf("2026-02-29", "Europe/Berlin")).toThrow(RangeError);
  expect(() => instantOf("2026-02-28", "Mars/Olympus")).toThrow(RangeError);
  expect(wallTimeAt(instantOf("2026-05-05T09:00:30", "Europe/Berlin"), "Europe/Berlin")).toBe("2026-05-05T09:00:30");
});
