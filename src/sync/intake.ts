// What others send reaches the disk here.

import type { DeviceId } from "../journal/deviceKeys.ts";
import { countOf, mergeCounts } from "../journal/vector.ts";
import { highestOf } from "./entryRefs.ts";
import type { Environment } from "./environment.ts";
import type { Peer } from "./peer.ts";
import type { Peers } from "./peers.ts";

const storeRetryMs = 5_000;
/** Pushed entries that wait for the disk, before more of them are left to HAVE. */
const largestPushBacklog = 2 * 2 ** 20;

export class Intake {
  readonly #environment: Environment;
  readonly #peers: Peers;

  constructor(environment: Environment, peers: Peers) {
    this.#environment = environment;
    this.#peers = peers;
  }

  /** Stores entries, and does not give up while the disk refuses: meanwhile the sender waits. False when the connection ended first. */
  async keep(peer: Peer, entries: readonly Uint8Array[]): Promise<boolean> {
    const { store, timers, notify } = this.#environment;
    for (; entries.length > 0; ) {
      try {
        const { refused, unplaced } = await store.receive(entries);
        for (const device in unplaced) peer.partings.note(device, countOf(unplaced, device));
        if (refused.length > 0 && peer.device !== null) this.#tellRefused(peer.device, refused);
        break;
      } catch (error) {
        notify({ code: "store-failed", reason: String(error) });
        await new Promise<void>((resolve) => timers.after(storeRetryMs, resolve));
        // It is this device that takes so long.
        if (peer.want) peer.want.progressMs = timers.now();
        if (peer.state === "over" || this.#peers.isClosed) return false;
      }
    }
    return true;
  }

  /** Entries that nobody asked for, because they are new. */
  async takePush(peer: Peer, entries: readonly Uint8Array[]): Promise<void> {
    const bytes = entries.reduce((sum, entry) => sum + entry.length, 0);
    if (peer.pushBacklog + bytes > largestPushBacklog) return;
    peer.pushBacklog += bytes;
    peer.has = mergeCounts(peer.has, highestOf(entries));
    await this.keep(peer, entries);
    peer.pushBacklog -= bytes;
  }

  #tellRefused(device: DeviceId, refused: readonly { readonly code: string }[]): void {
    this.#environment.notify({ code: "entries-refused", device, codes: [...new Set(refused.map(({ code }) => code))] });
  }
}
