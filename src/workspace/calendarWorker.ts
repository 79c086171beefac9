// Rules, zones and holidays weigh more than the first screen: a window starts this worker for the first question about a calendar.
import * as Comlink from "comlink";
import { holidayTable } from "../calendar/tables.ts";
import { WorkspaceDatabase } from "../database/schema.ts";
import type { RecordId } from "../lib/id.ts";
import type { Result } from "../lib/result.ts";
import { type AgendaAnswer, type AgendaQuestion, type AgendaRefusal, readAgenda } from "./agenda.ts";
import { type AppointmentChange, planSeries, type SeriesRefusal, type SeriesRequest } from "./seriesPlan.ts";
import { type TodayAnswer, TodayDesk, type TodayQuestion } from "./today.ts";

interface Open {
  readonly workspace: string;
  readonly db: WorkspaceDatabase;
  readonly desk: TodayDesk;
}
let opened: Open | null = null;

function openOf(workspace: string): Open {
  if (opened?.workspace !== workspace) opened = { workspace, db: new WorkspaceDatabase(workspace, "relaxed"), desk: new TodayDesk() };
  return opened;
}
const databaseOf = (workspace: string): WorkspaceDatabase => openOf(workspace).db;

const work = {
  agenda: (workspace: string, question: AgendaQuestion): Promise<Result<AgendaAnswer, AgendaRefusal>> =>
    readAgenda(databaseOf(workspace), question, holidayTable),
  today: (workspace: string, question: TodayQuestion): Promise<Result<TodayAnswer, AgendaRefusal>> =>
    openOf(workspace).desk.answer(databaseOf(workspace), question, holidayTable),
  planSeries: (workspace: string, id: RecordId, request: SeriesRequest): Promise<Result<readonly AppointmentChange[], SeriesRefusal>> =>
    planSeries(databaseOf(workspace), id, request),
};

export type CalendarWork = typeof work;
Comlink.expose(work);
