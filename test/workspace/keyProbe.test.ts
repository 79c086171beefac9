import "fake-indexeddb/auto";
import { afterEach, describe, expect, test, vi } from "vitest";
import { ProbeDatabase } from "../../src/database/probe.ts";
import { err, ok } from "../../src/lib/result.ts";
import { type EngineHome, EngineHomes } from "../../src/workspace/engineHome.ts";
import { type AskHome, answerProbe, canCloneKeys, probeHomes } from "../../src/workspace/keyProbe.ts";

afterEach(() => vi.unstubAllGlobals());

/** A browser with shared workers; the answers are those of its two kinds of worker. */
function aBrowser(answers: Readonly<Record<EngineHome, AskHome>>) {
  vi.stubGlobal("SharedWorker", class {});
  const asked: EngineHome[] = [];
  const ask: AskHome = (home, key) => {
    asked.push(home);
    return answers[home](home, key);
  };
  return {
    homes: new EngineHomes(),
    asked,
    probe: (homes: EngineHomes) => probeHomes(homes, { ask, patience: { storageMs: 20_000, workerMs: 1_500 } }),
  };
}

const works: AskHome = (_home, key) => answerProbe(key);
const keepsNothing: AskHome = async () => ({ kind: "not-kept", reason: "DataCloneError" });
const silent: AskHome = () => new Promise(() => undefined);

describe("before a workspace is made it is tried where keys are kept", () => {
  test("in a shared worker, if they are; and once on a page", async () => {
    const { homes, asked, probe } = aBrowser({ "shared-worker": works, worker: works });
    expect(await probe(homes)).toEqual(ok(null));
    expect([homes.home, homes.reason]).toEqual(["shared-worker", "keys-kept"]);
    expect(await probe(homes)).toEqual(ok(null));
    expect(asked).toEqual(["shared-worker"]);
  });

  test.each([
    ["keeps none", keepsNothing, "shared-worker-keeps-no-keys"],
    ["does not answer", silent, "shared-worker-silent"],
  ] as const)("in a worker of the window where a shared one %s", async (_what, shared, reason) => {
    const { homes, asked, probe } = aBrowser({ "shared-worker": shared, worker: works });
    expect(await probe(homes)).toEqual(ok(null));
    expect(asked).toEqual(["shared-worker", "worker"]);
    expect([homes.home, homes.reason]).toEqual(["worker", reason]);
  });

  test("and where neither keeps them, that is said", async () => {
    const none = aBrowser({ "shared-worker": keepsNothing, worker: keepsNothing });
    expect(await none.probe(none.homes)).toEqual(err({ code: "keys-not-kept", reason: "DataCloneError" }));
    const mute = aBrowser({ "shared-worker": silent, worker: silent });
    expect(await mute.probe(mute.homes)).toEqual(err({ code: "storage-silent" }));
  });

  test("and nothing of it stays", async () => {
    const { homes, probe } = aBrowser({ "shared-worker": keepsNothing, worker: works });
    await probe(homes);
    const db = new ProbeDatabase();
    await vi.waitFor(async () => expect(await db.rows.count()).toBe(0));
    db.close();
  });
});

test("a browser without IndexedDB, or in which it is forbidden, keeps nothing", async () => {
  const { homes, probe } = aBrowser({ "shared-worker": works, worker: works });
  vi.spyOn(indexedDB, "open").mockImplementation(() => {
    throw new DOMException("The operation is insecure.", "SecurityError");
  });
  expect(await probe(homes)).toMatchObject({ ok: false, error: { code: "storage-missing" } });
  vi.restoreAllMocks();
});

describe("a worker", () => {
  test("in which no key can be cloned says so without touching the storage", async () => {
    expect(await canCloneKeys()).toBe(true);
    // As in WebKit's SharedWorker.
    vi.stubGlobal("structuredClone", () => {
      throw new DOMException("The object can not be cloned.", "DataCloneError");
    });
    const open = vi.spyOn(indexedDB, "open");
    expect(await answerProbe("any")).toEqual({ kind: "not-kept", reason: "no key can be cloned" });
    expect(open).not.toHaveBeenCalled();
    vi.restoreAllMocks();
  });

  test("to which the window's keys do not come says so", async () => {
    expect(await answerProbe("nobody stored this")).toMatchObject({ kind: "not-kept" });
  });
});
