import { expect, test } from "vitest";
import { customerMargins, type MarginQuery } from "../../../src/analytics/customers/margin.ts";
import type { InteractionFacts, PurchaseLines } from "../../../src/analytics/facts/facts.ts";
import { Chance } from "../../../src/lib/chance.ts";
import { unwrap } from "../../../src/lib/result.ts";

interface Line {
  readonly party: string | null;
  readonly day: number;
  readonly net: number;
  readonly cost: number | null;
}

const linesOf = (rows: readonly Line[], walkIn: string | null = null): PurchaseLines => {
  const parties = [...new Set(rows.flatMap((row) => row.party ?? []))].sort();
  const count = rows.length;
  return {
    count,
    purchase: Uint32Array.from({ length: count }, (_, at) => at),
    party: Int32Array.from(rows, (row) => (row.party === null ? -1 : parties.indexOf(row.party))),
    product: new Int32Array(count).fill(-1),
    line: new Uint16Array(count),
    day: Int32Array.from(rows, (row) => row.day),
    quantity: new Float64Array(count).fill(1),
    net: Float64Array.from(rows, (row) => row.net),
    cost: Float64Array.from(rows, (row) => row.cost ?? Number.NaN),
    purchases: rows.map((_, at) => String(at)),
    parties,
    products: [],
    collective: new Set(walkIn === null ? [] : [parties.indexOf(walkIn)]),
  };
};

const query: MarginQuery = { asOf: "1970-12-31", hourlyCost: 60, visitCost: 25, mailingCost: 1.5 };
const interaction = (party: string, kind: string, minutes: number | null, id = `${party} ${kind}`): InteractionFacts => ({
  id,
  party,
  kind,
  on: 10,
  minutes,
  isMailing: kind === "letter",
});

test("a customer's contribution is net less cost, time, visits and mailings", () => {
  const lines = linesOf([{ party: "Adler", day: 3, net: 1000, cost: 600 }]);
  const served = [interaction("Adler", "visit", 90), interaction("Adler", "call", 10), interaction("Adler", "letter", null)];
  const { results, warnings } = unwrap(customerMargins(lines, served, query));
  expect(results["Adler"]).toMatchObject({ knownMargin: 400, knownMarginRate: 0.4, minutes: 100, costToServe: 100 + 25 + 1.5 });
  expect(results["Adler"]?.contribution).toBe(273.5);
  expect(warnings).toEqual([]);
});

test("a line of unknown cost makes the contribution unknown, not larger", () => {
  const lines = linesOf([
    { party: "Adler", day: 3, net: 1000, cost: 600 },
    { party: "Adler", day: 4, net: 500, cost: null },
    { party: "Birke", day: 4, net: 100, cost: 0 },
  ]);
  const { results, warnings, total } = unwrap(customerMargins(lines, [], query));
  expect(results["Adler"]).toMatchObject({
    contribution: null,
    contributionAtMost: 900,
    knownMargin: 400,
    netWithoutCost: 500,
    linesWithoutCost: 1,
  });
  expect(results["Birke"]?.contribution).toBe(100);
  expect(total.contribution).toBeNull();
  expect(warnings).toEqual([{ code: "cost-unknown", lines: 1, net: 500 }]);
});

test("a visit nobody timed, and a rate nobody gave, are said and not taken as nothing", () => {
  const lines = linesOf([{ party: "Adler", day: 3, net: 1000, cost: 600 }]);
  const served = [interaction("Adler", "visit", null)];
  const untimed = unwrap(customerMargins(lines, served, query));
  expect([untimed.results["Adler"]?.contribution, untimed.results["Adler"]?.contributionAtMost]).toEqual([null, 375]);
  expect(untimed.warnings).toEqual([{ code: "minutes-unknown", interactions: 1 }]);
  const assumed = unwrap(customerMargins(lines, served, { ...query, minutesOf: { visit: 60 } }));
  expect(assumed.results["Adler"]).toMatchObject({ contribution: 315, assumedMinutes: 60 });
  const unrated = unwrap(customerMargins(lines, [interaction("Adler", "visit", 30)], { ...query, visitCost: null }));
  expect(unrated.results["Adler"]?.contribution).toBeNull();
  expect(unrated.warnings).toEqual([{ code: "rate-unknown", rate: "visitCost" }]);
});

test("walk-in customers count in the sum and stand in no ranking", () => {
  const lines = linesOf(
    [
      { party: "Counter", day: 3, net: 9000, cost: 1 },
      { party: "Adler", day: 3, net: 10, cost: 5 },
      { party: "Birke", day: 3, net: 20, cost: 5 },
      { party: null, day: 3, net: 7, cost: 0 },
    ],
    "Counter",
  );
  const { ranking, total, fit } = unwrap(customerMargins(lines, [], query));
  expect(ranking).toEqual(["Birke", "Adler"]);
  expect([total.contribution, fit.linesWithoutParty]).toEqual([9026, 1]);
});

test("a negative rate or an unreadable day is refused", () => {
  expect(customerMargins(linesOf([]), [], { ...query, hourlyCost: -1 })).toEqual({
    ok: false,
    error: { code: "rate-negative", rate: "hourlyCost", found: -1 },
  });
  expect(customerMargins(linesOf([]), [], { ...query, from: "31.12.1970" })).toEqual({
    ok: false,
    error: { code: "day-unreadable", text: "31.12.1970" },
  });
});

test("every customer's figures are what adding up by hand says", () => {
  for (const seed of [11, 12, 13]) {
    const chance = new Chance(seed);
    const names = ["Adler", "Birke", "Cella", "Dorn", "Esche"];
    const rows = Array.from(
      { length: 300 },
      (): Line => ({
        party: chance.happens(0.05) ? null : chance.pick(names),
        day: chance.whole(0, 500),
        net: chance.whole(-5000, 90_000) / 100,
        cost: chance.happens(0.1) ? null : chance.whole(0, 50_000) / 100,
      }),
    );
    const served = Array.from({ length: 200 }, (_, at) => ({
      ...interaction(
        chance.pick(names),
        chance.pick(["visit", "call", "letter"]),
        chance.happens(0.1) ? null : chance.whole(0, 120),
        String(at),
      ),
      on: chance.whole(0, 500),
    }));
    const bounds = { ...query, from: "1970-04-11", asOf: "1971-01-01" };
    const { results } = unwrap(customerMargins(linesOf(rows), served, bounds));
    const within = (day: number) => day >= 100 && day <= 365;
    for (const name of names) {
      const own = rows.filter((row) => row.party === name && within(row.day));
      const met = served.filter((one) => one.party === name && within(one.on));
      const cost =
        own.reduce((total, row) => total + (row.cost ?? 0), 0) +
        met.reduce((total, one) => total + (one.minutes ?? 0), 0) +
        met.filter((one) => one.kind === "visit").length * 25 +
        met.filter((one) => one.kind === "letter").length * 1.5;
      const net = own.reduce((total, row) => total + row.net, 0);
      const isKnown = own.every((row) => row.cost !== null) && met.every((one) => one.minutes !== null || one.kind === "letter");
      expect(results[name]?.contributionAtMost).toBeCloseTo(net - cost, 8);
      expect(results[name]?.contribution === null).toBe(!isKnown);
    }
  }
});
