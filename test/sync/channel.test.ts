import { expect, test, vi } from "vitest";
import { Chance } from "../../src/lib/chance.ts";
import { Writer } from "../../src/sync/binary.ts";
import { type ChannelOptions, openChannel } from "../../src/sync/channel.ts";
import { sealedFrame } from "../../src/sync/frame.ts";
import { greet, type Secured } from "../../src/sync/handshake.ts";
import type { CloseReason } from "../../src/sync/status.ts";
import type { Lane } from "../../src/sync/wire.ts";
import { type Link, type LinkSettings, MemoryNetwork, VirtualClock } from "../support/network.ts";

// Virtual minutes of real cryptography, on whatever machine.
vi.setConfig({ testTimeout: 120_000 });

const room = { name: "room", password: "password" };

interface End {
  secured: Secured | null;
  readonly heard: { lane: Lane; message: Uint8Array }[];
  failure: CloseReason | null;
  handle: () => Promise<void>;
}

/** Two ends that hold the room's password, and the link between them. */
async function connect(clock: VirtualClock, settings: Partial<LinkSettings> = {}, seed = 1): Promise<{ ends: [End, End]; link: Link }> {
  const link = new MemoryNetwork(clock, seed, settings).connect(room.name);
  const ends = link.wires.map((wire) => {
    const end: End = { secured: null, heard: [], failure: null, handle: async () => {} };
    greet({
      wire,
      room,
      timers: clock,
      isNewcomer: false,
      onSecured: (secured) => {
        end.secured = secured;
      },
      onMessage: (lane, message) => {
        end.heard.push({ lane, message });
        return end.handle();
      },
      onFail: (reason) => {
        end.failure = reason;
      },
      onBytes: () => {},
    });
    return end;
  }) as [End, End];
  await clock.pass(2_000);
  return { ends, link };
}

function messageOf(length: number): Uint8Array {
  const message = new Uint8Array(length);
  for (let i = 0; i < length; i++) message[i] = i * 31 + (i >> 8);
  return message;
}

test("messages of one byte to 64 MiB arrive whole, in order, whatever frame the wire allows", async () => {
  const clock = new VirtualClock();
  for (const [maxFrame, sizes] of [
    [65_536, [1, 2, 65_517, 65_518, 65_519, 65_520, 131_000, 1_000_003, 64 * 2 ** 20]],
    [1_200, [1, 1_181, 1_182, 1_183, 1_184, 5_000, 300_000]],
  ] as const) {
    const { ends } = await connect(clock, { maxFrame, bytesPerSecond: 50_000_000 });
    const messages = sizes.map((size) => messageOf(size));
    for (const message of messages) void ends[0].secured?.channel.send("bulk", message);
    await clock.until(() => ends[1].heard.length === sizes.length);
    expect(ends[1].heard.map(({ message }) => message.length)).toEqual(sizes);
    expect(ends[1].heard.every(({ message }, i) => Buffer.compare(message, messages[i] as Uint8Array) === 0)).toBe(true);
    expect(ends.map(({ failure }) => failure)).toEqual([null, null]);
  }
});

test("a control message passes a bulk transfer under way", async () => {
  const clock = new VirtualClock();
  const { ends } = await connect(clock, { bytesPerSecond: 1_000_000 });
  void ends[0].secured?.channel.send("bulk", messageOf(20 * 2 ** 20));
  await clock.pass(1_000);
  void ends[0].secured?.channel.send("control", messageOf(10));
  await clock.pass(100);
  expect(ends[1].heard.map(({ lane }) => lane)).toEqual(["control"]);
});

test("a receiver whose disk stalls for a minute stops the sender, and then gets everything", async () => {
  const clock = new VirtualClock();
  const { ends, link } = await connect(clock, { bytesPerSecond: 50_000_000 });
  const [sender, receiver] = ends;
  let isStuck = true;
  receiver.handle = async () => {
    while (isStuck) await new Promise<void>((resolve) => clock.after(1_000, resolve));
  };
  let accepted = 0;
  const message = messageOf(512 * 1024);
  const count = 60;
  void (async () => {
    for (let i = 0; i < count; i++) {
      await sender.secured?.channel.send("bulk", message);
      accepted++;
    }
  })();
  await clock.pass(60_000);
  // What the sender has let go of and the receiver has not dealt with: the credit, and nothing more.
  expect(accepted * message.length).toBeLessThanOrEqual(5 * 2 ** 20);
  expect(link.waitingBytes()).toBe(0);
  isStuck = false;
  await clock.until(() => receiver.heard.length === count);
  expect(receiver.heard.length).toBe(count);
});

/** A sender whose program is its own: it seals frames as a channel does, and minds nothing else. */
async function makeSender(key: CryptoKey): Promise<(plain: Uint8Array) => Promise<Uint8Array>> {
  let counter = 0;
  return async (plain) => {
    const iv = new Uint8Array(12);
    new DataView(iv.buffer).setBigUint64(4, BigInt(counter++));
    const sealed = new Uint8Array(await crypto.subtle.encrypt({ name: "AES-GCM", iv }, key, plain.slice()));
    return new Writer().byte(sealedFrame).take(sealed).done();
  };
}

async function makeReceiver(options: Partial<ChannelOptions> = {}) {
  const generate = () => crypto.subtle.generateKey({ name: "AES-GCM", length: 256 }, false, ["encrypt", "decrypt"]);
  const [control, bulk] = [await generate(), await generate()];
  const failures: CloseReason[] = [];
  const heard: Uint8Array[] = [];
  const channel = openChannel({
    wire: new MemoryNetwork(new VirtualClock(), 1).connect(room.name).wires[0],
    keys: { control: { send: control, receive: control }, bulk: { send: bulk, receive: bulk } },
    onMessage: (_, message) => void heard.push(message),
    onFail: (reason) => void failures.push(reason),
    ...options,
  });
  const seal = { control: await makeSender(control), bulk: await makeSender(bulk) };
  return { channel, seal, failures, heard };
}

