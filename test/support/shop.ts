// A small invented firm, and its facts as a method reads them: the interface of `analytics/facts/source.ts` over plain arrays.
import type { Method } from "../../src/analytics/analyse.ts";
import { type Day, type DealFacts, dayText, noDay, parseDay, type Warning } from "../../src/analytics/facts/facts.ts";
import type { CostRates, FactSource, PartyFacts, PipelineFacts, ProductFacts } from "../../src/analytics/facts/source.ts";
import { Chance } from "../../src/lib/chance.ts";

export interface SoldLine {
  readonly product: string | null;
  readonly quantity: number;
  readonly net: number;
  readonly cost: number | null;
}

export interface Shop {
  readonly today: Day;
  readonly purchases: readonly {
    readonly id: string;
    readonly party: string | null;
    /** Empty: nobody knows. */
    readonly on: Day;
    readonly lines: readonly SoldLine[];
  }[];
  readonly deals: readonly DealFacts[];
  readonly pipelines: readonly PipelineFacts[];
  readonly interactions: readonly {
    readonly id: string;
    readonly party: string;
    readonly kind: string;
    readonly by: string | null;
    readonly on: Day;
    readonly minutes: number | null;
    readonly isMailing?: boolean;
  }[];
  readonly parties: Readonly<
    Record<string, Pick<PartyFacts, "owner" | "place"> & Partial<Pick<PartyFacts, "name" | "roles" | "tags" | "employer">>>
  >;
  readonly products: Readonly<Record<string, ProductFacts>>;
  readonly fields: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
  readonly collective: readonly string[];
  readonly warnings?: readonly Warning[];
  readonly rates?: Partial<CostRates>;
}

export const emptyShop: Shop = {
  today: "2026-06-30",
  purchases: [],
  deals: [],
  pipelines: [],
  interactions: [],
  parties: {},
  products: {},
  fields: {},
  collective: [],
};

const day = (text: Day): number => parseDay(text) ?? noDay;

/** The shop's facts; with `chance` every list, row and dictionary stands in another order. */
export function factSource(shop: Shop, chance?: Chance): FactSource {
  const mixed = <Item>(items: readonly Item[]): Item[] => {
    const own = [...items];
    for (let i = own.length - 1; chance && i > 0; i--) {
      const j = chance.whole(0, i);
      [own[i], own[j]] = [own[j] as Item, own[i] as Item];
    }
    return own;
  };
  const unique = (texts: readonly (string | null)[]): string[] => mixed([...new Set(texts.filter((text) => text !== null))].sort());
  const placeIn = (members: readonly string[]) => {
    const places = new Map(members.map((member, place) => [member, place]));
    return (text: string | null): number => (text === null ? -1 : (places.get(text) ?? -1));
  };
  const mapOf = <Value>(record: Readonly<Record<string, Value>>): Map<string, Value> => new Map(mixed(Object.entries(record)));

  const rows = mixed(shop.purchases.flatMap((purchase) => purchase.lines.map((line, number) => ({ purchase, line, number }))));
  const [purchases, parties, products] = [
    unique(shop.purchases.map(({ id }) => id)),
    unique(shop.purchases.map(({ party }) => party)),
    unique(rows.map(({ line }) => line.product)),
  ];
  const [purchaseAt, partyAt, productAt] = [placeIn(purchases), placeIn(parties), placeIn(products)];
  const lines = {
    count: rows.length,
    purchase: Uint32Array.from(rows, ({ purchase }) => purchaseAt(purchase.id)),
    party: Int32Array.from(rows, ({ purchase }) => partyAt(purchase.party)),
    product: Int32Array.from(rows, ({ line }) => productAt(line.product)),
    line: Uint16Array.from(rows, ({ number }) => number),
    day: Int32Array.from(rows, ({ purchase }) => day(purchase.on)),
    quantity: Float64Array.from(rows, ({ line }) => line.quantity),
    net: Float64Array.from(rows, ({ line }) => line.net),
    cost: Float64Array.from(rows, ({ line }) => line.cost ?? Number.NaN),
    purchases,
    parties,
    products,
    collective: new Set(shop.collective.map(partyAt).filter((place) => place >= 0)),
    revenueFrom: "order" as const,
    warnings: shop.warnings ?? [],
  };

  const done = mixed(shop.interactions);
  const [partners, kinds, members] = [
    unique(done.map(({ party }) => party)),
    unique(done.map(({ kind }) => kind)),
    unique(done.map(({ by }) => by)),
  ];
  const [partnerAt, kindAt, memberAt] = [placeIn(partners), placeIn(kinds), placeIn(members)];
  const interactions = {
    count: done.length,
    ids: done.map(({ id }) => id),
    party: Int32Array.from(done, ({ party }) => partnerAt(party)),
    kind: Int32Array.from(done, ({ kind }) => kindAt(kind)),
    by: Int32Array.from(done, ({ by }) => memberAt(by)),
    parties: partners,
    kinds,
    members,
    day: Int32Array.from(done, ({ on }) => day(on)),
    minutes: Float64Array.from(done, ({ minutes }) => minutes ?? Number.NaN),
    isMailing: Uint8Array.from(done, ({ isMailing }) => (isMailing ? 1 : 0)),
  };
  const deals = { deals: mixed(shop.deals), pipelines: mixed(shop.pipelines), warnings: [] };
  const known = Object.fromEntries(
    Object.entries(shop.parties).map(([id, party]) => [id, { name: id, kind: "organisation", roles: {}, tags: [], ...party }]),
  );
  const [partyFacts, productFacts, fields] = [mapOf(known), mapOf(shop.products), mapOf(shop.fields)];
  const source: FactSource = {
    currency: "EUR",
    countedIn: (currency) => ({ ...source, currency }),
    today: shop.today,
    rates: { hourlyCost: null, visitCost: null, mailingCost: null, minutesOf: {}, ...shop.rates },
    purchases: () => Promise.resolve(lines),
    deals: () => Promise.resolve(deals),
    interactions: () => Promise.resolve(interactions),
    parties: () => Promise.resolve(partyFacts),
    products: () => Promise.resolve(productFacts),
    partyFields: () => Promise.resolve(fields),
  };
  return source;
}

