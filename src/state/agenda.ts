// What is planned in some days, worked out beside the screen and asked again when an appointment changes.
import { type Accessor, createEffect, createSignal, on, onCleanup } from "solid-js";
import { watchCalendar } from "../database/besides.ts";
import { factsVersion } from "../database/columns.ts";
import { settingsRow } from "../database/questions.ts";
import type { RecordId } from "../lib/id.ts";
import type { Result } from "../lib/result.ts";
import type { ActivityAnswer } from "../workspace/activities.ts";
import type { AgendaAnswer } from "../workspace/agenda.ts";
import type { AgendaQuestion } from "../workspace/agendaEntry.ts";
import type { SeriesRequest } from "../workspace/seriesPlan.ts";
import { createLiveQuery } from "./liveQuery.ts";
import { useSession } from "./session.tsx";
import { useWorkspace } from "./workspace.tsx";

export type { ActivityAnswer } from "../workspace/activities.ts";
export type { AgendaAnswer } from "../workspace/agenda.ts";
export type { AgendaEntry, AgendaQuestion } from "../workspace/agendaEntry.ts";
export type { SeriesRequest, SeriesScope } from "../workspace/seriesPlan.ts";

const moreTries = 2;
const againMs = 1_000;

/** The last answer stays while the next one is worked out; it says which question it answers. Nothing is asked while it is undefined. */
export function createAgenda(question: Accessor<AgendaQuestion | undefined>): Accessor<AgendaAnswer | undefined> {
  const session = useSession();
  const rows = createLiveQuery(question, async (db, asked) => {
    await Promise.all([watchCalendar(db, asked.from, asked.to, asked.isWithBesides === true), settingsRow(db)]);
    return asked;
  });
  return createAnswer(rows, async (asked) => {
    const got = await session.agenda(asked);
    return got.ok ? got.value : undefined;
  });
}

/** Visits, calls and meetings that happened on some days; nothing is asked while the question is undefined. */
export function createActivities(question: Accessor<AgendaQuestion | undefined>): Accessor<ActivityAnswer | undefined> {
  const session = useSession();
  const rows = createLiveQuery(question, async (db, asked) => {
    await factsVersion(db);
    return asked;
  });
  return createAnswer(rows, async (asked) => (await session.activities(asked)) ?? undefined);
}

/** Asks a worker whenever the rows of a question have changed. */
function createAnswer<Question, Answer>(
  rows: Accessor<Question | undefined>,
  work: (asked: Question) => Promise<Answer | undefined>,
): Accessor<Answer | undefined> {
  const [answer, setAnswer] = createSignal<{ readonly value: Answer } | { readonly error: unknown }>();
  createEffect(
    on(rows, (asked) => {
      if (!asked) {
        setAnswer(undefined);
        return;
      }
      let isWanted = true;
      let timer: ReturnType<typeof setTimeout> | undefined;
      onCleanup(() => {
        isWanted = false;
        clearTimeout(timer);
      });
      const ask = (more: number): void => {
        work(asked).then(
          (value) => {
            if (isWanted && value !== undefined) setAnswer({ value });
          },
          (error) => {
            if (!isWanted) return;
            // A worker that was starting while the page was left breaks; who comes back by the way back asks again.
            if (more > 0) timer = setTimeout(() => ask(more - 1), againMs);
            else setAnswer({ error });
          },
        );
      };
      ask(moreTries);
    }),
  );
  return () => {
    const got = answer();
    if (got && "error" in got) throw got.error;
    return got?.value;
  };
}

/** Changes one time of a series, the later ones or all, or leaves them out, in one act; the ids of what was saved, in order. */
export function createSeriesChange(): (id: RecordId, request: SeriesRequest, command: string) => Promise<SeriesOutcome> {
  const session = useSession();
  const { engine } = useWorkspace();
  return async (id, request, command) => {
    const plan = await session.planSeries(id, request);
    return plan.ok ? engine.save(plan.value, command) : plan;
  };
}

type SeriesOutcome = Result<readonly RecordId[], { readonly code: string }>;
