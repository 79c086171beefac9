import { exp, power, sine, square } from "../../lib/mathematics.ts";
import { err, ok, type Result } from "../../lib/result.ts";
import { sum } from "../../lib/sum.ts";
import type { Day, DayNumber, TooFew, Warning } from "../facts/facts.ts";
import { monthIndexOf, monthText, parseDay } from "../facts/facts.ts";
import { minimise } from "./minimise.ts";

/** A time series of whole months in a row, each with its value; a month without facts is a 0. */
export interface MonthlySeries {
  /** Counted as `monthIndexOf` does. */
  readonly firstMonth: number;
  readonly values: readonly number[];
}

/**
 * The models a forecast chooses from: `naive` repeats the last month, `seasonalNaive` the same month of the last season, `mean`
 * the mean so far; `simple`, `damped` and
 * `holtWinters` are the models ETS(A,N,N), ETS(A,Ad,N) and ETS(A,Ad,A) of Hyndman, Koehler, Ord & Snyder (2008).
 */
export type ForecastModel = "naive" | "mean" | "seasonalNaive" | "simple" | "damped" | "holtWinters";

export interface ForecastQuery {
  readonly asOf: Day;
  /** Months ahead. */
  readonly horizon: number;
  /** Probability that the prediction interval holds the value, 0–1; absent = 0.8. */
  readonly level?: number;
  /**
   * Months in a season; absent = 12, and 3 (the quarter, at whose end sales are closed) where two years are not there yet.
   * `null` = nothing seasonal.
   */
  readonly season?: number | null;
  /** Only this model; absent = the one the back-test prefers. */
  readonly model?: ForecastModel;
}

export interface Smoothing {
  readonly alpha: number;
  /** As in the error form: the trend moves by beta × error; beta = alpha × beta* of the component form. */
  readonly beta: number;
  readonly gamma: number;
  readonly phi: number;
}

/** The state of exponential smoothing. `season` begins with the month to be forecast next; its sum is 0 at the start. Empty = no season. */
export interface SmoothingState {
  readonly level: number;
  readonly trend: number;
  readonly season: readonly number[];
}

export interface BackTest {
  readonly model: ForecastModel;
  readonly season: number | null;
  /** Mean absolute scaled error (Hyndman & Koehler 2006): below 1, the model beats the naive forecast within its training months. */
  readonly mase: number;
  /** Mean absolute error in units of the series, and how many months were forecast one month ahead. */
  readonly meanAbsoluteError: number;
  readonly forecasts: number;
}

export interface ForecastReport {
  readonly parameters: ForecastQuery & { readonly level: number };
  readonly fit: {
    readonly months: number;
    readonly model: ForecastModel;
    readonly season: number | null;
    readonly smoothing: Smoothing | null;
    readonly start: SmoothingState | null;
    readonly sumOfSquares: number;
    readonly mase: number | null;
    /** Every model that was tried, best first. */
    readonly backTests: readonly BackTest[];
  };
  readonly warnings: readonly Warning[];
  /** By month, "2018-01": the forecast and the bounds of the interval. */
  readonly results: Readonly<Record<string, { readonly value: number; readonly low: number; readonly high: number }>>;
}

export type ForecastRefusal =
  | TooFew
  | { readonly code: "day-unreadable"; readonly text: string }
  | { readonly code: "option-out-of-range"; readonly option: string; readonly found: number };

/** Fewer months say nothing about how wrong a forecast is. */
const fewestMonths = 6;
/** Months that must be forecast before a back-test counts, and the most that are: the latest ones. */
const fewestForecasts = 3;
const mostForecasts = 24;

/**
 * Adds up values by month, from the first month with one to the last whole month up to `asOf`. The month that `asOf` cuts is left out: a
 * part of a month would look like a fall.
 */
export function monthlySeries(
  points: readonly { readonly on: DayNumber; readonly value: number }[],
  asOf: Day,
): Result<MonthlySeries, Extract<ForecastRefusal, { code: "day-unreadable" }> | TooFew> {
  const until = parseDay(asOf);
  if (until === null) return err({ code: "day-unreadable", text: asOf });
  // The month of tomorrow is the first that is not whole.
  const end = monthIndexOf(until + 1);
  const byMonth = new Map<number, number[]>();
  for (const { on, value } of points) {
    const month = monthIndexOf(on);
    if (month >= end) continue;
    const list = byMonth.get(month);
    if (list) list.push(value);
    else byMonth.set(month, [value]);
  }
  if (byMonth.size === 0) return err({ code: "data-too-few", what: "months", needed: fewestMonths, found: 0 });
  const firstMonth = [...byMonth.keys()].reduce((a, b) => Math.min(a, b));
  // By size, since in another order of the records the last digit is another one, and the search for a model takes another way.
  const totalOf = (month: number): number => sum((byMonth.get(month) ?? []).sort((a, b) => a - b));
  return ok({ firstMonth, values: Array.from({ length: end - firstMonth }, (_, at) => totalOf(firstMonth + at)) });
}

