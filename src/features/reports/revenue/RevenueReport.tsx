import Table from "lucide-solid/icons/table-2";
import { createMemo, createSignal, type JSX } from "solid-js";
import { formatNumber } from "../../../i18n/format.ts";
import { createAnalysis } from "../../../state/analysis.ts";
import { LinkButton } from "../../../ui/Button.tsx";
import { Select } from "../../../ui/Select.tsx";
import { Drill, type DrillThrough } from "../Drill.tsx";
import { showMoney } from "../money.ts";
import { createNames } from "../names.tsx";
import {
  type Axis,
  axisKey,
  axisName,
  axisOf,
  isAboutCost,
  type Measure,
  measureKey,
  measureName,
  measureOf,
  measuresOf,
  type PivotOptions,
} from "../pivot/axes.ts";
import { createPivot } from "../pivot/createPivot.ts";
import { PivotPicture } from "../pivot/PivotPicture.tsx";
import { pivotTable } from "../pivot/pivotTable.tsx";
import { text as pivotText } from "../pivot/text.ts";
import { ReportPage } from "../ReportPage.tsx";
import { createBasis, createSettings } from "../settings.ts";
import { Figures } from "../Term.tsx";
import { terms } from "../terms.ts";
import { text as shared } from "../text.ts";
import { text } from "./text.ts";

interface Settings {
  readonly time: string;
  readonly split: string;
  readonly measure: string;
}
const times: readonly Axis[] = [
  { dimension: "on", level: "year" },
  { dimension: "on", level: "quarter" },
  { dimension: "on", level: "month" },
  { dimension: "on", level: "week" },
];
const splits: readonly Axis[] = [
  { dimension: "product", level: "category1" },
  { dimension: "product" },
  { dimension: "party" },
  { dimension: "owner" },
  { dimension: "place" },
];
/** Beside the figure chosen: what tells how it came about. */
const beside: readonly Measure[] = [
  { take: "distinct", of: "purchase" },
  { take: "distinct", of: "party" },
];

export function RevenueReport(): JSX.Element {
  const basis = createBasis();
  const [settings, change] = createSettings<Settings>({ time: "on|month", split: "", measure: "sum|net" });
  const names = createNames();
  const split = (): Axis | undefined => axisOf(settings().split);
  const options = (): PivotOptions =>
    ({
      ...basis(),
      of: "purchase",
      rows: [axisOf(settings().time) ?? times[2]],
      columns: split() ? [split()] : [],
      measures: split() ? [measureOf(settings().measure)] : [measureOf(settings().measure), ...beside],
    }) as PivotOptions;
  const pivot = createPivot(options, names);
  const currency = (): string => pivot.analysis.answer()?.parameters.currency ?? "EUR";
  const [isBuyersOpen, setIsBuyersOpen] = createSignal(false);
  const buyers = createAnalysis("pivot", () =>
    isBuyersOpen()
      ? { ...basis(), of: "purchase" as const, rows: [{ dimension: "party" }], measures: [{ take: "sum" as const, of: "net" }] }
      : undefined,
  );
  /** Everybody who bought, those who brought most first. */
  const buyersDrillThrough = createMemo((): DrillThrough | undefined => {
    const answer = buyers.answer();
    if (!isBuyersOpen()) return undefined;
    return {
      title: text().customers,
      ...(answer && "rows" in answer.results
        ? {
            contactWords: answer.results.rows
              .flatMap(({ keys: [id], values: [net] }) => (id ? [{ id, net: net ?? 0 }] : []))
              .sort((a, b) => b.net - a.net)
              .map(({ id, net }) => ({ id, words: showMoney(net, currency(), true) })),
          }
        : { isAwaited: true }),
    };
  });
  const openAll = (): void => pivot.open(undefined, undefined);
  const own = (): string => {
    const { rows, columns, measures } = options();
    return `/reports/pivot?o=${encodeURIComponent(JSON.stringify({ rows, columns, measures: measures?.slice(0, 1) }))}`;
  };
  return (
    <>
      <ReportPage
        report="revenue"
        isNothing={(answer) => answer.results.total.facts === 0}
        isAboutCost={isAboutCost(measureOf(settings().measure))}
        analysis={pivot.analysis}
        settings={
          <>
            <Select
              label={text().time}
              value={settings().time}
              options={times.map((axis) => ({ value: axisKey(axis), label: axisName(axis) }))}
              onChange={(time) => change({ time })}
            />
            <Select
              label={text().split}
              value={settings().split}
              options={[{ value: "", label: text().whole }, ...splits.map((axis) => ({ value: axisKey(axis), label: axisName(axis) }))]}
              onChange={(value) => change({ split: value })}
            />
            <Select
              label={text().measure}
              value={settings().measure}
              options={measuresOf("purchase").map((measure) => ({ value: measureKey(measure), label: measureName(measure, "purchase") }))}
              onChange={(measure) => change({ measure })}
            />
            <LinkButton href={own()} icon={Table}>
              {text().own}
            </LinkButton>
          </>
        }
        table={(answer) => pivotTable(answer, { names, onOpen: pivot.open })}
        file={(answer) => pivotTable(answer, { names, onOpen: pivot.open, most: Number.POSITIVE_INFINITY })}
      >
        {(answer) => {
          const total = (at: number): number => answer().results.total.values[at] ?? 0;
          const isNet = (): boolean => measureKey(answer().parameters.measures[0] as Measure) === "sum|net";
          return (
            <>
              <Figures
                all={[
                  ...(isNet()
                    ? [
                        {
                          label: shared().revenue,
                          value: showMoney(total(0), currency()),
                          definition: terms().revenue,
                          onOpen: openAll,
                        },
                      ]
                    : []),
                  ...(answer().parameters.measures.length > 1
                    ? [
                        { label: text().purchases, value: formatNumber(total(1)), onOpen: openAll },
                        { label: text().customers, value: formatNumber(total(2)), onOpen: () => setIsBuyersOpen(true) },
                        ...(isNet() && total(1) > 0
                          ? [{ label: text().perPurchase, value: showMoney(total(0) / total(1), currency()), onOpen: openAll }]
                          : []),
                      ]
                    : []),
                ]}
              />
              <PivotPicture table={answer()} names={names} onOpen={pivot.open} />
              <p class="report-note">{pivotText().rounding}</p>
            </>
          );
        }}
      </ReportPage>
      <Drill drillThrough={pivot.drillThrough()} currency={currency()} names={names} onClose={pivot.close} />
      <Drill drillThrough={buyersDrillThrough()} currency={currency()} names={names} onClose={() => setIsBuyersOpen(false)} />
    </>
  );
}
