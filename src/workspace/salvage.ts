// What a damaged backup still tells of entries that build on lost ones: they cannot be applied, but what they say can be
// read. The records they made and the values they set are written again, as this device's own.

import { recordsMadeIn } from "../documents/salvage.ts";
import type { Fields, Merged } from "../domain/record.ts";
import { type Change, isUpdateBody } from "../journal/entry.ts";
import { groupBy } from "../lib/group.ts";
import { isRecordId, type RecordId, type ShardName, shardOf } from "../lib/id.ts";
import { bulkTurn } from "./commands.ts";
import type { Ledger } from "./ledger.ts";
import type { Shards } from "./shards.ts";

export interface Salvaged {
  /** Records that were made again. */
  readonly made: number;
  /** Records of which later values were written again. */
  readonly changed: number;
  /** Changes of records that are themselves lost. */
  readonly left: number;
}

/** Writes it, and gives up the entries. The caller has the queue's turn. */
export async function salvage(ledger: Ledger, shards: Shards, job: string): Promise<Salvaged> {
  const made = new Map<RecordId, Merged>();
  const fields = new Map<RecordId, Record<string, unknown>>();
  for await (const { body, verdict } of ledger.waiting()) {
    if (verdict || !isUpdateBody(body)) continue;
    for (const [id, record] of recordsMadeIn(body.update)) if (!made.has(id)) made.set(id, record);
    for (const change of body.changes) take(fields, change);
  }
  let [count, changed, left] = [0, 0, 0];
  const byShard = groupBy(new Set([...made.keys(), ...fields.keys()]), shardOf);
  for (const [name, ids] of byShard) {
    for (let i = 0; i < ids.length; i += bulkTurn) {
      const shard = await shards.load(name as ShardName);
      const turn = ids.slice(i, i + bulkTurn);
      const create = turn.flatMap((id) => {
        const record = made.get(id);
        return record && !shard.has(id) ? [{ id, record }] : [];
      });
      const isThere = (id: RecordId): boolean => shard.has(id) || made.has(id);
      const patch = turn.flatMap((id) => (fields.has(id) && isThere(id) ? [{ id, fields: fields.get(id) as Fields }] : []));
      left += turn.filter((id) => !isThere(id)).length;
      count += create.length;
      changed += patch.length;
      shards.reserve(name as ShardName, Date.now());
      const written = shard.write({ create, patch });
      if (written)
        await ledger.save({ command: "restore", written: [{ shard: name as ShardName, written }], isBulk: true, action: { job } });
    }
  }
  await ledger.forgetWaiting();
  return { made: count, changed, left };
}

function take(fields: Map<RecordId, Record<string, unknown>>, { id, field, element, to }: Change): void {
  if (!isRecordId(id) || field === "__proto__" || element === "__proto__") return;
  const own = fields.get(id) ?? {};
  fields.set(id, own);
  if (element === undefined) own[field] = to ?? null;
  else own[field] = { ...(own[field] as object | undefined), [element]: to ?? null };
}
