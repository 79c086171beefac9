import type { DeviceId } from "../journal/deviceKeys.ts";
import { type Counts, countOf } from "../journal/vector.ts";

/** After how long without an entry a source is not waited for when another has the same. */
export const stalledMs = 15_000;

/** A question for entries that is being answered. */
export interface Want {
  readonly id: number;
  /** The feeds asked for, and from where on. */
  readonly have: Counts;
  /** What the other claimed to have when it was asked. */
  readonly claimed: Counts;
  progressMs: number;
}

/** What another device offers, and what came of asking it. */
export interface Offer {
  readonly has: Counts;
  /** The feeds it was asked for and is still sending. */
  readonly fetching: Counts;
  /** Feeds that it claimed to have up to this number, and did not deliver. */
  readonly futile: Counts;
}

/**
 * Plans which device is asked for which feed, by the index of the offer, so that nothing is on its way twice: with five devices at
 * hand a newcomer
 * takes everything once. A device that is still sending is not asked again before it has finished.
 */
export function planWants(mine: Counts, offers: readonly Offer[]): Map<number, DeviceId[]> {
  const taken = new Set(offers.flatMap(({ fetching }) => Object.keys(fetching)));
  const plan = new Map<number, DeviceId[]>();
  for (const [index, { has, fetching, futile }] of offers.entries()) {
    if (Object.keys(fetching).length > 0) continue;
    const wanted = Object.keys(has).filter(
      (device) => !taken.has(device) && countOf(has, device) > Math.max(countOf(mine, device), countOf(futile, device)),
    );
    for (const device of wanted) taken.add(device);
    if (wanted.length > 0) plan.set(index, wanted);
  }
  return plan;
}
