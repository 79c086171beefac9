import { expect, test, vi } from "vitest";
import { Chance } from "../../src/lib/chance.ts";
import { Neighbourhood } from "../support/neighbourhood.ts";
import { MemoryNetwork, VirtualClock } from "../support/network.ts";
import { Replica } from "../support/replica.ts";

// Virtual minutes of real cryptography, on whatever machine.
vi.setConfig({ testTimeout: 120_000 });

/** Anna made the workspace and let the others in, one after the other; nobody has met anybody since. */
async function team(clock: VirtualClock, size: number): Promise<Replica[]> {
  const anna = await Replica.create("Anna", clock);
  const others: Replica[] = [];
  for (let i = 1; i < size; i++) others.push(await anna.letIn(`Device ${i}`));
  return [anna, ...others];
}

test("two devices have the same after they met, stay so while both write, and know it of each other", async () => {
  const clock = new VirtualClock();
  const replicas = await team(clock, 2);
  const [anna, ben] = replicas as [Replica, Replica];
  await anna.writeMany(Array.from({ length: 50 }, (_, i) => `Anna ${i}`));
  await ben.writeMany(Array.from({ length: 30 }, (_, i) => `Ben ${i}`));
  const both = new Neighbourhood(clock, new MemoryNetwork(clock, 1), replicas);
  await clock.pass(3_000);
  expect(both.replications[0]?.status().map(({ state, device, toReceive, toSend }) => ({ state, device, toReceive, toSend }))).toEqual([
    { state: "live", device: ben.keys.id, toReceive: 0, toSend: 0 },
  ]);
  expect(ben.hashes()).toEqual(anna.hashes());
  const entry = await ben.write("live");
  // Ten milliseconds to gather, twenty on the way, five for the disk.
  await clock.pass(50);
  expect(anna.hashes()).toEqual(ben.hashes());
  await clock.pass(2_000);
  expect(ben.copiesOf(ben.keys.id, entry.header.seq)).toContain(anna.keys.id);
  both.close();
});

test("what one wrote reaches a third whom it never met, and so does the word that it arrived", async () => {
  const clock = new VirtualClock();
  const replicas = await team(clock, 3);
  const [anna, , carla] = replicas as [Replica, Replica, Replica];
  const all = new Neighbourhood(clock, new MemoryNetwork(clock, 1), replicas);
  all.allow((a, b) => b - a === 1);
  await clock.pass(3_000);
  const entry = await anna.write("for Carla");
  await clock.pass(5_000);
  expect(carla.hashes()).toEqual(anna.hashes());
  expect(anna.copiesOf(anna.keys.id, entry.header.seq)).toContain(carla.keys.id);
  all.close();
});

test("who was let in by a second device takes part with the first, which has never heard of it", async () => {
  const clock = new VirtualClock();
  const [anna, ben] = (await team(clock, 2)) as [Replica, Replica];
  const network = new MemoryNetwork(clock, 1);
  const first = new Neighbourhood(clock, network, [anna, ben]);
  await clock.pass(2_000);
  first.close();
  await ben.write("before Carla came");
  const carla = await ben.letIn("Carla");
  expect(anna.isMember(carla.keys.id)).toBe(false);
  const second = new Neighbourhood(clock, network, [anna, carla]);
  await clock.pass(5_000);
  expect(anna.isMember(carla.keys.id)).toBe(true);
  expect(second.replications.map((replication) => replication.closed())).toEqual([{}, {}]);
  await carla.write("hello Anna");
  await clock.pass(1_000);
  expect(anna.hashes()).toEqual(expect.arrayContaining(carla.hashes().slice(0, 1)));
  second.close();
  const third = new Neighbourhood(clock, network, [anna, ben, carla]);
  await clock.pass(5_000);
  expect(third.haveTheSame()).toBe(true);
  third.close();
});

test("a newcomer among five devices takes everything once", async () => {
  const clock = new VirtualClock();
  const replicas = await team(clock, 6);
  const old = new Neighbourhood(clock, new MemoryNetwork(clock, 1), replicas.slice(0, 5));
  await (replicas[0] as Replica).writeMany(Array.from({ length: 400 }, (_, i) => `entry ${i}`));
  await clock.until(() => old.haveTheSame());
  old.close();
  const newcomer = replicas[5] as Replica;
  newcomer.receivedBytes = newcomer.repeatedBytes = 0;
  const all = new Neighbourhood(clock, new MemoryNetwork(clock, 2), replicas);
  expect(await clock.until(() => all.haveTheSame(), 30_000)).toBe(true);
  expect(newcomer.repeatedBytes / newcomer.receivedBytes).toBeLessThan(0.05);
  all.close();
});

