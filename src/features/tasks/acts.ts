// What is done to tasks, one or several: each one save, one sentence and one way back.
import { completion, dueDayOf, isSettled, moveTask, type NextDue, reopening, type TaskChange, taskNoun } from "../../domain/task.ts";
import { formatDay, localDayOf } from "../../i18n/format.ts";
import { addDays, nextWeekday } from "../../lib/calendarDay.ts";
import type { PlainFields } from "../../lib/plain.ts";
import { doneWithUndo } from "../../parts/undo.ts";
import { type RecordView, readNounRecords } from "../../state/nouns.ts";
import type { EngineClient, Workspace } from "../../state/workspace.tsx";
import { act } from "../../ui/act.ts";
import { text } from "./text.ts";

export type TaskView = RecordView<typeof taskNoun>;
type At = Pick<Workspace, "engine" | "db">;

const monday = 1;
export const moveDays = {
  today: (today: string) => today,
  tomorrow: (today: string) => addDays(today, 1),
  week: (today: string) => nextWeekday(today, monday),
  someday: () => null,
} as const;
export type MoveTarget = keyof typeof moveDays;
export const moveTargets = Object.keys(moveDays) as readonly MoveTarget[];

/** One tap completes a task or opens it again; the next of its series comes and goes with it. */
export async function settleTask({ engine, db }: At, view: TaskView): Promise<void> {
  if (!isSettled(view.record)) return completeTasks({ engine, db }, [view]);
  const all = view.record.rule ? await readNounRecords(db, taskNoun) : [];
  await save(engine, reopening(view, all, new Date().toISOString()), text().reopened);
}

export async function completeTasks({ engine }: At, views: readonly TaskView[]): Promise<void> {
  const open = views.filter(({ record }) => !isSettled(record));
  const now = new Date();
  const nexts = await Promise.all(open.map((view) => nextOf(view, localDayOf(now))));
  const changes = open.flatMap((view, index) => completion(view, now.toISOString(), nexts[index]));
  const [next] = nexts;
  await save(engine, changes, open.length === 1 && next ? text().doneNext(formatDay(next.due.slice(0, 10))) : text().doneMany(open.length));
}

async function nextOf({ record }: TaskView, today: string): Promise<NextDue | undefined> {
  const { rule, zone } = record;
  if (!rule) return undefined;
  const { nextDue } = await import("../../calendar/nextDue.ts");
  return nextDue({ due: record.due ?? (dueDayOf(record) || today), rule, zone }, today);
}

export async function moveTasks({ engine }: At, views: readonly TaskView[], target: MoveTarget): Promise<void> {
  const day = moveDays[target](localDayOf(new Date()));
  const changes = views.map(({ id, record }) => ({ id, fields: { ...moveTask(record, day), order: null } }));
  await save(engine, changes, text().moved(changes.length, day === null ? text().toSomeday : formatDay(day)));
}

export async function handOver({ engine }: At, views: readonly TaskView[], owner: string, name: string): Promise<void> {
  const changes = views.map(({ id }) => ({ id, fields: { owner: owner || null } }));
  await save(engine, changes, text().handedOver(changes.length, name));
}

export async function removeTasks({ engine }: At, views: readonly TaskView[]): Promise<void> {
  const ids = views.map(({ id }) => id);
  await act(engine.remove(ids), doneWithUndo(engine, text().deletedMany(ids.length)));
}

async function save(
  engine: EngineClient,
  changes: readonly (TaskChange | { readonly id: TaskView["id"]; readonly fields: PlainFields })[],
  said: string,
): Promise<void> {
  if (changes.length > 0) await act(engine.save(changes), doneWithUndo(engine, said));
}

export const placeTasks = ({ engine }: At, changes: readonly TaskChange[]): Promise<void> => save(engine, changes, text().placed);
