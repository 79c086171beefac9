import { type CsvRow, detectDialect, isEmptyRow, openCsv, unguardCell } from "./csv.ts";
import { uniqueColumns } from "./mapping.ts";
import { withoutEntities } from "./severalValues.ts";
import { isEmail, isPhoneLike, isUrl, readDay } from "./value.ts";

export interface OpenTable {
  readonly columns: readonly string[];
  /** The headings as they stand in the file. */
  readonly headings: readonly string[];
  readonly hasHeader: boolean;
  readonly isDatev: boolean;
  readonly sample: readonly (readonly string[])[];
  /** Of each row of the sample, counted from 1 and with the header. */
  readonly sampleLines: readonly number[];
  /** The next filled row after the header. */
  next(): CsvRow | undefined;
  /** How far in the text, in characters. */
  at(): number;
}

/** A table as far as its headings and first rows. */
export type TableHead = Pick<OpenTable, "headings" | "hasHeader" | "isDatev" | "sample">;

const sampleSize = 300;

/** Words that stand where a list adds up what is above. */
const totals = /^(?:(?:gesamt|end|zwischen)?summen?|gesamt|insgesamt|total(?:s|e)?|grand total|sub-?total|sum|somme)\b\s*:?$/i;

/** A row that adds up the others: one word, and numbers. */
export function isTotalRow(cells: readonly string[]): boolean {
  const at = cells.findIndex((cell) => cell !== "");
  if (at < 0 || !totals.test(cells[at] as string)) return false;
  return cells.every((cell, i) => i === at || cell === "" || !/\p{L}{4}|@/u.test(cell));
}

export type IsHeading = (cell: string) => boolean;

/** Opens a text as a table: finds delimiter and header, and what stands before it. `isHeading` knows the headings asked for. */
export function openTable(text: string, isHeading: IsHeading): OpenTable {
  const { delimiter, skip } = detectDialect(text);
  const reader = openCsv(skip > 0 ? text.slice(skip) : text, delimiter, skip > 0 ? 2 : 1);
  return openRows({ next: () => reader.next(), at: () => skip + reader.at() }, isHeading);
}

/** Opens rows that were read already, such as those of a spreadsheet. */
export function openRows(reader: { readonly next: () => CsvRow | undefined; readonly at: () => number }, isHeading: IsHeading): OpenTable {
  const first: CsvRow[] = [];
  for (let row = reader.next(); row; row = reader.next()) {
    if (isEmptyRow(row)) continue;
    first.push(decoded(row));
    if (first.length >= sampleSize + 12) break;
  }
  const header = findHeader(first, isHeading);
  const width = Math.max(
    header.index < 0 ? 0 : (first[header.index] as CsvRow).cells.length,
    ...(header.index < 0 ? first.slice(0, 50).map((row) => row.cells.length) : [0]),
  );
  const headings =
    header.index < 0
      ? Array.from({ length: width }, () => "")
      : (first[header.index] as CsvRow).cells.map((cell) => unguardCell(cell.trim()));
  const waiting = first.slice(header.index + 1);
  let taken = 0;
  return {
    columns: uniqueColumns(headings),
    headings,
    hasHeader: header.index >= 0,
    isDatev: header.isDatev,
    sample: waiting.slice(0, sampleSize).map((row) => row.cells.map(unguardCell)),
    sampleLines: waiting.slice(0, sampleSize).map(({ line }) => line),
    next() {
      if (taken < waiting.length) return waiting[taken++];
      let row = reader.next();
      while (row && isEmptyRow(row)) row = reader.next();
      return row && decoded(row);
    },
    at: () => (taken < waiting.length ? 0 : reader.at()),
  };
}

/** Shops export what stands on their pages: "M&uuml;ller &amp; Co". */
function decoded(row: CsvRow): CsvRow {
  if (!row.cells.some((cell) => cell.includes("&") && cell.includes(";"))) return row;
  return { ...row, cells: row.cells.map(withoutEntities) };
}

/** Where the headings stand: after DATEV's line about the file, or below a few lines of preface, or nowhere. */
function findHeader(rows: readonly CsvRow[], isHeading: IsHeading): { readonly index: number; readonly isDatev: boolean } {
  const [top] = rows;
  if (!top) return { index: -1, isDatev: false };
  if ((top.cells[0] === "EXTF" || top.cells[0] === "DTVF") && /^\d+$/.test(top.cells[1] ?? ""))
    return { index: rows.length > 1 ? 1 : 0, isDatev: true };
  const scores = rows
    .slice(0, 10)
    .map((row) => (row.cells.some(isValue) ? 0 : row.cells.filter((cell) => cell.length < 80 && isHeading(cell)).length));
  const best = scores.indexOf(Math.max(...scores));
  const bestScore = scores[best] as number;
  if (
    bestScore > 0 &&
    (best === 0 ||
      (bestScore >= 2 && rows.slice(0, best).every((row) => row.cells.filter(Boolean).length < (rows[best] as CsvRow).cells.length)))
  )
    return { index: best, isDatev: false };
  return { index: looksLikeHeader(rows) ? 0 : -1, isDatev: false };
}

const isValue = (cell: string): boolean => {
  const value = cell.trim();
  return (
    isEmail(value) || isUrl(value) || isPhoneLike(value) || (readDay(value) !== undefined && value.length > 4) || /^[\d.,]+$/.test(value)
  );
};

/** Headings that mean nothing to us: words without values, over rows that are of another kind. */
function looksLikeHeader(rows: readonly CsvRow[]): boolean {
  const [top, ...rest] = rows as [CsvRow, ...CsvRow[]];
  const cells = top.cells.map((cell) => unguardCell(cell.trim()));
  if (rest.length === 0 || cells.some((cell) => isValue(cell) || cell.length > 60) || cells.filter(Boolean).length < cells.length / 2)
    return false;
  if (new Set(cells).size < cells.filter(Boolean).length) return false;
  return cells.some((_, i) => {
    const below = rest
      .slice(0, 20)
      .map((row) => row.cells[i] ?? "")
      .filter(Boolean);
    return below.length > 0 && below.filter(isValue).length > below.length * 0.7;
  });
}
