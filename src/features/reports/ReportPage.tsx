import ArrowLeft from "lucide-solid/icons/arrow-left";
import Download from "lucide-solid/icons/download";
import Link from "lucide-solid/icons/link";
import Printer from "lucide-solid/icons/printer";
import { createEffect, createMemo, createSignal, type JSX, Show } from "solid-js";
import { formatDay, localDayOf } from "../../i18n/format.ts";
import { printTable } from "../../parts/printTable.ts";
import type { AnalysisRefusal, CurrencyLeftOut, Warning } from "../../state/analysis.ts";
import { useWorkspace } from "../../state/workspace.tsx";
import { Banner } from "../../ui/Banner.tsx";
import { Button, IconButton } from "../../ui/Button.tsx";
import { copyText } from "../../ui/clipboard.ts";
import { DataTable, type DataTableProps } from "../../ui/DataTable.tsx";
import { DayField } from "../../ui/DayField.tsx";
import { download } from "../../ui/download.ts";
import { Menu } from "../../ui/Menu.tsx";
import { Page } from "../../ui/Page.tsx";
import { ProgressBar } from "../../ui/ProgressBar.tsx";
import { useReports } from "./context.ts";
import { isEmpty, NoAnswer } from "./NoAnswer.tsx";
import { CurrencyField, isLeftOut } from "./OtherCurrencies.tsx";
import { Remarks } from "./Remarks.tsx";
import type { ReportKey } from "./reports.ts";
import { reportLink } from "./settings.ts";
import { text } from "./text.ts";
import "./ReportsPage.css";
import "./ReportPage.css";

export interface ReportAnalysis<Answer> {
  readonly answer: () => Answer | undefined;
  readonly refusal: () => AnalysisRefusal | undefined;
  readonly isRunning: () => boolean;
  readonly progress: () => number | null;
  readonly cancel: () => void;
}

export interface ReportPageProps<Answer, Row> {
  readonly report: ReportKey;
  readonly analysis: ReportAnalysis<Answer>;
  /** Which of several looks at the same question; in view on a phone too. */
  readonly choice?: JSX.Element;
  /** What can be set, beside the day. */
  readonly settings?: JSX.Element;
  /** Figures, pictures and what explains them. */
  readonly children: (answer: () => Answer) => JSX.Element;
  readonly table?: (answer: Answer) => DataTableProps<Row>;
  /** What a file holds, where that is more than a screen does. */
  readonly file?: (answer: Answer) => DataTableProps<Row>;
  /** The first day that counts, said on paper, where the settings are not. */
  readonly from?: string | undefined;
  /** A report of something that is not about a day. */
  readonly hasNoDay?: boolean;
  /** An answer about nothing at all, of methods that do not refuse then. */
  readonly isNothing?: (answer: Answer) => boolean;
  /** What goods cost has a part in it; elsewhere remarks about costs would only distract. */
  readonly isAboutCost?: boolean;
  /** Picture or table has many columns: one under the other, where there is room, and not side by side. */
  readonly isStacked?: boolean;
  /** Menu entries beside print and file. */
  readonly actions?: JSX.Element;
}

/** A table of these rows; says to the compiler first what a row is. */
export const tableOf = <Row,>(rows: readonly Row[], table: Omit<DataTableProps<Row>, "rows">): DataTableProps<Row> => ({ ...table, rows });

const tableFile = <Row,>({ columns, rows }: DataTableProps<Row>): Blob => {
  const lines = rows.map((row) => columns.map((column) => column.value(row)));
  const heading = columns.map((column) => column.label);
  return new Blob([printTable(heading, lines)], { type: "text/csv;charset=utf-8" });
};

