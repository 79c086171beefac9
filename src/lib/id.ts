import { randomBytes } from "./bytes.ts";

declare const brand: unique symbol;
export type RecordId = string & { readonly [brand]: "record" };
export type ShardName = string & { readonly [brand]: "shard" };

/** Crockford's base 32, lower case: no i, l, o, u. */
const alphabet = "0123456789abcdefghjkmnpqrstvwxyz";

/** Random bytes drawn ahead: asking the system for ten at a time takes longer than all else about a key. */
let drawn = new Uint8Array();
let used = 0;

/** Draws a random key: `length` characters of 5 bits each. */
export function randomKey(length: number): string {
  if (used + length > drawn.length) [drawn, used] = [randomBytes(Math.max(length, 4_096)), 0];
  const key = keyOf(drawn.subarray(used, used + length), length);
  drawn.fill(0, used, used + length);
  used += length;
  return key;
}

/** Makes a key of bytes: `length` characters of the last 5 bits of each, of the same bytes the same key. */
export function keyOf(bytes: Uint8Array, length: number): string {
  let key = "";
  for (const byte of bytes.subarray(0, length)) key += alphabet[byte & 31];
  return key;
}

/** The name of the shard of records that belong to no contact. */
export const metaShard = "meta" as ShardName;

export const newShardName = (): ShardName => randomKey(5) as ShardName;
export const newRecordId = (shard: ShardName): RecordId => `${shard}.${randomKey(10)}` as RecordId;

export const shardOf = (id: RecordId): ShardName => id.slice(0, id.indexOf(".")) as ShardName;

const shape = /^(?:[0-9a-hjkmnp-tv-z]{5}|meta)\.[0-9a-hjkmnp-tv-z]{10}$/;
const shardShape = /^(?:[0-9a-hjkmnp-tv-z]{5}|meta)$/;
export const isShardName = (text: unknown): text is ShardName => typeof text === "string" && shardShape.test(text);

/** True for what has the form of a record's id; `meta.settings` is the one that is chosen, not drawn. */
export const isRecordId = (text: unknown): text is RecordId => typeof text === "string" && (shape.test(text) || text === "meta.settings");
