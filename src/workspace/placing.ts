// Where entries belong that came in one turn: behind their feed's last entry; behind an inner one, and then they begin a
// branch; or nowhere yet. An entry that leaves a gap is stored and waits. One that follows an entry nobody here knows, where
// others stand, tells that its feed parted further back: it is asked for again from there.

import type { FeedRow } from "../database/schema.ts";
import { branchOf } from "../journal/branch.ts";
import type { Waiting } from "../journal/causal.ts";
import type { EntryHeader } from "../journal/entry.ts";
import { readSeenHashes } from "../journal/seenHashes.ts";
import { type Counts, mergeCounts } from "../journal/vector.ts";
import { toHex } from "../lib/bytes.ts";
import { canonicalJson } from "../lib/canonical.ts";
import { emptyFeed, Feeds, unknownFeed } from "./feeds.ts";
import type { Opened, Refusal } from "./opened.ts";

/** A profile is copied once or twice. Who parts more often is not listened to. */
const mostBranches = 16;

type Position = { readonly feed: string; readonly isEnd: boolean } | "gap" | "nowhere";

export class Placing {
  readonly #waiting: Waiting<Opened>;
  readonly #hashAt: (feed: string, seq: number) => Promise<string | undefined>;
  readonly #knowledgeAt: (feed: string, seq: number) => Promise<Counts>;
  readonly #rows: Map<string, FeedRow>;
  readonly #hashes = new Map<string, string>();
  readonly #accepted = new Set<string>();
  /** Feeds with what came. */
  readonly changed = new Map<string, FeedRow>();
  /** Rows of entries that waited under another feed's name, or for nothing. */
  readonly gone: [string, number][] = [];
  readonly refused: Refusal[] = [];
  /** Device → the lowest number of an entry that follows one nobody here knows. */
  readonly unplaced: Record<string, number> = {};
  feeds: Feeds;
  hasParted = false;

