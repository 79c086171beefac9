import { createMemo, type JSX, Show } from "solid-js";
import { formatNumber } from "../../../i18n/format.ts";
import { periodName, shortPeriod } from "../../../i18n/periods.ts";
import { TouchSign, touchWords } from "../../../parts/TouchSign.tsx";
import { BarChart } from "../../../ui/charts/BarChart.tsx";
import { Select } from "../../../ui/Select.tsx";
import { NumberField } from "../fields.tsx";
import { showChance, showCount, showMoney, showNumber, showShare, showShortMoney } from "../money.ts";
import { ReportPage, tableOf } from "../ReportPage.tsx";
import { CellButton, type Figure, Figures, Term } from "../Term.tsx";
import { terms } from "../terms.ts";
import { text as shared } from "../text.ts";
import { BackTest } from "./BackTest.tsx";
import { type PipelineAnswer, usePipeline } from "./createPipeline.ts";
import { PipelineField } from "./PipelineField.tsx";
import { text } from "./text.ts";
import { WhatIf } from "./WhatIf.tsx";

const monthName = (month: string): string => (month === "" ? text().noMonth : month === "overdue" ? text().overdue : periodName(month));

const shortMonth = (month: string): string => (/^\d/.test(month) ? shortPeriod(month) : monthName(month));

/** What the open deals may bring, where each probability comes from, and how well the same would have held before. */
export function OpenDealsView(props: { readonly choice: JSX.Element }): JSX.Element {
  const work = usePipeline();
  const { analysis, settings, change, currency, stageName, dealName, dealTouch } = work;
  return (
    <ReportPage
      report="pipeline"
      isNothing={(answer) => answer.fit.deals === 0}
      analysis={analysis}
      choice={props.choice}
      settings={
        <>
          <PipelineField />
          <Select
            label={text().level}
            value={String(settings().level)}
            options={[0.5, 0.8, 0.9, 0.95].map((level) => ({ value: String(level), label: showShare(level, 0) }))}
            onChange={(level) => change({ level: Number(level) })}
          />
          <NumberField
            label={text().commitFrom}
            times={100}
            value={settings().commitFrom}
            onChange={(commitFrom) => change({ commitFrom: commitFrom ?? 0.8 })}
          />
          <NumberField
            label={text().horizon}
            value={settings().horizonDays}
            onChange={(days) => change({ horizonDays: Math.round(days ?? 180) })}
          />
        </>
      }
      table={(answer) =>
        tableOf(
          Object.entries(answer.results.open.deals).map(([id, deal]) => ({ id, ...deal })),
          {
            label: text().openDeals,
            sort: "-value",
            columns: [
              {
                key: "name",
                label: shared().deal,
                value: (row) => dealName(row.id),
                show: (row) => <CellButton onOpen={() => work.open(dealName(row.id), [row.id])}>{dealName(row.id)}</CellButton>,
              },
              {
                key: "touch",
                label: text().nextStep,
                value: (row) => touchWords(dealTouch(row.id) ?? { light: "none" }),
                show: (row) => <TouchSign state={dealTouch(row.id)} says="name" />,
                width: 13,
              },
              { key: "stage", label: text().stage, value: (row) => stageName(row.pipeline, row.stage), width: 7 },
              {
                key: "amount",
                label: text().amount,
                isNumber: true,
                value: (row) => row.amount,
                show: (row) => showMoney(row.amount, currency()),
                width: 6.5,
              },
              {
                key: "probability",
                label: terms().winChance.term,
                info: <Term of={terms().winChance} />,
                isNumber: true,
                value: (row) => row.probability,
                show: (row) =>
                  row.from === null ? (
                    "–"
                  ) : (
                    <>
                      <small>{text().sources[row.from]}</small> {showChance(row.probability)}
                    </>
                  ),
                width: 10,
              },
              {
                key: "value",
                label: text().value,
                isNumber: true,
                value: (row) => row.value,
                show: (row) => showMoney(row.value, currency()),
                width: 6.5,
              },
              { key: "month", label: text().month, value: (row) => row.month, show: (row) => shortMonth(row.month), width: 6 },
              {
                key: "days",
                label: text().inStage,
                isNumber: true,
                value: (row) => row.days,
                show: (row) => (row.days === null ? "–" : text().days(showNumber(row.days))),
                width: 6,
              },
            ],
          },
        )
      }
    >
      {(answer) => (
        <Show when={Object.keys(answer().results.open.deals).length > 0} fallback={<p class="report-note">{text().noneOpen}</p>}>
          <Outlook answer={answer()} />
          <WhatIf answer={answer()} />
          <BackTest answer={answer()} />
        </Show>
      )}
    </ReportPage>
  );
}

