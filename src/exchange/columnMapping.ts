import type { ColumnDetail, TargetName } from "./heading.ts";

/** What a column of a file is taken for. */
export interface ColumnMapping {
  /** Which file, where there are several. */
  readonly file?: string;
  /** The heading; where it was empty or there twice, with a number. */
  readonly column: string;
  /** null: kept as a field of its own. */
  readonly target: TargetName | null;
  readonly detail: ColumnDetail;
  /** What the guess rests on. */
  readonly guess?: "name" | "content" | "person";
  readonly examples: readonly string[];
}
