import { err, ok, type Result } from "../../lib/result.ts";
import { sum } from "../../lib/sum.ts";
import type { Day, DayNumber, DealFacts, Warning } from "../facts/facts.ts";
import { monthOf, parseDay, quarterOf, yearOf } from "../facts/facts.ts";

export type DealDimension = "owner" | "party" | "product" | "openedMonth" | "closedMonth" | "closedQuarter" | "closedYear";

export interface PipelineQuery {
  /** Deals opened later are left out; deals closed later are open. */
  readonly asOf: Day;
  /** Absent = only the whole. */
  readonly by?: DealDimension;
  /** Member of `by` → the group it belongs to: owner → manager, product → category, party → sector. */
  readonly groups?: Readonly<Record<string, string>>;
  /** Open stages in their order; absent = no funnel. */
  readonly stages?: readonly string[];
}

export interface Days {
  readonly mean: number | null;
  readonly median: number | null;
  /** Deals with both days known, and those without. */
  readonly known: number;
  readonly unknown: number;
}

/** The figures of some deals. Amounts are in units of the currency, unrounded; an unknown amount is in no sum and counted beside it. */
export interface PipelineFigures {
  readonly deals: number;
  readonly open: number;
  readonly won: number;
  readonly lost: number;
  /** Won ÷ (won + lost), 0–1; `null` while nothing is decided. */
  readonly winRate: number | null;
  readonly wonValue: number;
  readonly wonWithoutAmount: number;
  readonly meanWon: number | null;
  readonly medianWon: number | null;
  readonly openValue: number;
  readonly openWithoutAmount: number;
  /** Days from opening to closing, of the won deals and of all closed ones. */
  readonly cycleWon: Days;
  readonly cycleClosed: Days;
  /** Open deals × win rate × mean won amount ÷ mean days to win: value a day; `null` where a factor is unknown or the days are 0. */
  readonly velocity: number | null;
}

export interface FunnelStage {
  readonly stage: string;
  /** Deals that came as far as this stage; one that skipped it on the way to a later one came through. */
  readonly reached: number;
  /** Of those: went on to the next stage (or were won), are still here, were lost here. */
  readonly advanced: number;
  readonly stillHere: number;
  readonly lostHere: number;
  /** Advanced ÷ reached, and advanced ÷ (advanced + lost here), which leaves out who may still go on. */
  readonly conversion: number | null;
  readonly conversionOfDecided: number | null;
  /** The deals of the three, in order of id. */
  readonly ids: { readonly advanced: readonly string[]; readonly stillHere: readonly string[]; readonly lostHere: readonly string[] };
}

export interface PipelineReport {
  readonly parameters: PipelineQuery;
  readonly fit: { readonly deals: number; readonly leftOut: number };
  readonly warnings: readonly Warning[];
  readonly results: {
    readonly total: PipelineFigures;
    /** Figures and deal ids by group, in order of the group's key; deals without one (an open deal has no closing month) under "". */
    readonly groups: Readonly<Record<string, PipelineFigures & { readonly ids: readonly string[] }>>;
    readonly funnel: readonly FunnelStage[];
  };
}

export type PipelineRefusal = { readonly code: "day-unreadable"; readonly text: string };

export const mean = (values: readonly number[]): number | null => (values.length === 0 ? null : sum(values) / values.length);
export function median(values: readonly number[]): number | null {
  if (values.length === 0) return null;
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? (sorted[middle] as number) : ((sorted[middle - 1] as number) + (sorted[middle] as number)) / 2;
}
const share = (part: number, whole: number): number | null => (whole === 0 ? null : part / whole);

function cycleOf(deals: readonly DealFacts[]): Days {
  const days = deals.flatMap(({ openedOn, closedOn }) => (openedOn === null || closedOn === null ? [] : [closedOn - openedOn]));
  return { mean: mean(days), median: median(days), known: days.length, unknown: deals.length - days.length };
}

function figuresOf(deals: readonly DealFacts[]): PipelineFigures {
  const open = deals.filter((deal) => deal.state === "open");
  const won = deals.filter((deal) => deal.state === "won");
  const lost = deals.filter((deal) => deal.state === "lost");
  const amounts = (some: readonly DealFacts[]) => some.flatMap(({ amount }) => (amount === null ? [] : [amount]));
  const wonAmounts = amounts(won);
  const openAmounts = amounts(open);
  const winRate = share(won.length, won.length + lost.length);
  const meanWon = mean(wonAmounts);
  const cycleWon = cycleOf(won);
  return {
    deals: deals.length,
    open: open.length,
    won: won.length,
    lost: lost.length,
    winRate,
    wonValue: sum(wonAmounts),
    wonWithoutAmount: won.length - wonAmounts.length,
    meanWon,
    medianWon: median(wonAmounts),
    openValue: sum(openAmounts),
    openWithoutAmount: open.length - openAmounts.length,
    cycleWon,
    cycleClosed: cycleOf([...won, ...lost].sort(byId)),
    velocity: winRate === null || meanWon === null || cycleWon.mean === null ? null : share(open.length * winRate * meanWon, cycleWon.mean),
  };
}

const byId = (a: { readonly id: string }, b: { readonly id: string }): number => (a.id < b.id ? -1 : a.id > b.id ? 1 : 0);

/** What was thought of a deal before it was closed. */
const unknownThen = { amount: null, probability: null, expectedOn: null } as const;

/**
 * Returns a deal as it stood at the end of a day; `null` before it was opened. What a deal closed later was thought to be worth is
 * not known.
 */
