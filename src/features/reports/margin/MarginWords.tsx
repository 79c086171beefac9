import { type JSX, Show } from "solid-js";
import type { Answers } from "../../../state/analysis.ts";
import { FactList } from "../FactList.tsx";
import { showMoney, showNumber } from "../money.ts";
import { terms } from "../terms.ts";
import { text as shared } from "../text.ts";
import { text } from "./text.ts";

type Margin = Answers["margin"];

/** How a contribution comes about, line by line, and what of it nobody knows. */
export function MarginWords(props: { readonly answer: Margin; readonly of: Margin["total"] }): JSX.Element {
  const money = (amount: number): string => showMoney(amount, props.answer.parameters.currency);
  const rates = () => props.answer.parameters;
  const steps = (): readonly (readonly [string, string])[] => {
    const { net, lines, linesWithoutCost, knownCost, costToServe, contribution, contributionAtMost } = props.of;
    const isUnknown = lines > 0 && lines === linesWithoutCost;
    return [
      [shared().revenue, money(net)],
      [`− ${text().goods}`, isUnknown ? text().unknown : money(knownCost)],
      [`− ${terms().costToServe.term}`, money(costToServe)],
      [`= ${terms().contribution.term}`, contribution === null ? text().atMost(money(contributionAtMost)) : money(contribution)],
    ];
  };
  const served = (): string => {
    const { minutes, visits, mailings } = props.of;
    const { hourlyCost, visitCost, mailingCost } = rates();
    const times = (count: string, rate: number | null): string => `${count} × ${rate === null ? text().unknown : money(rate)}`;
    return [
      minutes > 0 ? times(text().hours(showNumber(minutes / 60, 1)), hourlyCost) : "",
      visits > 0 ? times(text().visitCount(visits), visitCost) : "",
      mailings > 0 ? times(text().mailingCount(mailings), mailingCost) : "",
    ]
      .filter(Boolean)
      .join(" + ");
  };
  return (
    <>
      <FactList facts={steps()} />
      <Show when={served()}>{(sum) => <p>{`${terms().costToServe.term}: ${sum()}`}</p>}</Show>
      <Show when={props.of.assumedMinutes > 0}>
        <p class="drill-count">{text().assumed(showNumber(props.of.assumedMinutes))}</p>
      </Show>
      <Show when={props.of.linesWithoutCost > 0}>
        <p class="drill-count">{text().withoutCost(props.of.linesWithoutCost, money(props.of.netWithoutCost))}</p>
      </Show>
      <Show when={props.of.interactionsWithoutMinutes > 0}>
        <p class="drill-count">{text().withoutMinutes(props.of.interactionsWithoutMinutes)}</p>
      </Show>
    </>
  );
}
