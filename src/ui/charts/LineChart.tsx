import { extent } from "d3-array";
import { scaleLinear } from "d3-scale";
import { area, line } from "d3-shape";
import { createMemo, For, Index, type JSX, Show } from "solid-js";
import { Chart, type ChartWords, createWidth, widthOfText } from "./Chart.tsx";
import { Legend, seriesOf } from "./Legend.tsx";
import { createMarks, type Mark } from "./marks.ts";

export interface LinePoint {
  readonly x: number;
  readonly y: number;
  /** Bounds of an interval, drawn as a band or as a bar through the point. */
  readonly low?: number;
  readonly high?: number;
}

export interface LineSeries {
  readonly key: string;
  readonly label: string;
  readonly points: readonly LinePoint[];
  /** `bars`: the interval of each point for itself; `band`: what lies between them is meant too. */
  readonly interval?: "band" | "bars";
  readonly hasDots?: boolean;
  readonly isDashed?: boolean;
  /** Beside the others and not a value itself: a diagonal, an average. Cannot be walked to. */
  readonly isReference?: boolean;
}

export interface LineChartProps extends ChartWords {
  readonly series: readonly LineSeries[];
  readonly formatX: (x: number) => string;
  readonly formatY: (y: number) => string;
  readonly formatXShort?: (x: number) => string;
  readonly formatYShort?: (y: number) => string;
  /** What the axes count. */
  readonly labelX?: string;
  readonly labelY?: string;
  /** Only whole numbers have a word on the axis, such as months. */
  readonly isWholeX?: boolean;
  readonly domainX?: readonly [number, number];
  readonly domainY?: readonly [number, number];
  /** Lines across the picture at a value of x, such as the border of a class. */
  readonly borders?: readonly { readonly x: number; readonly label: string }[];
  readonly onOpen?: (series: number, point: number) => void;
  readonly height?: number;
}

