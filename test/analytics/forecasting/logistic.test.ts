import { describe, expect, test } from "vitest";
import { fitLogistic, logistic, type Matrix, predictLogistic } from "../../../src/analytics/forecasting/logistic.ts";
import { Chance } from "../../../src/lib/chance.ts";

function someData(seed: number, rows: number, columns: number): { matrix: Matrix; answers: Uint8Array } {
  const chance = new Chance(seed);
  const truth = Array.from({ length: columns }, () => chance.next() * 2 - 1);
  const values = new Float64Array(rows * columns);
  const answers = new Uint8Array(rows);
  for (let row = 0; row < rows; row++) {
    let score = -0.5;
    for (let c = 0; c < columns; c++) {
      // Half of the columns are yes or no, the others measured.
      const x = c % 2 === 0 ? (chance.happens(0.3) ? 1 : 0) : chance.next() * 4 - 2;
      values[row * columns + c] = x;
      score += x * (truth[c] as number);
    }
    answers[row] = chance.happens(logistic(score)) ? 1 : 0;
  }
  return { matrix: { rows, columns, values }, answers };
}

/** The same minimum, walked to in small steps downhill. */
function descend(matrix: Matrix, answers: Uint8Array, penalty: number): number[] {
  const { rows, columns, values } = matrix;
  const beta = new Array<number>(columns + 1).fill(0);
  for (let step = 0; step < 20_000; step++) {
    const slope = beta.map((b, c) => (c < columns ? penalty * b : 0));
    for (let row = 0; row < rows; row++) {
      let score = beta[columns] as number;
      for (let c = 0; c < columns; c++) score += (values[row * columns + c] as number) * (beta[c] as number);
      const error = 1 / (1 + Math.exp(-score)) - (answers[row] as number);
      for (let c = 0; c <= columns; c++)
        slope[c] = (slope[c] as number) + error * (c < columns ? (values[row * columns + c] as number) : 1);
    }
    for (let c = 0; c <= columns; c++) beta[c] = (beta[c] as number) - (1 / rows) * (slope[c] as number);
    if (Math.max(...slope.map(Math.abs)) < 1e-9) break;
  }
  return beta;
}

test.each([1, 2, 3, 4])("Newton finds what walking downhill finds (data %i)", (seed) => {
  const { matrix, answers } = someData(seed, 120, 4);
  for (const penalty of [0, 1, 10]) {
    const fit = fitLogistic(matrix, answers, { penalty });
    expect(fit.isConverged).toBe(true);
    const slow = descend(matrix, answers, penalty);
    for (const [i, value] of [...fit.coefficients, fit.intercept].entries()) expect(value).toBeCloseTo(slow[i] as number, 6);
  }
});

test("without a penalty the probabilities add up to what happened; a penalty leaves that alone", () => {
  const { matrix, answers } = someData(9, 500, 6);
  for (const penalty of [0, 50]) {
    const said = predictLogistic(fitLogistic(matrix, answers, { penalty }), matrix).reduce((sum, p) => sum + p, 0);
    expect(said).toBeCloseTo(
      answers.reduce((sum, answer) => sum + answer, 0),
      6,
    );
  }
});

describe("difficult data", () => {
  const separated: Matrix = { rows: 8, columns: 1, values: Float64Array.of(-4, -3, -2, -1, 1, 2, 3, 4) };
  const answers = [0, 0, 0, 0, 1, 1, 1, 1];

  test("a column that separates the answers has a finite weight with a penalty, and is reported without one", () => {
    const held = fitLogistic(separated, answers, { penalty: 1 });
    expect(held.isConverged).toBe(true);
    expect(held.coefficients[0]).toBeGreaterThan(0.5);
    const free = fitLogistic(separated, answers, { penalty: 0, maxIterations: 10 });
    expect(free.isConverged).toBe(false);
    expect(Number.isFinite(free.coefficients[0])).toBe(true);
  });

  test("a column that is there twice counts once without a penalty and is shared with one", () => {
    const { matrix, answers: some } = someData(5, 200, 1);
    const twice: Matrix = { rows: 200, columns: 2, values: Float64Array.from({ length: 400 }, (_, i) => matrix.values[i >> 1] as number) };
    const once = fitLogistic(matrix, some, { penalty: 0 });
    const free = fitLogistic(twice, some, { penalty: 0 });
    expect(free.isConverged).toBe(true);
    expect((free.coefficients[0] as number) + (free.coefficients[1] as number)).toBeCloseTo(once.coefficients[0] as number, 8);
    const held = fitLogistic(twice, some, { penalty: 1 });
    expect(held.coefficients[0]).toBeCloseTo(held.coefficients[1] as number, 8);
  });

  test("with one answer only, the probability is near that answer", () => {
    const fit = fitLogistic(separated, [1, 1, 1, 1, 1, 1, 1, 1]);
    for (const p of predictLogistic(fit, separated)) expect(p).toBeGreaterThan(0.99);
  });
});

test("20,000 rows of 40 columns are fitted, twice to the same digits", () => {
  const { matrix, answers } = someData(1, 20_000, 40);
  const fit = fitLogistic(matrix, answers);
  expect(fit.isConverged).toBe(true);
  expect(fitLogistic(matrix, answers)).toEqual(fit);
});
