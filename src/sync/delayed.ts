import type { Timers } from "./timers.ts";

export interface Delayed {
  (): void;
  /** From now on nothing runs, however often it is called. */
  readonly stop: () => void;
}

/** Runs soon after it is called, however often it is called, and leaves a pause between runs. */
export function makeDelayed(timers: Timers, delayMs: number, run: () => void, betweenMs = delayMs): Delayed {
  let isWaiting = false;
  let isStopped = false;
  let earliest = 0;
  let cancel = () => {};
  const call = () => {
    if (isWaiting || isStopped) return;
    isWaiting = true;
    const wait = Math.max(delayMs, earliest - timers.now());
    cancel = timers.after(wait, () => {
      isWaiting = false;
      earliest = timers.now() + betweenMs;
      run();
    });
  };
  const stop = () => {
    isStopped = true;
    cancel();
  };
  return Object.assign(call, { stop });
}