/** Everything that was given to the channel has been looked at. */
const settled = () => new VirtualClock().settle();
const whole = 0;

test("a sender that takes more than its credit is cut off at the window, whatever the receiver is busy with", async () => {
  let handling = 0;
  const { channel, seal, failures } = await makeReceiver({
    onMessage: () => {
      handling++;
      // A disk that never answers.
      return new Promise(() => undefined);
    },
  });
  const chunk = messageOf(60_000);
  let taken = 0;
  for (; taken < 1_000 && failures.length === 0; taken++) {
    channel.feed("bulk", await seal.bulk(new Writer().byte(whole).take(chunk).done()));
    await settled();
  }
  expect(failures).toEqual(["flooded"]);
  expect(handling).toBe(1);
  expect((taken - 1) * chunk.length).toBeLessThanOrEqual(4 * 2 ** 20);
  expect(taken * chunk.length).toBeGreaterThan(4 * 2 ** 20);
});

test("before the other end has proved who it is one short message is read, and little else is kept", async () => {
  const caution = { firstBytes: 100, bytes: 1_000, allowsBulk: true };
  const say = (length: number) => new Writer().byte(whole).take(messageOf(length)).done();
  const first = await makeReceiver({ caution });
  for (const [lane, length] of [
    ["bulk", 200],
    ["control", 100],
    ["control", 200],
  ] as const)
    first.channel.feed(lane, await first.seal[lane](say(length)));
  await settled();
  expect([first.heard.map(({ length }) => length), first.failures]).toEqual([[100], []]);
  first.channel.trust(250);
  await settled();
  expect(first.heard.map(({ length }) => length).toSorted((a, b) => a - b)).toEqual([100, 200, 200]);
  first.channel.feed("bulk", await first.seal.bulk(say(51)));
  await settled();
  expect(first.failures).toEqual(["flooded"]);

  const tooLong = await makeReceiver({ caution });
  tooLong.channel.feed("control", await tooLong.seal.control(say(101)));
  const tooMuch = await makeReceiver({ caution });
  for (let i = 0; i < 10; i++) tooMuch.channel.feed("control", await tooMuch.seal.control(say(100)));
  const bulky = await makeReceiver({ caution: { ...caution, allowsBulk: false } });
  bulky.channel.feed("bulk", await bulky.seal.bulk(say(1)));
  await settled();
  expect([tooLong, tooMuch, bulky].map(({ failures }) => failures)).toEqual([["flooded"], ["flooded"], ["flooded"]]);
  expect([tooLong, bulky].map(({ heard }) => heard)).toEqual([[], []]);
});

test("a connection that takes nothing for a minute holds no more than its own buffers", async () => {
  const clock = new VirtualClock();
  const { ends, link } = await connect(clock, { bytesPerSecond: 50_000_000 });
  link.stall(true);
  let accepted = 0;
  void (async () => {
    for (; accepted < 60; accepted++) await ends[0].secured?.channel.send("bulk", messageOf(512 * 1024));
  })();
  await clock.pass(60_000);
  expect(link.waitingBytes()).toBeLessThan(2 * 2 ** 20);
  expect(accepted).toBeLessThan(16);
  link.stall(false);
  await clock.until(() => ends[1].heard.length === 60);
  expect(ends[1].heard.length).toBe(60);
});

test("a frame lost, repeated, moved, cut or altered ends the connection and is never believed", async () => {
  const kinds = ["drop", "duplicate", "reorder", "truncate", "corrupt"] as const;
  let ended = 0;
  for (const [index, kind] of kinds.entries()) {
    for (let seed = 1; seed <= 8; seed++) {
      const clock = new VirtualClock();
      const { ends, link } = await connect(clock, { faults: { [kind]: 0.05 } }, seed * 10 + index);
      const messages = Array.from({ length: 40 }, (_, i) => messageOf(1_000 + i));
      for (const message of messages) void ends[0].secured?.channel.send(seed % 2 ? "bulk" : "control", message);
      await clock.pass(5_000);
      // A prefix of what was sent, byte for byte.
      for (const [i, { message }] of ends[1].heard.entries()) expect(Buffer.compare(message, messages[i] as Uint8Array)).toBe(0);
      if (ends[1].failure) ended++;
      link.break();
    }
  }
  expect(ended).toBeGreaterThan(20);
});

test("noise on a wire is refused without harm", async () => {
  const chance = new Chance(7);
  let refused = 0;
  for (let run = 0; run < 300; run++) {
    const clock = new VirtualClock();
    const network = new MemoryNetwork(clock, run);
    const link = network.connect(room.name);
    let failure: CloseReason | null = null;
    const stop = greet({
      wire: link.wires[0],
      room,
      timers: clock,
      isNewcomer: false,
      onSecured: () => {},
      onMessage: () => {
        throw new Error("noise was believed");
      },
      onFail: (reason) => {
        failure = reason;
        refused++;
      },
      onBytes: () => {},
    });
    await clock.settle();
    for (let i = 0; i < 10; i++) {
      const noise = Uint8Array.from({ length: chance.pick([0, 1, 2, 52, 53, 300, 5_000]) }, () => chance.whole(0, 255));
      // Half of it begins like a hello that one could answer.
      if (run % 2 && noise.length > 3) noise.set([0, 1, 1, 0]);
      link.inject(0, chance.pick(["control", "bulk"]), noise);
    }
    await clock.settle();
    if (failure === null) stop();
  }
  expect(refused).toBeGreaterThan(150);
});
