// What reports ask, worked out beside the screen and asked again when something changes that the answer depends on.
import { type Accessor, batch, createEffect, createMemo, createSignal, on, onCleanup } from "solid-js";
import type { AnalysisRefusal, Answers, At, DrillThroughs, Method, MethodOptions } from "../analytics/analyse.ts";
import { factsVersion } from "../database/columns.ts";
import type { Result } from "../lib/result.ts";
import { createLiveQuery } from "./liveQuery.ts";
import { useSession } from "./session.tsx";

export type { AnalysisRefusal, Answers, At, DrillThroughs, Method, MethodOptions } from "../analytics/analyse.ts";
export type { Warning } from "../analytics/facts/facts.ts";
export type { CurrencyLeftOut } from "../analytics/facts/otherCurrencies.ts";

export interface AnalysisView<Answer> {
  /** The last answer; it stays while the next one is worked out. */
  readonly answer: Accessor<Answer | undefined>;
  /** Why there is none. */
  readonly refusal: Accessor<AnalysisRefusal | undefined>;
  /** Whether answer and refusal are about what is asked now, and not about what was asked before. */
  readonly isCurrent: Accessor<boolean>;
  readonly isRunning: Accessor<boolean>;
  /** Between 0 and 1 while facts are being read for the first time. */
  readonly progress: Accessor<number | null>;
  /** Gives up what is running; the last answer stays. */
  readonly cancel: () => void;
}

/** While an import runs, facts change all the time: reports follow once a second of rest has come. */
const restMs = 1_000;

/** Asks a method about the open workspace, now and whenever its options or the facts change; nothing while options are undefined. */
export function createAnalysis<Name extends Method>(
  method: Name,
  options: () => MethodOptions[Name] | undefined,
): AnalysisView<Answers[Name]> {
  const session = useSession();
  const [answer, setAnswer] = createSignal<Answers[Name]>();
  const [refusal, setRefusal] = createSignal<AnalysisRefusal>();
  const [answered, setAnswered] = createSignal<string>();
  const [progress, setProgress] = createSignal<number | null>(null);
  const [running, setRunning] = createSignal<AbortController | null>(null);
  const [failure, setFailure] = createSignal<{ readonly error: unknown }>();
  const version = createFactsVersion();
  const question = createMemo(() => JSON.stringify(options()));

  const ask = async (wanted: string): Promise<void> => {
    const stop = new AbortController();
    setRunning(stop);
    try {
      const result = (await session.analyse(method, JSON.parse(wanted), { signal: stop.signal, onProgress: setProgress })) as Result<
        Answers[Name],
        AnalysisRefusal
      >;
      if (running() !== stop || stop.signal.aborted) return;
      batch(() => {
        if (result.ok) setAnswer(() => result.value);
        setRefusal(result.ok ? undefined : result.error);
        setAnswered(wanted);
      });
    } catch (error) {
      if (running() === stop) setFailure({ error });
    } finally {
      if (running() === stop)
        batch(() => {
          setRunning(null);
          setProgress(null);
        });
    }
  };

  createEffect(
    on([question, version], ([wanted, known]) => {
      if (wanted === undefined || known === undefined) return;
      running()?.abort();
      void ask(wanted);
    }),
  );
  onCleanup(() => running()?.abort());
  return {
    answer: () => {
      const failed = failure();
      if (failed) throw failed.error;
      return answer();
    },
    refusal,
    isCurrent: () => answered() !== undefined && answered() === question(),
    isRunning: () => running() !== null,
    progress,
    cancel: () => {
      running()?.abort();
      setRunning(null);
    },
  };
}

export interface DrillThroughView<Records> {
  /** What it is made of; undefined until that is known, and never of another figure. */
  readonly answer: Accessor<Records | undefined>;
  readonly refusal: Accessor<AnalysisRefusal | undefined>;
}

/** What one figure of a method's answer is made of. Nothing is asked while options are undefined: no figure is open. */
export function createDrillThrough<Name extends keyof DrillThroughs>(
  method: Name,
  options: () => (MethodOptions[Name] & { readonly at: At<Name> }) | undefined,
): DrillThroughView<DrillThroughs[Name]> {
  const view = createAnalysis(method, options);
  return {
    // Asked with `at`, a method gives the other kind of answer.
    answer: () => (view.isCurrent() && !view.refusal() ? (view.answer() as unknown as DrillThroughs[Name]) : undefined),
    refusal: () => (view.isCurrent() ? view.refusal() : undefined),
  };
}

/** Changes a moment after the facts of the open workspace have, once they are at rest; undefined until it is known. */
export const createFactsVersion = (): Accessor<unknown> =>
  createSettled(
    createLiveQuery(() => true, factsVersion),
    restMs,
  );

/** The first value at once, each later one when it has stood for a while. */
function createSettled<Value>(source: Accessor<Value | undefined>, ms: number): Accessor<Value | undefined> {
  const [settled, setSettled] = createSignal<Value>();
  createEffect(
    on(source, (value) => {
      if (value === undefined) return;
      if (settled() === undefined) {
        setSettled(() => value);
        return;
      }
      const timer = setTimeout(() => setSettled(() => value), ms);
      onCleanup(() => clearTimeout(timer));
    }),
  );
  return settled;
}
