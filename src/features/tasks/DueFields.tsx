import { type JSX, Show } from "solid-js";
import { dueDayOf, dueTimeOf, moveTask, type Task } from "../../domain/task.ts";
import { readTaskLine, type TaskLine } from "../../domain/taskLine.ts";
import { deviceZone } from "../../domain/zone.ts";
import { formatClock, formatDay, localDayOf } from "../../i18n/format.ts";
import type { PlainFields } from "../../lib/plain.ts";
import { RemindHere } from "../../parts/RemindHere.tsx";
import { Rivals } from "../../parts/Rivals.tsx";
import { reminderChoices, reminderName, remindText } from "../../parts/remindText.ts";
import { savedWithUndo } from "../../parts/undo.ts";
import { useWorkspace } from "../../state/workspace.tsx";
import { act, problemOf } from "../../ui/act.ts";
import { Chips } from "../../ui/Chip.tsx";
import { InlineEdit } from "../../ui/InlineEdit.tsx";
import type { TaskView } from "./acts.ts";
import { wallClock } from "./lineState.ts";
import { ruleWords } from "./ruleWords.ts";
import { text } from "./text.ts";

export const dueWords = (task: Pick<Task, "due" | "dueOn">): string => {
  const [day, time] = [dueDayOf(task), dueTimeOf(task)];
  return day && time ? text().dueShown(formatDay(day), formatClock(time)) : day ? formatDay(day) : "";
};

/** A field that holds nothing but when. */
const readWhole = (typed: string): TaskLine | undefined => {
  const read = readTaskLine(typed, { now: wallClock(new Date()) });
  return read.title === "" ? read : undefined;
};

/** When a task is due and how it comes again, typed as people say it. */
export function DueFields(props: { readonly view: TaskView }): JSX.Element {
  const { engine } = useWorkspace();
  const task = () => props.view.record;
  const patch = (fields: PlainFields): Promise<string | undefined> => {
    const seen = Object.fromEntries(Object.keys(fields).map((field) => [field, (task() as unknown as PlainFields)[field] ?? null]));
    return problemOf(engine.patch(props.view.id, fields, seen), savedWithUndo(engine));
  };
  const saveDue = (typed: string): string | Promise<string | undefined> => {
    if (typed.trim() === "") return patch({ ...moveTask(task(), null) });
    const read = readWhole(typed);
    if (!read || (!read.dueOn && !read.due) || read.rule) return text().dueWrong;
    return patch(read.due ? { due: read.due, dueOn: null, zone: deviceZone() } : { dueOn: read.dueOn ?? null, due: null });
  };
  const saveRule = (typed: string): string | Promise<string | undefined> => {
    if (typed.trim() === "") return patch({ rule: null });
    const read = readWhole(typed);
    if (!read?.rule) return text().ruleWrong;
    // It begins when the task is due, or with its first date.
    const begins = dueDayOf(task())
      ? {}
      : read.due
        ? { due: read.due, zone: deviceZone() }
        : { dueOn: read.dueOn ?? localDayOf(new Date()) };
    return patch({ rule: read.rule, ...begins });
  };
  const reminders = (): readonly string[] => Object.entries(task().reminders ?? {}).flatMap(([one, isIn]) => (isIn === true ? [one] : []));
  const remind = (after: readonly string[]): void => {
    const before = reminders();
    const change = { add: after.filter((one) => !before.includes(one)), remove: before.filter((one) => !after.includes(one)) };
    void act(engine.patch(props.view.id, { reminders: change } as never), savedWithUndo(engine));
  };
  return (
    <>
      <div class="record-field">
        <InlineEdit label={text().due} value={dueWords(task())} stored={task().due ?? task().dueOn} onSave={saveDue} />
        <Rivals id={props.view.id} field="dueOn" rivals={props.view.rivals} show={(day) => (day ? formatDay(String(day)) : "–")} />
        <Rivals id={props.view.id} field="due" rivals={props.view.rivals} show={(due) => (due ? dueWords({ due: String(due) }) : "–")} />
      </div>
      <div class="record-field">
        <InlineEdit label={text().rule} value={task().rule ? ruleWords(task().rule ?? "") : ""} stored={task().rule} onSave={saveRule} />
        <Rivals id={props.view.id} field="rule" rivals={props.view.rivals} show={(rule) => (rule ? ruleWords(String(rule)) : "–")} />
      </div>
      <Show when={dueDayOf(task())}>
        <div class="record-field">
          <Chips
            label={remindText().remind}
            isLabelShown
            options={[...new Set([...reminderChoices, ...reminders()])].map((value) => ({ value, label: reminderName(value, "task") }))}
            values={reminders()}
            onChange={remind}
          />
          <Show when={reminders().length > 0}>
            <RemindHere />
          </Show>
        </div>
      </Show>
    </>
  );
}
