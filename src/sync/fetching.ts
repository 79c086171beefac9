// Fetches contents of files from whoever holds them, chunk by chunk: a few under way at a time, each proved and on disk before it
// counts, so that a connection that breaks costs those few and the next one goes on. Entries come first; what somebody waits for
// does not wait for them.

import { contentText } from "../domain/file.ts";
import { attempt, type Environment } from "./environment.ts";
import type { FileStore, Wanted } from "./fileStore.ts";
import type { Message } from "./message.ts";
import { knowsFiles, type Peer, send } from "./peer.ts";
import type { Peers } from "./peers.ts";

/** Contents at a time. */
const mostAtOnce = 4;
/** Chunks that one device is asked for at a time: enough to keep the line busy while the disk writes. */
const mostUnderWay = 4;
/** A chunk that has not come after so long is asked for again, unless its device has sent so much of anything meanwhile. */
const lateMs = 20_000;
const aliveBytes = 32 * 1024;
/** After the disk has refused one. */
const restMs = 30_000;
/** Chunks nobody asked for, which a slow line may bring late; more is a flood. */
const mostUnasked = 64;

interface Transfer {
  readonly wanted: Wanted;
  /** Chunks that nobody was asked for yet. */
  readonly todo: number[];
  readonly underWay: Map<number, { readonly peer: Peer; stopTimer: () => void }>;
}

/** It says that it has it, and has not sent something else before. */
const canGive = (peer: Peer, wanted: Wanted): boolean => peer.holds.has(wanted.sha256) && !peer.unproved.has(contentText(wanted));

export class Fetching {
  readonly #environment: Environment;
  readonly #peers: Peers;
  readonly #files: FileStore | undefined;
  readonly #stop: () => void;
  readonly #transfers = new Map<string, Transfer>();
  readonly #beginning = new Set<string>();
  #restUntil = 0;

  constructor(environment: Environment, peers: Peers) {
    this.#environment = environment;
    this.#peers = peers;
    this.#files = environment.store.files;
    this.#stop = this.#files?.onWanted(() => this.plan()) ?? (() => {});
  }

