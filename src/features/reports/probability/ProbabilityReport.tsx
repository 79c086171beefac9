import { createMemo, createSignal, For, type JSX, Show } from "solid-js";
import { analysisFieldName } from "../../../i18n/analysis.ts";
import { compareText, formatDay } from "../../../i18n/format.ts";
import { createAnalysis, createDrillThrough, type MethodOptions } from "../../../state/analysis.ts";
import { createChoiceFields } from "../../../state/records.ts";
import { SegmentedControl } from "../../../ui/SegmentedControl.tsx";
import { Select } from "../../../ui/Select.tsx";
import { createReport } from "../createReport.ts";
import { Drill, type DrillThrough } from "../Drill.tsx";
import { NumberField } from "../fields.tsx";
import { showChance } from "../money.ts";
import { ContactLink } from "../names.tsx";
import { ReportPage, tableOf } from "../ReportPage.tsx";
import { createOpenedCustomer } from "../rhythm/Rhythm.tsx";
import { createBasis, createSettings } from "../settings.ts";
import { CellButton, Term } from "../Term.tsx";
import { terms } from "../terms.ts";
import { text as shared } from "../text.ts";
import { type OpenedCases, Quality } from "./Quality.tsx";
import { outcome, ProbabilityWords, reasonText } from "./Reasons.tsx";
import { text } from "./text.ts";
import "./ProbabilityReport.css";

interface Settings {
  readonly ask: "purchase" | "churn" | "field";
  readonly horizonDays: number;
  readonly field: string;
  readonly positive: string;
}

export function ProbabilityReport(): JSX.Element {
  const basis = createBasis();
  const [settings, change] = createSettings<Settings>({ ask: "purchase", horizonDays: 90, field: "", positive: "" });
  const isReady = (): boolean => settings().ask !== "field" || (settings().field !== "" && settings().positive !== "");
  const options = (): MethodOptions["propensity"] | undefined => {
    const { ask, horizonDays, field, positive } = settings();
    if (!isReady()) return undefined;
    return ask === "field" ? { ...basis(), field, positive } : { ...basis(), aim: ask, horizonDays };
  };
  const analysis = createAnalysis("propensity", options);
  const fields = createChoiceFields();
  const report = createReport();
  const currency = (): string => customer.purchases()?.parameters.currency ?? "EUR";
  const values = (): readonly string[] => fields()?.find(({ field }) => field === settings().field)?.values ?? [];
  const isAboutPurchases = (): boolean => settings().ask !== "field";
  const customer = createOpenedCustomer(basis);
  const [contact, setContact] = createSignal<string>();
  const openContact = (id: string): void => {
    setContact(id);
    if (isAboutPurchases()) customer.open(id);
  };
  const closeContact = (): void => {
    setContact(undefined);
    customer.close();
  };
  /** What one contact's probability rests on. */
  const contactDrillThrough = createMemo((): DrillThrough | undefined => {
    const [id, answer, purchases] = [contact(), analysis.answer(), customer.purchases()];
    if (id === undefined || !answer) return undefined;
    return {
      title: report.names.contact(id),
      words: () => <ProbabilityWords answer={answer} party={id} purchases={purchases} />,
      ...(isAboutPurchases()
        ? purchases
          ? { records: purchases.results.purchases.map((purchase) => ({ id: purchase })) }
          : { isAwaited: true }
        : { contacts: [id] }),
    };
  });
  const [opened, setOpened] = createSignal<OpenedCases>();
  const cases = createDrillThrough("propensity", () => {
    const [asked, figure] = [options(), opened()];
    return asked && figure && { ...asked, at: figure.at };
  });
  /** The cases a figure of the quality counts, the most probable first. */
  const casesDrillThrough = createMemo((): DrillThrough | undefined => {
    const [figure, answer, found] = [opened(), analysis.answer(), cases.answer()];
    if (!figure || !answer) return undefined;
    return {
      title: figure.title,
      words: () => <p>{figure.words}</p>,
      ...(found
        ? {
            areCases: true,
            contactWords: found.results.cases
              .toSorted((a, b) => b.said - a.said || compareText(report.names.contact(a.party), report.names.contact(b.party)))
              .map(({ party, on, said, happened }) => ({
                id: party,
                words: text().case(on === null ? "" : formatDay(on), showChance(said), outcome(answer, happened)),
              })),
          }
        : { isAwaited: !cases.refusal() }),
    };
  });
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
                  show: (row) => <CellButton onOpen={() => openContact(row.id)}>{showChance(row.probability)}</CellButton>,
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
                  width: 34,
                },
              ],
            },
          )
        }
      >
        {(answer) => <Quality answer={answer()} onOpen={report.open} onOpenCases={setOpened} />}
      </ReportPage>
      <Drill drillThrough={contactDrillThrough()} currency={currency()} names={report.names} onClose={closeContact} />
      <Drill drillThrough={casesDrillThrough()} currency={currency()} names={report.names} onClose={() => setOpened(undefined)} />
      <Drill drillThrough={report.drillThrough()} currency={currency()} names={report.names} onClose={report.close} />
    </>
  );
}
