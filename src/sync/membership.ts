// Who is at the other end: it proves its device, and hears nothing but this device's proof before the roster here knows it.

import { deviceIdOf } from "../journal/deviceKeys.ts";
import { isEqual } from "../lib/bytes.ts";
import { sha256Hex } from "../lib/hash.ts";
import { attempt, type Environment } from "./environment.ts";
import type { Secured } from "./handshake.ts";
import type { Message } from "./message.ts";
import { isFormer, type Peer, send } from "./peer.ts";
import type { Peers } from "./peers.ts";
import { rosterPages } from "./rosterPages.ts";

/** By which this device may learn of somebody it does not know: the roster of a thousand devices. */
const largestIntroduction = 2 * 2 ** 20;

export class Membership {
  readonly #environment: Environment;
  readonly #peers: Peers;
  /** One run of this program: tells a second connection from a copied profile. */
  readonly #instance: string;

  constructor(environment: Environment, peers: Peers, instance: string) {
    this.#environment = environment;
    this.#peers = peers;
    this.#instance = instance;
  }

  /** The other end knows the room's password. */
  meet(peer: Peer, secured: Secured): void {
    if (peer.state !== "greeting") return;
    peer.secured = secured;
    const { store } = this.#environment;
    const isInvited = peer.room.invitation !== undefined;
    if (isInvited && !secured.isNewcomer) return this.#peers.idle(peer);
    if (!isInvited && secured.isNewcomer) return this.#peers.refuse(peer, "not-a-member");
    this.#peers.enter(peer, "proving");
    if (isInvited) return; // the newcomer speaks first
    peer.introduced = secured.prove(store.keys).then((proof) => {
      if (peer.state === "over") return;
      const rosterHead = sha256Hex(store.rosterHead());
      void send(peer, { type: "member", proof, instance: this.#instance, number: peer.number, rosterHead });
    });
  }

  /** It has said which device it is. */
  async recognise(peer: Peer, message: Message & { readonly type: "member" }): Promise<void> {
    const { store, notify } = this.#environment;
    const device = deviceIdOf(message.proof.signPublic);
    if (!(await peer.secured?.isProven(message.proof))) return this.#peers.refuse(peer, "signature-invalid");
    // Our own proof goes first: the other end reads nothing else before it.
    await peer.introduced;
    if (peer.state !== "proving") return;
    peer.device = device;
    peer.signPublic = message.proof.signPublic;
    peer.instance = message.instance;
    peer.theirNumber = message.number;
    peer.rosterHead = message.rosterHead;
    if (device === store.keys.id) {
      if (peer.instance !== this.#instance)
        notify({ code: "profile-copied", device, isOurs: isFormer(peer) || this.#instance < peer.instance });
      return this.#peers.idle(peer);
    }
    peer.refusal = "not-a-member";
    this.#peers.enter(peer, "pending");
    peer.secured?.channel.trust(largestIntroduction);
    this.#admitIfMember(peer);
    if (isPending(peer)) void attempt(this.#environment, () => this.#introduce(peer));
  }

  /** The roster has changed: who belongs now, and who no longer does? */
  review(): void {
    for (const peer of this.#peers.all) {
      this.#admitIfMember(peer);
      if (peer.state === "joined" && !this.#isMember(peer)) this.#peers.drop(peer, "not-a-member");
    }
    this.#peers.tell({ type: "changed" });
  }

  /** To somebody who has the room's secret and whom our roster does not know: theirs may not know us either. */
  async #introduce(peer: Peer): Promise<void> {
    const entries = await this.#environment.store.credentials();
    if (entries.length > 0 && isPending(peer)) await send(peer, { type: "roster", entries }, "bulk");
  }

  #isMember({ device, signPublic }: Peer): boolean {
    const { store } = this.#environment;
    if (device === null || !store.isMember(device)) return false;
    const known = store.devicePublic(device);
    return known !== undefined && isEqual(known, signPublic);
  }

  #admitIfMember(peer: Peer): void {
    if (peer.state !== "pending" || peer.device === null || !this.#isMember(peer)) return;
    peer.stopDeadline();
    this.#peers.enter(peer, "joined");
    // It may not know us yet: then the roster is what it waits for.
    if (peer.rosterHead !== sha256Hex(this.#environment.store.rosterHead())) void attempt(this.#environment, () => this.#sendRoster(peer));
    this.#peers.choose(peer.device);
    peer.secured?.channel.trust(Number.POSITIVE_INFINITY);
    this.#peers.tell({ type: "admitted", peer });
  }

  async #sendRoster(peer: Peer): Promise<void> {
    for (const entries of rosterPages(await this.#environment.store.roster()))
      if (peer.state === "joined") await send(peer, { type: "roster", entries }, "bulk");
  }
}

const isPending = ({ state }: Peer): boolean => state === "pending";
