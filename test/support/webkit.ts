import { type ChildProcess, spawn } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import type { Page } from "@playwright/test";
import type { DeviceOptions } from "./app.ts";
import { findEngine } from "./engines.ts";
import { type Name, PATIENCE, type Person, type Role } from "./person.ts";
import { DriverError, type DriverSession, openSession } from "./webDriver.ts";

/**
 * A real WebKit: the one of Debian's driver, on a screen that nobody looks at. Its automation keeps nothing on the disk and knows no
 * WebRTC, so a browser cannot be started again with what it had, and meets nobody.
 */

// Roles and names as a screen reader hears them are computed by the library that the component tests ask.
const roles = readFileSync(createRequire(import.meta.url).resolve("@testing-library/dom/dist/@testing-library/dom.umd.min.js"), "utf8");

/** Put into every page. What lies behind an open sheet is out of reach. */
const finder = `
  if (!window.TestingLibraryDom) { ${roles} }
  window.kontorFinder ??= (() => {
    const matches = ({ source, isPattern }, text) =>
      isPattern ? new RegExp(source).test(text) : text.toLowerCase().includes(source.toLowerCase());
    const plain = (text) => text.replace(/\\s+/g, " ").trim();
    const isSeen = (element) => element.checkVisibility({ visibilityProperty: true }) && element.getClientRects().length > 0;
    return {
      byRole(role, name) {
        const root = [...document.querySelectorAll(":modal")].at(-1) ?? document.body;
        // Whether each is hidden is asked of the few that are found, not of all: it is what takes long.
        const found = TestingLibraryDom.queryAllByRole(root, role, { hidden: true, name: (text) => matches(name, plain(text)) });
        return found.find((element) => isSeen(element) && !element.closest("[aria-hidden=true]")) ?? null;
      },
      byText(text) {
        const says = (element) => element.localName !== "script" && element.localName !== "style" && matches(text, plain(element.textContent));
        return [...document.body.querySelectorAll("*")].find((element) => says(element) && ![...element.children].some(says) && isSeen(element)) ?? null;
      },
    };
  })();`;

const watcher = `
  window.kontorProblems ??= (() => {
    const problems = [];
    addEventListener("error", ({ message, error }) => problems.push(error?.stack ?? message));
    addEventListener("unhandledrejection", ({ reason }) => problems.push(String(reason?.stack ?? reason)));
    addEventListener("securitypolicyviolation", ({ violatedDirective, blockedURI }) => problems.push(violatedDirective + " " + blockedURI));
    return problems;
  })();`;

const plain = (name: Name) => (typeof name === "string" ? { source: name, isPattern: false } : { source: name.source, isPattern: true });

const KEYS = { Enter: "\uE007", Escape: "\uE00C" } as const;
const pause = (ms: number) => new Promise((done) => setTimeout(done, ms));

/** Again until it succeeds: what is looked for may still be on its way, and what was found may just have been drawn anew. */
async function eventually<T>(
  seconds: number,
  what: string,
  standing: () => Promise<string>,
  attempt: () => Promise<T | undefined>,
): Promise<T> {
  let last = "";
  for (const deadline = Date.now() + seconds * 1_000; Date.now() < deadline; await pause(50))
    try {
      const found = await attempt();
      if (found !== undefined) return found;
    } catch (error) {
      if (!(error instanceof DriverError)) throw error;
      last = error.message;
    }
  throw new Error(`WebKit: ${what} did not come within ${seconds} s. ${last}\nWhat stands there:\n${await standing()}`);
}

