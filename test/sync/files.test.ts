import { expect, test, vi } from "vitest";
import { chunkBytes } from "../../src/domain/file.ts";
import type { FileStore, Wanted } from "../../src/sync/fileStore.ts";
import type { Secured } from "../../src/sync/handshake.ts";
import type { Message } from "../../src/sync/message.ts";
import { type Door, introduce, knock, openDoor, type Stranger, say } from "../support/knock.ts";

// What a member may do with a program of their own, and what an older build hears. Virtual time, real cryptography.
vi.setConfig({ testTimeout: 60_000 });

const [here, there] = ["ab".repeat(32), "cd".repeat(32)];
const wanted: Wanted = { sha256: there, bytes: 3 * chunkBytes, root: "ef".repeat(32), isDemanded: true };

/** Holds one content and wants another; what it is given is never what it should be. */
class Shelf implements FileStore {
  taken = 0;
  read = 0;
  wants: readonly Wanted[] = [wanted];
  held = () => [here];
  onHeld = () => () => {};
  hearHoldings = async () => {};
  wanted = () => this.wants;
  onWanted = () => () => {};
  missing = async () => [0];
  async chunk(sha256: string) {
    this.read++;
    return sha256 === here ? { sealed: new Uint8Array(chunkBytes), hashes: new Uint8Array(32) } : undefined;
  }
  async take() {
    this.taken++;
    return "refused" as const;
  }
}

/** A colleague whom Anna's device believes, with another program. */
async function aMember(door: Door, newest?: number): Promise<Stranger> {
  const member = knock(door, door.room, false, undefined, newest);
  await door.clock.pass(300);
  await say(member, introduce(await (member.secured as Secured).prove(door.ben.keys)));
  await door.clock.pass(300);
  await say(member, { type: "have", vector: {} });
  await door.clock.pass(300);
  return member;
}
const heardOf = <Type extends Message["type"]>(member: Stranger, type: Type) =>
  member.heard.filter((message): message is Extract<Message, { type: Type }> => message.type === type);
const holds = (held: readonly string[]): Message => ({ type: "holdings", holdings: { isWhole: false, held, dropped: [] } });

test("a colleague hears what is held, gets a chunk that is asked for, and an empty one where there is none", async () => {
  const door = await openDoor(new Shelf());
  const member = await aMember(door);
  expect(heardOf(member, "holdings").map(({ holdings }) => holdings)).toEqual([{ isWhole: true, held: [here], dropped: [] }]);
  for (const sha256 of [here, there]) await say(member, { type: "fileWant", sha256, index: 0 });
  await door.clock.pass(2_000);
  expect(heardOf(member, "fileChunk").map(({ sha256, sealed }) => [sha256, sealed.length])).toEqual([
    [here, chunkBytes],
    [there, 0],
  ]);
});

test("a build that does not know of files is told nothing of them", async () => {
  const shelf = new Shelf();
  const door = await openDoor(shelf);
  const member = await aMember(door, 2);
  await door.clock.pass(10_000);
  expect(member.heard.length).toBeGreaterThan(1);
  expect(member.heard.filter(({ type }) => type === "holdings" || type === "fileWant")).toEqual([]);
});

test("who asks for more chunks than anybody needs at once is cut off", async () => {
  const shelf = new Shelf();
  const door = await openDoor(shelf);
  const member = await aMember(door);
  for (let i = 0; i < 200; i++) void say(member, { type: "fileWant", sha256: here, index: 0 });
  await door.clock.pass(2_000);
  expect(door.replication.closed()).toEqual({ flooded: 1 });
  expect(shelf.read).toBeLessThan(100);
});

test("chunks that nobody asked for are not looked at, and who goes on is cut off", async () => {
  const shelf = new Shelf();
  const door = await openDoor(shelf);
  const member = await aMember(door);
  const chunk: Message = { type: "fileChunk", sha256: here, index: 0, sealed: new Uint8Array(100), hashes: new Uint8Array() };
  for (let i = 0; i < 100; i++) void say(member, chunk, "bulk");
  await door.clock.pass(3_000);
  expect(door.replication.closed()).toEqual({ flooded: 1 });
  expect(shelf.taken).toBe(0);
});

test("who sends something else than what the record proves is not asked for it again, whatever it says", async () => {
  const shelf = new Shelf();
  const door = await openDoor(shelf);
  const member = await aMember(door);
  for (let round = 0; round < 5; round++) {
    await say(member, holds([there]));
    await door.clock.pass(500);
    for (const { sha256, index } of heardOf(member, "fileWant").slice(shelf.taken))
      await say(member, { type: "fileChunk", sha256, index, sealed: new Uint8Array(chunkBytes + 16), hashes: new Uint8Array(96) }, "bulk");
    await door.clock.pass(6_000);
  }
  expect(shelf.taken).toBe(1);
  expect(heardOf(member, "fileWant")).toHaveLength(1);
  expect(member.link.isOpen).toBe(true);
});

test("entries come before files that nobody waits for", async () => {
  const shelf = new Shelf();
  const [quiet, awaited] = [
    { ...wanted, isDemanded: false },
    { ...wanted, sha256: "12".repeat(32) },
  ];
  shelf.wants = [awaited, quiet];
  const door = await openDoor(shelf);
  const member = await aMember(door);
  // It says to have entries that Anna lacks, and is asked for them.
  await say(member, { type: "have", vector: { ["cd".repeat(16)]: { seq: 5, hash: "00".repeat(32) } } });
  await door.clock.pass(500);
  const [asked] = heardOf(member, "want");
  await say(member, holds([quiet.sha256, awaited.sha256]));
  await door.clock.pass(2_000);
  expect(heardOf(member, "fileWant").map(({ sha256 }) => sha256)).toEqual([awaited.sha256]);
  await say(member, { type: "entries", id: asked?.id ?? 0, batch: 1, isLast: true, entries: [] }, "bulk");
  await door.clock.pass(2_000);
  expect(heardOf(member, "fileWant").map(({ sha256 }) => sha256)).toContain(quiet.sha256);
});

test("who says to hold more than anybody can is not believed", async () => {
  const door = await openDoor(new Shelf());
  const member = await aMember(door);
  for (let page = 0; page < 210 && member.link.isOpen; page++) {
    const hash = (i: number): string => (page * 1_000 + i).toString(16).padStart(64, "0");
    await say(member, holds(Array.from({ length: 1_000 }, (_, i) => hash(i))));
    await door.clock.pass(50);
  }
  await door.clock.pass(2_000);
  expect(door.replication.closed()).toEqual({ flooded: 1 });
});
