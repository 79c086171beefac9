import ArrowDown from "lucide-solid/icons/arrow-down";
import ArrowUp from "lucide-solid/icons/arrow-up";
import { createEffect, createMemo, createSignal, For, type JSX, on, onCleanup, onMount, Show } from "solid-js";
import { compareText } from "../i18n/format.ts";
import { watchEdges } from "./edges.ts";
import { text } from "./text.ts";
import "./DataTable.css";

export interface DataColumn<Row> {
  readonly key: string;
  readonly label: string;
  /** What sorting and files go by; `null` stands last. */
  readonly value: (row: Row) => string | number | null;
  /** What is shown; the value itself unless told. */
  readonly show?: (row: Row) => JSX.Element;
  /** Beside the label: what it means. */
  readonly info?: JSX.Element;
  /** In rem. */
  readonly width?: number;
  readonly isNumber?: boolean;
}

export interface DataTableProps<Row> {
  /** What the table shows, for screen readers. */
  readonly label: string;
  readonly rows: readonly Row[];
  /** The first one names its row. */
  readonly columns: readonly DataColumn<Row>[];
  /** By which column, and "-" before it for the greatest first. */
  readonly sort?: string;
  /** A last row that is not sorted, such as a total: one cell a column. */
  readonly foot?: readonly JSX.Element[];
}

/** As DataTable.css has it: what a thumb presses is larger. */
const rowRem = matchMedia("(pointer: coarse)").matches ? 2.75 : 2.5;
const overscan = 10;
/** On paper there is no scrolling; beyond this nobody reads on. */
const printed = 1_000;

/** In rem: as wide as was asked for, and never narrower than the longest word of its head with what stands beside it. */
function widthOf<Row>(column: DataColumn<Row>, index: number): number {
  const longest = Math.max(...column.label.split(/[\s-]+/).map((part) => part.length));
  const head = longest * 0.53 + (column.info ? 1.5 : 0) + 2.2;
  return Math.max(column.width ?? (index === 0 ? 10 : 6), head);
}

/** Rows in the order a column gives; equal ones keep theirs, what is unknown stands last. */
function sortRows<Row>(rows: readonly Row[], column: DataColumn<Row> | undefined, isDown: boolean): readonly Row[] {
  if (!column) return rows;
  const sign = isDown ? -1 : 1;
  return rows
    .map((row) => ({ row, value: column.value(row) }))
    .sort((a, b) => {
      if (a.value === null || b.value === null) return a.value === b.value ? 0 : a.value === null ? 1 : -1;
      return (
        sign *
        (typeof a.value === "number" && typeof b.value === "number" ? a.value - b.value : compareText(String(a.value), String(b.value)))
      );
    })
    .map(({ row }) => row);
}

