// Rules, zones and holidays weigh more than the first screen: a window starts this worker for the first question about a calendar.
import * as Comlink from "comlink";
import { holidayTable } from "../calendar/tables.ts";
import { WorkspaceDatabase } from "../database/schema.ts";
import type { RecordId } from "../lib/id.ts";
import type { Result } from "../lib/result.ts";
import { type AgendaAnswer, type AgendaQuestion, type AgendaRefusal, readAgenda } from "./agenda.ts";
import type { CalendarExport } from "./calendarExport.ts";
import { type AppointmentChange, planSeries, type SeriesRefusal, type SeriesRequest } from "./seriesPlan.ts";

let opened: { readonly workspace: string; readonly db: WorkspaceDatabase } | null = null;

function databaseOf(workspace: string): WorkspaceDatabase {
  if (opened?.workspace !== workspace) opened = { workspace, db: new WorkspaceDatabase(workspace, "relaxed") };
  return opened.db;
}

const work = {
  agenda: (workspace: string, question: AgendaQuestion): Promise<Result<AgendaAnswer, AgendaRefusal>> =>
    readAgenda(databaseOf(workspace), question, holidayTable),
  planSeries: (workspace: string, id: RecordId, request: SeriesRequest): Promise<Result<readonly AppointmentChange[], SeriesRefusal>> =>
    planSeries(databaseOf(workspace), id, request),
  exportCalendar: async (workspace: string, wish: CalendarExport): Promise<string> =>
    (await import("./calendarExport.ts")).calendarFile(databaseOf(workspace), wish),
};

export type CalendarWork = typeof work;
Comlink.expose(work);
