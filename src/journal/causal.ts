// Entries are stored in any order and applied in causal order: an entry waits until what its author had applied is
// applied here. So Yjs never holds pending structs, and "knew of it" means the same on every device.
import type { DeviceId } from "./deviceKeys.ts";
import { type Counts, countOf, mergeCounts } from "./vector.ts";

/** Where an entry stands: its feed, its number, and what its author had newly seen. An entry's header is one. */
export interface CausalPlace {
  readonly device: DeviceId;
  readonly seq: number;
  readonly seen: Counts;
}

export interface Place {
  readonly device: DeviceId;
  readonly seq: number;
}

/** True when the entry is the next of its feed and everything its author had seen is applied here. */
export function isApplicable(applied: Counts, { device, seq, seen }: CausalPlace): boolean {
  if (countOf(applied, device) !== seq - 1) return false;
  for (const other in seen) if (other !== device && countOf(applied, other) < countOf(seen, other)) return false;
  return true;
}

/** Did the author of the entry with this full vector know of that write? */
export const knows = (vector: Counts, { device, seq }: Place): boolean => countOf(vector, device) >= seq;

/** Neither author knew of the other's entry. */
export const isConcurrent = (a: Place & { readonly vector: Counts }, b: Place & { readonly vector: Counts }): boolean =>
  !knows(a.vector, b) && !knows(b.vector, a);

/**
 * Each feed's full vector: headers say only what advanced, this adds it up. Entries of a feed are handed in
 * in their order, as they are applied. `saved()` is a plain object, to be stored in the same transaction.
 */
export class FeedVectors {
  readonly #vectors: Map<DeviceId, Counts>;

  constructor(saved: Readonly<Record<DeviceId, Counts>> = {}) {
    this.#vectors = new Map(Object.entries(saved));
  }

  /** What the device's last entry knew, itself included; nothing before its first. */
  of(device: DeviceId): Counts {
    return this.#vectors.get(device) ?? {};
  }

  /** The full vector of the next entry of its feed. Throws a RangeError when another one is next. */
  advance({ device, seq, seen }: CausalPlace): Counts {
    const before = this.of(device);
    if (countOf(before, device) !== seq - 1) throw new RangeError(`entry ${countOf(before, device) + 1} of this feed is next, not ${seq}`);
    const vector = { ...mergeCounts(before, seen), [device]: seq };
    this.#vectors.set(device, vector);
    return vector;
  }

  saved(): Record<DeviceId, Counts> {
    return Object.fromEntries(this.#vectors);
  }
}

interface Waiting<Item> {
  readonly item: Item;
  /** What must be applied before, one after the other; those before `met` are. */
  readonly needs: readonly (readonly [DeviceId, number])[];
  met: number;
}

/**
 * Holds entries until they may be applied. Each waits in one place only, under the first thing it lacks,
 * so that an arrival wakes those that wait for it and touches no others.
 */
export class WaitingRoom<Item extends CausalPlace> {
  readonly #applied: Map<DeviceId, number>;
  readonly #held = new Map<DeviceId, Map<number, Waiting<Item>>>();
  readonly #waiting = new Map<DeviceId, Map<number, Waiting<Item>[]>>();
  #ready: Waiting<Item>[] = [];
  #released = 0;
  #size = 0;

  /** `applied`: what is applied here already. */
  constructor(applied: Counts) {
    this.#applied = new Map(Object.entries(applied));
  }

  /** Entries held: waiting, or ready and not yet released. */
  get size(): number {
    return this.#size;
  }

  get applied(): Counts {
    return Object.fromEntries(this.#applied);
  }

  /** False when it is applied or held already. */
  add(item: Item): boolean {
    const { device, seq, seen } = item;
    if (seq <= this.#countOf(device)) return false;
    let feed = this.#held.get(device);
    if (feed === undefined) this.#held.set(device, (feed = new Map()));
    if (feed.has(seq)) return false;
    const needs: [DeviceId, number][] = seq > 1 ? [[device, seq - 1]] : [];
    for (const other in seen) if (other !== device) needs.push([other, countOf(seen, other)]);
    const waiting: Waiting<Item> = { item, needs, met: 0 };
    feed.set(seq, waiting);
    this.#size++;
    this.#place(waiting);
    return true;
  }

  /** At most `limit` entries, in causal order, to be applied in this order; they count as applied from here on. */
  release(limit = Number.POSITIVE_INFINITY): Item[] {
    const released: Item[] = [];
    while (this.#released < this.#ready.length && released.length < limit) {
      const { item } = this.#ready[this.#released++] as Waiting<Item>;
      // Applied meanwhile by another way (`advance`).
      if (item.seq <= this.#countOf(item.device)) continue;
      released.push(item);
      this.advance(item.device, item.seq);
    }
    // Cut off only now and then, so that taking one at a time costs the same as taking all.
    if (this.#released * 2 >= this.#ready.length) {
      this.#ready = this.#ready.slice(this.#released);
      this.#released = 0;
    }
    return released;
  }

  /** Takes note that the feed is applied up to this number (the device's own entries, say, never wait here). */
  advance(device: DeviceId, seq: number): void {
    const before = this.#countOf(device);
    if (seq <= before) return;
    this.#applied.set(device, seq);
    const feed = this.#held.get(device);
    const waiting = this.#waiting.get(device);
    for (let number = before + 1; number <= seq; number++) {
      if ((feed?.size ?? 0) === 0 && (waiting?.size ?? 0) === 0) break;
      if (feed?.delete(number)) this.#size--;
      const woken = waiting?.get(number);
      if (woken === undefined) continue;
      waiting?.delete(number);
      for (const one of woken) this.#place(one);
    }
  }

  /** What is waited for and not here: the number up to which each of these feeds is needed. */
  missing(): Counts {
    const missing: Record<DeviceId, number> = {};
    for (const [device, waiting] of this.#waiting) {
      const feed = this.#held.get(device);
      for (const number of waiting.keys()) if (!feed?.has(number)) missing[device] = Math.max(missing[device] ?? 0, number);
    }
    return missing;
  }

  #countOf(device: DeviceId): number {
    return this.#applied.get(device) ?? 0;
  }

  #place(one: Waiting<Item>): void {
    if (one.item.seq <= this.#countOf(one.item.device)) return;
    for (; one.met < one.needs.length; one.met++) {
      const [device, number] = one.needs[one.met] as readonly [DeviceId, number];
      if (this.#countOf(device) >= number) continue;
      let waiting = this.#waiting.get(device);
      if (waiting === undefined) this.#waiting.set(device, (waiting = new Map()));
      const others = waiting.get(number);
      if (others === undefined) waiting.set(number, [one]);
      else others.push(one);
      return;
    }
    this.#ready.push(one);
  }
}
