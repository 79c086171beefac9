import { describe, expect, test } from "vitest";
import { occurrencesIn, type Series } from "../../src/calendar/series.ts";

const berlin = "Europe/Berlin";
const span = (from: string, to: string, zone = berlin) => ({ from: Date.parse(from), to: Date.parse(to), zone });
const starts = (series: Series, to = "2036-01-01", zone = berlin): string[] =>
  occurrencesIn(series, span("1990-01-01", to, zone)).map(({ start }) => start);
const instants = (series: Series, to = "2036-01-01"): string[] =>
  occurrencesIn(series, span("1990-01-01", to)).map(({ from }) => `${new Date(from).toISOString().slice(0, 16)}Z`);
/** "2026: 01-30 02-27" → the days of 2026. */
const days = (text: string): string[] => {
  let year = "";
  return text.split(" ").flatMap((word) => {
    if (word.endsWith(":")) year = word.slice(0, -1);
    return word.endsWith(":") ? [] : [`${year}-${word}`];
  });
};

const workdays = "BYDAY=MO,TU,WE,TH,FR";
const rules: readonly (readonly [name: string, start: string, rule: string, expected: string])[] = [
  ["the last working day of the month", "2026-01-30", `FREQ=MONTHLY;${workdays};BYSETPOS=-1;COUNT=4`, "2026: 01-30 02-27 03-31 04-30"],
  ["the last but one", "2026-01-29", `FREQ=MONTHLY;${workdays};BYSETPOS=-2;COUNT=4`, "2026: 01-29 02-26 03-30 04-29"],
  ["the first and the last", "2026-01-01", `FREQ=MONTHLY;${workdays};BYSETPOS=1,-1;COUNT=4`, "2026: 01-01 01-30 02-02 02-27"],
  ["of the quarter, by months", "2026-03-31", `FREQ=MONTHLY;INTERVAL=3;${workdays};BYSETPOS=-1;COUNT=4`, "2026: 03-31 06-30 09-30 12-31"],
  [
    "of the year",
    "2026-12-31",
    `FREQ=YEARLY;BYMONTH=12;${workdays};BYSETPOS=-1;COUNT=4`,
    "2026: 12-31 2027: 12-31 2028: 12-29 2029: 12-31",
  ],
  [
    "of the year, of four months",
    "2026-12-31",
    `FREQ=YEARLY;BYMONTH=3,6,9,12;${workdays};BYSETPOS=-1;COUNT=4`,
    "2026: 12-31 2027: 12-31 2028: 12-29 2029: 12-31",
  ],
  ["of the week", "2026-03-06", `FREQ=WEEKLY;${workdays};BYSETPOS=-1;COUNT=4`, "2026: 03-06 03-13 03-20 03-27"],
  [
    "the 31st, else the last day",
    "2026-01-31",
    "FREQ=MONTHLY;BYMONTHDAY=28,29,30,31;BYSETPOS=-1;COUNT=6",
    "2026: 01-31 02-28 03-31 04-30 05-31 06-30",
  ],
  [
    "the 15th or the working day after",
    "2026-01-15",
    `FREQ=MONTHLY;BYMONTHDAY=15,16,17;${workdays};BYSETPOS=1;COUNT=4`,
    "2026: 01-15 02-16 03-16 04-15",
  ],
  [
    "the 15th or the working day before",
    "2026-01-15",
    `FREQ=MONTHLY;BYMONTHDAY=13,14,15;${workdays};BYSETPOS=-1;COUNT=4`,
    "2026: 01-15 02-13 03-13 04-15",
  ],
  [
    "29 February, 28th in other years",
    "2026-02-28",
    "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=28,29;BYSETPOS=-1;COUNT=4",
    "2026: 02-28 2027: 02-28 2028: 02-29 2029: 02-28",
  ],
  ["29 February only", "2024-02-29", "FREQ=YEARLY;COUNT=3", "2024: 02-29 2028: 02-29 2032: 02-29"],
  ["29 February only, in words", "2024-02-29", "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=29;COUNT=3", "2024: 02-29 2028: 02-29 2032: 02-29"],
  ["the 31st of months that have none", "2026-01-31", "FREQ=YEARLY;BYMONTH=1,4,6,12;COUNT=4", "2026: 01-31 12-31 2027: 01-31 12-31"],
  ["the 31st every month", "2026-01-31", "FREQ=MONTHLY;COUNT=4", "2026: 01-31 03-31 05-31 07-31"],
  ["the last of the month", "2026-01-31", "FREQ=MONTHLY;BYMONTHDAY=-1;COUNT=4", "2026: 01-31 02-28 03-31 04-30"],
  ["the 31st every third month", "2026-01-31", "FREQ=MONTHLY;INTERVAL=3;COUNT=4", "2026: 01-31 07-31 10-31 2027: 01-31"],
  ["Monday of week 20", "1997-05-12", "FREQ=YEARLY;BYWEEKNO=20;BYDAY=MO;COUNT=4", "1997: 05-12 1998: 05-11 1999: 05-17 2000: 05-15"],
  [
    "Monday of four weeks",
    "2026-03-23",
    "FREQ=YEARLY;BYWEEKNO=13,26,39,52;BYDAY=MO;COUNT=6",
    "2026: 03-23 06-22 09-21 12-21 2027: 03-29 06-28",
  ],
  ["Monday of week 53", "2020-12-28", "FREQ=YEARLY;BYWEEKNO=53;BYDAY=MO;COUNT=3", "2020: 12-28 2026: 12-28 2032: 12-27"],
  ["Monday of week 1", "2025-12-29", "FREQ=YEARLY;BYWEEKNO=1;BYDAY=MO;COUNT=4", "2025: 12-29 2027: 01-04 2028: 01-03 2029: 01-01"],
  ["the 20th Monday of the year", "1997-05-19", "FREQ=YEARLY;BYDAY=20MO;COUNT=3", "1997: 05-19 1998: 05-18 1999: 05-17"],
  [
    "the first Monday of the quarter",
    "2026-01-05",
    "FREQ=YEARLY;BYMONTH=1,4,7,10;BYDAY=1MO;COUNT=6",
    "2026: 01-05 04-06 07-06 10-05 2027: 01-04 04-05",
  ],
  ["the 1st and 15th of all months, yearly", "2026-01-01", "FREQ=YEARLY;BYMONTHDAY=1,15;COUNT=4", "2026: 01-01 01-15 02-01 02-15"],
  [
    "every other week that begins on Monday",
    "2026-08-04",
    "FREQ=WEEKLY;INTERVAL=2;COUNT=4;BYDAY=TU,SU;WKST=MO",
    "2026: 08-04 08-09 08-18 08-23",
  ],
  [
    "every other week that begins on Sunday",
    "2026-08-04",
    "FREQ=WEEKLY;INTERVAL=2;COUNT=4;BYDAY=TU,SU;WKST=SU",
    "2026: 08-04 08-16 08-18 08-30",
  ],
  ["Friday the 13th", "2026-02-13", "FREQ=MONTHLY;BYDAY=FR;BYMONTHDAY=13;COUNT=3", "2026: 02-13 03-13 11-13"],
  ["the first and the last Friday", "2026-01-02", "FREQ=MONTHLY;BYDAY=1FR,-1FR;COUNT=5", "2026: 01-02 01-30 02-06 02-27 03-06"],
  ["daily in January", "2026-01-30", "FREQ=DAILY;BYMONTH=1;COUNT=4", "2026: 01-30 01-31 2027: 01-01 01-02"],
  ["every Christmas Eve", "2026-12-24", "FREQ=YEARLY;COUNT=3", "2026: 12-24 2027: 12-24 2028: 12-24"],
];

