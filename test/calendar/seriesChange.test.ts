import { describe, expect, test } from "vitest";
import { changeSeries, leaveOut, type SeriesAt, type SeriesWish } from "../../src/calendar/seriesChange.ts";
import type { Appointment } from "../../src/domain/appointment.ts";
import type { RecordId } from "../../src/lib/id.ts";

const at = (id: string, fields: Partial<Appointment>): SeriesAt => ({
  id: id as RecordId,
  record: {
    ...{ type: "appointment", createdAt: "2026-01-01T00:00:00.000Z", createdBy: "anna" },
    ...{ start: "2026-03-02T09:00", end: "2026-03-02T10:00", zone: "Europe/Berlin", title: "Runde" },
    ...fields,
  } as Appointment,
});
const weekly = at("s", { rule: "FREQ=WEEKLY;COUNT=6", exceptions: { "2026-03-23": true } });
const moved = at("m", { series: "s" as RecordId, replaces: "2026-03-16", start: "2026-03-17T09:00", end: "2026-03-17T10:00" });
const wish = (scope: SeriesWish["scope"], occurrence: string, start: string, end: string, more: Partial<SeriesWish> = {}): SeriesWish => ({
  ...{ scope, occurrence, start, end },
  ...more,
});

describe("one time of a series", () => {
  test("becomes an appointment of its own that names the day it replaces, whoever moves it", () => {
    expect(changeSeries(weekly, [], wish("one", "2026-03-09T09:00", "2026-03-10T14:00", "2026-03-10T15:00"))).toEqual([
      {
        type: "appointment",
        fields: {
          ...{ title: "Runde", zone: "Europe/Berlin", start: "2026-03-09T09:00", end: "2026-03-09T10:00" },
          ...{ series: "s", replaces: "2026-03-09" },
        },
        by: { rule: "appointment occurrence", subject: "s", occasion: "2026-03-09" },
        then: { start: "2026-03-10T14:00", end: "2026-03-10T15:00" },
      },
    ]);
  });
  test("that was moved already is moved again", () => {
    expect(changeSeries(weekly, [moved], wish("one", "2026-03-16T09:00", "2026-03-18T09:00", "2026-03-18T10:00"))).toEqual([
      { id: "m", fields: { start: "2026-03-18T09:00", end: "2026-03-18T10:00" } },
    ]);
  });
  test("is left out by its day, and what replaced it goes too", () => {
    const now = "2026-03-01T00:00:00.000Z";
    expect(leaveOut(weekly, [moved], { scope: "one", occurrence: "2026-03-16T09:00" }, now)).toEqual([
      { id: "s", fields: { exceptions: { add: ["2026-03-16"] } } },
      { id: "m", fields: { deletedAt: now } },
    ]);
  });
});

