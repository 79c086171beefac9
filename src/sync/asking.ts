// Asks others for what is missing here, and takes what they answer.
//
// Numbers alone do not tell whether two have the same: HAVE names the hash of each feed's last entry, and whoever is further looks at its
// own entry of that number. Where they differ a feed parted, because its profile was copied; what lies behind is asked for from further and
// further back, until both ways meet.

import { countOf, countsOf, mergeCounts, type Vector } from "../journal/vector.ts";
import { headsOf } from "./entryRefs.ts";
import { attempt, type Environment } from "./environment.ts";
import type { Intake } from "./intake.ts";
import type { Message } from "./message.ts";
import { type Peer, send } from "./peer.ts";
import type { Peers } from "./peers.ts";
import { planWants, stalledMs, type Want } from "./wants.ts";

/** The only source is asked again after so long without an entry: its answer is lost, or it could not read what it was asked for. */
const muteMs = 60_000;

export class Asking {
  readonly #environment: Environment;
  readonly #peers: Peers;
  readonly #intake: Intake;
  #wants = 0;

  constructor(environment: Environment, peers: Peers, intake: Intake) {
    this.#environment = environment;
    this.#peers = peers;
    this.#intake = intake;
  }

  /** It has said how far it is. */
  hearHave(peer: Peer, vector: Vector): void {
    peer.vector = vector;
    peer.has = mergeCounts(peer.has, countsOf(vector));
    void attempt(this.#environment, () => this.#compare(peer));
    this.plan();
  }

  /** Asks whoever offers what is missing here. */
  plan(): void {
    if (this.#peers.isClosed) return;
    const have = countsOf(this.#environment.store.vector());
    const offers = this.#peers.active();
    const now = this.#environment.timers.now();
    const patienceMs = offers.length > 1 ? stalledMs : muteMs;
    for (const peer of offers) if (peer.want && now - peer.want.progressMs > patienceMs) this.#finish(peer, peer.want);
    for (const peer of offers) peer.futile.forgetArrived(have);
    const planned = planWants(
      have,
      offers.map((peer) => ({ has: countsOf(peer.vector), fetching: peer.want?.have ?? {}, futile: peer.futile.claims(now) })),
    );
    for (const [index, peer] of offers.entries()) {
      if (peer.want) continue;
      const from = {
        ...Object.fromEntries((planned.get(index) ?? []).map((device) => [device, countOf(have, device)])),
        ...peer.partings.furtherBack(),
      };
      if (Object.keys(from).length === 0) continue;
      peer.want = { id: ++this.#wants, have: from, claimed: countsOf(peer.vector), progressMs: now };
      void send(peer, { type: "want", id: peer.want.id, have: from });
    }
  }

  /** A part of what it was asked for. */
  async take(peer: Peer, message: Message & { readonly type: "entries" }): Promise<void> {
    const { store, timers } = this.#environment;
    if (!(await this.#intake.keep(peer, message.entries))) return;
    const { device } = peer;
    if (device !== null) await attempt(this.#environment, async () => void (await store.meet(device, headsOf(message.entries))));
    if (peer.want) peer.want.progressMs = timers.now();
    void send(peer, { type: "stored", id: message.id, batch: message.batch });
    if (!message.isLast || peer.want?.id !== message.id) return;
    for (const asked in peer.want.have) peer.partings.wentBack(asked, countOf(peer.want.have, asked));
    this.#finish(peer, peer.want);
    if (!peer.partings.isEmpty) await attempt(this.#environment, () => this.#compare(peer));
    this.plan();
  }

  #finish(peer: Peer, want: Want): void {
    peer.want = null;
    peer.futile.note(want, countsOf(this.#environment.store.vector()), this.#environment.timers.now());
  }

  /** Compares what it said with what is here, and takes note of feeds that went another way there. */
  async #compare(peer: Peer): Promise<void> {
    if (peer.device === null) return;
    peer.partings.compare(await this.#environment.store.meet(peer.device, peer.vector));
    if (!peer.partings.isEmpty) this.plan();
  }
}
