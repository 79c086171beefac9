import type { JSX } from "solid-js";
import { createMemo, Show } from "solid-js";
import { formatNumber } from "../../../i18n/format.ts";
import { type Answers, createAnalysis } from "../../../state/analysis.ts";
import { BarChart } from "../../../ui/charts/BarChart.tsx";
import { Heatmap } from "../../../ui/charts/Heatmap.tsx";
import { TextField } from "../../../ui/TextField.tsx";
import { Before, ChangesTable, type Compare, CompareField, comparedWith } from "../changes.tsx";
import { createReport, type ReportTools } from "../createReport.ts";
import { createTrial } from "../createTrial.ts";
import { areRising, readCuts } from "../cuts.ts";
import { Drill } from "../Drill.tsx";
import { FromField } from "../fields.tsx";
import { showMoney } from "../money.ts";
import { ContactLink } from "../names.tsx";
import { createPivotDrill } from "../pivot/createPivot.ts";
import { ReportPage, tableOf } from "../ReportPage.tsx";
import { createBasis, createSettings } from "../settings.ts";
import { CellButton, Figures, Term } from "../Term.tsx";
import { terms } from "../terms.ts";
import { text as shared } from "../text.ts";
import { frequencyName, recencyName, segmentName, text } from "./text.ts";

type Rfm = Answers["rfm"];
type Cut = "recencyDays" | "frequency" | "monetary";

export function RfmReport(): JSX.Element {
  const basis = createBasis();
  const [settings, change] = createSettings<
    Partial<Record<Cut, readonly number[]>> & { readonly from?: string | undefined; readonly compare?: Compare }
  >({});
  /** How large the groups would be shows while a border is still being typed. */
  const trial = createTrial<Partial<Record<Cut, readonly number[]>>>();
  const analysis = createAnalysis("rfm", () => {
    const { from, compare, ...settled } = settings();
    const cuts = { ...settled, ...trial.value() };
    return {
      ...{ ...basis(), ...(from && { from }), ...comparedWith(compare, basis().asOf) },
      ...(Object.keys(cuts).length > 0 && { cuts }),
    };
  });
  const report = createReport();
  const drill = createPivotDrill(
    () => ({
      ...basis(),
      ...(settings().from && { from: settings().from }),
      of: "purchase",
      rows: [{ dimension: "party" }],
      // What was bought on an unknown day is no purchase here.
      filters: [{ dimension: "on", members: [""], isExcluded: true }],
    }),
    report.names,
  );
  const currency = (): string => analysis.answer()?.parameters.currency ?? "EUR";
  const cutField = (cut: Cut, label: string): JSX.Element => (
    <TextField
      label={label}
      placeholder={shared().fifthsOf(
        analysis
          .answer()
          ?.parameters.cuts[cut].map((value) => formatNumber(value, { maximumFractionDigits: 0 }))
          .join("; ") ?? "",
      )}
      value={(settings()[cut] ?? []).join("; ")}
      onInput={(typed) => {
        const cuts = readCuts(typed);
        trial.type(cuts.length > 0 && areRising(cuts) ? { [cut]: cuts } : undefined);
      }}
      onChange={(typed) => {
        trial.end();
        change({ [cut]: readCuts(typed).length > 0 ? readCuts(typed) : undefined });
      }}
    />
  );
  return (
    <>
      <ReportPage
        report="rfm"
        from={settings().from}
        analysis={analysis}
        settings={
          <>
            <FromField value={settings().from} onChange={(from) => change({ from })} />
            {cutField("recencyDays", text().recencyCuts)}
            {cutField("frequency", text().frequencyCuts)}
            {cutField("monetary", text().monetaryCuts)}
            <CompareField value={settings().compare} asOf={basis().asOf} onChange={(compare) => change({ compare })} />
          </>
        }
        table={(answer) =>
          tableOf(
            Object.entries(answer.results).map(([id, result]) => ({ id, ...result })),
            {
              label: text().customers,
              sort: "-monetary",
              columns: [
                {
                  key: "name",
                  label: shared().customer,
                  value: (row) => report.names.contact(row.id),
                  show: (row) => <ContactLink id={row.id} names={report.names} />,
                },
                ...(answer.changes
                  ? [
                      {
                        key: "before",
                        label: shared().before,
                        value: (row: { readonly id: string }) => {
                          const then = answer.changes?.records[row.id]?.then ?? null;
                          return then === null ? null : nameOfSegment(then);
                        },
                        show: (row: { readonly id: string }) => <WasSegment change={answer.changes?.records[row.id]} />,
                        width: 9,
                      },
                    ]
                  : []),
                {
                  key: "segment",
                  label: text().segment,
                  info: <Term of={terms().segment} />,
                  value: (row) => segmentName(row.segment),
                  width: 9,
                },
                {
                  key: "recency",
                  label: terms().recency.term,
                  info: <Term of={terms().recency} />,
                  isNumber: true,
                  value: (row) => row.recencyDays,
                  show: (row) => text().days(row.recencyDays),
                  width: 7.5,
                },
                {
                  key: "frequency",
                  label: terms().frequency.term,
                  info: <Term of={terms().frequency} />,
                  isNumber: true,
                  value: (row) => row.frequency,
                  width: 7,
                },
                {
                  key: "monetary",
                  label: shared().revenue,
                  info: <Term of={terms().monetary} />,
                  isNumber: true,
                  value: (row) => row.monetary,
                  show: (row) => (
                    <CellButton onOpen={() => drill.open([row.id], undefined)}>{showMoney(row.monetary, currency(), true)}</CellButton>
                  ),
                  width: 8,
                },
                {
                  key: "scores",
                  label: text().scores,
                  value: (row) => `${row.scores.recency}·${row.scores.frequency}·${row.scores.monetary}`,
                  width: 5,
                },
              ],
            },
          )
        }
      >
        {(answer) => <Pictures answer={answer()} report={report} />}
      </ReportPage>
      <Drill drillThrough={drill.drillThrough()} currency={currency()} names={report.names} onClose={drill.close} />
      <Drill drillThrough={report.drillThrough()} currency={currency()} names={report.names} onClose={report.close} />
    </>
  );
}

