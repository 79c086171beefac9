import { currencyOf } from "../../domain/currency.ts";
import { costOf, counts, netOf, type Purchase } from "../../domain/purchase.ts";
import { isDeleted } from "../../domain/record.ts";
import { type CodedTexts, CodedTextsWriter, joinTexts, splitTexts } from "../../lib/dictionary.ts";
import { type NumberArray, narrow, type PackedNumbers, packNumbers, unpackNumbers } from "../../lib/numberColumn.ts";
import { once } from "../../lib/once.ts";
import { byId, dayOrNone, type FactRecord } from "./columns.ts";
import { noDay, type Warning } from "./facts.ts";
import { type InOtherCurrency, OtherCurrencies } from "./otherCurrencies.ts";
import type { PurchaseFacts, RevenueFrom } from "./source.ts";

export interface PurchaseChunk {
  /** What documents that name no currency are in. */
  readonly usual: string;
  readonly ids: string;
  /** One row a purchase. */
  readonly kind: CodedTexts;
  readonly party: CodedTexts;
  readonly currency: CodedTexts;
  readonly day: PackedNumbers;
  /** One row a line: index of its purchase, its number there from 0. NaN = unknown. */
  readonly purchase: PackedNumbers;
  readonly line: PackedNumbers;
  readonly product: CodedTexts;
  readonly quantity: PackedNumbers;
  readonly net: PackedNumbers;
  readonly cost: PackedNumbers;
}

/** Makes the columns of purchases that count, in order of id. `currency` is that of documents that name none. */
export function purchaseChunk(records: readonly FactRecord<Purchase>[], currency: string): PurchaseChunk {
  const ids: string[] = [];
  const [kind, party, currencies, product] = [
    new CodedTextsWriter(),
    new CodedTextsWriter(),
    new CodedTextsWriter(),
    new CodedTextsWriter(),
  ];
  const day: number[] = [];
  const [purchase, number, quantity, net, cost]: [number[], number[], number[], number[], number[]] = [[], [], [], [], []];
  for (const { id, record: one } of records.toSorted(byId)) {
    if (isDeleted(one) || !counts(one)) continue;
    const index = ids.push(id) - 1;
    kind.add(one.kind);
    party.add(one.party);
    const own = currencyOf(one.currency, currency);
    currencies.add(own);
    day.push(dayOrNone(one.on));
    for (const [i, line] of (one.lines ?? []).entries()) {
      purchase.push(index);
      number.push(i);
      product.add(line.product);
      quantity.push(line.quantity);
      net.push(netOf(line, own) ?? Number.NaN);
      cost.push(costOf(line) ?? Number.NaN);
    }
  }
  return {
    usual: currency,
    ids: joinTexts(ids),
    kind: kind.end(),
    party: party.end(),
    currency: currencies.end(),
    day: packNumbers(day),
    purchase: packNumbers(purchase),
    line: packNumbers(number),
    product: product.end(),
    quantity: packNumbers(quantity),
    net: packNumbers(net),
    cost: packNumbers(cost),
  };
}

export interface PurchaseMergeOptions {
  /** What is counted in. */
  readonly currency: string;
  /** As the workspace has settled it; what there is decides where it has not. */
  readonly revenueFrom?: RevenueFrom;
  /** Product → its cost of today, for lines that do not say theirs. */
  readonly unitCosts: ReadonlyMap<string, number>;
  /** Parties that stand for many people. */
  readonly collective: readonly string[];
}

const revenueKinds: Readonly<Record<RevenueFrom, readonly string[]>> = { order: ["order"], invoice: ["invoice", "creditNote"] };

/**
 * Merges the lines of all chunks that count as revenue, in order of purchase and line; chunks must come in order of their ids. A column is
 * merged when a method first reads it: few need all of them.
 */
