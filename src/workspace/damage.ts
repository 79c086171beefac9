// Entries that are stored here and are not what they were: a disk that turned a bit. The hash that the next entry names tells
// what they must be, so that they can be fetched again from whoever has them.

import type { EntryRow, FeedRow, WorkspaceDatabase } from "../database/schema.ts";
import { decodeEntry, type Entry, noHash } from "../journal/entry.ts";
import type { Head } from "../journal/vector.ts";
import { toHex } from "../lib/bytes.ts";

/** What needs an entry that is damaged cannot be done until it is mended. */
export class DamagedEntry extends Error {
  /** The document that cannot be read without it. */
  readonly shard: string;

  constructor({ device, seq, shard }: EntryRow, why: string) {
    super(`stored entry ${device}/${seq} of ${shard} cannot be read: ${why}`);
    this.name = "DamagedEntry";
    this.shard = shard;
  }
}

interface Damaged {
  readonly feed: string;
  readonly seq: number;
  readonly shard: string;
}

/** How many entries are looked at in one step of the watch over the journal. */
const step = 64;

export class Damage {
  readonly #db: WorkspaceDatabase;
  readonly #feeds: ReadonlyMap<string, FeedRow>;
  readonly #known = new Map<string, Damaged>();
  /** Feed → as far as it is whole. */
  readonly #whole = new Map<string, Head>();
  #checked: readonly [string, number] = ["", 0];
  readonly #onChange: () => void;

  constructor(db: WorkspaceDatabase, feeds: ReadonlyMap<string, FeedRow>, onChange: () => void) {
    this.#db = db;
    this.#feeds = feeds;
    this.#onChange = onChange;
  }

  get size(): number {
    return this.#known.size;
  }

  has(feed: string, seq: number): boolean {
    return this.#known.has(`${feed} ${seq}`);
  }

  /** As far as a feed is whole, where it is damaged. */
  get whole(): ReadonlyMap<string, Head> {
    return this.#whole;
  }

  async note({ device: feed, seq, shard }: EntryRow): Promise<void> {
    if (this.has(feed, seq)) return;
    this.#known.set(`${feed} ${seq}`, { feed, seq, shard });
    await this.#tell(feed);
  }

  async mended(feed: string, seq: number): Promise<void> {
    this.#known.delete(`${feed} ${seq}`);
    await this.#tell(feed);
  }

  /** The hash that an entry must have: the next one names it, or its feed. */
  async hashOf(feed: string, seq: number): Promise<string | undefined> {
    const row = this.#feeds.get(feed);
    if (row?.seq === seq) return row.hash;
    const next = await this.#db.entries.get([feed, seq + 1]);
    const decoded = next && decodeEntry(next.bytes);
    return decoded?.ok ? toHex(decoded.value.header.previous) : undefined;
  }

  /** Looks at the next few entries; false when all have been looked at and it begins anew. */
  async watch(isSigned: (entry: Entry) => Promise<boolean>): Promise<boolean> {
    const rows = await this.#db.entries.where("[device+seq]").above(this.#checked).limit(step).toArray();
    for (const row of rows) {
      const decoded = decodeEntry(row.bytes);
      const isWhole = decoded.ok && decoded.value.header.seq === row.seq;
      const expected = await this.hashOf(row.device, row.seq);
      const isSame = isWhole && (expected === undefined || expected === toHex(decoded.value.hash));
      if (!isSame || !(await isSigned(decoded.value))) await this.note(row);
      this.#checked = [row.device, row.seq];
    }
    if (rows.length === step) return true;
    this.#checked = ["", 0];
    return false;
  }

  async #tell(feed: string): Promise<void> {
    const first = Math.min(...[...this.#known.values()].filter((one) => one.feed === feed).map(({ seq }) => seq));
    if (Number.isFinite(first)) this.#whole.set(feed, { seq: first - 1, hash: (await this.hashOf(feed, first - 1)) ?? toHex(noHash) });
    else this.#whole.delete(feed);
    this.#onChange();
  }
}
