import { createMemo, createSignal, type JSX, Show } from "solid-js";
import { formatList, formatNumber } from "../../../i18n/format.ts";
import { type Answers, type At, createAnalysis, createDrillThrough, type MethodOptions } from "../../../state/analysis.ts";
import { BarChart } from "../../../ui/charts/BarChart.tsx";
import { Drill, type DrillThrough } from "../Drill.tsx";
import { FromField, NumberField } from "../fields.tsx";
import { showNumber, showShare } from "../money.ts";
import { createNames, type Names } from "../names.tsx";
import { ReportPage, tableOf } from "../ReportPage.tsx";
import { createBasis, createSettings } from "../settings.ts";
import { CellButton, Figures, Term } from "../Term.tsx";
import { terms } from "../terms.ts";
import { text } from "./text.ts";

type Rules = Answers["rules"];
type Rule = Rules["results"][number];
const mostBars = 10;

/** Without a rule all baskets are meant. */
interface OpenedRule {
  readonly rule: Rule | undefined;
  readonly side: "left" | "both";
}
const atOf = ({ rule, side }: OpenedRule): At<"rules"> => ({
  left: rule?.left ?? [],
  ...(rule && side === "both" && { right: rule.right }),
});

export function RulesView(props: { readonly choice: JSX.Element }): JSX.Element {
  const basis = createBasis();
  const [settings, change] = createSettings<{ minSupport: number; minConfidence: number; from?: string | undefined }>({
    minSupport: 0.01,
    minConfidence: 0.3,
  });
  const options = (): MethodOptions["rules"] => ({
    ...basis(),
    minSupport: settings().minSupport,
    minConfidence: settings().minConfidence,
    ...(settings().from && { from: settings().from }),
  });
  const analysis = createAnalysis("rules", options);
  const names = createNames();
  const leftOf = (rule: Rule): string => formatList(rule.left.map(names.product));
  const [opened, setOpened] = createSignal<OpenedRule>();
  const baskets = createDrillThrough("rules", () => {
    const figure = opened();
    return figure && { ...options(), at: atOf(figure) };
  });
  const drillThrough = createMemo((): DrillThrough | undefined => {
    const [figure, answer, found] = [opened(), analysis.answer(), baskets.answer()];
    if (!figure || !answer) return undefined;
    const { rule, side } = figure;
    return {
      title: rule ? text().arrow(leftOf(rule), names.product(rule.right)) : text().baskets,
      ...(rule && {
        words: () => <RuleWords rule={rule} side={side} baskets={answer.fit.baskets} names={names} />,
        products: new Set([...rule.left, rule.right]),
      }),
      ...(found ? { records: found.results.purchases.map((id) => ({ id })) } : { isAwaited: true }),
    };
  });
  const figure = (rule: Rule, side: OpenedRule["side"], shown: string): JSX.Element => (
    <CellButton onOpen={() => setOpened({ rule, side })}>{shown}</CellButton>
  );
  return (
    <>
      <ReportPage
        report="next"
        from={settings().from}
        analysis={analysis}
        settings={
          <>
            {props.choice}
            <FromField value={settings().from} onChange={(from) => change({ from })} />
            <NumberField
              label={text().support}
              times={100}
              value={settings().minSupport}
              onChange={(minSupport) => change({ minSupport: minSupport ?? 0.01 })}
            />
            <NumberField
              label={text().confidence}
              times={100}
              value={settings().minConfidence}
              onChange={(minConfidence) => change({ minConfidence: minConfidence ?? 0.3 })}
            />
          </>
        }
        table={(answer) =>
          tableOf(answer.results, {
            label: text().rules,
            sort: "-evidence",
            columns: [
              { key: "left", label: text().when, value: leftOf },
              { key: "right", label: text().then, value: (rule) => names.product(rule.right), width: 10 },
              {
                key: "support",
                label: terms().support.term,
                info: <Term of={terms().support} />,
                isNumber: true,
                value: (rule) => rule.support,
                show: (rule) => figure(rule, "both", showShare(rule.support)),
                width: 6.5,
              },
              {
                key: "confidence",
                label: terms().confidence.term,
                info: <Term of={terms().confidence} />,
                isNumber: true,
                value: (rule) => rule.confidence,
                show: (rule) => figure(rule, "left", showShare(rule.confidence, 0)),
                width: 6.5,
              },
              {
                key: "lift",
                label: terms().ruleLift.term,
                info: <Term of={terms().ruleLift} />,
                isNumber: true,
                value: (rule) => rule.lift,
                show: (rule) => figure(rule, "left", showNumber(rule.lift, 2)),
                width: 5,
              },
              {
                key: "evidence",
                label: text().atLeastTimes,
                info: <Term of={terms().evidence} />,
                isNumber: true,
                value: (rule) => rule.sureLift,
                show: (rule) => figure(rule, "left", showNumber(rule.sureLift, 2)),
                width: 6,
              },
              {
                key: "count",
                label: text().count,
                isNumber: true,
                value: (rule) => rule.count,
                show: (rule) => figure(rule, "both", formatNumber(rule.count)),
                width: 5.5,
              },
            ],
          })
        }
      >
        {(answer) => <Pictures answer={answer()} names={names} leftOf={leftOf} onOpen={setOpened} />}
      </ReportPage>
      <Drill
        drillThrough={drillThrough()}
        currency={baskets.answer()?.parameters.currency ?? "EUR"}
        names={names}
        onClose={() => setOpened(undefined)}
      />
    </>
  );
}

