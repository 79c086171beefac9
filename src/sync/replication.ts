// One workspace's conversation with the other devices: who is there, what each lacks, what is on whose disk.
//
// HAVE tells how far each feed is stored here; WANT asks for the rest, and is answered in batches that wait for the other's disk
// (announcing.ts, asking.ts, answering.ts). Signed acknowledgements are passed on to everybody (acknowledging.ts).
// A device hears nothing but a hello and this device's proof before the roster here says that it belongs (membership.ts).

import { countsOf } from "../journal/vector.ts";
import { randomBytes, toHex } from "../lib/bytes.ts";
import { Chance } from "../lib/chance.ts";
import { Acknowledging } from "./acknowledging.ts";
import { Announcing } from "./announcing.ts";
import { Answering } from "./answering.ts";
import { Asking } from "./asking.ts";
import { tellAudit } from "./auditing.ts";
import { Malformed } from "./binary.ts";
import { type Delayed, makeDelayed } from "./delayed.ts";
import type { Environment } from "./environment.ts";
import { Fetching } from "./fetching.ts";
import { greet, handshakeMs } from "./handshake.ts";
import { Heartbeat } from "./heartbeat.ts";
import { Holding } from "./holding.ts";
import { Hosting } from "./hosting.ts";
import { Intake } from "./intake.ts";
import { Membership } from "./membership.ts";
import { decodeMessage, type Message } from "./message.ts";
import { isFlooding, makePeer, type Peer, peerStatusOf, send } from "./peer.ts";
import { type PeerEvent, Peers } from "./peers.ts";
import type { CloseReason, Notice, PeerStatus } from "./status.ts";
import type { SyncRoom, SyncStore } from "./store.ts";
import { realTimers, type Timers } from "./timers.ts";
import type { Lane, Wire } from "./wire.ts";

const statusDelayMs = 200;
/** Connections at once whose other end has not shown that it belongs: so many in each room, and in all invitations' rooms together. */
const mostUnproven = { inRoom: 16, invited: 48 };
/** What members write before the roster here knows them: how far they are, and what acknowledgements they have. */
const largestHeld = 256 * 1024;
/** A proof, or a request with names. A member who knows us already may go on at once, also with the roster. */
const cautions = {
  members: { firstBytes: 4 * 1024, bytes: 128 * 1024, allowsBulk: true },
  invited: { firstBytes: 4 * 1024, bytes: 8 * 1024, allowsBulk: false },
} as const;

export interface ReplicationOptions {
  readonly timers?: Timers;
  readonly chance?: Chance;
  readonly onNotice?: (notice: Notice) => void;
}

export interface Replication {
  /** A wire met in one of the store's rooms; from here on it is the replication's to use and to close. */
  addWire(wire: Wire): void;
  /** Shown again or online again: asks everybody for a sign of life, and drops who gives none soon. */
  wake(): void;
  status(): PeerStatus[];
  /** All that went over wires since this was opened. */
  traffic(): { readonly sentBytes: number; readonly receivedBytes: number };
  /** How often connections were ended, and why. */
  closed(): Readonly<Partial<Record<CloseReason, number>>>;
  /** Told at most five times a second. */
  onStatus(listener: () => void): () => void;
  close(): void;
}

export function openReplication(store: SyncStore, options: ReplicationOptions = {}): Replication {
  return new Conversation({
    store,
    timers: options.timers ?? realTimers,
    chance: options.chance ?? new Chance(new DataView(randomBytes(4).buffer).getUint32(0)),
    notify: options.onNotice ?? (() => {}),
  });
}

class Conversation implements Replication {
  readonly #environment: Environment;
  readonly #peers: Peers;
  readonly #membership: Membership;
  readonly #hosting: Hosting;
  readonly #intake: Intake;
  readonly #asking: Asking;
  readonly #answering: Answering;
  readonly #announcing: Announcing;
  readonly #acknowledging: Acknowledging;
  readonly #holding: Holding;
  readonly #fetching: Fetching;
  readonly #heartbeat: Heartbeat;
  readonly #statusSoon: Delayed;
  readonly #stops: readonly (() => void)[];
  readonly #listeners = new Set<() => void>();
  readonly #traffic = { sentBytes: 0, receivedBytes: 0 };
  #connections = 0;