const catalogue: Readonly<Record<string, ProductFacts>> = {
  "p1.ale": { name: "Ale", category: "Drinks/Beer" },
  "p1.stout": { name: "Stout", category: "Drinks/Beer" },
  "p1.green": { name: "Green tea", category: "Drinks/Tea" },
  "p1.black": { name: "Black tea", category: "Drinks/Tea" },
  "p1.rye": { name: "Rye bread", category: "Food" },
  "p1.box": { name: "Box", category: null },
};
const pipeline: PipelineFacts = {
  id: "meta.sales",
  name: "Sales",
  stages: [
    { key: "talk", name: "Talk", kind: "open" },
    { key: "quote", name: "Quote", kind: "open" },
    { key: "won", name: "Won", kind: "won" },
    { key: "lost", name: "Lost", kind: "lost" },
  ],
};

/** 120 customers and a walk-in one over two and a half years, some of whom buy often; deals, visits and calls beside it. */
export function inventedShop(seed: number): Shop {
  const chance = new Chance(seed);
  const first = day("2024-01-01");
  const last = day("2026-06-30");
  const customers = Array.from({ length: 120 }, (_, i) => `c${String(i).padStart(3, "0")}.${chance.whole(1000, 9999)}`);
  const products = Object.keys(catalogue);
  const purchases: Shop["purchases"][number][] = [];
  const buy = (party: string | null, on: number): void => {
    const isReturn = chance.happens(0.04);
    const liked = chance.whole(0, products.length - 1);
    const lines = Array.from({ length: chance.whole(1, 3) }, (_, i): SoldLine => {
      const quantity = chance.whole(1, 5) * (isReturn ? -1 : 1);
      return {
        product: chance.happens(0.03) ? null : (products[(liked + i) % products.length] as string),
        quantity,
        net: (quantity * chance.whole(300, 4000)) / 100,
        cost: chance.happens(0.05) ? null : (quantity * chance.whole(100, 2500)) / 100,
      };
    });
    purchases.push({ id: `s${chance.whole(0, 9)}.${String(purchases.length).padStart(5, "0")}`, party, on: dayText(on), lines });
  };
  for (const customer of customers) {
    const [interval, stays] = [chance.whole(15, 200), chance.happens(0.6)];
    const end = stays ? last : first + chance.whole(60, 800);
    for (let on = first + chance.whole(0, 300); on <= end; on += 1 + chance.whole(1, 2 * interval)) buy(customer, on);
  }
  for (let i = 0; i < 60; i++) buy("walk.in", chance.whole(first, last));
  for (let i = 0; i < 5; i++) buy(null, chance.whole(first, last));

  const owners = ["Anna", "Bert", "Cem"];
  const deals = Array.from({ length: 150 }, (_, i): DealFacts => {
    const openedOn = chance.whole(first, last - 20);
    const state = chance.pick(["open", "won", "won", "lost"] as const);
    const closedOn = state === "open" ? null : Math.min(last, openedOn + chance.whole(3, 120));
    const quoted = chance.happens(0.7);
    const stages = [{ stage: "talk", on: openedOn }, ...(quoted ? [{ stage: "quote", on: openedOn + 2 }] : [])];
    return {
      id: `d${i % 4}.${String(i).padStart(4, "0")}`,
      party: chance.happens(0.1) ? null : chance.pick(customers),
      owner: chance.pick(owners),
      product: chance.pick(products),
      pipeline: pipeline.id,
      stage: state === "open" ? (stages.at(-1)?.stage ?? null) : state,
      state,
      amount: state === "lost" ? 0 : chance.happens(0.1) ? null : chance.whole(100, 20_000),
      openedOn,
      closedOn,
      stages: closedOn === null ? stages : [...stages, { stage: state, on: closedOn }],
    };
  });
  const interactions = Array.from({ length: 400 }, (_, i) => {
    const kind = chance.pick(["visit", "call", "letter"]);
    return {
      id: `t${i % 5}.${String(i).padStart(4, "0")}`,
      party: chance.pick([...customers, "walk.in"]),
      kind,
      by: chance.happens(0.1) ? null : chance.pick(owners),
      on: dayText(chance.whole(first, last)),
      minutes: kind === "letter" || chance.happens(0.2) ? null : chance.whole(5, 120),
      isMailing: kind === "letter",
    };
  });
  const all = [...customers, "walk.in"];
  const parties = Object.fromEntries(all.map((id) => [id, { owner: chance.pick(owners), place: chance.pick(["Ulm", "Köln", "Wien"]) }]));
  const fields = Object.fromEntries(
    all.map((id) => {
      const size = chance.whole(1, 100);
      const answers = size + chance.whole(-40, 40) > 55;
      return [
        id,
        {
          kind: "organisation",
          employees: size,
          "custom.Sector": chance.pick(["Mill", "Oven", "Trade"]),
          ...(id === "walk.in" ? { isCollective: true } : {}),
          ...(chance.happens(0.9) ? { "custom.Answered": answers ? "Yes" : "No" } : {}),
        },
      ];
    }),
  );
  const facts = { today: dayText(last), purchases, deals, pipelines: [pipeline], interactions, parties, products: catalogue, fields };
  return { ...facts, collective: ["walk.in"] };
}

