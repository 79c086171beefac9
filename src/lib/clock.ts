/** Milliseconds since 1970. Handed in wherever time matters, so that tests own it. */
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

/** How far ahead another device's clock may pull ours: a phone that believes in 2036 must not take all of us along. */
const maxDriftMs = 48 * 3_600_000;

export class HybridClock {
  #last: Stamp;
  readonly #now: Now;

  constructor(now: Now, last: Stamp = { ms: 0, count: 0 }) {
    this.#now = now;
    this.#last = last;
  }

  tick(): Stamp {
    const ms = this.#now();
    this.#last = ms > this.#last.ms ? { ms, count: 0 } : { ms: this.#last.ms, count: this.#last.count + 1 };
    return this.#last;
  }

  /** Takes note of another device's reading; outliers are ignored. */
  observe(other: Stamp): void {
    if (other.ms > this.#now() + maxDriftMs) return;
    if (compareStamps(other, this.#last) > 0) this.#last = other;
  }
}

/** The instant as stored: UTC, milliseconds, 24 characters. */
export const instantOf = (ms: number): string => new Date(ms).toISOString();
