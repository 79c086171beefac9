import { For, type JSX, Show } from "solid-js";
import { formatNumber } from "../../../i18n/format.ts";
import { monthAfter, periodName } from "../../../i18n/periods.ts";
import type { Answers } from "../../../state/analysis.ts";
import { showMoney, showShare } from "../money.ts";
import { CellButton } from "../Term.tsx";
import { terms } from "../terms.ts";
import { text as shared } from "../text.ts";
import { text } from "./text.ts";
import "../Documents.css";
import "../Drill.css";

type Forecast = Answers["forecast"];
type BackTest = Forecast["fit"]["backTests"][number];

/** A figure of a forecast: a month to come, their sum, or how well a method did when tested. */
export type OpenedOutlook = { readonly month: string } | "sum" | { readonly test: BackTest };

/** So many of the latest months, where none weigh more for their season. */
const shownMonths = 12;

export const modelName = (model: string): string => text().models[model] ?? model;

/** What is expected of the months to come; of the one that is running, what came already and what its rest will bring. */
export function comingMonths({ results, running }: Forecast): Forecast["results"] {
  if (!running) return results;
  const { month, value, low, high } = running;
  return { ...results, [month]: { value, low, high } };
}

/** The known months a coming one leans on most, the latest first. */
function monthsBehind({ fit, history }: Forecast, month: string): string[] {
  const known = Object.keys(history).sort().reverse();
  if (fit.model === "naive") return known.slice(0, 1);
  const { season } = fit;
  if (season === null) return known.slice(0, shownMonths);
  const same: string[] = [];
  for (let back = season; back <= known.length + season; back += season) {
    const before = monthAfter(month, -back);
    if (before in history) same.push(before);
  }
  return fit.model === "seasonalNaive" ? same.slice(0, 1) : same;
}

/** What a figure of the forecast rests on; each month named opens what was sold in it, or what is expected of it. */
export function OutlookWords(props: {
  readonly answer: Forecast;
  readonly of: OpenedOutlook;
  readonly onPast: (month: string) => void;
  readonly onComing: (month: string) => void;
}): JSX.Element {
  const fit = () => props.answer.fit;
  const money = (value: number): string => showMoney(value, props.answer.parameters.currency);
  const level = (): string => showShare(props.answer.parameters.level, 0);
  const coming = (): string | undefined => (typeof props.of === "object" && "month" in props.of ? props.of.month : undefined);
  const test = (): BackTest | undefined =>
    typeof props.of === "object" && "test" in props.of ? props.of.test : fit().backTests.find(({ model }) => model === fit().model);
  const latest = (): string[] => Object.keys(props.answer.history).sort().reverse();

  return (
    <>
      <Show when={coming()}>
        {(month) => (
          <>
            <p>{comingWords(month())}</p>
            <p>{modelWords(fit().model)}</p>
            <h3 class="small-heading">{restsOn()}</h3>
            <Months months={monthsBehind(props.answer, month())} />
            <p>{text().intervalWords(level(), Math.round(props.answer.parameters.level * 100))}</p>
          </>
        )}
      </Show>
      <Show when={props.of === "sum"}>
        <p>{text().sumWords}</p>
        <ul class="drill">
          <For each={Object.entries(comingMonths(props.answer)).sort(([a], [b]) => (a < b ? -1 : 1))}>
            {([month, one]) => (
              <li class="document-head">
                <CellButton onOpen={() => props.onComing(month)}>{periodName(month)}</CellButton>
                <span class="document-amount">
                  {money(one.value)}
                  <small>{text().range(money(one.low), money(one.high))}</small>
                </span>
              </li>
            )}
          </For>
        </ul>
      </Show>
      <Show when={test()} fallback={<p>{text().untested}</p>}>
        {(own) => (
          <>
            <p>{testWords(own())}</p>
            <Show when={typeof props.of === "object" && "test" in props.of}>
              <p>{modelWords(own().model)}</p>
              <h3 class="small-heading">{text().testedOn}</h3>
              <Months months={latest().slice(0, own().forecasts)} />
            </Show>
          </>
        )}
      </Show>
      <details class="drill-why">
        <summary>{shared().howComputed}</summary>
        <div>
          <p>{text().chosenBy(fit().backTests.length)}</p>
          <Show when={fit().smoothing}>
            {(smoothing) => (
              <p>
                {text().smoothing(
                  formatNumber(smoothing().alpha, short),
                  fit().model === "simple" ? null : formatNumber(smoothing().beta, short),
                  fit().model === "simple" ? null : formatNumber(smoothing().phi, short),
                  fit().season === null ? null : formatNumber(smoothing().gamma, short),
                )}
              </p>
            )}
          </Show>
          <p>{terms().mase.meaning}</p>
          <p>{terms().interval.source}</p>
        </div>
      </details>
    </>
  );

  function comingWords(month: string): string {
    const one = comingMonths(props.answer)[month];
    if (!one) return "";
    const { running } = props.answer;
    const words = running?.month === month ? text().chartSummaryRunning : text().chartSummary;
    const sentence = words(periodName(month), money(one.value), money(one.low), money(one.high), level());
    return running?.month === month
      ? `${sentence} ${text().runningWords(money(running.soFar), money(one.value - running.soFar))}`
      : sentence;
  }

  function restsOn(): string {
    if (fit().model === "naive" || fit().model === "seasonalNaive") return text().restsOnOne;
    return fit().season === null ? text().restsOnLatest : text().restsOnSeason;
  }

  function modelWords(model: BackTest["model"]): string {
    return text().modelWords[model] ?? "";
  }

  function testWords({ model, forecasts, meanAbsoluteError, mase }: BackTest): string {
    return text().testWords(modelName(model), forecasts, money(meanAbsoluteError), showShare(mase, 0), mase < 1);
  }

  function Months(own: { readonly months: readonly string[] }): JSX.Element {
    return (
      <ul class="drill">
        <For each={own.months}>
          {(month) => (
            <li class="document-head">
              <CellButton onOpen={() => props.onPast(month)}>{periodName(month)}</CellButton>
              <span class="document-amount">{money(props.answer.history[month] ?? 0)}</span>
            </li>
          )}
        </For>
      </ul>
    );
  }
}

const short = { maximumFractionDigits: 2 };
