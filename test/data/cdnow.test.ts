import { describe, expect, test } from "vitest";
import { bgNbdAlive, bgNbdExpected, bgNbdExpectedNew, bgNbdProbability, fitBgNbd } from "../../src/analytics/customers/bgNbd.ts";
import { customerValue } from "../../src/analytics/customers/customerValue.ts";
import { fitGammaGamma, gammaGammaExpected } from "../../src/analytics/customers/gammaGamma.ts";
import { fitParetoNbd, paretoNbdAlive, paretoNbdExpected, paretoNbdExpectedNew } from "../../src/analytics/customers/paretoNbd.ts";
import { dayNumberOf } from "../../src/analytics/facts/facts.ts";
import { type PurchaseHistory, type PurchaseLog, purchaseDays, purchaseHistories } from "../../src/analytics/facts/purchaseHistory.ts";
import { unwrap } from "../../src/lib/result.ts";
import { sum } from "../../src/lib/sum.ts";
import { readDataText } from "../support/data.ts";

/** The raw log: masterid, sampleid, date (YYYYMMDD), cds, sales. Ids are padded, so that their order is the order of the source. */
function readLog(): PurchaseLog {
  const rows = readDataText("cdnow/cdnowElog.csv")
    .trim()
    .split(/\r?\n/)
    .slice(1)
    .map((line) => line.split(","));
  const ids = rows.map((row) => (row[1] as string).padStart(4, "0"));
  const customers = [...new Set(ids)];
  const place = new Map(customers.map((id, i) => [id, i]));
  const dates = rows.map((row) => row[2] as string);
  return {
    customers,
    customer: ids.map((id) => place.get(id) as number),
    day: dates.map((date) => dayNumberOf(Number(date.slice(0, 4)), Number(date.slice(4, 6)), Number(date.slice(6)))),
    value: rows.map((row) => Number(row[4])),
  };
}

const calibrationEnd = dayNumberOf(1997, 9, 30);
const holdOutEnd = dayNumberOf(1998, 6, 30);
const log = readLog();
const { histories } = purchaseHistories(log, calibrationEnd);
const historyById = new Map(histories.map((history) => [history.customer, history]));
const customer1516 = historyById.get("1516") as PurchaseHistory;
const bgNbd = unwrap(fitBgNbd(histories));
const paretoNbd = unwrap(fitParetoNbd(histories));
const gammaGamma = unwrap(fitGammaGamma(histories));

const within = (share: number, found: number, published: number) => expect(Math.abs(found / published - 1)).toBeLessThan(share);

/** Rows by calibration frequency 0…6 and 7 or more, mean of each. */
function meansByFrequency(valueOf: (history: PurchaseHistory) => number): number[] {
  return Array.from({ length: 8 }, (_, bin) => {
    const members = histories.filter((history) => Math.min(history.repeats, 7) === bin);
    return sum(members.map(valueOf)) / members.length;
  });
}
const expectEach = (found: readonly number[], published: readonly number[], tolerance: number) => {
  expect(found.length).toBe(published.length);
  for (const [i, figure] of published.entries()) expect(Math.abs((found[i] as number) - figure)).toBeLessThan(tolerance);
};

describe("the raw log", () => {
  test("has 6,919 rows of 2,357 customers, 8 of them of value zero", () => {
    expect(log.customer.length).toBe(6919);
    expect(histories.length).toBe(2357);
    expect(Array.from(log.value).filter((value) => value === 0).length).toBe(8);
  });

  test("gives the summary table its authors published, to its two decimals", () => {
    const published = readDataText("cdnow/cdnow_customers_summary_with_transactions.csv").trim().split(/\r?\n/).slice(1);
    expect(published.length).toBe(histories.length);
    for (const [i, line] of published.entries()) {
      const [id, x, tx, T, zbar] = line.split(",").map(Number);
      const history = histories[i] as PurchaseHistory;
      expect([Number(history.customer), history.repeats]).toEqual([id, x]);
      expect(Math.abs(history.recencyWeeks - (tx as number))).toBeLessThan(0.0051);
      expect(Math.abs(history.ageWeeks - (T as number))).toBeLessThan(0.0051);
      expect(Math.abs((history.meanRepeatValue ?? 0) - (zbar as number))).toBeLessThan(0.0051);
    }
  });

  test("knows customer 1516: 26 repeats, the last after 30.857 of 31 weeks", () => {
    expect(customer1516.repeats).toBe(26);
    expect(customer1516.recencyWeeks).toBeCloseTo(30.857, 3);
    expect(customer1516.ageWeeks).toBe(31);
  });
});

