import type { JSX } from "solid-js";
import { idsOf } from "../../domain/record.ts";
import { completeTask, groupOfTask, isSettled, reopenTask, type taskNoun } from "../../domain/task.ts";
import { formatShort, localDayOf } from "../../i18n/format.ts";
import { RecordRow } from "../../parts/RecordRow.tsx";
import { doneWithUndo } from "../../parts/undo.ts";
import type { RecordView } from "../../state/nouns.ts";
import { type EngineClient, useWorkspace } from "../../state/workspace.tsx";
import { act } from "../../ui/act.ts";
import { text } from "./text.ts";
import "./TaskRow.css";

export type TaskView = RecordView<typeof taskNoun>;

/** One tap completes a task or opens it again. */
export async function settleTask(engine: EngineClient, { id, record }: TaskView): Promise<void> {
  const isOpen = !isSettled(record);
  const change = isOpen ? completeTask(record, new Date().toISOString()) : reopenTask();
  await act(engine.patch(id, change), doneWithUndo(engine, isOpen ? text().done : text().reopened));
}

/** A task in a line: its circle completes it. */
export function TaskRow(props: { readonly view: TaskView; readonly isPartyHidden?: boolean; readonly href?: string }): JSX.Element {
  const { engine, entry, memberName } = useWorkspace();
  const task = () => props.view.record;
  const group = () => groupOfTask(task(), localDayOf(new Date()));
  const about = (): string =>
    [
      ...(props.isPartyHidden ? [] : idsOf(task().parties).map((id) => entry(id)?.name ?? "")),
      task().owner ? memberName(task().owner ?? "") : "",
    ]
      .filter(Boolean)
      .join(" · ");
  const due = (): string => {
    const day = task().dueOn;
    return day ? (group() === "overdue" ? text().overdue(day) : formatShort(day)) : "";
  };
  return (
    <RecordRow
      title={task().title}
      href={props.href}
      detail={about()}
      end={due()}
      endTone={group() === "overdue" ? "bad" : group() === "today" ? "accent" : undefined}
      isStrong={task().priority === "high"}
      isPast={group() === "settled"}
      start={
        <button
          type="button"
          class="task-check"
          role="checkbox"
          tabindex={props.href ? 0 : -1}
          aria-checked={isSettled(task())}
          aria-label={isSettled(task()) ? text().reopen(task().title) : text().complete(task().title)}
          onClick={(event) => {
            event.stopPropagation();
            void settleTask(engine, props.view);
          }}
        />
      }
    />
  );
}
