import { describe, expect, test } from "vitest";
import { readIcs } from "../../src/exchange/ics/entry.ts";
import { writeIcs } from "../../src/exchange/ics/write.ts";
import { zoneBlock } from "../../src/exchange/ics/zoneBlock.ts";
import { listData, readDataText } from "../support/data.ts";

const files = listData("calendar/files", ".ics").map((path) => [path.split("/").at(-1)?.slice(0, -4) ?? "", path] as const);

/** Entries and problems, where there are other than one entry and no problem. */
const others: Readonly<Record<string, readonly [entries: number, ...problems: readonly string[]]>> = {
  created_calendar_with_unicode_fields: [2, "20 start-unreadable"],
  example: [3],
  issue_104_broken_calendar: [1, "13 line-unreadable"],
  issue_1050_calendar_with_events_and_todos: [3],
  issue_1050_uid_in_description: [0, "4 start-unreadable", "8 start-unreadable"],
  issue_1081_invalid_rrule_freq: [1, "7 rule-unreadable"],
  issue_1081_invalid_start_valid_end: [0, "6 start-unreadable"],
  issue_1561_image_value: [0, "2 start-unreadable", "6 start-unreadable", "10 start-unreadable", "14 start-unreadable"],
  issue_168_input: [1, "6 line-unreadable"],
  issue_27_multiple_periods_in_freebusy_one_freebusy: [0],
  issue_348_exception_parsing_value: [1, "8 line-unreadable", "9 line-unreadable"],
  issue_351_whitespace_in_property_and_params: [1, "4 line-unreadable"],
  issue_526_calendar_with_event_subset: [1, "7 zone-unknown"],
  issue_526_calendar_with_shuffeled_events: [2, "7 zone-unknown", "14 zone-unknown"],
  issue_722_missing_timezones: [2, "9 start-unreadable", "15 start-unreadable"],
  issue_798_freebusy: [0],
  multiple_timezones: [3, "23 date-unreadable", "28 date-unreadable", "33 date-unreadable"],
  rfc_6868: [0, "3 start-unreadable"],
  rfc_7265_example_1: [0],
  rfc_7953_3: [0],
  rfc_7986_image: [2, "2 start-unreadable", "14 start-unreadable"],
  rfc_9253_examples: [2],
  rfc_9253_related_to: [0, "4 start-unreadable"],
};

/** The first entry as it has to be read. */
const firsts: Readonly<Record<string, object>> = {
  alarm_etar_future: { start: "2024-10-05T13:00", end: "2024-10-05T14:00", zone: "Europe/London", reminders: [5, 25, 30] },
  alarm_google_future: { start: "2024-10-04T18:15", zone: "UTC", reminders: [10, 14, 15] },
  america_new_york_forward_reference: { start: "2014-08-29T08:00", zone: "America/New_York" },
  example: { start: "2022-01-01", end: "2022-01-01" },
  issue_1050_forward_timezone_reference: { start: "2025-01-15T10:00", zone: "Europe/Berlin" },
  issue_1081_event_with_rrule: { rule: "FREQ=DAILY;COUNT=10" },
  issue_156_RDATE_with_PERIOD_TZID_khal_2: { zone: "Europe/Berlin", additions: expect.arrayContaining(["2021-11-01T16:00"]) },
  issue_165_missing_event: { rule: expect.stringContaining("BYDAY=MO,TU,WE,TH,FR") },
  issue_237_fail_to_parse_timezone_with_non_ascii_tzid: { start: "2017-05-11T13:30", zone: "America/Sao_Paulo" },
  issue_321_assert_dst_offset_is_not_false: { start: "2020-04-03T10:20", zone: "Europe/Berlin" },
  issue_466_respect_unique_timezone: { start: "2022-10-21T20:00", zone: "Europe/Berlin", rule: "FREQ=WEEKLY;BYDAY=FR" },
  issue_836_do_not_quote_tzid: { start: "2024-10-28T17:00", zone: "America/New_York" },
  period_with_timezone: { start: "2023-09-20T12:00", zone: "America/Vancouver" },
  timezone_same_start: { start: "2017-02-24T12:00", zone: "America/Los_Angeles" },
  timezoned: { start: "2012-02-13T10:00", end: "2012-02-17T18:00", zone: "Europe/Vienna" },
};

describe("calendars of other programs, some broken on purpose", () => {
  test("are all there", () => {
    expect(files.length).toBe(47);
  });
  test.each(files)("%s", (name, path) => {
    const { entries, problems } = readIcs(readDataText(path), "Europe/Berlin");
    expect([entries.length, ...problems.map(({ line, code }) => `${line} ${code}`)]).toEqual(others[name] ?? [1]);
    if (firsts[name]) expect(entries[0]).toMatchObject(firsts[name]);
  });

  test.each(files)("%s, written and read again, has lost nothing", (_, path) => {
    const plain = (text: string) => readIcs(text, "Europe/Berlin").entries.map(({ line: _line, ...entry }) => entry);
    const entries = readIcs(readDataText(path), "Europe/Berlin").entries;
    const text = writeIcs(entries, { stamp: "2026-11-30T12:00:00.000Z", zoneBlock });
    expect(readIcs(text, "Europe/Berlin").problems).toEqual([]);
    expect(plain(text)).toEqual(plain(readDataText(path)));
  });
});
