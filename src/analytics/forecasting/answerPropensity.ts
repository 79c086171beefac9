import { ownValue } from "../../lib/own.ts";
import { err, ok, type Result } from "../../lib/result.ts";
import type { Day, Warning } from "../facts/facts.ts";
import { type MethodOptions, type OptionRefusal, type Span, spanOf } from "../facts/options.ts";
import { compareText, purchaseLogOf } from "../facts/purchaseHistory.ts";
import { purchaseSpan } from "../facts/purchaseSpan.ts";
import { nameOrder } from "../facts/recordOrder.ts";
import type { FactSource } from "../facts/source.ts";
import type { AnsweredRecord } from "./designMatrix.ts";
import { type PropensityAim, type PropensityRefusal, type PropensityAnswer as PropensityReport, propensity } from "./propensity.ts";
import { type CaseFigure, type PropensityCases, propensityCases } from "./propensityCases.ts";
import { purchaseRecords } from "./purchaseRecords.ts";

type Options = MethodOptions["propensity"];
type Fields = Readonly<Record<string, unknown>>;
const usualHorizon = 90;
const usualSnapshots = 4;

export interface PropensityAnswer extends Omit<PropensityReport, "parameters" | "warnings"> {
  readonly parameters: PropensityReport["parameters"] & {
    /** Asked of the purchases: within how many days, and how many times the past is asked. */
    readonly horizonDays: number | null;
    readonly snapshots: number | null;
    /** Asked of the contacts: which field holds the answer, and what counts as yes. */
    readonly field: string | null;
    readonly positive: readonly string[] | null;
    /** Of the purchases that were counted. */
    readonly currency: string | null;
    /** What was learned from; `null` = whatever fields there are. */
    readonly fields: readonly string[] | null;
  };
  readonly warnings: readonly Warning[];
}

/** What one figure of a probability's quality is made of. */
export interface PropensityDrillThrough {
  readonly parameters: { readonly asOf: Day; readonly at: CaseFigure };
  readonly fit: PropensityCases["fit"];
  readonly warnings: readonly Warning[];
  readonly results: { readonly cases: PropensityCases["cases"] };
}

/**
 * Estimates whether a customer buys or stays away within a time, learned from purchases; or a yes in any field, learned from the
 * other fields.
 */
export const answerPropensity = (
  options: Options,
  source: FactSource,
): Promise<Result<PropensityAnswer, PropensityRefusal | OptionRefusal>> =>
  options.field === undefined ? ofPurchases(options, source) : ofField(options.field, options, source);

/** Finds the cases behind a figure: the same records, tested in the same way, and told one by one. */
export async function drillThroughPropensity(
  { at, ...options }: Options & { readonly at: CaseFigure },
  source: FactSource,
): Promise<Result<PropensityDrillThrough, PropensityRefusal | OptionRefusal>> {
  const span = spanOf(options, source.today);
  if (!span.ok) return span;
  const question = await (options.field === undefined
    ? askPurchases(options, source, span.value)
    : askField(options.field, options, source));
  if (!question.ok) return question;
  const { records, aim, warnings } = question.value;
  const { asOf } = span.value;
  const found = propensityCases(records, { aim, asOf, ...trainingOf(options) }, at, nameOrder(await source.parties()));
  if (!found.ok) return found;
  return ok({ parameters: { asOf, at }, fit: found.value.fit, warnings, results: { cases: found.value.cases } });
}

/** What is to be learned from, and what is to be known of it. */
interface Question {
  readonly records: readonly AnsweredRecord[];
  readonly aim: PropensityAim;
  readonly warnings: readonly Warning[];
}

async function askPurchases(options: Options, source: FactSource, span: Span): Promise<Result<Question, OptionRefusal>> {
  const { aim = "purchase", horizonDays = usualHorizon, snapshots = usualSnapshots, fields: wanted } = options;
  if (aim === "response") return err({ code: "option-out-of-range", option: "aim", found: aim, allowed: ["purchase", "churn"] });
  if (options.positive !== undefined) return err({ code: "option-missing", option: "field" });
  const { lines, warnings } = await purchaseSpan(source, span, true);
  const contacts = wanted ? chosenFields(await source.partyFields(), wanted) : null;
  if (contacts && !contacts.ok) return contacts;
  const fields = contacts?.ok ? { fields: Object.fromEntries(contacts.value) } : {};
  const records = purchaseRecords(purchaseLogOf(lines), { asOf: span.asOf, horizonDays, aim, snapshots, ...fields });
  return ok({ records, aim, warnings });
}

