import "fake-indexeddb/auto";
import { WorkspaceDatabase } from "../../src/database/schema.ts";
import { appointmentNoun } from "../../src/domain/appointment.ts";
import { partyNoun } from "../../src/domain/party.ts";
import { read } from "../../src/domain/read.ts";
import { isDeleted } from "../../src/domain/record.ts";
import { taskNoun } from "../../src/domain/task.ts";
import type { CalendarExport } from "../../src/workspace/calendarExport.ts";
import { calendarFile } from "../../src/workspace/calendarExport.ts";
import type { Engine } from "../../src/workspace/engine.ts";

/** What a workspace has for a calendar, as its rows say. */
export async function rowsIn(engine: Engine) {
  const db = new WorkspaceDatabase(engine.workspace, "relaxed");
  const records = (await db.records.toArray())
    .filter(({ record }) => !isDeleted(record))
    .sort((a, b) => (String(a.record["start"]) < String(b.record["start"]) ? -1 : 1));
  const parties = (await db.parties.toArray()).filter(({ record }) => !isDeleted(record));
  db.close();
  return {
    appointments: records.flatMap(({ id, record }) =>
      record.type === "appointment" ? [{ id, record: read(appointmentNoun, record) }] : [],
    ),
    tasks: records.flatMap(({ id, record }) => (record.type === "task" ? [{ id, record: read(taskNoun, record) }] : [])),
    parties: parties.map(({ id, record }) => ({ id, record: read(partyNoun, record) })),
  };
}

/** The calendar file that the workspace gives away. */
export async function exportedFrom(engine: Engine, wish: Partial<CalendarExport> = {}): Promise<string> {
  const db = new WorkspaceDatabase(engine.workspace, "relaxed");
  const text = await calendarFile(db, { zone: "Europe/Berlin", language: "de", ...wish });
  db.close();
  return text;
}
