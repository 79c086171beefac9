// The entry: one save on one document, sealed with the epoch's key, signed by its device, chained to the one before.
// It is the same bytes on the wire, on the disk, in a backup and at a relay.
import { deflateSync, Inflate } from "fflate";
import * as decoding from "lib0/decoding";
import * as encoding from "lib0/encoding";
import * as z from "zod/mini";
import { concat, fromHex, isEqual, textOf, toHex, utf8 } from "../lib/bytes.ts";
import type { Stamp } from "../lib/clock.ts";
import { sha256 } from "../lib/hash.ts";
import { err, ok, type Result } from "../lib/result.ts";
import { unshared } from "./derive.ts";
import { type DeviceId, type DeviceKeys, deviceIdOf, signBytes, verifyBytes, type WorkspaceId } from "./deviceKeys.ts";
import { type Epoch, type EpochId, entryKey } from "./epoch.ts";
import { parseRosterPayload, type RosterPayload, rosterPayloadToJson } from "./rosterEntry.ts";
import { parseJson } from "./safeJson.ts";
import { type Counts, type Head, readCounts, readWhole, writeCounts } from "./vector.ts";

const entryVersion = 1;
/** Their places are their numbers in stored entries: append only. */
const kinds = ["update", "snapshot", "roster", "blob"] as const;
export type EntryKind = (typeof kinds)[number];

/** A changed field, with its value before and after. Without `from` the field was never filled. */
export interface Change {
  readonly id: string;
  readonly field: string;
  readonly element?: string | undefined;
  readonly from?: unknown;
  readonly to?: unknown;
  /** What the person saw when they began, where a form tells it: a value that stood there instead was not known to them. */
  readonly base?: unknown;
}

export interface UpdateBody {
  readonly shard: string;
  readonly generation: number;
  /** What the person did: `edit`, `import:7f3kq…`. */
  readonly command: string;
  /** Ids of new records; their first values are in the update. */
  readonly created: readonly string[];
  readonly changes: readonly Change[];
  /** What Yjs merges. */
  readonly update: Uint8Array;
  /** Which entries `seen` means (seenHashes.ts). */
  readonly seenHashes?: string | undefined;
}

export interface RosterBody {
  readonly payload: RosterPayload;
  readonly seenHashes?: string | undefined;
}

/** The body of a snapshot or a blob: its facts as JSON, its bytes as they are. */
export interface OpaqueBody {
  readonly facts: Readonly<Record<string, unknown>>;
  readonly bytes: Uint8Array;
}

export type EntryBody = UpdateBody | RosterBody | OpaqueBody;
export const isUpdateBody = (body: EntryBody): body is UpdateBody => "update" in body;
export const isRosterBody = (body: EntryBody): body is RosterBody => "payload" in body;

export interface EntryHeader {
  readonly version: 1;
  readonly kind: EntryKind;
  readonly workspace: WorkspaceId;
  readonly device: DeviceId;
  readonly seq: number;
  /** The hash of the entry before; zeros for the first. */
  readonly previous: Uint8Array;
  readonly stamp: Stamp;
  readonly epoch: EpochId;
  readonly tag: Uint8Array;
  /** The other devices whose applied number advanced since this device's last entry. */
  readonly seen: Counts;
  readonly nonce: Uint8Array;
}

/** A decoded journal entry. `sealed` and `signature` are views into `bytes`: what is kept is `bytes`. */
export interface Entry {
  readonly header: EntryHeader;
  readonly sealed: Uint8Array;
  readonly signature: Uint8Array;
  /** SHA-256 over the header and SHA-256 of the sealed body. The signature is left out: some browsers randomise it. */
  readonly hash: Uint8Array;
  readonly bytes: Uint8Array;
}

export interface EntryInput {
  readonly kind: EntryKind;
  readonly workspace: WorkspaceId;
  readonly device: DeviceId;
  readonly seq: number;
  readonly previous: Uint8Array;
  readonly stamp: Stamp;
  readonly epoch: Epoch;
  readonly tag?: Uint8Array;
  readonly seen: Counts;
  readonly body: EntryBody;
}

