import { createMemo, For, type JSX, Show } from "solid-js";
import { analysisWarningText } from "../../i18n/analysis.ts";
import type { Warning } from "../../state/analysis.ts";
import { Banner } from "../../ui/Banner.tsx";
import { Button } from "../../ui/Button.tsx";
import { useReports } from "./context.ts";
import { text } from "./text.ts";

export interface RemarksProps {
  readonly warnings: readonly Warning[];
  /** What goods cost has a part in it; elsewhere remarks about costs would only distract. */
  readonly isAboutCost: boolean;
  /** A few stand open where there is room. */
  readonly isWide: boolean;
}

/** What is to be known about an answer: one sentence once, and what needs a deed first. */
export function Remarks(props: RemarksProps): JSX.Element {
  const { setAsOf } = useReports();
  const ends = (): Warning | undefined => props.warnings.find((warning) => warning.code === "facts-end-early");
  const isSaidElsewhere = ({ code }: Warning): boolean =>
    code === "facts-end-early" || code === "currency-left-out" || (code === "cost-from-product" && !props.isAboutCost);
  const others = createMemo(() => [
    ...new Set(props.warnings.filter((warning) => !isSaidElsewhere(warning)).map((warning) => analysisWarningText(warning))),
  ]);
  return (
    <>
      <Show when={ends()}>
        {(warning) => (
          <Banner
            tone="warn"
            actions={
              <Button size="small" kind="quiet" onClick={() => setAsOf(String(warning().last))}>
                {text().useDay}
              </Button>
            }
          >
            {analysisWarningText(warning())}
          </Banner>
        )}
      </Show>
      <Show when={others().length > 0}>
        <details class="remarks" open={props.isWide && others().length < 3}>
          <summary>{text().remarks(others().length)}</summary>
          <ul>
            <For each={others()}>{(sentence) => <li>{sentence}</li>}</For>
          </ul>
        </details>
      </Show>
    </>
  );
}
