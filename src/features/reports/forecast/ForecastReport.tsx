import { createMemo, createSignal, type JSX, Show } from "solid-js";
import { formatNumber } from "../../../i18n/format.ts";
import { monthAfter, periodName, shortPeriod } from "../../../i18n/periods.ts";
import { type Answers, createAnalysis, type MethodOptions } from "../../../state/analysis.ts";
import { BarChart } from "../../../ui/charts/BarChart.tsx";
import { LineChart } from "../../../ui/charts/LineChart.tsx";
import { SegmentedControl } from "../../../ui/SegmentedControl.tsx";
import { Select } from "../../../ui/Select.tsx";
import { Drill, type DrillThrough } from "../Drill.tsx";
import { NumberField } from "../fields.tsx";
import { showMoney, showShare, showShortMoney } from "../money.ts";
import { createNames } from "../names.tsx";
import { createPivotDrill } from "../pivot/createPivot.ts";
import { ReportPage, tableOf } from "../ReportPage.tsx";
import { createBasis, createSettings } from "../settings.ts";
import { CellButton, Figures, Term } from "../Term.tsx";
import { terms } from "../terms.ts";
import { text as shared } from "../text.ts";
import { comingMonths, modelName, type OpenedOutlook, OutlookWords } from "./OutlookWords.tsx";
import { text } from "./text.ts";

type Forecast = Answers["forecast"];
type Options = MethodOptions["forecast"];
interface Settings {
  /** Absent = of what there is. */
  readonly of?: "revenue" | "won" | undefined;
  readonly horizon: number;
  readonly level: number;
  readonly season?: number | null | undefined;
  readonly model?: Options["model"] | undefined;
}

const models = ["naive", "mean", "seasonalNaive", "simple", "damped", "holtWinters"] as const;
/** How much of the past stands before the forecast in the picture. */
const shownMonths = 36;

