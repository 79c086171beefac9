import type { Occasion } from "../lib/derivedId.ts";
import type { RecordId } from "../lib/id.ts";
import { orderBetween, ordersFor } from "../lib/order.ts";
import type { PlainFields } from "../lib/plain.ts";
import { untickAll } from "./checklist.ts";
import { choice, day, defineNoun, filledText, ids, instant, type Mark, type RecordOf, ref, set, text, wallTime, whole } from "./noun.ts";
import { idsOf, type Merged, textIn } from "./record.ts";
import { stepMark } from "./stepMark.ts";

export const taskStatuses = ["open", "inProgress", "done", "cancelled"] as const;
export type TaskStatus = (typeof taskStatuses)[number];
export const taskPriorities = ["high", "normal", "low"] as const;
export type TaskPriority = (typeof taskPriorities)[number];

/** Something that somebody has to do (RFC 5545: VTODO). */
export const taskNoun = defineNoun("task", {
  lies: "withParty",
  fields: {
    title: filledText,
    /** Absent, and no time either: some day. */
    dueOn: day,
    /** Instead of a day a time, on the clocks of `zone` (IANA). */
    due: wallTime,
    zone: text,
    /** RRULE without its name: it comes again. */
    rule: text,
    /** Minutes before it is due. */
    reminders: set,
    /** The first of the tasks that follow one another by a rule; absent on that one itself. */
    series: ref("task"),
    /** Where people put it by hand: a fractional key. */
    order: text,
    /** Absent counts as normal. */
    priority: choice(taskPriorities),
    /** Absent counts as open. */
    status: choice(taskStatuses),
    doneAt: instant,
    parties: ids("party"),
    deal: ref("deal"),
    /** Its checklist is the lines that begin with "- [ ] " or "- [x] ". */
    text,
    /** By which other calendars know it, and which version of it this is. */
    uid: text,
    sequence: whole(0),
    /** What another calendar says of it that Kontor has no field for: content lines of iCalendar, as they stood. */
    kept: text,
  },
  required: ["title"],
  belongsTo: ["parties"],
  title: ({ title }) => title,
  /** Open ones by their day, and as the next step with each contact. */
  marks: (task) => openMarks(task),
  /** What is due in a span of days is asked by index. */
  keys: [["dueOn"], ["due"]],
  sortBy: "dueOn",
  matchBy: ["uid"],
  personal: ["title", "text", "kept"],
  repair: (task) => withOneDue(withStatus(task)),
});
export type Task = RecordOf<typeof taskNoun>;

/** Where a task without a day stands among the days. */
export const someDay = "~";

function openMarks(task: Merged): readonly Mark[] {
  if (task["doneAt"] || task["status"] === "done" || task["status"] === "cancelled") return [];
  const day = dueDayOf({ due: textIn(task["due"]) || null, dueOn: textIn(task["dueOn"]) || null });
  return [["open", day || someDay], ...(day === "" ? [] : idsOf(task["parties"]).map((party): Mark => [stepMark, day, party]))];
}

type Due = { readonly dueOn?: string | null; readonly due?: string | null };
type Completion = { readonly status?: string | null; readonly doneAt?: string | null };

/** A moment at which it was done says that it was: of two who set status and moment apart, one may have arrived alone. */
const withStatus = <Of extends Completion>(task: Of): Of =>
  task.doneAt && task.status !== "done" && task.status !== "cancelled" ? { ...task, status: "done" } : task;

/** Who moved it to a day, not knowing of its time, moved the time with it. */
const withOneDue = <Of extends Due>(task: Of): Of =>
  task.due && task.dueOn ? { ...task, due: atTimeOf(task.due, task.dueOn), dueOn: null } : task;

const atTimeOf = (due: string, day: string): string => `${day}${due.slice(10)}`;

/** The day on which it is due, on the clocks of its zone; "" for some day. */
export const dueDayOf = ({ due, dueOn }: Due): string => due?.slice(0, 10) ?? dueOn ?? "";
/** "09:00", or "" where only a day is known. */
export const dueTimeOf = ({ due }: Due): string => due?.slice(11) ?? "";

