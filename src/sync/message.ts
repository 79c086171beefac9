// What devices say to each other once a channel stands. Read totally: whatever does not fit is Malformed, and nothing larger than the
// limits here is ever built.

import { chunkBytes, chunkCount, largestFile } from "../domain/file.ts";
import type { DeviceId } from "../journal/deviceKeys.ts";
import { sealBytes } from "../journal/fileKey.ts";
import { type Counts, decodeVector, encodeVector, type Vector } from "../journal/vector.ts";
import { fromHex, toHex } from "../lib/bytes.ts";
import { Malformed, Reader, Writer } from "./binary.ts";
import type { Holdings } from "./fileStore.ts";
import type { AdmissionRefusal, AdmissionRequest, Audit, WelcomeData } from "./store.ts";

/** The role of an end, by which of the two hellos was the smaller: so that neither end can be answered with its own words. */
export type Role = 0 | 1;

/** A device's proof of who it is: the signature covers both hellos, the role and both certificates. */
export interface Proof {
  readonly role: Role;
  readonly signPublic: Uint8Array;
  readonly signature: Uint8Array;
}

export type Message =
  | {
      readonly type: "member";
      readonly proof: Proof;
      /** One run of the other's program: tells a second connection from a copied profile. */
      readonly instance: string;
      /** Counts the other's connections: of two to one device both ends keep the newer. */
      readonly number: number;
      readonly rosterHead: string;
    }
  | { readonly type: "newcomer"; readonly proof: Proof; readonly request: AdmissionRequest }
  | { readonly type: "welcome"; readonly proof: Proof; readonly data: WelcomeData }
  | { readonly type: "denied"; readonly code: AdmissionRefusal["code"] }
  | { readonly type: "have"; readonly vector: Vector }
  /** Send what is newer than `have` of these feeds. A later one replaces an earlier one. */
  | { readonly type: "want"; readonly id: number; readonly have: Counts }
  /** This batch is on disk here. */
  | { readonly type: "stored"; readonly id: number; readonly batch: number }
  | { readonly type: "push"; readonly entries: readonly Uint8Array[] }
  | { readonly type: "acks"; readonly acks: readonly Uint8Array[] }
  /** From protocol 2 on. */
  | { readonly type: "audit"; readonly audit: Audit }
  /** From protocol 3 on, as the next two: which contents of files it holds. */
  | { readonly type: "holdings"; readonly holdings: Holdings }
  /** Send this chunk of a content. */
  | { readonly type: "fileWant"; readonly sha256: string; readonly index: number }
  /** Empty where it is not there; with the hashes of all chunks beside the first. */
  | {
      readonly type: "fileChunk";
      readonly sha256: string;
      readonly index: number;
      readonly sealed: Uint8Array;
      readonly hashes: Uint8Array;
    }
  | { readonly type: "ping" }
  | { readonly type: "pong" }
  | { readonly type: "roster"; readonly entries: readonly Uint8Array[] }
  | {
      readonly type: "entries";
      readonly id: number;
      readonly batch: number;
      readonly isLast: boolean;
      readonly entries: readonly Uint8Array[];
    };

/** Order is the format: new kinds go to the end. */
const types = [
  "member",
  "newcomer",
  "welcome",
  "denied",
  "have",
  "want",
  "stored",
  "push",
  "acks",
  "ping",
  "pong",
  "roster",
  "entries",
  "audit",
  "holdings",
  "fileWant",
  "fileChunk",
] as const;
const refusals: readonly AdmissionRefusal["code"][] = [
  "invitation-revoked",
  "invitation-expired",
  "invitation-used",
  "invitation-unknown",
  "proof-invalid",
];

const mostDevices = 10_000;
const mostShards = 20_000;
const mostEntries = 100_000;
const largestEntry = 33 * 2 ** 20;
const largestAck = 2 ** 18;
const longestName = 1_024;
/** In one message; more come in several. */
export const mostHoldings = 1_000;
const mostChunks = chunkCount(largestFile);
const hashBytes = 32;

