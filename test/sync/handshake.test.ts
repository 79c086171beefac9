import { expect, test, vi } from "vitest";
import { type DeviceKeys, makeDeviceKeys, signBytes } from "../../src/journal/deviceKeys.ts";
import { roomOf } from "../../src/journal/epoch.ts";
import { makeInvitation, signAdmission } from "../../src/journal/invitation.ts";
import { Chance } from "../../src/lib/chance.ts";
import { requestAdmission } from "../../src/sync/admission.ts";
import { type Exchange, openExchange } from "../../src/sync/exchange.ts";
import { greet, handshakeMs, type Secured } from "../../src/sync/handshake.ts";
import { decodeMessage, encodeMessage, type Message, type Proof } from "../../src/sync/message.ts";
import type { CloseReason } from "../../src/sync/status.ts";
import type { SyncRoom } from "../../src/sync/store.ts";
import { type Link, MemoryNetwork, VirtualClock } from "../support/network.ts";
import { Replica } from "../support/replica.ts";

// Virtual minutes of real cryptography, on whatever machine.
vi.setConfig({ testTimeout: 120_000 });

interface Door {
  readonly clock: VirtualClock;
  readonly network: MemoryNetwork;
  readonly anna: Replica;
  readonly ben: Replica;
  readonly exchange: Exchange;
  readonly room: SyncRoom;
}

/** Anna's device, with something to hide, and Ben who belongs. */
async function openDoor(): Promise<Door> {
  const clock = new VirtualClock();
  const network = new MemoryNetwork(clock, 1);
  network.isRecording = true;
  const anna = await Replica.create("Anna", clock);
  const ben = await anna.letIn("Ben");
  await anna.writeMany(["a secret", "another secret"]);
  const exchange = openExchange(anna, { timers: clock, chance: new Chance(1) });
  const room = anna.rooms().find(({ invitation }) => invitation === undefined) as SyncRoom;
  return { clock, network, anna, ben, exchange, room };
}

interface Stranger {
  readonly link: Link;
  secured: Secured | null;
  failure: CloseReason | null;
  readonly heard: Message[];
}

/** Somebody with a program of their own at the other end of a wire. */
function knock({ clock, network, exchange }: Door, room: SyncRoom, isNewcomer = false, first?: Message): Stranger {
  const link = network.connect(room.name);
  const stranger: Stranger = { link, secured: null, failure: null, heard: [] };
  greet({
    wire: link.wires[1],
    room,
    timers: clock,
    isNewcomer,
    onSecured: (secured) => {
      stranger.secured = secured;
      if (first) void say(stranger, first);
    },
    onMessage: (_, bytes) => void stranger.heard.push(decodeMessage(bytes)),
    onFail: (reason) => {
      stranger.failure = reason;
    },
    onBytes: () => {},
  });
  exchange.addWire(link.wires[0]);
  return stranger;
}

const introduce = (proof: Proof): Message => ({ type: "member", proof, instance: "00".repeat(16), number: 1, rosterHead: "" });
const say = (stranger: Stranger, message: Message) => stranger.secured?.channel.send("control", encodeMessage(message));

/** Nothing but hellos and Anna's own proof has left her device, and the door closes at its one time. */
async function expectSilence({ clock, exchange }: Door, stranger: Stranger, reason: CloseReason) {
  const before = exchange.closed()[reason] ?? 0;
  const began = clock.now();
  await clock.until(() => !stranger.link.isOpen, handshakeMs * 2);
  expect(clock.now() - began).toBeLessThanOrEqual(handshakeMs);
  expect(exchange.closed()[reason]).toBe(before + 1);
  const sealed = stranger.link.sent[0].filter(({ frame }) => frame[0] === 1);
  expect(sealed.length).toBeLessThanOrEqual(1);
  expect(stranger.heard.every((message) => message.type === "member" && message.proof.signPublic.length === 32)).toBe(true);
  expect(exchange.status()).toEqual([]);
}

/** The moment at which the door closes tells nothing: it is the same for everybody. */
async function closesAfter(door: Door, stranger: Stranger): Promise<number> {
  const began = door.clock.now();
  await door.clock.until(() => !stranger.link.isOpen, handshakeMs * 2);
  return door.clock.now() - began;
}

test("who does not know the room's password hears nothing", async () => {
  const door = await openDoor();
  const stranger = knock(door, { ...door.room, password: "guessed" }, false, { type: "ping" });
  await expectSilence(door, stranger, "wrong-secret");
  expect(stranger.heard).toEqual([]);
});

