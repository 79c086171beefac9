import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { RecordId } from "../../src/lib/id.ts";
import { unwrap } from "../../src/lib/result.ts";
import type { Engine } from "../../src/workspace/engine.ts";
import { exportedFrom, rowsIn } from "../support/calendarFiles.ts";
import { anEngine } from "../support/engine.ts";
import { takeFiles, textFile } from "../support/import.ts";

let engine: Engine;
beforeEach(async () => {
  engine = await anEngine();
});
afterEach(() => engine.close());

const calendar = (...all: readonly (string | readonly string[])[]): string =>
  ["BEGIN:VCALENDAR", "VERSION:2.0", ...all.flat(), "END:VCALENDAR"].join("\r\n");
const event = (...all: readonly string[]): string[] => ["BEGIN:VEVENT", "UID:a@example.org", ...all, "END:VEVENT"];
const at = (time: string): string => `DTSTART;TZID=Europe/Berlin:${time}`;
const take = (text: string, name = "a.ics") => takeFiles(engine, [textFile(name, text)], {});
const codesOf = (hints: readonly { readonly code: string; readonly count: number }[]): Record<string, number> =>
  Object.fromEntries(hints.map(({ code, count }) => [code, count]));
const person = async (givenName: string, familyName: string, email: string, more = {}): Promise<RecordId> =>
  unwrap(await engine.put("party", { kind: "person", givenName, familyName, emails: [{ value: email }], ...more }));
const appointments = async () => (await rowsIn(engine)).appointments.map(({ record }) => record);

describe("a later version of an appointment", () => {
  const first = calendar(event("SUMMARY:Angebot", "LOCATION:Büro", "SEQUENCE:2", at("20260706T090000")));
  test("changes it, an older one and the same one change nothing", async () => {
    await take(first);
    const newer = calendar(event("SUMMARY:Angebot", "SEQUENCE:3", at("20260707T100000")));
    const { report } = await take(newer);
    expect([report.created.appointment, report.updated]).toEqual([undefined, 1]);
    const changed = [{ title: "Angebot", start: "2026-07-07T10:00", place: null, sequence: 3 }];
    expect(await appointments()).toMatchObject(changed);
    const older = await take(first);
    expect([codesOf(older.plan.hints), older.plan.drafts]).toEqual([{ "calendar-older": 1 }, []]);
    const same = await take(newer);
    expect([codesOf(same.plan.hints), same.plan.drafts]).toEqual([{ "calendar-unchanged": 1 }, []]);
    expect(await appointments()).toMatchObject(changed);
  });

  test("takes back days that were left out, and leaves reminders, tags and contacts that people added", async () => {
    const anna = await person("Anna", "Berg", "anna@example.org");
    await take(calendar(event("SUMMARY:Jour fixe", "RRULE:FREQ=WEEKLY;COUNT=4", at("20260706T090000"), "EXDATE;VALUE=DATE:20260713")));
    const [{ id } = { id: "" as RecordId }] = (await rowsIn(engine)).appointments;
    unwrap(await engine.patch(id, { reminders: ["15"], tags: ["wichtig"], parties: [anna] }));
    await take(
      calendar(event("SUMMARY:Jour fixe", "SEQUENCE:1", "RRULE:FREQ=WEEKLY;COUNT=4", at("20260706T090000"), "EXDATE;VALUE=DATE:20260720")),
    );
    const [record] = await appointments();
    expect(Object.keys(record?.exceptions ?? {}).filter((day) => record?.exceptions?.[day])).toEqual(["2026-07-20"]);
    expect(record).toMatchObject({ reminders: { 15: true }, tags: { wichtig: true }, parties: { [anna]: expect.any(String) } });
  });

  test("one undo takes an import back, changes and all", async () => {
    await take(first);
    const { report } = await take(
      calendar(event("SUMMARY:Anders", "SEQUENCE:4", at("20260708T090000")), ["BEGIN:VTODO", "UID:t", "SUMMARY:Dazu", "END:VTODO"]),
    );
    unwrap(await engine.undoAction(report.action));
    expect(await appointments()).toMatchObject([{ title: "Angebot", start: "2026-07-06T09:00" }]);
    expect((await rowsIn(engine)).tasks).toEqual([]);
  });
});

