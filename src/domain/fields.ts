// From what people, files and scripts say to what is stored: arrays become elements, values are checked.

import * as z from "zod/mini";
import { canonicalJson } from "../lib/canonical.ts";
import { randomKey } from "../lib/id.ts";
import { ordersFor } from "../lib/order.ts";
import { ownValue } from "../lib/own.ts";
import { err, ok, type Result } from "../lib/result.ts";
import { dealFields } from "./deal.ts";
import { interactionFields } from "./interaction.ts";
import { partyFields } from "./party.ts";
import { pipelineFields } from "./pipeline.ts";
import { productFields } from "./product.ts";
import { purchaseFields } from "./purchase.ts";
import type { Fields, Merged } from "./record.ts";
import { relationFields } from "./relation.ts";
import { settingsFields } from "./settings.ts";
import { type FieldShape, type Kind, shapeOf } from "./shape.ts";

export type FieldRefusal =
  | { readonly code: "field-invalid"; readonly field: string; readonly reason: string }
  | { readonly code: "field-missing"; readonly field: string }
  | { readonly code: "field-reserved"; readonly field: string };

type Schemas = Readonly<Record<string, z.ZodMiniType>>;
const text = z.nullable(z.string());
const everyRecord: Schemas = {
  deletedAt: text,
  owner: text,
  source: text,
  import: text,
  tags: z.record(z.string(), z.boolean()),
  externalIds: z.record(z.string(), z.union([z.string(), z.literal(false)])),
  custom: z.record(z.string(), z.unknown()),
};
const schemas: Partial<Record<Kind, Schemas>> = {
  party: partyFields,
  relation: relationFields,
  interaction: interactionFields,
  settings: settingsFields,
  product: productFields,
  purchase: purchaseFields,
  deal: dealFields,
  pipeline: pipelineFields,
};
const required: Partial<Record<Kind, readonly string[]>> = {
  party: ["kind"],
  relation: ["from", "to", "kind"],
  interaction: ["kind", "at", "parties"],
  product: ["name"],
  purchase: ["kind"],
  deal: ["stage"],
  pipeline: ["name", "stages"],
};

/** The schema of a field, or undefined where Kontor does not judge it. */
export const schemaOf = (kind: string, field: string): z.ZodMiniType | undefined =>
  ownValue(ownValue(schemas, kind), field) ?? ownValue(everyRecord, field);

/** Whether a stored value has the shape its field should have; what has not is shown as unreadable and kept. */
export const isReadable = (kind: string, field: string, value: unknown): boolean => schemaOf(kind, field)?.safeParse(value).success ?? true;

/** Set by Kontor, never by whoever writes; `__proto__` and its kin are nobody's field. */
const reserved = new Set(["id", "type", "createdAt", "createdBy", "__proto__", "constructor", "prototype"]);

/**
 * Fields as stored: sets, ids and ordered lists as elements, each value checked against its schema.
 * A plain array replaces what `existing` holds; `{ add, remove }` changes it; elements as `false` are removed.
 */
export function normaliseFields(kind: Kind, fields: Fields, existing?: Merged): Result<Fields, FieldRefusal> {
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
    const missing = required[kind]?.find((field) => out[field] === undefined || out[field] === null);
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

/** What fields from a file add to a record that exists: list elements that it has already, order aside, are left out. */
export function newToRecord(kind: Kind, fields: Fields, existing: Merged): Fields {
  const out: Record<string, unknown> = {};
  for (const [field, value] of Object.entries(fields)) {
    if (shapeOf(kind, field) !== "ordered" || !isObject(value)) {
      out[field] = value;
      continue;
    }
    const had = new Set(Object.values((existing[field] ?? {}) as Elements).map(withoutOrder));
    out[field] = Object.fromEntries(Object.entries(value).filter(([, element]) => !had.has(withoutOrder(element))));
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
