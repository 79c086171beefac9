import { createMemo, type JSX, Show } from "solid-js";
import { compareText, formatNumber } from "../../../i18n/format.ts";
import { periodName, shortPeriod } from "../../../i18n/periods.ts";
import { BarChart } from "../../../ui/charts/BarChart.tsx";
import { Funnel } from "../../../ui/charts/Funnel.tsx";
import { Select } from "../../../ui/Select.tsx";
import { Drill } from "../Drill.tsx";
import { showMoney, showNumber, showShare, showShortMoney } from "../money.ts";
import { ContactLink } from "../names.tsx";
import { createPivotDrill, type PivotDrill } from "../pivot/createPivot.ts";
import { ReportPage, tableOf } from "../ReportPage.tsx";
import { CellButton, Figures, Term } from "../Term.tsx";
import { terms } from "../terms.ts";
import { text as shared } from "../text.ts";
import { type By, dimensions, type PipelineAnswer, usePipeline } from "./createPipeline.ts";
import { PipelineField } from "./PipelineField.tsx";
import { text } from "./text.ts";

type State = "open" | "won" | "lost";
const mostBars = 12;

/** A breakdown of this report as a table of one's own would have it. */
const axisOf: Readonly<Record<By, { readonly dimension: string; readonly level?: string }>> = {
  owner: { dimension: "owner" },
  product: { dimension: "product" },
  party: { dimension: "party" },
  openedMonth: { dimension: "openedOn", level: "month" },
  closedMonth: { dimension: "closedOn", level: "month" },
  closedQuarter: { dimension: "closedOn", level: "quarter" },
  closedYear: { dimension: "closedOn", level: "year" },
};

/** What became of the deals: figures, funnel, and both by whatever is chosen. */
export function OverviewView(props: { readonly choice: JSX.Element }): JSX.Element {
  const work = usePipeline();
  const { analysis, basis, settings, change, report, currency } = work;
  /** The breakdown the answer is of: the one chosen now may still be worked out. */
  const by = (): By => (analysis.answer()?.parameters.by as By | undefined) ?? settings().by;
  const isTime = (): boolean => by().startsWith("closed") || by().startsWith("opened");
  const groupName = (key: string): string => {
    if (key === "") return by().startsWith("closed") ? undatedName() : shared().nobody;
    if (by() === "owner") return report.names.member(key);
    if (by() === "product") return report.names.product(key);
    return by() === "party" ? report.names.contact(key) : periodName(key);
  };
  /** What has no day of closing has not been closed; of a few that are, the day is missing. */
  const undatedName = (): string => {
    const { won = 0, lost = 0 } = analysis.answer()?.results.groups[""] ?? {};
    return won + lost === 0 ? text().stillOpen : text().openOrUndated;
  };
  const openGroup = (key: string): void => work.open(groupName(key), analysis.answer()?.results.groups[key]?.ids ?? []);
  const drill = createPivotDrill(() => {
    const { pipeline } = settings();
    return {
      ...{ ...basis(), of: "deal", rows: [axisOf[by()]], columns: [{ dimension: "state" }] },
      ...(pipeline && { filters: [{ dimension: "pipeline", members: [pipeline] }] }),
    };
  }, report.names);
  return (
    <>
      <ReportPage
        report="pipeline"
        isNothing={(answer) => answer.fit.deals === 0}
        analysis={analysis}
        choice={props.choice}
        settings={
          <>
            <PipelineField />
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
              sort: isTime() ? "-name" : "-won",
              columns: [
                {
                  key: "name",
                  label: text().dimensions[by()],
                  value: (row) => (isTime() ? row.key : groupName(row.key)),
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
                  show: (row) => moneyCell(drill, row.key, "won", row.wonValue, row.won, currency()),
                  width: 7,
                },
                {
                  key: "open",
                  label: text().openValue,
                  isNumber: true,
                  value: (row) => row.openValue,
                  show: (row) => moneyCell(drill, row.key, "open", row.openValue, row.open, currency()),
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
        {(answer) => <Pictures answer={answer()} by={by()} drill={drill} groupName={groupName} onOpen={openGroup} />}
      </ReportPage>
      <Drill drillThrough={drill.drillThrough()} currency={currency()} names={report.names} onClose={drill.close} />
    </>
  );
}

/** A value that opens its deals; where there are none there is nothing to open. */
const moneyCell = (drill: PivotDrill, key: string, state: State, value: number, deals: number, currency: string): JSX.Element => (
  <Show when={deals > 0} fallback={showMoney(value, currency)}>
    <CellButton onOpen={() => drill.open([key], [state])}>{showMoney(value, currency)}</CellButton>
  </Show>
);

function Pictures(props: {
  readonly answer: PipelineAnswer;
  readonly by: By;
  readonly drill: PivotDrill;
  readonly groupName: (key: string) => string;
  readonly onOpen: (key: string) => void;
}): JSX.Element {
  const work = usePipeline();
  const currency = (): string => props.answer.parameters.currency;
  const total = () => props.answer.results.total;
  const funnel = () => props.answer.results.funnel;
  const stageName = (key: string): string => work.stageName(props.answer.parameters.pipeline, key);
  const isTime = (): boolean => props.by.startsWith("closed") || props.by.startsWith("opened");
  const groups = createMemo(() => {
    const all = Object.entries(props.answer.results.groups);
    const named = isTime()
      ? all.filter(([key]) => key !== "").slice(-mostBars)
      : all.toSorted(
          ([keyOfA, a], [keyOfB, b]) => b.wonValue - a.wonValue || compareText(props.groupName(keyOfA), props.groupName(keyOfB)),
        );
    return named.slice(0, mostBars);
  });
  const top = () => groups().toSorted(([, a], [, b]) => b.wonValue - a.wonValue)[0];
  const openState = (state: State, count: number) => (count > 0 ? { onOpen: () => props.drill.open(undefined, [state]) } : {});
  const parts = ["advanced", "stillHere", "lostHere"] as const;
  return (
    <>
      <Figures
        all={[
          {
            label: text().open,
            value: showMoney(total().openValue, currency()),
            detail: text().deals(total().open),
            ...openState("open", total().open),
          },
          {
            label: text().won,
            value: showMoney(total().wonValue, currency()),
            detail: text().deals(total().won),
            ...openState("won", total().won),
          },
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
            label: stageName(stage.stage),
            values: [stage.advanced, stage.stillHere, stage.lostHere],
            words: text().step(stage.reached, showShare(stage.conversion, 0)),
          }))}
          onOpen={(step, part) => {
            const [stage, of] = [funnel()[step], parts[part]];
            if (stage && of) work.open(`${stageName(stage.stage)}: ${text().parts[part]}`, stage.ids[of]);
          }}
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
        onOpen={(index) => props.drill.open([groups()[index]?.[0] ?? ""], ["won"])}
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
        onOpen={(index, series) => props.drill.open([groups()[index]?.[0] ?? ""], [series === 0 ? "won" : "lost"])}
      />
    </>
  );
}
