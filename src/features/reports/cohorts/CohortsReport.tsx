import { createMemo, type JSX } from "solid-js";
import { formatNumber } from "../../../i18n/format.ts";
import { periodName, shortPeriod } from "../../../i18n/periods.ts";
import { type Answers, createAnalysis } from "../../../state/analysis.ts";
import { Heatmap } from "../../../ui/charts/Heatmap.tsx";
import { LineChart } from "../../../ui/charts/LineChart.tsx";
import { SegmentedControl } from "../../../ui/SegmentedControl.tsx";
import { createReport, type ReportTools } from "../createReport.ts";
import { Drill } from "../Drill.tsx";
import { showMoney, showNumber, showShare, showShortMoney } from "../money.ts";
import { ReportPage, tableOf } from "../ReportPage.tsx";
import { createAsOf, createSettings } from "../settings.ts";
import { CellButton, Figures, Term } from "../Term.tsx";
import { terms } from "../terms.ts";
import { text as shared } from "../text.ts";
import { text } from "./text.ts";

type Cohorts = Answers["cohorts"];
type Shown = "retention" | "active" | "revenue";

/** Older months than these are in the table; a map of more is not read. */
const mostRows = 24;
const mostColumns = 25;
const tableMonths = [1, 3, 6, 12] as const;

export function CohortsReport(): JSX.Element {
  const asOf = createAsOf();
  const [settings, change] = createSettings<{ show: Shown }>({ show: "retention" });
  const analysis = createAnalysis("cohorts", asOf);
  const report = createReport();
  const currency = (): string => analysis.answer()?.parameters.currency ?? "EUR";
  return (
    <>
      <ReportPage
        report="cohorts"
        analysis={analysis}
        settings={
          <SegmentedControl
            label={text().show}
            isLabelShown
            value={settings().show}
            onChange={(show) => change({ show: show as Shown })}
            segments={(["retention", "active", "revenue"] as const).map((value) => ({ value, label: text()[value] }))}
          />
        }
        table={(answer) =>
          tableOf(
            Object.entries(answer.results).map(([month, cohort]) => ({ month, ...cohort })),
            {
              label: terms().cohort.term,
              sort: "-month",
              columns: [
                {
                  key: "month",
                  label: text().month,
                  value: (row) => row.month,
                  show: (row) => (
                    <CellButton onOpen={() => report.open({ title: periodName(row.month), contacts: row.customers })}>
                      {periodName(row.month)}
                    </CellButton>
                  ),
                },
                {
                  key: "customers",
                  label: terms().cohort.term,
                  info: <Term of={terms().cohort} />,
                  isNumber: true,
                  value: (row) => row.customers.length,
                  width: 6.5,
                },
                ...tableMonths.map((later) => ({
                  key: `after${later}`,
                  label: text().after(later),
                  isNumber: true,
                  value: (row: { readonly retention: readonly number[] }) => row.retention[later] ?? null,
                  show: (row: { readonly retention: readonly number[] }) => showShare(row.retention[later] ?? null, 0),
                  width: 5.5,
                })),
                {
                  key: "each",
                  label: text().perCustomer,
                  isNumber: true,
                  value: (row) => row.revenue.reduce((sum, value) => sum + value, 0) / Math.max(1, row.customers.length),
                  show: (row) =>
                    showMoney(row.revenue.reduce((sum, value) => sum + value, 0) / Math.max(1, row.customers.length), currency()),
                  width: 7.5,
                },
              ],
            },
          )
        }
      >
        {(answer) => <Pictures answer={answer()} show={settings().show} report={report} />}
      </ReportPage>
      <Drill behind={report.behind()} currency={currency()} names={report.names} onClose={report.close} />
    </>
  );
}

function Pictures(props: { readonly answer: Cohorts; readonly show: Shown; readonly report: ReportTools }): JSX.Element {
  const currency = (): string => props.answer.parameters.currency;
  const all = createMemo(() => Object.entries(props.answer.results).map(([month, cohort]) => ({ month, ...cohort })));
  const shown = createMemo(() => all().slice(-mostRows));
  const columns = () => Math.min(mostColumns, Math.max(1, ...shown().map((cohort) => cohort.active.length)));
  /** Of all whose time has come: who bought so many months later. */
  const mean = createMemo(() =>
    Array.from({ length: Math.max(1, ...all().map((cohort) => cohort.active.length)) }, (_, later) => {
      const old = all().filter((cohort) => cohort.active.length > later);
      const customers = old.reduce((sum, cohort) => sum + cohort.customers.length, 0);
      return customers === 0 ? 0 : old.reduce((sum, cohort) => sum + (cohort.active[later] ?? 0), 0) / customers;
    }),
  );
  const wordsOf = (value: number): string =>
    props.show === "retention" ? showShare(value, 0) : props.show === "active" ? formatNumber(value) : showShortMoney(value, currency());
  const last = (): number => Math.min(12, mean().length - 1);
  return (
    <>
      <Figures
        all={[
          { label: shared().customers, value: formatNumber(props.answer.fit.customers), definition: terms().cohort },
          { label: text().months(1), value: showShare(mean()[1] ?? null, 0), definition: terms().retention },
          { label: text().months(last()), value: showShare(mean()[last()] ?? null, 0) },
          { label: shared().revenue, value: showMoney(props.answer.fit.revenue, currency()), definition: terms().revenue },
        ]}
      />
      <Heatmap
        title={text().map}
        summary={text().mapSummary(showShare(mean()[1] ?? null, 0))}
        corner={text().corner}
        rows={shown().map((cohort) => ({
          key: cohort.month,
          label: shortPeriod(cohort.month),
          detail: text().newCustomers(cohort.customers.length),
        }))}
        columns={Array.from({ length: columns() }, (_, later) => ({ key: String(later), label: later === 0 ? "0" : `+${later}` }))}
        cell={(row, column) => {
          const cohort = shown()[row];
          const value = cohort?.[props.show][column];
          return value === undefined
            ? { value: null, words: "" }
            : { value, words: wordsOf(value), label: `${text().months(column)}: ${wordsOf(value)}` };
        }}
        {...(props.show === "retention" ? { full: Math.max(0.2, ...mean().slice(1)) * 1.6 } : {})}
        onOpen={(row) => props.report.open({ title: periodName(shown()[row]?.month ?? ""), contacts: shown()[row]?.customers ?? [] })}
      />
      <LineChart
        title={text().mean}
        summary={text().meanSummary(showShare(mean()[last()] ?? null, 0), last())}
        isWholeX
        labelX={text().monthsLater}
        series={[{ key: "mean", label: text().all, hasDots: mean().length < 40, points: mean().map((y, x) => ({ x, y })) }]}
        formatX={(x) => text().months(x)}
        formatXShort={(x) => showNumber(x)}
        formatY={(y) => showShare(y)}
        formatYShort={(y) => showShare(y, 0)}
        height={220}
      />
    </>
  );
}
