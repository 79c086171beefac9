import { createMemo, createSignal, For, type JSX, Show } from "solid-js";
import { compareText, formatList } from "../../../i18n/format.ts";
import { createAnalysis, createDrillThrough } from "../../../state/analysis.ts";
import { BarChart } from "../../../ui/charts/BarChart.tsx";
import { createReport } from "../createReport.ts";
import { Drill, type DrillThrough } from "../Drill.tsx";
import { showNumber, showShare } from "../money.ts";
import { ContactLink } from "../names.tsx";
import { ReportPage, tableOf } from "../ReportPage.tsx";
import { createBasis } from "../settings.ts";
import { CellButton, Figures, Term } from "../Term.tsx";
import { terms } from "../terms.ts";
import { text as shared } from "../text.ts";
import { text } from "./text.ts";
import "../Drill.css";

interface Suggestion {
  readonly party: string;
  readonly item: string;
  readonly score: number;
  readonly because: readonly string[];
}
const mostBars = 10;
/** What somebody has bought widely speaks for everything a little. */
const mostReasons = 5;

export function SuggestionsView(props: { readonly choice: JSX.Element }): JSX.Element {
  const basis = createBasis();
  const analysis = createAnalysis("similar", () => ({ ...basis(), of: "party" as const, limit: 3 }));
  const report = createReport();
  const currency = (): string => analysis.answer()?.parameters.currency ?? "EUR";
  const suggestions = createMemo<readonly Suggestion[]>(() => {
    const answer = analysis.answer();
    if (answer?.parameters.of !== "party") return [];
    const all: Suggestion[] = [];
    for (const [party, items] of Object.entries(answer.results))
      for (const one of items) if ("because" in one) all.push({ party, item: one.item, score: one.score, because: one.because });
    return all;
  });
  /** Product → for whom it is the first suggestion. */
  const first = createMemo(() => {
    const parties = new Map<string, string[]>();
    const seen = new Set<string>();
    for (const { party, item } of suggestions()) {
      if (seen.has(party)) continue;
      seen.add(party);
      const list = parties.get(item);
      if (list) list.push(party);
      else parties.set(item, [party]);
    }
    return [...parties]
      .sort(
        ([itemOfA, a], [itemOfB, b]) => b.length - a.length || compareText(report.names.product(itemOfA), report.names.product(itemOfB)),
      )
      .slice(0, mostBars);
  });
  const [opened, setOpened] = createSignal<Suggestion>();
  const why = createDrillThrough("similar", () => {
    const one = opened();
    return one && { ...basis(), party: one.party, at: { item: one.item } };
  });
  /** Why a product is suggested to somebody: what they have, how alike it is, and where they bought it. */
  const drillThrough = createMemo((): DrillThrough | undefined => {
    const [one, found] = [opened(), why.answer()];
    if (!one) return undefined;
    const { contact, product } = report.names;
    const all = found && "because" in found.results ? found.results.because : undefined;
    const reasons = all?.slice(0, mostReasons);
    const others = all?.slice(mostReasons) ?? [];
    return {
      title: text().suggestedTo(product(one.item), contact(one.party)),
      words: () => (
        <>
          <p>{text().whyWords(contact(one.party), product(one.item))}</p>
          <ul class="reason-list">
            <For each={reasons ?? []}>
              {(reason) => <li>{text().oneReason(product(reason.item), showNumber(reason.similarity, 2), reason.together)}</li>}
            </For>
          </ul>
          <Show when={others.length > 0}>
            <p>
              {text().otherReasons(
                others.length,
                showNumber(
                  others.reduce((sum, other) => sum + other.similarity, 0),
                  2,
                ),
              )}
            </p>
          </Show>
          <p>{text().scoreWords(showNumber(one.score, 2))}</p>
          <p class="drill-count">{[terms().similarity.meaning, terms().similarity.computed].join(" ")}</p>
        </>
      ),
      ...(reasons
        ? {
            records: [...new Set(reasons.flatMap(({ purchases }) => purchases))].map((id) => ({ id })),
            products: new Set(reasons.map(({ item }) => item)),
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
          tableOf(suggestions(), {
            label: text().party,
            sort: "-score",
            columns: [
              {
                key: "party",
                label: shared().customer,
                value: (one) => report.names.contact(one.party),
                show: (one) => <ContactLink id={one.party} names={report.names} />,
              },
              {
                key: "item",
                label: text().suggestion,
                value: (one) => report.names.product(one.item),
                show: (one) => <CellButton onOpen={() => setOpened(one)}>{report.names.product(one.item)}</CellButton>,
                width: 11,
              },
              {
                key: "score",
                label: text().score,
                info: <Term of={terms().similarity} />,
                isNumber: true,
                value: (one) => one.score,
                show: (one) => <CellButton onOpen={() => setOpened(one)}>{showNumber(one.score, 2)}</CellButton>,
                width: 6,
              },
              { key: "because", label: text().because, value: (one) => formatList(one.because.map(report.names.product)), width: 16 },
            ],
          })
        }
      >
        {(answer) => (
          <>
            <Figures
              all={[
                {
                  label: terms().hitRate.term,
                  value: showShare(answer().fit.hitRate?.hitRate ?? null, 0),
                  detail: text().popularity(showShare(answer().fit.hitRate?.popularity ?? null, 0)),
                  definition: terms().hitRate,
                },
              ]}
            />
            <Show when={first()[0]} fallback={<p class="report-note">{text().none}</p>}>
              {(most) => (
                <BarChart
                  title={text().popular}
                  summary={text().popularSummary(report.names.product(most()[0]), most()[1].length)}
                  direction="across"
                  categories={first().map(([item]) => ({ key: item, label: report.names.product(item) }))}
                  series={[{ key: "customers", label: shared().customers, values: first().map(([, parties]) => parties.length) }]}
                  format={(value) => shared().contacts(value)}
                  formatShort={(value) => showNumber(value)}
                  onOpen={(index) =>
                    report.open({ title: report.names.product(first()[index]?.[0] ?? ""), contacts: first()[index]?.[1] ?? [] })
                  }
                />
              )}
            </Show>
          </>
        )}
      </ReportPage>
      <Drill drillThrough={drillThrough()} currency={currency()} names={report.names} onClose={() => setOpened(undefined)} />
      <Drill drillThrough={report.drillThrough()} currency={currency()} names={report.names} onClose={report.close} />
    </>
  );
}