  constructor(environment: Environment) {
    const { store, timers } = environment;
    this.#environment = environment;
    this.#peers = new Peers(environment, (event) => this.#on(event));
    this.#membership = new Membership(environment, this.#peers, toHex(randomBytes(16)));
    this.#hosting = new Hosting(environment, this.#peers);
    this.#intake = new Intake(environment, this.#peers);
    this.#asking = new Asking(environment, this.#peers, this.#intake);
    this.#answering = new Answering(environment);
    this.#announcing = new Announcing(environment, this.#peers);
    this.#acknowledging = new Acknowledging(environment, this.#peers);
    this.#holding = new Holding(environment, this.#peers);
    this.#fetching = new Fetching(environment, this.#peers);
    this.#heartbeat = new Heartbeat(environment, this.#peers, () => this.#repair());
    this.#statusSoon = makeDelayed(timers, statusDelayMs, () => {
      for (const listener of this.#listeners) listener();
    });
    this.#stops = [
      store.onNews((entries) => this.#hearNews(entries)),
      store.onRooms(() => this.#membership.review()),
      store.onAcks((acks) => this.#acknowledging.passOn(acks, null)),
    ];
  }

  addWire(wire: Wire): void {
    const { store, timers } = this.#environment;
    const room = store.rooms().find(({ name }) => name === wire.room);
    if (this.#peers.isClosed) return wire.close();
    if (!room || this.#isCrowded(room)) {
      this.#peers.count(room ? "crowded" : "room-unknown");
      return wire.close();
    }
    const peer = makePeer(wire, room, ++this.#connections, timers.now());
    this.#peers.add(peer);
    wire.onClose = () => this.#peers.forget(peer);
    peer.stopDeadline = timers.after(handshakeMs, () => this.#peers.drop(peer, peer.refusal));
    peer.stopGreeting = greet({
      wire,
      room,
      timers,
      isNewcomer: false,
      caution: room.invitation === undefined ? cautions.members : cautions.invited,
      onSecured: (secured) => this.#membership.meet(peer, secured),
      onMessage: (lane, bytes) => this.#hear(peer, lane, bytes),
      onFail: (reason) =>
        peer.state === "joined" || peer.state === "idle" ? this.#peers.drop(peer, reason) : this.#peers.refuse(peer, reason),
      onBytes: (direction, bytes) => this.#countBytes(peer, direction, bytes),
    });
    this.#statusSoon();
  }

  wake(): void {
    this.#heartbeat.wake();
  }

  status(): PeerStatus[] {
    const ours = countsOf(this.#environment.store.vector());
    const now = this.#environment.timers.now();
    return [...this.#peers.all].filter(({ state }) => state !== "idle" && state !== "over").map((peer) => peerStatusOf(peer, ours, now));
  }

  traffic(): { readonly sentBytes: number; readonly receivedBytes: number } {
    return { ...this.#traffic };
  }

  closed(): Readonly<Partial<Record<CloseReason, number>>> {
    return this.#peers.closed();
  }

  onStatus(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  }

  close(): void {
    for (const stop of this.#stops) stop();
    this.#heartbeat.close();
    this.#announcing.close();
    this.#acknowledging.close();
    this.#holding.close();
    this.#fetching.close();
    this.#statusSoon.stop();
    this.#peers.close();
  }

  #on(event: PeerEvent): void {
    switch (event.type) {
      case "changed":
        return this.#statusSoon();
      case "chosen":
        this.#announcing.sendHave(event.peer);
        return this.#acknowledging.sendAll(event.peer);
      case "admitted":
        for (const message of event.peer.held.splice(0)) this.#answer(event.peer, message);
        return;
      case "left":
        this.#fetching.forget(event.peer);
        return this.#asking.plan();
    }
  }

  #hearNews(entries: readonly Uint8Array[]): void {
    const isAnybodyThere = this.#peers.active().length > 0;
    this.#announcing.hearNews(entries, isAnybodyThere);
    if (!isAnybodyThere) return;
    this.#acknowledging.soon();
    this.#statusSoon();
  }

  #repair(): void {
    this.#announcing.repair();
    this.#acknowledging.repair();
    this.#asking.plan();
    this.#fetching.plan();
    tellAudit(this.#environment, this.#peers);
  }

  /** Who was refused takes no place, and who comes with an invitation takes none from members. */
  #isCrowded(room: SyncRoom): boolean {
    const unproven = [...this.#peers.all].filter(({ state }) => state !== "joined" && state !== "idle" && state !== "over");
    if (unproven.filter((peer) => peer.room.name === room.name).length >= mostUnproven.inRoom) return true;
    return room.invitation !== undefined && unproven.filter((peer) => peer.room.invitation !== undefined).length >= mostUnproven.invited;
  }

  #countBytes(peer: Peer, direction: "sent" | "received", bytes: number): void {
    if (direction === "sent") {
      peer.sentBytes += bytes;
      this.#traffic.sentBytes += bytes;
      return;
    }
    peer.receivedBytes += bytes;
    this.#traffic.receivedBytes += bytes;
    peer.heardMs = this.#environment.timers.now();
  }

  #hear(peer: Peer, lane: Lane, bytes: Uint8Array): void | Promise<void> {
    if (peer.state === "over" || peer.state === "idle") return;
    const message = decodeMessage(bytes);
    const isBulk = message.type === "roster" || message.type === "entries" || message.type === "fileChunk";
    if (isBulk !== (lane === "bulk")) throw new Malformed("wrong lane");
    if (isBulk) return this.#take(peer, message);
    if (isFlooding(peer, this.#environment.timers.now())) return this.#peers.drop(peer, "flooded");
    if (peer.state === "joined") return this.#answer(peer, message);
    const isInvited = peer.room.invitation !== undefined;
    if (peer.state === "proving" && message.type === "member" && !isInvited) return void this.#membership.recognise(peer, message);
    if (peer.state === "proving" && message.type === "newcomer" && isInvited) return this.#hosting.hear(peer, message);
    if (peer.state === "proving") throw new Malformed("out of place");
    // It knows us already and we do not know it yet: kept until we do.
    peer.heldBytes += bytes.length;
    if (peer.heldBytes > largestHeld) return this.#peers.refuse(peer, "flooded");
    peer.held.push(message);
  }

  async #take(peer: Peer, message: Message & { readonly type: "roster" | "entries" | "fileChunk" }): Promise<void> {
    if (message.type === "roster") {
      if (peer.state !== "pending" && peer.state !== "joined") return;
      await this.#intake.keep(peer, message.entries);
      return this.#membership.review();
    }
    // Asked for by members only.
    if (peer.state !== "joined") throw new Malformed("out of place");
    if (message.type === "fileChunk") return this.#fetching.take(peer, message);
    await this.#asking.take(peer, message);
    this.#fetching.plan();
    this.#statusSoon();
  }

  #answer(peer: Peer, message: Message): void {
    switch (message.type) {
      case "have":
        this.#asking.hearHave(peer, message.vector);
        // It knows us: what it hears from now on it need not keep until it does.
        this.#holding.tell(peer);
        return this.#statusSoon();
      case "want":
        return this.#answering.hearWant(peer, message);
      case "stored":
        if (peer.stream?.id === message.id) peer.stream.confirm(message.batch);
        return;
      case "push":
        return void this.#intake.takePush(peer, message.entries);
      case "acks":
        return this.#acknowledging.hearAcks(peer, message.acks);
      case "audit":
        if (peer.device !== null) this.#environment.store.hearAudit(peer.device, message.audit);
        return;
      case "holdings":
        this.#holding.hear(peer, message.holdings);
        return this.#fetching.plan();
      case "fileWant":
        return this.#holding.serve(peer, message.sha256, message.index);
      case "ping":
        return void send(peer, { type: "pong" });
      case "pong":
        return;
      default:
        throw new Malformed("out of place");
    }
  }
}
