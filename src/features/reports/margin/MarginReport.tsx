import { createMemo, createSignal, type JSX } from "solid-js";
import { type Answers, createAnalysis } from "../../../state/analysis.ts";
import { BarChart } from "../../../ui/charts/BarChart.tsx";
import { createReport, type ReportTools } from "../createReport.ts";
import { Drill, type DrillThrough } from "../Drill.tsx";
import { FromField } from "../fields.tsx";
import { showMoney, showNumber, showShare, showShortMoney } from "../money.ts";
import { ContactLink } from "../names.tsx";
import { createPivotDrill } from "../pivot/createPivot.ts";
import { ReportPage, tableOf } from "../ReportPage.tsx";
import { createBasis, createSettings } from "../settings.ts";
import { CellButton, Figures, Term } from "../Term.tsx";
import { terms } from "../terms.ts";
import { text as shared } from "../text.ts";
import { MarginWords } from "./MarginWords.tsx";
import { Rates } from "./Rates.tsx";
import { text } from "./text.ts";

type Margin = Answers["margin"];
type Figure = Pick<Margin["total"], "contribution" | "contributionAtMost">;

/** Which records stand behind a figure: what was sold, all care, visits only, or sales and care. */
type Part = "goods" | "care" | "visits" | "all";
interface OpenedMargin {
  /** Absent: of all together. */
  readonly party: string | undefined;
  readonly part: Part;
}

const shownAtEnds = 6;

const contributionText = (figure: Figure, currency: string): string =>
  figure.contribution === null ? text().atMost(showMoney(figure.contributionAtMost, currency)) : showMoney(figure.contribution, currency);

export function MarginReport(): JSX.Element {
  const basis = createBasis();
  const [settings, change] = createSettings<{ from?: string | undefined }>({});
  const span = () => ({ ...basis(), ...(settings().from && { from: settings().from }) });
  const analysis = createAnalysis("margin", span);
  const report = createReport();
  const purchases = createPivotDrill(() => ({ ...span(), of: "purchase", rows: [{ dimension: "party" }] }), report.names);
  const activities = createPivotDrill(
    () => ({
      ...span(),
      of: "interaction",
      rows: [{ dimension: "customer" }],
      columns: [{ dimension: "kind" }],
      // What was done for no customer costs none of them anything.
      filters: [{ dimension: "customer", members: [""], isExcluded: true }],
    }),
    report.names,
  );
  const currency = (): string => analysis.answer()?.parameters.currency ?? "EUR";
  const [opened, setOpened] = createSignal<OpenedMargin>();
  const open = (party: string | undefined, part: Part): void => {
    const row = party === undefined ? undefined : [party];
    setOpened({ party, part });
    if (part === "goods" || part === "all") purchases.open(row, undefined);
    if (part !== "goods") activities.open(row, part === "visits" ? ["visit"] : undefined);
  };
  const close = (): void => {
    setOpened(undefined);
    purchases.close();
    activities.close();
  };
  const drillThrough = createMemo((): DrillThrough | undefined => {
    const [figure, answer] = [opened(), analysis.answer()];
    const own = figure?.party === undefined ? answer?.total : answer?.results[figure.party];
    if (!figure || !answer || !own) return undefined;
    const [sold, done] = [purchases.drillThrough()?.records, activities.drillThrough()?.records];
    const records = figure.part === "goods" ? sold : figure.part === "all" ? sold && done && [...sold, ...done] : done;
    return {
      title: figure.party === undefined ? shared().total : report.names.contact(figure.party),
      words: () => <MarginWords answer={answer} of={own} />,
      ...(records ? { records } : { isAwaited: true }),
    };
  });
  const figure = (id: string, part: Part, shown: string): JSX.Element =>
    shown === "–" ? shown : <CellButton onOpen={() => open(id, part)}>{shown}</CellButton>;
  return (
    <>
      <ReportPage
        report="margin"
        from={settings().from}
        isNothing={(answer) => answer.fit.lines === 0}
        isAboutCost
        analysis={analysis}
        settings={
          <>
            <FromField value={settings().from} onChange={(from) => change({ from })} />
            <Rates />
          </>
        }
        table={(answer) =>
          tableOf(
            Object.entries(answer.results).map(([id, margin]) => ({ id, ...margin })),
            {
              label: shared().customers,
              sort: "-contribution",
              columns: [
                {
                  key: "name",
                  label: shared().customer,
                  value: (row) => report.names.contact(row.id),
                  show: (row) => <ContactLink id={row.id} names={report.names} />,
                },
                {
                  key: "contribution",
                  label: terms().contribution.term,
                  info: <Term of={terms().contribution} />,
                  isNumber: true,
                  value: (row) => row.contributionAtMost,
                  show: (row) => figure(row.id, "all", contributionText(row, currency())),
                  width: 9.5,
                },
                {
                  key: "net",
                  label: shared().revenue,
                  info: <Term of={terms().revenue} />,
                  isNumber: true,
                  value: (row) => row.net,
                  show: (row) => figure(row.id, "goods", showMoney(row.net, currency())),
                  width: 7,
                },
                {
                  key: "rate",
                  label: text().rate,
                  info: <Term of={terms().margin} />,
                  isNumber: true,
                  value: (row) => row.knownMarginRate,
                  show: (row) => figure(row.id, "goods", showShare(row.knownMarginRate, 0)),
                  width: 6,
                },
                {
                  key: "serve",
                  label: terms().costToServe.term,
                  info: <Term of={terms().costToServe} />,
                  isNumber: true,
                  value: (row) => row.costToServe,
                  show: (row) => figure(row.id, "care", showMoney(row.costToServe, currency())),
                  width: 7.5,
                },
                {
                  key: "minutes",
                  label: text().minutesHead,
                  isNumber: true,
                  value: (row) => Math.round(row.minutes),
                  show: (row) => figure(row.id, "care", showNumber(row.minutes)),
                  width: 5,
                },
                {
                  key: "visits",
                  label: text().visits,
                  isNumber: true,
                  value: (row) => row.visits,
                  show: (row) => figure(row.id, "visits", showNumber(row.visits)),
                  width: 5,
                },
              ],
            },
          )
        }
      >
        {(answer) => <Pictures answer={answer()} report={report} onOpen={open} />}
      </ReportPage>
      <Drill drillThrough={drillThrough()} currency={currency()} names={report.names} onClose={close} />
    </>
  );
}

