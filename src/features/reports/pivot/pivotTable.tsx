import type { JSX } from "solid-js";
import { amountOf, centsOf } from "../../../domain/currency.ts";
import { compareText } from "../../../i18n/format.ts";
import type { DataColumn, DataTableProps } from "../../../ui/DataTable.tsx";
import { showMoney } from "../money.ts";
import { ContactLink, type Names } from "../names.tsx";
import { tableOf } from "../ReportPage.tsx";
import { CellButton, Term } from "../Term.tsx";
import { terms } from "../terms.ts";
import { text as shared } from "../text.ts";
import {
  type Axis,
  axisName,
  isAdditive,
  isMoney,
  isTime,
  type Measure,
  measureName,
  memberName,
  type PivotTable,
  shortName,
  showValue,
} from "./axes.ts";
import { text } from "./text.ts";
import "../Term.css";

/** Stands for all columns of the axis together, and for those that are not shown. */
const whole = -1;
const others = -2;

export interface PivotRow {
  readonly keys: readonly string[];
  /** Column index → one value a figure; the row's own totals under `whole`, what is not shown under `others`. */
  readonly values: ReadonlyMap<number, readonly (number | null)[]>;
}

/** Wider tables are for files: on screen nobody finds the fiftieth column, and a sheet of paper has no more room. */
export const mostColumns = { screen: 48, paper: 5 } as const;

export interface PivotTableProps {
  readonly names: Names;
  readonly onOpen: (row: readonly string[] | undefined, column: readonly string[] | undefined) => void;
  /** Breaks a row down to the next level, where there is one. */
  readonly drillDown?: { readonly level: string; readonly onOpen: (row: readonly string[]) => void } | undefined;
  /** So many columns at most; a file has all. */
  readonly most?: number;
}

const nameOf = (axes: readonly Axis[], keys: readonly string[], names: Names, name: typeof memberName = memberName): string =>
  keys.length === 0 ? text().whole : keys.map((key, at) => name(axes[at], key, names)).join(" · ");

/** Time runs, names stand as the language sorts them; what is not stated stands last. */
function inOrder(axes: readonly Axis[], names: Names): (a: readonly string[], b: readonly string[]) => number {
  return (a, b) => {
    for (const [at, axis] of axes.entries()) {
      const [one, other] = [a[at] ?? "", b[at] ?? ""];
      if (one === other) continue;
      if (one === "" || other === "") return one === "" ? 1 : -1;
      const order = isTime(axis) ? (one < other ? -1 : 1) : compareText(memberName(axis, one, names), memberName(axis, other, names));
      if (order !== 0) return order;
    }
    return 0;
  };
}

export interface ShownColumns {
  /** Indices in the answer's columns, in the order they are shown. */
  readonly shown: readonly number[];
  readonly rest: readonly number[];
  /** How the shown ones were chosen. */
  readonly by: "all" | "last" | "largest";
}

/** Which columns fit on a screen: of periods the last, of anything else the largest. */
export function shownColumns(table: PivotTable, names: Names, most: number = mostColumns.screen): ShownColumns {
  const { columns: axes, measures } = table.parameters;
  const { columns } = table.results;
  if (axes.length === 0) return { shown: [], rest: [], by: "all" };
  const compare = inOrder(axes, names);
  const ordered = columns.map((_, index) => index).sort((a, b) => compare(columns[a]?.keys ?? [], columns[b]?.keys ?? []));
  const fitting = Math.max(1, Math.floor(most / Math.max(1, measures.length)));
  if (ordered.length <= fitting) return { shown: ordered, rest: [], by: "all" };
  const dated = ordered.filter((index) => columns[index]?.keys[0] !== "");
  const size = (index: number): number => Math.abs(columns[index]?.values[0] ?? 0);
  const isInTime = isTime(axes[0]);
  const kept = new Set(isInTime ? dated.slice(-fitting) : ordered.toSorted((a, b) => size(b) - size(a)).slice(0, fitting));
  return {
    shown: ordered.filter((index) => kept.has(index)),
    rest: ordered.filter((index) => !kept.has(index)),
    by: isInTime ? "last" : "largest",
  };
}

const added = (values: readonly (number | null | undefined)[]): number | null =>
  values.reduce<number | null>((sum, value) => (value === null || value === undefined ? sum : (sum ?? 0) + value), null);

