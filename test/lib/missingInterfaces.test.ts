// Browsers without a part, or in which the mere mention of it throws: nothing may follow but an answer of nothing.
import { afterEach, describe, expect, test, vi } from "vitest";
import { localMemory, sessionMemory } from "../../src/lib/browserMemory.ts";
import { missingParts } from "../../src/lib/browserParts.ts";
import { openChannel } from "../../src/lib/channel.ts";
import { isPrivateWindow, isStorageKept, keepStorage, storageRoom } from "../../src/lib/siteStorage.ts";
import { tooLate, within, withWord } from "../../src/lib/wait.ts";

afterEach(() => vi.unstubAllGlobals());

const refuse = (name: string): never => {
  throw new DOMException("The operation is insecure.", name);
};
/** As Firefox has it where site data is blocked. */
function forbid(part: string): void {
  vi.stubGlobal(part, undefined);
  Object.defineProperty(globalThis, part, { configurable: true, get: () => refuse("SecurityError") });
}

describe("small texts beside the databases", () => {
  test.each([
    ["localStorage", localMemory],
    ["sessionStorage", sessionMemory],
  ] as const)("in a forbidden %s are nothing, and not kept", (part, memory) => {
    forbid(part);
    expect(memory.get("a")).toBeNull();
    expect(memory.set("a", "b")).toBe(false);
    expect(memory.remove("a")).toBeUndefined();
    Reflect.deleteProperty(globalThis, part);
    expect(memory.get("a")).toBeNull();
  });

  test("are kept where they may be, and a full storage is no exception", () => {
    const kept = new Map<string, string>();
    vi.stubGlobal("localStorage", {
      getItem: (place: string) => kept.get(place) ?? null,
      setItem: (place: string, text: string) => (text.length > 3 ? refuse("QuotaExceededError") : kept.set(place, text)),
      removeItem: (place: string) => kept.delete(place),
    });
    expect(localMemory.set("a", "b")).toBe(true);
    expect(localMemory.set("a", "much too long")).toBe(false);
    expect(localMemory.get("a")).toBe("b");
    localMemory.remove("a");
    expect(localMemory.get("a")).toBeNull();
  });
});

describe("the room a browser gives", () => {
  const withStorage = (storage: unknown, memory?: unknown): void => {
    vi.stubGlobal("navigator", { storage });
    vi.stubGlobal("performance", { now: () => 0, memory });
  };

  test("is unknown where there is no such interface, and that is no private window", async () => {
    withStorage(undefined);
    expect([await storageRoom(), await isStorageKept(), await keepStorage(), await isPrivateWindow()]).toEqual([null, null, false, false]);
    withStorage({});
    expect([await storageRoom(), await isStorageKept(), await keepStorage(), await isPrivateWindow()]).toEqual([null, null, false, false]);
  });

  test("is known, and can be asked for, where there is", async () => {
    withStorage({
      estimate: async () => ({ usage: 5, quota: 10 }),
      persisted: async () => false,
      persist: async () => true,
      getDirectory: async () => ({}),
    });
    expect([await storageRoom(), await isStorageKept(), await keepStorage(), await isPrivateWindow()]).toEqual([
      { usedBytes: 5, quotaBytes: 10 },
      false,
      true,
      false,
    ]);
  });

  test("is refused in a private window: that is its tell, any other failure is none", async () => {
    for (const name of ["SecurityError", "UnknownError"]) {
      withStorage({ getDirectory: async () => refuse(name) });
      expect(await isPrivateWindow()).toBe(true);
    }
    withStorage({ getDirectory: async () => refuse("InvalidStateError"), estimate: async () => refuse("TypeError") });
    expect(await isPrivateWindow()).toBe(false);
    expect(await storageRoom()).toBeNull();
  });

  test("is memory in Chromium's private window", async () => {
    const storage = (quota: number) => ({ getDirectory: async () => ({}), estimate: async () => ({ usage: 0, quota }) });
    withStorage(storage(3_000), { jsHeapSizeLimit: 2_000 });
    expect(await isPrivateWindow()).toBe(true);
    withStorage(storage(50_000), { jsHeapSizeLimit: 2_000 });
    expect(await isPrivateWindow()).toBe(false);
  });
});

test("without channels between windows nobody is told, and nothing fails", () => {
  for (const stub of [undefined, () => refuse("SecurityError")]) {
    vi.stubGlobal("BroadcastChannel", stub);
    const channel = openChannel("a", () => undefined);
    channel.post("b");
    channel.close();
  }
});

test("what Kontor cannot do without is named", () => {
  const all = { crypto: { subtle: {} }, indexedDB: {}, navigator: { locks: {} }, Worker: class {} };
  for (const [part, value] of Object.entries(all)) vi.stubGlobal(part, value);
  expect(missingParts()).toEqual([]);
  vi.stubGlobal("navigator", {});
  vi.stubGlobal("crypto", {});
  forbid("indexedDB");
  expect(missingParts()).toEqual(["Web Crypto", "IndexedDB", "Web Locks"]);
  Reflect.deleteProperty(globalThis, "indexedDB");
});

describe("a wait", () => {
  afterEach(() => vi.useRealTimers());

  test("ends with the answer, or without one when its time is over", async () => {
    vi.useFakeTimers();
    expect(await within(Promise.resolve(7), 1_000)).toBe(7);
    const never = within(new Promise(() => undefined), 1_000);
    await vi.advanceTimersByTimeAsync(1_000);
    expect(await never).toBe(tooLate);
    expect(vi.getTimerCount()).toBe(0);
  });

  test("that takes long says a word, and still gives the answer", async () => {
    vi.useFakeTimers();
    const said: string[] = [];
    let answer: (value: number) => void = () => undefined;
    const slow = withWord(
      new Promise<number>((resolve) => {
        answer = resolve;
      }),
      1_000,
      () => said.push("late"),
    );
    await vi.advanceTimersByTimeAsync(999);
    expect(said).toEqual([]);
    await vi.advanceTimersByTimeAsync(1);
    expect(said).toEqual(["late"]);
    answer(7);
    expect(await slow).toBe(7);
    await withWord(Promise.resolve(), 1_000, () => said.push("again"));
    await vi.advanceTimersByTimeAsync(5_000);
    expect(said).toEqual(["late"]);
  });
});
