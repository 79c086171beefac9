// Where the tables of one import of sales lie side by side while they are worked on: what was noticed, and what is made.
import { sha256Hex } from "../lib/hash.ts";
import type { RecordId } from "../lib/id.ts";
import type { CsvRow } from "./csv.ts";
import { type Draft, type Hint, HintList, type ImportQuestion, type RowProblem } from "./draft.ts";
import type { ForeignKind } from "./foreign.ts";
import type { ColumnDetail } from "./mapping.ts";
import { type Chosen, type SalesColumn, salesColumns } from "./salesColumns.ts";
import type { AnyColumn, SalesOptions } from "./salesPlan.ts";
import { SalesTable } from "./salesTable.ts";
import type { TableSource } from "./source.ts";
import { guessSystem } from "./system.ts";
import { isTotalRow } from "./table.ts";
import type { TableKind } from "./tableKind.ts";

/** A draft whose fields are still being gathered. */
export type Made = Draft & { readonly fields: Record<string, unknown> };

interface Place {
  readonly file: string | undefined;
}

export class SalesDesk {
  readonly options: SalesOptions;
  readonly problems: RowProblem[] = [];
  readonly mapping: AnyColumn[] = [];
  readonly questions: ImportQuestion[] = [];
  rows = 0;
  readonly #hintLists: { readonly hints: HintList; readonly file: string | undefined }[] = [];
  readonly #systems = new Map<object, string>();
  readonly #prints = new Map<readonly CsvRow[], string>();

  constructor(options: SalesOptions) {
    this.options = options;
  }

  open<Target extends string>({ name, file, isSheet, table: opened, rows: all }: TableSource, kind: TableKind<Target>): SalesTable<Target> {
    const hints = this.hintsFor(file);
    const { columns: headings, hasHeader } = opened;
    const rows = all().filter((row) => {
      const isTotal = isTotalRow(row.cells.map((cell) => cell.trim()));
      if (isTotal) hints.add("total-row", row.line, row.cells.filter(Boolean).join(" ").slice(0, 80));
      return !isTotal;
    });
    const columns = salesColumns({ columns: headings, hasHeader, rows }, kind, choicesOf(this.options, file, kind), file);
    const table = new SalesTable({ name, file, isSheet, rows }, kind, columns, this.options, hints, this.problems);
    this.mapping.push(...(table.columns as readonly SalesColumn<string>[]));
    this.rows += rows.length;
    this.#systems.set(table, this.options.system ?? guessSystem(name, opened.headings, false));
    for (const row of rows) {
      if (row.isUnclosed) hints.add("quote-unclosed", row.line, row.cells.join(" ").slice(0, 80));
      if (row.cells.length < headings.length) hints.add("row-short", row.line);
      else if (row.cells.length > headings.length) hints.add("row-long", row.line);
    }
    return table;
  }

  /** A file that lists nothing of ours is named for what it is. */
  refuse(source: TableSource, kind: ForeignKind): void {
    const file = source.file === undefined ? {} : { file: source.file };
    this.problems.push({ line: 1, code: "file-foreign", value: kind, ...file });
    if (kind === "incoming") this.questions.push({ code: "whose-papers", ...file, count: source.rows().length });
  }

  /** The system whose keys a table carries. */
  systemOf(table: object): string {
    return this.#systems.get(table) ?? "import";
  }

  hintsFor(file: string | undefined): HintList {
    const known = this.#hintLists.find((list) => list.file === file);
    if (known) return known.hints;
    const hints = new HintList();
    this.#hintLists.push({ hints, file });
    return hints;
  }

  hints(): Hint[] {
    return this.#hintLists.flatMap(({ hints, file }) => hints.list(file));
  }

  /** Adds a draft to a list and answers with the reference to it; with an `id` it changes that record of the workspace. */
  make(
    prefix: string,
    list: Made[],
    kind: Draft["kind"],
    at: Place,
    row: Pick<CsvRow, "line">,
    fields: Record<string, unknown>,
    id?: RecordId,
  ): string {
    const key = `${prefix}${list.length + 1}`;
    list.push({ key, kind, ...(id !== undefined && { id }), fields, line: row.line, ...(at.file !== undefined && { file: at.file }) });
    return `#${key}`;
  }

  currencyOf(table: SalesTable, row: CsvRow): string {
    const stated = table.text(row, "currency").toUpperCase();
    return /^[A-Z]{3}$/.test(stated) ? stated : (table.currency ?? this.options.currency);
  }

  /** What tells the rows of this very file from those of any other, where nothing in a row does. */
  printOf(rows: readonly CsvRow[]): string {
    let print = this.#prints.get(rows);
    if (print === undefined) {
      print = sha256Hex(rows.map((row) => row.cells.join("\u001f")).join("\u001e")).slice(0, 12);
      this.#prints.set(rows, print);
    }
    return print;
  }
}

/** What a person said of the columns of a file, as far as a kind of table can hold it. */
export function choicesOf<Target extends string>(options: SalesOptions, file: string | undefined, kind: TableKind<Target>): Chosen<Target> {
  const choices = new Map<string, { target: Target | null; detail?: ColumnDetail }>();
  const isTarget = (target: string | null): target is Target | null =>
    target === null || target === "ignore" || Object.hasOwn(kind.targets, target);
  if (Array.isArray(options.mapping)) {
    for (const { column, target, detail, file: of } of options.mapping as readonly AnyColumn[])
      if ((of === undefined || of === file) && isTarget(target)) choices.set(column, { target, detail });
    return choices;
  }
  for (const [column, target] of Object.entries((options.mapping ?? {}) as Readonly<Record<string, string | null>>))
    if (isTarget(target)) choices.set(column, { target });
  return choices;
}

/** Made records are numbered in their order: "#c12" is the twelfth. */
export const madeAs = (list: readonly Made[], reference: string): Made | undefined => {
  const made = list[Number(reference.slice(2)) - 1];
  return made && `#${made.key}` === reference ? made : undefined;
};

/** A field that is there only where something stands in it. */
export const filled = (field: string, value: string): Record<string, string> => (value === "" ? {} : { [field]: value });

/** Keys that nobody wrote, each once: what a row says, and which of several rows that say the same. */
export class DerivedKeys {
  readonly #counts = new Map<string, number>();

  next(said: string): string {
    const count = (this.#counts.get(said) ?? 0) + 1;
    this.#counts.set(said, count);
    return count === 1 ? said : `${said}#${count}`;
  }
}
