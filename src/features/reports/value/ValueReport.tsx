import { createMemo, type JSX } from "solid-js";
import { compareText, formatNumber } from "../../../i18n/format.ts";
import { type Answers, createAnalysis } from "../../../state/analysis.ts";
import { BarChart } from "../../../ui/charts/BarChart.tsx";
import { Select } from "../../../ui/Select.tsx";
import { createReport, type ReportTools } from "../createReport.ts";
import { Drill, type DrillThrough } from "../Drill.tsx";
import { NumberField } from "../fields.tsx";
import { showChance, showMoney, showNumber, showShare, showShortMoney } from "../money.ts";
import { ContactLink } from "../names.tsx";
import { ReportPage, tableOf } from "../ReportPage.tsx";
import { createOpenedCustomer } from "../rhythm/Rhythm.tsx";
import { createBasis, createSettings } from "../settings.ts";
import { CellButton, Figures, Term } from "../Term.tsx";
import { terms } from "../terms.ts";
import { text as shared } from "../text.ts";
import { modelNames, OutlookWords } from "./OutlookWords.tsx";
import { text } from "./text.ts";

type Value = Answers["clv"];
type Outlook = Value["results"][string];
type Model = "bg-nbd" | "pareto-nbd";

const bins = 10;

export function ValueReport(): JSX.Element {
  const basis = createBasis();
  const [settings, change] = createSettings<{ model: Model; periods: number; discountRate: number; marginShare: number }>({
    model: "bg-nbd",
    periods: 12,
    discountRate: 0.01,
    marginShare: 1,
  });
  const analysis = createAnalysis("clv", () => ({ ...basis(), ...settings() }));
  const report = createReport();
  const currency = (): string => analysis.answer()?.parameters.currency ?? "EUR";
  const customer = createOpenedCustomer(basis);
  /** What a customer's figures rest on; all of them on the same. */
  const outlook = createMemo((): DrillThrough | undefined => {
    const [id, answer, purchases] = [customer.party(), analysis.answer(), customer.purchases()];
    if (id === undefined || !answer) return undefined;
    return {
      title: report.names.contact(id),
      words: () => <OutlookWords answer={answer} party={id} purchases={purchases} />,
      ...(purchases ? { records: purchases.results.purchases.map((purchase) => ({ id: purchase })) } : { isAwaited: true }),
    };
  });
  const figure = (id: string, shown: string): JSX.Element =>
    shown === "–" ? shown : <CellButton onOpen={() => customer.open(id)}>{shown}</CellButton>;
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
                  show: (row) => figure(row.id, showChance(row.alive)),
                  width: 7.5,
                },
                {
                  key: "expected",
                  label: terms().expectedPurchases.term,
                  info: <Term of={terms().expectedPurchases} />,
                  isNumber: true,
                  value: (row) => row.expectedPurchases,
                  show: (row) => figure(row.id, showNumber(row.expectedPurchases, 1)),
                  width: 7.5,
                },
                {
                  key: "each",
                  label: text().perPurchase,
                  isNumber: true,
                  value: (row) => row.expectedValue,
                  show: (row) => figure(row.id, showMoney(row.expectedValue, currency())),
                  width: 6,
                },
                {
                  key: "value",
                  label: terms().lifetimeValue.term,
                  info: <Term of={terms().lifetimeValue} />,
                  isNumber: true,
                  value: (row) => row.lifetimeValue,
                  show: (row) => figure(row.id, showMoney(row.lifetimeValue, currency())),
                  width: 8.5,
                },
                {
                  key: "next",
                  label: terms().nextPurchase.term,
                  info: <Term of={terms().nextPurchase} />,
                  isNumber: true,
                  value: (row) => row.nextPurchaseMedianDays,
                  show: (row) =>
                    figure(row.id, row.nextPurchaseMedianDays === null ? "–" : text().days(Math.round(row.nextPurchaseMedianDays))),
                  width: 7.5,
                },
                {
                  key: "bought",
                  label: text().bought,
                  isNumber: true,
                  value: (row) => row.repeats + 1,
                  show: (row) => figure(row.id, showNumber(row.repeats + 1)),
                  width: 6,
                },
              ],
            },
          )
        }
      >
        {(answer) => <Pictures answer={answer()} report={report} onOpen={customer.open} />}
      </ReportPage>
      <Drill drillThrough={outlook()} currency={currency()} names={report.names} onClose={customer.close} />
      <Drill drillThrough={report.drillThrough()} currency={currency()} names={report.names} onClose={report.close} />
    </>
  );
}

