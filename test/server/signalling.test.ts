import { once } from "node:events";
import { createServer } from "node:http";
import { type AddressInfo, connect } from "node:net";
import { afterEach, describe, expect, test } from "vitest";
import { WebSocket } from "ws";
import { openSignalling, type SignallingLimits } from "../../src/server/signalling.ts";

const closers: (() => void)[] = [];
afterEach(() => {
  for (const close of closers.splice(0)) close();
});

async function meetingPoint(limits: Partial<SignallingLimits> = {}) {
  const signalling = openSignalling(limits);
  const server = createServer();
  server.on("upgrade", (request, socket, head) => signalling.upgrade(request, socket, head) || socket.destroy());
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  closers.push(() => {
    signalling.close();
    server.close();
  });
  return { signalling, port: (server.address() as AddressInfo).port };
}

/** `from`: as a proxy on this computer tells where it comes from. */
async function device(port: number, from?: string) {
  const socket = new WebSocket(`ws://127.0.0.1:${port}/signal`, from ? { headers: { "x-forwarded-for": from } } : {});
  const heard: unknown[] = [];
  socket.on("message", (data) => heard.push(JSON.parse(data.toString())));
  await once(socket, "open");
  const say = (message: unknown) => socket.send(typeof message === "string" ? message : JSON.stringify(message));
  /** Everything said before this is dealt with when the answer is here: a connection is served in order. */
  const served = async () => {
    const answer = once(socket, "message");
    say({ type: "ping" });
    await answer;
    expect(heard.pop()).toEqual({ type: "pong" });
  };
  return { socket, heard, say, served };
}

