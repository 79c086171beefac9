import { err, ok, type Result } from "../../lib/result.ts";
import { sum } from "../../lib/sum.ts";
import { type Day, type DayNumber, parseDay, type TooFew } from "../facts/facts.ts";
import { compareText } from "../facts/purchaseHistory.ts";
import type { RecordOrder } from "../facts/recordOrder.ts";
import { inOrderOfContent } from "./contentOrder.ts";
import {
  type AnsweredRecord,
  type Column,
  type DesignWarning,
  designColumns,
  designMatrix,
  type FieldRecord,
  type FieldTable,
  leakWarnings,
  readFields,
  valueOf,
} from "./designMatrix.ts";
import { fitLogistic, type LogisticFit, logistic, type Matrix, predictLogistic } from "./logistic.ts";
import {
  type CalibrationBin,
  chooseRecalibration,
  type Quality,
  qualityOf,
  type Recalibration,
  recalibrate,
  stratifiedFolds,
  timeSplit,
} from "./validation.ts";

/** The question that is asked: will they buy, will they answer, will they leave. The method is one; sentences on screen differ. */
export type PropensityAim = "purchase" | "response" | "churn";

export interface PropensityOptions {
  readonly aim: PropensityAim;
  /** Records of later days are scored, but their answers are not known yet. Only said back when no record has a day. */
  readonly asOf: Day;
  /** Fields that shall not be used. */
  readonly exclude?: readonly string[];
  readonly penalty?: number;
  readonly folds?: number;
  readonly seed?: number;
  /** Fewest records with an answer, and fewest of the rarer answer. */
  readonly needed?: number;
  readonly neededOfRarer?: number;
}

/** What a field does to one record's log odds, compared with the mean of all records learned from. */
export interface Reason {
  readonly field: string;
  /** As the record has it; `null` = missing. */
  readonly value: unknown;
  /** Fields that tell the same story; their part is in the contribution. */
  readonly alongWith: readonly string[];
  readonly contribution: number;
  readonly effect: "raises" | "lowers";
}

export interface Propensity {
  readonly probability: number;
  /** What was said of this record by models that had not seen its answer; `null` when it has none or was not tested on. */
  readonly outOfFold: number | null;
  /** Strongest first, at most three. */
  readonly reasons: readonly Reason[];
}

export type PropensityWarning =
  | DesignWarning
  | { readonly code: "not-converged"; readonly iterations: number; readonly gradient: number }
  /** No better than saying the same share to everybody. */
  | { readonly code: "no-better-than-chance"; readonly brierSkill: number | null; readonly auc: number | null }
  /** Said and happened differ by so much, on average or among the most probable: the order of the records holds, the percentages do not. */
  | { readonly code: "calibration-off"; readonly error: number }
  /** There are days, but too few of one answer before or after any cut. */
  | { readonly code: "time-order-impossible" }
  | { readonly code: "answer-later-than-as-of"; readonly count: number };

export interface PropensityValidation extends Quality {
  /** Time-ordered: learned from records before `from`, tested on those since; `null` when cross-validated. */
  readonly method: "time-ordered" | "cross-validated";
  readonly from: DayNumber | null;
  /** Area under the curve in each fold of the cross-validation. */
  readonly foldAuc: readonly (number | null)[];
}

export interface PropensityFit {
  readonly records: number;
  readonly answered: number;
  readonly hits: number;
  readonly model: LogisticFit;
  readonly columns: readonly Column[];
  readonly recalibration: Recalibration;
  readonly recalibrationLogLoss: { readonly none: number; readonly platt: number; readonly isotonic: number };
  readonly validation: PropensityValidation;
  /** Mean size of each field's contribution, strongest first. */
  readonly fields: readonly { readonly field: string; readonly alongWith: readonly string[]; readonly strength: number }[];
}

export interface PropensityAnswer {
  readonly parameters: Required<PropensityOptions>;
  readonly fit: PropensityFit;
  readonly warnings: readonly PropensityWarning[];
  readonly results: Readonly<Record<string, Propensity>>;
}

export type PropensityRefusal =
  | (TooFew & { readonly what: "answered" | "rarer-answer" })
  | { readonly code: "fields-missing"; readonly warnings: readonly DesignWarning[] };

const testShare = 0.3;
/** Percentages may be off by five points before it matters; one or two bins of ten lie outside their interval by chance. */
const tolerated = { error: 0.05, bins: 2 };
/** Fewer of one answer in a test would make its figures chance. */
const neededInPart = 5;

