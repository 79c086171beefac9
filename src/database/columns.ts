// Facts as columns: chunks made from rows by whoever needs them first, kept until a row they were made from changes. The
// transaction that changes rows throws the chunk away and leaves a mark, so a chunk that is there is always true.

import { randomKey, type ShardName } from "../lib/id.ts";
import { type ColumnsRow, type FactKind, factKinds } from "./columnsRow.ts";
import type { WorkspaceDatabase } from "./schema.ts";

/** Within the transaction that changes the rows. */
export async function markColumns(db: WorkspaceDatabase, kind: FactKind, shards: Iterable<ShardName | "">): Promise<void> {
  const rows = [...new Set(shards)].map((shard): ColumnsRow => ({ kind, shard, mark: randomKey(8) }));
  if (rows.length > 0) await db.columns.bulkPut(rows);
}

export interface ColumnsMark {
  readonly shard: ShardName | "";
  readonly mark: string;
}

/** Which shards have facts, by kind and in order of their records' ids, each with its mark; read from an index alone. */
export async function columnMarks(db: WorkspaceDatabase): Promise<ReadonlyMap<FactKind, readonly ColumnsMark[]>> {
  const keys = (await db.columns.orderBy("[kind+shard+mark]").keys()) as unknown as [FactKind, ShardName | "", string][];
  const marks = new Map<FactKind, ColumnsMark[]>(factKinds.map((kind) => [kind, []]));
  for (const [kind, shard, mark] of keys) marks.get(kind)?.push({ shard, mark });
  for (const list of marks.values()) list.sort((a, b) => (`${a.shard}.` < `${b.shard}.` ? -1 : 1));
  return marks;
}

/** Another text with every change of any fact. */
export const factsVersion = async (db: WorkspaceDatabase): Promise<string> =>
  (await db.columns.orderBy("[kind+shard+mark]").keys()).map((key) => (key as unknown as string[])[2]).join("");

/** The chunks that are kept, by shard. */
export async function readColumns(db: WorkspaceDatabase, kind: FactKind): Promise<Map<ShardName | "", ColumnsRow>> {
  const rows = await db.columns.where("[kind+shard]").between([kind, ""], [kind, "\uffff"]).toArray();
  return new Map(rows.map((row) => [row.shard, row]));
}

/** Keeps a chunk, unless what it was made from has changed since its mark was read. */
export async function keepColumns(db: WorkspaceDatabase, row: Required<ColumnsRow>): Promise<void> {
  await db.transaction("rw", db.columns, async () => {
    const now = await db.columns.get([row.kind, row.shard]);
    if (now?.mark === row.mark) await db.columns.put(row);
  });
}
