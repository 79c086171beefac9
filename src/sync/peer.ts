// One connection to another device, and all that is known of the other end.

import type { DeviceId } from "../journal/deviceKeys.ts";
import { type Counts, countsOf, missingCount, type Vector } from "../journal/vector.ts";
import { Futile } from "./futile.ts";
import type { Secured } from "./handshake.ts";
import { encodeMessage, type Message } from "./message.ts";
import { Partings } from "./partings.ts";
import type { CloseReason, PeerStatus } from "./status.ts";
import type { Audit, SyncRoom } from "./store.ts";
import type { Stream } from "./stream.ts";
import { stalledMs, type Want } from "./wants.ts";
import type { Lane, Wire } from "./wire.ts";

/** Nobody has more entries than this that another lacks: whoever says so is not believed. */
const mostMissing = 5_000_000;
/** Control messages a second, and at once. */
const messageRate = { perSecond: 300, burst: 2_000 };

export interface Peer {
  readonly wire: Wire;
  readonly room: SyncRoom;
  /**
   * `pending`: proved its device, which our roster does not know (yet). `hosted`: a newcomer who asks to be let in.
   * `idle`: two members in an invitation's room, two newcomers, or this device itself: nothing to say, and kept because ending it would
   * make both look for each other again at once. `over`: refused, and not told.
   */
  state: "greeting" | "proving" | "pending" | "hosted" | "joined" | "idle" | "over";
  sinceMs: number;
  readonly metMs: number;
  refusal: CloseReason;
  secured: Secured | null;
  /** Resolves when our proof has been sent. */
  introduced: Promise<void>;
  stopGreeting: () => void;
  stopDeadline: () => void;
  device: DeviceId | null;
  signPublic: Uint8Array;
  instance: string;
  rosterHead: string;
  /** Our count and theirs of this connection. */
  readonly number: number;
  theirNumber: number;
  /** The one of several connections to its device that is used. */
  isActive: boolean;
  vector: Vector;
  has: Counts;
  /** Which of our states it was told last. */
  sentHave: number;
  sentAcks: number;
  sentAudit: Audit | null;
  readonly futile: Futile;
  readonly partings: Partings;
  want: Want | null;
  stream: Stream | null;
  /** What it asked for last, while the answer to what it asked before is still being read. */
  asked: { readonly id: number; readonly have: Counts; readonly claimed: Counts } | null;
  isReading: boolean;
  /** Contents of files that it says it holds. */
  readonly holds: Set<string>;
  /** Contents of which it sent something else than what their record proves. */
  readonly unproved: Set<string>;
  /** It has said what it holds: from then on it says what is new and what is gone. */
  hasToldHoldings: boolean;
  /** It was told which contents lie here. */
  isToldHoldings: boolean;
  /** Chunks it has asked for and not been sent yet. */
  chunksAsked: number;
  /** Chunks it sent that nobody here waits for. */
  chunksUnasked: number;
  held: Message[];
  heldBytes: number;
  allowance: number;
  allowanceMs: number;
  pushBacklog: number;
  heardMs: number;
  sentBytes: number;
  receivedBytes: number;
}

export const makePeer = (wire: Wire, room: SyncRoom, number: number, now: number): Peer => ({
  wire,
  room,
  state: "greeting",
  sinceMs: now,
  metMs: now,
  refusal: "handshake-late",
  secured: null,
  introduced: Promise.resolve(),
  stopGreeting: () => {},
  stopDeadline: () => {},
  device: null,
  signPublic: new Uint8Array(),
  instance: "",
  rosterHead: "",
  number,
  theirNumber: 0,
  isActive: false,
  vector: {},
  has: {},
  sentHave: 0,
  sentAcks: 0,
  sentAudit: null,
  futile: new Futile(),
  partings: new Partings(),
  want: null,
  stream: null,
  asked: null,
  isReading: false,
  holds: new Set(),
  unproved: new Set(),
  hasToldHoldings: false,
  isToldHoldings: false,
  chunksAsked: 0,
  chunksUnasked: 0,
  held: [],
  heldBytes: 0,
  allowance: messageRate.burst,
  allowanceMs: now,
  pushBacklog: 0,
  heardMs: now,
  sentBytes: 0,
  receivedBytes: 0,
});

/** Sends a message; resolves when there is room for more. */
export function send(peer: Peer, message: Message, lane: Lane = "control"): Promise<void> {
  return peer.secured?.channel.send(lane, encodeMessage(message)) ?? Promise.resolve();
}

/** True for a device of the first protocol, which reads numbers only. */
export const isFormer = (peer: Peer): boolean => peer.secured?.protocol === 1;

/** True for a device that knows of files. */
export const knowsFiles = (peer: Peer): boolean => (peer.secured?.protocol ?? 0) >= 3;

/** Counts a control message; true when it is one too many. */
export function isFlooding(peer: Peer, now: number): boolean {
  const earned = ((now - peer.allowanceMs) / 1_000) * messageRate.perSecond;
  peer.allowance = Math.min(messageRate.burst, peer.allowance + earned) - 1;
  peer.allowanceMs = now;
  return peer.allowance < 0;
}

/** Ends what is being asked and answered, not the connection. */
export function halt(peer: Peer): void {
  peer.stream?.stop();
  peer.stream = null;
  peer.want = null;
}

export function peerStatusOf(peer: Peer, ours: Counts, now: number): PeerStatus {
  // Its own word, believed while it delivers.
  const isDelivering = peer.want !== null && now - peer.want.progressMs < stalledMs;
  const missing = isDelivering ? missingCount(ours, countsOf(peer.vector)) : 0;
  const toReceive = peer.state === "joined" && missing <= mostMissing ? missing : 0;
  const toSend = peer.state === "joined" ? missingCount(peer.has, ours) : 0;
  const isKnown = peer.state === "joined" || peer.state === "hosted";
  return {
    wire: peer.wire.id,
    device: isKnown ? peer.device : null,
    sinceMs: peer.sinceMs,
    state:
      peer.state === "greeting" ? "connecting" : peer.state !== "joined" ? "authenticating" : toReceive + toSend > 0 ? "syncing" : "live",
    sentBytes: peer.sentBytes,
    receivedBytes: peer.receivedBytes,
    toReceive,
    toSend,
  };
}
