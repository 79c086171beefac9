import { sum } from "../../lib/sum.ts";
import { type Day, type DayNumber, dayText, parseDay } from "../facts/facts.ts";
import { type PurchaseLog, purchaseDays } from "../facts/purchaseHistory.ts";
import type { AnsweredRecord } from "./designMatrix.ts";

export interface PurchaseRecordOptions {
  readonly asOf: Day;
  /** "Within so many days": what is asked of the future, and what the past was asked. */
  readonly horizonDays: number;
  /** Purchase: do they buy in that time? Churn: do they not? */
  readonly aim: "purchase" | "churn";
  /** How many times the past is asked at most, each a horizon before the other. */
  readonly snapshots?: number;
  /** Further fields by customer, as they are today. */
  readonly fields?: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
}

/**
 * Makes records for `propensity` from purchases alone: what was known of each customer on a day of the past, and what they did within the
 * horizon after it; and, under the customer's own id and without an answer, what is known on `asOf`. No record sees beyond its day.
 */
export function purchaseRecords(log: PurchaseLog, options: PurchaseRecordOptions): AnsweredRecord[] {
  const { asOf, horizonDays, aim, snapshots = 4, fields = {} } = options;
  const today = parseDay(asOf);
  if (today === null || !(horizonDays >= 1)) throw new RangeError("a day and a horizon of at least one day are needed");
  const records: AnsweredRecord[] = [];
  for (const { customer, days, values } of purchaseDays(log, today)) {
    // A day on which things only came back is no purchase, but its value counts.
    const bought = days.filter((_, i) => (values[i] as number) >= 0);
    for (let back = 0; back <= snapshots; back++) {
      const on = today - back * horizonDays;
      const known = bought.filter((day) => day <= on);
      if (known.length === 0) break;
      const buys = bought.some((day) => day > on && day <= on + horizonDays);
      records.push({
        id: back === 0 ? customer : `${customer}@${dayText(on)}`,
        group: customer,
        on,
        answer: back === 0 ? null : buys === (aim === "purchase"),
        fields: { ...fields[customer], ...habits(known, sum(values.filter((_, i) => (days[i] as number) <= on)), on, horizonDays) },
      });
    }
  }
  return records;
}

function habits(known: readonly DayNumber[], revenue: number, on: DayNumber, horizonDays: number): Record<string, number | null> {
  const first = known[0] as number;
  const last = known.at(-1) as number;
  return {
    purchases: known.length,
    recentPurchases: known.filter((day) => day > on - horizonDays).length,
    daysSinceLastPurchase: on - last,
    daysSinceFirstPurchase: on - first,
    meanDaysBetweenPurchases: known.length > 1 ? (last - first) / (known.length - 1) : null,
    revenue,
    meanPurchaseValue: revenue / known.length,
  };
}
