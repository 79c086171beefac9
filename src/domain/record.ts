import type { RecordId } from "../lib/id.ts";
import type { Kind } from "./shape.ts";

/** What every record has. Fields that this version does not know stay as they came. */
export interface BaseRecord {
  readonly type: Kind;
  readonly createdAt: string;
  readonly createdBy: string;
  readonly deletedAt?: string | null;
  readonly owner?: string | null;
  readonly tags?: Readonly<Record<string, true>>;
  readonly source?: string | null;
  readonly externalIds?: Readonly<Record<string, string>>;
  readonly import?: RecordId | null;
  readonly custom?: Readonly<Record<string, unknown>>;
}

/** A record merged from its first version and all later keys, as documents and rows both hold it. */
export type Merged = Readonly<Record<string, unknown>> & { readonly type: Kind };

/** What a person or a file says about a record: field → value. An element set to `false` is removed. */
export type Fields = Readonly<Record<string, unknown>>;

export function isDeleted(record: object): boolean {
  const { deletedAt } = record as { readonly deletedAt?: unknown };
  return deletedAt !== undefined && deletedAt !== null;
}

/**
 * The keys under which other programs know a record, each with its kind: number 11 of a shop is a product and an order. A
 * product's own number is one as well. Contacts have a table of their own, and no kind before their keys.
 */
export function externalKeysOf(record: { readonly type: Kind; readonly externalIds?: unknown; readonly sku?: unknown }): string[] {
  const prefix = record.type === "party" ? "" : `${record.type} `;
  const keys = Object.entries((record.externalIds ?? {}) as Readonly<Record<string, unknown>>)
    .filter(([, key]) => typeof key === "string")
    .map(([system, key]) => `${prefix}${system}:${String(key)}`);
  return record.type === "product" && typeof record.sku === "string" && record.sku !== "" ? [...keys, `product sku:${record.sku}`] : keys;
}

/** The elements of an Ordered field in order; ties by key, so every device agrees. */
export function inOrder<Element extends { readonly order?: string }>(
  elements: Readonly<Record<string, Element>> | undefined,
): (Element & { readonly key: string })[] {
  return Object.entries(elements ?? {})
    .map(([key, element]) => ({ ...element, key }))
    .sort((a, b) => compare(a.order ?? "", b.order ?? "") || compare(a.key, b.key));
}

/** The ids of an Ids field in order, the main one first. */
export const idsOf = (ids: unknown): RecordId[] =>
  typeof ids !== "object" || ids === null
    ? []
    : (Object.entries(ids as Record<string, unknown>)
        .filter(([, order]) => order !== false)
        .sort(([a, x], [b, y]) => compare(orderIn(x), orderIn(y)) || compare(a, b))
        .map(([id]) => id) as RecordId[]);

const orderIn = (order: unknown): string => (typeof order === "string" ? order : "");
const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
