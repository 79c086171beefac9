// Directory and timeline pages: written with a save, late after bulk work, made again when they were lost.

import { DirectoryPages, type PhoneDigits } from "../database/directory.ts";
import type { Scope } from "../database/late.ts";
import {
  type CountChange,
  type Projection,
  project,
  type RecordSource,
  renewDirectory,
  renewTimeline,
  storedOf,
  type Touch,
} from "../database/project.ts";
import type { StoredRecord } from "../database/rows.ts";
import type { ShardRow, WorkspaceDatabase } from "../database/schema.ts";
import { TimelinePages } from "../database/timeline.ts";
import type { Shard } from "../documents/shard.ts";
import type { NounName } from "../domain/nouns.ts";
import type { Merged } from "../domain/record.ts";
import { knows } from "../journal/causal.ts";
import { isUpdateBody } from "../journal/entry.ts";
import type { Counts } from "../journal/vector.ts";
import type { Now } from "../lib/clock.ts";
import { type RecordId, type ShardName, shardOf } from "../lib/id.ts";
import { DamagedEntry } from "./damage.ts";
import type { Journal } from "./journal.ts";
import type { Shards } from "./shards.ts";
import { touchesOf } from "./touches.ts";

/** Records merged from rows alone, of documents that need not be loaded; by shard. */
export type MergedRecords = ReadonlyMap<ShardName, ReadonlyMap<RecordId, Merged>>;

export class Pages {
  readonly #directory = new DirectoryPages();
  readonly #timeline = new TimelinePages();
  readonly #db: WorkspaceDatabase;
  readonly #bulk: WorkspaceDatabase;
  readonly #journal: Journal;
  readonly #shards: Shards;
  readonly #phoneDigits: PhoneDigits;
  readonly #now: Now;
  /** After a write that failed: pages that were to be written late are lost, and made again before anything else. */
  #hasLost = false;

  constructor(to: {
    readonly db: WorkspaceDatabase;
    readonly bulk: WorkspaceDatabase;
    readonly journal: Journal;
    readonly shards: Shards;
    readonly phoneDigits: PhoneDigits;
    readonly now: Now;
  }) {
    this.#db = to.db;
    this.#bulk = to.bulk;
    this.#journal = to.journal;
    this.#shards = to.shards;
    this.#phoneDigits = to.phoneDigits;
    this.#now = to.now;
  }

  async open(): Promise<void> {
    await this.#directory.open(this.#db);
  }

