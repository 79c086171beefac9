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

/**
 * The last answer stays while the next one is worked out; it says which question it answers. Nothing is asked while it is undefined.
 * `next` are questions that are likely to follow: they are asked when nobody waits, and answered at once while nothing changes.
 */
export function createAgenda(
  question: Accessor<AgendaQuestion | undefined>,
  next: (asked: AgendaQuestion) => readonly AgendaQuestion[] = () => [],
): Accessor<AgendaAnswer | undefined> {
  const session = useSession();
  const isWithBesides = (): boolean => question()?.isWithBesides === true;
  const changes = createLiveQuery(
    () => (question() ? { isWithBesides: isWithBesides() } : undefined),
    async (db, of) => {
      await Promise.all([watchCalendar(db, of.isWithBesides), settingsRow(db)]);
      return {};
    },
  );
  let known = new Map<string, AgendaAnswer>();
  const ask = async (asked: AgendaQuestion): Promise<AgendaAnswer | undefined> => {
    const [name, of] = [JSON.stringify(asked), known];
    const had = of.get(name);
    if (had) return had;
    const got = await session.agenda(asked);
    if (!got.ok) return undefined;
    of.set(name, got.value);
    return got.value;
  };
  createEffect(
    on(changes, () => {
      known = new Map();
    }),
  );
  const asked = (): AgendaQuestion | undefined => (changes() ? question() : undefined);
  const answer = createAnswer(asked, ask, (one) => known.get(JSON.stringify(one)));
  createEffect(
    on(answer, (given) => {
      if (!given) return;
      let isWanted = true;
      const timer = setTimeout(async () => {
        for (const one of next(given.question)) if (isWanted) await ask(one).catch(() => undefined); // Asked again when it is needed.
      }, quietMs);
      onCleanup(() => {
        isWanted = false;
        clearTimeout(timer);
      });
    }),
  );
  return answer;
}

/** So long nobody has waited for an answer before the next ones are asked. */
const quietMs = 120;

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
  had: (asked: Question) => Answer | undefined = () => undefined,
): Accessor<Answer | undefined> {
  const [answer, setAnswer] = createSignal<{ readonly value: Answer } | { readonly error: unknown }>();
  createEffect(
    on(rows, (asked) => {
      if (!asked) {
        setAnswer(undefined);
        return;
      }
      const there = had(asked);
      if (there !== undefined) {
        setAnswer({ value: there });
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
