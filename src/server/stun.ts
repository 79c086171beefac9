import { createSocket, type Socket } from "node:dgram";
import { addressBytes } from "./network.ts";

/**
 * Tells a browser under which address the world sees it (STUN binding, RFC 5389), so that devices behind one router each find a way to
 * each other without asking a third party. A request is answered with one datagram hardly larger than itself: nothing to amplify.
 */
const BINDING_REQUEST = 0x0001;
const BINDING_RESPONSE = 0x0101;
const MAGIC_COOKIE = 0x2112a442;
const HEADER_BYTES = 20;
const XOR_MAPPED_ADDRESS = 0x0020;
const FAMILY_IPV4 = 0x01;
const FAMILY_IPV6 = 0x02;

/** The answer to a binding request, or nothing for anything else. */
export function answerBinding(request: Uint8Array, from: { address: string; port: number }): Uint8Array | undefined {
  if (request.byteLength < HEADER_BYTES) return undefined;
  const asked = new DataView(request.buffer, request.byteOffset, request.byteLength);
  if (asked.getUint16(0) !== BINDING_REQUEST || asked.getUint32(4) !== MAGIC_COOKIE) return undefined;
  if (asked.getUint16(2) !== request.byteLength - HEADER_BYTES || request.byteLength % 4 !== 0) return undefined;

  const address = addressBytes(from.address);
  const answer = new Uint8Array(HEADER_BYTES + 8 + address.length);
  const view = new DataView(answer.buffer);
  view.setUint16(0, BINDING_RESPONSE);
  view.setUint16(2, 8 + address.length);
  // Cookie and transaction id, which also are what addresses are xored with.
  answer.set(request.subarray(4, HEADER_BYTES), 4);
  const mask = answer.subarray(4, HEADER_BYTES);
  view.setUint16(HEADER_BYTES, XOR_MAPPED_ADDRESS);
  view.setUint16(HEADER_BYTES + 2, 4 + address.length);
  view.setUint8(HEADER_BYTES + 5, address.length === 4 ? FAMILY_IPV4 : FAMILY_IPV6);
  view.setUint16(HEADER_BYTES + 6, from.port ^ (MAGIC_COOKIE >>> 16));
  for (const [i, byte] of address.entries()) answer[HEADER_BYTES + 8 + i] = byte ^ (mask[i] ?? 0);
  return answer;
}

export interface Stun {
  readonly port: number;
  close(): Promise<void>;
}

/** Answers on both IP versions; a machine with only one of them serves that one. */
export async function openStun(port: number): Promise<Stun> {
  const ipv4 = await listen(createSocket({ type: "udp4" }), port);
  const bound = ipv4?.address().port ?? port;
  const ipv6 = await listen(createSocket({ type: "udp6", ipv6Only: true }), bound);
  const sockets = [ipv4, ipv6].filter((socket) => socket !== undefined);
  if (sockets.length === 0) throw new Error(`UDP port ${port} is taken`);
  return {
    port: bound,
    async close() {
      await Promise.all(sockets.map((socket) => new Promise<void>((done) => socket.close(() => done()))));
    },
  };
}

function listen(socket: Socket, port: number): Promise<Socket | undefined> {
  return new Promise((done) => {
    socket.once("error", () => {
      socket.close();
      done(undefined);
    });
    socket.bind(port, () => {
      socket.removeAllListeners("error");
      answerAll(socket);
      done(socket);
    });
  });
}

/** Answers whatever arrives; nothing that arrives may end more than its own answer. */
export function answerAll(socket: Socket): void {
  // A send that fails (the asker is gone) is nothing to tell anybody.
  socket.on("error", () => undefined);
  socket.on("message", (request, from) => {
    // Anybody can write port 0 into a datagram, and nobody can be answered there: send would throw.
    if (from.port === 0) return;
    try {
      const answer = answerBinding(request, from);
      if (answer) socket.send(answer, from.port, from.address);
    } catch {
      // An address this system cannot send to.
    }
  });
}
