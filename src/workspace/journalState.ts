// Where the journal stands on this device. Whoever saves or receives changes it, with what is stored in the same transaction.

import { type FeedRow, readMeta, type WorkspaceDatabase } from "../database/schema.ts";
import type { NounName } from "../domain/nouns.ts";
import type { DeviceKeys } from "../journal/deviceKeys.ts";
import { decodeEntry, type Entry } from "../journal/entry.ts";
import type { Counts, Head, Vector } from "../journal/vector.ts";
import { HybridClock, type Now } from "../lib/clock.ts";
import type { Disk } from "./disk.ts";
import { emptyFeed, type Located } from "./feeds.ts";
import type { Journal } from "./journal.ts";
import type { KnownRoster } from "./knownRoster.ts";
import type { Pages } from "./pages.ts";
import type { Shards } from "./shards.ts";
import { WaitingEntries } from "./waitingEntries.ts";

export interface JournalParts {
  readonly workspace: string;
  readonly keys: DeviceKeys;
  /** Strict: its commits are on the disk. */
  readonly db: WorkspaceDatabase;
  /** Relaxed: its commits are on the disk once a strict one has followed. */
  readonly bulk: WorkspaceDatabase;
  readonly disk: Disk;
  readonly now: Now;
  readonly journal: Journal;
  readonly shards: Shards;
  readonly pages: Pages;
  readonly roster: KnownRoster;
  /** Entries are stored, own or received. */
  readonly onCommitted: (entries: readonly Entry[], isOwn: boolean) => void;
}

export class JournalState {
  readonly parts: JournalParts;
  readonly clock: HybridClock;
  readonly waiting = new WaitingEntries();
  keys: DeviceKeys;
  /** Feeds with entries that this device's key signed and this device did not write: a copy of its profile did. */
  elsewhere: ReadonlySet<string> = new Set();
  /** How many entries are set aside. */
  asideCount = 0;
  /** How many records there are of each kind, without deleted ones. */
  counts: Partial<Record<NounName, number>> = {};

  constructor(parts: JournalParts) {
    this.parts = parts;
    this.keys = parts.keys;
    this.clock = new HybridClock(parts.now);
  }

  /** Reads everything but what waits. */
  async open(): Promise<void> {
    const { db, journal } = this.parts;
    await journal.open();
    this.elsewhere = new Set(await readMeta<readonly string[]>(db, "elsewhere"));
    this.counts = (await readMeta<Partial<Record<NounName, number>>>(db, "counts")) ?? {};
    const own = journal.rows.get(this.keys.id);
    const last = own && (await db.entries.get([this.keys.id, own.seq]));
    const decoded = last && decodeEntry(last.bytes);
    if (decoded?.ok) this.clock.resume(decoded.value.header.stamp);
  }

  feedOf(device: string): FeedRow {
    return this.parts.journal.rows.get(device) ?? emptyFeed(device);
  }

  /** Stored without gap, by the names that feeds have among devices. */
  vector(): Vector {
    const { feeds, damage } = this.parts.journal;
    const vector: Record<string, Head> = { ...feeds.vector() };
    // What is damaged is not here: said so, it is sent again by whoever has it.
    for (const [feed, head] of damage.whole) {
      if (head.seq === 0) delete vector[feed];
      else if ((vector[feed]?.seq ?? 0) > head.seq) vector[feed] = head;
    }
    return vector;
  }

  /** The hash of a stored entry; undefined where there is none. */
  readonly hashAt = async (feed: string, seq: number): Promise<string | undefined> => {
    const row = this.parts.journal.rows.get(feed);
    if (!row || seq > row.seq || seq <= (row.branch?.base ?? 0)) return undefined;
    return row.seq === seq ? row.hash : this.parts.journal.hashAt(feed, seq);
  };

  /** What another device's heads say of the feeds here. */
  locate(vector: Vector): Promise<Located> {
    return this.parts.journal.feeds.locate(vector, this.hashAt);
  }

  /** Stored without gap, by the names that feeds have here. */
  storedCounts(): Counts {
    return Object.fromEntries([...this.parts.journal.rows.values()].map((feed) => [feed.device, feed.seq]));
  }

  appliedCounts(): Counts {
    return Object.fromEntries([...this.parts.journal.rows.values()].map((feed) => [feed.device, feed.applied]));
  }

  /** Whose entries are stored here without gap, from which number to which, and the hash of the last. */
  feedSpans(): { readonly device: string; readonly from: number; readonly to: number; readonly hash: string }[] {
    const { rows, feeds } = this.parts.journal;
    return [...rows.values()].map(({ device, seq, hash, branch }) => ({
      device: feeds.deviceOf(device),
      from: (branch?.base ?? 0) + 1,
      to: seq,
      hash,
    }));
  }

  /** Stops using what could not be stored: documents and pages in memory hold it. */
  discard(shards: Iterable<Parameters<Shards["load"]>[0]>): void {
    this.parts.shards.discard(shards);
    this.parts.pages.forget();
  }
}
