// The journal read back: a document's updates, what others lack, the roster, own entries, news.

import { isDeletion } from "../database/contested.ts";
import type { EntryRow, FeedRow, WorkspaceDatabase } from "../database/schema.ts";
import { decodeEntry, type Entry, isUpdateBody, openEntry, type UpdateBody } from "../journal/entry.ts";
import type { Epoch } from "../journal/epoch.ts";
import { type Counts, countOf, mergeCounts } from "../journal/vector.ts";
import { toBase64Url, toHex } from "../lib/bytes.ts";
import { instantOf } from "../lib/clock.ts";
import type { RecordId, ShardName } from "../lib/id.ts";
import type { SetAside } from "./api.ts";
import { Damage, DamagedEntry } from "./damage.ts";
import { Feeds, unknownFeed } from "./feeds.ts";
import { asideShard, isApart, isRosterRow, type Opened, opened, rosterShard, sealedBody } from "./opened.ts";

export class Journal {
  /** The epochs whose entries can be read, the current one last. */
  epochs: readonly Epoch[] = [];
  readonly damage: Damage;
  isRosterWhole = true;
  readonly #db: WorkspaceDatabase;
  /** The feeds that this device writes and wrote: its present one last. */
  own: readonly string[];
  /** How far each feed is stored and applied; whoever stores entries changes it with them. */
  readonly rows = new Map<string, FeedRow>();
  /** The arrival number of the entry applied last. */
  arrival = 0;
  /** What feeds are called among devices; new ones where one was seen to part. */
  feeds: Feeds;

  constructor(from: { readonly db: WorkspaceDatabase; readonly own: readonly string[]; readonly onDamage: () => void }) {
    this.#db = from.db;
    this.own = from.own;
    this.feeds = new Feeds(this.rows);
    this.damage = new Damage(from.db, this.rows, from.onDamage);
  }

