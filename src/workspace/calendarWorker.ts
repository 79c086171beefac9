// Rules, zones and holidays weigh more than the first screen: a window starts this worker for the first question about a calendar.
import * as Comlink from "comlink";
import type { Slot } from "../calendar/freeSlots.ts";
import { holidayTable } from "../calendar/tables.ts";
import { WorkspaceDatabase } from "../database/schema.ts";
import type { RecordId } from "../lib/id.ts";
import { ok, type Result } from "../lib/result.ts";
import { type ActivityAnswer, readActivities } from "./activities.ts";
import { type AgendaAnswer, type AgendaRefusal, readAgenda } from "./agenda.ts";
import { type AgendaQuestion, type Occurrence, occurrenceOf } from "./agendaEntry.ts";
import { Facts } from "./facts.ts";
import { type AppointmentChange, planSeries, type SeriesRefusal, type SeriesRequest } from "./seriesPlan.ts";
import { findSlots, type SlotsQuestion, type SlotsRefusal } from "./slots.ts";

let opened: { readonly workspace: string; readonly db: WorkspaceDatabase } | null = null;

function databaseOf(workspace: string): WorkspaceDatabase {
  if (opened?.workspace !== workspace) opened = { workspace, db: new WorkspaceDatabase(workspace, "relaxed") };
  return opened.db;
}

let facts: { readonly workspace: string; readonly facts: Facts } | null = null;

function factsOf(workspace: string): Facts {
  if (facts?.workspace !== workspace) facts = { workspace, facts: new Facts(databaseOf(workspace), () => Date.now()) };
  return facts.facts;
}

const work = {
  agenda: (workspace: string, question: AgendaQuestion): Promise<Result<AgendaAnswer, AgendaRefusal>> =>
    readAgenda(databaseOf(workspace), question, holidayTable),
  occurrences: async (workspace: string, question: AgendaQuestion): Promise<Result<readonly Occurrence[], AgendaRefusal>> => {
    const answer = await readAgenda(databaseOf(workspace), question, holidayTable);
    return answer.ok ? ok(answer.value.entries.map(occurrenceOf)) : answer;
  },
  activities: (workspace: string, question: AgendaQuestion): Promise<ActivityAnswer> =>
    readActivities(databaseOf(workspace), factsOf(workspace), question),
  slots: (workspace: string, question: SlotsQuestion): Promise<Result<readonly Slot[], SlotsRefusal>> =>
    findSlots(databaseOf(workspace), question, holidayTable),
  planSeries: (workspace: string, id: RecordId, request: SeriesRequest): Promise<Result<readonly AppointmentChange[], SeriesRefusal>> =>
    planSeries(databaseOf(workspace), id, request),
};

export type CalendarWork = typeof work;
Comlink.expose(work);
