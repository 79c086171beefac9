import { max } from "d3-array";
import { createUniqueId, For, type JSX } from "solid-js";
import type { ChartWords } from "./Chart.tsx";
import { createMarks, type Mark } from "./marks.ts";
import "./charts.css";

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
}

const steps = 6;

/**
 * Values by rows and columns, each in words and in depth of colour. A table and no drawing: heads stay in view, a screen reader
 * tells row and column, paper prints it.
 */
export function Heatmap(props: HeatmapProps): JSX.Element {
  const id = createUniqueId();
  const cells = (): (HeatCell & { readonly row: number; readonly column: number })[] =>
    props.rows.flatMap((_, row) => props.columns.map((__, column) => ({ ...props.cell(row, column), row, column })));
  const filled = () => cells().filter((cell) => cell.value !== null);
  const placeOf = (): ReadonlyMap<number, number> =>
    new Map(filled().map((cell, place) => [cell.row * props.columns.length + cell.column, place]));
  const full = (): number => props.full ?? max(filled(), (cell) => cell.value ?? 0) ?? 0;
  /** 0 for nothing, then in equal steps. */
  const stepOf = (value: number): number => (value <= 0 || full() <= 0 ? 0 : Math.min(steps, Math.ceil((value / full()) * steps)));
  const marks = createMarks(
    () =>
      filled().map(
        (cell): Mark => ({
          column: cell.column,
          row: cell.row,
          title: `${props.rows[cell.row]?.label}, ${props.columns[cell.column]?.label}`,
          text: cell.label ?? cell.words,
          x: 0,
          y: 0,
        }),
      ),
    () => "both",
    props.onOpen && ((mark) => props.onOpen?.(mark.row, mark.column)),
  );
  const places = () => placeOf();
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
      <div class="heat-box">
        <table class="heat" aria-labelledby={`${id}-title`}>
          <thead>
            <tr>
              <th scope="col">{props.corner}</th>
              <For each={props.columns}>
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
            <For each={props.rows}>
              {(row, at) => (
                <tr>
                  <th scope="row">
                    {row.label}
                    <small>{row.detail}</small>
                  </th>
                  <For each={props.columns}>
                    {(_, column) => {
                      const place = places().get(at() * props.columns.length + column());
                      const cell = props.cell(at(), column());
                      return place === undefined ? (
                        <td />
                      ) : (
                        <td>
                          <span
                            class="heat-cell"
                            classList={{ "is-openable": props.onOpen !== undefined }}
                            data-step={stepOf(cell.value ?? 0)}
                            onClick={() => props.onOpen?.(at(), column())}
                            {...marks.at(place)}
                          >
                            {cell.words}
                          </span>
                        </td>
                      );
                    }}
                  </For>
                </tr>
              )}
            </For>
          </tbody>
        </table>
      </div>
    </figure>
  );
}
