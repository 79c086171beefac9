import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { compareStamps, HybridClock, instantOf, isOutlier, maxCount } from "../../src/lib/clock.ts";

describe("the clock", () => {
  test("readings only grow, whatever the wall clock and others say, and no counter leaves its millisecond", () => {
    const step = fc.oneof(
      fc.record({ wall: fc.integer({ min: -100_000_000, max: 100_000_000 }) }),
      fc.record({ other: fc.record({ ms: fc.integer({ min: 0, max: 2e12 }), count: fc.nat({ max: maxCount - 1 }) }) }),
      fc.constant({ tick: true as const }),
    );
    fc.assert(
      fc.property(fc.array(step, { maxLength: 40 }), (steps) => {
        let ms = 1_800_000_000_000;
        const clock = new HybridClock(() => ms);
        let before = clock.tick();
        for (const one of steps) {
          if ("wall" in one) ms = Math.max(0, ms + one.wall);
          else if ("other" in one) clock.observe(one.other);
          const next = clock.tick();
          expect(compareStamps(next, before)).toBeGreaterThan(0);
          expect(next.count).toBeLessThan(maxCount);
          before = next;
        }
      }),
    );
  });

  test("a full counter goes on in the next millisecond", () => {
    const clock = new HybridClock(() => 5_000, { ms: 5_000, count: maxCount - 1 });
    expect(clock.tick()).toEqual({ ms: 5_001, count: 0 });
    expect(clock.tick()).toEqual({ ms: 5_001, count: 1 });
  });

  test("a clock that is fast by minutes takes others along, one that is fast by more does not", () => {
    const near = new HybridClock(() => 1_000_000);
    near.observe({ ms: 1_000_000 + 4 * 60_000, count: 3 });
    expect(near.tick()).toEqual({ ms: 1_000_000 + 4 * 60_000, count: 4 });
    const far = new HybridClock(() => 1_000_000);
    far.observe({ ms: 1_000_000 + 47 * 3_600_000, count: 3 });
    expect(far.tick()).toEqual({ ms: 1_000_000, count: 0 });
  });

  test("after a time far ahead a device goes on behind its own readings", () => {
    const clock = new HybridClock(() => 1_000_000);
    clock.resume({ ms: 1_000_000 + 730 * 86_400_000, count: 2 ** 32 });
    expect(clock.tick()).toEqual({ ms: 1_000_001 + 730 * 86_400_000, count: 0 });
  });

  test("what happened within one millisecond is in order, and a later millisecond comes after all of it", () => {
    const stamps = [
      { ms: 2, count: 0 },
      { ms: 1, count: 7 },
      { ms: 1, count: 0 },
    ];
    expect(stamps.toSorted(compareStamps)).toEqual(stamps.toReversed());
  });

  test("a reading more than two days ahead tells of a wrong clock, one of the past never does", () => {
    const now = Date.parse("2026-11-21T12:00:00.000Z");
    expect([48, 49].map((hours) => isOutlier(now + hours * 3_600_000, now))).toEqual([false, true]);
    expect(isOutlier(0, now)).toBe(false);
    expect(instantOf(now)).toBe("2026-11-21T12:00:00.000Z");
  });
});