/** The records learned from and tested on, before anything is said of single records. */
export interface Trial {
  readonly parameters: Required<PropensityOptions>;
  readonly table: FieldTable;
  /** Rows of the table whose answer is known, those answers (1 = yes), and what was said of each by models that had not seen it. */
  readonly answered: readonly number[];
  readonly answers: Uint8Array;
  readonly outOfFold: Float64Array;
  /** Which of them (indices in `answered`) the validation is about, and what it said of each. */
  readonly tested: readonly number[];
  readonly said: ArrayLike<number>;
  readonly recordAt: (row: number) => AnsweredRecord;
  readonly recalibration: Recalibration;
  readonly recalibrationLogLoss: PropensityFit["recalibrationLogLoss"];
  readonly validation: PropensityValidation;
  readonly warnings: readonly PropensityWarning[];
}

/** Reads the records, refuses too few, and tests the whole procedure on records it has not seen: later ones where there is time. */
export function tryPropensity(
  records: readonly AnsweredRecord[],
  options: PropensityOptions,
  order: RecordOrder = compareText,
): Result<Trial, PropensityRefusal> {
  const parameters = { exclude: [], penalty: 1, folds: 5, seed: 1, needed: 50, neededOfRarer: 10, ...options };
  const asOf = parseDay(parameters.asOf);
  if (asOf === null) throw new RangeError("asOf is not a day");
  const answeredById = new Map(records.map((record) => [record.id, record]));
  const table = readFields(inOrderOfContent(records, order), parameters.exclude);
  const all = Array.from(table.records.keys());
  const recordAt = (row: number): AnsweredRecord => answeredById.get((table.records[row] as FieldRecord).id) as AnsweredRecord;
  const isLater = (row: number): boolean => (recordAt(row).on ?? Number.NEGATIVE_INFINITY) > asOf;
  const answered = all.filter((row) => recordAt(row).answer !== null && !isLater(row));
  const later = all.filter((row) => recordAt(row).answer !== null && isLater(row)).length;
  const answers = Uint8Array.from(answered, (row) => (recordAt(row).answer ? 1 : 0));
  const hits = sum(answers);
  const rarer = Math.min(hits, answered.length - hits);
  const { needed, neededOfRarer } = parameters;
  if (answered.length < needed) return err({ code: "data-too-few", what: "answered", needed, found: answered.length });
  if (rarer < neededOfRarer) return err({ code: "data-too-few", what: "rarer-answer", needed: neededOfRarer, found: rarer });
  if (table.fields.length === 0) return err({ code: "fields-missing", warnings: table.warnings });

  const warnings: PropensityWarning[] = [...table.warnings, ...leakWarnings(table, answered, answers)];
  if (later > 0) warnings.push({ code: "answer-later-than-as-of", count: later });

  const groups = answered.map((row) => recordAt(row).group ?? recordAt(row).id);
  const crossed = crossValidate(table, answered, answers, groups, parameters);
  const choice = chooseRecalibration(crossed.probabilities, answers, crossed.foldOf);
  let test: Test = { method: "cross-validated", from: null, tested: [...answered.keys()], said: choice.outOfFold };
  if (answered.every((row) => typeof recordAt(row).on === "number")) {
    const days = answered.map((row) => recordAt(row).on as number);
    const later = testLater(table, answered, answers, groups, days, parameters);
    if (later) test = later;
    else warnings.push({ code: "time-order-impossible" });
  }
  const { method, from, tested, said } = test;
  const quality = qualityOf(
    said,
    tested.map((index) => answers[index] as number),
  );
  return ok({
    ...{ parameters, table, answered, answers, tested, said, recordAt, warnings },
    outOfFold: choice.outOfFold,
    recalibration: choice.chosen,
    recalibrationLogLoss: choice.logLoss,
    validation: { method, from, foldAuc: crossed.foldAuc, ...quality },
  });
}

/**
 * Estimates the probability of an answer for every record, from whatever fields there are: ridge logistic regression, trained on
 * the records whose
 * answer is known, validated on records it has not seen, corrected only if that helps there, with the reasons for each record.
 * `order` is that of records, or their groups, that say the same.
 */
