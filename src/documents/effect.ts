// What an update does, read from its bytes alone and without believing any of them: which keys it sets and to what, what it
// types, what it deletes, under whose number. Whatever this build would not write itself has no effect that could be told.

import * as decoding from "lib0/decoding";
import * as Y from "yjs";
import { isRecordId } from "../lib/id.ts";
import { recordsName } from "./shard.ts";
import type { Place, Range, Ref } from "./struct.ts";

export interface EffectItem extends Range {
  /** Null where only what it stands beside tells; that is `origin`, `rightOrigin` or both. */
  readonly place: Place | null;
  readonly origin: Ref | null;
  readonly rightOrigin: Ref | null;
  /** `gone`: deleted again before the update was made. */
  readonly content: "value" | "text" | "gone";
  readonly value?: unknown;
}

export interface Effect {
  /** All structs of an update are one writer's, without a gap; null when it only deletes. */
  readonly run: Range | null;
  readonly items: readonly EffectItem[];
  /** In order, none twice. */
  readonly deleted: readonly Range[];
}

export type EffectRefusal = "update-unreadable" | "update-too-large" | "update-foreign";

/** How many structs an update may have: more than any save makes, a thousand records with a hundred fields each. */
const mostStructs = 100_000;
/** Beyond these a client's count is no count. */
const mostClock = 2 ** 31;
const deepest = 32;

/**
 * Reads the effect of an update. Total: answers with a refusal for what cannot be read, is too much, or holds anything that no
 * save writes.
 */
export function effectOf(update: Uint8Array): Effect | EffectRefusal {
  try {
    const head = decoding.createDecoder(update);
    const writers = decoding.readVarUint(head);
    // Yjs reads a second part of the same writer differently when it merges than when it only looks.
    if (writers > 1) return "update-foreign";
    if (writers === 1 && decoding.readVarUint(head) > mostStructs) return "update-too-large";
    const { structs, ds } = Y.decodeUpdate(update);
    const deleted = rangesOf(ds);
    const items = structs.map(itemOf);
    const first = items[0];
    if (!deleted || items.includes(null)) return "update-foreign";
    if (!first) return { run: null, items: [], deleted };
    let next = first.clock;
    for (const item of items as EffectItem[]) {
      if (item.client !== first.client || item.clock !== next || item.length < 1) return "update-foreign";
      next += item.length;
    }
    if (next > mostClock) return "update-too-large";
    const run = { client: first.client, clock: first.clock, length: next - first.clock };
    return { run, items: items as EffectItem[], deleted };
  } catch {
    return "update-unreadable";
  }
}

function itemOf(struct: Y.Item | Y.GC | { readonly id: Y.ID }): EffectItem | null {
  if (!(struct instanceof Y.Item)) return null;
  const { id, origin, rightOrigin, content, length } = struct;
  const place = placeOf(struct);
  if (place === "foreign" || (place === null && !origin && !rightOrigin)) return null;
  const all = { client: id.client, clock: id.clock, length, place, origin: refOf(origin), rightOrigin: refOf(rightOrigin) };
  if (content instanceof Y.ContentDeleted) return { ...all, content: "gone" };
  if (content instanceof Y.ContentString && place?.kind !== "key") return { ...all, content: "text" };
  if (!(content instanceof Y.ContentAny) || content.arr.length !== 1 || place?.kind === "text") return null;
  const value: unknown = content.arr[0];
  return isPlain(value) ? { ...all, content: "value", value } : null;
}

const refOf = (id: Y.ID | null): Ref | null => id && { client: id.client, clock: id.clock };

function placeOf({ parent, parentSub }: Y.Item): Place | "foreign" | null {
  const name: unknown = parent;
  if (name === null) return null;
  if (typeof name !== "string") return "foreign";
  if (name === recordsName) return parentSub !== null && isKey(parentSub) ? { kind: "key", name: parentSub } : "foreign";
  return parentSub === null && name.includes(" ") && isKey(name) ? { kind: "text", name } : "foreign";
}

/** A record's id, alone or before the name of a field. */
function isKey(key: string): boolean {
  const blank = key.indexOf(" ");
  return blank < 0 ? isRecordId(key) : isRecordId(key.slice(0, blank)) && key.length > blank + 1;
}

/** Null unless each client's ranges are in order and apart. */
function rangesOf(ds: {
  readonly clients: ReadonlyMap<number, readonly { readonly clock: number; readonly len: number }[]>;
}): Range[] | null {
  const ranges: Range[] = [];
  for (const [client, items] of ds.clients) {
    let end = -1;
    for (const { clock, len } of items) {
      if (clock <= end - 1 || len < 1 || clock + len > mostClock) return null;
      end = clock + len;
      ranges.push({ client, clock, length: len });
    }
  }
  return ranges.length > mostStructs ? null : ranges;
}

/** True for a value that JSON can say, and no deeper than anybody nests. Nothing at all counts too: a field may be written as empty. */
export function isPlain(value: unknown): boolean {
  const open: { readonly value: unknown; readonly depth: number }[] = [{ value, depth: 0 }];
  for (let next = open.pop(); next; next = open.pop()) {
    const { value: one, depth } = next;
    if (one === null || one === undefined || typeof one === "string" || typeof one === "boolean") continue;
    if (typeof one === "number") {
      if (!Number.isFinite(one)) return false;
      continue;
    }
    if (typeof one !== "object" || depth >= deepest) return false;
    const prototype: unknown = Object.getPrototypeOf(one);
    if (!Array.isArray(one) && prototype !== Object.prototype && prototype !== null) return false;
    for (const part of Object.values(one)) open.push({ value: part, depth: depth + 1 });
  }
  return true;
}
