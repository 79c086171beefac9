// What a dry run of products, purchases and deals is asked, and what it answers.
import type { Draft, Hint, ImportCounts, ImportOptions, RowProblem } from "./draft.ts";
import type { KnownRecords } from "./known.ts";
import type { ColumnMapping } from "./mapping.ts";
import type { SalesColumn } from "./salesColumns.ts";

/** A column of a contact list or of a table of sales, as an import of both has them. */
export type AnyColumn = SalesColumn<string> | ColumnMapping;

export interface SalesOptions extends Omit<ImportOptions, "mapping"> {
  /** The noun that the rows are about. */
  readonly type: string;
  /** Column → target, or the whole mapping as the person left it; `null` keeps a column as a field of its own. */
  readonly mapping?: readonly AnyColumn[] | Readonly<Record<string, string | null>>;
  /** Spelling → the product it stands for, as a question was answered; its own name says that it is another product. */
  readonly sameProducts?: Readonly<Record<string, string>>;
  /** A name as this file has it → id of the contact it is; an empty answer says that it is another one. */
  readonly sameContacts?: Readonly<Record<string, string>>;
  /** Whose papers a file lists: the own ones, or those that came in, which are no sales. */
  readonly papers?: "own" | "incoming";
  /** Somebody said what the rows are: a file is read as such, whatever its headings say. */
  readonly isSaid?: boolean;
  readonly known?: KnownRecords;
}

/** What only a person can decide. A plan can be carried out without: it says then how it read what was open. */
export type ImportQuestion =
  /** Two spellings that may be one product: `a` as this file has it, `b` as another does. `count` lines say `a`. Answered by `sameProducts`. */
  | { readonly code: "same-product"; readonly a: string; readonly b: string; readonly count: number }
  /** Two contacts that may be one: `a` as the file has it, `b` as the workspace does, whose id is `id`. Answered by `sameContacts`. */
  | { readonly code: "same-contact"; readonly a: string; readonly b: string; readonly id: string; readonly count: number }
  /** An amount beside a tax that says neither net nor gross. Answered by the column's target. */
  | { readonly code: "net-or-gross"; readonly column: string; readonly file?: string; readonly count: number }
  /** Papers without an amount, and columns that may hold it. Answered by a column's target. */
  | { readonly code: "which-amount"; readonly columns: readonly string[]; readonly file?: string; readonly count: number }
  /** Papers that may have come from a supplier. Answered by `papers`. */
  | { readonly code: "whose-papers"; readonly file?: string; readonly count: number };

export interface SalesPlan {
  /** In the order to be made: what others point at ("#key") stands before them. */
  readonly drafts: Draft[];
  readonly problems: RowProblem[];
  readonly hints: Hint[];
  readonly questions: ImportQuestion[];
  readonly counts: ImportCounts;
  readonly mapping: readonly AnyColumn[];
}
