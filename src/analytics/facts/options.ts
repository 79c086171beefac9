// What may be asked of each method. Options come from scripts and screens alike, so they are read here once and trusted behind it.
import * as z from "zod/mini";
import { err, ok, type Result } from "../../lib/result.ts";
import { type Day, parseDay } from "./facts.ts";

const day = z.string().check(z.refine((text) => parseDay(text) !== null));
const text = z.string().check(z.minLength(1));
const above = (least: number, most: number) => z.number().check(z.gt(least), z.maximum(most));
const within = (least: number, most: number) => z.number().check(z.minimum(least), z.maximum(most));
const whole = (least: number, most: number) => z.int().check(z.minimum(least), z.maximum(most));
const inside = z.number().check(z.gt(0), z.lt(1));
const listOf = <Item extends z.core.$ZodType>(item: Item) => z.readonly(z.array(item));

/** The last day that counts; today where left out. Later facts are as unknown to a method as tomorrow's. */
const asOf = z.optional(day);
/** The first day that counts. */
const from = z.optional(day);
/** What is counted in, of documents and deals in several currencies (ISO 4217); the workspace's where left out. */
const currency = z.optional(z.string().check(z.regex(/^[A-Z]{3}$/)));

const rate = z.optional(z.nullable(z.number().check(z.minimum(0))));
const cuts = z.optional(listOf(z.number()));
const scores = z.readonly(z.tuple([whole(1, 5), whole(1, 5)]));

const level = { dimension: text, level: z.optional(text) };
const axis = z.optional(listOf(z.strictObject(level)));
const shown = {
  show: z.optional(z.enum(["value", "shareOfRow", "shareOfColumn", "shareOfTotal", "runningTotal", "yearOverYear"])),
  along: z.optional(z.enum(["rows", "columns"])),
};
const measure = z.discriminatedUnion("take", [
  z.strictObject({ take: z.literal("count"), ...shown }),
  z.strictObject({ take: z.literal("sum"), of: text, ...shown }),
  z.strictObject({ take: z.literal("mean"), of: text, ...shown }),
  z.strictObject({ take: z.literal("distinct"), of: text, level: z.optional(text), ...shown }),
]);
const by = z.optional(z.enum(["purchase", "party"]));

const schemas = {
  abc: z.strictObject({
    asOf,
    currency,
    from,
    of: z.optional(z.enum(["party", "product"])),
    cuts: z.optional(listOf(inside).check(z.maxLength(8))),
    comparedWith: z.optional(day),
  }),
  rfm: z.strictObject({
    asOf,
    currency,
    from,
    cuts: z.optional(z.strictObject({ recencyDays: cuts, frequency: cuts, monetary: cuts })),
    segments: z.optional(listOf(z.strictObject({ key: text, recency: scores, frequency: scores }))),
    comparedWith: z.optional(day),
  }),
  clv: z.strictObject({
    asOf,
    currency,
    model: z.optional(z.enum(["bg-nbd", "pareto-nbd"])),
    periods: z.optional(whole(1, 600)),
    weeksPerPeriod: z.optional(above(0, 520)),
    discountRate: z.optional(within(0, 10)),
    marginShare: z.optional(within(0, 1)),
    at: z.optional(z.strictObject({ party: text })),
  }),
  margin: z.strictObject({
    asOf,
    currency,
    from,
    hourlyCost: rate,
    visitCost: rate,
    mailingCost: rate,
    minutesOf: z.optional(z.record(z.string(), z.number().check(z.minimum(0)))),
  }),
  propensity: z.strictObject({
    asOf,
    currency,
    aim: z.optional(z.enum(["purchase", "response", "churn"])),
    horizonDays: z.optional(whole(1, 3660)),
    snapshots: z.optional(whole(1, 24)),
    field: z.optional(text),
    positive: z.optional(z.union([z.string(), z.number(), z.boolean(), listOf(z.string())])),
    fields: z.optional(listOf(text)),
    exclude: z.optional(listOf(text)),
    penalty: z.optional(within(0, 1e6)),
    folds: z.optional(whole(2, 20)),
    seed: z.optional(whole(0, 4_294_967_295)),
    at: z.optional(
      z.strictObject({ of: z.enum(["answered", "tested", "calibration", "gain", "step"]), place: z.optional(whole(0, 1000)) }),
    ),
  }),
  rules: z.strictObject({
    asOf,
    currency,
    from,
    by,
    minSupport: z.optional(above(0, 1)),
    minConfidence: z.optional(within(0, 1)),
    minLength: z.optional(whole(1, 20)),
    maxLength: z.optional(whole(1, 20)),
    at: z.optional(z.strictObject({ left: listOf(text), right: z.optional(text) })),
  }),
  similar: z.strictObject({
    asOf,
    currency,
    from,
    of: z.optional(z.enum(["product", "party"])),
    by,
    product: z.optional(text),
    party: z.optional(text),
    measure: z.optional(z.enum(["cosine", "jaccard"])),
    minCount: z.optional(whole(1, 1e6)),
    limit: z.optional(whole(1, 1000)),
    at: z.optional(z.strictObject({ item: text })),
  }),
  pivot: z.strictObject({
    asOf,
    currency,
    from,
    of: z.optional(z.enum(["purchase", "deal", "interaction"])),
    rows: axis,
    columns: axis,
    measures: z.optional(listOf(measure).check(z.minLength(1))),
    filters: z.optional(listOf(z.strictObject({ ...level, members: listOf(z.string()), isExcluded: z.optional(z.boolean()) }))),
    at: z.optional(
      z.strictObject({
        row: z.optional(listOf(z.string())),
        column: z.optional(listOf(z.string())),
        limit: z.optional(whole(1, 1e6)),
      }),
    ),
  }),
  pipeline: z.strictObject({
    asOf,
    currency,
    pipeline: z.optional(text),
    by: z.optional(z.enum(["owner", "party", "product", "openedMonth", "closedMonth", "closedQuarter", "closedYear"])),
    groups: z.optional(z.record(z.string(), z.string())),
    leastDecided: z.optional(whole(1, 1e6)),
    commitFrom: z.optional(within(0, 1)),
    level: z.optional(inside),
    horizonDays: z.optional(whole(1, 3660)),
  }),
  forecast: z.strictObject({
    asOf,
    currency,
    of: z.optional(z.enum(["revenue", "won"])),
    horizon: z.optional(whole(1, 60)),
    level: z.optional(inside),
    season: z.optional(z.nullable(whole(2, 52))),
    model: z.optional(z.enum(["naive", "mean", "seasonalNaive", "simple", "damped", "holtWinters"])),
  }),
  cohorts: z.strictObject({
    asOf,
    currency,
    at: z.optional(z.strictObject({ month: z.optional(text), age: z.optional(whole(0, 12_000)) })),
  }),
} as const;

