import "fake-indexeddb/auto";
import { afterEach, expect, test, vi } from "vitest";
import { Shards } from "../../src/workspace/shards.ts";
import { anEngine } from "../support/engine.ts";
import { fastTime } from "../support/fastTime.ts";

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

afterEach(() => {
  vi.restoreAllMocks();
});

test("where tidying takes longer than the pause before it, what comes next waits for one turn of it and not for many", async () => {
  const time = fastTime(16);
  const tidied = vi.spyOn(Shards.prototype, "tidyOne").mockImplementation(async () => {
    await pause(4_000);
    return false;
  });
  const engine = await anEngine("Langsam");
  try {
    await pause(30_000);
    const before = tidied.mock.calls.length;
    expect(before).toBeGreaterThan(1);
    await engine.settled();
    expect(tidied.mock.calls.length - before).toBeLessThanOrEqual(1);
  } finally {
    vi.restoreAllMocks();
    await engine.close();
    time.end();
  }
});
