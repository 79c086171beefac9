import { err, ok, type Result } from "../../lib/result.ts";
import { sum } from "../../lib/sum.ts";
import { type Day, type DayNumber, dayText, type TooFew, type Warning } from "../facts/facts.ts";
import { type PurchaseLog, purchaseDays } from "../facts/purchaseHistory.ts";

export interface RfmCuts {
  /** Days since the last purchase, ascending: the fewer, the better. */
  readonly recencyDays: readonly number[];
  /** Days with a purchase, and money: the more, the better. Ascending; a value must exceed a cut to pass it. */
  readonly frequency: readonly number[];
  readonly monetary: readonly number[];
}

/** Customers whose scores, on a scale of five, lie in these ranges; the first segment that fits counts. */
export interface RfmSegment {
  readonly key: string;
  readonly recency: readonly [from: number, to: number];
  readonly frequency: readonly [from: number, to: number];
}

/** The usual map of recency and frequency; together these cover every pair of scores once. */
export const rfmSegments: readonly RfmSegment[] = [
  { key: "champions", recency: [5, 5], frequency: [4, 5] },
  { key: "loyal", recency: [3, 4], frequency: [4, 5] },
  { key: "potentialLoyal", recency: [4, 5], frequency: [2, 3] },
  { key: "new", recency: [5, 5], frequency: [1, 1] },
  { key: "promising", recency: [4, 4], frequency: [1, 1] },
  { key: "needAttention", recency: [3, 3], frequency: [3, 3] },
  { key: "aboutToSleep", recency: [3, 3], frequency: [1, 2] },
  { key: "cannotLose", recency: [1, 2], frequency: [5, 5] },
  { key: "atRisk", recency: [1, 2], frequency: [3, 4] },
  { key: "hibernating", recency: [2, 2], frequency: [1, 2] },
  { key: "lost", recency: [1, 1], frequency: [1, 2] },
];

export interface RfmOptions {
  readonly asOf: DayNumber;
  /** Purchases before this day do not count, nor do customers who have no others. */
  readonly from?: DayNumber;
  /** Chosen cut points; quintiles of the customers where left out. */
  readonly cuts?: Partial<RfmCuts>;
  readonly segments?: readonly RfmSegment[];
}

export interface RfmResult {
  readonly recencyDays: number;
  readonly frequency: number;
  readonly monetary: number;
  /** 1 is worst, one more than there are cuts is best. */
  readonly scores: { readonly recency: number; readonly frequency: number; readonly monetary: number };
  /** `null` where the chosen segments leave a gap. */
  readonly segment: string | null;
}

export interface Rfm {
  readonly parameters: { readonly asOf: Day; readonly from: Day | null; readonly cuts: RfmCuts; readonly segments: readonly RfmSegment[] };
  readonly fit: { readonly customers: number; readonly revenue: number };
  readonly segments: readonly { readonly key: string; readonly count: number; readonly revenue: number }[];
  readonly warnings: readonly Warning[];
  readonly results: Readonly<Record<string, RfmResult>>;
}

export type RfmRefusal = TooFew | { readonly code: "cuts-not-ascending"; readonly cuts: readonly number[] };

/**
 * Scores customers by recency, frequency and monetary value (Hughes 1994), each scored by cut points. Quintiles are cut points
 * too, so equal values always
 * have equal scores, even if the fifths become uneven. Returns lessen the money and are no purchases. By record id.
 */
export function rfm(log: PurchaseLog, options: RfmOptions): Result<Rfm, RfmRefusal> {
  const { asOf, from, segments = rfmSegments } = options;
  const facts: { customer: string; recencyDays: number; frequency: number; monetary: number }[] = [];
  let withoutPurchase = 0;
  for (const { customer, days, values } of purchaseDays(log, asOf, from)) {
    const bought = days.filter((_, i) => (values[i] as number) >= 0);
    const last = bought.at(-1);
    if (last === undefined) withoutPurchase++;
    else facts.push({ customer, recencyDays: asOf - last, frequency: bought.length, monetary: sum(values) });
  }
  if (facts.length === 0) return err({ code: "data-too-few", what: "customers", needed: 1, found: 0 });
  const cuts: RfmCuts = {
    recencyDays: options.cuts?.recencyDays ?? quintiles(facts.map((fact) => fact.recencyDays)),
    frequency: options.cuts?.frequency ?? quintiles(facts.map((fact) => fact.frequency)),
    monetary: options.cuts?.monetary ?? quintiles(facts.map((fact) => fact.monetary)),
  };
  for (const chosen of Object.values(options.cuts ?? {}))
    if (!chosen.every((cut, i) => i === 0 || cut > (chosen[i - 1] as number))) return err({ code: "cuts-not-ascending", cuts: chosen });

  const results: Record<string, RfmResult> = {};
  const members = new Map<string | null, number[]>(segments.map(({ key }) => [key, []]));
  for (const { customer, recencyDays, frequency, monetary } of facts) {
    const scores = {
      recency: cuts.recencyDays.length + 1 - passed(cuts.recencyDays, recencyDays),
      frequency: 1 + passed(cuts.frequency, frequency),
      monetary: 1 + passed(cuts.monetary, monetary),
    };
    const recency = onFive(scores.recency, cuts.recencyDays);
    const often = onFive(scores.frequency, cuts.frequency);
    const segment = segments.find((some) => isWithin(recency, some.recency) && isWithin(often, some.frequency))?.key ?? null;
    members.get(segment)?.push(monetary);
    results[customer] = { recencyDays, frequency, monetary, scores, segment };
  }
  const outside = Object.values(results).filter(({ segment }) => segment === null).length;
  return ok({
    parameters: { asOf: dayText(asOf), from: from === undefined ? null : dayText(from), cuts, segments },
    fit: { customers: facts.length, revenue: sum(facts.map((fact) => fact.monetary)) },
    segments: segments.map(({ key }) => {
      const values = members.get(key) ?? [];
      return { key, count: values.length, revenue: sum(values) };
    }),
    warnings: [
      ...(withoutPurchase ? [{ code: "only-returns", count: withoutPurchase }] : []),
      ...(outside ? [{ code: "outside-segments", count: outside }] : []),
    ],
    results,
  });
}

/** The smallest values that one, two, three and four fifths do not exceed (nearest rank). */
function quintiles(values: readonly number[]): number[] {
  const sorted = Float64Array.from(values).sort();
  return [1, 2, 3, 4].map((fifth) => sorted[Math.ceil((fifth * sorted.length) / 5) - 1] as number);
}

const passed = (cuts: readonly number[], value: number): number => cuts.reduce((count, cut) => count + (value > cut ? 1 : 0), 0);
/** Worst stays 1 and best 5, however many cuts were chosen; without a cut everybody is in the middle. */
const onFive = (score: number, cuts: readonly number[]): number => (cuts.length ? 1 + Math.round(((score - 1) * 4) / cuts.length) : 3);
const isWithin = (score: number, [from, to]: readonly [number, number]): boolean => score >= from && score <= to;
