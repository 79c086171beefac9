// What the open deals may bring: each with its probability, all together with a range, and how well that would have held before.
import { type ExpectedValue, expectedValue, type OpenChance } from "../../domain/expectedValue.ts";
import { groupBy } from "../../lib/group.ts";
import { sum } from "../../lib/sum.ts";
import {
  type Day,
  type DayNumber,
  type DealFacts,
  dayText,
  firstDayOfMonth,
  monthIndexOf,
  monthText,
  type Warning,
} from "../facts/facts.ts";
import type { PipelineFacts } from "../facts/source.ts";
import { normalBound } from "../forecasting/forecast.ts";
import { allStandingOn, standingOn } from "./pipeline.ts";
import { type StageRate, stageRates } from "./stageRates.ts";
import { daysInStage, standsIn } from "./stageTimes.ts";

export interface OpenDealsQuery {
  /** So many decided deals make a stage's share worth more than what the team states. */
  readonly leastDecided: number;
  /** From this probability on a deal is as good as won. */
  readonly commitFrom: number;
  /** How sure the range is. */
  readonly level: number;
  /** So many days after a month's end it is looked at what became of its open deals. */
  readonly horizonDays: number;
}

export interface OpenDeal {
  readonly pipeline: string | null;
  readonly stage: string | null;
  /** Since it last entered its stage. */
  readonly days: number | null;
  readonly amount: number | null;
  readonly probability: number | null;
  /** `hand`: set on the deal itself; else as the stage's rate has it. */
  readonly from: "hand" | "history" | "stage" | null;
  /** Amount × probability; `null` where either is unknown. */
  readonly value: number | null;
  /** When it is expected to be won: "2026-07", "overdue" before the month asked for, "" where nobody said. */
  readonly month: string;
}

export interface MonthOfDeals extends ExpectedValue {
  readonly best: number;
  readonly ids: readonly string[];
}

/** The deals that were open at the end of a month: how many were expected to be won, and what became of them. */
export interface TestedMonth extends ExpectedValue {
  readonly asOf: Day;
  readonly open: number;
  /** Open, but nothing told their chances; not among the others. */
  readonly withoutProbability: number;
  readonly won: readonly string[];
  readonly lost: readonly string[];
  readonly stillOpen: readonly string[];
}

export interface OpenDeals {
  /** Σ amount × probability with its range; lost deals are no part of it. */
  readonly value: ExpectedValue;
  /** How many of them will be won: Σ probability, whatever their amount. */
  readonly wins: ExpectedValue;
  /** Amounts of all open deals, and of those that are as good as won. */
  readonly best: number;
  readonly commit: number;
  readonly committed: readonly string[];
  /** Left out of the value: deals without an amount, and those of whose chances nothing is known. */
  readonly withoutAmount: readonly string[];
  readonly withoutProbability: readonly string[];
  /** By month expected, in order; "" last. */
  readonly months: Readonly<Record<string, MonthOfDeals>>;
  readonly rates: readonly StageRate[];
  /** How many standard deviations the range reaches to each side. */
  readonly bound: number;
  readonly deals: Readonly<Record<string, OpenDeal>>;
  /** Past month ends, the earliest first, each asked what was known then. */
  readonly backTest: {
    readonly months: readonly TestedMonth[];
    /** Month ends whose number of deals won lay in the range, and the sums over all. */
    readonly inside: number;
    readonly expected: number;
    readonly won: number;
  };
}

type Chance = OpenChance & { readonly id: string };

const testedMonths = 12;
/** Fewer months may be chance; and what is off by less than a fifth still serves to plan with. */
const telling = { months: 3, off: 0.2 };

const rateKey = (pipeline: string | null | undefined, stage: string | null): string => JSON.stringify([pipeline ?? null, stage]);
const ratesByStage = (rates: readonly StageRate[]): ReadonlyMap<string, StageRate> =>
  new Map(rates.map((rate) => [rateKey(rate.pipeline, rate.stage), rate]));

/** Each deal's chance to be won, its amount as 1; deals of which nobody knows are left out. */
function chancesOf(open: readonly DealFacts[], rates: ReadonlyMap<string, StageRate>): Chance[] {
  return open.flatMap((deal): Chance[] => {
    const key = rateKey(deal.pipeline, standsIn(deal));
    const rate = rates.get(key);
    if (typeof deal.probability === "number") return [{ id: deal.id, amount: 1, probability: deal.probability, estimate: null, doubt: 0 }];
    if (!rate || rate.probability === null) return [];
    return [{ id: deal.id, amount: 1, probability: rate.probability, estimate: key, doubt: rate.doubt }];
  });
}

