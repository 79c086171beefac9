// What all exports share: records as they are stored, and the order of their parts.
import { inOrder } from "../domain/record.ts";

/** A record as it stands in a document or a row, with its id. */
export type ExportRecord = Readonly<Record<string, unknown>> & { readonly id: string; readonly type: string };

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
]);
