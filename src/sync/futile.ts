import type { DeviceId } from "../journal/deviceKeys.ts";
import { type Counts, countOf } from "../journal/vector.ts";
import type { Want } from "./wants.ts";

/** Doubles each time: a feed that is refused here for good would otherwise be sent for ever. */
const firstAskAgainMs = 10_000;
const slowestAskAgainMs = 20 * 60_000;

/** A feed that was asked for in vain: how far it was claimed to reach, how far it reached here, and when it is asked for again. */
interface FutileFeed {
  readonly claimed: number;
  readonly had: number;
  readonly againMs: number;
  readonly delayMs: number;
}

/** What one device claimed and did not deliver: it may be slow, or hold entries back until it has what they build on. */
export class Futile {
  readonly #feeds = new Map<DeviceId, FutileFeed>();

  /** An answer is over. What was claimed and is not here is not asked for again at once, or the two would go round for ever. */
  note(want: Want, have: Counts, now: number): void {
    this.forgetArrived(have);
    for (const device in want.have) {
      const claimed = countOf(want.claimed, device);
      const had = countOf(have, device);
      if (had >= claimed || had !== countOf(want.have, device)) continue;
      const delayMs = Math.min(slowestAskAgainMs, 2 * (this.#feeds.get(device)?.delayMs ?? firstAskAgainMs / 2));
      this.#feeds.set(device, { claimed, had, againMs: now + delayMs, delayMs });
    }
  }

  /** Of what there is more here than there was, more may come: it was slow, and not in vain. */
  forgetArrived(have: Counts): void {
    for (const [device, { had }] of this.#feeds) if (countOf(have, device) > had) this.#feeds.delete(device);
  }

  /** Up to which numbers its claims are not believed at this time. */
  claims(now: number): Counts {
    return Object.fromEntries([...this.#feeds].flatMap(([device, { claimed, againMs }]) => (againMs > now ? [[device, claimed]] : [])));
  }
}
