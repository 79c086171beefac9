import { describe, expect, test } from "vitest";
import { instantOf } from "../../../src/calendar/wallTime.ts";
import { type IcsEntry, readIcs } from "../../../src/exchange/ics/entry.ts";

const berlinRules = (name: string, from = "1601") => [
  "BEGIN:VTIMEZONE",
  `TZID:${name}`,
  "BEGIN:STANDARD",
  `DTSTART:${from}1028T030000`,
  "RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=10",
  "TZOFFSETFROM:+0200",
  "TZOFFSETTO:+0100",
  "END:STANDARD",
  "BEGIN:DAYLIGHT",
  `DTSTART:${from}0325T020000`,
  "RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=3",
  "TZOFFSETFROM:+0100",
  "TZOFFSETTO:+0200",
  "END:DAYLIGHT",
  "END:VTIMEZONE",
];
const event = (...lines: readonly string[]) => ["BEGIN:VEVENT", "UID:a@example.org", "SUMMARY:Termin", ...lines, "END:VEVENT"];
const read = (...lines: readonly (string | readonly string[])[]) =>
  readIcs(["BEGIN:VCALENDAR", "VERSION:2.0", ...lines.flat(), "END:VCALENDAR"].join("\r\n"), "Europe/Berlin");
const only = (...lines: readonly (string | readonly string[])[]): IcsEntry => {
  const { entries, problems } = read(...lines);
  expect(problems).toEqual([]);
  expect(entries.length).toBe(1);
  return entries[0] as IcsEntry;
};
const startsAt = ({ start = "", zone = "" }: IcsEntry): string => new Date(instantOf(start, zone)).toISOString().slice(11, 16);

describe("zones of a calendar file", () => {
  test.each([
    ["a program's own name with its rules", "DTSTART;TZID=Customized Time Zone:20260706T090000", berlinRules("Customized Time Zone")],
    [
      "a sentence in quotes",
      'DTSTART;TZID="(UTC+01:00) Amsterdam, Berlin, Bern":20260706T090000',
      berlinRules("(UTC+01:00) Amsterdam, Berlin, Bern"),
    ],
    ["Windows' name without rules", "DTSTART;TZID=W. Europe Standard Time:20260706T090000", []],
    ["a path that ends in a name", "DTSTART;TZID=/example.org/2024a/Europe/Berlin:20260706T090000", []],
    ["rules of this century", "DTSTART;TZID=Europe/Berlin:20360701T090000", berlinRules("Europe/Berlin", "1996")],
  ])("%s", (_, start, rules) => {
    const entry = only(rules, event(start));
    expect([entry.zone, startsAt(entry)]).toEqual(["Europe/Berlin", "07:00"]);
    expect(only(event(start), rules)).toMatchObject({ zone: "Europe/Berlin", start: entry.start });
  });

  test("rules that contradict their name are what was meant, and it is said", () => {
    const { entries, problems } = read(berlinRules("America/New_York"), event("DTSTART;TZID=America/New_York:20260706T090000"));
    expect(entries.map(startsAt)).toEqual(["07:00"]);
    expect(problems).toMatchObject([{ code: "zone-contradicts", value: "America/New_York" }]);
  });

  test("a name that nobody knows, without rules, is asked about and never UTC", () => {
    const { entries, problems } = read(event("DTSTART;TZID=Sonnenzeit:20260706T090000"));
    expect(problems).toMatchObject([{ code: "zone-unknown", value: "Sonnenzeit", line: 6 }]);
    expect(entries).toMatchObject([{ start: "2026-07-06T09:00" }]);
    expect(entries[0]?.zone).toBeUndefined();
  });

  test("a time in UTC is at home there, one without zone is everybody's own", () => {
    expect(only(event("DTSTART:20260706T070000Z"))).toMatchObject({ zone: "UTC", start: "2026-07-06T07:00" });
    expect(only(event("DTSTART:20260706T070000")).zone).toBeUndefined();
  });
});

