import { describe, expect, test } from "vitest";
import {
  type AnalysisRefusal,
  type Answers,
  type At,
  analyse,
  type DrillThroughs,
  type Method,
  type MethodOptions,
} from "../../src/analytics/analyse.ts";
import { purchaseRhythm } from "../../src/analytics/customers/purchaseRhythm.ts";
import { dayNumberOf } from "../../src/analytics/facts/facts.ts";
import type { FactSource } from "../../src/analytics/facts/source.ts";
import { Chance } from "../../src/lib/chance.ts";
import { type Result, unwrap } from "../../src/lib/result.ts";
import { factSource, inventedShop, type Shop } from "../support/shop.ts";

const sources = new Map<Shop, FactSource>();
const sourceOf = (shop: Shop): FactSource => {
  const source = sources.get(shop) ?? factSource(shop);
  sources.set(shop, source);
  return source;
};
type Told<Answer> = Result<Answer, AnalysisRefusal & Record<string, unknown>>;
const ask = async <M extends Method>(shop: Shop, method: M, options: MethodOptions[M] = {}): Promise<Answers[M]> =>
  unwrap((await analyse(method, options, sourceOf(shop))) as Told<Answers[M]>);
const behind = async <M extends keyof DrillThroughs>(
  shop: Shop,
  method: M,
  at: At<M>,
  options: MethodOptions[M] = {},
): Promise<DrillThroughs[M]> => unwrap((await analyse(method, { ...options, at }, sourceOf(shop))) as Told<DrillThroughs[M]>);
const refusal = async (shop: Shop, method: string, options: unknown): Promise<unknown> => {
  const answer = await analyse(method as Method, options as MethodOptions[Method], sourceOf(shop));
  return answer.ok ? "answered" : answer.error;
};

const shops = [3, 8].map((seed) => inventedShop(seed));
const shop = shops[0] as Shop;
const named = (all: Shop, until: string) =>
  all.purchases.filter(({ party, on }) => party !== null && party !== "walk.in" && on !== "" && on <= until);
const netOf = (purchases: Shop["purchases"]): number => purchases.flatMap(({ lines }) => lines).reduce((sum, { net }) => sum + net, 0);
const idsOf = (purchases: Shop["purchases"]): string[] => purchases.map(({ id }) => id).sort();
const cents = (value: number): number => Math.round(value * 100);
const dayNumber = (on: string): number => dayNumberOf(Number(on.slice(0, 4)), Number(on.slice(5, 7)), Number(on.slice(8)));

