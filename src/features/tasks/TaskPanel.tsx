import { createMemo, For, type JSX, Show } from "solid-js";
import { compareTasks, isSettled, taskNoun } from "../../domain/task.ts";
import { localDayOf } from "../../i18n/format.ts";
import { Quiet } from "../../parts/RecordGrid.tsx";
import { RecordPanel } from "../../parts/RecordPanel.tsx";
import { createRecordsOfContact, type HistorySource } from "../../state/nouns.ts";
import type { PanelProps } from "../../ui/appPage.ts";
import { TaskRow } from "./TaskRow.tsx";
import { text } from "./text.ts";

/** A task stands in a contact's history when it was written down and when it was done. */
export const taskHistory: HistorySource<typeof taskNoun> = {
  noun: taskNoun,
  entriesOf: ({ id, record }) => [
    { id, at: record.createdAt, title: record.title, detail: text().planned, href: `/tasks/${id}` },
    ...(record.doneAt ? [{ id, at: record.doneAt, title: record.title, detail: text().completed, href: `/tasks/${id}` }] : []),
  ],
};

/** What is to be done about a contact. */
export function TaskPanel(props: PanelProps): JSX.Element {
  const all = createRecordsOfContact(taskNoun, () => props.party);
  const open = createMemo(() => {
    const today = localDayOf(new Date());
    return all()
      ?.filter(({ record }) => !isSettled(record))
      .sort((a, b) => compareTasks(a.record, b.record, today));
  });
  return (
    <RecordPanel noun="task" onNew={props.onNew}>
      {/* The line keeps its place until the answer is there. */}
      <Show when={(open()?.length ?? 0) === 0}>
        <Quiet>{open() ? text().none : "\u00a0"}</Quiet>
      </Show>
      <For each={open()}>{(view) => <TaskRow view={view} isPartyHidden href={`/tasks/${view.id}`} />}</For>
    </RecordPanel>
  );
}
