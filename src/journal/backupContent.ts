// What lies in a backup's frames: the manifest with all that opens the rest, entries as they are, names of contacts.

import { deflateSync, inflateSync } from "fflate";
import * as decoding from "lib0/decoding";
import * as encoding from "lib0/encoding";
import * as z from "zod/mini";
import { fromBase64Url, fromHex, textOf, toBase64Url, toHex, utf8 } from "../lib/bytes.ts";
import { parseJson } from "./safeJson.ts";
import { readWhole } from "./vector.ts";

const id = z.string().check(z.regex(/^[0-9a-f]{32}$/));
const text = z.string().check(z.maxLength(500));
const bytes = z.pipe(
  z.string().check(z.regex(/^[\w-]*$/)),
  z.transform((value: string): Uint8Array => fromBase64Url(value)),
);
const url = z.string().check(z.maxLength(500));

const manifest = z.object({
  workspace: id,
  name: text,
  member: z.object({ id, name: text }),
  device: z.object({ id, name: text }),
  /** Instant of its making. */
  at: z.string().check(z.maxLength(30)),
  /**
   * The feeds that the file holds: a device's entries from one number to another, and the hash of the last. A device whose
   * profile was copied has several.
   */
  feeds: z.array(
    z.object({
      device: id,
      from: z.int().check(z.positive()),
      to: z.int().check(z.nonnegative()),
      hash: z.string().check(z.regex(/^[0-9a-f]{64}$/)),
    }),
  ),
  /** Kind → how many there were that are not deleted. */
  counts: z.record(z.string(), z.int()),
  epochs: z.array(z.object({ id, secret: bytes })),
  /** Lets whoever opens the file add a device for the member who made it. */
  recovery: bytes,
  servers: z.object({
    signalling: z.array(url),
    ice: z.array(z.object({ urls: z.union([url, z.array(url)]), username: z.optional(url), credential: z.optional(url) })),
  }),
  /** All entries of the roster: without them no other entry can be judged. */
  roster: z.array(bytes),
});
export type BackupManifest = z.output<typeof manifest>;

const toJson = (value: unknown): unknown =>
  value instanceof Uint8Array
    ? toBase64Url(value)
    : Array.isArray(value)
      ? value.map(toJson)
      : typeof value === "object" && value !== null
        ? Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, toJson(inner)]))
        : value;

const pack = (value: unknown): Uint8Array => deflateSync(utf8(JSON.stringify(toJson(value))));
/** Frames are authentic: only who has the passphrase could have made a bomb of one. */
const unpack = (packed: Uint8Array): unknown => parseJson(textOf(inflateSync(packed)));

export const packManifest = (value: BackupManifest): Uint8Array => pack(value);
export function readManifest(content: Uint8Array): BackupManifest | undefined {
  try {
    const read = z.safeParse(manifest, unpack(content));
    return read.success ? read.data : undefined;
  } catch {
    return undefined;
  }
}

/** Packs the names of contacts by id, so that what is lost can be called by its name. */
export const packNames = (names: Readonly<Record<string, string>>): Uint8Array => pack(names);
export function readNames(content: Uint8Array): Readonly<Record<string, string>> {
  try {
    const read = z.safeParse(z.record(z.string(), z.string()), unpack(content));
    return read.success ? read.data : {};
  } catch {
    return {};
  }
}

/** A chunk of a file's bytes, sealed as on the disk; with the hashes of all chunks beside the first. */
export interface BackupChunk {
  readonly sha256: string;
  readonly bytes: number;
  readonly root: string;
  readonly index: number;
  readonly sealed: Uint8Array;
  readonly hashes: Uint8Array;
}

export function packChunk({ sha256, bytes, root, index, sealed, hashes }: BackupChunk): Uint8Array {
  const encoder = encoding.createEncoder();
  for (const hash of [sha256, root]) encoding.writeUint8Array(encoder, fromHex(hash));
  for (const number of [bytes, index]) encoding.writeVarUint(encoder, number);
  for (const block of [hashes, sealed]) encoding.writeVarUint8Array(encoder, block);
  return encoding.toUint8Array(encoder);
}
export function readChunk(content: Uint8Array): BackupChunk | undefined {
  try {
    const decoder = decoding.createDecoder(content);
    const hash = (): string => toHex(decoding.readUint8Array(decoder, 32));
    const [sha256, root] = [hash(), hash()];
    const [bytes, index] = [readWhole(decoder), readWhole(decoder)];
    const block = (): Uint8Array => decoding.readUint8Array(decoder, readWhole(decoder)).slice();
    const [hashes, sealed] = [block(), block()];
    return { sha256, bytes, root, index, sealed, hashes };
  } catch {
    return undefined;
  }
}

export function packEntries(entries: readonly Uint8Array[]): Uint8Array {
  const encoder = encoding.createEncoder();
  for (const entry of entries) encoding.writeVarUint8Array(encoder, entry);
  return encoding.toUint8Array(encoder);
}
export function readEntries(content: Uint8Array): Uint8Array[] {
  const entries: Uint8Array[] = [];
  try {
    const decoder = decoding.createDecoder(content);
    while (decoding.hasContent(decoder)) entries.push(decoding.readUint8Array(decoder, readWhole(decoder)).slice());
  } catch {
    return entries; // Of a newer version: what could be read counts, the rest is missing and told.
  }
  return entries;
}