describe("a time of a series and all that follow", () => {
  test("are a series of their own, with what is left of the number; the first one ends the day before", () => {
    expect(
      changeSeries(
        weekly,
        [moved],
        wish("following", "2026-03-09T09:00", "2026-03-10T11:00", "2026-03-10T12:30", { fields: { place: "Hof" } }),
      ),
    ).toEqual([
      {
        type: "appointment",
        key: "rest",
        fields: {
          ...{ title: "Runde", zone: "Europe/Berlin", place: "Hof", start: "2026-03-10T11:00", end: "2026-03-10T12:30" },
          ...{ rule: "FREQ=WEEKLY;COUNT=5", exceptions: ["2026-03-24"] },
        },
        by: { rule: "appointment series", subject: "s", occasion: "2026-03-09" },
      },
      { id: "s", fields: { rule: "FREQ=WEEKLY;UNTIL=20260308" } },
      { id: "m", fields: { series: "#rest", replaces: "2026-03-17" } },
    ]);
  });
  test("take later extra dates with them", () => {
    const extra = at("s", { rule: "FREQ=WEEKLY", additions: { "2026-03-05T09:00": true, "2026-03-20T09:00": true } });
    const [made, ended] = changeSeries(extra, [], wish("following", "2026-03-16T09:00", "2026-03-16T08:00", "2026-03-16T09:00"));
    expect(made?.fields["additions"]).toEqual(["2026-03-20T08:00"]);
    expect(ended?.fields).toEqual({ rule: "FREQ=WEEKLY;UNTIL=20260315", additions: { remove: ["2026-03-20T09:00"] } });
  });
  test("are the whole series from its first time on", () => {
    expect(changeSeries(weekly, [], wish("following", "2026-03-02T09:00", "2026-03-02T08:00", "2026-03-02T09:00"))).toMatchObject([
      { id: "s", fields: { start: "2026-03-02T08:00" } },
    ]);
  });
  test("are left out by an end the day before", () => {
    const now = "2026-03-01T00:00:00.000Z";
    expect(leaveOut(weekly, [moved], { scope: "following", occurrence: "2026-03-09T09:00" }, now)).toEqual([
      { id: "s", fields: { rule: "FREQ=WEEKLY;UNTIL=20260308" } },
      { id: "m", fields: { deletedAt: now } },
    ]);
    expect(leaveOut(weekly, [moved], { scope: "all", occurrence: "2026-03-09T09:00" }, now).map((one) => "id" in one && one.id)).toEqual([
      "s",
      "m",
    ]);
  });
});

describe("a whole series", () => {
  test("keeps its moved times and what is left out when only its hour changes", () => {
    expect(changeSeries(weekly, [moved], wish("all", "2026-03-09T09:00", "2026-03-09T10:30", "2026-03-09T12:00"))).toEqual([
      { id: "s", fields: { start: "2026-03-02T10:30", end: "2026-03-02T12:00", exceptions: { add: ["2026-03-23"], remove: [] } } },
    ]);
  });
  test("takes them along when it is moved to another day, and its rule where that names the day", () => {
    const onMonday = at("s", { rule: "FREQ=WEEKLY;BYDAY=MO;UNTIL=20260601", exceptions: { "2026-03-23": true } });
    expect(changeSeries(onMonday, [moved], wish("all", "2026-03-09T09:00", "2026-03-11T09:00", "2026-03-11T10:00"))).toEqual([
      {
        id: "s",
        fields: {
          ...{ start: "2026-03-04T09:00", end: "2026-03-04T10:00", rule: "FREQ=WEEKLY;UNTIL=20260601" },
          exceptions: { add: ["2026-03-25"], remove: ["2026-03-23"] },
        },
      },
      { id: "m", fields: { replaces: "2026-03-18" } },
    ]);
    const twice = at("s", { rule: "FREQ=WEEKLY;BYDAY=MO,TH" });
    expect(changeSeries(twice, [], wish("all", "2026-03-09T09:00", "2026-03-10T09:00", "2026-03-10T10:00"))[0]?.fields).toMatchObject({
      rule: "FREQ=WEEKLY;BYDAY=TU,FR",
    });
  });
  test("names what was left out by an hour by its day, so that it stays left out at another hour", () => {
    const byHour = at("s", { rule: "FREQ=WEEKLY", exceptions: { "2026-03-16T09:00": true } });
    expect(changeSeries(byHour, [], wish("all", "2026-03-09T09:00", "2026-03-09T10:00", "2026-03-09T11:00"))[0]?.fields).toMatchObject({
      exceptions: { add: ["2026-03-16"], remove: ["2026-03-16T09:00"] },
    });
  });
  test("may get another rule, or none", () => {
    const same = wish("all", "2026-03-09T09:00", "2026-03-09T09:00", "2026-03-09T10:00");
    expect(changeSeries(weekly, [], { ...same, rule: "FREQ=DAILY" })[0]?.fields).toMatchObject({ rule: "FREQ=DAILY" });
    expect(changeSeries(weekly, [], { ...same, rule: null })[0]?.fields).toMatchObject({ rule: null });
  });
});
