import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { pathToFileURL } from "node:url";
import { chromium } from "@playwright/test";

/** The Chromium that tests run in: one that is here already, or else one we get ourselves. */

const SYSTEM_NAMES = ["google-chrome-stable", "google-chrome", "chromium", "chromium-browser", "chrome", "microsoft-edge"];
const SYSTEM_FILES = [
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
  "/Applications/Chromium.app/Contents/MacOS/Chromium",
  "C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe",
  "C:\\Program Files (x86)\\Google\\Chrome\\Application\\chrome.exe",
  "C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe",
];
const SPARTICUZ = "@sparticuz/chromium@147.0.0";
const FOLDER = join(tmpdir(), "kontor-chromium");

export const isFile = (path: string) => existsSync(path) && statSync(path).isFile();

/** The programs of these names that a shell would find. */
export const inPath = (names: readonly string[]): string[] =>
  (process.env["PATH"] ?? "").split(delimiter).flatMap((folder) => names.map((name) => join(folder, name)).filter(isFile));

/** What is here already. Never downloads. */
export function findBrowser(): string | undefined {
  const chosen = process.env["CHROMIUM_PATH"];
  if (chosen) {
    if (!isFile(chosen)) throw new Error(`CHROMIUM_PATH names ${chosen}, and no file is there.`);
    return chosen;
  }
  return [chromium.executablePath(), ...inPath(SYSTEM_NAMES), ...SYSTEM_FILES, join(FOLDER, "chromium")].find(isFile);
}

/** What is here already, or else gets one; says what it does, and fails with a sentence when nothing helps. */
export async function openBrowserPath(): Promise<string> {
  const found = findBrowser();
  if (found) return remember(found);
  for (const [what, get] of [
    ["Playwright's Chromium", () => (installWithPlaywright("chromium") ? findBrowser() : undefined)],
    ["the system's Chromium", () => (installWithApt("chromium") ? findBrowser() : undefined)],
    ["Chromium from npm", installWithNpm],
  ] as const) {
    console.log(`No browser here yet: getting ${what} …`);
    const path = await get();
    if (path && starts(path)) return remember(path);
  }
  throw new Error(
    "No Chromium could be found or installed. Install Chrome or Chromium, or name one: CHROMIUM_PATH=/path/to/chrome npm test",
  );
}

/** For the processes we start, so that they neither search nor install again. */
function remember(path: string): string {
  process.env["CHROMIUM_PATH"] = path;
  return path;
}

const run = (command: string, args: readonly string[], cwd?: string) =>
  spawnSync(command, args, { stdio: "inherit", ...(cwd && { cwd }), shell: process.platform === "win32" }).status === 0;

/** A downloaded browser may lack the system's libraries: then it is none. */
const starts = (path: string) => spawnSync(path, ["--version", "--no-sandbox"], { stdio: "ignore" }).status === 0;

export const installWithPlaywright = (name: string): boolean =>
  run(process.execPath, [join("node_modules", "@playwright", "test", "cli.js"), "install", name]);

export function installWithApt(...packages: string[]): boolean {
  if (process.platform !== "linux" || process.getuid?.() !== 0) return false;
  const apt = ["-o", "DPkg::Lock::Timeout=300", "-y", "-q"];
  process.env["DEBIAN_FRONTEND"] = "noninteractive";
  run("apt-get", [...apt, "update"]);
  return run("apt-get", [...apt, "install", "--no-install-recommends", ...packages]);
}

async function installWithNpm(): Promise<string | undefined> {
  mkdirSync(FOLDER, { recursive: true });
  if (!run("npm", ["install", "--prefix", FOLDER, "--no-save", "--no-audit", "--no-fund", SPARTICUZ], FOLDER)) return undefined;
  // It unpacks into the folder for temporary files, and would find other programs' things there.
  process.env["TMPDIR"] = FOLDER;
  const module: unknown = await import(
    pathToFileURL(join(FOLDER, "node_modules", "@sparticuz", "chromium", "build", "esm", "index.js")).href
  );
  const packed = typeof module === "object" && module !== null && "default" in module ? module.default : undefined;
  if (typeof packed !== "function" || !("executablePath" in packed) || typeof packed.executablePath !== "function") return undefined;
  const path: unknown = await packed.executablePath();
  delete process.env["TMPDIR"];
  return typeof path === "string" ? path : undefined;
}

/** Every browser a test starts. */
export const browserFlags: readonly string[] = [
  ...(process.getuid?.() === 0 ? ["--no-sandbox"] : []),
  // Without a network, the loopback is the only way two peers on this machine reach each other.
  "--allow-loopback-in-peer-connection",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
  "--disable-dev-shm-usage",
  "--no-first-run",
  "--no-default-browser-check",
];

/** Without a default route Chromium names its addresses to WebRTC only for pages that may use a camera or a microphone. */
export const browserPermissions = ["camera"];
