import { costOf, counts, netOf, type Purchase } from "../domain/purchase.ts";
import { isDeleted } from "../domain/record.ts";
import { type CodedTexts, CodedTextsWriter, Dictionary, joinTexts, splitTexts } from "../lib/dictionary.ts";
import { byId, dayOrNone, type FactRecord, noDay } from "./columns.ts";
import type { Warning } from "./facts.ts";
import type { PurchaseFacts, RevenueFrom } from "./source.ts";

export interface PurchaseChunk {
  readonly ids: string;
  /** One row a purchase. */
  readonly kind: CodedTexts;
  readonly party: CodedTexts;
  readonly currency: CodedTexts;
  readonly day: Int32Array;
  /** One row a line: place of its purchase, its number there from 0. NaN = unknown. */
  readonly purchase: Uint32Array;
  readonly line: Uint16Array;
  readonly product: CodedTexts;
  readonly quantity: Float64Array;
  readonly net: Float64Array;
  readonly cost: Float64Array;
}

/** Purchases that count, in order of id. `currency` is that of papers that name none. */
export function purchaseChunk(records: readonly FactRecord[], currency: string): PurchaseChunk {
  const ids: string[] = [];
  const [kind, party, currencies, product] = [
    new CodedTextsWriter(),
    new CodedTextsWriter(),
    new CodedTextsWriter(),
    new CodedTextsWriter(),
  ];
  const day: number[] = [];
  const [purchase, number, quantity, net, cost]: [number[], number[], number[], number[], number[]] = [[], [], [], [], []];
  for (const { id, record } of records.toSorted(byId)) {
    const one = record as unknown as Purchase;
    if (isDeleted(record) || !counts(one)) continue;
    const place = ids.push(id) - 1;
    kind.add(one.kind);
    party.add(one.party);
    currencies.add(one.currency ?? currency);
    day.push(dayOrNone(one.on));
    for (const [i, line] of (one.lines ?? []).entries()) {
      purchase.push(place);
      number.push(i);
      product.add(line.product);
      quantity.push(line.quantity);
      net.push(netOf(line, one.currency ?? currency) ?? Number.NaN);
      cost.push(costOf(line) ?? Number.NaN);
    }
  }
  return {
    ids: joinTexts(ids),
    kind: kind.end(),
    party: party.end(),
    currency: currencies.end(),
    day: Int32Array.from(day),
    purchase: Uint32Array.from(purchase),
    line: Uint16Array.from(number),
    product: product.end(),
    quantity: Float64Array.from(quantity),
    net: Float64Array.from(net),
    cost: Float64Array.from(cost),
  };
}

export interface PurchaseMergeOptions {
  readonly currency: string;
  /** As the workspace has settled it; what there is decides where it has not. */
  readonly revenueFrom?: RevenueFrom;
  /** Product → its cost of today, for lines that do not say theirs. */
  readonly unitCosts: ReadonlyMap<string, number>;
}

const revenueKinds: Readonly<Record<RevenueFrom, readonly string[]>> = { order: ["order"], invoice: ["invoice", "creditNote"] };

