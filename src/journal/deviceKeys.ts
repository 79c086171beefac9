// What a device is: an Ed25519 key to sign, an X25519 key to receive secrets, an AES key for secrets at rest.
// The private halves cannot be read out of a running Kontor. On the disk the browser keeps the Ed25519 and the AES key
// itself, and never gives their bytes to a page. WebKit cannot keep an X25519 key (it reads the whole row back as null), so
// that one lies there wrapped under the AES key, as the secrets it receives do.
import { concat, toHex, utf8 } from "../lib/bytes.ts";
import { sha256 } from "../lib/hash.ts";
import { makeKeyPair } from "../lib/keyPair.ts";
import { err, ok, Refused, type Result } from "../lib/result.ts";
import { derive, unshared } from "./derive.ts";

/** 32 hexadecimal digits: the first 16 bytes of SHA-256 of the device's raw Ed25519 public key. */
export type DeviceId = string;
/** 32 hexadecimal digits: the id of the device that created the workspace, so a link authenticates itself. */
export type WorkspaceId = string;

/** A device's keys; the private ones cannot be exported. They are stored as `keysToStored` makes them. */
export interface DeviceKeys {
  readonly id: DeviceId;
  readonly signPublic: Uint8Array;
  readonly receivePublic: Uint8Array;
  readonly sign: CryptoKey;
  readonly receive: CryptoKey;
  readonly wrap: CryptoKey;
  /** How `receive` lies on the disk: wrapped under `wrap`, or the key itself in a workspace made before that was so. */
  readonly receiveStored: Uint8Array | CryptoKey;
}

/** A device's keys as IndexedDB keeps them. Without a version: all three as keys, as workspaces were made first. */
export type StoredDeviceKeys =
  | (Omit<DeviceKeys, "receive" | "receiveStored"> & { readonly version: 2; readonly receive: Uint8Array })
  | (Omit<DeviceKeys, "receiveStored"> & { readonly version?: undefined });

export interface KeysRefusal {
  readonly code: "keys-unreadable";
}

const idShape = /^[0-9a-f]{32}$/;
/** True for what has the form of a device's, a workspace's or an epoch's id. */
export const isId = (text: unknown): text is string => typeof text === "string" && idShape.test(text);

export const deviceIdOf = (signPublic: Uint8Array): DeviceId => toHex(sha256(signPublic).subarray(0, 16));

/**
 * Makes the keys of a new device. Throws `Refused` with code `crypto-missing` where the browser has no Ed25519 or X25519, or the
 * page is not secure.
 */
export async function makeDeviceKeys(): Promise<DeviceKeys> {
  const subtle = globalThis.crypto?.subtle as SubtleCrypto | undefined;
  if (subtle === undefined) throw new Refused({ code: "crypto-missing", reason: "insecure-page" });
  try {
    const signing = await makeKeyPair("Ed25519", false);
    // Extractable until it is wrapped, and let go of here: what is used is what comes out of the wrapping.
    const receiving = await makeKeyPair("X25519", true);
    const wrap = await subtle.generateKey({ name: "AES-GCM", length: 256 }, false, ["encrypt", "decrypt", "wrapKey", "unwrapKey"]);
    const signPublic = new Uint8Array(await subtle.exportKey("raw", signing.publicKey));
    const receivePublic = new Uint8Array(await subtle.exportKey("raw", receiving.publicKey));
    const id = deviceIdOf(signPublic);
    const receiveStored = await wrapReceiver(receiving.privateKey, wrap, id);
    const receive = await unwrapReceiver(receiveStored, wrap, id);
    return { id, signPublic, receivePublic, sign: signing.privateKey, receive, wrap, receiveStored };
  } catch (error) {
    throw new Refused({ code: "crypto-missing", reason: String(error) });
  }
}