/** A table over two axes: each figure opens what it is made of, totals come from the facts and not from what is shown. */
export function pivotTable(table: PivotTable, { names, onOpen, drillDown, most }: PivotTableProps): DataTableProps<PivotRow> {
  const { rows: rowAxes, columns: columnAxes, measures, currency, of } = table.parameters;
  const { rows, columns, cells, total } = table.results;
  const { shown, rest } = shownColumns(table, names, most);
  const made = rows.map(({ keys, values }) => ({ keys, values: new Map<number, readonly (number | null)[]>([[whole, values]]) }));
  for (const cell of cells) made[cell.row]?.values.set(cell.column, cell.values);
  const restTotals = measures.map((_, at) => added(rest.map((index) => columns[index]?.values[at])));
  if (rest.length > 0)
    for (const row of made)
      row.values.set(
        others,
        measures.map((_, at) => added(rest.map((index) => row.values.get(index)?.[at]))),
      );
  const isOneContact = rowAxes.length === 1 && rowAxes[0]?.dimension === "party";
  const isInTime = isTime(rowAxes[0]);
  const figure = (
    value: number | null,
    measure: Measure,
    row: readonly string[] | undefined,
    column: readonly string[] | undefined,
  ): JSX.Element =>
    value === null ? "–" : <CellButton onOpen={() => onOpen(row, column)}>{showValue(value, measure, currency)}</CellButton>;
  /** Of columns that are not shown nothing can be opened at once. */
  const show = (
    index: number,
    at: number,
    values: readonly (number | null)[] | undefined,
    row: readonly string[] | undefined,
  ): JSX.Element => {
    const [value, measure] = [values?.[at] ?? null, measures[at] as Measure];
    if (index === others) return value === null ? "–" : showValue(value, measure, currency);
    return figure(value, measure, row, index === whole ? undefined : columns[index]?.keys);
  };
  const totalsOf = (index: number): readonly (number | null)[] | undefined =>
    index === whole ? total.values : index === others ? restTotals : columns[index]?.values;
  const columnOf = (index: number, at: number): DataColumn<PivotRow> => {
    const measure = measures[at] as Measure;
    const head =
      index === others
        ? text().rest(rest.length)
        : index === whole
          ? columnAxes.length === 0
            ? measureName(measure, of)
            : shared().total
          : nameOf(columnAxes, columns[index]?.keys ?? [], names, shortName);
    return {
      key: `${index === whole ? "total" : index === others ? "rest" : index} ${at}`,
      label: measures.length > 1 && columnAxes.length > 0 ? `${head}: ${measureName(measure, of)}` : head,
      isNumber: true,
      value: (row) => row.values.get(index)?.[at] ?? null,
      show: (row) => show(index, at, row.values.get(index), row.keys),
      // As wide as its total, the longest figure there usually is.
      width: Math.max(5, 1.5 + 0.52 * showValue(totalsOf(index)?.[at] ?? null, measure, currency).length),
    };
  };
  const heads = [...shown, ...(rest.length > 0 ? [others] : []), whole].flatMap((index) =>
    measures.flatMap((measure, at) => (index === others && !isAdditive(measure) ? [] : [{ index, at }])),
  );
  const term = rowAxes.length === 1 ? termOf(rowAxes[0]) : undefined;
  const head = (row: PivotRow): JSX.Element => {
    const name = nameOf(rowAxes, row.keys, names);
    if (isOneContact && row.keys[0]) return <ContactLink id={row.keys[0]} names={names} />;
    if (!drillDown || row.keys.at(-1) === "") return name;
    const label = text().drillDown(drillDown.level);
    return (
      <button
        type="button"
        class="cell-link pivot-down"
        data-print
        title={label}
        aria-description={label}
        onClick={() => drillDown.onOpen(row.keys)}
      >
        {name}
      </button>
    );
  };
  return tableOf<PivotRow>(made, {
    label: rowAxes.map(axisName).join(", ") || text().whole,
    sort: isInTime ? "name" : "-total 0",
    columns: [
      {
        key: "name",
        label: rowAxes.map(axisName).join(" · ") || text().whole,
        ...(term && { info: <Term of={term} /> }),
        // Periods sort as they are written in the facts, names as the language sorts.
        value: (row) => (isInTime ? row.keys.join(" ") : nameOf(rowAxes, row.keys, names)),
        show: head,
      },
      ...heads.map(({ index, at }) => columnOf(index, at)),
    ],
    foot: [shared().total, ...heads.map(({ index, at }) => show(index, at, totalsOf(index), undefined))],
  });
}

/** Words of the trade among the dimensions. */
const termOf = (axis: Axis | undefined) =>
  axis?.dimension === "abcClass" ? terms().abc : axis?.dimension === "segment" ? terms().segment : undefined;

/** Longer tables nobody adds up. */
const mostAdded = 2_000;

/** What the amounts shown row by row add up to, and the total shown below, where rounding lets the two differ. */
export function roundingGap(table: PivotTable): { readonly added: string; readonly total: string } | undefined {
  const { measures, currency } = table.parameters;
  const { rows, total } = table.results;
  if (rows.length > mostAdded) return undefined;
  // Rounded as the figures on the screen are.
  const whole = (value: number | null | undefined): number => centsOf(value ?? 0, currency);
  for (const [at, measure] of (measures as readonly Measure[]).entries()) {
    if (!isMoney(measure) || measure.take !== "sum" || (measure.show ?? "value") !== "value") continue;
    const added = rows.reduce((all, row) => all + whole(row.values[at]), 0);
    if (added !== whole(total.values[at]))
      return { added: showMoney(amountOf(added, currency), currency, true), total: showMoney(total.values[at] ?? 0, currency, true) };
  }
  return undefined;
}
