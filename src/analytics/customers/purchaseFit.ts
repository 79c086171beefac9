import { exp, log } from "../../lib/mathematics.ts";
import { err, ok, type Result } from "../../lib/result.ts";
import { sum } from "../../lib/sum.ts";
import type { TooFew, Warning } from "../facts/facts.ts";
import { type Fit, groupHistories, type HistoryGroups, type PurchaseHistory } from "../facts/purchaseHistory.ts";
import { curvature, descend, type Minimum, minimise } from "../forecasting/minimise.ts";

/** Below these a likelihood of four parameters says more about chance than about customers. */
const neededCustomers = 50;
const neededRepeaters = 20;

/** Beyond e^±12 the likelihood is flat: such a parameter means that customers do not differ, or never leave. */
const limit = 12;

export interface Fitted<Model> {
  readonly parameters: Model;
  readonly fit: Fit;
  readonly warnings: readonly Warning[];
}

/** A model of four positive parameters that can tell how likely grouped histories are. */
export interface LikelihoodOf<Model> {
  readonly names: readonly (keyof Model & string)[];
  /** Parameters that are times, in weeks: they begin at the mean age and not at 1. */
  readonly times: readonly (keyof Model & string)[];
  readonly modelOf: (parameters: readonly number[]) => Model;
  readonly logLikelihood: (model: Model, groups: HistoryGroups) => number;
}

/**
 * Fits a purchase model by maximum likelihood over the logarithms of its parameters. Large sets are fitted to every n-th group
 * first, so that the whole is
 * only asked near the answer. Refuses on fewer than 50 customers or 20 who came back.
 */
export function fitPurchases<Model>(likelihood: LikelihoodOf<Model>, histories: readonly PurchaseHistory[]): Result<Fitted<Model>, TooFew> {
  const repeaters = histories.reduce((count, history) => count + (history.repeats > 0 ? 1 : 0), 0);
  if (histories.length < neededCustomers)
    return err({ code: "data-too-few", what: "customers", needed: neededCustomers, found: histories.length });
  if (repeaters < neededRepeaters) return err({ code: "data-too-few", what: "repeaters", needed: neededRepeaters, found: repeaters });

  const groups = groupHistories(histories);
  const modelAt = (logs: readonly number[]) => likelihood.modelOf(logs.map((log) => exp(Math.max(-limit, Math.min(limit, log)))));
  // A gentle slope beyond the limit leads the search back.
  const beyond = (logs: readonly number[]) => logs.reduce((total, log) => total + Math.max(0, Math.abs(log) - limit), 0);
  const lossOn = (some: HistoryGroups) => (logs: readonly number[]) => beyond(logs) - likelihood.logLikelihood(modelAt(logs), some);

  // Over groups and not customers: their order is that of what they say.
  const ages = Array.from(groups.age, (pair, group) => (groups.weight[group] as number) * (groups.pairWeeks[pair] as number));
  const meanAge = sum(ages) / histories.length;
  let start: readonly number[] = likelihood.names.map((name) => (likelihood.times.includes(name) ? log(Math.max(meanAge, 1) / 3) : 0));
  const stride = Math.floor(groups.weight.length / 700);
  const found = stride > 1 ? fromPart(lossOn(groups), lossOn(everyNth(groups, stride)), stride, start) : minimise(lossOn(groups), start);
  const parameters = modelAt(found.at);
  const fit = {
    logLikelihood: likelihood.logLikelihood(parameters, groups),
    customers: histories.length,
    evaluations: found.evaluations,
    converged: found.converged,
  };
  const atLimit = likelihood.names.filter((_, i) => Math.abs(found.at[i] as number) > limit - 2);
  const warnings: Warning[] = [];
  if (!found.converged) warnings.push({ code: "fit-not-settled" });
  if (atLimit.length) warnings.push({ code: "parameters-at-limit", parameters: atLimit });
  return ok({ parameters, fit, warnings });
}

/** The part's answer, and its curvature times its share, bring the whole to the bottom in some fifty evaluations. */
function fromPart(whole: Loss, part: Loss, stride: number, start: readonly number[]): Minimum {
  const rough = minimise(part, start, { tolerance: 1e-8 });
  const bend = curvature(part, rough.at).map((row) => row.map((entry) => entry * stride));
  const found = descend(whole, rough.at, bend);
  const settled = found.converged ? found : minimise(whole, found.at, { step: 0.1 });
  return { ...settled, evaluations: rough.evaluations + settled.evaluations };
}

type Loss = (logs: readonly number[]) => number;

const everyNth = (groups: HistoryGroups, stride: number): HistoryGroups => {
  const keeps = (_: number, i: number) => i % stride === 0;
  return { ...groups, recency: groups.recency.filter(keeps), age: groups.age.filter(keeps), weight: groups.weight.filter(keeps) };
};
