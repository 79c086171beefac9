// Rules, zones and holidays weigh more than the first screen: a window starts this worker for the first question about a calendar.
import * as Comlink from "comlink";
import type { Slot } from "../calendar/freeSlots.ts";
import { holidayTable } from "../calendar/tables.ts";
import { WorkspaceDatabase } from "../database/schema.ts";
import type { RecordId } from "../lib/id.ts";
import type { Result } from "../lib/result.ts";
import { type ActivityAnswer, readActivities } from "./activities.ts";
import { type AgendaAnswer, type AgendaRefusal, readAgenda, readOccurrences } from "./agenda.ts";
import type { AgendaQuestion, Occurrence } from "./agendaEntry.ts";
import type { CalendarExport } from "./calendarExport.ts";
import { Facts } from "./facts.ts";
import { type RemindersAnswer, type RemindersQuestion, readReminders } from "./reminders.ts";
import { type AppointmentChange, planSeries, type SeriesRefusal, type SeriesRequest } from "./seriesPlan.ts";
import { findSlots, type SlotsQuestion, type SlotsRefusal } from "./slots.ts";
import { type TodayAnswer, TodayDesk, type TodayQuestion } from "./today.ts";

interface Open {
  readonly workspace: string;
  readonly db: WorkspaceDatabase;
  readonly desk: TodayDesk;
  readonly facts: Facts;
}
let opened: Open | null = null;

function openOf(workspace: string): Open {
  if (opened?.workspace === workspace) return opened;
  const db = new WorkspaceDatabase(workspace, "relaxed");
  opened = { workspace, db, desk: new TodayDesk(), facts: new Facts(db, () => Date.now()) };
  return opened;
}
const databaseOf = (workspace: string): WorkspaceDatabase => openOf(workspace).db;

const work = {
  agenda: (workspace: string, question: AgendaQuestion): Promise<Result<AgendaAnswer, AgendaRefusal>> =>
    readAgenda(databaseOf(workspace), question, holidayTable),
  occurrences: (workspace: string, question: AgendaQuestion): Promise<Result<readonly Occurrence[], AgendaRefusal>> =>
    readOccurrences(databaseOf(workspace), question),
  activities: (workspace: string, question: AgendaQuestion): Promise<ActivityAnswer> =>
    readActivities(databaseOf(workspace), openOf(workspace).facts, question),
  slots: (workspace: string, question: SlotsQuestion): Promise<Result<readonly Slot[], SlotsRefusal>> =>
    findSlots(databaseOf(workspace), question, holidayTable),
  today: (workspace: string, question: TodayQuestion): Promise<Result<TodayAnswer, AgendaRefusal>> =>
    openOf(workspace).desk.answer(databaseOf(workspace), question, holidayTable),
  planSeries: (workspace: string, id: RecordId, request: SeriesRequest): Promise<Result<readonly AppointmentChange[], SeriesRefusal>> =>
    planSeries(databaseOf(workspace), id, request),
  reminders: (workspace: string, question: RemindersQuestion): Promise<RemindersAnswer> => readReminders(databaseOf(workspace), question),
  exportCalendar: async (workspace: string, wish: CalendarExport): Promise<string> =>
    (await import("./calendarExport.ts")).calendarFile(databaseOf(workspace), wish),
};

export type CalendarWork = typeof work;
Comlink.expose(work);