describe("the meeting point", () => {
  test("brings what one device says in a room to all who are in it, with how many they are", async () => {
    const { port } = await meetingPoint();
    const [desk, phone, stranger] = await Promise.all([device(port), device(port), device(port)]);
    desk.say({ type: "subscribe", topics: ["team"] });
    phone.say({ type: "subscribe", topics: ["team"] });
    stranger.say({ type: "subscribe", topics: ["other"] });
    await Promise.all([desk.served(), phone.served(), stranger.served()]);

    const arrives = once(phone.socket, "message");
    desk.say({ type: "publish", topic: "team", data: "sealed", extra: "not relayed" });
    await arrives;
    await stranger.served();

    const said = { type: "publish", topic: "team", data: "sealed", clients: 2 };
    expect(phone.heard).toEqual([said]);
    expect(desk.heard).toEqual([said]);
    expect(stranger.heard).toEqual([]);
  });

  test("says nothing to a device that has left the room", async () => {
    const { port } = await meetingPoint();
    const [desk, phone] = await Promise.all([device(port), device(port)]);
    phone.say({ type: "subscribe", topics: ["team"] });
    phone.say({ type: "unsubscribe", topics: ["team"] });
    await phone.served();
    desk.say({ type: "publish", topic: "team", data: 1 });
    await desk.served();
    await phone.served();
    expect(phone.heard).toEqual([]);
  });

  test("survives what it cannot read", async () => {
    const { port } = await meetingPoint();
    const desk = await device(port);
    const garbage = [
      "",
      "not json",
      "null",
      "[]",
      "7",
      '{"type":7}',
      '{"type":"subscribe"}',
      '{"type":"subscribe","topics":7}',
      '{"type":"subscribe","topics":[null,{},""]}',
      '{"type":"publish"}',
      '{"type":"publish","topic":{}}',
      '{"type":"__proto__"}',
      "{".repeat(5000),
    ];
    for (const text of garbage) desk.say(text);
    desk.socket.send(new Uint8Array([0, 255, 128]));
    await desk.served();
    expect(desk.heard).toEqual([]);
  });

  test("survives a connection that breaks in the middle of its greeting", async () => {
    const { port } = await meetingPoint();
    const socket = connect(port, "127.0.0.1");
    await once(socket, "connect");
    socket.write(
      "GET /signal HTTP/1.1\r\nHost: x\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n\r\n",
    );
    socket.resetAndDestroy();
    const desk = await device(port);
    await desk.served();
  });

  test("does not answer elsewhere", async () => {
    const { port } = await meetingPoint();
    const socket = new WebSocket(`ws://127.0.0.1:${port}/elsewhere`);
    const [error] = (await once(socket, "error")) as [Error];
    expect(error.message).toMatch(/hang up|ECONNRESET/);
  });

  test("shuts out a device that says too much at once, and only that one", async () => {
    const { port } = await meetingPoint({ messagesInABurst: 20, messagesPerSecond: 1 });
    const [loud, quiet] = await Promise.all([device(port), device(port)]);
    const closed = once(loud.socket, "close");
    for (let i = 0; i < 100; i++) loud.say({ type: "ping" });
    expect((await closed)[0]).toBe(1008);
    await quiet.served();
  });

  test("shuts out a device whose message is larger than any offer", async () => {
    const { port } = await meetingPoint({ messageBytes: 1000 });
    const [large, quiet] = await Promise.all([device(port), device(port)]);
    const closed = once(large.socket, "close");
    large.say({ type: "publish", topic: "team", data: "x".repeat(2000) });
    expect((await closed)[0]).toBe(1009);
    await quiet.served();
  });

  test("lets nobody sit in more rooms than a device needs", async () => {
    const { port } = await meetingPoint({ topicsPerConnection: 2 });
    const [greedy, desk] = await Promise.all([device(port), device(port)]);
    greedy.say({ type: "subscribe", topics: ["a", "b", "c"] });
    await greedy.served();
    for (const topic of ["a", "b", "c"]) desk.say({ type: "publish", topic, data: topic });
    await desk.served();
    await greedy.served();
    expect(greedy.heard).toMatchObject([{ topic: "a" }, { topic: "b" }]);
  });

  test("turns devices away when it is full", async () => {
    const { port } = await meetingPoint({ connections: 1 });
    await device(port);
    const second = new WebSocket(`ws://127.0.0.1:${port}/signal`);
    expect((await once(second, "close"))[0]).toBe(1013);
  });

  test("turns away who comes too often from one address, and nobody else", async () => {
    const { port } = await meetingPoint({ connectionsPerAddress: 2 });
    const [first] = await Promise.all(
      ["203.0.113.7", "spoofed, 203.0.113.7", "2001:db8::1", "2001:db8:0:0:5::2"].map((from) => device(port, from)),
    );
    const turnedAway = async (from: string) => (await once((await device(port, from)).socket, "close"))[0];
    expect([await turnedAway("203.0.113.7"), await turnedAway("2001:db8::9")]).toEqual([1013, 1013]);
    const [other, local] = [await device(port, "203.0.113.8"), await device(port)];
    await Promise.all([other.served(), local.served()]);
    // One goes, and there is room for one.
    first?.socket.terminate();
    const isServed = async () => {
      const again = await device(port, "203.0.113.7");
      return Promise.race([once(again.socket, "close").then(() => false), again.served().then(() => true)]);
    };
    await expect.poll(isServed).toBe(true);
  });

  test("lets no more into a room than a team has devices", async () => {
    const { port } = await meetingPoint({ subscribersPerTopic: 2 });
    const all = await Promise.all([device(port), device(port), device(port)]);
    for (const one of all) {
      one.say({ type: "subscribe", topics: ["team"] });
      await one.served();
    }
    all[0]?.say({ type: "subscribe", topics: ["team"] });
    all[2]?.say({ type: "publish", topic: "team", data: 1 });
    for (const one of all.toReversed()) await one.served();
    expect(all.map(({ heard }) => heard.length)).toEqual([1, 1, 0]);
    all[0]?.say({ type: "unsubscribe", topics: ["team"] });
    await all[0]?.served();
    all[2]?.say({ type: "subscribe", topics: ["team"] });
    all[2]?.say({ type: "publish", topic: "team", data: 2 });
    await all[2]?.served();
    expect(all[2]?.heard).toEqual([{ type: "publish", topic: "team", data: 2, clients: 2 }]);
  });

  test("passes on no more than so many bytes for one address, also when it comes again", async () => {
    const data = "x".repeat(10_000);
    const { port } = await meetingPoint({ relayedBytesInABurst: 50_000, relayedBytesPerSecond: 0 });
    const [desk, phone] = await Promise.all([device(port), device(port)]);
    for (const one of [desk, phone]) one.say({ type: "subscribe", topics: ["team"] });
    await Promise.all([desk.served(), phone.served()]);
    for (let round = 0; round < 3; round++) {
      const loud = await device(port, "203.0.113.7");
      loud.say({ type: "publish", topic: "team", data });
      await loud.served();
      loud.socket.terminate();
    }
    const quiet = await device(port, "203.0.113.8");
    quiet.say({ type: "publish", topic: "team", data: "short" });
    await quiet.served();
    await phone.served();
    expect(phone.heard.map((one) => (one as { data: string }).data)).toEqual([data, data, "short"]);
  });

  test("forgets a device that no longer answers", async () => {
    const { port, signalling } = await meetingPoint({ silenceMs: 20 });
    const desk = await device(port);
    // A frozen device: its socket is open, and nobody reads it.
    desk.socket.pause();
    await expect.poll(() => signalling.connections).toBe(0);
  });
});
