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

async function device(port: number, path = "/signal") {
  const socket = new WebSocket(`ws://127.0.0.1:${port}${path}`);
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

  test("forgets a device that no longer answers", async () => {
    const { port, signalling } = await meetingPoint({ silenceMs: 20 });
    const desk = await device(port);
    // A frozen device: its socket is open, and nobody reads it.
    desk.socket.pause();
    await expect.poll(() => signalling.connections).toBe(0);
  });
});
