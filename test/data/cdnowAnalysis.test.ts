import { afterAll, beforeAll, expect, test } from "vitest";
import type { ClvAnswer } from "../../src/analytics/customers/answerCustomers.ts";
import type { CustomerOutlook } from "../../src/analytics/customers/customerValue.ts";
import { areaUnderCurve, gainTable } from "../../src/analytics/forecasting/validation.ts";
import { sum } from "../../src/lib/sum.ts";
import { Analysed } from "../support/analysed.ts";

let cdnow: Analysed;
/** The source's number of a customer → the contact here. */
let contactOf: ReadonlyMap<number, string>;
const answers = new Map<string, ClvAnswer>();
const calibrated = async (model: "bg-nbd" | "pareto-nbd", weeks: number): Promise<ClvAnswer> => {
  const known = answers.get(`${model} ${weeks}`);
  const answer = known ?? (await cdnow.ask("clv", { asOf: "1997-09-30", model, periods: 1, weeksPerPeriod: weeks, discountRate: 0 }));
  answers.set(`${model} ${weeks}`, answer);
  return answer;
};
const outlookOf = (answer: ClvAnswer, customer: number): CustomerOutlook =>
  answer.results[contactOf.get(customer) as string] as CustomerOutlook;

beforeAll(async () => {
  cdnow = await Analysed.open();
  await cdnow.importSales(["cdnow/cdnowElog.csv"], { type: "purchase", partyKind: "person" });
  const purchases = await cdnow.all("purchase");
  contactOf = new Map(
    purchases.map((one) => [Number((one["custom"] as Readonly<Record<string, string>>)["sampleid"]), one["party"] as string]),
  );
}, 300_000);
afterAll(() => cdnow.close());

const within = (share: number, found: number, published: number) => expect(Math.abs(found / published - 1)).toBeLessThan(share);

test("2,357 customers of the raw log, known up to the end of September 1997", async () => {
  const { fit, results, parameters } = await calibrated("bg-nbd", 52);
  expect(contactOf.size).toBe(2357);
  expect([fit.purchases.customers, fit.value.customers, Object.keys(results).length]).toEqual([2357, 946, 2357]);
  expect(parameters).toMatchObject({ asOf: "1997-09-30", currency: "EUR", revenueFrom: "order" });
});

test("BG/NBD, Pareto/NBD and Gamma-Gamma have the published parameters and likelihoods", async () => {
  const bgNbd = await calibrated("bg-nbd", 52);
  const pareto = await calibrated("pareto-nbd", 52);
  const published = {
    "bg-nbd": { r: 0.2426, alpha: 4.414, a: 0.793, b: 2.426 },
    "pareto-nbd": { r: 0.553, alpha: 10.578, s: 0.606, beta: 11.669 },
  };
  for (const answer of [bgNbd, pareto]) {
    const { model, ...found } = answer.parameters.purchases;
    for (const [name, figure] of Object.entries(published[model])) within(0.005, found[name as keyof typeof found] as number, figure);
    const { p, q, gamma } = answer.parameters.value;
    within(0.005, p, 6.25);
    within(0.005, q, 3.74);
    within(0.005, gamma, 15.44);
  }
  expect(Math.abs(bgNbd.fit.purchases.logLikelihood - -9582.43)).toBeLessThan(0.01);
  expect(Math.abs(pareto.fit.purchases.logLikelihood - -9594.97)).toBeLessThan(0.01);
});

test("customer 1516 is still one, and is expected to buy 25.757 or 25.456 times in a year", async () => {
  const bgNbd = outlookOf(await calibrated("bg-nbd", 52), 1516);
  const pareto = outlookOf(await calibrated("pareto-nbd", 52), 1516);
  expect(bgNbd.repeats).toBe(26);
  expect(Math.abs(bgNbd.alive - 0.96885)).toBeLessThan(0.0005);
  expect(Math.abs(bgNbd.expectedPurchases - 25.757)).toBeLessThan(0.005);
  expect(Math.abs(pareto.alive - 0.9979)).toBeLessThan(0.0005);
  expect(Math.abs(pareto.expectedPurchases - 25.456)).toBeLessThan(0.005);
});

