import type { DeviceId } from "../journal/deviceKeys.ts";
import { type Counts, countOf } from "../journal/vector.ts";

/** What another device offers, and what came of asking it. */
export interface Offer {
  readonly has: Counts;
  /** What it was asked for and is on its way: feed → number. */
  readonly fetching: Counts;
  /** Feeds that it claimed to have and did not deliver, up to this number. */
  readonly futile: Counts;
}

/**
 * Whom to ask for which feed, so that nothing is asked for twice while it is on its way: with five devices at hand a newcomer
 * takes everything once. Who is asked already finishes first. Answers by the index of the offer.
 */
export function planWants(mine: Counts, offers: readonly Offer[]): Map<number, Counts> {
  const expected: Record<DeviceId, number> = { ...mine };
  for (const { fetching } of offers) {
    for (const device in fetching) expected[device] = Math.max(countOf(expected, device), countOf(fetching, device));
  }
  const plan = new Map<number, Counts>();
  for (const [index, { has, fetching, futile }] of offers.entries()) {
    if (Object.keys(fetching).length > 0) continue;
    const wanted: Record<DeviceId, number> = {};
    for (const device in has) {
      const offered = countOf(has, device);
      if (offered > countOf(expected, device) && offered > countOf(futile, device)) wanted[device] = expected[device] = offered;
    }
    if (Object.keys(wanted).length > 0) plan.set(index, wanted);
  }
  return plan;
}