export type EntryRefusal =
  | { readonly code: "entry-malformed" }
  | { readonly code: "entry-version-unknown"; readonly version: number }
  | { readonly code: "entry-too-large"; readonly bytes: number; readonly limit: number };

export type BodyRefusal =
  | { readonly code: "entry-sealed" }
  | { readonly code: "entry-body-malformed" }
  | { readonly code: "entry-too-large"; readonly bytes: number; readonly limit: number };

export type ChainRefusal =
  | { readonly code: "entry-gap"; readonly expected: number }
  | { readonly code: "entry-known"; readonly last: number }
  | { readonly code: "entry-forked"; readonly seq: number };

/** How large an entry may be as it is stored and sent. Larger saves are written as several entries. */
export const maxEntryBytes = 32 * 1024 * 1024;
/** How large an entry's body may be once it is inflated. A bomb is refused before it is let out. */
export const maxBodyBytes = 64 * 1024 * 1024;

/** The last millisecond that an instant of 24 characters can name. */
const maxStampMs = Date.UTC(10_000, 0, 1) - 1;
const maxStampCount = 2 ** 32;
const idLength = 16;
const hashLength = 32;
const tagLength = 8;
const nonceLength = 12;
const signatureLength = 64;
const gcmLength = 16;

export const noHash: Uint8Array = new Uint8Array(hashLength);
const noTag: Uint8Array = new Uint8Array(tagLength);
const signedAs = utf8("kontor/1/entry\n");

// ── Header ──────────────────────────────────────────────────────────────────────────────────────────────────────────

function encodeHeader(header: EntryHeader): Uint8Array {
  const encoder = encoding.createEncoder();
  encoding.writeUint8(encoder, header.version);
  encoding.writeUint8(encoder, kinds.indexOf(header.kind));
  encoding.writeUint8Array(encoder, fromHex(header.workspace));
  encoding.writeUint8Array(encoder, fromHex(header.device));
  encoding.writeVarUint(encoder, header.seq);
  encoding.writeUint8Array(encoder, header.previous);
  encoding.writeVarUint(encoder, header.stamp.ms);
  encoding.writeVarUint(encoder, header.stamp.count);
  encoding.writeUint8Array(encoder, fromHex(header.epoch));
  encoding.writeUint8Array(encoder, header.tag);
  writeCounts(encoder, header.seen);
  encoding.writeUint8Array(encoder, header.nonce);
  return encoding.toUint8Array(encoder);
}

function readHeader(decoder: decoding.Decoder, kind: EntryKind): EntryHeader {
  const workspace = toHex(decoding.readUint8Array(decoder, idLength));
  const device = toHex(decoding.readUint8Array(decoder, idLength));
  const seq = readWhole(decoder);
  const previous = decoding.readUint8Array(decoder, hashLength);
  const stamp = { ms: readWhole(decoder), count: readWhole(decoder) };
  const epoch = toHex(decoding.readUint8Array(decoder, idLength));
  const tag = decoding.readUint8Array(decoder, tagLength);
  const seen = readCounts(decoder);
  const nonce = decoding.readUint8Array(decoder, nonceLength);
  if (seq < 1 || stamp.ms > maxStampMs || stamp.count > maxStampCount || device in seen) throw new RangeError("header out of range");
  if ((seq === 1) !== isEqual(previous, noHash)) throw new RangeError("only the first entry follows nothing");
  return { version: entryVersion, kind, workspace, device, seq, previous, stamp, epoch, tag, seen, nonce };
}

/** Guards what we write, so that no device can ever be unable to read it. */
function checkInput(input: EntryInput, keys: DeviceKeys): void {
  const isWhole = (value: number, least: number, most: number) => Number.isSafeInteger(value) && value >= least && value <= most;
  if (input.device !== keys.id) throw new TypeError("an entry is written by its own device");
  if (!isWhole(input.seq, 1, Number.MAX_SAFE_INTEGER)) throw new RangeError("seq out of range");
  if (!isWhole(input.stamp.ms, 0, maxStampMs) || !isWhole(input.stamp.count, 0, maxStampCount)) throw new RangeError("stamp out of range");
  if (input.previous.length !== hashLength || (input.seq === 1) !== isEqual(input.previous, noHash))
    throw new RangeError("previous out of place");
  if (input.tag !== undefined && input.tag.length !== tagLength) throw new RangeError("tag out of range");
  if (input.device in input.seen) throw new RangeError("a device's own entries are not among those it has seen");
}

