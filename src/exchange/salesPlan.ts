// What a dry run of products, purchases and deals is asked, and what it answers.
import type { Draft, Hint, ImportCounts, ImportOptions, ImportQuestion, RowProblem } from "./draft.ts";
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

export interface SalesPlan {
  /** In the order to be made: what others point at ("#key") stands before them. */
  readonly drafts: Draft[];
  readonly problems: RowProblem[];
  readonly hints: Hint[];
  readonly questions: ImportQuestion[];
  readonly counts: ImportCounts;
  readonly mapping: readonly AnyColumn[];
}
