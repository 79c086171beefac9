import { exp, log, log1p, square } from "../../lib/mathematics.ts";
/** A table of numbers, row by row: `values[row * columns + column]`. */
export interface Matrix {
  readonly rows: number;
  readonly columns: number;
  readonly values: Float64Array;
}

export interface LogisticOptions {
  /** Weight λ of the penalty λ/2 · Σ β²; the intercept is not penalised. 1 is what scikit-learn calls C = 1. */
  readonly penalty?: number;
  readonly maxIterations?: number;
  /** Converged once no part of the mean gradient is larger than this. */
  readonly tolerance?: number;
}

export interface LogisticFit {
  readonly intercept: number;
  /** In log odds a unit of each column. */
  readonly coefficients: readonly number[];
  readonly penalty: number;
  readonly logLikelihood: number;
  readonly iterations: number;
  /**
   * False: the largest part of the mean gradient still was `gradient`, as when one column separates the answers and nothing is
   * penalised.
   */
  readonly isConverged: boolean;
  readonly gradient: number;
}

/** The logistic function, 1 / (1 + e^−x), without overflow. */
export const logistic = (x: number): number => {
  if (x >= 0) return 1 / (1 + exp(-x));
  const e = exp(x);
  return e / (1 + e);
};
/** log(1 + e^x) without overflow. */
const softplus = (x: number): number => (x > 0 ? x + log1p(exp(-x)) : log1p(exp(x)));

/**
 * Fits a logistic regression with a ridge (le Cessie and van Houwelingen, Applied Statistics 41, 1992) by Newton's method, which for this
 * likelihood is iteratively reweighted least squares, each step halved until it does not make things worse. Answers are 0 or 1, or
 * shares between (Platt's targets). Starts from nothing but the data: the same rows in the same order give the same coefficients.
 */
export function fitLogistic(matrix: Matrix, answers: ArrayLike<number>, options: LogisticOptions = {}): LogisticFit {
  const { rows, columns, values } = matrix;
  const { penalty = 1, maxIterations = 50, tolerance = 1e-9 } = options;
  const size = columns + 1;
  const beta = new Float64Array(size);
  const trial = new Float64Array(size);
  const gradient = new Float64Array(size);
  const hessian = new Float64Array(size * size);
  const scores = new Float64Array(rows);
  const trialScores = new Float64Array(rows);
  let positive = 0;
  for (let row = 0; row < rows; row++) positive += answers[row] as number;
  const base = Math.min(1 - 1e-6, Math.max(1e-6, positive / rows));
  beta[columns] = log(base / (1 - base));

  const scoreAll = (weights: Float64Array, into: Float64Array): number => {
    let loss = 0;
    for (let row = 0; row < rows; row++) {
      let score = weights[columns] as number;
      for (let c = 0, at = row * columns; c < columns; c++, at++) score += (values[at] as number) * (weights[c] as number);
      into[row] = score;
      loss += softplus(score) - (answers[row] as number) * score;
    }
    return loss;
  };
  const penaltyOf = (weights: Float64Array): number => {
    let squares = 0;
    for (let c = 0; c < columns; c++) squares += square(weights[c] as number);
    return (penalty / 2) * squares;
  };
  let loss = scoreAll(beta, scores);
  let objective = loss + penaltyOf(beta);
  let iterations = 0;
  let steepest = Number.POSITIVE_INFINITY;

  /** Gradient and second derivatives at `beta`. */
  const differentiate = (): void => {
    addDerivatives(matrix, answers, scores, gradient, hessian);
    for (let i = 0; i < columns; i++) {
      gradient[i]! += penalty * (beta[i] as number);
      hessian[i * size + i]! += penalty;
    }
    steepest = 0;
    for (let i = 0; i < size; i++) steepest = Math.max(steepest, Math.abs(gradient[i] as number) / Math.max(1, rows));
  };

  differentiate();
  while (steepest > tolerance && iterations < maxIterations) {
    const step = solvePositive(hessian, gradient, size);
    let share = 1;
    let isBetter = false;
    for (let halved = 0; halved < 40; halved++, share /= 2) {
      for (let i = 0; i < size; i++) trial[i] = (beta[i] as number) - share * (step[i] as number);
      const trialLoss = scoreAll(trial, trialScores);
      const trialObjective = trialLoss + penaltyOf(trial);
      // At the bottom a step changes the last digits only, up or down.
      if (trialObjective <= objective + 1e-12 * Math.abs(objective)) {
        beta.set(trial);
        scores.set(trialScores);
        loss = trialLoss;
        objective = trialObjective;
        isBetter = true;
        break;
      }
    }
    if (!isBetter) break;
    iterations++;
    differentiate();
  }
  return {
    intercept: beta[columns] as number,
    coefficients: Array.from(beta.subarray(0, columns)),
    penalty,
    logLikelihood: -loss,
    iterations,
    isConverged: steepest <= tolerance,
    gradient: steepest,
  };
}