// ── Body ────────────────────────────────────────────────────────────────────────────────────────────────────────────

const changeSchema = z.object({
  id: z.string(),
  field: z.string(),
  element: z.optional(z.string()),
  from: z.optional(z.unknown()),
  to: z.optional(z.unknown()),
  base: z.optional(z.unknown()),
});

const updateSchema = z.object({
  shard: z.string(),
  generation: z.int().check(z.nonnegative()),
  command: z.string(),
  created: z.array(z.string()),
  changes: z.array(changeSchema),
  seenHashes: z.optional(z.string()),
});

const factsSchema = z.record(z.string(), z.unknown());

const none = new Uint8Array();

function bodyParts(kind: EntryKind, body: EntryBody): { json: unknown; bytes: Uint8Array } {
  if (kind === "update" && isUpdateBody(body)) {
    const { update, shard, generation, command, created, changes, seenHashes } = body;
    return { json: { shard, generation, command, created, changes, seenHashes }, bytes: update };
  }
  if (kind === "roster" && isRosterBody(body))
    return { json: { ...(rosterPayloadToJson(body.payload) as object), seenHashes: body.seenHashes }, bytes: none };
  if (kind !== "update" && kind !== "roster" && "facts" in body) return { json: body.facts, bytes: body.bytes };
  throw new TypeError("this body does not belong to this kind of entry");
}

function readBody(kind: EntryKind, content: Uint8Array): Result<EntryBody, BodyRefusal> {
  const malformed = err({ code: "entry-body-malformed" } as const);
  try {
    const decoder = decoding.createDecoder(content);
    const json = parseJson(textOf(decoding.readUint8Array(decoder, readWhole(decoder))));
    const bytes = content.slice(decoder.pos);
    if (kind === "roster") {
      const said = typeof json === "object" && json !== null && "seenHashes" in json ? json.seenHashes : undefined;
      return ok({ payload: parseRosterPayload(json), ...(typeof said === "string" ? { seenHashes: said } : {}) });
    }
    if (kind === "update") {
      const facts = z.safeParse(updateSchema, json);
      return facts.success ? ok({ ...facts.data, update: bytes }) : malformed;
    }
    const facts = z.safeParse(factsSchema, json);
    return facts.success ? ok({ facts: facts.data, bytes }) : malformed;
  } catch {
    return malformed;
  }
}

/** Below this, deflating costs more than it saves. */
const deflateFrom = 512;
const leastPadded = 64;

/**
 * The length a body is padded to, after Padmé (Nikitin et al. 2019): at most 12 % more, and a length tells O(log log n) bits
 * instead of O(log n).
 */
export function paddedLength(length: number): number {
  if (length <= leastPadded) return leastPadded;
  const exponent = Math.floor(Math.log2(length));
  const step = 2 ** (exponent - (Math.floor(Math.log2(exponent)) + 1));
  return Math.ceil(length / step) * step;
}

function pack(content: Uint8Array): Uint8Array<ArrayBuffer> {
  const deflated = content.length > deflateFrom ? deflateSync(content, { level: 6 }) : content;
  const isDeflated = deflated.length < content.length;
  const stored = isDeflated ? deflated : content;
  const encoder = encoding.createEncoder();
  encoding.writeUint8(encoder, isDeflated ? 1 : 0);
  encoding.writeVarUint(encoder, content.length);
  encoding.writeVarUint(encoder, stored.length);
  const head = encoding.toUint8Array(encoder);
  const packed = new Uint8Array(paddedLength(head.length + stored.length));
  packed.set(head);
  packed.set(stored, head.length);
  return packed;
}

/** Compressed bytes are let out this many at a time: at most a thousandfold at once. */
const inflateStep = 16 * 1024;
/** What deflate can do at the very best. */
const mostInflated = 1_032;

