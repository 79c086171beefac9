// Purchases, deals and interactions as a pivot counts them. Each dimension is made when a table first asks for it.
import { roles } from "../../domain/words.ts";
import { type DayNumber, type DealFacts, noDay } from "../facts/facts.ts";
import { ascending, recoded } from "../facts/orderedPurchases.ts";
import { compareText } from "../facts/purchaseHistory.ts";
import { nameOrder } from "../facts/recordOrder.ts";
import type { ServedCustomers } from "../facts/servedCustomers.ts";
import type { InteractionColumns, PartyFacts, PipelineFacts, ProductFacts, PurchaseFacts } from "../facts/source.ts";
import { standingOn } from "../pipeline/pipeline.ts";
import type { CustomerGroups } from "./customerGroups.ts";
import {
  type Dimension,
  dayDimension,
  indexDimension,
  lookedUp,
  reordered,
  setDimension,
  textDimension,
  withPathLevels,
} from "./dimensions.ts";
import type { PivotFacts } from "./pivotQuery.ts";

type Parties = ReadonlyMap<string, Pick<PartyFacts, "name" | "kind" | "owner" | "place" | "roles" | "tags">>;
type Pipelines = ReadonlyMap<string, Pick<PipelineFacts, "name">>;
type Products = ReadonlyMap<string, Pick<ProductFacts, "name" | "category">>;

/** Facts of a pivot, with the record behind each. */
export interface RecordFacts extends PivotFacts {
  /** Fact → record, and which of its lines. */
  readonly recordOf: (fact: number) => { readonly id: string; readonly line?: number };
}

/** The lookups that the dimensions need beside the facts. */
export interface PivotLookups {
  readonly parties: Parties;
  readonly products: Products;
  readonly pipelines: Pipelines;
  readonly abcClasses: CustomerGroups;
  readonly segments: CustomerGroups;
  readonly served: ServedCustomers;
}

/** True for a dimension that is made with the help of contacts. */
export const needsParties = (of: string, dimension: string): boolean =>
  // A deal has an owner of its own.
  ["party", "customer", "place", "role", "phase", "tag", "abcClass", "segment", ...(of === "deal" ? [] : ["owner"])].includes(dimension);
export const needsProducts = (dimension: string): boolean => dimension === "product";

const keptDimensions = new WeakMap<object, Map<string, { readonly lookup: unknown; readonly dimension: Dimension }>>();

/** The dimension as it was made before of the same facts and the same lookup: a column of a million is not made twice. */
function keptDimension(facts: object, name: string, lookup: unknown, make: () => Dimension): Dimension {
  const kept = keptDimensions.get(facts) ?? new Map<string, { lookup: unknown; dimension: Dimension }>();
  keptDimensions.set(facts, kept);
  const known = kept.get(name);
  if (known && known.lookup === lookup) return known.dimension;
  const dimension = make();
  kept.set(name, { lookup, dimension });
  return dimension;
}

type Makers = Readonly<Record<string, () => Dimension>>;

/** What is known of the customers of facts: where they live, who looks after them, what they are to us, which group they belong to. */
function customerMakers(facts: object, party: () => Dimension, { parties, abcClasses, segments }: PivotLookups): Makers {
  const kept = (name: string, lookup: unknown, make: () => Dimension) => (): Dimension => keptDimension(facts, name, lookup, make);
  const ofParty = (name: "owner" | "place") => kept(name, parties, () => lookedUp(name, party(), (id) => parties.get(id)?.[name]));
  return {
    owner: ofParty("owner"),
    place: ofParty("place"),
    phase: kept("phase", parties, () => lookedUp("phase", party(), (id) => parties.get(id)?.roles["customer"])),
    role: kept("role", parties, () => setDimension("role", party(), roles, (id) => Object.keys(parties.get(id)?.roles ?? {}))),
    tag: kept("tag", parties, () => setDimension("tag", party(), tagsOf(parties), (id) => parties.get(id)?.tags ?? [])),
    abcClass: kept("abcClass", abcClasses, () => lookedUp("abcClass", party(), (id) => abcClasses.get(id))),
    segment: kept("segment", segments, () => lookedUp("segment", party(), (id) => segments.get(id))),
  };
}

const tagsOf = (parties: Parties): readonly string[] => [...new Set([...parties.values()].flatMap(({ tags }) => tags))].sort();

/** Members in the order of their names: running totals go along them, and ids are of chance. */
const byName = (dimension: Dimension, records: Parties | Products | Pipelines): Dimension => reordered(dimension, nameOrder(records));

const withCategories = (dimension: Dimension, products: Products): Dimension =>
  withPathLevels(dimension, "category", (product) => products.get(product)?.category);

/**
 * Makes the facts of purchase lines: dimensions on (day, week, month, quarter, year), party and what is known of it, product with
 * its categories,
 * purchase; measures net, quantity, cost and margin (net − cost), the last two unknown where the cost is. `lines` must be ordered.
 */
