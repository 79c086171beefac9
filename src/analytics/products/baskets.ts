import type { DayNumber, PurchaseLines } from "../facts/facts.ts";
import { compareText } from "../facts/purchaseHistory.ts";
import type { RecordOrder } from "../facts/recordOrder.ts";

/**
 * Baskets of items bought together. Basket b holds `members[offsets[b]] … members[offsets[b + 1] - 1]`: distinct indices in
 * `items`, ascending.
 */
export interface Baskets {
  readonly count: number;
  /** In an order that is not that of the baskets, which leaves no trace in any answer. */
  readonly items: readonly string[];
  /** Names of the baskets: purchases or customers. */
  readonly keys: readonly string[];
  readonly offsets: Uint32Array;
  readonly members: Uint32Array;
}

/** Makes baskets of named items; an item named twice in a basket is in it once. Names are compared as they stand, blanks included. */
export function basketsOf(
  named: readonly { readonly key: string; readonly items: Iterable<string> }[],
  order: RecordOrder = compareText,
): Baskets {
  const sets = named.map((basket) => new Set(basket.items));
  const items = [...new Set(sets.flatMap((set) => [...set]))].sort(order);
  const indexByItem = new Map(items.map((item, index) => [item, index]));
  const offsets = new Uint32Array(named.length + 1);
  for (const [b, set] of sets.entries()) offsets[b + 1] = (offsets[b] as number) + set.size;
  const members = new Uint32Array(offsets[named.length] as number);
  for (const [b, set] of sets.entries()) {
    let at = offsets[b] as number;
    for (const item of set) members[at++] = indexByItem.get(item) as number;
    members.subarray(offsets[b], at).sort();
  }
  return { count: named.length, items, keys: named.map((basket) => basket.key), offsets, members };
}

/**
 * Makes one basket a purchase, or one a customer over all of their purchases. Lines without a product and returns (quantity not above
 * zero) put nothing in; a collective customer is nobody's history and gives baskets by purchase only.
 */
export function basketsOfPurchases(
  lines: PurchaseLines,
  by: "purchase" | "party",
  { until = Number.POSITIVE_INFINITY, since = Number.NEGATIVE_INFINITY }: { readonly until?: DayNumber; readonly since?: DayNumber } = {},
  order: RecordOrder = compareText,
): Baskets {
  const itemsByBasket = new Map<number, Set<string>>();
  for (let row = 0; row < lines.count; row++) {
    const product = lines.product[row] as number;
    const day = lines.day[row] as number;
    if (product < 0 || !((lines.quantity[row] as number) > 0) || day > until || day < since) continue;
    const party = lines.party[row] as number;
    if (by === "party" && (party < 0 || lines.collective.has(party))) continue;
    const basket = by === "party" ? party : (lines.purchase[row] as number);
    const items = itemsByBasket.get(basket);
    if (items) items.add(lines.products[product] as string);
    else itemsByBasket.set(basket, new Set([lines.products[product] as string]));
  }
  const keys = by === "party" ? lines.parties : lines.purchases;
  return basketsOf(
    [...itemsByBasket].map(([index, items]) => ({ key: keys[index] as string, items })).sort((a, b) => compareText(a.key, b.key)),
    order,
  );
}

/** Counts the baskets that each item is in. */
export function countsOfItems(baskets: Baskets): Uint32Array {
  const counts = new Uint32Array(baskets.items.length);
  for (const item of baskets.members) counts[item]! += 1;
  return counts;
}

/** Returns the keys of the baskets that hold all of these items, ascending; of no items every basket. */
export function basketsWith({ count, keys, items, offsets, members }: Baskets, wanted: readonly string[]): readonly string[] {
  const indices = new Set(wanted.map((item) => items.indexOf(item)));
  if (indices.has(-1)) return [];
  const found: string[] = [];
  for (let b = 0; b < count; b++) {
    let held = 0;
    for (let at = offsets[b] as number; at < (offsets[b + 1] as number); at++) if (indices.has(members[at] as number)) held++;
    if (held === indices.size) found.push(keys[b] as string);
  }
  return found;
}