function inflate(deflated: Uint8Array, length: number): Uint8Array {
  if (length > deflated.length * mostInflated) throw new RangeError("more than it can hold");
  const content = new Uint8Array(length);
  let at = 0;
  const stream = new Inflate((chunk) => {
    if (chunk.length > length - at) throw new RangeError("more than was said");
    content.set(chunk, at);
    at += chunk.length;
  });
  for (let from = 0; from < deflated.length; from += inflateStep) {
    const to = Math.min(deflated.length, from + inflateStep);
    stream.push(deflated.subarray(from, to), to === deflated.length);
  }
  if (at !== length) throw new RangeError("less than was said");
  return content;
}

function unpack(packed: Uint8Array, limit: number): Result<Uint8Array, BodyRefusal> {
  try {
    const decoder = decoding.createDecoder(packed);
    const way = decoding.readUint8(decoder);
    const length = readWhole(decoder);
    if (length > limit) return err({ code: "entry-too-large", bytes: length, limit });
    const stored = decoding.readUint8Array(decoder, readWhole(decoder));
    if (way === 0 && stored.length === length) return ok(stored);
    if (way === 1) return ok(inflate(stored, length));
    return err({ code: "entry-body-malformed" });
  } catch {
    return err({ code: "entry-body-malformed" });
  }
}

// ── Entry ───────────────────────────────────────────────────────────────────────────────────────────────────────────

const hashOf = (headerBytes: Uint8Array, sealed: Uint8Array): Uint8Array => sha256(concat(headerBytes, sha256(sealed)));

/**
 * Encrypts and signs an entry. Throws on input that is not one (a bug of the caller), a RangeError when it is larger than any
 * device would take.
 */
export async function sealEntry(input: EntryInput, keys: DeviceKeys): Promise<Entry> {
  checkInput(input, keys);
  const header: EntryHeader = {
    version: entryVersion,
    kind: input.kind,
    workspace: input.workspace,
    device: input.device,
    seq: input.seq,
    previous: input.previous,
    stamp: { ms: input.stamp.ms, count: input.stamp.count },
    epoch: input.epoch.id,
    tag: input.tag ?? noTag,
    seen: { ...input.seen },
    nonce: crypto.getRandomValues(new Uint8Array(nonceLength)),
  };
  const headerBytes = encodeHeader(header);
  const { json, bytes: attached } = bodyParts(input.kind, input.body);
  const text = utf8(JSON.stringify(json));
  const encoder = encoding.createEncoder();
  encoding.writeVarUint8Array(encoder, text);
  encoding.writeUint8Array(encoder, attached);
  const content = encoding.toUint8Array(encoder);
  if (content.length > maxBodyBytes) throw new RangeError("body larger than an entry may be");
  const readable = readBody(input.kind, content);
  if (!readable.ok || (isRosterBody(readable.value) && readable.value.payload.kind === "unknown")) throw new TypeError("body not readable");

  const key = await entryKey(input.epoch, input.device);
  const algorithm = { name: "AES-GCM", iv: unshared(header.nonce), additionalData: unshared(headerBytes) };
  const sealed = new Uint8Array(await crypto.subtle.encrypt(algorithm, key, pack(content)));
  const hash = hashOf(headerBytes, sealed);
  const signature = await signBytes(keys, concat(signedAs, hash));
  const whole = encoding.createEncoder();
  encoding.writeUint8Array(whole, headerBytes);
  encoding.writeVarUint8Array(whole, sealed);
  encoding.writeUint8Array(whole, signature);
  const bytes = encoding.toUint8Array(whole);
  if (bytes.length > maxEntryBytes) throw new RangeError("entry larger than a device takes");
  return { header, sealed, signature, hash, bytes };
}

