// What an entry of a calendar file is in the fields of Kontor's appointments and tasks, as at the door: sets as lists.
import { instantOf, isDay, type WallTime, wallTimeAt } from "../../calendar/wallTime.ts";
import { type Appointment, appointmentKinds, isCancelled } from "../../domain/appointment.ts";
import type { Task, TaskPriority, TaskStatus } from "../../domain/task.ts";
import { escapeText, printContentLine, readContentLine } from "../contentLine.ts";
import type { IcsEntry } from "./entry.ts";
import { readTime, writeTime } from "./time.ts";

type Fields = Readonly<Record<string, unknown>>;

/** What Kontor alone knows of an appointment, in a property of its own. */
const kindProperty = "X-KONTOR-KIND";

const statusOf: Readonly<Record<string, string>> = { TENTATIVE: "tentative", CONFIRMED: "confirmed", CANCELLED: "cancelled" };
const taskStatusOf: Readonly<Record<string, TaskStatus>> = {
  "NEEDS-ACTION": "open",
  "IN-PROCESS": "inProgress",
  COMPLETED: "done",
  CANCELLED: "cancelled",
};

/** Fields of an appointment; its series and what ties it to contacts are decided elsewhere. */
export function appointmentFields(entry: IcsEntry): Fields {
  const { title, start, end, zone, place, text, rule, exceptions, additions, reminders, categories, status, sequence } = entry;
  const known = entry.isCancelled ? "cancelled" : status && statusOf[status];
  const kind = entry.kept.find((line) => line.startsWith(`${kindProperty}:`))?.slice(kindProperty.length + 1);
  const kept = [
    ...entry.kept.filter((line) => !line.startsWith(`${kindProperty}:`)),
    ...(status && !known ? [lineOf("STATUS", status)] : []),
    ...(entry.priority === undefined ? [] : [lineOf("PRIORITY", String(entry.priority))]),
  ];
  return filled({
    ...{ title, start, end, zone, place, text, rule, sequence: sequence || undefined, kept: kept.join("\n") },
    ...(kind && (appointmentKinds as readonly string[]).includes(kind) && { kind }),
    ...(known && { status: known }),
    ...listed({ exceptions, additions, reminders: reminders.map(String), tags: categories }),
  });
}

/** A task has to be called something; a file need not. */
const untitled = "–";

/** Fields of a task. Where it begins and where it is done have no field: they are kept. */
export function taskFields(entry: IcsEntry): Fields {
  const { title, text, place, start, zone, rule, due, reminders, categories, status, sequence, priority } = entry;
  const isTimed = due !== undefined && !isDay(due);
  const known = entry.isCancelled ? "cancelled" : status && taskStatusOf[status];
  const kept = [
    ...(start ? [timeLine("DTSTART", start, zone)] : []),
    ...entry.exceptions.map((time) => timeLine("EXDATE", time, zone)),
    ...entry.additions.map((time) => timeLine("RDATE", time, zone)),
    ...(place ? [lineOf("LOCATION", escapeText(place))] : []),
    ...(status && !known ? [lineOf("STATUS", status)] : []),
    ...(priority !== undefined && ofPriority(priorityOf(priority)) !== priority ? [lineOf("PRIORITY", String(priority))] : []),
    ...entry.kept,
  ];
  const done = entry.doneAt ?? undefined;
  return filled({
    // A task without a name is none: its first words stand for it.
    title: title || (text ?? place ?? "").trim().split("\n")[0]?.slice(0, 80) || untitled,
    ...{ text, rule, sequence: sequence || undefined, kept: kept.join("\n") },
    ...(due && (isTimed ? { due: due.slice(0, 16) } : { dueOn: due })),
    ...(zone && (isTimed || (!due && start)) && { zone }),
    ...(done && { doneAt: done }),
    status: known ?? (done ? "done" : undefined),
    priority: priority === undefined ? undefined : priorityOf(priority),
    ...listed({ reminders: reminders.map(String), tags: categories }),
  });
}

/** 1 to 4 is high, 5 normal, 6 to 9 low, as calendars with three steps have it (RFC 5545, 3.8.1.9); 0 says nothing. */
const priorityOf = (priority: number): TaskPriority | undefined =>
  priority <= 0 ? undefined : priority < 5 ? "high" : priority === 5 ? "normal" : "low";
const ofPriority = (priority: string | null | undefined): number | undefined =>
  priority === "high" ? 1 : priority === "low" ? 9 : priority === "normal" ? 5 : undefined;

const lineOf = (name: string, value: string): string => printContentLine(name, [], value).replace(/\r\n /g, "").trimEnd();
function timeLine(name: string, time: WallTime, zone: string | undefined): string {
  const isUtc = zone === "UTC" && !isDay(time);
  const params = isDay(time) ? ([["VALUE", "DATE"]] as const) : zone && !isUtc ? ([["TZID", zone]] as const) : [];
  return printContentLine(name, params, `${writeTime(time)}${isUtc ? "Z" : ""}`)
    .replace(/\r\n /g, "")
    .trimEnd();
}

const filled = (fields: Fields): Fields =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined && value !== "" && value !== null));
const listed = (lists: Readonly<Record<string, readonly string[]>>): Fields =>
  Object.fromEntries(Object.entries(lists).flatMap(([field, list]) => (list.length > 0 ? [[field, [...new Set(list)]]] : [])));

// ---- and back --------------------------------------------------------------------------------------------------------