export function standingOn(deal: DealFacts, day: DayNumber): DealFacts | null {
  if (deal.openedOn !== null && deal.openedOn > day) return null;
  const stages = deal.stages.filter(({ on }) => on <= day);
  const isClosed = deal.closedOn === null || deal.closedOn <= day;
  if (isClosed && stages.length === deal.stages.length) return deal;
  // It has moved on since: it stood where it had last come to by then.
  const last = stages.reduce<(typeof stages)[number] | null>((latest, one) => (latest && latest.on > one.on ? latest : one), null);
  const stage = last?.stage ?? null;
  // Closed then, and taken up again since.
  if (last?.kind !== undefined && last.kind !== "open" && stages.length < deal.stages.length)
    return { ...deal, stage, state: last.kind, ...unknownThen, closedOn: last.on, stages };
  return isClosed ? { ...deal, stage, stages } : { ...deal, stage, state: "open", ...unknownThen, closedOn: null, stages };
}

/** Returns the deals there were at the end of a day, as they stood then, in order of id. */
export const allStandingOn = (deals: readonly DealFacts[], day: DayNumber): DealFacts[] =>
  deals
    .toSorted(byId)
    .map((deal) => standingOn(deal, day))
    .filter((deal) => deal !== null);

function groupOf(deal: DealFacts, by: DealDimension): string | null {
  switch (by) {
    case "owner":
    case "party":
    case "product":
      return deal[by];
    case "openedMonth":
      return deal.openedOn === null ? null : monthOf(deal.openedOn);
    case "closedMonth":
      return deal.closedOn === null ? null : monthOf(deal.closedOn);
    case "closedQuarter":
      return deal.closedOn === null ? null : quarterOf(deal.closedOn);
    case "closedYear":
      return deal.closedOn === null ? null : yearOf(deal.closedOn);
  }
}

/** Returns the index of the last open stage a deal ever came to; -1 where its log names none. */
export const furthestOf = (deal: DealFacts, indexByStage: ReadonlyMap<string, number>): number =>
  deal.stages.reduce((furthest, { stage }) => Math.max(furthest, indexByStage.get(stage) ?? -1), -1);

/** How far each deal came. Deals without a known stage are left out and counted: taking only the won ones in would praise every stage. */
function funnelOf(deals: readonly DealFacts[], stages: readonly string[]): { funnel: FunnelStage[]; warnings: Warning[] } {
  const indexByStage = new Map(stages.map((stage, at) => [stage, at]));
  const ids = stages.map(() => ({ advanced: [] as string[], stillHere: [] as string[], lostHere: [] as string[] }));
  let withoutHistory = 0;
  for (const deal of deals) {
    const furthest = furthestOf(deal, indexByStage);
    if (furthest < 0) {
      withoutHistory++;
      continue;
    }
    const until = deal.state === "won" ? stages.length : furthest;
    for (let at = 0; at < until; at++) ids[at]?.advanced.push(deal.id);
    // Somebody sent back to an earlier stage has still come this far; he waits, or was lost, where he had come to.
    if (deal.state === "open") ids[furthest]?.stillHere.push(deal.id);
    if (deal.state === "lost") ids[furthest]?.lostHere.push(deal.id);
  }
  const funnel = ids.map((own, at): FunnelStage => {
    const [advanced, stillHere, lostHere] = [own.advanced.length, own.stillHere.length, own.lostHere.length];
    const reached = advanced + stillHere + lostHere;
    return {
      stage: stages[at] as string,
      ...{ reached, advanced, stillHere, lostHere },
      conversion: share(advanced, reached),
      conversionOfDecided: share(advanced, advanced + lostHere),
      ids: own,
    };
  });
  return { funnel, warnings: withoutHistory > 0 ? [{ code: "stage-history-missing", deals: withoutHistory }] : [] };
}

/** Reports win rate, value, cycle time, velocity and funnel of the deals as they stood on a day. A lost deal's amount is in no value. */
export function pipelineReport(deals: readonly DealFacts[], query: PipelineQuery): Result<PipelineReport, PipelineRefusal> {
  const day = parseDay(query.asOf);
  if (day === null) return err({ code: "day-unreadable", text: query.asOf });
  const standing = allStandingOn(deals, day);
  const total = figuresOf(standing);
  const warnings: Warning[] = [];
  if (total.wonWithoutAmount > 0) warnings.push({ code: "won-without-amount", deals: total.wonWithoutAmount });
  if (total.openWithoutAmount > 0) warnings.push({ code: "open-without-amount", deals: total.openWithoutAmount });
  if (total.cycleClosed.unknown > 0) warnings.push({ code: "days-missing", deals: total.cycleClosed.unknown });

  const { by } = query;
  const lists = new Map<string, DealFacts[]>();
  const ungrouped = new Set<string>();
  if (by !== undefined)
    for (const deal of standing) {
      const own = groupOf(deal, by);
      const mapped = own === null || query.groups === undefined || !Object.hasOwn(query.groups, own) ? undefined : query.groups[own];
      if (own !== null && query.groups !== undefined && mapped === undefined) ungrouped.add(own);
      const key = (query.groups === undefined ? own : mapped) ?? "";
      const list = lists.get(key);
      if (list) list.push(deal);
      else lists.set(key, [deal]);
    }
  if (ungrouped.size > 0) warnings.push({ code: "group-missing", members: [...ungrouped].sort() });
  const made = query.stages === undefined ? { funnel: [], warnings: [] } : funnelOf(standing, query.stages);
  return ok({
    parameters: query,
    fit: { deals: standing.length, leftOut: deals.length - standing.length },
    warnings: [...warnings, ...made.warnings],
    results: {
      total,
      groups: Object.fromEntries(
        [...lists.keys()].sort().map((key) => {
          const list = lists.get(key) as DealFacts[];
          return [key, { ...figuresOf(list), ids: list.map((deal) => deal.id) }];
        }),
      ),
      funnel: made.funnel,
    },
  });
}
