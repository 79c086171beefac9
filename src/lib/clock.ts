/** A clock: milliseconds since 1970. Handed in wherever time matters, so that tests own it. */
export type Now = () => number;

/**
 * A hybrid logical clock's reading (Kulkarni et al. 2014): milliseconds and a counter for what happened within one.
 * Later readings of one device, and readings made after seeing another, always compare greater.
 */
export interface Stamp {
  readonly ms: number;
  readonly count: number;
}

export const compareStamps = (a: Stamp, b: Stamp): number => a.ms - b.ms || a.count - b.count;

/** The upper bound of the counter of one millisecond: after it the next millisecond is begun. No honest reading reaches it. */
export const maxCount = 2 ** 20;

/** How far ahead another device's clock may pull ours: a phone that is fast must not take all of us along. */
const maxDriftMs = 5 * 60_000;

/** A reading so far ahead of this device's clock tells of a clock that is wrong, and of no time at all. */
const outlierMs = 48 * 3_600_000;
export const isOutlier = (ms: number, nowMs: number): boolean => ms > nowMs + outlierMs;

export class HybridClock {
  #last: Stamp;
  readonly #now: Now;

  constructor(now: Now, last: Stamp = { ms: 0, count: 0 }) {
    this.#now = now;
    this.#last = last;
  }

  tick(): Stamp {
    const ms = this.#now();
    const { ms: lastMs, count } = this.#last;
    if (ms > lastMs) this.#last = { ms, count: 0 };
    else this.#last = count + 1 < maxCount ? { ms: lastMs, count: count + 1 } : { ms: lastMs + 1, count: 0 };
    return this.#last;
  }

  /** Takes note of another device's reading; what is too far ahead is ignored. */
  observe(other: Stamp): void {
    if (other.ms > this.#now() + maxDriftMs) return;
    if (compareStamps(other, this.#last) > 0) this.#last = other;
  }

  /** Goes on behind this device's own last reading, however far ahead its clock was then: own readings only grow. */
  resume(last: Stamp): void {
    if (compareStamps(last, this.#last) > 0) this.#last = last;
  }
}

/** Writes an instant as it is stored: UTC, milliseconds, 24 characters. */
export const instantOf = (ms: number): string => new Date(ms).toISOString();
