import { err, ok, type Result } from "../../lib/result.ts";
import type { DayNumber, Warning } from "../facts/facts.ts";
import { dateOf, dayNumberOf, dayText, monthOf, quarterOf, weekOf, yearOf } from "../facts/facts.ts";
import { type Axis, type Grouping, group, groupingOf, type Period, periodOf, resolveLevel, selectionOf } from "./pivotGrouping.ts";
import type { AxisLevel, Measure, Pivot, PivotCell, PivotFacts, PivotMember, PivotQuery, PivotRefusal } from "./pivotQuery.ts";
import { baseValues, type Values } from "./pivotValues.ts";

const finiteOrNull = (value: number): number | null => (Number.isFinite(value) ? value : null);
const ratio = (part: number, whole: number): number | null => (whole === 0 ? null : finiteOrNull(part / whole));

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

/** The measures of one table, ready to be read by index. */
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
  const indexByKey = new Map(axis.keys.map((keys, index) => [keyText(keys), index]));
  const earlier = axis.keys.map((keys) => indexByKey.get(keyText(keys.map((key, at) => (at === time.at ? yearBefore(key) : key)))) ?? -1);
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
    last === undefined || last === 0 ? null : finiteOrNull((value - last) / Math.abs(last));
  const onAxis = (which: "rows" | "columns", index: number): number | null => {
    const last = earlier[index] as number;
    return which !== time.axis || !used[which].has(last) ? null : change(now[which][index] as number, before.value[which][last] as number);
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
        cell: (cell) => finiteOrNull(cells[cell] as number),
        row: (row) => finiteOrNull(rows[row] as number),
        column: (column) => finiteOrNull(columns[column] as number),
        total: () => finiteOrNull(values.total),
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

  const used = usedIndices(grouping);
  const member = (axis: "rows" | "columns", index: number): PivotMember => ({
    keys: grouping[axis].keys[index] as readonly string[],
    facts: used[axis].facts[index] as number,
    values: shown.map((one) => (axis === "rows" ? one.row(index) : one.column(index))),
  });
  const cells = Array.from({ length: grouping.cells }, (_, cell) => ({
    row: used.rows.indices[grouping.row[cell] as number] as number,
    column: used.columns.indices[grouping.column[cell] as number] as number,
    facts: grouping.facts[cell] as number,
    values: shown.map((one) => one.cell(cell)),
  }));
  const results: Table = {
    rows: used.rows.members.map((index) => member("rows", index)),
    columns: used.columns.members.map((index) => member("columns", index)),
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

/** Rows and columns that have facts, in order of the dictionary, and where each stands in the table. */
function usedIndices(grouping: Grouping): Record<"rows" | "columns", { members: number[]; indices: Int32Array; facts: Uint32Array }> {
  const of = (axis: Axis, indexByCell: Uint32Array) => {
    const facts = new Uint32Array(axis.keys.length);
    for (let cell = 0; cell < grouping.cells; cell++) {
      const index = indexByCell[cell] as number;
      facts[index] = (facts[index] as number) + (grouping.facts[cell] as number);
    }
    const members: number[] = [];
    const indices = new Int32Array(axis.keys.length).fill(-1);
    for (let at = 0; at < facts.length; at++) if ((facts[at] as number) > 0) indices[at] = members.push(at) - 1;
    return { members, indices, facts };
  };
  return { rows: of(grouping.rows, grouping.row), columns: of(grouping.columns, grouping.column) };
}

/** A period that `from` or `asOf` cuts is smaller than it looks beside whole ones. */
function incompletePeriods(facts: PivotFacts, query: PivotQuery, grouping: Grouping, { since, until }: Period): Warning[] {
  const time = timeAxis(facts, query);
  if (!time) return [];
  const used = usedIndices(grouping)[time.axis].members.map((index) => grouping[time.axis].keys[index]?.[time.at]);
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
  const put = (values: readonly (number | null)[], value: number | null) => values.map((old, index) => (index === at ? value : old));
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
      const cellAt = along === "columns" ? { row: line, column: step } : { row: step, column: line };
      const cell = steps.get(step);
      if (cell) cells.push({ ...cell, values: put(cell.values, value) });
      else if (value !== null)
        cells.push({
          ...cellAt,
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

/**
 * Returns the facts (row numbers, ascending) behind a cell; without `row` or `column` those of the column's, the row's or the
 * grand total.
 */
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
  const indexOf = (axis: Axis, keys: readonly string[] | undefined): number | null =>
    keys === undefined ? null : axis.keys.findIndex((one) => keyText(one) === keyText(keys));
  const row = indexOf(grouping.rows, at.row);
  const column = indexOf(grouping.columns, at.column);
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
