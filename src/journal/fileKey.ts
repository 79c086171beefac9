// What seals files: their chunks and their names. Each content has a key of its own, drawn from the founding epoch's secret and the
// content's hash: the same bytes are the same sealed chunks on every device, so they are stored and sent once, whoever added them,
// and nobody without the workspace's secret can tell whether they are a file that he has as well.
import { concat, fromBase64Url, randomBytes, textOf, toBase64Url, utf8 } from "../lib/bytes.ts";
import { derive, unshared } from "./derive.ts";
import type { Epoch } from "./epoch.ts";

/** What AES-GCM adds to a chunk. */
export const sealBytes = 16;
const nonceBytes = 12;

/** A key's chunks are numbered; the number is the nonce. A key seals one content only, so no nonce seals two texts. */
function nonceOf(index: number): Uint8Array<ArrayBuffer> {
  const nonce = new Uint8Array(nonceBytes);
  new DataView(nonce.buffer).setUint32(8, index);
  return nonce;
}

const asKey = (bytes: Uint8Array<ArrayBuffer>): Promise<CryptoKey> =>
  crypto.subtle.importKey("raw", bytes, "AES-GCM", false, ["encrypt", "decrypt"]);

export class FileKeys {
  readonly #secret: Uint8Array;
  #names: Promise<CryptoKey> | null = null;

  /** The founding epoch's secret: every member has it, also who joins later, and it never changes. */
  constructor({ secret }: Epoch) {
    this.#secret = secret;
  }

  /** The key of the chunks, of 256 KiB, of the content with this hash. */
  contentKey(sha256: string): Promise<CryptoKey> {
    return asKey(derive(this.#secret, `file/256KiB/${sha256}`, 32));
  }

  /** Seals a file's name as text (base64url); every time to another one. */
  async sealName(name: string): Promise<string> {
    const iv = randomBytes(nonceBytes);
    const sealed = await crypto.subtle.encrypt({ name: "AES-GCM", iv }, await this.#nameKey(), utf8(name));
    return toBase64Url(concat(iv, new Uint8Array(sealed)));
  }

  /** Opens a sealed name; undefined for what is none, or is sealed for another workspace. */
  async openName(sealed: string): Promise<string | undefined> {
    try {
      const bytes = fromBase64Url(sealed);
      const iv = bytes.subarray(0, nonceBytes);
      const name = await crypto.subtle.decrypt({ name: "AES-GCM", iv }, await this.#nameKey(), bytes.subarray(nonceBytes));
      return textOf(new Uint8Array(name));
    } catch {
      return undefined; // WebCrypto's one error for every kind of forgery
    }
  }

  #nameKey(): Promise<CryptoKey> {
    this.#names ??= asKey(derive(this.#secret, "file/name", 32));
    return this.#names;
  }
}

export async function sealChunk(key: CryptoKey, index: number, plain: Uint8Array): Promise<Uint8Array<ArrayBuffer>> {
  return new Uint8Array(await crypto.subtle.encrypt({ name: "AES-GCM", iv: nonceOf(index) }, key, unshared(plain)));
}

/** Throws where the chunk is not what was sealed under this key and number. */
export async function openChunk(key: CryptoKey, index: number, sealed: Uint8Array): Promise<Uint8Array<ArrayBuffer>> {
  return new Uint8Array(await crypto.subtle.decrypt({ name: "AES-GCM", iv: nonceOf(index) }, key, unshared(sealed)));
}

export const sha256Of = async (bytes: Uint8Array): Promise<Uint8Array<ArrayBuffer>> =>
  new Uint8Array(await crypto.subtle.digest("SHA-256", unshared(bytes)));
