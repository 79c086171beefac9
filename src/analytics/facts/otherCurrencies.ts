// Amounts of several currencies are never added up. What a report leaves out for that reason it tells: how many, and in which currency.
import type { DayNumber, TooFew, Warning } from "./facts.ts";

/** What stands in another currency than the one that is counted in. */
export interface InOtherCurrency {
  /** ISO 4217. */
  readonly currency: string;
  /** The day of each, `noDay` where it is not known. */
  readonly days: Int32Array;
}

export interface CurrencyLeftOut extends Warning {
  readonly code: "currency-left-out";
  /** The one that was counted in. */
  readonly currency: string;
  readonly purchases?: number;
  readonly deals?: number;
  /** By currency, how many were left out; most first. */
  readonly currencies: Readonly<Record<string, number>>;
}

type Days = { readonly until: DayNumber; readonly since?: DayNumber };

/** Warns once where something of these days stands in other currencies. */
export function currencyWarnings(
  what: "purchases" | "deals",
  others: readonly InOtherCurrency[] | undefined,
  currency: string,
  { until, since = Number.NEGATIVE_INFINITY }: Days,
): CurrencyLeftOut[] {
  const counts = (others ?? [])
    .map((other) => [other.currency, other.days.reduce((count, day) => count + (day <= until && day >= since ? 1 : 0), 0)] as const)
    .filter(([, count]) => count > 0)
    .sort(([a, x], [b, y]) => y - x || (a < b ? -1 : 1));
  if (counts.length === 0) return [];
  const all = counts.reduce((sum, [, count]) => sum + count, 0);
  return [{ code: "currency-left-out", currency, [what]: all, currencies: Object.fromEntries(counts) }];
}

/** A refusal of too few, and what there would be in other currencies. */
export interface TooFewCounted extends TooFew {
  readonly leftOut?: readonly CurrencyLeftOut[];
}

/** Collects the days of what stands in other currencies, while facts are read. */
export class OtherCurrencies {
  readonly #days = new Map<string, number[]>();

  add(currency: string, day: DayNumber): void {
    const days = this.#days.get(currency);
    if (days) days.push(day);
    else this.#days.set(currency, [day]);
  }

  end(): readonly InOtherCurrency[] {
    return [...this.#days]
      .map(([currency, days]) => ({ currency, days: Int32Array.from(days) }))
      .sort((a, b) => (a.currency < b.currency ? -1 : 1));
  }
}