/** Decodes an entry of any bytes: total, and reserves nothing that the bytes do not hold. Says nothing yet about signature and chain. */
export function decodeEntry(received: Uint8Array): Result<Entry, EntryRefusal> {
  if (received.length > maxEntryBytes) return err({ code: "entry-too-large", bytes: received.length, limit: maxEntryBytes });
  // A view would keep, and IndexedDB would store, the whole buffer behind it.
  const bytes = received.length === received.buffer.byteLength ? received : received.slice();
  const decoder = decoding.createDecoder(bytes);
  try {
    const version = decoding.readUint8(decoder);
    if (version !== entryVersion)
      return err(Number.isInteger(version) ? { code: "entry-version-unknown", version } : { code: "entry-malformed" });
    const kind = kinds[decoding.readUint8(decoder)];
    if (kind === undefined) return err({ code: "entry-malformed" });
    const header = readHeader(decoder, kind);
    const headerBytes = bytes.subarray(0, decoder.pos);
    const sealed = decoding.readUint8Array(decoder, readWhole(decoder));
    const signature = decoding.readUint8Array(decoder, signatureLength);
    if (decoding.hasContent(decoder) || sealed.length < gcmLength) return err({ code: "entry-malformed" });
    return ok({ header, sealed, signature, hash: hashOf(headerBytes, sealed), bytes });
  } catch {
    return err({ code: "entry-malformed" });
  }
}

/** True when the key is the header's device's and signed exactly this entry. */
export const verifyEntry = async (entry: Entry, signPublic: Uint8Array): Promise<boolean> =>
  isKeyOf(entry.header.device, signPublic) && (await verifyBytes(signPublic, concat(signedAs, entry.hash), entry.signature));

const knownKeys = new WeakMap<Uint8Array, DeviceId>();
function isKeyOf(device: DeviceId, signPublic: Uint8Array): boolean {
  let id = knownKeys.get(signPublic);
  if (id === undefined) knownKeys.set(signPublic, (id = deviceIdOf(signPublic)));
  return id === device;
}

/** Enough to keep every core busy, and few enough to let a person's own save pass. */
const atOnce = 256;

/** Verifies many entries at once; answers in the order given. An entry of a device whose key is not known is not verified. */
export async function verifyEntries(
  entries: readonly Entry[],
  publicKeyOf: (device: DeviceId) => Uint8Array | undefined,
): Promise<boolean[]> {
  const verified: boolean[] = [];
  for (let from = 0; from < entries.length; from += atOnce) {
    const batch = entries.slice(from, from + atOnce).map((entry) => {
      const signPublic = publicKeyOf(entry.header.device);
      return signPublic === undefined ? false : verifyEntry(entry, signPublic);
    });
    verified.push(...(await Promise.all(batch)));
  }
  return verified;
}

/** Decrypts an entry's body. `entry-sealed`: not with this epoch's secret, or not what was sealed. */
export async function openEntry(entry: Entry, epoch: Epoch, limit = maxBodyBytes): Promise<Result<EntryBody, BodyRefusal>> {
  const headerBytes = entry.bytes.subarray(
    0,
    entry.bytes.length - signatureLength - entry.sealed.length - varUintLength(entry.sealed.length),
  );
  const algorithm = { name: "AES-GCM", iv: unshared(entry.header.nonce), additionalData: unshared(headerBytes) };
  let packed: Uint8Array;
  try {
    packed = new Uint8Array(await crypto.subtle.decrypt(algorithm, await entryKey(epoch, entry.header.device), unshared(entry.sealed)));
  } catch {
    return err({ code: "entry-sealed" });
  }
  const content = unpack(packed, limit);
  return content.ok ? readBody(entry.header.kind, content.value) : content;
}

/** How many bytes lib0 takes for a length. */
const varUintLength = (value: number): number => {
  let bytes = 1;
  for (let rest = Math.floor(value / 128); rest > 0; rest = Math.floor(rest / 128)) bytes++;
  return bytes;
};

/** The feed's new head when the entry is the next one of its feed; else why it is not. */
export function headAfter(head: Head | undefined, entry: Entry): Result<Head, ChainRefusal> {
  const { seq, previous } = entry.header;
  const last = head?.seq ?? 0;
  const hash = toHex(entry.hash);
  if (seq > last + 1) return err({ code: "entry-gap", expected: last + 1 });
  if (seq === last && head !== undefined && head.hash !== hash) return err({ code: "entry-forked", seq });
  if (seq <= last) return err({ code: "entry-known", last });
  if (head !== undefined && head.hash !== toHex(previous)) return err({ code: "entry-forked", seq: last });
  return ok({ seq, hash });
}