test("many devices hear of an edit without everybody telling everybody", async () => {
  const clock = new VirtualClock();
  const replicas = await team(clock, 12);
  const network = new MemoryNetwork(clock, 1);
  const all = new Neighbourhood(clock, network, replicas);
  expect(await clock.until(() => all.haveTheSame(), 60_000)).toBe(true);
  await clock.pass(5_000);
  for (const replica of replicas) replica.receivedBytes = 0;
  const { bytes } = await (replicas[3] as Replica).write("news");
  expect(await clock.until(() => all.haveTheSame(), 30_000)).toBe(true);
  const sends = replicas.reduce((sum, { receivedBytes }) => sum + receivedBytes, 0) / bytes.length;
  expect(sends).toBeLessThan(12 * 4);
  // In the end everybody knows of everybody that it arrived.
  const author = (replicas[3] as Replica).keys.id;
  const seq = (replicas[3] as Replica).vector()[author]?.seq ?? 0;
  await clock.pass(120_000);
  expect(replicas.map((replica) => replica.copiesOf(author, seq).length)).toEqual(replicas.map(() => 12));
  for (const replication of all.replications)
    expect(replication.status().map(({ state }) => state)).toEqual(Array.from({ length: 11 }, () => "live"));
  all.close();
});

for (const seed of [1, 2, 3, 4, 5, 6, 7]) {
  test(`devices that meet, part, lose frames and write all the while end with the same (seed ${seed})`, async () => {
    const chance = new Chance(seed);
    const clock = new VirtualClock();
    const replicas = await team(clock, 3 + (seed % 8));
    const network = new MemoryNetwork(clock, seed, {
      latencyMs: chance.whole(1, 200),
      bytesPerSecond: chance.pick([20_000, 200_000, 5_000_000]),
      maxFrame: chance.pick([1_200, 16_384, 65_536]),
      // A data channel does none of this; one that does is left and made anew.
      faults: chance.pick([{}, { drop: 0.01 }, { corrupt: 0.005, duplicate: 0.005 }, { reorder: 0.005, truncate: 0.005 }]),
    });
    const all = new Neighbourhood(clock, network, replicas);
    const written: string[] = [];
    for (let step = 0; step < 15; step++) {
      const groups = replicas.map(() => chance.whole(0, 2));
      all.allow((a, b) => groups[a] === groups[b]);
      for (let i = 0; i < 8; i++) {
        const entry = await chance.pick(replicas).write(`step ${step} ${i}`);
        written.push(Buffer.from(entry.hash).toString("hex"));
        await clock.pass(chance.whole(0, 400));
        if (chance.happens(0.3)) chance.pick([...network.links, { break() {} }]).break();
      }
    }
    // In the end everybody is connected, but only in a chain.
    all.allow((a, b) => b - a === 1);
    expect(await clock.until(() => all.haveTheSame(), 600_000)).toBe(true);
    // By the test's own log: whoever is asked has everything anybody wrote.
    for (const replica of replicas) expect(new Set(replica.hashes())).toEqual(new Set([...replica.hashes(), ...written]));
    expect(all.notices.filter(({ code }) => code !== "entries-refused")).toEqual([]);
    all.close();
  });
}

test("20,000 entries arrive although the connection breaks again and again, and little is sent twice", async () => {
  const clock = new VirtualClock();
  const chance = new Chance(11);
  const replicas = await team(clock, 2);
  const [anna, ben] = replicas as [Replica, Replica];
  await anna.writeMany(Array.from({ length: 20_000 }, (_, i) => `entry ${i} ${"words ".repeat(i % 40)}`));
  // Slow enough to break it many times.
  const both = new Neighbourhood(clock, new MemoryNetwork(clock, 1), replicas, { bytesPerSecond: 150_000, latencyMs: 30 });
  let breaks = 0;
  const breakSometimes = () => {
    clock.after(chance.whole(2_000, 12_000), () => {
      both.linkOf(0, 1)?.break();
      breaks++;
      breakSometimes();
    });
  };
  breakSometimes();
  const began = clock.now();
  expect(await clock.until(() => ben.entryCount === anna.entryCount, 900_000)).toBe(true);
  const sent = both.replications[0]?.traffic().sentBytes ?? 0;
  const needed = ben.receivedBytes - ben.repeatedBytes;
  console.log(
    `${breaks} breaks in ${(clock.now() - began) / 1_000} s, ${((100 * (sent - needed)) / needed).toFixed(1)} % more sent than needed`,
  );
  expect(breaks).toBeGreaterThan(3);
  expect((sent - needed) / needed).toBeLessThan(0.15);
  both.close();
});

