import { square } from "../../lib/mathematics.ts";
export interface Minimum {
  readonly at: readonly number[];
  readonly value: number;
  readonly evaluations: number;
  readonly converged: boolean;
}

export interface MinimiseOptions {
  /** Edge of the first simplex, in the units of the coordinates. */
  readonly step?: number;
  /** Spread of the function's values, relative to their size, below which the simplex has settled. */
  readonly tolerance?: number;
  readonly maxEvaluations?: number;
}

/**
 * Minimises a function by the simplex search of Nelder and Mead (Computer Journal 7, 1965) with the order of steps of Lagarias et
 * al. (SIAM J. Optim. 9,
 * 1998), begun anew at its own answer until that changes nothing, because a flattened simplex can stop short of the minimum.
 * No library: the usual one (`fmin`) tells neither how many evaluations it took nor whether it settled, and has no types.
 */
export function minimise(of: (at: readonly number[]) => number, start: readonly number[], options: MinimiseOptions = {}): Minimum {
  const { step = 0.5, tolerance = 1e-10, maxEvaluations = 4000 } = options;
  let best = settle(of, start, step, tolerance, maxEvaluations);
  let evaluations = best.evaluations;
  for (let edge = step / 5; best.converged && evaluations < maxEvaluations; edge /= 2) {
    const next = settle(of, best.at, edge, tolerance, maxEvaluations - evaluations);
    evaluations += next.evaluations;
    const gain = best.value - next.value;
    if (next.value <= best.value) best = next;
    if (!(gain > 10 * tolerance * (1 + Math.abs(best.value)))) break;
  }
  return { ...best, evaluations };
}

interface Vertex {
  readonly at: readonly number[];
  readonly value: number;
}

function settle(of: (at: readonly number[]) => number, start: readonly number[], step: number, tolerance: number, limit: number): Minimum {
  let evaluations = 0;
  const vertex = (at: readonly number[]): Vertex => {
    evaluations++;
    const value = of(at);
    return { at, value: Number.isNaN(value) ? Number.POSITIVE_INFINITY : value };
  };
  const simplex = [vertex(start), ...start.map((_, axis) => vertex(start.map((x, i) => (i === axis ? x + step : x))))];
  const size = start.length;
  for (;;) {
    simplex.sort((a, b) => a.value - b.value);
    const [best, worst, second] = [simplex[0] as Vertex, simplex[size] as Vertex, simplex[Math.max(0, size - 1)] as Vertex];
    const isFlat = worst.value - best.value <= tolerance * (1 + Math.abs(best.value));
    const isSmall = simplex.every((other) => other.at.every((x, i) => Math.abs(x - (best.at[i] as number)) <= 1e-4));
    const isDone = isFlat && isSmall;
    if (isDone || evaluations >= limit) return { at: best.at, value: best.value, evaluations, converged: isDone };

    const centre = start.map((_, i) => simplex.slice(0, size).reduce((total, other) => total + (other.at[i] as number), 0) / size);
    const along = (factor: number) => vertex(centre.map((c, i) => c + factor * ((worst.at[i] as number) - c)));
    const reflected = along(-1);
    let replacement: Vertex | null = null;
    if (reflected.value < best.value) {
      const expanded = along(-2);
      replacement = expanded.value < reflected.value ? expanded : reflected;
    } else if (reflected.value < second.value) replacement = reflected;
    else if (reflected.value < worst.value) {
      const outside = along(-0.5);
      if (outside.value <= reflected.value) replacement = outside;
    } else {
      const inside = along(0.5);
      if (inside.value < worst.value) replacement = inside;
    }
    if (replacement) simplex[size] = replacement;
    else for (let i = 1; i <= size; i++) simplex[i] = vertex((simplex[i] as Vertex).at.map((x, k) => ((best.at[k] as number) + x) / 2));
  }
}

type Matrix = readonly (readonly number[])[];

