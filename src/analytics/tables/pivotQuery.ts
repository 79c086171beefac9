// What a table is asked for, what it answers, and why it may refuse.

import type { Day, Warning } from "../facts/facts.ts";
import type { Dimension } from "./dimensions.ts";

/** The facts of a pivot as columns of one length. A measure's NaN is an unknown value: left out of sums and means, and counted. */
export interface PivotFacts {
  readonly count: number;
  readonly dimensions: Readonly<Record<string, Dimension>>;
  readonly measures: Readonly<Record<string, Float64Array>>;
  /** Row → day, for `from` and `asOf`. */
  readonly days?: Int32Array;
}

export interface AxisLevel {
  readonly dimension: string;
  /** Absent = the leaf. */
  readonly level?: string;
}

export interface Filter extends AxisLevel {
  /** Only these members: one is a slice, several are a dice. */
  readonly members: readonly string[];
  /** All but these. */
  readonly isExcluded?: boolean;
}

export type Base =
  | { readonly take: "count" }
  | { readonly take: "sum" | "mean"; readonly of: string }
  | { readonly take: "distinct"; readonly of: string; readonly level?: string };

/**
 * A measure: what a cell shows. Shares are of the row's, column's or grand total (0–1, `null` where that is 0); a running total
 * adds up along
 * the members of an axis; year over year is the change against the same period a year before, as a ratio (0.1 = 10 % more).
 */
export type Measure = Base & {
  readonly show?: "value" | "shareOfRow" | "shareOfColumn" | "shareOfTotal" | "runningTotal" | "yearOverYear";
  /** The axis a running total runs along; absent = the axis of time, else the columns where there are any. */
  readonly along?: "rows" | "columns";
};

export interface PivotQuery {
  readonly rows: readonly AxisLevel[];
  readonly columns: readonly AxisLevel[];
  readonly measures: readonly Measure[];
  readonly filters?: readonly Filter[];
  /** Earlier facts do not count, nor do those of an unknown day. */
  readonly from?: Day;
  /** Later facts do not count. */
  readonly asOf?: Day;
}

export interface PivotMember {
  /** One key a level of the axis; none on an axis without levels. */
  readonly keys: readonly string[];
  /** Facts of the whole row or column. */
  readonly facts: number;
  /** The total of the row or column, one value a measure, computed from the facts. */
  readonly values: readonly (number | null)[];
}

export interface PivotCell {
  /** Indices in `rows` and `columns`. */
  readonly row: number;
  readonly column: number;
  readonly facts: number;
  readonly values: readonly (number | null)[];
}

export interface Pivot {
  readonly parameters: PivotQuery;
  readonly fit: { readonly facts: number; readonly leftOut: number };
  readonly warnings: readonly Warning[];
  readonly results: {
    readonly rows: readonly PivotMember[];
    readonly columns: readonly PivotMember[];
    /** Only cells with facts, by row, then column. A running total also fills the gaps after its first fact, with `facts` 0. */
    readonly cells: readonly PivotCell[];
    readonly total: { readonly facts: number; readonly values: readonly (number | null)[] };
  };
}

export type PivotRefusal =
  | { readonly code: "dimension-unknown" | "level-unknown" | "measure-unknown"; readonly name: string }
  | { readonly code: "day-unreadable"; readonly text: string }
  | { readonly code: "pivot-too-wide"; readonly needed: number; readonly found: number }
  /** A running total needs a sum or a count: means and distinct counts do not add up. */
  | { readonly code: "running-total-of"; readonly take: string }
  | { readonly code: "time-axis-missing" };
