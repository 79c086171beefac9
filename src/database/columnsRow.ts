// Which kinds of records reports read as columns, and the row that keeps a chunk of them.
import type { NounName } from "../domain/nouns.ts";
import type { ShardName } from "../lib/id.ts";

/** Kinds of records that columns, the merging of columns, or answers are made from. */
export const factKinds = ["purchase", "deal", "interaction", "product", "pipeline", "settings"] as const satisfies readonly NounName[];
export type FactKind = (typeof factKinds)[number];
export const isFactKind = (kind: string): kind is FactKind => (factKinds as readonly string[]).includes(kind);

export interface ColumnsRow {
  readonly kind: FactKind;
  /** Whose records, or of interactions, whose parties; empty for interactions of nobody. */
  readonly shard: ShardName | "";
  /** Another one with every change. */
  readonly mark: string;
  /** Typed arrays, as `analytics` makes them. */
  readonly chunk?: unknown;
  /** By which reading of the rows the chunk was made; none: by the first. */
  readonly reading?: number;
}
