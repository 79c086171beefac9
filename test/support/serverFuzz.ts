import { createSocket } from "node:dgram";
import { once } from "node:events";
import { connect } from "node:net";
import { WebSocket } from "ws";
import type { Chance } from "../../src/lib/chance.ts";

/**
 * What anybody at all may send to the server: request lines, upgrade requests, frames behind a proper greeting, datagrams. Each is made
 * from parts that are right and parts that are not, then sometimes cut or altered, so that it gets further in than noise would.
 */
export type FuzzKind = "request" | "upgrade" | "frames" | "datagram";

export interface FuzzCounts {
  readonly sent: Record<FuzzKind, number>;
  /** Requests and datagrams that were answered: proof that it was not all thrown away at the door. */
  answered: number;
}

const METHODS = ["GET", "HEAD", "POST", "OPTIONS", "TRACE", "CONNECT", "get", "", "\0"];
const HOSTS = ["localhost", "127.0.0.1:80", "[::1]", "[", ":", "a b", "crm.example:99999", "", "%00", "ü.example", "@", "x".repeat(300)];
const PIECES = [
  "/",
  "//",
  "signal",
  "config.json",
  "index.html",
  "..",
  ".",
  "%2e%2e",
  "%",
  "%00",
  "?",
  "#",
  "\\",
  "*",
  ":",
  "@",
  "[",
  "]",
  "é",
];
const JSON_WORDS = [
  "type",
  "topics",
  "topic",
  "data",
  "subscribe",
  "unsubscribe",
  "publish",
  "ping",
  "__proto__",
  "constructor",
  "room",
  "",
];
const KEY = "AAAAAAAAAAAAAAAAAAAAAA==";

const some = (chance: Chance, most: number, make: () => string): string => Array.from({ length: chance.whole(0, most) }, make).join("");
const bytes = (chance: Chance, most: number): Buffer =>
  Buffer.from(Array.from({ length: chance.whole(0, most) }, () => chance.whole(0, 255)));

function target(chance: Chance): string {
  if (chance.happens(0.2)) return "/signal";
  if (chance.happens(0.1)) return `http://${chance.pick(HOSTS)}/${some(chance, 3, () => chance.pick(PIECES))}`;
  return `${chance.happens(0.7) ? "/" : ""}${some(chance, 6, () => chance.pick(PIECES))}`;
}

/** Cut short, a byte changed, a piece twice: sometimes. */
function altered(chance: Chance, given: Buffer): Buffer {
  if (chance.happens(0.6) || given.length === 0) return given;
  const at = chance.whole(0, given.length - 1);
  if (chance.happens(0.4)) return given.subarray(0, at);
  if (chance.happens(0.5)) return Buffer.concat([given.subarray(0, at), bytes(chance, 8), given.subarray(at)]);
  const other = Buffer.from(given);
  other[at] = chance.whole(0, 255);
  return other;
}

function request(chance: Chance): Buffer {
  const headers = [
    chance.happens(0.9) && `Host: ${chance.pick(HOSTS)}`,
    chance.happens(0.3) && `Accept-Encoding: ${chance.pick(["gzip", "br;q=0", ",", "\x01"])}`,
    chance.happens(0.2) && `If-None-Match: ${chance.pick(['"x"', "*", ""])}`,
    chance.happens(0.1) && `Content-Length: ${chance.pick(["0", "-1", "99", "1e3", "x"])}`,
    chance.happens(0.1) && `Transfer-Encoding: ${chance.pick(["chunked", "x"])}`,
    chance.happens(0.1) && `Expect: ${chance.pick(["100-continue", "x"])}`,
    chance.happens(0.1) && `X-Forwarded-For: ${chance.pick(HOSTS)}, ${chance.pick(["1.2.3.4", "::", "x"])}`,
    "Connection: close",
  ];
  const line = `${chance.pick(METHODS)} ${target(chance)} ${chance.pick(["HTTP/1.1", "HTTP/1.0", "HTTP/9", ""])}`;
  return altered(chance, Buffer.from(`${[line, ...headers.filter((one) => one !== false)].join("\r\n")}\r\n\r\n`, "latin1"));
}

function upgrade(chance: Chance): Buffer {
  const headers = [
    `Host: ${chance.pick(HOSTS)}`,
    "Connection: Upgrade",
    `Upgrade: ${chance.happens(0.8) ? "websocket" : chance.pick(["h2c", "", "WebSocket, x"])}`,
    `Sec-WebSocket-Version: ${chance.happens(0.8) ? "13" : chance.pick(["0", "99", "x", ""])}`,
    `Sec-WebSocket-Key: ${chance.happens(0.8) ? KEY : chance.pick(["", "x", "===="])}`,
    chance.happens(0.2) && `Sec-WebSocket-Protocol: ${chance.pick(["", ",", "a,a", "\x01"])}`,
    chance.happens(0.2) && `Sec-WebSocket-Extensions: ${chance.pick(["permessage-deflate", ";", "x=;", ","])}`,
    chance.happens(0.2) && `X-Forwarded-For: ${chance.pick(HOSTS)}`,
  ];
  const head = `GET ${target(chance)} HTTP/1.1\r\n${headers.filter((one) => one !== false).join("\r\n")}\r\n\r\n`;
  return altered(chance, Buffer.concat([Buffer.from(head, "latin1"), chance.happens(0.3) ? bytes(chance, 20) : Buffer.alloc(0)]));
}

function anyJson(chance: Chance, depth: number): unknown {
  if (depth === 0 || chance.happens(0.3)) return chance.pick([null, true, 0, -1, 1e308, "", "team", "x".repeat(300)]);
  if (chance.happens(0.4)) return Array.from({ length: chance.whole(0, 4) }, () => anyJson(chance, depth - 1));
  return Object.fromEntries(Array.from({ length: chance.whole(0, 4) }, () => [chance.pick(JSON_WORDS), anyJson(chance, depth - 1)]));
}