  constructor(from: {
    readonly waiting: Waiting<Opened>;
    readonly rows: ReadonlyMap<string, FeedRow>;
    readonly hashAt: (feed: string, seq: number) => Promise<string | undefined>;
    /** What the author of an entry knew when it wrote it. */
    readonly knowledgeAt: (feed: string, seq: number) => Promise<Counts>;
  }) {
    this.#waiting = from.waiting;
    this.#rows = new Map(from.rows);
    // Over the rows as this turn changes them.
    this.feeds = new Feeds(this.#rows);
    this.#hashAt = from.hashAt;
    this.#knowledgeAt = from.knowledgeAt;
  }

  async add(one: Opened): Promise<void> {
    const { device, seq } = one.entry.header;
    const found = await this.#find(one);
    if (found === "nowhere") this.#miss(device, seq);
    else if (found === "gap") {
      if (this.#waiting.get(device)?.has(seq)) return;
      await this.#wait({ ...one, device });
    } else if (found.isEnd) await this.#attach(found.feed, one);
    else await this.#part(found.feed, one);
  }

  /** What is to be stored, and whatever waits as it is called now. */
  async finish(): Promise<readonly Opened[]> {
    for (const device of new Set([...this.#waiting.keys()].map((feed) => this.feeds.deviceOf(feed)))) this.#dropImpossible(device);
    for (const [feed, list] of this.#waiting)
      for (const [seq, one] of list) if (this.hasParted || unknownFeed in one.seen) list.set(seq, await this.#resolved(feed, one));
    return [...this.#accepted].flatMap((key) => {
      const [feed, seq] = key.split(" ") as [string, string];
      const one = this.#waiting.get(feed)?.get(Number(seq));
      return one ? [one] : [];
    });
  }

  #row(feed: string): FeedRow {
    return this.#rows.get(feed) ?? emptyFeed(feed);
  }

  async #hash(feed: string, seq: number): Promise<string | undefined> {
    const row = this.#row(feed);
    if (row.seq === seq) return row.hash;
    return this.#hashes.get(`${feed} ${seq}`) ?? (await this.#hashAt(feed, seq));
  }

  async #find({ entry: { header } }: Opened): Promise<Position> {
    const { device, seq } = header;
    if (seq === 1) return { feed: device, isEnd: this.#row(device).seq === 0 };
    const previous = toHex(header.previous);
    const rows = this.feeds.of(device).map((row) => this.#row(row.device));
    const end = rows.find((row) => row.seq === seq - 1 && row.hash === previous);
    if (end) return { feed: end.device, isEnd: true };
    for (const row of rows) {
      const isWithin = row.seq > seq - 1 && seq - 1 > (row.branch?.base ?? 0);
      if (isWithin && (await this.#hash(row.device, seq - 1)) === previous) return { feed: row.device, isEnd: false };
    }
    return rows.every((row) => row.seq < seq - 1) ? "gap" : "nowhere";
  }

  async #attach(feed: string, first: Opened): Promise<void> {
    for (let one: Opened | undefined = first; one; ) {
      const { device, seq }: EntryHeader = one.entry.header;
      const hash = toHex(one.entry.hash);
      this.#rows.set(feed, { ...this.#row(feed), seq, hash });
      this.changed.set(feed, this.#row(feed));
      this.#hashes.set(`${feed} ${seq}`, hash);
      await this.#wait({ ...one, device: feed });
      // What waited for it waits behind it.
      const next: Opened | undefined = this.#row(device).seq > seq ? undefined : this.#waiting.get(device)?.get(seq + 1);
      one = next && toHex(next.entry.header.previous) === hash ? next : undefined;
      if (one && feed !== device) this.#forget(device, seq + 1);
    }
  }

  async #part(parent: string, one: Opened): Promise<void> {
    const { device, seq, previous } = one.entry.header;
    if (this.feeds.of(device).length > mostBranches) {
      this.refused.push({ code: "feed-forked", device });
      return;
    }
    const first = toHex(one.entry.hash);
    const feed = branchOf(device, first);
    const base = seq - 1;
    const sibling = (await this.#hash(parent, seq)) as string;
    const knows = base === 0 ? {} : mergeCounts(await this.#knowledgeAt(parent, base), { [parent]: base });
    const branch = { of: device, parent, base, baseHash: toHex(previous), sibling, knows };
    this.#rows.set(feed, { device: feed, seq: base, hash: toHex(previous), applied: base, knows, branch });
    this.feeds = new Feeds(this.#rows);
    this.hasParted = true;
    await this.#attach(feed, one);
  }

  /** What waits behind a gap that was filled by another way leads nowhere here. */
  #dropImpossible(device: string): void {
    const { seq, applied } = this.#row(device);
    for (const number of [...(this.#waiting.get(device)?.keys() ?? [])]) {
      if (number <= applied) this.#waiting.get(device)?.delete(number);
      else if (number === seq + 1) {
        this.#forget(device, number);
        this.#miss(device, number);
      }
    }
  }

  /** What its author had seen, by the names that feeds have here. What is meant may not be here yet: then it waits. */
  async #resolved(feed: string, { isSeenResolved: _before, ...one }: Opened): Promise<Opened> {
    const said = one.entry.header.seen;
    const hashes = readSeenHashes(said, one.seenHashes);
    let seen: Counts = {};
    for (const [name, count] of Object.entries(said)) {
      const meant = await this.feeds.meant(name, count, hashes[name], (of, seq) => this.#hash(of, seq));
      seen = mergeCounts(seen, meant ?? { [unknownFeed]: 1 });
    }
    const isPlain = canonicalJson(seen) === canonicalJson(this.feeds.stored(said));
    const { branch } = this.#row(feed);
    // The first of a branch follows its parent's entry.
    const isFirst = branch && one.seq === branch.base + 1 && branch.base > 0;
    if (isFirst) seen = mergeCounts(seen, { [branch.parent]: branch.base });
    return { ...one, device: feed, seen, ...(isPlain ? {} : { isSeenResolved: true as const }) };
  }

  async #wait(given: Opened): Promise<void> {
    const one = await this.#resolved(given.device, given);
    const list = this.#waiting.get(one.device);
    if (list) list.set(one.seq, one);
    else this.#waiting.set(one.device, new Map([[one.seq, one]]));
    this.#accepted.add(`${one.device} ${one.seq}`);
  }

  #forget(feed: string, seq: number): void {
    this.#waiting.get(feed)?.delete(seq);
    this.#accepted.delete(`${feed} ${seq}`);
    this.gone.push([feed, seq]);
  }

  #miss(device: string, seq: number): void {
    this.unplaced[device] = Math.min(this.unplaced[device] ?? Infinity, seq);
  }
}
