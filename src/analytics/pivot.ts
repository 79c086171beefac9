import { err, ok, type Result } from "../lib/result.ts";
import type { Dimension } from "./dimensions.ts";
import type { Day, DayNumber, Warning } from "./facts.ts";
import { dateOf, dayNumberOf, dayText, monthOf, parseDay, quarterOf, weekOf, yearOf } from "./facts.ts";

/** Columns of one length. A measure's NaN is an unknown value: left out of sums and means, and counted. */
export interface PivotFacts {
  readonly count: number;
  readonly dimensions: Readonly<Record<string, Dimension>>;
  readonly measures: Readonly<Record<string, Float64Array>>;
  /** Row → day, for `from` and `asOf`. */
  readonly days?: Int32Array;
}

export interface AxisLevel {
  readonly dimension: string;
  /** Absent = the leaf. */
  readonly level?: string;
}

export interface Filter extends AxisLevel {
  /** Only these members: one is a slice, several are a dice. */
  readonly members: readonly string[];
  /** All but these. */
  readonly isExcluded?: boolean;
}

type Base =
  | { readonly take: "count" }
  | { readonly take: "sum" | "mean"; readonly of: string }
  | { readonly take: "distinct"; readonly of: string; readonly level?: string };

/**
 * What a cell shows. Shares are of the row's, column's or grand total (0–1, `null` where that is 0); a running total adds up along
 * the members of an axis; year over year is the change against the same period a year before, as a ratio (0.1 = 10 % more).
 */
export type Measure = Base & {
  readonly show?: "value" | "shareOfRow" | "shareOfColumn" | "shareOfTotal" | "runningTotal" | "yearOverYear";
  /** The axis a running total runs along; absent = the axis of time, else the columns where there are any. */
  readonly along?: "rows" | "columns";
};

export interface PivotQuery {
  readonly rows: readonly AxisLevel[];
  readonly columns: readonly AxisLevel[];
  readonly measures: readonly Measure[];
  readonly filters?: readonly Filter[];
  /** Earlier facts do not count, nor do those of an unknown day. */
  readonly from?: Day;
  /** Later facts do not count. */
  readonly asOf?: Day;
}

export interface PivotMember {
  /** One key a level of the axis; none on an axis without levels. */
  readonly keys: readonly string[];
  /** Facts of the whole row or column. */
  readonly facts: number;
  /** The total of the row or column, one value a measure, computed from the facts. */
  readonly values: readonly (number | null)[];
}

export interface PivotCell {
  /** Places in `rows` and `columns`. */
  readonly row: number;
  readonly column: number;
  readonly facts: number;
  readonly values: readonly (number | null)[];
}

export interface Pivot {
  readonly parameters: PivotQuery;
  readonly fit: { readonly facts: number; readonly leftOut: number };
  readonly warnings: readonly Warning[];
  readonly results: {
    readonly rows: readonly PivotMember[];
    readonly columns: readonly PivotMember[];
    /** Only cells with facts, by row, then column. A running total also fills the gaps after its first fact, with `facts` 0. */
    readonly cells: readonly PivotCell[];
    readonly total: { readonly facts: number; readonly values: readonly (number | null)[] };
  };
}

export type PivotRefusal =
  | { readonly code: "dimension-unknown" | "level-unknown" | "measure-unknown"; readonly name: string }
  | { readonly code: "day-unreadable"; readonly text: string }
  | { readonly code: "pivot-too-wide"; readonly needed: number; readonly found: number }
  /** A running total needs a sum or a count: means and distinct counts do not add up. */
  | { readonly code: "running-total-of"; readonly take: string }
  | { readonly code: "time-axis-missing" };

/** Rows × columns (before the empty ones go) that fit in one map of 64 MB. */
const widest = 1 << 24;

interface Axis {
  /** Fact → place among `keys`; absent = all facts in place 0. */
  readonly codes: Uint32Array | null;
  /** Place → place, applied to `codes`; saves a column of a million for the usual axis of one level. */
  readonly of: Uint32Array | null;
  readonly keys: readonly (readonly string[])[];
}

