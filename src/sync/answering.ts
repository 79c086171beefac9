// Answers others who ask for what they lack.

import { type Counts, countsOf, mergeCounts } from "../journal/vector.ts";
import { highestOf } from "./entryRefs.ts";
import type { Environment } from "./environment.ts";
import { type Peer, send } from "./peer.ts";
import { openStream } from "./stream.ts";

export class Answering {
  readonly #environment: Environment;

  constructor(environment: Environment) {
    this.#environment = environment;
  }

  hearWant(peer: Peer, { id, have }: { readonly id: number; readonly have: Counts }): void {
    peer.has = { ...peer.has, ...have };
    peer.asked = { id, have, claimed: countsOf(peer.vector) };
    this.#serve(peer);
  }

  /** One reading at a time, however often it asks: the newest question is answered when the reading for the one before has ended. */
  #serve(peer: Peer): void {
    peer.stream?.stop();
    if (peer.isReading) return;
    const { asked } = peer;
    if (!asked || peer.state !== "joined") return;
    peer.asked = null;
    peer.isReading = true;
    const { store, timers, notify } = this.#environment;
    peer.stream = openStream({
      id: asked.id,
      store,
      timers,
      want: asked.have,
      claimed: asked.claimed,
      has: () => peer.has,
      onFail: (error) => notify({ code: "store-failed", reason: String(error) }),
      onOver: () => {
        peer.isReading = false;
        if (peer.asked) this.#serve(peer);
      },
      send: (batch, entries, isLast) => send(peer, { type: "entries", id: asked.id, batch, isLast, entries }, "bulk"),
      // Or the next edit would not be pushed to it, because it seems to lack the one before.
      onStored: (entries) => void (peer.has = mergeCounts(peer.has, highestOf(entries))),
    });
  }
}