/** One question of each method, and some more of those that answer in several ways. */
export const questions: readonly (readonly [Method, Record<string, unknown>])[] = [
  ["abc", {}],
  ["abc", { of: "product", cuts: [0.5], from: "2025-01-01" }],
  ["abc", { comparedWith: "2025-06-30" }],
  ["rfm", {}],
  ["rfm", { from: "2025-07-01", comparedWith: "2025-06-30" }],
  ["clv", { periods: 6 }],
  ["clv", { model: "pareto-nbd", asOf: "2026-03-31" }],
  ["margin", { hourlyCost: 60, visitCost: 30, mailingCost: 1.2 }],
  ["propensity", { horizonDays: 60 }],
  ["propensity", { aim: "churn", horizonDays: 120, fields: ["custom.Sector"] }],
  ["propensity", { field: "custom.Answered", positive: "Yes" }],
  ["rules", { minSupport: 0.02, minConfidence: 0.1 }],
  ["similar", {}],
  ["similar", { of: "party" }],
  ["pivot", { rows: [{ dimension: "product", level: "category1" }], columns: [{ dimension: "on", level: "year" }] }],
  ["pivot", { rows: [{ dimension: "owner" }], columns: [{ dimension: "place" }], measures: [{ take: "distinct", of: "party" }] }],
  ["pivot", { rows: [{ dimension: "party" }], at: {} }],
  ["pivot", { rows: [{ dimension: "product" }], columns: [{ dimension: "on", level: "month" }], from: "2025-02-11" }],
  ["pivot", { of: "deal", rows: [{ dimension: "stage" }], columns: [{ dimension: "closedOn", level: "quarter" }] }],
  ["pivot", { of: "interaction", rows: [{ dimension: "by" }, { dimension: "kind" }], measures: [{ take: "sum", of: "minutes" }] }],
  ["pivot", { rows: [{ dimension: "abcClass" }, { dimension: "phase" }], columns: [{ dimension: "segment" }] }],
  ["pivot", { of: "deal", rows: [{ dimension: "role" }], columns: [{ dimension: "segment" }] }],
  ["pipeline", { by: "owner" }],
  ["forecast", {}],
  ["forecast", { of: "won", horizon: 3, season: null }],
  ["cohorts", {}],
  ["cohorts", { at: { age: 1 } }],
  ["rules", { by: "party", at: { left: [] } }],
  ["propensity", { horizonDays: 60, at: { of: "calibration", place: 3 } }],
  ["propensity", { field: "custom.Answered", positive: "Yes", at: { of: "gain", place: 2 } }],
];