/** Which facts make which cell. */
interface Grouping {
  readonly rows: Axis;
  readonly columns: Axis;
  /** Fact → bin, where its values are gathered; facts that are filtered out share the bin after the last, so that no loop asks. */
  readonly binOf: Uint32Array;
  readonly bins: number;
  /** Cells with facts, by row, then column: bin, row, column, number of facts. */
  readonly bin: Uint32Array;
  readonly row: Uint32Array;
  readonly column: Uint32Array;
  readonly facts: Uint32Array;
  readonly cells: number;
  readonly counted: number;
}

interface ResolvedLevel {
  readonly codes: Uint32Array;
  readonly of: Uint32Array | null;
  readonly members: readonly string[];
  readonly isTime: boolean;
}

function resolveLevel(facts: PivotFacts, { dimension: name, level }: AxisLevel): Result<ResolvedLevel, PivotRefusal> {
  const dimension = facts.dimensions[name];
  if (!dimension) return err({ code: "dimension-unknown", name });
  if (level === undefined || level === dimension.leaf)
    return ok({ codes: dimension.codes, of: null, members: dimension.members, isTime: dimension.isTime ?? false });
  const found = dimension.levels.find((one) => one.name === level);
  if (!found) return err({ code: "level-unknown", name: level });
  return ok({ codes: dimension.codes, of: found.of, members: found.members, isTime: found.isTime ?? false });
}

function makeAxis(facts: PivotFacts, levels: readonly AxisLevel[]): Result<Axis, PivotRefusal> {
  let axis: Axis = { codes: null, of: null, keys: [[]] };
  for (const one of levels) {
    const resolved = resolveLevel(facts, one);
    if (!resolved.ok) return resolved;
    const { codes, of, members } = resolved.value;
    if (axis.codes === null) {
      axis = { codes, of, keys: members.map((member) => [member]) };
      continue;
    }
    // Nested levels: only pairs that occur get a place, so that three levels do not multiply.
    const size = axis.keys.length * members.length;
    if (size > widest) return err({ code: "pivot-too-wide", needed: widest, found: size });
    const places = new Int32Array(size).fill(-1);
    const { codes: outer, of: outerOf, keys: outerKeys } = axis;
    for (let fact = 0; fact < facts.count; fact++) {
      const above = outerOf ? (outerOf[outer[fact] as number] as number) : (outer[fact] as number);
      places[above * members.length + (of ? (of[codes[fact] as number] as number) : (codes[fact] as number))] = 0;
    }
    const keys: string[][] = [];
    for (let place = 0; place < size; place++)
      if (places[place] === 0) {
        places[place] = keys.length;
        const above = outerKeys[Math.floor(place / members.length)] as readonly string[];
        keys.push([...above, members[place % members.length] as string]);
      }
    const paired = new Uint32Array(facts.count);
    for (let fact = 0; fact < facts.count; fact++) {
      const above = outerOf ? (outerOf[outer[fact] as number] as number) : (outer[fact] as number);
      const below = of ? (of[codes[fact] as number] as number) : (codes[fact] as number);
      paired[fact] = places[above * members.length + below] as number;
    }
    axis = { codes: paired, of: null, keys };
  }
  return ok(axis);
}

/** The days that count, both ends included. */
interface Period {
  readonly since: DayNumber;
  readonly until: DayNumber;
}

function periodOf({ from, asOf }: PivotQuery): Result<Period, PivotRefusal> {
  const since = from === undefined ? Number.NEGATIVE_INFINITY : parseDay(from);
  if (since === null) return err({ code: "day-unreadable", text: from ?? "" });
  const until = asOf === undefined ? Number.POSITIVE_INFINITY : parseDay(asOf);
  if (until === null) return err({ code: "day-unreadable", text: asOf ?? "" });
  return ok({ since, until });
}

const ends = new WeakMap<Int32Array, Period>();

/** From the first to the last day of the facts: most tables are of all there is, and then no fact needs to be asked for its day. */
function endsOf(days: Int32Array): Period {
  const known = ends.get(days);
  if (known) return known;
  let [since, until] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (let fact = 0; fact < days.length; fact++) {
    const day = days[fact] as number;
    if (day < since) since = day;
    if (day > until) until = day;
  }
  ends.set(days, { since, until });
  return { since, until };
}

