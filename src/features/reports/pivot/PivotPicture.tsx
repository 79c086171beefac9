import { createMemo, type JSX } from "solid-js";
import { BarChart } from "../../../ui/charts/BarChart.tsx";
import type { Names } from "../names.tsx";
import { text as shared } from "../text.ts";
import {
  type Axis,
  axisName,
  isStackable,
  isTime,
  type Measure,
  measureName,
  memberName,
  type PivotTable,
  shortName,
  showShortValue,
  showValue,
} from "./axes.ts";
import { text } from "./text.ts";

/** More bars, or more parts of a bar, than these are told by the table. */
const mostBars = 14;
const mostPeriods = 60;
const mostSeries = 6;

/** The table's first figure as bars: periods upright, names lying; columns stand on each other where they add up. */
export function PivotPicture(props: {
  readonly table: PivotTable;
  readonly names: Names;
  readonly onOpen: (row: readonly string[], column: readonly string[] | undefined) => void;
}): JSX.Element {
  const rowAxes = (): readonly Axis[] => props.table.parameters.rows;
  const columnAxes = (): readonly Axis[] => props.table.parameters.columns;
  const measure = (): Measure => props.table.parameters.measures[0] as Measure;
  const results = () => props.table.results;
  const currency = (): string => props.table.parameters.currency;
  const isUpright = (): boolean => rowAxes().length === 1 && isTime(rowAxes()[0]);
  const nameOf = (axes: readonly Axis[], keys: readonly string[]): string =>
    keys.length === 0 ? text().whole : keys.map((key, at) => memberName(axes[at], key, props.names)).join(" · ");
  const indices = createMemo(() => {
    const all = results().rows.map((row, index) => ({ index, value: row.values[0] ?? 0 }));
    const chosen = isUpright()
      ? all.filter(({ index }) => results().rows[index]?.keys[0] !== "").slice(-mostPeriods)
      : all.sort((a, b) => b.value - a.value).slice(0, mostBars);
    return chosen.map(({ index }) => index);
  });
  /** The largest columns each, the others together. */
  const columns = createMemo(() => {
    const all = results().columns.map((column, index) => ({ index, value: Math.abs(column.values[0] ?? 0) }));
    if (all.length <= 1 || !isStackable(measure())) return [];
    return all
      .sort((a, b) => b.value - a.value)
      .slice(0, all.length > mostSeries ? mostSeries - 1 : mostSeries)
      .map(({ index }) => index)
      .sort((a, b) => a - b);
  });
  const valueAt = createMemo(() => new Map(results().cells.map((cell) => [`${cell.row} ${cell.column}`, cell.values[0] ?? null])));
  const series = createMemo(() => {
    if (columns().length === 0)
      return [
        {
          key: "all",
          label: measureName(measure(), props.table.parameters.of),
          values: indices().map((row) => results().rows[row]?.values[0] ?? null),
        },
      ];
    const own = columns().map((column) => ({
      key: String(column),
      label: nameOf(columnAxes(), results().columns[column]?.keys ?? []),
      values: indices().map((row) => valueAt().get(`${row} ${column}`) ?? null),
    }));
    if (columns().length === results().columns.length) return own;
    const rest = indices().map(
      (row, at) => (results().rows[row]?.values[0] ?? 0) - own.reduce((sum, one) => sum + (one.values[at] ?? 0), 0),
    );
    return [...own, { key: "rest", label: shared().other, values: rest }];
  });
  const top = () =>
    results().rows[
      results().rows.reduce((best, row, index) => ((row.values[0] ?? 0) > (results().rows[best]?.values[0] ?? 0) ? index : best), 0)
    ];
  return (
    <BarChart
      title={text().title(measureName(measure(), props.table.parameters.of), rowAxes().map(axisName).join(", ") || text().whole)}
      summary={text().summary(
        nameOf(rowAxes(), top()?.keys ?? []),
        showValue(top()?.values[0] ?? null, measure(), currency()),
        showValue(results().total.values[0] ?? null, measure(), currency()),
      )}
      direction={isUpright() ? "upright" : "across"}
      categories={indices().map((index) => {
        const keys = results().rows[index]?.keys ?? [];
        return {
          key: keys.join("|"),
          label: nameOf(rowAxes(), keys),
          short: keys.map((key, at) => shortName(rowAxes()[at], key, props.names)).join(" · "),
        };
      })}
      series={series()}
      format={(value) => showValue(value, measure(), currency())}
      formatShort={(value) => showShortValue(value, measure(), currency())}
      onOpen={(category, at) => {
        const column = columns()[at];
        props.onOpen(
          results().rows[indices()[category] ?? 0]?.keys ?? [],
          column === undefined ? undefined : results().columns[column]?.keys,
        );
      }}
    />
  );
}
