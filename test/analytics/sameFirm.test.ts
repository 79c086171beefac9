// The same firm entered twice has other ids, and must have the same answers: ids decide nothing.
import { describe, expect, test } from "vitest";
import { type AnalysisRefusal, analyse, type Method, type MethodOptions } from "../../src/analytics/analyse.ts";
import { canonicalJson } from "../../src/lib/canonical.ts";
import { Chance } from "../../src/lib/chance.ts";
import type { Result } from "../../src/lib/result.ts";
import { unwrap } from "../../src/lib/result.ts";
import { factSource, inventedShop, questions, type Shop } from "../support/shop.ts";

/** A firm with many ties: prices in whole tens, so that revenues, shares and scores are often equal. */
function tiedShop(): Shop {
  const shop = inventedShop(11);
  return {
    ...shop,
    purchases: shop.purchases.map((purchase) => ({
      ...purchase,
      lines: purchase.lines.map((line) => ({ ...line, net: Math.sign(line.quantity) * 10, cost: line.cost === null ? null : 5 })),
    })),
    fields: Object.fromEntries(
      Object.entries(shop.fields).map(([id, fields]) => [id, { ...fields, employees: Math.round(Number(fields["employees"]) / 10) }]),
    ),
  };
}

/** The shop with ids drawn anew; `names` tells what each stands for. */
function enteredAnew(shop: Shop, seed: number): { readonly shop: Shop; readonly names: ReadonlyMap<string, string> } {
  const chance = new Chance(seed);
  const given = new Map<string, string>();
  const id = (old: string): string => {
    const known = given.get(old) ?? `${chance.whole(100_000, 999_999)}.${chance.whole(100_000, 999_999)}`;
    given.set(old, known);
    return known;
  };
  const idOr = (old: string | null): string | null => (old === null ? null : id(old));
  const keyed = <Value>(record: Readonly<Record<string, Value>>, change = (value: Value, _old: string): Value => value) =>
    Object.fromEntries(Object.entries(record).map(([old, value]) => [id(old), change(value, old)]));
  const anew: Shop = {
    ...shop,
    purchases: shop.purchases.map((one) => ({
      ...one,
      id: id(one.id),
      party: idOr(one.party),
      lines: one.lines.map((line) => ({ ...line, product: idOr(line.product) })),
    })),
    deals: shop.deals.map((deal) => ({
      ...deal,
      id: id(deal.id),
      party: idOr(deal.party),
      product: idOr(deal.product),
      pipeline: idOr(deal.pipeline ?? null),
    })),
    pipelines: shop.pipelines.map((one) => ({ ...one, id: id(one.id) })),
    interactions: shop.interactions.map((one) => ({ ...one, id: id(one.id), party: id(one.party) })),
    parties: keyed(shop.parties, (party, old) => ({ name: old, ...party })),
    products: keyed(shop.products),
    fields: keyed(shop.fields),
    collective: shop.collective.map(id),
  };
  return { shop: anew, names: new Map([...given].map(([old, own]) => [own, old])) };
}

/** Lists in which every place says something; all others are sets, told in order of id. */
const ranked = new Set(["because", "left", "results", "rows", "columns", "cells", "measures", "months", "calibration", "gain"]);

/** An answer with names in place of ids, its figures at nine digits. */
function named(value: unknown, names: ReadonlyMap<string, string>, field = ""): unknown {
  const name = (text: string): string => names.get(text) ?? text;
  if (typeof value === "number") return Number(value.toPrecision(9));
  if (typeof value === "string") return name(value);
  if (Array.isArray(value)) {
    const list = value.map((one) => named(one, names));
    return ranked.has(field) ? list : list.toSorted((a, b) => (canonicalJson(a) < canonicalJson(b) ? -1 : 1));
  }
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [name(key), named(inner, names, key)]));
}

const more: typeof questions = [
  ["similar", { limit: 1 }],
  ["similar", { of: "party", limit: 2 }],
  ["pivot", { rows: [{ dimension: "party" }], measures: [{ take: "sum", of: "net", show: "runningTotal" }] }],
  ["pivot", { rows: [{ dimension: "product" }], columns: [{ dimension: "abcClass" }] }],
  ["pivot", { of: "deal", rows: [{ dimension: "party" }, { dimension: "product" }] }],
  ["pivot", { of: "interaction", rows: [{ dimension: "customer" }] }],
  ["propensity", { horizonDays: 60, folds: 3, seed: 9 }],
  ["propensity", { horizonDays: 60, at: { of: "step", place: 1 } }],
  ["propensity", { field: "custom.Answered", positive: "Yes", at: { of: "answered" } }],
  ["pipeline", { by: "party" }],
];

describe("the same firm entered twice, with other ids, has the same answers", () => {
  const tied = tiedShop();
  const firms = [1, 2, 3].map((seed) => enteredAnew(tied, seed));
  test.each([...questions, ...more].map((question) => [`${question[0]} ${JSON.stringify(question[1])}`, question] as const))(
    "%s",
    async (_name, [method, options]) => {
      const answers = await Promise.all(
        firms.map(async ({ shop, names }) => {
          const answer = await analyse(method as Method, options as MethodOptions[Method], factSource(shop));
          return canonicalJson(named(unwrap(answer as Result<unknown, AnalysisRefusal & Record<string, unknown>>), names));
        }),
      );
      expect(answers[1]).toBe(answers[0]);
      expect(answers[2]).toBe(answers[0]);
    },
  );
});