  /** To be called before pages are changed. */
  async prepare(): Promise<void> {
    if (this.#hasLost) await this.renew();
  }

  /** Changes rows and pages within a transaction that is open. */
  project(db: WorkspaceDatabase, source: RecordSource, touches: readonly Touch[]): Promise<CountChange> {
    return project(this.#projection(db), source, touches);
  }

  /** Writes changed pages within the transaction that is open; `committed` tells that it is complete. */
  async write(db: WorkspaceDatabase, scope: Scope): Promise<void> {
    await Promise.all([this.#directory.write(db, scope), this.#timeline.write(db, scope)]);
  }

  committed(scope: Scope): void {
    this.#directory.committed(scope);
    this.#timeline.committed(scope);
  }

  /** What rows and pages hold of these records. */
  storedOf(wanted: Parameters<typeof storedOf>[2]): Promise<Map<RecordId, StoredRecord>> {
    return storedOf(this.#db, this.#timeline, wanted);
  }

  /** How many timeline rows wait to be written, about 130 interactions each. */
  get lateRows(): number {
    return this.#timeline.late;
  }

  /**
   * Writes the pages that bulk work left behind: the lines of lists, which are few, or with `all` also the timelines;
   * answers whether there were any. The caller has the queue's turn.
   */
  async flush(what: "lists" | "all" = "all"): Promise<boolean> {
    await this.prepare();
    const timelines = what === "all" ? "all" : "none";
    const rows = what === "all" ? this.#shards.late.map(({ lateAfter: _lateAfter, ...row }): ShardRow => row) : [];
    if (rows.length === 0 && this.#directory.late === 0 && (what === "lists" || this.#timeline.late === 0)) return false;
    try {
      await this.#bulk.transaction("rw", this.#bulk.directory, this.#bulk.timeline, this.#bulk.shards, this.#bulk.columns, async () => {
        await Promise.all([
          this.#directory.write(this.#bulk, "all"),
          this.#timeline.write(this.#bulk, timelines),
          rows.length > 0 && this.#bulk.shards.bulkPut(rows),
        ]);
      });
    } catch (error) {
      this.forget();
      throw error;
    }
    this.#directory.committed("all");
    this.#timeline.committed(timelines);
    this.#shards.committed([], rows, this.#journal.arrival);
    return true;
  }

  /** An interaction of one of these parties, also one whose page waits to be written. The caller has the queue's turn. */
  async interactionOf(parties: readonly (RecordId | "")[], id: RecordId): Promise<StoredRecord | undefined> {
    await this.#timeline.prepare(
      this.#db,
      parties.map((party) => ({ party, id })),
    );
    return parties.map((party) => this.#timeline.find(party, id)).find((found) => found !== undefined);
  }

  /**
   * Makes pages again that were lost before they were written: interactions from the journal entries that the pages may
   * lack, the directory from rows. Doing it twice changes nothing, so it matters not which of them were written.
   */
  async renew(): Promise<void> {
    const { late } = this.#shards;
    const renewed = new Set<ShardName>();
    for (const { name, lateAfter } of late) {
      renewed.add(name);
      const rows = await this.#db.entries.where("[shard+applied]").between([name, lateAfter], [name, Infinity], false, true).toArray();
      const list = await this.#journal.readable(rows);
      const hasChanges = list.some(({ body }) => isUpdateBody(body) && body.changes.length > 0);
      const knewOf = hasChanges ? await this.#journal.knowledgeUpTo(rows.at(-1)?.applied ?? 0) : new Map<string, Counts>();
      const touches = touchesOf(list, (device, seq, author) => {
        return author.device === device || knows(knewOf.get(`${author.device} ${author.seq}`) ?? {}, { device, seq });
      });
      // A document that is damaged is read again when it has been mended.
      const source = await this.sourceOf([name]).catch((error: unknown) => {
        if (error instanceof DamagedEntry) return null;
        throw error;
      });
      if (!source) continue;
      const contacts = await renewTimeline(this.#projection(this.#bulk), source, touches);
      for (const id of contacts) renewed.add(shardOf(id));
    }
    await renewDirectory(this.#projection(this.#bulk), renewed);
    this.#hasLost = false;
  }

  /** After a write that failed the pages in memory tell of what is not there, and of what was to be written late. */
  forget(): void {
    this.discard();
    this.#hasLost = true;
  }

  /** All rows are to be made again: what the pages in memory tell is of no use. */
  discard(): void {
    this.#directory.discard();
    this.#timeline.discard();
  }

  #projection(db: WorkspaceDatabase): Projection {
    return {
      db,
      pages: this.#directory,
      timeline: this.#timeline,
      phoneDigits: this.#phoneDigits,
      nowMs: this.#now(),
    };
  }

  async sourceOf(names: Iterable<ShardName>, merged?: MergedRecords): Promise<RecordSource> {
    const open = new Map<ShardName, Shard>();
    for (const name of names) if (!merged?.has(name)) open.set(name, await this.#shards.load(name));
    return {
      read: (id) => merged?.get(shardOf(id))?.get(id) ?? open.get(shardOf(id))?.read(id),
      elementsEver: (id, field) => {
        const known = merged?.get(shardOf(id))?.get(id);
        return known ? Object.keys(known[field] ?? {}).sort() : (open.get(shardOf(id))?.elementsEver(id, field) ?? []);
      },
    };
  }
}

export function countsAfter(before: Partial<Record<NounName, number>>, change: CountChange): Partial<Record<NounName, number>> {
  const kinds = Object.keys(change) as NounName[];
  if (kinds.length === 0) return before;
  return { ...before, ...Object.fromEntries(kinds.map((kind) => [kind, (before[kind] ?? 0) + (change[kind] ?? 0)])) };
}
