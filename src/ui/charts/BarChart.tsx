import { max, min } from "d3-array";
import { scaleBand, scaleLinear } from "d3-scale";
import { stack, stackOffsetDiverging } from "d3-shape";
import { createMemo, createUniqueId, For, Index, type JSX, Show } from "solid-js";
import { Chart, type ChartWords, createWidth, fitText, widthOfText } from "./Chart.tsx";
import { fillOf, Legend, Patterns } from "./Legend.tsx";
import { createMarks, type Mark } from "./marks.ts";

export interface Category {
  readonly key: string;
  readonly label: string;
  /** For the axis, where the whole is too long. */
  readonly short?: string;
}

export interface BarSeries {
  readonly key: string;
  readonly label: string;
  /** One a category. */
  readonly values: readonly (number | null)[];
}

export interface BarChartProps extends ChartWords {
  readonly categories: readonly Category[];
  readonly series: readonly BarSeries[];
  readonly format: (value: number) => string;
  /** For the axis and the ends of bars; `format` unless told. */
  readonly formatShort?: (value: number) => string;
  /** `across`: bars lie, one below the other, their words before them: for names. */
  readonly direction?: "upright" | "across";
  readonly onOpen?: (category: number, series: number) => void;
  readonly height?: number;
}

interface Bar {
  readonly category: number;
  readonly series: number;
  readonly from: number;
  readonly to: number;
  readonly value: number;
}

interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

const rowHeight = 30;
/** Where the words stand above their bar and not before it. */
const tallRowHeight = 46;
const wordsHeight = 17;
/** Words before the bars may take so much of the width. */
const wordsShare = 0.4;