describe("a rule that calendars write", () => {
  test.each(rules)("%s, %s, all day", (_, start, rule, expected) => {
    expect(starts({ start, rule })).toEqual(days(expected));
  });
  test.each(rules)("%s, %s, at nine in Berlin, also for who looks from New York", (_, start, rule, expected) => {
    const series = { start: `${start}T09:00`, zone: berlin, rule };
    const nine = days(expected).map((day) => `${day}T09:00`);
    expect(starts(series)).toEqual(nine);
    expect(starts(series, "2036-01-01", "America/New_York")).toEqual(nine);
  });
});

describe("clocks that are changed", () => {
  const monday = { start: "2026-03-02T09:00", zone: berlin };
  test("an end in UTC is an instant", () => {
    const found = instants({ ...monday, rule: "FREQ=WEEKLY;BYDAY=MO;UNTIL=20260330T070000Z" });
    expect([found.length, found.at(-1)]).toEqual([5, "2026-03-30T07:00Z"]);
  });
  test("nine stays nine", () => {
    expect(instants({ ...monday, rule: "FREQ=WEEKLY;COUNT=6" }).map((at) => at.slice(11))).toEqual([
      "08:00Z",
      "08:00Z",
      "08:00Z",
      "08:00Z",
      "07:00Z",
      "07:00Z",
    ]);
    expect(
      instants({ start: "2026-03-01T09:00", zone: "America/Los_Angeles", rule: "FREQ=WEEKLY;BYDAY=SU;COUNT=3" }).map((at) => at.slice(11)),
    ).toEqual(["17:00Z", "16:00Z", "16:00Z"]);
  });
  test("an hour that is skipped leaves the day out", () => {
    expect(starts({ start: "2026-03-27T02:30", zone: berlin, rule: "FREQ=DAILY;COUNT=4" })).toEqual(
      ["27", "28", "30", "31"].map((day) => `2026-03-${day}T02:30`),
    );
  });
  test("an hour that comes twice is the first", () => {
    expect(instants({ start: "2026-10-24T02:30", zone: berlin, rule: "FREQ=DAILY;COUNT=3" })).toEqual([
      "2026-10-24T00:30Z",
      "2026-10-25T00:30Z",
      "2026-10-26T01:30Z",
    ]);
  });
  test("a midnight that does not exist is one o'clock of the same day", () => {
    for (const [start, zone] of [
      ["2026-04-24T00:00", "Africa/Cairo"],
      ["2026-09-06T00:00", "America/Santiago"],
    ] as const) {
      const [one] = occurrencesIn({ start, zone }, span("2026-01-01", "2027-01-01", zone));
      expect(new Date(one?.from ?? 0).toLocaleString("sv", { timeZone: zone })).toBe(`${start.slice(0, 10)} 01:00:00`);
    }
  });
  test("whole days are days of the calendar, other lengths are exact", () => {
    const ends = (end: string) =>
      occurrencesIn({ start: "2026-03-21T09:00", end, zone: berlin, rule: "FREQ=WEEKLY;COUNT=2" }, span("2026-01-01", "2027-01-01")).map(
        (one) => one.end,
      );
    expect(ends("2026-03-22T09:00")).toEqual(["2026-03-22T09:00", "2026-03-29T09:00"]);
    expect(ends("2026-03-22T08:00")).toEqual(["2026-03-22T08:00", "2026-03-29T09:00"]);
  });
});