export function mergePurchases(
  chunks: readonly PurchaseChunk[],
  { currency, revenueFrom, unitCosts, collective }: PurchaseMergeOptions,
): PurchaseFacts {
  const found = countKinds(chunks, currency);
  const from = revenueFrom ?? usualRevenue(found);
  const inOtherCurrencies = daysInOthers(chunks, currency, revenueFrom);
  const counted = chunks.map((chunk) => countedOf(chunk, revenueKinds[from], currency));
  const count = counted.reduce((sum, chunk) => sum + chunk.purchase.count, 0);
  const purchaseCount = counted.reduce((sum, chunk) => sum + chunk.day.count, 0);
  const numbers = <Column extends NumberArray>(column: Column, of: "line" | "quantity" | "net" | "cost" | "day"): Column => {
    let row = 0;
    for (const chunk of counted) {
      unpackNumbers(chunk[of], column, row);
      row += chunk[of].count;
    }
    return column;
  };
  const texts = (of: "party" | "product", length: number, members: readonly string[]): Int32Array => {
    const column = new Int32Array(length);
    const indexByMember = new Map(members.map((member, index) => [member, index]));
    let row = 0;
    for (const chunk of counted) {
      const { codes, members: own } = chunk[of];
      indexTexts(
        column,
        row,
        codes,
        Int32Array.from(splitTexts(own), (text) => indexByMember.get(text) as number),
      );
      row += codes.length;
    }
    return column;
  };
  const purchase = once(() => {
    const column = new Uint32Array(count);
    let [row, first] = [0, 0];
    for (const chunk of counted) {
      unpackNumbers(chunk.purchase, column, row);
      for (const last = row + chunk.purchase.count; row < last; row++) column[row] = (column[row] as number) + first;
      first += chunk.day.count;
    }
    return column;
  });
  const parties = once(() => membersOf(counted.map(({ party }) => party)));
  const products = once(() => membersOf(counted.map(({ product }) => product)));
  const product = once(() => texts("product", count, products()));
  const party = once(() => perLine(purchase(), texts("party", purchaseCount, parties())));
  const day = once(() => perLine(purchase(), numbers(new Int32Array(purchaseCount), "day")));
  const line = once(() => numbers(new Uint16Array(count), "line"));
  const quantity = once(() => numbers(new Float64Array(count), "quantity"));
  const net = once(() => numbers(new Float64Array(count), "net"));
  const cost = once(() => numbers(new Float64Array(count), "cost"));
  // One text taken apart at once: a third of a million ids in a few milliseconds.
  const purchases = once(() => splitTexts(counted.flatMap(({ ids }) => (ids === "" ? [] : [ids])).join("\n")));
  const isCollective = once(() => indicesIn(parties(), collective));

  const withoutPrice = zeroUnknown(net());
  const costs = (): Float64Array => Float64Array.from(products(), (one) => unitCosts.get(one) ?? Number.NaN);
  const costFromProduct = unitCosts.size === 0 ? 0 : fillCosts(cost(), product(), quantity(), costs());
  const warnings: Warning[] = [];
  if (revenueFrom === undefined && found.orders > 0 && found.invoices > 0)
    warnings.push({ code: "orders-and-invoices", orders: found.orders, invoices: found.invoices, counted: from });
  if (found.withoutDay > 0) warnings.push({ code: "purchase-without-day", purchases: found.withoutDay });
  if (withoutPrice > 0) warnings.push({ code: "line-without-price", lines: withoutPrice });
  if (costFromProduct > 0) warnings.push({ code: "cost-from-product", lines: costFromProduct });
  return {
    count,
    isOrdered: true,
    revenueFrom: from,
    inOtherCurrencies,
    warnings,
    get purchase() {
      return purchase();
    },
    get party() {
      return party();
    },
    get product() {
      return product();
    },
    get line() {
      return line();
    },
    get day() {
      return day();
    },
    get quantity() {
      return quantity();
    },
    get net() {
      return net();
    },
    get cost() {
      return cost();
    },
    get purchases() {
      return purchases();
    },
    get parties() {
      return parties();
    },
    get products() {
      return products();
    },
    get collective() {
      return isCollective();
    },
  };
}

/** Every member of these columns once, by code units. */
const membersOf = (columns: readonly CodedTexts[]): string[] => [...new Set(columns.flatMap(({ members }) => splitTexts(members)))].sort();

function indicesIn(members: readonly string[], ids: readonly string[]): ReadonlySet<number> {
  const wanted = new Set(ids);
  return new Set(wanted.size === 0 ? [] : members.flatMap((id, index) => (wanted.has(id) ? [index] : [])));
}

// One short loop a column: with a million rows at once each is made fast after the first chunks.