function Outlook(props: { readonly answer: PipelineAnswer }): JSX.Element {
  const work = usePipeline();
  const open = () => props.answer.results.open;
  const money = (value: number): string => showMoney(value, props.answer.parameters.currency);
  const level = (): string => showShare(props.answer.parameters.level, 0);
  const deals = createMemo(() => Object.entries(open().deals));
  const idsOf = (is: (deal: PipelineAnswer["results"]["open"]["deals"][string]) => boolean): string[] =>
    deals().flatMap(([id, deal]) => (is(deal) ? [id] : []));
  const hasAmounts = (): boolean => open().withoutAmount.length < deals().length;
  const figure = (label: string, value: string, ids: readonly string[], more: Partial<Figure> = {}): Figure => ({
    ...{ label, value, ...more },
    ...(ids.length > 0 && { onOpen: () => work.open(label, ids) }),
  });
  const months = createMemo(() => Object.entries(open().months));
  const top = () => months().toSorted(([, a], [, b]) => b.expected - a.expected)[0];
  return (
    <>
      <Figures
        all={[
          figure(
            terms().expectedValue.term,
            hasAmounts() ? money(open().value.expected) : "–",
            idsOf(({ value }) => value !== null),
            {
              definition: terms().expectedValue,
              detail: hasAmounts() ? text().range(level(), money(open().value.low), money(open().value.high)) : text().noAmounts,
            },
          ),
          figure(terms().commit.term, hasAmounts() ? money(open().commit) : "–", open().committed, {
            definition: terms().commit,
            detail: text().deals(open().committed.length),
          }),
          figure(
            terms().bestCase.term,
            hasAmounts() ? money(open().best) : "–",
            idsOf(({ amount }) => amount !== null),
            { definition: terms().bestCase, detail: text().deals(deals().length - open().withoutAmount.length) },
          ),
          figure(
            text().wins,
            text().winsOf(showCount(open().wins.expected), deals().length - open().withoutProbability.length),
            idsOf(({ probability }) => probability !== null),
            { detail: text().range(level(), showCount(open().wins.low), showCount(open().wins.high)) },
          ),
          ...(open().withoutAmount.length > 0
            ? [figure(text().withoutAmount, formatNumber(open().withoutAmount.length), open().withoutAmount)]
            : []),
          ...(open().withoutProbability.length > 0
            ? [figure(text().withoutProbability, formatNumber(open().withoutProbability.length), open().withoutProbability)]
            : []),
        ]}
      />
      <Show when={hasAmounts()}>
        <Show when={months().some(([month]) => month !== "")} fallback={<p class="report-note">{text().noMonths}</p>}>
          <BarChart
            title={text().byMonth}
            summary={top() ? text().byMonthSummary(monthName(top()?.[0] ?? ""), money(top()?.[1].expected ?? 0)) : ""}
            categories={months().map(([month]) => ({
              ...{ key: month, label: monthName(month) },
              short: shortMonth(month),
            }))}
            series={[{ key: "expected", label: terms().expectedValue.term, values: months().map(([, one]) => one.expected) }]}
            format={money}
            formatShort={(value) => showShortMoney(value, props.answer.parameters.currency)}
            onOpen={(index) => {
              const found = months()[index];
              if (found) work.open(monthName(found[0]), found[1].ids);
            }}
          />
        </Show>
      </Show>
    </>
  );
}
