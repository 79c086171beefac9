import { describe, expect, test } from "vitest";
import { wilsonInterval } from "../../../src/analytics/facts/interval.ts";
import {
  areaUnderCurve,
  brierScore,
  calibrationBins,
  chooseRecalibration,
  fitIsotonic,
  gainTable,
  logLoss,
  qualityOf,
  recalibrate,
  stratifiedFolds,
  timeSplit,
} from "../../../src/analytics/forecasting/validation.ts";
import { Chance } from "../../../src/lib/chance.ts";

const someScores = (seed: number, count: number, levels: number) => {
  const chance = new Chance(seed);
  const scores = Float64Array.from({ length: count }, () => chance.whole(0, levels) / levels);
  return { scores, answers: Uint8Array.from(scores, (p) => (chance.happens(0.1 + 0.7 * p) ? 1 : 0)) };
};

test("the area under the curve is the share of pairs in the right order, ties counting half", () => {
  for (let seed = 1; seed <= 60; seed++) {
    const { scores, answers } = someScores(seed, 5 + seed, seed % 7 === 0 ? 1000 : 4);
    let [right, pairs] = [0, 0];
    for (const [i, one] of scores.entries())
      for (const [j, other] of scores.entries()) {
        if (answers[i] !== 1 || answers[j] !== 0) continue;
        pairs++;
        right += one > other ? 1 : one === other ? 0.5 : 0;
      }
    if (pairs > 0) expect(areaUnderCurve(scores, answers)).toBeCloseTo(right / pairs, 12);
  }
  expect(areaUnderCurve([0.2, 0.7], [1, 1])).toBeNaN();
});

describe("splits", () => {
  const answers = Uint8Array.from({ length: 103 }, (_, i) => (i % 5 === 0 ? 1 : 0));
  test("every fold has as many of each answer as can be, and the same seed the same folds", () => {
    const folds = stratifiedFolds(answers, 5, 1);
    for (const answer of [0, 1]) {
      const counts = [0, 1, 2, 3, 4].map((fold) => folds.filter((f, row) => f === fold && answers[row] === answer).length);
      expect(Math.max(...counts) - Math.min(...counts)).toBeLessThanOrEqual(1);
    }
    expect(stratifiedFolds(answers, 5, 1)).toEqual(folds);
    expect(stratifiedFolds(answers, 5, 2)).not.toEqual(folds);
  });

  test("what is tested on happened after all that was learned from", () => {
    const days = [5, 1, 3, 3, 2, 3, 9, 8];
    expect(timeSplit(days, 0.5)).toEqual({ from: 3, train: [1, 4], test: [0, 2, 3, 5, 6, 7] });
    expect(timeSplit(days, 0.25)).toEqual({ from: 8, train: [0, 1, 2, 3, 4, 5], test: [6, 7] });
    expect(timeSplit([4, 4, 4], 0.3)).toBeUndefined();
    expect(timeSplit([4, 4, 4, 4, 5], 0.9)).toEqual({ from: 5, train: [0, 1, 2, 3], test: [4] });
  });
});

test("Brier score, log loss and skill are those worked out by hand", () => {
  const [said, happened] = [
    [0.9, 0.2, 0.6, 0.3],
    [1, 0, 0, 1],
  ];
  expect(brierScore(said, happened)).toBeCloseTo((0.01 + 0.04 + 0.36 + 0.49) / 4, 12);
  expect(logLoss(said, happened)).toBeCloseTo(-(Math.log(0.9) + Math.log(0.8) + Math.log(0.4) + Math.log(0.3)) / 4, 12);
  expect(qualityOf(said, happened).brierSkill).toBeCloseTo(1 - 0.225 / 0.25, 12);
  // Certain and wrong is dear, but not endless.
  expect(logLoss([1], [0])).toBeCloseTo(-Math.log(1e-15), 2);
});

