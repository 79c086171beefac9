import "fake-indexeddb/auto";
import { afterEach, describe, expect, test } from "vitest";
import { unwrap } from "../../src/lib/result.ts";
import { Engine } from "../../src/workspace/engine.ts";
import { Queue, Stuck } from "../../src/workspace/queue.ts";
import { breakDatabases } from "../support/brokenStorage.ts";
import { anEngine, reopened } from "../support/engine.ts";
import { until } from "../support/wires.ts";

const never = (): Promise<never> => new Promise(() => undefined);

describe("a turn that does not end", () => {
  test("is refused, with everybody behind it and everybody who comes later", async () => {
    const queue = new Queue(24);
    let isTold = false;
    queue.onStuck = () => {
      isTold = true;
    };
    const before = queue.run("urgent", async () => "done");
    const stuck = queue.run("urgent", never);
    const behind = ["urgent", "bulk", "tidy"].map((priority) => queue.run(priority as "urgent", async () => "never begun"));
    const outcomes = await Promise.allSettled([before, stuck, ...behind]);
    expect(outcomes.map(({ status }) => status)).toEqual(["fulfilled", "rejected", "rejected", "rejected", "rejected"]);
    await expect(queue.run("bulk", async () => 1)).rejects.toBeInstanceOf(Stuck);
    expect(isTold).toBe(true);
  });

  test("a task that throws at once, or is slow, stops nobody", async () => {
    const queue = new Queue(24);
    const thrown = queue.run("urgent", () => {
      throw new TypeError("at once");
    });
    const slow = queue.run("bulk", () => new Promise((resolve) => setTimeout(resolve, 60)), 10_000);
    await expect(thrown).rejects.toBeInstanceOf(TypeError);
    await slow;
    expect(await queue.run("tidy", async () => "goes on")).toBe("goes on");
  });
});

describe("an engine whose storage no longer answers", () => {
  let mend = (): void => undefined;
  afterEach(() => mend());

  test("refuses the save, says so and asks to be started anew; then everything with a tick is there", async () => {
    const profile = "stuck-office";
    const founded = await anEngine("Stuck", profile);
    const { workspace } = founded;
    await founded.close();
    let isAsked = false;
    const onStuck = (): void => {
      isAsked = true;
    };
    let isBroken = false;
    mend = breakDatabases(new RegExp(`^${profile}-${workspace}$`), "writing never ends", () => isBroken);
    const engine = unwrap(await Engine.open({ workspace, profile, patienceMs: 40, onStuck }));
    const ticked = unwrap(await engine.put("party", { kind: "person", familyName: "Anders" }));
    isBroken = true;
    const [save, behind] = await Promise.all([
      engine.put("party", { kind: "person", familyName: "Bruch" }),
      engine.patch(ticked, { nickname: "x" }),
    ]);
    expect([save, behind]).toEqual([
      { ok: false, error: { code: "engine-stuck" } },
      { ok: false, error: { code: "engine-stuck" } },
    ]);
    expect((await engine.status()).troubles.map(({ code }) => code)).toContain("engine-stuck");
    await until("it asks to be started anew", () => isAsked);
    mend();
    await expect(engine.close()).rejects.toBeInstanceOf(Stuck);
    const again = await reopened(workspace, profile);
    expect(await again.get(ticked)).toMatchObject({ familyName: "Anders" });
    unwrap(await again.patch(ticked, { nickname: "y" }));
    expect(await again.digest("documents")).toBe(await again.digest("rows"));
    await again.close();
  });
});
