import { describe, expect, test } from "vitest";
import { type DealFacts, dayNumberOf, parseDay } from "../../../src/analytics/facts/facts.ts";
import { normalBound } from "../../../src/analytics/forecasting/forecast.ts";
import { expectationWarnings, type OpenDeals, type OpenDealsQuery, openDeals } from "../../../src/analytics/pipeline/openDeals.ts";
import { allStandingOn, standingOn } from "../../../src/analytics/pipeline/pipeline.ts";
import { type StageRate, stageRates } from "../../../src/analytics/pipeline/stageRates.ts";
import { doubtOf, expectedValue } from "../../../src/domain/expectedValue.ts";
import { Chance } from "../../../src/lib/chance.ts";
import { lastDay, randomDeals, salesWay } from "../randomDeals.ts";

const usual: OpenDealsQuery = { leastDecided: 20, commitFrom: 0.8, level: 0.8, horizonDays: 180 };
const today = dayNumberOf(2026, 6, 30);
const deal = (id: string, changes: Partial<DealFacts>): DealFacts => ({
  ...{ id, party: null, owner: "Anna", product: null, pipeline: "way", state: "open", amount: null },
  ...{ openedOn: today - 100, closedOn: null, stages: [] },
  ...changes,
});
const open = (id: string, stage: string, amount: number | null, changes: Partial<DealFacts> = {}): DealFacts =>
  deal(id, { stage, amount, stages: [{ stage, on: today - 50 }], ...changes });
/** So many won, and so many lost in a stage, each open for twenty days. */
const decided = (won: number, lost: number, stage = "offer", from = today - 90): DealFacts[] =>
  Array.from({ length: won + lost }, (_, i) =>
    deal(`${stage}${from}${String(i).padStart(3, "0")}`, {
      ...{ state: i < won ? "won" : "lost", stage: i < won ? "won" : "lost", amount: i < won ? 100 : 0 },
      ...{ openedOn: from, closedOn: from + 20, stages: [{ stage, on: from }] },
    }),
  );
const ask = (deals: readonly DealFacts[], query: Partial<OpenDealsQuery> = {}, day = today): OpenDeals =>
  openDeals(deals, allStandingOn(deals, day), [salesWay], day, { ...usual, ...query });

describe("the probability of an open deal", () => {
  test("is the one set by hand, whatever the history says", () => {
    const { deals, value } = ask([...decided(15, 15), open("a", "offer", 1000, { probability: 0.9 })]);
    expect(deals["a"]).toMatchObject({ probability: 0.9, from: "hand", value: 900 });
    expect(value.expected).toBe(900);
  });

  test("is else the share won of the decided deals that came as far", () => {
    // Ten lost in the first stage never saw an offer.
    const { deals, value } = ask([...decided(15, 5), ...decided(0, 10, "contact"), open("a", "offer", 1000), open("b", "contact", 1000)]);
    expect(deals["a"]).toMatchObject({ probability: 0.75, from: "history", value: 750 });
    expect(deals["b"]).toMatchObject({ probability: 0.5, from: "history", value: 500 });
    expect(value.expected).toBe(1250);
  });

  test("is what the team states for the stage where too few are decided, and unknown where nobody states it", () => {
    const report = ask([...decided(10, 9), open("a", "offer", 1000), open("b", "contract", 1000)]);
    expect(report.deals["a"]).toMatchObject({ probability: 0.5, from: "stage", value: 500 });
    expect(report.deals["b"]).toMatchObject({ probability: null, from: null, value: null });
    expect(report.withoutProbability).toEqual(["b"]);
    expect(report.value.expected).toBe(500);
    // It may still be won.
    expect(report.best).toBe(2000);
    expect(ask([...decided(10, 10), open("a", "offer", 1000)]).deals["a"]?.from).toBe("history");
  });

  test("knows nothing of what was decided later", () => {
    const deals = [...decided(20, 0, "offer", today - 90), ...decided(0, 20, "offer", today - 60), open("a", "offer", 100)];
    expect(ask(deals, {}, today - 50).deals["a"]?.probability).toBe(1);
    expect(ask(deals).deals["a"]?.probability).toBe(0.5);
  });
});

