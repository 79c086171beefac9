// The one place where what is stored becomes a record. Records come from other devices, and a newer or broken version may have
// stored a field in another form: such a field is told apart, stays where it is, and whoever asks gets a record without it.

import { ownValue } from "../lib/own.ts";
import { hasElements, type Noun, type RecordOf, type RepairContext } from "./noun.ts";
import type { Merged } from "./record.ts";

export interface ReadRecord<Of extends Noun> {
  /** Every field as its noun says, repaired. */
  readonly record: RecordOf<Of>;
  /** Field → its stored value, where that is none of the field's: shown as unreadable, kept, never written over unasked. */
  readonly unreadable: Readonly<Record<string, unknown>>;
}

/** Repairs that ask nothing beside the record. */
const alone: RepairContext = { zone: "UTC", recordOf: () => undefined };

export function readWhole<Of extends Noun>(noun: Of, stored: { readonly type: string }, context: RepairContext = alone): ReadRecord<Of> {
  const { record, unreadable } = sound(noun, stored as Merged);
  return { record: noun.repair(record as never, context) as RecordOf<Of>, unreadable };
}

/** The record alone, for whoever has no place to say what is unreadable. */
export const read = <Of extends Noun>(noun: Of, stored: { readonly type: string }, context: RepairContext = alone): RecordOf<Of> =>
  readWhole(noun, stored, context).record;

const none: Readonly<Record<string, unknown>> = {};

/** Without the fields, and of lists without the elements, that are not what they should be; required ones are there. */
function sound(noun: Noun, merged: Merged): { readonly record: Merged; readonly unreadable: Readonly<Record<string, unknown>> } {
  let copy: Record<string, unknown> | null = null;
  let unreadable: Record<string, unknown> | null = null;
  for (const field in merged) {
    const value = merged[field];
    if (value === undefined || !Object.hasOwn(noun.schemas, field) || noun.plainly[field]?.(value)) continue;
    const schema = noun.schemas[field] as Noun["schemas"][string];
    const isRight = schema.safeParse(value).success;
    const isOfElements = hasElements(noun, field);
    if (isRight && !isOfElements) continue;
    copy ??= { ...merged };
    if (isOfElements && typeof value === "object" && value !== null && !Array.isArray(value))
      // What was removed before it was there is `false`.
      copy[field] = Object.fromEntries(
        Object.entries(value).filter(([key, element]) => element !== false && (isRight || schema.safeParse({ [key]: element }).success)),
      );
    else delete copy[field];
    if (isRight) continue;
    unreadable ??= {};
    unreadable[field] = value;
  }
  for (const field of noun.required) {
    if ((copy ?? merged)[field] !== undefined) continue;
    copy ??= { ...merged };
    copy[field] = noun.fields[field]?.shape && hasElements(noun, field) ? {} : "";
  }
  return { record: (copy as Merged | null) ?? merged, unreadable: unreadable ?? none };
}

/** Whether a stored value is what its field should hold; what is not is shown as unreadable and kept. */
export const isReadableIn = (noun: Noun | undefined, field: string, value: unknown): boolean =>
  ownValue(noun?.schemas, field)?.safeParse(value).success ?? true;