export function ForecastReport(): JSX.Element {
  const basis = createBasis();
  const [settings, change] = createSettings<Settings>({ horizon: 6, level: 0.8 });
  const analysis = createAnalysis("forecast", () => {
    const { of, season, model, ...rest } = settings();
    return { ...basis(), ...rest, ...(of && { of }), ...(season !== undefined && { season }), ...(model && { model }) };
  });
  const of = (): "revenue" | "won" => settings().of ?? analysis.answer()?.parameters.of ?? "revenue";
  const currency = (): string => analysis.answer()?.parameters.currency ?? "EUR";
  const names = createNames();
  const drill = createPivotDrill(
    () =>
      of() === "won"
        ? { ...basis(), of: "deal", rows: [{ dimension: "closedOn", level: "month" }], filters: [{ dimension: "state", members: ["won"] }] }
        : { ...basis(), of: "purchase", rows: [{ dimension: "on", level: "month" }] },
    names,
  );
  const [opened, setOpened] = createSignal<OpenedOutlook>();
  const openPast = (month: string): void => drill.open([month], undefined);
  const outlook = createMemo((): DrillThrough | undefined => {
    const [figure, answer] = [opened(), analysis.answer()];
    if (!figure || !answer) return undefined;
    const title =
      figure === "sum"
        ? text().sum(Object.keys(answer.results).length)
        : "month" in figure
          ? periodName(figure.month)
          : modelName(figure.test.model);
    return {
      title,
      words: () => <OutlookWords answer={answer} of={figure} onPast={openPast} onComing={(month) => setOpened({ month })} />,
    };
  });
  const close = (): void => {
    setOpened(undefined);
    drill.close();
  };
  const seasonText = (): string => {
    const { season } = settings();
    return season === undefined ? "" : season === null ? "0" : String(season);
  };
  const bound = (month: string, value: number | null): JSX.Element =>
    value === null ? "–" : <CellButton onOpen={() => setOpened({ month })}>{showMoney(value, currency())}</CellButton>;
  return (
    <>
      <ReportPage
        report="forecast"
        analysis={analysis}
        settings={
          <>
            <SegmentedControl
              label={text().of}
              isLabelShown
              value={of()}
              onChange={(wanted) => change({ of: wanted as Settings["of"] })}
              segments={[
                { value: "revenue", label: text().revenue },
                { value: "won", label: text().won },
              ]}
            />
            <NumberField
              label={text().horizon}
              value={settings().horizon}
              onChange={(horizon) => change({ horizon: Math.round(horizon ?? 6) })}
            />
            <Select
              label={text().level}
              value={String(settings().level)}
              options={[0.5, 0.8, 0.9, 0.95].map((level) => ({ value: String(level), label: showShare(level, 0) }))}
              onChange={(level) => change({ level: Number(level) })}
            />
            <Select
              label={text().season}
              value={seasonText()}
              options={[
                { value: "", label: shared().automatic },
                { value: "0", label: text().noSeason },
                { value: "12", label: text().year },
                { value: "3", label: text().quarter },
              ]}
              onChange={(season) => change({ season: season === "" ? undefined : season === "0" ? null : Number(season) })}
            />
            <Select
              label={text().model}
              value={settings().model ?? ""}
              options={[
                { value: "", label: shared().automatic },
                ...models.map((model) => ({ value: model, label: text().models[model] ?? model })),
              ]}
              onChange={(model) => change({ model: model === "" ? undefined : (model as (typeof models)[number]) })}
            />
          </>
        }
        table={(answer) =>
          tableOf(
            [
              ...Object.entries(comingMonths(answer)).map(([month, one]) => ({ month, isForecast: true, ...one })),
              ...Object.entries(answer.history).map(([month, value]) => ({ month, isForecast: false, value, low: null, high: null })),
            ],
            {
              label: text().chart,
              sort: "-month",
              columns: [
                { key: "month", label: text().month, value: (row) => row.month, show: (row) => periodName(row.month) },
                { key: "kind", label: text().kind, value: (row) => (row.isForecast ? text().will : text().was), width: 6 },
                {
                  key: "value",
                  label: answer.parameters.of === "won" ? text().won : shared().revenue,
                  isNumber: true,
                  value: (row) => row.value,
                  show: (row) => (
                    <CellButton onOpen={() => (row.isForecast ? setOpened({ month: row.month }) : openPast(row.month))}>
                      {showMoney(row.value, currency())}
                    </CellButton>
                  ),
                  width: 8,
                },
                {
                  key: "low",
                  label: text().low,
                  info: <Term of={terms().interval} />,
                  isNumber: true,
                  value: (row) => row.low,
                  show: (row) => bound(row.month, row.low),
                  width: 7.5,
                },
                {
                  key: "high",
                  label: text().high,
                  isNumber: true,
                  value: (row) => row.high,
                  show: (row) => bound(row.month, row.high),
                  width: 7,
                },
              ],
            },
          )
        }
      >
        {(answer) => <Pictures answer={answer()} onOpen={setOpened} onPast={openPast} />}
      </ReportPage>
      {/* One dialog for both, so that a month opened from within it takes its place and gives the focus back where it began. */}
      <Drill drillThrough={drill.drillThrough() ?? outlook()} currency={currency()} names={names} onClose={close} />
    </>
  );
}

