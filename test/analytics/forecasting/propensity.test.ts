import { describe, expect, test } from "vitest";
import type { AnsweredRecord } from "../../../src/analytics/forecasting/designMatrix.ts";
import { logistic } from "../../../src/analytics/forecasting/logistic.ts";
import { propensity } from "../../../src/analytics/forecasting/propensity.ts";
import { Chance } from "../../../src/lib/chance.ts";
import { unwrap } from "../../../src/lib/result.ts";

/** Customers who buy the likelier the more they visit and when they came by referral; shoe size has nothing to do with it. */
function someCustomers(count: number, seed: number, more: (i: number) => Partial<AnsweredRecord> = () => ({})): AnsweredRecord[] {
  const chance = new Chance(seed);
  return Array.from({ length: count }, (_, i) => {
    const visits = chance.whole(0, 10);
    const source = chance.pick(["referral", "web", "fair"]);
    const shoeSize = chance.whole(36, 46);
    const answer = chance.happens(logistic(0.5 * visits - 3.5 + (source === "referral" ? 1.5 : 0)));
    return { id: `c${String(i).padStart(5, "0")}`, fields: { visits, source, shoeSize }, answer, ...more(i) };
  });
}
const asked = { aim: "purchase", asOf: "2026-03-01" } as const;
const day = (iso: string): number => Date.parse(iso) / 86_400_000;

test("who has not decided yet gets a probability and the reasons in their own words", () => {
  const answer = unwrap(
    propensity(
      [
        ...someCustomers(800, 1),
        { id: "open-hot", fields: { visits: 9, source: "referral", shoeSize: 41 }, answer: null },
        { id: "open-cold", fields: { visits: 0, source: "web", shoeSize: null }, answer: null },
      ],
      asked,
    ),
  );
  const { "open-hot": hot, "open-cold": cold } = answer.results;
  expect(hot?.probability).toBeGreaterThan(0.85);
  expect(cold?.probability).toBeLessThan(0.1);
  expect(hot?.outOfFold).toBeNull();
  expect(hot?.reasons.slice(0, 2).map((reason) => [reason.field, reason.value, reason.effect])).toEqual([
    ["visits", 9, "raises"],
    ["source", "referral", "raises"],
  ]);
  expect(cold?.reasons[0]).toMatchObject({ field: "visits", value: 0, effect: "lowers" });
  expect(answer.fit.fields[0]?.field).toBe("visits");
  expect(answer.fit.validation.auc).toBeGreaterThan(0.75);
  expect(answer.fit.answered).toBe(800);
});

test("where nothing in the fields tells the answer, it says so", () => {
  const chance = new Chance(8);
  const answer = unwrap(
    propensity(
      someCustomers(300, 2).map((record) => ({ ...record, answer: chance.happens(0.4) })),
      asked,
    ),
  );
  expect(answer.warnings).toContainEqual(expect.objectContaining({ code: "no-better-than-chance" }));
});

test("learning by heart does not pass for foresight", () => {
  // As many fields of pure chance as there is room for: fitted they look fine, out of fold they are worth nothing.
  const chance = new Chance(5);
  const records = Array.from({ length: 120 }, (_, i) => ({
    id: `r${String(i).padStart(3, "0")}`,
    fields: Object.fromEntries(Array.from({ length: 40 }, (_, f) => [`field ${f}`, chance.next()])),
    answer: i % 2 === 0,
  }));
  const { fit } = unwrap(propensity(records, asked));
  expect(fit.validation.auc).toBeLessThan(0.65);
});

describe("with days the test is the future", () => {
  const dated = someCustomers(600, 3, (i) => ({ on: day("2024-01-01") + i }));
  test("learned from earlier records, tested on later ones", () => {
    const { fit } = unwrap(propensity(dated, asked));
    expect(fit.validation.method).toBe("time-ordered");
    expect(fit.validation.from).toBe(day("2024-01-01") + 420);
    expect(fit.validation.count).toBe(180);
    expect(fit.validation.auc).toBeGreaterThan(0.75);
  });

  test("a rule of last year that turned round this year is found out, where shuffling would praise it", () => {
    const turned = dated.map((record, i) => (i < 420 ? record : { ...record, answer: !record.answer }));
    const { fit, warnings } = unwrap(propensity(turned, asked));
    expect(fit.validation.auc).toBeLessThan(0.5);
    expect(warnings).toContainEqual(expect.objectContaining({ code: "no-better-than-chance" }));
  });

  test("answers after the day asked for are not known yet", () => {
    const then = unwrap(propensity(dated, { ...asked, asOf: "2025-01-01" }));
    expect(then.fit.answered).toBe(367);
    expect(then.warnings).toContainEqual({ code: "answer-later-than-as-of", count: 233 });
    expect(Object.keys(then.results)).toHaveLength(600);
    expect(then.results["c00599"]?.outOfFold).toBeNull();
  });
});

describe("refusals", () => {
  test("fewer than fifty answers", () =>
    expect(propensity(someCustomers(49, 1), asked)).toEqual({
      ok: false,
      error: { code: "data-too-few", what: "answered", needed: 50, found: 49 },
    }));
  test("fewer than ten of the rarer answer", () =>
    expect(
      propensity(
        someCustomers(200, 1, (i) => ({ answer: i < 9 })),
        asked,
      ),
    ).toEqual({
      ok: false,
      error: { code: "data-too-few", what: "rarer-answer", needed: 10, found: 9 },
    }));
  test("nothing to learn from", () =>
    expect(
      propensity(
        someCustomers(100, 1, () => ({ fields: { name: "x" } })),
        asked,
      ),
    ).toEqual({
      ok: false,
      error: { code: "fields-missing", warnings: [{ code: "field-constant", field: "name" }] },
    }));
});

test("two fields that say the same are one reason", () => {
  const records = someCustomers(500, 6).map((record) => ({
    ...record,
    fields: { ...record.fields, minutesVisited: (record.fields["visits"] as number) * 30 + Number(record.id.at(-1)) },
  }));
  const { fit, results } = unwrap(propensity(records, asked));
  const story = fit.fields[0];
  expect(new Set([story?.field, ...(story?.alongWith ?? [])])).toEqual(new Set(["minutesVisited", "visits"]));
  for (const { reasons } of Object.values(results)) expect(reasons.some((reason) => reason.field === story?.alongWith[0])).toBe(false);
});
