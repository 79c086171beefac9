import { expect, test, vi } from "vitest";
import { type DeviceKeys, makeDeviceKeys } from "../../src/journal/deviceKeys.ts";
import { roomOf } from "../../src/journal/epoch.ts";
import { type InvitationKeys, makeInvitation, signAdmission } from "../../src/journal/invitation.ts";
import { Chance } from "../../src/lib/chance.ts";
import { requestAdmission } from "../../src/sync/admission.ts";
import { handshakeMs, type Secured } from "../../src/sync/handshake.ts";
import { encodeMessage, type Message } from "../../src/sync/message.ts";
import { openReplication } from "../../src/sync/replication.ts";
import type { CloseReason } from "../../src/sync/status.ts";
import { type Door, introduce, knock, openDoor, type Stranger, say, sayFirstWords } from "../support/knock.ts";
import { Replica } from "../support/replica.ts";

// Virtual minutes of real cryptography, on whatever machine.
vi.setConfig({ testTimeout: 120_000 });

/** Nothing but hellos and Anna's own proof has left her device, and the door closes at its one time. */
async function expectSilence({ clock, replication }: Door, stranger: Stranger, reason: CloseReason) {
  const before = replication.closed()[reason] ?? 0;
  const began = clock.now();
  await clock.until(() => !stranger.link.isOpen, handshakeMs * 2);
  expect(clock.now() - began).toBeLessThanOrEqual(handshakeMs);
  expect(replication.closed()[reason]).toBe(before + 1);
  const sealed = stranger.link.sent[0].filter(({ frame }) => frame[0] === 1);
  expect(sealed.length).toBeLessThanOrEqual(1);
  expect(stranger.heard.every((message) => message.type === "member" && message.proof.signPublic.length === 32)).toBe(true);
  expect(replication.status()).toEqual([]);
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
  door.replication.addWire(link.wires[0]);
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
  const withBen = openReplication(door.ben, { timers: door.clock, chance: new Chance(2) });
  const taker = knock({ ...door, replication: withBen }, door.room);
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
  const withBen = openReplication(door.ben, { timers: door.clock, chance: new Chance(2) });
  const link = door.network.connect(door.room.name);
  door.replication.addWire(link.wires[0]);
  withBen.addWire(link.wires[1]);
  await door.clock.pass(3_000);
  expect(door.ben.hashes()).toEqual(door.anna.hashes());
  withBen.close();
  await door.clock.pass(1_000);
  const replay = door.network.connect(door.room.name);
  door.replication.addWire(replay.wires[0]);
  for (const { lane, frame } of link.sent[1]) replay.inject(0, lane, frame);
  await expectSilence(door, { link: replay, secured: null, failure: null, heard: [] }, "wrong-secret");
});

test("somebody who sits between two members and has the password still cannot pass their words on", async () => {
  const door = await openDoor();
  const withBen = openReplication(door.ben, { timers: door.clock, chance: new Chance(2) });
  // Each member's browser sees the middle's certificate instead of the other's.
  const link = door.network.connect(door.room.name, {
    fingerprints: [
      { local: "sha-256 anna", remote: "sha-256 middle" },
      { local: "sha-256 ben", remote: "sha-256 middle" },
    ],
  });
  door.replication.addWire(link.wires[0]);
  withBen.addWire(link.wires[1]);
  await expectSilence(door, { link, secured: null, failure: null, heard: [] }, "signature-invalid");
  expect(withBen.closed()["signature-invalid"]).toBe(1);
  withBen.close();
});