const isWithin = (inner: Period, outer: Period): boolean => inner.since >= outer.since && inner.until <= outer.until;

/** Fact → 1 where every filter and the period let it in; `null` where there is nothing to filter. */
function selectionOf(facts: PivotFacts, filters: readonly Filter[], period: Period): Result<Uint8Array | null, PivotRefusal> {
  const days = facts.days === undefined || isWithin(endsOf(facts.days), period) ? undefined : facts.days;
  if (filters.length === 0 && days === undefined) return ok(null);
  const selected = new Uint8Array(facts.count).fill(1);
  for (const filter of filters) {
    const resolved = resolveLevel(facts, filter);
    if (!resolved.ok) return resolved;
    const { codes, of, members } = resolved.value;
    const wanted = new Set(filter.members);
    const passes = Uint8Array.from(members, (member) => (wanted.has(member) !== (filter.isExcluded ?? false) ? 1 : 0));
    const leafPasses = of ? Uint8Array.from(of, (place) => passes[place] as number) : passes;
    for (let fact = 0; fact < facts.count; fact++)
      selected[fact] = (selected[fact] as number) & (leafPasses[codes[fact] as number] as number);
  }
  if (days !== undefined) {
    const { since, until } = period;
    for (let fact = 0; fact < facts.count; fact++) {
      const day = days[fact] as number;
      if (day < since || day > until) selected[fact] = 0;
    }
  }
  return ok(selected);
}

/** What each leaf code of an axis adds to the number of a bin; `null` on an axis without levels. */
function stepsOf({ codes, of, keys }: Axis, width: number): { codes: Uint32Array; steps: Uint32Array } | null {
  if (codes === null) return null;
  return { codes, steps: of ? of.map((place) => place * width) : Uint32Array.from(keys, (_, place) => place * width) };
}

function binsOf(count: number, rows: Axis, columns: Axis): Uint32Array {
  const binOf = new Uint32Array(count);
  const byRow = stepsOf(rows, columns.keys.length);
  const byColumn = stepsOf(columns, 1);
  if (byRow && byColumn) {
    const { codes: rowCodes, steps: rowSteps } = byRow;
    const { codes: columnCodes, steps: columnSteps } = byColumn;
    for (let fact = 0; fact < count; fact++)
      binOf[fact] = (rowSteps[rowCodes[fact] as number] as number) + (columnSteps[columnCodes[fact] as number] as number);
  } else if (byRow || byColumn) {
    const { codes, steps } = byRow ?? (byColumn as { codes: Uint32Array; steps: Uint32Array });
    for (let fact = 0; fact < count; fact++) binOf[fact] = steps[codes[fact] as number] as number;
  }
  return binOf;
}

/** Up to here a bin for every pair is cheaper than finding out first which pairs occur. */
const fewBins = 1 << 16;

function group(facts: PivotFacts, rows: Axis, columns: Axis, selected: Uint8Array | null): Result<Grouping, PivotRefusal> {
  const width = columns.keys.length;
  const size = rows.keys.length * width;
  if (size > widest) return err({ code: "pivot-too-wide", needed: widest, found: size });
  const binOf = binsOf(facts.count, rows, columns);
  if (selected !== null) for (let fact = 0; fact < binOf.length; fact++) if (selected[fact] === 0) binOf[fact] = size;
  const count = new Uint32Array(size + 1);
  // A loop of its own: together with the one that finds the bins it would take half as long again.
  for (let fact = 0; fact < binOf.length; fact++) {
    const bin = binOf[fact] as number;
    count[bin] = (count[bin] as number) + 1;
  }
  let cells = 0;
  for (let bin = 0; bin < size; bin++) if ((count[bin] as number) > 0) cells++;
  const [bin, row, column, found] = [new Uint32Array(cells), new Uint32Array(cells), new Uint32Array(cells), new Uint32Array(cells)];
  for (let at = 0, cell = 0; at < size; at++)
    if ((count[at] as number) > 0) {
      bin[cell] = at;
      row[cell] = Math.floor(at / width);
      column[cell] = at % width;
      found[cell++] = count[at] as number;
    }
  const counted = facts.count - (count[size] as number);
  if (size <= fewBins) return ok({ rows, columns, binOf, bins: size, bin, row, column, facts: found, cells, counted });
  count.fill(cells);
  for (let cell = 0; cell < cells; cell++) count[bin[cell] as number] = cell;
  for (let fact = 0; fact < binOf.length; fact++) binOf[fact] = count[binOf[fact] as number] as number;
  return ok({ rows, columns, binOf, bins: cells, bin: bin.map((_, cell) => cell), row, column, facts: found, cells, counted });
}

