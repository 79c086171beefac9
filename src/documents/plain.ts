// What an update writes, told without the document it belongs to: most entries make records or set their fields, and
// reading that is a tenth of the work of loading a document to merge it.
import * as Y from "yjs";
import type { Merged } from "../domain/record.ts";
import { isRecordId, type RecordId } from "../lib/id.ts";
import { parsedRecord, recordsName } from "./shard.ts";

export interface PlainWrites {
  readonly created: ReadonlyMap<RecordId, Merged>;
  /** The values of later keys, in the order written. Of a key that was set before, an update does not tell the name. */
  readonly values: readonly unknown[];
}

/** Null for an update that does anything else than set keys of records, such as typing into a shared text. */
export function plainWritesOf(update: Uint8Array): PlainWrites | null {
  const created = new Map<RecordId, Merged>();
  const values: unknown[] = [];
  for (const struct of Y.decodeUpdate(update).structs) {
    if (!(struct instanceof Y.Item) || !(struct.content instanceof Y.ContentAny) || struct.content.arr.length !== 1) return null;
    const parent: unknown = struct.parent;
    const [value] = struct.content.arr as unknown[];
    if (parent === null && struct.origin !== null) values.push(value);
    else if (parent !== recordsName || struct.parentSub === null) return null;
    else if (!isRecordId(struct.parentSub)) values.push(value);
    else {
      const record = typeof value === "string" ? parsedRecord(value) : undefined;
      if (!record) return null;
      created.set(struct.parentSub, record as unknown as Merged);
    }
  }
  return { created, values };
}
