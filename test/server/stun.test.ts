import { createSocket } from "node:dgram";
import { once } from "node:events";
import { afterEach, describe, expect, test } from "vitest";
import { answerAll, answerBinding, openStun } from "../../src/server/stun.ts";

const closers: (() => unknown)[] = [];
afterEach(async () => {
  await Promise.all(closers.splice(0).map((close) => close()));
});

/** RFC 5769, 2: the transaction id and addresses of the published test vectors. */
const TRANSACTION = "b7e7a701bc34d686fa87dfae";
const bindingRequest = Buffer.from(`00010000${"2112a442"}${TRANSACTION}`, "hex");

describe("STUN", () => {
  test("answers an address of IPv4 as the standard's example does", () => {
    const answer = answerBinding(bindingRequest, { address: "192.0.2.1", port: 32853 });
    expect(Buffer.from(answer ?? []).toString("hex")).toBe(`0101000c2112a442${TRANSACTION}002000080001a147e112a643`);
  });

  test("answers an address of IPv6 as the standard's example does", () => {
    const answer = answerBinding(bindingRequest, { address: "2001:db8:1234:5678:11:2233:4455:6677", port: 32853 });
    expect(Buffer.from(answer ?? []).toString("hex")).toBe(
      `010100182112a442${TRANSACTION}002000140002a1470113a9faa5d3f179bc25f4b5bed2b9d9`,
    );
  });

  test("takes an IPv4 address in IPv6 clothes for what it is, and reads shortened ones", () => {
    const plain = answerBinding(bindingRequest, { address: "192.0.2.1", port: 1 });
    expect(answerBinding(bindingRequest, { address: "::ffff:192.0.2.1", port: 1 })).toEqual(plain);
    const long = answerBinding(bindingRequest, { address: "fe80:0:0:0:0:0:0:1", port: 1 });
    expect(answerBinding(bindingRequest, { address: "fe80::1%eth0", port: 1 })).toEqual(long);
  });

  test("says nothing to what is no binding request", () => {
    const from = { address: "192.0.2.1", port: 1 };
    const withoutCookie = Buffer.from(bindingRequest);
    withoutCookie[4] = 0;
    const wrongLength = Buffer.concat([bindingRequest, Buffer.alloc(4)]);
    const response = Buffer.from(bindingRequest);
    response[0] = 1;
    for (const garbage of [
      Buffer.alloc(0),
      bindingRequest.subarray(0, 19),
      withoutCookie,
      wrongLength,
      response,
      Buffer.alloc(1500, 0xff),
    ]) {
      expect(answerBinding(garbage, from)).toBeUndefined();
    }
  });

  test.each([
    ["udp4", "127.0.0.1", "01"],
    ["udp6", "::1", "02"],
  ] as const)("tells a device that asks over %s its address and port", async (kind, host, family) => {
    const stun = await openStun(0);
    closers.push(() => stun.close());
    const asker = createSocket(kind);
    asker.bind(0, host);
    await once(asker, "listening");
    closers.push(() => asker.close());
    // Garbage before must not silence it.
    asker.send("garbage", stun.port, host);
    asker.send(bindingRequest, stun.port, host);
    const [answer] = (await once(asker, "message")) as [Buffer];
    expect(answer.subarray(0, 2).toString("hex")).toBe("0101");
    expect(answer.subarray(8, 20).toString("hex")).toBe(TRANSACTION);
    expect(answer.subarray(25, 26).toString("hex")).toBe(family);
    expect(answer.readUInt16BE(26) ^ 0x2112).toBe(asker.address().port);
  });

  test("takes no notice of a port that nobody can be answered at, and goes on", async () => {
    const socket = createSocket("udp4");
    closers.push(() => socket.close());
    answerAll(socket);
    const asker = createSocket("udp4");
    closers.push(() => asker.close());
    for (const one of [socket, asker]) {
      one.bind(0, "127.0.0.1");
      await once(one, "listening");
    }
    // As Node tells of a datagram whose sender wrote 0 as its port; a socket of ours cannot send one.
    socket.emit("message", bindingRequest, { address: "127.0.0.1", family: "IPv4", port: 0, size: bindingRequest.length });
    socket.emit("message", bindingRequest, { address: "nowhere", family: "IPv4", port: 70_000, size: bindingRequest.length });
    asker.send(bindingRequest, socket.address().port, "127.0.0.1");
    const [answer] = (await once(asker, "message")) as [Buffer];
    expect(answer.subarray(8, 20).toString("hex")).toBe(TRANSACTION);
  });
});
