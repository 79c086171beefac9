import { openCsv } from "../../src/exchange/csv.ts";

/** All cells of a table. */
export function parseCsv(text: string, delimiter: string): string[][] {
  const rows = openCsv(text, delimiter);
  const all: string[][] = [];
  for (let row = rows.next(); row; row = rows.next()) all.push(row.cells);
  return all;
}
