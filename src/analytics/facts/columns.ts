// Facts as typed arrays, a chunk for each shard and kind: what takes seconds to read as rows takes a tenth of one as columns.
// A chunk holds what stands on record; what it counts for (currency, revenue, stages) is decided when chunks are merged.
import { noDay, parseDay } from "./facts.ts";

/** A record as its noun reads it. */
export interface FactRecord<Body> {
  readonly id: string;
  readonly record: Body;
}

export const byId = (a: { readonly id: string }, b: { readonly id: string }): number => (a.id < b.id ? -1 : a.id > b.id ? 1 : 0);

export const dayOrNone = (text: unknown): number => (typeof text === "string" ? (parseDay(text) ?? noDay) : noDay);
