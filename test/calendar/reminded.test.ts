import { describe, expect, test } from "vitest";
import { dueTasks, remindedAppointments, remindedTasks } from "../../src/calendar/reminded.ts";
import type { Appointment } from "../../src/domain/appointment.ts";
import { remindersIn } from "../../src/domain/reminder.ts";
import type { Task } from "../../src/domain/task.ts";
import type { RecordId } from "../../src/lib/id.ts";

const zone = "Europe/Berlin";
const span = { from: Date.UTC(2026, 2, 1), to: Date.UTC(2026, 4, 1), zone };
const base = { createdAt: "2026-01-01T00:00:00.000Z", createdBy: "anna" };
const appointment = (fields: Partial<Appointment>) => ({ id: "a", record: { ...base, type: "appointment", ...fields } as Appointment });
const task = (fields: Partial<Task>) => ({ id: "t" as RecordId, record: { ...base, type: "task", title: "Bericht", ...fields } as Task });
const utc = (at: number): string => new Date(at).toISOString().slice(0, 16);

describe("times of which a member is reminded", () => {
  test("of a series each time, on its own clocks, across the change of summer time; moved ones where they are now", () => {
    const series = appointment({
      title: "Jour fixe",
      start: "2026-03-23T09:00",
      zone,
      rule: "FREQ=WEEKLY;COUNT=3",
      reminders: { 30: true },
    });
    const moved = {
      id: "m",
      record: appointment({ start: "2026-04-07T15:00", zone, series: "a" as RecordId, replaces: "2026-04-06", reminders: { 30: true } })
        .record,
    };
    const events = remindedAppointments([series, moved], [moved], span, "anna");
    expect(remindersIn(events, span.from, span.to).map(({ remindAt }) => utc(remindAt))).toEqual([
      "2026-03-23T07:30",
      "2026-03-30T06:30",
      "2026-04-07T12:30",
    ]);
  });
  test("not of what is cancelled, has no reminder, or is somebody else's", () => {
    const at = { start: "2026-03-23T09:00", zone };
    const reminders = { 0: true } as const;
    const events = (fields: Partial<Appointment>) => remindedAppointments([appointment({ ...at, ...fields })], [], span, "anna").length;
    expect(events({ reminders })).toBe(1);
    expect(events({})).toBe(0);
    expect(events({ reminders, status: "cancelled" })).toBe(0);
    expect(events({ reminders, members: { ben: "a" } })).toBe(0);
    expect(events({ reminders, members: { ben: "a", anna: "b" } })).toBe(1);
  });
  test("of tasks their hour, or nine in the morning of their day where somebody wants to be reminded", () => {
    const at = (fields: Partial<Task>): string[] =>
      remindersIn(remindedTasks([task(fields)], zone, "anna"), span.from, span.to).map(({ remindAt }) => utc(remindAt));
    expect(at({ due: "2026-03-23T17:00", zone: "America/New_York" })).toEqual(["2026-03-23T21:00"]);
    expect(at({ due: "2026-03-23T17:00", reminders: { 60: true } })).toEqual(["2026-03-23T15:00"]);
    expect(at({ dueOn: "2026-03-23" })).toEqual([]);
    expect(at({ dueOn: "2026-04-23", reminders: { 0: true } })).toEqual(["2026-04-23T07:00"]);
    expect(at({ dueOn: "2026-02-31", reminders: { 0: true } })).toEqual([]);
    expect(at({ due: "2026-03-23T17:00", status: "done" })).toEqual([]);
    expect(at({ due: "2026-03-23T17:00", owner: "ben" })).toEqual([]);
    expect(at({ due: "2026-03-23T17:00", owner: "anna" }).length).toBe(1);
  });
  test("what is due counts: today's and earlier, of one's own and nobody's", () => {
    const count = (fields: Partial<Task>): number => dueTasks([task(fields)], "2026-03-23", "anna").length;
    expect([count({ dueOn: "2026-03-23" }), count({ due: "2026-03-20T09:00" }), count({ dueOn: "2026-03-24" }), count({})]).toEqual([
      1, 1, 0, 0,
    ]);
    expect([count({ dueOn: "2026-03-23", owner: "ben" }), count({ dueOn: "2026-03-23", status: "done" })]).toEqual([0, 0]);
  });
});
