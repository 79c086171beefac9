import { defineConfig } from "@playwright/test";

/** Journeys and benches drive the built app; test/support/app.ts starts server and browsers itself, each test its own. */
export default defineConfig({
  testDir: "test",
  globalSetup: "./test/support/build.ts",
  outputDir: "test-results",
  workers: 1,
  retries: 0,
  timeout: 120_000,
  expect: { timeout: 20_000 },
  reporter: [["list"]],
  projects: [
    { name: "journeys", testMatch: "journeys/**/*.journey.ts" },
    { name: "bench", testMatch: "bench/**/*.bench.ts", timeout: 1_200_000 },
  ],
});
