import { Chance } from "../../src/lib/chance.ts";

/** Bytes that look drawn at random, of a seed the same. */
export function someBytes(length: number, seed = 1): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(length);
  const chance = new Chance(seed);
  const words = new Uint32Array(bytes.buffer, 0, length >> 2);
  let word = chance.whole(1, 0x7fffffff);
  for (let i = 0; i < words.length; i++) {
    // Xorshift (Marsaglia 2003): a hundred megabytes in a moment.
    word ^= word << 13;
    word ^= word >>> 17;
    word ^= word << 5;
    words[i] = word;
  }
  return bytes;
}

export const bytesIn = async (blob: Blob): Promise<Uint8Array> => new Uint8Array(await blob.arrayBuffer());