/** Estimates what the deals open on `day` will bring; `standing` are all deals as they stood then, in order of id. */
export function openDeals(
  deals: readonly DealFacts[],
  standing: readonly DealFacts[],
  pipelines: readonly PipelineFacts[],
  day: DayNumber,
  query: OpenDealsQuery,
): OpenDeals {
  const bound = normalBound(query.level);
  const open = standing.filter(({ state }) => state === "open");
  const rates = stageRates(standing, pipelines, query.leastDecided);
  const byStage = ratesByStage(rates);
  const chances = chancesOf(open, byStage);
  const chanceById = new Map(chances.map((chance) => [chance.id, chance]));
  const weighed = open.flatMap(({ id, amount }): Chance[] => {
    const chance = chanceById.get(id);
    return chance && amount !== null ? [{ ...chance, amount }] : [];
  });
  const bestOf = (some: readonly DealFacts[]): number => sum(some.flatMap(({ amount }) => (amount === null ? [] : [amount])));
  const committed = open.filter(
    ({ id, amount }) => amount !== null && (chanceById.get(id)?.probability ?? Number.NEGATIVE_INFINITY) >= query.commitFrom,
  );
  const monthOf = monthsFrom(day);
  const months = groupBy(open, monthOf);
  return {
    value: expectedValue(weighed, bound),
    wins: expectedValue(chances, bound),
    best: bestOf(open),
    commit: bestOf(committed),
    committed: committed.map(({ id }) => id),
    withoutAmount: open.filter(({ amount }) => amount === null).map(({ id }) => id),
    withoutProbability: open.filter(({ id }) => !chanceById.has(id)).map(({ id }) => id),
    months: Object.fromEntries(
      [...months.keys()].sort(inTime).map((month) => {
        const own = months.get(month) as DealFacts[];
        const ids = new Set(own.map(({ id }) => id));
        const value = expectedValue(
          weighed.filter(({ id }) => ids.has(id)),
          bound,
        );
        return [month, { ...value, best: bestOf(own), ids: [...ids] }];
      }),
    ),
    rates,
    bound,
    deals: Object.fromEntries(
      open.map((deal): [string, OpenDeal] => {
        const chance = chanceById.get(deal.id);
        const stage = standsIn(deal);
        const isByHand = typeof deal.probability === "number";
        return [
          deal.id,
          {
            pipeline: deal.pipeline ?? null,
            stage,
            days: daysInStage(deal, day),
            amount: deal.amount,
            probability: chance?.probability ?? null,
            from: isByHand ? "hand" : (byStage.get(rateKey(deal.pipeline, stage))?.from ?? null),
            value: chance && deal.amount !== null ? deal.amount * chance.probability : null,
            month: monthOf(deal),
          },
        ];
      }),
    ),
    backTest: backTest(deals, pipelines, day, bound, query),
  };
}

/** Warns when the look back found the expectations wrong, and not by chance: mostly outside the range, and off by much in all. */
export function expectationWarnings({ months, inside, expected, won }: OpenDeals["backTest"]): Warning[] {
  if (months.length < telling.months || inside * 2 >= months.length || Math.abs(won - expected) <= telling.off * expected) return [];
  const stillOpen = months.reduce((count, month) => count + month.stillOpen.length, 0);
  return [{ code: won < expected ? "expected-too-high" : "expected-too-low", expected, won, stillOpen }];
}

function monthsFrom(day: DayNumber): (deal: DealFacts) => string {
  const now = monthIndexOf(day);
  return ({ expectedOn }) => {
    if (expectedOn === null || expectedOn === undefined) return "";
    const month = monthIndexOf(expectedOn);
    return month < now ? "overdue" : monthText(month);
  };
}

/** What is overdue first, what has no month last. */
function inTime(a: string, b: string): number {
  const rank = (month: string): string => (month === "overdue" ? " " : month === "" ? "~" : month);
  return rank(a) < rank(b) ? -1 : 1;
}

/**
 * For the ends of past months: the deals open then, the shares known then, and how many were won within the horizon. Numbers of deals and
 * not amounts, since what a deal was thought to be worth is not kept, and a lost one often says nothing. For the same reason no
 * probability set by hand is used. Deals without an opening day are left out: nobody knows whether they were there.
 */
function backTest(
  deals: readonly DealFacts[],
  pipelines: readonly PipelineFacts[],
  day: DayNumber,
  bound: number,
  { leastDecided, horizonDays }: OpenDealsQuery,
): OpenDeals["backTest"] {
  const dated = deals.filter(({ openedOn, closedOn, state }) => openedOn !== null && (state === "open" || closedOn !== null));
  const dealById = new Map(dated.map((deal) => [deal.id, deal]));
  const last = monthIndexOf(day - horizonDays + 1) - 1;
  const months = Array.from({ length: testedMonths }, (_, at) => firstDayOfMonth(last - testedMonths + at + 2) - 1).flatMap(
    (end): TestedMonth[] => {
      const then = allStandingOn(dated, end).map((deal): DealFacts => ({ ...deal, probability: null }));
      const open = then.filter(({ state }) => state === "open");
      if (open.length === 0) return [];
      const chances = chancesOf(open, ratesByStage(stageRates(then, pipelines, leastDecided)));
      const became = groupBy(chances, ({ id }) => standingOn(dealById.get(id) as DealFacts, end + horizonDays)?.state ?? "open");
      const idsOf = (state: DealFacts["state"]): string[] => (became.get(state) ?? []).map(({ id }) => id);
      return [
        {
          ...expectedValue(chances, bound),
          asOf: dayText(end),
          open: chances.length,
          withoutProbability: open.length - chances.length,
          ...{ won: idsOf("won"), lost: idsOf("lost"), stillOpen: idsOf("open") },
        },
      ];
    },
  );
  const tested = months.filter(({ open }) => open > 0);
  return {
    months: tested,
    inside: tested.filter(({ won, low, high }) => won.length >= low && won.length <= high).length,
    expected: sum(tested.map(({ expected }) => expected)),
    won: tested.reduce((count, { won }) => count + won.length, 0),
  };
}
