import { scaleLinear } from "d3-scale";
import { createMemo, createUniqueId, For, Index, type JSX } from "solid-js";
import { Chart, type ChartWords, createWidth } from "./Chart.tsx";
import { fillOf, Legend, Patterns } from "./Legend.tsx";
import { createMarks, type Mark } from "./marks.ts";

export interface FunnelStep {
  readonly key: string;
  readonly label: string;
  /** What became of those who came here, in the order of `parts`. */
  readonly values: readonly number[];
  /** Beside the name: how many came, how many went on. */
  readonly words: string;
}

export interface FunnelProps extends ChartWords {
  readonly steps: readonly FunnelStep[];
  /** What the parts of a bar are: went on, still here, lost here. */
  readonly parts: readonly string[];
  readonly format: (value: number) => string;
  readonly onOpen?: (step: number, part: number) => void;
}

const stepHeight = 54;
const barHeight = 22;

/** How many come from step to step: a bar a step, its words above it, so that it is read on the narrowest screen too. */
export function Funnel(props: FunnelProps): JSX.Element {
  const id = createUniqueId();
  const [width, setWidth] = createWidth();
  const total = (step: FunnelStep): number => step.values.reduce((sum, value) => sum + value, 0);
  const scale = createMemo(() =>
    scaleLinear()
      .domain([0, Math.max(1, ...props.steps.map(total))])
      .range([0, width()]),
  );
  const parts = createMemo(() =>
    props.steps.flatMap((step, row) => {
      let from = 0;
      return step.values.flatMap((value, part) => {
        const start = from;
        from += value;
        return value > 0 ? [{ step, row, part, value, x: scale()(start), width: Math.max(1, scale()(value) - 1) }] : [];
      });
    }),
  );
  const barTop = (row: number): number => row * stepHeight + 22;
  const marks = createMarks(
    () =>
      parts().map(
        ({ step, row, part, value, x, width: length }): Mark => ({
          column: part,
          row,
          title: step.label,
          text: `${props.parts[part]} ${props.format(value)}`,
          x: x + length / 2,
          y: barTop(row) + barHeight / 2,
        }),
      ),
    () => "both",
    props.onOpen && ((mark) => props.onOpen?.(mark.row, mark.column)),
  );
  return (
    <Chart
      title={props.title}
      summary={props.summary}
      width={width()}
      onWidth={setWidth}
      height={() => props.steps.length * stepHeight}
      marks={marks}
      legend={<Legend entries={props.parts.map((label, index) => ({ label, index, look: "area" }))} />}
    >
      <Patterns id={id} />
      <g aria-hidden="true">
        <For each={props.steps}>
          {(step, row) => (
            <>
              <text class="chart-words is-name" x="0" y={barTop(row()) - 7}>
                {step.label}
              </text>
              <text class="chart-words" x={width()} y={barTop(row()) - 7} text-anchor="end">
                {step.words}
              </text>
              <rect class="chart-track" x="0" y={barTop(row())} width={width()} height={barHeight} rx="3" />
            </>
          )}
        </For>
      </g>
      <Index each={parts()}>
        {(part, index) => (
          <g class="chart-mark" {...marks.at(index)}>
            <rect
              class="chart-bar"
              x={part().x}
              y={barTop(part().row)}
              width={part().width}
              height={barHeight}
              rx="2"
              fill={fillOf(id, part().part)}
            />
          </g>
        )}
      </Index>
    </Chart>
  );
}
