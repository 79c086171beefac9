// What a report leaves out because it is in another currency, and the way to count in that one instead.
import { createMemo, For, type JSX, Show } from "solid-js";
import { analysisWarningText } from "../../i18n/analysis.ts";
import { formatList } from "../../i18n/format.ts";
import type { CurrencyLeftOut, Warning } from "../../state/analysis.ts";
import { useWorkspace } from "../../state/workspace.tsx";
import { Banner } from "../../ui/Banner.tsx";
import { Button } from "../../ui/Button.tsx";
import { Select } from "../../ui/Select.tsx";
import { useReports } from "./context.ts";
import { text } from "./text.ts";

export const isLeftOut = (warning: Warning): warning is CurrencyLeftOut => warning.code === "currency-left-out";

/** The currencies of what was left out, most first, each once. */
const currenciesOf = (leftOut: readonly CurrencyLeftOut[]): readonly string[] => [
  ...new Set(leftOut.flatMap(({ currencies }) => Object.keys(currencies))),
];

/** Counts in one of these instead, for each a button. */
export const CountInstead = (props: { readonly leftOut: readonly CurrencyLeftOut[]; readonly isFirst?: boolean }): JSX.Element => {
  const { setCurrency } = useReports();
  return (
    <For each={currenciesOf(props.leftOut)}>
      {(currency, at) => (
        <Button
          {...(props.isFirst ? { kind: at() === 0 ? ("primary" as const) : ("plain" as const) } : { size: "small", kind: "quiet" })}
          onClick={() => setCurrency(currency)}
        >
          {text().countIn(currency)}
        </Button>
      )}
    </For>
  );
};

/** Says how much is missing and in which currency, above the answer. */
export const LeftOutBanner = (props: { readonly leftOut: readonly CurrencyLeftOut[] }): JSX.Element => (
  <Show when={props.leftOut.length > 0}>
    <Banner tone="warn" actions={<CountInstead leftOut={props.leftOut} />}>
      {props.leftOut.map((warning) => analysisWarningText(warning)).join(" ")}
    </Banner>
  </Show>
);

/** Which currency is counted in, where there are several. */
export function CurrencyField(props: { readonly leftOut: readonly CurrencyLeftOut[] }): JSX.Element {
  const { currency, setCurrency } = useReports();
  const { settings } = useWorkspace();
  const own = (): string => settings().currency || "EUR";
  const all = createMemo(() => [...new Set([own(), ...(currency() === "" ? [] : [currency()]), ...currenciesOf(props.leftOut)])]);
  return (
    <Show when={all().length > 1}>
      <Select
        label={text().currency}
        value={currency() || own()}
        options={all().map((code) => ({ value: code, label: code }))}
        onChange={(code) => setCurrency(code === own() ? "" : code)}
      />
    </Show>
  );
}

/** Why there are no figures where all there is is in another currency. */
export const allLeftOut = (leftOut: readonly CurrencyLeftOut[], counted: string): string =>
  text().allInOther(formatList(currenciesOf(leftOut)), counted);
