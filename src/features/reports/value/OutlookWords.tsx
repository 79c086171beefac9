import { For, type JSX, Show } from "solid-js";
import { formatNumber } from "../../../i18n/format.ts";
import type { Answers, DrillThroughs } from "../../../state/analysis.ts";
import { FactList } from "../FactList.tsx";
import { showChance, showMoney, showNumber, showShare } from "../money.ts";
import { RhythmWords } from "../rhythm/Rhythm.tsx";
import type { Definition } from "../Term.tsx";
import { terms } from "../terms.ts";
import { text as shared } from "../text.ts";
import { text } from "./text.ts";
import "../Drill.css";

type Value = Answers["clv"];
type Model = Value["parameters"]["purchases"]["model"];

export const modelNames: Readonly<Record<Model, string>> = { "bg-nbd": "BG/NBD", "pareto-nbd": "Pareto/NBD" };
const weeksOfYear = 365.25 / 7;

/** What one customer's figures rest on: how they have bought, what follows from it, and how. */
export function OutlookWords(props: {
  readonly answer: Value;
  readonly party: string;
  readonly purchases: DrillThroughs["clv"] | undefined;
}): JSX.Element {
  const currency = (): string => props.answer.parameters.currency;
  const outlook = () => props.answer.results[props.party];
  return (
    <>
      <Show when={props.purchases}>{(purchases) => <RhythmWords of={purchases()} />}</Show>
      <Show when={outlook()}>
        {(own) => (
          <>
            <Show when={own().meanRepeatValue} fallback={<p>{text().onlyOnce}</p>}>
              {(mean) => <p>{text().meanSpent(showMoney(mean(), currency()))}</p>}
            </Show>
            <Facts />
            <details class="drill-why">
              <summary>{shared().whatFiguresMean}</summary>
              <div>
                <For each={[terms().rhythm, terms().alive, terms().expectedPurchases, terms().nextPurchase, terms().lifetimeValue]}>
                  {(definition) => <Meaning of={definition} />}
                </For>
              </div>
            </details>
            <details class="drill-why">
              <summary>{shared().howComputed}</summary>
              <div>
                <p>
                  {text().seen(own().repeats, text().weeks(showNumber(own().recencyWeeks, 1)), text().weeks(showNumber(own().ageWeeks, 1)))}
                </p>
                <p>{modelWords()}</p>
                <p>{valueWords()}</p>
                <p>
                  {text().discounted(showShare(props.answer.parameters.discountRate), showShare(props.answer.parameters.marginShare, 0))}
                </p>
                <p>{text().parameters(parameterList())}</p>
              </div>
            </details>
          </>
        )}
      </Show>
    </>
  );

  function Facts(): JSX.Element {
    const facts = (): readonly (readonly [string, string])[] => {
      const own = outlook();
      if (!own) return [];
      const next = own.nextPurchaseMedianDays;
      return [
        [terms().alive.term, showChance(own.alive)],
        [`${terms().expectedPurchases.term} ${text().inMonths(props.answer.parameters.periods)}`, showNumber(own.expectedPurchases, 1)],
        [terms().nextPurchase.term, next === null ? "–" : text().afterDays(Math.round(next))],
        [text().perPurchase, showMoney(own.expectedValue, currency())],
        [terms().lifetimeValue.term, showMoney(own.lifetimeValue, currency())],
      ];
    };
    return <FactList facts={facts()} />;
  }

  function modelWords(): string {
    const { purchases } = props.answer.parameters;
    const customers = formatNumber(props.answer.fit.purchases.customers);
    const rate = showNumber((purchases.r / purchases.alpha) * weeksOfYear, 1);
    return purchases.model === "bg-nbd"
      ? text().bgNbd(customers, rate, showShare(purchases.a / (purchases.a + purchases.b), 0))
      : text().paretoNbd(customers, rate, showShare((purchases.beta / (purchases.beta + weeksOfYear)) ** purchases.s, 0));
  }

  function valueWords(): string {
    const { p, q, gamma } = props.answer.parameters.value;
    return q > 1 ? text().gammaGamma(showMoney((p * gamma) / (q - 1), currency())) : text().gammaGammaOpen;
  }

  function parameterList(): string {
    const { model: _, ...purchases } = props.answer.parameters.purchases;
    return Object.entries({ ...purchases, ...props.answer.parameters.value })
      .map(([name, value]) => `${name} = ${formatNumber(value as number, { maximumSignificantDigits: 4 })}`)
      .join(", ");
  }
}

const Meaning = (props: { readonly of: Definition }): JSX.Element => (
  <p>
    <strong>{props.of.term}: </strong>
    {[props.of.meaning, props.of.computed].filter(Boolean).join(" ")}
  </p>
);
