// The window's half of the calendar.
import type { Slot } from "../calendar/freeSlots.ts";
import type { RecordId } from "../lib/id.ts";
import { err, type Result } from "../lib/result.ts";
import type { ActivityAnswer } from "./activities.ts";
import type { AgendaAnswer, AgendaRefusal } from "./agenda.ts";
import type { AgendaQuestion, Occurrence } from "./agendaEntry.ts";
import type { CalendarExport } from "./calendarExport.ts";
import type { CalendarWork } from "./calendarWorker.ts";
import type { AppointmentChange, SeriesRefusal, SeriesRequest } from "./seriesPlan.ts";
import type { SlotsQuestion, SlotsRefusal } from "./slots.ts";
import { Thread } from "./thread.ts";
import type { TodayAnswer, TodayQuestion } from "./today.ts";

export type Agenda = Result<AgendaAnswer, AgendaRefusal | { readonly code: "workspace-missing" }>;

export type TodayOutcome = Result<TodayAnswer, AgendaRefusal | { readonly code: "workspace-missing" }>;
export type Occurrences = Result<readonly Occurrence[], AgendaRefusal | { readonly code: "workspace-missing" }>;

export type SeriesPlan = Result<readonly AppointmentChange[], SeriesRefusal | { readonly code: "workspace-missing" }>;

export type Slots = Result<readonly Slot[], SlotsRefusal | { readonly code: "workspace-missing" }>;

export class Calendar {
  readonly #workspace: string;
  readonly #thread = new Thread<CalendarWork>(
    () => new Worker(new URL("./calendarWorker.ts", import.meta.url), { type: "module", name: "kontor-calendar" }),
  );

  constructor(workspace: string) {
    this.#workspace = workspace;
  }

  async agenda(question: AgendaQuestion): Promise<Agenda> {
    const answer: Agenda | null = await this.#thread.ask<Agenda>((work) => work.agenda(this.#workspace, question));
    return answer ?? err({ code: "workspace-missing" });
  }

  async occurrences(question: AgendaQuestion): Promise<Occurrences> {
    const answer: Occurrences | null = await this.#thread.ask<Occurrences>((work) => work.occurrences(this.#workspace, question));
    return answer ?? err({ code: "workspace-missing" });
  }

  /** Null where the workspace was closed meanwhile. */
  activities(question: AgendaQuestion): Promise<ActivityAnswer | null> {
    return this.#thread.ask<ActivityAnswer>((work) => work.activities(this.#workspace, question));
  }

  async slots(question: SlotsQuestion): Promise<Slots> {
    const slots: Slots | null = await this.#thread.ask<Slots>((work) => work.slots(this.#workspace, question));
    return slots ?? err({ code: "workspace-missing" });
  }

  async today(question: TodayQuestion): Promise<TodayOutcome> {
    const answer: TodayOutcome | null = await this.#thread.ask<TodayOutcome>((work) => work.today(this.#workspace, question));
    return answer ?? err({ code: "workspace-missing" });
  }

  async planSeries(id: RecordId, request: SeriesRequest): Promise<SeriesPlan> {
    const plan: SeriesPlan | null = await this.#thread.ask<SeriesPlan>((work) => work.planSeries(this.#workspace, id, request));
    return plan ?? err({ code: "workspace-missing" });
  }

  /** A file of what is planned; null where no workspace is open. */
  async exportCalendar(wish: CalendarExport): Promise<Blob | null> {
    const text: string | null = await this.#thread.ask<string>((work) => work.exportCalendar(this.#workspace, wish));
    return text === null ? null : new Blob([text], { type: "text/calendar;charset=utf-8" });
  }

  close(): void {
    this.#thread.close();
  }
}
