// A noun is a kind of record, described once as a value: its fields, where its records lie, by what they are found, sorted and
// recognised, and how a merged mixture is put right. Every floor of the house derives what it needs of a noun from here.
import * as z from "zod/mini";
import type { RecordId } from "../lib/id.ts";
import { ownValue } from "../lib/own.ts";
import type { BaseRecord, Merged } from "./record.ts";

/**
 * How a field merges. A plain field is one value; a field with a shape is one value an element: `set`: element → true · `ids`: id →
 * order · `ordered`: key → {…, order} · `map`: key → value · `shared`: one text that merges letter by letter.
 */
export type FieldShape = "set" | "ids" | "ordered" | "map" | "shared";

declare const holds: unique symbol;

/** What a field may hold. `Value` is what is stored in it, `null` for emptied left aside. */
export interface Field<Value = unknown, Shape extends FieldShape | undefined = FieldShape | undefined> {
  /** Judges what is stored; elements that were removed are `false`. */
  readonly value: z.ZodMiniType;
  /** Sees at a glance that a value is right; only for others the schema is asked. Reading asks this of every field of every record. */
  readonly isPlainly?: (value: unknown) => boolean;
  readonly shape?: Shape;
  /** The noun whose records are named here. */
  readonly refersTo?: string;
  /** The names in lines lead to products. */
  readonly hasLines?: true;
  /** The words Kontor knows for it; others are kept and shown as they are. */
  readonly choices?: readonly string[];
  /** What kind of value it is, for whoever shows, prints or imports it. */
  readonly is?: "text" | "day" | "wallTime" | "instant" | "number" | "amount" | "share" | "cents" | "flag";
  readonly [holds]?: Value;
}

export type NounFields = Readonly<Record<string, Field>>;

type ElementShape = Exclude<FieldShape, "shared">;
type Stated<Of> = Of extends Field<infer Value, infer _Shape> ? Value : never;
type Stored<Of> = Of extends Field<infer Value, infer Shape> ? (Shape extends ElementShape ? Value : Value | null) : never;

/** What a plain value of these fields looks like; required ones are always there. */
export type Shown<Of extends NounFields, Required extends keyof Of> = { readonly [Name in Required]: Stated<Of[Name]> } & {
  readonly [Name in Exclude<keyof Of, Required>]?: Stored<Of[Name]>;
};

export type NounRecord<Name extends string, Own extends NounFields, Required extends keyof Own> = BaseRecord & {
  readonly type: Name;
} & Shown<Own, Required>;

/** A record of a noun, read and repaired. */
export type RecordOf<Of extends Noun> =
  Of extends DefinedNoun<infer Name, infer Own, infer Required>
    ? NounRecord<Name, Own, Required>
    : BaseRecord & Readonly<Record<string, unknown>>;

/** What a repair may ask beside the record: the workspace's time zone and other records. */
export interface RepairContext {
  readonly zone: string;
  /** A record that this one names; undefined while it has not arrived. */
  readonly recordOf: (id: string) => Merged | undefined;
}

/** A name and the values it is asked by: ["open", "2026-11-21"]. */
export type Mark = readonly [name: string, ...values: readonly string[]];

interface Description<Name extends string, Own extends NounFields, Required extends keyof Own & string> {
  /** With the first contact it belongs to, or, what is counted in hundreds and belongs to nobody, in the document `meta`. */
  readonly lies: "withParty" | "meta";
  readonly fields: Own;
  /** Without these nothing is stored. */
  readonly required: readonly Required[];
  /** The fields that name the contacts it belongs to, the deciding one first. */
  readonly belongsTo?: readonly (keyof Own & string)[];
  /** A few words that tell people which record it is; "" where there are none. */
  readonly title: (record: NounRecord<Name, Own, Required>) => string;
  /** What is asked by index beside the records it names: a field, or several whose values are asked together. Texts only. */
  readonly keys?: readonly (keyof Own & string)[][];
  /** What is asked by index though no field says it: names with their values, of a record as it is stored. Deleted ones have none. */
  readonly marks?: (record: Merged) => readonly Mark[];
  /** The order of lists, where none is asked for: a field, or `-field` for descending. */
  readonly sortBy?: string;
  /** Beside the keys of other programs: fields whose value tells a record of a file from all others of its noun. */
  readonly matchBy?: readonly (keyof Own & string)[];
  /** NounFields about people, which an erasure empties. */
  readonly personal?: readonly (keyof Own & string)[];
  /** Written by Kontor itself: nobody makes such a record by hand. */
  readonly isInternal?: true;
  /** A merged mixture put right: pure, total, and doing it twice changes nothing. */
  readonly repair?: (record: NounRecord<Name, Own, Required>, context: RepairContext) => NounRecord<Name, Own, Required>;
  /** The nouns whose records the repair asks for. */
  readonly repairsWith?: readonly string[];
}

