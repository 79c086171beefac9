// What was promised to a customer, or by one, and whether it was kept.
import { addDays } from "../lib/calendarDay.ts";
import { choice, day, defineNoun, filledText, instant, type RecordOf, ref } from "./noun.ts";

/** Who gave it: we, or they. */
export const promiseSides = ["ours", "theirs"] as const;
export type PromiseSide = (typeof promiseSides)[number];

/** A promise that we gave a contact, or a contact gave us: open until somebody says that it was kept or broken. */
export const promiseNoun = defineNoun("promise", {
  lies: "withParty",
  fields: {
    party: ref("party"),
    /** Absent counts as ours. */
    side: choice(promiseSides),
    text: filledText,
    /** Until when; absent: no day was named. */
    dueOn: day,
    keptAt: instant,
    brokenAt: instant,
  },
  required: ["text"],
  belongsTo: ["party"],
  title: ({ text }) => text,
  marks: (promise) => (promise["keptAt"] || promise["brokenAt"] ? [] : [["open", textOr(promise["dueOn"], noDay)]]),
  sortBy: "dueOn",
  personal: ["text"],
  repair: (promise) => withOneEnd(promise),
});
export type GivenPromise = RecordOf<typeof promiseNoun>;

/** Behind every day. */
const noDay = "~";
const textOr = (value: unknown, otherwise: string): string => (typeof value === "string" && value !== "" ? value : otherwise);

type Ends = { readonly keptAt?: string | null; readonly brokenAt?: string | null };
type Due = Ends & { readonly dueOn?: string | null };

/** Of two who said kept and broken apart, not knowing of each other, the later one counts; at one moment kept does. */
function withOneEnd<Of extends Ends>(promise: Of): Of {
  if (!promise.keptAt || !promise.brokenAt) return promise;
  return promise.brokenAt > promise.keptAt ? { ...promise, keptAt: null } : { ...promise, brokenAt: null };
}

export const sideOf = ({ side }: Pick<GivenPromise, "side">): PromiseSide => (side === "theirs" ? "theirs" : "ours");

export type PromiseEnd = { readonly keptAt: string | null; readonly brokenAt: string | null };

/** Kept, at a moment; said a second time, it keeps the moment it had. */
export const keepPromise = ({ keptAt }: Ends, now: string): PromiseEnd => ({ keptAt: keptAt || now, brokenAt: null });

/** Broken, at a moment; said a second time, it keeps the moment it had. */
export const breakPromise = ({ brokenAt }: Ends, now: string): PromiseEnd => ({ keptAt: null, brokenAt: brokenAt || now });

/** Neither kept nor broken. */
export const reopenPromise = (): PromiseEnd => ({ keptAt: null, brokenAt: null });

export const promiseStates = ["overdue", "open", "kept", "broken"] as const;
export type PromiseState = (typeof promiseStates)[number];

/** How it stands on a day: open ones are overdue from the day behind the one that was named. */
export function stateOfPromise({ keptAt, brokenAt, dueOn }: Due, today: string): PromiseState {
  if (keptAt) return "kept";
  if (brokenAt) return "broken";
  return dueOn && dueOn < today ? "overdue" : "open";
}

export const isOpenPromise = (promise: Ends): boolean => !promise.keptAt && !promise.brokenAt;

/** So many days before its day an open promise is pointed out. */
export const promiseNoticeDays = 7;

/** Whether an open promise is overdue, or due within the days of notice. */
export const isPromisePressing = (promise: Due, today: string): boolean =>
  isOpenPromise(promise) && !!promise.dueOn && promise.dueOn <= addDays(today, promiseNoticeDays);

/** Whether it was kept by the day that was named; without one, kept at all. The day of `keptAt` is the one that `dayOf` says. */
export const isKeptInTime = ({ keptAt, dueOn }: Due, dayOf: (instant: string) => string): boolean =>
  !!keptAt && (!dueOn || dayOf(keptAt) <= dueOn);

export interface KeptRate {
  /** Kept by the day that was named. */
  readonly inTime: number;
  /** Kept, broken and overdue ones together. */
  readonly counted: number;
  /** `inTime` ÷ `counted`; null where nothing counts yet. */
  readonly share: number | null;
}

/**
 * How reliably promises are kept: those kept in time ÷ (kept + broken + overdue). Open ones whose day has not come count in neither;
 * kept too late counts below and not above.
 */
export function keptRate(promises: Iterable<Due>, today: string, dayOf: (instant: string) => string): KeptRate {
  let [inTime, counted] = [0, 0];
  for (const promise of promises) {
    if (stateOfPromise(promise, today) === "open") continue;
    counted++;
    if (isKeptInTime(promise, dayOf)) inTime++;
  }
  return { inTime, counted, share: counted > 0 ? inTime / counted : null };
}

const rank = (state: PromiseState): number => promiseStates.indexOf(state);
const compareTexts = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
const endOf = ({ keptAt, brokenAt }: Ends): string => keptAt || brokenAt || "";

/** As they press: overdue and open ones by their day, those without one behind them; then what is settled, the newest first. */
export function comparePromises(a: GivenPromise, b: GivenPromise, today: string): number {
  const [x, y] = [stateOfPromise(a, today), stateOfPromise(b, today)];
  const [isOpenA, isOpenB] = [rank(x) < 2, rank(y) < 2];
  if (isOpenA !== isOpenB) return isOpenA ? -1 : 1;
  if (!isOpenA) return compareTexts(endOf(b), endOf(a)) || compareTexts(a.text, b.text);
  return compareTexts(a.dueOn || noDay, b.dueOn || noDay) || compareTexts(a.text, b.text);
}
