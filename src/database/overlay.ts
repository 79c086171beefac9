import type { Merged } from "../domain/record.ts";
import { shapeOf } from "../domain/shape.ts";
import { canonicalJson } from "../lib/canonical.ts";
import type { StoredRecord } from "./rows.ts";
import { type FieldWrite, writesAfter } from "./writes.ts";

/**
 * A record after more writes, told from its row alone; null when only its document can tell, because a write did not
 * know of one that stands there, or goes into a text that several may type into.
 */
export function overlaid(row: Pick<StoredRecord, "record" | "writes">, writes: readonly FieldWrite[]): Merged | null {
  const record: Record<string, unknown> = { ...row.record };
  let heads = row.writes;
  for (const write of writes) {
    if ((heads?.[write.key] ?? []).some(({ device, seq }) => !write.knew(device, seq))) return null;
    heads = writesAfter(heads, [write]);
    const blank = write.key.indexOf(" ");
    const field = blank < 0 ? write.key : write.key.slice(0, blank);
    const element = blank < 0 ? undefined : write.key.slice(blank + 1);
    const shape = shapeOf(String(record.type), field);
    if (shape === "shared" || (shape === undefined) !== (element === undefined) || field === "__proto__" || element === "__proto__")
      return null;
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

/** Whether values written are those that were told, whatever their order. */
export const isTold = (written: readonly unknown[], told: readonly unknown[]): boolean =>
  canonicalJson(written.map((value) => canonicalJson(value ?? null)).sort()) ===
  canonicalJson(told.map((value) => canonicalJson(value ?? null)).sort());