/** Any noun, as those see it who know its name only when the program runs. */
export interface Noun {
  readonly name: string;
  readonly lies: "withParty" | "meta";
  readonly fields: NounFields;
  readonly required: readonly string[];
  readonly belongsTo: readonly string[];
  readonly keys: readonly (readonly string[])[];
  readonly marks: (record: Merged) => readonly Mark[];
  readonly sortBy: string;
  readonly matchBy: readonly string[];
  readonly personal: readonly string[];
  readonly isInternal: boolean;
  readonly repairsWith: readonly string[];
  /** Field → what judges its stored value, those that every record has included. */
  readonly schemas: Readonly<Record<string, z.ZodMiniType>>;
  readonly plainly: Readonly<Record<string, (value: unknown) => boolean>>;
  title(record: never): string;
  repair(record: never, context: RepairContext): BaseRecord;
}

/** A noun whose fields the compiler knows. */
export interface DefinedNoun<Name extends string, Own extends NounFields, Required extends keyof Own & string> extends Noun {
  readonly name: Name;
  readonly fields: Own;
  readonly required: readonly Required[];
  title(record: NounRecord<Name, Own, Required>): string;
  repair(record: NounRecord<Name, Own, Required>, context: RepairContext): NounRecord<Name, Own, Required>;
}

export function defineNoun<const Name extends string, const Own extends NounFields, const Required extends keyof Own & string>(
  name: Name,
  { belongsTo = [], keys = [], matchBy = [], personal = [], repairsWith = [], ...own }: Description<Name, Own, Required>,
): DefinedNoun<Name, Own, Required> {
  const isRequired = (field: string): boolean => (own.required as readonly string[]).includes(field);
  const schemas = Object.fromEntries(
    Object.entries({ ...everyRecord, ...own.fields }).map(([field, { value, shape }]) => [
      field,
      isRequired(field) || isOfElements(shape) ? value : z.nullable(value),
    ]),
  );
  const plainly = Object.fromEntries(
    Object.entries({ ...everyRecord, ...own.fields }).flatMap(([field, { isPlainly }]) => (isPlainly ? [[field, isPlainly]] : [])),
  );
  return {
    sortBy: "createdAt",
    repair: (record) => record,
    marks: () => [],
    ...own,
    isInternal: own.isInternal ?? false,
    ...{ name, belongsTo, keys, matchBy, personal, repairsWith, schemas, plainly },
  };
}

const isOfElements = (shape: FieldShape | undefined): shape is ElementShape => shape !== undefined && shape !== "shared";

/** Whether a field is merged element by element. */
export const hasElements = (noun: Noun | undefined, field: string): boolean => isOfElements(fieldOf(noun, field)?.shape);

// ---- what fields hold ------------------------------------------------------------------------------------------------

type Plain<Value> = Field<Value, undefined>;
const anyText = z.string();
const isText = (value: unknown): boolean => typeof value === "string";
const isNumber = Number.isFinite;
const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === "object" && value !== null && !Array.isArray(value);
const isFlag = (value: unknown): boolean => typeof value === "boolean";
const eachIs = (isOne: (value: unknown) => boolean) => (value: unknown) => {
  if (!isObject(value)) return false;
  for (const key in value) if (!isOne(value[key])) return false;
  return true;
};
const isoDay = /^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/;
const partOfDay = /^(\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?|--(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01]))$/;
const isoWallTimeOrDay = /^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])(T([01]\d|2[0-3]):[0-5]\d(:[0-5]\d)?)?$/;
const isoWallTime = /^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])T([01]\d|2[0-3]):[0-5]\d$/;
const isoInstant = /^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])(T([01]\d|2[0-3]):[0-5]\d:[0-5]\d\.\d{3}Z)$/;
const isoInstantOrDay = /^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])(T([01]\d|2[0-3]):[0-5]\d:[0-5]\d\.\d{3}Z)?$/;

