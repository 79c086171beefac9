import ChartColumn from "lucide-solid/icons/chart-column";
import { type JSX, Show } from "solid-js";
import { analysisRefusalText, analysisWarningText } from "../../i18n/analysis.ts";
import type { AnalysisRefusal, CurrencyLeftOut, Warning } from "../../state/analysis.ts";
import { Button } from "../../ui/Button.tsx";
import { EmptyState } from "../../ui/EmptyState.tsx";
import { useReports } from "./context.ts";
import { allLeftOut, CountInstead, LeftOutBanner } from "./OtherCurrencies.tsx";
import { text } from "./text.ts";

/** Where nothing was found there is nothing to wait for but an import. */
export const isEmpty = (refusal: AnalysisRefusal): boolean =>
  refusal.code === "data-too-few" && refusal.found === 0 && lastDayOf(refusal) === undefined;

/** The day the facts end, where that may be why there are too few. */
const lastDayOf = (refusal: AnalysisRefusal): string | undefined => ("last" in refusal ? refusal.last : undefined);

const endsEarly = (last: string): Warning => ({ code: "facts-end-early", last });

export interface NoAnswerProps {
  readonly refusal: AnalysisRefusal | undefined;
  /** Nothing was found that could be counted. */
  readonly isNothing: boolean;
  /** What is in no figure because it is in another currency. */
  readonly leftOut: readonly CurrencyLeftOut[];
  /** The currency of the figures. */
  readonly counted: string;
}

/** Why there is no answer, or not all in it, and what to do about it. */
export function NoAnswer(props: NoAnswerProps): JSX.Element {
  const { setAsOf, onImport } = useReports();
  return (
    <>
      <Show when={props.isNothing}>
        <Show
          when={props.leftOut.length > 0}
          fallback={
            <EmptyState icon={ChartColumn} title={text().noneTitle} text={text().noneText}>
              <Button kind="primary" onClick={onImport}>
                {text().import}
              </Button>
            </EmptyState>
          }
        >
          <EmptyState icon={ChartColumn} title={text().noneIn(props.counted)} text={allLeftOut(props.leftOut, props.counted)}>
            <CountInstead leftOut={props.leftOut} isFirst />
          </EmptyState>
        </Show>
      </Show>
      <Show when={!props.isNothing}>
        <LeftOutBanner leftOut={props.leftOut} />
      </Show>
      <Show when={!props.isNothing && props.refusal}>
        {(why) => (
          <Show
            when={lastDayOf(why())}
            fallback={
              <EmptyState icon={ChartColumn} title={text().refusedTitle} text={analysisRefusalText(why())}>
                <Button onClick={onImport}>{text().import}</Button>
              </EmptyState>
            }
          >
            {(last) => (
              <EmptyState icon={ChartColumn} title={text().refusedTitle} text={analysisWarningText(endsEarly(last()))}>
                <Button kind="primary" onClick={() => setAsOf(last())}>
                  {text().useDay}
                </Button>
              </EmptyState>
            )}
          </Show>
        )}
      </Show>
    </>
  );
}