/**
 * First and second derivatives of the loss, the half below the diagonal; a function of its own, since V8 is twice as fast on
 * locals (measured).
 */
function addDerivatives(
  matrix: Matrix,
  answers: ArrayLike<number>,
  scores: Float64Array,
  gradient: Float64Array,
  hessian: Float64Array,
): void {
  const { rows, columns, values } = matrix;
  const size = columns + 1;
  const indices = new Uint32Array(columns);
  const cells = new Float64Array(columns);
  gradient.fill(0);
  hessian.fill(0);
  for (let row = 0; row < rows; row++) {
    const p = logistic(scores[row] as number);
    const weight = p * (1 - p);
    const error = p - (answers[row] as number);
    const start = row * columns;
    // Most cells of one-hot columns are zero, and pairs of cells are what takes the time.
    let filled = 0;
    for (let c = 0; c < columns; c++) {
      const cell = values[start + c] as number;
      if (cell === 0) continue;
      indices[filled] = c;
      cells[filled++] = cell;
    }
    for (let a = 0; a < filled; a++) {
      const i = indices[a] as number;
      const x = cells[a] as number;
      gradient[i]! += error * x;
      const wx = weight * x;
      const at = i * size;
      if (filled === columns) for (let j = 0; j <= a; j++) hessian[at + j]! += wx * (cells[j] as number);
      else for (let b = 0; b <= a; b++) hessian[at + (indices[b] as number)]! += wx * (cells[b] as number);
      hessian[columns * size + i]! += wx;
    }
    gradient[columns]! += error;
    hessian[columns * size + columns]! += weight;
  }
}

/** Predicts the probability of each row. */
export function predictLogistic(fit: Pick<LogisticFit, "intercept" | "coefficients">, matrix: Matrix): Float64Array {
  const probabilities = new Float64Array(matrix.rows);
  for (let row = 0; row < matrix.rows; row++) {
    let score = fit.intercept;
    for (let c = 0, at = row * matrix.columns; c < matrix.columns; c++, at++)
      score += (matrix.values[at] as number) * (fit.coefficients[c] as number);
    probabilities[row] = logistic(score);
  }
  return probabilities;
}

/**
 * Solves A x = b for a symmetric, not negative A by Cholesky; a column that adds nothing to those before it gets 0, as R's glm
 * leaves it out.
 */
function solvePositive(lower: Float64Array, right: Float64Array, size: number): Float64Array {
  const factor = new Float64Array(size * size);
  const isAliased = new Uint8Array(size);
  const solution = new Float64Array(size);
  for (let i = 0; i < size; i++) {
    for (let j = 0; j <= i; j++) {
      let sum = lower[i * size + j] as number;
      for (let k = 0; k < j; k++) sum -= (factor[i * size + k] as number) * (factor[j * size + k] as number);
      if (i !== j) factor[i * size + j] = isAliased[j] === 1 ? 0 : sum / (factor[j * size + j] as number);
      else if (sum > 1e-12 * Math.abs(lower[i * size + i] as number)) factor[i * size + i] = Math.sqrt(sum);
      else isAliased[i] = 1;
    }
    let rest = right[i] as number;
    for (let k = 0; k < i; k++) rest -= (factor[i * size + k] as number) * (solution[k] as number);
    solution[i] = isAliased[i] === 1 ? 0 : rest / (factor[i * size + i] as number);
  }
  for (let i = size - 1; i >= 0; i--) {
    if (isAliased[i] === 1) continue;
    let rest = solution[i] as number;
    for (let k = i + 1; k < size; k++) rest -= (factor[k * size + i] as number) * (solution[k] as number);
    solution[i] = rest / (factor[i * size + i] as number);
  }
  return solution;
}
