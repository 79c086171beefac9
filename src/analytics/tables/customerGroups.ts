// Which group of the trade a customer belongs to, as a dimension of tables: the ABC and RFM reports' own answer for the same period.
import { abc, revenueBy } from "../customers/abc.ts";
import { rfm } from "../customers/rfm.ts";
import type { Span } from "../facts/options.ts";
import { purchaseLogOf } from "../facts/purchaseHistory.ts";
import { nameOrder } from "../facts/recordOrder.ts";
import type { PartyFacts, PurchaseFacts } from "../facts/source.ts";

/** Party → the key of its group; whoever has none bought nothing then, or stands for many. */
export type CustomerGroups = ReadonlyMap<string, string>;
type Days = Pick<Span, "since" | "until">;

const kept = new WeakMap<PurchaseFacts, Map<string, { readonly of: unknown; readonly groups: CustomerGroups }>>();

/** Made once for the same purchases and days, and whatever else it is made of, so that a dimension made of it is too. */
function once(lines: PurchaseFacts, name: string, { since, until }: Days, of: unknown, make: () => CustomerGroups): CustomerGroups {
  const all = kept.get(lines) ?? new Map<string, { of: unknown; groups: CustomerGroups }>();
  kept.set(lines, all);
  const key = `${name} ${since} ${until}`;
  const known = all.get(key);
  if (known && known.of === of) return known.groups;
  const groups = make();
  all.set(key, { of, groups });
  return groups;
}

/** Classifies customers: "A" brings the first 80 % of the revenue, "B" the next 15, "C" the rest. */
export const abcClasses = (lines: PurchaseFacts, days: Days, parties: ReadonlyMap<string, PartyFacts>): CustomerGroups =>
  once(lines, "abc", days, parties, () => {
    const report = abc(revenueBy(lines, "party", days.until, days.since).revenue, {}, nameOrder(parties));
    if (!report.ok) return new Map();
    return new Map(Object.entries(report.value.results).map(([id, result]) => [id, String.fromCharCode(65 + result.class)]));
  });

/** Assigns customers to the usual segments of recency and frequency, by their keys. */
export const rfmSegmentsOf = (lines: PurchaseFacts, days: Days): CustomerGroups =>
  once(lines, "rfm", days, null, () => {
    const report = rfm(purchaseLogOf(lines), { asOf: days.until, ...(Number.isFinite(days.since) && { from: days.since }) });
    if (!report.ok) return new Map();
    return new Map(Object.entries(report.value.results).flatMap(([id, { segment }]) => (segment === null ? [] : [[id, segment]])));
  });
