const exponents = new Map<string, number>();

/** Decimal places of a currency's smallest unit (ISO 4217): EUR 2, JPY 0, KWD 3; 2 for what is no currency's code. */
export function centsExponent(currency: string): number {
  let exponent = exponents.get(currency);
  if (exponent === undefined) {
    exponent = /^[A-Z]{3}$/.test(currency)
      ? (new Intl.NumberFormat("en", { style: "currency", currency }).resolvedOptions().maximumFractionDigits ?? 2)
      : 2;
    exponents.set(currency, exponent);
  }
  return exponent;
}

/** An amount in units of its currency as whole smallest units; what lies halfway is rounded away from zero. */
export function centsOf(amount: number, currency: string): number {
  // 1.005 × 100 is 100.49999999999999: fifteen digits are what the number was written with.
  const cents = Number((Math.abs(amount) * 10 ** centsExponent(currency)).toPrecision(15));
  const whole = Math.round(cents);
  return amount < 0 && whole !== 0 ? -whole : whole;
}

/** Whole smallest units as an amount in units of the currency. */
export const amountOf = (cents: number, currency: string): number => cents / 10 ** centsExponent(currency);
