// How the fields of a record merge and where it lies, asked by its type: documents, rows and files hold types as text.

import type { FieldShape } from "./noun.ts";
import { fieldIn, nounNames, nounOf } from "./nouns.ts";

export type { FieldShape } from "./noun.ts";

/** The shape of a field, or undefined for a plain value. Unknown fields and types of newer versions have plain values. */
export const shapeOf = (type: string, field: string): FieldShape | undefined => fieldIn(type, field)?.shape;

const sharedFields = new Map<string, readonly string[]>(
  nounNames.map((name) => [
    name,
    Object.entries(nounOf(name)?.fields ?? {}).flatMap(([field, { shape }]) => (shape === "shared" ? [field] : [])),
  ]),
);

/** Fields that are typed together, of one type. */
export const sharedFieldsOf = (type: string): readonly string[] => sharedFields.get(type) ?? [];

export const liesInMeta = (type: string): boolean => nounOf(type)?.lies === "meta";

/** The fields that name the contacts a record belongs to, the deciding one first; of a type not known here, as most nouns have them. */
export const partyFieldsOf = (type: string): readonly string[] => nounOf(type)?.belongsTo ?? ["parties", "party"];
