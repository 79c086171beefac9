import { expect, test } from "vitest";
import { type DealFacts, dayNumberOf, monthOf } from "../../../src/analytics/facts/facts.ts";
import { pipelineReport } from "../../../src/analytics/pipeline/pipeline.ts";
import { Chance } from "../../../src/lib/chance.ts";
import { unwrap } from "../../../src/lib/result.ts";

const january = dayNumberOf(2020, 1, 1);
const deal = (id: string, changes: Partial<DealFacts> = {}): DealFacts => ({
  id,
  party: null,
  owner: "Adler",
  product: null,
  state: "open",
  amount: null,
  openedOn: january,
  closedOn: null,
  stages: [],
  ...changes,
});
const asOf = "2020-12-31";
const total = (...deals: DealFacts[]) => unwrap(pipelineReport(deals, { asOf })).results.total;

test("an unknown amount is not 0: it is in no mean and counted beside the value", () => {
  const found = total(
    deal("a", { state: "won", amount: 100, closedOn: january + 10 }),
    deal("b", { state: "won", amount: 0, closedOn: january + 10 }),
    deal("c", { state: "won", closedOn: january + 10 }),
  );
  expect(found).toMatchObject({ won: 3, wonValue: 100, meanWon: 50, medianWon: 50, wonWithoutAmount: 1 });
});

test("a lost deal counts in the win rate and nothing in the value", () => {
  const found = total(
    deal("a", { state: "won", amount: 100, closedOn: january + 10 }),
    deal("b", { state: "lost", amount: 900, closedOn: january + 30 }),
    deal("c", { amount: 50 }),
  );
  expect(found).toMatchObject({ winRate: 0.5, wonValue: 100, openValue: 50 });
  expect(found.cycleClosed).toEqual({ mean: 20, median: 20, known: 2, unknown: 0 });
});

test("velocity is open deals × win rate × mean won amount ÷ days to win", () => {
  const found = total(
    deal("a", { state: "won", amount: 120, closedOn: january + 10 }),
    deal("b", { state: "lost", amount: 0, closedOn: january + 30 }),
    deal("c"),
    deal("d"),
  );
  expect(found.velocity).toBe((2 * 0.5 * 120) / 10);
  expect(total(deal("c")).velocity).toBeNull();
});

test("on a day in the past, deals closed later are open and deals opened later are not there", () => {
  const deals = [
    deal("a", { state: "won", amount: 100, closedOn: january + 10 }),
    deal("b", { state: "lost", amount: 0, closedOn: january + 40 }),
    deal("c", { openedOn: january + 35 }),
  ];
  const { results, fit } = unwrap(pipelineReport(deals, { asOf: "2020-01-31" }));
  expect(results.total).toMatchObject({ deals: 2, won: 1, lost: 0, open: 1, winRate: 1, openValue: 0, openWithoutAmount: 1 });
  expect(fit).toEqual({ deals: 2, leftOut: 1 });
});

test("a deal that was lost and taken up again was lost in between", () => {
  const stages = [
    { stage: "offer", on: january, kind: "open" },
    { stage: "lost", on: january + 10, kind: "lost" },
    { stage: "offer", on: january + 40, kind: "open" },
  ] as const;
  const again = deal("a", { state: "open", stage: "offer", amount: 100, stages });
  const on = (asOf: string) => unwrap(pipelineReport([again], { asOf })).results.total;
  expect(on("2020-01-05")).toMatchObject({ open: 1, lost: 0 });
  expect(on("2020-01-31")).toMatchObject({ open: 0, lost: 1, openValue: 0, cycleClosed: { mean: 10 } });
  expect(on("2020-02-20")).toMatchObject({ open: 1, lost: 0, openValue: 100 });
});

test("an owner without a manager is said and stands apart", () => {
  const { results, warnings } = unwrap(
    pipelineReport([deal("a"), deal("b", { owner: "Birke" })], { asOf, by: "owner", groups: { Adler: "Falk" } }),
  );
  expect(Object.entries(results.groups).map(([name, one]) => [name, one.ids])).toEqual([
    ["", ["b"]],
    ["Falk", ["a"]],
  ]);
  expect(warnings).toContainEqual({ code: "group-missing", members: ["Birke"] });
});

