import { existsSync } from "node:fs";
import { playwright } from "@vitest/browser-playwright";
import solid from "vite-plugin-solid";
import { defineConfig } from "vitest/config";
import { tablesPlugin } from "./src/server/tablesPlugin.ts";
import { browserFlags, browserPermissions, findBrowser } from "./test/support/browser.ts";
import { dataFolder } from "./test/support/data.ts";

const define = { __BUILD__: JSON.stringify("test") };
const inBrowser = ["test/**/*.test.tsx", "test/**/*.browser.test.ts"];
const withData = ["test/data/**/*.test.ts"];
const executablePath = findBrowser();

export default defineConfig({
  test: {
    projects: [
      {
        define,
        plugins: [tablesPlugin()],
        test: {
          name: "unit",
          // Said explicitly, or vite-plugin-solid asks for jsdom.
          environment: "node",
          maxWorkers: "100%",
          // Properties and replicas are work, and the machine may be busy: a test that hangs is still found.
          testTimeout: 30_000,
          include: ["test/**/*.test.ts"],
          exclude: [...inBrowser, ...withData],
        },
      },
      // Minutes, not seconds: `npm run soak`.
      {
        define,
        plugins: [tablesPlugin()],
        test: { name: "soak", environment: "node", include: ["test/soak/**/*.soak.ts"], testTimeout: 3_600_000 },
      },
      ...(existsSync(dataFolder)
        ? [
            {
              define,
              plugins: [tablesPlugin()],
              test: { name: "data", environment: "node" as const, maxWorkers: "100%", include: withData, testTimeout: 60_000 },
            },
          ]
        : []),
      {
        define,
        plugins: [solid(), tablesPlugin()],
        // Found late, a library would reload the page in the middle of a test: what is not named here is served as it is.
        // Never @kobalte/core/*: its parts must share one copy.
        optimizeDeps: {
          noDiscovery: true,
          include: [
            ...["yjs", "y-webrtc", "y-protocols/awareness", "lib0/buffer", "lib0/decoding", "lib0/encoding", "dexie", "comlink"],
            ...[
              "solid-js",
              "solid-js/web",
              "@solidjs/testing-library",
              "uqr",
              "jsqr",
              "axe-core",
              "zod/mini",
              "fflate",
              "canonicalize",
              "d3-array",
              "d3-scale",
              "d3-shape",
            ],
            ...["exp", "expm1", "ln", "log1p", "pow", "sin"].map((name) => `@stdlib/math-base-special-${name}`),
            ...["@noble/hashes/sha2", "@noble/hashes/hmac", "@noble/hashes/hkdf", "libphonenumber-js/min", "read-excel-file/universal"],
          ],
        },
        test: {
          name: "component",
          include: inBrowser,
          // The first test of a fresh clone waits for a place's modules to be translated.
          testTimeout: 60_000,
          hookTimeout: 60_000,
          expect: { poll: { timeout: 10_000 } },
          browser: {
            enabled: true,
            headless: true,
            screenshotFailures: false,
            provider: playwright({
              launchOptions: { ...(executablePath && { executablePath }), args: [...browserFlags] },
              contextOptions: { permissions: [...browserPermissions], locale: "de-DE", timezoneId: "Europe/Berlin" },
            }),
            instances: [{ browser: "chromium" }],
          },
        },
      },
    ],
  },
});
