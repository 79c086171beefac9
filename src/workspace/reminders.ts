// What a member is to be reminded of, read from the rows.
import { dueTasks, remindedAppointments, remindedTasks } from "../calendar/reminded.ts";
import { wallTimeAt } from "../calendar/wallTime.ts";
import { appointmentsAround } from "../database/appointments.ts";
import { recordsOfNoun } from "../database/questions.ts";
import type { WorkspaceDatabase } from "../database/schema.ts";
import { read } from "../domain/read.ts";
import { longestMissed, type Reminder, remindersIn } from "../domain/reminder.ts";
import { taskNoun } from "../domain/task.ts";
import type { RecordId } from "../lib/id.ts";

export interface RemindersQuestion {
  /** Milliseconds. */
  readonly now: number;
  /** IANA: on whose clocks days begin. */
  readonly zone: string;
  readonly member: string;
}

export interface RemindersAnswer {
  /** From `longestMissed` ago until two days ahead, in order. */
  readonly reminders: readonly Reminder[];
  /** Tasks that are due today or were before. */
  readonly due: readonly RecordId[];
}

const dayMs = 86_400_000;
const ahead = 2 * dayMs;
/** A reminder that comes earlier than this before its appointment is not seen. */
const earliest = 370 * dayMs;

export async function readReminders(db: WorkspaceDatabase, { now, zone, member }: RemindersQuestion): Promise<RemindersAnswer> {
  const span = { from: now - longestMissed, to: now + ahead + earliest, zone };
  const dayAt = (instant: number): string => wallTimeAt(instant, zone).slice(0, 10);
  const [{ appointments, moved }, rows] = await Promise.all([
    appointmentsAround(db, dayAt(span.from), dayAt(span.to)),
    recordsOfNoun(db, "task"),
  ]);
  const tasks = rows.map(({ id, record }) => ({ id, record: read(taskNoun, record) }));
  const events = [...remindedAppointments(appointments, moved, span, member), ...remindedTasks(tasks, zone, member)];
  return { reminders: remindersIn(events, span.from, now + ahead), due: dueTasks(tasks, dayAt(now), member) };
}
