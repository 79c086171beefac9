import { X509Certificate } from "node:crypto";
import { readFile } from "node:fs/promises";
import { createServer as createHttpServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { createServer as createHttpsServer } from "node:https";
import { type AddressInfo, createServer as createTcpServer, type Socket } from "node:net";
import { join } from "node:path";
import { type Credentials, fingerprintOf } from "./certificate.ts";
import { securityHeaders } from "./headers.ts";
import { asHost, isThisComputer } from "./network.ts";
import { openSignalling, type SignallingLimits } from "./signalling.ts";
import { openStaticFiles, refuse } from "./staticFiles.ts";
import { openStun } from "./stun.ts";
import { trustMeaning, trustSteps } from "./trustSteps.ts";

export interface ServeOptions {
  folder: string;
  /** 0 takes any free one. */
  port: number;
  credentials?: Credentials;
  /** Of this computer in its network; told to the app, so that an invitation made at localhost can name an address others can open. */
  addresses: readonly string[];
  limits?: Partial<SignallingLimits>;
  /** Until the first byte of a connection, and again until its TLS handshake or the head of its request is complete. */
  patienceMs?: number;
}

export interface Serving {
  readonly port: number;
  readonly hasStun: boolean;
  close(): Promise<void>;
}

const TLS_HANDSHAKE = 0x16;
const PATIENCE_MS = 10_000;

/** Page, meeting point and STUN on one port number. Fails with EADDRINUSE when it is taken. */
export async function serve(options: ServeOptions): Promise<Serving> {
  const signalling = openSignalling(options.limits);
  const files = openStaticFiles(options.folder);
  let hasStun = false;
  let port = options.port;

  async function answer(request: IncomingMessage, response: ServerResponse, isSecure: boolean): Promise<void> {
    for (const [name, value] of Object.entries(securityHeaders)) response.setHeader(name, value);
    const host = hostOf(request, port);
    const path = (request.url ?? "/").replace(/\?.*$/, "");
    if (options.credentials) {
      const { authority } = options.credentials;
      // Its plain bytes: a hash of the file is then the fingerprint that is to be compared.
      if (path === "/kontor-ca.crt") return send(response, "application/x-x509-ca-cert", new X509Certificate(authority).raw);
      // Data belongs to its address: whoever began at http://localhost must still find it there.
      if (!isSecure && !isThisComputer(host)) return send(response, "text/html; charset=utf-8", trustPage(host, port, authority));
    }
    if (path === "/config.json") return send(response, "application/json; charset=utf-8", await configFor(host));
    return files(request, response);
  }

  /** What is on disk, and where this server itself can help. */
  async function configFor(host: string): Promise<string> {
    const onDisk: unknown = JSON.parse(await readFile(join(options.folder, "config.json"), "utf8"));
    const config = typeof onDisk === "object" && onDisk !== null ? onDisk : {};
    const named = "iceServers" in config && Array.isArray(config.iceServers) ? config.iceServers : [];
    // Asked over the loopback, STUN sees 127.0.0.1, which helps nobody.
    const stunHost = isThisComputer(host) ? options.addresses.map(asHost)[0] : host;
    const own = hasStun && stunHost ? [{ urls: `stun:${stunHost}:${port}` }] : [];
    const scheme = options.credentials ? "https" : "http";
    return JSON.stringify({
      ...config,
      iceServers: named.length > 0 ? named : own,
      addresses: options.addresses.map((address) => `${scheme}://${asHost(address)}:${port}/`),
    });
  }

  const listen = (isSecure: boolean) => (request: IncomingMessage, response: ServerResponse) => {
    answer(request, response, isSecure).catch((cause: unknown) => {
      console.error(cause);
      if (response.headersSent) response.destroy();
      else refuse(response, 500, "Something went wrong here.");
    });
  };

  const patienceMs = options.patienceMs ?? PATIENCE_MS;
  const patience = { headersTimeout: patienceMs, connectionsCheckingInterval: Math.ceil(patienceMs / 4) };
  const plain = createHttpServer(patience, listen(false));
  const servers = [plain];
  let front: Server | ReturnType<typeof createTcpServer> = plain;
  if (options.credentials) {
    const { key, certificate: cert } = options.credentials;
    const secure = createHttpsServer({ key, cert, handshakeTimeout: patienceMs, ...patience }, listen(true));
    servers.push(secure);
    // Neither listens itself, and Node begins to look at its connections' ages when a server does.
    for (const server of servers) server.emit("listening");
    // One port for both: the first byte tells a TLS handshake from a plain request, which gets the steps to trust this computer.
    front = createTcpServer((socket) => {
      socket.on("error", () => socket.destroy());
      const silence = setTimeout(() => socket.destroy(), patienceMs);
      socket.once("close", () => clearTimeout(silence));
      socket.once("data", (first) => {
        clearTimeout(silence);
        socket.pause();
        socket.unshift(first);
        if (first[0] === TLS_HANDSHAKE) return secure.emit("connection", socket);
        plain.emit("connection", socket);
        // TLS reads what waits by itself, and would miss what flows before it does.
        socket.resume();
      });
    });
  }
  for (const server of servers) {
    server.on("upgrade", (request, socket, head) => {
      try {
        if (!signalling.upgrade(request, socket, head)) socket.destroy();
      } catch (cause) {
        console.error(cause);
        socket.destroy();
      }
    });
    server.on("clientError", (_cause, socket) => socket.destroy());
  }

  const open = new Set<Socket>();
  front.on("connection", (socket: Socket) => {
    open.add(socket);
    socket.on("close", () => open.delete(socket));
  });
  await new Promise<void>((done, fail) => {
    front.once("error", fail);
    front.listen(options.port, () => done());
  });
  port = (front.address() as AddressInfo).port;
  const stun = await openStun(port).catch(() => undefined);
  hasStun = stun !== undefined;

  return {
    port,
    hasStun,
    async close() {
      signalling.close();
      const closed = new Promise<void>((done) => front.close(() => done()));
      for (const socket of open) socket.destroy();
      // Ends the looking as well, also of those that never listened.
      for (const server of servers) if (server !== front) server.close();
      await Promise.all([closed, stun?.close()]);
    },
  };
}

/** The host without its port, as the asker wrote it. */
function hostOf(request: IncomingMessage, port: number): string {
  const host = request.headers.host ?? "localhost";
  return URL.canParse(`http://${host}`) ? new URL(`http://${host}`).hostname : `localhost:${port}`;
}

function send(response: ServerResponse, type: string, body: string | Uint8Array): void {
  response.writeHead(200, { "Content-Type": type, "Cache-Control": "no-cache", "Content-Length": Buffer.byteLength(body) });
  response.end(body);
}

function trustPage(host: string, port: number, authority: string): string {
  const address = `https://${host}:${port}/`;
  const steps = trustSteps
    .map(({ system, steps }) => `<h2>${system}</h2><ol>${steps.map((step) => `<li>${escaped(step)}</li>`).join("")}</ol>`)
    .join("");
  const meanings = trustMeaning.map(({ language, sentences }) => `<div lang="${language}">${paragraphs(sentences)}</div>`).join("");
  return `<!doctype html><html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>Kontor</title>
<h1>Kontor</h1>
<p>This page is not secure (http); the browser forbids encryption here. · Diese Seite ist nicht gesichert (http); der Browser verbietet hier Verschlüsselung.</p>
<p>1. <a href="/kontor-ca.crt">kontor-ca.crt</a> · 2. trust it as below · 3. open <a href="${escaped(address)}">${escaped(address)}</a></p>
${meanings}
<p>SHA-256<br><code>${fingerprintOf(authority).replaceAll(":", ":<wbr>")}</code></p>
${steps}</html>`;
}

const paragraphs = (sentences: readonly string[]) => sentences.map((sentence) => `<p>${escaped(sentence)}</p>`).join("");
const escaped = (text: string) => text.replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`);
