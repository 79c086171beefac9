import { CompensatedSum } from "../../lib/sum.ts";
import { type DayNumber, noDay, type PurchaseLines } from "./facts.ts";

/** Purchases as columns, one row a purchase (or a line of one), in any order. */
export interface PurchaseLog {
  /** Record ids of those who buy. */
  readonly customers: readonly string[];
  /** Row → index in `customers`; rows below 0 belong to nobody and are left out. */
  readonly customer: ArrayLike<number>;
  readonly day: ArrayLike<DayNumber>;
  /** In units of the currency; a return is negative. */
  readonly value: ArrayLike<number>;
}

/**
 * Makes a log of purchases from lines. Collective customers are left out: many people who buy once are not one who buys daily. So
 * is what was
 * bought on a day that is not known.
 */
export function purchaseLogOf(lines: PurchaseLines): PurchaseLog {
  const customer = lines.party
    .map((party, row) => (lines.day[row] === noDay || lines.collective.has(party) ? -1 : party))
    .subarray(0, lines.count);
  return { customers: lines.parties, customer, day: lines.day, value: lines.net };
}

/** Everything one customer bought, a day an element, days ascending. */
export interface PurchaseDays {
  readonly customer: string;
  readonly days: readonly DayNumber[];
  readonly values: readonly number[];
}

/**
 * Groups the log by customer, in order of record id, up to the end of `asOf` (and from `from` on): purchases of one day are one purchase.
 * Within a day values are added by size, so the order of the rows does not matter.
 */
export function purchaseDays(log: PurchaseLog, asOf: DayNumber, from = Number.NEGATIVE_INFINITY): PurchaseDays[] {
  const rowsByCustomer = new Map<number, number[]>();
  for (let row = 0; row < log.customer.length; row++) {
    const customer = log.customer[row] as number;
    const day = log.day[row] as number;
    if (customer < 0 || day > asOf || day < from) continue;
    const rows = rowsByCustomer.get(customer);
    if (rows) rows.push(row);
    else rowsByCustomer.set(customer, [row]);
  }
  const order = [...rowsByCustomer.keys()].sort((a, b) => compareText(log.customers[a] as string, log.customers[b] as string));
  return order.map((customer) => {
    const rows = rowsByCustomer.get(customer) as number[];
    rows.sort((a, b) => (log.day[a] as number) - (log.day[b] as number) || (log.value[a] as number) - (log.value[b] as number));
    const days: DayNumber[] = [];
    const values: number[] = [];
    for (let i = 0; i < rows.length; ) {
      const day = log.day[rows[i] as number] as number;
      const total = new CompensatedSum();
      for (; i < rows.length && log.day[rows[i] as number] === day; i++) total.add(log.value[rows[i] as number] as number);
      days.push(day);
      values.push(total.total);
    }
    return { customer: log.customers[customer] as string, days, values };
  });
}

/** Compares texts by code units, so that every language sorts alike. */
export const compareText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** One customer's purchases as the models of Fader and Hardie know them; time in weeks of seven days. */
export interface PurchaseHistory {
  readonly customer: string;
  /** x: days with a purchase after the first. */
  readonly repeats: number;
  /** t_x: from the first purchase to the last; 0 without a repeat. */
  readonly recencyWeeks: number;
  /** T: from the first purchase to the end of the observation. */
  readonly ageWeeks: number;
  /** z̄: mean value of the repeat purchases, the first one left out (Fader & Hardie, note 025); `null` without a repeat. */
  readonly meanRepeatValue: number | null;
}

/**
 * Makes the histories observed to the end of `asOf`, in order of record id. A day of value zero counts as a purchase; a day on
 * which more came
 * back than was bought is none and only counted in `returns`.
 */
export function purchaseHistories(log: PurchaseLog, asOf: DayNumber): { readonly histories: PurchaseHistory[]; readonly returns: number } {
  const histories: PurchaseHistory[] = [];
  let returns = 0;
  for (const { customer, days, values } of purchaseDays(log, asOf)) {
    const value = new CompensatedSum();
    let first: DayNumber | null = null;
    let last = 0;
    let repeats = 0;
    for (const [i, day] of days.entries()) {
      const amount = values[i] as number;
      if (amount < 0) returns++;
      else if (first === null) first = last = day;
      else {
        repeats++;
        last = day;
        value.add(amount);
      }
    }
    if (first === null) continue;
    const meanRepeatValue = repeats ? value.total / repeats : null;
    histories.push({ customer, repeats, recencyWeeks: (last - first) / 7, ageWeeks: (asOf - first) / 7, meanRepeatValue });
  }
  return { histories, returns };
}

/** How good a fit is and what it cost; `logLikelihood` is of all customers together. */
export interface Fit {
  readonly logLikelihood: number;
  readonly customers: number;
  readonly evaluations: number;
  readonly converged: boolean;
}

/** Customers alike in x, t_x and T are one term of the likelihood, and many share x and one time: `pairs` are those. */
export interface HistoryGroups {
  /** Each pair (x, t) once; t in weeks. */
  readonly pairRepeats: Float64Array;
  readonly pairWeeks: Float64Array;
  /** Group → pair of (x, t_x), pair of (x, T), how many customers. */
  readonly recency: Uint32Array;
  readonly age: Uint32Array;
  readonly weight: Float64Array;
  readonly maxRepeats: number;
}

/** Groups histories by x, t_x, T, in that order, so that a likelihood does not depend on the order of customers. */
export function groupHistories(histories: readonly PurchaseHistory[]): HistoryGroups {
  const sorted = [...histories].sort((a, b) => a.repeats - b.repeats || a.recencyWeeks - b.recencyWeeks || a.ageWeeks - b.ageWeeks);
  const pairRepeats: number[] = [];
  const pairWeeks: number[] = [];
  const recency: number[] = [];
  const age: number[] = [];
  const weight: number[] = [];
  let pairs = new Map<number, number>();
  let before: PurchaseHistory | null = null;
  const pairOf = (repeats: number, weeks: number): number => {
    let pair = pairs.get(weeks);
    if (pair === undefined) {
      pair = pairRepeats.push(repeats) - 1;
      pairWeeks.push(weeks);
      pairs.set(weeks, pair);
    }
    return pair;
  };
  for (const next of sorted) {
    if (next.repeats === before?.repeats && next.recencyWeeks === before.recencyWeeks && next.ageWeeks === before.ageWeeks) {
      weight[weight.length - 1] = (weight.at(-1) as number) + 1;
      continue;
    }
    if (next.repeats !== before?.repeats) pairs = new Map();
    before = next;
    recency.push(pairOf(next.repeats, next.recencyWeeks));
    age.push(pairOf(next.repeats, next.ageWeeks));
    weight.push(1);
  }
  return {
    pairRepeats: Float64Array.from(pairRepeats),
    pairWeeks: Float64Array.from(pairWeeks),
    recency: Uint32Array.from(recency),
    age: Uint32Array.from(age),
    weight: Float64Array.from(weight),
    maxRepeats: sorted.at(-1)?.repeats ?? 0,
  };
}
