import { createMemo, type JSX, Show } from "solid-js";
import { type Pipeline, stagesOf } from "../../../domain/pipeline.ts";
import { formatNumber } from "../../../i18n/format.ts";
import { periodName, shortPeriod } from "../../../i18n/periods.ts";
import { type Answers, createAnalysis } from "../../../state/analysis.ts";
import { createRecordsOf } from "../../../state/records.ts";
import { BarChart } from "../../../ui/charts/BarChart.tsx";
import { Funnel } from "../../../ui/charts/Funnel.tsx";
import { Select } from "../../../ui/Select.tsx";
import { createReport, type ReportTools } from "../createReport.ts";
import { Drill } from "../Drill.tsx";
import { showMoney, showNumber, showShare, showShortMoney } from "../money.ts";
import { ContactLink } from "../names.tsx";
import { ReportPage, tableOf } from "../ReportPage.tsx";
import { createAsOf, createSettings } from "../settings.ts";
import { CellButton, Figures, Term } from "../Term.tsx";
import { terms } from "../terms.ts";
import { text as shared } from "../text.ts";
import { text } from "./text.ts";

type Answer = Answers["pipeline"];
const dimensions = ["owner", "product", "party", "openedMonth", "closedMonth", "closedQuarter", "closedYear"] as const;
type By = (typeof dimensions)[number];
const mostBars = 12;

export function PipelineReport(): JSX.Element {
  const asOf = createAsOf();
  const [settings, change] = createSettings<{ pipeline?: string | undefined; by: By }>({ by: "closedQuarter" });
  const analysis = createAnalysis("pipeline", () => ({
    ...asOf(),
    by: settings().by,
    ...(settings().pipeline && { pipeline: settings().pipeline }),
  }));
  const report = createReport();
  const pipelines = createRecordsOf("pipeline");
  const currency = (): string => analysis.answer()?.parameters.currency ?? "EUR";
  /** The breakdown the answer is of: the one chosen now may still be worked out. */
  const by = (): By => (analysis.answer()?.parameters.by as By | undefined) ?? settings().by;
  const groupName = (key: string): string => {
    if (key === "") return shared().nobody;
    if (by() === "owner") return report.names.member(key);
    if (by() === "product") return report.names.product(key);
    return by() === "party" ? report.names.contact(key) : periodName(key);
  };
  const stageName = (key: string): string => {
    const pipeline = pipelines()?.find(({ id }) => id === analysis.answer()?.parameters.pipeline)?.record as Pipeline | undefined;
    return stagesOf(pipeline).find((stage) => stage.key === key)?.name ?? key;
  };
  const openGroup = (key: string): void => {
    const ids = analysis.answer()?.results.groups[key]?.ids ?? [];
    report.open({ title: groupName(key), records: ids.map((id) => ({ id })) });
  };
  return (
    <>
      <ReportPage
        report="pipeline"
        isNothing={(answer) => answer.fit.deals === 0}
        analysis={analysis}
        settings={
          <>
            <Show when={(pipelines()?.length ?? 0) > 1}>
              <Select
                label={text().pipeline}
                value={settings().pipeline ?? ""}
                options={[
                  { value: "", label: text().all },
                  ...(pipelines() ?? []).map(({ id, record }) => ({ value: id as string, label: String(record.name ?? id) })),
                ]}
                onChange={(pipeline) => change({ pipeline: pipeline || undefined })}
              />
            </Show>
            <Select
              label={text().by}
              value={settings().by}
              options={dimensions.map((value) => ({ value, label: text().dimensions[value] }))}
              onChange={(value) => change({ by: value as By })}
            />
          </>
        }
        table={(answer) =>
          tableOf(
            Object.entries(answer.results.groups).map(([key, group]) => ({ key, ...group })),
            {
              label: text().dimensions[by()],
              sort: by().startsWith("closed") || by().startsWith("opened") ? "-name" : "-won",
              columns: [
                {
                  key: "name",
                  label: text().dimensions[by()],
                  value: (row) => (by().startsWith("closed") || by().startsWith("opened") ? row.key : groupName(row.key)),
                  show: (row) =>
                    by() === "party" && row.key !== "" ? <ContactLink id={row.key} names={report.names} /> : groupName(row.key),
                },
                {
                  key: "count",
                  label: text().count,
                  isNumber: true,
                  value: (row) => row.deals,
                  show: (row) => <CellButton onOpen={() => openGroup(row.key)}>{formatNumber(row.deals)}</CellButton>,
                  width: 5.5,
                },
                {
                  key: "rate",
                  label: terms().winRate.term,
                  info: <Term of={terms().winRate} />,
                  isNumber: true,
                  value: (row) => row.winRate,
                  show: (row) => showShare(row.winRate, 0),
                  width: 8,
                },
                {
                  key: "won",
                  label: text().wonValue,
                  isNumber: true,
                  value: (row) => row.wonValue,
                  show: (row) => showMoney(row.wonValue, currency()),
                  width: 7,
                },
                {
                  key: "open",
                  label: text().openValue,
                  isNumber: true,
                  value: (row) => row.openValue,
                  show: (row) => showMoney(row.openValue, currency()),
                  width: 7,
                },
                {
                  key: "days",
                  label: terms().cycle.term,
                  info: <Term of={terms().cycle} />,
                  isNumber: true,
                  value: (row) => row.cycleWon.mean,
                  show: (row) => (row.cycleWon.mean === null ? "–" : text().days(showNumber(row.cycleWon.mean))),
                  width: 7,
                },
              ],
            },
          )
        }
      >
        {(answer) => (
          <Pictures answer={answer()} by={by()} report={report} groupName={groupName} stageName={stageName} onOpen={openGroup} />
        )}
      </ReportPage>
      <Drill behind={report.behind()} currency={currency()} names={report.names} onClose={report.close} />
    </>
  );
}