test("a member whom the roster drops is cut off at once", async () => {
  const door = await openDoor();
  const withBen = openReplication(door.ben, { timers: door.clock, chance: new Chance(2) });
  const link = door.network.connect(door.room.name);
  door.replication.addWire(link.wires[0]);
  withBen.addWire(link.wires[1]);
  await door.clock.pass(3_000);
  const known = door.ben.entryCount;
  door.anna.dropped.add(door.ben.keys.id);
  await door.anna.write("not for Ben");
  await door.anna.declare({ kind: "rename", workspace: "Without Ben" });
  await door.clock.pass(3_000);
  expect(door.replication.closed()["not-a-member"]).toBe(1);
  expect(door.ben.entryCount).toBe(known);
  const again = door.network.connect(door.room.name);
  door.replication.addWire(again.wires[0]);
  withBen.addWire(again.wires[1]);
  await door.clock.pass(handshakeMs);
  expect(door.ben.entryCount).toBe(known);
  expect(again.isOpen).toBe(false);
  withBen.close();
});

test("who knows the password gets nothing by a thousand different first words, each of them read", async () => {
  expect(await sayFirstWords(await openDoor(), new Chance(3), 1_000)).toBe(1_000);
});

test("a stranger with a revoked link fills no memory: no bulk, and no second word", async () => {
  const door = await openDoor();
  const { replication, clock } = door;
  const invitation = await door.anna.invite();
  await door.anna.declare({ kind: "revokeInvite", invitation: invitation.id });
  const room = { ...invitation.room, invitation: invitation.id };
  const strangers = Array.from({ length: 8 }, () => knock(door, room, true));
  await clock.pass(500);
  const [megabytes, kilobytes] = [new Uint8Array(30 * 2 ** 20), new Uint8Array(3_000)];
  for (const [i, { secured }] of strangers.entries()) {
    if (i % 2 === 0) void secured?.channel.send("bulk", encodeMessage({ type: "roster", entries: [megabytes, megabytes] }));
    else for (let word = 0; word < 50; word++) void secured?.channel.send("control", encodeMessage({ type: "push", entries: [kilobytes] }));
  }
  await clock.pass(handshakeMs);
  expect(replication.closed()).toEqual({ flooded: 8 });
  // One frame each of the largest kind, and their hellos.
  expect(replication.traffic().receivedBytes).toBeLessThan(8 * 66_000 * 2);
  expect(strangers.flatMap(({ heard }) => heard)).toEqual([]);
});

test("who proves a device that nobody knows may tell its roster, and not fill the memory with it", async () => {
  const door = await openDoor();
  const stranger = knock(door, door.room);
  await door.clock.pass(500);
  const secured = stranger.secured as Secured;
  await say(stranger, introduce(await secured.prove(await makeDeviceKeys())));
  void secured.channel.send("bulk", encodeMessage({ type: "roster", entries: [new Uint8Array(3 * 2 ** 20)] }));
  await expectSilence(door, stranger, "flooded");
  const other = knock(door, door.room);
  await door.clock.pass(500);
  await say(other, introduce(await (other.secured as Secured).prove(await makeDeviceKeys())));
  void other.secured?.channel.send("bulk", encodeMessage({ type: "entries", id: 1, batch: 1, isLast: true, entries: [] }));
  await expectSilence(door, other, "malformed");
});

test("however many strangers say nothing in the rooms of invitations, or were refused, members are let in", async () => {
  const door = await openDoor();
  const { anna, ben, network, clock, replication } = door;
  const invitations: InvitationKeys[] = [];
  while (invitations.length < 5) invitations.push(await anna.invite());
  const silent = invitations.flatMap(({ id, room }) => Array.from({ length: 20 }, () => knock(door, { ...room, invitation: id }, true)));
  const refused = Array.from({ length: 15 }, () => knock(door, door.room, false, { type: "ping" }));
  await clock.pass(500);
  // Each invitation has so many places, and all of them together.
  expect(silent.filter(({ link }) => link.isOpen).length).toBe(48);
  const more = Array.from({ length: 15 }, () => knock(door, door.room, false, { type: "ping" }));
  await clock.pass(500);
  expect([...refused, ...more].every(({ link }) => link.isOpen)).toBe(true);
  const withBen = openReplication(ben, { timers: clock, chance: new Chance(2) });
  const link = network.connect(door.room.name);
  replication.addWire(link.wires[0]);
  withBen.addWire(link.wires[1]);
  await clock.pass(1_000);
  expect(ben.hashes()).toEqual(anna.hashes());
  expect(
    replication
      .status()
      .filter(({ device }) => device === ben.keys.id)
      .map(({ state }) => state),
  ).toEqual(["live"]);
  withBen.close();
});

