// Figures as reports show them: amounts come unrounded in units of the currency and are rounded only here.
import { centsExponent } from "../../domain/currency.ts";
import { formatAmount, formatNumber } from "../../i18n/format.ts";
import { text } from "./text.ts";

/** "12.345 €": without cents from a thousand on, where nobody reads them; in cells that must add up, with all of them. */
export function showMoney(amount: number | null, currency: string, isExact = false): string {
  if (amount === null || !Number.isFinite(amount)) return "–";
  const digits = isExact || (amount !== 0 && Math.abs(amount) < 1_000) ? centsExponent(currency) : 0;
  return formatAmount(amount, currency, { minimumFractionDigits: digits, maximumFractionDigits: digits });
}

/** For axes and the ends of bars: "12 Tsd. €". */
export const showShortMoney = (amount: number, currency: string): string =>
  formatAmount(amount, currency, { notation: "compact", maximumSignificantDigits: 3 });

export const showShare = (share: number | null, digits = 1): string =>
  share === null || !Number.isFinite(share) ? "–" : formatNumber(share, { style: "percent", maximumFractionDigits: digits });

/** An expected number of things: tenths where they matter. */
export const showCount = (value: number): string => showNumber(value, Math.abs(value) < 100 ? 1 : 0);

export const showNumber = (value: number | null, digits = 0): string =>
  value === null || !Number.isFinite(value) ? "–" : formatNumber(value, { maximumFractionDigits: digits });

/** Beyond these no method that learned from a few hundred cases knows anything: nobody is sure to buy, and nobody is sure not to. */
const surest = 0.95;
const leastSure = 0.01;

/** A chance, worked out or said by somebody, never as certainty: "über 95 %". */
export function showChance(chance: number | null): string {
  if (chance !== null && chance > surest) return text().over(showShare(surest, 0));
  if (chance !== null && chance < leastSure) return text().under(showShare(leastSure, 0));
  return showShare(chance, 0);
}

/** The same as a number of a hundred. */
export const chanceOf100 = (chance: number): number => Math.round(Math.min(surest, Math.max(leastSure, chance)) * 100);