/** A table of any length: only rows in view exist; a tap on a head sorts; on paper it is whole. */
export function DataTable<Row>(props: DataTableProps<Row>): JSX.Element {
  let box!: HTMLElement;
  const [sort, setSort] = createSignal(props.sort ?? "");
  const [scrollTop, setScrollTop] = createSignal(0);
  const [height, setHeight] = createSignal(480);
  const [rem, setRem] = createSignal(16);
  const [isPrinting, setIsPrinting] = createSignal(false);
  const isDown = (): boolean => sort().startsWith("-");
  const sortKey = (): string => sort().replace(/^-/, "");
  const rows = createMemo(() =>
    sortRows(
      props.rows,
      props.columns.find((column) => column.key === sortKey()),
      isDown(),
    ),
  );
  const window = createMemo(
    () => {
      if (isPrinting()) return { from: 0, to: Math.min(rows().length, printed) };
      const row = rowRem * rem();
      const from = Math.max(0, Math.floor(scrollTop() / row) - overscan);
      return { from, to: Math.min(rows().length, Math.ceil((scrollTop() + height()) / row) + overscan) };
    },
    { from: 0, to: 0 },
    { equals: (a, b) => a.from === b.from && a.to === b.to },
  );
  const visible = createMemo(() => rows().slice(window().from, window().to));
  const space = (count: number): JSX.Element => (
    <Show when={count > 0}>
      <tr aria-hidden="true">
        <td class="data-space" colSpan={props.columns.length} style={{ height: `${count * rowRem}rem` }} />
      </tr>
    </Show>
  );
  const press = (column: DataColumn<Row>): void => {
    const first = column.isNumber ? `-${column.key}` : column.key;
    const second = column.isNumber ? column.key : `-${column.key}`;
    setSort(sort() === first ? second : first);
    box.scrollTo({ top: 0 });
  };

  createEffect(
    on(
      () => props.sort,
      (wanted) => wanted !== undefined && setSort(wanted),
      { defer: true },
    ),
  );
  onMount(() => {
    setRem(Number.parseFloat(getComputedStyle(document.documentElement).fontSize) || 16);
    const observer = new ResizeObserver(() => setHeight(box.clientHeight));
    observer.observe(box);
    onCleanup(() => observer.disconnect());
    const paper = matchMedia("print");
    const onPaper = (): void => void setIsPrinting(paper.matches);
    paper.addEventListener("change", onPaper);
    onCleanup(() => paper.removeEventListener("change", onPaper));
  });

  return (
    <section
      class="data-box"
      ref={(element) => {
        box = element;
        watchEdges(element);
      }}
      aria-label={props.label}
      // What scrolls must be reachable by keyboard.
      tabindex="0"
      onScroll={() => setScrollTop(box.scrollTop)}
    >
      <table
        class="data"
        aria-rowcount={rows().length + 1}
        style={{ "min-width": `${props.columns.reduce((sum, column, at) => sum + widthOf(column, at), 0)}rem` }}
      >
        <caption class="sr-only">{props.label}</caption>
        <colgroup>
          <For each={props.columns}>{(column, at) => <col style={{ width: at() === 0 ? "auto" : `${widthOf(column, at())}rem` }} />}</For>
        </colgroup>
        <thead>
          <tr aria-rowindex="1">
            <For each={props.columns}>
              {(column) => (
                <th
                  scope="col"
                  class={column.isNumber ? "is-number" : ""}
                  aria-sort={sortKey() === column.key ? (isDown() ? "descending" : "ascending") : undefined}
                >
                  <span class="data-head">
                    <button type="button" class="data-sort" data-print onClick={() => press(column)} title={text().sortBy(column.label)}>
                      {column.label}
                      <Show when={sortKey() === column.key}>{isDown() ? <ArrowDown /> : <ArrowUp />}</Show>
                    </button>
                    {column.info}
                  </span>
                </th>
              )}
            </For>
          </tr>
        </thead>
        <tbody>
          {space(window().from)}
          <For each={visible()}>
            {(row, at) => (
              <tr aria-rowindex={window().from + at() + 2}>
                <For each={props.columns}>
                  {(column, index) => (
                    <Show
                      when={index() === 0}
                      fallback={
                        <td class={column.isNumber ? "is-number" : ""}>{column.show ? column.show(row) : (column.value(row) ?? "–")}</td>
                      }
                    >
                      <th scope="row">{column.show ? column.show(row) : column.value(row)}</th>
                    </Show>
                  )}
                </For>
              </tr>
            )}
          </For>
          {space(rows().length - window().to)}
        </tbody>
        <Show when={props.foot}>
          {(foot) => (
            <tfoot>
              <tr>
                <For each={foot()}>
                  {(cell, at) => (
                    <Show when={at() === 0} fallback={<td class={props.columns[at()]?.isNumber ? "is-number" : ""}>{cell}</td>}>
                      <th scope="row">{cell}</th>
                    </Show>
                  )}
                </For>
              </tr>
            </tfoot>
          )}
        </Show>
      </table>
    </section>
  );
}
