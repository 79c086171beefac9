import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { addDays, instantOf } from "../../../src/calendar/wallTime.ts";
import { type IcsEntry, readIcs } from "../../../src/exchange/ics/entry.ts";
import { writeIcs } from "../../../src/exchange/ics/write.ts";
import { zoneBlock } from "../../../src/exchange/ics/zoneBlock.ts";

const blank: IcsEntry = {
  is: "appointment",
  line: 0,
  sequence: 0,
  isCancelled: false,
  title: "Termin",
  exceptions: [],
  additions: [],
  isThisAndFollowing: false,
  reminders: [],
  categories: [],
  people: [],
  kept: [],
};
const write = (...entries: readonly Partial<IcsEntry>[]): string =>
  writeIcs(
    entries.map((entry) => ({ ...blank, ...entry })),
    { stamp: "2026-11-30T12:00:00.000Z", zoneBlock },
  );
const readBack = (text: string) => {
  const { entries, problems } = readIcs(text, "Europe/Berlin");
  expect(problems).toEqual([]);
  return entries.map(({ line: _line, ...entry }) => entry);
};

const berlin = { start: "2026-03-02T09:00", end: "2026-03-02T10:00", zone: "Europe/Berlin", uid: "a@example.org" };

describe("a calendar file that is written", () => {
  test("names a day left out of a series as the other programs look for it", () => {
    const text = write({ ...berlin, rule: "FREQ=WEEKLY", exceptions: ["2026-03-16"] });
    expect(text).toContain("\r\nEXDATE;TZID=Europe/Berlin:20260316T090000\r\n");
    expect(text).toContain("BEGIN:VTIMEZONE\r\nTZID:Europe/Berlin\r\n");
    expect(readBack(text)).toMatchObject([{ exceptions: ["2026-03-16T09:00"] }]);
  });
  test("writes days of an all-day series as days, its end too", () => {
    const text = write({ start: "2026-03-02", end: "2026-03-03", rule: "FREQ=WEEKLY;UNTIL=20260330T000000Z", exceptions: ["2026-03-30"] });
    expect(text).toContain("\r\nEXDATE;VALUE=DATE:20260330\r\n");
    expect(text).toContain("\r\nRRULE:FREQ=WEEKLY;UNTIL=20260330\r\n");
    expect(text).not.toContain("VTIMEZONE");
  });
  test("says the end of a series with a zone as an instant", () => {
    expect(write({ ...berlin, rule: "FREQ=WEEKLY;UNTIL=20260330" })).toContain("UNTIL=20260330T215959Z");
  });
  test.each([
    [1_440, "-P1D"],
    [20_160, "-P14D"],
    [90, "-PT90M"],
    [0, "PT0S"],
    [-15, "PT15M"],
  ])("writes a reminder %i minutes before as %s", (minutes, trigger) => {
    expect(write({ ...berlin, reminders: [minutes] })).toContain(`\r\nTRIGGER:${trigger}\r\n`);
  });
  test("names a zone as its appointment does, where a library calls it otherwise, and says UTC by Z", () => {
    expect(write({ ...berlin, zone: "Asia/Calcutta" })).toContain("TZID:Asia/Calcutta\r\n");
    const text = write({ ...berlin, zone: "UTC" });
    expect(text).toContain("\r\nDTSTART:20260302T090000Z\r\n");
    expect(text).not.toContain("VTIMEZONE");
  });
  test("describes a zone as it was then, where its law has changed since", () => {
    for (const start of ["2023-01-16T09:00", "2023-07-10T09:00"]) {
      const text = write({ ...berlin, start, end: start, zone: "America/Asuncion" });
      // Under a name that nobody knows only the rules tell.
      const [entry] = readBack(text.replaceAll("America/Asuncion", "Unser Büro"));
      expect(instantOf(start, entry?.zone ?? "UTC")).toBe(instantOf(start, "America/Asuncion"));
    }
  });
  test("keeps what it has no field for, and reminders that do more than remind while they are wanted", () => {
    const mail = "BEGIN:VALARM\nACTION:EMAIL\nTRIGGER:-PT30M\nATTENDEE:mailto:m@example.org\nEND:VALARM";
    const text = write({ ...berlin, reminders: [10, 30], kept: ["X-A:1", "X-A:2", 'X-B;P="a;b":c\\,d', mail] });
    expect(readBack(text)).toMatchObject([{ reminders: [10, 30], kept: ["X-A:1", "X-A:2", 'X-B;P="a;b":c\\,d', mail] }]);
    expect(text.match(/BEGIN:VALARM/g)?.length).toBe(2);
    expect(write({ ...berlin, reminders: [10], kept: [mail] })).not.toContain("ACTION:EMAIL");
  });
});

const day = fc.integer({ min: 0, max: 20_000 }).map((days) => addDays("2000-01-01", days));
const clock = fc
  .tuple(fc.integer({ min: 4, max: 23 }), fc.integer({ min: 0, max: 59 }))
  .map(([h, m]) => `T${String(h).padStart(2, "0")}:${String(m).padStart(2, "0")}`);
const word = fc.string({ unit: "grapheme", minLength: 1, maxLength: 90 }).map((text) =>
  text
    .normalize("NFC")
    .replaceAll(/\p{C}|\r/gu, "")
    .trim(),
);
const timed = fc.record({
  start: fc.tuple(day, clock).map((parts) => parts.join("")),
  zone: fc.constantFrom("Europe/Berlin", "America/New_York", "Asia/Kathmandu", "UTC"),
});
const entry: fc.Arbitrary<Partial<IcsEntry>> = fc
  .record({
    when: fc.oneof(
      timed,
      day.map((start) => ({ start })),
    ),
    length: fc.integer({ min: 1, max: 40 }),
    title: word,
    text: fc.array(word, { maxLength: 3 }).map((lines) => lines.filter(Boolean).join("\n")),
    categories: fc.array(word.filter(Boolean), { maxLength: 3 }),
    reminders: fc.uniqueArray(fc.integer({ min: -60, max: 3_000 }), { maxLength: 3 }),
    sequence: fc.nat(9),
    skip: fc.boolean(),
  })
  .map(({ when, length, skip, text, ...rest }) => ({
    ...rest,
    ...when,
    ...(text && { text }),
    uid: "u@example.org",
    rule: "FREQ=DAILY",
    end: addDays(when.start, length),
    exceptions: skip ? [addDays(when.start, 1)] : [],
    reminders: rest.reminders.toSorted((a, b) => a - b),
  }));

test("whatever stands in it, it is read back as it was", () => {
  fc.assert(
    fc.property(fc.array(entry, { maxLength: 3 }), (entries) => {
      const expected = entries.map((one) => {
        const { line: _line, ...whole } = { ...blank, ...one };
        return whole;
      });
      expect(readBack(write(...entries))).toEqual(expected);
    }),
    { numRuns: 300 },
  );
});
