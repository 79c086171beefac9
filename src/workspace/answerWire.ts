// An answer on its way from the worker to a window. Plain JSON crosses as one text, faster than as many objects; a table's
// cells, of which there may be thousands, as columns that are handed over and not copied.
import type { PivotCell } from "../analytics/tables/pivotQuery.ts";

export interface AnswerWire {
  /** JSON; of a table without its cells. */
  readonly text: string;
  readonly cells: CellColumns | null;
}

interface CellColumns {
  readonly rows: Uint32Array<ArrayBuffer>;
  readonly columns: Uint32Array<ArrayBuffer>;
  readonly facts: Uint32Array<ArrayBuffer>;
  /** Cell after cell, one for each measure; NaN stands for `null`. */
  readonly values: Float64Array<ArrayBuffer>;
}

interface WithCells {
  readonly value: { readonly results: { readonly cells: readonly PivotCell[] } };
}

const hasCells = (answer: unknown): answer is WithCells =>
  Array.isArray((answer as { readonly value?: { readonly results?: { readonly cells?: unknown } } }).value?.results?.cells);

/** An answer as it crosses, and what is handed over with it. */
export function packAnswer(answer: object): { readonly wire: AnswerWire; readonly buffers: readonly ArrayBuffer[] } {
  if (!hasCells(answer)) return { wire: { text: JSON.stringify(answer), cells: null }, buffers: [] };
  const { cells } = answer.value.results;
  const measures = cells[0]?.values.length ?? 0;
  const columns: CellColumns = {
    rows: new Uint32Array(cells.length),
    columns: new Uint32Array(cells.length),
    facts: new Uint32Array(cells.length),
    values: new Float64Array(cells.length * measures),
  };
  // Plain loops here and below: iterators take five times as long.
  for (let at = 0; at < cells.length; at++) {
    const { row, column, facts, values } = cells[at] as PivotCell;
    columns.rows[at] = row;
    columns.columns[at] = column;
    columns.facts[at] = facts;
    // JSON knows no minus zero, and an answer must not depend on how it came.
    for (let i = 0; i < measures; i++) columns.values[at * measures + i] = (values[i] ?? Number.NaN) + 0;
  }
  const rest = { ...answer, value: { ...answer.value, results: { ...answer.value.results, cells: [] } } };
  return { wire: { text: JSON.stringify(rest), cells: columns }, buffers: Object.values(columns).map(({ buffer }) => buffer) };
}

/** The answer as it was packed: plain JSON. */
export function unpackAnswer({ text, cells: packed }: AnswerWire): unknown {
  const answer = JSON.parse(text) as unknown;
  if (!packed) return answer;
  const { rows, columns, facts, values } = packed;
  const measures = rows.length === 0 ? 0 : values.length / rows.length;
  const cells: PivotCell[] = [];
  for (let at = 0; at < rows.length; at++) {
    const own: (number | null)[] = [];
    for (let i = at * measures; i < (at + 1) * measures; i++) {
      const value = values[i] as number;
      own.push(Number.isNaN(value) ? null : value);
    }
    cells.push({ row: rows[at] as number, column: columns[at] as number, facts: facts[at] as number, values: own });
  }
  const table = answer as WithCells;
  return { ...table, value: { ...table.value, results: { ...table.value.results, cells } } };
}
