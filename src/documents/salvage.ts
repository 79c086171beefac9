// Reading an update whose place in its document is lost, because what stood before it is: what it made can still be told.
import * as Y from "yjs";
import type { Merged } from "../domain/record.ts";
import { isRecordId, type RecordId } from "../lib/id.ts";
import { parsedRecord, recordsName } from "./shard.ts";

/** Reads the records that an update makes, with the first words of their shared texts; empty for what is no update. */
export function recordsMadeIn(update: Uint8Array): Map<RecordId, Merged> {
  const made = new Map<RecordId, Merged>();
  const texts = new Map<string, string>();
  try {
    for (const struct of Y.decodeUpdate(update).structs) {
      if (!(struct instanceof Y.Item)) continue;
      const { parent, parentSub, content } = struct as { parent: unknown; parentSub: string | null; content: unknown };
      if (parent === recordsName && isRecordId(parentSub) && content instanceof Y.ContentAny) {
        const [value] = content.arr as unknown[];
        const record = typeof value === "string" ? parsedRecord(value) : undefined;
        if (record) made.set(parentSub, record as unknown as Merged);
      } else if (typeof parent === "string" && parentSub === null && struct.origin === null && content instanceof Y.ContentString)
        texts.set(parent, content.str);
    }
  } catch {
    return made; // Cut or changed: what was read so far is whole.
  }
  for (const [place, words] of texts) {
    const [id, field] = place.split(" ") as [RecordId, string];
    const record = made.get(id);
    if (record && field) made.set(id, { ...record, [field]: words });
  }
  return made;
}