describe("a customer's outlook", () => {
  test("opens the customer's purchases, and their days are those the model counts", async () => {
    for (const all of shops) {
      const asOf = "2026-03-31";
      const { results } = await ask(all, "clv", { asOf });
      for (const [party, outlook] of Object.entries(results).slice(0, 60)) {
        const opened = await behind(all, "clv", { party }, { asOf });
        const own = named(all, asOf).filter((purchase) => purchase.party === party);
        expect(opened.results.purchases).toEqual(idsOf(own));
        const ons = [...new Set(own.map(({ on }) => on))].sort();
        expect(opened.results.days.map(({ on }) => on)).toEqual(ons);
        for (const { on, value, isPurchase } of opened.results.days) {
          expect(cents(value)).toBe(cents(netOf(own.filter((purchase) => purchase.on === on))));
          expect(isPurchase).toBe(value >= 0);
        }
        const { rhythm } = opened.results;
        expect([opened.fit.purchaseDays, rhythm?.purchaseDays]).toEqual([outlook.repeats + 1, outlook.repeats + 1]);
        const [first, last] = [dayNumber(rhythm?.firstOn ?? ""), dayNumber(rhythm?.lastOn ?? "")];
        expect((last - first) / 7).toBe(outlook.recencyWeeks);
        expect((dayNumber(asOf) - first) / 7).toBe(outlook.ageWeeks);
        expect(rhythm?.silentDays).toBe(dayNumber(asOf) - last);
        // The answer for everybody says the same of the rhythm, in short.
        expect(rhythm).toMatchObject(outlook.rhythm);
      }
    }
  });

  test("tells a broken rhythm from a late purchase and from one in time, and too few from either", () => {
    const seen = (pauses: readonly number[], silent: number) => {
      const days = pauses.reduce<number[]>((all, pause) => [...all, (all.at(-1) as number) + pause], [20_000]);
      return purchaseRhythm(days, (days.at(-1) as number) + silent);
    };
    expect(seen([30, 40, 50], 40)).toMatchObject({ state: "within", usualDays: 40, longestDays: 50, purchaseDays: 4, silentDays: 40 });
    expect(seen([30, 40, 50], 41)?.state).toBe("later");
    // Longer than ever, and yet not twice as long as usual.
    expect(seen([30, 40, 50], 79)?.state).toBe("later");
    expect(seen([30, 40, 50], 80)?.state).toBe("broken");
    // Twice as long as usual, and yet not longer than ever.
    expect(seen([10, 20, 100], 100)?.state).toBe("later");
    expect(seen([10, 20, 100], 101)?.state).toBe("broken");
    expect(seen([10, 20, 30, 41], 5)?.usualDays).toBe(25);
    expect(seen([30, 40], 500)).toMatchObject({ state: null, usualDays: 35 });
    expect(seen([], 500)).toMatchObject({ state: null, usualDays: null, longestDays: null, purchaseDays: 1 });
    expect(purchaseRhythm([], 20_000)).toBeUndefined();
  });

  test("somebody without purchases is refused by name", async () => {
    expect(await refusal(shop, "clv", { at: { party: "nobody" } })).toMatchObject({
      code: "option-out-of-range",
      option: "at.party",
      found: "nobody",
    });
    expect(await refusal(shop, "clv", { at: { party: "walk.in" } })).toMatchObject({ option: "at.party" });
    expect(await refusal(shop, "clv", { at: {} })).toMatchObject({ code: "option-missing", option: "at.party" });
    expect(await refusal(shop, "clv", { at: { party: "c", day: 1 } })).toMatchObject({ code: "option-unknown", option: "at.day" });
  });
});

describe("new customers", () => {
  test("each month and age opens who came again and what made the revenue, as counting by hand finds them", async () => {
    for (const all of shops) {
      const asOf = "2026-05-11";
      const { results, fit } = await ask(all, "cohorts", { asOf });
      const sold = named(all, asOf);
      const boughtOn = new Map<string, number>();
      for (const one of sold) boughtOn.set(`${one.party} ${one.on}`, (boughtOn.get(`${one.party} ${one.on}`) ?? 0) + netOf([one]));
      const isBought = ({ party, on }: Shop["purchases"][number]): boolean => (boughtOn.get(`${party} ${on}`) ?? 0) >= 0;
      const firstMonth = new Map<string, string>();
      for (const one of sold.filter(isBought).toSorted((a, b) => (a.on < b.on ? -1 : 1)))
        if (!firstMonth.has(one.party as string)) firstMonth.set(one.party as string, one.on.slice(0, 7));
      const months = (month: string): number => Number(month.slice(0, 4)) * 12 + Number(month.slice(5, 7));
      const ageOf = (one: Shop["purchases"][number]): number =>
        Math.max(0, months(one.on) - months(firstMonth.get(one.party as string) ?? "0000-00"));
      for (const [month, cohort] of Object.entries(results)) {
        const own = sold.filter(({ party }) => firstMonth.get(party as string) === month);
        const whole = await behind(all, "cohorts", { month }, { asOf });
        expect(whole.results.customers).toEqual(cohort.customers);
        expect(whole.results.purchases).toEqual(idsOf(own));
        for (const age of cohort.active.keys()) {
          const { results: opened, fit: counted } = await behind(all, "cohorts", { month, age }, { asOf });
          const then = own.filter((one) => ageOf(one) === age);
          expect(opened.purchases).toEqual(idsOf(then));
          expect(opened.customers).toEqual([...new Set(then.filter(isBought).map(({ party }) => party as string))].sort());
          expect([counted.customers, counted.revenue]).toEqual([cohort.active[age], cohort.revenue[age]]);
        }
      }
      const again = await behind(all, "cohorts", { age: 1 }, { asOf });
      expect(again.fit.customers).toBe(Object.values(results).reduce((sum, { active }) => sum + (active[1] ?? 0), 0));
      const everybody = await behind(all, "cohorts", {}, { asOf });
      expect([everybody.fit.customers, cents(everybody.fit.revenue)]).toEqual([fit.customers, cents(fit.revenue)]);
    }
  });

  test("a month that is none, or has not come yet, is refused", async () => {
    for (const month of ["2026-13", "January", "2026-01-05", "2027-01"])
      expect(await refusal(shop, "cohorts", { at: { month } })).toMatchObject({ option: "at.month", found: month, maximum: "2026-06" });
    expect(await refusal(shop, "cohorts", { at: { month: "2026-01", age: 6 } })).toMatchObject({ option: "at.age", found: 6, maximum: 5 });
    expect((await behind(shop, "cohorts", { month: "2020-01" })).results).toEqual({ customers: [], purchases: [] });
  });
});