test("who knows the password and is not on the roster hears nothing but this device's proof", async () => {
  const door = await openDoor();
  const stranger = knock(door, door.room);
  await door.clock.pass(500);
  const keys = await makeDeviceKeys();
  await say(stranger, introduce(await (stranger.secured as Secured).prove(keys)));
  await say(stranger, { type: "have", vector: {} });
  await say(stranger, { type: "want", id: 1, have: { [door.anna.keys.id]: 0 } });
  await expectSilence(door, stranger, "not-a-member");
});

test("a stranger, somebody with another's key and somebody who says nothing are all turned away after the same time", async () => {
  const door = await openDoor();
  const keys = await makeDeviceKeys();
  const times: number[] = [];
  for (const behave of [
    async () => {},
    async (stranger: Stranger) => void say(stranger, introduce(await (stranger.secured as Secured).prove(keys))),
    async (stranger: Stranger) =>
      void say(stranger, introduce({ ...(await (stranger.secured as Secured).prove(keys)), signPublic: door.ben.keys.signPublic })),
  ]) {
    const stranger = knock(door, door.room);
    const began = door.clock.now();
    await door.clock.pass(500);
    await behave(stranger);
    await closesAfter(door, stranger);
    times.push(door.clock.now() - began);
  }
  expect(new Set(times).size).toBe(1);
});

test("Anna's own hello, sent back to her, is not answered", async () => {
  const door = await openDoor();
  const link = door.network.connect(door.room.name);
  link.wires[1].onFrame = (lane, frame) => link.inject(0, lane, frame);
  door.exchange.addWire(link.wires[0]);
  await expectSilence(door, { link, secured: null, failure: null, heard: [] }, "reflected");
});

test("Anna's own proof, sent back to her, does not open", async () => {
  const door = await openDoor();
  const stranger = knock(door, door.room);
  await door.clock.pass(500);
  const own = stranger.heard.find((message) => message.type === "member");
  await say(stranger, own as Message);
  await expectSilence(door, stranger, "signature-invalid");
});

test("Ben's proof, taken from a conversation with him, does not open Anna's door", async () => {
  const door = await openDoor();
  const withBen = openExchange(door.ben, { timers: door.clock, chance: new Chance(2) });
  const taker = knock({ ...door, exchange: withBen }, door.room);
  await door.clock.pass(500);
  const proof = taker.heard.find((message) => message.type === "member");
  const stranger = knock(door, door.room);
  await door.clock.pass(500);
  await say(stranger, proof as Message);
  await expectSilence(door, stranger, "signature-invalid");
  withBen.close();
});

test("a recorded conversation with Ben, played again, does not open", async () => {
  const door = await openDoor();
  const withBen = openExchange(door.ben, { timers: door.clock, chance: new Chance(2) });
  const link = door.network.connect(door.room.name);
  door.exchange.addWire(link.wires[0]);
  withBen.addWire(link.wires[1]);
  await door.clock.pass(3_000);
  expect(door.ben.hashes()).toEqual(door.anna.hashes());
  withBen.close();
  await door.clock.pass(1_000);
  const replay = door.network.connect(door.room.name);
  door.exchange.addWire(replay.wires[0]);
  for (const { lane, frame } of link.sent[1]) replay.inject(0, lane, frame);
  await expectSilence(door, { link: replay, secured: null, failure: null, heard: [] }, "wrong-secret");
});

test("somebody who sits between two members and has the password still cannot pass their words on", async () => {
  const door = await openDoor();
  const withBen = openExchange(door.ben, { timers: door.clock, chance: new Chance(2) });
  // Each member's browser sees the middle's certificate instead of the other's.
  const link = door.network.connect(door.room.name, {
    fingerprints: [
      { local: "sha-256 anna", remote: "sha-256 middle" },
      { local: "sha-256 ben", remote: "sha-256 middle" },
    ],
  });
  door.exchange.addWire(link.wires[0]);
  withBen.addWire(link.wires[1]);
  await expectSilence(door, { link, secured: null, failure: null, heard: [] }, "signature-invalid");
  expect(withBen.closed()["signature-invalid"]).toBe(1);
  withBen.close();
});

test("a member whom the roster drops is cut off at once", async () => {
  const door = await openDoor();
  const withBen = openExchange(door.ben, { timers: door.clock, chance: new Chance(2) });
  const link = door.network.connect(door.room.name);
  door.exchange.addWire(link.wires[0]);
  withBen.addWire(link.wires[1]);
  await door.clock.pass(3_000);
  const known = door.ben.entryCount;
  door.anna.dropped.add(door.ben.keys.id);
  await door.anna.write("not for Ben");
  await door.anna.declare({ kind: "rename", workspace: "Without Ben" });
  await door.clock.pass(3_000);
  expect(door.exchange.closed()["not-a-member"]).toBe(1);
  expect(door.ben.entryCount).toBe(known);
  const again = door.network.connect(door.room.name);
  door.exchange.addWire(again.wires[0]);
  withBen.addWire(again.wires[1]);
  await door.clock.pass(handshakeMs);
  expect(door.ben.entryCount).toBe(known);
  expect(again.isOpen).toBe(false);
  withBen.close();
});

