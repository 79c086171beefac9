import type { DeviceId } from "../journal/deviceKeys.ts";
import { decodeEntry } from "../journal/entry.ts";
import type { Counts, Vector } from "../journal/vector.ts";
import { toHex } from "../lib/bytes.ts";

/** Which entry some bytes are: whose, and which number and hash it has. */
export interface EntryRef {
  readonly device: DeviceId;
  readonly seq: number;
  readonly hash: Uint8Array;
  readonly bytes: Uint8Array;
}

/** Those of the entries that can be read, in the same order. */
export function entryRefsOf(entries: readonly Uint8Array[]): EntryRef[] {
  return entries.flatMap((bytes) => {
    const entry = decodeEntry(bytes);
    return entry.ok ? [{ device: entry.value.header.device, seq: entry.value.header.seq, hash: entry.value.hash, bytes }] : [];
  });
}

/** The highest number of each feed among entries. */
export function highestOf(entries: readonly Uint8Array[]): Counts {
  const highest: Record<DeviceId, number> = {};
  for (const { device, seq } of entryRefsOf(entries)) highest[device] = Math.max(highest[device] ?? 0, seq);
  return highest;
}

/** The highest number of each feed among entries, with that entry's hash. */
export function headsOf(entries: readonly Uint8Array[]): Vector {
  const heads: Record<DeviceId, Vector[DeviceId]> = {};
  for (const { device, seq, hash } of entryRefsOf(entries)) if (seq > (heads[device]?.seq ?? 0)) heads[device] = { seq, hash: toHex(hash) };
  return heads;
}
