// Fingerprints of everything, recomputed from what is on the disk: equal on all devices that hold the same, and
// equal between documents and rows. Canonical content as the glossary says: merged, before repair, deleted included.
import { sha256 } from "@noble/hashes/sha2";
import { documentRecordOf } from "../database/contested.ts";
import type { StoredRecord } from "../database/rows.ts";
import { eachInteraction } from "../database/timeline.ts";
import { canonicalLines } from "../documents/canonical.ts";
import { toHex, utf8 } from "../lib/bytes.ts";
import { canonicalJson } from "../lib/canonical.ts";
import { type RecordId, type ShardName, shardOf } from "../lib/id.ts";
import type { Ledger } from "./ledger.ts";
import type { Shards } from "./shards.ts";

export async function digestDocuments(shards: Shards): Promise<string> {
  const sums: [string, string][] = [];
  for (const row of shards.rows.values()) {
    const { shard, checkpoint } = await shards.read(row.name);
    if (shard.hasPending()) throw new Error(`document ${row.name} waits for structs that its journal lacks`);
    const lines = canonicalLines(shard);
    if (lines.length > 0) sums.push([row.name, hashOfLines(lines)]);
    checkpoint?.close();
    shard.destroy();
  }
  return digestOfShards(sums);
}

export async function digestRows(ledger: Ledger): Promise<string> {
  const { db } = ledger;
  const byShard = new Map<ShardName, Map<RecordId, string>>();
  const take = (row: StoredRecord): void => {
    const { id } = row;
    const shard = shardOf(id);
    const lines = byShard.get(shard) ?? new Map<RecordId, string>();
    byShard.set(shard, lines);
    lines.set(id, canonicalJson({ ...documentRecordOf(row), id }));
  };
  await db.parties.each(take);
  await db.records.each(take);
  await eachInteraction(db, take);
  return digestOfShards(
    [...byShard].map(([shard, lines]) => [shard, hashOfLines([...lines].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, line]) => line))]),
  );
}

export function hashOfLines(lines: readonly string[]): string {
  const hash = sha256.create();
  for (const line of lines) hash.update(utf8(`${line}\n`));
  return toHex(hash.digest());
}

export const digestOfShards = (sums: readonly (readonly [name: string, hash: string])[]): string =>
  toHex(
    sha256(
      utf8(
        [...sums]
          .sort(([a], [b]) => (a < b ? -1 : 1))
          .map(([name, hash]) => `${name} ${hash}\n`)
          .join(""),
      ),
    ),
  );
