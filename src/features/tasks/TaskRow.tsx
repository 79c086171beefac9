import Repeat from "lucide-solid/icons/repeat";
import { type JSX, Show } from "solid-js";
import type { TouchState } from "../../domain/cadence.ts";
import { checklistOf } from "../../domain/checklist.ts";
import { idsOf } from "../../domain/record.ts";
import { dueDayOf, dueTimeOf, groupOfTask, isSettled } from "../../domain/task.ts";
import { formatClock, formatShort, localDayOf } from "../../i18n/format.ts";
import { RecordRow } from "../../parts/RecordRow.tsx";
import { TouchSign } from "../../parts/TouchSign.tsx";
import { useWorkspace } from "../../state/workspace.tsx";
import { settleTask, type TaskView } from "./acts.ts";
import { text } from "./text.ts";
import "./TaskRow.css";

/** A task in a line: its circle completes it. */
export function TaskRow(props: {
  readonly view: TaskView;
  readonly isPartyHidden?: boolean;
  readonly href?: string;
  /** How one stands with the contact it is about. */
  readonly touch?: TouchState | undefined;
}): JSX.Element {
  const { engine, db, entry, memberName } = useWorkspace();
  const task = () => props.view.record;
  const group = () => groupOfTask(task(), localDayOf(new Date()));
  const progress = (): string => {
    const items = checklistOf(task().text ?? "");
    return items.length === 0 ? "" : text().progress(items.filter(({ isDone }) => isDone).length, items.length);
  };
  const about = (): string =>
    [
      ...(props.isPartyHidden ? [] : idsOf(task().parties).map((id) => entry(id)?.name ?? "")),
      task().owner ? memberName(task().owner ?? "") : "",
      progress(),
    ]
      .filter(Boolean)
      .join(" · ");
  const due = (): string => {
    const day = dueDayOf(task());
    if (!day) return "";
    const time = dueTimeOf(task());
    if (group() === "overdue") return text().overdue(day);
    if (group() === "today" && time) return formatClock(time);
    return [formatShort(day), time && formatClock(time)].filter(Boolean).join(" ");
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
            void settleTask({ engine, db }, props.view);
          }}
        />
      }
      sign={
        <>
          {/* That a step is planned the task itself says. */}
          <Show when={props.touch?.light === "late" || props.touch?.light === "soon"}>
            <TouchSign state={props.touch} />
          </Show>
          <Show when={task().rule && !isSettled(task())}>
            <Repeat class="task-repeats" role="img" aria-label={text().repeats} aria-hidden="false" />
          </Show>
        </>
      }
    />
  );
}
