import { describe, expect, test } from "vitest";
import { type Appointment, isReported } from "../../src/domain/appointment.ts";
import { isAhead, lastSubjects, plannedInstead, reportChanges } from "../../src/domain/visitReport.ts";
import type { RecordId } from "../../src/lib/id.ts";

const party = "aaaaa.p" as RecordId;
const by = { member: "anna", zone: "Europe/Berlin", now: "2026-12-03T09:52" };
const visit = { kind: "visit", at: "2026-12-03T08:00:00.000Z", result: "held", parties: [party] };

describe("a report", () => {
  test("alone is the activity", () => {
    expect(reportChanges(visit, undefined, undefined, by)).toEqual([{ type: "interaction", fields: visit }]);
  });

  test("says of its appointment that the time has been reported on", () => {
    const time = { id: "aaaaa.t" as RecordId, start: "2026-12-03T09:00" };
    expect(reportChanges(visit, time, undefined, by)[1]).toEqual({ id: "aaaaa.t", fields: { reported: { add: ["2026-12-03T09:00"] } } });
  });

  test("goes on with a task on the same weekday, with the contact and for whoever reports", () => {
    expect(reportChanges(visit, undefined, { does: "task", weeks: 2, title: "Nachfassen" }, by)[1]).toEqual({
      type: "task",
      fields: { title: "Nachfassen", dueOn: "2026-12-17", parties: [party], owner: "anna" },
    });
  });

  test("a day or time that the task's words name goes before the weeks; without either it is for some day", () => {
    const fieldsOf = (next: object) =>
      (reportChanges(visit, undefined, { does: "task", weeks: 1, title: "Anrufen", ...next }, by)[1] as { fields: object }).fields;
    expect(fieldsOf({ dueOn: "2026-12-04" })).toMatchObject({ dueOn: "2026-12-04" });
    expect(fieldsOf({ due: "2026-12-04T10:00" })).toMatchObject({ due: "2026-12-04T10:00", zone: "Europe/Berlin" });
    expect(fieldsOf({ weeks: 0 })).toEqual({ title: "Anrufen", parties: [party], owner: "anna" });
  });

  test("goes on with an appointment of the same kind, at the same quarter of an hour and as long", () => {
    const [, next] = reportChanges({ ...visit, durationMinutes: 90 }, undefined, { does: "appointment", weeks: 4, title: "Wartung" }, by);
    expect(next).toEqual({
      type: "appointment",
      fields: {
        ...{ kind: "visit", title: "Wartung", start: "2026-12-31T09:45", end: "2026-12-31T11:15", zone: "Europe/Berlin" },
        ...{ parties: [party], members: ["anna"] },
      },
    });
    const [, other] = reportChanges({ ...visit, kind: "letter" }, undefined, { does: "appointment", weeks: 1, title: "Wartung" }, by);
    expect(other).toMatchObject({ fields: { kind: "other", start: "2026-12-10T09:45", end: "2026-12-10T10:45" } });
  });
});

describe("what has yet to happen", () => {
  const now = { ms: Date.parse("2026-12-03T08:00:00.000Z"), day: "2026-12-03" };
  test.each([
    ["visit", "2026-12-03T08:05:00.000Z", false],
    ["visit", "2026-12-03T08:05:00.001Z", true],
    ["visit", "2026-12-03", false],
    ["call", "2026-12-04", true],
    ["note", "2026-12-04", false],
    ["letter", "2026-12-04T08:00:00.000Z", false],
  ])("a %s at %s: %s", (kind, at, expected) => expect(isAhead({ kind, at }, now)).toBe(expected));

  test("becomes an appointment with all that was typed", () => {
    expect(plannedInstead({ ...visit, subject: "Wartung", text: "Schlüssel holen" }, "2026-12-10T09:00", by)).toEqual({
      type: "appointment",
      fields: {
        ...{ kind: "visit", start: "2026-12-10T09:00", end: "2026-12-10T10:00", zone: "Europe/Berlin" },
        ...{ title: "Wartung", text: "Schlüssel holen", parties: [party], members: ["anna"] },
      },
    });
    expect(plannedInstead(visit, "2026-12-10", by)).toMatchObject({ fields: { start: "2026-12-10" } });
    expect(plannedInstead(visit, "2026-12-10", by)).not.toHaveProperty("fields.end");
  });
});

test("an appointment has been reported on; of a series, only the time that is meant", () => {
  const one = { reported: { "2026-12-03T09:00": true } } as Pick<Appointment, "reported" | "rule">;
  expect(isReported(one)).toBe(true);
  expect(isReported({})).toBe(false);
  const series = { ...one, rule: "FREQ=WEEKLY" };
  expect(isReported(series, "2026-12-03T09:00")).toBe(true);
  expect(isReported(series, "2026-12-10T09:00")).toBe(false);
});

test("the last subjects are offered once each, those of notes and of calls nobody answered not at all", () => {
  const parties = { [party]: "a" };
  const subjects = [
    { kind: "note", subject: "Notiz", parties },
    { kind: "call", result: "noAnswer", subject: "Vergeblich", parties },
    ...["Wartung", "Angebot", "Wartung", " ", "Reklamation", "Älteres"].map((subject) => ({ kind: "visit", subject, parties })),
  ];
  expect(lastSubjects(subjects)).toEqual(["Wartung", "Angebot", "Reklamation"]);
});