/** One question and its answer: settings, figures and picture, the table beside them; and what is to be known about it. */
export function ReportPage<Answer extends { readonly warnings: readonly Warning[] }, Row = never>(
  props: ReportPageProps<Answer, Row>,
): JSX.Element {
  const { asOf, setAsOf, currency, onBack, onAgain } = useReports();
  const [isStopped, setIsStopped] = createSignal(false);
  // Whatever is asked next is no longer what was cancelled.
  createEffect(() => props.analysis.isRunning() && setIsStopped(false));
  const stop = (): void => {
    props.analysis.cancel();
    setIsStopped(true);
  };
  const refusal = (): AnalysisRefusal | undefined => props.analysis.refusal();
  const { info, settings } = useWorkspace();
  const counted = (): string => currency() || settings().currency || "EUR";
  /** What is in no figure because it is in another currency. */
  const leftOut = createMemo((): readonly CurrencyLeftOut[] => {
    const why = refusal();
    if (why) return "leftOut" in why ? (why.leftOut ?? []) : [];
    return (props.analysis.answer()?.warnings ?? []).filter(isLeftOut);
  });
  const isWide = matchMedia("(min-width: 56rem)").matches;
  const today = (): string => localDayOf(new Date());
  const words = () => text().questions[props.report];
  const table = createMemo(() => {
    const answer = props.analysis.answer();
    return answer ? props.table?.(answer) : undefined;
  });
  const isNothing = (): boolean => {
    const [why, answer] = [refusal(), props.analysis.answer()];
    return why ? isEmpty(why) : answer !== undefined && (props.isNothing?.(answer) ?? false);
  };
  const save = (): void => {
    const answer = props.analysis.answer();
    const shown = answer && (props.file ?? props.table)?.(answer);
    if (shown) download(tableFile(shown), `${info.name} ${props.report}`, "csv");
  };
  const copy = async (): Promise<void> => {
    await copyText(reportLink({ asOf: asOf(), currency: currency() }), text().copied);
  };

  return (
    <Page
      title={words().question}
      width="full"
      start={<IconButton icon={ArrowLeft} label={text().back} onClick={onBack} />}
      actions={
        <>
          {props.actions}
          <Menu
            label={text().table}
            icon={Download}
            items={[
              { label: text().csv, icon: Download, isDisabled: !table(), onSelect: save },
              { label: text().print, icon: Printer, onSelect: () => globalThis.print() },
              { label: text().copyLink, icon: Link, onSelect: () => void copy() },
            ]}
          />
        </>
      }
    >
      <div class="report">
        <p class="report-about">
          {words().about}
          <Show when={!props.hasNoDay}>
            <span class="report-printed">
              {props.from && ` · ${text().from}: ${formatDay(props.from)}`}
              {` · ${text().asOf}: ${formatDay(asOf() || today())} · ${info.name}`}
            </span>
          </Show>
        </p>
        <Show when={props.choice}>
          <div class="report-choice" data-no-print>
            {props.choice}
          </div>
        </Show>
        {/* At the desk all is in view; on a phone the picture comes first and the settings wait behind one word. */}
        <details class="report-set" data-no-print open={isWide}>
          <summary>{text().settings}</summary>
          <div class="report-settings">
            <Show when={!props.hasNoDay}>
              <DayField
                label={text().asOf}
                end="last"
                placeholder={text().today}
                value={asOf() || today()}
                onChange={(day) => setAsOf(day === today() ? "" : day)}
              />
            </Show>
            {props.settings}
            <CurrencyField leftOut={leftOut()} />
          </div>
        </details>
        <div class="report-state" aria-live="polite">
          <Show when={props.analysis.isRunning()}>
            <ProgressBar
              label={text().working}
              {...(props.analysis.progress() === null ? {} : { value: props.analysis.progress() ?? 0 })}
              onCancel={stop}
            />
          </Show>
        </div>
        <Show when={isStopped() && !props.analysis.isRunning()}>
          <Banner
            actions={
              <Button size="small" kind="quiet" onClick={onAgain}>
                {text().again}
              </Button>
            }
          >
            {text().stopped}
          </Banner>
        </Show>
        <NoAnswer refusal={refusal()} isNothing={isNothing()} leftOut={leftOut()} counted={counted()} />
        <Show when={!isNothing() && !refusal() && props.analysis.answer()}>
          {(answer) => (
            <>
              <Remarks warnings={answer().warnings} isAboutCost={props.isAboutCost ?? false} isWide={isWide} />
              <div class="report-body" data-stacked={props.isStacked || undefined} data-running={props.analysis.isRunning() || undefined}>
                <div class="report-pictures">{props.children(answer)}</div>
                <Show when={table()}>
                  {(shown) => (
                    <div class="report-table">
                      <h2 class="small-heading">
                        {shown().label} · {text().rows(shown().rows.length)}
                      </h2>
                      <DataTable {...shown()} />
                    </div>
                  )}
                </Show>
              </div>
            </>
          )}
        </Show>
      </div>
    </Page>
  );
}
