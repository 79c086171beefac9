import { createMemo, For, type JSX, Show } from "solid-js";
import { isSettled, taskNoun } from "../../domain/task.ts";
import { TodaySection } from "../../parts/TodaySection.tsx";
import { createNounRecordsWith } from "../../state/nouns.ts";
import { useToday } from "../../state/today.tsx";
import { TaskRow } from "./TaskRow.tsx";
import { text } from "./text.ts";

/** The tasks that are due in the days of Today, and were before. */
export function DueTasks(): JSX.Element {
  const { answer } = useToday();
  const views = createNounRecordsWith(taskNoun, () => answer()?.tasks.map(({ id }) => id));
  // What was done a moment ago goes at once, not with the next answer.
  const open = createMemo(() => views()?.filter(({ record }) => !isSettled(record)) ?? []);
  return (
    <Show when={open().length > 0}>
      <TodaySection title={text().dueNow} count={open().length}>
        <For each={open()}>
          {(view) => (
            <li>
              <TaskRow view={view} href={`/tasks/${view.id}`} />
            </li>
          )}
        </For>
      </TodaySection>
    </Show>
  );
}
