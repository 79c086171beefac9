import { readFile } from "node:fs/promises";
import { createServer as createHttpServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { createServer as createHttpsServer } from "node:https";
import { type AddressInfo, createServer as createTcpServer, type Socket } from "node:net";
import { join } from "node:path";
import type { Credentials } from "./certificate.ts";
import { securityHeaders } from "./headers.ts";
import { asHost, isThisComputer } from "./network.ts";
import { openSignalling, type SignallingLimits } from "./signalling.ts";
import { openStaticFiles, refuse } from "./staticFiles.ts";
import { openStun } from "./stun.ts";
import { trustSteps } from "./trustSteps.ts";

export interface ServeOptions {
  folder: string;
  /** 0 takes any free one. */
  port: number;
  credentials?: Credentials;
  /** Of this computer in its network; told to the app, so that an invitation made at localhost can name an address others can open. */
  addresses: readonly string[];
  limits?: Partial<SignallingLimits>;
}

export interface Serving {
  readonly port: number;
  readonly hasStun: boolean;
  close(): Promise<void>;
}

const TLS_HANDSHAKE = 0x16;

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
      if (path === "/kontor-ca.crt") return sendText(response, "application/x-x509-ca-cert", options.credentials.authority);
      // Data belongs to its address: whoever began at http://localhost must still find it there.
      if (!isSecure && !isThisComputer(host)) return sendText(response, "text/html; charset=utf-8", trustPage(host, port));
    }
    if (path === "/config.json") return sendText(response, "application/json; charset=utf-8", await configFor(host));
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

  const plain = createHttpServer(listen(false));
  const servers = [plain];
  let front: Server | ReturnType<typeof createTcpServer> = plain;
  if (options.credentials) {
    const secure = createHttpsServer({ key: options.credentials.key, cert: options.credentials.certificate }, listen(true));
    servers.push(secure);
    // One port for both: the first byte tells a TLS handshake from a plain request, which gets the steps to trust this computer.
    front = createTcpServer((socket) => {
      socket.on("error", () => socket.destroy());
      socket.once("data", (first) => {
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
      if (!signalling.upgrade(request, socket, head)) socket.destroy();
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
      await Promise.all([closed, stun?.close()]);
    },
  };
}

/** The host without its port, as the asker wrote it. */
function hostOf(request: IncomingMessage, port: number): string {
  const host = request.headers.host ?? "localhost";
  return URL.canParse(`http://${host}`) ? new URL(`http://${host}`).hostname : `localhost:${port}`;
}

function sendText(response: ServerResponse, type: string, text: string): void {
  response.writeHead(200, { "Content-Type": type, "Cache-Control": "no-cache", "Content-Length": Buffer.byteLength(text) });
  response.end(text);
}

function trustPage(host: string, port: number): string {
  const address = `https://${host}:${port}/`;
  const steps = trustSteps
    .map(({ system, steps }) => `<h2>${system}</h2><ol>${steps.map((step) => `<li>${escaped(step)}</li>`).join("")}</ol>`)
    .join("");
  return `<!doctype html><html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>Kontor</title>
<h1>Kontor</h1>
<p>This page is not secure (http); the browser forbids encryption here. · Diese Seite ist nicht gesichert (http); der Browser verbietet hier Verschlüsselung.</p>
<p>1. <a href="/kontor-ca.crt">kontor-ca.crt</a> · 2. trust it as below · 3. open <a href="${escaped(address)}">${escaped(address)}</a></p>
${steps}</html>`;
}

const escaped = (text: string) => text.replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`);