/** Runs the recursion, writes the one-step errors and turns `season` in place; returns level and trend after the last value. */
function run(
  values: Float64Array,
  { alpha, beta, gamma, phi }: Smoothing,
  from: { readonly level: number; readonly trend: number },
  season: Float64Array,
  errors: Float64Array,
): { level: number; trend: number } {
  let { level, trend } = from;
  const length = season.length;
  for (let at = 0, index = 0; at < values.length; at++) {
    const seasonal = length === 0 ? 0 : (season[index] as number);
    const error = (values[at] as number) - (level + phi * trend + seasonal);
    level += phi * trend + alpha * error;
    trend = phi * trend + beta * error;
    if (length > 0) {
      season[index] = seasonal + gamma * error;
      if (++index === length) index = 0;
    }
    errors[at] = error;
  }
  return { level, trend };
}

/** Runs additive exponential smoothing in error form: the one-step errors, and the state after the last value. */
export function smooth(
  values: readonly number[],
  smoothing: Smoothing,
  start: SmoothingState,
): { errors: readonly number[]; end: SmoothingState } {
  const season = Float64Array.from(start.season);
  const errors = new Float64Array(values.length);
  const end = run(Float64Array.from(values), smoothing, start, season, errors);
  const turn = season.length === 0 ? 0 : values.length % season.length;
  return { errors: [...errors], end: { ...end, season: [...season.subarray(turn), ...season.subarray(0, turn)] } };
}

/** Forecasts 1 … `horizon` months after a state. */
export function continueFrom({ level, trend, season }: SmoothingState, phi: number, horizon: number): number[] {
  let reach = 0;
  return Array.from({ length: horizon }, (_, ahead) => {
    reach += power(phi, ahead + 1);
    return level + reach * trend + (season.length === 0 ? 0 : (season[ahead % season.length] as number));
  });
}

function squares(errors: Iterable<number>): number {
  let total = 0;
  for (const error of errors) total += error * error;
  return total;
}

/** Least squares by modified Gram–Schmidt; a column that the ones before already hold gets 0. */
function leastSquares(columns: readonly Float64Array[], target: Float64Array): { solution: number[]; rest: Float64Array } {
  const dot = (a: Float64Array, b: Float64Array): number => {
    let total = 0;
    for (let at = 0; at < a.length; at++) total += (a[at] as number) * (b[at] as number);
    return total;
  };
  const subtract = (from: Float64Array, factor: number, other: Float64Array): void => {
    for (let at = 0; at < from.length; at++) from[at] = (from[at] as number) - factor * (other[at] as number);
  };
  const basis: Float64Array[] = [];
  const upper = columns.map(() => new Float64Array(columns.length));
  const rest = target.slice();
  const shadow = new Float64Array(columns.length);
  columns.forEach((column, j) => {
    const left = column.slice();
    const size = Math.sqrt(dot(column, column));
    basis.forEach((one, i) => {
      const part = dot(one, left);
      (upper[i] as Float64Array)[j] = part;
      subtract(left, part, one);
    });
    const length = Math.sqrt(dot(left, left));
    const isNew = length > 1e-9 * size;
    basis.push(left.map((value) => (isNew ? value / length : 0)));
    (upper[j] as Float64Array)[j] = isNew ? length : 0;
    const part = dot(basis[j] as Float64Array, rest);
    shadow[j] = part;
    subtract(rest, part, basis[j] as Float64Array);
  });
  const solution = new Array<number>(columns.length).fill(0);
  for (let j = columns.length - 1; j >= 0; j--) {
    const diagonal = (upper[j] as Float64Array)[j] as number;
    if (diagonal === 0) continue;
    let value = shadow[j] as number;
    for (let k = j + 1; k < columns.length; k++) value -= ((upper[j] as Float64Array)[k] as number) * (solution[k] as number);
    solution[j] = value / diagonal;
  }
  return { solution, rest };
}

interface Shape {
  readonly hasTrend: boolean;
  /** 0 = no season. */
  readonly season: number;
}

