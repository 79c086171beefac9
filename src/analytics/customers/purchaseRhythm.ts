import { type Day, type DayNumber, dayText } from "../facts/facts.ts";
import { type PurchaseDays, type PurchaseLog, purchaseDays } from "../facts/purchaseHistory.ts";

/** How a customer has been buying, and whether the silence since is longer than it ever was. */
export interface PurchaseRhythm {
  /** Days with a purchase; several of one day are one. */
  readonly purchaseDays: number;
  readonly firstOn: Day;
  readonly lastOn: Day;
  readonly silentDays: number;
  /** Between two purchase days: half of the pauses were no longer than the first; the second is the longest. `null`: bought once. */
  readonly usualDays: number | null;
  readonly longestDays: number | null;
  /**
   * `broken`: silent longer than ever before, and at least twice as long as usual; `later` than usual, but not unheard of; `within`
   * what is usual. `null`: too few pauses are known to call them a rhythm.
   */
  readonly state: "within" | "later" | "broken" | null;
}

/** Two pauses may be alike by chance. */
const neededPauses = 3;

/** Measures the rhythm of purchase days in ascending order, seen from the end of `asOf`; `undefined` of none. */
export function purchaseRhythm(days: readonly DayNumber[], asOf: DayNumber): PurchaseRhythm | undefined {
  const [first, last] = [days[0], days.at(-1)];
  if (first === undefined || last === undefined) return undefined;
  const pauses = days
    .slice(1)
    .map((day, i) => day - (days[i] as number))
    .sort((a, b) => a - b);
  const middle = pauses.length >> 1;
  const usualDays =
    pauses.length === 0
      ? null
      : pauses.length % 2 === 1
        ? (pauses[middle] as number)
        : ((pauses[middle - 1] as number) + (pauses[middle] as number)) / 2;
  const longestDays = pauses.at(-1) ?? null;
  const silentDays = asOf - last;
  const stateOf = (usual: number, longest: number): PurchaseRhythm["state"] =>
    silentDays > longest && silentDays >= 2 * usual ? "broken" : silentDays > usual ? "later" : "within";
  return {
    ...{ purchaseDays: days.length, firstOn: dayText(first), lastOn: dayText(last), silentDays, usualDays, longestDays },
    state: usualDays === null || longestDays === null || pauses.length < neededPauses ? null : stateOf(usualDays, longestDays),
  };
}

/** Keeps the days of one customer that are purchases: on the others more came back than was bought. */
export const boughtOn = ({ days, values }: PurchaseDays): readonly DayNumber[] => days.filter((_, i) => (values[i] as number) >= 0);

/** Measures the rhythm of each customer, by record id; who only gave things back has none. */
export function purchaseRhythms(log: PurchaseLog, asOf: DayNumber): ReadonlyMap<string, PurchaseRhythm> {
  const rhythms = new Map<string, PurchaseRhythm>();
  for (const own of purchaseDays(log, asOf)) {
    const rhythm = purchaseRhythm(boughtOn(own), asOf);
    if (rhythm) rhythms.set(own.customer, rhythm);
  }
  return rhythms;
}
