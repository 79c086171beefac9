import { mkdtemp, readFile, rm } from "node:fs/promises";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Browser, chromium, type Page } from "@playwright/test";
import { build } from "vite";
import { afterAll, beforeAll, expect, test } from "vitest";
import { WebSocket } from "ws";
import { openSignalling, type Signalling } from "../../src/server/signalling.ts";
import { browserFlags, browserPermissions, findBrowser } from "../support/browser.ts";

const room = { name: "room Kqz81", password: "a password nobody guesses" };
const executablePath = findBrowser();

let folder: string;
let server: Server;
let signalling: Signalling;
let browsers: Browser[];
let port: number;

function startServer(wanted = 0): Promise<number> {
  signalling = openSignalling();
  server = createServer(async (request, response) => {
    const name = request.url === "/" ? "/index.html" : (request.url ?? "");
    response.setHeader("content-type", name.endsWith(".js") ? "text/javascript" : "text/html");
    response.end(await readFile(join(folder, name)).catch(() => ""));
  });
  server.on("upgrade", (request, socket, head) => {
    if (!signalling.upgrade(request, socket, head)) socket.destroy();
  });
  return new Promise((resolve) => server.listen(wanted, "127.0.0.1", () => resolve((server.address() as AddressInfo).port)));
}

async function stopServer() {
  signalling.close();
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "kontor-lobby-"));
  await build({
    configFile: false,
    logLevel: "error",
    root: join(import.meta.dirname, "lobbyPage"),
    build: { outDir: folder, emptyOutDir: true, target: "es2022", minify: false },
  });
  port = await startServer();
  // Two processes: contexts of one browser would share more than two computers do.
  browsers = await Promise.all([0, 1].map(() => chromium.launch({ ...(executablePath && { executablePath }), args: [...browserFlags] })));
}, 60_000);

afterAll(async () => {
  await Promise.all((browsers ?? []).map((browser) => browser.close()));
  await stopServer();
  await rm(folder, { recursive: true, force: true });
});

/** Counts what would leave the page by another door than WebRTC. */
function watchOtherDoors() {
  const counts = { broadcasts: 0, written: 0 };
  Object.assign(window, { otherDoors: counts });
  const post: (message: unknown) => void = Reflect.get(BroadcastChannel.prototype, "postMessage");
  BroadcastChannel.prototype.postMessage = function (message: unknown) {
    counts.broadcasts++;
    post.call(this, message);
  };
  const set: (key: string, value: string) => void = Reflect.get(Storage.prototype, "setItem");
  Storage.prototype.setItem = function (key: string, value: string) {
    counts.written++;
    set.call(this, key, value);
  };
}

async function openPage(browser: Browser): Promise<{ page: Page; problems: string[] }> {
  const context = await browser.newContext({ permissions: browserPermissions });
  const page = await context.newPage();
  const problems: string[] = [];
  page.on("pageerror", (error) => problems.push(error.message));
  await page.addInitScript(watchOtherDoors);
  await page.goto(`http://127.0.0.1:${port}/`);
  return { page, problems };
}

const enter = (page: Page) =>
  page.evaluate(([given, address]) => window.lobbyPage.openWindow(given, [address]), [room, `ws://127.0.0.1:${port}/signal`] as const);
const isConnected = () => window.lobbyPage.met().some(({ isSecured, closed }) => isSecured && !closed);

test("two browsers find each other, speak in secret, and move 20 MB over WebRTC alone", { timeout: 60_000 }, async () => {
  const desks = await Promise.all(browsers.map(openPage));
  const [desk, phone] = desks.map(({ page }) => page) as [Page, Page];
  await enter(desk);
  await expect.poll(() => desk.evaluate(() => window.lobbyPage.state())).toEqual({ isSignalling: true, met: 0, connected: 0, failed: 0 });
  const began = performance.now();
  await enter(phone);
  await Promise.all([desk.waitForFunction(isConnected), phone.waitForFunction(isConnected)]);
  const connectedMs = performance.now() - began;

  const megabytes = 20;
  const startedMs = performance.now();
  await desk.evaluate((count) => window.lobbyPage.sendMegabytes(count), megabytes);
  await phone.waitForFunction((bytes) => window.lobbyPage.met().some(({ received }) => received >= bytes), megabytes * 2 ** 20);
  const seconds = (performance.now() - startedMs) / 1_000;
  console.log(`connected in ${Math.round(connectedMs)} ms, ${(megabytes / seconds).toFixed(1)} MB/s`);

  expect(await phone.evaluate(() => window.lobbyPage.state())).toEqual({ isSignalling: true, met: 0, connected: 1, failed: 0 });
  const [ours, theirs] = [(await desk.evaluate(() => window.lobbyPage.met()))[0], (await phone.evaluate(() => window.lobbyPage.met()))[0]];
  expect(ours?.fingerprints.local).toMatch(/^sha-256 [0-9a-f:]{95}$/);
  expect(ours?.fingerprints).toEqual({ local: theirs?.fingerprints.remote, remote: theirs?.fingerprints.local });

  // Whoever runs the meeting point can say anything into a room, and nothing comes of it.
  const noise = new WebSocket(`ws://127.0.0.1:${port}/signal`);
  await new Promise((resolve) => noise.addEventListener("open", resolve));
  for (const data of ["", "bm9pc2U=", "%%%", 7, null, { type: "announce", from: "x" }, { type: "signal", from: "x", signal: {} }, ["x"]]) {
    noise.send(JSON.stringify({ type: "publish", topic: room.name, data }));
  }
  noise.close();

  // A meeting point that restarts disturbs nobody who is connected, and is found again.
  await stopServer();
  await expect.poll(() => desk.evaluate(() => window.lobbyPage.state()?.isSignalling)).toBe(false);
  await startServer(port);
  await expect
    .poll(() => desk.evaluate(() => window.lobbyPage.state()), { timeout: 10_000 })
    .toEqual({ isSignalling: true, met: 0, connected: 1, failed: 0 });

  // What is ended is found again, without anybody doing anything.
  await phone.evaluate(() => window.lobbyPage.lobby()?.setRooms([]));
  await desk.waitForFunction(() => window.lobbyPage.met().every(({ closed }) => closed));
  await phone.evaluate((given) => window.lobbyPage.lobby()?.setRooms([given]), room);
  await Promise.all([desk.waitForFunction(isConnected), phone.waitForFunction(isConnected)]);

  for (const { page, problems } of desks) {
    expect(await page.evaluate(() => ("otherDoors" in window ? window.otherDoors : null))).toEqual({ broadcasts: 0, written: 0 });
    expect(problems).toEqual([]);
  }
});