test("what was thought of a deal before it was closed is not known on a day in the past", () => {
  const closed = { state: "won", stage: "won", amount: 900, probability: 0.9, expectedOn: today, closedOn: today } as const;
  const report = ask([deal("a", { ...closed, stages: [{ stage: "offer", on: today - 50 }] })], {}, today - 10);
  expect(report.deals["a"]).toEqual({
    ...{ pipeline: "way", stage: "offer", days: 40, amount: null, probability: 0.5, from: "stage", value: null, month: "" },
  });
});

test("a lost deal brings nothing, an open one without an amount is counted beside, a stated 0 is an amount", () => {
  const report = ask([
    deal("gone", { state: "lost", stage: "lost", amount: 5000, closedOn: today - 1 }),
    deal("won", { state: "won", stage: "won", amount: 5000, closedOn: today - 1 }),
    open("a", "offer", null),
    open("b", "offer", 0),
    open("c", "offer", 300),
  ]);
  expect(report).toMatchObject({ best: 300, withoutAmount: ["a"], value: { expected: 150 }, wins: { expected: 1.5 } });
  expect(Object.keys(report.deals)).toEqual(["a", "b", "c"]);
});

test("as good as won is what is likely enough, by hand or by history, with its whole amount", () => {
  const { commit, committed } = ask([
    ...decided(18, 2),
    open("a", "offer", 1000),
    open("b", "offer", 500, { probability: 0.79 }),
    open("c", "contact", 70, { probability: 0.8 }),
    open("d", "offer", null, { probability: 1 }),
  ]);
  expect([commit, committed]).toEqual([1070, ["a", "c"]]);
});

test("the value stands in the month expected; what should have come long ago and what has no month stand apart", () => {
  const on = (text: string) => ({ expectedOn: parseDay(text) });
  const { months, value } = ask([
    open("a", "offer", 100, on("2026-08-14")),
    open("b", "offer", 100, on("2026-06-02")),
    open("c", "offer", 100, on("2026-05-31")),
    open("d", "offer", 100),
    open("e", "offer", 300, on("2026-08-01")),
  ]);
  expect(Object.entries(months).map(([month, one]) => [month, one.expected, one.best, one.ids])).toEqual([
    ["overdue", 50, 100, ["c"]],
    ["2026-06", 50, 100, ["b"]],
    ["2026-08", 200, 400, ["a", "e"]],
    ["", 50, 100, ["d"]],
  ]);
  expect(value.expected).toBe(350);
});

describe("the range", () => {
  test("of deals that are won or not by themselves is Σ a²p(1 − p) to each side", () => {
    const chances = [
      { amount: 100, probability: 0.5, estimate: null, doubt: 0 },
      { amount: 200, probability: 0.2, estimate: null, doubt: 0 },
    ];
    const reach = Math.sqrt(100 ** 2 * 0.25 + 200 ** 2 * 0.16);
    const found = expectedValue(chances, 0.5);
    expect(found.expected).toBeCloseTo(90, 12);
    expect([found.low, found.high]).toEqual([expect.closeTo(90 - reach / 2, 9), expect.closeTo(90 + reach / 2, 9)]);
  });

  test("never reaches below nothing or above everything", () => {
    expect(expectedValue([{ amount: 100, probability: 0.5, estimate: null, doubt: 0 }], 3)).toEqual({ expected: 50, low: 0, high: 100 });
    expect(expectedValue([], 3)).toEqual({ expected: 0, low: 0, high: 0 });
  });

  test("is wider where the share comes from few deals, because all of them may be judged wrongly together", () => {
    const width = (n: number): number => {
      const chances = Array.from({ length: 200 }, () => ({ amount: 1, probability: 0.5, estimate: "offer", doubt: doubtOf(n / 2, n) }));
      const { low, high } = expectedValue(chances, 1);
      return high - low;
    };
    expect(width(20)).toBeGreaterThan(2 * width(2000));
    // Beta-binomial: n p (1 − p) (n + decided + 1) ÷ … as in any book of distributions, with α = β = 10.
    expect((width(20) / 2) ** 2).toBeCloseTo((200 * 10 * 10 * (10 + 10 + 200)) / (20 ** 2 * 21), 6);
  });

  test("at 80 % holds what comes in about 80 of 100 worlds, drawn deal by deal from shares that were themselves drawn", () => {
    const chance = new Chance(5);
    const [won, all] = [12, 30];
    const amounts = Array.from({ length: 60 }, () => chance.whole(100, 5000));
    const chances = amounts.map((amount) => ({ amount, probability: won / all, estimate: "offer", doubt: doubtOf(won, all) }));
    const { low, high } = expectedValue(chances, normalBound(0.8));
    let inside = 0;
    const worlds = 4000;
    for (let world = 0; world < worlds; world++) {
      // Beta(12, 18) is the twelfth smallest of 29 numbers drawn evenly.
      const share = Array.from({ length: all - 1 }, () => chance.next()).sort((a, b) => a - b)[won - 1] as number;
      const value = amounts.reduce((sum, amount) => sum + (chance.happens(share) ? amount : 0), 0);
      if (value >= low && value <= high) inside++;
    }
    expect(inside / worlds).toBeGreaterThan(0.77);
    expect(inside / worlds).toBeLessThan(0.83);
  });
});