describe("BG/NBD", () => {
  const model = bgNbd.parameters;

  test("has the published parameters and likelihood", () => {
    within(0.005, model.r, 0.2426);
    within(0.005, model.alpha, 4.4135);
    within(0.005, model.a, 0.7929);
    within(0.005, model.b, 2.4258);
    expect(Math.abs(bgNbd.fit.logLikelihood - -9582.43)).toBeLessThan(0.01);
    expect(bgNbd.fit.converged).toBe(true);
    expect(bgNbd.warnings).toEqual([]);
  });

  test("says of customer 1516: alive with 0.96885, 25.757 purchases in 52 weeks", () => {
    expect(Math.abs(bgNbdAlive(model, customer1516) - 0.96885)).toBeLessThan(0.0005);
    expect(bgNbdExpected(model, customer1516, 52)).toBeCloseTo(25.75659, 2);
  });

  test("expects 1.226 purchases in 39 weeks of the authors' example", () => {
    expect(bgNbdExpected(model, { repeats: 2, recencyWeeks: 30.43, ageWeeks: 38.86 }, 39)).toBeCloseTo(1.226, 3);
  });

  test("expects of a new customer what the authors' sheet does", () => {
    const weeks = [0.1429, 1, 3, 31.8571, 32, 78];
    expectEach(
      weeks.map((t) => bgNbdExpectedNew(model, t)),
      [0.0078, 0.0532, 0.1506, 1.0405, 1.0437, 1.8576],
      0.0005,
    );
    expect(bgNbdExpectedNew(model, 52)).toBeCloseTo(1.444004, 3);
  });

  test("gives the probabilities of no purchase in 39 weeks, and of ten in two, with the authors' rounded parameters", () => {
    const rounded = { r: 0.243, alpha: 4.414, a: 0.793, b: 2.426 };
    expect(bgNbdProbability(rounded, 0, 39)).toBeCloseTo(0.5737864, 7);
    within(1e-5, bgNbdProbability(rounded, 10, 2), 1.07869e-7);
  });

  test("has probabilities that add up to one, and to the expectation", () => {
    const probabilities = Array.from({ length: 400 }, (_, x) => bgNbdProbability(model, x, 39));
    expect(sum(probabilities)).toBeCloseTo(1, 6);
    expect(sum(probabilities.map((probability, x) => x * probability))).toBeCloseTo(bgNbdExpectedNew(model, 39), 4);
  });
});

describe("Pareto/NBD", () => {
  const model = paretoNbd.parameters;

  test("has the published parameters and likelihood", () => {
    within(0.005, model.r, 0.5533);
    within(0.005, model.alpha, 10.578);
    within(0.005, model.s, 0.6062);
    within(0.005, model.beta, 11.669);
    expect(Math.abs(paretoNbd.fit.logLikelihood - -9594.97)).toBeLessThan(0.01);
    expect(paretoNbd.fit.converged).toBe(true);
    expect(paretoNbd.warnings).toEqual([]);
  });

  test("says of customer 1516: alive with 0.9979, 25.456 purchases in 52 weeks", () => {
    expect(Math.abs(paretoNbdAlive(model, customer1516) - 0.997874)).toBeLessThan(0.0005);
    expect(paretoNbdExpected(model, customer1516, 52)).toBeCloseTo(25.456, 2);
  });

  test("expects 1.473434 purchases of a new customer in 52 weeks", () => {
    expect(paretoNbdExpectedNew(model, 52)).toBeCloseTo(1.473434, 3);
  });
});

