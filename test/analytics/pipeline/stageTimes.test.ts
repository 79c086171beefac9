import { expect, test } from "vitest";
import { type DealFacts, dayNumberOf } from "../../../src/analytics/facts/facts.ts";
import { allStandingOn } from "../../../src/analytics/pipeline/pipeline.ts";
import { type StageTime, stageTimes } from "../../../src/analytics/pipeline/stageTimes.ts";
import { Chance } from "../../../src/lib/chance.ts";
import { firstDay, lastDay, randomDeals, salesWay } from "../randomDeals.ts";

const january = dayNumberOf(2026, 1, 1);
const at = (stage: string, day: number) => ({ stage, on: january + day });
const deal = (id: string, changes: Partial<DealFacts>): DealFacts => ({
  ...{ id, party: null, owner: "Anna", product: null, pipeline: "way", state: "open", amount: null },
  ...{ openedOn: january, closedOn: null, stages: [] },
  ...changes,
});
const timesOf = (deals: readonly DealFacts[], day: number): StageTime[] => stageTimes(allStandingOn(deals, day), salesWay.stages, day);
const named = (times: readonly StageTime[], stage: string): StageTime => times.find((one) => one.stage === stage) as StageTime;

test("a deal spends in a stage the days until it goes on, and the last stage ends with the deal", () => {
  const times = timesOf(
    [deal("a", { state: "won", stage: "won", closedOn: january + 30, stages: [at("contact", 0), at("offer", 10)] })],
    january + 90,
  );
  expect(named(times, "contact").left).toEqual({ mean: 10, median: 10, known: 1, unknown: 0, ids: ["a"] });
  expect(named(times, "offer").left).toEqual({ mean: 20, median: 20, known: 1, unknown: 0, ids: ["a"] });
  // Nobody waited in a stage that was skipped.
  expect(named(times, "need").left).toEqual({ mean: null, median: null, known: 0, unknown: 0, ids: [] });
});

test("a deal sent back comes into the stage a second time: two stays, and one return", () => {
  const times = timesOf(
    [deal("a", { stage: "contact", stages: [at("contact", 0), at("offer", 4), at("contact", 10), at("contact", 12)] })],
    january + 20,
  );
  expect(named(times, "contact")).toMatchObject({
    left: { mean: 4, known: 1 },
    still: { mean: 10, known: 1 },
    returns: 1,
    returned: ["a"],
  });
  expect(named(times, "offer")).toMatchObject({ left: { mean: 6, known: 1 }, returns: 0, returned: [] });
});

test("a lost deal that is taken up again has come back", () => {
  const times = timesOf([deal("a", { stage: "offer", stages: [at("offer", 0), at("lost", 4), at("offer", 40)] })], january + 50);
  expect(named(times, "offer")).toMatchObject({ left: { mean: 4, known: 1 }, still: { mean: 10 }, returns: 1, returned: ["a"] });
});

test("a deal is stale once it has been in its stage for more days than the stage allows, and counts anew when it comes again", () => {
  const deals = [
    deal("old", { stage: "contact", stages: [at("contact", 0)] }),
    deal("again", { stage: "contact", stages: [at("contact", 0), at("need", 9), at("contact", 11)] }),
    deal("need", { stage: "need", stages: [at("need", 0)] }),
  ];
  expect(named(timesOf(deals, january + 14), "contact").stale).toEqual([]);
  expect(named(timesOf(deals, january + 15), "contact").stale).toEqual(["old"]);
  // No limit is not the same as nothing stale.
  expect(named(timesOf(deals, january + 300), "need")).toMatchObject({ rotDays: null, stale: null });
});

test("where the log does not say since when, the deal is counted as unknown and not as no days", () => {
  const times = timesOf(
    [
      deal("unlogged", { stage: "contact" }),
      deal("elsewhere", { stage: "offer", stages: [at("contact", 0)] }),
      deal("undated", { state: "lost", stage: "lost", stages: [at("offer", 3)] }),
    ],
    january + 60,
  );
  expect(named(times, "contact")).toMatchObject({
    left: { mean: null, known: 0, unknown: 1 },
    still: { mean: null, known: 0, unknown: 1 },
  });
  expect(named(times, "offer")).toMatchObject({ left: { unknown: 1, ids: ["undated"] }, still: { unknown: 1, ids: ["elsewhere"] } });
  expect(named(times, "contact").stale).toEqual([]);
});

