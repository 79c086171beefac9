// Draws that are not even.
import type { Chance } from "../lib/chance.ts";

/** Small numbers often, great ones seldom. */
export const spreadOut = (chance: Chance, from: number, to: number): number => {
  const at = chance.next();
  return from + Math.floor((to - from) * at * at * at);
};

export function pickWeighted<T extends { readonly weight: number }>(chance: Chance, list: readonly T[]): T {
  let left = chance.next() * list.reduce((sum, item) => sum + item.weight, 0);
  for (const item of list) if ((left -= item.weight) < 0) return item;
  return list.at(-1) as T;
}

/** Whole shares of `total` in proportion to the weights; together exactly `total`. */
export function shares(total: number, weights: readonly number[]): number[] {
  const sum = weights.reduce((a, b) => a + b, 0);
  let weight = 0;
  let given = 0;
  return weights.map((own, i) => {
    weight += own;
    const upTo = i === weights.length - 1 ? total : Math.min(total, Math.floor((total * weight) / sum));
    const share = upTo - given;
    given = upTo;
    return share;
  });
}