function Pictures(props: { readonly answer: Value; readonly report: ReportTools; readonly onOpen: (party: string) => void }): JSX.Element {
  const currency = (): string => props.answer.parameters.currency;
  const all = createMemo(() => Object.entries(props.answer.results));
  const worth = (outlook: Outlook): number => outlook.lifetimeValue ?? 0;
  /** Ids are of chance: equals stand by name. */
  const byName = (a: string, b: string): number => compareText(props.report.names.contact(a), props.report.names.contact(b));
  const total = createMemo(() => all().reduce((sum, [, outlook]) => sum + worth(outlook), 0));
  const best = createMemo(() =>
    all()
      .toSorted(([idOfA, a], [idOfB, b]) => worth(b) - worth(a) || byName(idOfA, idOfB))
      .slice(0, 10),
  );
  const binOf = (alive: number): number => Math.min(bins - 1, Math.floor(alive * bins));
  const idsByBin = createMemo(() => {
    const ids: string[][] = Array.from({ length: bins }, () => []);
    for (const [id, { alive }] of all()) ids[binOf(alive)]?.push(id);
    return ids;
  });
  const binName = (bin: number): string => text().between(showShare(bin / bins, 0), showShare((bin + 1) / bins, 0));
  const money = (amount: number): string => showMoney(amount, currency());
  const broken = createMemo(() => all().filter(([, { rhythm }]) => rhythm.state === "broken"));
  /** Whose part of a sum is how large, the largest first. */
  const open = (title: string, partOf: (outlook: Outlook) => number, words: (part: number) => string): void =>
    props.report.open({
      title,
      contactWords: all()
        .map(([id, outlook]) => ({ id, part: partOf(outlook) }))
        .sort((a, b) => b.part - a.part || byName(a.id, b.id))
        .map(({ id, part }) => ({ id, words: words(part) })),
    });
  return (
    <>
      <Figures
        all={[
          {
            label: text().equity,
            value: showMoney(total(), currency()),
            definition: terms().lifetimeValue,
            onOpen: () => open(text().equity, worth, money),
          },
          {
            label: text().stillCustomers,
            value: showNumber(all().reduce((sum, [, outlook]) => sum + outlook.alive, 0)),
            detail: text().ofCustomers(all().length),
            definition: terms().alive,
            onOpen: () =>
              open(
                text().stillCustomers,
                (outlook) => outlook.alive,
                (part) => showShare(part, 0),
              ),
          },
          {
            label: terms().expectedPurchases.term,
            value: showNumber(all().reduce((sum, [, outlook]) => sum + outlook.expectedPurchases, 0)),
            definition: terms().expectedPurchases,
            onOpen: () =>
              open(
                terms().expectedPurchases.term,
                (outlook) => outlook.expectedPurchases,
                (part) => showNumber(part, 1),
              ),
          },
          {
            label: text().broken,
            value: formatNumber(broken().length),
            definition: terms().rhythm,
            onOpen: () =>
              props.report.open({
                title: text().broken,
                contactWords: broken()
                  .toSorted(([idOfA, a], [idOfB, b]) => worth(b) - worth(a) || byName(idOfA, idOfB))
                  .map(([id, { rhythm }]) => ({ id, words: text().late(Math.round(rhythm.usualDays ?? 0), rhythm.silentDays) })),
              }),
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
        onOpen={(index) => props.onOpen(best()[index]?.[0] ?? "")}
      />
      <p class="report-note">{text().fitted(modelNames[props.answer.parameters.purchases.model])}</p>
    </>
  );
}
