// The first rows of each file as they stand there, for whoever looks before anything is made.
import { isTable, type Source } from "./source.ts";

/** Of one table; each row has as many cells as there are columns. */
export interface SourceRows {
  readonly file?: string;
  readonly columns: readonly string[];
  readonly rows: readonly { readonly line: number; readonly cells: readonly string[] }[];
}

const most = 5;
/** A cell may be a whole letter: its beginning tells enough. */
const longest = 200;

export const rowsOf = (sources: readonly Source[]): SourceRows[] =>
  sources.filter(isTable).map(({ file, table: { columns, sample, sampleLines } }) => ({
    ...(file !== undefined && { file }),
    columns,
    rows: sample.slice(0, most).map((row, at) => ({
      line: sampleLines[at] ?? 0,
      cells: columns.map((_, i) => (row[i] ?? "").trim().slice(0, longest)),
    })),
  }));
