import fc from "fast-check";
import { afterEach, expect, test, vi } from "vitest";

const own = Intl.DateTimeFormat;
afterEach(() => {
  Intl.DateTimeFormat = own;
  vi.resetModules();
});

/** The platform as it would be if every locale wrote days as this one does; a calendar and digits that are asked for are kept. */
async function readingDaysAs(locale: string) {
  Intl.DateTimeFormat = class extends own {
    constructor(_asked?: unknown, options?: Intl.DateTimeFormatOptions) {
      super(locale, options);
    }
  } as unknown as typeof Intl.DateTimeFormat;
  return await import("../../src/domain/zone.ts");
}

const forms = [
  "en-CA",
  "en-US",
  "de-DE",
  "sv-SE",
  "hu-HU",
  "ar-EG-u-ca-islamic-nu-arab",
  "th-TH-u-ca-buddhist",
  "ja-JP-u-ca-japanese",
  "fa-IR",
];

test.each(forms)("the day of an instant is the same where days are written as in %s", async (locale) => {
  const { dayIn } = await readingDaysAs(locale);
  expect(dayIn("2026-11-28T17:05:00.000Z", "Europe/Berlin")).toBe("2026-11-28");
  expect(dayIn("2026-11-28T23:30:00.000Z", "Europe/Berlin")).toBe("2026-11-29");
  expect(dayIn("2026-01-01T03:00:00.000Z", "America/New_York")).toBe("2025-12-31");
  expect(dayIn("0987-03-04T12:00:00.000Z", "UTC")).toBe("0987-03-04");
});

test("a day stays the day it is, and what is no instant is never moved", async () => {
  const { dayIn } = await import("../../src/domain/zone.ts");
  expect(dayIn("2026-11-28", "Pacific/Auckland")).toBe("2026-11-28");
  // Without an offset it would be another moment on each device.
  expect(dayIn("2026-11-28T23:30:00", "Pacific/Auckland")).toBe("2026-11-28");
  expect(dayIn("", "Pacific/Auckland")).toBe("");
});

test("a zone that this device does not know gives the day it is in UTC", async () => {
  const { dayIn } = await import("../../src/domain/zone.ts");
  expect(dayIn("2026-11-28T23:30:00.000Z", "Mars/Olympus")).toBe("2026-11-28");
});

test("no text makes it throw", async () => {
  const { dayIn } = await import("../../src/domain/zone.ts");
  fc.assert(
    fc.property(fc.string({ unit: "binary" }), fc.string(), (at, zone) => typeof dayIn(at, zone) === "string"),
    { numRuns: 30 },
  );
});

test("on the days clocks are changed too, each instant has the day its own clock shows", async () => {
  const { dayIn } = await import("../../src/domain/zone.ts");
  for (const zone of ["Europe/Berlin", "America/Sao_Paulo", "Asia/Kathmandu", "Australia/Lord_Howe", "Pacific/Apia", "Africa/Casablanca"]) {
    const clock = new Intl.DateTimeFormat("sv-SE", { timeZone: zone, dateStyle: "short" });
    fc.assert(
      fc.property(fc.date({ min: new Date("1900-01-01"), max: new Date("2040-01-01"), noInvalidDate: true }), (date) => {
        expect(dayIn(date.toISOString(), zone)).toBe(clock.format(date));
      }),
      {
        numRuns: 200,
        examples: [[new Date("2018-11-04T02:30:00Z")], [new Date("2011-12-30T09:59:00Z")], [new Date("2011-12-30T10:01:00Z")]],
      },
    );
  }
});

test.each([
  ["Europe/Berlin", "2026-07-01", 9, "2026-07-01T07:00:00.000Z"],
  ["Europe/Berlin", "2026-12-01", 9, "2026-12-01T08:00:00.000Z"],
  ["America/New_York", "2026-07-01", 22, "2026-07-02T02:00:00.000Z"],
  ["Asia/Kolkata", "2026-07-01", 0, "2026-06-30T18:30:00.000Z"],
  // The night clocks are put forward, and the hour after it.
  ["Europe/Berlin", "2026-03-29", 3, "2026-03-29T01:00:00.000Z"],
  ["Europe/Berlin", "2026-10-25", 4, "2026-10-25T03:00:00.000Z"],
])("in %s the clocks of %s show %d o'clock at one instant", async (zone, day, hour, instant) => {
  const { dayIn, instantAt } = await import("../../src/domain/zone.ts");
  expect(instantAt(day, { hour, minute: 0 }, zone)).toBe(instant);
  expect(dayIn(instant, zone)).toBe(day);
});
