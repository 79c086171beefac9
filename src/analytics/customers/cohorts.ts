import { err, ok, type Result } from "../../lib/result.ts";
import { CompensatedSum } from "../../lib/sum.ts";
import { type Day, type DayNumber, dayText, monthIndexOf, monthText, type TooFew, type Warning } from "../facts/facts.ts";
import { type PurchaseLog, purchaseDays } from "../facts/purchaseHistory.ts";

export interface Cohort {
  /** Record ids of those whose first purchase fell in this month, in order. */
  readonly customers: readonly string[];
  /** Month after the first → who of them bought, what share that is, and their revenue; element 0 is the first month itself. */
  readonly active: readonly number[];
  readonly retention: readonly number[];
  readonly revenue: readonly number[];
}

export interface Cohorts {
  readonly parameters: { readonly asOf: Day };
  readonly fit: { readonly customers: number; readonly revenue: number };
  readonly warnings: readonly Warning[];
  /** By month, "2017-03". A month in which nobody came is left out. */
  readonly results: Readonly<Record<string, Cohort>>;
}

/**
 * Counts retention and revenue by calendar month of the first purchase, up to the month of `asOf`. A day on which more came back
 * than was bought
 * lessens the revenue and shows nobody as active; what came back before the first purchase known counts to its month.
 */
export function cohorts(log: PurchaseLog, asOf: DayNumber): Result<Cohorts, TooFew> {
  const lastMonth = monthIndexOf(asOf);
  const months = new Map<DayNumber, number>();
  const monthOfDay = (day: DayNumber): number => {
    const known = months.get(day) ?? monthIndexOf(day);
    months.set(day, known);
    return known;
  };
  const byMonth = new Map<number, { customers: string[]; active: number[]; revenue: CompensatedSum[] }>();
  const whole = new CompensatedSum();
  let [customers, onlyReturns] = [0, 0];
  for (const { customer, days, values } of purchaseDays(log, asOf)) {
    const first = days.find((_, i) => (values[i] as number) >= 0);
    if (first === undefined) {
      onlyReturns++;
      continue;
    }
    customers++;
    const month = monthOfDay(first);
    const length = lastMonth - month + 1;
    const cohort = byMonth.get(month) ?? {
      customers: [],
      active: new Array<number>(length).fill(0),
      revenue: Array.from({ length }, () => new CompensatedSum()),
    };
    byMonth.set(month, cohort);
    cohort.customers.push(customer);
    let activeBefore = -1;
    for (const [i, day] of days.entries()) {
      const value = values[i] as number;
      const after = Math.max(0, monthOfDay(day) - month);
      cohort.revenue[after]?.add(value);
      whole.add(value);
      if (value < 0 || after === activeBefore) continue;
      cohort.active[after] = (cohort.active[after] as number) + 1;
      activeBefore = after;
    }
  }
  if (customers === 0) return err({ code: "data-too-few", what: "customers", needed: 1, found: 0 });
  const results: Record<string, Cohort> = {};
  for (const [month, cohort] of [...byMonth].sort(([a], [b]) => a - b))
    results[monthText(month)] = {
      customers: cohort.customers,
      active: cohort.active,
      retention: cohort.active.map((count) => count / cohort.customers.length),
      revenue: cohort.revenue.map((revenue) => revenue.total),
    };
  return ok({
    parameters: { asOf: dayText(asOf) },
    fit: { customers, revenue: whole.total },
    warnings: onlyReturns ? [{ code: "only-returns", count: onlyReturns }] : [],
    results,
  });
}

/** One figure of cohorts: a month of first purchases (all where absent) and how many months later (absent: the whole time since). */
export interface CohortFigure {
  readonly month?: string | undefined;
  readonly age?: number | undefined;
}

export interface CohortRows {
  /** Record ids of those who bought then, in order; of a whole cohort everybody in it. */
  readonly customers: readonly string[];
  readonly revenue: number;
  /** Rows of the log that are the revenue. */
  readonly rows: readonly number[];
}

/** Finds the customers and purchases that one figure of `cohorts` counts; the log and the day as given there. */
export function cohortRows(log: PurchaseLog, asOf: DayNumber, { month, age }: CohortFigure): CohortRows {
  const revenue = new CompensatedSum();
  const customers: string[] = [];
  const firstMonths = new Map<string, number>();
  for (const { customer, days, values } of purchaseDays(log, asOf)) {
    const isBought = (i: number): boolean => (values[i] as number) >= 0;
    const first = days.find((_, i) => isBought(i));
    if (first === undefined) continue;
    const firstMonth = monthIndexOf(first);
    if (month !== undefined && monthText(firstMonth) !== month) continue;
    firstMonths.set(customer, firstMonth);
    const then = [...days.keys()].filter((i) => age === undefined || ageOf(days[i] as number, firstMonth) === age);
    for (const i of then) revenue.add(values[i] as number);
    if (then.some(isBought)) customers.push(customer);
  }
  const rows: number[] = [];
  for (let row = 0; row < log.customer.length; row++) {
    const day = log.day[row] as number;
    const firstMonth = firstMonths.get(log.customers[log.customer[row] as number] ?? "");
    if (firstMonth === undefined || day > asOf) continue;
    if (age === undefined || ageOf(day, firstMonth) === age) rows.push(row);
  }
  return { customers, revenue: revenue.total, rows };
}

/** Whole calendar months since the month of the first purchase; what came back before it belongs to that month. */
const ageOf = (day: DayNumber, firstMonth: number): number => Math.max(0, monthIndexOf(day) - firstMonth);
