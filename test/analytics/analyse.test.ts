import { describe, expect, test } from "vitest";
import { type AnalysisRefusal, type Answers, analyse, type Method, type MethodOptions } from "../../src/analytics/analyse.ts";
import { answerHash } from "../../src/analytics/answerHash.ts";
import { parseDay } from "../../src/analytics/facts/facts.ts";
import type { PivotRecords, PivotTable } from "../../src/analytics/tables/answerPivot.ts";
import { Chance } from "../../src/lib/chance.ts";
import type { Result } from "../../src/lib/result.ts";
import { unwrap } from "../../src/lib/result.ts";
import { emptyShop, factSource, inventedShop, questions, type Shop } from "../support/shop.ts";

const shop = inventedShop(7);
const source = factSource(shop);
const ask = async <M extends Method>(method: M, options: MethodOptions[M] = {}, of = source): Promise<Answers[M]> =>
  unwrap((await analyse(method, options, of)) as Result<Answers[M], AnalysisRefusal & Record<string, unknown>>);
/** As a script asks: nothing is checked before. */
const refusal = async (method: string, options: unknown, of = source): Promise<unknown> => {
  const answer = await analyse(method as Method, options as MethodOptions[Method], of);
  return answer.ok ? "answered" : answer.error;
};
const codes = (answer: { readonly warnings: readonly { readonly code: string }[] }): string[] => answer.warnings.map(({ code }) => code);
const cents = (value: number): number => Math.round(value * 100);
const rows = shop.purchases.flatMap(({ id, party, on, lines }) => lines.map((line, number) => ({ id, party, on, number, ...line })));
const total = (list: readonly { readonly net: number }[]): number => list.reduce((sum, { net }) => sum + net, 0);

const said = ([method, options]: (typeof questions)[number]): string => `${method} ${JSON.stringify(options)}`;

