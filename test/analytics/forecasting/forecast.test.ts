import { expect, test } from "vitest";
import { dayNumberOf, parseDay } from "../../../src/analytics/facts/facts.ts";
import {
  backTest,
  continueFrom,
  fitSmoothing,
  forecast,
  type MonthlySeries,
  monthlySeries,
  smooth,
} from "../../../src/analytics/forecasting/forecast.ts";
import { Chance } from "../../../src/lib/chance.ts";
import { unwrap } from "../../../src/lib/result.ts";

/** International visitor nights in Australia, millions, 1999 Q1 – 2015 Q4: `austourists` of the R package fpp2 (Hyndman). */
const visitorNights = [
  30.052513, 19.148496, 25.317692, 27.591437, 32.076456, 23.487961, 28.47594, 35.123753, 36.838485, 25.007017, 30.72223, 28.693759,
  36.640986, 23.824609, 29.311683, 31.770309, 35.177877, 19.775244, 29.60175, 34.538842, 41.273599, 26.655862, 28.279859, 35.191153,
  42.20566386, 24.64917133, 32.66733514, 37.25735401, 45.24246027, 29.35048127, 36.34420728, 41.78208136, 49.27659843, 31.27540139,
  37.85062549, 38.83704413, 51.23690034, 31.83855162, 41.32342126, 42.79900337, 55.70835836, 33.40714492, 42.31663797, 45.15712257,
  59.57607996, 34.83733016, 44.84168072, 46.9712496, 60.01903094, 38.37117851, 46.97586413, 50.73379646, 61.64687319, 39.29956937,
  52.67120908, 54.33231689, 66.83435838, 40.87118847, 51.82853579, 57.49190993, 65.25146985, 43.06120822, 54.76075713, 59.83447494,
  73.25702747, 47.69662373, 61.09776802, 66.05576122,
];

/** Oil production of Saudi Arabia, million tonnes, 1996 – 2013: `oil` of fpp2. */
const oil = [
  445.3640981, 453.1950104, 454.409641, 422.3789058, 456.0371217, 440.3866047, 425.1943725, 486.2051735, 500.4290861, 521.2759092,
  508.947617, 488.8888577, 509.870575, 456.7229123, 473.8166029, 525.9508706, 549.8338076, 542.3404698,
];

const squares = (errors: readonly number[]) => errors.reduce((total, error) => total + error * error, 0);
const near = (found: readonly number[], expected: readonly number[], digits: number) => {
  expect(found).toHaveLength(expected.length);
  expected.forEach((value, at) => {
    expect(found[at]).toBeCloseTo(value, digits);
  });
};

// What forecast::ets(austourists, "AAA", damped = TRUE) of R found; statsmodels is held to the same numbers.
const ofR = {
  smoothing: { alpha: 0.35445427, beta: 0.03200749, gamma: 0.39993387, phi: 0.97999997 },
  start: { level: 24.01278357, trend: 0.97770147, season: [5.34956637, -6.61171798, -0.50735902, 1.76951063] },
  variance: 6.0830734,
  forecast: [76.07768073, 51.61741109, 63.96457729, 68.27886241],
};

test("with R's parameters, errors, last state, variance and forecasts are R's", () => {
  const { errors, end } = smooth(visitorNights, ofR.smoothing, ofR.start);
  near(errors.slice(0, 4), [-0.26798435, -0.04630728, -0.87557077, -1.4331853], 6);
  near(errors.slice(-2), [1.97641408, 1.89116018], 6);
  near([end.level, end.trend, ...end.season], [62.00340579, 0.70652496, 13.38188051, -11.75693566, -0.07474503, 3.58786407], 6);
  near(continueFrom(end, ofR.smoothing.phi, 4), ofR.forecast, 6);
  // Four smoothing parameters and five of the start are paid for.
  expect(squares(errors) / (visitorNights.length - 9)).toBeCloseTo(ofR.variance, 6);
});

test("our own parameters leave no larger sum of squared errors than R's, and forecast nearly the same", () => {
  const fit = fitSmoothing(visitorNights, "holtWinters", 4);
  expect([fit.converged, fit.parameters]).toEqual([true, 9]);
  expect(fit.sumOfSquares).toBeLessThanOrEqual(ofR.variance * (visitorNights.length - 9));
  continueFrom(fit.end, fit.smoothing.phi, 4).forEach((value, at) => {
    expect(Math.abs(value / (ofR.forecast[at] as number) - 1)).toBeLessThan(0.01);
  });
});

test("simple smoothing of the oil series is as in Hyndman & Athanasopoulos, Forecasting: Principles and Practice (2nd ed.), 7.1", () => {
  const fit = fitSmoothing(oil, "simple");
  expect(fit.smoothing.alpha).toBeCloseTo(0.8339, 3);
  expect(Math.abs(fit.start.level - 446.5868)).toBeLessThan(0.02);
  expect(continueFrom(fit.end, fit.smoothing.phi, 1)[0]).toBeCloseTo(542.68, 2);
});

test("the start is the best there is: moving it in any direction makes the errors larger", () => {
  const { smoothing, start, sumOfSquares } = fitSmoothing(visitorNights, "holtWinters", 4);
  for (const [level, trend, first] of [
    [0.1, 0, 0],
    [-0.1, 0, 0],
    [0, 0.05, 0],
    [0, -0.05, 0],
    [0, 0, 0.1],
    [0, 0, -0.1],
  ] as const) {
    const season = start.season.map((value, at) => value + (at === 0 ? first : at === 1 ? -first : 0));
    const moved = smooth(visitorNights, smoothing, { level: start.level + level, trend: start.trend + trend, season });
    expect(squares(moved.errors)).toBeGreaterThan(sumOfSquares);
  }
});

