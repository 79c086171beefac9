import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, readlinkSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { BrowserContext, Page } from "@playwright/test";
import type { Engine } from "./engines.ts";
import { launch } from "./launch.ts";
import { serverProgram } from "./serverProgram.ts";

/** The built app as people have it: our own server in its own process, and devices that share nothing but the network. */

export interface AppServer {
  readonly port: number;
  /** With a slash at its end. */
  readonly url: string;
  stop(): Promise<void>;
  /** Again, on the same port; another folder is another build put in the place of the first. */
  start(folder?: string): Promise<void>;
}

export async function startServer(options: { folder?: string; https?: boolean } = {}): Promise<AppServer> {
  const folder = options.folder ?? "dist";
  const scheme = options.https ? "https" : "http";
  let { child, port } = await launchServer(folder, 0, options.https);
  return {
    get port() {
      return port;
    },
    get url() {
      return `${scheme}://localhost:${port}/`;
    },
    async stop() {
      if (child.exitCode !== null || child.signalCode !== null) return;
      const gone = new Promise((done) => child.once("exit", done));
      child.kill("SIGTERM");
      await gone;
    },
    async start(other = folder) {
      ({ child, port } = await launchServer(other, port, options.https));
    },
  };
}

/** The same sources under another build's name, in a folder of its own: what a visitor gets after an update. */
export function buildAnother(build: string, folder: string): void {
  const { status } = spawnSync(
    process.execPath,
    ["node_modules/vite/bin/vite.js", "build", "--logLevel", "warn", "--outDir", folder, "--emptyOutDir"],
    {
      stdio: "inherit",
      env: { ...process.env, KONTOR_BUILD: build },
    },
  );
  if (status !== 0) throw new Error("The other build failed");
  // Its engine is another one too: a worker whose file stayed the same would rightly be shared by both builds.
  const assets = join(folder, "assets");
  const worker = readdirSync(assets).find((name) => /^worker-.*\.js$/.test(name));
  if (!worker) throw new Error("The other build has no worker");
  renameSync(join(assets, worker), join(assets, "worker-another.js"));
  for (const name of readdirSync(assets).filter((file) => file.endsWith(".js"))) {
    const code = readFileSync(join(assets, name), "utf8");
    if (code.includes(worker)) writeFileSync(join(assets, name), code.replaceAll(worker, "worker-another.js"));
  }
}

async function launchServer(folder: string, wantedPort: number, https = false): Promise<{ child: ChildProcess; port: number }> {
  const flags = ["--no-build", "--folder", folder, "--port", String(wantedPort), ...(https ? ["--https"] : [])];
  const program = [await serverProgram(), ...flags];
  const child = spawn(process.execPath, program, { stdio: ["ignore", "pipe", "pipe"] });
  // A test runner that dies must not leave a server behind.
  const end = () => child.kill();
  process.once("exit", end);
  child.once("exit", () => process.off("exit", end));
  return new Promise((done, fail) => {
    let said = "";
    const listen = (chunk: Buffer) => {
      said += chunk.toString();
      const port = /on this computer\s+https?:\/\/localhost:(\d+)/.exec(said)?.[1];
      if (port) done({ child, port: Number(port) });
    };
    child.stdout.on("data", listen);
    child.stderr.on("data", listen);
    child.once("exit", (code) => fail(new Error(`The server ended with ${code}: ${said}`)));
  });
}

export interface DeviceOptions {
  /** Shown in failures. */
  name: string;
  url: string;
  /** Chromium on LevelDB unless said otherwise. */
  engine?: Engine;
  locale?: string;
  colorScheme?: "light" | "dark";
  viewport?: { width: number; height: number };
  isPhone?: boolean;
  /** Blocked unless the story is about them: a cached page would hide what the server serves. */
  serviceWorkers?: "allow" | "block";
  flags?: readonly string[];
  /** Runs in every page before the app. */
  initScript?: string;
  /** Where its profile lies, if it is to be a disk of its own. */
  disk?: string;
}