describe("texts of a calendar file", () => {
  test("commas that belong to a word, folders of a server, quotes in a name", () => {
    const entry = only(
      event(
        "DTSTART:20260706T070000Z",
        "CATEGORIES:Kunde\\, wichtig,Angebot",
        "LOCATION:\\\\\\\\server\\\\neu",
        `ATTENDEE;CN="Dr. ^'Max^' Meier":mailto:m@example.org`,
        "DESCRIPTION:eins\\nzwei\\; drei",
      ),
    );
    expect(entry.categories).toEqual(["Kunde, wichtig", "Angebot"]);
    expect(entry.place).toBe("\\\\server\\neu");
    expect(entry.people).toEqual([{ name: 'Dr. "Max" Meier', email: "m@example.org" }]);
    expect(entry.text).toBe("eins\nzwei; drei");
  });

  test("what Kontor has no field for is kept with its parameters", () => {
    const entry = only(event("DTSTART:20260706T070000Z", "X-COLOUR;X-OF=me:#ff0000", "TRANSP:TRANSPARENT", "URL:https://example.org/a"));
    expect(entry.kept).toEqual(["X-COLOUR;X-OF=me:#ff0000", "TRANSP:TRANSPARENT", "URL:https://example.org/a"]);
  });
});

describe("length", () => {
  test.each([
    ["a day of the calendar", "DURATION:P1D", "2026-03-29T09:00"],
    ["24 exact hours over the change of clocks", "DURATION:PT24H", "2026-03-29T10:00"],
    ["an end", "DTEND;TZID=Europe/Berlin:20260328T101500", "2026-03-28T10:15"],
    ["an end in UTC", "DTEND:20260328T091500Z", "2026-03-28T10:15"],
    ["an end before the start", "DTEND;TZID=Europe/Berlin:20260327T101500", "2026-03-28T09:00"],
  ])("%s", (_, line, end) => {
    expect(only(event("DTSTART;TZID=Europe/Berlin:20260328T090000", line)).end).toBe(end);
  });
  test("a day without an end is one day", () => {
    expect(only(event("DTSTART;VALUE=DATE:20261224"))).toMatchObject({ start: "2026-12-24", end: "2026-12-25" });
    expect(only(event("DTSTART:20261224", "DTEND;VALUE=DATE:20261227"))).toMatchObject({ start: "2026-12-24", end: "2026-12-27" });
  });
});

describe("series", () => {
  const berlin = "DTSTART;TZID=Europe/Berlin:20260302T090000";
  test("dates left out in any form are the series' own", () => {
    const entry = only(
      event(
        berlin,
        "RRULE:FREQ=WEEKLY;COUNT=5",
        "EXDATE;TZID=Europe/Berlin:20260309T090000",
        "EXDATE:20260316T080000Z,20260323T080000Z",
        "EXDATE;VALUE=DATE:20260330",
      ),
    );
    expect(entry.exceptions).toEqual(["2026-03-09T09:00", "2026-03-16T09:00", "2026-03-23T09:00", "2026-03-30"]);
  });
  test("one that is moved names the start it had, whatever zone it is written in", () => {
    const moved = event("DTSTART;TZID=Europe/Berlin:20260330T140000", "RECURRENCE-ID;TZID=Europe/Berlin:20260403T090000");
    expect(only(moved)).toMatchObject({ start: "2026-03-30T14:00", replaces: "2026-04-03T09:00", isThisAndFollowing: false });
    expect(only(event("DTSTART;TZID=Europe/Berlin:20260316T100000", "RECURRENCE-ID:20260316T080000Z")).replaces).toBe("2026-03-16T09:00");
    expect(only(event("DTSTART;TZID=Europe/Berlin:20260316T100000", "RECURRENCE-ID;VALUE=DATE:20260316")).replaces).toBe("2026-03-16");
    expect(
      only(event("DTSTART;TZID=Europe/Berlin:20260317T100000", "RECURRENCE-ID;RANGE=THISANDFUTURE;TZID=Europe/Berlin:20260316T090000"))
        .isThisAndFollowing,
    ).toBe(true);
  });
  test("dates added, and periods by their beginning", () => {
    expect(only(event("DTSTART;VALUE=DATE:20260302", "RDATE;VALUE=DATE:20260309,20260316")).additions).toEqual([
      "2026-03-09",
      "2026-03-16",
    ]);
    expect(only(event(berlin, "RDATE;TZID=Europe/Berlin;VALUE=PERIOD:20260309T100000/PT1H")).additions).toEqual(["2026-03-09T10:00"]);
  });
  test("blanks in a rule are no part of it; one that nobody can read is said and kept out", () => {
    expect(only(event(berlin, "RRULE:FREQ=WEEKLY;BYDAY=MO, TU")).rule).toBe("FREQ=WEEKLY;BYDAY=MO,TU");
    const { entries, problems } = read(event(berlin, "RRULE:FREQ=SOMETIMES"));
    expect([entries[0]?.rule, problems]).toMatchObject([undefined, [{ line: 7, code: "rule-unreadable", value: "FREQ=SOMETIMES" }]]);
  });
});

