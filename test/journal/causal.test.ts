import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type CausalEntryRef, isApplicable, knows, takeApplicable, type Waiting } from "../../src/journal/causal.ts";
import { advanced, type Counts, countOf, mergeCounts } from "../../src/journal/vector.ts";
import { Chance } from "../../src/lib/chance.ts";

interface Written extends CausalEntryRef {
  readonly name: string;
  /** All that its author had applied, by the test's own log. */
  readonly vector: Counts;
}

/** Devices write, and meet in pairs: what one has applied, the other then applies too. */
function history(seed: number, devices: number, steps: number): Written[] {
  const chance = new Chance(seed);
  const ids = Array.from({ length: devices }, (_, i) => String(i).padStart(32, "0"));
  const applied = new Map<string, Counts>(ids.map((id) => [id, {}]));
  const told = new Map<string, Counts>(ids.map((id) => [id, {}]));
  const written: Written[] = [];
  for (let step = 0; step < steps; step++) {
    const device = chance.pick(ids);
    const has = applied.get(device) as Counts;
    if (chance.happens(0.4)) {
      applied.set(device, mergeCounts(has, applied.get(chance.pick(ids)) as Counts));
      continue;
    }
    const seq = countOf(has, device) + 1;
    const { [device]: _, ...seen } = advanced(told.get(device) as Counts, has);
    const vector = { ...has, [device]: seq };
    applied.set(device, vector);
    told.set(device, vector);
    written.push({ name: `${device} ${seq}`, device, seq, seen, vector });
  }
  return written;
}

const anyHistory = fc
  .record({ seed: fc.nat(), devices: fc.integer({ min: 1, max: 6 }), steps: fc.integer({ min: 0, max: 120 }) })
  .map(({ seed, devices, steps }) => history(seed, devices, steps));

const shuffled = <Item>(items: readonly Item[], seed: number): Item[] => {
  const chance = new Chance(seed);
  const order = [...items];
  for (let i = order.length - 1; i > 0; i--) {
    const j = chance.whole(0, i);
    [order[i], order[j]] = [order[j] as Item, order[i] as Item];
  }
  return order;
};

const names = (entries: readonly Written[]) => entries.map((entry) => entry.name).sort();

/** Slow and obvious: an entry's whole past is applied before it. */
function applyAll(released: readonly Written[], applied: Counts = {}): Counts {
  for (const entry of released) {
    expect(isApplicable(applied, entry)).toBe(true);
    const { [entry.device]: own, ...others } = entry.vector;
    expect(countOf(applied, entry.device)).toBe((own as number) - 1);
    for (const device in others) expect(countOf(applied, device)).toBeGreaterThanOrEqual(countOf(others, device));
    applied = { ...applied, [entry.device]: entry.seq };
  }
  return applied;
}

const hold = (waiting: Waiting<Written>, entry: Written): void => {
  waiting.set(entry.device, (waiting.get(entry.device) ?? new Map()).set(entry.seq, entry));
};
const sizeOf = (waiting: Waiting<Written>): number => [...waiting.values()].reduce((sum, feed) => sum + feed.size, 0);

describe("what arrives in any order", () => {
  test("is applied in causal order, all of it, each once, and nothing waits at the end", () =>
    fc.assert(
      fc.property(anyHistory, fc.nat(), (entries, seed) => {
        const waiting: Waiting<Written> = new Map();
        const taken: Written[] = [];
        let applied: Counts = {};
        for (const entry of shuffled(entries, seed)) {
          hold(waiting, entry);
          const now = takeApplicable(waiting, applied);
          applied = applyAll(now, applied);
          taken.push(...now);
        }
        expect(names(taken)).toEqual(names(entries));
        expect(sizeOf(waiting)).toBe(0);
      }),
    ));

  test("is applied as far as nothing is missing, and the rest once that has come", () =>
    fc.assert(
      fc.property(anyHistory, fc.nat(), fc.array(fc.nat(), { maxLength: 5 }), (entries, seed, lost) => {
        const isLost = (entry: Written) => lost.some((number) => entries[number % entries.length] === entry);
        const lacking = entries.filter(isLost);
        const here = shuffled(
          entries.filter((entry) => !isLost(entry)),
          seed,
        );
        const waiting: Waiting<Written> = new Map();
        for (const entry of here) hold(waiting, entry);
        const taken = takeApplicable(waiting, {});
        const applied = applyAll(taken);
        const canApply = here.filter((entry) => !lacking.some((one) => knows(entry.vector, one)));
        expect(names(taken)).toEqual(names(canApply));
        expect(sizeOf(waiting)).toBe(here.length - canApply.length);

        for (const entry of lacking) hold(waiting, entry);
        const late = takeApplicable(waiting, applied);
        applyAll(late, applied);
        expect(names([...taken, ...late])).toEqual(names(entries));
      }),
    ));
});
