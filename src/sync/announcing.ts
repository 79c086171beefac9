// Tells others what is here: HAVE how far each feed reaches, PUSH what has just been written.
//
// What is new is pushed at once to whoever has everything before it: to all when they are few, to some when they are many; HAVE repairs
// what pushing missed, so a push may be lost or left out at any time.

import type { DeviceId } from "../journal/deviceKeys.ts";
import { countOf, countsOf, covers } from "../journal/vector.ts";
import { type Delayed, makeDelayed } from "./delayed.ts";
import { entryRefsOf } from "./entryRefs.ts";
import type { Environment } from "./environment.ts";
import { type Peer, send } from "./peer.ts";
import type { Peers } from "./peers.ts";

/** Gathers what a busy moment writes into one message. */
const pushDelayMs = 10;
const largestPush = 64 * 1024;
/** What waits on the control lane before news are left to HAVE. */
const largestQueue = 256 * 1024;
const haveDelayMs = 200;

export class Announcing {
  readonly #environment: Environment;
  readonly #peers: Peers;
  readonly #pushSoon: Delayed;
  readonly #haveSoon: Delayed;
  /** Counts what was stored here: who was told of the newest needs no HAVE. */
  #version = 0;
  #news: Uint8Array[] = [];

  constructor(environment: Environment, peers: Peers) {
    this.#environment = environment;
    this.#peers = peers;
    this.#pushSoon = makeDelayed(environment.timers, pushDelayMs, () => this.#push());
    this.#haveSoon = makeDelayed(environment.timers, haveDelayMs, () => {
      for (const peer of peers.some()) this.sendHave(peer);
    });
  }

  /** Entries were stored here; nobody is told while nobody is there. */
  hearNews(entries: readonly Uint8Array[], isAnybodyThere: boolean): void {
    this.#version++;
    if (!isAnybodyThere) return;
    this.#news.push(...entries);
    this.#pushSoon();
    this.#haveSoon();
  }

  sendHave(peer: Peer): void {
    if (!peer.secured || isCrowded(peer)) return;
    peer.sentHave = this.#version;
    void send(peer, { type: "have", vector: this.#environment.store.vector() });
  }

  /** When they are many, chance decides who is told at once; here everybody is. */
  repair(): void {
    for (const peer of this.#peers.active()) if (peer.sentHave !== this.#version) this.sendHave(peer);
  }

  close(): void {
    this.#pushSoon.stop();
    this.#haveSoon.stop();
  }

  #push(): void {
    const entries = this.#news;
    this.#news = [];
    const ours = countsOf(this.#environment.store.vector());
    const lacking = this.#peers.active().filter(({ has }) => !covers(has, ours));
    if (lacking.length === 0) return;
    const refs = entryRefsOf(entries);
    for (const peer of this.#peers.someOf(lacking)) {
      if (!peer.secured || isCrowded(peer)) continue;
      const next: Record<DeviceId, number> = { ...peer.has };
      const pushed: Uint8Array[] = [];
      let size = 0;
      for (const { device, seq, bytes } of refs) {
        // Only what continues what it has: anything else is asked for.
        if (countOf(next, device) + 1 !== seq || size + bytes.length > largestPush) continue;
        next[device] = seq;
        size += bytes.length;
        pushed.push(bytes);
      }
      peer.has = next;
      if (pushed.length > 0) void send(peer, { type: "push", entries: pushed });
    }
  }
}

const isCrowded = ({ secured }: Peer): boolean => secured !== null && secured.channel.queued("control") > largestQueue;