export function propensity(
  records: readonly AnsweredRecord[],
  options: PropensityOptions,
  order: RecordOrder = compareText,
): Result<PropensityAnswer, PropensityRefusal> {
  const trial = tryPropensity(records, options, order);
  if (!trial.ok) return trial;
  const { parameters, table, answered, answers, validation, recalibration, recalibrationLogLoss } = trial.value;
  const warnings = [...trial.value.warnings];
  const all = Array.from(table.records.keys());
  const columns = designColumns(table, answered);
  const training = designMatrix(table, columns, answered);
  const model = fitLogistic(training, answers, { penalty: parameters.penalty });
  if (!model.isConverged) warnings.push({ code: "not-converged", iterations: model.iterations, gradient: model.gradient });
  if ((validation.brierSkill ?? 0) <= 0 || (validation.auc ?? 0) <= 0.5)
    warnings.push({ code: "no-better-than-chance", brierSkill: validation.brierSkill, auc: validation.auc });
  const error = sum(validation.calibration.map((bin) => bin.count * Math.abs(bin.predicted - bin.observed))) / validation.count;
  const outside = validation.calibration.filter(isOutside);
  // Those on top are the ones a person acts on; among many who are rightly said to do nothing their error would vanish.
  const top = validation.calibration.at(-1);
  const topError = top && isOutside(top) ? Math.abs(top.predicted - top.observed) : 0;
  if ((error > tolerated.error && outside.length > tolerated.bins) || topError > tolerated.error)
    warnings.push({ code: "calibration-off", error: Math.max(error, topError) });

  const { results, fields } = explain(
    table,
    designMatrix(table, columns, all),
    columns,
    meansOf(training),
    model,
    recalibration,
    new Map(answered.map((row, i) => [row, trial.value.outOfFold[i] as number])),
  );
  return ok({
    parameters,
    fit: {
      records: all.length,
      answered: answered.length,
      hits: sum(answers),
      model,
      columns,
      recalibration,
      recalibrationLogLoss,
      validation,
      fields,
    },
    warnings,
    results,
  });
}

const isOutside = ({ predicted, interval }: CalibrationBin): boolean => predicted < interval.low || predicted > interval.high;

interface Training {
  readonly penalty: number;
  readonly folds: number;
  readonly seed: number;
}

/** Probabilities of `test` by a model that saw `train` only, down to means and choices of the columns. */
function predictUnseen(
  table: FieldTable,
  train: readonly number[],
  answers: ArrayLike<number>,
  test: readonly number[],
  penalty: number,
): Float64Array {
  const columns = designColumns(table, train);
  return predictLogistic(fitLogistic(designMatrix(table, columns, train), answers, { penalty }), designMatrix(table, columns, test));
}

function crossValidate(
  table: FieldTable,
  rows: readonly number[],
  answers: Uint8Array,
  groups: readonly string[],
  { penalty, folds, seed }: Training,
) {
  const indexByGroup = new Map([...new Set(groups)].map((group, index) => [group, index]));
  const answerOfGroup = new Uint8Array(indexByGroup.size);
  for (const [i, group] of groups.entries()) if (answers[i] === 1) answerOfGroup[indexByGroup.get(group) as number] = 1;
  const foldOfGroup = stratifiedFolds(answerOfGroup, folds, seed);
  const foldOf = Uint8Array.from(groups, (group) => foldOfGroup[indexByGroup.get(group) as number] as number);
  const probabilities = new Float64Array(rows.length);
  const foldAuc: (number | null)[] = [];
  for (let fold = 0; fold < folds; fold++) {
    const inside = Array.from(rows.keys()).filter((i) => foldOf[i] === fold);
    const outside = Array.from(rows.keys()).filter((i) => foldOf[i] !== fold);
    const rowsOf = (indices: readonly number[]): number[] => indices.map((i) => rows[i] as number);
    const answersOf = (indices: readonly number[]): number[] => indices.map((i) => answers[i] as number);
    const said = predictUnseen(table, rowsOf(outside), answersOf(outside), rowsOf(inside), penalty);
    for (const [i, index] of inside.entries()) probabilities[index] = said[i] as number;
    foldAuc.push(inside.length === 0 ? null : qualityOf(said, answersOf(inside)).auc);
  }
  return { foldOf, probabilities, foldAuc };
}

/** Which of the answered records (by index) were tested, and what was said of each. */
interface Test extends Pick<PropensityValidation, "method" | "from"> {
  readonly tested: readonly number[];
  readonly said: ArrayLike<number>;
}

/** The whole procedure, recalibration included, on the earlier records alone, and what it foretold of the later ones. */
function testLater(
  table: FieldTable,
  rows: readonly number[],
  answers: Uint8Array,
  groups: readonly string[],
  days: readonly number[],
  training: Training,
): Test | undefined {
  const split = timeSplit(days, testShare);
  if (!split) return undefined;
  const answersOf = (indices: readonly number[]): Uint8Array => Uint8Array.from(indices, (i) => answers[i] as number);
  const [trainAnswers, testAnswers] = [answersOf(split.train), answersOf(split.test)];
  for (const part of [trainAnswers, testAnswers]) {
    const hits = sum(part);
    if (Math.min(hits, part.length - hits) < neededInPart) return undefined;
  }
  const train = split.train.map((i) => rows[i] as number);
  const test = split.test.map((i) => rows[i] as number);
  const crossed = crossValidate(
    table,
    train,
    trainAnswers,
    split.train.map((i) => groups[i] as string),
    training,
  );
  const { chosen } = chooseRecalibration(crossed.probabilities, trainAnswers, crossed.foldOf);
  const said = predictUnseen(table, train, trainAnswers, test, training.penalty).map((p) => recalibrate(chosen, p));
  return { method: "time-ordered", from: split.from, tested: split.test, said };
}

