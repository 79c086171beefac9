import { createMemo, type JSX } from "solid-js";
import { formatNumber } from "../../../i18n/format.ts";
import { type Answers, createAnalysis } from "../../../state/analysis.ts";
import { BarChart } from "../../../ui/charts/BarChart.tsx";
import { Select } from "../../../ui/Select.tsx";
import { createReport, type ReportTools } from "../createReport.ts";
import { Drill } from "../Drill.tsx";
import { NumberField } from "../fields.tsx";
import { showMoney, showNumber, showShare, showShortMoney } from "../money.ts";
import { ContactLink } from "../names.tsx";
import { ReportPage, tableOf } from "../ReportPage.tsx";
import { createAsOf, createSettings } from "../settings.ts";
import { Figures, Term } from "../Term.tsx";
import { terms } from "../terms.ts";
import { text as shared } from "../text.ts";
import { text } from "./text.ts";

type Value = Answers["clv"];
type Model = "bg-nbd" | "pareto-nbd";

const modelNames: Readonly<Record<Model, string>> = { "bg-nbd": "BG/NBD", "pareto-nbd": "Pareto/NBD" };
const bins = 10;

export function ValueReport(): JSX.Element {
  const asOf = createAsOf();
  const [settings, change] = createSettings<{ model: Model; periods: number; discountRate: number; marginShare: number }>({
    model: "bg-nbd",
    periods: 12,
    discountRate: 0.01,
    marginShare: 1,
  });
  const analysis = createAnalysis("clv", () => ({ ...asOf(), ...settings() }));
  const report = createReport();
  const currency = (): string => analysis.answer()?.parameters.currency ?? "EUR";
  return (
    <>
      <ReportPage
        report="value"
        analysis={analysis}
        settings={
          <>
            <Select
              label={text().model}
              value={settings().model}
              options={Object.entries(modelNames).map(([value, label]) => ({ value, label }))}
              onChange={(model) => change({ model: model as Model })}
            />
            <NumberField
              label={text().periods}
              value={settings().periods}
              onChange={(periods) => change({ periods: Math.round(periods ?? 12) })}
            />
            <NumberField
              label={text().discount}
              times={100}
              value={settings().discountRate}
              onChange={(discountRate) => change({ discountRate: discountRate ?? 0.01 })}
            />
            <NumberField
              label={text().margin}
              times={100}
              value={settings().marginShare}
              onChange={(marginShare) => change({ marginShare: marginShare ?? 1 })}
            />
          </>
        }
        table={(answer) =>
          tableOf(
            Object.entries(answer.results).map(([id, outlook]) => ({ id, ...outlook })),
            {
              label: shared().customers,
              sort: "-value",
              columns: [
                {
                  key: "name",
                  label: shared().customer,
                  value: (row) => report.names.contact(row.id),
                  show: (row) => <ContactLink id={row.id} names={report.names} />,
                },
                {
                  key: "alive",
                  label: terms().alive.term,
                  info: <Term of={terms().alive} />,
                  isNumber: true,
                  value: (row) => row.alive,
                  show: (row) => showShare(row.alive, 0),
                  width: 7.5,
                },
                {
                  key: "expected",
                  label: terms().expectedPurchases.term,
                  info: <Term of={terms().expectedPurchases} />,
                  isNumber: true,
                  value: (row) => row.expectedPurchases,
                  show: (row) => showNumber(row.expectedPurchases, 1),
                  width: 7.5,
                },
                {
                  key: "each",
                  label: text().perPurchase,
                  isNumber: true,
                  value: (row) => row.expectedValue,
                  show: (row) => showMoney(row.expectedValue, currency()),
                  width: 6,
                },
                {
                  key: "value",
                  label: terms().lifetimeValue.term,
                  info: <Term of={terms().lifetimeValue} />,
                  isNumber: true,
                  value: (row) => row.lifetimeValue,
                  show: (row) => showMoney(row.lifetimeValue, currency()),
                  width: 8.5,
                },
                {
                  key: "next",
                  label: terms().nextPurchase.term,
                  info: <Term of={terms().nextPurchase} />,
                  isNumber: true,
                  value: (row) => row.nextPurchaseMedianDays,
                  show: (row) => (row.nextPurchaseMedianDays === null ? "–" : text().days(Math.round(row.nextPurchaseMedianDays))),
                  width: 7.5,
                },
                { key: "bought", label: text().bought, isNumber: true, value: (row) => row.repeats + 1, width: 6 },
              ],
            },
          )
        }
      >
        {(answer) => <Pictures answer={answer()} report={report} />}
      </ReportPage>
      <Drill behind={report.behind()} currency={currency()} names={report.names} onClose={report.close} />
    </>
  );
}