test("Wilson's interval is the published one", () => {
  // Newcombe, Statistics in Medicine 17 (1998), table I, method 3.
  expect(wilsonInterval(81, 263).low).toBeCloseTo(0.2553, 4);
  expect(wilsonInterval(81, 263).high).toBeCloseTo(0.3662, 4);
  expect(wilsonInterval(0, 20)).toEqual({ low: 0, high: expect.closeTo(0.1611, 4) });
  expect(wilsonInterval(15, 148).low).toBeCloseTo(0.0624, 4);
  expect(wilsonInterval(15, 148).high).toBeCloseTo(0.1605, 4);
});

describe("tables", () => {
  const { scores, answers } = someScores(3, 1000, 40);
  const hits = answers.reduce((sum, answer) => sum + answer, 0);

  test("bins of the calibration hold every row once, rising", () => {
    const bins = calibrationBins(scores, answers);
    expect(bins.reduce((sum, bin) => sum + bin.count, 0)).toBe(1000);
    expect(bins.reduce((sum, bin) => sum + bin.hits, 0)).toBe(hits);
    for (const [i, bin] of bins.entries()) {
      expect(bin.observed).toBeCloseTo(bin.hits / bin.count, 12);
      if (i > 0) expect(bin.predicted).toBeGreaterThan(bins[i - 1]?.predicted as number);
    }
  });

  test("gain ends at everything, lift at one", () => {
    const table = gainTable(scores, answers);
    expect(table.map((row) => row.count)).toEqual([100, 200, 300, 400, 500, 600, 700, 800, 900, 1000]);
    expect(table.at(-1)).toMatchObject({ hits, gain: 1, lift: 1 });
    expect(table[0]?.lift).toBeGreaterThan(1.3);
  });

  test("equal scores give no gain, whatever order the rows are in", () => {
    const table = gainTable(new Float64Array(10), [1, 1, 1, 1, 1, 0, 0, 0, 0, 0], 5);
    expect(table.map((row) => row.lift)).toEqual([1, 1, 1, 1, 1]);
    expect(table.map((row) => row.hits)).toEqual([1, 2, 3, 4, 5]);
  });
});

describe("correcting probabilities", () => {
  const chance = new Chance(11);
  const true_ = Float64Array.from({ length: 3000 }, () => 0.02 + 0.9 * chance.next());
  const answers = Uint8Array.from(true_, (p) => (chance.happens(p) ? 1 : 0));
  const folds = stratifiedFolds(answers, 5, 1);

  test("what is well calibrated is left alone", () => {
    const choice = chooseRecalibration(true_, answers, folds);
    expect(choice.chosen).toEqual({ kind: "none" });
    expect(choice.outOfFold).toEqual(true_);
  });

  test("what is said far too boldly is corrected, to rows it has not seen as well", () => {
    const bold = true_.map((p) => p ** 3 / (p ** 3 + (1 - p) ** 3));
    const choice = chooseRecalibration(bold, answers, folds);
    expect(choice.chosen.kind).toBe("platt");
    expect(logLoss(choice.outOfFold, answers)).toBeLessThan(choice.logLoss.none - 0.05);
    for (const p of [0.1, 0.5, 0.8]) expect(recalibrate(choice.chosen, p ** 3 / (p ** 3 + (1 - p) ** 3))).toBeCloseTo(p, 1);
  });

  test("isotonic steps rise, and are the nearest rising ones", () => {
    const steps = fitIsotonic([0.1, 0.2, 0.3, 0.4, 0.5, 0.6], [0, 1, 0, 1, 1, 1]);
    expect(steps).toEqual({ kind: "isotonic", from: [0.1, 0.2, 0.4], value: [1 / 8, 0.5, 7 / 8] });
    expect([0, 0.25, 0.39, 0.4, 1].map((p) => recalibrate(steps, p))).toEqual([1 / 8, 0.5, 0.5, 7 / 8, 7 / 8]);
  });
});
