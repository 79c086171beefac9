import { test as base } from "@playwright/test";
import { type AppServer, type Device, type DeviceOptions, openDevice, startServer } from "./app.ts";

/** What a story needs: the running server, and as many devices as it tells of. All of it is gone when the story ends, however it ends. */
export const test = base.extend<{ server: AppServer; device: (name: string, options?: Partial<DeviceOptions>) => Promise<Device> }>({
  // oxlint-disable-next-line no-empty-pattern -- Playwright reads a fixture's needs from this pattern.
  server: async ({}, use) => {
    const server = await startServer();
    await use(server);
    await server.stop();
  },
  device: async ({ server }, use) => {
    const devices: Device[] = [];
    await use(async (name, options = {}) => {
      const device = await openDevice({ name, url: server.url, ...options });
      devices.push(device);
      return device;
    });
    await Promise.all(devices.map((device) => device.remove()));
  },
});

export { expect } from "@playwright/test";