test("with an invitation a newcomer is let in and may then take part", async () => {
  const door = await openDoor();
  const { clock, network, anna, replication } = door;
  const invitation = await anna.invite();
  const link = network.connect(invitation.room.name);
  replication.addWire(link.wires[0]);
  const keys = await makeDeviceKeys();
  const asked = requestAdmission(link.wires[1], anna.linkOf(invitation), keys, { member: "Carla", device: "iPhone" }, clock);
  await clock.pass(1_000);
  const welcome = await asked;
  if (!welcome.ok) throw new Error(welcome.error.code);
  expect(welcome.value.host).toEqual({ device: anna.keys.id, signPublic: anna.keys.signPublic });
  const carla = await Replica.join(keys, welcome.value, clock);
  expect(carla.roster_.members[keys.id]?.name).toBe("Carla");
  expect(anna.roster_).toEqual(carla.roster_);
  const withCarla = openReplication(carla, { timers: clock, chance: new Chance(3) });
  const later = network.connect(anna.epochRoom);
  replication.addWire(later.wires[0]);
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
  door.replication.addWire(link.wires[0]);
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
  door.replication.addWire(link.wires[0]);
  await door.clock.pass(1_000);
  expect([link.isOpen, link.sentBytes[0]]).toEqual([false, 0]);
});

test("two members who meet in an invitation's room tell each other nothing, and do not part and meet again for ever", async () => {
  const door = await openDoor();
  const invitation = await door.anna.invite();
  const { ben, clock, network, replication } = door;
  ben.diskMs = 0;
  await ben.receive(await door.anna.roster());
  const withBen = openReplication(ben, { timers: clock, chance: new Chance(2) });
  const link = network.connect(invitation.room.name);
  replication.addWire(link.wires[0]);
  withBen.addWire(link.wires[1]);
  await clock.pass(120_000);
  expect(link.isOpen).toBe(true);
  expect(link.sent.flat().every(({ frame }) => frame[0] === 0)).toBe(true);
  expect([replication.status(), withBen.status()]).toEqual([[], []]);
  withBen.close();
});

test("a member's program gone mad ends its own connection and harms nothing", async () => {
  const door = await openDoor();
  const { anna, ben, clock, replication } = door;
  const chance = new Chance(5);
  const good = await ben.write("good");
  const reasons = new Set<string>();
  for (let run = 0; run < 60; run++) {
    const mad = knock(door, door.room);
    await clock.pass(300);
    await say(mad, introduce(await (mad.secured as Secured).prove(ben.keys)));
    await clock.pass(300);
    expect(replication.status().length).toBe(1);
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
    for (const reason of Object.keys(replication.closed())) reasons.add(reason);
  }
  expect(reasons).toEqual(new Set(["malformed"]));
  expect(anna.hashes()).toContain(Buffer.from(good.hash).toString("hex"));
  await anna.write("still here");
  expect(replication.status()).toEqual([]);
});

test("a member who floods is cut off", async () => {
  const door = await openDoor();
  const flooder = knock(door, door.room);
  await door.clock.pass(300);
  await say(flooder, introduce(await (flooder.secured as Secured).prove(door.ben.keys)));
  await door.clock.pass(300);
  for (let i = 0; i < 5_000; i++) void say(flooder, { type: "ping" });
  await door.clock.pass(1_000);
  expect(door.replication.closed()).toEqual({ flooded: 1 });
});
