import { For, type JSX, Show } from "solid-js";
import { analysisFieldName } from "../../../i18n/analysis.ts";
import { formatNumber } from "../../../i18n/format.ts";
import { type Answers, createAnalysis, type MethodOptions } from "../../../state/analysis.ts";
import { createChoiceFields } from "../../../state/records.ts";
import { SegmentedControl } from "../../../ui/SegmentedControl.tsx";
import { Select } from "../../../ui/Select.tsx";
import { createReport } from "../createReport.ts";
import { Drill } from "../Drill.tsx";
import { NumberField } from "../fields.tsx";
import { showShare } from "../money.ts";
import { ContactLink } from "../names.tsx";
import { ReportPage, tableOf } from "../ReportPage.tsx";
import { createAsOf, createSettings } from "../settings.ts";
import { Term } from "../Term.tsx";
import { terms } from "../terms.ts";
import { text as shared } from "../text.ts";
import { Quality } from "./Quality.tsx";
import { text } from "./text.ts";

type Answer = Answers["propensity"];
type Reason = Answer["results"][string]["reasons"][number];
interface Settings {
  readonly ask: "purchase" | "churn" | "field";
  readonly horizonDays: number;
  readonly field: string;
  readonly positive: string;
}

export function ProbabilityReport(): JSX.Element {
  const asOf = createAsOf();
  const [settings, change] = createSettings<Settings>({ ask: "purchase", horizonDays: 90, field: "", positive: "" });
  const isReady = (): boolean => settings().ask !== "field" || (settings().field !== "" && settings().positive !== "");
  const analysis = createAnalysis("propensity", (): MethodOptions["propensity"] | undefined => {
    const { ask, horizonDays, field, positive } = settings();
    if (!isReady()) return undefined;
    return ask === "field" ? { ...asOf(), field, positive } : { ...asOf(), aim: ask, horizonDays };
  });
  const fields = createChoiceFields();
  const report = createReport();
  const values = (): readonly string[] => fields()?.find(({ field }) => field === settings().field)?.values ?? [];
  const reasonText = (reason: Reason): string => {
    const value =
      reason.value === null || reason.value === undefined || reason.value === ""
        ? text().missing
        : typeof reason.value === "number"
          ? formatNumber(reason.value, { maximumFractionDigits: 1 })
          : String(reason.value);
    const words = `${analysisFieldName(reason.field)} ${value}`;
    return reason.effect === "raises" ? text().raises(words) : text().lowers(words);
  };
  /** An answer of before, while nothing is asked, is no answer to this. */
  const shown = {
    ...analysis,
    answer: () => (isReady() ? analysis.answer() : undefined),
    refusal: () => (isReady() ? analysis.refusal() : undefined),
  };
  return (
    <>
      <ReportPage
        report="probability"
        analysis={shown}
        settings={
          <>
            <SegmentedControl
              label={text().question}
              isLabelShown
              value={settings().ask}
              onChange={(ask) => change({ ask: ask as Settings["ask"] })}
              segments={(["purchase", "churn", "field"] as const).map((value) => ({ value, label: text()[value] }))}
            />
            <Show
              when={settings().ask === "field"}
              fallback={
                <NumberField
                  label={text().within}
                  value={settings().horizonDays}
                  onChange={(horizonDays) => change({ horizonDays: Math.round(horizonDays ?? 90) })}
                />
              }
            >
              <Select
                label={text().fieldName}
                value={settings().field}
                options={[
                  { value: "", label: text().choose },
                  ...(fields() ?? []).map(({ field }) => ({ value: field, label: analysisFieldName(field) })),
                ]}
                onChange={(field) => change({ field, positive: "" })}
              />
              <Select
                label={text().positive}
                value={settings().positive}
                options={[{ value: "", label: text().choose }, ...values().map((value) => ({ value, label: value }))]}
                onChange={(positive) => change({ positive })}
              />
              <Show when={!isReady()}>
                <p class="report-note">{text().chooseField}</p>
              </Show>
            </Show>
          </>
        }
        table={(answer) =>
          tableOf(
            Object.entries(answer.results).map(([id, one]) => ({ id, ...one })),
            {
              label: shared().customers,
              sort: "-probability",
              columns: [
                {
                  key: "name",
                  label: shared().customer,
                  value: (row) => report.names.contact(row.id),
                  show: (row) => <ContactLink id={row.id} names={report.names} />,
                },
                {
                  key: "probability",
                  label: terms().probability.term,
                  info: <Term of={terms().probability} />,
                  isNumber: true,
                  value: (row) => row.probability,
                  show: (row) => showShare(row.probability, 0),
                  width: 9,
                },
                {
                  key: "reasons",
                  label: text().reasons,
                  value: (row) => row.reasons.map(reasonText).join("; "),
                  show: (row) => (
                    <span class="reasons">
                      <For each={row.reasons}>{(reason) => <span data-effect={reason.effect}>{reasonText(reason)}</span>}</For>
                    </span>
                  ),
                  width: 26,
                },
              ],
            },
          )
        }
      >
        {(answer) => <Quality answer={answer()} onOpen={report.open} />}
      </ReportPage>
      <Drill behind={report.behind()} currency="EUR" names={report.names} onClose={report.close} />
    </>
  );
}
