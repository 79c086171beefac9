import { compareText } from "./purchaseHistory.ts";
import type { PurchaseFacts } from "./source.ts";

const made = new WeakMap<PurchaseFacts, PurchaseFacts>();

/**
 * Sorts purchases so that their ids ascend and their rows by purchase and line, so that no answer tells in which order a device
 * happened to read them. Done once for the same facts.
 */
export function orderedPurchases(facts: PurchaseFacts): PurchaseFacts {
  if (facts.isOrdered) return facts;
  const known = made.get(facts);
  if (known) return known;
  const ordered = order(facts);
  made.set(facts, ordered);
  return ordered;
}

function order(facts: PurchaseFacts): PurchaseFacts {
  const { count } = facts;
  const [purchases, parties, products] = [ascending(facts.purchases), ascending(facts.parties), ascending(facts.products)];
  const purchase = recoded(facts.purchase.subarray(0, count), purchases.indices);
  const line = facts.line.subarray(0, count);
  const columns = {
    purchase,
    line,
    party: recoded(facts.party.subarray(0, count), parties.indices),
    product: recoded(facts.product.subarray(0, count), products.indices),
    day: facts.day.subarray(0, count),
    quantity: facts.quantity.subarray(0, count),
    net: facts.net.subarray(0, count),
    cost: facts.cost.subarray(0, count),
  };
  const collective = new Set([...facts.collective].map((index) => parties.indices?.[index] ?? index));
  const dictionaries = { purchases: purchases.members, parties: parties.members, products: products.members, collective };
  if (isAscending(purchase, line)) return { ...facts, ...columns, ...dictionaries };
  const rows = Uint32Array.from({ length: count }, (_, row) => row).sort(
    (a, b) => (purchase[a] as number) - (purchase[b] as number) || (line[a] as number) - (line[b] as number) || a - b,
  );
  return {
    ...facts,
    purchase: taken(columns.purchase, rows),
    line: taken(columns.line, rows),
    party: taken(columns.party, rows),
    product: taken(columns.product, rows),
    day: taken(columns.day, rows),
    quantity: taken(columns.quantity, rows),
    net: taken(columns.net, rows),
    cost: taken(columns.cost, rows),
    ...dictionaries,
  };
}

/** Sorts members by code units, and maps old indices to new ones; `null` where they stood so already. */
export function ascending(members: readonly string[]): { readonly members: readonly string[]; readonly indices: Int32Array | null } {
  if (members.every((member, index) => index === 0 || (members[index - 1] as string) < member)) return { members, indices: null };
  const order = members.map((_, index) => index).sort((a, b) => compareText(members[a] as string, members[b] as string));
  const indices = new Int32Array(members.length);
  for (const [to, from] of order.entries()) indices[from] = to;
  return { members: order.map((index) => members[index] as string), indices };
}

/** Recodes a column after its dictionary was put in order; -1 stays none. */
export function recoded<Codes extends Int32Array | Uint32Array>(codes: Codes, indices: Int32Array | null): Codes {
  if (!indices) return codes;
  const own = codes.slice() as Codes;
  for (let row = 0; row < own.length; row++) {
    const index = own[row] as number;
    if (index >= 0) own[row] = indices[index] as number;
  }
  return own;
}

function taken<Column extends Int32Array | Uint32Array | Uint16Array | Float64Array>(column: Column, rows: Uint32Array): Column {
  const own = column.slice() as Column;
  for (let row = 0; row < rows.length; row++) own[row] = column[rows[row] as number] as number;
  return own;
}

function isAscending(purchase: Uint32Array, line: Uint16Array): boolean {
  for (let row = 1; row < purchase.length; row++) {
    const [before, here] = [purchase[row - 1] as number, purchase[row] as number];
    if (before > here || (before === here && (line[row - 1] as number) > (line[row] as number))) return false;
  }
  return true;
}
