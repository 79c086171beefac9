import { ok, type Result } from "../../lib/result.ts";
import type { Day, Warning } from "../facts/facts.ts";
import { type MethodOptions, type OptionRefusal, type Span, spanOf } from "../facts/options.ts";
import { orderedPurchases } from "../facts/orderedPurchases.ts";
import { currencyWarnings } from "../facts/otherCurrencies.ts";
import { compareText } from "../facts/purchaseHistory.ts";
import { servedCustomers } from "../facts/servedCustomers.ts";
import type { FactSource } from "../facts/source.ts";
import { abcClasses, type CustomerGroups, rfmSegmentsOf } from "./customerGroups.ts";
import { factsOf, pivot } from "./pivot.ts";
import {
  dealPivotFacts,
  interactionPivotFacts,
  needsParties,
  needsProducts,
  type PivotLookups,
  purchasePivotFacts,
  type RecordFacts,
} from "./pivotFacts.ts";
import type { Measure, Pivot, PivotQuery, PivotRefusal } from "./pivotQuery.ts";

type Of = "purchase" | "deal" | "interaction";
interface PivotParameters extends PivotQuery {
  readonly of: Of;
  readonly asOf: Day;
  readonly currency: string;
}

export interface PivotTable extends Omit<Pivot, "parameters"> {
  readonly parameters: PivotParameters;
}

/** One fact behind a cell; `values` are those of the measures that add something up, by their name. */
export interface PivotRecord {
  readonly id: string;
  /** Of a purchase: which of its lines, from 0. */
  readonly line?: number;
  readonly values: Readonly<Record<string, number | null>>;
}

/** The facts that a cell is made of, in order of id and line. */
export interface PivotRecords {
  readonly parameters: PivotParameters & { readonly at: { readonly row?: readonly string[]; readonly column?: readonly string[] } };
  /** `facts` are all behind the cell, also those beyond the limit. */
  readonly fit: { readonly facts: number; readonly leftOut: number };
  readonly warnings: readonly Warning[];
  readonly results: { readonly records: readonly PivotRecord[] };
}

export type PivotAnswer = PivotTable | PivotRecords;

const usual: Readonly<Record<Of, readonly Measure[]>> = {
  purchase: [{ take: "sum", of: "net" }],
  deal: [{ take: "sum", of: "amount" }, { take: "count" }],
  interaction: [{ take: "count" }],
};
const mostRecords = 10_000;

/** Answers with a table over any dimensions; with `at` the records one of its cells, rows, columns or the whole is made of. */
export async function answerPivot(
  { of = "purchase", rows = [], columns = [], measures = usual[of], filters = [], at, ...options }: MethodOptions["pivot"],
  source: FactSource,
): Promise<Result<PivotAnswer, PivotRefusal | OptionRefusal>> {
  const span = spanOf(options, source.today);
  if (!span.ok) return span;
  const { asOf, from } = span.value;
  const query = { rows, columns, measures: measures as readonly Measure[], filters, ...(from !== null && { from }), asOf };
  const parameters = { of, currency: source.currency, ...query };
  const { facts, warnings } = await factsFor(of, query, span.value, source);
  if (at === undefined) {
    const table = pivot(facts, query);
    return table.ok ? ok({ ...table.value, parameters, warnings: [...warnings, ...table.value.warnings] }) : table;
  }
  const { limit = mostRecords, ...figure } = at;
  // A table that would be refused is refused here too, and with the same words.
  const table = pivot(facts, { ...query, rows: [], columns: [], measures: query.measures.map(plain) });
  if (!table.ok) return table;
  const found = factsOf(facts, query, figure);
  if (!found.ok) return found;
  const names = query.measures.flatMap((measure) => (measure.take === "sum" || measure.take === "mean" ? [measure.of] : []));
  const records = Array.from(found.value, (fact): PivotRecord => {
    const values = names.map((name) => {
      const value = facts.measures[name]?.[fact] ?? Number.NaN;
      return [name, Number.isNaN(value) ? null : value];
    });
    return { ...facts.recordOf(fact), values: Object.fromEntries(values) };
  }).sort((a, b) => compareText(a.id, b.id) || (a.line ?? 0) - (b.line ?? 0));
  return ok({
    parameters: { ...parameters, at: { ...(figure.row && { row: figure.row }), ...(figure.column && { column: figure.column }) } },
    fit: { facts: records.length, leftOut: facts.count - records.length },
    warnings: records.length > limit ? [...warnings, { code: "records-cut", shown: limit, found: records.length }] : warnings,
    results: { records: records.slice(0, limit) },
  });
}

/** How a measure is shown makes no difference to which facts it is made of. */
const plain = ({ show: _show, along: _along, ...measure }: Measure): Measure => measure as Measure;

async function factsFor(
  of: Of,
  query: PivotQuery,
  span: Span,
  source: FactSource,
): Promise<{ facts: RecordFacts; warnings: readonly Warning[] }> {
  const names = [
    ...[...query.rows, ...query.columns, ...(query.filters ?? [])].map(({ dimension }) => dimension),
    ...query.measures.flatMap((measure) => (measure.take === "distinct" ? [measure.of] : [])),
  ];
  const groups = async (name: string, make: typeof abcClasses): Promise<CustomerGroups> =>
    names.includes(name) ? make(orderedPurchases(await source.purchases()), span, await source.parties()) : new Map();
  const lookups: PivotLookups = {
    parties: names.some((name) => needsParties(of, name)) ? await source.parties() : new Map(),
    products: of !== "interaction" && names.some(needsProducts) ? await source.products() : new Map(),
    abcClasses: await groups("abcClass", abcClasses),
    segments: await groups("segment", rfmSegmentsOf),
    pipelines: new Map(names.includes("pipeline") ? (await source.deals()).pipelines.map((one) => [one.id, one]) : []),
    served: names.includes("customer") ? servedCustomers(await source.parties(), await source.purchases()) : new Map(),
  };
  if (of === "interaction") return { facts: interactionPivotFacts(await source.interactions(), names, lookups), warnings: [] };
  if (of === "deal") {
    const { deals, inOtherCurrencies, warnings } = await source.deals();
    const left = currencyWarnings("deals", inOtherCurrencies, source.currency, span);
    return { facts: dealPivotFacts(deals, span.until, names, lookups), warnings: [...left, ...warnings] };
  }
  const lines = orderedPurchases(await source.purchases());
  const left = currencyWarnings("purchases", lines.inOtherCurrencies, source.currency, span);
  return { facts: purchasePivotFacts(lines, names, lookups), warnings: [...left, ...lines.warnings] };
}
