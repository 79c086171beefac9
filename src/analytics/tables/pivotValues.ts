// What a measure comes to in each cell, row and column of a table and in all of it.
import { ownValue } from "../../lib/own.ts";
import { err, ok, type Result } from "../../lib/result.ts";
import { type Grouping, type ResolvedLevel, resolveLevel } from "./pivotGrouping.ts";
import type { Base, PivotFacts, PivotRefusal } from "./pivotQuery.ts";

/** One number for every cell, row, column and the whole; NaN where there is none. */
export interface Values {
  readonly cells: Float64Array;
  readonly rows: Float64Array;
  readonly columns: Float64Array;
  total: number;
  /** Facts whose value is unknown. */
  unknown: number;
}

const makeValues = (grouping: Grouping): Values => ({
  cells: new Float64Array(grouping.cells),
  rows: new Float64Array(grouping.rows.keys.length),
  columns: new Float64Array(grouping.columns.keys.length),
  total: 0,
  unknown: 0,
});

function countValues(grouping: Grouping): Values {
  const values = makeValues(grouping);
  for (let cell = 0; cell < grouping.cells; cell++) {
    const facts = grouping.facts[cell] as number;
    const [row, column] = [grouping.row[cell] as number, grouping.column[cell] as number];
    values.cells[cell] = facts;
    values.rows[row] = (values.rows[row] as number) + facts;
    values.columns[column] = (values.columns[column] as number) + facts;
  }
  values.total = grouping.counted;
  return values;
}

/** Sums under way: what rounding lost of each is kept beside it, and how many values were known. */
interface Sums {
  readonly sum: Float64Array;
  readonly lost: Float64Array;
  readonly known: Uint32Array;
}

const makeSums = (size: number): Sums => ({ sum: new Float64Array(size), lost: new Float64Array(size), known: new Uint32Array(size) });

/** Sums of a column by bin, compensated, in order of the facts; `lost` and the number of unknown values beside them. */
function sumBins(binOf: Uint32Array, bins: number, values: Float64Array): { sum: Float64Array; lost: Float64Array; unknown: Uint32Array } {
  const sum = new Float64Array(bins);
  const lost = new Float64Array(bins);
  const unknown = new Uint32Array(bins);
  for (let fact = 0; fact < binOf.length; fact++) {
    const bin = binOf[fact] as number;
    const value = values[fact] as number;
    // NaN is not itself: an unknown value.
    if (value !== value) {
      unknown[bin] = (unknown[bin] as number) + 1;
      continue;
    }
    const before = sum[bin] as number;
    const after = before + value;
    // Knuth's two-sum: what rounding lost, whichever of the two is larger, without a branch.
    const part = after - before;
    lost[bin] = (lost[bin] as number) + (before - (after - part) + (value - part));
    sum[bin] = after;
  }
  return { sum, lost, unknown };
}

function sumValues(grouping: Grouping, values: Float64Array, take: "sum" | "mean"): Values {
  const { binOf, bins, bin, row, column, facts, cells, counted, rows, columns } = grouping;
  const inBins = sumBins(binOf, bins + 1, values);
  const inCells = makeSums(cells);
  for (let cell = 0; cell < cells; cell++) {
    const at = bin[cell] as number;
    inCells.sum[cell] = inBins.sum[at] as number;
    inCells.lost[cell] = inBins.lost[at] as number;
    inCells.known[cell] = (facts[cell] as number) - (inBins.unknown[at] as number);
  }
  // A cell's two numbers hold its sum to twice the digits of one. Totals add both, so they do not depend on how the table is cut, and the
  // million facts are read once instead of four times.
  const totalBy = (size: number, indexOf: (cell: number) => number): Sums => {
    const totals = makeSums(size);
    for (let cell = 0; cell < cells; cell++) {
      const to = indexOf(cell);
      const value = inCells.sum[cell] as number;
      const before = totals.sum[to] as number;
      const after = before + value;
      const part = after - before;
      totals.lost[to] = (totals.lost[to] as number) + (before - (after - part) + (value - part)) + (inCells.lost[cell] as number);
      totals.sum[to] = after;
      totals.known[to] = (totals.known[to] as number) + (inCells.known[cell] as number);
    }
    return totals;
  };
  const finish = (sums: Sums): Float64Array =>
    sums.sum.map((value, index) => {
      const found = sums.known[index] as number;
      return found === 0 ? Number.NaN : (value + (sums.lost[index] as number)) / (take === "mean" ? found : 1);
    });
  const all = totalBy(1, () => 0);
  return {
    unknown: counted - (all.known[0] as number),
    cells: finish(inCells),
    rows: finish(totalBy(rows.keys.length, (cell) => row[cell] as number)),
    columns: finish(totalBy(columns.keys.length, (cell) => column[cell] as number)),
    total: finish(all)[0] as number,
  };
}

