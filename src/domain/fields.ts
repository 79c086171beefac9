// From what people, files and scripts say to what is stored: arrays become elements, values are checked.

import type * as z from "zod/mini";
import { canonicalJson } from "../lib/canonical.ts";
import { randomKey } from "../lib/id.ts";
import { ordersFor } from "../lib/order.ts";
import { ownValue } from "../lib/own.ts";
import { err, ok, type Result } from "../lib/result.ts";
import { nounOf } from "./nouns.ts";
import { isReadableIn } from "./read.ts";
import type { Fields, Merged } from "./record.ts";
import { type FieldShape, shapeOf } from "./shape.ts";

export type FieldRefusal =
  | { readonly code: "field-invalid"; readonly field: string; readonly reason: string }
  | { readonly code: "field-missing"; readonly field: string }
  | { readonly code: "field-reserved"; readonly field: string };

/** The schema of a field, or undefined where Kontor does not judge it. */
export const schemaOf = (type: string, field: string): z.ZodMiniType | undefined => ownValue(nounOf(type)?.schemas, field);

export const isReadable = (type: string, field: string, value: unknown): boolean => isReadableIn(nounOf(type), field, value);

/** Set by Kontor, never by whoever writes; `__proto__` and its kin are nobody's field. */
const reserved = new Set(["id", "type", "createdAt", "createdBy", "__proto__", "constructor", "prototype"]);

/**
 * Fields as stored: sets, ids and ordered lists as elements, each value checked against its schema.
 * A plain array replaces what `existing` holds; `{ add, remove }` changes it; elements as `false` are removed.
 */
export function normaliseFields(kind: string, fields: Fields, existing?: Merged): Result<Fields, FieldRefusal> {
  const out: Record<string, unknown> = {};
  for (const [field, value] of Object.entries(fields)) {
    if (value === undefined) continue;
    if (reserved.has(field) || field === "" || field.includes(" ")) return err({ code: "field-reserved", field });
    const shape = shapeOf(kind, field);
    const stored = shape === undefined || shape === "shared" ? value : elementsOf(shape, value, existing?.[field]);
    if (stored === undefined) return err({ code: "field-invalid", field, reason: "expected a list or an object" });
    const parsed = schemaOf(kind, field)?.safeParse(stored);
    if (parsed && !parsed.success) return err({ code: "field-invalid", field, reason: parsed.error.issues[0]?.message ?? "" });
    if (!isJson(stored)) return err({ code: "field-invalid", field, reason: "not a JSON value" });
    out[field] = typeof stored === "string" && field !== "note" && field !== "text" ? stored.normalize("NFC") : stored;
  }
  if (!existing) {
    const missing = nounOf(kind)?.required.find((field) => out[field] === undefined || out[field] === null);
    if (missing) return err({ code: "field-missing", field: missing });
  }
  return ok(out);
}

type Elements = Record<string, unknown>;

function elementsOf(shape: Exclude<FieldShape, "shared">, value: unknown, existing: unknown): Elements | undefined {
  const had = (existing ?? {}) as Elements;
  if (Array.isArray(value)) {
    const made = fromList(shape, value, had);
    if (!made) return undefined;
    const dropped = Object.keys(had).filter((key) => !(key in made));
    return { ...Object.fromEntries(dropped.map((key) => [key, false])), ...made };
  }
  if (typeof value !== "object" || value === null)
    return value === null ? Object.fromEntries(Object.keys(had).map((key) => [key, false])) : undefined;
  const change = value as { add?: unknown; remove?: unknown };
  if (shape !== "map" && (Array.isArray(change.add) || Array.isArray(change.remove))) {
    const removed = Array.isArray(change.remove) ? change.remove.map(String) : [];
    const added = fromList(shape, Array.isArray(change.add) ? change.add : [], had, Object.keys(had).length);
    return added && { ...Object.fromEntries(removed.map((key) => [key, false])), ...added };
  }
  return Object.fromEntries(
    Object.entries(value).map(([key, element]) => [key, shape === "ordered" && isObject(element) ? { order: "h", ...element } : element]),
  );
}

function fromList(shape: Exclude<FieldShape, "shared">, list: readonly unknown[], had: Elements, after = 0): Elements | undefined {
  const orders = ordersFor(list.length + after).slice(after);
  const out: Elements = {};
  for (const [i, item] of list.entries()) {
    if (shape === "ordered") {
      if (!isObject(item)) return undefined;
      const { key, ...element } = item as { key?: string };
      out[key ?? randomKey(4)] = { ...element, order: orders[i] };
    } else {
      if (typeof item !== "string" || item === "") return undefined;
      out[item] =
        shape === "ids" ? (after > 0 && typeof had[item] === "string" ? had[item] : orders[i]) : shape === "map" ? "active" : true;
    }
  }
  return out;
}

/** What fields from a file add to a record that exists or change in it: values and elements that it has already are left out, order aside. */
export function newToRecord(kind: string, fields: Fields, existing: Merged): Fields {
  const out: Record<string, unknown> = {};
  for (const [field, value] of Object.entries(fields)) {
    const shape = shapeOf(kind, field);
    if (shape === undefined || shape === "shared" || !isObject(value)) {
      if (canonicalJson(value ?? null) !== canonicalJson(existing[field] ?? null)) out[field] = value;
      continue;
    }
    const had = (existing[field] ?? {}) as Elements;
    const elements = new Set(Object.values(had).map(withoutOrder));
    const isThere = (key: string, element: unknown): boolean =>
      element === false
        ? (had[key] ?? false) === false
        : shape === "ordered"
          ? elements.has(withoutOrder(element))
          : shape === "ids"
            ? had[key] !== undefined && had[key] !== false
            : canonicalJson(had[key] ?? null) === canonicalJson(element ?? null);
    const fresh = Object.entries(value).filter(([key, element]) => !isThere(key, element));
    if (fresh.length > 0) out[field] = Object.fromEntries(fresh);
  }
  return out;
}

const withoutOrder = (element: unknown): string => {
  if (!isObject(element)) return String(element);
  const { order: _order, ...rest } = element;
  return canonicalJson(rest);
};

const isObject = (value: unknown): value is Record<string, unknown> => typeof value === "object" && value !== null && !Array.isArray(value);

/** Whether a value can be stored: JSON, and not endlessly nested. */
export function isJson(value: unknown, depth = 0): boolean {
  if (value === null || typeof value === "string" || typeof value === "boolean") return true;
  if (typeof value === "number") return Number.isFinite(value);
  if (typeof value !== "object" || depth > 16) return false;
  return Object.values(value).every((part) => isJson(part, depth + 1));
}
