// The appointments that a span of time is made of, asked by index.
import { type Appointment, appointmentNoun } from "../domain/appointment.ts";
import { referenceKey, valueKey } from "../domain/keys.ts";
import { read } from "../domain/read.ts";
import { isDeleted } from "../domain/record.ts";
import { heldFor } from "../domain/slotOffer.ts";
import { addDays } from "../lib/calendarDay.ts";
import type { RecordId } from "../lib/id.ts";
import type { RecordRow } from "./rows.ts";
import type { WorkspaceDatabase } from "./schema.ts";

export interface AppointmentRow {
  readonly id: RecordId;
  readonly record: Appointment;
}

const noun = appointmentNoun.name;
const endOfKeys = "\uffff";

/**
 * What may touch the days from one until before another: what begins or ends there or goes on all the time, and every series; and all
 * that replace an occurrence, wherever they lie. Days are those of any zone: the span is taken two days wider.
 */
export async function appointmentsAround(
  db: WorkspaceDatabase,
  from: string,
  until: string,
): Promise<{ readonly appointments: readonly AppointmentRow[]; readonly moved: readonly AppointmentRow[] }> {
  const [first, last] = [addDays(from, -2), addDays(until, 2)];
  const between = (field: "start" | "end", after: string, before: string) =>
    db.records.where("keys").between(valueKey(noun, [field], [after]), valueKey(noun, [field], [before]), true, true);
  const [within, ending, begun, going, series, moved] = await Promise.all([
    between("start", first, last).toArray(),
    between("end", first, last).primaryKeys(),
    between("start", "", first).primaryKeys(),
    between("end", last, endOfKeys).primaryKeys(),
    db.records
      .where("keys")
      .startsWith(valueKey(noun, ["rule"], [""]))
      .toArray(),
    db.records
      .where("keys")
      .startsWith(referenceKey(noun, "series", ""))
      .toArray(),
  ]);
  // Most that end there begin there: read whole once, since a cursor that skips what it had takes several times as long.
  const [still, known] = [new Set(going), new Set(within.map(({ id }) => id))];
  const around = await db.records.bulkGet([...begun.filter((id) => still.has(id)), ...ending.filter((id) => !known.has(id))]);
  const rows = new Map([...within, ...around, ...series].flatMap((row) => (row ? [[row.id, row] as const] : [])));
  return { appointments: readRows([...rows.values()]), moved: readRows(moved) };
}

/** What is held for an offer of free slots, or with "" for any, by time. */
export async function heldAppointments(db: WorkspaceDatabase, offer: string): Promise<readonly AppointmentRow[]> {
  const rows = await db.records
    .where("keys")
    .startsWith(valueKey(noun, ["offer"], [offer && heldFor(offer, 0).slice(0, -1)]))
    .toArray();
  return [...readRows(rows)].sort((a, b) => (a.record.start < b.record.start ? -1 : 1));
}

const readRows = (rows: readonly RecordRow[]): AppointmentRow[] =>
  rows.filter(({ record }) => !isDeleted(record)).map(({ id, record }) => ({ id, record: read(appointmentNoun, record) }));
