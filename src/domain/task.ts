import { choice, day, defineNoun, filledText, ids, instant, type RecordOf, ref, text } from "./noun.ts";

export const taskStatuses = ["open", "inProgress", "done", "cancelled"] as const;
export type TaskStatus = (typeof taskStatuses)[number];
export const taskPriorities = ["high", "normal", "low"] as const;
export type TaskPriority = (typeof taskPriorities)[number];

/** Something that somebody has to do (RFC 5545: VTODO). */
export const taskNoun = defineNoun("task", {
  lies: "withParty",
  fields: {
    title: filledText,
    /** Absent: some day. */
    dueOn: day,
    /** Absent counts as normal. */
    priority: choice(taskPriorities),
    /** Absent counts as open. */
    status: choice(taskStatuses),
    doneAt: instant,
    parties: ids("party"),
    deal: ref("deal"),
    text,
  },
  required: ["title"],
  belongsTo: ["parties"],
  title: ({ title }) => title,
  sortBy: "dueOn",
  personal: ["title", "text"],
  /** A moment at which it was done says that it was: of two who set status and moment apart, one may have arrived alone. */
  repair: (task) => (task.doneAt && task.status !== "done" && task.status !== "cancelled" ? { ...task, status: "done" } : task),
});
export type Task = RecordOf<typeof taskNoun>;

type TaskPatch = { readonly status: TaskStatus; readonly doneAt: string | null };

/** Nothing is left to do. */
export const isSettled = ({ status }: Pick<Task, "status">): boolean => status === "done" || status === "cancelled";

/** Completed a second time, by somebody else or in another window, it keeps the moment it had. */
export const completeTask = (task: Pick<Task, "status" | "doneAt">, now: string): TaskPatch => ({
  status: "done",
  doneAt: (task.status === "done" && task.doneAt) || now,
});

export const reopenTask = (): TaskPatch => ({ status: "open", doneAt: null });

/** In which part of a list it stands on a day. */
const taskGroups = ["overdue", "today", "later", "someday", "settled"] as const;
export type TaskGroup = (typeof taskGroups)[number];

export function groupOfTask(task: Pick<Task, "status" | "dueOn">, today: string): TaskGroup {
  if (isSettled(task)) return "settled";
  if (!task.dueOn) return "someday";
  return task.dueOn < today ? "overdue" : task.dueOn === today ? "today" : "later";
}

const rank = (priority: string | null | undefined): number => (priority === "high" ? 0 : priority === "low" ? 2 : 1);

/** As they are to be done: by day, the important ones of a day first; what is done last, the newest first. */
export function compareTasks(a: Task, b: Task, today: string): number {
  const [x, y] = [groupOfTask(a, today), groupOfTask(b, today)];
  if (x !== y) return taskGroups.indexOf(x) - taskGroups.indexOf(y);
  if (x === "settled") return compareTexts(b.doneAt ?? "", a.doneAt ?? "");
  return compareTexts(a.dueOn ?? "", b.dueOn ?? "") || rank(a.priority) - rank(b.priority) || compareTexts(a.title, b.title);
}

const compareTexts = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
