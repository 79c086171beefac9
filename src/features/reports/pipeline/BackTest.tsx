import { createMemo, type JSX, Show } from "solid-js";
import { formatDay, formatNumber } from "../../../i18n/format.ts";
import { shortPeriod } from "../../../i18n/periods.ts";
import { LineChart } from "../../../ui/charts/LineChart.tsx";
import { DataTable } from "../../../ui/DataTable.tsx";
import { showCount, showNumber, showShare } from "../money.ts";
import { CellButton, Term } from "../Term.tsx";
import { terms } from "../terms.ts";
import { type PipelineAnswer, usePipeline } from "./createPipeline.ts";
import { text } from "./text.ts";
import "./BackTest.css";

/** How many deals were expected to be won at the ends of past months, and how many were. */
export function BackTest(props: { readonly answer: PipelineAnswer }): JSX.Element {
  const work = usePipeline();
  const tested = () => props.answer.results.open.backTest;
  const months = () => tested().months;
  const dayAt = (x: number): string => formatDay(months()[Math.round(x)]?.asOf ?? "");
  const ids = createMemo(() => months().map(({ won, lost, stillOpen }) => [...won, ...lost, ...stillOpen].sort()));
  const cell = (asOf: string, what: string, of: readonly string[]): JSX.Element => (
    <Show when={of.length > 0} fallback="0">
      <CellButton onOpen={() => work.open(`${formatDay(asOf)}: ${what}`, of)}>{formatNumber(of.length)}</CellButton>
    </Show>
  );
  const undecided = (): number => months().reduce((count, { stillOpen }) => count + stillOpen.length, 0);
  const summary = (): string =>
    text().testedSummary(tested().inside, months().length, showCount(tested().expected), tested().won, undecided());
  return (
    <Show when={months().length > 0} fallback={<p class="report-note">{text().untested(props.answer.parameters.horizonDays)}</p>}>
      <Show when={months().length > 1}>
        <LineChart
          title={text().tested}
          summary={summary()}
          isWholeX
          series={[
            {
              ...{ key: "expected", label: text().expectedThen, interval: "band", hasDots: true },
              points: months().map(({ expected, low, high }, x) => ({ x, y: expected, low, high })),
            },
            { key: "won", label: text().won, hasDots: true, points: months().map(({ won }, x) => ({ x, y: won.length })) },
          ]}
          formatX={dayAt}
          formatXShort={(x) => shortPeriod(months()[Math.round(x)]?.asOf.slice(0, 7) ?? "")}
          formatY={(count) => text().deals(Math.round(count))}
          formatYShort={(count) => showNumber(count)}
          onOpen={(series, point) => {
            const month = months()[point];
            if (!month) return;
            if (series === 1) work.open(`${formatDay(month.asOf)}: ${text().won}`, month.won);
            else work.open(`${formatDay(month.asOf)}: ${text().openThen}`, ids()[point] ?? []);
          }}
        />
      </Show>
      <div class="back-test">
        <h2 class="small-heading">
          {text().monthEnds}
          <Term of={terms().backTest} />
        </h2>
        <Show when={months().length === 1}>
          <p class="chart-summary">{summary()}</p>
        </Show>
        <DataTable
          label={text().monthEnds}
          sort="-asOf"
          rows={months().map((month, index) => ({ ...month, all: ids()[index] ?? [] }))}
          columns={[
            { key: "asOf", label: text().asOfThen, value: (row) => row.asOf, show: (row) => formatDay(row.asOf), width: 7 },
            {
              key: "open",
              label: text().openThen,
              isNumber: true,
              value: (row) => row.open,
              show: (row) => cell(row.asOf, text().openThen, row.all),
              width: 5,
            },
            {
              key: "expected",
              label: text().expectedThen,
              isNumber: true,
              value: (row) => row.expected,
              show: (row) => showCount(row.expected),
              width: 5.5,
            },
            {
              key: "range",
              label: text().rangeOf(showShare(props.answer.parameters.level, 0)),
              isNumber: true,
              value: (row) => row.low,
              show: (row) => text().between(showCount(row.low), showCount(row.high)),
              width: 7,
            },
            {
              key: "won",
              label: text().won,
              isNumber: true,
              value: (row) => row.won.length,
              show: (row) => cell(row.asOf, text().won, row.won),
              width: 6,
            },
            {
              key: "lost",
              label: text().lost,
              isNumber: true,
              value: (row) => row.lost.length,
              show: (row) => cell(row.asOf, text().lost, row.lost),
              width: 5.5,
            },
            {
              key: "stillOpen",
              label: text().stillOpen,
              isNumber: true,
              value: (row) => row.stillOpen.length,
              show: (row) => cell(row.asOf, text().stillOpen, row.stillOpen),
              width: 6,
            },
          ]}
        />
      </div>
    </Show>
  );
}