async function ofPurchases(options: Options, source: FactSource): Promise<Result<PropensityAnswer, PropensityRefusal | OptionRefusal>> {
  const span = spanOf(options, source.today);
  if (!span.ok) return span;
  const question = await askPurchases(options, source, span.value);
  if (!question.ok) return question;
  const { records, aim, warnings } = question.value;
  const { horizonDays = usualHorizon, snapshots = usualSnapshots, fields: wanted } = options;
  const report = propensity(records, { aim, asOf: span.value.asOf, ...trainingOf(options) }, nameOrder(await source.parties()));
  if (!report.ok) {
    const { error } = report;
    const end = warnings.find(({ code }) => code === "facts-end-early");
    return err(error.code === "data-too-few" && end ? { ...error, last: String(end["last"]) } : error);
  }
  // What was known of a customer on earlier days taught the model; asked about is the customer of today.
  const customers = new Set(records.map((record) => record.group));
  return ok({
    ...report.value,
    parameters: {
      ...report.value.parameters,
      horizonDays,
      snapshots,
      currency: source.currency,
      field: null,
      positive: null,
      fields: wanted ?? null,
    },
    warnings: [...warnings, ...report.value.warnings],
    results: Object.fromEntries(Object.entries(report.value.results).filter(([id]) => customers.has(id))),
  });
}

async function askField(
  field: string,
  options: Options,
  source: FactSource,
): Promise<Result<Question & { readonly positive: readonly string[] }, OptionRefusal>> {
  const { aim = "response", fields: wanted } = options;
  for (const option of ["horizonDays", "snapshots"] as const)
    if (options[option] !== undefined)
      return err({ code: "option-out-of-range", option, found: options[option], allowed: ["without field"] });
  if (options.positive === undefined) return err({ code: "option-missing", option: "positive" });
  const positive = (Array.isArray(options.positive) ? options.positive : [options.positive]).map(String);
  const { all, collective } = withoutCollective(await source.partyFields());
  const answers = new Set<string>();
  for (const fields of all.values()) for (const text of textsOf(fields[field])) answers.add(text);
  if (answers.size === 0) return err({ code: "option-out-of-range", option: "field", found: field, allowed: fieldsOf(all) });
  if (!positive.some((text) => answers.has(text)))
    return err({
      code: "option-out-of-range",
      option: "positive",
      found: options.positive,
      allowed: [...answers].sort(compareText).slice(0, 20),
    });
  const chosen = wanted ? chosenFields(all, wanted) : ok(all);
  if (!chosen.ok) return chosen;
  const records = [...chosen.value].map(([id, known]): AnsweredRecord => {
    const given = textsOf(ownValue(all.get(id), field));
    const { [field]: _answer, ...fields } = known;
    return { id, fields, answer: given.length === 0 ? null : given.some((text) => positive.includes(text)) };
  });
  return ok({ records, aim, positive, warnings: collective > 0 ? [{ code: "collective-left-out", customers: collective }] : [] });
}

async function ofField(
  field: string,
  options: Options,
  source: FactSource,
): Promise<Result<PropensityAnswer, PropensityRefusal | OptionRefusal>> {
  const span = spanOf(options, source.today);
  if (!span.ok) return span;
  const question = await askField(field, options, source);
  if (!question.ok) return question;
  const { records, aim, positive, warnings } = question.value;
  const report = propensity(records, { aim, asOf: span.value.asOf, ...trainingOf(options) }, nameOrder(await source.parties()));
  if (!report.ok) return report;
  return ok({
    ...report.value,
    parameters: {
      ...report.value.parameters,
      horizonDays: null,
      snapshots: null,
      currency: null,
      field,
      positive,
      fields: options.fields ?? null,
    },
    warnings: [...warnings, ...report.value.warnings],
  });
}

/** One contact that stands for many people has no answer of its own. */
function withoutCollective(fields: ReadonlyMap<string, Fields>): {
  readonly all: ReadonlyMap<string, Fields>;
  readonly collective: number;
} {
  const all = new Map([...fields].filter(([, known]) => known["isCollective"] !== true));
  return { all, collective: fields.size - all.size };
}

function trainingOf({ exclude, penalty, folds, seed }: Options): Pick<Options, "exclude" | "penalty" | "folds" | "seed"> {
  return {
    ...(exclude && { exclude }),
    ...(penalty !== undefined && { penalty }),
    ...(folds !== undefined && { folds }),
    ...(seed !== undefined && { seed }),
  };
}

/** A list is all its texts, nothing is none. */
const textsOf = (value: unknown): string[] =>
  value === null || value === undefined || value === "" ? [] : Array.isArray(value) ? value.map(String) : [String(value)];

const fieldsOf = (all: ReadonlyMap<string, Fields>): string[] =>
  [...new Set([...all.values()].flatMap((fields) => Object.keys(fields)))].sort(compareText);

function chosenFields(all: ReadonlyMap<string, Fields>, wanted: readonly string[]): Result<ReadonlyMap<string, Fields>, OptionRefusal> {
  const known = new Set(fieldsOf(all));
  const at = wanted.findIndex((field) => !known.has(field));
  if (at >= 0) return err({ code: "option-out-of-range", option: `fields.${at}`, found: wanted[at], allowed: [...known] });
  return ok(new Map([...all].map(([id, fields]) => [id, Object.fromEntries(wanted.map((field) => [field, ownValue(fields, field)]))])));
}
