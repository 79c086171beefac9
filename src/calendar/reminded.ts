// What a member can be reminded of: the times of appointments, series taken apart, and tasks that are due.

import type { RemindedEvent } from "../domain/reminder.ts";
import { isSettled, type Task } from "../domain/task.ts";
import type { RecordId } from "../lib/id.ts";
import { type AppointmentAt, agendaOf, isOf } from "./agenda.ts";
import type { Span } from "./series.ts";
import { instantOf, isZone } from "./wallTime.ts";

/** A task of which only the day is known counts from this hour. */
const morning = "T09:00";

/** The appointments of a member that have reminders and start within a span; `moved` are all that replace a time of a series. */
export function remindedAppointments(
  appointments: readonly AppointmentAt[],
  moved: readonly AppointmentAt[],
  span: Span,
  member: string,
): RemindedEvent[] {
  const withReminders = appointments.filter(({ record }) => numbersIn(record.reminders).length > 0 && isOf(record, [member]));
  return agendaOf(withReminders, moved, span).items.map(({ id, record, from, isAllDay, occurrence }) => ({
    ...{ id: id as RecordId, noun: "appointment", title: record.title ?? "", occurrence: occurrence ?? "", at: from, isAllDay },
    minutes: numbersIn(record.reminders),
  }));
}

export interface TaskAt {
  readonly id: RecordId;
  readonly record: Task;
}

/** One's own tasks and nobody's: with their reminders, or when their hour comes. Those of a day without reminders are silent. */
export function remindedTasks(tasks: readonly TaskAt[], zone: string, member: string): RemindedEvent[] {
  return tasks.flatMap(({ id, record }): RemindedEvent[] => {
    const { due, dueOn, owner, title } = record;
    if (isSettled(record) || (!due && !dueOn) || (owner && owner !== member)) return [];
    const said = numbersIn(record.reminders);
    const minutes = said.length > 0 ? said : due ? [0] : [];
    try {
      const clock = due && record.zone && isZone(record.zone) ? record.zone : zone;
      const at = instantOf(due ?? `${dueOn}${morning}`, clock);
      return minutes.length > 0 ? [{ id, noun: "task", title, occurrence: "", at, isAllDay: !due, minutes }] : [];
    } catch {
      return []; // A day that does not exist.
    }
  });
}

/** One's own tasks and nobody's that are due on this day or were before. */
export const dueTasks = (tasks: readonly TaskAt[], today: string, member: string): RecordId[] =>
  tasks.flatMap(({ id, record }) => {
    const day = record.due?.slice(0, 10) ?? record.dueOn ?? "";
    return !isSettled(record) && day !== "" && day <= today && (!record.owner || record.owner === member) ? [id] : [];
  });

const numbersIn = (set: Readonly<Record<string, unknown>> | null | undefined): number[] =>
  Object.entries(set ?? {}).flatMap(([name, isIn]) => (isIn === true && /^-?\d+$/.test(name) ? [Number(name)] : []));
