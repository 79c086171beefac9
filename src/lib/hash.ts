// Small, frequent hashes are taken in the same turn: WebCrypto's promise costs more than hashing 200 bytes.
import { sha256 as nobleSha256 } from "@noble/hashes/sha2";
import { toHex, utf8 } from "./bytes.ts";

export const sha256 = (bytes: Uint8Array): Uint8Array<ArrayBuffer> => nobleSha256(bytes) as Uint8Array<ArrayBuffer>;
export const sha256Hex = (text: string): string => toHex(sha256(utf8(text)));

/** Hashes what comes in pieces: for bytes that are never in memory as a whole. */
export const hashing = (): { update(piece: Uint8Array): unknown; digest(): Uint8Array } => nobleSha256.create();