describe("looking back", () => {
  test("the deals open at a month's end are asked what was known then, and followed for the horizon", () => {
    const early = decided(12, 8, "offer", dayNumberOf(2025, 11, 1));
    const later = (id: string, state: "won" | "lost" | "open", days: number): DealFacts =>
      deal(id, {
        ...{ state, stage: state === "open" ? "offer" : state, openedOn: dayNumberOf(2025, 12, 10) },
        closedOn: state === "open" ? null : dayNumberOf(2025, 12, 31) + days,
        stages: [{ stage: "offer", on: dayNumberOf(2025, 12, 10) }],
        // What somebody says today was not known then.
        probability: state === "open" ? 1 : null,
      });
    const deals = [
      ...early,
      later("a", "won", 20),
      later("b", "won", 91),
      later("c", "lost", 5),
      later("d", "open", 0),
      later("e", "won", 90),
    ];
    const { backTest } = ask(deals, { horizonDays: 90 }, dayNumberOf(2026, 3, 31));
    expect(backTest.months.map(({ asOf }) => asOf)).toEqual(["2025-12-31"]);
    expect(backTest.months[0]).toMatchObject({ open: 5, won: ["a", "e"], lost: ["c"], stillOpen: ["b", "d"] });
    expect(backTest.months[0]?.expected).toBeCloseTo(5 * 0.6, 12);
    expect(backTest).toMatchObject({ inside: 1, won: 2 });
  });

  test("warns where much less came than was expected, month after month, and not where it is about right", () => {
    const tested = (wonEach: number, low: number) => ({
      months: [1, 2, 3].map((month) => ({
        ...{ asOf: `2026-0${month}-28`, open: 20, withoutProbability: 0, expected: 10, low, high: 13 },
        ...{ won: Array.from({ length: wonEach }, (_, i) => `d${i}`), lost: [], stillOpen: ["x"] },
      })),
      ...{ inside: wonEach >= low ? 3 : 0, expected: 30, won: wonEach * 3 },
    });
    expect(expectationWarnings(tested(4, 7))).toEqual([{ code: "expected-too-high", expected: 30, won: 12, stillOpen: 3 }]);
    expect(expectationWarnings(tested(16, 17))).toMatchObject([{ code: "expected-too-low" }]);
    // Within the range, or off by less than a fifth, it serves.
    expect([expectationWarnings(tested(7, 7)), expectationWarnings(tested(9, 9.5))]).toEqual([[], []]);
    expect(expectationWarnings({ ...tested(4, 7), months: tested(4, 7).months.slice(1) })).toEqual([]);
  });

  test("has no month that is younger than the horizon", () => {
    const deals = [
      ...decided(20, 20, "offer", dayNumberOf(2024, 1, 1)),
      deal("a", { stage: "offer", openedOn: dayNumberOf(2025, 1, 1), stages: [{ stage: "offer", on: dayNumberOf(2025, 1, 1) }] }),
    ];
    const ends = (horizonDays: number): string[] => ask(deals, { horizonDays }).backTest.months.map(({ asOf }) => asOf);
    expect([ends(31).at(-1), ends(30).at(-1), ends(30)[0], ends(30).length]).toEqual(["2026-04-30", "2026-05-31", "2025-06-30", 12]);
  });
});

