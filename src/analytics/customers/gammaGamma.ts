import { exp, log, square } from "../../lib/mathematics.ts";
import { err, ok, type Result } from "../../lib/result.ts";
import { CompensatedSum, sum } from "../../lib/sum.ts";
import type { TooFew, Warning } from "../facts/facts.ts";
import type { PurchaseHistory } from "../facts/purchaseHistory.ts";
import { minimise } from "../forecasting/minimise.ts";
import type { Fitted } from "./purchaseFit.ts";
import { lnGamma } from "./specialFunctions.ts";

/**
 * Gamma-Gamma model of spending (Fader & Hardie, note 025, 2013): a customer's purchases scatter about a mean of his own, and these means
 * over customers. `gamma` is in units of the currency. It holds where value does not depend on how often somebody buys.
 */
export interface GammaGamma {
  readonly p: number;
  readonly q: number;
  readonly gamma: number;
}

type Spent = Pick<PurchaseHistory, "repeats" | "meanRepeatValue">;

const neededRepeaters = 20;
/** Correlation of frequency and value beyond which the model's independence is doubtful. */
const doubtfulCorrelation = 0.3;

const hasValue = <Some extends Spent>(history: Some): history is Some & { readonly meanRepeatValue: number } =>
  history.repeats > 0 && history.meanRepeatValue !== null && history.meanRepeatValue > 0;

/** Sum over repeaters with a positive mean of note 025's equation (1a). */
function gammaGammaLogLikelihood({ p, q, gamma }: GammaGamma, histories: readonly Spent[]): number {
  const total = new CompensatedSum();
  const byRepeats = new Map<number, number>();
  for (const history of histories) {
    if (!hasValue(history)) continue;
    const { repeats: x, meanRepeatValue } = history;
    let constant = byRepeats.get(x);
    if (constant === undefined) {
      constant = lnGamma(p * x + q) - lnGamma(p * x) - lnGamma(q) + q * log(gamma) + p * x * log(x);
      byRepeats.set(x, constant);
    }
    total.add(constant + (p * x - 1) * log(meanRepeatValue) - (p * x + q) * log(gamma + x * meanRepeatValue));
  }
  return total.total;
}

/** Fits the Gamma-Gamma model by maximum likelihood; refuses on fewer than 20 repeaters whose repeat purchases were worth something. */
export function fitGammaGamma(histories: readonly PurchaseHistory[]): Result<Fitted<GammaGamma>, TooFew> {
  const spent = histories.filter(hasValue);
  if (spent.length < neededRepeaters)
    return err({ code: "data-too-few", what: "repeaters-with-value", needed: neededRepeaters, found: spent.length });
  spent.sort((a, b) => a.repeats - b.repeats || a.meanRepeatValue - b.meanRepeatValue);
  const mean = sum(spent.map((history) => history.meanRepeatValue)) / spent.length;
  const modelAt = ([p = 0, q = 0, gamma = 0]: readonly number[]): GammaGamma => ({
    p: exp(clamp(p)),
    q: exp(clamp(q)),
    gamma: mean * exp(clamp(gamma)),
  });
  const beyond = (logs: readonly number[]) => logs.reduce((total, log) => total + Math.abs(log - clamp(log)), 0);
  const found = minimise((logs) => beyond(logs) - gammaGammaLogLikelihood(modelAt(logs), spent), [1, 1, 0]);
  const parameters = modelAt(found.at);
  const warnings: Warning[] = [];
  if (!found.converged) warnings.push({ code: "fit-not-settled" });
  const names = ["p", "q", "gamma"].filter((_, i) => Math.abs(found.at[i] as number) > 10);
  if (names.length) warnings.push({ code: "parameters-at-limit", parameters: names });
  if (parameters.q <= 1) warnings.push({ code: "mean-value-unbounded", q: parameters.q });
  const correlation = correlationOf(spent);
  if (Math.abs(correlation) > doubtfulCorrelation) warnings.push({ code: "value-depends-on-frequency", correlation });
  const logLikelihood = gammaGammaLogLikelihood(parameters, spent);
  const { evaluations, converged } = found;
  return ok({ parameters, fit: { logLikelihood, customers: spent.length, evaluations, converged }, warnings });
}

const clamp = (log: number): number => Math.max(-12, Math.min(12, log));

/** Pearson's coefficient of repeat purchases and their mean value. */
function correlationOf(spent: readonly { readonly repeats: number; readonly meanRepeatValue: number }[]): number {
  const meanRepeats = sum(spent.map((history) => history.repeats)) / spent.length;
  const meanValue = sum(spent.map((history) => history.meanRepeatValue)) / spent.length;
  const both = sum(spent.map((history) => (history.repeats - meanRepeats) * (history.meanRepeatValue - meanValue)));
  const repeats = sum(spent.map((history) => square(history.repeats - meanRepeats)));
  const value = sum(spent.map((history) => square(history.meanRepeatValue - meanValue)));
  return repeats === 0 || value === 0 ? 0 : both / Math.sqrt(repeats * value);
}

/**
 * The expected value of a purchase of this customer (note 025, equation 5): the own mean, drawn the more to everybody's the fewer purchases
 * it stands on. Without a repeat of positive value it is everybody's; `null` where that mean has no bound (q ≤ 1).
 */
export function gammaGammaExpected({ p, q, gamma }: GammaGamma, history: Spent): number | null {
  const { repeats: x, meanRepeatValue } = hasValue(history) ? history : { repeats: 0, meanRepeatValue: 0 };
  const weight = p * x + q - 1;
  return weight > 0 ? (p * (gamma + x * meanRepeatValue)) / weight : null;
}
