// How contacts stand: whether a next step is planned with them, and who is about to be lost out of sight.
import { type Accessor, createEffect, createMemo, createSignal, onCleanup } from "solid-js";
import { type NextSteps, readNextSteps, type TouchQuestion, touchStateOf } from "../database/nextSteps.ts";
import type { Cadences, TouchState } from "../domain/cadence.ts";
import { dayHere } from "../lib/calendarDay.ts";
import type { RecordId } from "../lib/id.ts";
import type { Answers } from "./analysis.ts";
import { createLiveQuery } from "./liveQuery.ts";
import { useSession } from "./session.tsx";
import { useWorkspace } from "./workspace.tsx";

/** The day it is, kept up to date over midnight. */
export function createDay(): Accessor<string> {
  const now = (): string => dayHere(new Date().toISOString());
  const [day, setDay] = createSignal(now());
  const timer = setInterval(() => setDay(now()), 60_000);
  onCleanup(() => clearInterval(timer));
  return day;
}

const letters = ["A", "B", "C"];
const wantsClasses = (cadences: Cadences): boolean => Object.keys(cadences).some((key) => key.startsWith("class:"));

/** Contact → ABC class by all its revenue; empty unless a cadence is wanted for a class. Asked once a workspace is open. */
export function createAbcClasses(): Accessor<Readonly<Record<RecordId, string>> | undefined> {
  const session = useSession();
  const { settings } = useWorkspace();
  const [classes, setClasses] = createSignal<Readonly<Record<RecordId, string>>>();
  const isWanted = createMemo(() => wantsClasses(settings().cadences ?? {}));
  createEffect(() => {
    if (!isWanted()) {
      setClasses(undefined);
      return;
    }
    session.analyse("abc", {}).then(
      (answer) => {
        if (!answer.ok) return;
        const results = Object.entries((answer.value as Answers["abc"]).results);
        setClasses(Object.fromEntries(results.map(([id, one]) => [id, letters[one.class] ?? ""])));
      },
      // Without figures there are no classes, and the other cadences count.
      () => undefined,
    );
  });
  return classes;
}

export interface TouchStates {
  /** How a contact stands today; undefined until what is planned has been read. Reading it in a row follows every change. */
  readonly of: (id: RecordId) => TouchState | undefined;
  /** Those of these contacts who stand so. */
  readonly those: (ids: readonly RecordId[], light: string) => readonly RecordId[];
}

export function createTouchStates(): TouchStates {
  const { directory, settings } = useWorkspace();
  const today = createDay();
  const classes = createAbcClasses();
  const steps = createLiveQuery<string, NextSteps>(today, readNextSteps);
  const asked = createMemo((): TouchQuestion => {
    const of = classes();
    return { cadences: settings().cadences ?? {}, today: today(), ...(of && { classOf: (one: RecordId) => of[one] }) };
  });
  return {
    of: (id) => {
      const [view, known] = [directory(), steps()];
      const entry = view?.get(id);
      return view && known && entry && touchStateOf(view, entry, known, asked());
    },
    those: (ids, light) => {
      const [view, known, question] = [directory(), steps(), asked()];
      if (!view || !known) return [];
      return ids.filter((id) => {
        const entry = view.get(id);
        return entry !== undefined && touchStateOf(view, entry, known, question).light === light;
      });
    },
  };
}