describe("what is cancelled", () => {
  test("METHOD:CANCEL cancels what is here, and nothing of it is lost", async () => {
    await take(calendar(event("SUMMARY:Angebot", "DESCRIPTION:mit Muster", at("20260706T090000"))));
    const { plan } = await take(calendar("METHOD:CANCEL", event("SUMMARY:Abgesagt", "SEQUENCE:1", at("20260706T090000"))));
    expect(codesOf(plan.hints)).toEqual({ "calendar-cancelled": 1 });
    expect(await appointments()).toMatchObject([{ title: "Angebot", text: "mit Muster", status: "cancelled", sequence: 1 }]);
  });
  test("what is not here cannot be, and is not made", async () => {
    const { plan } = await take(calendar("METHOD:CANCEL", event("SUMMARY:Angebot", at("20260706T090000"))));
    expect([codesOf(plan.hints), plan.drafts]).toEqual([{ "calendar-cancel-unknown": 1 }, []]);
  });
  test("one time of a series is gone, the others stay", async () => {
    await take(calendar(event("SUMMARY:Jour fixe", "RRULE:FREQ=WEEKLY;COUNT=3", at("20260706T090000"))));
    await take(
      calendar(
        "METHOD:CANCEL",
        event("SUMMARY:Jour fixe", "SEQUENCE:1", "RECURRENCE-ID;TZID=Europe/Berlin:20260713T090000", at("20260713T090000")),
      ),
    );
    expect(await appointments()).toMatchObject([{ rule: "FREQ=WEEKLY;COUNT=3" }, { replaces: "2026-07-13", status: "cancelled" }]);
  });
  test("an answer to an invitation plans nothing", async () => {
    const { plan } = await take(calendar("METHOD:REPLY", event("SUMMARY:Angebot", at("20260706T090000"))));
    expect([codesOf(plan.hints), plan.drafts]).toEqual([{ "calendar-answer": 1 }, []]);
  });
});

describe("whom an appointment is with", () => {
  test("contacts are tied by mail, else by name, and only where one can be meant", async () => {
    const anna = await person("Anna", "Berg", "anna@example.org");
    const ben = await person("Ben", "Tal", "ben@example.org");
    await person("Eva", "Au", "eva@example.org");
    await person("Eva", "Au", "eva.au@example.org");
    const people = ["ATTENDEE;CN=A. B.:mailto:ANNA@example.org", "CONTACT:Ben Tal\\, 030 1234", "ATTENDEE;CN=Eva Au:mailto:e@example.org"];
    const { plan } = await take(calendar(event("SUMMARY:Runde", at("20260706T090000"), ...people)));
    const [record] = await appointments();
    expect(Object.keys(record?.parties ?? {}).sort()).toEqual([anna, ben].sort());
    expect(codesOf(plan.hints)).toEqual({ "calendar-contact": 2, "calendar-person-kept": 1 });
    // Who is no longer meant is not named to the next calendar.
    const [{ id } = { id: "" as RecordId }] = (await rowsIn(engine)).appointments;
    unwrap(await engine.patch(id, { parties: { remove: [anna] } }));
    const text = await exportedFrom(engine);
    expect([text.includes("ANNA@example.org"), text.includes("Ben Tal"), text.includes("e@example.org")]).toEqual([false, true, true]);
  });
  test("cards and calendars of one import find each other", async () => {
    const cards = ["BEGIN:VCARD", "VERSION:3.0", "FN:Anna Berg", "N:Berg;Anna;;;", "EMAIL:anna@example.org", "END:VCARD"].join("\r\n");
    const text = calendar(event("SUMMARY:Runde", at("20260706T090000"), "ATTENDEE:mailto:anna@example.org"));
    const { report } = await takeFiles(engine, [textFile("a.ics", text), textFile("b.vcf", cards)], {});
    expect(report.created).toMatchObject({ party: 1, appointment: 1 });
    const { parties } = await rowsIn(engine);
    expect(Object.keys((await appointments())[0]?.parties ?? {})).toEqual(parties.map(({ id }) => id));
  });
});

