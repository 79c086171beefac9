// A backup as a file: frames one after another, each with a header that says enough to read it alone. So a file that was
// cut, or in which bytes have changed, still gives everything that lies in the frames that are whole, wherever they lie.
import { concat, isEqual, utf8 } from "../lib/bytes.ts";
import { sha256 } from "../lib/hash.ts";
import { err, ok, type Result } from "../lib/result.ts";
import { unshared } from "./derive.ts";

/** The keys that a passphrase becomes. The master key cannot be read out, and may be kept for backups that are made by themselves. */
export interface BackupLock {
  readonly salt: Uint8Array;
  readonly iterations: number;
  readonly master: CryptoKey;
}

/** Their numbers in the file are their places: append only. */
const frameKinds = ["manifest", "entries", "names", "end", "chunk"] as const;
export type FrameKind = (typeof frameKinds)[number];

export interface Frame {
  readonly index: number;
  readonly kind: FrameKind;
  readonly content: Uint8Array;
  /** Where it ends in the file. */
  readonly to: number;
}

/** Bytes that are no frame, found between two frames or instead of one. */
export interface Damage {
  /** In bytes, from the file's beginning. */
  readonly from: number;
  readonly to: number;
}

export type BackupFileRefusal =
  /** No frame at all: another kind of file, or one of which nothing is left. */
  | { readonly code: "backup-unreadable" }
  | { readonly code: "backup-version-unknown"; readonly version: number }
  | { readonly code: "passphrase-wrong" };

/** How many rounds PBKDF2 takes, as OWASP asks of it with SHA-256 (2023). */
const iterations = 600_000;
/** Beyond this a file only wants to keep the reader busy. */
const mostIterations = 10_000_000;

/** `kontor backup 1` and a line end: the digit is the format's version. */
const mark = utf8("kontor backup 1\n");
const versionAt = 14;
const kdfPbkdf2 = 1;
const saltLength = 16;
const fileLength = 16;
const checkLength = 8;
const sumLength = 8;
const gcmLength = 16;
const headerLength = mark.length + 1 + 4 + saltLength + fileLength + checkLength + 4 + 1 + 4 + sumLength;
/** Larger than any entry: what says more is damaged. */
const mostContent = 40 * 1024 * 1024;

export async function lockOf(passphrase: string, salt: Uint8Array, count = iterations): Promise<BackupLock> {
  // Typed on another keyboard, an ä may be one letter or two.
  const typed = await crypto.subtle.importKey("raw", utf8(passphrase.normalize("NFKC")), "PBKDF2", false, ["deriveBits"]);
  const bits = await crypto.subtle.deriveBits({ name: "PBKDF2", hash: "SHA-256", salt: unshared(salt), iterations: count }, typed, 256);
  return { salt, iterations: count, master: await crypto.subtle.importKey("raw", bits, "HKDF", false, ["deriveKey", "deriveBits"]) };
}

export const newLock = (passphrase: string): Promise<BackupLock> => lockOf(passphrase, crypto.getRandomValues(new Uint8Array(saltLength)));

/** Each file has a key of its own, so that a frame's number can be its nonce. */
async function fileKeys(lock: BackupLock, file: Uint8Array): Promise<{ readonly seal: CryptoKey; readonly check: Uint8Array }> {
  const from = (info: string) => ({ name: "HKDF", hash: "SHA-256", salt: unshared(file), info: utf8(`kontor/1/backup/${info}`) });
  const [seal, check] = await Promise.all([
    crypto.subtle.deriveKey(from("seal"), lock.master, { name: "AES-GCM", length: 256 }, false, ["encrypt", "decrypt"]),
    crypto.subtle.deriveBits(from("check"), lock.master, checkLength * 8),
  ]);
  return { seal, check: new Uint8Array(check) };
}