describe("reminders, in minutes before", () => {
  test.each([
    ["-P1D", 1_440],
    ["-P1DT", 1_440],
    ["+PT15M", -15],
    ["-P1W", 10_080],
    ["PT0S", 0],
    [";RELATED=END:-PT10M", -50],
    [";VALUE=DATE-TIME:20260706T063000Z", 30],
  ])("%s: %i", (trigger, minutes) => {
    const line = trigger.startsWith(";") ? `TRIGGER${trigger}` : `TRIGGER:${trigger}`;
    const alarm = ["BEGIN:VALARM", "ACTION:DISPLAY", line, "END:VALARM"];
    expect(
      only(event("DTSTART;TZID=Europe/Berlin:20260706T090000", "DTEND;TZID=Europe/Berlin:20260706T100000", ...alarm)).reminders,
    ).toEqual([minutes]);
  });
});

describe("tasks", () => {
  test("with their days, priority and completion", () => {
    const todo = [
      "BEGIN:VTODO",
      "SUMMARY:Angebot",
      "DTSTART;TZID=Europe/Berlin:20260706T090000",
      "DUE;TZID=Europe/Berlin:20260706T170000",
      "RRULE:FREQ=WEEKLY",
      "PRIORITY:1",
      "STATUS:COMPLETED",
      "COMPLETED:20260707T083000Z",
      "END:VTODO",
    ];
    expect(only(todo)).toMatchObject({
      is: "task",
      due: "2026-07-06T17:00",
      start: "2026-07-06T09:00",
      rule: "FREQ=WEEKLY",
      priority: 1,
      doneAt: "2026-07-07T08:30:00.000Z",
    });
  });
  test("without any day they are for some day", () => {
    expect(only(["BEGIN:VTODO", "SUMMARY:Aufräumen", "END:VTODO"])).toMatchObject({ title: "Aufräumen", exceptions: [] });
  });
});

describe("a file that is broken in places", () => {
  test("loses the broken line and names it, and nothing else", () => {
    const { entries, problems } = read(
      event("DTSTART:20260706T070000Z"),
      "X",
      event("DTSTART:KEIN-TAG"),
      event("DTSTART;VALUE=DATE:20260230"),
      event("DTSTART:20260707T070000Z"),
    );
    expect(entries.map(({ start }) => start)).toEqual(["2026-07-06T07:00", "2026-07-07T07:00"]);
    expect(problems).toMatchObject([
      { line: 8, code: "line-unreadable", value: "X" },
      { line: 12, code: "start-unreadable", value: "KEIN-TAG" },
      { line: 17, code: "start-unreadable", value: "20260230" },
    ]);
  });
  test("an appointment without a start is named by its title", () => {
    expect(read(event()).problems).toMatchObject([{ line: 3, code: "start-unreadable", value: "Termin" }]);
  });
  test("what is cancelled says so", () => {
    expect(read("METHOD:CANCEL", event("DTSTART:20260706T070000Z", "SEQUENCE:2")).entries).toMatchObject([
      { isCancelled: true, sequence: 2 },
    ]);
  });
});
