// What one figure about products is made of, asked for with `at`: the baskets that were counted, and why something was suggested.
import { err, ok, type Result } from "../../lib/result.ts";
import { type MoneyParameters, money } from "../customers/answerCustomers.ts";
import { purchasesOf } from "../customers/drillThroughCustomers.ts";
import type { Day, Warning } from "../facts/facts.ts";
import { type MethodOptions, type OptionRefusal, type Span, spanOf } from "../facts/options.ts";
import { purchaseSpan } from "../facts/purchaseSpan.ts";
import { nameOrder } from "../facts/recordOrder.ts";
import type { FactSource, PurchaseFacts } from "../facts/source.ts";
import { type BasketOf, historiesOf, namesCustomers } from "./answerBaskets.ts";
import { type Baskets, basketsOfPurchases, basketsWith } from "./baskets.ts";
import { type Because, whyNext } from "./similarity.ts";

interface FigureParameters<At> extends MoneyParameters {
  readonly asOf: Day;
  readonly from: Day | null;
  readonly by: BasketOf;
  readonly at: At;
}

/** The baskets that hold all products asked for. */
interface Holding {
  /** All baskets, and those that hold the products. */
  readonly fit: { readonly baskets: number; readonly count: number };
  readonly warnings: readonly Warning[];
  readonly results: {
    /** Whose baskets they are, where a basket is all that a customer bought. */
    readonly customers?: readonly string[];
    /** Those with any of the products that were put into these baskets. */
    readonly purchases: readonly string[];
  };
}

export interface RulesDrillThrough extends Holding {
  readonly parameters: FigureParameters<{ readonly left: readonly string[]; readonly right?: string | undefined }>;
}

/** Finds the baskets with the left side of a rule, and with its right side too where that is asked for. */
export async function drillThroughRules(
  { by = "purchase", at, ...options }: MethodOptions["rules"] & { readonly at: RulesDrillThrough["parameters"]["at"] },
  source: FactSource,
): Promise<Result<RulesDrillThrough, OptionRefusal>> {
  const span = spanOf(options, source.today);
  if (!span.ok) return span;
  const { asOf, from } = span.value;
  const { lines, warnings } = await purchaseSpan(source, span.value, by === "party");
  const baskets = basketsOfPurchases(lines, by, span.value, nameOrder(await source.products()));
  const names = [...at.left.map((_, i) => `at.left.${i}`), "at.right"];
  const wanted = [...at.left, ...(at.right === undefined ? [] : [at.right])];
  const unknown = wanted.findIndex((item) => !baskets.items.includes(item));
  if (unknown >= 0) return notBought(names[unknown] as string, wanted[unknown] as string);
  return ok({
    parameters: { ...money(source, lines), asOf, from, by, at },
    warnings,
    ...holding(lines, by, span.value, baskets, wanted),
  });
}

interface SimilarFigure {
  readonly item: string;
}
/** The baskets behind one row of `similar`. Of a product: the baskets that hold both. Of a customer: all that speaks for the product. */
export type SimilarDrillThrough =
  | (Holding & { readonly parameters: FigureParameters<SimilarFigure> & { readonly of: "product"; readonly product: string } })
  | {
      readonly parameters: FigureParameters<SimilarFigure> & { readonly of: "party"; readonly party: string };
      readonly fit: { readonly score: number };
      readonly warnings: readonly Warning[];
      /** Strongest first; `purchases` are the customer's own with that product. */
      readonly results: { readonly because: readonly (Because & { readonly purchases: readonly string[] })[] };
    };

export async function drillThroughSimilar(
  { of: asked, by: wanted, product, party, measure, at, ...options }: MethodOptions["similar"] & { readonly at: SimilarFigure },
  source: FactSource,
): Promise<Result<SimilarDrillThrough, OptionRefusal>> {
  const span = spanOf(options, source.today);
  if (!span.ok) return span;
  const of = asked ?? (party === undefined ? "product" : "party");
  const subject = of === "party" ? party : product;
  if (subject === undefined) return err({ code: "option-missing", option: of });
  const { asOf, from } = span.value;
  const by = wanted ?? (namesCustomers(await source.purchases()) ? "party" : "purchase");
  const { lines, warnings } = await purchaseSpan(source, span.value, by === "party" || of === "party");
  const inOrder = nameOrder(await source.products());
  const baskets = basketsOfPurchases(lines, by, span.value, inOrder);
  const parameters = { ...money(source, lines), asOf, from, by, at };
  if (!baskets.items.includes(at.item)) return notBought("at.item", at.item);
  if (of === "product") {
    if (!baskets.items.includes(subject)) return notBought("product", subject);
    return ok({
      parameters: { ...parameters, of, product: subject },
      warnings,
      ...holding(lines, by, span.value, baskets, [subject, at.item]),
    });
  }
  const history = historiesOf(by === "party" ? baskets : basketsOfPurchases(lines, "party", span.value, inOrder), subject)[subject] ?? [];
  const { score, because } = whyNext(baskets, history, at.item, measure);
  return ok({
    parameters: { ...parameters, of, party: subject },
    fit: { score },
    warnings,
    results: {
      because: because.map((one) => ({
        ...one,
        purchases: purchasesOf(lines, rowsWith(lines, span.value, new Set([one.item]), new Set([subject]))),
      })),
    },
  });
}

const notBought = (option: string, found: string): Result<never, OptionRefusal> =>
  err({ code: "option-out-of-range", option, found, allowed: ["a product that was bought"] });

function holding(
  lines: PurchaseFacts,
  by: BasketOf,
  span: Span,
  baskets: Baskets,
  items: readonly string[],
): Pick<Holding, "fit" | "results"> {
  const found = basketsWith(baskets, items);
  const fit = { baskets: baskets.count, count: found.length };
  if (by === "purchase") return { fit, results: { purchases: found } };
  const products = items.length === 0 ? undefined : new Set(items);
  return { fit, results: { customers: found, purchases: purchasesOf(lines, rowsWith(lines, span, products, new Set(found))) } };
}

/** Lines that put one of these products (any, if not told) into the basket of one of these customers. */
function rowsWith(
  { count, product, party, quantity, day, products, parties }: PurchaseFacts,
  { until, since }: Span,
  wanted: ReadonlySet<string> | undefined,
  customers: ReadonlySet<string>,
): number[] {
  const isWanted = products.map((one) => wanted === undefined || wanted.has(one));
  const isCustomer = parties.map((one) => customers.has(one));
  const rows: number[] = [];
  for (let row = 0; row < count; row++) {
    const on = day[row] as number;
    if (!isWanted[product[row] as number] || !isCustomer[party[row] as number]) continue;
    if ((quantity[row] as number) > 0 && on <= until && on >= since) rows.push(row);
  }
  return rows;
}
