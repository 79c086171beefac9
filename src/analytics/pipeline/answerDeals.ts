import { err, ok, type Result } from "../../lib/result.ts";
import { type DayNumber, monthText, noDay, type Warning } from "../facts/facts.ts";
import { type MethodOptions, type OptionRefusal, type Span, spanOf } from "../facts/options.ts";
import { currencyWarnings } from "../facts/otherCurrencies.ts";
import { compareText } from "../facts/purchaseHistory.ts";
import { purchaseSpan } from "../facts/purchaseSpan.ts";
import { pipelinesInOrder } from "../facts/recordOrder.ts";
import type { DealSource, FactSource, PipelineFacts, RevenueFrom } from "../facts/source.ts";
import { type ForecastRefusal, type ForecastReport, forecast, monthlySeries } from "../forecasting/forecast.ts";
import { type RunningMonth, runningMonth } from "../forecasting/runningMonth.ts";
import { expectationWarnings, type OpenDeals, type OpenDealsQuery, openDeals } from "./openDeals.ts";
import { allStandingOn, type PipelineReport, pipelineReport } from "./pipeline.ts";
import { type StageTime, stageTimes } from "./stageTimes.ts";

export interface PipelineAnswer extends Omit<PipelineReport, "parameters" | "results"> {
  readonly parameters: PipelineReport["parameters"] & OpenDealsQuery & { readonly pipeline: string | null; readonly currency: string };
  readonly results: PipelineReport["results"] & {
    /** One an open stage, in their order; empty where several pipelines are meant. */
    readonly stages: readonly StageTime[];
    readonly open: OpenDeals;
  };
}

/**
 * Answers with win rate, value, days and velocity of the deals as they stood on a day, by any group; funnel and times of the
 * stages of a pipeline; and
 * what the open deals may bring.
 */
export async function answerPipeline(
  {
    pipeline: wanted,
    by,
    groups,
    leastDecided = 20,
    commitFrom = 0.8,
    level = 0.8,
    horizonDays = 180,
    ...options
  }: MethodOptions["pipeline"],
  source: FactSource,
): Promise<Result<PipelineAnswer, OptionRefusal>> {
  const span = spanOf(options, source.today);
  if (!span.ok) return span;
  const { deals, pipelines: known, inOtherCurrencies, warnings } = await source.deals();
  const pipelines = pipelinesInOrder(known);
  if (groups && by === undefined) return err({ code: "option-missing", option: "by" });
  const chosen = pipelineOf({ deals, pipelines }, wanted);
  if (!chosen.ok) return chosen;
  const pipeline = chosen.value;
  const ambiguous = pipeline === null && pipelines.length > 1 ? [{ code: "funnel-needs-pipeline", pipelines: pipelines.length }] : [];
  const meant = wanted === undefined ? deals : deals.filter((deal) => deal.pipeline === wanted);
  const report = pipelineReport(meant, {
    asOf: span.value.asOf,
    ...(by && { by }),
    ...(groups && { groups }),
    ...(pipeline && { stages: pipeline.stages.filter(({ kind }) => kind === "open").map(({ key }) => key) }),
  });
  if (!report.ok) return err({ ...report.error, option: "asOf" });
  const standing = allStandingOn(meant, span.value.until);
  const query: OpenDealsQuery = { leastDecided, commitFrom, level, horizonDays };
  const open = openDeals(
    meant,
    standing,
    wanted === undefined ? pipelines : pipelines.filter(({ id }) => id === wanted),
    span.value.until,
    query,
  );
  const unknown = open.withoutProbability.length;
  return ok({
    ...report.value,
    parameters: { pipeline: pipeline?.id ?? null, currency: source.currency, ...report.value.parameters, ...query },
    warnings: [
      ...currencyWarnings("deals", inOtherCurrencies, source.currency, span.value),
      ...[...warnings, ...ambiguous, ...report.value.warnings],
      ...(unknown > 0 ? [{ code: "open-without-probability", deals: unknown }] : []),
      ...expectationWarnings(open.backTest),
    ],
    results: { ...report.value.results, stages: pipeline ? stageTimes(standing, pipeline.stages, span.value.until) : [], open },
  });
}

