import { ownValue } from "../../lib/own.ts";
import { err, ok, type Result } from "../../lib/result.ts";
import { about, type MoneyParameters, money } from "../customers/answerCustomers.ts";
import type { Day, Warning } from "../facts/facts.ts";
import { wilsonInterval } from "../facts/interval.ts";
import { type MethodOptions, type OptionRefusal, type Span, spanOf } from "../facts/options.ts";
import { purchaseSpan } from "../facts/purchaseSpan.ts";
import { nameOrder } from "../facts/recordOrder.ts";
import type { FactSource, PurchaseFacts } from "../facts/source.ts";
import { type Baskets, basketsOfPurchases } from "./baskets.ts";
import { associationRules, type RulesRefusal, type RulesAnswer as RulesReport } from "./rules.ts";
import {
  type HitRate,
  hitRate,
  type NextProduct,
  nextProducts,
  type SimilarItem,
  type SimilarityMeasure,
  type SimilarityRefusal,
  similarItems,
} from "./similarity.ts";

/** What one basket is: a purchase, or all that a customer ever bought. */
export type BasketOf = "purchase" | "party";

/** `sureLift` is what the lift is at least, with 95 % certainty for the rule's share: a rule of four purchases is sure of little. */
export type SuredRule = RulesReport["results"][number] & { readonly sureLift: number };

export interface RulesAnswer extends Omit<RulesReport, "parameters" | "warnings" | "results"> {
  readonly results: readonly SuredRule[];
  readonly parameters: MoneyParameters & {
    readonly asOf: Day;
    readonly from: Day | null;
    readonly by: BasketOf;
    readonly minSupport: number;
    readonly minConfidence: number;
    readonly minLength: number;
    readonly maxLength: number;
  };
  readonly warnings: readonly Warning[];
}

/** Finds which products are bought together: rules with at least one product on the left, unless `minLength` is 1. */
export async function answerRules(
  { by = "purchase", minSupport = 0.01, minConfidence = 0.5, minLength = 2, maxLength = 10, ...options }: MethodOptions["rules"],
  source: FactSource,
): Promise<Result<RulesAnswer, RulesRefusal | OptionRefusal>> {
  const span = spanOf(options, source.today);
  if (!span.ok) return span;
  if (maxLength < minLength) return err({ code: "option-out-of-range", option: "maxLength", found: maxLength, minimum: minLength });
  const { asOf, from } = span.value;
  const { lines, warnings } = await purchaseSpan(source, span.value, by === "party");
  const report = associationRules(basketsOfPurchases(lines, by, span.value, nameOrder(await source.products())), {
    support: minSupport,
    confidence: minConfidence,
    ...{ minLength, maxLength },
  });
  if (!report.ok) return report;
  return ok({
    ...report.value,
    results: report.value.results.map((rule) => ({ ...rule, sureLift: sureLiftOf(rule, report.value.fit.baskets) })),
    parameters: { asOf, from, by, minSupport, minConfidence, minLength, maxLength, ...money(source, lines) },
    warnings: [...warnings, ...productMissing(lines, span.value), ...report.value.warnings],
  });
}

const sureLiftOf = ({ count, leftCount, rightCount }: RulesReport["results"][number], baskets: number): number =>
  wilsonInterval(count, leftCount).low / (rightCount / baskets);

interface SimilarParameters {
  readonly asOf: Day;
  readonly from: Day | null;
  readonly by: BasketOf;
  readonly measure: SimilarityMeasure;
  readonly minCount: number;
  readonly limit: number;
  readonly currency: string;
  readonly revenueFrom: PurchaseFacts["revenueFrom"];
}

/** The answer of `similar`. By product: those most like it. By customer: what they might buy next. */
export type SimilarAnswer = {
  readonly fit: { readonly baskets: number; readonly items: number; readonly hitRate: HitRate | null };
  readonly warnings: readonly Warning[];
} & (
  | {
      readonly parameters: SimilarParameters & { readonly of: "product"; readonly product: string | null };
      readonly results: Readonly<Record<string, readonly SimilarItem[]>>;
    }
  | {
      readonly parameters: SimilarParameters & { readonly of: "party"; readonly party: string | null };
      readonly results: Readonly<Record<string, readonly NextProduct[]>>;
    }
);

