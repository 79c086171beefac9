// What a brief says of a customer is what the reports say: each figure is compared with the method it comes from.
import { expect, test } from "vitest";
import { type AnalysisRefusal, type Answers, analyse, type Method, type MethodOptions } from "../../src/analytics/analyse.ts";
import { customerFigures } from "../../src/analytics/customerFigures.ts";
import type { NextProduct, SimilarItem } from "../../src/analytics/products/similarity.ts";
import { addDays } from "../../src/lib/calendarDay.ts";
import { Chance } from "../../src/lib/chance.ts";
import type { RecordId } from "../../src/lib/id.ts";
import { type Result, unwrap } from "../../src/lib/result.ts";
import { factSource, inventedShop, type Shop } from "../support/shop.ts";

const shop = inventedShop(11);
const source = factSource(shop);
const ask = async <M extends Method>(method: M, options: MethodOptions[M]): Promise<Answers[M]> =>
  unwrap((await analyse(method, options, source)) as Result<Answers[M], AnalysisRefusal & Record<string, unknown>>);
const figuresOf = (party: string, of = source) => customerFigures(of, party as RecordId);
const buyers = Object.keys(shop.parties).filter((id) => !shop.collective.includes(id) && shop.purchases.some(({ party }) => party === id));

test("the chance of still being a customer and the rhythm are those of the customer values", async () => {
  const { results } = await ask("clv", {});
  expect(Object.keys(results).length).toBeGreaterThan(10);
  for (const [id, { alive, rhythm }] of Object.entries(results)) {
    const figures = await figuresOf(id);
    expect(figures?.alive).toBe(alive);
    expect(figures?.rhythm).toMatchObject(rhythm);
  }
});

test("the product is the one that suits the customer next, with the reason the report gives", async () => {
  for (const id of buyers.slice(0, 12)) {
    const [first] = (await ask("similar", { of: "party", party: id, limit: 1 })).results[id] as readonly NextProduct[];
    const figures = await figuresOf(id);
    if (!first) {
      expect(figures?.next ?? null).toBeNull();
      continue;
    }
    expect(figures?.next).toMatchObject({ product: first.item, because: first.because[0], name: shop.products[first.item]?.name });
    const holders = await ask("similar", { product: first.item });
    const pair = (holders.results[first.item] as readonly SimilarItem[]).find(({ item }) => item === first.because[0]);
    if (pair) expect(figures?.next?.together).toBe(pair.together);
  }
});

test("revenue is that of the 365 days up to today and of the 365 before them", async () => {
  const [recent, before] = [
    { from: addDays(shop.today, -364), asOf: shop.today },
    { from: addDays(shop.today, -729), asOf: addDays(shop.today, -365) },
  ];
  const [now, then] = [await ask("abc", recent), await ask("abc", before)];
  let compared = 0;
  for (const id of buyers) {
    const revenue = (await figuresOf(id))?.revenue;
    if (!revenue) continue;
    compared++;
    expect(revenue.recent).toBeCloseTo(now.results[id]?.revenue ?? 0, 6);
    expect(revenue.before).toBeCloseTo(then.results[id]?.revenue ?? 0, 6);
  }
  expect(compared).toBeGreaterThan(5);
});

test("somebody who buys nothing has the figures of their firm, and whoever stands for many has none", async () => {
  const firm = buyers[0] as string;
  const withClerk: Shop = { ...shop, parties: { ...shop.parties, clerk: { owner: "", place: "", employer: firm } } };
  expect(await figuresOf("clerk", factSource(withClerk))).toEqual(await figuresOf(firm));
  expect((await figuresOf(firm))?.customer).toBe(firm);
  expect(await figuresOf(shop.collective[0] as string)).toBeNull();
  expect(await figuresOf("nobody")).toBeNull();
});

test("in whatever order facts are read, the figures are the same", async () => {
  for (const id of buyers.slice(0, 5)) expect(await figuresOf(id, factSource(shop, new Chance(5)))).toEqual(await figuresOf(id));
});
