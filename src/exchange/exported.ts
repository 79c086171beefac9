// What all exports share: records as they are stored, and the order of their parts.
import { isJson, isReadable } from "../domain/fields.ts";
import { inOrder } from "../domain/record.ts";
import type { Term } from "../domain/relation.ts";
import { shapeOf } from "../domain/shape.ts";

/** A record as it stands in a document or a row, with its id. */
export type ExportRecord = Readonly<Record<string, unknown>> & { readonly id: string; readonly type: string };

/** A field of which two people have written different values, and nobody has chosen: field key → the other values too. */
export type Rivals = Readonly<Record<string, readonly unknown[]>>;

/** The record without what an export adds; undefined for what no workspace could hold. */
export function exactOf(kind: string, record: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> | undefined {
  const { id: _id, rivals: _rivals, ...exact } = record;
  const isPlain = (value: unknown): boolean => typeof value === "object" && value !== null && !Array.isArray(value);
  for (const [field, value] of Object.entries(exact)) {
    if (field === "__proto__" || field.includes(" ") || !isJson(value)) return undefined;
    if (value === null || field === "type") continue;
    const shape = shapeOf(kind, field);
    const isFit =
      shape === undefined
        ? recordFields.has(field)
          ? typeof value === "string"
          : isReadable(kind, field, value)
        : shape === "shared"
          ? typeof value === "string"
          : isPlain(value);
    if (!isFit) return undefined;
  }
  return typeof exact.createdAt === "string" && typeof exact.createdBy === "string" ? exact : undefined;
}

/** When a relation of an export began and ended. */
export const termOf = (record: ExportRecord): Term => ({ startOn: textIn(record, "startOn"), endOn: textIn(record, "endOn") });

type Element = Readonly<Record<string, unknown>> & { readonly order?: string };

/** The elements of an Ordered field in order, without keys and order. */
export function elementsOf(field: unknown): Readonly<Record<string, unknown>>[] {
  if (Array.isArray(field)) return field.filter((element): element is Element => typeof element === "object" && element !== null);
  if (typeof field !== "object" || field === null) return [];
  const live = Object.fromEntries(
    Object.entries(field as Record<string, Element | false>).filter(([, element]) => typeof element === "object" && element !== null),
  ) as Record<string, Element>;
  return inOrder(live).map(({ key: _key, order: _order, ...element }) => element);
}

/** The elements of a Set field. */
export const setOf = (field: unknown): string[] =>
  Array.isArray(field)
    ? field.map(String)
    : typeof field === "object" && field !== null
      ? Object.entries(field)
          .filter(([, isIn]) => isIn !== false && isIn !== null)
          .map(([element]) => element)
      : [];

/** The entries of a Map field, removed ones aside. */
export const entriesOf = (field: unknown): [string, unknown][] =>
  typeof field === "object" && field !== null && !Array.isArray(field)
    ? Object.entries(field).filter(([, value]) => value !== false && value !== null && value !== undefined)
    : [];

export const textIn = (record: Readonly<Record<string, unknown>>, field: string): string =>
  typeof record[field] === "string" ? record[field] : "";

/** Fields that the workspace sets and an export of contacts does not repeat. */
export const recordFields: ReadonlySet<string> = new Set([
  "id",
  "type",
  "createdAt",
  "createdBy",
  "updatedAt",
  "updatedBy",
  "deletedAt",
  "import",
  "mergedInto",
  "rivals",
]);
