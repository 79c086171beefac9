import "fake-indexeddb/auto";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { unwrap } from "../../src/lib/result.ts";
import { Engine } from "../../src/workspace/engine.ts";
import { Queue, Stuck } from "../../src/workspace/queue.ts";
import { breakDatabases } from "../support/brokenStorage.ts";
import { anEngine, reopened } from "../support/engine.ts";
import { until } from "../support/wires.ts";

const never = (): Promise<never> => new Promise(() => undefined);

describe("turns", () => {
  test("people's commands go before bulk work and tidying, each in the order it came", async () => {
    const queue = new Queue();
    const begun: string[] = [];
    let finish = (): void => undefined;
    const first = queue.run("bulk", () => new Promise<void>((resolve) => (finish = resolve)));
    const come = (priority: "urgent" | "bulk" | "tidy", name: string): Promise<void> =>
      queue.run(priority, async () => void begun.push(name));
    const others = [
      come("bulk", "an import's next portion"),
      come("urgent", "a save"),
      come("tidy", "a checkpoint"),
      come("urgent", "another save"),
      come("bulk", "the portion after it"),
    ];
    finish();
    await Promise.all([first, ...others]);
    expect(begun).toEqual(["a save", "another save", "an import's next portion", "a checkpoint", "the portion after it"]);
  });

  test("never run side by side, whatever they wait for", async () => {
    const queue = new Queue();
    let running = 0;
    let most = 0;
    const turn = async (): Promise<void> => {
      most = Math.max(most, ++running);
      await Promise.resolve();
      running--;
    };
    await Promise.all(["urgent", "bulk", "tidy", "urgent"].map((priority) => queue.run(priority as "urgent", turn)));
    expect([most, running]).toEqual([1, 0]);
  });
});

describe("what waits for a quiet moment", () => {
  beforeEach(() => void vi.useFakeTimers({ toFake: ["performance"] }));
  afterEach(() => void vi.useRealTimers());

  test("may begin two seconds after a person's last command", async () => {
    const queue = new Queue();
    expect(queue.isQuiet).toBe(true);
    await queue.run("urgent", async () => undefined);
    vi.advanceTimersByTime(2_000);
    expect(queue.isQuiet).toBe(false);
    vi.advanceTimersByTime(1);
    expect(queue.isQuiet).toBe(true);
  });

  test("knows when no more of an import comes, and tidying is none of it", async () => {
    const queue = new Queue();
    await queue.run("bulk", async () => undefined);
    expect([queue.isBulkOver, queue.isQuiet]).toEqual([false, true]);
    vi.advanceTimersByTime(701);
    await queue.run("tidy", async () => undefined);
    expect(queue.isBulkOver).toBe(true);
  });
});

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
