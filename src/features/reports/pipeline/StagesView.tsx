import { createMemo, type JSX, Show } from "solid-js";
import { formatNumber } from "../../../i18n/format.ts";
import { BarChart } from "../../../ui/charts/BarChart.tsx";
import { showNumber } from "../money.ts";
import { ReportPage, tableOf } from "../ReportPage.tsx";
import { CellButton, Figures, Term } from "../Term.tsx";
import { terms } from "../terms.ts";
import { type PipelineAnswer, usePipeline } from "./createPipeline.ts";
import { PipelineField } from "./PipelineField.tsx";
import { text } from "./text.ts";

const showDays = (days: number | null): string => (days === null ? "–" : text().days(showNumber(days)));

/** How long deals stay in each stage, which come back, and which have been there too long. */
export function StagesView(props: { readonly choice: JSX.Element }): JSX.Element {
  const work = usePipeline();
  const { analysis } = work;
  const stageName = (key: string): string => work.stageName(analysis.answer()?.parameters.pipeline ?? null, key);
  const count = (title: string, stage: string, ids: readonly string[], shown = ids.length): JSX.Element => (
    <Show when={ids.length > 0} fallback={formatNumber(shown)}>
      <CellButton onOpen={() => work.open(`${stageName(stage)}: ${title}`, ids)}>{formatNumber(shown)}</CellButton>
    </Show>
  );
  return (
    <ReportPage
      report="pipeline"
      isNothing={(answer) => answer.fit.deals === 0}
      analysis={analysis}
      choice={props.choice}
      isStacked
      settings={<PipelineField />}
      table={(answer) =>
        tableOf(
          answer.results.stages.map((stage, index) => ({ ...stage, index })),
          {
            label: text().stages,
            columns: [
              { key: "name", label: text().stage, value: (row) => stageName(row.stage) },
              {
                key: "left",
                label: text().left,
                isNumber: true,
                value: (row) => row.left.ids.length,
                show: (row) => count(text().left, row.stage, row.left.ids),
                width: 6,
              },
              {
                key: "mean",
                label: terms().stageDays.term,
                info: <Term of={terms().stageDays} />,
                isNumber: true,
                value: (row) => row.left.mean,
                show: (row) => showDays(row.left.mean),
                width: 6.5,
              },
              {
                key: "median",
                label: text().middle,
                isNumber: true,
                value: (row) => row.left.median,
                show: (row) => showDays(row.left.median),
                width: 6,
              },
              {
                key: "still",
                label: text().still,
                isNumber: true,
                value: (row) => row.still.ids.length,
                show: (row) => count(text().still, row.stage, row.still.ids),
                width: 6,
              },
              {
                key: "since",
                label: text().since,
                isNumber: true,
                value: (row) => row.still.mean,
                show: (row) => showDays(row.still.mean),
                width: 6,
              },
              {
                key: "stale",
                label: terms().stale.term,
                info: <Term of={terms().stale} />,
                isNumber: true,
                value: (row) => row.stale?.length ?? null,
                show: (row) => (row.stale === null ? text().noLimit : count(terms().stale.term, row.stage, row.stale)),
                width: 8,
              },
              {
                key: "returned",
                label: terms().returned.term,
                info: <Term of={terms().returned} />,
                isNumber: true,
                value: (row) => row.returned.length,
                show: (row) => count(terms().returned.term, row.stage, row.returned),
                width: 8,
              },
              {
                key: "unknown",
                label: text().unknown,
                isNumber: true,
                value: (row) => row.left.unknown + row.still.unknown,
                width: 6.5,
              },
            ],
          },
        )
      }
    >
      {(answer) => <Pictures answer={answer()} stageName={stageName} />}
    </ReportPage>
  );
}

