import { createMemo, createSignal, For, type JSX, Show } from "solid-js";
import { expectedValue, type OpenChance } from "../../../domain/expectedValue.ts";
import { formatNumber } from "../../../i18n/format.ts";
import { groupBy } from "../../../lib/group.ts";
import { Button } from "../../../ui/Button.tsx";
import { RangeField } from "../../../ui/RangeField.tsx";
import { showCount, showMoney, showShare } from "../money.ts";
import { CellButton } from "../Term.tsx";
import { type PipelineAnswer, usePipeline } from "./createPipeline.ts";
import { text } from "./text.ts";
import "./WhatIf.css";

const keyOf = (pipeline: string | null, stage: string | null): string => JSON.stringify([pipeline, stage]);
const signed = (value: number, show: (value: number) => string): string =>
  `${value < 0 ? "−" : value > 0 ? "+" : "±"}${show(Math.abs(value))}`;

/** The expected value if a stage won more or less often, or if amounts turned out otherwise. Worked out here at once, and kept nowhere. */
export function WhatIf(props: { readonly answer: PipelineAnswer }): JSX.Element {
  const work = usePipeline();
  const open = () => props.answer.results.open;
  const money = (value: number): string => showMoney(value, props.answer.parameters.currency);
  /** Stage → share that is supposed. */
  const [supposed, setSupposed] = createSignal<ReadonlyMap<string, number>>(new Map());
  const [amounts, setAmounts] = createSignal(1);
  const isChanged = (): boolean => supposed().size > 0 || amounts() !== 1;
  const reset = (): void => {
    setSupposed(new Map());
    setAmounts(1);
  };
  /** The stages that something depends on: a probability set by hand stays as it is. */
  const stages = createMemo(() => {
    const free = Object.entries(open().deals).filter(([, deal]) => deal.from !== "hand");
    const byStage = groupBy(free, ([, deal]) => keyOf(deal.pipeline, deal.stage));
    return open().rates.flatMap((rate) => {
      const key = keyOf(rate.pipeline, rate.stage);
      const own = byStage.get(key);
      return own ? [{ key, rate, ids: own.map(([id]) => id) }] : [];
    });
  });
  const result = createMemo(() => {
    const doubts = new Map(open().rates.map((rate) => [keyOf(rate.pipeline, rate.stage), rate.doubt]));
    const chances = Object.values(open().deals).flatMap((deal): (OpenChance & { readonly known: number | null })[] => {
      const key = keyOf(deal.pipeline, deal.stage);
      const chosen = deal.from === "hand" ? undefined : supposed().get(key);
      const probability = chosen ?? deal.probability;
      if (probability === null) return [];
      const isSaid = deal.from === "hand" || chosen !== undefined;
      return [{ amount: 1, known: deal.amount, probability, estimate: isSaid ? null : key, doubt: isSaid ? 0 : (doubts.get(key) ?? 0) }];
    });
    const valued = chances.flatMap((chance) => (chance.known === null ? [] : [{ ...chance, amount: chance.known * amounts() }]));
    return { value: expectedValue(valued, open().bound), wins: expectedValue(chances, open().bound).expected };
  });
  const range = (): string =>
    text().range(showShare(props.answer.parameters.level, 0), money(result().value.low), money(result().value.high));
  const hasAmounts = (): boolean => open().withoutAmount.length < Object.keys(open().deals).length;
  const stageName = (pipeline: string, stage: string): string => {
    const name = work.stageName(pipeline, stage);
    const of = new Set(open().rates.map((rate) => rate.pipeline)).size > 1 && work.pipelines().find(({ id }) => id === pipeline);
    return of ? `${String(of.record.name)}: ${name}` : name;
  };
  return (
    <section class="what-if" aria-labelledby="what-if-title">
      <h2 id="what-if-title">{text().whatIf}</h2>
      <p class="report-note">{text().whatIfAbout}</p>
      <For each={stages()}>
        {({ key, rate, ids }) => (
          <RangeField
            label={stageName(rate.pipeline, rate.stage)}
            min={0}
            max={1}
            step={0.01}
            value={supposed().get(key) ?? rate.probability ?? 0}
            format={(share) => (supposed().has(key) || rate.probability !== null ? showShare(share, 0) : "–")}
            onInput={(share) => setSupposed((before) => new Map(before).set(key, share))}
            description={
              <>
                <Show when={rate.from === "history"} fallback={text().rateFrom[rate.from === "stage" ? "stage" : "none"]}>
                  <CellButton onOpen={() => work.open(stageName(rate.pipeline, rate.stage), rate.ids)}>
                    {text().rateOf(formatNumber(rate.won), formatNumber(rate.decided))}
                  </CellButton>
                </Show>
                {" · "}
                <CellButton onOpen={() => work.open(stageName(rate.pipeline, rate.stage), ids)}>{text().nowOpen(ids.length)}</CellButton>
              </>
            }
          />
        )}
      </For>
      <Show when={hasAmounts()}>
        <RangeField
          label={text().amounts}
          min={0.5}
          max={1.5}
          step={0.05}
          value={amounts()}
          format={(factor) => signed(factor - 1, (by) => showShare(by, 0))}
          onInput={setAmounts}
        />
      </Show>
      <div class="what-if-result">
        <p aria-live="polite">
          <strong>{hasAmounts() ? money(result().value.expected) : text().wouldWin(showCount(result().wins))}</strong>
          <Show when={isChanged()} fallback={<small>{text().unchanged}</small>}>
            <small>
              {hasAmounts()
                ? `${text().difference(signed(result().value.expected - open().value.expected, money))} · ${range()} · ${text().wouldWin(showCount(result().wins))}`
                : text().difference(signed(result().wins - open().wins.expected, showCount))}
            </small>
          </Show>
        </p>
        <Button size="small" disabled={!isChanged()} onClick={reset}>
          {text().reset}
        </Button>
      </div>
    </section>
  );
}
