import { expect, test } from "vitest";
import type { Deal } from "../../src/domain/deal.ts";
import { normaliseFields } from "../../src/domain/fields.ts";
import type { SalesOptions, SalesPlan } from "../../src/exchange/salesPlan.ts";
import { unwrap } from "../../src/lib/result.ts";
import { readData } from "../support/data.ts";
import { planSales } from "../support/plan.ts";

const folder = "crm-pipeline";
const same = { sameProducts: { GTXPro: "GTX Pro" } };
const plan = async (pipeline: string, options: Partial<SalesOptions> = {}): Promise<SalesPlan> =>
  unwrap(
    await planSales(
      [pipeline, "accounts.csv", "products.csv", "sales_teams.csv"].map((name) => ({ name, bytes: readData(`${folder}/${name}`) })),
      { type: "deal", country: "DE", currency: "USD", language: "en", ...options },
    ),
  );
const dealsOf = (made: SalesPlan) =>
  made.drafts.filter((draft) => draft.kind === "deal").map((draft) => draft.fields as unknown as Deal & { parties?: string[] });

test("8,800 deals come with their firms, products, stages and who sells for whom", async () => {
  const made = await plan("sales_pipeline.csv", same);
  expect(made.problems).toEqual([]);
  expect(made.counts).toEqual({
    rows: 8800 + 85 + 7 + 35,
    organisations: 85,
    people: 41,
    relations: 15 + 35,
    interactions: 0,
    products: 7,
    purchases: 0,
    lines: 0,
    deals: 8800,
  });
  const pipeline = made.drafts.find((draft) => draft.kind === "pipeline");
  expect(pipeline?.fields).toEqual({
    name: "Sales",
    stages: [
      { key: "prospecting", name: "Prospecting", kind: "open" },
      { key: "engaging", name: "Engaging", kind: "open" },
      { key: "won", name: "Won", kind: "won", probability: 1 },
      { key: "lost", name: "Lost", kind: "lost", probability: 0 },
    ],
  });
  const deals = dealsOf(made);
  const count = (is: (deal: Deal & { parties?: string[] }) => boolean) => deals.filter(is).length;
  expect(["won", "lost", "engaging", "prospecting"].map((stage) => count((deal) => deal.stage === stage))).toEqual([4238, 2473, 1589, 500]);
  expect(count((deal) => deal.parties === undefined)).toBe(1425);
  // Lost for nothing is stated; what an open deal will bring is not known.
  expect(count((deal) => deal.stage === "lost" && deal.amountCents === 0)).toBe(2473);
  expect(count((deal) => deal.amountCents === undefined)).toBe(2089);
  expect(deals.reduce((sum, deal) => sum + (deal.stage === "won" ? (deal.amountCents ?? 0) : 0), 0)).toBe(1_000_553_400);
  expect(deals[0]).toMatchObject({
    name: "GTX Plus Basic – Cancity",
    owner: "Moses Frase",
    stage: "won",
    amountCents: 105_400,
    currency: "USD",
    openedOn: "2016-10-20",
    closedOn: "2017-03-01",
    stages: { "2016-10-20|engaging": { at: "2016-10-20", stage: "engaging" }, "2017-03-01|won": { at: "2017-03-01", stage: "won" } },
  });
  const ties = made.drafts.filter((draft) => draft.fields["kind"] === "reportsTo");
  expect(new Set(ties.map((tie) => tie.fields["to"])).size).toBe(6);
  expect(ties[0]?.fields).toMatchObject({ department: "Central" });
  for (const draft of made.drafts) {
    const stored = normaliseFields(draft.kind, draft.fields);
    if (!stored.ok) throw new Error(`${draft.key}: ${JSON.stringify(stored.error)}`);
  }
});

test("a product spelt two ways is asked about, and joined when the answer is given", async () => {
  const asked = await plan("sales_pipeline.csv");
  expect(asked.questions).toEqual([{ code: "same-product", a: "GTXPro", b: "GTX Pro", count: 1480 }]);
  expect(asked.counts.products).toBe(8);
  const joined = await plan("sales_pipeline.csv", same);
  expect(joined.questions).toEqual([]);
  const product = joined.drafts.find((draft) => draft.fields["name"] === "GTX Pro");
  expect(product?.fields["aliases"]).toEqual(["GTXPro"]);
  expect(dealsOf(joined).filter((deal) => deal.lines?.[0]?.product === `#${product?.key}`)).toHaveLength(1480);
  expect((await plan("sales_pipeline.csv", { sameProducts: { GTXPro: "GTXPro" } })).questions).toEqual([]);
});

test("the same deals with days as in the United States are the same deals", async () => {
  const [iso, american] = [await plan("sales_pipeline.csv", same), await plan("variant-us-dates/sales_pipeline.csv", same)];
  const bare = (made: SalesPlan) =>
    dealsOf(made).map(({ externalIds, ...deal }) => ({ ...deal, externalIds: Object.values(externalIds ?? {}) }));
  expect(bare(american)).toEqual(bare(iso));
  expect(american.hints.map((hint) => hint.code)).not.toContain("day-order-open");
});
