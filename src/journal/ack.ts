// A device's signed word on how far its disk holds each feed. It is passed on by others, so it proves itself. It names the
// hash of each feed's last entry: of two copies of one profile both have a number seven, and only one of them has ours.
import * as decoding from "lib0/decoding";
import * as encoding from "lib0/encoding";
import { concat, fromHex, toHex, utf8 } from "../lib/bytes.ts";
import type { Stamp } from "../lib/clock.ts";
import { err, ok, type Result } from "../lib/result.ts";
import { type DeviceId, type DeviceKeys, deviceIdOf, signBytes, verifyBytes, type WorkspaceId } from "./deviceKeys.ts";
import { type Counts, countsOf, readCounts, readVector, readWhole, type Vector, writeCounts, writeVector } from "./vector.ts";

export interface Ack {
  readonly workspace: WorkspaceId;
  readonly device: DeviceId;
  readonly counts: Counts;
  /** Feed → hash of the entry with that number. Version 1 named none. */
  readonly hashes: Readonly<Record<DeviceId, string>>;
  readonly stamp: Stamp;
}

export type AckRefusal =
  | { readonly code: "ack-malformed" }
  | { readonly code: "ack-stranger"; readonly device: DeviceId }
  | { readonly code: "ack-forged" };

/** Of the acknowledgements without hashes, for devices that know no others. */
const numbersOnly = 1;
const ackVersion = 2;
const idLength = 16;
const signatureLength = 64;
/** Thousands of devices fit; anything longer is no acknowledgement. */
const maxAckBytes = 256 * 1024;
const signedAs = utf8("kontor/1/ack\n");

export const signAck = (keys: DeviceKeys, workspace: WorkspaceId, vector: Vector, stamp: Stamp): Promise<Uint8Array> =>
  sign(ackVersion, keys, workspace, stamp, (encoder) => writeVector(encoder, vector));

/** Signs an acknowledgement with numbers and no hashes, as devices of the first protocol read it. */
export const signNumbersOnly = (keys: DeviceKeys, workspace: WorkspaceId, counts: Counts, stamp: Stamp): Promise<Uint8Array> =>
  sign(numbersOnly, keys, workspace, stamp, (encoder) => writeCounts(encoder, counts));

async function sign(
  version: number,
  keys: DeviceKeys,
  workspace: WorkspaceId,
  stamp: Stamp,
  write: (encoder: encoding.Encoder) => void,
): Promise<Uint8Array> {
  const encoder = encoding.createEncoder();
  encoding.writeUint8(encoder, version);
  encoding.writeUint8Array(encoder, fromHex(workspace));
  encoding.writeUint8Array(encoder, fromHex(keys.id));
  encoding.writeVarUint(encoder, stamp.ms);
  encoding.writeVarUint(encoder, stamp.count);
  write(encoder);
  const said = encoding.toUint8Array(encoder);
  return concat(said, await signBytes(keys, concat(signedAs, said)));
}

/** Reads an acknowledgement without checking its signature. */
export function decodeAck(bytes: Uint8Array): Result<Ack, AckRefusal> {
  const malformed = err({ code: "ack-malformed" } as const);
  if (bytes.length > maxAckBytes || bytes.length <= signatureLength) return malformed;
  const decoder = decoding.createDecoder(bytes.subarray(0, bytes.length - signatureLength));
  try {
    const version = decoding.readUint8(decoder);
    if (version !== ackVersion && version !== numbersOnly) return malformed;
    const workspace = toHex(decoding.readUint8Array(decoder, idLength));
    const device = toHex(decoding.readUint8Array(decoder, idLength));
    const stamp = { ms: readWhole(decoder), count: readWhole(decoder) };
    const vector = version === ackVersion ? readVector(decoder) : null;
    const counts = vector ? countsOf(vector) : readCounts(decoder);
    const hashes = Object.fromEntries(Object.entries(vector ?? {}).map(([feed, { hash }]) => [feed, hash]));
    return decoding.hasContent(decoder) ? malformed : ok({ workspace, device, counts, hashes, stamp });
  } catch {
    return malformed;
  }
}

/**
 * Reads an acknowledgement and checks its signature. `publicKeyOf` answers with undefined for a device, or a workspace, that is
 * not known.
 */
export async function readAck(
  bytes: Uint8Array,
  publicKeyOf: (device: DeviceId, workspace: WorkspaceId) => Uint8Array | undefined,
): Promise<Result<Ack, AckRefusal>> {
  const ack = decodeAck(bytes);
  if (!ack.ok) return ack;
  const { device, workspace } = ack.value;
  const signPublic = publicKeyOf(device, workspace);
  if (signPublic === undefined) return err({ code: "ack-stranger", device });
  const said = bytes.subarray(0, bytes.length - signatureLength);
  const isSigned = await verifyBytes(signPublic, concat(signedAs, said), bytes.subarray(bytes.length - signatureLength));
  return isSigned && deviceIdOf(signPublic) === device ? ack : err({ code: "ack-forged" });
}
