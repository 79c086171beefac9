// Records come from other devices, and a newer or broken version of Kontor may store a field in another shape. Nothing is lost
// for that: what stands there stays, and whoever derives something from a record reads what is readable of it.
import { schemaOf } from "./fields.ts";
import type { Merged } from "./record.ts";
import { shapeOf } from "./shape.ts";

/** A text, or nothing: never an exception, whatever stands there. */
export const textIn = (value: unknown): string => (typeof value === "string" ? value : "");

/** Without the fields, and of lists without the elements, that do not have the shape they should have. */
export function readableOf(record: Merged): Merged {
  const readable: Record<string, unknown> = { type: record.type };
  for (const [field, value] of Object.entries(record)) {
    const schema = schemaOf(record.type, field);
    if (!schema || value === undefined || schema.safeParse(value).success) readable[field] = value;
    else if (hasElements(record.type, field) && typeof value === "object" && value !== null && !Array.isArray(value))
      readable[field] = Object.fromEntries(Object.entries(value).filter(([key, element]) => schema.safeParse({ [key]: element }).success));
  }
  return readable as Merged;
}

const hasElements = (kind: string, field: string): boolean => {
  const shape = shapeOf(kind, field);
  return shape !== undefined && shape !== "shared";
};

/** What is derived from a record; from what is readable of it where the whole cannot be read. */
export function derived<Value>(record: Merged, derive: (record: Merged) => Value, isWhole: (value: Value) => boolean = () => true): Value {
  try {
    const value = derive(record);
    if (isWhole(value)) return value;
  } catch {
    // Its fields have other shapes than they should have.
  }
  return derive(readableOf(record));
}
