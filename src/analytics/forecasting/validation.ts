import { Chance } from "../../lib/chance.ts";
import { log, log1p, square } from "../../lib/mathematics.ts";
import { sum } from "../../lib/sum.ts";
import type { DayNumber } from "../facts/facts.ts";
import { type Interval, wilsonInterval } from "../facts/interval.ts";
import { fitLogistic, logistic } from "./logistic.ts";

type Numbers = ArrayLike<number>;

/** Deals each row into a fold (0 … folds − 1): as many of each answer in every fold as can be, dealt out by seeded chance. */
export function stratifiedFolds(answers: Numbers, folds: number, seed: number): Uint8Array {
  const chance = new Chance(seed);
  const foldOf = new Uint8Array(answers.length);
  let dealt = 0;
  for (const answer of [1, 0]) {
    const rows: number[] = [];
    for (let row = 0; row < answers.length; row++) if ((answers[row] as number) === answer) rows.push(row);
    for (let i = rows.length - 1; i > 0; i--) {
      const j = chance.whole(0, i);
      const swapped = rows[i] as number;
      rows[i] = rows[j] as number;
      rows[j] = swapped;
    }
    // Going on where the last answer stopped keeps the folds of equal size.
    for (const row of rows) foldOf[row] = dealt++ % folds;
  }
  return foldOf;
}

export interface TimeSplit {
  readonly train: number[];
  readonly test: number[];
  /** The first day of the test; all rows of one day are on one side. */
  readonly from: DayNumber;
}

/** Splits rows by time: the latest `share` of them as test, the rest before it as training; undefined when all happened on one day. */
export function timeSplit(days: Numbers, share: number): TimeSplit | undefined {
  const rows = Array.from({ length: days.length }, (_, row) => row).sort((a, b) => (days[a] as number) - (days[b] as number) || a - b);
  if (rows.length < 2) return undefined;
  const dayAt = (index: number): number => days[rows[index] as number] as number;
  let cut = Math.min(rows.length - 1, Math.max(1, Math.round(rows.length * (1 - share))));
  const day = dayAt(cut);
  while (cut > 0 && dayAt(cut - 1) === day) cut--;
  if (cut === 0) {
    while (cut < rows.length && dayAt(cut) === day) cut++;
    if (cut === rows.length) return undefined;
  }
  const inOrder = (part: number[]): number[] => part.sort((a, b) => a - b);
  return { from: dayAt(cut), train: inOrder(rows.slice(0, cut)), test: inOrder(rows.slice(cut)) };
}

/**
 * Returns the area under the ROC curve: the chance that a row of answer 1 scores above one of answer 0, a tie counting half (Mann-
 * Whitney by
 * mid-ranks; Hanley and McNeil 1982). NaN when only one answer occurs.
 */
export function areaUnderCurve(scores: Numbers, answers: Numbers): number {
  const order = Array.from({ length: scores.length }, (_, row) => row).sort((a, b) => (scores[a] as number) - (scores[b] as number));
  let ranks = 0;
  let positive = 0;
  for (let i = 0; i < order.length; ) {
    let j = i;
    while (j < order.length && scores[order[j] as number] === scores[order[i] as number]) j++;
    // The ranks i + 1 … j are one tie: each gets their mean. Twice the rank keeps the sum whole and so exact.
    for (let k = i; k < j; k++)
      if (answers[order[k] as number] === 1) {
        ranks += i + 1 + j;
        positive++;
      }
    i = j;
  }
  const negative = order.length - positive;
  return positive === 0 || negative === 0 ? Number.NaN : (ranks / 2 - (positive * (positive + 1)) / 2) / (positive * negative);
}

/** Returns the mean squared distance of probability and answer (Brier 1950). */
export const brierScore = (probabilities: Numbers, answers: Numbers): number =>
  sum(Array.from(probabilities, (p, row) => square(p - (answers[row] as number)))) / probabilities.length;

/** Returns the mean −log of the probability given to what happened; a probability is kept away from 0 and 1 by 1e-15. */
export const logLoss = (probabilities: Numbers, answers: Numbers): number =>
  sum(Array.from(probabilities, (p, row) => lossOf(p, answers[row] as number))) / probabilities.length;

const lossOf = (probability: number, answer: number): number => {
  const p = Math.min(1 - 1e-15, Math.max(1e-15, probability));
  return -(answer * log(p) + (1 - answer) * log1p(-p));
};

export interface CalibrationBin {
  readonly count: number;
  readonly hits: number;
  /** Mean probability said, share that happened, and what that share may be (95 %, Wilson). */
  readonly predicted: number;
  readonly observed: number;
  readonly interval: Interval;
}

/** Divides rows by probability into bins of nearly equal count, lowest first; equal probabilities are never parted. */
export function binsOf(probabilities: Numbers, bins = 10): number[][] {
  const order = descending(probabilities).reverse();
  const result: number[][] = [];
  for (let bin = 1, from = 0; bin <= bins && from < order.length; bin++) {
    let to = Math.max(from, Math.round((bin * order.length) / bins));
    if (to === from) continue;
    while (to < order.length && probabilities[order[to] as number] === probabilities[order[to - 1] as number]) to++;
    result.push(order.slice(from, to));
    from = to;
  }
  return result;
}