function Pictures(props: { readonly answer: PipelineAnswer; readonly stageName: (key: string) => string }): JSX.Element {
  const work = usePipeline();
  const stages = () => props.answer.results.stages;
  const all = (of: (stage: PipelineAnswer["results"]["stages"][number]) => readonly string[]): string[] => [
    ...new Set(stages().flatMap(of)),
  ];
  const returned = createMemo(() => all((stage) => stage.returned));
  const stale = createMemo(() => all((stage) => stage.stale ?? []));
  const slowest = () => stages().toSorted((a, b) => (b.left.mean ?? -1) - (a.left.mean ?? -1))[0];
  /** The open deals of each stage: in time, too long, and since nobody knows when. */
  const waiting = createMemo(() =>
    stages().map(({ stage, still, stale: late }) => {
      const isLate = new Set(late ?? []);
      const isUnknown = (id: string): boolean => props.answer.results.open.deals[id]?.days === null;
      const inTime = still.ids.filter((id) => !isLate.has(id) && !isUnknown(id));
      return { stage, parts: [inTime, [...isLate], still.ids.filter(isUnknown)] as const };
    }),
  );
  /** Nobody needs to hear of what is not there. */
  const parts = createMemo(() => [0, 1, 2].filter((part) => part === 0 || waiting().some((stage) => (stage.parts[part]?.length ?? 0) > 0)));
  const partName = (part: number): string =>
    part === 0 && stages().some((stage) => stage.stale === null) ? text().noLimitHere : (text().waitingParts[part] ?? "");
  const categories = () => stages().map(({ stage }) => ({ key: stage, label: props.stageName(stage) }));
  const opened = (ids: readonly string[], title: string) => (ids.length > 0 ? { onOpen: () => work.open(title, ids) } : {});
  return (
    <Show when={stages().length > 0} fallback={<p class="report-note">{text().chooseOne}</p>}>
      <Figures
        all={[
          {
            label: terms().stale.term,
            value: stages().every((stage) => stage.stale === null) ? "–" : formatNumber(stale().length),
            ...(stages().every((stage) => stage.stale === null) ? { detail: text().noLimits } : {}),
            definition: terms().stale,
            ...opened(stale(), terms().stale.term),
          },
          {
            label: terms().returned.term,
            value: formatNumber(returned().length),
            ...(returned().length > 0 ? { detail: text().times(stages().reduce((sum, stage) => sum + stage.returns, 0)) } : {}),
            definition: terms().returned,
            ...opened(returned(), terms().returned.term),
          },
        ]}
      />
      <BarChart
        title={text().stageDays}
        summary={
          slowest()?.left.mean
            ? text().stageDaysSummary(props.stageName(slowest()?.stage ?? ""), showDays(slowest()?.left.mean ?? null))
            : text().noStageDays
        }
        direction="across"
        categories={categories()}
        series={[{ key: "mean", label: terms().stageDays.term, values: stages().map((stage) => stage.left.mean) }]}
        format={(value) => text().days(showNumber(value, 1))}
        formatShort={(value) => text().days(showNumber(value))}
        onOpen={(index) => {
          const stage = stages()[index];
          if (stage) work.open(`${props.stageName(stage.stage)}: ${text().left}`, stage.left.ids);
        }}
      />
      <BarChart
        title={text().waiting}
        summary={text().waitingSummary(
          waiting().reduce((sum, { parts }) => sum + parts[0].length + parts[1].length + parts[2].length, 0),
          stale().length,
        )}
        direction="across"
        categories={categories()}
        series={parts().map((part) => ({
          ...{ key: String(part), label: partName(part) },
          values: waiting().map((stage) => stage.parts[part]?.length || null),
        }))}
        format={(value) => text().deals(value)}
        formatShort={(value) => formatNumber(value)}
        onOpen={(index, series) => {
          const [stage, part] = [waiting()[index], parts()[series] ?? 0];
          if (stage) work.open(`${props.stageName(stage.stage)}: ${partName(part)}`, stage.parts[part] ?? []);
        }}
      />
    </Show>
  );
}
