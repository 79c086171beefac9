// Entries that are stored and wait for what their authors had applied: sealed, those of the roster apart.

import type { Waiting } from "../journal/causal.ts";
import type { Entry } from "../journal/entry.ts";
import { toHex } from "../lib/bytes.ts";
import { compareStamps } from "../lib/clock.ts";
import { isOfRoster, type Opened, type Refusal, sealedBody } from "./opened.ts";

/** What may wait of one device, and how large an entry of a kind may be that this version does not use. */
const mostWaiting = 8_192;
const mostWaitingBytes = 32 * 2 ** 20;
const mostOtherBytes = 256 * 1024;

export class WaitingEntries {
  /** By feed and number. */
  readonly byFeed: Waiting<Opened> = new Map();

  get size(): number {
    let count = 0;
    for (const feed of this.byFeed.values()) count += feed.size;
    return count;
  }

  add(one: Opened): void {
    const { device, seq } = one;
    const feed = this.byFeed.get(device);
    if (feed) feed.set(seq, one);
    else this.byFeed.set(device, new Map([[seq, one]]));
  }

  get(feed: string, seq: number): Opened | undefined {
    return this.byFeed.get(feed)?.get(seq);
  }

  remove({ device, seq }: Pick<Opened, "device" | "seq">): void {
    this.byFeed.get(device)?.delete(seq);
  }

  /** Oldest first. */
  all(): Opened[] {
    const all = [...this.byFeed.values()].flatMap((feed) => [...feed.values()]);
    return all.sort((a, b) => compareStamps(a.entry.header.stamp, b.entry.header.stamp));
  }

  /** To go back to, when what is tried with them fails. */
  copy(): Waiting<Opened> {
    return new Map([...this.byFeed].map(([feed, list]) => [feed, new Map(list)]));
  }

  become(other: Waiting<Opened>): void {
    this.byFeed.clear();
    for (const [feed, list] of other) this.byFeed.set(feed, list);
  }

  /** Forgets what was let out: an entry is looked at again when its turn has come. */
  seal(): void {
    for (const list of this.byFeed.values())
      for (const [seq, one] of list) if (one.body !== sealedBody && !isOfRoster(one.entry)) list.set(seq, { ...one, body: sealedBody });
  }

  isHere(feed: string, { header, hash }: Entry): boolean {
    const waiting = this.get(feed, header.seq);
    return waiting !== undefined && toHex(waiting.entry.hash) === toHex(hash);
  }

  /** Of one device so many entries may wait for what has not come, and so large; more of them are not stored and asked for again. */
  withinLimits(trusted: readonly Opened[], refused: Refusal[]): readonly Opened[] {
    const waiting = new Map<string, { count: number; bytes: number }>();
    for (const list of this.byFeed.values())
      for (const { entry } of list.values()) {
        const sum = waiting.get(entry.header.device) ?? { count: 0, bytes: 0 };
        waiting.set(entry.header.device, { count: sum.count + 1, bytes: sum.bytes + entry.bytes.length });
      }
    return trusted.filter(({ entry }) => {
      const { count, bytes } = waiting.get(entry.header.device) ?? { count: 0, bytes: 0 };
      const isWithin =
        count < mostWaiting &&
        bytes < mostWaitingBytes &&
        (isOfRoster(entry) || entry.header.kind === "update" || entry.bytes.length <= mostOtherBytes);
      if (!isWithin) refused.push({ code: "waiting-too-many", device: entry.header.device });
      return isWithin;
    });
  }
}
