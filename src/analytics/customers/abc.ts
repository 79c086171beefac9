import { err, ok, type Result } from "../../lib/result.ts";
import { CompensatedSum } from "../../lib/sum.ts";
import type { DayNumber, PurchaseLines, Warning } from "../facts/facts.ts";
import { compareText } from "../facts/purchaseHistory.ts";
import type { RecordOrder } from "../facts/recordOrder.ts";

export interface AbcOptions {
  /** Cumulated shares at which one class ends and the next begins, ascending, between 0 and 1. */
  readonly cuts?: readonly number[];
}

export interface AbcResult {
  /** 0 is A, 1 is B … */
  readonly class: number;
  readonly rank: number;
  readonly revenue: number;
  readonly share: number;
  readonly cumulatedShare: number;
}

export interface Abc {
  readonly parameters: { readonly cuts: readonly number[] };
  /** Of everything, losses included; shares are shares of `positive`. */
  readonly fit: { readonly revenue: number; readonly positive: number };
  readonly classes: readonly { readonly class: number; readonly count: number; readonly revenue: number; readonly share: number }[];
  readonly warnings: readonly Warning[];
  readonly results: Readonly<Record<string, AbcResult>>;
}

export type AbcRefusal = { readonly code: "cuts-not-ascending"; readonly cuts: readonly number[] };

/**
 * Classifies customers or products by share of cumulated revenue (Dickie 1951, after Pareto): largest first, equal ones in
 * `order`. Whoever reaches a cut still belongs
 * before it. What brought nothing, or cost more than it brought, is in the last class and outside the shares.
 */
export function abc(
  revenueById: ReadonlyMap<string, number>,
  { cuts = [0.8, 0.95] }: AbcOptions = {},
  order: RecordOrder = compareText,
): Result<Abc, AbcRefusal> {
  if (!cuts.every((cut, i) => cut > (cuts[i - 1] ?? 0) && cut < 1)) return err({ code: "cuts-not-ascending", cuts });
  const inOrder = [...revenueById].sort(([a], [b]) => order(a, b));
  const [all, positive] = [new CompensatedSum(), new CompensatedSum()];
  for (const [, revenue] of inOrder) {
    all.add(revenue);
    if (revenue > 0) positive.add(revenue);
  }
  const whole = positive.total;
  const shareOf = (revenue: number) => (whole > 0 ? revenue / whole : 0);
  const classes = Array.from({ length: cuts.length + 1 }, () => ({ count: 0, revenue: new CompensatedSum() }));
  const results: Record<string, AbcResult> = {};
  const cumulated = new CompensatedSum();
  let below = 0;
  for (const [i, [id, revenue]] of inOrder.sort(([, a], [, b]) => b - a).entries()) {
    const before = shareOf(cumulated.total);
    if (revenue > 0) cumulated.add(revenue);
    else below++;
    // A share that is a cut but for rounding has reached it.
    const index = revenue > 0 ? cuts.filter((cut) => before >= cut - 1e-12).length : cuts.length;
    const share = revenue > 0 ? shareOf(revenue) : 0;
    results[id] = { class: index, rank: i + 1, revenue, share, cumulatedShare: shareOf(cumulated.total) };
    const members = classes[index] as (typeof classes)[number];
    members.count++;
    members.revenue.add(revenue);
  }
  return ok({
    parameters: { cuts },
    fit: { revenue: all.total, positive: whole },
    classes: classes.map(({ count, revenue }, i) => ({ class: i, count, revenue: revenue.total, share: shareOf(revenue.total) })),
    warnings: below ? [{ code: "without-revenue", count: below }] : [],
    results,
  });
}

/**
 * Sums revenue by record id of the customer or of the product, in a span of days; returns lessen it. Collective customers are left out;
 * `unnamed` counts the lines of nobody, or without a product.
 */
export function revenueBy(
  lines: PurchaseLines,
  of: "party" | "product",
  until: DayNumber,
  since = Number.NEGATIVE_INFINITY,
): { readonly revenue: ReadonlyMap<string, number>; readonly unnamed: number } {
  const totals = new Map<number, CompensatedSum>();
  let unnamed = 0;
  for (let row = 0; row < lines.count; row++) {
    const [day, index] = [lines.day[row] as number, lines[of][row] as number];
    if (day > until || day < since || (of === "party" && lines.collective.has(index))) continue;
    if (index < 0) {
      unnamed++;
      continue;
    }
    const total = totals.get(index) ?? new CompensatedSum();
    totals.set(index, total);
    total.add(lines.net[row] as number);
  }
  const ids = of === "party" ? lines.parties : lines.products;
  return { revenue: new Map([...totals].map(([index, { total }]) => [ids[index] as string, total])), unnamed };
}
