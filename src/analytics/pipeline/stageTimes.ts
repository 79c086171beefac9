// How long deals stay in the stages of their pipeline, and which come back: read from the log of stages alone.
import type { DayNumber, DealFacts } from "../facts/facts.ts";
import type { StageFacts } from "../facts/source.ts";
import { type Days, mean, median } from "./pipeline.ts";

/** A stay: one uninterrupted time of a deal in a stage; the deal may come again. */
export interface Stay {
  readonly stage: string;
  readonly from: DayNumber;
  /** When the deal went on or was closed; `null` while it is there, `undefined` where nobody knows. */
  readonly until: DayNumber | null | undefined;
}

export interface StayDays extends Days {
  /** The deals that these are stays of. */
  readonly ids: readonly string[];
}

export interface StageTime {
  readonly stage: string;
  /** Whole days from entering to leaving, of stays that ended; and from entering to the day asked for, of those that go on. */
  readonly left: StayDays;
  readonly still: StayDays;
  /** How often deals entered this stage after they had been in a later one or closed, and which deals. */
  readonly returns: number;
  readonly returned: readonly string[];
  /** Open deals that have been here for more than `rotDays` since they last entered; `null` where the stage has no such limit. */
  readonly rotDays: number | null;
  readonly stale: readonly string[] | null;
}

/** The log in the order of days; what follows on the same stage is the same stay. */
function movesOf(deal: DealFacts): DealFacts["stages"] {
  const inOrder = deal.stages.toSorted((a, b) => a.on - b.on);
  return inOrder.filter(({ stage }, at) => at === 0 || inOrder[at - 1]?.stage !== stage);
}

/**
 * Returns the stays of a deal in stages of whatever kind, the earliest first. The last one ends with the closing of the deal; and where the
 * deal stands elsewhere than its log ends, nobody knows when.
 */
function staysOf(deal: DealFacts): Stay[] {
  const moves = movesOf(deal);
  return moves.map(({ stage, on: from }, at) => {
    const next = moves[at + 1];
    if (next) return { stage, from, until: next.on };
    const stands = deal.stage ?? stage;
    if (deal.state === "open") return { stage, from, until: stands === stage ? null : undefined };
    return { stage, from, until: deal.closedOn !== null && deal.closedOn >= from ? deal.closedOn : undefined };
  });
}

/** Counts the days an open deal has been in its stage without a break, on a day; `null` where its log does not say. */
export function daysInStage(deal: DealFacts, on: DayNumber): number | null {
  const last = staysOf(deal).at(-1);
  return last?.until === null ? on - last.from : null;
}

/** How many times a deal entered this open stage after a later one; a closed stage is later than all open ones. */
function returnsTo(stage: string, deal: DealFacts, indexByStage: ReadonlyMap<string, number>): number {
  const own = indexByStage.get(stage) as number;
  let furthest = -1;
  let returns = 0;
  for (const move of movesOf(deal)) {
    if (move.stage === stage && furthest > own) returns++;
    furthest = Math.max(furthest, indexByStage.get(move.stage) ?? -1);
  }
  return returns;
}

function daysOf(stays: readonly { readonly id: string; readonly days: number | null }[]): StayDays {
  const known = stays.flatMap(({ days }) => (days === null ? [] : [days]));
  return {
    ...{ mean: mean(known), median: median(known), known: known.length, unknown: stays.length - known.length },
    ids: [...new Set(stays.map(({ id }) => id))],
  };
}

/**
 * Measures the time in each open stage, returns and stale deals; `standing` are the deals of the pipeline as they stood on `day`,
 * in order of id.
 */
export function stageTimes(standing: readonly DealFacts[], stages: readonly StageFacts[], day: DayNumber): StageTime[] {
  const indexByStage = new Map(stages.map(({ key, kind }, at) => [key, kind === "open" ? at : stages.length]));
  const all = standing.map((deal) => ({ deal, stays: staysOf(deal) }));
  return stages
    .filter(({ kind }) => kind === "open")
    .map(({ key, rotDays = null }): StageTime => {
      const left = all.flatMap(({ deal: { id }, stays }) =>
        stays.flatMap(({ stage, from, until }) =>
          stage !== key || until === null ? [] : [{ id, days: until === undefined ? null : until - from }],
        ),
      );
      const still = standing
        .filter((deal) => deal.state === "open" && standsIn(deal) === key)
        .map((deal) => ({ id: deal.id, days: daysInStage(deal, day) }));
      const returns = standing.map((deal) => ({ id: deal.id, times: returnsTo(key, deal, indexByStage) })).filter(({ times }) => times > 0);
      return {
        stage: key,
        left: daysOf(left),
        still: daysOf(still),
        returns: returns.reduce((count, { times }) => count + times, 0),
        returned: returns.map(({ id }) => id),
        rotDays,
        stale: rotDays === null ? null : still.flatMap(({ id, days }) => (days !== null && days > rotDays ? [id] : [])),
      };
    });
}

/** Returns the stage a deal stands in; its log tells where the deal itself does not. */
export const standsIn = (deal: DealFacts): string | null => deal.stage ?? movesOf(deal).at(-1)?.stage ?? null;