describe("every method", () => {
  test.each(questions.map((question) => [said(question), question] as const))(
    "%s answers in plain JSON",
    async (_name, [method, options]) => {
      const answer = await ask(method, options);
      expect(answer).toStrictEqual(JSON.parse(JSON.stringify(answer)));
      expect(answer).toMatchObject({ parameters: expect.anything(), fit: expect.anything(), warnings: expect.any(Array) });
      expect(answer.parameters).toMatchObject({ asOf: options["asOf"] ?? shop.today });
    },
  );

  test("says the same in whatever order a device read the facts, at nine digits", async () => {
    const mixed = [1, 2].map((seed) => factSource(shop, new Chance(seed)));
    for (const [method, options] of questions) {
      const [hash, ...others] = await Promise.all([source, ...mixed].map(async (of) => answerHash(await ask(method, options, of))));
      expect([said([method, options]), ...others]).toEqual([said([method, options]), hash, hash]);
      expect(hash).toMatch(/^[0-9a-f]{64}$/);
    }
  });

  test("takes a day that has passed for today: what came later might as well not be there", async () => {
    const until = (on: string | undefined): boolean => on === undefined || on <= "2025-09-30";
    const before = factSource({
      ...shop,
      today: "2025-09-30",
      purchases: shop.purchases.filter(({ on }) => until(on)),
      interactions: shop.interactions.filter(({ on }) => until(on)),
    });
    for (const [method, options] of questions) {
      // What a deal was worth before it was closed is not known, so deals of the past are asked about elsewhere.
      if (method === "pipeline" || options["of"] === "deal" || options["of"] === "won" || options["asOf"]) continue;
      const then = await ask(method, { ...options, asOf: "2025-09-30" });
      const { fit: _fit, ...rest } = then;
      const { fit: _same, ...expected } = await ask(method, options, before);
      expect([said([method, options]), answerHash(rest)]).toEqual([said([method, options]), answerHash(expected)]);
    }
  });

  test("refuses by name what is no option of it, and a day that is none", async () => {
    for (const method of new Set(questions.map(([name]) => name))) {
      expect(await refusal(method, { colour: "red" })).toMatchObject({ code: "option-unknown", option: "colour" });
      expect(await refusal(method, { asOf: "2026-02-30" })).toEqual({ code: "day-unreadable", option: "asOf", text: "2026-02-30" });
      expect(await refusal(method, "red")).toMatchObject({ code: "option-out-of-range", option: "options", found: "red" });
    }
    expect(await refusal("horoscope", {})).toMatchObject({ code: "method-unknown", method: "horoscope" });
    expect(await refusal("toString", {})).toMatchObject({ code: "method-unknown", method: "toString" });
    expect(await refusal("abc", null)).toBe("answered");
    for (const method of ["abc", "pivot"])
      expect(await refusal(method, { from: "2027-01-01" })).toEqual({
        code: "option-out-of-range",
        option: "from",
        found: "2027-01-01",
        maximum: shop.today,
      });
    expect(await refusal("pivot", { from: "2025-02-29", at: {} })).toEqual({
      code: "day-unreadable",
      option: "from",
      text: "2025-02-29",
    });
  });

  test.each([
    ["abc", { of: "region" }, { option: "of", found: "region", allowed: ["party", "product"] }],
    ["abc", { cuts: [0.8, 1.2] }, { option: "cuts.1", found: 1.2, maximum: 1 }],
    ["rfm", { cuts: { recency: [1] } }, { code: "option-unknown", option: "cuts.recency" }],
    ["rfm", { segments: [{ key: "all", recency: [1, 6], frequency: [1, 5] }] }, { option: "segments.0.recency.1", found: 6, maximum: 5 }],
    ["clv", { periods: 2.5 }, { option: "periods", found: 2.5 }],
    ["clv", { discountRate: -0.1 }, { option: "discountRate", found: -0.1, minimum: 0 }],
    ["clv", { discountRate: Number.NaN }, { option: "discountRate", found: "NaN" }],
    ["margin", { hourlyCost: -1 }, { option: "hourlyCost", found: -1, minimum: 0 }],
    ["propensity", { horizonDays: 0 }, { option: "horizonDays", found: 0, minimum: 1 }],
    ["propensity", { aim: "response" }, { option: "aim", found: "response" }],
    ["propensity", { field: "custom.Answered" }, { code: "option-missing", option: "positive" }],
    ["propensity", { field: "custom.Answer", positive: "Yes" }, { option: "field", found: "custom.Answer" }],
    ["propensity", { field: "custom.Answered", positive: "yes" }, { option: "positive", found: "yes", allowed: ["No", "Yes"] }],
    ["propensity", { fields: ["employees", "shoe size"] }, { option: "fields.1", found: "shoe size" }],
    ["rules", { minSupport: 0 }, { option: "minSupport", found: 0, minimum: 0 }],
    ["rules", { minLength: 4, maxLength: 3 }, { option: "maxLength", found: 3, minimum: 4 }],
    ["similar", { limit: "ten" }, { option: "limit", found: "ten" }],
    ["similar", { of: "product", party: "c001" }, { option: "party", found: "c001" }],
    ["pivot", { rows: [{ level: "year" }] }, { code: "option-missing", option: "rows.0.dimension" }],
    ["pivot", { rows: [{ dimension: "colour" }] }, { code: "dimension-unknown", name: "colour" }],
    ["pivot", { rows: [{ dimension: "on", level: "hour" }] }, { code: "level-unknown", name: "hour" }],
    ["pivot", { measures: [{ take: "sum", of: "weight" }] }, { code: "measure-unknown", name: "weight" }],
    ["pivot", { measures: [{ take: "sum", of: "weight" }], at: {} }, { code: "measure-unknown", name: "weight" }],
    ["pivot", { measures: [] }, { option: "measures", minimum: 1 }],
    ["pivot", { at: { rows: ["x"] } }, { code: "option-unknown", option: "at.rows" }],
    ["pipeline", { by: "moon" }, { option: "by", found: "moon" }],
    ["pipeline", { pipeline: "meta.other" }, { option: "pipeline", found: "meta.other", allowed: ["meta.sales"] }],
    ["pipeline", { groups: { Anna: "South" } }, { code: "option-missing", option: "by" }],
    ["forecast", { horizon: 61 }, { option: "horizon", found: 61, maximum: 60 }],
    ["forecast", { level: 1 }, { option: "level", found: 1, maximum: 1 }],
    ["cohorts", { from: "2025-01-01" }, { code: "option-unknown", option: "from" }],
  ])("%s refuses %j", async (method, options, expected) => {
    expect(await refusal(method, options)).toMatchObject({ code: "option-out-of-range", ...expected });
  });

  test("where the facts end long before the day asked for, a refusal says on which day they do", async () => {
    const refused = await refusal("propensity", { asOf: "2050-01-01" });
    expect(refused).toMatchObject({ code: "data-too-few", last: expect.stringMatching(/^20\d\d-/) });
  });

  test("refuses with the number that is missing where there is next to nothing", async () => {
    const empty = factSource(emptyShop);
    expect(await refusal("rfm", {}, empty)).toMatchObject({ code: "data-too-few", what: "customers", found: 0 });
    expect(await refusal("clv", {}, empty)).toMatchObject({ code: "data-too-few", what: "customers", needed: 50 });
    expect(await refusal("propensity", {}, empty)).toMatchObject({ code: "data-too-few", what: "answered", needed: 50 });
    expect(await refusal("rules", {}, empty)).toMatchObject({ code: "data-too-few", what: "baskets" });
    expect(await refusal("similar", {}, empty)).toMatchObject({ code: "data-too-few", what: "baskets" });
    expect(await refusal("forecast", {}, empty)).toMatchObject({ code: "data-too-few", what: "months" });
    expect(await refusal("cohorts", {}, empty)).toMatchObject({ code: "data-too-few", what: "customers" });
    expect(await refusal("abc", {}, empty)).toMatchObject({ code: "data-too-few", what: "customers", found: 0 });
    expect((await ask("margin", {}, empty)).total.net).toBe(0);
    expect((await ask("pipeline", {}, empty)).results.total.deals).toBe(0);
    expect(((await ask("pivot", {}, empty)) as PivotTable).results.total).toEqual({ facts: 0, values: [null] });
  });
});