/** Returns the second derivatives by central differences. */
export function curvature(of: (at: readonly number[]) => number, at: readonly number[], width = 1e-3): number[][] {
  const moved = (i: number, di: number, j: number, dj: number) =>
    of(at.map((x, axis) => x + (axis === i ? di * width : 0) + (axis === j ? dj * width : 0)));
  const here = of(at);
  return at.map((_, i) =>
    at.map((_, j) =>
      i === j
        ? (moved(i, 1, i, 0) - 2 * here + moved(i, -1, i, 0)) / square(width)
        : (moved(i, 1, j, 1) - moved(i, 1, j, -1) - moved(i, -1, j, 1) + moved(i, -1, j, -1)) / (4 * square(width)),
    ),
  );
}

/**
 * Minimises a function by the quasi-Newton method of Broyden, Fletcher, Goldfarb and Shanno (Nocedal & Wright 2006, chapter 6)
 * with slopes by central differences.
 * For the last mile of an expensive function whose curvature is roughly known: a tenth of the simplex' evaluations. Says
 * `converged: false` where the curvature is none of a valley; then the simplex must do it.
 */
export function descend(of: (at: readonly number[]) => number, start: readonly number[], startCurvature: Matrix): Minimum {
  const width = 1e-4;
  let evaluations = 0;
  const ask = (at: readonly number[]) => {
    evaluations++;
    return of(at);
  };
  const slope = (at: readonly number[]) =>
    at.map((_, i) => {
      const [up, down] = [1, -1].map((sign) => ask(at.map((x, axis) => (axis === i ? x + sign * width : x))));
      return ((up as number) - (down as number)) / (2 * width);
    });
  let [at, value, gradient, bend] = [start, ask(start), slope(start), startCurvature];
  for (let round = 0; round < 20; round++) {
    const step = solve(bend, gradient);
    if (!step) break;
    let next = at.map((x, i) => x - (step[i] as number));
    let nextValue = ask(next);
    for (let part = 0.5; !(nextValue <= value) && part > 1e-3; part /= 2) {
      next = at.map((x, i) => x - part * (step[i] as number));
      nextValue = ask(next);
    }
    const size = Math.max(...step.map(Math.abs));
    // What no step betters, and what only the last digits of the function move, is the bottom.
    if (!(nextValue <= value)) return { at, value, evaluations, converged: size < 1e-4 };
    const nextGradient = slope(next);
    const moved = next.map((x, i) => x - (at[i] as number));
    const change = nextGradient.map((g, i) => g - (gradient[i] as number));
    bend = updated(bend, moved, change);
    [at, value, gradient] = [next, nextValue, nextGradient];
    if (size < 1e-5) return { at, value, evaluations, converged: true };
  }
  return { at, value, evaluations, converged: false };
}

const dot = (a: readonly number[], b: readonly number[]): number => a.reduce((total, x, i) => total + x * (b[i] as number), 0);

function updated(bend: Matrix, moved: readonly number[], change: readonly number[]): Matrix {
  const pushed = bend.map((row) => dot(row, moved));
  const [along, before] = [dot(change, moved), dot(pushed, moved)];
  if (!(along > 0 && before > 0)) return bend;
  return bend.map((row, i) =>
    row.map(
      (entry, j) =>
        entry + ((change[i] as number) * (change[j] as number)) / along - ((pushed[i] as number) * (pushed[j] as number)) / before,
    ),
  );
}

/** Elimination without exchange of rows, as a positive definite matrix allows; null for any other. */
function solve(matrix: Matrix, right: readonly number[]): number[] | null {
  const rows = matrix.map((row, i) => [...row, right[i] as number]);
  const size = rows.length;
  for (let i = 0; i < size; i++) {
    const pivot = rows[i] as number[];
    if (!((pivot[i] as number) > 0)) return null;
    for (let k = i + 1; k < size; k++) {
      const row = rows[k] as number[];
      const factor = (row[i] as number) / (pivot[i] as number);
      for (let j = i; j <= size; j++) row[j] = (row[j] as number) - factor * (pivot[j] as number);
    }
  }
  const solution = new Array<number>(size).fill(0);
  for (let i = size - 1; i >= 0; i--) {
    const row = rows[i] as number[];
    let rest = row[size] as number;
    for (let j = i + 1; j < size; j++) rest -= (row[j] as number) * (solution[j] as number);
    solution[i] = rest / (row[i] as number);
  }
  return solution;
}
