import "fake-indexeddb/auto";
import { expect, test } from "vitest";
import { fuzzEntries } from "../support/entryFuzz.ts";

test("entries of arbitrary structure come to the same with documents open and shut, and nobody stumbles over them", {
  timeout: 120_000,
}, async () => {
  const report = await fuzzEntries({ seed: 7, entries: 150, batch: 15 });
  expect(report.aside).toBeGreaterThan(30);
  expect(report.aside).toBeLessThan(130);
});