test("a deal that skips a stage came through it; one sent back has still come as far", () => {
  const stages = ["Contact", "Offer", "Contract"];
  const at = (stage: string, day: number) => ({ stage, on: january + day });
  const { results, warnings } = unwrap(
    pipelineReport(
      [
        deal("a", { state: "won", amount: 1, closedOn: january + 9, stages: [at("Contact", 0), at("Contract", 5)] }),
        deal("b", { state: "lost", closedOn: january + 9, stages: [at("Contact", 0), at("Offer", 5), at("Contact", 7)] }),
        deal("c", { stages: [at("Contact", 0)] }),
        deal("d", { state: "won", amount: 1, closedOn: january + 9 }),
      ],
      { asOf, stages },
    ),
  );
  expect(
    results.funnel.map(({ stage, reached, advanced, stillHere, lostHere }) => [stage, reached, advanced, stillHere, lostHere]),
  ).toEqual([
    ["Contact", 3, 2, 1, 0],
    ["Offer", 2, 1, 0, 1],
    ["Contract", 1, 1, 0, 0],
  ]);
  expect(warnings).toContainEqual({ code: "stage-history-missing", deals: 1 });
});

test("figures and funnel of random pipelines are what counting one by one says", () => {
  const stages = ["Contact", "Need", "Offer", "Contract"];
  for (const seed of [21, 22, 23, 24]) {
    const chance = new Chance(seed);
    const deals = Array.from({ length: 400 }, (_, at): DealFacts => {
      const openedOn = january + chance.whole(0, 300);
      const state = chance.pick(["open", "won", "lost"] as const);
      const history = stages.slice(0, chance.whole(0, 4)).filter(() => chance.happens(0.8));
      return deal(String(at), {
        owner: chance.pick(["Adler", "Birke", "Cella"]),
        state,
        amount: chance.happens(0.2) ? null : chance.whole(0, 100_000) / 100,
        openedOn,
        closedOn: state === "open" ? null : openedOn + chance.whole(0, 60),
        stages: history.map((stage, step) => ({ stage, on: openedOn + step })),
      });
    });
    // Late enough that nothing is cut; the day in the past has a test of its own.
    const query = { asOf: "2022-12-31", stages };
    const { results } = unwrap(pipelineReport(deals, { ...query, by: "closedMonth" }));
    for (const [month, found] of Object.entries(results.groups)) {
      const own = deals.filter((one) => (one.closedOn === null ? "" : monthOf(one.closedOn)) === month);
      const won = own.filter((one) => one.state === "won");
      expect(found.deals).toBe(own.length);
      expect(found.won).toBe(won.length);
      expect(found.wonValue).toBeCloseTo(
        won.reduce((sum, one) => sum + (one.amount ?? 0), 0),
        8,
      );
      if (won.length > 0)
        expect(found.cycleWon.mean).toBeCloseTo(
          won.reduce((sum, one) => sum + (one.closedOn ?? 0) - (one.openedOn ?? 0), 0) / won.length,
          8,
        );
      expect(found.ids.toSorted()).toEqual(own.map((one) => one.id).toSorted());
    }
    const known = deals.filter((one) => one.stages.length > 0);
    const cameTo = (one: DealFacts, place: number) => one.state === "won" || one.stages.some(({ stage }) => stages.indexOf(stage) >= place);
    stages.forEach((stage, place) => {
      const reached = known.filter((one) => cameTo(one, place));
      const advanced = reached.filter((one) => (place === 3 ? one.state === "won" : cameTo(one, place + 1)));
      const rest = reached.filter((one) => !advanced.includes(one));
      expect(results.funnel[place]).toMatchObject({
        stage,
        reached: reached.length,
        advanced: advanced.length,
        stillHere: rest.filter((one) => one.state === "open").length,
        lostHere: rest.filter((one) => one.state === "lost").length,
        conversion: advanced.length / reached.length,
        ids: {
          advanced: advanced.map(({ id }) => id).sort(),
          stillHere: rest.flatMap((one) => (one.state === "open" ? [one.id] : [])).sort(),
          lostHere: rest.flatMap((one) => (one.state === "lost" ? [one.id] : [])).sort(),
        },
      });
    });
  }
});