/** One number for every cell, row, column and the whole; NaN where there is none. */
interface Values {
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
  const totalBy = (size: number, placeOf: (cell: number) => number): Sums => {
    const totals = makeSums(size);
    for (let cell = 0; cell < cells; cell++) {
      const to = placeOf(cell);
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
    sums.sum.map((value, place) => {
      const found = sums.known[place] as number;
      return found === 0 ? Number.NaN : (value + (sums.lost[place] as number)) / (take === "mean" ? found : 1);
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

/** Codes of the facts in order of their cell, by a counting sort, so that each cell's stand together. `starts` has one place more than cells. */
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

function baseValues(facts: PivotFacts, grouping: Grouping, measure: Base): Result<Values, PivotRefusal> {
  if (measure.take === "count") return ok(countValues(grouping));
  if (measure.take === "distinct") {
    const level = resolveLevel(facts, { dimension: measure.of, ...(measure.level !== undefined && { level: measure.level }) });
    return level.ok ? ok(distinctValues(grouping, level.value)) : level;
  }
  const column = facts.measures[measure.of];
  return column ? ok(sumValues(grouping, column, measure.take)) : err({ code: "measure-unknown", name: measure.of });
}

const told = (value: number): number | null => (Number.isFinite(value) ? value : null);
const ratio = (part: number, whole: number): number | null => (whole === 0 ? null : told(part / whole));

/** The same day a year before; of 29 February the day after 28 February. */
function dayYearBefore(day: DayNumber): DayNumber {
  if (!Number.isFinite(day)) return day;
  const { year, month, day: ofMonth } = dateOf(day);
  return dayNumberOf(year - 1, month, ofMonth);
}

/** The same period a year before: "2017-03" → "2016-03"; 29 February has none and finds none. */
const yearBefore = (period: string): string => String(Number(period.slice(0, 4)) - 1).padStart(4, "0") + period.slice(4);

/** Which level of which axis is of time: the first of the columns, else of the rows. */
function timeAxis(facts: PivotFacts, query: PivotQuery): { axis: "rows" | "columns"; at: number; level: AxisLevel } | null {
  for (const axis of ["columns", "rows"] as const)
    for (const [at, level] of query[axis].entries()) {
      const resolved = resolveLevel(facts, level);
      if (resolved.ok && resolved.value.isTime) return { axis, at, level };
    }
  return null;
}

/** The measures of one table, ready to be read by place. */
interface Shown {
  cell(cell: number): number | null;
  row(row: number): number | null;
  column(column: number): number | null;
  total(): number | null;
}

const keyText = (keys: readonly string[]): string => JSON.stringify(keys);

function showYearOverYear(
  facts: PivotFacts,
  query: PivotQuery,
  measure: Measure,
  grouping: Grouping,
  now: Values,
  period: Period,
): Result<Shown, PivotRefusal> {
  const time = timeAxis(facts, query);
  if (!time) return err({ code: "time-axis-missing" });
  // The year before must be found even where the table is cut to one year: grouped again without the cut by time. Where the first period
  // begins late, the one it is compared with does too.
  const filters = (query.filters ?? []).filter((filter) => filter.dimension !== time.level.dimension);
  const selected = selectionOf(facts, filters, { ...period, since: dayYearBefore(period.since) });
  if (!selected.ok) return selected;
  const wide = group(facts, grouping.rows, grouping.columns, selected.value);
  if (!wide.ok) return wide;
  const before = baseValues(facts, wide.value, measure);
  if (!before.ok) return before;
  const axis = grouping[time.axis];
  const places = new Map(axis.keys.map((keys, place) => [keyText(keys), place]));
  const earlier = axis.keys.map((keys) => places.get(keyText(keys.map((key, at) => (at === time.at ? yearBefore(key) : key)))) ?? -1);
  const cells = new Map<number, number>();
  const width = grouping.columns.keys.length;
  for (let cell = 0; cell < wide.value.cells; cell++)
    cells.set((wide.value.row[cell] as number) * width + (wide.value.column[cell] as number), cell);
  const used = { rows: new Set<number>(), columns: new Set<number>() };
  for (let cell = 0; cell < wide.value.cells; cell++) {
    used.rows.add(wide.value.row[cell] as number);
    used.columns.add(wide.value.column[cell] as number);
  }
  const change = (value: number, last: number | undefined): number | null =>
    last === undefined || last === 0 ? null : told((value - last) / Math.abs(last));
  const onAxis = (which: "rows" | "columns", place: number): number | null => {
    const last = earlier[place] as number;
    return which !== time.axis || !used[which].has(last) ? null : change(now[which][place] as number, before.value[which][last] as number);
  };
  return ok({
    cell: (cell) => {
      const [row, column] = [grouping.row[cell] as number, grouping.column[cell] as number];
      const [lastRow, lastColumn] = time.axis === "rows" ? [earlier[row] as number, column] : [row, earlier[column] as number];
      const last = lastRow < 0 || lastColumn < 0 ? undefined : cells.get(lastRow * width + lastColumn);
      return change(now.cells[cell] as number, last === undefined ? undefined : (before.value.cells[last] as number));
    },
    row: (row) => onAxis("rows", row),
    column: (column) => onAxis("columns", column),
    total: () => null,
  });
}

function show(
  facts: PivotFacts,
  query: PivotQuery,
  measure: Measure,
  grouping: Grouping,
  values: Values,
  period: Period,
): Result<Shown, PivotRefusal> {
  const { cells, rows, columns } = values;
  const rowOf = (cell: number) => rows[grouping.row[cell] as number] as number;
  const columnOf = (cell: number) => columns[grouping.column[cell] as number] as number;
  switch (measure.show) {
    case "shareOfRow":
      return ok({
        cell: (cell) => ratio(cells[cell] as number, rowOf(cell)),
        row: (row) => ratio(rows[row] as number, rows[row] as number),
        column: (column) => ratio(columns[column] as number, values.total),
        total: () => ratio(values.total, values.total),
      });
    case "shareOfColumn":
      return ok({
        cell: (cell) => ratio(cells[cell] as number, columnOf(cell)),
        row: (row) => ratio(rows[row] as number, values.total),
        column: (column) => ratio(columns[column] as number, columns[column] as number),
        total: () => ratio(values.total, values.total),
      });
    case "shareOfTotal":
      return ok({
        cell: (cell) => ratio(cells[cell] as number, values.total),
        row: (row) => ratio(rows[row] as number, values.total),
        column: (column) => ratio(columns[column] as number, values.total),
        total: () => ratio(values.total, values.total),
      });
    case "yearOverYear":
      return showYearOverYear(facts, query, measure, grouping, values, period);
    default:
      return ok({
        cell: (cell) => told(cells[cell] as number),
        row: (row) => told(rows[row] as number),
        column: (column) => told(columns[column] as number),
        total: () => told(values.total),
      });
  }
}

/** What the steps of `running` add up, with what rounding lost. */
function runningSums(steps: readonly (number | null)[]): (number | null)[] {
  let sum = 0;
  let lost = 0;
  let hasBegun = false;
  return steps.map((step) => {
    if (step !== null) {
      hasBegun = true;
      const after = sum + step;
      lost += Math.abs(sum) >= Math.abs(step) ? sum - after + step : step - after + sum;
      sum = after;
    }
    return hasBegun ? sum + lost : null;
  });
}

/**
 * Groups the facts by the levels of two axes. Sums are compensated (Neumaier 1974, in Knuth's branch-free form), run in order of the
 * facts and are not rounded; totals come from those unrounded sums, so shown cells that were rounded need not add up to the shown total.
 */
export function pivot(facts: PivotFacts, query: PivotQuery): Result<Pivot, PivotRefusal> {
  const period = periodOf(query);
  if (!period.ok) return period;
  const grouped = groupingOf(facts, query, period.value);
  if (!grouped.ok) return grouped;
  const grouping = grouped.value;
  const warnings: Warning[] = [];
  const shown: Shown[] = [];
  for (const measure of query.measures) {
    if (measure.show === "runningTotal" && measure.take !== "sum" && measure.take !== "count")
      return err({ code: "running-total-of", take: measure.take });
    const values = baseValues(facts, grouping, measure);
    if (!values.ok) return values;
    if (values.value.unknown > 0 && (measure.take === "sum" || measure.take === "mean"))
      warnings.push({ code: "values-unknown", measure: measure.of, facts: values.value.unknown });
    const made = show(facts, query, measure, grouping, values.value, period.value);
    if (!made.ok) return made;
    shown.push(made.value);
  }
  warnings.push(...incompletePeriods(facts, query, grouping, period.value));
  if ((query.from !== undefined || query.asOf !== undefined) && facts.days === undefined) warnings.push({ code: "as-of-without-days" });

  const used = usedPlaces(grouping);
  const member = (axis: "rows" | "columns", place: number): PivotMember => ({
    keys: grouping[axis].keys[place] as readonly string[],
    facts: used[axis].facts[place] as number,
    values: shown.map((one) => (axis === "rows" ? one.row(place) : one.column(place))),
  });
  const cells = Array.from({ length: grouping.cells }, (_, cell) => ({
    row: used.rows.place[grouping.row[cell] as number] as number,
    column: used.columns.place[grouping.column[cell] as number] as number,
    facts: grouping.facts[cell] as number,
    values: shown.map((one) => one.cell(cell)),
  }));
  const results: Table = {
    rows: used.rows.members.map((place) => member("rows", place)),
    columns: used.columns.members.map((place) => member("columns", place)),
    cells,
    total: { facts: grouping.counted, values: shown.map((one) => one.total()) },
  };
  return ok({
    parameters: query,
    fit: { facts: grouping.counted, leftOut: facts.count - grouping.counted },
    warnings,
    results: query.measures.reduce<Table>(
      (table, measure, at) => (measure.show === "runningTotal" ? withRunning(facts, query, measure, at, table) : table),
      results,
    ),
  });
}

function groupingOf(facts: PivotFacts, query: PivotQuery, period: Period): Result<Grouping, PivotRefusal> {
  const rows = makeAxis(facts, query.rows);
  if (!rows.ok) return rows;
  const columns = makeAxis(facts, query.columns);
  if (!columns.ok) return columns;
  const selected = selectionOf(facts, query.filters ?? [], period);
  return selected.ok ? group(facts, rows.value, columns.value, selected.value) : selected;
}

/** Rows and columns that have facts, in order of the dictionary, and where each stands in the table. */
function usedPlaces(grouping: Grouping): Record<"rows" | "columns", { members: number[]; place: Int32Array; facts: Uint32Array }> {
  const of = (axis: Axis, placeOf: Uint32Array) => {
    const facts = new Uint32Array(axis.keys.length);
    for (let cell = 0; cell < grouping.cells; cell++) {
      const place = placeOf[cell] as number;
      facts[place] = (facts[place] as number) + (grouping.facts[cell] as number);
    }
    const members: number[] = [];
    const place = new Int32Array(axis.keys.length).fill(-1);
    for (let at = 0; at < facts.length; at++) if ((facts[at] as number) > 0) place[at] = members.push(at) - 1;
    return { members, place, facts };
  };
  return { rows: of(grouping.rows, grouping.row), columns: of(grouping.columns, grouping.column) };
}

/** A period that `from` or `asOf` cuts is smaller than it looks beside whole ones. */
function incompletePeriods(facts: PivotFacts, query: PivotQuery, grouping: Grouping, { since, until }: Period): Warning[] {
  const time = timeAxis(facts, query);
  if (!time) return [];
  const used = usedPlaces(grouping)[time.axis].members.map((place) => grouping[time.axis].keys[place]?.[time.at]);
  const periodOver = (inside: DayNumber, outside: DayNumber): string | undefined =>
    [yearOf, quarterOf, monthOf, weekOf].find((of) => of(inside) === of(outside) && used.includes(of(inside)))?.(inside);
  const first = Number.isFinite(since) ? periodOver(since, since - 1) : undefined;
  const last = Number.isFinite(until) ? periodOver(until, until + 1) : undefined;
  return [
    ...(first === undefined ? [] : [{ code: "period-incomplete", period: first, from: dayText(since) }]),
    ...(last === undefined ? [] : [{ code: "period-incomplete", period: last, until: dayText(until) }]),
  ];
}

type Table = Pivot["results"];

/** Puts running totals in place of the plain values of one measure, along one axis; a gap carries the total on. */
function withRunning(facts: PivotFacts, query: PivotQuery, measure: Measure, at: number, table: Table): Table {
  const along = measure.along ?? timeAxis(facts, query)?.axis ?? (query.columns.length > 0 ? "columns" : "rows");
  const put = (values: readonly (number | null)[], value: number | null) => values.map((old, place) => (place === at ? value : old));
  const lines = new Map<number, Map<number, PivotCell>>();
  for (const cell of table.cells) {
    const [line, step] = along === "columns" ? [cell.row, cell.column] : [cell.column, cell.row];
    const steps = lines.get(line) ?? new Map<number, PivotCell>();
    lines.set(line, steps.set(step, cell));
  }
  const cells: PivotCell[] = [];
  for (const [line, steps] of lines) {
    const running = runningSums(table[along].map((_, step) => steps.get(step)?.values[at] ?? null));
    running.forEach((value, step) => {
      const place = along === "columns" ? { row: line, column: step } : { row: step, column: line };
      const cell = steps.get(step);
      if (cell) cells.push({ ...cell, values: put(cell.values, value) });
      else if (value !== null)
        cells.push({
          ...place,
          facts: 0,
          values: put(
            query.measures.map(() => null),
            value,
          ),
        });
    });
  }
  const totals = runningSums(table[along].map((member) => member.values[at] ?? null));
  return {
    ...table,
    [along]: table[along].map((member, step) => ({ ...member, values: put(member.values, totals[step] ?? null) })),
    cells: cells.sort((a, b) => a.row - b.row || a.column - b.column),
  };
}

/** The facts (row numbers, ascending) behind a cell; without `row` or `column` those of the column's, the row's or the grand total. */
export function factsOf(
  facts: PivotFacts,
  query: PivotQuery,
  at: { readonly row?: readonly string[]; readonly column?: readonly string[] },
): Result<Uint32Array, PivotRefusal> {
  const period = periodOf(query);
  if (!period.ok) return period;
  const grouped = groupingOf(facts, query, period.value);
  if (!grouped.ok) return grouped;
  const grouping = grouped.value;
  const placeOf = (axis: Axis, keys: readonly string[] | undefined): number | null =>
    keys === undefined ? null : axis.keys.findIndex((one) => keyText(one) === keyText(keys));
  const row = placeOf(grouping.rows, at.row);
  const column = placeOf(grouping.columns, at.column);
  const isMeant = new Uint8Array(grouping.bins + 1);
  let count = 0;
  for (let cell = 0; cell < grouping.cells; cell++)
    if ((row === null || grouping.row[cell] === row) && (column === null || grouping.column[cell] === column)) {
      isMeant[grouping.bin[cell] as number] = 1;
      count += grouping.facts[cell] as number;
    }
  const found = new Uint32Array(count);
  for (let fact = 0, next = 0; next < count; fact++) if (isMeant[grouping.binOf[fact] as number] === 1) found[next++] = fact;
  return ok(found);
}
