// What a dry run of products, purchases and deals is asked, and what it answers.
import type { Draft, Hint, ImportCounts, ImportOptions, RowProblem } from "./draft.ts";
import type { KnownRecords } from "./known.ts";
import type { ColumnMapping } from "./mapping.ts";
import type { SalesColumn } from "./salesTable.ts";

/** What the rows of an import are. */
export const importTypes = ["party", "product", "purchase", "deal"] as const;
export type ImportType = (typeof importTypes)[number];
type SalesType = Exclude<ImportType, "party">;
export const isImportType = (name: unknown): name is ImportType => (importTypes as readonly unknown[]).includes(name);

/** A column of a contact list or of a table of sales, as an import of both has them. */
export type AnyColumn = SalesColumn | ColumnMapping;

export interface SalesOptions extends Omit<ImportOptions, "mapping"> {
  readonly type: SalesType;
  /** Column → target, or the whole mapping as the person left it; `null` keeps a column as a field of its own. */
  readonly mapping?: readonly AnyColumn[] | Readonly<Record<string, string | null>>;
  /** Spelling → the product it stands for, as a question was answered; its own name says that it is another product. */
  readonly sameProducts?: Readonly<Record<string, string>>;
  readonly known?: KnownRecords;
}

/** Two spellings that may be one product: `a` as this file has it, `b` as another does. */
export interface SalesQuestion {
  readonly code: "same-product";
  readonly a: string;
  readonly b: string;
  /** How many lines say `a`. */
  readonly count: number;
}

export interface SalesPlan {
  /** In the order to be made: what others point at ("#key") stands before them. */
  readonly drafts: Draft[];
  readonly problems: RowProblem[];
  readonly hints: Hint[];
  readonly questions: SalesQuestion[];
  readonly counts: ImportCounts;
  readonly mapping: readonly AnyColumn[];
}