  async open(): Promise<void> {
    for (const feed of await this.#db.feeds.toArray()) this.rows.set(feed.device, feed);
    this.renameFeeds();
    this.arrival = (await this.#db.entries.orderBy("applied").last())?.applied ?? 0;
  }

  /** A feed was seen to part. */
  renameFeeds(): void {
    this.feeds = new Feeds(this.rows);
  }

  /** The updates of a shard that were applied here after an arrival number, in that order. */
  async updatesAfter(shard: ShardName, after: number): Promise<{ readonly updates: readonly Uint8Array[]; readonly reached: number }> {
    const rows = await this.#db.entries.where("[shard+applied]").between([shard, after], [shard, Infinity], false, true).toArray();
    const bodies = await Promise.all(rows.map((row) => this.reopen(row)));
    return { updates: bodies.flatMap(({ body }) => (isUpdateBody(body) ? [body.update] : [])), reached: rows.at(-1)?.applied ?? after };
  }

  /**
   * Entries that a device with these counts lacks, in the order they were applied here: at least one and then up to
   * so many bytes. `after` goes on where an earlier batch ended.
   */
  async entriesAfter(
    have: Counts,
    limitBytes: number,
    after = 0,
  ): Promise<{ readonly entries: readonly Uint8Array[]; readonly more: boolean; readonly at: number }> {
    const entries: Uint8Array[] = [];
    let bytes = 0;
    let at = after;
    let isFull = false;
    const from = after > 0 ? after + 1 : await this.#firstLacking(({ name }) => countOf(have, name));
    if (from === null) return { entries, more: false, at };
    const take = (row: EntryRow): boolean => {
      // What is damaged here is nobody's entry any more.
      if (!this.damage.has(row.device, row.seq) && row.seq > countOf(have, this.feeds.nameOf(row.device, row.seq))) {
        if (bytes > 0 && bytes + row.bytes.length > limitBytes) return false;
        entries.push(row.bytes);
        bytes += row.bytes.length;
      }
      at = row.applied as number;
      return true;
    };
    // One after the other, so that never more is read than is sent, however large entries are.
    await this.#db.entries
      .where("applied")
      .aboveOrEqual(from)
      .until(() => isFull)
      .each((row) => {
        isFull = isFull || !take(row);
      });
    return { entries, more: isFull, at };
  }

  /** A feed's last entry, opened. */
  async last(feed: string): Promise<Opened | undefined> {
    const row = await this.#db.entries.get([feed, this.rows.get(feed)?.seq ?? 0]);
    return row && this.reopen(row);
  }

  /** The hash of the entry with this number; undefined where there is none that can be read. */
  async hashAt(device: string, seq: number): Promise<string | undefined> {
    if (this.damage.has(device, seq)) return this.damage.hashOf(device, seq);
    const row = await this.#db.entries.get([device, seq]);
    const decoded = row && decodeEntry(row.bytes);
    return decoded?.ok ? toHex(decoded.value.hash) : undefined;
  }

  /** All roster entries, oldest first. */
  async rosterBytes(): Promise<readonly Uint8Array[]> {
    const rows = await this.#db.entries.where("[shard+applied]").between([rosterShard, 0], [rosterShard, Infinity]).toArray();
    return rows.filter((row) => isRosterRow(row) && !this.damage.has(row.device, row.seq)).map((row) => row.bytes);
  }

  /** The lowest arrival number that a device with these counts may lack: of each feed, what follows its count. */
  async #firstLacking(countOfStretch: (stretch: { readonly name: string; readonly feed: string }) => number): Promise<number | null> {
    let first: number | null = null;
    for (const stretch of this.feeds.stretches()) {
      const { feed, from, to } = stretch;
      const count = Math.max(countOfStretch(stretch), from - 1);
      if (count >= Math.min(to, this.rows.get(feed)?.applied ?? 0)) continue;
      const next = await this.#db.entries.get([feed, count + 1]);
      if (next?.applied !== undefined && (first === null || next.applied < first)) first = next.applied;
    }
    return first;
  }

  /**
   * The records that others made or changed in entries applied here up to an arrival number, which the author of an entry
   * with this knowledge did not know of. What was only deleted does not count.
   */
  async changedUnknown(author: string, knew: Counts, arrival: number): Promise<ReadonlySet<RecordId>> {
    const changed = new Set<RecordId>();
    for (
      let from = await this.#firstLacking(({ feed }) => (feed === author ? Infinity : countOf(knew, feed)));
      from !== null && from <= arrival;
    ) {
      const rows = await this.#db.entries.where("applied").between(from, arrival, true, true).limit(256).toArray();
      const unknown = rows.filter(({ device, seq, shard }) => !isApart(shard) && device !== author && seq > (knew[device] ?? 0));
      for (const { body } of await this.readable(unknown)) {
        if (!isUpdateBody(body)) continue;
        for (const id of body.created) changed.add(id as RecordId);
        for (const { id, field, to } of body.changes) if (!isDeletion({ key: field, value: to })) changed.add(id as RecordId);
      }
      from = rows.length < 256 ? null : (rows.at(-1)?.applied as number) + 1;
    }
    return changed;
  }

  /** What the author of a feed's first entry had seen: much, where the feed left another. */
  startOf(feed: string): Counts {
    const row = this.rows.get(feed);
    return row?.branch?.knows ?? {};
  }

  /** What the author of an entry had seen when it wrote it. */
  async knowledgeAt(feed: string, seq: number): Promise<Counts> {
    let known: Counts = this.startOf(feed);
    const base = this.rows.get(feed)?.branch?.base ?? 0;
    for (let after = base; after < seq; after += 256) {
      const to = Math.min(seq, after + 256);
      const rows = await this.#db.entries.where("[device+seq]").between([feed, after], [feed, to], false, true).toArray();
      for (const row of rows) {
        const decoded = decodeEntry(row.bytes);
        if (decoded.ok) known = mergeCounts(known, this.#seenOf(row, decoded.value));
      }
    }
    return known;
  }

  async setAside(): Promise<readonly SetAside[]> {
    const rows = await this.#db.entries.where("[shard+applied]").between([asideShard, 0], [asideShard, Infinity]).toArray();
    return rows.map(({ device, seq, verdict = "", bytes }): SetAside => {
      const decoded = decodeEntry(bytes);
      const at = decoded.ok ? instantOf(decoded.value.header.stamp.ms) : "";
      return { feed: device, seq, verdict, at, entry: toBase64Url(bytes) };
    });
  }

  async #damaged(row: EntryRow, why: string): Promise<never> {
    await this.damage.note(row);
    throw new DamagedEntry(row, why);
  }

  /** Those of these entries that can be read. */
  async readable(rows: readonly EntryRow[]): Promise<Opened[]> {
    const read = await Promise.allSettled(rows.map((row) => this.reopen(row)));
    return read.flatMap((one) => {
      if (one.status === "fulfilled") return [one.value];
      if (one.reason instanceof DamagedEntry) return [];
      throw one.reason;
    });
  }

  async asideCount(): Promise<number> {
    return this.#db.entries.where("[shard+applied]").between([asideShard, 0], [asideShard, Infinity]).count();
  }

  /** An entry whose turn has not come: sealed, unless the roster needs it. Null for one that can no longer be read. */
  async waiting(row: EntryRow): Promise<Opened | null> {
    const decoded = decodeEntry(row.bytes);
    if (!decoded.ok) return null;
    // Whether what it has seen is what is here is looked at again with whatever comes next.
    const unsure = row.seenHashes === undefined ? {} : { seenHashes: row.seenHashes, seen: { [unknownFeed]: 1 } };
    if (decoded.value.header.kind === "roster")
      return this.reopen(row)
        .then((one) => ({ ...one, ...unsure }))
        .catch(() => null);
    return { ...opened(decoded.value, sealedBody), device: row.device, seen: this.#seenOf(row, decoded.value), ...unsure };
  }

  /** An entry as it was applied: one that is set aside was not let out. */
  async replayed(row: EntryRow): Promise<Opened> {
    const sealed = row.verdict === undefined ? null : await this.waiting(row);
    return sealed ?? this.reopen(row);
  }

  /** What the author of a stored entry had seen, by the names that feeds have here. */
  #seenOf(row: EntryRow, { header }: Entry): Counts {
    return row.seen ?? this.feeds.stored(header.seen);
  }

  /** An entry of this journal, opened. Throws when it cannot be: it was readable when it was stored. */
  async reopen(row: EntryRow): Promise<Opened> {
    const decoded = decodeEntry(row.bytes);
    if (!decoded.ok) return this.#damaged(row, decoded.error.code);
    const epoch = this.epochs.find(({ id }) => id === decoded.value.header.epoch);
    if (!epoch) return this.#damaged(row, "epoch-unknown");
    const body = await openEntry(decoded.value, epoch);
    if (!body.ok) return this.#damaged(row, body.error.code);
    return {
      ...opened(decoded.value, body.value),
      device: row.device,
      seen: this.#seenOf(row, decoded.value),
      ...(row.seenHashes !== undefined && { seenHashes: row.seenHashes }),
    };
  }

  /** The bodies of entries in a range of numbers of one feed, this device's own unless another is named. */
  async ownBodies(from: number, to: number, feed = this.own.at(-1) as string): Promise<UpdateBody[]> {
    const rows = await this.#db.entries.where("[device+seq]").between([feed, from], [feed, to], true, true).toArray();
    return (await Promise.all(rows.map((row) => this.reopen(row)))).flatMap(({ body }) => (isUpdateBody(body) ? [body] : []));
  }

  /** Others' entries applied here beyond these counts, newest first, opened; at most `limit`, and how many more there are. */
  async newsAfter(
    seen: Counts,
    limit: number,
  ): Promise<{ readonly opened: readonly { readonly entry: Entry; readonly body: UpdateBody }[]; readonly more: number }> {
    const feeds = [...this.rows.values()].filter(({ device, applied }) => !this.own.includes(device) && applied > (seen[device] ?? 0));
    // Each feed by its numbers: what this device wrote itself is never read, however much it is.
    const newest = await Promise.all(
      feeds.map(({ device, applied }) =>
        this.#db.entries
          .where("[device+seq]")
          .between([device, seen[device] ?? 0], [device, applied], false, true)
          .reverse()
          .filter((row) => !isApart(row.shard))
          .limit(limit)
          .toArray(),
      ),
    );
    const rows = newest
      .flat()
      .sort((a, b) => (b.applied ?? 0) - (a.applied ?? 0))
      .slice(0, limit);
    const roster = await this.#db.entries.where("[shard+applied]").between([rosterShard, 0], [rosterShard, Infinity]).primaryKeys();
    const ofRoster = roster.filter(([device, seq]) => !this.own.includes(device) && seq > (seen[device] ?? 0)).length;
    const all = feeds.reduce((sum, { device, applied }) => sum + applied - (seen[device] ?? 0), 0) - ofRoster;
    const read = await this.readable(rows);
    return { opened: read.flatMap(({ entry, body }) => (isUpdateBody(body) ? [{ entry, body }] : [])), more: all - rows.length };
  }

  /** The roster's entries that were applied here, opened, in that order. */
  async roster(): Promise<readonly Opened[]> {
    const rows = await this.#db.entries.where("[shard+applied]").between([rosterShard, 0], [rosterShard, Infinity]).toArray();
    const ofRoster = rows.filter(isRosterRow);
    const read = await this.readable(ofRoster);
    this.isRosterWhole = read.length === ofRoster.length;
    return read;
  }

  /** What the author of each entry knew, by device and number, for all that were applied up to an arrival number. */
  async knowledgeUpTo(arrival: number): Promise<Map<string, Counts>> {
    const ofFeed = new Map<string, Counts>();
    const knewOf = new Map<string, Counts>();
    for (let after = 0; after < arrival; ) {
      const rows = await this.#db.entries.where("applied").between(after, arrival, false, true).limit(256).toArray();
      for (const row of rows) {
        const decoded = decodeEntry(row.bytes);
        if (!decoded.ok) return this.#damaged(row, decoded.error.code);
        const known = mergeCounts(ofFeed.get(row.device) ?? this.startOf(row.device), this.#seenOf(row, decoded.value));
        ofFeed.set(row.device, known);
        knewOf.set(`${row.device} ${row.seq}`, known);
      }
      after = rows.at(-1)?.applied ?? arrival;
    }
    return knewOf;
  }
}