export interface Device {
  readonly name: string;
  readonly engine: Engine;
  readonly profile: string;
  readonly context: BrowserContext;
  /** The first window. */
  readonly page: Page;
  /** What went wrong in any window so far: errors nobody caught, refusals by the page's policy. */
  readonly problems: string[];
  newPage(): Promise<Page>;
  /** As if the power went: nothing gets to say goodbye or to flush. */
  kill(): Promise<void>;
  /** The same profile in a new browser process; opens the app again. */
  relaunch(path?: string): Promise<void>;
  /** Closes as a person does. The profile stays until remove(). */
  close(): Promise<void>;
  remove(): Promise<void>;
}

/** A browser process of its own with a profile of its own, at the app's address. */
export async function openDevice(options: DeviceOptions): Promise<Device> {
  const engine = options.engine ?? "chromium";
  const profile = mkdtempSync(join(options.disk ?? tmpdir(), `kontor-${options.name}-`));
  const problems: string[] = [];
  let context: BrowserContext;
  let page: Page;

  async function start(path: string): Promise<void> {
    context = await launch(engine, profile, options);
    if (options.initScript) await context.addInitScript(options.initScript);
    context.on("weberror", (event) => {
      const error = event.error();
      // Firefox tells of a server that is not there in the same way as of an error that nobody caught.
      if (!/establish a connection to the server/.test(error.message)) problems.push(`${options.name}: ${error.stack ?? error.message}`);
    });
    context.on("console", (message) => {
      const isRefusal = /Content Security Policy|Trusted ?Type|TrustedScriptURL|TrustedHTML/i.test(message.text());
      if (isRefusal) problems.push(`${options.name}: ${message.text()}`);
    });
    page = context.pages()[0] ?? (await context.newPage());
    await page.goto(path === "" ? options.url : new URL(path, options.url).href);
  }
  await start("");

  return {
    name: options.name,
    engine,
    profile,
    problems,
    get context() {
      return context;
    },
    get page() {
      return page;
    },
    newPage: () => context.newPage(),
    async kill() {
      const closed = new Promise((done) => context.once("close", done));
      const pid = browserProcess(profile);
      // Playwright starts each browser as the leader of a group; all of the group goes at once, storage included.
      process.kill(-pid, "SIGKILL");
      await closed;
      await gone(pid);
    },
    relaunch: (path = "") => start(path),
    close: () => context.close(),
    async remove() {
      await context.close();
      rmSync(profile, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 });
    },
  };
}

/**
 * The process that leads the browser's group. Chromium locks its profile with a link whose target ends in its process id; others,
 * and builds without that lock, are found by their arguments.
 */
function browserProcess(profile: string): number {
  try {
    const pid = Number(/-(\d+)$/.exec(readlinkSync(join(profile, "SingletonLock")))?.[1]);
    if (pid > 0) return pid;
  } catch (cause) {
    if (process.platform !== "linux") throw cause;
  }
  const isOurs = (pid: string) => {
    try {
      const args = readFileSync(`/proc/${pid}/cmdline`, "utf8").split("\0");
      const group = readFileSync(`/proc/${pid}/stat`, "utf8").split(") ").at(-1)?.split(" ")[2];
      return group === pid && args.some((arg) => arg === profile || arg === `--user-data-dir=${profile}`);
    } catch {
      return false;
    }
  };
  const found = readdirSync("/proc").find((name) => /^\d+$/.test(name) && isOurs(name));
  if (!found) throw new Error(`No browser runs with the profile ${profile}`);
  return Number(found);
}

async function gone(pid: number): Promise<void> {
  const isAlive = () => {
    try {
      return process.kill(pid, 0);
    } catch {
      return false;
    }
  };
  while (isAlive()) await new Promise((done) => setTimeout(done, 20));
}
