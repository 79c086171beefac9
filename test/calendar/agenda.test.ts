import { describe, expect, test } from "vitest";
import { type AppointmentAt, agendaOf, isOf } from "../../src/calendar/agenda.ts";
import type { Appointment } from "../../src/domain/appointment.ts";

const at = (id: string, fields: Partial<Appointment>): AppointmentAt => ({
  id,
  record: {
    type: "appointment",
    createdAt: "2026-01-01T00:00:00.000Z",
    createdBy: "anna",
    start: "2026-03-02T09:00",
    zone: "Europe/Berlin",
    ...fields,
  } as Appointment,
});
const march = { from: Date.parse("2026-03-01T00:00+01:00"), to: Date.parse("2026-04-01T00:00+02:00"), zone: "Europe/Berlin" };
const shown = (appointments: readonly AppointmentAt[], moved: readonly AppointmentAt[] = []) =>
  agendaOf(appointments, moved, march).items.map(({ id, start, occurrence }) => `${id} ${start}${occurrence ? ` (${occurrence})` : ""}`);

describe("an agenda", () => {
  test("is in order, the longer first of two that begin at once", () => {
    expect(
      shown([
        at("b", { end: "2026-03-02T10:00" }),
        at("c", { start: "2026-03-02T08:59" }),
        at("a", { end: "2026-03-02T12:00" }),
        at("d", { start: "2026-03-02", end: "2026-03-03" }),
        at("e", { start: "2026-03-01T20:00", zone: "America/New_York" }),
      ]),
    ).toEqual(["d 2026-03-02", "e 2026-03-01T20:00", "c 2026-03-02T08:59", "a 2026-03-02T09:00", "b 2026-03-02T09:00"]);
  });

  test("has a moved occurrence where it was moved to, in and out of the span, and nowhere else", () => {
    const series = at("s", { rule: "FREQ=WEEKLY;COUNT=6" });
    const moved = at("m", { series: "s" as never, replaces: "2026-03-09", start: "2026-03-11T14:00" });
    const movedAway = at("n", { series: "s" as never, replaces: "2026-03-16T09:00", start: "2026-04-20T09:00" });
    expect(shown([series, moved], [moved, movedAway])).toEqual([
      "s 2026-03-02T09:00 (2026-03-02T09:00)",
      "m 2026-03-11T14:00 (2026-03-09)",
      "s 2026-03-23T09:00 (2026-03-23T09:00)",
      "s 2026-03-30T09:00 (2026-03-30T09:00)",
    ]);
  });

  test("keeps an occurrence moved by one while another changes the hour of the whole series", () => {
    const series = at("s", { rule: "FREQ=WEEKLY;COUNT=3", start: "2026-03-02T11:00" });
    const moved = at("m", { series: "s" as never, replaces: "2026-03-09", start: "2026-03-10T08:00" });
    expect(shown([series, moved], [moved])).toEqual([
      "s 2026-03-02T11:00 (2026-03-02T11:00)",
      "m 2026-03-10T08:00 (2026-03-09)",
      "s 2026-03-16T11:00 (2026-03-16T11:00)",
    ]);
  });

  test("leaves out what is cancelled, the one or the series, and its place stays empty", () => {
    const series = at("s", { rule: "FREQ=WEEKLY;COUNT=2" });
    const cancelled = at("m", { series: "s" as never, replaces: "2026-03-09", status: "cancelled" });
    expect(shown([series, cancelled], [cancelled])).toEqual(["s 2026-03-02T09:00 (2026-03-02T09:00)"]);
    expect(shown([{ ...series, record: { ...series.record, status: "cancelled" } }])).toEqual([]);
  });

  test("names what has a time that nobody can read, and shows the rest", () => {
    const { items, unreadable } = agendaOf([at("a", { start: "2026-02-31T09:00" }), at("b", {}), at("c", { start: "" })], [], march);
    expect([items.map(({ id }) => id), unreadable]).toEqual([["b"], ["a", "c"]]);
  });

  test("is of whoever takes part, of its author where nobody is named", () => {
    const of = (fields: Partial<Appointment>) => isOf(at("a", fields).record, ["ben"]);
    expect([of({}), of({ members: { ben: "a" } }), of({ members: { anna: "a", ben: "b" } }), of({ members: { anna: "a" } })]).toEqual([
      false,
      true,
      true,
      false,
    ]);
    expect(isOf(at("a", {}).record, ["anna"])).toBe(true);
  });
});
