import { nounOf } from "./nouns.ts";

/**
 * The keys under which other programs know a record, each with its noun: number 11 of a shop is a product and an order. What a
 * noun is recognised by of its own, a product's number, is one as well. Contacts have a table of their own, and no noun before
 * their keys.
 */
export function externalKeysOf(record: { readonly type: string; readonly externalIds?: unknown }): string[] {
  const prefix = record.type === "party" ? "" : `${record.type} `;
  const keys = Object.entries((record.externalIds ?? {}) as Readonly<Record<string, unknown>>)
    .filter(([, key]) => typeof key === "string")
    .map(([system, key]) => `${prefix}${system}:${String(key)}`);
  const own = nounOf(record.type)?.matchBy.flatMap((field) => {
    const value = (record as Readonly<Record<string, unknown>>)[field];
    return typeof value === "string" && value !== "" ? [`${prefix}${field}:${value}`] : [];
  });
  return own ? [...keys, ...own] : keys;
}