/** Lines over a scale, with the interval a value lies in; series are told apart by dashes and marks as well as colour. */
export function LineChart(props: LineChartProps): JSX.Element {
  const [width, setWidth] = createWidth();
  const shortX = (x: number): string => (props.formatXShort ?? props.formatX)(x);
  const shortY = (y: number): string => (props.formatYShort ?? props.formatY)(y);
  const height = (): number => props.height ?? 280;

  const layout = createMemo(() => {
    const points = props.series.flatMap((series) => series.points);
    const [firstX = 0, lastX = 1] = props.domainX ?? (extent(points, (point) => point.x) as [number?, number?]);
    const bounds = points.flatMap((point) => [point.y, point.low ?? point.y, point.high ?? point.y]);
    const [lowest = 0, highest = 1] = props.domainY ?? (extent(bounds) as [number?, number?]);
    const y = scaleLinear().domain([Math.min(0, lowest), highest === lowest ? highest + 1 : highest]);
    if (!props.domainY) y.nice(5);
    const ticksY = y.ticks(5);
    const left = Math.max(...ticksY.map((tick) => widthOfText(shortY(tick)))) + 12;
    const bottom = props.labelX ? 42 : 26;
    y.range([height() - bottom, props.labelY ? 26 : 12]);
    const x = scaleLinear()
      .domain([firstX, lastX === firstX ? firstX + 1 : lastX])
      .range([left + 4, width() - 14]);
    const widest = Math.max(...[firstX, lastX].map((end) => widthOfText(shortX(end)))) + 16;
    const room = Math.min(12, Math.max(2, Math.floor((width() - left) / widest)));
    const ticks = (wanted: number): number[] => x.ticks(wanted).filter((tick) => !props.isWholeX || Number.isInteger(tick));
    // d3 takes the number that is wanted for a hint and may give half as many again.
    let ticksX = ticks(room);
    for (let wanted = room - 1; ticksX.length > room && wanted > 0; wanted--) ticksX = ticks(wanted);
    return { x, y, ticksX, ticksY, left, bottom };
  });
  const walkable = createMemo(() =>
    props.series.flatMap((series, index) => (series.isReference ? [] : series.points.map((point, at) => ({ series, index, point, at })))),
  );
  const marks = createMarks(
    () =>
      walkable().map(({ series, index, point, at }): Mark => {
        const interval =
          point.low === undefined || point.high === undefined ? "" : ` (${props.formatY(point.low)} – ${props.formatY(point.high)})`;
        const isAlone = props.series.filter((one) => !one.isReference).length === 1;
        return {
          column: at,
          row: index,
          title: props.formatX(point.x),
          text: `${isAlone ? "" : `${series.label} `}${props.formatY(point.y)}${interval}`,
          x: layout().x(point.x),
          y: layout().y(point.y),
        };
      }),
    () => "both",
    props.onOpen && ((mark) => props.onOpen?.(mark.row, mark.column)),
  );
  const at = (point: LinePoint): { x: number; y: number } => ({ x: layout().x(point.x), y: layout().y(point.y) });
  const pathOf = (series: LineSeries): string =>
    line<LinePoint>(
      (point) => layout().x(point.x),
      (point) => layout().y(point.y),
    )(series.points) ?? "";
  const bandOf = (series: LineSeries): string =>
    area<LinePoint>(
      (point) => layout().x(point.x),
      (point) => layout().y(point.low ?? point.y),
      (point) => layout().y(point.high ?? point.y),
    )(series.points) ?? "";

  return (
    <Chart
      title={props.title}
      summary={props.summary}
      width={width()}
      onWidth={setWidth}
      height={height}
      marks={marks}
      legend={
        <Show when={props.series.length > 1}>
          <Legend
            entries={props.series.map((series, index) => ({ label: series.label, index, look: series.isReference ? "reference" : "line" }))}
          />
        </Show>
      }
    >
      <g aria-hidden="true">
        <For each={layout().ticksY}>
          {(tick) => (
            <>
              <line class="chart-grid" x1={layout().left} x2={width()} y1={layout().y(tick)} y2={layout().y(tick)} />
              <text class="chart-words" x={layout().left - 6} y={layout().y(tick)} dy="0.32em" text-anchor="end">
                {shortY(tick)}
              </text>
            </>
          )}
        </For>
        <For each={layout().ticksX}>
          {(tick) => (
            <text class="chart-words" x={layout().x(tick)} y={height() - layout().bottom + 18} text-anchor="middle">
              {shortX(tick)}
            </text>
          )}
        </For>
        <Show when={props.labelX}>
          <text class="chart-words" x={width() - 2} y={height() - 6} text-anchor="end">
            {props.labelX}
          </text>
        </Show>
        <Show when={props.labelY}>
          <text class="chart-words" x="0" y="10">
            {props.labelY}
          </text>
        </Show>
        <For each={props.borders ?? []}>
          {(border) => (
            <>
              <line class="chart-border" x1={layout().x(border.x)} x2={layout().x(border.x)} y1="14" y2={height() - layout().bottom} />
              <text class="chart-words" x={layout().x(border.x) + 4} y="22">
                {border.label}
              </text>
            </>
          )}
        </For>
        <For each={props.series}>
          {(series, index) => (
            <>
              <Show when={series.interval === "band"}>
                <path class="chart-band" data-series={seriesOf(index())} d={bandOf(series)} />
              </Show>
              <Show when={series.interval === "bars"}>
                <For each={series.points}>
                  {(point) => (
                    <line
                      class="chart-interval"
                      data-series={seriesOf(index())}
                      x1={at(point).x}
                      x2={at(point).x}
                      y1={layout().y(point.low ?? point.y)}
                      y2={layout().y(point.high ?? point.y)}
                    />
                  )}
                </For>
              </Show>
              <path
                class="chart-line"
                classList={{ "is-reference": series.isReference ?? false, "is-dashed": series.isDashed ?? false }}
                data-series={seriesOf(index())}
                d={pathOf(series)}
              />
            </>
          )}
        </For>
        <line class="chart-axis" x1={layout().left} x2={width()} y1={layout().y(0)} y2={layout().y(0)} />
      </g>
      <Index each={walkable()}>
        {(one, index) => (
          <g class="chart-mark" classList={{ "is-dot": one().series.hasDots ?? false }} {...marks.at(index)}>
            <circle class="chart-point" data-series={seriesOf(one().index)} cx={at(one().point).x} cy={at(one().point).y} r="4" />
          </g>
        )}
      </Index>
    </Chart>
  );
}
