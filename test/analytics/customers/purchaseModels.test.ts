import { describe, expect, test } from "vitest";
import { bgNbdAlive, bgNbdExpected, bgNbdExpectedNew, bgNbdLogLikelihood, fitBgNbd } from "../../../src/analytics/customers/bgNbd.ts";
import { customerValue } from "../../../src/analytics/customers/customerValue.ts";
import { fitGammaGamma, gammaGammaExpected } from "../../../src/analytics/customers/gammaGamma.ts";
import {
  fitParetoNbd,
  type ParetoNbd,
  paretoNbdAlive,
  paretoNbdExpected,
  paretoNbdExpectedNew,
  paretoNbdLogLikelihood,
} from "../../../src/analytics/customers/paretoNbd.ts";
import { groupHistories, purchaseHistories, purchaseLogOf } from "../../../src/analytics/facts/purchaseHistory.ts";
import { err, unwrap } from "../../../src/lib/result.ts";
import { buyers, draws, ground, histories } from "../../support/buyers.ts";

describe("purchase histories", () => {
  const log = {
    customers: ["b", "a", "only-returns"],
    customer: [0, 0, 0, 0, 1, 0, 2, -1, 1, 0],
    day: [10, 17, 17, 24, 12, 31, 12, 12, 99, 24],
    value: [100, 20, 10, 0, 5, -40, -5, 7, 5, 0],
  };

  test("merge purchases of a day, count those of value zero, leave out the first one's value, returns and what comes later", () => {
    expect(purchaseHistories(log, 38)).toEqual({
      histories: [
        { customer: "a", repeats: 0, recencyWeeks: 0, ageWeeks: 26 / 7, meanRepeatValue: null },
        { customer: "b", repeats: 2, recencyWeeks: 2, ageWeeks: 4, meanRepeatValue: 15 },
      ],
      returns: 2,
    });
  });
});

test("lines of an order are one purchase, and the walk-in customer is none of the customers", () => {
  const lines = {
    count: 5,
    purchase: Uint32Array.of(0, 0, 1, 2, 3),
    party: Int32Array.of(0, 0, 1, 0, -1),
    product: Int32Array.of(0, 1, 0, 0, 0),
    line: Uint16Array.of(0, 1, 0, 0, 0),
    day: Int32Array.of(10, 10, 11, 24, 25),
    quantity: Float64Array.of(1, 1, 1, 1, 1),
    net: Float64Array.of(3, 4, 5, 6, 7),
    cost: new Float64Array(5).fill(Number.NaN),
    purchases: ["o1", "o2", "o3", "o4"],
    parties: ["anna", "walk-in"],
    products: ["tea", "salt"],
    collective: new Set([1]),
  };
  expect(purchaseHistories(purchaseLogOf(lines), 31)).toEqual({
    histories: [{ customer: "anna", repeats: 1, recencyWeeks: 2, ageWeeks: 3, meanRepeatValue: 6 }],
    returns: 0,
  });
});

describe("customers who behave as the model says", () => {
  const some = histories(6000, 7);

  test("have their parameters found again by BG/NBD", () => {
    const { parameters, fit } = unwrap(fitBgNbd(some));
    expect(fit.converged).toBe(true);
    for (const name of ["r", "alpha", "a", "b"] as const) expect(Math.abs(parameters[name] / ground[name] - 1)).toBeLessThan(0.25);
    // Nowhere near is a better place.
    const groups = groupHistories(some);
    for (const name of ["r", "alpha", "a", "b"] as const)
      for (const factor of [0.98, 1.02])
        expect(bgNbdLogLikelihood({ ...parameters, [name]: parameters[name] * factor }, groups)).toBeLessThan(fit.logLikelihood);
  });

  test("no value near Pareto/NBD's is more likely than it", () => {
    const { parameters, fit } = unwrap(fitParetoNbd(some));
    const groups = groupHistories(some);
    for (const name of ["r", "alpha", "s", "beta"] as const)
      for (const factor of [0.98, 1.02])
        expect(paretoNbdLogLikelihood({ ...parameters, [name]: parameters[name] * factor }, groups)).toBeLessThan(fit.logLikelihood);
  });
});

/** The midpoint rule with many steps, in logarithmic steps of the integrand's own scale. */
function integral(of: (at: number) => number, from: number, to: number, steps = 20_000): number {
  let total = 0;
  for (let i = 0; i < steps; i++) total += of(from + ((to - from) * (i + 0.5)) / steps);
  return (total * (to - from)) / steps;
}

