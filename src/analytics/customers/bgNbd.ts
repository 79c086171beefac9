import { exp, log, log1p, power } from "../../lib/mathematics.ts";
import type { Result } from "../../lib/result.ts";
import { CompensatedSum } from "../../lib/sum.ts";
import type { TooFew } from "../facts/facts.ts";
import type { HistoryGroups, PurchaseHistory } from "../facts/purchaseHistory.ts";
import { type Fitted, fitPurchases, type LikelihoodOf } from "./purchaseFit.ts";
import { hypergeometric, lnBeta, lnGamma } from "./specialFunctions.ts";

/**
 * BG/NBD of Fader, Hardie and Lee (Marketing Science 24, 2005): a customer buys at a steady rate, gamma distributed over customers
 * (`r`, `alpha` in weeks), and leaves after any purchase with a probability that is beta distributed (`a`, `b`).
 */
export interface BgNbd {
  readonly r: number;
  readonly alpha: number;
  readonly a: number;
  readonly b: number;
}

/** The log-likelihood of BG/NBD: the sum over customers of equation (6), in the logarithms of note 004 of the same authors. */
export function bgNbdLogLikelihood({ r, alpha, a, b }: BgNbd, groups: HistoryGroups): number {
  const { pairRepeats, pairWeeks, recency, age, weight } = groups;
  const byRepeats = new Map<number, number>();
  const constantOf = (x: number) => {
    let constant = byRepeats.get(x);
    if (constant === undefined) {
      constant = lnGamma(r + x) - lnGamma(r) + r * log(alpha) + lnBeta(a, b + x) - lnBeta(a, b);
      byRepeats.set(x, constant);
    }
    return constant;
  };
  const lnRates = new Float64Array(pairWeeks.length);
  for (let i = 0; i < lnRates.length; i++) lnRates[i] = -(r + (pairRepeats[i] as number)) * log(alpha + (pairWeeks[i] as number));
  const total = new CompensatedSum();
  for (let group = 0; group < weight.length; group++) {
    const pair = age[group] as number;
    const x = pairRepeats[pair] as number;
    const stays = lnRates[pair] as number;
    const gone = x > 0 ? log1p((a / (b + x - 1)) * exp((lnRates[recency[group] as number] as number) - stays)) : 0;
    total.add((weight[group] as number) * (constantOf(x) + stays + gone));
  }
  return total.total;
}

const likelihood: LikelihoodOf<BgNbd> = {
  names: ["r", "alpha", "a", "b"],
  times: ["alpha"],
  modelOf: ([r = 1, alpha = 1, a = 1, b = 1]) => ({ r, alpha, a, b }),
  logLikelihood: bgNbdLogLikelihood,
};

export const fitBgNbd = (histories: readonly PurchaseHistory[]): Result<Fitted<BgNbd>, TooFew> => fitPurchases(likelihood, histories);

type Observed = Pick<PurchaseHistory, "repeats" | "recencyWeeks" | "ageWeeks">;

/** The probability that the customer is still one at the end of the observation (note 021); without a repeat nobody can have left yet. */
export function bgNbdAlive({ r, alpha, a, b }: BgNbd, { repeats: x, recencyWeeks, ageWeeks }: Observed): number {
  if (x === 0) return 1;
  return 1 / (1 + (a / (b + x - 1)) * exp((r + x) * log((alpha + ageWeeks) / (alpha + recencyWeeks))));
}

/** The purchases expected of this customer in the next so many weeks, equation (10). */
export function bgNbdExpected(model: BgNbd, observed: Observed, weeks: number): number {
  const { r, a, b } = model;
  return growth(r + observed.repeats, model.alpha + observed.ageWeeks, a, b + observed.repeats, weeks) * bgNbdAlive(model, observed);
}

/** The repeat purchases expected of a customer in the so many weeks after the first purchase, equation (9). */
export const bgNbdExpectedNew = ({ r, alpha, a, b }: BgNbd, weeks: number): number => growth(r, alpha, a, b, weeks);

/** Both expectations are one formula: what was observed has moved r, α and b. */
function growth(r: number, alpha: number, a: number, b: number, weeks: number): number {
  // a = 1 and a + b = 1 are gaps of the formula, not of the expectation: it passes through them smoothly.
  const left = Math.abs(a - 1) < 1e-6 ? 1 + 1e-6 : a;
  const top = left + b - 1;
  const c = Math.abs(top) < 1e-9 ? 1e-9 : top;
  const z = weeks / (alpha + weeks);
  // (1 − z)ʳ ₂F₁(r, b; c; z) by Euler's transformation: no factor grows with the number of purchases.
  const remains =
    left - 1 < r ? power(1 - z, left - 1) * hypergeometric(c - r, left - 1, c, z) : power(1 - z, r) * hypergeometric(r, b, c, z);
  return (c / (left - 1)) * (1 - remains);
}

/** The probability of exactly so many repeat purchases in the weeks after the first, equation (8). */
export function bgNbdProbability({ r, alpha, a, b }: BgNbd, count: number, weeks: number): number {
  const [lnGone, lnStill] = [log(weeks / (alpha + weeks)), log(alpha / (alpha + weeks))];
  const counted = (j: number) => exp(lnGamma(r + j) - lnGamma(r) - lnGamma(j + 1) + r * lnStill + j * lnGone);
  const stayed = exp(lnBeta(a, b + count) - lnBeta(a, b)) * counted(count);
  if (count === 0) return stayed;
  let below = 0;
  for (let j = 0; j < count; j++) below += counted(j);
  let atLeast = 1 - below;
  if (atLeast < 1e-3) {
    // Far out in the tail the difference from 1 has no digits left; its own terms have.
    atLeast = 0;
    for (let j = count, term = counted(j); term > 1e-17 * atLeast; j++, term = counted(j)) atLeast += term;
  }
  return stayed + exp(lnBeta(a + 1, b + count - 1) - lnBeta(a, b)) * atLeast;
}