export function encodeMessage(message: Message): Uint8Array<ArrayBuffer> {
  const out = new Writer().byte(types.indexOf(message.type));
  switch (message.type) {
    case "member":
      writeProof(out, message.proof);
      return out.take(fromHex(message.instance)).whole(message.number).text(message.rosterHead).done();
    case "newcomer": {
      const { invitation, proof, receivePublic, memberName, deviceName } = message.request;
      writeProof(out, message.proof);
      return out.text(invitation).block(proof).take(receivePublic).text(memberName).text(deviceName).done();
    }
    case "welcome": {
      const { workspace, epochs, roster } = message.data;
      writeProof(out, message.proof);
      out.take(fromHex(workspace)).list(epochs, ({ id, sealed }) => out.take(fromHex(id)).block(sealed));
      return out.list(roster, (entry) => out.block(entry)).done();
    }
    case "denied":
      return out.byte(refusals.indexOf(message.code)).done();
    case "have":
      return out.take(encodeVector(message.vector)).done();
    case "want":
      return out
        .whole(message.id)
        .list(Object.entries(message.have), ([device, seq]) => out.take(fromHex(device)).whole(seq))
        .done();
    case "stored":
      return out.whole(message.id).whole(message.batch).done();
    case "push":
    case "roster":
      return out.list(message.entries, (entry) => out.block(entry)).done();
    case "acks":
      return out.list(message.acks, (ack) => out.block(ack)).done();
    case "audit":
      out.take(fromHex(message.audit.vector));
      return out.list(message.audit.shards, ({ name, digest }) => out.text(name).take(fromHex(digest))).done();
    case "holdings": {
      const { isWhole, held, dropped } = message.holdings;
      out.byte(isWhole ? 1 : 0);
      for (const hashes of [held, dropped]) out.list(hashes, (sha256) => out.take(fromHex(sha256)));
      return out.done();
    }
    case "fileWant":
      return out.take(fromHex(message.sha256)).whole(message.index).done();
    case "fileChunk":
      return out.take(fromHex(message.sha256)).whole(message.index).block(message.sealed).block(message.hashes).done();
    case "ping":
    case "pong":
      return out.done();
    case "entries":
      out
        .whole(message.id)
        .whole(message.batch)
        .byte(message.isLast ? 1 : 0);
      return out.list(message.entries, (entry) => out.block(entry)).done();
  }
}

/** Decodes a message, and throws Malformed. What follows behind the known fields is a later version's and left alone. */
export function decodeMessage(bytes: Uint8Array): Message {
  const from = new Reader(bytes);
  const type = types[from.byte()];
  switch (type) {
    case "member":
      return { type, proof: readProof(from), instance: toHex(from.take(16)), number: from.whole(), rosterHead: from.text(longestName) };
    case "newcomer": {
      const proof = readProof(from);
      const invitation = from.text(longestName);
      const invited = from.block(longestName).slice();
      const receivePublic = from.take(32).slice();
      const memberName = from.text(longestName);
      const deviceName = from.text(longestName);
      // The device's id is left open: whoever checks the proof derives it from the key.
      const request = { invitation, proof: invited, device: "", signPublic: proof.signPublic, receivePublic, memberName, deviceName };
      return { type, proof, request };
    }
    case "welcome": {
      const proof = readProof(from);
      const workspace = readDevice(from);
      const epochs = from.list(mostDevices, () => ({ id: readDevice(from), sealed: from.block(longestName).slice() }));
      return { type, proof, data: { workspace, epochs, roster: readEntries(from) } };
    }
    case "denied": {
      const code = refusals[from.byte()];
      if (!code) throw new Malformed("unknown refusal");
      return { type, code };
    }
    case "have": {
      const vector = decodeVector(from.rest());
      if (!vector.ok) throw new Malformed("not a vector");
      return { type, vector: vector.value };
    }
    case "want": {
      const id = from.whole();
      const have = from.list(mostDevices, () => [readDevice(from), from.whole()] as const);
      return { type, id, have: Object.fromEntries(have) };
    }
    case "stored":
      return { type, id: from.whole(), batch: from.whole() };
    case "push":
    case "roster":
      return { type, entries: readEntries(from) };
    case "acks":
      return { type, acks: from.list(mostDevices, () => from.block(largestAck).slice()) };
    case "audit": {
      const vector = toHex(from.take(32));
      const shards = from.list(mostShards, () => ({ name: from.text(longestName), digest: toHex(from.take(32)) }));
      return { type, audit: { vector, shards } };
    }
    case "holdings": {
      const isWhole = from.byte() === 1;
      const [held, dropped] = [readHashes(from), readHashes(from)];
      return { type, holdings: { isWhole, held, dropped } };
    }
    case "fileWant":
      return { type, sha256: readHash(from), index: from.whole(mostChunks) };
    case "fileChunk": {
      const [sha256, index] = [readHash(from), from.whole(mostChunks)];
      const sealed = from.block(chunkBytes + sealBytes).slice();
      return { type, sha256, index, sealed, hashes: from.block(mostChunks * hashBytes).slice() };
    }
    case "ping":
    case "pong":
      return { type };
    case "entries":
      return { type, id: from.whole(), batch: from.whole(), isLast: from.byte() === 1, entries: readEntries(from) };
    default:
      throw new Malformed("unknown message");
  }
}

const readHash = (from: Reader): string => toHex(from.take(hashBytes));
const readHashes = (from: Reader): string[] => from.list(mostHoldings, () => readHash(from));

const readDevice = (from: Reader): DeviceId => toHex(from.take(16));

/** Copies: a view would keep its whole batch alive, and a database would store the batch with each entry. */
const readEntries = (from: Reader): Uint8Array[] => from.list(mostEntries, () => from.block(largestEntry).slice());

const writeProof = (out: Writer, { role, signPublic, signature }: Proof) => out.byte(role).take(signPublic).take(signature);

function readProof(from: Reader): Proof {
  const role = from.byte();
  if (role !== 0 && role !== 1) throw new Malformed("unknown role");
  return { role, signPublic: from.take(32).slice(), signature: from.take(64).slice() };
}