describe("what goes together", () => {
  const asked = { minSupport: 0.02, minConfidence: 0.1, from: "2025-01-01", asOf: "2026-04-30" } as const;
  const inSpan = (all: Shop) => all.purchases.filter(({ on }) => on >= asked.from && on <= asked.asOf);
  const holds = (one: Shop["purchases"][number], item: string): boolean =>
    one.lines.some(({ product, quantity }) => product === item && quantity > 0);

  test("a rule opens the purchases with its left side, and those with both sides", async () => {
    for (const all of shops) {
      const { results, fit } = await ask(all, "rules", asked);
      expect(results.length).toBeGreaterThan(5);
      for (const { left, right, count, leftCount } of results) {
        const both = await behind(all, "rules", { left, right }, asked);
        const onlyLeft = await behind(all, "rules", { left }, asked);
        const slow = inSpan(all).filter((one) => left.every((item) => holds(one, item)));
        expect(onlyLeft.results).toEqual({ purchases: idsOf(slow) });
        expect(both.results).toEqual({ purchases: idsOf(slow.filter((one) => holds(one, right))) });
        expect([both.fit, onlyLeft.fit]).toEqual([
          { baskets: fit.baskets, count },
          { baskets: fit.baskets, count: leftCount },
        ]);
        expect([both.results.purchases.length, onlyLeft.results.purchases.length]).toEqual([count, leftCount]);
      }
      const every = await behind(all, "rules", { left: [] }, asked);
      expect(every.results.purchases).toHaveLength(fit.baskets);
    }
  });

  test("where a basket is all that somebody bought, a rule opens the customers and their purchases with its products", async () => {
    const options = { ...asked, by: "party" as const };
    const { results } = await ask(shop, "rules", options);
    for (const { left, right, count } of results.slice(0, 20)) {
      const opened = await behind(shop, "rules", { left, right }, options);
      const wanted = [...left, right];
      const sold = inSpan(shop).filter(({ party }) => party !== null && party !== "walk.in");
      const buyers = [...new Set(sold.map(({ party }) => party as string))].filter((party) =>
        wanted.every((item) => sold.some((one) => one.party === party && holds(one, item))),
      );
      expect(opened.results.customers).toEqual(buyers.sort());
      expect(opened.results.customers).toHaveLength(count);
      expect(opened.results.purchases).toEqual(
        idsOf(sold.filter((one) => buyers.includes(one.party as string) && wanted.some((item) => holds(one, item)))),
      );
    }
  });

  test("two products alike open the customers who bought both", async () => {
    const { results, parameters } = await ask(shop, "similar", { limit: 3 });
    expect(parameters.by).toBe("party");
    for (const [product, others] of Object.entries(results))
      for (const other of others as readonly { item: string; together: number }[]) {
        const opened = (await behind(shop, "similar", { item: other.item }, { product })) as { results: { customers?: readonly string[] } };
        const who = (item: string) =>
          named(shop, shop.today)
            .filter((one) => holds(one, item))
            .map(({ party }) => party as string);
        const buyers = new Set(who(other.item));
        expect(opened.results.customers).toEqual([...new Set(who(product).filter((party) => buyers.has(party)))].sort());
        expect(opened.results.customers).toHaveLength(other.together);
      }
  });

  test("a suggestion opens all that speaks for it, with the customer's own purchases, and adds up to its score", async () => {
    for (const measure of ["cosine", "jaccard"] as const) {
      const { results } = await ask(shop, "similar", { of: "party", measure });
      const sold = named(shop, shop.today);
      let opened = 0;
      for (const [party, suggestions] of Object.entries(results).slice(0, 40))
        for (const { item, score, because } of suggestions as readonly { item: string; score: number; because: readonly string[] }[]) {
          const why = await behind(shop, "similar", { item }, { party, measure });
          if (why.parameters.of !== "party" || !("score" in why.fit)) throw new Error("not about a customer");
          expect(why.fit.score).toBe(score);
          const reasons = (
            why.results as { because: readonly { item: string; similarity: number; together: number; purchases: string[] }[] }
          ).because;
          expect(reasons.slice(0, 3).map((one) => one.item)).toEqual(because);
          for (const one of reasons) {
            expect(one.purchases).toEqual(idsOf(sold.filter((purchase) => purchase.party === party && holds(purchase, one.item))));
            expect(one.purchases.length).toBeGreaterThan(0);
            const buyersOf = (product: string) =>
              new Set(sold.filter((purchase) => holds(purchase, product)).map((purchase) => purchase.party));
            const [a, b] = [buyersOf(one.item), buyersOf(item)];
            const shared = [...a].filter((buyer) => b.has(buyer)).length;
            expect(one.together).toBe(shared);
            const likeness = measure === "cosine" ? shared / Math.sqrt(a.size * b.size) : shared / (a.size + b.size - shared);
            expect(one.similarity).toBeCloseTo(likeness, 12);
            opened++;
          }
        }
      expect(opened).toBeGreaterThan(20);
    }
  });

  test("whoever reads the facts in another order opens the same", async () => {
    const party = Object.keys((await ask(shop, "similar", { of: "party" })).results)[5] as string;
    const options = [
      ["rules", { at: { left: ["p1.ale", "p1.rye"], right: "p1.stout" } }],
      ["rules", { by: "party", at: { left: ["p1.ale"] } }],
      ["similar", { product: "p1.ale", at: { item: "p1.rye" } }],
      ["similar", { party, at: { item: "p1.box" } }],
      ["clv", { at: { party } }],
    ] as const;
    for (const [method, asked] of options) {
      const answers = await Promise.all(
        [sourceOf(shop), factSource(shop, new Chance(4))].map((source) => analyse(method as Method, asked, source)),
      );
      expect(answers[0]).toMatchObject({ ok: true });
      expect(answers[1]).toEqual(answers[0]);
    }
  });

  test("a product nobody bought, or a place without its subject, is refused by name", async () => {
    expect(await refusal(shop, "rules", { at: { left: ["p1.ale", "p1.gin"] } })).toMatchObject({ option: "at.left.1", found: "p1.gin" });
    expect(await refusal(shop, "rules", { at: { left: ["p1.ale"], right: "p1.gin" } })).toMatchObject({ option: "at.right" });
    expect(await refusal(shop, "rules", { at: { right: "p1.ale" } })).toMatchObject({ code: "option-missing", option: "at.left" });
    expect(await refusal(shop, "similar", { at: { item: "p1.ale" } })).toMatchObject({ code: "option-missing", option: "product" });
    expect(await refusal(shop, "similar", { of: "party", at: { item: "p1.ale" } })).toMatchObject({
      code: "option-missing",
      option: "party",
    });
    expect(await refusal(shop, "similar", { product: "p1.ale", at: { item: "p1.gin" } })).toMatchObject({ option: "at.item" });
  });
});

