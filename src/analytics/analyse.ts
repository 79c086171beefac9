import { err, type Result } from "../lib/result.ts";
import type { AbcRefusal } from "./customers/abc.ts";
import {
  type AbcAnswer,
  answerAbc,
  answerClv,
  answerCohorts,
  answerMargin,
  answerRfm,
  type ClvAnswer,
  type CohortsAnswer,
  type MarginAnswer,
  type RfmAnswer,
} from "./customers/answerCustomers.ts";
import { type ClvDrillThrough, type CohortsDrillThrough, drillThroughClv, drillThroughCohorts } from "./customers/drillThroughCustomers.ts";
import type { MarginRefusal } from "./customers/margin.ts";
import type { RfmRefusal } from "./customers/rfm.ts";
import { type Method, type MethodOptions, type OptionRefusal, parseOptions, type Span, spanOf } from "./facts/options.ts";
import { type CurrencyLeftOut, currencyWarnings, type TooFewCounted } from "./facts/otherCurrencies.ts";
import type { FactSource } from "./facts/source.ts";
import {
  answerPropensity,
  drillThroughPropensity,
  type PropensityAnswer,
  type PropensityDrillThrough,
} from "./forecasting/answerPropensity.ts";
import type { ForecastRefusal } from "./forecasting/forecast.ts";
import type { PropensityRefusal } from "./forecasting/propensity.ts";
import { answerForecast, answerPipeline, type ForecastAnswer, type PipelineAnswer } from "./pipeline/answerDeals.ts";
import { answerRules, answerSimilar, type RulesAnswer, type SimilarAnswer } from "./products/answerBaskets.ts";
import {
  drillThroughRules,
  drillThroughSimilar,
  type RulesDrillThrough,
  type SimilarDrillThrough,
} from "./products/drillThroughBaskets.ts";
import type { RulesRefusal } from "./products/rules.ts";
import type { SimilarityRefusal } from "./products/similarity.ts";
import { answerPivot, type PivotAnswer } from "./tables/answerPivot.ts";
import type { PivotRefusal } from "./tables/pivotQuery.ts";

export type { Method, MethodOptions } from "./facts/options.ts";

/**
 * The answer of each method, as plain JSON: `parameters` as they were used, how well the method fits, `warnings`, and `results` by
 * record id.
 */
export interface Answers {
  readonly abc: AbcAnswer;
  readonly rfm: RfmAnswer;
  readonly clv: ClvAnswer;
  readonly margin: MarginAnswer;
  readonly propensity: PropensityAnswer;
  readonly rules: RulesAnswer;
  readonly similar: SimilarAnswer;
  readonly pivot: PivotAnswer;
  readonly pipeline: PipelineAnswer;
  readonly forecast: ForecastAnswer;
  readonly cohorts: CohortsAnswer;
}

/**
 * The answer of each method with `at`: the records that one figure of the answer is made of, and how many they are. A pivot
 * answers so too.
 */
export interface DrillThroughs {
  readonly clv: ClvDrillThrough;
  readonly propensity: PropensityDrillThrough;
  readonly rules: RulesDrillThrough;
  readonly similar: SimilarDrillThrough;
  readonly cohorts: CohortsDrillThrough;
}
export type At<M extends keyof DrillThroughs> = NonNullable<MethodOptions[M]["at"]>;

export type AnalysisRefusal =
  | OptionRefusal
  | TooFewCounted
  | AbcRefusal
  | RfmRefusal
  | MarginRefusal
  | PropensityRefusal
  | RulesRefusal
  | SimilarityRefusal
  | PivotRefusal
  | ForecastRefusal;

type Answerers = {
  readonly [M in Method]: (options: MethodOptions[M], source: FactSource) => Promise<Result<Answers[M], AnalysisRefusal>>;
};
type DrillThroughAnswerers = {
  readonly [M in keyof DrillThroughs]: (
    options: MethodOptions[M] & { readonly at: At<M> },
    source: FactSource,
  ) => Promise<Result<DrillThroughs[M], AnalysisRefusal>>;
};

const answerers: Answerers = {
  abc: answerAbc,
  rfm: answerRfm,
  clv: answerClv,
  margin: answerMargin,
  propensity: answerPropensity,
  rules: answerRules,
  similar: answerSimilar,
  pivot: answerPivot,
  pipeline: answerPipeline,
  forecast: answerForecast,
  cohorts: answerCohorts,
};

const drillThroughs: DrillThroughAnswerers = {
  clv: drillThroughClv,
  propensity: drillThroughPropensity,
  rules: drillThroughRules,
  similar: drillThroughSimilar,
  cohorts: drillThroughCohorts,
};

/**
 * Answers a method's question. `options` may come from anywhere: what is not an option of this method, or no value for it, is
 * refused by name. The
 * source is read only as far as the method needs; the same facts give the same answer, in whatever order they are read.
 */
export function analyse<M extends keyof DrillThroughs>(
  method: M,
  options: MethodOptions[M] & { readonly at: At<M> },
  source: FactSource,
): Promise<Result<DrillThroughs[M], AnalysisRefusal>>;
export function analyse<M extends Method>(
  method: M,
  options: MethodOptions[M],
  source: FactSource,
): Promise<Result<Answers[M], AnalysisRefusal>>;
export async function analyse(method: Method, options: unknown, source: FactSource): Promise<Result<unknown, AnalysisRefusal>> {
  const parsed = parseOptions(method, options);
  if (!parsed.ok) return parsed;
  const { currency, ...asked } = parsed.value;
  const isDrillThrough = "at" in asked && Object.hasOwn(drillThroughs, method);
  const answer = (isDrillThrough ? drillThroughs[method as keyof DrillThroughs] : answerers[method]) as (
    options: MethodOptions[Method],
    source: FactSource,
  ) => Promise<Result<unknown, AnalysisRefusal>>;
  const counted = currency === undefined ? source : source.countedIn(currency);
  const result = await answer(asked, counted);
  if (result.ok || result.error.code !== "data-too-few") return result;
  const leftOut = await leftOutOf(method, counted, spanOf(asked, counted.today));
  return leftOut.length === 0 ? result : err({ ...result.error, leftOut });
}

/** What there would be in other currencies, where a method had too few: it may be all there is. */
async function leftOutOf(method: Method, source: FactSource, span: Result<Span, OptionRefusal>): Promise<readonly CurrencyLeftOut[]> {
  if (!span.ok || method === "pipeline") return [];
  const purchases = currencyWarnings("purchases", (await source.purchases()).inOtherCurrencies, source.currency, span.value);
  if (method !== "forecast") return purchases;
  return [...purchases, ...currencyWarnings("deals", (await source.deals()).inOtherCurrencies, source.currency, span.value)];
}
