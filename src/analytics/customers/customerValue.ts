import { expm1, power } from "../../lib/mathematics.ts";
import { ok, type Result } from "../../lib/result.ts";
import { CompensatedSum } from "../../lib/sum.ts";
import { type Day, type DayNumber, dayText, type TooFew, type Warning } from "../facts/facts.ts";
import { type Fit, type PurchaseHistory, type PurchaseLog, purchaseHistories } from "../facts/purchaseHistory.ts";
import { type BgNbd, bgNbdAlive, bgNbdExpected, fitBgNbd } from "./bgNbd.ts";
import { fitGammaGamma, type GammaGamma, gammaGammaExpected } from "./gammaGamma.ts";
import { fitParetoNbd, type ParetoNbd, paretoNbdAlive, paretoNbdExpected } from "./paretoNbd.ts";

export interface CustomerValueOptions {
  readonly asOf: DayNumber;
  readonly model?: "bg-nbd" | "pareto-nbd";
  /** How many periods ahead count, and how long one is; a twelfth of 365.25 days unless told. */
  readonly periods?: number;
  readonly weeksPerPeriod?: number;
  /** For one period: 0.01 a month is 12.7 % a year. */
  readonly discountRate?: number;
  /** Share of a purchase's value that is earned; 1 makes the lifetime value revenue. */
  readonly marginShare?: number;
}

export interface CustomerOutlook {
  readonly repeats: number;
  readonly recencyWeeks: number;
  readonly ageWeeks: number;
  readonly meanRepeatValue: number | null;
  /** Probability of still being a customer on `asOf`. */
  readonly alive: number;
  /** Over all periods. */
  readonly expectedPurchases: number;
  /** Of one purchase; `null` where the model knows no mean. */
  readonly expectedValue: number | null;
  /** Discounted value of the expected purchases, each period's at its end. */
  readonly lifetimeValue: number | null;
  /**
   * Days from `asOf` until the next purchase, if the customer is still one and stays: as likely sooner as later, and on average
   * (`null`: no bound).
   */
  readonly nextPurchaseMedianDays: number | null;
  readonly nextPurchaseMeanDays: number | null;
}

export interface CustomerValue {
  readonly parameters: {
    readonly asOf: Day;
    readonly periods: number;
    readonly weeksPerPeriod: number;
    readonly discountRate: number;
    readonly marginShare: number;
    readonly purchases: ({ readonly model: "bg-nbd" } & BgNbd) | ({ readonly model: "pareto-nbd" } & ParetoNbd);
    readonly value: GammaGamma;
  };
  readonly fit: { readonly purchases: Fit; readonly value: Fit };
  readonly warnings: readonly Warning[];
  readonly results: Readonly<Record<string, CustomerOutlook>>;
}

/**
 * Estimates what each customer is worth in the coming periods: purchases expected by BG/NBD or Pareto/NBD, their value by Gamma-
 * Gamma, discounted
 * as Fader, Hardie and Lee (Journal of Marketing Research 42, 2005) do. Past purchases are not part of it. By record id.
 */
export function customerValue(log: PurchaseLog, options: CustomerValueOptions): Result<CustomerValue, TooFew> {
  const { asOf, model = "bg-nbd", periods = 12, weeksPerPeriod = 365.25 / 12 / 7, discountRate = 0.01, marginShare = 1 } = options;
  const { histories, returns } = purchaseHistories(log, asOf);
  const purchases = model === "bg-nbd" ? bgNbdOutlook(histories) : paretoNbdOutlook(histories);
  if (!purchases.ok) return purchases;
  const value = fitGammaGamma(histories);
  if (!value.ok) return value;
  const { alive, expected, fit, warnings: purchaseWarnings, parameters } = purchases.value;

  const discounts = Array.from({ length: periods }, (_, period) => power(1 + discountRate, -(period + 1)));
  const results: Record<string, CustomerOutlook> = {};
  for (const history of histories) {
    const { customer, repeats, recencyWeeks, ageWeeks, meanRepeatValue } = history;
    const expectedValue = gammaGammaExpected(value.value.parameters, history);
    const discounted = new CompensatedSum();
    let before = 0;
    for (const [period, discount] of discounts.entries()) {
      const until = expected(history, (period + 1) * weeksPerPeriod);
      discounted.add((until - before) * discount);
      before = until;
    }
    // What is left of the rate, once the history is known, is gamma distributed with these two (for both models).
    const shape = parameters.r + repeats;
    const weeks = parameters.alpha + ageWeeks;
    results[customer] = {
      ...{ repeats, recencyWeeks, ageWeeks, meanRepeatValue, expectedValue },
      alive: alive(history),
      expectedPurchases: before,
      lifetimeValue: expectedValue === null ? null : marginShare * expectedValue * discounted.total,
      nextPurchaseMedianDays: finite(7 * weeks * expm1(Math.LN2 / shape)),
      nextPurchaseMeanDays: shape > 1 ? (7 * weeks) / (shape - 1) : null,
    };
  }
  return ok({
    parameters: {
      ...{ asOf: dayText(asOf), periods, weeksPerPeriod, discountRate, marginShare },
      purchases: parameters,
      value: value.value.parameters,
    },
    fit: { purchases: fit, value: value.value.fit },
    warnings: [
      ...purchaseWarnings.map((warning) => ({ ...warning, of: model })),
      ...value.value.warnings.map((warning) => ({ ...warning, of: "gamma-gamma" })),
      ...(returns ? [{ code: "returns-left-out", days: returns }] : []),
    ],
    results,
  });
}

const finite = (value: number): number | null => (Number.isFinite(value) ? value : null);

interface Outlook {
  readonly parameters: CustomerValue["parameters"]["purchases"];
  readonly fit: Fit;
  readonly warnings: readonly Warning[];
  readonly alive: (history: PurchaseHistory) => number;
  readonly expected: (history: PurchaseHistory, weeks: number) => number;
}

function bgNbdOutlook(histories: readonly PurchaseHistory[]): Result<Outlook, TooFew> {
  const fitted = fitBgNbd(histories);
  if (!fitted.ok) return fitted;
  const { parameters, fit, warnings } = fitted.value;
  return ok({
    ...{ fit, warnings },
    parameters: { model: "bg-nbd", ...parameters },
    alive: (history) => bgNbdAlive(parameters, history),
    expected: (history, weeks) => bgNbdExpected(parameters, history, weeks),
  });
}

function paretoNbdOutlook(histories: readonly PurchaseHistory[]): Result<Outlook, TooFew> {
  const fitted = fitParetoNbd(histories);
  if (!fitted.ok) return fitted;
  const { parameters, fit, warnings } = fitted.value;
  return ok({
    ...{ fit, warnings },
    parameters: { model: "pareto-nbd", ...parameters },
    alive: (history) => paretoNbdAlive(parameters, history),
    expected: (history, weeks) => paretoNbdExpected(parameters, history, weeks),
  });
}