/** The pipeline asked for, else the only one that deals take. */
function pipelineOf(
  { deals, pipelines }: Pick<DealSource, "deals" | "pipelines">,
  wanted: string | undefined,
): Result<PipelineFacts | null, OptionRefusal> {
  if (wanted !== undefined) {
    const found = pipelines.find(({ id }) => id === wanted);
    const allowed = pipelines.map(({ id }) => id).sort(compareText);
    return found ? ok(found) : err({ code: "option-out-of-range", option: "pipeline", found: wanted, allowed });
  }
  const used = new Set(deals.map((deal) => deal.pipeline ?? null));
  const candidates = pipelines.length === 1 ? pipelines : pipelines.filter(({ id }) => used.has(id));
  return ok(candidates.length === 1 ? (candidates[0] as PipelineFacts) : null);
}

export interface ForecastAnswer extends Omit<ForecastReport, "parameters"> {
  readonly parameters: ForecastReport["parameters"] & {
    readonly of: "revenue" | "won";
    readonly currency: string;
    /** `null` where deals are asked. */
    readonly revenueFrom: RevenueFrom | null;
  };
  /** What was known: each whole month up to `asOf`, "2017-03". */
  readonly history: Readonly<Record<string, number>>;
  /** The month that `asOf` cuts; null where it is the last day of one. */
  readonly running: RunningMonth | null;
}

interface Known {
  readonly points: readonly { readonly on: DayNumber; readonly value: number }[];
  readonly revenueFrom: RevenueFrom | null;
  readonly warnings: readonly Warning[];
}

/** Forecasts the coming months of revenue or of won deals, with an interval and a back-test; of what there is unless told. */
export async function answerForecast(
  { of: wanted, horizon = 6, level, season, model, ...options }: MethodOptions["forecast"],
  source: FactSource,
): Promise<Result<ForecastAnswer, ForecastRefusal | OptionRefusal>> {
  const span = spanOf(options, source.today);
  if (!span.ok) return span;
  const { asOf, until } = span.value;
  const of = wanted ?? (await usualOf(source));
  const { points, revenueFrom, warnings } = of === "won" ? await wonDeals(source, until) : await revenueDays(source, span.value);
  // Deals were taken since no purchase counts: those in other currencies may be why.
  const unasked = of === "won" && wanted === undefined ? (await source.purchases()).inOtherCurrencies : undefined;
  const series = monthlySeries(points, asOf);
  if (!series.ok) return series;
  const report = forecast(series.value, {
    ...{ asOf, horizon },
    ...(level !== undefined && { level }),
    ...(season !== undefined && { season }),
    ...(model && { model }),
  });
  if (!report.ok) return report;
  const { firstMonth, values } = series.value;
  return ok({
    ...report.value,
    parameters: { of, currency: source.currency, revenueFrom, ...report.value.parameters },
    warnings: [...currencyWarnings("purchases", unasked, source.currency, span.value), ...warnings, ...report.value.warnings],
    history: Object.fromEntries(values.map((value, at) => [monthText(firstMonth + at), value])),
    running: runningMonth(points, until, Object.entries(report.value.results).sort(([a], [b]) => (a < b ? -1 : 1))[0]?.[1]),
  });
}

/** A firm that notes its deals and no documents is asked about its deals. */
async function usualOf(source: FactSource): Promise<"revenue" | "won"> {
  if ((await source.purchases()).count > 0) return "revenue";
  return (await source.deals()).deals.some(({ state }) => state === "won") ? "won" : "revenue";
}

async function revenueDays(source: FactSource, span: Span): Promise<Known> {
  const { lines, warnings } = await purchaseSpan(source, span, false);
  const points = Array.from({ length: lines.count }, (_, row) => ({ on: lines.day[row] as number, value: lines.net[row] as number }));
  return { points: points.filter(({ on }) => on !== noDay), revenueFrom: lines.revenueFrom, warnings };
}

async function wonDeals(source: FactSource, until: DayNumber): Promise<Known> {
  const { deals, inOtherCurrencies, warnings } = await source.deals();
  const won = deals.filter(({ state, closedOn }) => state === "won" && (closedOn === null || closedOn <= until));
  const points = won
    .toSorted((a, b) => compareText(a.id, b.id))
    .flatMap(({ closedOn, amount }) => (closedOn === null || amount === null ? [] : [{ on: closedOn, value: amount }]));
  const withoutAmount = won.filter(({ amount }) => amount === null).length;
  const withoutDay = won.filter(({ closedOn, amount }) => closedOn === null && amount !== null).length;
  return {
    points,
    revenueFrom: null,
    warnings: [
      ...currencyWarnings("deals", inOtherCurrencies, source.currency, { until }),
      ...warnings,
      ...(withoutAmount ? [{ code: "won-without-amount", deals: withoutAmount }] : []),
      ...(withoutDay ? [{ code: "days-missing", deals: withoutDay }] : []),
    ],
  };
}
