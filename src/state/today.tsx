// What the day or the week asks of somebody, worked out beside the screen and asked again whenever something was saved or arrived.
import { type Accessor, createContext, createEffect, createMemo, createSignal, type JSX, on, onCleanup, useContext } from "solid-js";
import { deviceZone } from "../domain/zone.ts";
import { addDays } from "../lib/calendarDay.ts";
import type { TodayAnswer, TodayQuestion } from "../workspace/today.ts";
import { createAbcClasses, createDay } from "./nextSteps.ts";
import { useSession } from "./session.tsx";
import { useWorkspace } from "./workspace.tsx";

export type { TodayAnswer, TodayBirthday, TodayPromise, TodayTask, TodayTouch } from "../workspace/today.ts";

export interface TodayWish {
  /** How many days from today on. */
  readonly days: number;
  /** Only what is one's own, and nobody's. */
  readonly isMine: boolean;
}

export interface Today {
  /** The last answer stays until the next one is there; undefined before the first. */
  readonly answer: Accessor<TodayAnswer | undefined>;
  readonly today: Accessor<string>;
  readonly days: Accessor<number>;
}

const Context = createContext<Today>();

/** What the page Today is about, for the parts of it that other pages bring along. */
export function useToday(): Today {
  const today = useContext(Context);
  if (!today) throw new Error("useToday needs a TodayProvider above it");
  return today;
}

export const TodayProvider = (props: { readonly today: Today; readonly children: JSX.Element }): JSX.Element => (
  <Context.Provider value={props.today}>{props.children}</Context.Provider>
);

/** The last answer of each workspace: who comes back to the page sees it at once, and the new one a moment later. */
const lastAnswers = new WeakMap<object, TodayAnswer>();
const isAbout = (answer: TodayAnswer, { from, to, member }: TodayQuestion): boolean =>
  answer.question.from === from && answer.question.to === to && answer.question.member === member;

const moreTries = 2;
const againMs = 1_000;

export function createToday(wish: Accessor<TodayWish>): Today {
  const session = useSession();
  const { db, status, settings } = useWorkspace();
  const today = createDay();
  const classes = createAbcClasses();
  const [answer, setAnswer] = createSignal<{ readonly value: TodayAnswer } | { readonly error: unknown }>();
  // Every save and everything that arrives makes the journal's vector another one; while thousands of entries come in, nothing is asked.
  const version = createMemo<string>((before) => (status()?.receiving ? before : JSON.stringify(status()?.vector ?? null)), "null");
  const question = createMemo((): TodayQuestion | undefined => {
    const member = status()?.member;
    if (member === undefined) return undefined;
    const [{ days, isMine }, of] = [wish(), classes()];
    return {
      ...{ from: today(), to: addDays(today(), days), zone: deviceZone() },
      ...(isMine && { member }),
      ...(of && { classes: of }),
    };
  });
  let [isAsking, isStale, isHere] = [false, false, true];
  let timer: ReturnType<typeof setTimeout> | undefined;
  onCleanup(() => {
    isHere = false;
    clearTimeout(timer);
  });
  const ask = async (tries: number): Promise<void> => {
    const asked = question();
    if (!asked || !isHere) return;
    if (isAsking) {
      isStale = true;
      return;
    }
    isAsking = true;
    isStale = false;
    const last = lastAnswers.get(db);
    if (!answer() && last && isAbout(last, asked)) setAnswer({ value: last });
    try {
      const got = await session.today(asked);
      if (isHere && got.ok) {
        lastAnswers.set(db, got.value);
        setAnswer({ value: got.value });
      }
    } catch (error) {
      // A worker that was starting while the page was left breaks; who comes back by the way back asks again.
      if (tries > 0) timer = setTimeout(() => void ask(tries - 1), againMs);
      else if (isHere) setAnswer({ error });
    } finally {
      isAsking = false;
    }
    if (isStale) await ask(moreTries);
  };
  createEffect(on([question, version, () => settings().cadences], () => void ask(moreTries)));
  return {
    answer: () => {
      const got = answer();
      if (got && "error" in got) throw got.error;
      return got?.value;
    },
    today,
    days: () => wish().days,
  };
}