function Pictures(props: {
  readonly answer: Margin;
  readonly report: ReportTools;
  readonly onOpen: (party: string | undefined, part: Part) => void;
}): JSX.Element {
  const currency = (): string => props.answer.parameters.currency;
  const total = () => props.answer.total;
  const ends = createMemo(() => {
    const { ranking } = props.answer;
    return ranking.length <= 2 * shownAtEnds ? ranking : [...ranking.slice(0, shownAtEnds), ...ranking.slice(-shownAtEnds)];
  });
  const steps = () => [
    { key: "net", label: shared().revenue, value: total().net, part: "goods" as const },
    { key: "goods", label: text().goods, value: 0 - total().knownCost, part: "goods" as const },
    { key: "serve", label: terms().costToServe.term, value: 0 - total().costToServe, part: "care" as const },
    { key: "left", label: terms().contribution.term, value: total().contributionAtMost, part: "all" as const },
  ];
  const nameAt = (index: number): string => props.report.names.contact(ends().at(index) ?? "");
  return (
    <>
      <Figures
        all={[
          {
            label: shared().revenue,
            value: showMoney(total().net, currency()),
            definition: terms().revenue,
            onOpen: () => props.onOpen(undefined, "goods"),
          },
          {
            label: terms().margin.term,
            value: showMoney(total().knownMargin, currency()),
            definition: terms().margin,
            detail: showShare(total().knownMarginRate, 0),
            onOpen: () => props.onOpen(undefined, "goods"),
          },
          {
            label: terms().costToServe.term,
            value: showMoney(total().costToServe, currency()),
            definition: terms().costToServe,
            onOpen: () => props.onOpen(undefined, "care"),
          },
          {
            label: terms().contribution.term,
            value: contributionText(total(), currency()),
            definition: terms().contribution,
            onOpen: () => props.onOpen(undefined, "all"),
          },
        ]}
      />
      <BarChart
        title={text().where}
        summary={text().whereSummary(contributionText(total(), currency()))}
        direction="across"
        categories={steps().map(({ key, label }) => ({ key, label }))}
        series={[{ key: "amount", label: shared().revenue, values: steps().map((step) => step.value) }]}
        format={(value) => showMoney(value, currency())}
        formatShort={(value) => showShortMoney(value, currency())}
        onOpen={(index) => props.onOpen(undefined, steps()[index]?.part ?? "all")}
      />
      <BarChart
        title={text().best}
        summary={text().bestSummary(nameAt(0), nameAt(-1))}
        direction="across"
        categories={ends().map((id) => ({ key: id, label: props.report.names.contact(id) }))}
        series={[
          {
            key: "contribution",
            label: terms().contribution.term,
            values: ends().map((id) => props.answer.results[id]?.contributionAtMost ?? null),
          },
        ]}
        format={(value) => showMoney(value, currency())}
        formatShort={(value) => showShortMoney(value, currency())}
        onOpen={(index) => props.onOpen(ends()[index], "all")}
      />
    </>
  );
}
