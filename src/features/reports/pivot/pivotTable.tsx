import type { JSX } from "solid-js";
import type { DataColumn, DataTableProps } from "../../../ui/DataTable.tsx";
import { ContactLink, type Names } from "../names.tsx";
import { tableOf } from "../ReportPage.tsx";
import { CellButton } from "../Term.tsx";
import { text as shared } from "../text.ts";
import { type Axis, axisName, isTime, type Measure, measureName, memberName, type PivotTable, shortName, showValue } from "./axes.ts";
import { text } from "./text.ts";

export interface PivotRow {
  readonly keys: readonly string[];
  /** Column place → one value a figure; the row's own totals under -1. */
  readonly values: ReadonlyMap<number, readonly (number | null)[]>;
}

/** Wider tables are for files; on screen nobody finds the fiftieth column. */
export const mostColumns = 48;

/** A table over two axes: each figure opens what it is made of, totals come from the facts and not from what is shown. */
export function pivotTable(
  table: PivotTable,
  names: Names,
  onOpen: (row: readonly string[] | undefined, column: readonly string[] | undefined) => void,
): DataTableProps<PivotRow> {
  const { rows: rowAxes, columns: columnAxes, measures, currency, of } = table.parameters;
  const { rows, columns, cells, total } = table.results;
  const made = rows.map(({ keys, values }) => ({ keys, values: new Map<number, readonly (number | null)[]>([[-1, values]]) }));
  for (const cell of cells) made[cell.row]?.values.set(cell.column, cell.values);
  const nameOf = (axes: readonly Axis[], keys: readonly string[], name: typeof memberName = memberName): string =>
    keys.length === 0 ? text().whole : keys.map((key, at) => name(axes[at], key, names)).join(" · ");
  const isOneContact = rowAxes.length === 1 && rowAxes[0]?.dimension === "party";
  const isInTime = isTime(rowAxes[0]);
  const figure = (
    value: number | null,
    measure: Measure,
    row: readonly string[] | undefined,
    column: readonly string[] | undefined,
  ): JSX.Element =>
    value === null ? "–" : <CellButton onOpen={() => onOpen(row, column)}>{showValue(value, measure, currency)}</CellButton>;
  const columnOf = (place: number, at: number): DataColumn<PivotRow> => {
    const measure = measures[at] as Measure;
    const keys = place < 0 ? undefined : (columns[place]?.keys ?? []);
    const head =
      place < 0 ? (columnAxes.length === 0 ? measureName(measure, of) : shared().total) : nameOf(columnAxes, keys ?? [], shortName);
    return {
      key: `${place < 0 ? "total" : place} ${at}`,
      label: measures.length > 1 && columnAxes.length > 0 ? `${head}: ${measureName(measure, of)}` : head,
      isNumber: true,
      value: (row) => row.values.get(place)?.[at] ?? null,
      show: (row) => figure(row.values.get(place)?.[at] ?? null, measure, row.keys, keys),
      // As wide as its total, the longest figure there usually is.
      width: Math.max(5, 1.5 + 0.52 * showValue((place < 0 ? total : columns[place])?.values[at] ?? null, measure, currency).length),
    };
  };
  const shown = columnAxes.length === 0 ? [] : columns.slice(0, mostColumns).map((_, place) => place);
  const places = [...shown, -1];
  const heads = places.flatMap((place) => measures.map((_, at) => ({ place, at })));
  return tableOf<PivotRow>(made, {
    label: rowAxes.map(axisName).join(", ") || text().whole,
    sort: isInTime ? "name" : "-total 0",
    columns: [
      {
        key: "name",
        label: rowAxes.map(axisName).join(" · ") || text().whole,
        // Periods sort as they are written in the facts, names as the language sorts.
        value: (row) => (isInTime ? row.keys.join(" ") : nameOf(rowAxes, row.keys)),
        show: (row) => (isOneContact && row.keys[0] ? <ContactLink id={row.keys[0]} names={names} /> : nameOf(rowAxes, row.keys)),
      },
      ...heads.map(({ place, at }) => columnOf(place, at)),
    ],
    foot: [
      shared().total,
      ...heads.map(({ place, at }) =>
        figure(
          (place < 0 ? total.values[at] : columns[place]?.values[at]) ?? null,
          measures[at] as Measure,
          undefined,
          place < 0 ? undefined : columns[place]?.keys,
        ),
      ),
    ],
  });
}