function meansOf(matrix: Matrix): Float64Array {
  const means = new Float64Array(matrix.columns);
  for (let row = 0, at = 0; row < matrix.rows; row++)
    for (let c = 0; c < matrix.columns; c++, at++) means[c]! += matrix.values[at] as number;
  return means.map((total) => total / matrix.rows);
}

/** From here on two fields tell the same story, and weights of opposite sign between them say nothing to a person. */
const sameStory = 0.8;

/**
 * Contributions by field, all columns of a field together: a choice is explained by the field, not by the choices not made. Fields
 * whose contributions go up and down together are one reason, under the name of the strongest: who has been a customer for long has
 * also paid more in all.
 */
function explain(
  table: FieldTable,
  matrix: Matrix,
  columns: readonly Column[],
  means: Float64Array,
  model: LogisticFit,
  correction: Recalibration,
  outOfFold: ReadonlyMap<number, number>,
): Pick<PropensityAnswer, "results"> & Pick<PropensityFit, "fields"> {
  const names = [...new Set(columns.map((column) => column.field))];
  const indexByField = new Map(names.map((name, index) => [name, index]));
  const fieldOf = columns.map((column) => indexByField.get(column.field) as number);
  const contributions = names.map(() => new Float64Array(matrix.rows));
  const scores = new Float64Array(matrix.rows);
  for (let row = 0, at = 0; row < matrix.rows; row++) {
    let score = model.intercept;
    for (let c = 0; c < matrix.columns; c++, at++) {
      const weight = model.coefficients[c] as number;
      score += weight * (matrix.values[at] as number);
      (contributions[fieldOf[c] as number] as Float64Array)[row]! += weight * ((matrix.values[at] as number) - (means[c] as number));
    }
    scores[row] = score;
  }
  const stories = storiesOf(names, contributions);
  const results: Record<string, Propensity> = {};
  for (const [row, record] of table.records.entries()) {
    const strongest = stories
      .map((story) => ({ story, contribution: story.contributions[row] as number }))
      .filter((one) => Math.abs(one.contribution) > 1e-9)
      .sort((a, b) => Math.abs(b.contribution) - Math.abs(a.contribution))
      .slice(0, 3);
    results[record.id] = {
      probability: recalibrate(correction, logistic(scores[row] as number)),
      outOfFold: outOfFold.get(row) ?? null,
      reasons: strongest.map(({ story, contribution }) => ({
        field: story.field,
        value: valueOf(table, row, story.field),
        alongWith: story.alongWith,
        contribution,
        effect: contribution > 0 ? "raises" : "lowers",
      })),
    };
  }
  return { results, fields: stories.map(({ field, alongWith, strength }) => ({ field, alongWith, strength })) };
}

interface Story {
  readonly field: string;
  readonly alongWith: readonly string[];
  readonly contributions: Float64Array;
  readonly strength: number;
}

function storiesOf(names: readonly string[], contributions: readonly Float64Array[]): Story[] {
  const strengthOf = (all: Float64Array): number => sum(all.map(Math.abs)) / all.length;
  const open = names
    .map((field, index) => ({
      field,
      all: contributions[index] as Float64Array,
      strength: strengthOf(contributions[index] as Float64Array),
    }))
    .sort((a, b) => b.strength - a.strength);
  const stories: Story[] = [];
  for (let leader = open.shift(); leader; leader = open.shift()) {
    const total = Float64Array.from(leader.all);
    const alongWith: string[] = [];
    for (const other of [...open]) {
      if (Math.abs(correlation(leader.all, other.all)) < sameStory) continue;
      alongWith.push(other.field);
      open.splice(open.indexOf(other), 1);
      for (let row = 0; row < total.length; row++) total[row]! += other.all[row] as number;
    }
    stories.push({ field: leader.field, alongWith, contributions: total, strength: strengthOf(total) });
  }
  return stories.sort((a, b) => b.strength - a.strength);
}

function correlation(a: Float64Array, b: Float64Array): number {
  const [meanA, meanB] = [sum(a) / a.length, sum(b) / b.length];
  let [ab, aa, bb] = [0, 0, 0];
  for (let row = 0; row < a.length; row++) {
    const [x, y] = [(a[row] as number) - meanA, (b[row] as number) - meanB];
    ab += x * y;
    aa += x * x;
    bb += y * y;
  }
  return aa > 0 && bb > 0 ? ab / Math.sqrt(aa * bb) : 0;
}
