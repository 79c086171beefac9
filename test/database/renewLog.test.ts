import "fake-indexeddb/auto";
import { afterEach, expect, test, vi } from "vitest";
import { renewLog } from "../../src/database/renewLog.ts";

afterEach(() => vi.unstubAllGlobals());

/** A Chromium that says, one after the other, how much its databases take. Returns where a renewal was made. */
async function renewedIn(answers: readonly (number | undefined)[]): Promise<string[]> {
  const places: string[] = [];
  const left = [...answers];
  vi.stubGlobal("navigator", {
    locks: { request: (_name: string, work: () => Promise<void>) => work() },
    storage: { estimate: async () => ({ usage: 1, usageDetails: { indexedDB: left.shift() } }) },
    storageBuckets: {
      open: async (name: string) => {
        places.push(name);
        return { indexedDB };
      },
      delete: async () => undefined,
    },
  });
  await renewLog("renewal-rule");
  return places;
}

test("the log is renewed where bytes are appended to it, or nothing is known, and not where databases lie in pages", async () => {
  const isRenewed = ["renewal-rule-renewal"];
  expect(await renewedIn([73_728, 73_728])).toEqual([]);
  expect(await renewedIn([73_728, 77_824])).toEqual([]);
  expect(await renewedIn([1_224])).toEqual(isRenewed);
  // LevelDB's bytes may be whole pages by chance, but not again after a small write.
  expect(await renewedIn([4_096, 4_450])).toEqual(isRenewed);
  expect(await renewedIn([0])).toEqual(isRenewed);
  expect(await renewedIn([undefined])).toEqual(isRenewed);
});