test("the 39 weeks held out: what came and what both models expected, by frequency before", async () => {
  const later = await cdnow.ask("rfm", { asOf: "1998-06-30", from: "1997-10-01" });
  const meansOf = (answer: ClvAnswer, valueOf: (id: string, outlook: CustomerOutlook) => number): number[] =>
    Array.from({ length: 8 }, (_, bin) => {
      const members = Object.entries(answer.results).filter(([, { repeats }]) => Math.min(repeats, 7) === bin);
      return sum(members.map(([id, outlook]) => valueOf(id, outlook))) / members.length;
    });
  const expectEach = (found: readonly number[], published: readonly number[], tolerance: number) => {
    for (const [i, figure] of published.entries()) expect(Math.abs((found[i] as number) - figure)).toBeLessThan(tolerance);
  };
  const [bgNbd, pareto] = [await calibrated("bg-nbd", 39), await calibrated("pareto-nbd", 39)];
  expectEach(
    meansOf(bgNbd, (id) => later.results[id]?.frequency ?? 0),
    [0.2367, 0.697, 1.3925, 1.56, 2.5323, 2.9474, 3.8621, 6.3594],
    0.00005,
  );
  const expected = (_id: string, outlook: CustomerOutlook): number => outlook.expectedPurchases;
  expectEach(meansOf(bgNbd, expected), [0.2251, 0.5231, 1.0441, 1.5203, 2.1638, 2.6538, 3.504, 6.157], 0.0005);
  expectEach(meansOf(pareto, expected), [0.138, 0.6, 1.196, 1.714, 2.399, 2.907, 3.819, 6.403], 0.001);
});

test("the lifetime value of the first six customers is the published one", async () => {
  const { results } = await cdnow.ask("clv", { asOf: "1997-09-30", periods: 12, weeksPerPeriod: 30, discountRate: 0.01 });
  const published = [140.096211, 18.943467, 38.180574, 38.180574, 38.180574, 1003.868107];
  for (const [i, figure] of published.entries()) within(0.005, results[contactOf.get(i + 1) as string]?.lifetimeValue as number, figure);
});

test("who was said at the end of March 1998 to buy within 90 days did so, and as well as the answer had promised", async () => {
  const { results, fit, parameters, warnings } = await cdnow.ask("propensity", { asOf: "1998-03-31", horizonDays: 90 });
  const later = await cdnow.ask("rfm", { asOf: "1998-06-29", from: "1998-04-01" });
  expect([fit.validation.method, parameters.aim, Object.keys(results).length]).toEqual(["time-ordered", "purchase", 2357]);
  const said = Object.values(results).map(({ probability }) => probability);
  const bought = Object.keys(results).map((id) => (later.results[id] ? 1 : 0));
  expect(sum(bought)).toBe(298);
  const found = areaUnderCurve(said, bought);
  expect(found).toBeGreaterThan(0.8);
  expect(Math.abs(found - (fit.validation.auc as number))).toBeLessThan(0.05);
  expect(fit.validation.brierSkill).toBeGreaterThan(0.2);
  expect(gainTable(said, bought)[0]?.lift).toBeGreaterThan(3);
  // Everybody buys less as time goes on, so the highest figures say too much. The past had shown it, and the answer tells.
  expect(warnings.map(({ code }) => code)).toContain("calibration-off");
});

test("nobody looks lost because the log ended: today is the day one says, and without one the answer warns", async () => {
  const today = await cdnow.ask("rfm", {});
  expect(today.warnings).toContainEqual({ code: "facts-end-early", last: "1998-06-30", asOf: "2026-06-30" });
  const then = await cdnow.ask("rfm", { asOf: "1998-06-30" });
  expect(then.warnings).toEqual([]);
  expect(then.fit.customers).toBe(2357);
});