/** The log of all deals played through once, move by move, as a clerk would with a sheet of paper for each deal. */
function replay(deals: readonly DealFacts[], day: number) {
  const order = ["contact", "need", "offer", "contract"];
  const sheets = new Map(
    order.map((stage) => [stage, { left: [] as (number | null)[], still: [] as (number | null)[], back: [] as string[] }]),
  );
  const stale = new Map(order.map((stage) => [stage, [] as string[]]));
  for (const one of deals) {
    if (one.openedOn !== null && one.openedOn > day) continue;
    const happened = one.stages.filter(({ on }) => on <= day);
    const isClosed = one.state !== "open" && (one.closedOn === null || one.closedOn <= day);
    let here = null as { stage: string; since: number } | null;
    let best = -1;
    for (const { stage, on } of [...happened].sort((a, b) => a.on - b.on)) {
      if (here?.stage === stage) continue;
      if (here) sheets.get(here.stage)?.left.push(on - here.since);
      here = { stage, since: on };
      const rank = stage === "won" || stage === "lost" ? 9 : order.indexOf(stage);
      if (rank < best) sheets.get(stage)?.back.push(one.id);
      best = Math.max(best, rank);
    }
    if (isClosed) {
      if (here) sheets.get(here.stage)?.left.push(one.closedOn === null ? null : one.closedOn - here.since);
      continue;
    }
    // What was changed without a word in the log is known of today only.
    const isAllToday = happened.length === one.stages.length && one.state === "open";
    const stands = (isAllToday ? one.stage : null) ?? here?.stage;
    if (here && here.stage === stands) {
      sheets.get(here.stage)?.still.push(day - here.since);
      const limit = salesWay.stages.find(({ key }) => key === stands)?.rotDays;
      if (typeof limit === "number" && day - here.since > limit) stale.get(stands)?.push(one.id);
    } else {
      if (here) sheets.get(here.stage)?.left.push(null);
      if (stands) sheets.get(stands)?.still.push(null);
    }
  }
  return { order, sheets, stale };
}
const known = (days: readonly (number | null)[]): number[] => days.filter((one) => one !== null).sort((a, b) => a - b);

test("times, returns and stale deals of random histories are what playing the log through says, on any day", () => {
  const seen = { left: 0, unknown: 0, returns: 0, stale: 0 };
  for (const seed of [1, 2, 3, 4, 5, 6]) {
    const chance = new Chance(seed);
    const deals = randomDeals(chance, 150);
    for (const day of [lastDay, lastDay + 400, chance.whole(firstDay, lastDay), chance.whole(firstDay, lastDay)]) {
      const { order, sheets, stale } = replay(deals, day);
      const times = timesOf(deals.toReversed(), day);
      expect(times.map(({ stage }) => stage)).toEqual(order);
      for (const found of times) {
        const sheet = sheets.get(found.stage);
        for (const kind of ["left", "still"] as const) {
          const [all, days] = [sheet?.[kind] ?? [], known(sheet?.[kind] ?? [])];
          expect([found[kind].known, found[kind].unknown]).toEqual([days.length, all.length - days.length]);
          if (days.length === 0) expect([found[kind].mean, found[kind].median]).toEqual([null, null]);
          else {
            expect(found[kind].mean).toBeCloseTo(days.reduce((sum, one) => sum + one, 0) / days.length, 9);
            const [low, high] = [days[Math.floor((days.length - 1) / 2)], days[Math.ceil((days.length - 1) / 2)]];
            expect(found[kind].median).toBe(((low as number) + (high as number)) / 2);
          }
          seen.left += kind === "left" ? days.length : 0;
          seen.unknown += all.length - days.length;
        }
        expect(found.returns).toBe(sheet?.back.length);
        expect(found.returned).toEqual([...new Set(sheet?.back)].sort());
        if (found.stale) expect(found.stale).toEqual(stale.get(found.stage)?.sort());
        seen.returns += found.returns;
        seen.stale += found.stale?.length ?? 0;
      }
    }
  }
  for (const count of Object.values(seen)) expect(count).toBeGreaterThan(20);
});
