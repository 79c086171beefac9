import { createMemo, createSignal, type JSX, Show } from "solid-js";
import { formatNumber } from "../../../i18n/format.ts";
import { type Answers, createAnalysis } from "../../../state/analysis.ts";
import { BarChart } from "../../../ui/charts/BarChart.tsx";
import { LineChart, type LinePoint } from "../../../ui/charts/LineChart.tsx";
import { SegmentedControl } from "../../../ui/SegmentedControl.tsx";
import { TextField } from "../../../ui/TextField.tsx";
import { Before, ChangesTable, type Compare, CompareField, comparedWith } from "../changes.tsx";
import { createTrial } from "../createTrial.ts";
import { areRising, readCuts } from "../cuts.ts";
import { Drill, type DrillThrough } from "../Drill.tsx";
import { FromField } from "../fields.tsx";
import { showMoney, showShare, showShortMoney } from "../money.ts";
import { ContactLink, createNames } from "../names.tsx";
import { createPivotDrill } from "../pivot/createPivot.ts";
import { ReportPage, tableOf } from "../ReportPage.tsx";
import { createBasis, createSettings } from "../settings.ts";
import { CellButton, Figures, Term } from "../Term.tsx";
import { terms } from "../terms.ts";
import { text as shared } from "../text.ts";
import { text } from "./text.ts";

type Abc = Answers["abc"];

const letterOf = (index: number): string => String.fromCharCode(65 + index);
/** A curve of more points looks the same and is slower to walk. */
const mostPoints = 60;

export function AbcReport(): JSX.Element {
  const basis = createBasis();
  const [settings, change] = createSettings<{
    of: "party" | "product";
    cuts: readonly number[];
    from?: string | undefined;
    compare?: Compare;
  }>({
    of: "party",
    cuts: [0.8, 0.95],
  });
  /** How large the classes would be shows while the borders are still being typed. */
  const trial = createTrial<readonly number[]>();
  const readShares = (typed: string): readonly number[] => readCuts(typed).map((cut) => cut / 100);
  const from = () => (settings().from ? { from: settings().from } : {});
  const analysis = createAnalysis("abc", () => ({
    ...basis(),
    of: settings().of,
    cuts: trial.value() ?? settings().cuts,
    ...from(),
    ...comparedWith(settings().compare, basis().asOf),
  }));
  const names = createNames();
  const [drillThrough, setDrillThrough] = createSignal<DrillThrough>();
  const drill = createPivotDrill(() => ({ ...basis(), ...from(), of: "purchase", rows: [{ dimension: settings().of }] }), names);
  const isParty = (): boolean => analysis.answer()?.parameters.of !== "product";
  const nameOf = (id: string): string => (isParty() ? names.contact(id) : names.product(id));
  const currency = (): string => analysis.answer()?.parameters.currency ?? "EUR";
  const openClass = (answer: Abc, index: number): void => {
    if (!isParty()) return;
    const contacts = Object.entries(answer.results).flatMap(([id, one]) => (one.class === index ? [id] : []));
    setDrillThrough({ title: text().class(letterOf(index)), contacts });
  };
  return (
    <>
      <ReportPage
        report="abc"
        from={settings().from}
        isNothing={(answer) => Object.keys(answer.results).length === 0}
        analysis={analysis}
        settings={
          <>
            <FromField value={settings().from} onChange={(from) => change({ from })} />
            <SegmentedControl
              label={text().of}
              isLabelShown
              value={settings().of}
              onChange={(of) => change({ of: of as "party" | "product" })}
              segments={[
                { value: "party", label: text().customers },
                { value: "product", label: text().products },
              ]}
            />
            <TextField
              label={text().cuts}
              placeholder={text().cutsHint}
              value={settings()
                .cuts.map((cut) => formatNumber(cut * 100, { maximumFractionDigits: 2 }))
                .join("; ")}
              onInput={(typed) => {
                const cuts = readShares(typed);
                trial.type(cuts.length > 0 && areRising(cuts) && cuts.every((cut) => cut > 0 && cut < 1) ? cuts : undefined);
              }}
              onChange={(typed) => {
                trial.end();
                change({ cuts: readShares(typed) });
              }}
            />
            <CompareField value={settings().compare} asOf={basis().asOf} onChange={(compare) => change({ compare })} />
          </>
        }
        table={(answer) =>
          tableOf(
            Object.entries(answer.results).map(([id, result]) => ({ id, ...result })),
            {
              label: isParty() ? shared().customer : shared().product,
              sort: "rank",
              columns: [
                {
                  key: "name",
                  label: isParty() ? shared().customer : shared().product,
                  value: (row) => nameOf(row.id),
                  show: (row) => (isParty() ? <ContactLink id={row.id} names={names} /> : nameOf(row.id)),
                },
                {
                  key: "class",
                  label: text().classHead,
                  info: <Term of={terms().abc} />,
                  value: (row) => letterOf(row.class),
                  width: 5.5,
                },
                ...(answer.changes
                  ? [
                      {
                        key: "before",
                        label: shared().before,
                        value: (row: { readonly id: string }) => {
                          const then = answer.changes?.records[row.id]?.then;
                          return typeof then === "number" ? letterOf(then) : null;
                        },
                        show: (row: { readonly id: string }) => <WasClass change={answer.changes?.records[row.id]} />,
                        width: 5.5,
                      },
                    ]
                  : []),
                { key: "rank", label: text().rank, isNumber: true, value: (row) => row.rank, width: 4 },
                {
                  key: "revenue",
                  label: shared().revenue,
                  info: <Term of={terms().revenue} />,
                  isNumber: true,
                  value: (row) => row.revenue,
                  show: (row) => (
                    <CellButton onOpen={() => drill.open([row.id], undefined)}>{showMoney(row.revenue, currency(), true)}</CellButton>
                  ),
                  width: 7.5,
                },
                {
                  key: "share",
                  label: shared().share,
                  isNumber: true,
                  value: (row) => row.share,
                  show: (row) => showShare(row.share),
                  width: 5,
                },
                {
                  key: "cumulated",
                  label: text().cumulated,
                  isNumber: true,
                  value: (row) => row.cumulatedShare,
                  show: (row) => showShare(row.cumulatedShare),
                  width: 6.5,
                },
              ],
            },
          )
        }
      >
        {(answer) => (
          <Pictures
            answer={answer()}
            onOpen={(index) => openClass(answer(), index)}
            {...(isParty() ? { onOpenContacts: (title: string, contacts: readonly string[]) => setDrillThrough({ title, contacts }) } : {})}
          />
        )}
      </ReportPage>
      <Drill drillThrough={drill.drillThrough()} currency={currency()} names={names} onClose={drill.close} />
      <Drill drillThrough={drillThrough()} currency={currency()} names={names} onClose={() => setDrillThrough(undefined)} />
    </>
  );
}

