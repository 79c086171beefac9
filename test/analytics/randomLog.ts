import type { PurchaseLog } from "../../src/analytics/facts/purchaseHistory.ts";
import { Chance } from "../../src/lib/chance.ts";

/** Purchases and returns of some customers over two years; whole amounts, so that sums in any order are exact. */
export function randomLog(seed: number): PurchaseLog {
  const chance = new Chance(seed);
  const log = {
    customers: Array.from({ length: chance.whole(2, 60) }, (_, i) => `party-${i}`),
    customer: [] as number[],
    day: [] as number[],
    value: [] as number[],
  };
  for (let row = chance.whole(20, 400); row > 0; row--) {
    log.customer.push(chance.whole(-1, log.customers.length - 1));
    log.day.push(chance.whole(0, 730));
    log.value.push(chance.happens(0.15) ? -chance.whole(1, 60) : chance.whole(0, 100));
  }
  return log;
}

export const rowsOf = (log: PurchaseLog, id: string): { day: number; value: number }[] =>
  Array.from(log.customer).flatMap((customer, row) =>
    log.customers[customer] === id ? [{ day: log.day[row] as number, value: log.value[row] as number }] : [],
  );

/** The same log, its rows from the last to the first. */
export const backwards = (log: PurchaseLog): PurchaseLog => ({
  customers: log.customers,
  customer: Array.from(log.customer).reverse(),
  day: Array.from(log.day).reverse(),
  value: Array.from(log.value).reverse(),
});
