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
  /** False where the start is itself the answer of a search. */
  readonly beginsAnew?: boolean;
}

/**
 * The simplex search of Nelder and Mead (Computer Journal 7, 1965) with the order of steps of Lagarias et al. (SIAM J. Optim. 9,
 * 1998), begun anew at its own answer until that changes nothing, because a flattened simplex can stop short of the minimum.
 * No library: the usual one (`fmin`) tells neither how many evaluations it took nor whether it settled, and has no types.
 */
export function minimise(of: (at: readonly number[]) => number, start: readonly number[], options: MinimiseOptions = {}): Minimum {
  const { step = 0.5, tolerance = 1e-10, maxEvaluations = 4000, beginsAnew = true } = options;
  let best = settle(of, start, step, tolerance, maxEvaluations);
  let evaluations = best.evaluations;
  for (let edge = step / 5; beginsAnew && best.converged && evaluations < maxEvaluations; edge /= 2) {
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
