/**
 * Decimal places where they are not two, as ISO 4217 has them. A list of ours: browsers answer from data of their own, in which the
 * forint has two in one browser and none in the next one or in its own later version, and an amount would change a hundredfold.
 */
const exponents = new Map([
  ...list(0, "BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF"),
  ...list(3, "BHD IQD JOD KWD LYD OMR TND"),
  ...list(4, "CLF UYW"),
]);

function list(exponent: number, codes: string): [string, number][] {
  return codes.split(" ").map((code) => [code, exponent]);
}

/** The currency a record states, as its code; that of the workspace where it states none. */
export function currencyOf(stated: unknown, usual: string): string {
  const code = typeof stated === "string" ? stated.trim().toUpperCase() : "";
  return code === "" ? usual : code;
}

/** Decimal places of a currency's smallest unit (ISO 4217): EUR 2, JPY 0, KWD 3; 2 for what is no currency's code. */
export const centsExponent = (currency: string): number => exponents.get(currency) ?? 2;

/** An amount in units of its currency as whole smallest units; what lies halfway is rounded away from zero. */
export function centsOf(amount: number, currency: string): number {
  // 1.005 × 100 is 100.49999999999999: fifteen digits are what the number was written with.
  const cents = Number((Math.abs(amount) * 10 ** centsExponent(currency)).toPrecision(15));
  const whole = Math.round(cents);
  return amount < 0 && whole !== 0 ? -whole : whole;
}

/** Whole smallest units as an amount in units of the currency. */
export const amountOf = (cents: number, currency: string): number => cents / 10 ** centsExponent(currency);