function Pictures(props: {
  readonly answer: Answer;
  readonly by: By;
  readonly report: ReportTools;
  readonly groupName: (key: string) => string;
  readonly stageName: (key: string) => string;
  readonly onOpen: (key: string) => void;
}): JSX.Element {
  const currency = (): string => props.answer.parameters.currency;
  const total = () => props.answer.results.total;
  const funnel = () => props.answer.results.funnel;
  const isTime = (): boolean => props.by.startsWith("closed") || props.by.startsWith("opened");
  const groups = createMemo(() => {
    const all = Object.entries(props.answer.results.groups);
    const named = isTime() ? all.filter(([key]) => key !== "").slice(-mostBars) : all.toSorted(([, a], [, b]) => b.wonValue - a.wonValue);
    return named.slice(0, mostBars);
  });
  const top = () => groups().toSorted(([, a], [, b]) => b.wonValue - a.wonValue)[0];
  return (
    <>
      <Figures
        all={[
          { label: text().open, value: showMoney(total().openValue, currency()), detail: text().deals(total().open) },
          { label: text().won, value: showMoney(total().wonValue, currency()), detail: text().deals(total().won) },
          { label: terms().winRate.term, value: showShare(total().winRate), definition: terms().winRate },
          {
            label: text().meanWon,
            value: showMoney(total().meanWon, currency()),
            detail: text().median(showMoney(total().medianWon, currency())),
          },
          {
            label: terms().cycle.term,
            value: total().cycleWon.mean === null ? "–" : text().days(showNumber(total().cycleWon.mean)),
            definition: terms().cycle,
          },
          {
            label: terms().velocity.term,
            value: showMoney(total().velocity, currency()),
            detail: text().perDay,
            definition: terms().velocity,
          },
        ]}
      />
      <Show when={funnel().length > 0}>
        <Funnel
          title={text().funnel}
          summary={text().funnelSummary(
            funnel()[0]?.reached ?? 0,
            funnel().at(-1)?.advanced ?? 0,
            showShare((funnel()[0]?.reached ?? 0) > 0 ? (funnel().at(-1)?.advanced ?? 0) / (funnel()[0]?.reached ?? 1) : null, 0),
          )}
          parts={text().parts}
          format={(value) => text().deals(value)}
          steps={funnel().map((stage) => ({
            key: stage.stage,
            label: props.stageName(stage.stage),
            values: [stage.advanced, stage.stillHere, stage.lostHere],
            words: text().step(stage.reached, showShare(stage.conversion, 0)),
          }))}
        />
      </Show>
      <BarChart
        title={text().wonBy(text().dimensions[props.by])}
        summary={top() ? text().wonBySummary(props.groupName(top()?.[0] ?? ""), showMoney(top()?.[1].wonValue ?? 0, currency())) : ""}
        direction={isTime() ? "upright" : "across"}
        categories={groups().map(([key]) => ({
          key,
          label: props.groupName(key),
          ...(isTime() ? { short: shortPeriod(key) } : {}),
        }))}
        series={[{ key: "won", label: text().wonValue, values: groups().map(([, group]) => group.wonValue) }]}
        format={(value) => showMoney(value, currency())}
        formatShort={(value) => showShortMoney(value, currency())}
        onOpen={(place) => props.onOpen(groups()[place]?.[0] ?? "")}
      />
      <BarChart
        title={text().decided}
        summary={`${text().won}: ${text().deals(total().won)}. ${text().lost}: ${text().deals(total().lost)}.`}
        direction={isTime() ? "upright" : "across"}
        categories={groups().map(([key]) => ({
          key,
          label: props.groupName(key),
          ...(isTime() ? { short: shortPeriod(key) } : {}),
        }))}
        series={[
          { key: "won", label: text().won, values: groups().map(([, group]) => group.won) },
          { key: "lost", label: text().lost, values: groups().map(([, group]) => group.lost) },
        ]}
        format={(value) => text().deals(value)}
        formatShort={(value) => formatNumber(value)}
        onOpen={(place) => props.onOpen(groups()[place]?.[0] ?? "")}
      />
    </>
  );
}
