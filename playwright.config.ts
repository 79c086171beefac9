import { defineConfig } from "@playwright/test";
import type { Engine } from "./test/support/engines.ts";
import { LONG } from "./test/support/journey.ts";

const quick = { grepInvert: new RegExp(LONG) };

/** Journeys and benches drive the built app; test/support/app.ts starts server and browsers itself, each test its own. */
export default defineConfig<{ engine: Engine }>({
  testDir: "test",
  globalSetup: "./test/support/build.ts",
  outputDir: "test-results",
  workers: 1,
  retries: 0,
  timeout: 120_000,
  expect: { timeout: 20_000 },
  reporter: [["list"]],
  projects: [
    { name: "journeys", testMatch: "journeys/**/*.journey.ts", testIgnore: "**/twoDevices.journey.ts", ...quick },
    // The journeys that matter, in every other engine as far as it can be driven; of those in engines/ Chromium's storage is no part.
    { name: "sqlite", testMatch: "journeys/{everywhere/firstMinutes,kept/power}.journey.ts", use: { engine: "sqlite" }, ...quick },
    { name: "firefox", testMatch: "journeys/{everywhere,engines,kept}/*.journey.ts", use: { engine: "firefox" }, ...quick },
    { name: "webkit", testMatch: "journeys/{everywhere,engines}/*.journey.ts", use: { engine: "webkit" }, ...quick },
    { name: "soak", testMatch: "{soak,journeys}/**/*.journey.ts", grep: [/soak\//, /twoDevices/, new RegExp(LONG)] },
    { name: "soak-sqlite", testMatch: "journeys/{everywhere,kept}/*.journey.ts", use: { engine: "sqlite" } },
    { name: "soak-firefox", testMatch: "journeys/kept/*.journey.ts", use: { engine: "firefox" } },
    { name: "bench", testMatch: "bench/**/*.bench.ts", timeout: 1_200_000 },
  ],
});
