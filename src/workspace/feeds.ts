// The feeds as they are stored here, and what they are called among devices. Here a feed keeps the name under which its
// first entry came, for ever: rows and knowledge refer to it. Where a device's feed parted, the parts behind the parting have
// names of their own among devices (journal/branch.ts): those are what vectors, acknowledgements and `seen` tell.

import type { FeedRow } from "../database/schema.ts";
import { branchOf } from "../journal/branch.ts";
import { noHash } from "../journal/entry.ts";
import { type Counts, countOf, mergeCounts, type Vector } from "../journal/vector.ts";
import { toHex } from "../lib/bytes.ts";

/** A stretch of a stored feed that has one name among devices. `toHash` where a parting ends it. */
interface Stretch {
  readonly name: string;
  readonly feed: string;
  readonly from: number;
  readonly to: number;
  readonly toHash?: string;
}

export interface Located {
  /** Which entries, by stored feed, these heads prove to be the same there. */
  readonly held: Counts;
  /** Heads beyond what is here. */
  readonly ahead: Counts;
  /** Heads within what is here, and of another chain than any here. */
  readonly foreign: Counts;
}

export type HashAt = (feed: string, seq: number) => Promise<string | undefined>;

/** Stands in `seen` for an entry that is not here yet: no feed has this name, so who has seen it waits. */
export const unknownFeed = "?";

export const emptyFeed = (device: string): FeedRow => ({ device, seq: 0, hash: toHex(noHash), applied: 0, knows: {} });

export class Feeds {
  readonly #rows: ReadonlyMap<string, FeedRow>;
  /** Of feeds that parted: what their stretches are called. All others are called as they are stored. */
  readonly #ofFeed = new Map<string, readonly Stretch[]>();
  readonly #byName = new Map<string, Stretch>();
  readonly #branches = new Map<string, FeedRow[]>();

  /** The rows are looked at when asked for; partings among them are taken note of now. */
  constructor(rows: ReadonlyMap<string, FeedRow>) {
    this.#rows = rows;
    for (const row of rows.values()) {
      if (!row.branch) continue;
      const known = this.#branches.get(row.branch.of);
      if (known) known.push(row);
      else this.#branches.set(row.branch.of, [row]);
    }
    for (const [device, branches] of this.#branches) {
      for (const feed of [device, ...branches.map((row) => row.device)]) {
        const stretches = this.#stretchesOf(device, feed, branches);
        this.#ofFeed.set(feed, stretches);
        for (const stretch of stretches) this.#byName.set(stretch.name, stretch);
      }
    }
  }

  /** Whose key signed what is in this feed. */
  deviceOf(feed: string): string {
    return this.#rows.get(feed)?.branch?.of ?? feed;
  }