test("who knows the password gets nothing by ten thousand different first words", async () => {
  const door = await openDoor();
  const chance = new Chance(3);
  const keys = await makeDeviceKeys();
  const size = 250;
  for (let attempt = 0; attempt < size; attempt++) {
    const stranger = knock(door, door.room);
    await door.clock.pass(500);
    const secured = stranger.secured as Secured;
    const proof = await secured.prove(keys);
    const forged = { ...proof, signPublic: door.ben.keys.signPublic, signature: await signBytes(keys, proof.signature) };
    for (let i = 0; i < 40; i++) {
      const message = encodeMessage(
        chance.pick<Message>([
          introduce(proof),
          introduce(forged),
          introduce({ ...proof, role: proof.role === 0 ? 1 : 0 }),
          { type: "have", vector: {} },
          { type: "want", id: i, have: { [door.anna.keys.id]: 0 } },
          { type: "push", entries: [new Uint8Array(chance.whole(0, 300))] },
          { type: "acks", acks: [new Uint8Array(chance.whole(0, 300))] },
          { type: "stored", id: 1, batch: 1 },
          { type: "ping" },
        ]),
      );
      if (chance.happens(0.3)) message[chance.whole(0, message.length - 1)] = chance.whole(0, 255);
      void secured.channel.send(chance.pick(["control", "bulk"]), message);
    }
    await door.clock.pass(handshakeMs);
    expect(stranger.link.isOpen).toBe(false);
    expect(stranger.heard.every(({ type }) => type === "member")).toBe(true);
    expect(stranger.link.sent[0].filter(({ lane }) => lane === "bulk")).toEqual([]);
  }
  expect(door.exchange.status()).toEqual([]);
});

test("with an invitation a newcomer is let in and may then take part", async () => {
  const door = await openDoor();
  const { clock, network, anna, exchange } = door;
  const invitation = await anna.invite();
  const link = network.connect(invitation.room.name);
  exchange.addWire(link.wires[0]);
  const keys = await makeDeviceKeys();
  const asked = requestAdmission(link.wires[1], anna.linkOf(invitation), keys, { member: "Carla", device: "iPhone" }, clock);
  await clock.pass(1_000);
  const welcome = await asked;
  if (!welcome.ok) throw new Error(welcome.error.code);
  expect(welcome.value.host).toEqual({ device: anna.keys.id, signPublic: anna.keys.signPublic });
  const carla = await Replica.join(keys, welcome.value, clock);
  expect(carla.roster_.members[keys.id]?.name).toBe("Carla");
  expect(anna.roster_).toEqual(carla.roster_);
  const withCarla = openExchange(carla, { timers: clock, chance: new Chance(3) });
  const later = network.connect(anna.epochRoom);
  exchange.addWire(later.wires[0]);
  withCarla.addWire(later.wires[1]);
  await clock.pass(3_000);
  expect(carla.hashes()).toEqual(anna.hashes());
  withCarla.close();
});

test("a revoked invitation is told to who holds it, and nothing else is", async () => {
  const door = await openDoor();
  const invitation = await door.anna.invite();
  await door.anna.declare({ kind: "revokeInvite", invitation: invitation.id });
  const link = door.network.connect(invitation.room.name);
  door.exchange.addWire(link.wires[0]);
  const keys = await makeDeviceKeys();
  const asked = requestAdmission(link.wires[1], door.anna.linkOf(invitation), keys, { member: "Carla", device: "iPhone" }, door.clock);
  await door.clock.pass(1_000);
  expect(await asked).toEqual({ ok: false, error: { code: "invitation-revoked" } });
  const sealed = link.sent[0].filter(({ frame }) => frame[0] === 1);
  expect(sealed.map(({ frame }) => frame.length)).toEqual([1 + 1 + 2 + 16]);
  expect(door.anna.isMember(keys.id)).toBe(false);
});

