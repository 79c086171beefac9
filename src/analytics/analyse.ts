import type { Result } from "../lib/result.ts";
import type { AbcRefusal } from "./abc.ts";
import { answerRules, answerSimilar, type RulesAnswer, type SimilarAnswer } from "./answerBaskets.ts";
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
} from "./answerCustomers.ts";
import { answerForecast, answerPipeline, type ForecastAnswer, type PipelineAnswer } from "./answerDeals.ts";
import { answerPivot, type PivotAnswer } from "./answerPivot.ts";
import { answerPropensity, type PropensityAnswer } from "./answerPropensity.ts";
import type { TooFew } from "./facts.ts";
import type { ForecastRefusal } from "./forecast.ts";
import type { MarginRefusal } from "./margin.ts";
import { type Method, type MethodOptions, type OptionRefusal, parseOptions } from "./options.ts";
import type { PivotRefusal } from "./pivot.ts";
import type { PropensityRefusal } from "./propensity.ts";
import type { RfmRefusal } from "./rfm.ts";
import type { RulesRefusal } from "./rules.ts";
import type { SimilarityRefusal } from "./similarity.ts";
import type { FactSource } from "./source.ts";

export type { Method, MethodOptions } from "./options.ts";

/** Plain JSON each: `parameters` as they were used, how well the method fits, `warnings`, and `results` by record id. */
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

export type AnalysisRefusal =
  | OptionRefusal
  | TooFew
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

/**
 * Asks a method. `options` may come from anywhere: what is not an option of this method, or no value for it, is refused by name. The
 * source is read only as far as the method needs; the same facts give the same answer, in whatever order they are read.
 */
export async function analyse<M extends Method>(
  method: M,
  options: MethodOptions[M],
  source: FactSource,
): Promise<Result<Answers[M], AnalysisRefusal>> {
  const parsed = parseOptions(method, options);
  return parsed.ok ? answerers[method](parsed.value, source) : parsed;
}