function indexTexts(target: Int32Array, from: number, codes: CodedTexts["codes"], indices: Int32Array): void {
  for (let i = 0; i < codes.length; i++) {
    const code = codes[i] as number;
    target[from + i] = code < 0 ? -1 : (indices[code] as number);
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
    const index = product[i] as number;
    const unitCost = index < 0 ? Number.NaN : (unitCosts[index] as number);
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
  const indices: number[] = [];
  for (let i = 0; i < chunk.day.count; i++)
    if (isWanted[chunk.kind.codes[i] as number] && isCounted[chunk.currency.codes[i] as number]) indices.push(i);
  if (indices.length === chunk.day.count) return chunk;
  const newIndex = new Map(indices.map((index, i) => [index, i]));
  const purchase = unpackNumbers(chunk.purchase, new Uint32Array(chunk.purchase.count));
  const lines = [...purchase.keys()].filter((line) => newIndex.has(purchase[line] as number));
  const ids = splitTexts(chunk.ids);
  const texts = ({ codes, members }: CodedTexts, rows: readonly number[]): CodedTexts => ({
    codes: narrow(rows.map((row) => codes[row] as number)),
    members,
  });
  const numbers = (packed: PackedNumbers, rows: readonly number[]): PackedNumbers => {
    const all = unpackNumbers(packed, new Float64Array(packed.count));
    return packNumbers(rows.map((row) => all[row] as number));
  };
  return {
    usual: chunk.usual,
    ids: joinTexts(indices.map((index) => ids[index] as string)),
    kind: texts(chunk.kind, indices),
    party: texts(chunk.party, indices),
    currency: texts(chunk.currency, indices),
    day: numbers(chunk.day, indices),
    purchase: packNumbers(lines.map((line) => newIndex.get(purchase[line] as number) as number)),
    line: numbers(chunk.line, lines),
    product: texts(chunk.product, lines),
    quantity: numbers(chunk.quantity, lines),
    net: numbers(chunk.net, lines),
    cost: numbers(chunk.cost, lines),
  };
}

interface FoundKinds {
  orders: number;
  invoices: number;
  withoutDay: number;
}

/** Invoices where there are any, else orders. */
const usualRevenue = ({ invoices }: FoundKinds): RevenueFrom => (invoices > 0 ? "invoice" : "order");

/** What would count in each other currency, by the rule that would hold there. */
function daysInOthers(
  chunks: readonly PurchaseChunk[],
  currency: string,
  revenueFrom: RevenueFrom | undefined,
): readonly InOtherCurrency[] {
  const others = new Set(chunks.flatMap((chunk) => splitTexts(chunk.currency.members)));
  others.delete(currency);
  if (others.size === 0) return [];
  const kindsOf = new Map(
    [...others].map((other) => [other, revenueKinds[revenueFrom ?? usualRevenue(countKinds(chunks, other))]] as const),
  );
  const found = new OtherCurrencies();
  for (const chunk of chunks) {
    const kinds = splitTexts(chunk.kind.members);
    const currencies = splitTexts(chunk.currency.members);
    const days = unpackNumbers(chunk.day, new Int32Array(chunk.day.count));
    for (let i = 0; i < days.length; i++) {
      const other = currencies[chunk.currency.codes[i] as number] as string;
      if (kindsOf.get(other)?.includes(kinds[chunk.kind.codes[i] as number] as string)) found.add(other, days[i] as number);
    }
  }
  return found.end();
}

function countKinds(chunks: readonly PurchaseChunk[], currency: string): FoundKinds {
  const found = { orders: 0, invoices: 0, withoutDay: 0 };
  for (const chunk of chunks) {
    const kinds = splitTexts(chunk.kind.members);
    const currencies = splitTexts(chunk.currency.members);
    const days = unpackNumbers(chunk.day, new Int32Array(chunk.day.count));
    for (let i = 0; i < days.length; i++) {
      const kind = kinds[chunk.kind.codes[i] as number];
      if (currencies[chunk.currency.codes[i] as number] !== currency) continue;
      if (days[i] === noDay) found.withoutDay++;
      if (kind === "order") found.orders++;
      else if (kind === "invoice") found.invoices++;
    }
  }
  return found;
}