/** Amounts by category; several series stand on each other, told apart by pattern as well as colour. */
export function BarChart(props: BarChartProps): JSX.Element {
  const id = createUniqueId();
  const [width, setWidth] = createWidth();
  const isAcross = (): boolean => props.direction === "across";
  const short = (value: number): string => (props.formatShort ?? props.format)(value);

  const bars = createMemo<readonly Bar[]>(() => {
    const rows = props.categories.map((_, category) => props.series.map((series) => series.values[category] ?? 0));
    const stacked = stack<number[], number>()
      .keys(props.series.keys())
      .value((row, series) => row[series] ?? 0)
      .offset(stackOffsetDiverging)(rows);
    return props.categories.flatMap((_, category) =>
      props.series.flatMap((series, index) => {
        const value = series.values[category];
        const [from = 0, to = 0] = stacked[index]?.[category] ?? [];
        return value === null || value === undefined ? [] : [{ category, series: index, from, to, value }];
      }),
    );
  });
  const domain = (): [number, number] => {
    const low = Math.min(0, min(bars(), (bar) => Math.min(bar.from, bar.to)) ?? 0);
    const high = Math.max(0, max(bars(), (bar) => Math.max(bar.from, bar.to)) ?? 0);
    return low === high ? [0, 1] : [low, high];
  };

  /** Room beside the picture for the words of its axes. */
  const layout = createMemo(() => {
    const values = scaleLinear().domain(domain()).nice(5);
    const ticks = values.ticks(isAcross() ? Math.max(2, Math.floor(width() / 110)) : 5);
    if (isAcross()) {
      const longest = Math.max(0, ...props.categories.map((category) => widthOfText(category.short ?? category.label)));
      const ends = props.series.length === 1 ? Math.max(0, ...bars().map((bar) => widthOfText(short(bar.value)))) + 10 : 8;
      const isAbove = longest > width() * wordsShare;
      const left = isAbove ? 0 : longest + 8;
      const height = props.categories.length * (isAbove ? tallRowHeight : rowHeight) + 8;
      // Bars end on the rounded axis only where it is drawn; here the longest bar takes all the room there is.
      const across = scaleLinear()
        .domain(domain())
        .range([left, Math.max(left + 40, width() - ends)]);
      const band = scaleBand<number>()
        .domain(props.categories.keys())
        .range([4, height - 4])
        .paddingInner(isAbove ? 0.14 : 0.28);
      return { values: across, band, ticks: [], left, height, above: isAbove ? wordsHeight : 0 };
    }
    const left = Math.max(...ticks.map((tick) => widthOfText(short(tick)))) + 10;
    const height = props.height ?? 260;
    values.range([height - 26, 12]);
    const band = scaleBand<number>().domain(props.categories.keys()).range([left, width()]).padding(0.18);
    return { values, band, ticks, left, height, above: 0 };
  });
  const boxOf = (bar: Bar): Box => {
    const { values, band, above } = layout();
    const [a, b] = [values(bar.from), values(bar.to)];
    const index = band(bar.category) ?? 0;
    return isAcross()
      ? { x: Math.min(a, b), y: index + above, width: Math.max(1, Math.abs(b - a)), height: band.bandwidth() - above }
      : { x: index, y: Math.min(a, b), width: band.bandwidth(), height: Math.max(1, Math.abs(b - a)) };
  };
  const marks = createMarks(
    () =>
      bars().map((bar): Mark => {
        const box = boxOf(bar);
        const series = props.series[bar.series] as BarSeries;
        return {
          column: isAcross() ? bar.series : bar.category,
          row: isAcross() ? bar.category : bar.series,
          title: props.categories[bar.category]?.label ?? "",
          text: props.series.length === 1 ? props.format(bar.value) : `${series.label} ${props.format(bar.value)}`,
          x: isAcross() ? box.x + Math.min(box.width, 24) : box.x + box.width / 2,
          y: box.y + (isAcross() ? box.height / 2 : 0),
        };
      }),
    () => (isAcross() ? "y" : "x"),
    props.onOpen && ((mark) => props.onOpen?.(isAcross() ? mark.row : mark.column, isAcross() ? mark.column : mark.row)),
  );
  /** Every so many categories get their word, so that words do not run into each other. */
  const every = createMemo(() => {
    const widest = Math.max(1, ...props.categories.map((category) => widthOfText(category.short ?? category.label)));
    return Math.max(1, Math.ceil((widest + 6) / layout().band.step()));
  });
  const hasEnds = createMemo(
    () =>
      props.series.length === 1 &&
      (isAcross() || Math.max(0, ...bars().map((bar) => widthOfText(short(bar.value)))) <= layout().band.step() - 2),
  );

  return (
    <Chart
      title={props.title}
      summary={props.summary}
      width={width()}
      onWidth={setWidth}
      height={() => layout().height}
      marks={marks}
      legend={
        <Show when={props.series.length > 1}>
          <Legend entries={props.series.map((series, index) => ({ label: series.label, index, look: "area" }))} />
        </Show>
      }
    >
      <Patterns id={id} />
      <g aria-hidden="true">
        <For each={layout().ticks}>
          {(tick) => (
            <>
              <line class="chart-grid" x1={layout().left} x2={width()} y1={layout().values(tick)} y2={layout().values(tick)} />
              <text class="chart-words" x={layout().left - 6} y={layout().values(tick)} dy="0.32em" text-anchor="end">
                {short(tick)}
              </text>
            </>
          )}
        </For>
        <For each={props.categories}>
          {(category, index) => (
            <Show
              when={isAcross()}
              fallback={
                <Show when={index() % every() === 0}>
                  <text
                    class="chart-words"
                    x={(layout().band(index()) ?? 0) + layout().band.bandwidth() / 2}
                    y={layout().height - 8}
                    text-anchor="middle"
                  >
                    {category.short ?? category.label}
                  </text>
                </Show>
              }
            >
              <text
                class="chart-words"
                x={layout().above ? 0 : layout().left - 8}
                y={(layout().band(index()) ?? 0) + (layout().above ? 12 : layout().band.bandwidth() / 2)}
                dy={layout().above ? undefined : "0.34em"}
                text-anchor={layout().above ? "start" : "end"}
              >
                {fitText(category.short ?? category.label, layout().above ? width() : layout().left)}
              </text>
            </Show>
          )}
        </For>
      </g>
      <Index each={bars()}>
        {(bar, index) => (
          <g class="chart-mark" {...marks.at(index)}>
            <rect
              class="chart-bar"
              x={boxOf(bar()).x}
              y={boxOf(bar()).y}
              width={boxOf(bar()).width}
              height={boxOf(bar()).height}
              rx="2"
              fill={fillOf(id, bar().series)}
            />
          </g>
        )}
      </Index>
      <g aria-hidden="true">
        <line
          class="chart-axis"
          x1={isAcross() ? layout().values(0) : layout().left}
          x2={isAcross() ? layout().values(0) : width()}
          y1={isAcross() ? 0 : layout().values(0)}
          y2={isAcross() ? layout().height : layout().values(0)}
        />
        <Show when={hasEnds()}>
          <For each={bars()}>
            {(bar) => (
              <text
                class="chart-words is-value"
                x={isAcross() ? layout().values(Math.max(bar.from, bar.to)) + 6 : boxOf(bar).x + boxOf(bar).width / 2}
                y={isAcross() ? boxOf(bar).y + boxOf(bar).height / 2 : layout().values(Math.max(bar.from, bar.to)) - 4}
                dy={isAcross() ? "0.34em" : undefined}
                text-anchor={isAcross() ? "start" : "middle"}
              >
                {short(bar.value)}
              </text>
            )}
          </For>
        </Show>
      </g>
    </Chart>
  );
}