export type DuePatch = { readonly dueOn: string | null; readonly due: string | null; readonly zone?: string | null };

/** To another day at the same time, or with `null` to some day. */
export const moveTask = ({ due }: Due, day: string | null): DuePatch =>
  day !== null && due ? { dueOn: null, due: atTimeOf(due, day) } : { dueOn: day, due: null, ...(day === null && { zone: null }) };

type TaskPatch = { readonly status: TaskStatus; readonly doneAt: string | null };

/** Nothing is left to do. */
export const isSettled = ({ status }: Pick<Task, "status">): boolean => status === "done" || status === "cancelled";

/** Completed a second time, by somebody else or in another window, it keeps the moment it had. */
export const completeTask = (task: Pick<Task, "status" | "doneAt">, now: string): TaskPatch => ({
  status: "done",
  doneAt: (task.status === "done" && task.doneAt) || now,
});

export const reopenTask = (): TaskPatch => ({ status: "open", doneAt: null });

// ---- series ----------------------------------------------------------------------------------------------------------

interface TaskAt {
  readonly id: RecordId;
  readonly record: Task;
}
/** When a series goes on: a day or a wall time, and the rule from there. */
export interface NextDue {
  readonly due: string;
  readonly rule: string;
}
export type TaskChange =
  | { readonly id: RecordId; readonly fields: PlainFields }
  | { readonly type: "task"; readonly fields: PlainFields; readonly by: Occasion };

/** What is saved in one act when a task is done: itself, and the next of its series, which is the same whoever completes it. */
export function completion({ id, record }: TaskAt, now: string, next?: NextDue): readonly TaskChange[] {
  const series = record.series ?? id;
  const done: TaskChange = { id, fields: { ...completeTask(record, now) } };
  if (!next || isSettled(record)) return [done];
  const by = { rule: "task series", subject: series, occasion: next.due.slice(0, 10) };
  return [done, { type: "task", fields: nextFields(record, series, next), by }];
}

/** Open again; the next of its series goes, if nobody has touched it. */
export function reopening({ id, record }: TaskAt, all: readonly TaskAt[], now: string): readonly TaskChange[] {
  const next = record.rule ? untouchedNext({ id, record }, all) : undefined;
  return [{ id, fields: { ...reopenTask() } }, ...(next ? [{ id: next.id, fields: { deletedAt: now } }] : [])];
}

function untouchedNext({ id, record }: TaskAt, all: readonly TaskAt[]): TaskAt | undefined {
  const series = record.series ?? id;
  const [next] = all
    .filter((one) => one.record.series === series && dueDayOf(one.record) > dueDayOf(record))
    .sort((a, b) => compareTexts(dueDayOf(a.record), dueDayOf(b.record)));
  if (!next) return undefined;
  const { due, dueOn, rule } = next.record;
  const asMade = nextFields(record, series, { due: due ?? dueOn ?? "", rule: rule ?? "" });
  return sayOf(next.record) === sayOf({ ...asMade, parties: next.record.parties }) &&
    idsOf(next.record.parties).join() === idsOf(record.parties).join()
    ? next
    : undefined;
}

const said = ["title", "priority", "status", "zone", "deal", "text", "owner"] as const;
const sayOf = (task: object): string => {
  const fields = task as Readonly<Record<string, unknown>>;
  return JSON.stringify([
    ...said.map((field) => fields[field] || null),
    ...[fields["reminders"], fields["tags"]].map((elements) => Object.keys((elements as object | null | undefined) ?? {}).sort()),
  ]);
};

/** As the one before, to be done anew. */
function nextFields(record: Task, series: RecordId, { due, rule }: NextDue): PlainFields {
  const { title, priority, zone, deal, text, owner, reminders, tags } = record;
  const parties = idsOf(record.parties);
  const fields = { title, priority, zone, deal, owner, reminders, tags, text: text && untickAll(text) };
  return {
    ...(Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined && value !== null)) as PlainFields),
    ...(parties.length > 0 && { parties }),
    ...(due.length > 10 ? { due } : { dueOn: due }),
    ...{ rule, series },
  };
}

