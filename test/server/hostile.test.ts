import { afterEach, describe, expect, test } from "vitest";
import { Chance } from "../../src/lib/chance.ts";
import { fuzzServer, servesAll } from "../support/serverFuzz.ts";
import { type ServerProcess, startServerProcess } from "../support/serverProcess.ts";

let server: ServerProcess | undefined;
afterEach(async () => {
  await server?.stop();
  server = undefined;
});

describe("the server's process", () => {
  test.each([1, 2, 3])("lives through whatever anybody sends, and serves afterwards (seed %i)", async (seed) => {
    server = await startServerProcess();
    const { sent, answered } = await fuzzServer(server, new Chance(seed), 2_000);
    expect([server.isAlive, server.complaints]).toEqual([true, ""]);
    expect(Math.min(...Object.values(sent))).toBe(500);
    expect(answered).toBeGreaterThan(500);
    expect(await servesAll(server.port)).toBe(true);
  });
});