/**
 * `of: "product"` names to each product those bought by the same customers; `of: "party"` names to each customer the products that
 * go with what they have. Customers' whole histories teach it, or single purchases where nobody is named.
 */
export async function answerSimilar(
  { of: asked, by: wanted, product, party, measure, minCount, limit, ...options }: MethodOptions["similar"],
  source: FactSource,
): Promise<Result<SimilarAnswer, SimilarityRefusal | OptionRefusal>> {
  const span = spanOf(options, source.today);
  if (!span.ok) return span;
  const of = asked ?? (party === undefined ? "product" : "party");
  if (of === "party" && product !== undefined) return notBeside("product", product, of);
  if (of === "product" && party !== undefined) return notBeside("party", party, of);
  const { asOf, from } = span.value;
  const read = await source.purchases();
  const by = wanted ?? (namesCustomers(read) ? "party" : "purchase");
  const { lines, warnings } = await purchaseSpan(source, span.value, by === "party" || of === "party");
  const inOrder = nameOrder(await source.products());
  const baskets = basketsOfPurchases(lines, by, span.value, inOrder);
  const chosen = { ...(measure && { measure }), ...(minCount && { minCount }), ...(limit && { limit }) };
  const first = [...warnings, ...productMissing(lines, span.value)];
  const spanned = { asOf, from, by, ...money(source, lines) };
  if (of === "party") {
    const report = nextProducts(
      baskets,
      historiesOf(by === "party" ? baskets : basketsOfPurchases(lines, "party", span.value, inOrder), party),
      chosen,
    );
    return about(report, first, { of, party: party ?? null, ...spanned });
  }
  const report = similarItems(baskets, chosen);
  if (!report.ok) return report;
  const { parameters, fit, results } = report.value;
  const tested = hitRate(baskets, { measure: parameters.measure, k: parameters.limit });
  return ok({
    parameters: { of, product: product ?? null, ...spanned, ...parameters },
    fit: { ...fit, hitRate: tested.ok ? tested.value : null },
    warnings:
      tested.ok && tested.value.hitRate <= tested.value.popularity
        ? [...first, { code: "no-better-than-popularity", hitRate: tested.value.hitRate, popularity: tested.value.popularity }]
        : first,
    results: product === undefined ? results : { [product]: ownValue(results, product) ?? [] },
  });
}

const notBeside = (option: string, found: string, of: string): Result<never, OptionRefusal> =>
  err({ code: "option-out-of-range", option, found, allowed: [`of: ${of === "party" ? "product" : "party"}`] });

/** True when anybody's purchases carry a name. */
export const namesCustomers = ({ count, party, collective }: PurchaseFacts): boolean => {
  for (let row = 0; row < count; row++) if ((party[row] as number) >= 0 && !collective.has(party[row] as number)) return true;
  return false;
};

/** Returns the items of each customer, or of one of them; baskets are those of customers. */
export function historiesOf({ count, keys, items, offsets, members }: Baskets, party: string | undefined): Record<string, string[]> {
  const histories: Record<string, string[]> = party === undefined ? {} : { [party]: [] };
  for (let b = 0; b < count; b++) {
    const key = keys[b] as string;
    if (party !== undefined && key !== party) continue;
    histories[key] = Array.from(members.subarray(offsets[b], offsets[b + 1]), (item) => items[item] as string);
  }
  return histories;
}

function productMissing({ count, product, day }: PurchaseFacts, { until, since }: Span): Warning[] {
  let lines = 0;
  for (let row = 0; row < count; row++)
    if ((product[row] as number) < 0 && (day[row] as number) <= until && (day[row] as number) >= since) lines++;
  return lines > 0 ? [{ code: "product-missing", lines }] : [];
}