function Pictures(props: {
  readonly answer: Forecast;
  readonly onOpen: (figure: OpenedOutlook) => void;
  readonly onPast: (month: string) => void;
}): JSX.Element {
  const currency = (): string => props.answer.parameters.currency;
  const money = (value: number): string => showMoney(value, currency());
  const ahead = createMemo(() => Object.entries(comingMonths(props.answer)).sort(([a], [b]) => (a < b ? -1 : 1)));
  const running = () => props.answer.running;
  /** The last month that was stands before those to come, so that the line goes on. */
  const joint = () => past().at(-1);
  const past = createMemo(() =>
    Object.entries(props.answer.history)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .slice(-shownMonths),
  );
  const first = (): string => past()[0]?.[0] ?? ahead()[0]?.[0] ?? "2000-01";
  const monthAt = (x: number): string => monthAfter(first(), Math.round(x));
  const next = () => ahead()[0];
  const total = (bound: "value" | "low" | "high"): number => ahead().reduce((sum, [, one]) => sum + one[bound], 0);
  const best = () => props.answer.fit.backTests[0];
  const chosen = () => props.answer.fit.backTests.find(({ model }) => model === props.answer.fit.model);
  const openTest = (test: ReturnType<typeof chosen>): void => {
    if (test) props.onOpen({ test });
  };
  return (
    <>
      <Figures
        all={[
          ...(next()
            ? [
                {
                  label: periodName(next()?.[0] ?? ""),
                  value: money(next()?.[1].value ?? 0),
                  detail: [
                    ...(running() ? [text().soFar(money(running()?.soFar ?? 0))] : []),
                    text().range(money(next()?.[1].low ?? 0), money(next()?.[1].high ?? 0)),
                  ].join(" · "),
                  definition: terms().interval,
                  onOpen: () => props.onOpen({ month: next()?.[0] ?? "" }),
                },
              ]
            : []),
          { label: text().sum(ahead().length), value: money(total("value")), onOpen: () => props.onOpen("sum") },
          {
            label: terms().mase.term,
            value: props.answer.fit.mase === null ? "–" : formatNumber(props.answer.fit.mase, { maximumFractionDigits: 2 }),
            definition: terms().mase,
            detail: modelName(props.answer.fit.model),
            onOpen: chosen() ? () => openTest(chosen()) : undefined,
          },
        ]}
      />
      <LineChart
        title={text().chart}
        summary={
          next()
            ? (running() ? text().chartSummaryRunning : text().chartSummary)(
                periodName(next()?.[0] ?? ""),
                money(next()?.[1].value ?? 0),
                money(next()?.[1].low ?? 0),
                money(next()?.[1].high ?? 0),
                showShare(props.answer.parameters.level, 0),
              )
            : ""
        }
        isWholeX
        series={[
          { key: "was", label: text().was, points: past().map(([, y], x) => ({ x, y })) },
          {
            key: "will",
            label: text().will,
            interval: "band",
            hasDots: true,
            points: [
              ...(joint() ? [{ x: past().length - 1, y: joint()?.[1] ?? 0, low: joint()?.[1] ?? 0, high: joint()?.[1] ?? 0 }] : []),
              ...ahead().map(([, one], x) => ({ x: past().length + x, y: one.value, low: one.low, high: one.high })),
            ],
          },
        ]}
        formatX={(x) => periodName(monthAt(x))}
        formatXShort={(x) => shortPeriod(monthAt(x))}
        formatY={money}
        formatYShort={(value) => showShortMoney(value, currency())}
        onOpen={(series, point) => {
          const before = joint() ? 1 : 0;
          const isPast = series === 0 || point < before;
          const month = series === 0 ? past()[point]?.[0] : isPast ? joint()?.[0] : ahead()[point - before]?.[0];
          if (month === undefined) return;
          if (isPast) props.onPast(month);
          else props.onOpen({ month });
        }}
      />
      <Show when={best()} fallback={<p class="report-note">{text().untested}</p>}>
        {(winner) => (
          <BarChart
            title={text().tested}
            summary={text().testedSummary(modelName(winner().model), money(winner().meanAbsoluteError))}
            direction="across"
            categories={props.answer.fit.backTests.map((test, at) => ({
              key: String(at),
              label: `${modelName(test.model)}${test.season === null ? "" : ` (${test.season})`}`,
            }))}
            series={[{ key: "mase", label: terms().mase.term, values: props.answer.fit.backTests.map((test) => test.mase) }]}
            format={(value) => formatNumber(value, { minimumFractionDigits: 2, maximumFractionDigits: 2 })}
            onOpen={(index) => openTest(props.answer.fit.backTests[index])}
          />
        )}
      </Show>
    </>
  );
}
