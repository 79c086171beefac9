// One workspace's conversation with the other devices: who is there, what each lacks, what is on whose disk.
//
// HAVE tells how far each feed is stored here; WANT asks for the rest, and is answered in batches that wait for the other's disk.
// What is new is pushed at once to whoever has everything before it: to all when they are few, to some when they are many; HAVE repairs
// what pushing missed, so a push may be lost or left out at any time. Signed acknowledgements are passed on to everybody.
// Numbers alone do not tell whether two have the same: HAVE names the hash of each feed's last entry, and whoever is further looks at its
// own entry of that number. Where they differ a feed parted, because its profile was copied; what lies behind is asked for from further and
// further back, until both ways meet.
// A device hears nothing but a hello and this device's proof before the roster here says that it belongs.

import { type DeviceId, deviceIdOf } from "../journal/deviceKeys.ts";
import { decodeEntry } from "../journal/entry.ts";
import { type Counts, countOf, countsOf, covers, mergeCounts, missingCount, type Vector } from "../journal/vector.ts";
import { isEqual, randomBytes, toHex } from "../lib/bytes.ts";
import { Chance } from "../lib/chance.ts";
import { sha256Hex } from "../lib/hash.ts";
import { Malformed } from "./binary.ts";
import { greet, handshakeMs, type Secured } from "./handshake.ts";
import { decodeMessage, encodeMessage, type Message } from "./message.ts";
import { rosterPages } from "./rosterPages.ts";
import type { CloseReason, Notice, PeerStatus } from "./status.ts";
import type { Audit, SyncRoom, SyncStore } from "./store.ts";
import { openStream, type Stream } from "./stream.ts";
import { realTimers, type Timers } from "./timers.ts";
import { planWants } from "./wants.ts";
import type { Lane, Wire } from "./wire.ts";

/** With this many or fewer others, all of them are told; with more, so many drawn at random. */
const fanout = 4;
/** Gathers what a busy moment writes into one message. */
const pushDelayMs = 10;
const largestPush = 64 * 1024;
/** What waits on the control lane before news are left to HAVE. */
const largestQueue = 256 * 1024;
/** Pushed entries that wait for the disk, before more of them are left to HAVE. */
const largestPushBacklog = 2 * 2 ** 20;
const haveDelayMs = 200;
const ackDelayMs = 100;
/** An acknowledgement costs the disk a transaction. */
const betweenAcksMs = 1_000;
const statusDelayMs = 200;
const pingMs = 5_000;
/** Two pings without an answer. */
const silentMs = 3 * pingMs;
/** After a sleep: who is alive answers within this. */
const wakeMs = 4_000;
/** A source that sends nothing for so long is not waited for when another has the same. */
const stalledMs = 15_000;
/** The only source is asked again after so long without an entry: its answer is lost, or it could not read what it was asked for. */
const muteMs = 60_000;
const storeRetryMs = 5_000;
/** Doubles each time: a feed that is refused here for good would otherwise be sent for ever. */
const firstAskAgainMs = 10_000;
const slowestAskAgainMs = 20 * 60_000;
/** What a newcomer who has proved the invitation is given to be let in and to leave. */
const admissionMs = 60_000;
/** Connections at once whose other end has not shown that it belongs: so many in each room, and in all invitations' rooms together. */
const mostUnproven = { inRoom: 16, invited: 48 };
/** What members write before the roster here knows them: how far they are, and what acknowledgements they have. */
const largestHeld = 256 * 1024;
/** By which this device may learn of somebody it does not know: the roster of a thousand devices. */
const largestIntroduction = 2 * 2 ** 20;
/** A proof, or a request with names. A member who knows us already may go on at once, also with the roster. */
const cautions = {
  members: { firstBytes: 4 * 1024, bytes: 128 * 1024, allowsBulk: true },
  invited: { firstBytes: 4 * 1024, bytes: 8 * 1024, allowsBulk: false },
} as const;
/** How many entries before the one that differs are asked for first. */
const firstDepth = 8;
/** Nobody has more entries than this that another lacks: whoever says so is not believed. */
const mostMissing = 5_000_000;
/** Control messages a second, and at once. */
const messageRate = { perSecond: 300, burst: 2_000 };

export interface ExchangeOptions {
  readonly timers?: Timers;
  readonly chance?: Chance;
  readonly onNotice?: (notice: Notice) => void;
}

