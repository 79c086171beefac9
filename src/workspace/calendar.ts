// The window's half of the calendar.
import type { RecordId } from "../lib/id.ts";
import { err, type Result } from "../lib/result.ts";
import type { AgendaAnswer, AgendaQuestion, AgendaRefusal } from "./agenda.ts";
import type { CalendarExport } from "./calendarExport.ts";
import type { CalendarWork } from "./calendarWorker.ts";
import type { AppointmentChange, SeriesRefusal, SeriesRequest } from "./seriesPlan.ts";
import { Thread } from "./thread.ts";

export type Agenda = Result<AgendaAnswer, AgendaRefusal | { readonly code: "workspace-missing" }>;

export type SeriesPlan = Result<readonly AppointmentChange[], SeriesRefusal | { readonly code: "workspace-missing" }>;

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
