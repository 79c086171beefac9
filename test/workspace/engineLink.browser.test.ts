import * as Comlink from "comlink";
import { createStore } from "solid-js/store";
import { expect, test } from "vitest";
import type { RemoteEngine } from "../../src/workspace/connect.ts";
import { createEngineLink } from "../../src/workspace/engineLink.ts";

/** The other thread: a port that tells what came through it. */
function aRemote(): { readonly remote: RemoteEngine; readonly heard: [name: string, of: unknown[]][] } {
  const heard: [string, unknown[]][] = [];
  const { port1, port2 } = new MessageChannel();
  const told = new Proxy(
    {},
    {
      get:
        (_, name) =>
        (...of: unknown[]) => (heard.push([String(name), of]), { ok: true, value: null }),
    },
  );
  Comlink.expose(told, port1);
  return { remote: Comlink.wrap(port2) as unknown as RemoteEngine, heard };
}

test("whatever a screen hands over arrives, also what is read through a store of the screen: every command, every question", async () => {
  const { remote, heard } = aRemote();
  const link = createEngineLink();
  link.use(remote);
  const [store] = createStore({ id: "7f3kq.k3v9m2x8ta", parties: ["7f3kq.k3v9m2x8ta", "7f3kq.anna4b2c8d"], phone: { value: "040 1234" } });
  const calls = Object.entries(link).filter(([name, one]) => typeof one === "function" && name !== "watchStatus") as [
    string,
    (...of: unknown[]) => Promise<unknown>,
  ][];
  expect(calls.length).toBeGreaterThan(25);
  for (const [, call] of calls) await call(store.parties, { parties: store.parties, phones: [store.phone] });
  const plain = [
    ["7f3kq.k3v9m2x8ta", "7f3kq.anna4b2c8d"],
    { parties: ["7f3kq.k3v9m2x8ta", "7f3kq.anna4b2c8d"], phones: [{ value: "040 1234" }] },
  ];
  expect(heard).toEqual(calls.map(([name]) => [name, plain]));
});

test("what is no data is refused at once and by its place, and not sent", async () => {
  const { remote, heard } = aRemote();
  const link = createEngineLink();
  link.use(remote);
  await expect(link.put("party", { name: new Date() as unknown as string })).rejects.toMatchObject({
    code: "value-no-data",
    place: "put[1].name",
    found: "Date",
  });
  expect(heard).toEqual([]);
});
