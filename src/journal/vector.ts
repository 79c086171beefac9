// How far each device's feed is known: what peers compare, what entries say they have seen, what devices acknowledge.
import * as decoding from "lib0/decoding";
import * as encoding from "lib0/encoding";
import { fromHex, toHex } from "../lib/bytes.ts";
import { err, ok, type Result } from "../lib/result.ts";
import type { DeviceId } from "./deviceKeys.ts";

/** The number of each device's last entry. A device that is missing stands at 0. */
export type Counts = Readonly<Record<DeviceId, number>>;

export interface Head {
  readonly seq: number;
  /** The hash of that entry, 64 hexadecimal digits. */
  readonly hash: string;
}

export type Vector = Readonly<Record<DeviceId, Head>>;

export const countOf = (counts: Counts, device: DeviceId): number => counts[device] ?? 0;

/** True when `a` is at least as far as `b` in every feed. */
export function covers(a: Counts, b: Counts): boolean {
  for (const device in b) if (countOf(a, device) < countOf(b, device)) return false;
  return true;
}

/** Returns the higher number of each feed. */
export function mergeCounts(a: Counts, b: Counts): Counts {
  const merged: Record<DeviceId, number> = { ...a };
  for (const device in b) merged[device] = Math.max(countOf(a, device), countOf(b, device));
  return merged;
}

/** Returns the feeds that advanced from `before` to `now`: the `seen` of the next entry. */
export function advanced(before: Counts, now: Counts): Counts {
  const news: Record<DeviceId, number> = {};
  for (const device in now) if (countOf(now, device) > countOf(before, device)) news[device] = countOf(now, device);
  return news;
}

export const countsOf = (vector: Vector): Counts => Object.fromEntries(Object.entries(vector).map(([device, head]) => [device, head.seq]));

/** Counts the entries of `want` that `have` lacks. */
export const missingCount = (have: Counts, want: Counts): number => {
  let missing = 0;
  for (const device in want) missing += Math.max(0, countOf(want, device) - countOf(have, device));
  return missing;
};

const deviceLength = 16;
const hashLength = 32;

/** Reads a whole number. lib0 alone lets numbers through that JavaScript cannot count to, and NaN. */
export function readWhole(decoder: decoding.Decoder): number {
  const number = decoding.readVarUint(decoder);
  if (!Number.isSafeInteger(number)) throw new RangeError("no whole number");
  return number;
}

/** Nothing is reserved for what the bytes only claim to hold: reading beyond their end throws. */
function readDevices(decoder: decoding.Decoder, take: (device: DeviceId) => void): void {
  const length = readWhole(decoder);
  let before = "";
  for (let i = 0; i < length; i++) {
    const device = toHex(decoding.readUint8Array(decoder, deviceLength));
    if (device <= before) throw new RangeError("devices out of order");
    before = device;
    take(device);
  }
}

/** Writes counts with devices in order, so that each value is written in one way only. */
export function writeCounts(encoder: encoding.Encoder, counts: Counts): void {
  const devices = Object.keys(counts).sort();
  encoding.writeVarUint(encoder, devices.length);
  for (const device of devices) {
    encoding.writeUint8Array(encoder, fromHex(device));
    encoding.writeVarUint(encoder, countOf(counts, device));
  }
}

/** Reads counts, and throws on what is none; whoever decodes converts that into a refusal. */
export function readCounts(decoder: decoding.Decoder): Counts {
  const counts: Record<DeviceId, number> = {};
  readDevices(decoder, (device) => {
    counts[device] = readWhole(decoder);
  });
  return counts;
}

export function writeVector(encoder: encoding.Encoder, vector: Vector): void {
  const devices = Object.keys(vector).sort();
  encoding.writeVarUint(encoder, devices.length);
  for (const device of devices) {
    const head = vector[device] as Head;
    encoding.writeUint8Array(encoder, fromHex(device));
    encoding.writeVarUint(encoder, head.seq);
    encoding.writeUint8Array(encoder, fromHex(head.hash));
  }
}

/** Reads a vector, and throws on what is none; whoever decodes converts that into a refusal. */
export function readVector(decoder: decoding.Decoder): Vector {
  const vector: Record<DeviceId, Head> = {};
  readDevices(decoder, (device) => {
    vector[device] = { seq: readWhole(decoder), hash: toHex(decoding.readUint8Array(decoder, hashLength)) };
  });
  return vector;
}

export function encodeVector(vector: Vector): Uint8Array {
  const encoder = encoding.createEncoder();
  writeVector(encoder, vector);
  return encoding.toUint8Array(encoder);
}

export function decodeVector(bytes: Uint8Array): Result<Vector, { readonly code: "vector-malformed" }> {
  const decoder = decoding.createDecoder(bytes);
  try {
    const vector = readVector(decoder);
    return decoding.hasContent(decoder) ? err({ code: "vector-malformed" }) : ok(vector);
  } catch {
    return err({ code: "vector-malformed" });
  }
}
