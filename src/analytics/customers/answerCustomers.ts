import { err, ok, type Result } from "../../lib/result.ts";
import type { Day, InteractionFacts, TooFew, Warning } from "../facts/facts.ts";
import { type MethodOptions, type OptionRefusal, type Span, spanOf } from "../facts/options.ts";
import { purchaseLogOf } from "../facts/purchaseHistory.ts";
import { purchaseSpan } from "../facts/purchaseSpan.ts";
import { nameOrder } from "../facts/recordOrder.ts";
import { type ServedCustomers, servedCustomers } from "../facts/servedCustomers.ts";
import type { FactSource, InteractionColumns, RevenueFrom } from "../facts/source.ts";
import { type Abc, type AbcRefusal, abc, revenueBy } from "./abc.ts";
import { type Comparison, compareClasses } from "./classChanges.ts";
import { type Cohorts, cohorts } from "./cohorts.ts";
import { type CustomerOutlook, type CustomerValue, customerValue } from "./customerValue.ts";
import { customerMargins, type MarginQuery, type MarginRefusal, type MarginReport } from "./margin.ts";
import { type PurchaseRhythm, purchaseRhythms } from "./purchaseRhythm.ts";
import { type Rfm, type RfmRefusal, rfm } from "./rfm.ts";

/** What money in an answer is, and which documents it comes from. */
export interface MoneyParameters {
  readonly currency: string;
  readonly revenueFrom: RevenueFrom;
}

/** A report with what was asked beside what the method used, and what the facts themselves give to know. */
type About<Report extends { readonly parameters: object; readonly warnings: readonly Warning[] }, More extends object> = Omit<
  Report,
  "parameters" | "warnings"
> & { readonly parameters: Report["parameters"] & More; readonly warnings: readonly Warning[] };

interface SpanParameters {
  readonly asOf: Day;
  readonly from: Day | null;
}

type ComparedWith = Pick<Comparison<never>, "comparedWith">;

export type AbcAnswer = About<Abc, MoneyParameters & SpanParameters & ComparedWith & { readonly of: "party" | "product" }> &
  Pick<Comparison<number>, "changes">;
/** The answer of `rfm`. In changes, whoever fits no segment stands under "". */
export type RfmAnswer = About<Rfm, MoneyParameters & ComparedWith> & Pick<Comparison<string>, "changes">;
/** A customer's outlook, and whether they are late by their own measure. */
interface CustomerProspect extends CustomerOutlook {
  readonly rhythm: Pick<PurchaseRhythm, "usualDays" | "silentDays" | "state">;
}
export type ClvAnswer = About<Omit<CustomerValue, "results">, MoneyParameters> & {
  readonly results: Readonly<Record<string, CustomerProspect>>;
};
export type MarginAnswer = About<MarginReport, MoneyParameters>;
export type CohortsAnswer = About<Cohorts, MoneyParameters>;

export async function answerAbc(
  { of = "party", cuts, comparedWith, ...options }: MethodOptions["abc"],
  source: FactSource,
): Promise<Result<AbcAnswer, TooFew | AbcRefusal | OptionRefusal>> {
  const span = spanOf(options, source.today);
  if (!span.ok) return span;
  const { asOf, from } = span.value;
  const { lines, warnings } = await purchaseSpan(source, span.value, of === "party");
  const revenueIn = (days: Span) => revenueBy(lines, of, days.until, days.since);
  const { revenue, unnamed } = revenueIn(span.value);
  if (revenue.size === 0) return err({ code: "data-too-few", what: of === "party" ? "customers" : "baskets", needed: 1, found: 0 });
  const query = cuts ? { cuts } : {};
  const inOrder = nameOrder(await (of === "party" ? source.parties() : source.products()));
  const report = abc(revenue, query, inOrder);
  if (!report.ok) return report;
  const order = report.value.classes.map((one) => one.class);
  const compared = compareClasses(comparedWith, span.value, order, (days) => {
    const some = abc(revenueIn(days).revenue, query, inOrder);
    return new Map(Object.entries(some.ok ? some.value.results : {}).map(([id, result]) => [id, result.class]));
  });
  if (!compared.ok) return compared;
  const { changes, ...earlier } = compared.value;
  const parameters = { of, asOf, from, ...earlier, ...money(source, lines), ...report.value.parameters };
  const about = of === "product" && unnamed > 0 ? [{ code: "product-missing", lines: unnamed }] : [];
  return ok({ ...report.value, ...(changes && { changes }), parameters, warnings: [...warnings, ...about, ...report.value.warnings] });
}

export async function answerRfm(
  { cuts, segments, comparedWith, ...options }: MethodOptions["rfm"],
  source: FactSource,
): Promise<Result<RfmAnswer, RfmRefusal | OptionRefusal>> {
  const span = spanOf(options, source.today);
  if (!span.ok) return span;
  const { lines, warnings } = await purchaseSpan(source, span.value, true);
  const log = purchaseLogOf(lines);
  const scored = ({ until, since, from }: Span) =>
    rfm(log, {
      asOf: until,
      ...(from !== null && { from: since }),
      ...(cuts && { cuts: Object.fromEntries(Object.entries(cuts).filter(([, chosen]) => chosen !== undefined)) }),
      ...(segments && { segments }),
    });
  const report = scored(span.value);
  if (!report.ok) return report;
  const order = [...report.value.segments.map(({ key }) => key), ""];
  const compared = compareClasses(comparedWith, span.value, order, (days) => {
    // Nobody had bought by the earlier day: all are new.
    const some = scored(days);
    return new Map(Object.entries(some.ok ? some.value.results : {}).map(([id, result]) => [id, result.segment ?? ""]));
  });
  if (!compared.ok) return compared;
  const { changes, ...earlier } = compared.value;
  const parameters = { ...earlier, ...money(source, lines), ...report.value.parameters };
  return ok({ ...report.value, ...(changes && { changes }), parameters, warnings: [...warnings, ...report.value.warnings] });
}

