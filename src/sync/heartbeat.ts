// Finds out who is still there, and runs what is to be done now and then.

import type { Environment } from "./environment.ts";
import { send } from "./peer.ts";
import type { Peers } from "./peers.ts";

const pingMs = 5_000;
/** Two pings without an answer. */
const silentMs = 3 * pingMs;
/** After a sleep: who is alive answers within this. */
const wakeMs = 4_000;

export class Heartbeat {
  readonly #environment: Environment;
  readonly #peers: Peers;
  readonly #onBeat: () => void;
  #beatMs: number;
  #stop: () => void;

  constructor(environment: Environment, peers: Peers, onBeat: () => void) {
    this.#environment = environment;
    this.#peers = peers;
    this.#onBeat = onBeat;
    this.#beatMs = environment.timers.now();
    this.#stop = environment.timers.after(pingMs, () => this.#beat());
  }

  /** Asks everybody for a sign of life, and drops who gives none soon. */
  wake(): void {
    const { timers } = this.#environment;
    const askedAt = timers.now();
    const asked = [...this.#peers.all].filter(({ state }) => state === "joined");
    for (const peer of asked) void send(peer, { type: "ping" });
    timers.after(wakeMs, () => {
      for (const peer of asked) if (peer.state === "joined" && peer.heardMs < askedAt) this.#peers.drop(peer, "silent");
    });
  }

  close(): void {
    this.#stop();
  }

  #beat(): void {
    const { timers } = this.#environment;
    this.#stop = timers.after(pingMs, () => this.#beat());
    const now = timers.now();
    // The machine slept, or this worker was frozen: nobody else is to blame for the silence.
    const wasAsleep = now - this.#beatMs > 2 * pingMs;
    this.#beatMs = now;
    for (const peer of this.#peers.all) {
      if (peer.state !== "joined") continue;
      if (wasAsleep) peer.heardMs = now;
      const silent = now - peer.heardMs;
      if (silent >= silentMs) this.#peers.drop(peer, "silent");
      else if (silent >= pingMs || wasAsleep) void send(peer, { type: "ping" });
    }
    this.#onBeat();
  }
}
