import { afterEach, expect, test } from "vitest";
import { acceptWires, serveWires } from "../../src/sync/bridge.ts";
import { type Lane, largestFrame, type Wire } from "../../src/sync/wire.ts";

const ends: (() => void)[] = [];
afterEach(() => {
  for (const end of ends.splice(0)) end();
});

/** A transport that takes what it is given when the test says so. */
function makeTransport(id = "wire") {
  const taken: { lane: Lane; frame: Uint8Array }[] = [];
  const waiting: (() => void)[] = [];
  let closed = 0;
  const wire: Wire = {
    id,
    room: "room",
    fingerprints: { local: "sha-256 aa", remote: "sha-256 bb" },
    maxFrame: largestFrame,
    send: (lane, frame) =>
      new Promise((resolve) => {
        taken.push({ lane, frame });
        waiting.push(resolve);
      }),
    onFrame: null,
    onClose: null,
    close: () => void closed++,
  };
  return { wire, taken, takeAll: () => waiting.splice(0).forEach((resume) => resume()), timesClosed: () => closed };
}

async function openBridge(transport: ReturnType<typeof makeTransport>) {
  const { port1, port2 } = new MessageChannel();
  const window = serveWires(port1);
  let arrive: (wire: Wire) => void = () => {};
  const arrived = new Promise<Wire>((resolve) => {
    arrive = resolve;
  });
  const endWires = acceptWires(port2, (wire) => arrive(wire));
  ends.push(endWires, window.close);
  window.onWire(transport.wire);
  return { window, endWires, wire: await arrived };
}

const until = async (isSo: () => boolean) => {
  while (!isSo()) await new Promise((resolve) => setImmediate(resolve));
};

test("what arrives before the engine listens is kept, and then comes in order", async () => {
  const transport = makeTransport();
  const { wire } = await openBridge(transport);
  expect({ ...wire, onFrame: undefined }).toMatchObject({
    id: "wire",
    room: "room",
    fingerprints: transport.wire.fingerprints,
    maxFrame: largestFrame,
  });
  transport.wire.onFrame?.("control", new Uint8Array([1]));
  transport.wire.onFrame?.("bulk", new Uint8Array([9, 2, 9]).subarray(1, 2));
  await new Promise((resolve) => setImmediate(resolve));
  const heard: unknown[] = [];
  wire.onFrame = (lane, frame) => heard.push([lane, ...frame]);
  transport.wire.onFrame?.("control", new Uint8Array([3]));
  await until(() => heard.length === 3);
  expect(heard).toEqual([
    ["control", 1],
    ["bulk", 2],
    ["control", 3],
  ]);
});

test("the engine waits while the transport takes nothing, each lane for itself", async () => {
  const transport = makeTransport();
  const { wire } = await openBridge(transport);
  let sent = 0;
  void (async () => {
    for (let i = 0; i < 100; i++) {
      await wire.send("bulk", new Uint8Array(largestFrame));
      sent++;
    }
  })();
  await until(() => transport.taken.length >= 8);
  await wire.send("control", new Uint8Array([7]));
  await until(() => transport.taken.some(({ lane }) => lane === "control"));
  expect(sent).toBeLessThan(10);
  while (sent < 100) {
    transport.takeAll();
    await new Promise((resolve) => setImmediate(resolve));
  }
  await until(() => transport.taken.length === 101);
});

test("an end on either side is an end on both, told once, and nobody waits for ever", async () => {
  const first = makeTransport();
  const one = await openBridge(first);
  let told = 0;
  one.wire.onClose = () => void told++;
  const waits = Promise.all(Array.from({ length: 20 }, () => one.wire.send("bulk", new Uint8Array(largestFrame))));
  first.wire.onClose?.();
  await waits;
  await until(() => told === 1);
  await one.wire.send("bulk", new Uint8Array(1));

  const second = makeTransport();
  const two = await openBridge(second);
  two.wire.close();
  await until(() => second.timesClosed() === 1);

  const third = makeTransport();
  const three = await openBridge(third);
  let isOver = false;
  three.wire.onClose = () => {
    isOver = true;
  };
  three.endWires();
  expect(isOver).toBe(true);
});
