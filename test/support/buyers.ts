import type { BgNbd } from "../../src/analytics/customers/bgNbd.ts";
import { type PurchaseHistory, type PurchaseLog, purchaseHistories } from "../../src/analytics/facts/purchaseHistory.ts";
import { Chance } from "../../src/lib/chance.ts";

/** Draws for invented buyers; Marsaglia and Tsang (2000) for the gamma distribution. */
export function draws(seed: number) {
  const chance = new Chance(seed);
  const exponential = (rate: number) => -Math.log(1 - chance.next()) / rate;
  const normal = () => Math.sqrt(-2 * Math.log(1 - chance.next())) * Math.cos(2 * Math.PI * chance.next());
  const gamma = (shape: number): number => {
    if (shape < 1) return gamma(shape + 1) * (1 - chance.next()) ** (1 / shape);
    const d = shape - 1 / 3;
    for (;;) {
      const x = normal();
      const v = (1 + x / Math.sqrt(9 * d)) ** 3;
      if (v > 0 && Math.log(1 - chance.next()) < 0.5 * x * x + d - d * v + d * Math.log(v)) return d * v;
    }
  };
  return { chance, exponential, gamma };
}

/** Customers who buy and leave just as BG/NBD says, observed for up to three years. */
export function buyers(count: number, { r, alpha, a, b }: BgNbd, seed: number): PurchaseLog & { readonly asOf: number } {
  const { chance, exponential, gamma } = draws(seed);
  const log = { customers: [] as string[], customer: [] as number[], day: [] as number[], value: [] as number[], asOf: 1100 };
  for (let i = 0; i < count; i++) {
    log.customers.push(`party-${String(i).padStart(6, "0")}`);
    const rate = gamma(r) / alpha / 7;
    const leaves = ((x: number, y: number) => x / (x + y))(gamma(a), gamma(b));
    const mean = 20 + 60 * chance.next();
    for (let day: number = chance.whole(0, 1000), isFirst = true; day <= log.asOf; day += exponential(rate)) {
      log.customer.push(i);
      log.day.push(Math.floor(day));
      log.value.push(mean * (0.5 + chance.next()));
      if (!isFirst && chance.happens(leaves)) break;
      isFirst = false;
    }
  }
  return log;
}

/** Parameters of the invented buyers. */
export const ground: BgNbd = { r: 0.8, alpha: 12, a: 1.2, b: 4 };
export const histories = (count: number, seed: number): PurchaseHistory[] => {
  const log = buyers(count, ground, seed);
  return purchaseHistories(log, log.asOf).histories;
};
