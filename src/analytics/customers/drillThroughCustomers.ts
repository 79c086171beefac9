// What one figure about customers is made of, asked for with `at`: the purchases, and what the method sees of them. Nothing is fitted.
import { err, ok, type Result } from "../../lib/result.ts";
import { type Day, dayText, monthIndexOf, parseDay, type Warning } from "../facts/facts.ts";
import { type MethodOptions, type OptionRefusal, spanOf } from "../facts/options.ts";
import { compareText, purchaseDays, purchaseLogOf } from "../facts/purchaseHistory.ts";
import { purchaseSpan } from "../facts/purchaseSpan.ts";
import type { FactSource, PurchaseFacts } from "../facts/source.ts";
import { type MoneyParameters, money } from "./answerCustomers.ts";
import { type CohortFigure, cohortRows } from "./cohorts.ts";
import { boughtOn, type PurchaseRhythm, purchaseRhythm } from "./purchaseRhythm.ts";

interface FigureParameters<At> extends MoneyParameters {
  readonly asOf: Day;
  readonly at: At;
}

/** One customer's purchases as `clv` and `propensity` see them. */
export interface ClvDrillThrough {
  readonly parameters: FigureParameters<{ readonly party: string }>;
  readonly fit: { readonly purchases: number; readonly purchaseDays: number };
  readonly warnings: readonly Warning[];
  readonly results: {
    /** Ids in order, those that only give something back among them. */
    readonly purchases: readonly string[];
    /** Each day once, with all of its purchases. A day on which more came back than was bought is no purchase. */
    readonly days: readonly { readonly on: Day; readonly value: number; readonly isPurchase: boolean }[];
    /** `null` where things only came back. */
    readonly rhythm: PurchaseRhythm | null;
  };
}

export async function drillThroughClv(
  { at, ...options }: MethodOptions["clv"] & { readonly at: { readonly party: string } },
  source: FactSource,
): Promise<Result<ClvDrillThrough, OptionRefusal>> {
  const span = spanOf(options, source.today);
  if (!span.ok) return span;
  const { asOf, until } = span.value;
  const { lines, warnings } = await purchaseSpan(source, span.value, true);
  const log = purchaseLogOf(lines);
  const index = log.customers.indexOf(at.party);
  const rows: number[] = [];
  for (let row = 0; index >= 0 && row < log.customer.length; row++)
    if (log.customer[row] === index && (log.day[row] as number) <= until) rows.push(row);
  const [own] = purchaseDays(
    {
      customers: [at.party],
      customer: rows.map(() => 0),
      day: rows.map((row) => log.day[row] as number),
      value: rows.map((row) => log.value[row] as number),
    },
    until,
  );
  if (!own) return err({ code: "option-out-of-range", option: "at.party", found: at.party, allowed: ["a customer with purchases"] });
  const bought = boughtOn(own);
  const rhythm = purchaseRhythm(bought, until);
  const purchases = purchasesOf(lines, rows);
  return ok({
    parameters: { ...money(source, lines), asOf, at },
    fit: { purchases: purchases.length, purchaseDays: rhythm?.purchaseDays ?? 0 },
    warnings,
    results: {
      purchases,
      days: own.days.map((day, i) => ({ on: dayText(day), value: own.values[i] as number, isPurchase: bought.includes(day) })),
      rhythm: rhythm ?? null,
    },
  });
}

/** The new customers who bought in one month of their being customers, and what made their revenue then. */
export interface CohortsDrillThrough {
  readonly parameters: FigureParameters<CohortFigure>;
  readonly fit: { readonly customers: number; readonly revenue: number };
  readonly warnings: readonly Warning[];
  readonly results: { readonly customers: readonly string[]; readonly purchases: readonly string[] };
}

export async function drillThroughCohorts(
  { at, ...options }: MethodOptions["cohorts"] & { readonly at: CohortFigure },
  source: FactSource,
): Promise<Result<CohortsDrillThrough, OptionRefusal>> {
  const span = spanOf(options, source.today);
  if (!span.ok) return span;
  const { asOf, until } = span.value;
  const first = at.month === undefined ? null : parseDay(`${at.month}-01`);
  if (at.month !== undefined && (first === null || at.month.length !== 7 || first > until))
    return err({ code: "option-out-of-range", option: "at.month", found: at.month, maximum: asOf.slice(0, 7) });
  const oldest = first === null ? Number.POSITIVE_INFINITY : monthIndexOf(until) - monthIndexOf(first);
  if (at.age !== undefined && at.age > oldest)
    return err({ code: "option-out-of-range", option: "at.age", found: at.age, minimum: 0, maximum: oldest });
  const { lines, warnings } = await purchaseSpan(source, span.value, true);
  const { customers, revenue, rows } = cohortRows(purchaseLogOf(lines), until, at);
  return ok({
    parameters: { ...money(source, lines), asOf, at },
    fit: { customers: customers.length, revenue },
    warnings,
    results: { customers, purchases: purchasesOf(lines, rows) },
  });
}

/** Collects the ids of the purchases that these lines stand on, ascending, each once. */
export const purchasesOf = ({ purchase, purchases }: PurchaseFacts, rows: readonly number[]): string[] =>
  [...new Set(rows.map((row) => purchase[row] as number))].map((index) => purchases[index] as string).sort(compareText);
