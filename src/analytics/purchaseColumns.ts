import { costOf, counts, netOf, type Purchase } from "../domain/purchase.ts";
import { isDeleted } from "../domain/record.ts";
import { type CodedTexts, CodedTextsWriter, Dictionary, joinTexts, splitTexts } from "../lib/dictionary.ts";
import { byId, dayOrNone, type FactRecord } from "./columns.ts";
import { noDay, type Warning } from "./facts.ts";
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
  const counted = chunks.map((chunk) => countedOf(chunk, revenueKinds[from], currency));
  const count = counted.reduce((sum, chunk) => sum + chunk.purchase.length, 0);
  const [parties, products] = [new Dictionary(), new Dictionary()];
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
  let [row, first] = [0, 0];
  for (const chunk of counted) {
    placePurchases(merged.purchase, row, chunk.purchase, first);
    placeTexts(merged.product, row, chunk.product.codes, products.placesOf(chunk.product));
    placeTexts(merged.party, row, perLine(chunk.purchase, chunk.party.codes), parties.placesOf(chunk.party));
    merged.day.set(perLine(chunk.purchase, chunk.day), row);
    merged.line.set(chunk.line, row);
    merged.quantity.set(chunk.quantity, row);
    merged.net.set(chunk.net, row);
    merged.cost.set(chunk.cost, row);
    first += chunk.day.length;
    row += chunk.purchase.length;
  }
  // One text taken apart at once: a third of a million ids in a few milliseconds.
  const purchases = splitTexts(counted.flatMap(({ ids }) => (ids === "" ? [] : [ids])).join("\n"));
  const withoutPrice = zeroUnknown(merged.net);
  const costs = Float64Array.from(products.members, (product) => unitCosts.get(product) ?? Number.NaN);
  const costFromProduct = unitCosts.size === 0 ? 0 : fillCosts(merged.cost, merged.product, merged.quantity, costs);
  const warnings: Warning[] = [];
  if (revenueFrom === undefined && found.orders > 0 && found.invoices > 0)
    warnings.push({ code: "orders-and-invoices", orders: found.orders, invoices: found.invoices, counted: from });
  if (found.otherCurrency > 0) warnings.push({ code: "other-currency", purchases: found.otherCurrency, currency });
  if (found.withoutDay > 0) warnings.push({ code: "purchase-without-day", purchases: found.withoutDay });
  if (withoutPrice > 0) warnings.push({ code: "line-without-price", lines: withoutPrice });
  if (costFromProduct > 0) warnings.push({ code: "cost-from-product", lines: costFromProduct });
  return { count, ...merged, purchases, parties: parties.members, products: products.members, revenueFrom: from, warnings };
}

// One short loop a column: with a million rows at once each is made fast after the first chunks.

function placePurchases(target: Uint32Array, from: number, places: Uint32Array, first: number): void {
  for (let i = 0; i < places.length; i++) target[from + i] = first + (places[i] as number);
}

function placeTexts(target: Int32Array, from: number, codes: Int32Array, places: Int32Array): void {
  for (let i = 0; i < codes.length; i++) {
    const code = codes[i] as number;
    target[from + i] = code < 0 ? -1 : (places[code] as number);
  }
}

/** What stands once a purchase, once a line. */
function perLine(purchase: Uint32Array, values: Int32Array): Int32Array {
  const lines = new Int32Array(purchase.length);
  for (let i = 0; i < lines.length; i++) lines[i] = values[purchase[i] as number] as number;
  return lines;
}

function zeroUnknown(values: Float64Array): number {
  let unknown = 0;
  for (let i = 0; i < values.length; i++) {
    if (!Number.isNaN(values[i])) continue;
    values[i] = 0;
    unknown++;
  }
  return unknown;
}

function fillCosts(cost: Float64Array, product: Int32Array, quantity: Float64Array, unitCosts: Float64Array): number {
  let filled = 0;
  for (let i = 0; i < cost.length; i++) {
    if (!Number.isNaN(cost[i])) continue;
    const place = product[i] as number;
    const unitCost = place < 0 ? Number.NaN : (unitCosts[place] as number);
    if (Number.isNaN(unitCost)) continue;
    cost[i] = unitCost * (quantity[i] as number);
    filled++;
  }
  return filled;
}

/** The purchases of a chunk that count; most often all of them. */
function countedOf(chunk: PurchaseChunk, wanted: readonly string[], currency: string): PurchaseChunk {
  const isWanted = splitTexts(chunk.kind.members).map((kind) => wanted.includes(kind));
  const isCounted = splitTexts(chunk.currency.members).map((one) => one === currency);
  const places: number[] = [];
  for (let i = 0; i < chunk.day.length; i++)
    if (isWanted[chunk.kind.codes[i] as number] && isCounted[chunk.currency.codes[i] as number]) places.push(i);
  if (places.length === chunk.day.length) return chunk;
  const newPlace = new Map(places.map((place, i) => [place, i]));
  const lines = [...chunk.purchase.keys()].filter((line) => newPlace.has(chunk.purchase[line] as number));
  const ids = splitTexts(chunk.ids);
  const texts = ({ codes, members }: CodedTexts, rows: readonly number[]): CodedTexts => ({
    codes: Int32Array.from(rows, (row) => codes[row] as number),
    members,
  });
  const numbers = (values: Float64Array): Float64Array => Float64Array.from(lines, (line) => values[line] as number);
  return {
    ids: joinTexts(places.map((place) => ids[place] as string)),
    kind: texts(chunk.kind, places),
    party: texts(chunk.party, places),
    currency: texts(chunk.currency, places),
    day: Int32Array.from(places, (place) => chunk.day[place] as number),
    purchase: Uint32Array.from(lines, (line) => newPlace.get(chunk.purchase[line] as number) as number),
    line: Uint16Array.from(lines, (line) => chunk.line[line] as number),
    product: texts(chunk.product, lines),
    quantity: numbers(chunk.quantity),
    net: numbers(chunk.net),
    cost: numbers(chunk.cost),
  };
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
      if (currencies[chunk.currency.codes[i] as number] !== currency) {
        found.otherCurrency++;
        continue;
      }
      if (chunk.day[i] === noDay) found.withoutDay++;
      if (kind === "order") found.orders++;
      else if (kind === "invoice") found.invoices++;
    }
  }
  return found;
}
