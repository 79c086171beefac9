// Secrets are never used twice: every purpose gets a key of its own, derived under its own label (HKDF, RFC 5869).
// In the same turn, because rooms and tags are asked for where no promise can be awaited.
import { hkdf } from "@noble/hashes/hkdf";
import { hmac } from "@noble/hashes/hmac";
import { sha256 } from "@noble/hashes/sha2";
import { utf8 } from "../lib/bytes.ts";

export const derive = (secret: Uint8Array, label: string, length: number, salt?: Uint8Array): Uint8Array<ArrayBuffer> =>
  hkdf(sha256, secret, salt, utf8(`kontor/1/${label}`), length) as Uint8Array<ArrayBuffer>;

export const authenticate = (key: Uint8Array, bytes: Uint8Array): Uint8Array<ArrayBuffer> =>
  hmac(sha256, key, bytes) as Uint8Array<ArrayBuffer>;

/** Bytes that WebCrypto takes: a view of shared memory is copied, everything else passes as it is. */
export const unshared = (bytes: Uint8Array): Uint8Array<ArrayBuffer> =>
  bytes.buffer instanceof ArrayBuffer ? (bytes as Uint8Array<ArrayBuffer>) : bytes.slice();
