// The calendar as a file, read from the rows: in the worker that knows rules and zones, asked for by a window.
import { recordsOfNoun } from "../database/questions.ts";
import type { WorkspaceDatabase } from "../database/schema.ts";
import { appointmentNoun } from "../domain/appointment.ts";
import { partyNoun } from "../domain/party.ts";
import { read } from "../domain/read.ts";
import { isDeleted } from "../domain/record.ts";
import { taskNoun } from "../domain/task.ts";
import { type CalendarSelection, exportIcs } from "../exchange/exportIcs.ts";
import { instantOf } from "../lib/clock.ts";

export type { CalendarKind, CalendarSelection } from "../exchange/exportIcs.ts";

export interface CalendarExport extends CalendarSelection {
  /** On whose clocks (IANA) the days of the selection begin. */
  readonly zone: string;
  readonly language: "de" | "en";
  /** What the calendar is called. */
  readonly name?: string;
}

/** The text of an iCalendar file (RFC 5545). */
export async function calendarFile(db: WorkspaceDatabase, { zone, language, name, ...selection }: CalendarExport): Promise<string> {
  const [appointments, tasks, parties] = await Promise.all([
    recordsOfNoun(db, "appointment"),
    recordsOfNoun(db, "task"),
    db.parties.filter(({ record }) => !isDeleted(record)).toArray(),
  ]);
  const all = {
    appointments: appointments.map(({ id, record }) => ({ id, record: read(appointmentNoun, record) })),
    tasks: tasks.map(({ id, record }) => ({ id, record: read(taskNoun, record) })),
    parties: parties.map(({ id, record }) => ({ id, record: read(partyNoun, record) })),
  };
  const birthdayTitle = (whose: string): string => (language === "de" ? `Geburtstag: ${whose}` : `Birthday: ${whose}`);
  return exportIcs(all, selection, { stamp: instantOf(Date.now()), zone, birthdayTitle, ...(name && { name }) });
}
