import { groupBy } from "../../lib/group.ts";
import { square } from "../../lib/mathematics.ts";
import { ownValue } from "../../lib/own.ts";
import { sum } from "../../lib/sum.ts";
import type { DayNumber } from "../facts/facts.ts";
import { compareText } from "../facts/purchaseHistory.ts";
import type { Matrix } from "./logistic.ts";
import { areaUnderCurve } from "./validation.ts";

/** A record as plain data: field → text, number, yes or no, list of texts, or nothing. */
export interface FieldRecord {
  readonly id: string;
  readonly fields: Readonly<Record<string, unknown>>;
}

/** A record with what became of it; `null` = not known yet. */
export interface AnsweredRecord extends FieldRecord {
  readonly answer: boolean | null;
  /** When the fields were as they are here, if known: the validation then learns from earlier records and is tested on later ones. */
  readonly on?: DayNumber | null;
  /** Records of one group (one customer at several times) are never parted in cross-validation. */
  readonly group?: string;
}

/** The kind of values a field was taken for. A day counts as the number of days since 1970. */
export type FieldKind = "number" | "day" | "choice" | "list";

export type DesignWarning =
  /** Nearly every record has a text of its own: a name or number that tells records apart and would be learned by heart. */
  | { readonly code: "field-like-an-id"; readonly field: string; readonly distinct: number; readonly filled: number }
  /** The same in all records, or never filled. */
  | { readonly code: "field-constant"; readonly field: string }
  | { readonly code: "field-too-many-values"; readonly field: string; readonly distinct: number }
  /** Lists in lists, objects: nothing that could be a column. */
  | { readonly code: "field-unreadable"; readonly field: string }
  /** A few texts in a field of numbers, taken as missing. */
  | { readonly code: "values-unreadable"; readonly field: string; readonly count: number; readonly examples: readonly string[] }
  | { readonly code: "values-missing"; readonly field: string; readonly count: number }
  /** The field knows the answer all but perfectly, so it was probably filled because of it. */
  | {
      readonly code: "field-leaks-answer";
      readonly field: string;
      readonly auc: number;
      readonly by: "value" | "filled" | "choice";
      readonly choice?: string;
    };

interface NumberField {
  readonly field: string;
  readonly kind: "number" | "day";
  /** NaN: missing. */
  readonly numbers: Float64Array;
}
interface ChoiceField {
  readonly field: string;
  readonly kind: "choice" | "list";
  readonly choices: readonly string[];
  /** For each record the indices of its choices; none: missing. */
  readonly indices: readonly (readonly number[])[];
}

/** The fields of records, read once, whatever rows are learned from later. What was left out, and why, is in the warnings. */
export interface FieldTable {
  readonly records: readonly FieldRecord[];
  readonly fields: readonly (NumberField | ChoiceField)[];
  readonly warnings: readonly DesignWarning[];
}

/** A column of the matrix and what it is made of. */
export type Column =
  | { readonly field: string; readonly kind: "number"; readonly mean: number; readonly deviation: number }
  | { readonly field: string; readonly kind: "choice"; readonly choice: string }
  /** One of the choices too rare to have a column of their own. */
  | { readonly field: string; readonly kind: "other"; readonly except: readonly string[] }
  | { readonly field: string; readonly kind: "missing" };

const placeholders = new Set(["", "-", "–", "n/a", "na", "null", "nan", "none given", "unknown", "#n/a"]);
const numeric = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i;
const day = /^\d{4}-\d{2}-\d{2}(T.*)?$/;
/** Figures with leading zeros are names, as postal codes and article numbers are. */
const named = /^[+-]?0\d/;

const isMissing = (value: unknown): boolean =>
  value === null ||
  value === undefined ||
  (typeof value === "number" && Number.isNaN(value)) ||
  (typeof value === "string" && placeholders.has(value.trim().toLowerCase())) ||
  (Array.isArray(value) && value.length === 0);

const numberIn = (value: unknown): number => {
  if (typeof value === "number") return value;
  if (typeof value !== "string") return Number.NaN;
  const text = value.trim();
  return numeric.test(text) && !named.test(text) ? Number(text) : Number.NaN;
};
const dayIn = (value: unknown): number =>
  typeof value === "string" && day.test(value) ? Math.floor(Date.parse(value.slice(0, 10)) / 86_400_000) : Number.NaN;