const shapeOf = (model: ForecastModel, season: number | null): Shape => ({
  hasTrend: model === "damped" || model === "holtWinters",
  season: model === "holtWinters" ? (season ?? 0) : 0,
});

/** The state made of free numbers: level, trend, and all seasonal values but the last, which makes their sum 0. */
function stateOf({ hasTrend, season }: Shape, free: readonly number[]): SmoothingState {
  const own = season === 0 ? [] : free.slice(hasTrend ? 2 : 1);
  return {
    level: free[0] as number,
    trend: hasTrend ? (free[1] as number) : 0,
    season: season === 0 ? [] : [...own, -own.reduce((total, value) => total + value, 0)],
  };
}

/**
 * The start that makes the sum of squared one-step errors smallest for given smoothing. The errors are linear in the start, so it is
 * solved for and not searched (variable projection, Golub & Pereyra 1973): two to four parameters are left to search, not seventeen.
 */
function bestStart(values: Float64Array, smoothing: Smoothing, shape: Shape): { start: SmoothingState; sumOfSquares: number } {
  const size = 1 + (shape.hasTrend ? 1 : 0) + Math.max(0, shape.season - 1);
  const silence = new Float64Array(values.length);
  const errorsFrom = (start: SmoothingState, series: Float64Array): Float64Array => {
    const errors = new Float64Array(series.length);
    run(series, smoothing, start, Float64Array.from(start.season), errors);
    return errors;
  };
  const columns = Array.from({ length: size }, (_, axis) => {
    const unit = Array.from({ length: size }, (_, at) => (at === axis ? -1 : 0));
    return errorsFrom(stateOf(shape, unit), silence);
  });
  const { solution, rest } = leastSquares(columns, errorsFrom(stateOf(shape, new Array<number>(size).fill(0)), values));
  return { start: stateOf(shape, solution), sumOfSquares: squares(rest) };
}

/** A sine, not a logistic curve: a bound is reached at a finite place, so a search that ends on it settles. */
const between = (low: number, high: number, value: number): number => low + ((high - low) * (1 + sine(value))) / 2;

/** The usual region: 0 < alpha < 1, 0 < beta < alpha, 0 < gamma < 1 − alpha, 0.8 ≤ phi ≤ 0.98. */
function smoothingOf({ hasTrend, season }: Shape, at: readonly number[]): Smoothing {
  const alpha = between(0.0001, 0.9999, at[0] as number);
  const gammaAt = hasTrend ? 3 : 1;
  return {
    alpha,
    beta: hasTrend ? alpha * between(0.0001, 0.9999, at[1] as number) : 0,
    gamma: season > 0 ? (1 - alpha) * between(0.0001, 0.9999, at[gammaAt] as number) : 0,
    phi: hasTrend ? between(0.8, 0.98, at[2] as number) : 1,
  };
}

export interface SmoothingFit {
  readonly smoothing: Smoothing;
  readonly start: SmoothingState;
  readonly end: SmoothingState;
  readonly errors: readonly number[];
  readonly sumOfSquares: number;
  /** Free parameters, the start included. */
  readonly parameters: number;
  /** Where the search ended, in its own coordinates. */
  readonly at: readonly number[];
  readonly converged: boolean;
}

/**
 * Fits one of the three smoothing models by the smallest sum of squared one-step errors. `season` is for `holtWinters`; `from` is where
 * the search begins, the `at` of a fit to nearly the same values.
 */
export function fitSmoothing(
  values: readonly number[],
  model: "simple" | "damped" | "holtWinters",
  season: number | null = null,
  from?: readonly number[],
): SmoothingFit {
  const shape = shapeOf(model, season);
  // In units of the series' own spread, so that the search's tolerance means the same for pieces and for millions.
  const scale = Math.sqrt(squares(values) / values.length) || 1;
  const scaled = Float64Array.from(values, (value) => value / scale);
  const lossAt = (at: readonly number[]): number => bestStart(scaled, smoothingOf(shape, at), shape).sumOfSquares;
  const begin = [-0.4, ...(shape.hasTrend ? [-0.9, 0.2] : []), ...(shape.season > 0 ? [-0.9] : [])];
  // The sum of squares often has two valleys, one that follows quickly and one that hardly moves.
  // Beside the minimum already, a short look around is enough for a back-test, which asks for many fits.
  const effort =
    from === undefined ? { step: 0.3, tolerance: 1e-8, maxEvaluations: 600 } : { step: 0.1, tolerance: 1e-5, maxEvaluations: 60 };
  const starts = from === undefined ? [begin, begin.map((value, at) => (at === 0 ? 0.9 : value))] : [from];
  const found = starts.map((start) => minimise(lossAt, start, effort)).reduce((best, other) => (other.value < best.value ? other : best));
  const smoothing = smoothingOf(shape, found.at);
  const { start } = bestStart(Float64Array.from(values), smoothing, shape);
  const { errors, end } = smooth(values, smoothing, start);
  return {
    smoothing,
    start,
    end,
    errors,
    sumOfSquares: squares(errors),
    parameters: begin.length + 1 + (shape.hasTrend ? 1 : 0) + Math.max(0, shape.season - 1),
    at: found.at,
    converged: found.converged,
  };
}