/** Converts the keys for IndexedDB; a key that was stored as itself stays so, since its bytes cannot be had. */
export function keysToStored({ id, signPublic, receivePublic, sign, receive, wrap, receiveStored }: DeviceKeys): StoredDeviceKeys {
  const stored = { id, signPublic, receivePublic, sign, wrap };
  return receiveStored instanceof Uint8Array ? { ...stored, version: 2, receive: receiveStored } : { ...stored, receive };
}

/** Reads the keys that IndexedDB gave back; a browser that could not keep one of them gives back anything, also nothing. */
export async function openStoredKeys(stored: unknown): Promise<Result<DeviceKeys, KeysRefusal>> {
  const unreadable = err({ code: "keys-unreadable" } as const);
  if (typeof stored !== "object" || stored === null) return unreadable;
  const { version, id, signPublic, receivePublic, sign, receive, wrap } = stored as Readonly<Record<string, unknown>>;
  if (!(signPublic instanceof Uint8Array) || !(receivePublic instanceof Uint8Array) || id !== deviceIdOf(signPublic)) return unreadable;
  if (!(sign instanceof CryptoKey) || !(wrap instanceof CryptoKey)) return unreadable;
  const rest = { id, signPublic, receivePublic, sign, wrap };
  if (version === undefined) return receive instanceof CryptoKey ? ok({ ...rest, receive, receiveStored: receive }) : unreadable;
  if (version !== 2 || !(receive instanceof Uint8Array)) return unreadable;
  try {
    return ok({ ...rest, receive: await unwrapReceiver(receive, wrap, id), receiveStored: receive });
  } catch {
    return unreadable;
  }
}

/** Signs the bytes as they are: whoever calls starts them with a label, so that no signature means two things. */
export const signBytes = async (keys: Pick<DeviceKeys, "sign">, bytes: Uint8Array): Promise<Uint8Array> =>
  new Uint8Array(await crypto.subtle.sign("Ed25519", keys.sign, unshared(bytes)));

/** Importing a key costs as much as verifying with it; the bound keeps strangers from filling the memory. */
const verifyKeys = new Map<string, Promise<CryptoKey>>();
const maxVerifyKeys = 1_024;

function verifyKeyOf(signPublic: Uint8Array): Promise<CryptoKey> {
  const name = toHex(signPublic);
  const known = verifyKeys.get(name);
  if (known !== undefined) return known;
  if (verifyKeys.size >= maxVerifyKeys) verifyKeys.clear();
  const imported = crypto.subtle.importKey("raw", unshared(signPublic), "Ed25519", false, ["verify"]);
  verifyKeys.set(name, imported);
  return imported;
}

/** False for anything that is not that key's signature of these bytes, a malformed key included. */
export async function verifyBytes(signPublic: Uint8Array, bytes: Uint8Array, signature: Uint8Array): Promise<boolean> {
  if (signPublic.length !== 32 || signature.length !== 64) return false;
  try {
    return await crypto.subtle.verify("Ed25519", await verifyKeyOf(signPublic), unshared(signature), unshared(bytes));
  } catch {
    return false;
  }
}

export interface SealRefusal {
  readonly code: "seal-broken";
}

const sealVersion = 1;
/** Each seal has a key of its own, so its one nonce may be zero. */
const zeroNonce = new Uint8Array(12);

async function sealKey(own: CryptoKey, other: CryptoKey, ephemeral: Uint8Array, receiver: Uint8Array, context: string): Promise<CryptoKey> {
  const shared = new Uint8Array(await crypto.subtle.deriveBits({ name: "X25519", public: other }, own, 256));
  const key = derive(shared, `seal/${context}`, 32, concat(ephemeral, receiver));
  return crypto.subtle.importKey("raw", key, "AES-GCM", false, ["encrypt", "decrypt"]);
}

const importReceiver = (raw: Uint8Array): Promise<CryptoKey> => crypto.subtle.importKey("raw", unshared(raw), "X25519", false, []);