  /** The feeds of a device: the one that bears its name first. */
  of(device: string): readonly FeedRow[] {
    const branches = (this.#branches.get(device) ?? []).map((row) => this.#rows.get(row.device) as FeedRow);
    return [this.#rows.get(device) ?? emptyFeed(device), ...branches];
  }

  vector(): Vector {
    const vector: Record<string, { seq: number; hash: string }> = {};
    for (const row of this.#rows.values()) {
      const stretches = this.#ofFeed.get(row.device) ?? [{ name: row.device, feed: row.device, from: 1, to: Infinity }];
      for (const { name, from, to, toHash } of stretches) {
        if (row.seq < from || to < from) continue;
        vector[name] = toHash !== undefined && row.seq >= to ? { seq: to, hash: toHash } : { seq: row.seq, hash: row.hash };
      }
    }
    return vector;
  }

  /** From stored names to those among devices. */
  named(counts: Counts): Counts {
    const named: Record<string, number> = {};
    for (const [feed, count] of Object.entries(counts)) {
      const stretches = this.#ofFeed.get(feed);
      if (!stretches) named[feed] = count;
      else for (const { name, from, to } of stretches) if (count >= from && to >= from) named[name] = Math.min(count, to);
    }
    return named;
  }

  /** From names among devices to stored ones; who reached a branch had all that led to it. Unknown names stay as they are. */
  stored(counts: Counts): Counts {
    let stored: Counts = {};
    for (const [name, count] of Object.entries(counts)) {
      const stretch = this.#byName.get(name);
      if (!stretch) stored = { ...stored, [name]: Math.max(count, countOf(stored, name)) };
      else stored = mergeCounts(stored, this.withAncestors({ [stretch.feed]: count }));
    }
    return stored;
  }

  /**
   * Which entry somebody means: by its name alone where that is of one stretch, else by how its hash begins. Null while the
   * entry is not here. Without a hash, whatever lies behind the parting may be meant, and nothing of it is taken for known.
   */
  async meant(name: string, count: number, begins: string | undefined, hashAt: HashAt): Promise<Counts | null> {
    const stretch = this.#byName.get(name);
    if (stretch && count <= stretch.to) return this.withAncestors({ [stretch.feed]: count });
    if (begins === undefined) return stretch ? this.withAncestors({ [stretch.feed]: stretch.to }) : { [name]: count };
    for (const row of this.of(stretch ? this.deviceOf(stretch.feed) : name)) {
      const isWithin = count <= row.seq && count > (row.branch?.base ?? 0);
      if (isWithin && (await hashAt(row.device, count))?.startsWith(begins)) return this.withAncestors({ [row.device]: count });
    }
    return null;
  }

  withAncestors(counts: Counts): Counts {
    let all = counts;
    for (const feed of Object.keys(counts)) {
      for (let branch = this.#rows.get(feed)?.branch; branch; branch = this.#rows.get(branch.parent)?.branch) {
        all = mergeCounts(all, { [branch.parent]: branch.base });
      }
    }
    return all;
  }

  /** What an entry stored here is called among devices. */
  nameOf(feed: string, seq: number): string {
    return this.#ofFeed.get(feed)?.find(({ from, to }) => seq >= from && seq <= to)?.name ?? feed;
  }

  /** The stretches of all feeds, for whoever looks for what another lacks. */
  stretches(): readonly Stretch[] {
    return [...this.#rows.keys()].flatMap((feed) => this.#ofFeed.get(feed) ?? [{ name: feed, feed, from: 1, to: Infinity }]);
  }

  /** What another device's heads say of what is here. */
  async locate(vector: Vector, hashAt: HashAt): Promise<Located> {
    let held: Counts = {};
    const ahead: Record<string, number> = {};
    const foreign: Record<string, number> = {};
    for (const [name, head] of Object.entries(vector)) {
      const stretch = this.#byName.get(name);
      const device = stretch ? this.deviceOf(stretch.feed) : name;
      let reached = 0;
      let found: string | null = null;
      for (const row of this.of(device)) {
        reached = Math.max(reached, row.seq);
        if (found === null && head.seq <= row.seq && (await hashAt(row.device, head.seq)) === head.hash) found = row.device;
      }
      if (found !== null) held = mergeCounts(held, this.withAncestors({ [found]: head.seq }));
      else if (head.seq > (stretch?.to === Infinity ? (this.#rows.get(stretch.feed)?.seq ?? 0) : reached)) ahead[name] = head.seq;
      else foreign[name] = head.seq;
    }
    return { held, ahead, foreign };
  }

  #stretchesOf(device: string, feed: string, branches: readonly FeedRow[]): Stretch[] {
    const start = (this.#rows.get(feed)?.branch?.base ?? 0) + 1;
    const partings = new Map<number, NonNullable<FeedRow["branch"]>>();
    for (const { branch } of branches) if (branch?.parent === feed) partings.set(branch.base, branch);
    const stretches: Stretch[] = [];
    let name = feed;
    let from = start;
    for (const [base, { sibling, baseHash }] of [...partings].sort(([a], [b]) => a - b)) {
      stretches.push({ name, feed, from, to: base, toHash: baseHash });
      name = branchOf(device, sibling);
      from = base + 1;
    }
    stretches.push({ name, feed, from, to: Infinity });
    return stretches;
  }
}