function Pictures(props: { readonly answer: Value; readonly report: ReportTools }): JSX.Element {
  const currency = (): string => props.answer.parameters.currency;
  const all = createMemo(() => Object.entries(props.answer.results));
  const worth = (outlook: Value["results"][string]): number => outlook.lifetimeValue ?? 0;
  const total = createMemo(() => all().reduce((sum, [, outlook]) => sum + worth(outlook), 0));
  const best = createMemo(() =>
    all()
      .toSorted(([, a], [, b]) => worth(b) - worth(a))
      .slice(0, 10),
  );
  const binOf = (alive: number): number => Math.min(bins - 1, Math.floor(alive * bins));
  const idsByBin = createMemo(() => {
    const ids: string[][] = Array.from({ length: bins }, () => []);
    for (const [id, { alive }] of all()) ids[binOf(alive)]?.push(id);
    return ids;
  });
  const binName = (bin: number): string => text().between(showShare(bin / bins, 0), showShare((bin + 1) / bins, 0));
  const parameters = (): string => {
    const { model, ...rest } = props.answer.parameters.purchases;
    const parts = Object.entries(rest).map(
      ([name, value]) => `${name} = ${formatNumber(value as number, { maximumSignificantDigits: 4 })}`,
    );
    return text().fitted(modelNames[model], parts.join(", "));
  };
  return (
    <>
      <Figures
        all={[
          { label: text().equity, value: showMoney(total(), currency()), definition: terms().lifetimeValue },
          {
            label: text().stillCustomers,
            value: showNumber(all().reduce((sum, [, outlook]) => sum + outlook.alive, 0)),
            detail: text().ofCustomers(all().length),
            definition: terms().alive,
          },
          {
            label: terms().expectedPurchases.term,
            value: showNumber(all().reduce((sum, [, outlook]) => sum + outlook.expectedPurchases, 0)),
            definition: terms().expectedPurchases,
          },
        ]}
      />
      <BarChart
        title={text().alive}
        summary={text().aliveSummary(
          all().filter(([, { alive }]) => alive > 0.8).length,
          all().filter(([, { alive }]) => alive < 0.2).length,
        )}
        categories={idsByBin().map((_, bin) => ({ key: String(bin), label: binName(bin), short: showShare((bin + 0.5) / bins, 0) }))}
        series={[{ key: "count", label: shared().customers, values: idsByBin().map((ids) => ids.length) }]}
        format={(value) => shared().contacts(value)}
        formatShort={(value) => formatNumber(value)}
        onOpen={(bin) => props.report.open({ title: binName(bin), contacts: idsByBin()[bin] ?? [] })}
        height={220}
      />
      <BarChart
        title={text().best}
        summary={text().bestSummary(
          props.report.names.contact(best()[0]?.[0] ?? ""),
          showShare(total() > 0 ? best().reduce((sum, [, outlook]) => sum + worth(outlook), 0) / total() : null, 0),
        )}
        direction="across"
        categories={best().map(([id]) => ({ key: id, label: props.report.names.contact(id) }))}
        series={[{ key: "value", label: terms().lifetimeValue.term, values: best().map(([, outlook]) => worth(outlook)) }]}
        format={(value) => showMoney(value, currency())}
        formatShort={(value) => showShortMoney(value, currency())}
        onOpen={(place) => props.report.open({ title: text().best, contacts: [best()[place]?.[0] ?? ""] })}
      />
      <p class="report-note">{parameters()}</p>
    </>
  );
}