describe("customers", () => {
  test("the walk-in customer is in no ranking, and the answer says so with its revenue", async () => {
    const walkIn = total(rows.filter(({ party }) => party === "walk.in"));
    for (const method of ["abc", "rfm", "clv", "cohorts", "propensity"] as const) {
      const answer = await ask(method);
      expect(Object.keys(answer.results)).not.toContain("walk.in");
      const warning = answer.warnings.find(({ code }) => code === "collective-left-out") as unknown as {
        customers: number;
        revenue: number;
      };
      expect([method, warning.customers, cents(warning.revenue)]).toEqual([method, 1, cents(walkIn)]);
      expect(codes(answer)).toContain("party-missing");
    }
    const margin = await ask("margin");
    expect(margin.ranking).not.toContain("walk.in");
    expect(margin.results["walk.in"]).toMatchObject({ isCollective: true });
    expect(cents(margin.total.net)).toBe(cents(total(rows)));
    const products = await ask("abc", { of: "product" });
    expect(codes(products)).toEqual(["product-missing"]);
    expect(cents(products.fit.revenue)).toBe(cents(total(rows.filter(({ product }) => product !== null))));
    expect(codes(await ask("propensity", { field: "custom.Answered", positive: "Yes" }))).toContain("collective-left-out");
  });

  test("revenue by customer is that of the lines in the span, in the workspace's currency", async () => {
    const { results, parameters } = await ask("abc", { from: "2025-01-01", asOf: "2025-12-31" });
    expect(parameters).toEqual({
      ...{
        of: "party",
        asOf: "2025-12-31",
        from: "2025-01-01",
        comparedWith: null,
        currency: "EUR",
        revenueFrom: "order",
        cuts: [0.8, 0.95],
      },
    });
    const inSpan = rows.filter(({ on, party }) => on >= "2025-01-01" && on <= "2025-12-31" && party !== null && party !== "walk.in");
    expect(Object.keys(results).sort()).toEqual([...new Set(inSpan.map(({ party }) => party as string))].sort());
    for (const [party, { revenue }] of Object.entries(results))
      expect(cents(revenue)).toBe(cents(total(inSpan.filter((row) => row.party === party))));
  });

  test("chosen cuts and segments are used and said back", async () => {
    const segments = [{ key: "everybody", recency: [1, 5] as const, frequency: [1, 5] as const }];
    const { parameters, results } = await ask("rfm", { cuts: { recencyDays: [30, 90] }, segments });
    expect(parameters.cuts.recencyDays).toEqual([30, 90]);
    expect(parameters.cuts.frequency).toHaveLength(4);
    expect(new Set(Object.values(results).map(({ segment }) => segment))).toEqual(new Set(["everybody"]));
    expect(await refusal("rfm", { cuts: { monetary: [50, 20] } })).toMatchObject({ code: "cuts-not-ascending" });
  });

  test("facts that ended long ago are told, since they make every customer look lost", async () => {
    const later = { ...shop, today: "2027-06-30" };
    const last = shop.purchases
      .map(({ on }) => on)
      .sort()
      .at(-1);
    const answer = await ask("clv", {}, factSource(later));
    expect(answer.warnings).toContainEqual({ code: "facts-end-early", last, asOf: "2027-06-30" });
    expect(codes(await ask("clv", { asOf: shop.today }, factSource(later)))).not.toContain("facts-end-early");
  });

  test("what was bought on a day that nobody knows counts in sums and baskets, and not where time tells", async () => {
    const some = { lines: [{ product: "p1.ale", quantity: 1, net: 70, cost: 50 }], on: "" };
    const undated = { ...some, id: "s0.undated", party: rows.find(({ party }) => party?.startsWith("c"))?.party as string };
    const more = factSource({ ...shop, purchases: [...shop.purchases, undated] });
    const revenueOf = async (method: "abc" | "rfm", of: typeof source): Promise<number> => cents((await ask(method, {}, of)).fit.revenue);
    expect((await revenueOf("abc", more)) - (await revenueOf("abc", source))).toBe(7000);
    expect((await revenueOf("rfm", more)) - (await revenueOf("rfm", source))).toBe(0);
    expect((await ask("rules", {}, more)).fit.baskets - (await ask("rules")).fit.baskets).toBe(1);
    expect((await ask("forecast", {}, more)).history).toEqual((await ask("forecast")).history);
    const years = (await ask("pivot", { rows: [{ dimension: "on", level: "year" }] }, more)) as PivotTable;
    expect(years.results.rows[0]).toEqual({ keys: [""], facts: 1, values: [70] });
  });

  test("the margin knows visits, calls and letters, and which minutes nobody noted", async () => {
    const answer = await ask("margin", { hourlyCost: 60, visitCost: 30, mailingCost: 1, from: "2025-01-01" });
    const done = shop.interactions.filter(({ on }) => on >= "2025-01-01");
    expect(answer.fit.interactions).toBe(done.length);
    expect(answer.total.mailings).toBe(done.filter(({ isMailing }) => isMailing).length);
    expect(answer.total.interactionsWithoutMinutes).toBe(done.filter(({ minutes, isMailing }) => minutes === null && !isMailing).length);
    const party = answer.ranking[0] as string;
    const own = done.filter((one) => one.party === party);
    const minutes = own.reduce((sum, one) => sum + (one.minutes ?? 0), 0);
    const visits = own.filter(({ kind }) => kind === "visit").length;
    const mailings = own.filter(({ isMailing }) => isMailing).length;
    expect(answer.results[party]?.costToServe).toBeCloseTo(minutes + 30 * visits + mailings, 8);
    const assumed = await ask("margin", { hourlyCost: 60, visitCost: 0, mailingCost: 0, minutesOf: { call: 10, visit: 60 } });
    expect(codes(assumed)).not.toContain("minutes-unknown");
  });

  test("what was done for a firm's people is the firm's cost, once a visit; suppliers are no customers", async () => {
    const told = (roles: Record<string, string>, employer?: string) => ({ owner: "", place: "", roles, employer });
    const visit = (id: string, party: string, minutes: number) => ({ id, party, kind: "visit", by: null, on: "2026-03-01", minutes });
    const line = { product: null, quantity: 1, net: 100, cost: 40 };
    const source = factSource({
      ...emptyShop,
      purchases: [
        { id: "p.1", party: "mill", on: "2026-02-01", lines: [line] },
        { id: "p.2", party: "boss", on: "2026-02-02", lines: [line] },
      ],
      parties: {
        mill: told({ customer: "active" }),
        clerk: told({ influencer: "active" }, "mill"),
        fitter: told({}, "mill"),
        boss: told({}, "mill"),
        maker: told({ supplier: "active" }),
        agent: told({}, "maker"),
      },
      // The clerk and the fitter met us together, half an hour each.
      interactions: [
        ...[visit("v.1", "clerk", 30), visit("v.1", "fitter", 30), visit("v.2", "mill", 10)],
        ...[visit("v.3", "boss", 5), visit("v.4", "maker", 90), visit("v.5", "agent", 60)],
      ],
    });
    const answer = await ask("margin", { hourlyCost: 60, visitCost: 20, mailingCost: 0 }, source);
    expect(answer.results["mill"]).toMatchObject({ minutes: 70, visits: 2, costToServe: 110, contribution: -50 });
    expect(answer.results["boss"]).toMatchObject({ minutes: 5, visits: 1, costToServe: 25 });
    expect(Object.keys(answer.results)).toEqual(["boss", "mill"]);
    expect(answer.warnings).toContainEqual({ code: "interaction-without-customer", interactions: 2 });
    const at = { row: ["mill"] };
    const behind = (await ask("pivot", { of: "interaction", rows: [{ dimension: "customer" }], at }, source)) as PivotRecords;
    expect(new Set(behind.results.records.map(({ id }) => id))).toEqual(new Set(["v.1", "v.2"]));
  });

  test("what the workspace has settled about costs holds where nothing else is asked for", async () => {
    const rates = { hourlyCost: 60, visitCost: 30, mailingCost: 1, minutesOf: { call: 10 } };
    const settled = factSource({ ...shop, rates });
    const { total: asked } = await ask("margin", rates);
    expect(asked.costToServe).toBeGreaterThan(0);
    expect((await ask("margin", {}, settled)).total).toEqual(asked);
    expect((await ask("margin", { hourlyCost: null }, settled)).parameters.hourlyCost).toBeNull();
  });

  test("who will buy is asked of each customer once; the snapshots of the past that taught it stay inside", async () => {
    const { results, fit, parameters } = await ask("propensity", { horizonDays: 60, snapshots: 3 });
    const buyers = new Set(rows.filter(({ party }) => party !== null && party !== "walk.in").map(({ party }) => party));
    for (const id of Object.keys(results)) expect(buyers.has(id)).toBe(true);
    expect(fit.answered).toBeGreaterThan(Object.keys(results).length);
    expect(parameters).toMatchObject({ aim: "purchase", horizonDays: 60, snapshots: 3, field: null });
    expect(fit.validation.method).toBe("time-ordered");
  });

  test("any field can be the question: those who have not answered get a probability too", async () => {
    const { results, fit, parameters } = await ask("propensity", { field: "custom.Answered", positive: "Yes" });
    expect(parameters).toMatchObject({ aim: "response", field: "custom.Answered", positive: ["Yes"], horizonDays: null });
    const contacts = Object.keys(shop.fields).filter((id) => id !== "walk.in");
    expect(Object.keys(results).sort()).toEqual(contacts.sort());
    expect(fit.answered).toBe(contacts.filter((id) => shop.fields[id]?.["custom.Answered"] !== undefined).length);
    expect(fit.columns.map(({ field }) => field)).not.toContain("custom.Answered");
    expect(fit.fields[0]?.field).toBe("employees");
    const few = await ask("propensity", { field: "custom.Answered", positive: ["Yes"], fields: ["custom.Sector"] });
    expect(new Set(few.fit.columns.map(({ field }) => field))).toEqual(new Set(["custom.Sector"]));
  });
});

