// The one transaction: entries, feeds, rows, counts, and the action for undo are stored together or not at all.

import type { Scope } from "../database/late.ts";
import type { Touch } from "../database/project.ts";
import type { EntryRow, FeedRow, MetaRow, RunRow, ShardRow, WorkspaceDatabase } from "../database/schema.ts";
import { type ShardName, shardOf } from "../lib/id.ts";
import { type Save, storeAction } from "./actions.ts";
import type { JournalState } from "./journalState.ts";
import type { Opened } from "./opened.ts";
import { countsAfter, type MergedRecords } from "./pages.ts";

export interface Storing {
  readonly db: WorkspaceDatabase;
  readonly applied: readonly Opened[];
  readonly rows: readonly EntryRow[];
  /** Rows of entries that waited in the wrong place. */
  readonly gone?: readonly [string, number][];
  readonly feeds: readonly FeedRow[];
  /** Feeds with entries that this device's key signed and this device did not write. */
  readonly elsewhere?: ReadonlySet<string>;
  readonly touches: readonly Touch[];
  readonly meta?: readonly MetaRow[];
  /** Which pages of directory and timeline are written with it. */
  readonly pages: Scope;
  readonly save?: Save | null;
  /** For own entries: where the feed stood. */
  readonly ownSeq?: number;
  /** Records of shards whose documents are not needed. */
  readonly merged?: MergedRecords;
  /** Who wrote which structs of which document. */
  readonly runs: readonly RunRow[];
}

export async function storeEntries(state: JournalState, what: Storing): Promise<void> {
  const { db, applied, touches, merged } = what;
  const { journal, pages, shards, disk, now } = state.parts;
  await pages.prepare();
  const names = new Set(touches.map(({ id }) => shardOf(id)));
  for (const { body } of applied) if ("shard" in body) names.add(body.shard as ShardName);
  const source = await pages.sourceOf(names, merged);
  const stampMs = applied.at(-1)?.entry.header.stamp.ms ?? now();
  let { counts } = state;
  let shardRows: ShardRow[] = [];
  const transact = async (): Promise<void> => {
    const stored = putEntries(state, what);
    // Awaited below: a disk that refuses before then is heard of there.
    stored.catch(() => undefined);
    const change = await pages.project(db, source, touches);
    shardRows = [...names].flatMap((name) => changedShard(state, what, name, stampMs));
    counts = countsAfter(state.counts, change);
    const [[isStillOwn]] = await Promise.all([
      stored,
      pages.write(db, what.pages),
      shardRows.length > 0 && db.shards.bulkPut(shardRows),
      counts !== state.counts && db.meta.put({ key: "counts", value: counts }),
    ]);
    if (!isStillOwn) throw new Error("somebody else wrote this device's feed");
  };
  await disk.write(() => db.transaction("rw", db.tables, transact));
  pages.committed(what.pages);
  state.counts = counts;
  for (const feed of what.feeds) journal.rows.set(feed.device, feed);
  journal.arrival += applied.length;
  shards.committed(names, shardRows, journal.arrival);
}

/**
 * Within the transaction; first of the answers is whether this device's feed still stands where it stood. No async function:
 * Dexie loses sight of its transaction where more is awaited than requests.
 */
function putEntries(state: JournalState, { db, applied, save, ...what }: Storing): Promise<readonly [boolean, ...unknown[]]> {
  // Requests run in the order they are made: this one reads what stood before.
  const isOwnFeed = what.ownSeq === undefined ? true : db.feeds.get(state.keys.id).then((row) => (row?.seq ?? 0) === what.ownSeq);
  return Promise.all([
    isOwnFeed,
    what.gone && what.gone.length > 0 && db.entries.bulkDelete(what.gone as [string, number][]),
    what.elsewhere && what.elsewhere.size > state.elsewhere.size && db.meta.put({ key: "elsewhere", value: [...what.elsewhere] }),
    what.meta && what.meta.length > 0 && db.meta.bulkPut(what.meta as MetaRow[]),
    db.entries.bulkPut(what.rows as EntryRow[]),
    what.runs.length > 0 && db.runs.bulkPut(what.runs as RunRow[]),
    db.feeds.bulkPut(what.feeds as FeedRow[]),
    save && storeAction(db, save, applied, state.parts.now()),
  ]);
}

/** A shard's row, if it has to be written. */
function changedShard({ parts: { shards, journal } }: JournalState, what: Storing, name: ShardName, stampMs: number): ShardRow[] {
  const lateAfter = shards.rows.get(name)?.lateAfter;
  const records = what.merged?.get(name);
  const made = what.touches.filter(({ id, isNew }) => isNew && records?.has(id)).map(({ id }) => id);
  return shards.changedRow(name, stampMs, what.pages === "none" ? (lateAfter ?? journal.arrival) : lateAfter, {
    records: made.length,
    parties: made.filter((id) => records?.get(id)?.type === "party").length,
  });
}