export type Method = keyof typeof schemas;
export type MethodOptions = { readonly [M in Method]: Readonly<z.infer<(typeof schemas)[M]>> };

export type OptionRefusal =
  | { readonly code: "method-unknown"; readonly method: string; readonly methods: readonly string[] }
  | { readonly code: "option-unknown"; readonly option: string; readonly options: readonly string[] }
  | { readonly code: "option-missing"; readonly option: string }
  | {
      readonly code: "option-out-of-range";
      /** With the place inside it: "cuts.1". */
      readonly option: string;
      readonly found: unknown;
      readonly minimum?: unknown;
      readonly maximum?: unknown;
      readonly allowed?: readonly unknown[];
    }
  | { readonly code: "day-unreadable"; readonly option: string; readonly text: string };

const days = new Set(["asOf", "from", "comparedWith"]);

/** Parses the options of a method, or refuses the one that is none. Nothing at all is no options. */
export function parseOptions<M extends Method>(method: M, options: unknown): Result<MethodOptions[M], OptionRefusal> {
  if (!Object.hasOwn(schemas, method)) return err({ code: "method-unknown", method: String(method), methods: Object.keys(schemas) });
  const schema: z.ZodMiniObject = schemas[method];
  const given = options ?? {};
  const parsed = z.safeParse(schema, given);
  if (parsed.success)
    return ok(Object.fromEntries(Object.entries(parsed.data).filter(([, value]) => value !== undefined)) as MethodOptions[M]);
  return err(refusalOf(parsed.error.issues[0] as z.core.$ZodIssue, given, Object.keys(schema.shape)));
}

function refusalOf(issue: z.core.$ZodIssue, given: unknown, options: readonly string[]): OptionRefusal {
  const path = issue.path.map(String);
  const option = path.join(".");
  if (issue.code === "unrecognized_keys") return { code: "option-unknown", option: [...path, issue.keys[0]].join("."), options };
  const value = path.reduce<unknown>((inner, key) => (inner as Readonly<Record<string, unknown>> | undefined)?.[key], given);
  if (path.length === 1 && days.has(option)) return { code: "day-unreadable", option, text: String(value) };
  if (value === undefined) return { code: "option-missing", option };
  // What JSON has no word for is told as a text.
  const found = typeof value === "number" && !Number.isFinite(value) ? String(value) : value;
  return {
    code: "option-out-of-range",
    option: option === "" ? "options" : option,
    found,
    ...(issue.code === "too_small" && { minimum: issue.minimum }),
    ...(issue.code === "too_big" && { maximum: issue.maximum }),
    ...(issue.code === "invalid_value" && { allowed: issue.values }),
  };
}

/** The days that count: up to `until`, from `since` on. */
export interface Span {
  readonly asOf: Day;
  readonly until: number;
  readonly from: Day | null;
  readonly since: number;
}

/** Reads the span of days from options; today ends it where nothing else does. */
export function spanOf(options: { readonly asOf?: string; readonly from?: string }, today: Day): Result<Span, OptionRefusal> {
  const asOf = (options.asOf ?? today).slice(0, 10);
  const from = options.from?.slice(0, 10) ?? null;
  const [until, since] = [parseDay(asOf) as number, from === null ? Number.NEGATIVE_INFINITY : (parseDay(from) as number)];
  if (since > until) return err({ code: "option-out-of-range", option: "from", found: from, maximum: asOf });
  return ok({ asOf, until, from, since });
}