interface Prepared {
  readonly points: readonly number[];
  /** Variance of the forecast error, a step. */
  readonly variances: readonly number[];
  readonly sumOfSquares: number;
  readonly fit: SmoothingFit | null;
}

const meanOf = (values: readonly number[]): number => sum(values) / values.length;
const steps = (horizon: number): number[] => Array.from({ length: horizon }, (_, at) => at + 1);

/** Points and error variances of one model (Hyndman et al. 2008, table 6.1: variance = sigma² × (1 + Σ c²)). */
function prepare(
  values: readonly number[],
  model: ForecastModel,
  season: number | null,
  horizon: number,
  from?: readonly number[],
): Prepared {
  const count = values.length;
  if (model === "naive" || model === "seasonalNaive") {
    const lag = model === "naive" ? 1 : (season ?? 1);
    const errors = values.slice(lag).map((value, at) => value - (values[at] as number));
    const sigma2 = squares(errors) / Math.max(1, errors.length);
    return {
      points: steps(horizon).map((ahead) => values[count - lag + ((ahead - 1) % lag)] as number),
      variances: steps(horizon).map((ahead) => sigma2 * Math.ceil(ahead / lag)),
      sumOfSquares: squares(errors),
      fit: null,
    };
  }
  if (model === "mean") {
    const mean = meanOf(values);
    const sumOfSquares = squares(values.map((value) => value - mean));
    return {
      points: steps(horizon).map(() => mean),
      variances: steps(horizon).map(() => (sumOfSquares / Math.max(1, count - 1)) * (1 + 1 / count)),
      sumOfSquares,
      fit: null,
    };
  }
  const fit = fitSmoothing(values, model, season, from);
  const { alpha, beta, gamma, phi } = fit.smoothing;
  const sigma2 = fit.sumOfSquares / Math.max(1, count - fit.parameters);
  let reach = 0;
  let added = 0;
  const variances = steps(horizon).map((ahead) => {
    const variance = sigma2 * (1 + added);
    reach += power(phi, ahead);
    added += square(alpha + beta * reach + (model === "holtWinters" && season !== null && ahead % season === 0 ? gamma : 0));
    return variance;
  });
  return { points: continueFrom(fit.end, phi, horizon), variances, sumOfSquares: fit.sumOfSquares, fit };
}

/**
 * Forecasts each of the last months from those before it (rolling origin, refitted each time). Errors are scaled by the mean absolute
 * error of the naive forecast within the training months (MASE, Hyndman & Koehler 2006). `null` where nothing can be scaled: no change yet.
 */
export function backTest(values: readonly number[], model: ForecastModel, season: number | null, firstOrigin: number): BackTest | null {
  const errors: number[] = [];
  const scaled: number[] = [];
  // Each origin begins its search where the one before ended: nothing of later months is known to it.
  let from: readonly number[] | undefined;
  for (let origin = Math.max(firstOrigin, values.length - mostForecasts); origin < values.length; origin++) {
    const training = values.slice(0, origin);
    const naive = meanOf(training.slice(1).map((value, at) => Math.abs(value - (training[at] as number))));
    const { points, fit } = prepare(training, model, season, 1, from);
    from = fit?.at;
    const error = Math.abs((values[origin] as number) - (points[0] as number));
    errors.push(error);
    if (naive > 0) scaled.push(error / naive);
  }
  if (scaled.length === 0) return null;
  return { model, season, mase: meanOf(scaled), meanAbsoluteError: meanOf(errors), forecasts: errors.length };
}