/** The lines of all chunks that count as revenue, in order of purchase and line; chunks must come in order of their ids. */
export function mergePurchases(
  chunks: readonly PurchaseChunk[],
  { currency, revenueFrom, unitCosts }: PurchaseMergeOptions,
): Omit<PurchaseFacts, "collective"> {
  const found = countKinds(chunks, currency);
  const from: RevenueFrom = revenueFrom ?? (found.invoices > 0 ? "invoice" : "order");
  const kept = chunks.map((chunk) => keptOf(chunk, revenueKinds[from], currency));
  const count = kept.reduce((sum, { lines }) => sum + lines, 0);
  const [parties, products] = [new Dictionary(), new Dictionary()];
  const purchases: string[] = [];
  const merged = {
    purchase: new Uint32Array(count),
    party: new Int32Array(count),
    product: new Int32Array(count),
    line: new Uint16Array(count),
    day: new Int32Array(count),
    quantity: new Float64Array(count),
    net: new Float64Array(count),
    cost: new Float64Array(count),
  };
  let [row, withoutPrice, costFromProduct] = [0, 0, 0];
  for (const [at, chunk] of chunks.entries()) {
    const { keeps, isAll } = kept[at] as Kept;
    const [partyPlaces, productPlaces] = [parties.placesOf(chunk.party), products.placesOf(chunk.product)];
    const first = purchases.length;
    const ids = splitTexts(chunk.ids);
    // Purchase of the chunk → place among all.
    const places = new Uint32Array(ids.length);
    for (const [i, id] of ids.entries()) if (keeps[i]) places[i] = purchases.push(id) - 1;
    const begin = row;
    const lines = chunk.purchase.length;
    for (let i = 0; i < lines; i++) {
      const purchase = chunk.purchase[i] as number;
      if (!keeps[purchase]) continue;
      merged.purchase[row] = isAll ? first + purchase : (places[purchase] as number);
      const party = chunk.party.codes[purchase] as number;
      merged.party[row] = party < 0 ? -1 : (partyPlaces[party] as number);
      const product = chunk.product.codes[i] as number;
      merged.product[row] = product < 0 ? -1 : (productPlaces[product] as number);
      merged.day[row] = chunk.day[purchase] as number;
      if (!isAll) {
        merged.line[row] = chunk.line[i] as number;
        merged.quantity[row] = chunk.quantity[i] as number;
        merged.net[row] = chunk.net[i] as number;
        merged.cost[row] = chunk.cost[i] as number;
      }
      row++;
    }
    if (isAll) {
      merged.line.set(chunk.line, begin);
      merged.quantity.set(chunk.quantity, begin);
      merged.net.set(chunk.net, begin);
      merged.cost.set(chunk.cost, begin);
    }
  }
  const costs = Float64Array.from(products.members, (product) => unitCosts.get(product) ?? Number.NaN);
  for (let i = 0; i < count; i++) {
    if (Number.isNaN(merged.net[i])) {
      merged.net[i] = 0;
      withoutPrice++;
    }
    if (Number.isNaN(merged.cost[i])) {
      const product = merged.product[i] as number;
      const unitCost = product < 0 ? Number.NaN : (costs[product] as number);
      if (Number.isNaN(unitCost)) continue;
      merged.cost[i] = unitCost * (merged.quantity[i] as number);
      costFromProduct++;
    }
  }
  const warnings: Warning[] = [];
  if (revenueFrom === undefined && found.orders > 0 && found.invoices > 0)
    warnings.push({ code: "orders-and-invoices", orders: found.orders, invoices: found.invoices, counted: from });
  if (found.otherCurrency > 0) warnings.push({ code: "other-currency", purchases: found.otherCurrency, currency });
  if (found.withoutDay > 0) warnings.push({ code: "purchase-without-day", purchases: found.withoutDay });
  if (withoutPrice > 0) warnings.push({ code: "line-without-price", lines: withoutPrice });
  if (costFromProduct > 0) warnings.push({ code: "cost-from-product", lines: costFromProduct });
  return { count, ...merged, purchases, parties: parties.members, products: products.members, revenueFrom: from, warnings };
}

interface Kept {
  /** Purchase of the chunk → 1 when it counts. */
  readonly keeps: Uint8Array;
  readonly isAll: boolean;
  readonly lines: number;
}

function keptOf(chunk: PurchaseChunk, wanted: readonly string[], currency: string): Kept {
  const isWanted = splitTexts(chunk.kind.members).map((kind) => wanted.includes(kind));
  const isCounted = splitTexts(chunk.currency.members).map((one) => one === currency);
  const keeps = new Uint8Array(chunk.day.length);
  let isAll = true;
  for (let i = 0; i < keeps.length; i++) {
    if (isWanted[chunk.kind.codes[i] as number] && isCounted[chunk.currency.codes[i] as number] && chunk.day[i] !== noDay) keeps[i] = 1;
    else isAll = false;
  }
  if (isAll) return { keeps, isAll, lines: chunk.purchase.length };
  let lines = 0;
  for (const purchase of chunk.purchase) lines += keeps[purchase] as number;
  return { keeps, isAll, lines };
}

function countKinds(
  chunks: readonly PurchaseChunk[],
  currency: string,
): { orders: number; invoices: number; otherCurrency: number; withoutDay: number } {
  const found = { orders: 0, invoices: 0, otherCurrency: 0, withoutDay: 0 };
  for (const chunk of chunks) {
    const kinds = splitTexts(chunk.kind.members);
    const currencies = splitTexts(chunk.currency.members);
    for (let i = 0; i < chunk.day.length; i++) {
      const kind = kinds[chunk.kind.codes[i] as number];
      if (currencies[chunk.currency.codes[i] as number] !== currency) found.otherCurrency++;
      else if (chunk.day[i] === noDay) found.withoutDay++;
      else if (kind === "order") found.orders++;
      else if (kind === "invoice") found.invoices++;
    }
  }
  return found;
}