/** Encrypts for one receiver; `context` says what for, and must be the same when it is opened. */
export async function sealTo(receivePublic: Uint8Array, plain: Uint8Array, context: string): Promise<Uint8Array> {
  const once = await makeKeyPair("X25519", false);
  const ephemeral = new Uint8Array(await crypto.subtle.exportKey("raw", once.publicKey));
  const key = await sealKey(once.privateKey, await importReceiver(receivePublic), ephemeral, receivePublic, context);
  const head = concat(Uint8Array.of(sealVersion), ephemeral);
  const sealed = await crypto.subtle.encrypt({ name: "AES-GCM", iv: zeroNonce, additionalData: head }, key, unshared(plain));
  return concat(head, new Uint8Array(sealed));
}

export async function openSealed(
  keys: Pick<DeviceKeys, "receive" | "receivePublic">,
  sealed: Uint8Array,
  context: string,
): Promise<Result<Uint8Array, SealRefusal>> {
  const broken = err({ code: "seal-broken" } as const);
  if (sealed.length < 33 + 16 || sealed[0] !== sealVersion) return broken;
  const head = unshared(sealed.subarray(0, 33));
  const ephemeral = head.subarray(1);
  try {
    const key = await sealKey(keys.receive, await importReceiver(ephemeral), ephemeral, keys.receivePublic, context);
    const algorithm = { name: "AES-GCM", iv: zeroNonce, additionalData: head };
    return ok(new Uint8Array(await crypto.subtle.decrypt(algorithm, key, unshared(sealed.subarray(33)))));
  } catch {
    return broken;
  }
}

const wrapNonceLength = 12;

const receiverWrapping = (iv: Uint8Array, id: DeviceId): AesGcmParams => ({
  name: "AES-GCM",
  iv: unshared(iv),
  additionalData: utf8(`kontor/receive/${id}`),
});

/** Passes from key to key inside WebCrypto: its bytes are never ours. */
async function wrapReceiver(receive: CryptoKey, wrap: CryptoKey, id: DeviceId): Promise<Uint8Array> {
  const iv = crypto.getRandomValues(new Uint8Array(wrapNonceLength));
  return concat(iv, new Uint8Array(await crypto.subtle.wrapKey("pkcs8", receive, wrap, receiverWrapping(iv, id))));
}

const unwrapReceiver = (wrapped: Uint8Array, wrap: CryptoKey, id: DeviceId): Promise<CryptoKey> =>
  crypto.subtle.unwrapKey(
    "pkcs8",
    unshared(wrapped.subarray(wrapNonceLength)),
    wrap,
    receiverWrapping(wrapped.subarray(0, wrapNonceLength), id),
    "X25519",
    false,
    ["deriveBits"],
  );

/** Encrypts for this device alone, as secrets lie on its disk. */
export async function wrapBytes(keys: Pick<DeviceKeys, "wrap">, plain: Uint8Array, context: string): Promise<Uint8Array> {
  const iv = crypto.getRandomValues(new Uint8Array(wrapNonceLength));
  const sealed = await crypto.subtle.encrypt({ name: "AES-GCM", iv, additionalData: utf8(context) }, keys.wrap, unshared(plain));
  return concat(iv, new Uint8Array(sealed));
}

export async function unwrapBytes(
  keys: Pick<DeviceKeys, "wrap">,
  wrapped: Uint8Array,
  context: string,
): Promise<Result<Uint8Array, SealRefusal>> {
  if (wrapped.length < wrapNonceLength + 16) return err({ code: "seal-broken" });
  const algorithm = { name: "AES-GCM", iv: unshared(wrapped.subarray(0, wrapNonceLength)), additionalData: utf8(context) };
  try {
    return ok(new Uint8Array(await crypto.subtle.decrypt(algorithm, keys.wrap, unshared(wrapped.subarray(wrapNonceLength)))));
  } catch {
    return err({ code: "seal-broken" });
  }
}