export async function answerClv(options: MethodOptions["clv"], source: FactSource): Promise<Result<ClvAnswer, TooFew | OptionRefusal>> {
  const span = spanOf(options, source.today);
  if (!span.ok) return span;
  const { lines, warnings } = await purchaseSpan(source, span.value, true);
  const { until } = span.value;
  const log = purchaseLogOf(lines);
  const value = customerValue(log, { ...options, asOf: until });
  if (!value.ok) return value;
  const rhythms = purchaseRhythms(log, until);
  const results = Object.fromEntries(
    Object.entries(value.value.results).map(([id, outlook]): [string, CustomerProspect] => {
      const { usualDays, silentDays, state } = rhythms.get(id) as PurchaseRhythm;
      return [id, { ...outlook, rhythm: { usualDays, silentDays, state } }];
    }),
  );
  return about(ok({ ...value.value, results }), warnings, money(source, lines));
}

export async function answerCohorts(
  options: MethodOptions["cohorts"],
  source: FactSource,
): Promise<Result<CohortsAnswer, TooFew | OptionRefusal>> {
  const span = spanOf(options, source.today);
  if (!span.ok) return span;
  const { lines, warnings } = await purchaseSpan(source, span.value, true);
  return about(cohorts(purchaseLogOf(lines), span.value.until), warnings, money(source, lines));
}

export async function answerMargin(
  options: MethodOptions["margin"],
  source: FactSource,
): Promise<Result<MarginAnswer, MarginRefusal | OptionRefusal>> {
  const span = spanOf(options, source.today);
  if (!span.ok) return span;
  const { asOf, from } = span.value;
  const { lines, warnings } = await purchaseSpan(source, span.value, true);
  const parties = await source.parties();
  const served = servedCustomers(parties, await source.purchases());
  const { facts, withoutCustomer } = interactionFacts(await source.interactions(), served);
  const query: MarginQuery = {
    ...(from !== null && { from }),
    asOf,
    hourlyCost: chosen(options.hourlyCost, source.rates.hourlyCost),
    visitCost: chosen(options.visitCost, source.rates.visitCost),
    mailingCost: chosen(options.mailingCost, source.rates.mailingCost),
    minutesOf: options.minutesOf ?? source.rates.minutesOf,
  };
  const report = customerMargins(lines, facts, query, nameOrder(parties));
  // The report counts lines of nobody itself.
  const first: Warning[] = warnings.filter(({ code }) => code !== "party-missing");
  if (withoutCustomer > 0) first.push({ code: "interaction-without-customer", interactions: withoutCustomer });
  return about(report, first, money(source, lines));
}

/** What was asked for, also that nobody knows it. */
const chosen = (asked: number | null | undefined, settled: number | null): number | null => (asked === undefined ? settled : asked);

/** One fact a thing and customer: a visit to three people of one firm is one visit. */
function interactionFacts(
  columns: InteractionColumns,
  served: ServedCustomers,
): { readonly facts: readonly InteractionFacts[]; readonly withoutCustomer: number } {
  const facts = new Map<string, InteractionFacts>();
  let withoutCustomer = 0;
  for (let row = 0; row < columns.count; row++) {
    const party = served.get(columns.parties[columns.party[row] as number] ?? "");
    if (party === undefined) {
      withoutCustomer++;
      continue;
    }
    const id = columns.ids[row] as string;
    const own = columns.minutes[row] as number;
    const key = `${id} ${party}`;
    // Each of several has a share of the minutes.
    const minutes = Number.isNaN(own) ? null : own + (facts.get(key)?.minutes ?? 0);
    const kind = columns.kinds[columns.kind[row] as number] ?? "";
    facts.set(key, { id, party, kind, on: columns.day[row] as number, minutes, isMailing: columns.isMailing[row] === 1 });
  }
  return { facts: [...facts.values()], withoutCustomer };
}

export const money = (source: FactSource, { revenueFrom }: { readonly revenueFrom: RevenueFrom }): MoneyParameters => ({
  currency: source.currency,
  revenueFrom,
});

/** Puts what was asked beside what the method used, and what the facts give to know before what the method says. */
export function about<Report extends { readonly parameters: object; readonly warnings: readonly Warning[] }, Refusal, More extends object>(
  report: Result<Report, Refusal>,
  warnings: readonly Warning[],
  more: More,
): Result<About<Report, More>, Refusal> {
  if (!report.ok) return report;
  const { parameters, warnings: own, ...rest } = report.value;
  return ok({ ...rest, parameters: { ...more, ...parameters }, warnings: [...warnings, ...own] });
}
