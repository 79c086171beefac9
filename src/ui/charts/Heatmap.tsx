import { max } from "d3-array";
import { createMemo, createUniqueId, For, Index, type JSX, Show } from "solid-js";
import { watchEdges } from "../edges.ts";
import type { ChartWords } from "./Chart.tsx";
import { createMarks, type Mark } from "./marks.ts";
import "./Chart.css";
import "./Heatmap.css";

export interface HeatCell {
  /** `null` is an empty place: nothing can be there. */
  readonly value: number | null;
  /** In the cell; the value is in words as well as in colour. */
  readonly words: string;
  /** When read alone, if it needs more than those words. */
  readonly label?: string;
}

export interface HeatHead {
  readonly key: string;
  readonly label: string;
  /** Under it, smaller. */
  readonly detail?: string;
}

export interface HeatmapProps extends ChartWords {
  /** Above the heads of the rows: what they are. */
  readonly corner: string;
  readonly rows: readonly HeatHead[];
  readonly columns: readonly HeatHead[];
  readonly cell: (row: number, column: number) => HeatCell;
  /** The value that has the full colour; the greatest one unless told. */
  readonly full?: number;
  readonly onOpen?: (row: number, column: number) => void;
  /** A row's head opens too. */
  readonly onOpenRow?: (row: number) => void;
}

const steps = 6;

/**
 * Values by rows and columns, each in words and in depth of colour. A table and no drawing: heads stay in view, a screen reader
 * tells row and column, paper prints it.
 */
export function Heatmap(props: HeatmapProps): JSX.Element {
  const id = createUniqueId();
  const rows = createMemo(() => props.rows);
  const columns = createMemo(() => props.columns);
  const grid = createMemo(() => rows().map((_, row) => columns().map((__, column) => props.cell(row, column))));
  const filled = createMemo(() =>
    grid().flatMap((cells, row) => cells.flatMap((cell, column) => (cell.value === null ? [] : [{ ...cell, row, column }]))),
  );
  /** Row and column → index among the marks. */
  const indices = createMemo<ReadonlyMap<number, number>>(
    () => new Map(filled().map((cell, index) => [cell.row * columns().length + cell.column, index])),
  );
  const full = createMemo(() => props.full ?? max(filled(), (cell) => cell.value ?? 0) ?? 0);
  /** 0 for nothing, then in equal steps. */
  const stepOf = (value: number): number => (value <= 0 || full() <= 0 ? 0 : Math.min(steps, Math.ceil((value / full()) * steps)));
  const marks = createMarks(
    () =>
      filled().map(
        (cell): Mark => ({
          column: cell.column,
          row: cell.row,
          title: `${rows()[cell.row]?.label}, ${columns()[cell.column]?.label}`,
          text: cell.label ?? cell.words,
          x: 0,
          y: 0,
        }),
      ),
    () => "both",
    props.onOpen && ((mark) => props.onOpen?.(mark.row, mark.column)),
  );
  return (
    <figure class="chart" aria-labelledby={`${id}-title`} aria-describedby={`${id}-summary`}>
      <figcaption>
        <span class="chart-title" id={`${id}-title`}>
          {props.title}
        </span>
        <span class="chart-summary" id={`${id}-summary`}>
          {props.summary}
        </span>
      </figcaption>
      <div ref={watchEdges} class="heat-box">
        <table class="heat" aria-labelledby={`${id}-title`}>
          <thead>
            <tr>
              <th scope="col">{props.corner}</th>
              <For each={columns()}>
                {(column) => (
                  <th scope="col">
                    {column.label}
                    <small>{column.detail}</small>
                  </th>
                )}
              </For>
            </tr>
          </thead>
          <tbody>
            <Index each={grid()}>
              {(cells, row) => (
                <tr>
                  <th scope="row">
                    <Show when={props.onOpenRow} fallback={rows()[row]?.label}>
                      <button type="button" class="heat-head" data-print onClick={() => props.onOpenRow?.(row)}>
                        {rows()[row]?.label}
                      </button>
                    </Show>
                    <small>{rows()[row]?.detail}</small>
                  </th>
                  <Index each={cells()}>
                    {(cell, column) => (
                      <td>
                        <Show
                          when={indices()
                            .get(row * columns().length + column)
                            ?.toString()}
                          keyed
                        >
                          {(index) => (
                            <span
                              class="heat-cell"
                              classList={{ "is-openable": props.onOpen !== undefined }}
                              data-step={stepOf(cell().value ?? 0)}
                              onClick={() => props.onOpen?.(row, column)}
                              {...marks.at(Number(index))}
                            >
                              {cell().words}
                            </span>
                          )}
                        </Show>
                      </td>
                    )}
                  </Index>
                </tr>
              )}
            </Index>
          </tbody>
        </table>
      </div>
    </figure>
  );
}