describe("the 39 weeks held out", () => {
  const later = new Map(purchaseDays(log, holdOutEnd, calibrationEnd + 1).map(({ customer, days }) => [customer, days.length] as const));

  test("have the published means by calibration frequency", () => {
    const bins = Array.from({ length: 8 }, (_, bin) => histories.filter((history) => Math.min(history.repeats, 7) === bin).length);
    expect(bins).toEqual([1411, 439, 214, 100, 62, 38, 29, 64]);
    expectEach(
      meansByFrequency((history) => later.get(history.customer) ?? 0),
      [0.2367, 0.697, 1.3925, 1.56, 2.5323, 2.9474, 3.8621, 6.3594],
      0.00005,
    );
  });

  test("are expected by BG/NBD as published", () =>
    expectEach(
      meansByFrequency((history) => bgNbdExpected(bgNbd.parameters, history, 39)),
      [0.2251, 0.5231, 1.0441, 1.5203, 2.1638, 2.6538, 3.504, 6.157],
      0.0005,
    ));

  test("are expected by Pareto/NBD as published", () =>
    expectEach(
      meansByFrequency((history) => paretoNbdExpected(paretoNbd.parameters, history, 39)),
      [0.138, 0.6, 1.196, 1.714, 2.399, 2.907, 3.819, 6.403],
      0.001,
    ));

  test("bring the cumulative repeat purchases of weeks 20 to 25 that were published", () => {
    const begin = dayNumberOf(1997, 1, 1);
    const repeatDays = purchaseDays(log, holdOutEnd).flatMap(({ days }) => days.slice(1));
    const byWeek = (week: number) => repeatDays.filter((day) => day < begin + 7 * week).length;
    expect([20, 21, 22, 23, 24, 25].map(byWeek)).toEqual([1359, 1414, 1484, 1517, 1573, 1672]);
  });
});

describe("Gamma-Gamma", () => {
  const model = gammaGamma.parameters;
  const valueOf = (history: PurchaseHistory) => gammaGammaExpected(model, history) as number;

  test("has the published parameters and likelihood, from 946 repeaters", () => {
    within(0.005, model.p, 6.25);
    within(0.005, model.q, 3.74);
    within(0.005, model.gamma, 15.44);
    expect(gammaGamma.fit.customers).toBe(946);
    expect(Math.abs(gammaGamma.fit.logLikelihood - -4055.92)).toBeLessThan(0.01);
    expect(gammaGamma.warnings).toEqual([]);
  });

  test("expects of the first ten customers what the authors' sheet does", () =>
    expectEach(histories.slice(0, 10).map(valueOf), [24.65, 18.91, 35.17, 35.17, 35.17, 71.46, 18.91, 35.17, 27.28, 35.17], 0.02));

  test("has the published means, expected of all and observed of repeaters", () => {
    const repeaters = histories.filter((history) => (history.meanRepeatValue ?? 0) > 0);
    expect(sum(histories.map(valueOf)) / histories.length).toBeCloseTo(35.2529588256, 1);
    expect(sum(repeaters.map((history) => history.meanRepeatValue as number)) / repeaters.length).toBeCloseTo(35.078551797, 1);
  });
});

describe("customer lifetime value", () => {
  // The published figures were made with periods of 30 weeks: the library's months of 30 days, given weeks.
  const value = unwrap(customerValue(log, { asOf: calibrationEnd, periods: 12, weeksPerPeriod: 30, discountRate: 0.01 }));

  test("is the published one for the first six customers", () => {
    const published = [140.096211, 18.943467, 38.180574, 38.180574, 38.180574, 1003.868107];
    for (const [i, figure] of published.entries())
      within(0.005, value.results[String(i + 1).padStart(4, "0")]?.lifetimeValue as number, figure);
  });

  test("says with Pareto/NBD and years of 52 weeks what that model expects, and how it was told to count", () => {
    const year = unwrap(
      customerValue(log, {
        asOf: calibrationEnd,
        model: "pareto-nbd",
        periods: 1,
        weeksPerPeriod: 52,
        discountRate: 0.1,
        marginShare: 0.4,
      }),
    );
    const outlook = year.results["1516"];
    expect(outlook?.expectedPurchases).toBeCloseTo(25.456, 2);
    expect(outlook?.lifetimeValue).toBeCloseTo(((0.4 * (outlook?.expectedPurchases ?? 0)) / 1.1) * (outlook?.expectedValue ?? 0), 8);
    expect(year.parameters.asOf).toBe("1997-09-30");
    expect(year.parameters.purchases).toEqual({ model: "pareto-nbd", ...paretoNbd.parameters });
  });
});

test("the same customers in any order have the same models, to the last bit", () => {
  const backwards = [...histories].reverse();
  expect(unwrap(fitBgNbd(backwards))).toEqual(bgNbd);
  expect(unwrap(fitParetoNbd(backwards))).toEqual(paretoNbd);
  expect(unwrap(fitGammaGamma(backwards))).toEqual(gammaGamma);
});