describe("birthdays", () => {
  const birthday = (title: string, start: string, ...more: readonly string[]): string[] => [
    ...["BEGIN:VEVENT", `UID:${title}`, `SUMMARY:${title}`, `DTSTART;VALUE=DATE:${start}`, "RRULE:FREQ=YEARLY", ...more, "END:VEVENT"],
  ];
  const bornOn = async (): Promise<readonly (string | null | undefined)[]> =>
    (await rowsIn(engine)).parties.map(({ record }) => record.bornOn);

  test.each([
    ["Anna Bergs Geburtstag", "20240412", [], "--04-12"],
    ["Anna Berg's Birthday", "20240412", [], "--04-12"],
    ["Geburtstag von Anna Berg", "16040229", ["PRODID:-//Apple Inc.//macOS 15//EN"], "--02-29"],
    ["Anna Berg hat Geburtstag", "19850412", ["PRODID:-//Apple Inc.//macOS 15//EN"], "1985-04-12"],
  ])("%s of %s goes to its contact", async (title, start, head, born) => {
    await person("Anna", "Berg", "anna@example.org");
    const text = calendar(head, birthday(title, start));
    const { plan } = await take(text);
    expect(codesOf(plan.hints)).toEqual({ "birthday-taken": 1 });
    expect([await bornOn(), await appointments()]).toEqual([[born], []]);
    expect((await take(text)).plan.drafts).toEqual([]);
  });
  test.each([
    ["nobody is called so", "Geburtstag von Otto Fremd", {}],
    ["another day is known", "Geburtstag von Anna Berg", { bornOn: "1985-05-01" }],
    ["it is no birthday", "Jahrestag mit Anna Berg", {}],
  ])("stays an appointment where %s", async (_, title, more) => {
    await person("Anna", "Berg", "anna@example.org", more);
    await take(calendar(birthday(title, "20240412")));
    expect(await appointments()).toMatchObject([{ title, start: "2024-04-12" }]);
  });
  test("stays an appointment where two are called so", async () => {
    await person("Anna", "Berg", "anna@example.org");
    await person("Anna", "Berg", "berg@example.org");
    await take(calendar(birthday("Geburtstag von Anna Berg", "20240412")));
    expect([(await appointments()).length, await bornOn()]).toEqual([1, [undefined, undefined]]);
  });
  test("go out every year, those of 29 February too, and come back to whom they belong", async () => {
    await person("Anna", "Berg", "anna@example.org", { bornOn: "1984-02-29" });
    await person("Ben", "Tal", "ben@example.org", { bornOn: "--07-06" });
    await person("Eva", "Au", "eva@example.org", { bornOn: "1990" });
    const text = await exportedFrom(engine);
    expect(text).toContain("DTSTART;VALUE=DATE:19840229\r\nRRULE:FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=-1\r\n");
    expect(text).toContain("DTSTART;VALUE=DATE:16040706\r\nRRULE:FREQ=YEARLY\r\n");
    expect(text.match(/BEGIN:VEVENT/g)?.length).toBe(2);
    expect(codesOf((await take(text)).plan.hints)).toEqual({ "calendar-unchanged": 2 });
    const other = await anEngine();
    for (const [givenName, familyName] of [
      ["Anna", "Berg"],
      ["Ben", "Tal"],
    ])
      unwrap(await other.put("party", { kind: "person", givenName, familyName }));
    await takeFiles(other, [textFile("b.ics", text)], {});
    const { parties, appointments: made } = await rowsIn(other);
    expect([new Set(parties.map(({ record }) => record.bornOn)), made]).toEqual([new Set(["--07-06", "1984-02-29"]), []]);
    await other.close();
  });
});

