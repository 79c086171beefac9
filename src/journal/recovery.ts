// The way back from a backup. A device that died cannot admit its successor, and a copy of its key would be a second device
// under one name. So a member's device lays down, in the roster, the public half of a recovery key whose seed lies in the
// backup: whoever opens the file makes a device key of its own, and the recovery key vouches that it belongs to that member.
// As often as a backup is restored, so many devices there are; none of them ever writes in the dead one's feed.
import { concat, fromBase64Url, fromHex, randomBytes, toHex, utf8 } from "../lib/bytes.ts";
import { derive } from "./derive.ts";
import { signBytes, verifyBytes, type WorkspaceId } from "./deviceKeys.ts";
import type { RecoverPayload } from "./rosterEntry.ts";

export interface RecoveryKeys {
  readonly seed: Uint8Array;
  /** Its raw public key, 64 hexadecimal digits. */
  readonly id: string;
  readonly signPublic: Uint8Array;
  readonly receivePublic: Uint8Array;
  readonly sign: CryptoKey;
}

const seedLength = 32;
/** Raw private keys in the wrapping that WebCrypto imports (RFC 8410). */
const ed25519Prefix = fromHex("302e020100300506032b657004220420");
const x25519Prefix = fromHex("302e020100300506032b656e04220420");

/** Derives the recovery keys of a seed, the same everywhere. Throws a RangeError for a seed of another length. */
export async function recoveryKeys(seed: Uint8Array = randomBytes(seedLength)): Promise<RecoveryKeys> {
  if (seed.length !== seedLength) throw new RangeError("a recovery seed has 32 bytes");
  const signing = concat(ed25519Prefix, derive(seed, "recovery/sign", 32));
  const receiving = concat(x25519Prefix, derive(seed, "recovery/receive", 32));
  const [signPublic, receivePublic, sign] = await Promise.all([
    publicHalf(signing, "Ed25519", ["sign"]),
    publicHalf(receiving, "X25519", ["deriveBits"]),
    crypto.subtle.importKey("pkcs8", signing, "Ed25519", false, ["sign"]),
  ]);
  return { seed, id: toHex(signPublic), signPublic, receivePublic, sign };
}

/** Only an extractable key tells its public half. */
async function publicHalf(pkcs8: Uint8Array<ArrayBuffer>, algorithm: string, uses: KeyUsage[]): Promise<Uint8Array> {
  const open = await crypto.subtle.importKey("pkcs8", pkcs8, algorithm, true, uses);
  return fromBase64Url((await crypto.subtle.exportKey("jwk", open)).x as string);
}

type Statement = Pick<RecoverPayload, "member" | "device">;

/** What the recovery key signs: these keys, for this member of this workspace. */
const recoveryStatement = (workspace: WorkspaceId, { member, device }: Statement): Uint8Array =>
  concat(utf8("kontor/1/recovery\n"), fromHex(workspace), fromHex(member), device.signPublic, device.receivePublic);

export const signRecovery = (keys: Pick<RecoveryKeys, "sign">, workspace: WorkspaceId, statement: Statement): Promise<Uint8Array> =>
  signBytes(keys, recoveryStatement(workspace, statement));

/** True when whoever held the seed vouched for exactly these keys. */
export const verifyRecovery = (workspace: WorkspaceId, payload: RecoverPayload): Promise<boolean> =>
  verifyBytes(fromHex(payload.recovery), recoveryStatement(workspace, payload), payload.proof);
