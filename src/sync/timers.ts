import type { Now } from "../lib/clock.ts";

/** Time as the protocol sees it, so that tests own it. */
export interface Timers {
  readonly now: Now;
  /** Runs it once after so many milliseconds; the answer calls it off. */
  after(ms: number, run: () => void): () => void;
}

export const realTimers: Timers = {
  now: () => Date.now(),
  after(ms, run) {
    const timer = setTimeout(run, ms);
    return () => clearTimeout(timer);
  },
};
