import { makeDeviceKeys, signBytes } from "../../src/journal/deviceKeys.ts";
import { Chance } from "../../src/lib/chance.ts";
import type { FileStore } from "../../src/sync/fileStore.ts";
import { greet, handshakeMs, type Secured } from "../../src/sync/handshake.ts";
import { decodeMessage, encodeMessage, type Message, type Proof } from "../../src/sync/message.ts";
import { openReplication, type Replication } from "../../src/sync/replication.ts";
import type { CloseReason } from "../../src/sync/status.ts";
import type { SyncRoom } from "../../src/sync/store.ts";
import type { Lane } from "../../src/sync/wire.ts";
import { type Link, MemoryNetwork, VirtualClock } from "./network.ts";
import { Replica } from "./replica.ts";

export interface Door {
  readonly clock: VirtualClock;
  readonly network: MemoryNetwork;
  readonly anna: Replica;
  readonly ben: Replica;
  readonly replication: Replication;
  readonly room: SyncRoom;
}

/** Anna's device, with something to hide, and Ben who belongs. */
export async function openDoor(files?: FileStore): Promise<Door> {
  const clock = new VirtualClock();
  const network = new MemoryNetwork(clock, 1);
  network.isRecording = true;
  const anna = await Replica.create("Anna", clock);
  if (files) anna.files = files;
  const ben = await anna.letIn("Ben");
  await anna.writeMany(["a secret", "another secret"]);
  const replication = openReplication(anna, { timers: clock, chance: new Chance(1) });
  const room = anna.rooms().find(({ invitation }) => invitation === undefined) as SyncRoom;
  return { clock, network, anna, ben, replication, room };
}

export interface Stranger {
  readonly link: Link;
  secured: Secured | null;
  failure: CloseReason | null;
  readonly heard: Message[];
}

/** Somebody with a program of their own at the other end of a wire. */
export function knock(
  { clock, network, replication }: Door,
  room: SyncRoom,
  isNewcomer = false,
  first?: Message,
  newest?: number,
): Stranger {
  const link = network.connect(room.name);
  const stranger: Stranger = { link, secured: null, failure: null, heard: [] };
  greet({
    wire: link.wires[1],
    room,
    timers: clock,
    isNewcomer,
    ...(newest !== undefined && { newest }),
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
  replication.addWire(link.wires[0]);
  return stranger;
}

export const introduce = (proof: Proof): Message => ({ type: "member", proof, instance: "00".repeat(16), number: 1, rosterHead: "" });
export const say = (stranger: Stranger, message: Message, lane: Lane = "control") =>
  stranger.secured?.channel.send(lane, encodeMessage(message));

/**
 * So many connections by somebody who knows the password, each with a first word of its own: true and forged proofs, words that are not
 * theirs to say, noise. Nothing but Anna's own proof may come back; answers how many were read and turned away for what they said.
 */
export async function sayFirstWords(door: Door, chance: Chance, count: number): Promise<number> {
  const keys = await makeDeviceKeys();
  const places = 16;
  for (let said = 0; said < count; said += places) {
    const strangers = Array.from({ length: Math.min(places, count - said) }, () => knock(door, door.room));
    await door.clock.pass(500);
    for (const [i, { secured }] of strangers.entries()) {
      if (!secured) throw new Error("not greeted");
      const proof = await secured.prove(keys);
      const forged = { ...proof, signPublic: door.ben.keys.signPublic, signature: await signBytes(keys, proof.signature) };
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
      void secured.channel.send("control", message);
    }
    await door.clock.pass(handshakeMs);
    for (const { link, heard } of strangers) {
      if (link.isOpen || heard.some(({ type }) => type !== "member") || link.sent[0].some(({ lane }) => lane === "bulk"))
        throw new Error("somebody heard more than a proof");
    }
  }
  const { "not-a-member": strangers = 0, "signature-invalid": forgers = 0, malformed = 0, flooded = 0 } = door.replication.closed();
  return strangers + forgers + malformed + flooded;
}