test("an invitation that Anna never made opens nothing", async () => {
  const door = await openDoor();
  const invitation = await door.anna.invite();
  const forged = await makeInvitation();
  const keys = await makeDeviceKeys();
  const forgeries: ((mine: DeviceKeys) => Promise<Uint8Array>)[] = [
    (mine) => signAdmission(forged, door.anna.workspace, mine),
    async () => signAdmission(invitation, door.anna.workspace, await makeDeviceKeys()),
    (mine) => signAdmission(invitation, "00".repeat(16), mine),
  ];
  for (const [index, forge] of forgeries.entries()) {
    const stranger = knock(door, { ...invitation.room, invitation: invitation.id }, true);
    await door.clock.pass(500);
    const request = {
      invitation: index === 0 ? forged.id : invitation.id,
      proof: await forge(keys),
      device: keys.id,
      signPublic: keys.signPublic,
      receivePublic: keys.receivePublic,
      memberName: "Mallory",
      deviceName: "",
    };
    await say(stranger, { type: "newcomer", proof: await (stranger.secured as Secured).prove(keys), request });
    await door.clock.pass(120_000);
    expect(stranger.heard).toEqual([]);
    expect(stranger.link.sent[0].filter(({ frame }) => frame[0] === 1)).toEqual([]);
    expect(stranger.link.isOpen).toBe(false);
  }
  expect(door.anna.isMember(keys.id)).toBe(false);
});

test("who knows nothing of the room is not even greeted", async () => {
  const door = await openDoor();
  const link = door.network.connect(roomOf({ id: "00".repeat(16), secret: new Uint8Array(32) }).name);
  door.exchange.addWire(link.wires[0]);
  await door.clock.pass(1_000);
  expect([link.isOpen, link.sentBytes[0]]).toEqual([false, 0]);
});

test("two members who meet in an invitation's room tell each other nothing, and do not part and meet again for ever", async () => {
  const door = await openDoor();
  const invitation = await door.anna.invite();
  const { ben, clock, network, exchange } = door;
  ben.diskMs = 0;
  await ben.receive(await door.anna.roster());
  const withBen = openExchange(ben, { timers: clock, chance: new Chance(2) });
  const link = network.connect(invitation.room.name);
  exchange.addWire(link.wires[0]);
  withBen.addWire(link.wires[1]);
  await clock.pass(120_000);
  expect(link.isOpen).toBe(true);
  expect(link.sent.flat().every(({ frame }) => frame[0] === 0)).toBe(true);
  expect([exchange.status(), withBen.status()]).toEqual([[], []]);
  withBen.close();
});

test("a member's program gone mad ends its own connection and harms nothing", async () => {
  const door = await openDoor();
  const { anna, ben, clock, exchange } = door;
  const chance = new Chance(5);
  const good = await ben.write("good");
  const reasons = new Set<string>();
  for (let run = 0; run < 60; run++) {
    const mad = knock(door, door.room);
    await clock.pass(300);
    await say(mad, introduce(await (mad.secured as Secured).prove(ben.keys)));
    await clock.pass(300);
    expect(exchange.status().length).toBe(1);
    for (let i = 0; i < 60 && mad.link.isOpen; i++) {
      const message = encodeMessage(
        chance.pick<Message>([
          { type: "have", vector: { ["ab".repeat(16)]: { seq: Number.MAX_SAFE_INTEGER, hash: "cd".repeat(32) } } },
          { type: "have", vector: { [anna.keys.id]: { seq: 2 ** 40, hash: "cd".repeat(32) } } },
          { type: "want", id: chance.whole(0, 9), have: { [anna.keys.id]: chance.whole(0, 9), ["ab".repeat(16)]: 1 } },
          { type: "stored", id: chance.whole(0, 9), batch: chance.whole(0, 9) },
          { type: "push", entries: [good.bytes.slice(0, chance.whole(0, good.bytes.length)), new Uint8Array(chance.whole(0, 5_000))] },
          { type: "entries", id: chance.whole(0, 9), batch: 1, isLast: chance.happens(0.5), entries: [new Uint8Array(50)] },
          { type: "roster", entries: [good.bytes.slice(), new Uint8Array(10)] },
          { type: "acks", acks: [new Uint8Array(chance.whole(0, 500))] },
          { type: "ping" },
        ]),
      );
      if (chance.happens(0.2)) message[chance.whole(0, message.length - 1)] = chance.whole(0, 255);
      void mad.secured?.channel.send(message[0] === 11 || message[0] === 12 ? "bulk" : "control", message);
    }
    await clock.pass(2_000);
    mad.link.break();
    await clock.pass(100);
    for (const reason of Object.keys(exchange.closed())) reasons.add(reason);
  }
  expect(reasons).toEqual(new Set(["malformed"]));
  expect(anna.hashes()).toContain(Buffer.from(good.hash).toString("hex"));
  await anna.write("still here");
  expect(exchange.status()).toEqual([]);
});

test("a member who floods is cut off", async () => {
  const door = await openDoor();
  const flooder = knock(door, door.room);
  await door.clock.pass(300);
  await say(flooder, introduce(await (flooder.secured as Secured).prove(door.ben.keys)));
  await door.clock.pass(300);
  for (let i = 0; i < 5_000; i++) void say(flooder, { type: "ping" });
  await door.clock.pass(1_000);
  expect(door.exchange.closed()).toEqual({ flooded: 1 });
});
