import { expect, test } from "vitest";
import { renewLog } from "../../src/database/renewLog.ts";

test("what renewing the browser's log writes is gone afterwards, and can be written again", async () => {
  const buckets = (navigator as unknown as { storageBuckets: { keys(): Promise<string[]> } }).storageBuckets;
  for (const round of [1, 2]) {
    // Together, as engines of several workspaces start.
    await Promise.all([renewLog("kontor-renewal-test"), renewLog("kontor-renewal-test")]);
    expect(await buckets.keys(), `round ${round}`).toEqual([]);
    expect((await indexedDB.databases()).map(({ name }) => name).filter((name) => name?.startsWith("kontor-renewal-test"))).toEqual([]);
  }
});
