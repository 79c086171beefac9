import "fake-indexeddb/auto";
import { expect, test } from "vitest";
import { fuzzEntries } from "../support/entryFuzz.ts";

/** Ten thousand in ten workspaces, each begun with another seed. */
test("ten thousand signed entries of arbitrary structure: no exception, no wait, no difference", async () => {
  for (let seed = 1; seed <= 10; seed++) {
    const report = await fuzzEntries({ seed, entries: 1_000, batch: 25 });
    process.stdout.write(`${JSON.stringify({ seed, ...report })}\n`);
    expect(report.slowestMs).toBeLessThan(30_000);
    expect(report.heapMb).toBeLessThan(1_500);
  }
});