// ---- order -----------------------------------------------------------------------------------------------------------

/** In which part of a list it stands on a day. */
const taskGroups = ["overdue", "today", "later", "someday", "settled"] as const;
export type TaskGroup = (typeof taskGroups)[number];

export function groupOfTask(task: Pick<Task, "status"> & Due, today: string): TaskGroup {
  if (isSettled(task)) return "settled";
  const day = dueDayOf(task);
  if (day === "") return "someday";
  return day < today ? "overdue" : day === today ? "today" : "later";
}

const rank = (priority: string | null | undefined): number => (priority === "high" ? 0 : priority === "low" ? 2 : 1);

/**
 * As they are to be done: by day; of a day first those that people put in an order, as they put them, then the important ones, then by
 * time; what is done last, the newest first.
 */
export function compareTasks(a: Task, b: Task, today: string): number {
  const [x, y] = [groupOfTask(a, today), groupOfTask(b, today)];
  if (x !== y) return taskGroups.indexOf(x) - taskGroups.indexOf(y);
  if (x === "settled") return compareTexts(b.doneAt ?? "", a.doneAt ?? "");
  return (
    compareTexts(dueDayOf(a), dueDayOf(b)) ||
    compareTexts(a.order || unordered, b.order || unordered) ||
    rank(a.priority) - rank(b.priority) ||
    compareTexts(dueTimeOf(a) || unordered, dueTimeOf(b) || unordered) ||
    compareTexts(a.title, b.title)
  );
}

/** Behind every key and every time. */
const unordered = "~";

const compareTexts = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/**
 * What is saved when one is put at a place of the list that is shown: it comes among those of a day, and takes that day. Where those above
 * it have no place of their own yet, they get one. Nothing, where those days are over.
 */
export function placeTask(shown: readonly TaskAt[], id: RecordId, to: number, today: string): readonly TaskChange[] {
  const moved = shown.find((one) => one.id === id);
  const rest = shown.filter((one) => one.id !== id);
  const at = Math.max(0, Math.min(rest.length, to));
  if (!moved || shown[at]?.id === id) return [];
  const own = dueDayOf(moved.record);
  const days = [rest[at - 1], rest[at]]
    .flatMap((one) => (one && isSettled(one.record) === isSettled(moved.record) ? [dueDayOf(one.record)] : []))
    .filter((one) => one === own || one === "" || one >= today);
  // Between two days it stays on its own, where that is one of them.
  const day = days.includes(own) ? own : days[0];
  if (day === undefined) return [];
  const ofDay = [...rest.slice(0, at), moved, ...rest.slice(at)].filter((one) => one === moved || dueDayOf(one.record) === day);
  const orders = ordersWith(
    ofDay.map((one) => (one === moved ? "" : (one.record.order ?? ""))),
    ofDay.indexOf(moved),
  );
  return ofDay.flatMap((one, index) => {
    const order = orders[index] ?? "";
    const fields = {
      ...(order !== (one.record.order ?? "") && { order }),
      ...(one === moved && day !== own && moveTask(one.record, day || null)),
    };
    return Object.keys(fields).length > 0 ? [{ id: one.id, fields }] : [];
  });
}

/** Keys in the order of a list, "" for those that need none: up to one place each has one. As many stay as they are as can. */
function ordersWith(had: readonly string[], upTo: number): readonly string[] {
  const keyed = had.filter(Boolean);
  // Two devices may have given one key twice: then all begin anew.
  if (keyed.some((key, index) => index > 0 && key <= (keyed[index - 1] ?? ""))) return ordersFor(had.length);
  const orders = [...had];
  for (let index = 0; index <= upTo; index++)
    orders[index] ||= orderBetween(orders[index - 1] ?? null, orders.slice(index).find(Boolean) ?? null);
  return orders;
}
