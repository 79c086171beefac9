import { exp, expm1, log, log1p } from "../../lib/mathematics.ts";
import type { Result } from "../../lib/result.ts";
import { CompensatedSum } from "../../lib/sum.ts";
import type { TooFew } from "../facts/facts.ts";
import type { HistoryGroups, PurchaseHistory } from "../facts/purchaseHistory.ts";
import { type Fitted, fitPurchases, type LikelihoodOf } from "./purchaseFit.ts";
import { hypergeometricOne, lnAdd, lnGamma } from "./specialFunctions.ts";

/**
 * Pareto/NBD of Schmittlein, Morrison and Colombo (Management Science 33, 1987): a customer buys at a steady rate, gamma distributed
 * over customers (`r`, `alpha` in weeks), and leaves at any moment, at a rate that is gamma distributed too (`s`, `beta` in weeks).
 */
export interface ParetoNbd {
  readonly r: number;
  readonly alpha: number;
  readonly s: number;
  readonly beta: number;
}

/** ln of (α + t)^−(r+x) (β + t)^−s: to have bought x times by t and not to have left. */
const lnStays = ({ r, alpha, s, beta }: ParetoNbd, x: number, t: number): number => -(r + x) * log(alpha + t) - s * log(beta + t);

/**
 * Share of that which belongs to leaving after t without another purchase, between 0 and 1. Euler's and Pfaff's transformations bring the
 * ₂F₁ of Fader & Hardie (note 009, equations 20 and 21) to ₂F₁(1, r + x; r + s + x + 1; (α − β)/(α + t)), whichever of α and β is greater.
 */
const leaves = ({ r, alpha, s, beta }: ParetoNbd, x: number, t: number): number =>
  (s / (r + s + x)) * hypergeometricOne(r + x, r + s + x + 1, (alpha - beta) / (alpha + t));

/**
 * The log-likelihood of Pareto/NBD: the sum over customers of note 009's likelihood, with only positive terms: nothing cancels,
 * and nothing overflows.
 */
export function paretoNbdLogLikelihood(model: ParetoNbd, groups: HistoryGroups): number {
  const { r, alpha, s, beta } = model;
  const { pairRepeats, pairWeeks, recency, age, weight } = groups;
  const byRepeats = new Map<number, number>();
  const constantOf = (x: number) => {
    let constant = byRepeats.get(x);
    if (constant === undefined) {
      constant = lnGamma(r + x) - lnGamma(r) + r * log(alpha) + s * log(beta);
      byRepeats.set(x, constant);
    }
    return constant;
  };
  const stays = new Float64Array(pairWeeks.length);
  const gone = new Float64Array(pairWeeks.length);
  const isAsked = new Uint8Array(pairWeeks.length);
  for (const pair of recency) isAsked[pair] = 1;
  for (const pair of age) isAsked[pair] = 1;
  for (let i = 0; i < stays.length; i++) {
    if (!isAsked[i]) continue;
    stays[i] = lnStays(model, pairRepeats[i] as number, pairWeeks[i] as number);
    gone[i] = leaves(model, pairRepeats[i] as number, pairWeeks[i] as number);
  }
  const total = new CompensatedSum();
  for (let group = 0; group < weight.length; group++) {
    const [last, now] = [recency[group] as number, age[group] as number];
    const alive = stays[now] as number;
    const left = 1 - (gone[now] as number);
    const exponent = (stays[last] as number) - alive;
    const share =
      exponent < 500 ? log(left + (gone[last] as number) * exp(exponent)) : lnAdd(log(left), log(gone[last] as number) + exponent);
    total.add((weight[group] as number) * (constantOf(pairRepeats[now] as number) + alive + share));
  }
  return total.total;
}

const likelihood: LikelihoodOf<ParetoNbd> = {
  names: ["r", "alpha", "s", "beta"],
  times: ["alpha", "beta"],
  modelOf: ([r = 1, alpha = 1, s = 1, beta = 1]) => ({ r, alpha, s, beta }),
  logLikelihood: paretoNbdLogLikelihood,
};

export const fitParetoNbd = (histories: readonly PurchaseHistory[]): Result<Fitted<ParetoNbd>, TooFew> =>
  fitPurchases(likelihood, histories);

type Observed = Pick<PurchaseHistory, "repeats" | "recencyWeeks" | "ageWeeks">;

/** The probability that the customer is still one at the end of the observation (note 009). */
export function paretoNbdAlive(model: ParetoNbd, { repeats: x, recencyWeeks, ageWeeks }: Observed): number {
  const longer = exp(lnStays(model, x, recencyWeeks) - lnStays(model, x, ageWeeks));
  return 1 / (1 - leaves(model, x, ageWeeks) + leaves(model, x, recencyWeeks) * longer);
}

/** The purchases expected of this customer in the next so many weeks (note 009). */
export function paretoNbdExpected(model: ParetoNbd, observed: Observed, weeks: number): number {
  const { r, alpha, s, beta } = model;
  const rate = (r + observed.repeats) / (alpha + observed.ageWeeks);
  return rate * activeWeeks(s, beta + observed.ageWeeks, weeks) * paretoNbdAlive(model, observed);
}

/** The repeat purchases expected of a customer in the so many weeks after the first purchase. */
export const paretoNbdExpectedNew = ({ r, alpha, s, beta }: ParetoNbd, weeks: number): number => (r / alpha) * activeWeeks(s, beta, weeks);

/** Mean of the next weeks in which a customer is still one; at s = 1 the formula has a gap where the logarithm stands. */
function activeWeeks(s: number, beta: number, weeks: number): number {
  const growth = log1p(weeks / beta);
  return s === 1 ? beta * growth : (beta * -expm1(-(s - 1) * growth)) / (s - 1);
}
