import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type CausalPlace, FeedVectors, isApplicable, isConcurrent, knows, WaitingRoom } from "../../src/journal/causal.ts";
import { advanced, type Counts, countOf, mergeCounts } from "../../src/journal/vector.ts";
import { Chance } from "../../src/lib/chance.ts";

interface Written extends CausalPlace {
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

describe("what arrives in any order", () => {
  test("is applied in causal order, all of it, each once, and nothing waits at the end", () =>
    fc.assert(
      fc.property(anyHistory, fc.nat(), fc.integer({ min: 1, max: 7 }), (entries, seed, limit) => {
        const arriving = shuffled([...entries, ...entries.slice(0, 20)], seed);
        const room = new WaitingRoom<Written>({});
        const released: Written[] = [];
        for (const entry of arriving) {
          room.add(entry);
          released.push(...room.release(limit));
        }
        for (let more = room.release(limit); more.length > 0; more = room.release(limit)) released.push(...more);
        expect(names(released)).toEqual(names(entries));
        expect(room.size).toBe(0);
        expect(room.missing()).toEqual({});
        expect(room.applied).toEqual(applyAll(released));
      }),
    ));

  test("is applied as far as nothing is missing; the rest waits and says for what", () =>
    fc.assert(
      fc.property(anyHistory, fc.nat(), fc.array(fc.nat(), { maxLength: 5 }), (entries, seed, lost) => {
        const isLost = (entry: Written) => lost.some((number) => entries[number % entries.length] === entry);
        const here = shuffled(
          entries.filter((entry) => !isLost(entry)),
          seed,
        );
        const room = new WaitingRoom<Written>({});
        for (const entry of here) room.add(entry);
        const released = room.release();
        applyAll(released);
        const lacking = entries.filter(isLost);
        const canApply = here.filter((entry) => !lacking.some((one) => knows(entry.vector, one)));
        expect(names(released)).toEqual(names(canApply));
        expect(room.size).toBe(here.length - canApply.length);
        for (const [device, seq] of Object.entries(room.missing()))
          expect(lacking.some((one) => one.device === device && one.seq === seq)).toBe(true);
        if (room.size > 0) expect(room.missing()).not.toEqual({});

        // What was lost comes after all.
        for (const entry of lacking) room.add(entry);
        released.push(...room.release());
        expect(names(released)).toEqual(names(entries));
        applyAll(released);
      }),
    ));

  test("joins what was applied before, or was applied by another way", () =>
    fc.assert(
      fc.property(anyHistory, fc.nat(), fc.nat(), (entries, seed, cut) => {
        const before = entries.slice(0, entries.length === 0 ? 0 : cut % entries.length);
        const room = new WaitingRoom<Written>({});
        for (const entry of shuffled(entries, seed)) room.add(entry);
        for (const entry of before) room.advance(entry.device, entry.seq);
        const released = room.release();
        expect(names([...before, ...released])).toEqual(names(entries));
        const applied = applyAll(released, applyAll(before));
        expect(room.applied).toEqual(applied);
        expect(room.size).toBe(0);

        const again = new WaitingRoom<Written>(applied);
        expect(entries.filter((entry) => again.add(entry))).toEqual([]);
      }),
    ));

  test("is held once, however often it comes", () => {
    const room = new WaitingRoom<CausalPlace>({});
    const late = { device: "a", seq: 2, seen: {} };
    expect([room.add(late), room.add({ ...late }), room.size]).toEqual([true, false, 1]);
    expect(room.missing()).toEqual({ a: 1 });
    room.add({ device: "a", seq: 1, seen: {} });
    expect(room.release().map((entry) => entry.seq)).toEqual([1, 2]);
    expect(room.add(late)).toBe(false);
  });

  test("may be 50,000 entries that come backwards and are taken one at a time", () => {
    const entries = history(7, 5, 84_000);
    const room = new WaitingRoom<Written>({});
    for (const entry of entries.toReversed()) room.add(entry);
    let taken = 0;
    while (room.release(1).length === 1) taken++;
    expect(taken).toBeGreaterThan(50_000 - 1_000);
    expect(taken).toBe(entries.length);
  });
});

describe("who knew of what", () => {
  test("is told by each entry's full vector, also after a restart in between", () =>
    fc.assert(
      fc.property(anyHistory, fc.nat(), fc.nat(), (entries, seed, cut) => {
        const room = new WaitingRoom<Written>({});
        for (const entry of shuffled(entries, seed)) room.add(entry);
        let vectors = new FeedVectors();
        const known = new Map<Written, Counts>();
        room.release().forEach((entry, i) => {
          if (i === cut % 100) vectors = new FeedVectors(structuredClone(vectors.saved()));
          known.set(entry, vectors.advance(entry));
          expect(vectors.of(entry.device)).toEqual(entry.vector);
        });
        for (const [entry, vector] of known) expect(vector).toEqual(entry.vector);
      }),
    ));

  test("of two edits made apart neither knew; of two made in turn the second did", () => {
    const vectors = new FeedVectors();
    const first = { device: "a", seq: 1, vector: vectors.advance({ device: "a", seq: 1, seen: {} }) };
    const apart = { device: "b", seq: 1, vector: vectors.advance({ device: "b", seq: 1, seen: {} }) };
    const after = { device: "b", seq: 2, vector: vectors.advance({ device: "b", seq: 2, seen: { a: 1 } }) };
    expect(isConcurrent(first, apart)).toBe(true);
    expect(isConcurrent(first, after)).toBe(false);
    expect(knows(after.vector, first)).toBe(true);
    expect(knows(first.vector, after)).toBe(false);
  });

  test("cannot be asked of a feed with a gap", () => {
    const vectors = new FeedVectors();
    expect(() => vectors.advance({ device: "a", seq: 2, seen: {} })).toThrow(RangeError);
    vectors.advance({ device: "a", seq: 1, seen: {} });
    expect(() => vectors.advance({ device: "a", seq: 1, seen: {} })).toThrow(RangeError);
    expect(vectors.saved()).toEqual({ a: { a: 1 } });
  });
});
