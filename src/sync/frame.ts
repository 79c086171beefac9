// What both ends of a channel know of its frames: kinds, sizes, and the counter that seals them.
import type { Lane } from "./wire.ts";

export interface LaneKeys {
  readonly send: CryptoKey;
  readonly receive: CryptoKey;
}

export type ChannelKeys = Readonly<Record<Lane, LaneKeys>>;

/** The first byte of a frame on the wire. */
export const sealedFrame = 1;

/** The first byte of what is sealed: a message in one frame, one of its parts, or credit. */
export const frameKind = { whole: 0, first: 1, middle: 2, last: 3, credit: 4 } as const;

/** What sealing adds to a frame. */
export const tagBytes = 16;

/** What the sender may have under way on the bulk lane before the receiver has dealt with any of it. */
export const creditWindow = 4 * 2 ** 20;

/** The nonce of a lane's frame by its number, from 0. */
export function nonceOf(counter: number): Uint8Array<ArrayBuffer> {
  const nonce = new Uint8Array(12);
  new DataView(nonce.buffer).setBigUint64(4, BigInt(counter));
  return nonce;
}