/** In changes, whoever fits no group stands under "". */
const nameOfSegment = (key: string): string => segmentName(key === "" ? null : key);

const WasSegment = (props: { readonly change: { readonly then: string | null; readonly now: string | null } | undefined }): JSX.Element => (
  <Show when={props.change} fallback="–">
    {(change) => (
      <Show when={change().then !== change().now} fallback="=">
        <Show when={change().then === null} fallback={<>{nameOfSegment(change().then ?? "")} →</>}>
          <Before was={null} />
        </Show>
      </Show>
    )}
  </Show>
);

function Pictures(props: { readonly answer: Rfm; readonly report: ReportTools }): JSX.Element {
  const all = createMemo(() => Object.entries(props.answer.results));
  const most = (cut: Cut): number => props.answer.parameters.cuts[cut].length + 1;
  const down = (count: number): number[] => Array.from({ length: count }, (_, at) => count - at);
  const up = (count: number): number[] => Array.from({ length: count }, (_, at) => at + 1);
  const recencies = () => down(most("recencyDays"));
  const frequencies = () => up(most("frequency"));
  const idsAt = createMemo(() => {
    const ids = new Map<string, string[]>();
    for (const [id, result] of all()) {
      const key = `${result.scores.recency} ${result.scores.frequency}`;
      const list = ids.get(key);
      if (list) list.push(id);
      else ids.set(key, [id]);
    }
    return ids;
  });
  const at = (row: number, column: number): readonly string[] => idsAt().get(`${recencies()[row]} ${frequencies()[column]}`) ?? [];
  const segments = () => props.answer.segments.filter((segment) => segment.count > 0).toSorted((a, b) => b.count - a.count);
  const sizeOf = (...keys: readonly string[]): number =>
    props.answer.segments.reduce((sum, segment) => sum + (keys.includes(segment.key) ? segment.count : 0), 0);
  const openAll = (): void => props.report.open({ title: text().customers, contacts: Object.keys(props.answer.results) });
  const openSegment = (key: string | undefined): void => {
    if (key !== undefined)
      props.report.open({ title: segmentName(key), contacts: all().flatMap(([id, result]) => (result.segment === key ? [id] : [])) });
  };
  return (
    <>
      <Figures
        all={[
          { label: text().customers, value: formatNumber(props.answer.fit.customers), onOpen: openAll },
          {
            label: shared().revenue,
            value: showMoney(props.answer.fit.revenue, props.answer.parameters.currency),
            definition: terms().revenue,
            onOpen: openAll,
          },
          { label: segmentName("champions"), value: formatNumber(sizeOf("champions")), onOpen: () => openSegment("champions") },
          { label: segmentName("cannotLose"), value: formatNumber(sizeOf("cannotLose")), onOpen: () => openSegment("cannotLose") },
          { label: segmentName("atRisk"), value: formatNumber(sizeOf("atRisk")), onOpen: () => openSegment("atRisk") },
        ]}
      />
      <Heatmap
        title={text().map}
        summary={text().mapSummary(sizeOf("champions"), sizeOf("atRisk", "cannotLose"))}
        corner={`${text().corner}\u00a0↓ · ${terms().frequency.term}\u00a0→`}
        rows={recencies().map((score) => ({ key: String(score), label: recencyName(score, most("recencyDays")) }))}
        columns={frequencies().map((score) => ({ key: String(score), label: frequencyName(score, most("frequency")) }))}
        cell={(row, column) => {
          const count = at(row, column).length;
          return { value: count, words: formatNumber(count), label: text().cell(count) };
        }}
        onOpen={(row, column) =>
          props.report.open({
            title: `${recencyName(recencies()[row] ?? 0, most("recencyDays"))}, ${frequencyName(frequencies()[column] ?? 0, most("frequency"))}`,
            contacts: at(row, column),
          })
        }
      />
      <Show when={props.answer.changes}>
        {(changes) => (
          <ChangesTable
            changes={changes()}
            classes={[...props.answer.segments.map(({ key }) => key), ""]}
            nameOf={nameOfSegment}
            onOpen={(title, contacts) => props.report.open({ title, contacts })}
          />
        )}
      </Show>
      <BarChart
        title={text().groups}
        summary={text().groupsSummary(segmentName(segments()[0]?.key ?? null), segments()[0]?.count ?? 0)}
        direction="across"
        categories={segments().map((segment) => ({ key: segment.key, label: segmentName(segment.key) }))}
        series={[{ key: "count", label: text().customers, values: segments().map((segment) => segment.count) }]}
        format={(value) => text().cell(value)}
        formatShort={(value) => formatNumber(value)}
        onOpen={(index) => openSegment(segments()[index]?.key)}
      />
    </>
  );
}