export interface Exchange {
  /** A wire met in one of the store's rooms; from here on it is the exchange's to use and to close. */
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

interface Want {
  readonly id: number;
  readonly have: Counts;
  /** What it claimed to have when it was asked. */
  readonly claimed: Counts;
  progressMs: number;
}

/** A feed that was asked for in vain: how far it was claimed to reach, how far it reached here, and when it is asked for again. */
interface Futile {
  readonly claimed: number;
  readonly had: number;
  readonly againMs: number;
  readonly delayMs: number;
}

/** A feed that went another way there: the number of an entry behind the parting, and how far back is looked for it. */
interface Parting {
  seq: number;
  depth: number;
  isExhausted: boolean;
}

const askedFrom = ({ seq, depth }: Parting): number => Math.max(0, seq - depth);

interface Peer {
  readonly wire: Wire;
  readonly room: SyncRoom;
  /**
   * `pending`: proved its device, which our roster does not know (yet). `hosted`: a newcomer who asks to be let in.
   * `idle`: two members in an invitation's room, two newcomers, or this device itself: nothing to say, and kept because ending it would
   * make both look for each other again at once. `over`: refused, and not told.
   */
  state: "greeting" | "proving" | "pending" | "hosted" | "joined" | "idle" | "over";
  sinceMs: number;
  readonly metMs: number;
  refusal: CloseReason;
  secured: Secured | null;
  /** Resolves when our proof has been sent. */
  introduced: Promise<void>;
  stopGreeting: () => void;
  stopDeadline: () => void;
  device: DeviceId | null;
  signPublic: Uint8Array;
  instance: string;
  rosterHead: string;
  /** Our count and theirs of this connection. */
  readonly number: number;
  theirNumber: number;
  /** The one of several connections to its device that is used. */
  isActive: boolean;
  vector: Vector;
  has: Counts;
  /** Which of our states it was told last. */
  toldHave: number;
  toldAcks: number;
  toldAudit: Audit | null;
  /** What it claimed and did not deliver: it may be slow, or hold them back until it has what they build on. */
  readonly futile: Map<DeviceId, Futile>;
  /** Feeds of which it has another chain than any here. */
  readonly parted: Map<DeviceId, Parting>;
  want: Want | null;
  stream: Stream | null;
  /** What it asked for last, while the answer to what it asked before is still being read. */
  asked: { readonly id: number; readonly have: Counts; readonly told: Counts } | null;
  isReading: boolean;
  held: Message[];
  heldBytes: number;
  allowance: number;
  allowanceMs: number;
  pushBacklog: number;
  heardMs: number;
  sentBytes: number;
  receivedBytes: number;
}

export function openExchange(store: SyncStore, options: ExchangeOptions = {}): Exchange {
  const timers = options.timers ?? realTimers;
  const chance = options.chance ?? new Chance(new DataView(randomBytes(4).buffer).getUint32(0));
  const notify = options.onNotice ?? (() => {});
  const instance = toHex(randomBytes(16));
  const peers = new Set<Peer>();
  const closed: Partial<Record<CloseReason, number>> = {};
  const traffic = { sentBytes: 0, receivedBytes: 0 };
  const listeners = new Set<() => void>();
  let isClosed = false;
  let connections = 0;
  let wants = 0;
  let haveVersion = 0;
  let acksVersion = 0;
  let admissions: Promise<void> = Promise.resolve();
  let news: Uint8Array[] = [];
  let tickedMs = timers.now();

  const delayed = (ms: number, run: () => void, betweenMs = ms) => makeDelayed(timers, ms, betweenMs, () => isClosed || run());
  const pushSoon = delayed(pushDelayMs, push);
  const haveSoon = delayed(haveDelayMs, () => chosen().forEach(sendHave));
  const ackSoon = delayed(ackDelayMs, () => void attempt(acknowledge), betweenAcksMs);
  const statusSoon = delayed(statusDelayMs, () => listeners.forEach((listener) => listener()));

  const active = (): Peer[] => [...peers].filter((peer) => peer.state === "joined" && peer.isActive);
  const mine = (): Counts => countsOf(store.vector());

  /** All when they are few, some when they are many. */
  function chosen(): Peer[] {
    const all = active();
    while (all.length > fanout) all.splice(chance.whole(0, all.length - 1), 1);
    return all;
  }

  function enter(peer: Peer, state: Peer["state"]) {
    peer.state = state;
    peer.sinceMs = timers.now();
    statusSoon();
  }

  function send(peer: Peer, message: Message, lane: Lane = "control"): Promise<void> {
    return peer.secured?.channel.send(lane, encodeMessage(message)) ?? Promise.resolve();
  }

  /** A disk that refuses is the person's to know of, and no reason to end a conversation. */
  async function attempt(run: () => Promise<void>) {
    try {
      await run();
    } catch (error) {
      notify({ code: "store-failed", reason: String(error) });
    }
  }

  // Coming and going

  function addWire(wire: Wire) {
    const room = store.rooms().find(({ name }) => name === wire.room);
    if (isClosed || !room || isCrowded(room)) {
      if (!isClosed) count(room ? "crowded" : "room-unknown");
      return wire.close();
    }
    const peer = makePeer(wire, room, ++connections, timers.now());
    peers.add(peer);
    wire.onClose = () => forget(peer);
    peer.stopDeadline = timers.after(handshakeMs, () => drop(peer, peer.refusal));
    peer.stopGreeting = greet({
      wire,
      room,
      timers,
      isNewcomer: false,
      caution: room.invitation === undefined ? cautions.members : cautions.invited,
      onSecured: (secured) => meet(peer, secured),
      onMessage: (lane, bytes) => hear(peer, lane, bytes),
      onFail: (reason) => (peer.state === "joined" || peer.state === "idle" ? drop(peer, reason) : refuse(peer, reason)),
      onBytes(direction, bytes) {
        if (direction === "sent") {
          peer.sentBytes += bytes;
          traffic.sentBytes += bytes;
        } else {
          peer.receivedBytes += bytes;
          traffic.receivedBytes += bytes;
          peer.heardMs = timers.now();
        }
      },
    });
    statusSoon();
  }

  /** Who was refused takes no place, and who comes with an invitation takes none from members. */
  function isCrowded(room: SyncRoom): boolean {
    const unproven = [...peers].filter(({ state }) => state !== "joined" && state !== "idle" && state !== "over");
    if (unproven.filter((peer) => peer.room.name === room.name).length >= mostUnproven.inRoom) return true;
    return room.invitation !== undefined && unproven.filter((peer) => peer.room.invitation !== undefined).length >= mostUnproven.invited;
  }

  function count(reason: CloseReason) {
    closed[reason] = (closed[reason] ?? 0) + 1;
  }

  /** Says nothing more and listens to nothing more; the wire ends when its time is over, whatever was wrong. */
  function refuse(peer: Peer, reason: CloseReason) {
    if (peer.state === "over") return;
    peer.refusal = reason;
    enter(peer, "over");
    release(peer);
  }

  function release(peer: Peer) {
    peer.stopGreeting();
    peer.stream?.stop();
    peer.stream = null;
    peer.want = null;
    peer.held = [];
  }

  function drop(peer: Peer, reason: CloseReason) {
    if (!peers.has(peer)) return;
    count(reason);
    forget(peer);
    peer.wire.close();
  }

  function forget(peer: Peer) {
    if (!peers.delete(peer)) return;
    const wasJoined = peer.state === "joined";
    peer.wire.onClose = null;
    peer.stopDeadline();
    enter(peer, "over");
    release(peer);
    if (!wasJoined || isClosed) return;
    if (peer.device !== null) chooseActive(peer.device);
    plan();
  }

  // Who is it?

  function meet(peer: Peer, secured: Secured) {
    if (peer.state !== "greeting") return;
    peer.secured = secured;
    const isInvited = peer.room.invitation !== undefined;
    if (isInvited && !secured.isNewcomer) return idle(peer);
    if (!isInvited && secured.isNewcomer) return refuse(peer, "not-a-member");
    enter(peer, "proving");
    if (isInvited) return; // the newcomer speaks first
    peer.introduced = secured.prove(store.keys).then((proof) => {
      if (peer.state === "over") return;
      void send(peer, { type: "member", proof, instance, number: peer.number, rosterHead: sha256Hex(store.rosterHead()) });
    });
  }

  function idle(peer: Peer) {
    peer.stopDeadline();
    enter(peer, "idle");
  }

  async function recognise(peer: Peer, message: Message & { readonly type: "member" }) {
    const device = deviceIdOf(message.proof.signPublic);
    if (!(await peer.secured?.isProven(message.proof))) return refuse(peer, "signature-invalid");
    // Our own proof goes first: the other end reads nothing else before it.
    await peer.introduced;
    if (peer.state !== "proving") return;
    peer.device = device;
    peer.signPublic = message.proof.signPublic;
    peer.instance = message.instance;
    peer.theirNumber = message.number;
    peer.rosterHead = message.rosterHead;
    if (device === store.keys.id) {
      if (peer.instance !== instance) notify({ code: "profile-copied", device, isOurs: isFormer(peer) || instance < peer.instance });
      return idle(peer);
    }
    peer.refusal = "not-a-member";
    enter(peer, "pending");
    peer.secured?.channel.trust(largestIntroduction);
    admitIfMember(peer);
    if (isPending(peer)) void attempt(() => introduce(peer));
  }

  const isPending = ({ state }: Peer): boolean => state === "pending";

  /** To somebody who has the room's secret and whom our roster does not know: theirs may not know us either. */
  async function introduce(peer: Peer) {
    const entries = await store.credentials();
    if (entries.length > 0 && isPending(peer)) await send(peer, { type: "roster", entries }, "bulk");
  }

  const isMember = ({ device, signPublic }: Peer): boolean => {
    if (device === null || !store.isMember(device)) return false;
    const known = store.devicePublic(device);
    return known !== undefined && isEqual(known, signPublic);
  };

  function admitIfMember(peer: Peer) {
    if (peer.state !== "pending" || peer.device === null || !isMember(peer)) return;
    peer.stopDeadline();
    enter(peer, "joined");
    // It may not know us yet: then the roster is what it waits for.
    if (peer.rosterHead !== sha256Hex(store.rosterHead())) void attempt(() => sendRoster(peer));
    chooseActive(peer.device);
    peer.secured?.channel.trust(Number.POSITIVE_INFINITY);
    for (const message of peer.held.splice(0)) answer(peer, message);
  }

  async function sendRoster(peer: Peer) {
    for (const entries of rosterPages(await store.roster()))
      if (peer.state === "joined") await send(peer, { type: "roster", entries }, "bulk");
  }

  /** Of several connections to one device both ends must use the same: the newest, as the device with the smaller id counts. */
  function chooseActive(device: DeviceId) {
    const rank = (peer: Peer) => (store.keys.id < device ? peer.number : peer.theirNumber);
    const all = [...peers].filter((peer) => peer.state === "joined" && peer.device === device).sort((a, b) => rank(b) - rank(a));
    const newest = all[0];
    if (!newest) return;
    for (const other of all.slice(1)) {
      other.isActive = false;
      // In another room it stays as a spare; in the same one, or after a restart of the other, it is a remnant.
      if (other.wire.room === newest.wire.room || other.instance !== newest.instance) drop(other, "replaced");
      else halt(other);
    }
    if (newest.isActive) return;
    newest.isActive = true;
    sendHave(newest);
    void attempt(() => sendAcks(newest));
  }

  function halt(peer: Peer) {
    peer.stream?.stop();
    peer.stream = null;
    peer.want = null;
  }

  /** The roster has changed: who belongs now, and who no longer does? */
  function review() {
    for (const peer of peers) {
      admitIfMember(peer);
      if (peer.state === "joined" && !isMember(peer)) drop(peer, "not-a-member");
    }
    statusSoon();
  }

  // Letting somebody in

  async function host(peer: Peer, message: Message & { readonly type: "newcomer" }) {
    const { secured } = peer;
    if (!secured || !(await secured.isProven(message.proof))) return refuse(peer, "signature-invalid");
    if (message.request.invitation !== peer.room.invitation) return refuse(peer, "not-a-member");
    if (peer.state !== "proving") return;
    const request = { ...message.request, device: deviceIdOf(message.proof.signPublic) };
    peer.device = request.device;
    peer.stopDeadline();
    peer.stopDeadline = timers.after(admissionMs, () => drop(peer, peer.refusal));
    enter(peer, "hosted");
    const answered = await store.admit(request);
    if (!peers.has(peer)) return;
    if (answered.ok) {
      // Newcomers of the first protocol read one message.
      const pages = isFormer(peer) ? [answered.value.roster] : rosterPages(answered.value.roster);
      for (const entries of pages.slice(0, -1)) await send(peer, { type: "roster", entries }, "bulk");
      const data = { ...answered.value, roster: pages.at(-1) ?? [] };
      await send(peer, { type: "welcome", proof: await secured.prove(store.keys), data }, "bulk");
      return;
    }
    const { code } = answered.error;
    peer.refusal = "not-a-member";
    // No longer than anybody else who is refused.
    peer.stopDeadline();
    peer.stopDeadline = timers.after(Math.max(0, peer.metMs + handshakeMs - timers.now()), () => drop(peer, peer.refusal));
    // Who holds the invitation's key may know that it is no longer valid, and nothing else; anybody else may know nothing.
    if (code === "proof-invalid" || code === "invitation-unknown") refuse(peer, "not-a-member");
    else void send(peer, { type: "denied", code }).then(() => refuse(peer, "not-a-member"));
  }

  // Listening

  function hear(peer: Peer, lane: Lane, bytes: Uint8Array): void | Promise<void> {
    if (peer.state === "over" || peer.state === "idle") return;
    const message = decodeMessage(bytes);
    const isBulk = message.type === "roster" || message.type === "entries";
    if (isBulk !== (lane === "bulk")) throw new Malformed("wrong lane");
    if (isBulk) return take(peer, message);
    if (isFlooding(peer)) return drop(peer, "flooded");
    if (peer.state === "joined") return answer(peer, message);
    const isInvited = peer.room.invitation !== undefined;
    if (peer.state === "proving" && message.type === "member" && !isInvited) return void recognise(peer, message);
    if (peer.state === "proving" && message.type === "newcomer" && isInvited) {
      // One after the other: two at once could both use up what admits one.
      admissions = admissions.then(() => attempt(() => host(peer, message)));
      return;
    }
    if (peer.state === "proving") throw new Malformed("out of place");
    // It knows us already and we do not know it yet: kept until we do.
    peer.heldBytes += bytes.length;
    if (peer.heldBytes > largestHeld) return refuse(peer, "flooded");
    peer.held.push(message);
  }

  function isFlooding(peer: Peer): boolean {
    const now = timers.now();
    const earned = ((now - peer.allowanceMs) / 1_000) * messageRate.perSecond;
    peer.allowance = Math.min(messageRate.burst, peer.allowance + earned) - 1;
    peer.allowanceMs = now;
    return peer.allowance < 0;
  }

  async function take(peer: Peer, message: Message & { readonly type: "roster" | "entries" }) {
    if (message.type === "roster") {
      if (peer.state !== "pending" && peer.state !== "joined") return;
      await keep(peer, message.entries);
      return review();
    }
    // Asked for by members only.
    if (peer.state !== "joined") throw new Malformed("out of place");
    if (!(await keep(peer, message.entries))) return;
    const { device } = peer;
    if (device !== null) await attempt(async () => void (await store.meet(device, headsOf(message.entries))));
    if (peer.want) peer.want.progressMs = timers.now();
    void send(peer, { type: "stored", id: message.id, batch: message.batch });
    if (message.isLast && peer.want?.id === message.id) {
      for (const device in peer.want.have) wentBack(peer, device, countOf(peer.want.have, device));
      finish(peer, peer.want);
      if (peer.parted.size > 0) await attempt(() => compare(peer));
      plan();
    }
    statusSoon();
  }

  /** What it claimed and did not deliver is not asked for again at once, or the two would go round for ever. */
  function finish(peer: Peer, want: Want) {
    peer.want = null;
    const have = mine();
    const now = timers.now();
    forgetArrived(peer, have);
    for (const device in want.have) {
      const claimed = countOf(want.claimed, device);
      const had = countOf(have, device);
      if (had >= claimed || had !== countOf(want.have, device)) continue;
      const delayMs = Math.min(slowestAskAgainMs, 2 * (peer.futile.get(device)?.delayMs ?? firstAskAgainMs / 2));
      peer.futile.set(device, { claimed, had, againMs: now + delayMs, delayMs });
    }
  }

  /** Of what there is more here than there was, more may come: it was slow, and not in vain. */
  function forgetArrived(peer: Peer, have: Counts) {
    for (const [device, { had }] of peer.futile) if (countOf(have, device) > had) peer.futile.delete(device);
  }

  /** Stores entries, and does not give up while the disk refuses: meanwhile the sender waits. */
  async function keep(peer: Peer, entries: readonly Uint8Array[]): Promise<boolean> {
    for (; entries.length > 0; ) {
      try {
        const { refused, unplaced } = await store.receive(entries);
        for (const device in unplaced) noteParting(peer, device, countOf(unplaced, device));
        if (refused.length > 0 && peer.device !== null) {
          notify({ code: "entries-refused", device: peer.device, codes: [...new Set(refused.map(({ code }) => code))] });
        }
        break;
      } catch (error) {
        notify({ code: "store-failed", reason: String(error) });
        await new Promise<void>((resolve) => timers.after(storeRetryMs, resolve));
        // It is this device that takes so long.
        if (peer.want) peer.want.progressMs = timers.now();
        if (peer.state === "over" || isClosed) return false;
      }
    }
    return true;
  }

  function answer(peer: Peer, message: Message) {
    switch (message.type) {
      case "have":
        peer.vector = message.vector;
        peer.has = mergeCounts(peer.has, countsOf(message.vector));
        void attempt(() => compare(peer));
        plan();
        return statusSoon();
      case "want":
        peer.has = { ...peer.has, ...message.have };
        peer.asked = { id: message.id, have: message.have, told: countsOf(peer.vector) };
        serve(peer);
        return;
      case "stored":
        if (peer.stream?.id === message.id) peer.stream.confirm(message.batch);
        return;
      case "push":
        return void takePush(peer, message.entries);
      case "acks":
        return void attempt(() => passOn(peer, message.acks));
      case "audit":
        if (peer.device !== null) store.hearAudit(peer.device, message.audit);
        return;
      case "ping":
        return void send(peer, { type: "pong" });
      case "pong":
        return;
      default:
        throw new Malformed("out of place");
    }
  }

  /** One reading at a time, however often it asks: the newest question is answered when the reading for the one before has ended. */
  function serve(peer: Peer) {
    peer.stream?.stop();
    if (peer.isReading) return;
    const { asked } = peer;
    if (!asked || peer.state !== "joined") return;
    peer.asked = null;
    peer.isReading = true;
    peer.stream = openStream({
      id: asked.id,
      store,
      timers,
      want: asked.have,
      told: asked.told,
      has: () => peer.has,
      onFail: (error) => notify({ code: "store-failed", reason: String(error) }),
      onOver: () => {
        peer.isReading = false;
        if (peer.asked) serve(peer);
      },
      send: (batch, entries, isLast) => send(peer, { type: "entries", id: asked.id, batch, isLast, entries }, "bulk"),
      // Or the next edit would not be pushed to it, because it seems to lack the one before.
      onStored: (entries) => void (peer.has = mergeCounts(peer.has, highestOf(entries))),
    });
  }

  async function takePush(peer: Peer, entries: readonly Uint8Array[]) {
    const bytes = entries.reduce((sum, entry) => sum + entry.length, 0);
    if (peer.pushBacklog + bytes > largestPushBacklog) return;
    peer.pushBacklog += bytes;
    peer.has = mergeCounts(peer.has, highestOf(entries));
    await keep(peer, entries);
    peer.pushBacklog -= bytes;
  }

  async function passOn(peer: Peer, acks: readonly Uint8Array[]) {
    const fresh = await store.receiveAcks(acks);
    if (fresh.length === 0) return;
    acksVersion++;
    for (const other of chosen()) if (other !== peer) void send(other, { type: "acks", acks: fresh });
    statusSoon();
  }

  /** Devices of the first protocol read numbers only. */
  const isFormer = (peer: Peer): boolean => peer.secured?.protocol === 1;

  /** Compares what it said with what is here, and takes note of feeds that went another way there. */
  async function compare(peer: Peer) {
    if (peer.device === null) return;
    const { foreign, ahead } = await store.meet(peer.device, peer.vector);
    for (const device of peer.parted.keys()) if (!(device in foreign) && !(device in ahead)) peer.parted.delete(device);
    for (const device in foreign) noteParting(peer, device, countOf(foreign, device));
    if (peer.parted.size > 0) plan();
  }

  function noteParting(peer: Peer, device: DeviceId, seq: number) {
    const known = peer.parted.get(device);
    if (known) known.seq = Math.min(known.seq, seq);
    else peer.parted.set(device, { seq, depth: firstDepth, isExhausted: false });
  }

  /** From where on parted feeds are asked for: twice as far back each time, and once from the very beginning. */
  const furtherBack = (peer: Peer): Counts =>
    Object.fromEntries([...peer.parted].flatMap(([device, parting]) => (parting.isExhausted ? [] : [[device, askedFrom(parting)]])));

  /** It has told all that it has of a feed from there on: what is still missing lies further back, if there is any of it. */
  function wentBack(peer: Peer, device: DeviceId, from: number) {
    const parting = peer.parted.get(device);
    if (!parting || from > askedFrom(parting)) return;
    parting.isExhausted = from === 0;
    parting.depth *= 2;
  }

  // Telling

  function sendHave(peer: Peer) {
    if (!peer.secured || peer.secured.channel.queued("control") > largestQueue) return;
    peer.toldHave = haveVersion;
    void send(peer, { type: "have", vector: store.vector() });
  }

  async function sendAcks(peer: Peer) {
    peer.toldAcks = acksVersion;
    const acks = await store.acks(isFormer(peer));
    if (peer.state === "joined" && acks.length > 0) await send(peer, { type: "acks", acks });
  }

  async function acknowledge() {
    if (active().length === 0) return;
    const { bytes, former } = await store.ack();
    acksVersion++;
    for (const peer of chosen()) void send(peer, { type: "acks", acks: [isFormer(peer) ? former : bytes] });
  }

  /** Asks whoever offers what is missing here. */
  function plan() {
    if (isClosed) return;
    const have = mine();
    const offers = active();
    const now = timers.now();
    const patienceMs = offers.length > 1 ? stalledMs : muteMs;
    for (const peer of offers) if (peer.want && now - peer.want.progressMs > patienceMs) finish(peer, peer.want);
    for (const peer of offers) forgetArrived(peer, have);
    const futileOf = (peer: Peer): Counts =>
      Object.fromEntries([...peer.futile].flatMap(([device, { claimed, againMs }]) => (againMs > now ? [[device, claimed]] : [])));
    const planned = planWants(
      have,
      offers.map((peer) => ({ has: countsOf(peer.vector), fetching: peer.want?.have ?? {}, futile: futileOf(peer) })),
    );
    for (const [index, peer] of offers.entries()) {
      if (peer.want) continue;
      const from = {
        ...Object.fromEntries((planned.get(index) ?? []).map((device) => [device, countOf(have, device)])),
        ...furtherBack(peer),
      };
      if (Object.keys(from).length === 0) continue;
      peer.want = { id: ++wants, have: from, claimed: countsOf(peer.vector), progressMs: now };
      void send(peer, { type: "want", id: peer.want.id, have: from });
    }
  }

  function push() {
    const entries = news;
    news = [];
    const ours = mine();
    const lacking = active().filter(({ has }) => !covers(has, ours));
    if (lacking.length === 0) return;
    while (lacking.length > fanout) lacking.splice(chance.whole(0, lacking.length - 1), 1);
    const places = placesOf(entries);
    for (const peer of lacking) {
      if (!peer.secured || peer.secured.channel.queued("control") > largestQueue) continue;
      const next: Record<DeviceId, number> = { ...peer.has };
      const chosenEntries: Uint8Array[] = [];
      let size = 0;
      for (const { device, seq, bytes } of places) {
        // Only what continues what it has: anything else is asked for.
        if (countOf(next, device) + 1 !== seq || size + bytes.length > largestPush) continue;
        next[device] = seq;
        size += bytes.length;
        chosenEntries.push(bytes);
      }
      peer.has = next;
      if (chosenEntries.length > 0) void send(peer, { type: "push", entries: chosenEntries });
    }
  }

  const stopNews = store.onNews((entries) => {
    haveVersion++;
    if (active().length === 0) return;
    news.push(...entries);
    pushSoon();
    haveSoon();
    ackSoon();
    statusSoon();
  });
  const stopRooms = store.onRooms(review);
  const stopAcks = store.onAcks((acks) => {
    acksVersion++;
    for (const peer of chosen()) void send(peer, { type: "acks", acks });
    statusSoon();
  });

  // Time

  /** When they are many, chance decides who is told at once; here everybody is, and one after the other gets all acknowledgements. */
  function repair() {
    const all = active();
    for (const peer of all) if (peer.toldHave !== haveVersion) sendHave(peer);
    const behind = all.filter(({ toldAcks }) => toldAcks !== acksVersion);
    if (all.length > fanout && behind.length > 0) void attempt(() => sendAcks(chance.pick(behind)));
  }

  /** Tells what is found here to whoever holds the same, once for each state of both. */
  function tellAudit() {
    const audit = store.audit();
    if (!audit) return;
    const ours = store.vector();
    for (const peer of active()) {
      if (isFormer(peer) || peer.toldAudit === audit || !isSameVector(ours, peer.vector)) continue;
      peer.toldAudit = audit;
      void send(peer, { type: "audit", audit });
    }
  }

  let stopTicking = timers.after(pingMs, tick);
  function tick() {
    stopTicking = timers.after(pingMs, tick);
    const now = timers.now();
    // The machine slept, or this worker was frozen: nobody else is to blame for the silence.
    const wasAsleep = now - tickedMs > 2 * pingMs;
    tickedMs = now;
    for (const peer of peers) {
      if (peer.state !== "joined") continue;
      if (wasAsleep) peer.heardMs = now;
      const silent = now - peer.heardMs;
      if (silent >= silentMs) drop(peer, "silent");
      else if (silent >= pingMs || wasAsleep) void send(peer, { type: "ping" });
    }
    repair();
    plan();
    tellAudit();
  }

  function wake() {
    const askedAt = timers.now();
    const asked = [...peers].filter(({ state }) => state === "joined");
    for (const peer of asked) void send(peer, { type: "ping" });
    timers.after(wakeMs, () => {
      for (const peer of asked) if (peer.state === "joined" && peer.heardMs < askedAt) drop(peer, "silent");
    });
  }

  return {
    addWire,
    wake,
    status() {
      const ours = mine();
      const now = timers.now();
      return [...peers].filter(({ state }) => state !== "idle" && state !== "over").map((peer) => statusOf(peer, ours, now));
    },
    traffic: () => ({ ...traffic }),
    closed: () => ({ ...closed }),
    onStatus(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    close() {
      isClosed = true;
      stopNews();
      stopRooms();
      stopAcks();
      stopTicking();
      for (const { stop } of [pushSoon, haveSoon, ackSoon, statusSoon]) stop();
      for (const peer of [...peers]) {
        forget(peer);
        peer.wire.close();
      }
    },
  };
}

function statusOf(peer: Peer, ours: Counts, now: number): PeerStatus {
  // Its own word, believed while it delivers.
  const isDelivering = peer.want !== null && now - peer.want.progressMs < stalledMs;
  const missing = isDelivering ? missingCount(ours, countsOf(peer.vector)) : 0;
  const toReceive = peer.state === "joined" && missing <= mostMissing ? missing : 0;
  const toSend = peer.state === "joined" ? missingCount(peer.has, ours) : 0;
  const isKnown = peer.state === "joined" || peer.state === "hosted";
  return {
    wire: peer.wire.id,
    device: isKnown ? peer.device : null,
    sinceMs: peer.sinceMs,
    state:
      peer.state === "greeting" ? "connecting" : peer.state !== "joined" ? "authenticating" : toReceive + toSend > 0 ? "syncing" : "live",
    sentBytes: peer.sentBytes,
    receivedBytes: peer.receivedBytes,
    toReceive,
    toSend,
  };
}

const makePeer = (wire: Wire, room: SyncRoom, number: number, now: number): Peer => ({
  wire,
  room,
  state: "greeting",
  sinceMs: now,
  metMs: now,
  refusal: "handshake-late",
  secured: null,
  introduced: Promise.resolve(),
  stopGreeting: () => {},
  stopDeadline: () => {},
  device: null,
  signPublic: new Uint8Array(),
  instance: "",
  rosterHead: "",
  number,
  theirNumber: 0,
  isActive: false,
  vector: {},
  has: {},
  toldHave: 0,
  toldAcks: 0,
  toldAudit: null,
  futile: new Map(),
  parted: new Map(),
  want: null,
  stream: null,
  asked: null,
  isReading: false,
  held: [],
  heldBytes: 0,
  allowance: messageRate.burst,
  allowanceMs: now,
  pushBacklog: 0,
  heardMs: now,
  sentBytes: 0,
  receivedBytes: 0,
});

/** The highest number of each feed among entries. */
function highestOf(entries: readonly Uint8Array[]): Counts {
  const highest: Record<DeviceId, number> = {};
  for (const { device, seq } of placesOf(entries)) highest[device] = Math.max(highest[device] ?? 0, seq);
  return highest;
}

/** The same with its hash. */
function headsOf(entries: readonly Uint8Array[]): Vector {
  const heads: Record<DeviceId, Vector[DeviceId]> = {};
  for (const { device, seq, hash } of placesOf(entries)) if (seq > (heads[device]?.seq ?? 0)) heads[device] = { seq, hash: toHex(hash) };
  return heads;
}

function placesOf(entries: readonly Uint8Array[]): { device: DeviceId; seq: number; hash: Uint8Array; bytes: Uint8Array }[] {
  return entries.flatMap((bytes) => {
    const entry = decodeEntry(bytes);
    return entry.ok ? [{ device: entry.value.header.device, seq: entry.value.header.seq, hash: entry.value.hash, bytes }] : [];
  });
}

/** Runs soon after it is called, however often it is called, and leaves a pause between runs. */
function makeDelayed(timers: Timers, delayMs: number, betweenMs: number, run: () => void): (() => void) & { stop: () => void } {
  let isWaiting = false;
  let earliest = 0;
  let cancel = () => {};
  const call = () => {
    if (isWaiting) return;
    isWaiting = true;
    const wait = Math.max(delayMs, earliest - timers.now());
    cancel = timers.after(wait, () => {
      isWaiting = false;
      earliest = timers.now() + betweenMs;
      run();
    });
  };
  return Object.assign(call, { stop: () => cancel() });
}

const isSameVector = (a: Vector, b: Vector): boolean =>
  Object.keys(a).length === Object.keys(b).length && Object.keys(a).every((device) => a[device]?.hash === b[device]?.hash);
