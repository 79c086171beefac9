// A member's half of letting somebody in; the newcomer's is admission.ts.

import { deviceIdOf } from "../journal/deviceKeys.ts";
import { attempt, type Environment } from "./environment.ts";
import { handshakeMs } from "./handshake.ts";
import type { Message } from "./message.ts";
import { isFormer, type Peer, send } from "./peer.ts";
import type { Peers } from "./peers.ts";
import { rosterPages } from "./rosterPages.ts";
import type { AdmissionRefusal, WelcomeData } from "./store.ts";

/** What a newcomer who has proved the invitation is given to be let in and to leave. */
const admissionMs = 60_000;

type Request = Message & { readonly type: "newcomer" };

export class Hosting {
  readonly #environment: Environment;
  readonly #peers: Peers;
  #admissions: Promise<void> = Promise.resolve();

  constructor(environment: Environment, peers: Peers) {
    this.#environment = environment;
    this.#peers = peers;
  }

  /** Answers newcomers one after the other: two at once could both use up what admits one. */
  hear(peer: Peer, message: Request): void {
    this.#admissions = this.#admissions.then(() => attempt(this.#environment, () => this.#host(peer, message)));
  }

  async #host(peer: Peer, message: Request): Promise<void> {
    const { store } = this.#environment;
    if (!peer.secured || !(await peer.secured.isProven(message.proof))) return this.#peers.refuse(peer, "signature-invalid");
    if (message.request.invitation !== peer.room.invitation) return this.#peers.refuse(peer, "not-a-member");
    if (peer.state !== "proving") return;
    const request = { ...message.request, device: deviceIdOf(message.proof.signPublic) };
    peer.device = request.device;
    this.#endAfter(peer, admissionMs);
    this.#peers.enter(peer, "hosted");
    const answered = await store.admit(request);
    if (!this.#peers.has(peer)) return;
    if (answered.ok) await this.#welcome(peer, answered.value);
    else this.#deny(peer, answered.error.code);
  }

  async #welcome(peer: Peer, data: WelcomeData): Promise<void> {
    const { secured } = peer;
    if (!secured) return;
    // Newcomers of the first protocol read one message.
    const pages = isFormer(peer) ? [data.roster] : rosterPages(data.roster);
    for (const entries of pages.slice(0, -1)) await send(peer, { type: "roster", entries }, "bulk");
    const proof = await secured.prove(this.#environment.store.keys);
    await send(peer, { type: "welcome", proof, data: { ...data, roster: pages.at(-1) ?? [] } }, "bulk");
  }

  #deny(peer: Peer, code: AdmissionRefusal["code"]): void {
    peer.refusal = "not-a-member";
    // No longer than anybody else who is refused.
    this.#endAfter(peer, Math.max(0, peer.metMs + handshakeMs - this.#environment.timers.now()));
    // Who holds the invitation's key may know that it is no longer valid, and nothing else; anybody else may know nothing.
    if (code === "proof-invalid" || code === "invitation-unknown") this.#peers.refuse(peer, "not-a-member");
    else void send(peer, { type: "denied", code }).then(() => this.#peers.refuse(peer, "not-a-member"));
  }

  #endAfter(peer: Peer, ms: number): void {
    peer.stopDeadline();
    peer.stopDeadline = this.#environment.timers.after(ms, () => this.#peers.drop(peer, peer.refusal));
  }
}
