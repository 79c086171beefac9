import { Refused } from "./result.ts";

/** A value that can cross from a window to its engine: numbers, texts, bytes, lists and objects of such; nothing that lives. */
export type Plain = string | number | boolean | null | undefined | Uint8Array | readonly Plain[] | { readonly [field: string]: Plain };

/** A record's fields by name, as a screen hands them over. */
export type PlainFields = { readonly [field: string]: Plain };

/**
 * Copies a value so that nothing in it observes or computes any more: a proxy of a reactive store reads like the object behind it, and no
 * worker can take it. Refuses with `value-no-data` what is none, such as a function, a Date or a Map, and names the place.
 */
export function plainOf(value: unknown, where = "value"): Plain {
  if (value === null || value === undefined || typeof value === "string" || typeof value === "number" || typeof value === "boolean")
    return value;
  if (value instanceof Uint8Array) return value;
  if (typeof value !== "object") throw new Refused({ code: "value-no-data", place: where, found: typeof value });
  if (Array.isArray(value)) return value.map((one, index) => plainOf(one, `${where}[${index}]`));
  const prototype: unknown = Object.getPrototypeOf(value);
  if (prototype !== Object.prototype && prototype !== null)
    throw new Refused({ code: "value-no-data", place: where, found: value.constructor.name });
  return Object.fromEntries(Object.entries(value).map(([field, one]) => [field, plainOf(one, `${where}.${field}`)]));
}
