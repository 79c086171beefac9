import { createMemo, createSignal, type JSX, Show } from "solid-js";
import { compareText, formatNumber } from "../../../i18n/format.ts";
import { createAnalysis, createDrillThrough } from "../../../state/analysis.ts";
import { BarChart } from "../../../ui/charts/BarChart.tsx";
import { Drill, type DrillThrough } from "../Drill.tsx";
import { showNumber, showShare } from "../money.ts";
import { createNames } from "../names.tsx";
import { ReportPage, tableOf } from "../ReportPage.tsx";
import { createBasis } from "../settings.ts";
import { CellButton, Figures, Term } from "../Term.tsx";
import { terms } from "../terms.ts";
import { text as reports } from "../text.ts";
import { text } from "./text.ts";

interface Pair {
  readonly item: string;
  readonly other: string;
  readonly similarity: number;
  readonly together: number;
}
const mostBars = 10;

export function SimilarView(props: { readonly choice: JSX.Element }): JSX.Element {
  const basis = createBasis();
  const analysis = createAnalysis("similar", () => ({ ...basis(), of: "product" as const, limit: 5 }));
  const names = createNames();
  const pairs = createMemo<readonly Pair[]>(() => {
    const answer = analysis.answer();
    if (answer?.parameters.of !== "product") return [];
    const all: Pair[] = [];
    for (const [item, others] of Object.entries(answer.results))
      for (const one of others)
        if ("similarity" in one) all.push({ item, other: one.item, similarity: one.similarity, together: one.together });
    return all;
  });
  const pairName = ({ item, other }: Pair): string => [names.product(item), names.product(other)].sort(compareText).join(" ");
  /** Each pair once, although either product names the other. */
  const best = createMemo(() => {
    const keyOf = (a: string, b: string): string => (a < b ? `${a} ${b}` : `${b} ${a}`);
    const once = new Map(pairs().map((pair) => [keyOf(pair.item, pair.other), pair]));
    return [...once.values()].sort((a, b) => b.similarity - a.similarity || compareText(pairName(a), pairName(b))).slice(0, mostBars);
  });
  const isByParty = (): boolean => analysis.answer()?.parameters.by === "party";
  const [isAllOpen, setIsAllOpen] = createSignal(false);
  const baskets = createDrillThrough("rules", () =>
    isAllOpen() ? { ...basis(), by: isByParty() ? ("party" as const) : ("purchase" as const), at: { left: [] } } : undefined,
  );
  /** All whose purchases taught what goes together. */
  const allDrillThrough = createMemo((): DrillThrough | undefined => {
    const found = baskets.answer()?.results;
    if (!isAllOpen()) return undefined;
    return {
      title: isByParty() ? reports().customers : text().baskets,
      ...(!found
        ? { isAwaited: true }
        : found.customers
          ? { contacts: found.customers }
          : { records: found.purchases.map((id) => ({ id })) }),
    };
  });
  const [opened, setOpened] = createSignal<Pair>();
  const shared = createDrillThrough("similar", () => {
    const pair = opened();
    return pair && { ...basis(), product: pair.item, at: { item: pair.other } };
  });
  const drillThrough = createMemo((): DrillThrough | undefined => {
    const [pair, found] = [opened(), shared.answer()];
    if (!pair) return undefined;
    const [a, b] = [names.product(pair.item), names.product(pair.other)];
    return {
      title: text().pair(a, b),
      products: new Set([pair.item, pair.other]),
      words: () => (
        <>
          <p>{(isByParty() ? text().pairByParty : text().pairByPurchase)(a, b, pair.together)}</p>
          <p>{[`${terms().similarity.term} ${showNumber(pair.similarity, 2)}.`, terms().similarity.computed].join(" ")}</p>
        </>
      ),
      ...(found && "purchases" in found.results
        ? {
            ...(found.results.customers && { contacts: found.results.customers }),
            records: found.results.purchases.map((id) => ({ id })),
          }
        : { isAwaited: true }),
    };
  });
  return (
    <>
      <ReportPage
        report="next"
        analysis={analysis}
        settings={props.choice}
        table={() =>
          tableOf(pairs(), {
            label: text().similar,
            sort: "-similarity",
            columns: [
              { key: "item", label: reports().product, value: (pair) => names.product(pair.item) },
              { key: "other", label: text().with, value: (pair) => names.product(pair.other), width: 11 },
              {
                key: "similarity",
                label: terms().similarity.term,
                info: <Term of={terms().similarity} />,
                isNumber: true,
                value: (pair) => pair.similarity,
                show: (pair) => <CellButton onOpen={() => setOpened(pair)}>{showNumber(pair.similarity, 2)}</CellButton>,
                width: 7.5,
              },
              {
                key: "together",
                label: text().together,
                isNumber: true,
                value: (pair) => pair.together,
                show: (pair) => <CellButton onOpen={() => setOpened(pair)}>{formatNumber(pair.together)}</CellButton>,
                width: 6.5,
              },
            ],
          })
        }
      >
        {(answer) => (
          <>
            <Figures
              all={[
                {
                  label: isByParty() ? reports().customers : text().baskets,
                  value: formatNumber(answer().fit.baskets),
                  onOpen: () => setIsAllOpen(true),
                },
                {
                  label: terms().hitRate.term,
                  value: showShare(answer().fit.hitRate?.hitRate ?? null, 0),
                  detail: text().popularity(showShare(answer().fit.hitRate?.popularity ?? null, 0)),
                  definition: terms().hitRate,
                },
              ]}
            />
            <Show when={best()[0]} fallback={<p class="report-note">{text().none}</p>}>
              {(first) => (
                <BarChart
                  title={text().pairs}
                  summary={text().pairsSummary(names.product(first().item), names.product(first().other), first().together)}
                  direction="across"
                  categories={best().map((pair, at) => ({
                    key: String(at),
                    label: `${names.product(pair.item)} + ${names.product(pair.other)}`,
                  }))}
                  series={[{ key: "similarity", label: terms().similarity.term, values: best().map((pair) => pair.similarity) }]}
                  format={(value) => showNumber(value, 2)}
                  onOpen={(index) => setOpened(best()[index])}
                />
              )}
            </Show>
          </>
        )}
      </ReportPage>
      <Drill
        drillThrough={allDrillThrough()}
        currency={baskets.answer()?.parameters.currency ?? "EUR"}
        names={names}
        onClose={() => setIsAllOpen(false)}
      />
      <Drill
        drillThrough={drillThrough()}
        currency={analysis.answer()?.parameters.currency ?? "EUR"}
        names={names}
        onClose={() => setOpened(undefined)}
      />
    </>
  );
}
