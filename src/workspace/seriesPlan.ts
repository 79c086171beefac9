// What is to be saved when a series or a time of it is changed, planned from the rows.
import {
  type AppointmentChange,
  changeSeries,
  leaveOut,
  type SeriesAt,
  type SeriesScope,
  type SeriesWish,
} from "../calendar/seriesChange.ts";
import { recordsNaming } from "../database/questions.ts";
import type { RecordRow } from "../database/rows.ts";
import type { WorkspaceDatabase } from "../database/schema.ts";
import { appointmentNoun } from "../domain/appointment.ts";
import { read } from "../domain/read.ts";
import { isDeleted } from "../domain/record.ts";
import type { RecordId } from "../lib/id.ts";
import { err, ok, type Result } from "../lib/result.ts";

export type { AppointmentChange, SeriesScope, SeriesWish } from "../calendar/seriesChange.ts";

export type SeriesRequest =
  | { readonly does: "change"; readonly wish: SeriesWish }
  | { readonly does: "leave-out"; readonly scope: SeriesScope; readonly occurrence: string; readonly now: string };

export type SeriesRefusal = { readonly code: "record-missing"; readonly id: string };

const noun = appointmentNoun.name;
const seriesAt = ({ id, record }: RecordRow): SeriesAt => ({ id, record: read(appointmentNoun, record) });

export async function planSeries(
  db: WorkspaceDatabase,
  id: RecordId,
  request: SeriesRequest,
): Promise<Result<readonly AppointmentChange[], SeriesRefusal>> {
  const [row, naming] = await Promise.all([db.records.get(id), recordsNaming(db, noun, "series", id)]);
  if (row?.type !== noun || isDeleted(row.record)) return err({ code: "record-missing", id });
  const moved = naming.filter(({ record }) => !isDeleted(record)).map(seriesAt);
  return ok(
    request.does === "change" ? changeSeries(seriesAt(row), moved, request.wish) : leaveOut(seriesAt(row), moved, request, request.now),
  );
}