/** At most so many choices are columns of their own, and each stands for at least so many records and such a share of them. */
const maxChoices = 30;
const minChoice = { count: 10, share: 0.005 };

/**
 * Reads the fields of records, which stay in their order: numbers also where written as text, days, choices, lists. Leaves out
 * what tells nothing
 * (always the same) or too much (a text of its own for nearly every record), and says so. Does not look at any answer.
 */
export function readFields(records: readonly FieldRecord[], exclude: Iterable<string> = []): FieldTable {
  const excluded = new Set(exclude);
  const names = [...new Set(records.flatMap((record) => Object.keys(record.fields)))]
    .filter((name) => !excluded.has(name))
    .sort(compareText);
  const fields: (NumberField | ChoiceField)[] = [];
  const warnings: DesignWarning[] = [];
  for (const field of names) {
    const values = records.map((record) => ownValue(record.fields, field));
    const read = readField(field, values, warnings);
    if (read) fields.push(read);
  }
  return { records, fields, warnings };
}

function readField(field: string, values: readonly unknown[], warnings: DesignWarning[]): NumberField | ChoiceField | undefined {
  const filled = values.filter((value) => !isMissing(value));
  const missing = values.length - filled.length;
  if (filled.length === 0) {
    warnings.push({ code: "field-constant", field });
    return undefined;
  }
  if (filled.some((value) => typeof value === "object" && !isListOfTexts(value))) {
    warnings.push({ code: "field-unreadable", field });
    return undefined;
  }
  const numbers = readNumbers(field, values, filled, warnings);
  if (numbers === null) return undefined;
  const read = numbers ?? readChoices(field, values, filled, warnings);
  if (read && missing > 0) warnings.push({ code: "values-missing", field, count: missing });
  return read;
}

const isListOfTexts = (value: unknown): value is readonly string[] => Array.isArray(value) && value.every((one) => typeof one === "string");

/** Undefined: not numbers; null: numbers, but left out. */
function readNumbers(
  field: string,
  values: readonly unknown[],
  filled: readonly unknown[],
  warnings: DesignWarning[],
): NumberField | null | undefined {
  for (const [kind, parse] of [["number", numberIn] as const, ["day", dayIn] as const]) {
    const unread = filled.filter((value) => Number.isNaN(parse(value)));
    // A handful of "see letter" in a column of figures does not make the figures words.
    if (unread.length > filled.length * 0.05) continue;
    const numbers = Float64Array.from(values, (value) => (isMissing(value) ? Number.NaN : parse(value)));
    if (unread.length > 0) {
      const examples = [...new Set(unread.map(String))].sort(compareText).slice(0, 3);
      warnings.push({ code: "values-unreadable", field, count: unread.length, examples });
    }
    const known = numbers.filter((number) => !Number.isNaN(number));
    const distinct = new Set(known).size;
    if (distinct < 2 && known.length === values.length) {
      warnings.push({ code: "field-constant", field });
      return null;
    }
    if (kind === "number" && isRunningNumber(known, distinct)) {
      warnings.push({ code: "field-like-an-id", field, distinct, filled: filled.length });
      return null;
    }
    return { field, kind, numbers };
  }
  return undefined;
}

/** Whole numbers, each once, without large gaps: counted out, not measured. */
function isRunningNumber(known: Float64Array, distinct: number): boolean {
  if (known.length < 20 || distinct < known.length || !known.every((number) => Number.isInteger(number))) return false;
  let [least, most] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const number of known) {
    least = Math.min(least, number);
    most = Math.max(most, number);
  }
  return most - least < 2 * known.length;
}