/** Compares the probability said with the share that happened, in each of `binsOf`. */
export const calibrationBins = (probabilities: Numbers, answers: Numbers, bins = 10): CalibrationBin[] =>
  binsOf(probabilities, bins).map((rows) => {
    const hits = rows.filter((row) => answers[row] === 1).length;
    return {
      count: rows.length,
      hits,
      predicted: sum(rows.map((row) => probabilities[row] as number)) / rows.length,
      observed: hits / rows.length,
      interval: wilsonInterval(hits, rows.length),
    };
  });

export interface GainRow {
  /** The most probable share of all rows that is looked at, and how many rows that are. */
  readonly share: number;
  readonly count: number;
  /** Answers 1 among them; not whole where the edge cuts through equal scores, which are shared out evenly. */
  readonly hits: number;
  /** Share of all answers 1 that is reached. */
  readonly gain: number;
  /** How many times as many as by chance: among all looked at so far, and in this step alone. */
  readonly lift: number;
  readonly stepLift: number;
}

/** Makes the table of cumulative gain and lift, in steps of equal share from the most probable down. */
export function gainTable(scores: Numbers, answers: Numbers, steps = 10): GainRow[] {
  const order = descending(scores);
  const all = order.length;
  // hitsBefore[n]: answers 1 expected among the first n when ties come in any order.
  const hitsBefore = new Float64Array(all + 1);
  for (let i = 0; i < all; ) {
    let j = i;
    let hits = 0;
    while (j < all && scores[order[j] as number] === scores[order[i] as number]) hits += answers[order[j++] as number] as number;
    for (let k = i; k < j; k++) hitsBefore[k + 1] = (hitsBefore[i] as number) + (hits * (k + 1 - i)) / (j - i);
    i = j;
  }
  const total = hitsBefore[all] as number;
  const rows: GainRow[] = [];
  let before = 0;
  for (let step = 1; step <= steps; step++) {
    const count = Math.round((step * all) / steps);
    if (count === before) continue;
    const hits = hitsBefore[count] as number;
    const base = total / all;
    const inStep = hits - (hitsBefore[before] as number);
    rows.push({
      share: count / all,
      count,
      hits,
      gain: total === 0 ? 0 : hits / total,
      lift: total === 0 ? 0 : hits / count / base,
      stepLift: total === 0 ? 0 : inStep / (count - before) / base,
    });
    before = count;
  }
  return rows;
}

/** Sorts rows from the most probable down; of equal ones the earlier first. */
export const descending = (scores: Numbers): number[] =>
  Array.from({ length: scores.length }, (_, row) => row).sort((a, b) => (scores[b] as number) - (scores[a] as number) || a - b);

export interface Quality {
  readonly count: number;
  readonly hits: number;
  /** `null` when only one answer occurs. */
  readonly auc: number | null;
  readonly brier: number;
  /** 1 − Brier / Brier of always saying the share of answers 1: above 0 is better than knowing nothing but that share. */
  readonly brierSkill: number | null;
  readonly logLoss: number;
  readonly calibration: readonly CalibrationBin[];
  readonly gain: readonly GainRow[];
}

/** Measures how good probabilities were for rows that had no part in making them. */
export function qualityOf(probabilities: Numbers, answers: Numbers): Quality {
  const count = answers.length;
  const hits = sum(Array.from(answers));
  const base = hits / count;
  const auc = areaUnderCurve(probabilities, answers);
  const brier = brierScore(probabilities, answers);
  const baseBrier = base * (1 - base);
  return {
    count,
    hits,
    auc: Number.isNaN(auc) ? null : auc,
    brier,
    brierSkill: baseBrier > 0 ? 1 - brier / baseBrier : null,
    logLoss: logLoss(probabilities, answers),
    calibration: calibrationBins(probabilities, answers),
    gain: gainTable(probabilities, answers),
  };
}

/** How stated probabilities are corrected; plain data, so that a model can be kept. */
export type Recalibration =
  | { readonly kind: "none" }
  /** p → logistic(slope · logit p + intercept) */
  | { readonly kind: "platt"; readonly slope: number; readonly intercept: number }
  /** Steps: from `from[i]` on the probability is `value[i]`. */
  | { readonly kind: "isotonic"; readonly from: readonly number[]; readonly value: readonly number[] };

const logit = (probability: number): number => {
  const p = Math.min(1 - 1e-12, Math.max(1e-12, probability));
  return log(p / (1 - p));
};

