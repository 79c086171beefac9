import { A, useSearchParams } from "@solidjs/router";
import CalendarClock from "lucide-solid/icons/calendar-clock";
import ChartColumn from "lucide-solid/icons/chart-column";
import ChartSpline from "lucide-solid/icons/chart-spline";
import Coins from "lucide-solid/icons/coins";
import Filter from "lucide-solid/icons/funnel";
import Gem from "lucide-solid/icons/gem";
import Grid from "lucide-solid/icons/grid-3x3";
import HeartHandshake from "lucide-solid/icons/heart-handshake";
import ShoppingBasket from "lucide-solid/icons/shopping-basket";
import Table from "lucide-solid/icons/table-2";
import Trophy from "lucide-solid/icons/trophy";
import { type Component, createEffect, createMemo, createSignal, For, type JSX, Show, Suspense } from "solid-js";
import { Dynamic } from "solid-js/web";
import { createKept } from "../../state/draft.ts";
import { useWorkspace } from "../../state/workspace.tsx";
import type { Icon } from "../../ui/Button.tsx";
import { lazily } from "../../ui/lazily.ts";
import { Page } from "../../ui/Page.tsx";
import { Reading } from "../../ui/Reading.tsx";
import { ReportsContext } from "./context.ts";
import { isReportKey, type ReportKey, reportKeys } from "./reports.ts";
import { text } from "./text.ts";
import "./ReportsPage.css";

const icons: Readonly<Record<ReportKey, Icon>> = {
  revenue: ChartColumn,
  abc: Trophy,
  rfm: CalendarClock,
  value: Gem,
  margin: Coins,
  probability: HeartHandshake,
  next: ShoppingBasket,
  pipeline: Filter,
  forecast: ChartSpline,
  cohorts: Grid,
  pivot: Table,
};

/** Each report is loaded when it is asked for. */
const pages: Readonly<Record<ReportKey, Component>> = {
  revenue: lazily(() => import("./revenue/RevenueReport.tsx").then((file) => ({ default: file.RevenueReport }))),
  abc: lazily(() => import("./abc/AbcReport.tsx").then((file) => ({ default: file.AbcReport }))),
  rfm: lazily(() => import("./rfm/RfmReport.tsx").then((file) => ({ default: file.RfmReport }))),
  value: lazily(() => import("./value/ValueReport.tsx").then((file) => ({ default: file.ValueReport }))),
  margin: lazily(() => import("./margin/MarginReport.tsx").then((file) => ({ default: file.MarginReport }))),
  probability: lazily(() => import("./probability/ProbabilityReport.tsx").then((file) => ({ default: file.ProbabilityReport }))),
  next: lazily(() => import("./next/NextReport.tsx").then((file) => ({ default: file.NextReport }))),
  pipeline: lazily(() => import("./pipeline/PipelineReport.tsx").then((file) => ({ default: file.PipelineReport }))),
  forecast: lazily(() => import("./forecast/ForecastReport.tsx").then((file) => ({ default: file.ForecastReport }))),
  cohorts: lazily(() => import("./cohorts/CohortsReport.tsx").then((file) => ({ default: file.CohortsReport }))),
  pivot: lazily(() => import("./pivot/PivotReport.tsx").then((file) => ({ default: file.PivotReport }))),
};

export interface ReportsPageProps {
  /** Which report; all of them where it is none. */
  readonly report: string | undefined;
  readonly onBack: () => void;
  readonly onImport: () => void;
}

export function ReportsPage(props: ReportsPageProps): JSX.Element {
  const [params, setParams] = useSearchParams<{ asOf?: string; currency?: string }>();
  const [kept, setAsOf] = createKept(`reports.asOf.${useWorkspace().id}`, "");
  const [currency, setCurrency] = createKept(`reports.currency.${useWorkspace().id}`, "");
  // A shared link brings its day and its currency along; once taken they may be changed like any other.
  createEffect(() => {
    const { asOf, currency: counted } = params;
    if (typeof asOf !== "string" && typeof counted !== "string") return;
    if (typeof asOf === "string" && /^\d{4}-\d\d-\d\d$/.test(asOf)) setAsOf(asOf);
    if (typeof counted === "string" && /^[A-Z]{3}$/.test(counted)) setCurrency(counted);
    setParams({ asOf: undefined, currency: undefined }, { replace: true });
  });
  const [round, setRound] = createSignal(0);
  /** Another round is another page, which asks anew. */
  const page = createMemo<{ readonly report: Component; readonly round: number } | undefined>(() =>
    isReportKey(props.report) ? { report: pages[props.report], round: round() } : undefined,
  );
  return (
    <ReportsContext.Provider
      value={{
        asOf: kept,
        setAsOf,
        currency,
        setCurrency,
        onBack: () => props.onBack(),
        onImport: () => props.onImport(),
        onAgain: () => setRound(round() + 1),
      }}
    >
      <Show when={page()} keyed fallback={<Overview />}>
        {({ report }) => (
          <Suspense fallback={<Reading />}>
            <Dynamic component={report} />
          </Suspense>
        )}
      </Show>
    </ReportsContext.Provider>
  );
}

const Overview = (): JSX.Element => (
  <Page title={text().reports} width="full">
    <div class="report">
      <nav class="questions" aria-label={text().reports}>
        <For each={reportKeys}>
          {(key) => (
            <A href={`/reports/${key}`}>
              <Dynamic component={icons[key]} />
              <strong>{text().questions[key].question}</strong>
              <small>{text().questions[key].about}</small>
            </A>
          )}
        </For>
      </nav>
    </div>
  </Page>
);
