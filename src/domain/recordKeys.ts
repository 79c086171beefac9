import { externalKeysOf } from "./externalKeys.ts";
import { referenceKey, valueKey } from "./keys.ts";
import { nounOf } from "./nouns.ts";
import { idsOf, isDeleted, type Merged } from "./record.ts";
import { partyFieldsOf } from "./shape.ts";

const namedIn = (value: unknown): readonly string[] => (typeof value === "string" ? [value] : idsOf(value));

/** Every key of a record: the records it names, what other programs call it, and what its noun is asked by. */
export function recordKeysOf(record: Merged): string[] {
  const noun = nounOf(record.type);
  const references = noun
    ? Object.entries(noun.fields).flatMap(([field, { refersTo }]) => (refersTo === undefined ? [] : [field]))
    : partyFieldsOf(record.type);
  const keys = new Set(externalKeysOf(record));
  for (const field of references) for (const id of namedIn(record[field])) keys.add(referenceKey(record.type, field, id));
  for (const fields of noun?.keys ?? []) {
    const values = fields.map((field) => record[field]);
    if (values.every((value): value is string => typeof value === "string" && value !== ""))
      keys.add(valueKey(record.type, fields, values));
  }
  if (noun && !isDeleted(record)) for (const [name, ...values] of noun.marks(record)) keys.add(valueKey(record.type, [name], values));
  return [...keys];
}
