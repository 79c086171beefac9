import { test as base } from "@playwright/test";
import { type AppServer, type Device, type DeviceOptions, openDevice, startServer } from "./app.ts";
import { type Engine, findEngine } from "./engines.ts";
import { type Person, personAt } from "./person.ts";
import { openWebKit } from "./webkit.ts";

/** A story of minutes, or told already in another way: `npm run soak` tells it, `npm test` does not. */
export const LONG = "@long";

/** What a story needs: the running server, and as many devices as it tells of. All of it is gone when the story ends, however it ends. */
export const test = base.extend<{
  /** What the story's browsers are made of, unless it says otherwise. */
  engine: Engine;
  server: AppServer;
  device: (name: string, options?: Partial<DeviceOptions>) => Promise<Device>;
  /** Somebody at a device, in any engine. */
  person: (name: string, options?: Partial<DeviceOptions>) => Promise<Person>;
}>({
  engine: ["chromium", { option: true }],
  // oxlint-disable-next-line no-empty-pattern -- Playwright reads a fixture's needs from this pattern.
  server: async ({}, use) => {
    const server = await startServer();
    await use(server);
    await server.stop();
  },
  device: async ({ server, engine }, use) => {
    const devices: Device[] = [];
    await use(async (name, options = {}) => {
      const device = await openDevice({ name, engine, url: server.url, ...options });
      devices.push(device);
      return device;
    });
    await Promise.all(devices.map((device) => device.remove()));
  },
  person: async ({ server, engine, device }, use) => {
    const windows: { end(): Promise<void> }[] = [];
    await use(async (name, options = {}) => {
      if ((options.engine ?? engine) !== "webkit" || findEngine("webkit")?.isPlaywrights) return personAt(await device(name, options));
      const window = await openWebKit({ name, url: server.url, ...options });
      windows.push(window);
      return window.person;
    });
    await Promise.all(windows.map((window) => window.end()));
  },
});

export { expect } from "@playwright/test";
