// One document's records for the export: as the document has them, or as rows do where the document cannot be read.

import { documentRecordOf } from "../database/contested.ts";
import type { StoredRecord } from "../database/rows.ts";
import type { WorkspaceDatabase } from "../database/schema.ts";
import { eachInteraction } from "../database/timeline.ts";
import type { Merged } from "../domain/record.ts";
import { type RecordId, type ShardName, shardOf } from "../lib/id.ts";
import { DamagedEntry } from "./damage.ts";
import type { Shards } from "./shards.ts";

export interface ExportedShard {
  readonly records: readonly (Merged & { readonly id: RecordId })[];
  /** The document is damaged: what rows have of it. */
  readonly isFromRows: boolean;
}

/** The caller has the queue's turn, and pages are written. */
export async function exportedShard(db: WorkspaceDatabase, shards: Shards, name: ShardName): Promise<ExportedShard> {
  try {
    const shard = await shards.load(name);
    const records = [...shard.ids()].sort().flatMap((id) => {
      const record = shard.read(id);
      return record ? [{ ...record, id }] : [];
    });
    return { records, isFromRows: false };
  } catch (error) {
    if (!(error instanceof DamagedEntry)) throw error;
    return { records: await recordsInRows(db, name), isFromRows: true };
  }
}

async function recordsInRows(db: WorkspaceDatabase, name: ShardName): Promise<(Merged & { readonly id: RecordId })[]> {
  const [from, to] = [`${name}.`, `${name}/`] as [RecordId, RecordId];
  const found = await Promise.all([db.parties, db.records].map((table) => table.where("id").between(from, to).toArray()));
  const rows = new Map<RecordId, StoredRecord>(found.flat().map((row) => [row.id, row]));
  await eachInteraction(db, (item) => {
    if (shardOf(item.id) === name) rows.set(item.id, item);
  });
  return [...rows.values()].sort((a, b) => (a.id < b.id ? -1 : 1)).map((row) => ({ ...documentRecordOf(row), id: row.id }));
}