/** As deep as a message may be large: what writes it again step by step runs out of room on the way. */
const nested = (chance: Chance): string => {
  const depth = chance.whole(1, 32_000);
  return `${"[".repeat(depth)}${"]".repeat(depth)}`;
};

function message(chance: Chance): string {
  if (chance.happens(0.15)) return JSON.stringify(anyJson(chance, 4));
  const topics = Array.from({ length: chance.whole(0, 5) }, () => (chance.happens(0.7) ? "team" : anyJson(chance, 2)));
  if (chance.happens(0.5)) return JSON.stringify({ type: chance.pick(["subscribe", "unsubscribe", "ping"]), topics });
  const data = chance.happens(0.03) ? nested(chance) : JSON.stringify(anyJson(chance, 4));
  return `{"type":"publish","topic":"team","data":${data}}`;
}

function frame(chance: Chance): Buffer {
  const opcode = chance.happens(0.8) ? 1 : chance.whole(0, 15);
  const payload = opcode === 1 ? Buffer.from(message(chance)) : bytes(chance, 140);
  const isMasked = chance.happens(0.95);
  const head = [(chance.happens(0.9) ? 0x80 : chance.whole(0, 255) & 0xf0) | opcode];
  const flag = isMasked ? 0x80 : 0;
  if (payload.length < 126) head.push(flag | payload.length);
  else if (payload.length < 65_536) head.push(flag | 126, payload.length >> 8, payload.length & 255);
  else head.push(flag | 127, 0, 0, 0, 0, 0, payload.length >> 16, (payload.length >> 8) & 255, payload.length & 255);
  const key = isMasked ? Buffer.from([1, 2, 3, 4]) : Buffer.alloc(0);
  const body = isMasked ? payload.map((byte, i) => byte ^ (key[i & 3] ?? 0)) : payload;
  return altered(chance, Buffer.concat([Buffer.from(head), key, body]));
}

function frames(chance: Chance): Buffer {
  const greeting = `GET /signal HTTP/1.1\r\nHost: x\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: ${KEY}\r\n\r\n`;
  // In the room first: what the others say then comes back.
  return Buffer.concat([
    Buffer.from(greeting),
    plainFrame('{"type":"subscribe","topics":["team"]}'),
    ...Array.from({ length: chance.whole(1, 6) }, () => frame(chance)),
  ]);
}

function plainFrame(text: string): Buffer {
  const payload = Buffer.from(text);
  return Buffer.concat([Buffer.from([0x81, 0x80 | payload.length, 0, 0, 0, 0]), payload]);
}

function datagram(chance: Chance): Buffer {
  const right = Buffer.from("000100002112a442b7e7a701bc34d686fa87dfae", "hex");
  if (chance.happens(0.3)) return bytes(chance, 64);
  if (chance.happens(0.3)) return right;
  return altered(chance, Buffer.concat([right, bytes(chance, 32)]));
}

const makers = { request, upgrade, frames };

/** Says it on a connection of its own and hangs up; true if anything was answered. */
function say(port: number, said: Buffer): Promise<boolean> {
  return new Promise((done) => {
    const socket = connect({ port, host: "127.0.0.1" });
    let isAnswered = false;
    socket.on("data", () => {
      isAnswered = true;
    });
    // Hung up on by the server: as good an answer as any.
    socket.on("error", () => undefined);
    socket.on("close", () => done(isAnswered));
    socket.end(said);
  });
}

/** Sends so many of each kind in turn, several at a time, and stops early when the server is gone. */
export async function fuzzServer(
  server: { readonly port: number; readonly isAlive: boolean },
  chance: Chance,
  total: number,
  atOnce = 16,
): Promise<FuzzCounts> {
  const kinds: readonly FuzzKind[] = ["request", "upgrade", "frames", "datagram"];
  const counts: FuzzCounts = { sent: { request: 0, upgrade: 0, frames: 0, datagram: 0 }, answered: 0 };
  const udp = createSocket("udp4");
  udp.on("message", () => counts.answered++);
  udp.bind(0, "127.0.0.1");
  await once(udp, "listening");
  for (let sent = 0; sent < total && server.isAlive; sent += atOnce) {
    const round = Array.from({ length: Math.min(atOnce, total - sent) }, async (_, i) => {
      const kind = kinds[(sent + i) % kinds.length] as FuzzKind;
      counts.sent[kind]++;
      if (kind === "datagram") {
        await new Promise<void>((done) => udp.send(datagram(chance), server.port, "127.0.0.1", () => done()));
      } else if (await say(server.port, makers[kind](chance))) counts.answered++;
    });
    await Promise.all(round);
  }
  udp.close();
  return counts;
}

/** The page, the meeting point and STUN, each asked once. */
export async function servesAll(port: number): Promise<boolean> {
  const page = await (await fetch(`http://127.0.0.1:${port}/`)).text();
  const socket = new WebSocket(`ws://127.0.0.1:${port}/signal`);
  await once(socket, "open");
  socket.send('{"type":"ping"}');
  const [pong] = (await once(socket, "message")) as [Buffer];
  socket.terminate();
  const udp = createSocket("udp4");
  udp.send(Buffer.from("000100002112a442b7e7a701bc34d686fa87dfae", "hex"), port, "127.0.0.1");
  const [answer] = (await once(udp, "message")) as [Buffer];
  udp.close();
  return page === "<!doctype html>page" && String(pong) === '{"type":"pong"}' && answer.length === 32;
}
