// An epoch is a time under one secret. From it come the room where members meet, the key of each device's entries
// and the tags by which a relay may group entries that it cannot read.
import { randomBytes, toBase64Url, utf8 } from "../lib/bytes.ts";
import { err, ok, type Result } from "../lib/result.ts";
import { authenticate, derive } from "./derive.ts";
import { type DeviceId, type DeviceKeys, openSealed, type SealRefusal, sealTo, unwrapBytes, wrapBytes } from "./deviceKeys.ts";

/** 32 hexadecimal digits: the workspace's id for the first, the first 16 bytes of its `rotateKey` entry's hash for a later one. */
export type EpochId = string;

export interface Epoch {
  readonly id: EpochId;
  readonly secret: Uint8Array;
}

/** A meeting room of devices: a name that signalling servers see, a password that they do not. */
export interface Room {
  readonly name: string;
  readonly password: string;
}

const secretLength = 32;
export const makeEpochSecret = (): Uint8Array => randomBytes(secretLength);

/** Derives a room from a secret: name and password look drawn at random to everybody who lacks the secret. */
export const roomFrom = (secret: Uint8Array, label: string): Room => ({
  name: toBase64Url(derive(secret, `${label}/room/name`, 16)),
  password: toBase64Url(derive(secret, `${label}/room/password`, 32)),
});

export const roomOf = (epoch: Epoch): Room => roomFrom(epoch.secret, `epoch/${epoch.id}`);

// Kept as long as the secret itself is held, and not a moment longer.
const entryKeys = new WeakMap<Uint8Array, Map<string, Promise<CryptoKey>>>();
const tagKeys = new WeakMap<Uint8Array, Map<string, Uint8Array>>();

function remembered<Value>(cache: WeakMap<Uint8Array, Map<string, Value>>, secret: Uint8Array, name: string, make: () => Value): Value {
  let values = cache.get(secret);
  if (values === undefined) cache.set(secret, (values = new Map()));
  let value = values.get(name);
  if (value === undefined) values.set(name, (value = make()));
  return value;
}

/** Derives the key of one device's entries: a key for each, so that two devices never share a nonce. */
export const entryKey = (epoch: Epoch, device: DeviceId): Promise<CryptoKey> =>
  remembered(entryKeys, epoch.secret, `${epoch.id}/${device}`, () =>
    crypto.subtle.importKey("raw", derive(epoch.secret, `epoch/${epoch.id}/entry/${device}`, 32), "AES-GCM", false, ["encrypt", "decrypt"]),
  );

const maxTags = 10_000;

/** Eight bytes that name a shard in an entry's header: equal for equal shards, meaningless to whoever lacks the secret. */
export function shardTag(epoch: Epoch, shard: string, generation: number): Uint8Array {
  const name = `${epoch.id}/${shard}/${generation}`;
  const known = tagKeys.get(epoch.secret);
  if (known !== undefined && known.size > maxTags) known.clear();
  return remembered(tagKeys, epoch.secret, name, () => {
    const key = remembered(tagKeys, epoch.secret, epoch.id, () => derive(epoch.secret, `epoch/${epoch.id}/tag`, 32));
    return authenticate(key, utf8(name)).slice(0, 8);
  });
}

const context = (id: EpochId): string => `epoch/${id}`;

/** Encrypts an epoch's secret for this device's disk. */
export const wrapSecret = (keys: Pick<DeviceKeys, "wrap">, epoch: Epoch): Promise<Uint8Array> =>
  wrapBytes(keys, epoch.secret, context(epoch.id));

export const unwrapSecret = async (keys: Pick<DeviceKeys, "wrap">, id: EpochId, wrapped: Uint8Array): Promise<Result<Epoch, SealRefusal>> =>
  asEpoch(id, await unwrapBytes(keys, wrapped, context(id)));

/** An epoch's secret encrypted for one device, as it travels, in `admit`, `addDevice` and `rotateKey`. */
export interface SealedEpoch {
  readonly id: EpochId;
  readonly sealed: Uint8Array;
}

export const sealEpoch = async (epoch: Epoch, receivePublic: Uint8Array): Promise<SealedEpoch> => ({
  id: epoch.id,
  sealed: await sealTo(receivePublic, epoch.secret, context(epoch.id)),
});

export const openEpoch = async (
  keys: Pick<DeviceKeys, "receive" | "receivePublic">,
  { id, sealed }: SealedEpoch,
): Promise<Result<Epoch, SealRefusal>> => asEpoch(id, await openSealed(keys, sealed, context(id)));

const asEpoch = (id: EpochId, secret: Result<Uint8Array, SealRefusal>): Result<Epoch, SealRefusal> => {
  if (!secret.ok) return secret;
  return secret.value.length === secretLength ? ok({ id, secret: secret.value }) : err({ code: "seal-broken" });
};