export interface EntryNames {
  readonly uid: string;
  /** Of whom it is: texts of CONTACT. */
  readonly contacts: readonly string[];
  /** Mail addresses of contacts it is no longer tied to. */
  readonly gone?: ReadonlySet<string>;
}

/** An appointment as an entry of a file. `series` is what it replaces a time of. */
export function appointmentEntry(record: Appointment, series: Appointment | undefined, names: EntryNames): IcsEntry {
  const { start, end, zone, title, place, text, rule, sequence, kind, status } = record;
  const lines = keptOf(record.kept, names);
  const priority = lines.flatMap((line) => /^PRIORITY:(\d+)$/.exec(line)?.[1] ?? [])[0];
  return {
    ...{ is: "appointment", line: 0, uid: names.uid, sequence: sequence ?? 0, isCancelled: isCancelled(record), title: title ?? "", start },
    ...filled({ end, zone: isDay(start) ? undefined : zone, place, text, rule }),
    ...(status && status !== "cancelled" && { status: status.toUpperCase() }),
    ...(priority && { priority: Number(priority) }),
    exceptions: namesIn(record.exceptions),
    additions: namesIn(record.additions),
    ...(record.replaces && replacing(record.replaces, record, series)),
    isThisAndFollowing: false,
    reminders: numbersIn(record.reminders),
    categories: namesIn(record.tags),
    people: [],
    kept: [
      ...(kind && kind !== "other" ? [lineOf(kindProperty, kind)] : []),
      ...lines.filter((line) => !/^PRIORITY:\d+$/.test(line)),
      ...contactLines(lines, names),
    ],
  };
}

/** The time it replaces as its series calls it: with the series' hour, on the series' clocks or its own. */
function replacing(replaces: WallTime, { start, zone }: Appointment, series: Appointment | undefined): Partial<IcsEntry> {
  if (!series || isDay(series.start)) return { replaces: series ? replaces.slice(0, 10) : replaces };
  const time = isDay(replaces) ? `${replaces}${series.start.slice(10)}` : replaces;
  if (isDay(start) || !zone) return { replaces: time, ...(series.zone && { replacesZone: series.zone }) };
  return { replaces: series.zone && series.zone !== zone ? wallTimeAt(instantOf(time, series.zone), zone) : time };
}

/** A task as an entry of a file. */
export function taskEntry(record: Task, names: EntryNames): IcsEntry {
  const { title, text, due, dueOn, zone, rule, sequence, doneAt, status, priority } = record;
  const lines = keptOf(record.kept, names);
  const timed = due ?? dueOn;
  const begun = lines.flatMap((line) => (line.startsWith("DTSTART") ? (readContentLine(line, 0) ?? []) : []))[0];
  const start = begun && readTime(begun.value)?.time;
  const written = lines.flatMap((line) => /^PRIORITY:(\d+)$/.exec(line)?.[1] ?? [])[0];
  const number = written !== undefined && priorityOf(Number(written)) === (priority ?? undefined) ? Number(written) : ofPriority(priority);
  const stated = (Object.entries(taskStatusOf) as [string, TaskStatus][]).find(([, one]) => one === status)?.[0];
  return {
    ...{ is: "task", line: 0, uid: names.uid, sequence: sequence ?? 0, isCancelled: false, title: title === untitled ? "" : title },
    ...filled({ text, start, due: timed, zone: (timed && !isDay(timed)) || (start && !isDay(start)) ? zone : undefined, rule, doneAt }),
    ...(stated && { status: stated }),
    ...(number !== undefined && { priority: number }),
    ...{ exceptions: [], additions: [], isThisAndFollowing: false, people: [] },
    reminders: numbersIn(record.reminders),
    categories: namesIn(record.tags),
    kept: [...lines.filter((line) => !/^(?:DTSTART\b|PRIORITY:)/.test(line)), ...contactLines(lines, names)],
  } as IcsEntry;
}

/** Lines and whole blocks as they were kept, without those of people who are no longer meant. */
function keptOf(kept: string | null | undefined, { gone = new Set() }: EntryNames): string[] {
  const parts: string[] = [];
  let open = 0;
  for (const line of (kept ?? "").split("\n").filter(Boolean)) {
    if (open > 0) parts.push(`${parts.pop() ?? ""}\n${line}`);
    else parts.push(line);
    if (line.startsWith("BEGIN:")) open++;
    else if (line.startsWith("END:") && open > 0) open--;
  }
  return parts.filter(
    (line) => !(/^(?:ATTENDEE|ORGANIZER|CONTACT)\b/.test(line) && [...gone].some((mail) => line.toLowerCase().includes(mail))),
  );
}

/** Of whom it is and whom no kept line names. */
const contactLines = (kept: readonly string[], { contacts }: EntryNames): string[] =>
  contacts
    .filter((contact) => {
      const [name = "", mail = name] = contact.split(", ");
      return !kept.some((line) => /^(?:ATTENDEE|ORGANIZER|CONTACT)\b/.test(line) && [name, mail].some((one) => includes(line, one)));
    })
    .map((contact) => lineOf("CONTACT", escapeText(contact)));

const includes = (line: string, text: string): boolean => line.toLowerCase().includes(text.toLowerCase());

const namesIn = (set: Readonly<Record<string, unknown>> | null | undefined): string[] =>
  Object.entries(set ?? {})
    .flatMap(([name, isIn]) => (isIn === true ? [name] : []))
    .sort();
const numbersIn = (set: Readonly<Record<string, unknown>> | null | undefined): number[] =>
  namesIn(set)
    .map(Number)
    .filter(Number.isSafeInteger)
    .sort((a, b) => a - b);
