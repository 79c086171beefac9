// Entries are stored in any order and applied in causal order: an entry waits until what its author had applied is
// applied here. So Yjs never holds pending structs, and "knew of it" means the same on every device.
import type { DeviceId } from "./deviceKeys.ts";
import { type Counts, countOf } from "./vector.ts";

/** Where an entry stands: its feed, its number, and what its author had newly seen. An entry's header is one. */
export interface CausalEntryRef {
  readonly device: DeviceId;
  readonly seq: number;
  readonly seen: Counts;
}

export interface EntryRef {
  readonly device: DeviceId;
  readonly seq: number;
}

/** True when the entry is the next of its feed and everything its author had seen is applied here. */
export function isApplicable(applied: Counts, { device, seq, seen }: CausalEntryRef): boolean {
  if (countOf(applied, device) !== seq - 1) return false;
  for (const other in seen) if (other !== device && countOf(applied, other) < countOf(seen, other)) return false;
  return true;
}

/** True when the author of the entry with this full vector knew of that write. */
export const knows = (vector: Counts, { device, seq }: EntryRef): boolean => countOf(vector, device) >= seq;

/** Entries that are stored and not yet applied: device → number → entry. */
export type Waiting<Item extends CausalEntryRef> = Map<DeviceId, Map<number, Item>>;

/** Removes and returns the waiting entries that may be applied now, in causal order: each counts as applied for those after it. */
export function takeApplicable<Item extends CausalEntryRef>(
  waiting: Waiting<Item>,
  applied: Counts,
  /** Whether one may be taken now, whatever it builds on. */
  isFree: (item: Item) => boolean = () => true,
): Item[] {
  const now: Record<DeviceId, number> = { ...applied };
  const taken: Item[] = [];
  for (let before = -1; before !== taken.length; ) {
    before = taken.length;
    for (const [device, feed] of waiting) {
      for (let next = feed.get(countOf(now, device) + 1); next && isApplicable(now, next) && isFree(next); next = feed.get(next.seq + 1)) {
        feed.delete(next.seq);
        now[device] = next.seq;
        taken.push(next);
      }
    }
  }
  return taken;
}
