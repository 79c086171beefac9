import type { Merged } from "../domain/record.ts";
import { shapeOf } from "../domain/shape.ts";
import type { RivalValue, StoredRecord } from "./rows.ts";
import { type FieldWrite, writesAfter } from "./writes.ts";

/**
 * A record after more writes, told from its row alone; null when only its document can tell, because a write did not
 * know of one that stands there, or goes into a text that several may type into.
 */
export function overlaid(row: Pick<StoredRecord, "record" | "writes">, writes: readonly FieldWrite[]): Merged | null {
  const record: Record<string, unknown> = { ...row.record };
  let heads = row.writes;
  for (const write of writes) {
    const stands: readonly RivalValue[] = heads?.[write.key] ?? [];
    if (stands.some(({ device, seq }) => !write.knew(device, seq)) || !isBehind(write, stands)) return null;
    const blank = write.key.indexOf(" ");
    const field = blank < 0 ? write.key : write.key.slice(0, blank);
    const element = blank < 0 ? undefined : write.key.slice(blank + 1);
    const shape = shapeOf(String(record.type), field);
    if (shape === "shared" || (shape === undefined) !== (element === undefined) || field === "__proto__" || element === "__proto__")
      return null;
    heads = writesAfter(heads, [write]);
    if (element === undefined) {
      record[field] = write.value;
      continue;
    }
    const before = record[field];
    const elements: Record<string, unknown> = typeof before === "object" && before !== null ? { ...before } : {};
    if (write.value === false) delete elements[element];
    else elements[element] = write.value;
    record[field] = elements;
  }
  return record as Merged;
}

/** Whether a write stands behind the one value that is there, or is the first: then its document shows it. */
function isBehind({ origin }: FieldWrite, stands: readonly RivalValue[]): boolean {
  const [only, ...more] = stands;
  if (origin === undefined || more.length > 0) return false;
  if (!only) return origin === null;
  return origin !== null && only.item !== undefined && only.item[0] === origin[0] && only.item[1] === origin[1];
}
