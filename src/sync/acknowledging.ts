// Signed acknowledgements: this device's own is told soon after something was stored, and everybody's are passed on.

import { type Delayed, makeDelayed } from "./delayed.ts";
import { attempt, type Environment } from "./environment.ts";
import { isFormer, type Peer, send } from "./peer.ts";
import { fanout, type Peers } from "./peers.ts";

const ackDelayMs = 100;
/** An acknowledgement costs the disk a transaction. */
const betweenAcksMs = 1_000;

export class Acknowledging {
  readonly #environment: Environment;
  readonly #peers: Peers;
  /** Tells this device's own word, at most once a second. */
  readonly soon: Delayed;
  /** Counts what was learned: who was told of the newest needs no more. */
  #version = 0;

  constructor(environment: Environment, peers: Peers) {
    this.#environment = environment;
    this.#peers = peers;
    this.soon = makeDelayed(environment.timers, ackDelayMs, () => void attempt(environment, () => this.#tellOwn()), betweenAcksMs);
  }

  /** All that is known of everybody, for one who has just come. */
  sendAll(peer: Peer): void {
    void attempt(this.#environment, () => this.#sendAll(peer));
  }

  /** Somebody told acknowledgements: those that are news are passed on. */
  hearAcks(peer: Peer, acks: readonly Uint8Array[]): void {
    void attempt(this.#environment, async () => {
      const fresh = await this.#environment.store.receiveAcks(acks);
      if (fresh.length > 0) this.passOn(fresh, peer);
    });
  }

  /** To all, or some, but the one who said it. */
  passOn(acks: readonly Uint8Array[], from: Peer | null): void {
    this.#version++;
    for (const peer of this.#peers.some()) if (peer !== from) void send(peer, { type: "acks", acks });
    this.#peers.tell({ type: "changed" });
  }

  /** When they are many, chance decides who is told at once; here one after the other gets all. */
  repair(): void {
    const all = this.#peers.active();
    const behind = all.filter(({ sentAcks }) => sentAcks !== this.#version);
    if (all.length > fanout && behind.length > 0) this.sendAll(this.#environment.chance.pick(behind));
  }

  close(): void {
    this.soon.stop();
  }

  async #sendAll(peer: Peer): Promise<void> {
    peer.sentAcks = this.#version;
    const acks = await this.#environment.store.acks(isFormer(peer));
    if (peer.state === "joined" && acks.length > 0) await send(peer, { type: "acks", acks });
  }

  async #tellOwn(): Promise<void> {
    if (this.#peers.active().length === 0) return;
    const { bytes, former } = await this.#environment.store.ack();
    this.#version++;
    for (const peer of this.#peers.some()) void send(peer, { type: "acks", acks: [isFormer(peer) ? former : bytes] });
  }
}