describe("Pareto/NBD by its definition", () => {
  const models: ParetoNbd[] = [
    { r: 0.55, alpha: 10.6, s: 0.6, beta: 11.7 },
    { r: 1.5, alpha: 30, s: 1, beta: 4 },
    { r: 0.9, alpha: 3, s: 2.5, beta: 60 },
  ];

  test("is the integral over the moment of leaving, whichever of alpha and beta is greater", () => {
    for (const model of models)
      for (const [repeats, recencyWeeks, ageWeeks] of [
        [0, 0, 39],
        [3, 20, 39],
        [40, 30, 31],
      ] as const) {
        const { r, alpha, s, beta } = model;
        const scale = (alpha + recencyWeeks) ** (r + repeats);
        const stays = (t: number) => scale / (alpha + t) ** (r + repeats) / (beta + t) ** s;
        const left = integral((t) => (s * stays(t)) / (beta + t), recencyWeeks, ageWeeks);
        expect(paretoNbdAlive(model, { repeats, recencyWeeks, ageWeeks })).toBeCloseTo(stays(ageWeeks) / (stays(ageWeeks) + left), 7);
        expect(paretoNbdExpectedNew(model, 52)).toBeCloseTo((r / alpha) * integral((t) => (beta / (beta + t)) ** s, 0, 52), 6);
      }
  });

  test("stays a number for a customer who bought a thousand times and then stopped", () => {
    for (const model of models) {
      const observed = { customer: "x", repeats: 1000, recencyWeeks: 100, ageWeeks: 800, meanRepeatValue: 1 };
      expect(paretoNbdAlive(model, observed)).toBeCloseTo(0, 12);
      expect(paretoNbdExpected(model, observed, 52)).toBeCloseTo(0, 12);
      expect(paretoNbdLogLikelihood(model, groupHistories([observed]))).toBeGreaterThan(-1e5);
      expect(paretoNbdAlive(model, { ...observed, ageWeeks: 100.1 })).toBeGreaterThan(0.9);
    }
  });
});

describe("BG/NBD's expectation", () => {
  test("is the mean over customers drawn from the model", () => {
    const model = { r: 0.8, alpha: 12, a: 0.7, b: 2 };
    const { chance, exponential, gamma } = draws(3);
    let purchases = 0;
    const customers = 60_000;
    for (let i = 0; i < customers; i++) {
      const rate = gamma(model.r) / model.alpha;
      const leaves = ((x: number, y: number) => x / (x + y))(gamma(model.a), gamma(model.b));
      for (let t = exponential(rate); t <= 52; t += exponential(rate)) {
        purchases++;
        if (chance.happens(leaves)) break;
      }
    }
    expect(Math.abs(purchases / customers / bgNbdExpectedNew(model, 52) - 1)).toBeLessThan(0.02);
  });

  test("passes smoothly through the gaps of its formula", () => {
    for (const b of [0.2, 1, 3]) {
      const at = (a: number) => bgNbdExpectedNew({ r: 0.5, alpha: 5, a, b }, 52);
      expect(at(1)).toBeCloseTo((at(0.99) + at(1.01)) / 2, 3);
    }
    const across = (a: number) => bgNbdExpectedNew({ r: 0.5, alpha: 5, a, b: 0.4 }, 52);
    expect(across(0.6)).toBeCloseTo((across(0.59) + across(0.61)) / 2, 3);
  });

  test("stays a number for many purchases and long times", () => {
    const model = { r: 0.24, alpha: 4.4, a: 0.8, b: 2.4 };
    const busy = { repeats: 3000, recencyWeeks: 300, ageWeeks: 300 };
    const expected = bgNbdExpected(model, busy, 52);
    expect(expected).toBeGreaterThan(475);
    expect(expected).toBeLessThan(521);
    expect(bgNbdAlive(model, { ...busy, ageWeeks: 3000 })).toBe(0);
  });
});

describe("a value is refused with a reason", () => {
  test("when too few customers, or too few who came back, are known", () => {
    expect(fitBgNbd(histories(49, 1))).toEqual(err({ code: "data-too-few", what: "customers", needed: 50, found: 49 }));
    const once = histories(400, 1).map((history) => ({ ...history, repeats: 0, recencyWeeks: 0, meanRepeatValue: null }));
    expect(fitParetoNbd(once)).toEqual(err({ code: "data-too-few", what: "repeaters", needed: 20, found: 0 }));
    expect(fitGammaGamma(once)).toEqual(err({ code: "data-too-few", what: "repeaters-with-value", needed: 20, found: 0 }));
    const log = buyers(30, ground, 1);
    expect(customerValue(log, { asOf: log.asOf })).toEqual(err({ code: "data-too-few", what: "customers", needed: 50, found: 30 }));
  });

  test("but not when all purchases were long ago: the day of the report counts", () => {
    const log = buyers(300, ground, 2);
    const then = unwrap(customerValue(log, { asOf: log.asOf }));
    expect(Object.values(then.results).some(({ alive, repeats }) => repeats > 0 && alive > 0.8)).toBe(true);
    expect(Object.keys(then.results)).toEqual(log.customers.slice().sort());
  });
});

test("a model of spending has its own mean for everybody, and draws a customer to it", () => {
  const { parameters } = unwrap(fitGammaGamma(histories(3000, 5)));
  const everybody = gammaGammaExpected(parameters, { repeats: 0, meanRepeatValue: null }) as number;
  expect(everybody).toBeGreaterThan(40);
  expect(everybody).toBeLessThan(60);
  const once = gammaGammaExpected(parameters, { repeats: 1, meanRepeatValue: 80 }) as number;
  const often = gammaGammaExpected(parameters, { repeats: 30, meanRepeatValue: 80 }) as number;
  expect(everybody < once && once < often && often < 80).toBe(true);
  expect(gammaGammaExpected({ p: 2, q: 0.9, gamma: 10 }, { repeats: 0, meanRepeatValue: null })).toBeNull();
});
