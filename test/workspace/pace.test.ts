import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { Pace, Queue } from "../../src/workspace/queue.ts";

describe("the pace of bulk work", () => {
  beforeEach(() => void vi.useFakeTimers({ toFake: ["performance"] }));
  afterEach(() => void vi.useRealTimers());

  const taking = (ms: number) => async (): Promise<void> => void vi.advanceTimersByTime(ms);

  test("a turn takes 300 ms while nobody is at work and 40 while somebody is", async () => {
    const queue = new Queue();
    const pace = new Pace(queue, 1, 10_000);
    expect(pace.units).toBe(300);
    await queue.run("urgent", async () => undefined);
    expect(pace.units).toBe(40);
    vi.advanceTimersByTime(2_001);
    expect(pace.units).toBe(300);
  });

  test("less goes into a turn after a slow one, and more again after fast ones", async () => {
    const pace = new Pace(new Queue(), 1, 10_000);
    await pace.measure(300, taking(3_000));
    // Ten times as slow as was thought, of which three tenths are believed at once.
    expect(pace.units).toBe(Math.floor(300 / 3.7));
    for (let turn = 0; turn < 30; turn++) await pace.measure(100, taking(100));
    expect(pace.units).toBe(299);
  });

  test("a turn holds at least one unit and never more than is allowed", async () => {
    const slow = new Pace(new Queue(), 1, 500);
    await slow.measure(1, taking(60_000));
    expect(slow.units).toBe(1);
    const fast = new Pace(new Queue(), 0.001, 500);
    expect(fast.units).toBe(500);
  });

  test("hands back what the work gives, and its failure without learning from it", async () => {
    const pace = new Pace(new Queue(), 1, 10_000);
    expect(await pace.measure(0, async () => "stored")).toBe("stored");
    const before = pace.units;
    await expect(pace.measure(1, () => Promise.reject(new Error("disk full")))).rejects.toThrow("disk full");
    expect(pace.units).toBe(before);
  });
});
