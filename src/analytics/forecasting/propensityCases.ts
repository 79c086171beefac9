import { err, ok, type Result } from "../../lib/result.ts";
import { type Day, dayText } from "../facts/facts.ts";
import type { OptionRefusal } from "../facts/options.ts";
import { compareText } from "../facts/purchaseHistory.ts";
import type { RecordOrder } from "../facts/recordOrder.ts";
import type { AnsweredRecord } from "./designMatrix.ts";
import { type PropensityOptions, type PropensityRefusal, tryPropensity } from "./propensity.ts";
import { binsOf, descending } from "./validation.ts";

/**
 * One figure of a probability's quality: all cases learned from or tested on, one bin of the calibration, the cases up to a row of
 * the gain, or those of that row (`step`) alone; rows and bins by their place, from 0.
 */
export interface CaseFigure {
  readonly of: "answered" | "tested" | "calibration" | "gain" | "step";
  readonly place?: number | undefined;
}

/** One customer on one day of the past (`null`: of no day): what was said without knowing the answer, and what came. */
export interface PropensityCase {
  readonly party: string;
  readonly on: Day | null;
  readonly said: number;
  readonly happened: boolean;
}

export interface PropensityCases {
  /** `hits` is as the figure has it: where equal probabilities lie across an edge they are shared out, and it is not whole. */
  readonly fit: { readonly cases: number; readonly hits: number };
  /** By contact, then by day. */
  readonly cases: readonly PropensityCase[];
}

/** Finds the cases behind one figure of `propensity`; records and options as given there. */
export function propensityCases(
  records: readonly AnsweredRecord[],
  options: PropensityOptions,
  at: CaseFigure,
  order: RecordOrder = compareText,
): Result<PropensityCases, PropensityRefusal | OptionRefusal> {
  const needsPlace = at.of !== "answered" && at.of !== "tested";
  if (needsPlace && at.place === undefined) return err({ code: "option-missing", option: "at.place" });
  if (!needsPlace && at.place !== undefined)
    return err({ code: "option-out-of-range", option: "at.place", found: at.place, allowed: ["with calibration, gain or step"] });
  const trial = tryPropensity(records, options, order);
  if (!trial.ok) return trial;
  const { answered, answers, outOfFold, tested, said, validation, recordAt } = trial.value;
  const caseOf = (index: number, probability: number): PropensityCase => {
    const { id, group, on } = recordAt(answered[index] as number);
    return { party: group ?? id, on: typeof on === "number" ? dayText(on) : null, said: probability, happened: answers[index] === 1 };
  };
  const answerOf = (hits: number, cases: readonly PropensityCase[]): Result<PropensityCases, never> =>
    ok({
      fit: { cases: cases.length, hits },
      cases: cases.toSorted((a, b) => compareText(a.party, b.party) || compareText(a.on ?? "", b.on ?? "")),
    });
  if (at.of === "answered")
    return answerOf(
      answers.reduce((sum, answer) => sum + answer, 0),
      answered.map((_, index) => caseOf(index, outOfFold[index] as number)),
    );
  const casesOf = (rows: readonly number[]): PropensityCase[] => rows.map((row) => caseOf(tested[row] as number, said[row] as number));
  if (at.of === "tested") return answerOf(validation.hits, casesOf([...tested.keys()]));
  const index = at.place as number;
  const figures = at.of === "calibration" ? validation.calibration : validation.gain;
  if (index >= figures.length)
    return err({ code: "option-out-of-range", option: "at.place", found: index, minimum: 0, maximum: figures.length - 1 });
  if (at.of === "calibration") return answerOf(validation.calibration[index]?.hits ?? 0, casesOf(binsOf(said)[index] ?? []));
  const before = at.of === "step" ? validation.gain[index - 1] : undefined;
  const upTo = validation.gain[index];
  return answerOf((upTo?.hits ?? 0) - (before?.hits ?? 0), casesOf(descending(said).slice(before?.count ?? 0, upTo?.count)));
}