/** Fits Platt's sigmoid on the log odds, with his targets that keep small samples from certainty (Platt 1999; Lin, Lin and Weng 2007). */
function fitPlatt(probabilities: Numbers, answers: Numbers): Recalibration {
  const hits = sum(Array.from(answers));
  const misses = answers.length - hits;
  const targets = Array.from(answers, (answer) => (answer === 1 ? (hits + 1) / (hits + 2) : 1 / (misses + 2)));
  const matrix = { rows: answers.length, columns: 1, values: Float64Array.from(probabilities, logit) };
  const fit = fitLogistic(matrix, targets, { penalty: 0 });
  // A slope below zero would turn the order round, which is no correction.
  return fit.isConverged && (fit.coefficients[0] as number) > 0
    ? { kind: "platt", slope: fit.coefficients[0] as number, intercept: fit.intercept }
    : { kind: "none" };
}

/** Fits the rising steps nearest to the answers, by pooling adjacent violators (Ayer et al. 1955; Zadrozny and Elkan 2002). */
export function fitIsotonic(probabilities: Numbers, answers: Numbers): Recalibration {
  const order = descending(probabilities).reverse();
  const blocks: { from: number; hits: number; count: number }[] = [];
  for (let i = 0; i < order.length; ) {
    const from = probabilities[order[i] as number] as number;
    const block = { from, hits: 0, count: 0 };
    while (i < order.length && probabilities[order[i] as number] === from) {
      block.hits += answers[order[i++] as number] as number;
      block.count++;
    }
    blocks.push(block);
    for (let last = blocks.length - 1; last > 0; last--) {
      const upper = blocks[last] as (typeof blocks)[number];
      const lower = blocks[last - 1] as (typeof blocks)[number];
      if (lower.hits * upper.count < upper.hits * lower.count) break;
      lower.hits += upper.hits;
      lower.count += upper.count;
      blocks.pop();
    }
  }
  const edge = 1 / (answers.length + 2);
  return {
    kind: "isotonic",
    from: blocks.map((block) => block.from),
    // Kept off 0 and 1: so many rows do not prove certainty.
    value: blocks.map((block) => Math.min(1 - edge, Math.max(edge, block.hits / block.count))),
  };
}

export function recalibrate(how: Recalibration, probability: number): number {
  if (how.kind === "none") return probability;
  if (how.kind === "platt") return logistic(how.slope * logit(probability) + how.intercept);
  let low = 0;
  let high = how.from.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((how.from[middle] as number) <= probability) low = middle;
    else high = middle - 1;
  }
  return how.value[low] ?? probability;
}

export interface RecalibrationChoice {
  readonly chosen: Recalibration;
  /** Log loss out of fold without and with each correction; the chosen one is better by more than its standard error. */
  readonly logLoss: { readonly none: number; readonly platt: number; readonly isotonic: number };
  /** The probabilities given, corrected as chosen, each by what the other folds taught. */
  readonly outOfFold: Float64Array;
}

/**
 * Corrects probabilities only when that helps rows it has not seen: each fold is corrected by what the others teach, and a
 * correction is taken when the mean gain in log loss is more than one standard error above zero.
 */
export function chooseRecalibration(probabilities: Float64Array, answers: Numbers, foldOf: Uint8Array): RecalibrationChoice {
  const folds = foldOf.reduce((most, fold) => Math.max(most, fold), 0) + 1;
  const plain = Array.from(probabilities, (p, row) => lossOf(p, answers[row] as number));
  const attempt = (fit: (probabilities: Numbers, answers: Numbers) => Recalibration) => {
    const corrected = new Float64Array(probabilities.length);
    for (let fold = 0; fold < folds; fold++) {
      const others = rowsWhere(foldOf, (f) => f !== fold);
      const how = fit(
        others.map((row) => probabilities[row] as number),
        others.map((row) => answers[row] as number),
      );
      for (const row of rowsWhere(foldOf, (f) => f === fold)) corrected[row] = recalibrate(how, probabilities[row] as number);
    }
    const gains = Array.from(corrected, (p, row) => (plain[row] as number) - lossOf(p, answers[row] as number));
    const mean = sum(gains) / gains.length;
    const variance = sum(gains.map((gain) => square(gain - mean))) / Math.max(1, gains.length - 1);
    return { fit, corrected, mean, helps: mean > Math.sqrt(variance / gains.length) && mean > 1e-6 };
  };
  const platt = attempt(fitPlatt);
  const isotonic = attempt(fitIsotonic);
  const before = sum(plain) / plain.length;
  const helping = [platt, isotonic].filter((one) => one.helps).sort((a, b) => b.mean - a.mean)[0];
  return {
    chosen: helping ? helping.fit(probabilities, answers) : { kind: "none" },
    logLoss: { none: before, platt: before - platt.mean, isotonic: before - isotonic.mean },
    outOfFold: helping ? helping.corrected : probabilities,
  };
}

const rowsWhere = (foldOf: Uint8Array, isWanted: (fold: number) => boolean): number[] => {
  const rows: number[] = [];
  for (let row = 0; row < foldOf.length; row++) if (isWanted(foldOf[row] as number)) rows.push(row);
  return rows;
};
