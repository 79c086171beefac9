import { square } from "../lib/mathematics.ts";
import { sum } from "../lib/sum.ts";

/** What one open deal may bring. */
export interface OpenChance {
  readonly amount: number;
  /** A share. */
  readonly probability: number;
  /** Whose estimate the probability is; all of one estimate are too high, or too low, together. */
  readonly estimate: string | null;
  /** Variance of that estimate; 0 where somebody said the probability. */
  readonly doubt: number;
}

export interface ExpectedValue {
  readonly expected: number;
  readonly low: number;
  readonly high: number;
}

/** Variance of a share estimated from `won` of `decided`: of the Beta distribution with their numbers. */
export const doubtOf = (won: number, decided: number): number => (won / decided) * (1 - won / decided) * (1 / (decided + 1));

/**
 * Σ amount × probability, and the range around it: each deal is won or not by itself (Bernoulli), and where the probability is
 * an estimate of doubt v, all its deals err together (beta-binomial, Skellam 1948). The variance is Σ a²(p(1 − p) − v) + Σ (Σ a)² v, the
 * second sum by estimate; the range is normal, `bound` standard deviations to each side, and never outside of nothing and everything won.
 */
export function expectedValue(chances: readonly OpenChance[], bound: number): ExpectedValue {
  const amounts = new Map<string, { readonly all: number[]; readonly doubt: number }>();
  for (const { amount, estimate, doubt } of chances) {
    if (estimate === null || doubt === 0) continue;
    const known = amounts.get(estimate);
    if (known) known.all.push(amount);
    else amounts.set(estimate, { all: [amount], doubt });
  }
  const alone = chances.map(({ amount, probability, doubt }) => square(amount) * (probability * (1 - probability) - doubt));
  const together = [...amounts.values()].map(({ all, doubt }) => square(sum(all)) * doubt);
  const expected = sum(chances.map(({ amount, probability }) => amount * probability));
  const reach = bound * Math.sqrt(Math.max(0, sum([...alone, ...together])));
  const least = sum(chances.map(({ amount }) => Math.min(0, amount)));
  const most = sum(chances.map(({ amount }) => Math.max(0, amount)));
  return { expected, low: Math.max(least, expected - reach), high: Math.min(most, expected + reach) };
}
