// Which facts make which cell of a table: axes from dimensions, facts narrowed down, a bin for each pair of members.
import { ownValue } from "../../lib/own.ts";
import { err, ok, type Result } from "../../lib/result.ts";
import type { DayNumber } from "../facts/facts.ts";
import { parseDay } from "../facts/facts.ts";
import type { AxisLevel, Filter, PivotFacts, PivotQuery, PivotRefusal } from "./pivotQuery.ts";

/** Rows × columns (before the empty ones go) that fit in one map of 64 MB. */
const widest = 1 << 24;

export interface Axis {
  /** Fact → place among `keys`; absent = all facts in place 0. */
  readonly codes: Uint32Array | null;
  /** Index → index, applied to `codes`; saves a column of a million for the usual axis of one level. */
  readonly of: Uint32Array | null;
  readonly keys: readonly (readonly string[])[];
}

/** The grouping of facts into cells. */
export interface Grouping {
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

export interface ResolvedLevel {
  readonly codes: Uint32Array;
  readonly of: Uint32Array | null;
  readonly members: readonly string[];
  readonly isTime: boolean;
}

export function resolveLevel(facts: PivotFacts, { dimension: name, level }: AxisLevel): Result<ResolvedLevel, PivotRefusal> {
  const dimension = ownValue(facts.dimensions, name);
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
    // Nested levels: only pairs that occur get an index, so that three levels do not multiply.
    const size = axis.keys.length * members.length;
    if (size > widest) return err({ code: "pivot-too-wide", needed: widest, found: size });
    const indices = new Int32Array(size).fill(-1);
    const { codes: outer, of: outerOf, keys: outerKeys } = axis;
    for (let fact = 0; fact < facts.count; fact++) {
      const above = outerOf ? (outerOf[outer[fact] as number] as number) : (outer[fact] as number);
      indices[above * members.length + (of ? (of[codes[fact] as number] as number) : (codes[fact] as number))] = 0;
    }
    const keys: string[][] = [];
    for (let index = 0; index < size; index++)
      if (indices[index] === 0) {
        indices[index] = keys.length;
        const above = outerKeys[Math.floor(index / members.length)] as readonly string[];
        keys.push([...above, members[index % members.length] as string]);
      }
    const paired = new Uint32Array(facts.count);
    for (let fact = 0; fact < facts.count; fact++) {
      const above = outerOf ? (outerOf[outer[fact] as number] as number) : (outer[fact] as number);
      const below = of ? (of[codes[fact] as number] as number) : (codes[fact] as number);
      paired[fact] = indices[above * members.length + below] as number;
    }
    axis = { codes: paired, of: null, keys };
  }
  return ok(axis);
}

/** The days that count, both ends included. */
export interface Period {
  readonly since: DayNumber;
  readonly until: DayNumber;
}

export function periodOf({ from, asOf }: PivotQuery): Result<Period, PivotRefusal> {
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

/** Selects facts: 1 where every filter and the period let it in; `null` where there is nothing to filter. */
export function selectionOf(facts: PivotFacts, filters: readonly Filter[], period: Period): Result<Uint8Array | null, PivotRefusal> {
  const days = facts.days === undefined || isWithin(endsOf(facts.days), period) ? undefined : facts.days;
  if (filters.length === 0 && days === undefined) return ok(null);
  const selected = new Uint8Array(facts.count).fill(1);
  for (const filter of filters) {
    const resolved = resolveLevel(facts, filter);
    if (!resolved.ok) return resolved;
    const { codes, of, members } = resolved.value;
    const wanted = new Set(filter.members);
    const passes = Uint8Array.from(members, (member) => (wanted.has(member) !== (filter.isExcluded ?? false) ? 1 : 0));
    const leafPasses = of ? Uint8Array.from(of, (index) => passes[index] as number) : passes;
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
  return { codes, steps: of ? of.map((index) => index * width) : Uint32Array.from(keys, (_, index) => index * width) };
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

export function group(facts: PivotFacts, rows: Axis, columns: Axis, selected: Uint8Array | null): Result<Grouping, PivotRefusal> {
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

export function groupingOf(facts: PivotFacts, query: PivotQuery, period: Period): Result<Grouping, PivotRefusal> {
  const rows = makeAxis(facts, query.rows);
  if (!rows.ok) return rows;
  const columns = makeAxis(facts, query.columns);
  if (!columns.ok) return columns;
  const selected = selectionOf(facts, query.filters ?? [], period);
  return selected.ok ? group(facts, rows.value, columns.value, selected.value) : selected;
}
