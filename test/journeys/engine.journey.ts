import { existsSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { buildAnother } from "../support/app.ts";
import { doorOf } from "../support/door.ts";
import { expect, test } from "../support/journey.ts";

test("two tabs share one writer, and what one saves the other has", async ({ device }) => {
  const desk = await device("desk");
  const first = doorOf(() => desk.page);
  await first.createWorkspace({ name: "Zwei Tabs", member: "Anna" });
  const tab = await desk.newPage();
  await tab.goto(desk.page.url());
  const second = doorOf(() => tab);
  await Promise.all(Array.from({ length: 40 }, (_, i) => (i % 2 ? first : second).put("party", { kind: "person", name: `Person ${i}` })));
  expect(await first.count("party")).toBe(40);
  expect(await second.count("party")).toBe(40);
  expect(await first.digest("rows")).toBe(await second.digest("documents"));
  const held = await tab.evaluate(
    async () => ((await navigator.locks.query()).held ?? []).filter(({ name }) => name?.startsWith("engine:")).length,
  );
  expect(held).toBe(1);
});

test("without shared workers one tab works, the other says so and offers to take over", async ({ device }) => {
  const desk = await device("desk", { initScript: "delete window.SharedWorker" });
  const first = doorOf(() => desk.page);
  await first.createWorkspace({ name: "Ein Tab", member: "Anna" });
  await first.put("party", { kind: "person", name: "Eins" });
  const tab = await desk.newPage();
  await tab.goto(desk.page.url());
  await tab.getByRole("button", { name: "Hier weitermachen" }).click();
  const second = doorOf(() => tab);
  await second.put("party", { kind: "person", name: "Zwei" });
  expect(await second.count("party")).toBe(2);
  await expect(desk.page.getByRole("button", { name: "Hier weitermachen" })).toBeVisible();
  expect(await second.digest("rows")).toBe(await second.digest("documents"));
});

test("the engine dies in the middle of a save: it comes back by itself, and nothing ticked is lost", async ({ device }) => {
  const desk = await device("desk");
  const door = doorOf(() => desk.page);
  await door.createWorkspace({ name: "Absturz", member: "Anna" });
  // Told to this process at once: what the page remembered would be gone with the page.
  const ticked = new Set<string>();
  await desk.context.exposeFunction("ticked", (id: string) => void ticked.add(id));
  for (let round = 0; round < 3; round++) {
    const before = ticked.size;
    await desk.page.evaluate(() => {
      const { ticked: tell } = window as unknown as { ticked: (id: string) => Promise<void> };
      void (async () => {
        for (let i = 0; ; i++) {
          const put = await window.kontor?.put("party", { kind: "person", name: `Person ${i}` });
          if (put) await tell(put);
        }
      })();
    });
    await expect.poll(() => ticked.size, { intervals: [10] }).toBeGreaterThan(before + 15);
    const cdp = await desk.context.newCDPSession(desk.page);
    const { targetInfos } = await cdp.send("Target.getTargets");
    const engine = targetInfos.find(({ type }) => type === "shared_worker");
    if (!engine) throw new Error("no shared worker runs");
    await cdp.send("Target.closeTarget", { targetId: engine.targetId });
    await desk.page.reload();
    const kept = new Set((await door.list("party", { limit: 10_000 })).rows.map(({ id }) => String(id)));
    expect([...ticked].filter((id) => !kept.has(id))).toEqual([]);
    expect(await door.digest("rows")).toBe(await door.digest("documents"));
  }
});

test("two builds side by side after an update: one writes, the other waits and offers to take over", async ({ server, device }) => {
  const folder = join(tmpdir(), "kontor-other-build");
  if (!existsSync(folder)) buildAnother("another build", folder);
  const desk = await device("desk");
  const old = doorOf(() => desk.page);
  await old.createWorkspace({ name: "Zwei Fassungen", member: "Anna" });
  await old.put("party", { kind: "person", name: "Alt" });
  await server.stop();
  await server.start(folder);
  const tab = await desk.newPage();
  await tab.goto(desk.page.url());
  await tab.getByRole("button", { name: "Hier weitermachen" }).click();
  const fresh = doorOf(() => tab);
  await fresh.put("party", { kind: "person", name: "Neu" });
  expect(await fresh.count("party")).toBe(2);
  expect(await fresh.digest("rows")).toBe(await fresh.digest("documents"));
  rmSync(folder, { recursive: true, force: true });
});