function readChoices(
  field: string,
  values: readonly unknown[],
  filled: readonly unknown[],
  warnings: DesignWarning[],
): ChoiceField | undefined {
  const isList = filled.some((value) => Array.isArray(value));
  const textsOf = (value: unknown): readonly string[] =>
    isMissing(value) ? [] : isListOfTexts(value) ? [...new Set(value)] : [String(value).trim()];
  const countOf = new Map<string, number>();
  for (const value of filled) for (const text of textsOf(value)) countOf.set(text, (countOf.get(text) ?? 0) + 1);
  const distinct = countOf.size;
  if (distinct === 1 && filled.length === values.length && !isList) {
    warnings.push({ code: "field-constant", field });
    return undefined;
  }
  if (!isList && filled.length >= 20 && distinct >= 0.9 * filled.length) {
    warnings.push({ code: "field-like-an-id", field, distinct, filled: filled.length });
    return undefined;
  }
  const choices = [...countOf.keys()].sort(compareText);
  const frequent = choices.filter(
    (choice) => (countOf.get(choice) as number) >= Math.max(minChoice.count, minChoice.share * values.length),
  );
  if (distinct > maxChoices && frequent.length === 0) {
    warnings.push({ code: "field-too-many-values", field, distinct });
    return undefined;
  }
  const indexByChoice = new Map(choices.map((choice, index) => [choice, index]));
  return {
    field,
    kind: isList ? "list" : "choice",
    choices,
    indices: values.map((value) => textsOf(value).map((text) => indexByChoice.get(text) as number)),
  };
}

/** Chooses the columns by the given rows alone: means, deviations and frequent choices, so that rows kept for testing teach nothing. */
export function designColumns(table: FieldTable, rows: readonly number[]): Column[] {
  const columns: Column[] = [];
  for (const read of table.fields) {
    const field = read.field;
    let missing = 0;
    if ("numbers" in read) {
      const known: number[] = [];
      for (const row of rows) {
        const value = read.numbers[row] as number;
        if (Number.isNaN(value)) missing++;
        else known.push(value);
      }
      const mean = known.length === 0 ? 0 : sum(known) / known.length;
      const deviation = known.length < 2 ? 0 : Math.sqrt(sum(known.map((value) => square(value - mean))) / known.length);
      // A number that does not vary among these rows would divide by nothing.
      if (deviation > 1e-12 * Math.max(1, Math.abs(mean))) columns.push({ field, kind: "number", mean, deviation });
    } else {
      const counts = new Uint32Array(read.choices.length);
      for (const row of rows) {
        const indices = read.indices[row] as readonly number[];
        if (indices.length === 0) missing++;
        for (const index of indices) counts[index]! += 1;
      }
      const present = Array.from(counts.keys()).filter((index) => (counts[index] as number) > 0);
      const least = present.length <= 10 ? 1 : Math.max(minChoice.count, minChoice.share * rows.length);
      const kept = present
        .filter((index) => (counts[index] as number) >= least)
        .sort((a, b) => (counts[b] as number) - (counts[a] as number) || a - b)
        .slice(0, maxChoices)
        .sort((a, b) => a - b)
        .map((index) => read.choices[index] as string);
      for (const choice of kept) columns.push({ field, kind: "choice", choice });
      if (kept.length < present.length) columns.push({ field, kind: "other", except: kept });
    }
    if (missing > 0) columns.push({ field, kind: "missing" });
  }
  return columns;
}

/** Writes the rows as numbers: standardised, 0 where a number is missing (its mean), 1 where a choice is made. */
export function designMatrix(table: FieldTable, columns: readonly Column[], rows: readonly number[]): Matrix {
  const width = columns.length;
  const values = new Float64Array(rows.length * width);
  const columnsByField = groupBy(Array.from(columns.entries()), ([, column]) => column.field);
  for (const read of table.fields) {
    const own = columnsByField.get(read.field) ?? [];
    const missing = own.find(([, column]) => column.kind === "missing")?.[0];
    if ("numbers" in read) {
      const found = own.find(([, column]) => column.kind === "number");
      const scale = found?.[1].kind === "number" ? { at: found[0], mean: found[1].mean, deviation: found[1].deviation } : undefined;
      for (const [i, row] of rows.entries()) {
        const value = read.numbers[row] as number;
        if (!Number.isNaN(value)) {
          if (scale) values[i * width + scale.at] = (value - scale.mean) / scale.deviation;
        } else if (missing !== undefined) values[i * width + missing] = 1;
      }
      continue;
    }
    // A choice that did not occur when the columns were made has none, unless there is one for all others.
    const columnOf = new Map(own.flatMap(([c, column]) => (column.kind === "choice" ? [[column.choice, c] as const] : [])));
    const other = own.find(([, column]) => column.kind === "other")?.[0];
    const columnByChoice = read.choices.map((choice) => columnOf.get(choice) ?? other ?? -1);
    for (const [i, row] of rows.entries()) {
      const indices = read.indices[row] as readonly number[];
      if (indices.length === 0 && missing !== undefined) values[i * width + missing] = 1;
      for (const index of indices) {
        const c = columnByChoice[index] as number;
        if (c >= 0) values[i * width + c] = 1;
      }
    }
  }
  return { rows: rows.length, columns: width, values };
}