export const text: Plain<string> = { value: anyText, isPlainly: isText, is: "text" };
/** A text that says something. */
export const filledText: Plain<string> = { value: z.string().check(z.minLength(1)), is: "text" };
/** A calendar day of no zone: "2026-11-21". */
const daySchema = z.string().check(z.regex(isoDay));
export const day: Plain<string> = { value: daySchema, is: "day" };
/** A day, or the hands of a clock in a zone that another field names: "2026-11-24", "2026-11-24T09:00". */
export const wallTimeOrDay: Plain<string> = { value: z.string().check(z.regex(isoWallTimeOrDay)), is: "wallTime" };
/** The hands of a clock in a zone that another field names: "2026-11-24T09:00". */
export const wallTime: Plain<string> = { value: z.string().check(z.regex(isoWallTime)), is: "wallTime" };
/** A calendar day of which people may know only a part: `1985-04-12`, `1985-04`, `1985`, `--04-12`. */
export const partialDay: Plain<string> = { value: z.string().check(z.regex(partOfDay)), is: "day" };
/** A point in time (UTC, milliseconds). */
export const instant: Plain<string> = { value: z.string().check(z.regex(isoInstant)), is: "instant" };
/** A point in time, or a day when only the day is known. */
export const instantOrDay: Plain<string> = { value: z.string().check(z.regex(isoInstantOrDay)), is: "instant" };
export const decimal: Plain<number> = { value: z.number(), isPlainly: isNumber, is: "number" };
export const whole = (from?: number, to?: number): Plain<number> => ({
  value: z.int().check(...(from === undefined ? [] : [z.minimum(from)]), ...(to === undefined ? [] : [z.maximum(to)])),
  is: "number",
});
/** A stated amount of money in the currency's smallest unit. */
export const cents: Plain<number> = { value: z.int(), is: "cents" };
/** A share between 0 and 1: a probability. */
export const share: Plain<number> = { value: z.number().check(z.minimum(0), z.maximum(1)), is: "share" };
export const flag: Plain<boolean> = { value: z.boolean(), isPlainly: isFlag, is: "flag" };
/** One of the words Kontor knows, or one that somebody else uses. */
export const choice = <const Word extends string>(choices: readonly Word[]): Plain<Word | (string & {})> => ({
  value: anyText,
  isPlainly: isText,
  choices,
  is: "text",
});
/** One record of a noun, by its id. */
export const ref = (noun: string): Plain<RecordId> => ({ value: anyText, isPlainly: isText, refersTo: noun });
/** Several records of a noun: id → order, the main one first. */
export const ids = (noun: string): Field<Readonly<Record<string, string>>, "ids"> => ({
  value: z.record(z.string(), z.union([z.string(), z.literal(false)])),
  isPlainly: eachIs(isText),
  shape: "ids",
  refersTo: noun,
});
/** Members of the workspace, who are no records: id → order, the main one first. */
export const members: Field<Readonly<Record<string, string>>, "ids"> = {
  value: z.record(z.string(), z.union([z.string(), z.literal(false)])),
  isPlainly: eachIs(isText),
  shape: "ids",
};
export const set: Field<Readonly<Record<string, true>>, "set"> = {
  value: z.record(z.string(), z.boolean()),
  isPlainly: eachIs(isFlag),
  shape: "set",
};
export const map = <Value>(value: z.ZodMiniType): Field<Readonly<Record<string, Value>>, "map"> => ({
  value: z.record(z.string(), z.union([z.literal(false), value])),
  shape: "map",
});
/** Elements that people put in an order of their own; `isPlainly` sees at a glance that one is right. */
export const ordered = <Element>(
  element: z.ZodMiniType,
  isPlainly: (element: Readonly<Record<string, unknown>>) => boolean = () => false,
): Field<Readonly<Record<string, Element>>, "ordered"> => ({
  value: z.record(z.string(), z.union([z.literal(false), element])),
  isPlainly: eachIs((one) => isObject(one) && isPlainly(one) && (one.order === undefined || isText(one.order))),
  shape: "ordered",
});
/** A text that several people may type into at the same time. */
export const shared: Field<string, "shared"> = { value: anyText, isPlainly: isText, shape: "shared", is: "text" };
export const anything = (value: z.ZodMiniType): Plain<unknown> => ({ value });

/** What a record of any noun may have beside its own. */
export const everyRecord = {
  deletedAt: text,
  owner: text,
  source: text,
  import: text,
  tags: set,
  externalIds: map<string>(z.string()),
  custom: { value: z.record(z.string(), z.unknown()), isPlainly: eachIs((one) => one !== false), shape: "map" } as Field<
    Readonly<Record<string, unknown>>,
    "map"
  >,
} as const satisfies NounFields;

/** A field of a noun, or one that every record has; undefined where Kontor does not know it. */
export const fieldOf = (noun: Noun | undefined, field: string): Field | undefined =>
  ownValue(noun?.fields, field) ?? ownValue(everyRecord as NounFields, field);