export async function openWebKit(options: DeviceOptions): Promise<{ readonly person: Person; end(): Promise<void> }> {
  const found = findEngine("webkit");
  if (!found) throw new Error("WebKit is not here: it takes Debian's packages webkit2gtk-driver and xvfb.");
  const folder = mkdtempSync(join(tmpdir(), `kontor-${options.name}-`));
  const processes: ChildProcess[] = [];
  const start = (program: string, args: readonly string[], env: NodeJS.ProcessEnv): ChildProcess => {
    const child = spawn(program, args, { stdio: ["ignore", "ignore", "ignore", "pipe"], env });
    const end = () => child.kill("SIGKILL");
    process.once("exit", end);
    child.once("exit", () => process.off("exit", end));
    processes.push(child);
    return child;
  };

  const screen = start("Xvfb", ["-displayfd", "3", "-screen", "0", "1600x1200x24", "-nolisten", "tcp"], process.env);
  const display = await new Promise<string>((done, fail) => {
    screen.stdio[3]?.once("data", (number: Buffer) => done(`:${number.toString().trim()}`));
    screen.once("exit", (code) => fail(new Error(`Xvfb ended with ${code}`)));
  });
  const port = await freePort();
  start(found.path, [`--port=${port}`], { ...process.env, DISPLAY: display, ...surroundings(folder, options.locale ?? "de-DE") });
  const driver = await eventually(
    PATIENCE,
    "the driver",
    async () => "",
    () =>
      openSession(`http://127.0.0.1:${port}`, { browserName: "MiniBrowser", acceptInsecureCerts: true }).catch((error: unknown) => {
        if (error instanceof TypeError) return undefined; // Nothing listens there yet.
        throw error;
      }),
  );
  const size = options.viewport ?? (options.isPhone ? { width: 390, height: 844 } : { width: 1440, height: 900 });
  await driver.resize(size.width, size.height);
  const person = personIn(driver, await driver.window());
  await person.opens(options.url);
  return {
    person,
    async end() {
      await driver.end().catch(() => undefined);
      for (const child of processes.toReversed()) child.kill("SIGKILL");
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** Language, zone and the least width of a window are told to this browser by its surroundings only. */
function surroundings(folder: string, locale: string): NodeJS.ProcessEnv {
  const name = locale.replace("-", "_");
  const locales = join(folder, "locales");
  mkdirSync(locales);
  // A locale of that name must exist; all that counts of it here is the name.
  symlinkSync("/usr/lib/locale/C.utf8", join(locales, `${name}.utf8`));
  mkdirSync(join(folder, "gtk-3.0"));
  // Its bars would not let it be narrower than 447 pixels.
  writeFileSync(
    join(folder, "gtk-3.0", "gtk.css"),
    "window * { min-width: 0; padding-left: 0; padding-right: 0; margin-left: 0; margin-right: 0; }",
  );
  return { XDG_CONFIG_HOME: folder, LOCPATH: locales, LANG: `${name}.UTF-8`, LC_ALL: `${name}.UTF-8`, TZ: "Europe/Berlin" };
}

function freePort(): Promise<number> {
  return new Promise((done) => {
    const server = createServer().listen(0, "127.0.0.1", () => {
      const address = server.address();
      server.close(() => done(typeof address === "object" && address ? address.port : 0));
    });
  });
}

const inUse = new WeakMap<DriverSession, string>();

function personIn(driver: DriverSession, window: string): Person {
  /** Commands go to the session's current window: first it has to be ours. */
  async function here(): Promise<void> {
    if (inUse.get(driver) === window) return;
    await driver.use(window);
    inUse.set(driver, window);
  }
  async function go(move: () => Promise<void>): Promise<void> {
    await here();
    await move();
    await driver.run(watcher);
  }
  const byRole = (role: Role, name: Name) => driver.find(`${finder} return kontorFinder.byRole(...given)`, role, plain(name));
  async function on<T>(role: Role, name: Name, act: (element: string) => Promise<T>, seconds = PATIENCE): Promise<T> {
    await here();
    return eventually(seconds, `${role} ${name}`, standing, async () => {
      const element = await byRole(role, name);
      return element === undefined ? undefined : act(element);
    });
  }
  const standing = async () => String(await driver.run("return document.body.innerText"));
  const asValue = (element: string) => ({ "element-6066-11e4-a52e-4f735466cecf": element });

  return {
    async problems() {
      await here();
      return ((await driver.run("return window.kontorProblems ?? []")) as string[]).map(String);
    },
    async opens(address) {
      await here();
      if (address.startsWith("#")) await driver.run("location.hash = given[0]", address);
      else await go(async () => driver.go(new URL(address, await driver.address()).href));
    },
    reloads: () => go(() => driver.reload()),
    goesBack: () => go(() => driver.back()),
    async address() {
      await here();
      return driver.address();
    },
    async presses(role, name) {
      let before = "";
      let stood = 0;
      await on(role, name, async (element) => {
        // What a person presses of a choice is its label; the field in it may be drawn by nobody.
        const pressed = (await driver.find("return given[0].closest('label')", asValue(element))) ?? element;
        // A sheet that is still coming up would be pressed where it was: it has to stand where it stood a moment ago.
        const place = pressed + String(await driver.run("return JSON.stringify(given[0].getBoundingClientRect())", asValue(pressed)));
        stood = place === before ? stood + 1 : 0;
        before = place;
        if (stood < 2) return undefined;
        await driver.click(pressed);
        return true as const;
      });
    },
    types: (role, name, text) =>
      on(role, name, async (element) => {
        await driver.run("given[0].focus(); given[0].select()", asValue(element));
        await driver.send(element, text === "" ? "\uE003" : text);
        return true as const;
      }).then(() => undefined),
    async hits(key) {
      await here();
      await driver.hit(KEYS[key]);
    },
    async gives(path) {
      await here();
      await eventually(PATIENCE, "a field for files", standing, async () => {
        const field = await driver.find("return document.querySelector('input[type=file]')");
        if (field === undefined) return undefined;
        await driver.send(field, resolve(path));
        return true as const;
      });
    },
    sees: (role, name, seconds) => on(role, name, async () => true as const, seconds).then(() => undefined),
    async reads(text, seconds = PATIENCE) {
      await here();
      await eventually(seconds, `“${text}”`, standing, () => driver.find(`${finder} return kontorFinder.byText(given[0])`, plain(text)));
    },
    async misses(role, name) {
      await here();
      await eventually(PATIENCE, `the end of ${role} ${name}`, standing, async () =>
        (await byRole(role, name)) === undefined ? (true as const) : undefined,
      );
    },
    valueOf: (role, name) => on(role, name, async (element) => String(await driver.run("return given[0].value", asValue(element)))),
    evaluate: (async (page: unknown, given?: unknown) => {
      await here();
      return driver.run(typeof page === "string" ? `return (${page})` : `return (${String(page)})(given[0])`, given);
    }) as Page["evaluate"],
    async resizes(width, height) {
      await here();
      await driver.resize(width, height);
    },
    async picture(path) {
      await here();
      writeFileSync(path, await driver.screenshot());
    },
    async opensAnother(address) {
      await here();
      const url = new URL(address, await driver.address()).href;
      const another = personIn(driver, await driver.newWindow());
      await another.opens(url);
      return another;
    },
    async closes() {
      await here();
      await driver.closeWindow();
      inUse.delete(driver);
    },
  };
}
