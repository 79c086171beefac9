// Our own reader, not papaparse: rows must know their line in the file, one unclosed quote must not swallow the rest,
// and reading must go on piece by piece so that a person can cancel. Papaparse is the oracle in its test.

import { guardCell } from "../lib/spreadsheetCell.ts";
export const delimiters = [",", ";", "\t", "|"] as const;
export type Delimiter = (typeof delimiters)[number];

export interface CsvRow {
  /** Counted from 1; the line the row begins in. */
  readonly line: number;
  readonly cells: string[];
  /** A quote opened in this row was never closed: its line was read as it stands. */
  readonly isUnclosed?: true;
}

const countLines = (text: string, from: number, to: number): number => {
  let count = 0;
  for (let i = from; i < to; i++) {
    const code = text.charCodeAt(i);
    if (code === 10 || (code === 13 && text.charCodeAt(i + 1) !== 10)) count++;
  }
  return count;
};

/** The rows of a text, one after another. Empty lines are rows of one empty cell; `at()` tells how far it is. */
export function openCsv(text: string, delimiter: string, startLine = 1): { next(): CsvRow | undefined; at(): number } {
  let at = 0;
  let line = startLine;
  // Where no closing quote can be found any more, looking again for each opening one would take quadratic time.
  let lastQuote = -2;
  const delimiterCode = delimiter.charCodeAt(0);

  /** The end of an unquoted cell: the next delimiter or line end. */
  const cellEnd = (from: number): number => {
    for (let i = from; i < text.length; i++) {
      const code = text.charCodeAt(i);
      if (code === delimiterCode || code === 10 || code === 13) return i;
    }
    return text.length;
  };

  /** A quoted cell that begins at `from`; undefined when it is not closed, or closed too early to have been meant as one. */
  const quotedCell = (from: number): { value: string; end: number } | "unclosed" | undefined => {
    if (lastQuote === -2) lastQuote = text.lastIndexOf('"');
    let i = from + 1;
    let hasDoubled = false;
    while (true) {
      if (i > lastQuote) return "unclosed";
      i = text.indexOf('"', i);
      if (text.charCodeAt(i + 1) === 34) {
        hasDoubled = true;
        i += 2;
        continue;
      }
      let end = i + 1;
      while (text.charCodeAt(end) === 32) end++;
      const code = text.charCodeAt(end);
      if (end >= text.length || code === delimiterCode || code === 10 || code === 13) {
        const value = text.slice(from + 1, i);
        return { value: hasDoubled ? value.replaceAll('""', '"') : value, end: Math.min(end, text.length) };
      }
      return undefined;
    }
  };

  const next = (): CsvRow | undefined => {
    if (at >= text.length) return undefined;
    const cells: string[] = [];
    const startedAt = at;
    const startedIn = line;
    let isUnclosed = false;
    while (true) {
      const quoted = !isUnclosed && text.charCodeAt(at) === 34 ? quotedCell(at) : undefined;
      let end: number;
      if (quoted === "unclosed") {
        isUnclosed = true;
        end = cellEnd(at);
        cells.push(text.slice(at, end));
      } else if (quoted) {
        end = quoted.end;
        cells.push(quoted.value);
      } else {
        end = cellEnd(at);
        cells.push(text.slice(at, end));
      }
      at = end + 1;
      if (end >= text.length) break;
      const code = text.charCodeAt(end);
      if (code === delimiterCode) {
        if (at >= text.length) {
          cells.push("");
          break;
        }
        continue;
      }
      if (code === 13 && text.charCodeAt(at) === 10) at++;
      break;
    }
    line += countLines(text, startedAt, Math.min(at, text.length));
    return isUnclosed ? { line: startedIn, cells, isUnclosed } : { line: startedIn, cells };
  };
  return { next, at: () => Math.min(at, text.length) };
}

/** All rows at once, without empty lines. */
export function parseCsv(text: string, delimiter: string): CsvRow[] {
  const reader = openCsv(text, delimiter);
  const rows: CsvRow[] = [];
  for (let row = reader.next(); row; row = reader.next()) if (!isEmptyRow(row)) rows.push(row);
  return rows;
}

export const isEmptyRow = (row: CsvRow): boolean => row.cells.every((cell) => cell.trim() === "");

/** Excel's own hint in the first line (`sep=;`). */
const sepLine = /^sep=(.)\r?\n/i;

export interface Dialect {
  readonly delimiter: Delimiter;
  /** Characters to leave out at the start (`sep=;`). */
  readonly skip: number;
}

/** The delimiter that makes the first rows alike: most rows with the same number of cells, and more than one of them. */
export function detectDialect(text: string): Dialect {
  const stated = sepLine.exec(text.slice(0, 16));
  if (stated && (delimiters as readonly string[]).includes(stated[1] as string))
    return { delimiter: stated[1] as Delimiter, skip: stated[0].length };
  const sample = text.slice(0, 100_000);
  let best: Delimiter = ",";
  let bestScore = 0;
  for (const delimiter of delimiters) {
    const reader = openCsv(sample, delimiter);
    const widths: number[] = [];
    for (let row = reader.next(); row && widths.length < 50; row = reader.next()) if (!isEmptyRow(row)) widths.push(row.cells.length);
    // The sample may end in mid-row.
    if (sample.length < text.length && widths.length > 1) widths.pop();
    const counts = new Map<number, number>();
    for (const width of widths) counts.set(width, (counts.get(width) ?? 0) + 1);
    const [width, count] = [...counts].filter(([cells]) => cells > 1).sort((a, b) => b[1] - a[1] || b[0] - a[0])[0] ?? [1, 0];
    const score = widths.length === 0 ? 0 : (count / widths.length) * (1 + Math.min(width, 40) / 100);
    if (score > bestScore) {
      best = delimiter;
      bestScore = score;
    }
  }
  return { delimiter: best, skip: 0 };
}

const needsQuotes = /["\r\n]|^\s|\s$/;

/** Rows as CSV text (RFC 4180); read back by `parseCsv` they are the same. */
export function printCsv(rows: readonly (readonly string[])[], delimiter: string = ","): string {
  const cell = (value: string): string =>
    needsQuotes.test(value) || value.includes(delimiter) ? `"${value.replaceAll('"', '""')}"` : value;
  // A row of one empty cell would read as an empty line.
  return (
    rows.map((row) => (row.length === 1 && row[0] === "" ? '""' : row.map(cell).join(delimiter))).join("\r\n") +
    (rows.length > 0 ? "\r\n" : "")
  );
}

export { guardCell, unguardCell } from "../lib/spreadsheetCell.ts";

/** A table as shown, for spreadsheets: headings, guarded cells, byte order mark. */
export const exportTable = (headings: readonly string[], rows: readonly (readonly string[])[]): string =>
  `\uFEFF${printCsv([headings, ...rows].map((row) => row.map(guardCell)))}`;
