import { expect, test } from "vitest";
import { Chance } from "../../src/lib/chance.ts";
import { fuzzServer, servesAll } from "../support/serverFuzz.ts";
import { startServerProcess } from "../support/serverProcess.ts";

const MESSAGES = 100_000;

test("the server lives through a hundred thousand things that anybody may send", async () => {
  const server = await startServerProcess();
  const startedAt = performance.now();
  const { sent, answered } = await fuzzServer(server, new Chance(20_261_129), MESSAGES, 64);
  expect([server.isAlive, server.complaints]).toEqual([true, ""]);
  expect(await servesAll(server.port)).toBe(true);
  console.log(`sent ${JSON.stringify(sent)}, answered ${answered}, ${Math.round((performance.now() - startedAt) / 1000)} s`);
  await server.stop();
});