describe("products", () => {
  test("rules count baskets as one does by hand, within the span", async () => {
    const { results, fit } = await ask("rules", { minSupport: 0.02, minConfidence: 0.1, from: "2025-01-01" });
    const baskets = shop.purchases
      .filter(({ on }) => on >= "2025-01-01")
      .map(({ lines }) => new Set(lines.flatMap(({ product, quantity }) => (product !== null && quantity > 0 ? [product] : []))))
      .filter((basket) => basket.size > 0);
    expect(fit.baskets).toBe(baskets.length);
    expect(results.length).toBeGreaterThan(5);
    for (const { left, right, count, leftCount } of results) {
      const having = baskets.filter((basket) => left.every((product) => basket.has(product)));
      expect([having.length, having.filter((basket) => basket.has(right)).length]).toEqual([leftCount, count]);
    }
    expect(results.every(({ left }) => left.length > 0)).toBe(true);
  });

  test("what a product goes with, what a customer might buy next, and how often such guesses are right", async () => {
    const all = await ask("similar");
    expect(all.parameters).toMatchObject({ of: "product", by: "party" });
    const one = await ask("similar", { product: "p1.ale", limit: 2 });
    expect(Object.keys(one.results)).toEqual(["p1.ale"]);
    expect(one.results["p1.ale"]).toEqual(all.results["p1.ale"]?.slice(0, 2));
    const party = shop.purchases.find((purchase) => purchase.lines.some(({ product }) => product !== null))?.party as string;
    const next = await ask("similar", { party });
    expect(next.parameters).toMatchObject({ of: "party", party });
    expect(Object.keys(next.results)).toEqual([party]);
    const owned = new Set(rows.filter((row) => row.party === party && row.quantity > 0).map(({ product }) => product));
    for (const { item } of next.results[party] ?? []) expect(owned.has(item)).toBe(false);
    expect(next.fit.hitRate?.cases).toBeGreaterThan(100);
    const nameless = factSource({ ...shop, purchases: shop.purchases.map((purchase) => ({ ...purchase, party: null })) });
    expect((await ask("similar", {}, nameless)).parameters).toMatchObject({ by: "purchase" });
  });
});