describe("what goes out", () => {
  test("of Kontor's own comes in again as itself, with series, moved times and kinds", async () => {
    const [series] = unwrap(
      await engine.save([
        {
          type: "appointment",
          key: "s",
          fields: {
            title: "Wartung",
            kind: "visit",
            start: "2026-07-06T09:00",
            end: "2026-07-06T10:00",
            zone: "Europe/Berlin",
            rule: "FREQ=WEEKLY;COUNT=3",
          },
        },
        {
          type: "appointment",
          fields: { title: "Wartung später", start: "2026-07-14T15:00", zone: "Europe/Berlin", series: "#s", replaces: "2026-07-13" },
        },
        { type: "task", fields: { title: "Bericht", due: "2026-07-06T17:00", zone: "Europe/Berlin", reminders: ["30"], priority: "high" } },
      ]),
    );
    const text = await exportedFrom(engine);
    expect(text).toContain(`UID:${series}@kontor`);
    expect(text).toContain("RECURRENCE-ID;TZID=Europe/Berlin:20260713T090000");
    expect(text).toContain("TRIGGER;RELATED=END:-PT30M");
    const { plan } = await take(text);
    expect([plan.drafts, codesOf(plan.hints)]).toEqual([[], { "calendar-unchanged": 3 }]);
    const other = await anEngine();
    await takeFiles(other, [textFile("b.ics", text)], {});
    const { appointments: made, tasks } = await rowsIn(other);
    expect(made.map(({ record }) => record)).toMatchObject([
      { kind: "visit", rule: "FREQ=WEEKLY;COUNT=3" },
      { replaces: "2026-07-13", start: "2026-07-14T15:00" },
    ]);
    expect(tasks[0]?.record).toMatchObject({ due: "2026-07-06T17:00", reminders: { 30: true }, priority: "high" });
    await other.close();
  });
  test("is what was asked for: some days, some kinds, or one", async () => {
    const put = async (fields: object): Promise<RecordId> => unwrap(await engine.put("appointment", fields as never));
    const early = await put({ title: "früh", start: "2026-01-05T09:00", zone: "Europe/Berlin" });
    await put({ title: "Serie", start: "2025-01-01T09:00", zone: "Europe/Berlin", rule: "FREQ=MONTHLY" });
    await put({ title: "zu Ende", start: "2025-01-01T09:00", zone: "Europe/Berlin", rule: "FREQ=MONTHLY;COUNT=2" });
    unwrap(await engine.put("task", { title: "Aufgabe", dueOn: "2026-01-06" }));
    await person("Anna", "Berg", "anna@example.org", { bornOn: "1984-01-07" });
    const titles = async (wish: object): Promise<string[]> =>
      [...(await exportedFrom(engine, wish)).matchAll(/SUMMARY:(.*)\r/g)].map(([, title = ""]) => title).sort();
    expect(await titles({ from: "2026-01-01", to: "2026-02-01" })).toEqual(["Aufgabe", "Geburtstag: Anna Berg", "Serie", "früh"].sort());
    expect(await titles({ from: "2026-02-01" })).toEqual(["Geburtstag: Anna Berg", "Serie"]);
    expect(await titles({ from: "2026-02-01", to: "2026-03-01" })).toEqual(["Serie"]);
    expect(await titles({ kinds: ["task"] })).toEqual(["Aufgabe"]);
    expect(await titles({ ids: [early] })).toEqual(["früh"]);
    expect((await titles({})).length).toBe(5);
  });
});

describe("files that are broken", () => {
  test("are named with line and component, and the rest is taken", async () => {
    const { plan } = await take(
      [
        "BEGIN:VCALENDAR",
        "BEGIN:VEVENT",
        "SUMMARY:ohne Zeit",
        "END:VEVENT",
        ...event("SUMMARY:gut", at("20260706T090000")).slice(0, -1),
      ].join("\n"),
    );
    expect(plan.problems).toEqual([{ line: 2, code: "start-unreadable", column: "VEVENT", value: "ohne Zeit" }]);
    expect(plan.hints).toMatchObject([{ code: "calendar-component-unclosed", lines: [1, 5], examples: ["VCALENDAR", "VEVENT"] }]);
    expect(await appointments()).toMatchObject([{ title: "gut" }]);
  });
  test("a file that is only called a calendar says so", async () => {
    const { plan } = await takeFiles(
      engine,
      [textFile("x.ics", "hello there"), textFile("y.ics", calendar(event(at("20260706T090000"))))],
      {},
    );
    expect(plan.problems).toMatchObject([{ line: 1, code: "calendar-missing", file: "x.ics" }]);
    expect((await appointments()).length).toBe(1);
  });
});
