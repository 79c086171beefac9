import { createMemo, createSignal, type JSX } from "solid-js";
import { formatNumber } from "../../../i18n/format.ts";
import { periodName, shortPeriod } from "../../../i18n/periods.ts";
import { type Answers, type At, createAnalysis, createDrillThrough } from "../../../state/analysis.ts";
import { Heatmap } from "../../../ui/charts/Heatmap.tsx";
import { LineChart } from "../../../ui/charts/LineChart.tsx";
import { SegmentedControl } from "../../../ui/SegmentedControl.tsx";
import { Drill, type DrillThrough } from "../Drill.tsx";
import { showMoney, showNumber, showShare, showShortMoney } from "../money.ts";
import { createNames } from "../names.tsx";
import { ReportPage, tableOf } from "../ReportPage.tsx";
import { createBasis, createSettings } from "../settings.ts";
import { CellButton, Figures, Term } from "../Term.tsx";
import { terms } from "../terms.ts";
import { text as shared } from "../text.ts";
import { text } from "./text.ts";

type Cohorts = Answers["cohorts"];
type Shown = "retention" | "active" | "revenue";
type Row = Cohorts["results"][string] & { readonly month: string };
interface OpenedCell {
  readonly at: At<"cohorts">;
  /** A sum of purchases, and not a number of customers. */
  readonly isMoney: boolean;
}

const agePart = (age: number | undefined): readonly string[] => (age === undefined ? [] : [text().months(age)]);

/** Older months than these are in the table; a map of more is not read. */
const mostRows = 24;
const mostColumns = 25;
const tableMonths = [1, 3, 6, 12] as const;

export function CohortsReport(): JSX.Element {
  const basis = createBasis();
  const [settings, change] = createSettings<{ show: Shown }>({ show: "retention" });
  const analysis = createAnalysis("cohorts", basis);
  const names = createNames();
  const currency = (): string => analysis.answer()?.parameters.currency ?? "EUR";
  const [opened, setOpened] = createSignal<OpenedCell>();
  const cell = createDrillThrough("cohorts", () => {
    const figure = opened();
    return figure && { ...basis(), at: figure.at };
  });
  const drillThrough = createMemo((): DrillThrough | undefined => {
    const [figure, found] = [opened(), cell.answer()];
    if (!figure) return undefined;
    const title = [figure.at.month === undefined ? text().all : text().newOf(periodName(figure.at.month)), ...agePart(figure.at.age)];
    return {
      title: title.join(", "),
      ...(!found
        ? { isAwaited: true }
        : figure.isMoney
          ? { records: found.results.purchases.map((id) => ({ id })) }
          : { contacts: found.results.customers }),
    };
  });
  const figure = (shown: string, at: At<"cohorts">, isMoney = false): JSX.Element =>
    shown === "–" ? shown : <CellButton onOpen={() => setOpened({ at, isMoney })}>{shown}</CellButton>;
  return (
    <>
      <ReportPage
        report="cohorts"
        isStacked
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
                    <CellButton onOpen={() => setOpened({ at: { month: row.month }, isMoney: false })}>{periodName(row.month)}</CellButton>
                  ),
                },
                {
                  key: "customers",
                  label: terms().cohort.term,
                  info: <Term of={terms().cohort} />,
                  isNumber: true,
                  value: (row) => row.customers.length,
                  show: (row) => figure(formatNumber(row.customers.length), { month: row.month }),
                  width: 6.5,
                },
                ...tableMonths.map((later) => ({
                  key: `after${later}`,
                  label: text().after(later),
                  isNumber: true,
                  value: (row: Row) => row.retention[later] ?? null,
                  show: (row: Row) => figure(showShare(row.retention[later] ?? null, 0), { month: row.month, age: later }),
                  width: 5.5,
                })),
                {
                  key: "each",
                  label: text().perCustomer,
                  isNumber: true,
                  value: (row) => row.revenue.reduce((sum, value) => sum + value, 0) / Math.max(1, row.customers.length),
                  show: (row) =>
                    figure(
                      showMoney(row.revenue.reduce((sum, value) => sum + value, 0) / Math.max(1, row.customers.length), currency()),
                      { month: row.month },
                      true,
                    ),
                  width: 7.5,
                },
              ],
            },
          )
        }
      >
        {(answer) => <Pictures answer={answer()} show={settings().show} onOpen={(at, isMoney = false) => setOpened({ at, isMoney })} />}
      </ReportPage>
      <Drill drillThrough={drillThrough()} currency={currency()} names={names} onClose={() => setOpened(undefined)} />
    </>
  );
}

function Pictures(props: {
  readonly answer: Cohorts;
  readonly show: Shown;
  readonly onOpen: (at: At<"cohorts">, isMoney?: boolean) => void;
}): JSX.Element {
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
          {
            label: shared().customers,
            value: formatNumber(props.answer.fit.customers),
            definition: terms().cohort,
            onOpen: () => props.onOpen({}),
          },
          {
            label: text().months(1),
            value: showShare(mean()[1] ?? null, 0),
            definition: terms().retention,
            onOpen: mean().length > 1 ? () => props.onOpen({ age: 1 }) : undefined,
          },
          {
            label: text().months(last()),
            value: showShare(mean()[last()] ?? null, 0),
            definition: terms().retention,
            onOpen: () => props.onOpen({ age: last() }),
          },
          {
            label: shared().revenue,
            value: showMoney(props.answer.fit.revenue, currency()),
            definition: terms().revenue,
            onOpen: () => props.onOpen({}, true),
          },
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
        onOpen={(row, age) => props.onOpen({ month: shown()[row]?.month, age }, props.show === "revenue")}
        onOpenRow={(row) => props.onOpen({ month: shown()[row]?.month })}
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
        onOpen={(_, age) => props.onOpen({ age })}
        height={220}
      />
    </>
  );
}