  close(): void {
    this.#stop();
    for (const transfer of this.#transfers.values()) this.#end(transfer);
  }

  /** Asks for what is wanted, of whoever has it. */
  plan(): void {
    if (!this.#files || this.#peers.isClosed || this.#environment.timers.now() < this.#restUntil) return;
    const sources = this.#peers.active().filter((peer) => knowsFiles(peer) && peer.holds.size > 0);
    const wanted = this.#files.wanted();
    const current = new Set(wanted.map(({ sha256 }) => sha256));
    for (const [sha256, transfer] of this.#transfers) if (!current.has(sha256)) this.#end(transfer);
    if (sources.length === 0) return;
    const areEntriesComing = this.#peers.active().some((peer) => peer.want !== null);
    for (const one of wanted) {
      if (areEntriesComing && !one.isDemanded) continue;
      const isRunning = this.#transfers.has(one.sha256) || this.#beginning.has(one.sha256);
      const isFull = this.#transfers.size + this.#beginning.size >= mostAtOnce;
      if (isRunning || (isFull && !one.isDemanded) || !sources.some((peer) => canGive(peer, one))) continue;
      this.#begin(this.#files, one);
    }
    for (const transfer of this.#transfers.values()) this.#ask(transfer, sources);
  }

  /** A connection has ended: what it was asked for has to come from somebody else, or later. */
  forget(peer: Peer): void {
    for (const transfer of this.#transfers.values()) {
      for (const [index, one] of transfer.underWay) if (one.peer === peer) this.#again(transfer, index);
    }
    this.plan();
  }

  async take(peer: Peer, { sha256, index, sealed, hashes }: Message & { readonly type: "fileChunk" }): Promise<void> {
    const transfer = this.#transfers.get(sha256);
    const asked = transfer?.underWay.get(index);
    if (!this.#files || !transfer || asked?.peer !== peer) {
      if (++peer.chunksUnasked > mostUnasked) this.#peers.drop(peer, "flooded");
      return;
    }
    asked.stopTimer();
    if (sealed.length === 0) {
      peer.holds.delete(sha256);
      this.#again(transfer, index);
      return this.plan();
    }
    try {
      const taken = await this.#files.take(transfer.wanted, index, sealed, hashes);
      transfer.underWay.delete(index);
      if (this.#transfers.get(sha256) !== transfer) return;
      if (taken === "refused") peer.unproved.add(contentText(transfer.wanted));
      // What the first chunk proves is known only now; what was refused is asked for again of another.
      if (taken === "whole") this.#end(transfer);
      else if (taken === "refused" || index === 0) await this.#renew(transfer);
    } catch (error) {
      this.#restUntil = this.#environment.timers.now() + restMs;
      this.#end(transfer);
      this.#environment.notify({ code: "store-failed", reason: String(error) });
    }
    this.plan();
  }

  #begin(files: FileStore, wanted: Wanted): void {
    this.#beginning.add(wanted.sha256);
    void attempt(this.#environment, async () => {
      try {
        const todo = await files.missing(wanted);
        if (!this.#peers.isClosed && todo.length > 0) this.#transfers.set(wanted.sha256, { wanted, todo: [...todo], underWay: new Map() });
      } finally {
        this.#beginning.delete(wanted.sha256);
      }
      const transfer = this.#transfers.get(wanted.sha256);
      if (transfer) this.#ask(transfer, this.#peers.active().filter(knowsFiles));
    });
  }

  /** What is still missing, by the disk. */
  async #renew(transfer: Transfer): Promise<void> {
    const missing = (await this.#files?.missing(transfer.wanted)) ?? [];
    transfer.todo.splice(0, transfer.todo.length, ...missing.filter((index) => !transfer.underWay.has(index)));
    if (missing.length === 0) this.#end(transfer);
  }

  #ask(transfer: Transfer, sources: readonly Peer[]): void {
    const { wanted, todo, underWay } = transfer;
    const able = sources.filter((peer) => canGive(peer, wanted));
    for (let peer = this.#idlest(able); peer && todo.length > 0; peer = this.#idlest(able)) {
      const index = todo.shift() as number;
      const asked = peer;
      underWay.set(index, { peer: asked, stopTimer: () => {} });
      this.#watch(transfer, index, asked);
      void send(asked, { type: "fileWant", sha256: wanted.sha256, index });
    }
    // Nobody is left who could give it: others get its place.
    if (underWay.size === 0 && able.length === 0) this.#end(transfer);
  }

  #watch(transfer: Transfer, index: number, peer: Peer): void {
    const before = peer.receivedBytes;
    const stopTimer = this.#environment.timers.after(lateMs, () => {
      // A slow line brings one behind the other.
      if (peer.receivedBytes - before > aliveBytes) return this.#watch(transfer, index, peer);
      this.#again(transfer, index);
      this.plan();
    });
    const asked = transfer.underWay.get(index);
    if (asked) asked.stopTimer = stopTimer;
  }

  /** Who has least to do, and room for one more. */
  #idlest(sources: readonly Peer[]): Peer | undefined {
    const busy = (peer: Peer): number => {
      let count = 0;
      for (const { underWay } of this.#transfers.values()) for (const one of underWay.values()) if (one.peer === peer) count++;
      return count;
    };
    const [least] = sources.map((peer) => ({ peer, count: busy(peer) })).sort((a, b) => a.count - b.count);
    return least && least.count < mostUnderWay ? least.peer : undefined;
  }

  #again(transfer: Transfer, index: number): void {
    const asked = transfer.underWay.get(index);
    if (!asked) return;
    asked.stopTimer();
    transfer.underWay.delete(index);
    transfer.todo.unshift(index);
  }

  #end(transfer: Transfer): void {
    for (const { stopTimer } of transfer.underWay.values()) stopTimer();
    transfer.underWay.clear();
    this.#transfers.delete(transfer.wanted.sha256);
  }
}