const nonceOf = (index: number): Uint8Array<ArrayBuffer> => {
  const nonce = new Uint8Array(12);
  new DataView(nonce.buffer).setUint32(8, index);
  return nonce;
};

/** Writes a backup file frame by frame, each sealed by itself. */
export class BackupWriter {
  readonly #lock: BackupLock;
  readonly #file = crypto.getRandomValues(new Uint8Array(fileLength));
  #keys: ReturnType<typeof fileKeys> | null = null;
  #index = 0;

  constructor(lock: BackupLock) {
    this.#lock = lock;
  }

  get frames(): number {
    return this.#index;
  }

  async frame(kind: FrameKind, content: Uint8Array): Promise<Uint8Array<ArrayBuffer>> {
    const { seal, check } = await (this.#keys ??= fileKeys(this.#lock, this.#file));
    const index = this.#index++;
    const header = new Uint8Array(headerLength);
    const view = new DataView(header.buffer);
    let at = 0;
    const put = (bytes: Uint8Array): void => {
      header.set(bytes, at);
      at += bytes.length;
    };
    put(mark);
    view.setUint8(at, kdfPbkdf2);
    view.setUint32(at + 1, this.#lock.iterations);
    at += 5;
    put(this.#lock.salt);
    put(this.#file);
    put(check);
    view.setUint32(at, index);
    view.setUint8(at + 4, frameKinds.indexOf(kind));
    view.setUint32(at + 5, content.length);
    at += 9;
    put(sha256(header.subarray(0, at)).subarray(0, sumLength));
    const algorithm = { name: "AES-GCM", iv: nonceOf(index), additionalData: header };
    return concat(header, new Uint8Array(await crypto.subtle.encrypt(algorithm, seal, unshared(content))));
  }
}

interface Header {
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly iterations: number;
  readonly salt: Uint8Array;
  readonly file: Uint8Array;
  readonly check: Uint8Array;
  readonly index: number;
  readonly kind: FrameKind;
  readonly length: number;
}

/** Undefined for what is no header, or one in which a bit has changed. */
function readHeader(window: Uint8Array, from: number): Header | undefined {
  if (from + headerLength > window.length) return undefined;
  const bytes = window.slice(from, from + headerLength);
  if (!isEqual(bytes.subarray(0, mark.length), mark)) return undefined;
  const end = headerLength - sumLength;
  if (!isEqual(sha256(bytes.subarray(0, end)).subarray(0, sumLength), bytes.subarray(end))) return undefined;
  const view = new DataView(bytes.buffer);
  let at = mark.length;
  const kdf = view.getUint8(at);
  const count = view.getUint32(at + 1);
  at += 5;
  const take = (length: number): Uint8Array => bytes.subarray(at, (at += length));
  const [salt, file, check] = [take(saltLength), take(fileLength), take(checkLength)];
  const kind = frameKinds[view.getUint8(at + 4)];
  const length = view.getUint32(at + 5);
  if (kdf !== kdfPbkdf2 || kind === undefined || count < 1 || count > mostIterations || length > mostContent) return undefined;
  return { bytes, iterations: count, salt, file, check, index: view.getUint32(at), kind, length };
}

/** The next place where a frame may begin; -1 when there is none. */
function nextMark(window: Uint8Array, from: number): number {
  for (let at = window.indexOf(mark[0] as number, from); at >= 0; at = window.indexOf(mark[0] as number, at + 1)) {
    if (at + mark.length > window.length) return -1;
    let same = 1;
    while (same < mark.length && window[at + same] === mark[same]) same++;
    if (same === mark.length) return at;
  }
  return -1;
}

/** What is read of the file at once. */
const windowBytes = 4 * 1024 * 1024;

/** A part of a file; what is asked for beyond its end is left out. */
const bytesOf = async (file: Blob, from: number, to: number): Promise<Uint8Array<ArrayBuffer>> =>
  new Uint8Array(await file.slice(from, Math.min(to, file.size)).arrayBuffer());

/**
 * Opens a backup file with its passphrase: tells another kind of file, and a wrong passphrase, from damage. The frames then come
 * one after another, with damage where it was met; every byte of the file is in one or the other.
 */
export async function openBackupFile(
  file: Blob,
  passphrase: string,
): Promise<Result<{ readonly frames: () => AsyncGenerator<Frame | Damage> }, BackupFileRefusal>> {
  const first = await firstHeader(file);
  if (first === undefined) return (await isNewer(file)) ?? err({ code: "backup-unreadable" });
  const { seal, check } = await fileKeys(await lockOf(passphrase, first.salt, first.iterations), first.file);
  if (!isEqual(check, first.check)) return err({ code: "passphrase-wrong" });
  return ok({ frames: () => framesOf(file, first.file, seal) });
}

async function firstHeader(file: Blob): Promise<Header | undefined> {
  for (let from = 0; from < file.size; from += windowBytes) {
    const window = await bytesOf(file, from, from + windowBytes + headerLength);
    for (let at = nextMark(window, 0); at >= 0; at = nextMark(window, at + 1)) {
      const header = readHeader(window, at);
      if (header) return header;
    }
  }
  return undefined;
}

async function isNewer(file: Blob): Promise<Result<never, BackupFileRefusal> | undefined> {
  const start = await bytesOf(file, 0, mark.length);
  const version = (start[versionAt] ?? 0) - 48;
  const isMark = start.length === mark.length && mark.every((byte, i) => i === versionAt || byte === start[i]);
  return isMark && version > 1 && version <= 9 ? err({ code: "backup-version-unknown", version }) : undefined;
}

async function* framesOf(file: Blob, id: Uint8Array, seal: CryptoKey): AsyncGenerator<Frame | Damage> {
  let window = new Uint8Array();
  let base = 0;
  let at = 0;
  /** Reads on until so many bytes lie behind `at`, or the file ends. */
  const need = async (count: number): Promise<void> => {
    if (at + count <= window.length || base + window.length >= file.size) return;
    base += at;
    window = await bytesOf(file, base, base + Math.max(count, windowBytes));
    at = 0;
  };
  let damagedFrom = -1;
  const damageUpTo = function* (to: number): Generator<Damage> {
    if (damagedFrom >= 0 && damagedFrom < to) yield { from: damagedFrom, to };
    damagedFrom = -1;
  };
  for (;;) {
    await need(headerLength);
    if (at >= window.length) break;
    const header = readHeader(window, at);
    const length = header && isEqual(header.file, id) ? headerLength + header.length + gcmLength : 0;
    if (length > 0) await need(length);
    const content =
      header && length > 0 && at + length <= window.length
        ? await opened(header, window.slice(at + headerLength, at + length), seal)
        : null;
    if (header && content) {
      yield* damageUpTo(base + at);
      at += length;
      yield { index: header.index, kind: header.kind, content, to: base + at };
      continue;
    }
    if (damagedFrom < 0) damagedFrom = base + at;
    // Not behind the frame but behind its first byte: bytes may have been taken out of the middle of it.
    at += 1;
    for (let next = nextMark(window, at); ; next = nextMark(window, at)) {
      if (next >= 0) {
        at = next;
        break;
      }
      at = Math.max(at, window.length - mark.length + 1);
      if (base + window.length >= file.size) {
        at = window.length;
        break;
      }
      await need(mark.length + 1);
    }
  }
  yield* damageUpTo(file.size);
}

async function opened(header: Header, sealed: Uint8Array<ArrayBuffer>, seal: CryptoKey): Promise<Uint8Array | null> {
  try {
    const algorithm = { name: "AES-GCM", iv: nonceOf(header.index), additionalData: header.bytes };
    return new Uint8Array(await crypto.subtle.decrypt(algorithm, seal, sealed));
  } catch {
    return null; // A bit has changed, or the frame was cut.
  }
}