describe("pivot", () => {
  const table = async (options: MethodOptions["pivot"]): Promise<PivotTable> => (await ask("pivot", options)) as PivotTable;
  const behind = async (options: MethodOptions["pivot"]): Promise<PivotRecords> => (await ask("pivot", options)) as PivotRecords;

  test("each cell, row, column and the total open the lines they are made of, to the cent", async () => {
    const query: MethodOptions["pivot"] = {
      rows: [{ dimension: "owner" }, { dimension: "product", level: "category1" }],
      columns: [{ dimension: "on", level: "quarter" }],
      measures: [{ take: "sum", of: "net" }, { take: "count" }, { take: "sum", of: "cost" }],
      filters: [{ dimension: "place", members: ["Ulm", "Wien"] }],
      asOf: "2025-11-11",
    };
    const { results, fit } = await table(query);
    const sumOf = (records: PivotRecords, name: string): number =>
      cents(records.results.records.reduce((sum, { values }) => sum + (values[name] ?? 0), 0));
    const compare = async (at: NonNullable<MethodOptions["pivot"]["at"]>, values: readonly (number | null)[]): Promise<void> => {
      const records = await behind({ ...query, at });
      expect([sumOf(records, "net"), records.results.records.length, sumOf(records, "cost")]).toEqual([
        cents(values[0] ?? 0),
        values[1],
        cents(values[2] ?? 0),
      ]);
    };
    expect(results.cells.length).toBeGreaterThan(20);
    for (const { row, column, values } of results.cells)
      await compare({ row: results.rows[row]?.keys ?? [], column: results.columns[column]?.keys ?? [] }, values);
    for (const { keys, values } of results.rows) await compare({ row: keys }, values);
    for (const { keys, values } of results.columns) await compare({ column: keys }, values);
    await compare({}, results.total.values);
    expect(fit.facts).toBe(results.total.values[1]);
  });

  test("the lines behind a cell are those of the shop, by number in their purchase", async () => {
    const at = { row: ["c"], column: ["2025"] };
    const party = shop.purchases.find(({ on, party: buyer }) => on.startsWith("2025") && buyer?.startsWith("c"))?.party as string;
    const query: MethodOptions["pivot"] = { rows: [{ dimension: "party" }], columns: [{ dimension: "on", level: "year" }] };
    const { results, fit, parameters } = await behind({ ...query, at: { ...at, row: [party] } });
    const own = rows.filter((row) => row.party === party && row.on.startsWith("2025"));
    expect(results.records).toEqual(
      own
        .toSorted((a, b) => (a.id < b.id ? -1 : a.id > b.id ? 1 : a.number - b.number))
        .map(({ id, number, net }) => ({ id, line: number, values: { net } })),
    );
    expect(fit).toEqual({ facts: own.length, leftOut: rows.length - own.length });
    expect(parameters.at).toEqual({ row: [party], column: ["2025"] });
    const cut = await behind({ ...query, at: { limit: 3 } });
    expect(cut.results.records).toHaveLength(3);
    expect(cut.warnings).toContainEqual({ code: "records-cut", shown: 3, found: rows.length });
    expect((await behind({ ...query, at: { row: ["nobody"] } })).results.records).toEqual([]);
  });

  test.each([{}, { from: "2025-04-17" }, { from: "2024-12-31", asOf: "2025-05-06" }])(
    "what a customer or product brought opens the lines that add up to it, and no others: %j",
    async (period) => {
      const undated = { id: "s9.undated", party: rows[0]?.party ?? null, on: "", lines: shop.purchases[0]?.lines ?? [] };
      const of = factSource({ ...shop, purchases: [...shop.purchases, undated] });
      const added = async (dimension: "party" | "product", id: string, more: MethodOptions["pivot"] = {}): Promise<number> => {
        const records = (await ask("pivot", { ...period, rows: [{ dimension }], at: { row: [id] }, ...more }, of)) as PivotRecords;
        return cents(records.results.records.reduce((sum, { values }) => sum + (values["net"] ?? 0), 0));
      };
      const abc = { party: await ask("abc", period, of), product: await ask("abc", { ...period, of: "product" }, of) };
      for (const dimension of ["party", "product"] as const)
        for (const [id, { revenue }] of Object.entries(abc[dimension].results)) expect(await added(dimension, id)).toBe(cents(revenue));
      // Who bought on an unknown day bought at no time that recency could tell.
      const dated = { filters: [{ dimension: "on", members: [""], isExcluded: true }] };
      for (const [id, { monetary }] of Object.entries((await ask("rfm", period, of)).results))
        expect(await added("party", id, dated)).toBe(cents(monetary));
      for (const [id, { net }] of Object.entries((await ask("margin", period, of)).results))
        expect(await added("party", id)).toBe(cents(net));
    },
  );

  test("customers stand in a table in the class and group that the reports of these names give them", async () => {
    const period = { from: "2025-01-01", asOf: "2026-03-31" };
    const [abc, rfm] = [await ask("abc", period), await ask("rfm", period)];
    const byClass = await table({ ...period, rows: [{ dimension: "abcClass" }], columns: [{ dimension: "party" }] });
    const named = byClass.results.rows.filter(({ keys }) => keys[0] !== "");
    expect(named.map(({ keys, values }) => [keys[0], cents(values[0] ?? 0)])).toEqual(
      abc.classes.map((one) => [String.fromCharCode(65 + one.class), cents(one.revenue)]),
    );
    for (const { row, column } of byClass.results.cells) {
      const [letter, party] = [byClass.results.rows[row]?.keys[0], byClass.results.columns[column]?.keys[0] ?? ""];
      const place = abc.results[party];
      expect(letter).toBe(place ? String.fromCharCode(65 + place.class) : "");
    }
    const bySegment = await table({ ...period, rows: [{ dimension: "segment" }], measures: [{ take: "distinct", of: "party" }] });
    expect(
      Object.fromEntries(bySegment.results.rows.filter(({ keys }) => keys[0] !== "").map(({ keys, values }) => [keys[0], values[0]])),
    ).toEqual(Object.fromEntries(rfm.segments.filter(({ count }) => count > 0).map(({ key, count }) => [key, count])));
    const visits = await table({ ...period, of: "interaction", rows: [{ dimension: "abcClass" }] });
    const countOf = (wanted: string): number =>
      shop.interactions.filter(({ party, on }) => {
        const place = abc.results[party];
        return on >= period.from && on <= period.asOf && (place ? String.fromCharCode(65 + place.class) : "") === wanted;
      }).length;
    for (const { keys, values } of visits.results.rows) expect(values[0]).toBe(countOf(keys[0] ?? ""));
  });

  test("a contact with two tags counts once in a table by tags, and with each of them when narrowed to it", async () => {
    const chance = new Chance(3);
    const tags = ["Aftercare", "Heat pump", "Press|Radio"];
    const parties = Object.fromEntries(
      Object.entries(shop.parties).map(([id, party]) => [
        id,
        {
          ...party,
          roles: {
            ...(chance.happens(0.8) && { customer: chance.pick(["active", "former"]) }),
            ...(chance.happens(0.2) && { supplier: "active" }),
          } as Readonly<Record<string, string>>,
          tags: tags.filter(() => chance.happens(0.4)),
        },
      ]),
    );
    const of = factSource({ ...shop, parties });
    const revenueOf = async (options: MethodOptions["pivot"]): Promise<readonly (readonly [string | undefined, number])[]> => {
      const { results } = (await ask("pivot", options, of)) as PivotTable;
      return results.rows.map(({ keys, values }) => [keys[0], cents(values[0] ?? 0)]);
    };
    const expected = (keyOf: (party: (typeof parties)[string] | undefined) => string): [string, number][] => {
      const sums = new Map<string, number>();
      for (const row of rows) {
        const key = keyOf(row.party === null ? undefined : parties[row.party]);
        sums.set(key, (sums.get(key) ?? 0) + cents(row.net));
      }
      return [...sums].sort(([a], [b]) => (a < b ? -1 : 1));
    };
    expect(await revenueOf({ rows: [{ dimension: "tag" }] })).toEqual(expected((party) => (party?.tags ?? []).join("|")));
    for (const tag of tags)
      expect(await revenueOf({ rows: [{ dimension: "tag", level: tag }] })).toEqual(
        expected((party) => (party?.tags.includes(tag) ? tag : "")),
      );
    const [both] = await revenueOf({
      filters: ["Aftercare", "Press|Radio"].map((tag) => ({ dimension: "tag", level: tag, members: [tag] })),
    });
    const owners = Object.values(parties).filter((party) => party.tags.includes("Aftercare") && party.tags.includes("Press|Radio"));
    expect(both?.[1]).toBe(expected((party) => (party && owners.includes(party) ? "both" : "")).find(([key]) => key === "both")?.[1]);
    expect(await revenueOf({ rows: [{ dimension: "phase" }] })).toEqual(expected((party) => party?.roles["customer"] ?? ""));
    expect(await revenueOf({ rows: [{ dimension: "role" }] })).toEqual(
      expected((party) =>
        Object.keys(party?.roles ?? {})
          .sort()
          .join("|"),
      ),
    );
  });

  test("deals are counted as they stood on the day: one won later was open, at no known amount", async () => {
    const on = parseDay("2025-06-30") as number;
    const query: MethodOptions["pivot"] = { of: "deal", rows: [{ dimension: "state" }], asOf: "2025-06-30" };
    const { results } = await table(query);
    const known = shop.deals.filter(({ openedOn }) => (openedOn as number) <= on);
    const stateThen = (deal: (typeof known)[number]): string => (deal.closedOn !== null && deal.closedOn > on ? "open" : deal.state);
    expect(results.rows.map(({ keys, values }) => [keys[0], values[1]])).toEqual(
      ["lost", "open", "won"].map((state) => [state, known.filter((deal) => stateThen(deal) === state).length]),
    );
    const open = await behind({ ...query, at: { row: ["open"] } });
    expect(open.results.records.map(({ id }) => id)).toEqual(
      known
        .filter((deal) => stateThen(deal) === "open")
        .map(({ id }) => id)
        .sort(),
    );
    const stages = await table({ ...query, rows: [{ dimension: "stage" }], filters: [{ dimension: "state", members: ["open"] }] });
    expect(stages.results.rows.map(({ keys }) => keys[0])).toEqual(["quote", "talk"]);
  });

  test("minutes by colleague and kind; a letter takes none that anybody noted", async () => {
    const query: MethodOptions["pivot"] = {
      of: "interaction",
      rows: [{ dimension: "kind" }],
      columns: [{ dimension: "by" }],
      measures: [{ take: "sum", of: "minutes" }, { take: "count" }],
    };
    const { results, warnings } = await table(query);
    for (const { row, column, values } of results.cells) {
      const [kind, by] = [results.rows[row]?.keys[0], results.columns[column]?.keys[0]];
      const own = shop.interactions.filter((one) => one.kind === kind && (one.by ?? "") === by);
      const noted = own.filter(({ minutes }) => minutes !== null);
      expect(values).toEqual([noted.length === 0 ? null : noted.reduce((sum, { minutes }) => sum + (minutes ?? 0), 0), own.length]);
      const opened = await behind({ ...query, at: { row: [kind ?? ""], column: [by ?? ""] } });
      expect(opened.results.records.map(({ id }) => id)).toEqual(own.map(({ id }) => id).sort());
    }
    expect(warnings.map(({ code }) => code)).toContain("values-unknown");
  });
});