const january2015 = 2015 * 12;
const seriesOf = (values: readonly number[]): MonthlySeries => ({ firstMonth: january2015, values });
const seasonalSales = (years: number, seed: number): number[] => {
  const chance = new Chance(seed);
  return Array.from({ length: years * 12 }, (_, at) => 1000 + 5 * at + 300 * Math.sin((at * Math.PI) / 6) + chance.whole(-40, 40));
};

test("four years of seasonal sales: a seasonal model is chosen, beats the naive one, and names the coming months", () => {
  const report = unwrap(forecast(seriesOf(seasonalSales(4, 3)), { asOf: "2018-12-31", horizon: 3 }));
  expect(["seasonalNaive", "holtWinters"]).toContain(report.fit.model);
  expect(report.fit.mase).toBeLessThan(0.6);
  expect(Object.keys(report.results)).toEqual(["2019-01", "2019-02", "2019-03"]);
  expect(report.fit.backTests.map((one) => one.mase)).toEqual(report.fit.backTests.map((one) => one.mase).toSorted((a, b) => a - b));
  expect(new Set(report.fit.backTests.map((one) => one.forecasts)).size).toBe(1);
});

test("a back-test forecasts each month from the months before it alone", () => {
  const values = [10, 12, 11, 15, 14, 18];
  const found = backTest(values, "mean", null, 3);
  const expected = [3, 4, 5].map((origin) => {
    const known = values.slice(0, origin);
    const naive = known.slice(1).reduce((total, value, at) => total + Math.abs(value - (known[at] as number)), 0) / (origin - 1);
    return Math.abs((values[origin] as number) - known.reduce((a, b) => a + b) / origin) / naive;
  });
  expect(found?.mase).toBeCloseTo(expected.reduce((a, b) => a + b) / 3, 12);
  const surprised = backTest([...values.slice(0, 5), 1000], "simple", null, 4);
  expect(surprised?.meanAbsoluteError).toBeGreaterThan(400);
});

test("an interval of 80 % holds about 80 of 100 values that were not known", () => {
  let held = 0;
  const trials = 150;
  for (let seed = 1; seed <= trials; seed++) {
    const chance = new Chance(seed);
    const normal = () => Array.from({ length: 12 }, () => chance.next()).reduce((a, b) => a + b) - 6;
    const values = Array.from({ length: 41 }, () => 500 + 30 * normal());
    const made = unwrap(forecast(seriesOf(values.slice(0, 40)), { asOf: "2018-04-30", horizon: 1, model: "mean" }));
    const { low = 0, high = 0 } = Object.values(made.results)[0] ?? {};
    const actual = values[40] as number;
    if (actual >= low && actual <= high) held++;
  }
  expect(held / trials).toBeGreaterThan(0.7);
  expect(held / trials).toBeLessThan(0.9);
});

test("the interval does not grow narrower with the months ahead", () => {
  for (const model of ["naive", "mean", "seasonalNaive", "simple", "damped", "holtWinters"] as const) {
    const report = unwrap(forecast(seriesOf(seasonalSales(3, 8)), { asOf: "2017-12-31", horizon: 14, model }));
    const widths = Object.values(report.results).map(({ low, high }) => high - low);
    widths.slice(1).forEach((width, at) => {
      expect(width).toBeGreaterThanOrEqual((widths[at] as number) - 1e-9);
    });
  }
});

test("a seasonal forecast is refused below two years; without being asked for one, the quarter or no season is used", () => {
  const series = seriesOf(seasonalSales(1, 4));
  expect(forecast(series, { asOf: "2015-12-31", horizon: 1, model: "holtWinters", season: 12 })).toEqual({
    ok: false,
    error: { code: "data-too-few", what: "months", needed: 24, found: 12 },
  });
  const report = unwrap(forecast(series, { asOf: "2015-12-31", horizon: 1 }));
  expect(report.warnings).toContainEqual({ code: "season-too-short", season: 12, needed: 24, found: 12 });
  expect(report.fit.backTests.every((one) => one.season === null || one.season === 3)).toBe(true);
  expect(unwrap(forecast(series, { asOf: "2015-12-31", horizon: 1, season: null })).fit.season).toBeNull();
});

test("five months are too few for any forecast", () => {
  expect(forecast(seriesOf([1, 2, 3, 4, 5]), { asOf: "2015-05-31", horizon: 1 })).toEqual({
    ok: false,
    error: { code: "data-too-few", what: "months", needed: 6, found: 5 },
  });
});

test("the month that has not ended is left out, a month without sales is a 0", () => {
  const points = [
    { on: dayNumberOf(2017, 1, 31), value: 5 },
    { on: dayNumberOf(2017, 3, 1), value: 2 },
    { on: dayNumberOf(2017, 3, 31), value: 3 },
    { on: dayNumberOf(2017, 4, 2), value: 900 },
  ];
  expect(unwrap(monthlySeries(points, "2017-04-15"))).toEqual({ firstMonth: 2017 * 12, values: [5, 0, 5] });
  expect(unwrap(monthlySeries(points, "2017-04-30")).values).toEqual([5, 0, 5, 900]);
  expect(monthlySeries(points, "2017-4-30").ok).toBe(false);
  expect(parseDay("2017-04-31")).toBeNull();
});

test("the same months give the same forecast", () => {
  const ask = () => forecast(seriesOf(seasonalSales(3, 9)), { asOf: "2017-12-31", horizon: 6 });
  expect(JSON.stringify(ask())).toBe(JSON.stringify(ask()));
});
