import { createMemo, For, type JSX, Show } from "solid-js";
import { compareTasks, groupOfTask, taskNoun } from "../../domain/task.ts";
import { localDayOf } from "../../i18n/format.ts";
import { createNounRecords } from "../../state/nouns.ts";
import { useWorkspace } from "../../state/workspace.tsx";
import { TaskRow, type TaskView } from "./TaskRow.tsx";
import { text } from "./text.ts";
import "./DueTasks.css";

/** One's own tasks and nobody's that are due today or were before; the children where there are none. */
export function DueTasks(props: { readonly children?: JSX.Element }): JSX.Element {
  const { status } = useWorkspace();
  const all = createNounRecords(taskNoun);
  const due = createMemo(() => {
    const today = localDayOf(new Date());
    const isDue = ({ record }: TaskView): boolean =>
      ["overdue", "today"].includes(groupOfTask(record, today)) && (!record.owner || record.owner === status()?.member);
    return all()
      ?.filter(isDue)
      .sort((a, b) => compareTasks(a.record, b.record, today));
  });
  return (
    <Show when={due()}>
      {(tasks) => (
        <Show when={tasks().length > 0} fallback={props.children}>
          <section class="tasks-due" aria-label={text().dueNow}>
            <h2>{text().dueNow}</h2>
            <For each={tasks()}>{(view) => <TaskRow view={view} href={`/tasks/${view.id}`} />}</For>
          </section>
        </Show>
      )}
    </Show>
  );
}
