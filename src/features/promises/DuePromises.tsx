import { createMemo, For, type JSX, Show } from "solid-js";
import { isOpenPromise, promiseNoun } from "../../domain/promise.ts";
import { nounsTitle } from "../../i18n/nouns.ts";
import { TodaySection } from "../../parts/TodaySection.tsx";
import { createNounRecordsWith } from "../../state/nouns.ts";
import { useToday } from "../../state/today.tsx";
import { PromiseRow } from "./PromiseRow.tsx";

/** The promises that are due in the days of Today, and were before. */
export function DuePromises(): JSX.Element {
  const { answer } = useToday();
  const views = createNounRecordsWith(promiseNoun, () => answer()?.promises.map(({ id }) => id));
  const open = createMemo(() => views()?.filter(({ record }) => isOpenPromise(record)) ?? []);
  return (
    <Show when={open().length > 0}>
      <TodaySection title={nounsTitle("promise")} count={open().length}>
        <For each={open()}>
          {(view) => (
            <li>
              <PromiseRow view={view} href={`/promises/${view.id}`} />
            </li>
          )}
        </For>
      </TodaySection>
    </Show>
  );
}