test("what a device holds back, because it waits for something itself, is asked for again", async () => {
  const clock = new VirtualClock();
  const replicas = await team(clock, 3);
  const [anna, ben, carla] = replicas as [Replica, Replica, Replica];
  const network = new MemoryNetwork(clock, 1);
  const first = new Neighbourhood(clock, network, [ben, carla]);
  await carla.write("builds on something that Ben lacks");
  await clock.pass(3_000);
  first.close();
  ben.waiting.add(carla.keys.id);
  const second = new Neighbourhood(clock, network, [anna, ben]);
  await clock.pass(8_000);
  expect(anna.entryCount).toBeLessThan(ben.entryCount);
  ben.waiting.clear();
  expect(await clock.until(() => second.haveTheSame(), 30_000)).toBe(true);
  second.close();
});

test("what was held back for long and came is asked for as soon as ever when it is held back once more", async () => {
  const clock = new VirtualClock();
  const replicas = await team(clock, 3);
  const [anna, ben, carla] = replicas as [Replica, Replica, Replica];
  const network = new MemoryNetwork(clock, 1);
  const writtenBy = async (seed: number): Promise<void> => {
    // Too large to be pushed.
    const chance = new Chance(seed);
    await carla.write(Array.from({ length: 100_000 }, () => chance.whole(0, 35).toString(36)).join(""));
    const apart = new Neighbourhood(clock, network, [ben, carla]);
    await clock.pass(3_000);
    apart.close();
  };
  await writtenBy(1);
  ben.waiting.add(carla.keys.id);
  const both = new Neighbourhood(clock, network, [anna, ben]);
  await clock.pass(20 * 60_000);
  ben.waiting.clear();
  expect(await clock.until(() => both.haveTheSame(), 21 * 60_000)).toBe(true);
  ben.waiting.add(carla.keys.id);
  await writtenBy(2);
  await clock.pass(8_000);
  expect(anna.entryCount).toBeLessThan(ben.entryCount);
  ben.waiting.clear();
  expect(await clock.until(() => both.haveTheSame(), 30_000)).toBe(true);
  both.close();
});

test("the only source, which could not read what it was asked for, is asked once more", async () => {
  const clock = new VirtualClock();
  const replicas = await team(clock, 2);
  const [anna, ben] = replicas as [Replica, Replica];
  await ben.writeMany(Array.from({ length: 200 }, (_, i) => `entry ${i}`));
  const entriesAfter = ben.entriesAfter.bind(ben);
  let failures = 0;
  ben.entriesAfter = async (...of) => {
    if (failures++ === 0) throw new Error("the disk is asleep");
    return entriesAfter(...of);
  };
  const both = new Neighbourhood(clock, new MemoryNetwork(clock, 1), replicas);
  expect(await clock.until(() => both.haveTheSame(), 120_000)).toBe(true);
  expect(anna.entryCount).toBe(ben.entryCount);
  both.close();
});

test("while entries come in batches, whoever sends them shows with each how much of the same it has", async () => {
  const clock = new VirtualClock();
  const replicas = await team(clock, 2);
  const [anna, ben] = replicas as [Replica, Replica];
  await ben.writeMany(Array.from({ length: 2_000 }, (_, i) => `entry ${i}`));
  const both = new Neighbourhood(clock, new MemoryNetwork(clock, 1), replicas);
  expect(await clock.until(() => both.haveTheSame(), 30_000)).toBe(true);
  const hashes = new Set(ben.hashes());
  const shown = anna.metWith.filter(({ device, hash }) => device === ben.keys.id && hashes.has(hash)).map(({ seq }) => seq);
  expect(new Set(shown.filter((seq) => seq > 100 && seq < 1_900)).size).toBeGreaterThan(3);
  both.close();
});

