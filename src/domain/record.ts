import type { RecordId } from "../lib/id.ts";

/** What every record has. Fields that this version does not know stay as they came. */
export interface BaseRecord {
  readonly type: string;
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
export type Merged = Readonly<Record<string, unknown>> & { readonly type: string };

/** What a person or a file says about a record: field → value. An element set to `false` is removed. */
export type Fields = Readonly<Record<string, unknown>>;

/** A text, or nothing: never an exception, whatever stands there. */
export const textIn = (value: unknown): string => (typeof value === "string" ? value : "");

export function isDeleted(record: object): boolean {
  const { deletedAt } = record as { readonly deletedAt?: unknown };
  return deletedAt !== undefined && deletedAt !== null;
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
