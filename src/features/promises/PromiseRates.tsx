import { createMemo, For, type JSX, Show } from "solid-js";
import { type KeptRate, keptRate, type PromiseSide, sideOf } from "../../domain/promise.ts";
import { compareText, formatPercent, localDayOf } from "../../i18n/format.ts";
import { groupBy } from "../../lib/group.ts";
import { useWorkspace } from "../../state/workspace.tsx";
import { Info } from "../../ui/Info.tsx";
import type { PromiseView } from "./acts.ts";
import { text } from "./text.ts";
import "./PromiseRates.css";

interface Rate extends KeptRate {
  readonly name: string;
}

/** How reliably promises are kept: by the team and by each of its members, or by those who gave us theirs. */
export function PromiseRates(props: { readonly views: readonly PromiseView[]; readonly side: PromiseSide }): JSX.Element {
  const { memberName } = useWorkspace();
  const rateOf = (views: readonly PromiseView[]): KeptRate =>
    keptRate(
      views.map(({ record }) => record),
      localDayOf(new Date()),
      localDayOf,
    );
  const own = createMemo(() => props.views.filter(({ record }) => sideOf(record) === props.side));
  const whole = createMemo(() => rateOf(own()));
  const members = createMemo((): readonly Rate[] =>
    props.side === "theirs"
      ? []
      : [...groupBy(own(), ({ record }) => memberName(record.owner ?? ""))]
          .map(([name, views]) => ({ name: name || text().nobody, ...rateOf(views) }))
          .filter(({ share }) => share !== null)
          .sort((a, b) => compareText(a.name, b.name)),
  );
  const words = ({ share, inTime, counted }: KeptRate): string =>
    share === null ? text().rateNone : text().rateShown(formatPercent(share), inTime, counted);
  return (
    <Show when={own().length > 0}>
      <div class="promise-rates">
        <span class="promise-rate">
          <strong>{text().rateOf[props.side]}</strong> {words(whole())}
          <Info of={text().rateOf[props.side] ?? ""}>{text().rateMeans}</Info>
        </span>
        <Show when={members().length > 1}>
          <ul>
            <For each={members()}>
              {(rate) => (
                <li>
                  {rate.name} {words(rate)}
                </li>
              )}
            </For>
          </ul>
        </Show>
      </div>
    </Show>
  );
}