describe("deals", () => {
  test("the funnel takes the open stages of the only pipeline; groups gather owners", async () => {
    const { results, parameters } = await ask("pipeline", { by: "owner", groups: { Anna: "South", Bert: "South", Cem: "North" } });
    expect(parameters).toMatchObject({ pipeline: "meta.sales", currency: "EUR", stages: ["talk", "quote"] });
    expect(results.funnel.map(({ stage, reached }) => [stage, reached])[0]).toEqual(["talk", 150]);
    expect(Object.keys(results.groups)).toEqual(["North", "South"]);
    const won = shop.deals.filter(({ state, owner }) => state === "won" && owner !== "Cem");
    expect(results.groups["South"]?.won).toBe(won.length);
    expect(results.groups["South"]?.wonValue).toBe(won.reduce((sum, { amount }) => sum + (amount ?? 0), 0));
  });

  test("several pipelines have no common funnel; one can be chosen", async () => {
    const second = { ...(shop.pipelines[0] as Shop["pipelines"][number]), id: "meta.service", name: "Service" };
    const deals = shop.deals.map((deal, i) => (i % 3 === 0 ? { ...deal, pipeline: "meta.service" } : deal));
    const two = factSource({ ...shop, deals, pipelines: [...shop.pipelines, second] });
    const all = await ask("pipeline", {}, two);
    expect([all.results.total.deals, all.results.funnel]).toEqual([150, []]);
    expect(codes(all)).toContain("funnel-needs-pipeline");
    const one = await ask("pipeline", { pipeline: "meta.service" }, two);
    expect([one.results.total.deals, one.results.funnel.length]).toEqual([50, 2]);
  });

  test("a forecast says what was known month by month, and what it expects after it", async () => {
    const { history, results, parameters } = await ask("forecast", { horizon: 3, asOf: "2026-05-31" });
    expect(parameters).toMatchObject({ of: "revenue", currency: "EUR", revenueFrom: "order", horizon: 3, level: 0.8 });
    const months = Object.keys(history);
    expect([months[0], months.at(-1), Object.keys(results)]).toEqual(["2024-01", "2026-05", ["2026-06", "2026-07", "2026-08"]]);
    for (const month of months) expect(cents(history[month] as number)).toBe(cents(total(rows.filter(({ on }) => on.startsWith(month)))));
    const won = await ask("forecast", { of: "won", asOf: "2026-05-15" });
    expect(Object.keys(won.history).at(-1)).toBe("2026-04");
    expect(codes(won)).toContain("won-without-amount");
    expect(won.parameters.revenueFrom).toBeNull();
  });

  test("where nobody notes papers, a forecast is one of won deals", async () => {
    const noPapers = { ...source, purchases: async () => ({ ...(await source.purchases()), count: 0 }) };
    expect(await ask("forecast", { asOf: "2026-05-15" }, noPapers)).toEqual(await ask("forecast", { of: "won", asOf: "2026-05-15" }));
    const nothing = { ...noPapers, deals: async () => ({ ...(await source.deals()), deals: [] }) };
    expect(await analyse("forecast", {}, nothing)).toMatchObject({ ok: false, error: { code: "data-too-few" } });
  });
});

test("a hash tells answers apart from the ninth digit on, and not beyond", () => {
  const answer = { results: { a: 1234.56789, b: [1, null, "x"] }, fit: 0 };
  expect(answerHash({ fit: -0, results: { b: [1, null, "x"], a: 1234.56789 + 1e-9 } })).toBe(answerHash(answer));
  expect(answerHash({ ...answer, results: { ...answer.results, a: 1234.567_88 } })).not.toBe(answerHash(answer));
});
