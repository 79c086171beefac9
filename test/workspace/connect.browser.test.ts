import { afterEach, expect, test } from "vitest";
import {
  connectEngine,
  type EngineAnswer,
  type EngineConnection,
  type EngineState,
  type EngineWaits,
} from "../../src/workspace/connect.ts";
import { type EngineHome, EngineHomes } from "../../src/workspace/engineHome.ts";

/** Short enough for a test, and nothing is measured: every test waits for what a window hears. */
const waits: EngineWaits = { lateMs: { engine: 20, keys: 20, data: 20 }, moveMs: 20, takeOverMs: 20, stayMs: 20 };

/** What a started worker does: it speaks, stays silent, or does not start. */
type Behaviour = (say: (answer: EngineAnswer) => void) => void;

const opened: EngineConnection[] = [];
afterEach(() => {
  for (const connection of opened.splice(0)) connection.close();
});

function connect(workspace: string, behaviours: Readonly<Partial<Record<EngineHome, Behaviour>>>, more: Partial<EngineWaits> = {}) {
  const homes = new EngineHomes();
  const log: string[] = [];
  const states: EngineState[] = [];
  let hear: () => void = () => undefined;
  const connection = connectEngine(
    workspace,
    (state) => {
      states.push(state);
      hear();
    },
    homes,
    {
      waits: { ...waits, ...more },
      start(_name, home) {
        const behave = behaviours[home];
        log.push(`start ${home}`);
        if (!behave) throw new DOMException("forbidden here", "SecurityError");
        const { port1, port2 } = new MessageChannel();
        behave((answer) => port2.postMessage(answer, "port" in answer ? [answer.port] : []));
        return { port: port1, abandon: () => log.push(`abandon ${home}`), close: () => log.push(`close ${home}`) };
      },
    },
  );
  opened.push(connection);
  /** The first state of that kind from now on, or one that came already. */
  const until = async (kind: EngineState["kind"], from = 0): Promise<EngineState> => {
    for (;;) {
      const found = states.slice(from).find((state) => state.kind === kind);
      if (found) return found;
      await new Promise<void>((resolve) => {
        hear = resolve;
      });
    }
  };
  return { homes, log, states, connection, until };
}

const silent: Behaviour = () => undefined;
const ready: Behaviour = (say) => say({ kind: "ready", port: new MessageChannel().port1 });
/** Like a real engine: its turn is when it has the lock. */
const underLock =
  (workspace: string): Behaviour =>
  (say) => {
    say({ kind: "waiting" });
    void navigator.locks.request(`engine:${workspace}`, async () => {
      ready(say);
      await new Promise(() => undefined);
    });
  };

test("a shared worker that keeps no keys is left at once for one of this window's own", async () => {
  const { homes, log, states, until } = connect("unfit", {
    "shared-worker": (say) => say({ kind: "unfit", reason: "shared-worker-keeps-no-keys" }),
    worker: ready,
  });
  await until("ready");
  expect(log).toEqual(["start shared-worker", "abandon shared-worker", "start worker"]);
  expect([homes.home, homes.reason, homes.isProved]).toEqual(["worker", "shared-worker-keeps-no-keys", true]);
  expect(states.some(({ kind }) => kind === "late" || kind === "refused")).toBe(false);
});

test("a shared worker that never says a word is told to be late, then left", async () => {
  const { homes, log, until } = connect("silent", { "shared-worker": silent, worker: ready });
  expect(await until("late")).toEqual({ kind: "late", what: "engine" });
  await until("ready");
  expect(log).toEqual(["start shared-worker", "abandon shared-worker", "start worker"]);
  expect(homes.reason).toBe("shared-worker-silent");
});

test("one that never hands out its keys is left too, and one with very much data is waited for", async () => {
  const keys = connect("keys", { "shared-worker": (say) => say({ kind: "opening", what: "keys" }), worker: ready });
  expect(await keys.until("late")).toEqual({ kind: "late", what: "keys" });
  await keys.until("ready");
  expect(keys.homes.home).toBe("worker");

  let say: (answer: EngineAnswer) => void = () => undefined;
  const data = connect("data", {
    "shared-worker": (speak) => {
      say = speak;
      speak({ kind: "opening", what: "data" });
    },
  });
  expect(await data.until("late")).toEqual({ kind: "late", what: "data" });
  ready(say);
  await data.until("ready");
  expect(data.homes.home).toBe("shared-worker");
});

test("where no shared worker may start another is tried; where none may start that is said", async () => {
  const other = connect("forbidden", { worker: ready });
  await other.until("ready");
  expect(other.homes.reason).toBe("shared-worker-failed");
  const none = connect("none", {});
  expect(await none.until("failed")).toEqual({ kind: "failed", reason: "SecurityError: forbidden here" });
});

test("keys that no worker can read are refused with a code, and not tried for ever", async () => {
  const { log, until } = connect("unreadable", {
    "shared-worker": (say) => say({ kind: "unfit", reason: "shared-worker-keeps-no-keys" }),
    worker: (say) => say({ kind: "refused", error: { code: "keys-unreadable" } }),
  });
  expect(await until("refused")).toEqual({ kind: "refused", error: { code: "keys-unreadable" } });
  expect(log.filter((line) => line.startsWith("start"))).toEqual(["start shared-worker", "start worker"]);
});

test("whoever holds the engine and does not answer loses it to the window that asks", async () => {
  const workspace = "frozen";
  const lost = new Promise<string>((resolve) => {
    // As a page that was left and frozen: it has the lock, and hears nothing.
    navigator.locks
      .request(`engine:${workspace}`, () => new Promise(() => undefined))
      .catch((error: unknown) => resolve((error as DOMException).name));
  });
  const { connection, until } = connect(workspace, { "shared-worker": underLock(workspace) });
  await until("waiting");
  connection.takeOver();
  await until("ready");
  expect(await lost).toBe("AbortError");
});

test("whoever answers is not robbed: it makes way, and nobody's lock is taken", async () => {
  const workspace = "polite";
  let letGo: () => void = () => undefined;
  let held: Promise<string> = Promise.resolve("");
  await new Promise<void>((isHeld) => {
    held = navigator.locks.request(
      `engine:${workspace}`,
      () =>
        new Promise<string>((resolve) => {
          letGo = () => resolve("let go");
          isHeld();
        }),
    );
  });
  const channel = new BroadcastChannel(`kontor-take-over:${workspace}`);
  channel.onmessage = () => letGo();
  const { connection, until } = connect(workspace, { "shared-worker": underLock(workspace) }, { takeOverMs: 60_000 });
  await until("waiting");
  connection.takeOver();
  await until("ready");
  expect(await held).toBe("let go");
  channel.close();
});

test("a page that is left takes its worker with it, and connects again when it comes back", async () => {
  const { log, states, until } = connect("left", { "shared-worker": silent, worker: ready });
  await until("ready");
  dispatchEvent(new PageTransitionEvent("pagehide", { persisted: true }));
  expect(log.at(-1)).toBe("close worker");
  expect(states.at(-1)).toEqual({ kind: "starting" });
  const from = states.length;
  dispatchEvent(new PageTransitionEvent("pageshow", { persisted: true }));
  await until("ready", from);
  expect(log.at(-1)).toBe("start worker");
});