export function purchasePivotFacts(lines: PurchaseFacts, names: Iterable<string>, lookups: PivotLookups): RecordFacts {
  const { products } = lookups;
  const party = (): Dimension =>
    keptDimension(lines, "party", lookups.parties, () => byName(indexDimension("party", lines.party, lines.parties), lookups.parties));
  const makers: Makers = {
    ...customerMakers(lines, party, lookups),
    party,
    on: () => keptDimension(lines, "on", null, () => dayDimension(lines.day)),
    product: () =>
      keptDimension(lines, "product", products, () =>
        withCategories(byName(indexDimension("product", lines.product, lines.products), products), products),
      ),
    purchase: () => keptDimension(lines, "purchase", null, () => indexDimension("purchase", lines.purchase, lines.purchases)),
  };
  return {
    count: lines.count,
    dimensions: made(makers, names),
    measures: {
      net: lines.net,
      get quantity() {
        return lines.quantity;
      },
      get cost() {
        return lines.cost;
      },
      get margin() {
        return marginOf(lines);
      },
    },
    days: lines.day,
    recordOf: (fact) => ({ id: lines.purchases[lines.purchase[fact] as number] as string, line: lines.line[fact] as number }),
  };
}

const margins = new WeakMap<PurchaseFacts, Float64Array>();
function marginOf(lines: PurchaseFacts): Float64Array {
  const known = margins.get(lines);
  if (known) return known;
  const margin = new Float64Array(lines.count);
  for (let row = 0; row < lines.count; row++) margin[row] = (lines.net[row] as number) - (lines.cost[row] as number);
  margins.set(lines, margin);
  return margin;
}

/**
 * Makes the facts of deals as they stood on a day, in order of id: dimensions openedOn, closedOn, party and what is known of it,
 * product with its
 * categories, the deal's own owner, state, stage, pipeline; measures amount and days from opening to closing, both unknown where
 * the deal does not tell.
 */
export function dealPivotFacts(deals: readonly DealFacts[], until: DayNumber, names: Iterable<string>, lookups: PivotLookups): RecordFacts {
  const standing = deals
    .toSorted((a, b) => compareText(a.id, b.id))
    .map((deal) => standingOn(deal, until))
    .filter((deal) => deal !== null);
  const texts = (leaf: "party" | "owner" | "product" | "state" | "stage" | "pipeline") => (): Dimension =>
    textDimension(
      leaf,
      standing.map((deal) => deal[leaf] ?? null),
    );
  const days = (of: "openedOn" | "closedOn") => (): Dimension => dayDimension(Int32Array.from(standing, (deal) => deal[of] ?? noDay));
  const product = (): Dimension => byName(texts("product")(), lookups.products);
  const party = (): Dimension => byName(texts("party")(), lookups.parties);
  const makers: Makers = {
    ...customerMakers(standing, party, lookups),
    openedOn: days("openedOn"),
    closedOn: days("closedOn"),
    party,
    owner: texts("owner"),
    product: () => withCategories(product(), lookups.products),
    state: texts("state"),
    stage: texts("stage"),
    pipeline: () => byName(texts("pipeline")(), lookups.pipelines),
  };
  return {
    count: standing.length,
    dimensions: made(makers, names),
    measures: {
      amount: Float64Array.from(standing, (deal) => deal.amount ?? Number.NaN),
      days: Float64Array.from(standing, ({ openedOn, closedOn }) =>
        openedOn === null || closedOn === null ? Number.NaN : closedOn - openedOn,
      ),
    },
    days: Int32Array.from(standing, (deal) => deal.openedOn ?? noDay),
    recordOf: (fact) => ({ id: (standing[fact] as DealFacts).id }),
  };
}

/**
 * Makes the facts of interactions, one a party: dimensions on, party and what is known of it, the customer served, kind, by;
 * measure minutes, unknown where
 * nobody noted them.
 */
export function interactionPivotFacts(columns: InteractionColumns, names: Iterable<string>, lookups: PivotLookups): RecordFacts {
  const { count } = columns;
  const coded = (leaf: "party" | "kind" | "by", members: readonly string[]) => (): Dimension =>
    keptDimension(columns, leaf, null, () => {
      const ordered = ascending(members);
      return indexDimension(leaf, recoded(columns[leaf].subarray(0, count), ordered.indices), ordered.members);
    });
  const party = (): Dimension =>
    keptDimension(columns, "party by name", lookups.parties, () => byName(coded("party", columns.parties)(), lookups.parties));
  const makers: Makers = {
    ...customerMakers(columns, party, lookups),
    party,
    on: () => keptDimension(columns, "on", null, () => dayDimension(columns.day.subarray(0, count))),
    customer: () =>
      keptDimension(columns, "customer", lookups.served, () =>
        byName(
          lookedUp("customer", party(), (id) => lookups.served.get(id)),
          lookups.parties,
        ),
      ),
    kind: coded("kind", columns.kinds),
    by: coded("by", columns.members),
  };
  return {
    count,
    dimensions: made(makers, names),
    measures: { minutes: columns.minutes.subarray(0, count) },
    days: columns.day.subarray(0, count),
    recordOf: (fact) => ({ id: columns.ids[fact] as string }),
  };
}

/** Names that have no maker are left out: the pivot refuses them by name. */
const made = (makers: Makers, names: Iterable<string>): Record<string, Dimension> =>
  Object.fromEntries(
    [...new Set(names)].flatMap((name) => (Object.hasOwn(makers, name) ? [[name, (makers[name] as () => Dimension)()]] : [])),
  );