/** The class before, and whether it was a better one: A comes first. */
const WasClass = (props: { readonly change: { readonly then: number | null; readonly now: number | null } | undefined }): JSX.Element => {
  const then = (): number | null => props.change?.then ?? null;
  const rise = (): number => (then() ?? 0) - (props.change?.now ?? 0);
  return (
    <Before
      was={props.change === undefined ? undefined : then() === null ? null : letterOf(then() ?? 0)}
      direction={rise() > 0 ? "up" : rise() < 0 ? "down" : "same"}
    />
  );
};

function Pictures(props: {
  readonly answer: Abc;
  readonly onOpen: (index: number) => void;
  readonly onOpenContacts?: (title: string, ids: readonly string[]) => void;
}): JSX.Element {
  const currency = (): string => props.answer.parameters.currency;
  const isParty = (): boolean => props.answer.parameters.of !== "product";
  const who = (): string => (isParty() ? text().customers : text().products);
  const total = (): number => Object.keys(props.answer.results).length;
  const ranked = createMemo(() => Object.values(props.answer.results).sort((a, b) => a.rank - b.rank));
  const points = createMemo<readonly LinePoint[]>(() => {
    const all = ranked();
    const step = Math.max(1, Math.ceil(all.length / mostPoints));
    const chosen = all.filter((one, at) => (at + 1) % step === 0 || at === all.length - 1 || one.rank === 1);
    return [{ x: 0, y: 0 }, ...chosen.map((one) => ({ x: one.rank / all.length, y: one.cumulatedShare }))];
  });
  const borders = () => {
    let sum = 0;
    return props.answer.classes.slice(0, -1).map((one) => {
      sum += one.count;
      return { x: sum / Math.max(1, total()), label: letterOf(one.class) };
    });
  };
  const first = () => props.answer.classes[0];
  return (
    <>
      <Figures
        all={[
          {
            label: shared().revenue,
            value: showMoney(props.answer.fit.revenue, currency()),
            definition: terms().revenue,
            onOpen: props.onOpenContacts && (() => props.onOpenContacts?.(who(), Object.keys(props.answer.results))),
          },
          ...props.answer.classes.map((one) => ({
            label: text().class(letterOf(one.class)),
            value: formatNumber(one.count),
            detail: `${showShare(one.share, 0)} · ${showMoney(one.revenue, currency())}`,
            ...(one.class === 0 ? { definition: terms().abc } : {}),
            onOpen: isParty() ? () => props.onOpen(one.class) : undefined,
          })),
        ]}
      />
      <Show when={props.answer.changes}>
        {(changes) => (
          <ChangesTable
            changes={changes()}
            classes={props.answer.classes.map((one) => one.class)}
            nameOf={letterOf}
            {...(props.onOpenContacts && { onOpen: props.onOpenContacts })}
          />
        )}
      </Show>
      <LineChart
        title={text().curve}
        summary={text().curveSummary(who(), showShare((first()?.count ?? 0) / Math.max(1, total()), 0), showShare(first()?.share ?? 0, 0))}
        domainX={[0, 1]}
        domainY={[0, 1]}
        labelX={text().shareOfAll}
        labelY={text().shareOfRevenue}
        borders={borders()}
        series={[
          { key: "own", label: who(), points: points() },
          {
            key: "even",
            label: text().even,
            isReference: true,
            points: [
              { x: 0, y: 0 },
              { x: 1, y: 1 },
            ],
          },
        ]}
        formatX={(x) => text().first(showShare(x, 0))}
        formatXShort={(x) => showShare(x, 0)}
        formatY={(y) => showShare(y)}
        formatYShort={(y) => showShare(y, 0)}
      />
      <BarChart
        title={text().classes}
        summary={text().classesSummary(first()?.count ?? 0, showShare(first()?.share ?? 0, 0))}
        direction="across"
        categories={props.answer.classes.map((one) => ({ key: letterOf(one.class), label: text().class(letterOf(one.class)) }))}
        series={[{ key: "revenue", label: shared().revenue, values: props.answer.classes.map((one) => one.revenue) }]}
        format={(value) => showMoney(value, currency())}
        formatShort={(value) => showShortMoney(value, currency())}
        {...(isParty() ? { onOpen: (index: number) => props.onOpen(index) } : {})}
      />
    </>
  );
}
