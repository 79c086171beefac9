import type { CustomerFigures } from "../domain/brief.ts";
import type { RecordId } from "../lib/id.ts";
import { CompensatedSum } from "../lib/sum.ts";
import { type BgNbd, bgNbdAlive, fitBgNbd } from "./customers/bgNbd.ts";
import { purchaseRhythm } from "./customers/purchaseRhythm.ts";
import { type DayNumber, noDay } from "./facts/facts.ts";
import { spanOf } from "./facts/options.ts";
import { type PurchaseHistory, purchaseHistories, purchaseLogOf } from "./facts/purchaseHistory.ts";
import { purchaseSpan } from "./facts/purchaseSpan.ts";
import { nameOrder } from "./facts/recordOrder.ts";
import { servedCustomers } from "./facts/servedCustomers.ts";
import type { FactSource, ProductFacts, PurchaseFacts } from "./facts/source.ts";
import { type Baskets, basketsOfPurchases } from "./products/baskets.ts";
import { nextProduct } from "./products/similarity.ts";

const yearDays = 365;

/**
 * Tells what the reports say of one customer today, or of the firm that stands behind a contact: revenue of a year beside that of the year
 * before, the rhythm of purchases, the probability of still being a customer (BG/NBD) and the product that goes best with what they have.
 * Null where neither ever bought anything, or under a name that stands for many.
 */
export async function customerFigures(source: FactSource, party: RecordId): Promise<CustomerFigures | null> {
  const span = spanOf({}, source.today);
  if (!span.ok) return null;
  const { until, asOf } = span.value;
  const { lines } = await purchaseSpan(source, span.value, true);
  const customer = servedCustomers(await source.parties(), await source.purchases()).get(party) ?? party;
  const index = lines.parties.indexOf(customer);
  if (index < 0 || lines.collective.has(index)) return null;
  const days = purchaseDaysOf(lines, index, until);
  return {
    ...{ customer: customer as RecordId, asOf, currency: source.currency },
    revenue: revenueOf(days, until),
    rhythm: rhythmOf(days, until),
    alive: aliveOf(lines, customer, until),
    next: nextOf(lines, customer, until, await source.products()),
  };
}

/** Day → what one customer bought on it, up to a day; a day on which more came back than was bought is below 0. */
function purchaseDaysOf({ count, party, day, net }: PurchaseFacts, customer: number, until: DayNumber): ReadonlyMap<DayNumber, number> {
  const sums = new Map<DayNumber, CompensatedSum>();
  for (let row = 0; row < count; row++) {
    const on = day[row] as number;
    if (party[row] !== customer || on > until || on === noDay) continue;
    const sum = sums.get(on) ?? new CompensatedSum();
    sum.add(net[row] as number);
    sums.set(on, sum);
  }
  return new Map([...sums].map(([on, sum]) => [on, sum.total] as const).sort(([a], [b]) => a - b));
}

/** Null where the customer has not been one for two years: then nothing can have fallen. */
function revenueOf(days: ReadonlyMap<DayNumber, number>, until: DayNumber): CustomerFigures["revenue"] {
  const [first] = days.keys();
  if (first === undefined || first > until - yearDays) return null;
  const [recent, before] = [new CompensatedSum(), new CompensatedSum()];
  let [recentDays, beforeDays] = [0, 0];
  for (const [on, value] of days) {
    if (on <= until - 2 * yearDays) continue;
    const isRecent = on > until - yearDays;
    (isRecent ? recent : before).add(value);
    if (value < 0) continue;
    if (isRecent) recentDays++;
    else beforeDays++;
  }
  return { recent: recent.total, before: before.total, recentDays, beforeDays };
}

function rhythmOf(days: ReadonlyMap<DayNumber, number>, until: DayNumber): CustomerFigures["rhythm"] {
  const bought = [...days].flatMap(([on, value]) => (value >= 0 ? [on] : []));
  const rhythm = purchaseRhythm(bought, until);
  if (!rhythm) return null;
  const { lastOn, silentDays, usualDays, longestDays, state } = rhythm;
  return { lastOn, silentDays, usualDays, longestDays, state };
}

interface Known {
  readonly until: DayNumber;
  readonly products: ReadonlyMap<string, ProductFacts>;
  readonly histories: ReadonlyMap<string, PurchaseHistory>;
  readonly model: BgNbd | null;
  readonly baskets: Baskets;
}

/** What is the same for every customer, kept for as long as the same purchases are asked about. */
const kept = new WeakMap<PurchaseFacts, Partial<Known>>();

function keptOf(lines: PurchaseFacts, until: DayNumber): Partial<Known> {
  const known = kept.get(lines);
  return known?.until === until ? known : { until };
}

/** Null where too few customers ever came back to learn from. */
function aliveOf(lines: PurchaseFacts, customer: string, until: DayNumber): number | null {
  let known = keptOf(lines, until);
  if (known.model === undefined) {
    const { histories } = purchaseHistories(purchaseLogOf(lines), until);
    const fitted = fitBgNbd(histories);
    known = {
      ...known,
      histories: new Map(histories.map((one) => [one.customer, one])),
      model: fitted.ok && fitted.value.fit.converged ? fitted.value.parameters : null,
    };
    kept.set(lines, known);
  }
  const history = known.histories?.get(customer);
  return known.model && history ? bgNbdAlive(known.model, history) : null;
}

function nextOf(
  lines: PurchaseFacts,
  customer: string,
  until: DayNumber,
  products: ReadonlyMap<string, ProductFacts>,
): CustomerFigures["next"] {
  let known = keptOf(lines, until);
  if (known.baskets === undefined || known.products !== products) {
    known = { ...known, products, baskets: basketsOfPurchases(lines, "party", { until }, nameOrder(products)) };
    kept.set(lines, known);
  }
  const baskets = known.baskets as Baskets;
  const at = baskets.keys.indexOf(customer);
  if (at < 0) return null;
  const history = Array.from(
    baskets.members.subarray(baskets.offsets[at], baskets.offsets[at + 1]),
    (item) => baskets.items[item] as string,
  );
  const next = nextProduct(baskets, history);
  if (!next) return null;
  const [product, because] = [next.item as RecordId, next.because as RecordId];
  const nameOf = (id: RecordId): string => products.get(id)?.name ?? "";
  return { product, name: nameOf(product), because, becauseName: nameOf(because), together: next.together };
}
