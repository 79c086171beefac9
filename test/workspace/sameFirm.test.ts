// The same invented company made on two devices has other ids throughout; what reports say of it is the same.
import { expect, test } from "vitest";
import type { Method } from "../../src/analytics/analyse.ts";
import { canonicalJson } from "../../src/lib/canonical.ts";
import { unwrap } from "../../src/lib/result.ts";
import { Analysed } from "../support/analysed.ts";

const asked: readonly (readonly [Method, object])[] = [
  ["abc", { asOf: "2026-06-30" }],
  ["abc", { of: "product", asOf: "2026-06-30" }],
  ["rfm", { asOf: "2026-06-30" }],
  ["clv", { asOf: "2026-06-30" }],
  ["margin", { asOf: "2026-06-30", hourlyCost: 60 }],
  ["propensity", { asOf: "2026-06-30", horizonDays: 90 }],
  ["rules", { asOf: "2026-06-30", minSupport: 0.02, minConfidence: 0.1 }],
  ["similar", { asOf: "2026-06-30", limit: 3 }],
  ["similar", { asOf: "2026-06-30", of: "party", limit: 3 }],
  ["pipeline", { asOf: "2026-06-30" }],
  ["forecast", { asOf: "2026-06-30" }],
  ["cohorts", { asOf: "2026-06-30" }],
  ["pivot", { asOf: "2026-06-30", rows: [{ dimension: "party" }], columns: [{ dimension: "on", level: "year" }] }],
];
const then = (): number => Date.parse("2026-06-30T10:00:00.000Z");

/** Lists in which every place says something; all others are sets, told in order of id. */
const ranked = new Set(["because", "left", "results", "rows", "columns", "cells"]);

async function answersOf(company: Analysed): Promise<string[]> {
  unwrap(await company.engine.generate({ contacts: 250, interactions: 1500, seed: 5, sales: true, years: 3 }));
  await company.engine.settled();
  const names = new Map<string, string>();
  for (const type of ["party", "product", "purchase", "deal"] as const)
    for (const { id, name, ...record } of await company.all(type)) {
      const { addresses, number, openedOn } = record as { addresses?: unknown; number?: string; openedOn?: string };
      const places = Object.values((addresses ?? {}) as Record<string, { city?: string; street?: string }>);
      names.set(id, [type, name, number, openedOn, ...places.flatMap(({ city, street }) => [city, street])].join("|"));
    }
  const pipelines = (await company.engine.list("pipeline", { limit: 10 })).rows;
  for (const { id, name } of pipelines) names.set(id, name);
  const named = (value: unknown, field = ""): unknown => {
    if (typeof value === "number") return Number(value.toPrecision(9));
    if (typeof value === "string") return names.get(value) ?? value;
    if (Array.isArray(value)) {
      const list = value.map((one) => named(one));
      return ranked.has(field) ? list : list.toSorted((a, b) => (canonicalJson(a) < canonicalJson(b) ? -1 : 1));
    }
    if (typeof value !== "object" || value === null) return value;
    // Namesakes of one street keep what each has, in whatever order.
    const entries = Object.entries(value).map(([key, inner]) => [names.get(key) ?? key, canonicalJson(named(inner, key))] as const);
    return entries.map(([key, inner]) => `${key}: ${inner}`).sort();
  };
  const answers: string[] = [];
  for (const [method, options] of asked) answers.push(`${method} ${canonicalJson(named(await company.ask(method, options as never)))}`);
  return answers;
}

test("the same company made on two devices has the same answers, whatever ids it was given", { timeout: 120_000 }, async () => {
  const companies = [await Analysed.open(then), await Analysed.open(then)];
  try {
    const [one, other] = [await answersOf(companies[0] as Analysed), await answersOf(companies[1] as Analysed)];
    const ids = await Promise.all(companies.map(async (company) => (await company.all("party")).map(({ id }) => id)));
    expect(ids[0]?.length).toBeGreaterThan(200);
    expect(ids[0]?.some((id) => ids[1]?.includes(id))).toBe(false);
    for (const [at, answer] of (one as string[]).entries()) expect(answer).toBe(other?.[at]);
  } finally {
    for (const company of companies) await company.close();
  }
});