/** A rule's figures in one breath, and which purchases follow. */
function RuleWords(props: {
  readonly rule: Rule;
  readonly side: OpenedRule["side"];
  readonly baskets: number;
  readonly names: Names;
}): JSX.Element {
  const left = (): string => formatList(props.rule.left.map((product) => props.names.product(product)));
  const right = (): string => props.names.product(props.rule.right);
  const confidence = (): string => showShare(props.rule.confidence);
  return (
    <>
      <p>{text().ruleWords(left(), right(), props.rule.leftCount, props.baskets, props.rule.count, confidence())}</p>
      <p>{text().liftWords(right(), showShare(props.rule.rightCount / props.baskets), confidence(), showNumber(props.rule.lift, 2))}</p>
      <p>{text().supportWords(showShare(props.rule.support), props.rule.count, props.baskets)}</p>
      <p class="drill-count">{props.side === "left" ? text().withLeft(left()) : text().withBoth(left(), right())}</p>
    </>
  );
}

function Pictures(props: {
  readonly answer: Rules;
  readonly names: Names;
  readonly leftOf: (rule: Rule) => string;
  readonly onOpen: (rule: OpenedRule) => void;
}): JSX.Element {
  /** What a shorter rule says already is not said again. */
  const best = createMemo(() =>
    props.answer.results
      .filter((rule) => !rule.isRedundant)
      .toSorted((a, b) => b.sureLift - a.sureLift)
      .slice(0, mostBars),
  );
  const nameOf = (rule: Rule): string => text().arrow(props.leftOf(rule), props.names.product(rule.right));
  return (
    <>
      <Figures
        all={[
          {
            label: text().baskets,
            value: formatNumber(props.answer.fit.baskets),
            onOpen: () => props.onOpen({ rule: undefined, side: "left" }),
          },
          { label: text().found, value: formatNumber(props.answer.results.length), definition: terms().ruleLift },
        ]}
      />
      <Show when={best()[0]} fallback={<p class="report-note">{text().none}</p>}>
        {(first) => (
          <BarChart
            title={text().best}
            summary={text().bestSummary(props.leftOf(first()), props.names.product(first().right), showNumber(first().sureLift, 1))}
            direction="across"
            categories={best().map((rule, at) => ({ key: String(at), label: nameOf(rule) }))}
            series={[{ key: "evidence", label: terms().evidence.term, values: best().map((rule) => rule.sureLift) }]}
            format={(value) => text().times(showNumber(value, 2))}
            formatShort={(value) => `×${showNumber(value, 1)}`}
            onOpen={(index) => props.onOpen({ rule: best()[index], side: "both" })}
          />
        )}
      </Show>
    </>
  );
}