describe("a probability's quality", () => {
  const questions: readonly MethodOptions["propensity"][] = [
    { horizonDays: 60, asOf: "2026-05-31" },
    { aim: "churn", horizonDays: 120 },
    { field: "custom.Answered", positive: "Yes" },
  ];

  test("each bin opens who was in it, what was said and what came", async () => {
    for (const options of questions) {
      const { validation } = (await ask(shop, "propensity", options)).fit;
      let [most, all] = [0, 0];
      for (const [place, bin] of validation.calibration.entries()) {
        const { results, fit } = await behind(shop, "propensity", { of: "calibration", place }, options);
        expect([results.cases.length, results.cases.filter(({ happened }) => happened).length]).toEqual([bin.count, bin.hits]);
        expect(fit).toEqual({ cases: bin.count, hits: bin.hits });
        const said = results.cases.map((one) => one.said);
        expect(said.reduce((sum, one) => sum + one, 0) / said.length).toBeCloseTo(bin.predicted, 12);
        expect(Math.min(...said)).toBeGreaterThan(place === 0 ? -1 : most);
        most = Math.max(...said);
        all += said.length;
      }
      expect(all).toBe(validation.count);
    }
  });

  test("what came is what the purchases say: bought within the days asked about, or not", async () => {
    const options = { horizonDays: 60, asOf: "2026-05-31" } as const;
    const bought = (party: string, from: number, to: number): boolean => {
      const own = named(shop, options.asOf).filter((one) => one.party === party);
      const days = [...new Set(own.map(({ on }) => on))].filter((on) => netOf(own.filter((one) => one.on === on)) >= 0);
      return days.some((on) => dayNumber(on) > from && dayNumber(on) <= to);
    };
    const { results, fit } = await behind(shop, "propensity", { of: "answered" }, options);
    for (const { party, on, happened } of results.cases.slice(0, 200))
      expect(happened).toBe(bought(party, dayNumber(on ?? ""), dayNumber(on ?? "") + 60));
    const answer = await ask(shop, "propensity", options);
    expect(fit).toEqual({ cases: answer.fit.answered, hits: answer.fit.hits });
    expect((await behind(shop, "propensity", { of: "tested" }, options)).fit).toEqual({
      cases: answer.fit.validation.count,
      hits: answer.fit.validation.hits,
    });
    const opposite = await behind(shop, "propensity", { of: "answered" }, { ...options, aim: "churn" });
    expect(opposite.results.cases.map(({ happened }) => !happened)).toEqual(results.cases.map(({ happened }) => happened));
  });

  test("each row of the gain opens the most probable up to it, each step those it adds", async () => {
    for (const options of questions) {
      const { gain } = (await ask(shop, "propensity", options)).fit.validation;
      const keyOf = ({ party, on }: { party: string; on: string | null }): string => `${party} ${on}`;
      let before = new Set<string>();
      for (const [place, row] of gain.entries()) {
        const upTo = await behind(shop, "propensity", { of: "gain", place }, options);
        const step = await behind(shop, "propensity", { of: "step", place }, options);
        expect(upTo.fit).toEqual({ cases: row.count, hits: row.hits });
        expect(upTo.results.cases).toHaveLength(row.count);
        const now = new Set(upTo.results.cases.map(keyOf));
        expect(new Set(step.results.cases.map(keyOf))).toEqual(new Set([...now].filter((key) => !before.has(key))));
        expect(step.fit.hits).toBeCloseTo(row.hits - (gain[place - 1]?.hits ?? 0), 12);
        before = now;
      }
    }
  });

  test("a bin there is not, or a place where none is meant, is refused", async () => {
    expect(await refusal(shop, "propensity", { at: { of: "calibration", place: 99 } })).toMatchObject({
      option: "at.place",
      found: 99,
      minimum: 0,
    });
    expect(await refusal(shop, "propensity", { at: { of: "gain" } })).toEqual({ code: "option-missing", option: "at.place" });
    expect(await refusal(shop, "propensity", { at: { of: "tested", place: 1 } })).toMatchObject({ option: "at.place", found: 1 });
    expect(await refusal(shop, "propensity", { at: { of: "luck" } })).toMatchObject({ option: "at.of", found: "luck" });
  });
});
