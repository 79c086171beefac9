// Tells others which contents of files lie here, hears what lies with them, and hands out chunks.

import { attempt, type Environment } from "./environment.ts";
import type { Holdings } from "./fileStore.ts";
import { mostHoldings } from "./message.ts";
import { knowsFiles, type Peer, send } from "./peer.ts";
import type { Peers } from "./peers.ts";

/** Chunks that another may ask for before it has got any of them: more is a flood. */
const mostAsked = 32;
/** Contents that one device can hold: whoever says more is not believed. */
const mostHeld = 200_000;

export class Holding {
  readonly #environment: Environment;
  readonly #peers: Peers;
  readonly #stop: () => void;

  constructor(environment: Environment, peers: Peers) {
    this.#environment = environment;
    this.#peers = peers;
    this.#stop = environment.store.files?.onHeld((held, dropped) => this.#pass(held, dropped)) ?? (() => {});
  }

  close(): void {
    this.#stop();
  }

  /** Everything that lies here, once a connection. */
  tell(peer: Peer): void {
    const { files } = this.#environment.store;
    if (!files || !knowsFiles(peer) || peer.isToldHoldings) return;
    peer.isToldHoldings = true;
    const held = files.held();
    for (let from = 0; from === 0 || from < held.length; from += mostHoldings)
      void send(peer, { type: "holdings", holdings: { isWhole: from === 0, held: held.slice(from, from + mostHoldings), dropped: [] } });
  }

  #pass(held: readonly string[], dropped: readonly string[]): void {
    for (const peer of this.#peers.active()) {
      if (!peer.isToldHoldings) continue;
      for (let from = 0; from < Math.max(held.length, dropped.length); from += mostHoldings) {
        const part = (all: readonly string[]): readonly string[] => all.slice(from, from + mostHoldings);
        void send(peer, { type: "holdings", holdings: { isWhole: false, held: part(held), dropped: part(dropped) } });
      }
    }
  }

  hear(peer: Peer, said: Holdings): void {
    // The first word of a connection replaces what it said before, so that nobody fills this disk connection by connection.
    const holdings = peer.hasToldHoldings ? said : { ...said, isWhole: true };
    peer.hasToldHoldings = true;
    if (holdings.isWhole) peer.holds.clear();
    for (const sha256 of holdings.dropped) peer.holds.delete(sha256);
    for (const sha256 of holdings.held) peer.holds.add(sha256);
    if (peer.holds.size > mostHeld) return this.#peers.drop(peer, "flooded");
    const { device } = peer;
    const { files } = this.#environment.store;
    if (device !== null && files) void attempt(this.#environment, () => files.hearHoldings(device, holdings));
  }

  /** Sends a chunk, one behind the other; an empty one where it is not here. */
  serve(peer: Peer, sha256: string, index: number): void {
    const { files } = this.#environment.store;
    if (++peer.chunksAsked > mostAsked) return this.#peers.drop(peer, "flooded");
    void attempt(this.#environment, async () => {
      try {
        const chunk = await files?.chunk(sha256, index).catch(() => undefined);
        const none = new Uint8Array();
        if (peer.state !== "joined") return;
        await send(peer, { type: "fileChunk", sha256, index, sealed: chunk?.sealed ?? none, hashes: chunk?.hashes ?? none }, "bulk");
      } finally {
        peer.chunksAsked--;
      }
    });
  }
}