test("rates, values, months and looking back of random deals are what counting one by one says", () => {
  const seen = { hand: 0, history: 0, stage: 0, none: 0, tested: 0 };
  for (const seed of [11, 12, 13, 14]) {
    const deals = randomDeals(new Chance(seed), 120);
    const keys = ["contact", "need", "offer", "contract"];
    const shareOf = (known: readonly DealFacts[], stage: string): { share: number | null; from: string | null; decided: number } => {
      const closed = known.filter((one) => one.state !== "open" && one.stages.some((entry) => keys.includes(entry.stage)));
      const reached = closed.filter(
        (one) => one.state === "won" || one.stages.some((entry) => keys.indexOf(entry.stage) >= keys.indexOf(stage)),
      );
      if (reached.length >= 20)
        return { share: reached.filter((one) => one.state === "won").length / reached.length, from: "history", decided: reached.length };
      const stated = salesWay.stages.find((one) => one.key === stage)?.probability ?? null;
      return { share: stated, from: stated === null ? null : "stage", decided: reached.length };
    };
    for (const day of [lastDay, lastDay - 200, lastDay - 600]) {
      const standing = allStandingOn(deals, day);
      const rates = stageRates(standing, [salesWay], 20);
      for (const rate of rates) {
        const { share, from, decided: count } = shareOf(standing, rate.stage);
        expect([rate.from, rate.decided]).toEqual([from, count]);
        expect(rate.probability ?? -1).toBeCloseTo(share ?? -1, 12);
      }
      const report = ask(deals.toReversed(), {}, day);
      let [expected, wins, best, commit] = [0, 0, 0, 0];
      for (const one of standing.filter(({ state }) => state === "open")) {
        const here = one.stage ?? [...one.stages].sort((a, b) => a.on - b.on).at(-1)?.stage;
        const known = here === undefined ? { share: null, from: null } : shareOf(standing, here);
        const share = one.probability ?? known.share;
        const from = typeof one.probability === "number" ? "hand" : known.from;
        expect([report.deals[one.id]?.probability ?? null, report.deals[one.id]?.from]).toEqual([share, from]);
        seen[(from as "hand" | null) ?? "none"]++;
        best += one.amount ?? 0;
        wins += share ?? 0;
        expected += (one.amount ?? 0) * (share ?? 0);
        if ((share ?? 0) >= 0.8) commit += one.amount ?? 0;
      }
      expect(report.value.expected).toBeCloseTo(expected, 6);
      expect(report.wins.expected).toBeCloseTo(wins, 9);
      expect([report.best, report.commit]).toEqual([expect.closeTo(best, 6), expect.closeTo(commit, 6)]);
      const byMonth = Object.values(report.months);
      expect(byMonth.reduce((sum, one) => sum + one.expected, 0)).toBeCloseTo(expected, 6);
      expect(byMonth.flatMap(({ ids }) => ids).sort()).toEqual(Object.keys(report.deals).sort());
      for (const month of report.backTest.months) {
        const end = parseDay(month.asOf) as number;
        expect(end + 180).toBeLessThanOrEqual(day);
        const dated = deals.filter((one) => one.state === "open" || one.closedOn !== null);
        const then = dated.flatMap((one) => standingOn(one, end) ?? []);
        const waiting = then.filter(({ state }) => state === "open");
        const shares = waiting.flatMap((one) => {
          const here = one.stage ?? [...one.stages].sort((a, b) => a.on - b.on).at(-1)?.stage;
          const share = here === undefined ? null : shareOf(then, here).share;
          return share === null ? [] : [{ id: one.id, share }];
        });
        expect(month.expected).toBeCloseTo(
          shares.reduce((sum, { share }) => sum + share, 0),
          9,
        );
        expect([month.open, month.withoutProbability]).toEqual([shares.length, waiting.length - shares.length]);
        const wonBy = shares.filter(({ id }) => {
          const one = deals.find((own) => own.id === id);
          return one?.state === "won" && (one.closedOn ?? Number.POSITIVE_INFINITY) <= end + 180;
        });
        expect(month.won).toEqual(wonBy.map(({ id }) => id));
        expect(month.won.length + month.lost.length + month.stillOpen.length).toBe(month.open);
        seen.tested++;
      }
    }
  }
  for (const [what, count] of Object.entries(seen)) expect([what, count > 5]).toEqual([what, true]);
});

test("a rate says of how many deals it is the share", () => {
  const [contact, , offer] = stageRates(allStandingOn([...decided(15, 5), ...decided(0, 10, "contact")], today), [salesWay], 20);
  expect(contact).toMatchObject({
    pipeline: "way",
    stage: "contact",
    decided: 30,
    won: 15,
    from: "history",
    probability: 0.5,
    doubt: 0.25 / 31,
  });
  expect(offer?.ids.length).toBe(20);
  expect(offer).toMatchObject({ decided: 20, won: 15, probability: 0.75 } satisfies Partial<StageRate>);
});