/** From here on a single field is too good to be true. Real ones seldom pass 0.9. */
const suspiciousAuc = 0.97;
/** A choice, or being filled at all, that goes with one answer only, and with such a share of all who gave it. */
const suspiciousShare = 0.25;
const suspiciousPurity = 0.995;

/** Warns of fields that know the answer: filled after it was known, or another name for it. Answers are 0 or 1 for the given rows. */
export function leakWarnings(table: FieldTable, rows: readonly number[], answers: ArrayLike<number>): DesignWarning[] {
  const warnings: DesignWarning[] = [];
  const all = Array.from(answers);
  const hits = sum(all);
  const either = (scores: ArrayLike<number>, of: ArrayLike<number>): number => {
    const auc = areaUnderCurve(scores, of);
    return Number.isNaN(auc) ? 0.5 : Math.max(auc, 1 - auc);
  };
  /** Whether being marked all but proves one answer, for many records and against the odds. */
  const proves = (marks: readonly boolean[]): boolean => {
    let [marked, markedHits] = [0, 0];
    for (const [i, mark] of marks.entries())
      if (mark) {
        marked++;
        markedHits += all[i] as number;
      }
    if (marked < 10 || marked === all.length) return false;
    return [
      { pure: markedHits, total: hits },
      { pure: marked - markedHits, total: all.length - hits },
    ].some(({ pure, total }) => pure / marked >= suspiciousPurity && pure / total >= suspiciousShare && total / all.length <= 0.75);
  };
  for (const read of table.fields) {
    const isNumber = "numbers" in read;
    const isFilled = rows.map((row) =>
      isNumber ? !Number.isNaN(read.numbers[row] as number) : (read.indices[row] as readonly number[]).length > 0,
    );
    const filledAuc = either(isFilled.map(Number), all);
    if (filledAuc >= suspiciousAuc || proves(isFilled) || proves(isFilled.map((filled) => !filled))) {
      warnings.push({ code: "field-leaks-answer", field: read.field, auc: filledAuc, by: "filled" });
      continue;
    }
    if (isNumber) {
      const known = rows.map((_, i) => i).filter((i) => isFilled[i]);
      const auc = either(
        known.map((i) => read.numbers[rows[i] as number] as number),
        known.map((i) => all[i] as number),
      );
      if (auc >= suspiciousAuc) warnings.push({ code: "field-leaks-answer", field: read.field, auc, by: "value" });
      continue;
    }
    const indices = rows.map((row) => read.indices[row] as readonly number[]);
    const proving =
      read.choices.length > maxChoices ? [] : read.choices.filter((_, index) => proves(indices.map((own) => own.includes(index))));
    const auc = either(choiceRates(indices, all, read.choices.length), all);
    if (proving.length > 0 || auc >= suspiciousAuc)
      warnings.push({
        code: "field-leaks-answer",
        field: read.field,
        auc,
        by: "choice",
        ...(proving[0] !== undefined && { choice: proving[0] }),
      });
  }
  return warnings;
}

/** For each row the share of answers 1 among the rows of its choice; too rare a choice says nothing, or each row would speak for itself. */
function choiceRates(indices: readonly (readonly number[])[], answers: readonly number[], choices: number): number[] {
  const counts = new Float64Array(choices + 1);
  const hits = new Float64Array(choices + 1);
  const indexOf = (own: readonly number[]): number => own[0] ?? choices;
  for (const [i, own] of indices.entries()) {
    counts[indexOf(own)]! += 1;
    hits[indexOf(own)]! += answers[i] as number;
  }
  const base = sum(answers) / answers.length;
  return indices.map((own) =>
    (counts[indexOf(own)] as number) < minChoice.count ? base : (hits[indexOf(own)] as number) / (counts[indexOf(own)] as number),
  );
}

/** Returns the value as the record has it, for a reason in the person's own words; a missing one is null. */
export const valueOf = (table: FieldTable, row: number, field: string): unknown => {
  const value = table.records[row]?.fields[field];
  return isMissing(value) ? null : value;
};