/** z with P(|Z| ≤ z) = level, by bisection of the normal distribution (Abramowitz & Stegun 26.2.17, error below 7.5e-8). */
export function normalBound(level: number): number {
  const upperTail = (z: number): number => {
    const t = 1 / (1 + 0.2316419 * z);
    const series = t * (0.31938153 + t * (-0.356563782 + t * (1.781477937 + t * (-1.821255978 + t * 1.330274429))));
    return (exp((-z * z) / 2) / Math.sqrt(2 * Math.PI)) * series;
  };
  let [low, high] = [0, 10];
  for (let step = 0; step < 60; step++) {
    const middle = (low + high) / 2;
    if (upperTail(middle) > (1 - level) / 2) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}

interface Candidate {
  readonly model: ForecastModel;
  readonly season: number | null;
}

/** Simple ones first: of two that do equally well, the simpler is chosen. */
const plainModels: readonly ForecastModel[] = ["naive", "mean", "simple", "damped"];
const isSeasonal = (model: ForecastModel): boolean => model === "seasonalNaive" || model === "holtWinters";

/** Forecasts a monthly series with an interval; the model is the one with the smallest back-test error, or the one asked for. */
export function forecast(series: MonthlySeries, query: ForecastQuery): Result<ForecastReport, ForecastRefusal> {
  const { values } = series;
  const count = values.length;
  const level = query.level ?? 0.8;
  if (!(level > 0 && level < 1)) return err({ code: "option-out-of-range", option: "level", found: level });
  if (!Number.isInteger(query.horizon) || query.horizon < 1)
    return err({ code: "option-out-of-range", option: "horizon", found: query.horizon });
  if (query.season !== undefined && query.season !== null && (!Number.isInteger(query.season) || query.season < 2))
    return err({ code: "option-out-of-range", option: "season", found: query.season });
  if (count < fewestMonths) return err({ code: "data-too-few", what: "months", needed: fewestMonths, found: count });

  const warnings: Warning[] = [];
  let season = query.season === undefined ? 12 : query.season;
  const asksForSeason = query.model !== undefined && isSeasonal(query.model);
  if (season !== null && count < 2 * season) {
    if (asksForSeason || query.season !== undefined) return err({ code: "data-too-few", what: "months", needed: 2 * season, found: count });
    warnings.push({ code: "season-too-short", season, needed: 2 * season, found: count });
    season = count >= 6 + fewestForecasts ? 3 : null;
  }
  if (asksForSeason && season === null) return err({ code: "data-too-few", what: "months", needed: 24, found: count });

  const seasonal: Candidate[] =
    season === null
      ? []
      : [
          { model: "seasonalNaive" as const, season },
          ...(count - 2 * season >= fewestForecasts ? [{ model: "holtWinters" as const, season }] : []),
        ];
  const all: Candidate[] = [...plainModels.map((model) => ({ model, season: null })), ...seasonal];
  const candidates =
    query.model === undefined ? all : [{ model: query.model, season: isSeasonal(query.model) ? season : null } satisfies Candidate];
  // All are tried on the same months, or the one with the easier months would win.
  const needed = candidates.map(({ model, season: months }) =>
    model === "holtWinters" ? 2 * (months ?? 0) : model === "seasonalNaive" ? (months ?? 0) : 4,
  );
  const firstOrigin = Math.min(Math.max(Math.ceil(count / 2), ...needed), count - 1);
  const backTests = candidates
    .map(({ model, season: months }) => backTest(values, model, months, firstOrigin))
    .filter((test) => test !== null)
    .sort((a, b) => a.mase - b.mase);
  const best = backTests[0];
  const chosen: Candidate = best ?? (candidates[0] as Candidate);
  if (!best) warnings.push({ code: "back-test-impossible" });
  else if (best.mase >= 1) warnings.push({ code: "no-better-than-naive", mase: best.mase });
  if (values.every((value) => value === 0)) warnings.push({ code: "series-empty" });

  const prepared = prepare(values, chosen.model, chosen.season, query.horizon);
  if (prepared.fit && !prepared.fit.converged) warnings.push({ code: "fit-not-converged" });
  const bound = normalBound(level);
  return ok({
    parameters: { ...query, level },
    fit: {
      months: count,
      model: chosen.model,
      season: chosen.season,
      smoothing: prepared.fit?.smoothing ?? null,
      start: prepared.fit?.start ?? null,
      sumOfSquares: prepared.sumOfSquares,
      mase: best?.mase ?? null,
      backTests,
    },
    warnings,
    results: Object.fromEntries(
      prepared.points.map((value, at) => {
        const reach = bound * Math.sqrt(prepared.variances[at] as number);
        return [monthText(series.firstMonth + count + at), { value, low: value - reach, high: value + reach }];
      }),
    ),
  });
}