test("who claims entries that nobody has is not believed, and what it has still arrives", async () => {
  const clock = new VirtualClock();
  const replicas = await team(clock, 2);
  const [anna, ben] = replicas as [Replica, Replica];
  await ben.write("this there is");
  const vector = ben.vector.bind(ben);
  const far = { seq: 9_000_000_000_000_000, hash: "ab".repeat(32) };
  ben.vector = () => ({ ...vector(), ["f".repeat(32)]: far });
  const both = new Neighbourhood(clock, new MemoryNetwork(clock, 1), replicas);
  const toReceive: number[] = [];
  for (let step = 0; step < 600; step++) {
    await clock.pass(10);
    toReceive.push(...(both.replications[0]?.status() ?? []).map((peer) => peer.toReceive));
  }
  expect(anna.entryCount).toBe(ben.entryCount);
  expect(toReceive.length).toBeGreaterThan(10);
  expect(Math.max(...toReceive)).toBeLessThan(100);
  both.close();
});

test("a program that meets itself, or a copy of itself, keeps quiet", async () => {
  const clock = new VirtualClock();
  const anna = await Replica.create("Anna", clock);
  const copy = await anna.copy();
  const both = new Neighbourhood(clock, new MemoryNetwork(clock, 1), [anna, copy]);
  await clock.pass(30_000);
  // Exactly one of the two is to go over to a new key.
  const told = both.notices.flatMap((notice) => (notice.code === "profile-copied" ? [[notice.device, notice.isOurs]] : []));
  expect(new Map(told.map(([device, isOurs]) => [isOurs, device]))).toEqual(
    new Map([
      [true, anna.keys.id],
      [false, anna.keys.id],
    ]),
  );
  expect(both.replications.map((replication) => replication.status())).toEqual([[], []]);
  both.close();
});

test("of two connections to one device both ends use the newer, and the other takes over when it ends", async () => {
  const clock = new VirtualClock();
  const replicas = await team(clock, 2);
  const [anna, ben] = replicas as [Replica, Replica];
  const network = new MemoryNetwork(clock, 1);
  const both = new Neighbourhood(clock, network, replicas);
  await clock.pass(2_000);
  const first = both.linkOf(0, 1);
  const second = network.connect(anna.epochRoom);
  both.replications[0]?.addWire(second.wires[0]);
  both.replications[1]?.addWire(second.wires[1]);
  both.allow((a, b) => a === b); // finds nobody anew
  await clock.pass(2_000);
  expect([first?.isOpen, second.isOpen]).toEqual([false, true]);
  await ben.write("over the newer one");
  await clock.pass(500);
  expect(both.haveTheSame()).toBe(true);
  both.close();
});

test("a device that falls silent without a word is gone after two unanswered signs of life, and at once when we have slept", async () => {
  const clock = new VirtualClock();
  const replicas = await team(clock, 2);
  const both = new Neighbourhood(clock, new MemoryNetwork(clock, 1), replicas);
  await clock.pass(20_000);
  expect(both.replications[0]?.status().map(({ state }) => state)).toEqual(["live"]);
  both.replications[0]?.wake();
  await clock.pass(10_000);
  expect(both.replications[0]?.closed()).toEqual({});
  both.linkOf(0, 1)?.stall(true);
  await clock.pass(21_000);
  expect(both.replications[0]?.closed()).toEqual({ silent: 1 });
  await clock.pass(3_000);
  both.linkOf(0, 1)?.stall(true);
  both.replications[0]?.wake();
  await clock.pass(4_500);
  expect(both.replications[0]?.closed()).toEqual({ silent: 2 });
  both.close();
});

test("while the disk refuses the sender waits, and afterwards everything arrives", async () => {
  const clock = new VirtualClock();
  const replicas = await team(clock, 2);
  const [anna, ben] = replicas as [Replica, Replica];
  await anna.writeMany(Array.from({ length: 2_000 }, (_, i) => `entry ${i}`));
  ben.isFull = true;
  const network = new MemoryNetwork(clock, 1);
  const both = new Neighbourhood(clock, network, replicas);
  await clock.pass(60_000);
  expect(both.linkOf(0, 1)?.sentBytes[0]).toBeLessThan(300_000);
  expect(both.notices.map(({ code }) => code)).toContain("store-failed");
  ben.isFull = false;
  expect(await clock.until(() => both.haveTheSame(), 30_000)).toBe(true);
  both.close();
});