/**
 * Codes of the facts in order of their cell, by a counting sort, so that each cell's stand together. `starts` has one place more
 * than cells.
 */
function codesByCell(
  { binOf, bins, bin, facts, cells }: Grouping,
  { codes, of }: ResolvedLevel,
): { starts: Uint32Array; sorted: Uint32Array } {
  const starts = new Uint32Array(cells + 1);
  const next = new Uint32Array(bins + 1);
  for (let cell = 0; cell < cells; cell++) {
    next[bin[cell] as number] = starts[cell] as number;
    starts[cell + 1] = (starts[cell] as number) + (facts[cell] as number);
  }
  // Facts that are filtered out go behind all others.
  next[bins] = starts[cells] as number;
  const sorted = new Uint32Array(binOf.length);
  for (let fact = 0; fact < binOf.length; fact++) {
    const to = binOf[fact] as number;
    const at = next[to] as number;
    sorted[at] = of ? (of[codes[fact] as number] as number) : (codes[fact] as number);
    next[to] = at + 1;
  }
  return { starts, sorted };
}

function distinctValues(grouping: Grouping, level: ResolvedLevel): Values {
  const values = makeValues(grouping);
  const { starts, sorted } = codesByCell(grouping, level);
  const seen = new Uint32Array(level.members.length);
  let stamp = 0;
  const countIn = (cells: Iterable<number>): number => {
    stamp++;
    let count = 0;
    for (const cell of cells) {
      const end = starts[cell + 1] as number;
      for (let at = starts[cell] as number; at < end; at++) {
        const code = sorted[at] as number;
        if (seen[code] === stamp) continue;
        seen[code] = stamp;
        count++;
      }
    }
    return count;
  };
  const cellsBy = (groups: number, groupOf: Uint32Array): number[][] => {
    const lists = Array.from({ length: groups }, (): number[] => []);
    for (let cell = 0; cell < grouping.cells; cell++) lists[groupOf[cell] as number]?.push(cell);
    return lists;
  };
  for (let cell = 0; cell < grouping.cells; cell++) values.cells[cell] = countIn([cell]);
  cellsBy(values.rows.length, grouping.row).forEach((cells, row) => {
    values.rows[row] = countIn(cells);
  });
  cellsBy(values.columns.length, grouping.column).forEach((cells, column) => {
    values.columns[column] = countIn(cells);
  });
  values.total = countIn(Array.from({ length: grouping.cells }, (_, cell) => cell));
  return values;
}

export function baseValues(facts: PivotFacts, grouping: Grouping, measure: Base): Result<Values, PivotRefusal> {
  if (measure.take === "count") return ok(countValues(grouping));
  if (measure.take === "distinct") {
    const level = resolveLevel(facts, { dimension: measure.of, ...(measure.level !== undefined && { level: measure.level }) });
    return level.ok ? ok(distinctValues(grouping, level.value)) : level;
  }
  const column = ownValue(facts.measures, measure.of);
  return column ? ok(sumValues(grouping, column, measure.take)) : err({ code: "measure-unknown", name: measure.of });
}
