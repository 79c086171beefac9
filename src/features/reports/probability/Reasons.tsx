import { For, type JSX, Show } from "solid-js";
import { analysisFieldName } from "../../../i18n/analysis.ts";
import { formatList, formatNumber } from "../../../i18n/format.ts";
import type { Answers, DrillThroughs } from "../../../state/analysis.ts";
import { chanceOf100, showChance } from "../money.ts";
import { RhythmWords } from "../rhythm/Rhythm.tsx";
import { terms } from "../terms.ts";
import { text as shared } from "../text.ts";
import { text } from "./text.ts";
import "../Drill.css";

type Answer = Answers["propensity"];
type Reason = Answer["results"][string]["reasons"][number];

/** Above the first a reason moves one chance in two to nearly three in four; below the second hardly anything. */
const [strong, weak] = [1, 0.3];

function valueText({ value }: Reason): string {
  if (value === null || value === undefined || value === "") return text().missing;
  return typeof value === "number" ? formatNumber(value, { maximumFractionDigits: 1 }) : String(value);
}

const fieldAndValue = (reason: Reason): string => `${analysisFieldName(reason.field)} ${valueText(reason)}`;

/** Short, for a row of the table. */
export const reasonText = (reason: Reason): string =>
  reason.effect === "raises" ? text().raises(fieldAndValue(reason)) : text().lowers(fieldAndValue(reason));

function howMuch({ contribution }: Reason): string {
  const size = Math.abs(contribution);
  return size >= strong ? text().strongly : size >= weak ? text().clearly : text().slightly;
}

/** Where the field is known already: its value and what that does. */
export const reasonEffect = (reason: Reason): string => text().effect(valueText(reason), howMuch(reason), reason.effect === "raises");

/** With how much it does, and which fields tell the same. */
function reasonSentence(reason: Reason): string {
  const along = reason.alongWith.length > 0 ? text().alongWith(formatList(reason.alongWith.map(analysisFieldName))) : "";
  return text().reason(`${fieldAndValue(reason)}${along}`, howMuch(reason), reason.effect === "raises");
}

/** What one contact's probability rests on: what it means, why it is as it is, and how they have bought. */
export function ProbabilityWords(props: {
  readonly answer: Answer;
  readonly party: string;
  /** Where it was learned from purchases. */
  readonly purchases: DrillThroughs["clv"] | undefined;
}): JSX.Element {
  const own = () => props.answer.results[props.party];
  const fit = () => props.answer.fit;
  return (
    <>
      <Show when={own()}>
        {(one) => (
          <>
            <p>
              {text().of100(showChance(one().probability), happening(props.answer, chanceOf100(one().probability)))}{" "}
              {text().onAverage(Math.round((100 * fit().hits) / fit().answered))}
            </p>
            <Show when={one().reasons.length > 0} fallback={<p>{text().noReasons}</p>}>
              <ul class="reason-list">
                <For each={one().reasons}>{(reason) => <li data-effect={reason.effect}>{reasonSentence(reason)}</li>}</For>
              </ul>
            </Show>
          </>
        )}
      </Show>
      <Show when={props.purchases}>{(purchases) => <RhythmWords of={purchases()} />}</Show>
      <details class="drill-why">
        <summary>{shared().howComputed}</summary>
        <div>
          <p>{terms().probability.computed}</p>
          <p>{text().howReasons}</p>
          <Show when={props.purchases}>
            <p>{[terms().rhythm.meaning, terms().rhythm.computed].join(" ")}</p>
          </Show>
          <p>
            {text().fittedOn(
              formatNumber(fit().answered),
              formatNumber(fit().columns.length),
              formatNumber(props.answer.parameters.penalty),
            )}
          </p>
        </div>
      </details>
    </>
  );
}

/** What happens with so many of a hundred. */
function happening({ parameters }: Answer, n: number): string {
  const { field, positive, aim, horizonDays } = parameters;
  if (field !== null) return text().isTrue(n, analysisFieldName(field), formatList(positive ?? []));
  return (aim === "churn" ? text().stayAway : text().buy)(n, horizonDays ?? 0);
}

/** What came of a case. */
export function outcome({ parameters }: Answer, happened: boolean): string {
  if (parameters.field !== null) return happened ? text().cameTrue : text().cameNot;
  const hasBought = (parameters.aim === "churn") !== happened;
  return hasBought ? text().bought : text().boughtNot;
}
