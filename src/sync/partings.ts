import type { DeviceId } from "../journal/deviceKeys.ts";
import { type Counts, countOf } from "../journal/vector.ts";
import type { Compared } from "./store.ts";

/** How many entries before the one that differs are asked for first. */
const firstDepth = 8;

/** A feed that went another way there: the number of an entry behind the parting, and how far back is looked for it. */
interface Parting {
  seq: number;
  depth: number;
  isExhausted: boolean;
}

const askedFrom = ({ seq, depth }: Parting): number => Math.max(0, seq - depth);

/** Feeds of which one device has another chain than any here. */
export class Partings {
  readonly #feeds = new Map<DeviceId, Parting>();

  get isEmpty(): boolean {
    return this.#feeds.size === 0;
  }

  note(device: DeviceId, seq: number): void {
    const known = this.#feeds.get(device);
    if (known) known.seq = Math.min(known.seq, seq);
    else this.#feeds.set(device, { seq, depth: firstDepth, isExhausted: false });
  }

  /** Its vector was compared with what is here: what differs is noted, and what no longer does is forgotten. */
  compare({ foreign, ahead }: Compared): void {
    for (const device of this.#feeds.keys()) if (!(device in foreign) && !(device in ahead)) this.#feeds.delete(device);
    for (const device in foreign) this.note(device, countOf(foreign, device));
  }

  /** From where on parted feeds are asked for: twice as far back each time, and once from the very beginning. */
  furtherBack(): Counts {
    return Object.fromEntries([...this.#feeds].flatMap(([device, parting]) => (parting.isExhausted ? [] : [[device, askedFrom(parting)]])));
  }

  /** It has told all that it has of a feed from there on: what is still missing lies further back, if there is any of it. */
  wentBack(device: DeviceId, from: number): void {
    const parting = this.#feeds.get(device);
    if (!parting || from > askedFrom(parting)) return;
    parting.isExhausted = from === 0;
    parting.depth *= 2;
  }
}
