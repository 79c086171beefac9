// All connections of a replication: which there are, which of them are used, and how each ends.

import type { DeviceId } from "../journal/deviceKeys.ts";
import type { Environment } from "./environment.ts";
import { halt, type Peer } from "./peer.ts";
import type { CloseReason } from "./status.ts";

/** With this many or fewer others, all of them are told; with more, so many drawn at random. */
export const fanout = 4;

/** What happened with a connection, for the parts that have something to do then. */
export type PeerEvent =
  /** Something that its status shows is another. */
  | { readonly type: "changed" }
  /** A member who shall be told everything: by this connection from now on. */
  | { readonly type: "chosen"; readonly peer: Peer }
  /** The roster knows it now: what it said before can be listened to. */
  | { readonly type: "admitted"; readonly peer: Peer }
  /** A member's connection has ended: what it was asked for has to come from somebody else. */
  | { readonly type: "left"; readonly peer: Peer };

export class Peers {
  readonly #environment: Environment;
  readonly #onEvent: (event: PeerEvent) => void;
  readonly #all = new Set<Peer>();
  readonly #closed: Partial<Record<CloseReason, number>> = {};
  isClosed = false;

  constructor(environment: Environment, onEvent: (event: PeerEvent) => void) {
    this.#environment = environment;
    this.#onEvent = onEvent;
  }

  get all(): ReadonlySet<Peer> {
    return this.#all;
  }

  /** Members, each by the one connection that is used. */
  active(): Peer[] {
    return [...this.#all].filter((peer) => peer.state === "joined" && peer.isActive);
  }

  /** All active ones when they are few, some when they are many. */
  some(): Peer[] {
    return this.someOf(this.active());
  }

  /** The same of these. */
  someOf(peers: readonly Peer[]): Peer[] {
    const { chance } = this.#environment;
    const some = [...peers];
    while (some.length > fanout) some.splice(chance.whole(0, some.length - 1), 1);
    return some;
  }

  add(peer: Peer): void {
    this.#all.add(peer);
  }

  has(peer: Peer): boolean {
    return this.#all.has(peer);
  }

  tell(event: PeerEvent): void {
    this.#onEvent(event);
  }

  enter(peer: Peer, state: Peer["state"]): void {
    peer.state = state;
    peer.sinceMs = this.#environment.timers.now();
    this.tell({ type: "changed" });
  }

  /** Nothing to say for now, and nothing wrong. */
  idle(peer: Peer): void {
    peer.stopDeadline();
    this.enter(peer, "idle");
  }

  count(reason: CloseReason): void {
    this.#closed[reason] = (this.#closed[reason] ?? 0) + 1;
  }

  /** How often connections were ended, and why. */
  closed(): Readonly<Partial<Record<CloseReason, number>>> {
    return { ...this.#closed };
  }

  /** Says nothing more and listens to nothing more; the wire ends when its time is over, whatever was wrong. */
  refuse(peer: Peer, reason: CloseReason): void {
    if (peer.state === "over") return;
    peer.refusal = reason;
    this.enter(peer, "over");
    release(peer);
  }

  drop(peer: Peer, reason: CloseReason): void {
    if (!this.#all.has(peer)) return;
    this.count(reason);
    this.forget(peer);
    peer.wire.close();
  }

  forget(peer: Peer): void {
    if (!this.#all.delete(peer)) return;
    const wasJoined = peer.state === "joined";
    peer.wire.onClose = null;
    peer.stopDeadline();
    this.enter(peer, "over");
    release(peer);
    if (!wasJoined || this.isClosed) return;
    if (peer.device !== null) this.choose(peer.device);
    this.tell({ type: "left", peer });
  }

  /** Of several connections to one device both ends must use the same: the newest, as the device with the smaller id counts. */
  choose(device: DeviceId): void {
    const rank = (peer: Peer) => (this.#environment.store.keys.id < device ? peer.number : peer.theirNumber);
    const all = [...this.#all].filter((peer) => peer.state === "joined" && peer.device === device).sort((a, b) => rank(b) - rank(a));
    const newest = all[0];
    if (!newest) return;
    for (const other of all.slice(1)) {
      other.isActive = false;
      // In another room it stays as a spare; in the same one, or after a restart of the other, it is a remnant.
      if (other.wire.room === newest.wire.room || other.instance !== newest.instance) this.drop(other, "replaced");
      else halt(other);
    }
    if (newest.isActive) return;
    newest.isActive = true;
    this.tell({ type: "chosen", peer: newest });
  }

  close(): void {
    this.isClosed = true;
    for (const peer of [...this.#all]) {
      this.forget(peer);
      peer.wire.close();
    }
  }
}

function release(peer: Peer): void {
  peer.stopGreeting();
  halt(peer);
  peer.held = [];
}
