import { canonicalJson } from "../lib/canonical.ts";
import type { RivalValue, StoredRecord } from "./rows.ts";

/** One write of one field key, and whether its author knew of an earlier write. */
export interface FieldWrite {
  readonly key: string;
  readonly value: unknown;
  readonly device: string;
  readonly seq: number;
  readonly knew: (device: string, seq: number) => boolean;
}

/**
 * The newest writes of each field key after more writes came, in causal order: a write replaces those its author
 * knew of; those it did not know of stay beside it. More than one means that nobody has chosen between them yet.
 */
export function writesAfter(before: StoredRecord["writes"], writes: readonly FieldWrite[]): Record<string, readonly RivalValue[]> {
  const after: Record<string, readonly RivalValue[]> = { ...before };
  for (const { key, value, device, seq, knew } of writes) {
    const kept = (after[key] ?? []).filter((head) => !knew(head.device, head.seq));
    after[key] = [...kept, { device, seq, value }];
  }
  return after;
}

/** Field key → the different values that stand beside each other, in an order all devices agree on. */
export function rivalsOf(row: Pick<StoredRecord, "writes">): Record<string, readonly RivalValue[]> {
  const rivals: Record<string, readonly RivalValue[]> = {};
  for (const [key, heads] of Object.entries(row.writes ?? {})) {
    if (heads.length < 2 || key === "deletedAt") continue;
    const different = new Map(heads.map((head) => [canonicalJson(head.value ?? null), head]));
    if (different.size > 1)
      rivals[key] = [...different.values()].sort((a, b) => (a.device < b.device ? -1 : a.device > b.device ? 1 : a.seq - b.seq));
  }
  return rivals;
}