describe("dates beside a rule", () => {
  const weekly = { start: "2026-03-02T09:00", zone: berlin, rule: "FREQ=WEEKLY;COUNT=4" };
  const all = ["02", "09", "16", "23"].map((day) => `2026-03-${day}T09:00`);
  test("what is left out, by its time or by its day", () => {
    expect(starts(weekly)).toEqual(all);
    expect(starts({ ...weekly, exceptions: ["2026-03-16T09:00"] })).toEqual(all.toSpliced(2, 1));
    expect(starts({ ...weekly, exceptions: ["2026-03-16"] })).toEqual(all.toSpliced(2, 1));
    expect(starts({ ...weekly, exceptions: ["2026-03-16T10:00"] })).toEqual(all);
    expect(starts({ start: "2026-03-02", rule: "FREQ=WEEKLY;COUNT=5", exceptions: ["2026-03-09", "2026-03-23T09:00"] })).toEqual([
      "2026-03-02",
      "2026-03-16",
      "2026-03-30",
    ]);
  });
  test("what is added: with the start where there is no rule, once where the rule has it too", () => {
    const additions = ["2026-03-09", "2026-03-16"];
    expect(starts({ start: "2026-03-02", additions })).toEqual(["2026-03-02", "2026-03-09", "2026-03-16"]);
    expect(starts({ start: "2026-03-02", rule: "FREQ=WEEKLY;COUNT=3", additions: ["2026-03-09"] })).toEqual([
      "2026-03-02",
      "2026-03-09",
      "2026-03-16",
    ]);
  });
  test("a rule that nobody can read is none", () => {
    expect(starts({ ...weekly, rule: "FREQ=SOMETIMES" })).toEqual(["2026-03-02T09:00"]);
  });
});

describe("a span", () => {
  const nightShift = { start: "2026-03-02T22:00", end: "2026-03-03T06:00", zone: berlin, rule: "FREQ=DAILY" };
  const dayOf = (day: string, zone = berlin) => span(`${day}T00:00:00+01:00`, `${day}T23:59:59+01:00`, zone);
  test("has what began before it and what goes on after it", () => {
    expect(occurrencesIn(nightShift, dayOf("2026-03-10")).map(({ start }) => start)).toEqual(["2026-03-09T22:00", "2026-03-10T22:00"]);
  });
  test("has an all-day one on its day, wherever somebody looks from", () => {
    const fair = { start: "2026-03-10", end: "2026-03-12", zone: "America/New_York" };
    expect(occurrencesIn(fair, dayOf("2026-03-09"))).toEqual([]);
    expect(occurrencesIn(fair, dayOf("2026-03-11"))).toMatchObject([{ start: "2026-03-10", end: "2026-03-12" }]);
    expect(occurrencesIn(fair, dayOf("2026-03-12"))).toEqual([]);
    expect(occurrencesIn({ ...fair, rule: "FREQ=YEARLY" }, span("2030-03-11T00:00:00+01:00", "2030-03-11T01:00:00+01:00"))).toMatchObject([
      { start: "2030-03-10" },
    ]);
  });
  test("has a day that ends on itself, as some programs write it", () => {
    expect(occurrencesIn({ start: "2026-03-10", end: "2026-03-10" }, dayOf("2026-03-10"))).toMatchObject([{ end: "2026-03-11" }]);
  });
  test("has what lasts no time at all where it begins, and not where it ends", () => {
    const reminder = { start: "2026-03-10T00:00", zone: berlin };
    expect(occurrencesIn(reminder, span("2026-03-10T00:00+01:00", "2026-03-11T00:00+01:00")).length).toBe(1);
    expect(occurrencesIn(reminder, span("2026-03-09T00:00+01:00", "2026-03-10T00:00+01:00")).length).toBe(0);
  });
  test("without a zone it is the clock of whoever looks", () => {
    const lunch = { start: "2026-03-10T12:00" };
    const at = (zone: string) =>
      occurrencesIn(lunch, span("2026-03-01", "2026-04-01", zone)).map(({ from }) => new Date(from).toISOString().slice(11, 16));
    expect([at(berlin), at("America/New_York"), at("UTC")]).toEqual([["11:00"], ["16:00"], ["12:00"]]);
  });
});
