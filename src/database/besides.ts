// What lies in a calendar beside appointments, asked by index: tasks that are due, birthdays, absences.
import { type Absence, absenceNoun, lastDayOfAbsence } from "../domain/absence.ts";
import { birthdayIn } from "../domain/birthday.ts";
import { changeKey, valueKey } from "../domain/keys.ts";
import { read } from "../domain/read.ts";
import { isDeleted } from "../domain/record.ts";
import { isSettled, type Task, taskNoun } from "../domain/task.ts";
import { addDays } from "../lib/calendarDay.ts";
import type { RecordId } from "../lib/id.ts";
import type { RecordRow } from "./rows.ts";
import type { WorkspaceDatabase } from "./schema.ts";

interface Found<Body> {
  readonly id: RecordId;
  readonly record: Body;
}

/** Reads as little as tells of every change that a calendar must hear of. */
export async function watchCalendar(db: WorkspaceDatabase, isWithBesides: boolean): Promise<void> {
  const nouns = isWithBesides ? ["appointment", "task", "absence"] : ["appointment", "absence"];
  await Promise.all([
    ...nouns.map((noun) => db.records.where("keys").startsWith(changeKey(noun)).count()),
    ...(isWithBesides ? [db.parties.orderBy("birthday").count()] : []),
  ]);
}

/** Open tasks that are due on the days from one until before another, of any zone: the span is taken a day wider. */
export async function tasksDue(db: WorkspaceDatabase, from: string, until: string): Promise<readonly Found<Task>[]> {
  const noun = taskNoun.name;
  const between = (field: string): [string, string] => [
    valueKey(noun, [field], [addDays(from, -1)]),
    valueKey(noun, [field], [`${addDays(until, 1)}~`]),
  ];
  const rows = await db.records
    .where("keys")
    .inAnyRange([between("due"), between("dueOn")])
    .distinct()
    .toArray();
  return rows
    .filter(({ record }) => !isDeleted(record))
    .map(({ id, record }) => ({ id, record: read(taskNoun, record) }))
    .filter(({ record }) => !isSettled(record));
}

/** Longer than this nobody is away; an absence that began earlier is not looked for. */
const longestAbsenceDays = 1_100;

/** Who is away on some of the days from one until before another, in order. */
export async function absencesAround(db: WorkspaceDatabase, from: string, until: string): Promise<readonly Found<Absence>[]> {
  const key = (day: string): string => valueKey(absenceNoun.name, ["startsOn"], [day]);
  const rows: RecordRow[] = await db.records
    .where("keys")
    .between(key(addDays(from, -longestAbsenceDays)), key(until))
    .toArray();
  return rows
    .filter(({ record }) => !isDeleted(record))
    .map(({ id, record }) => ({ id, record: read(absenceNoun, record) }))
    .filter(({ record }) => lastDayOfAbsence(record) >= from);
}

export interface BirthdayFound {
  readonly party: RecordId;
  /** The day on which it is kept. */
  readonly day: string;
  readonly bornOn: string;
}

/** The birthdays that are kept on the days from one until before another, in order. */
export async function birthdaysBetween(db: WorkspaceDatabase, from: string, until: string): Promise<readonly BirthdayFound[]> {
  const last = addDays(until, -1);
  if (last < from) return [];
  const years = yearsOf(from, last);
  const rows = await Promise.all(rangesOf(from, last).map(([first, end]) => db.parties.where("birthday").between(first, end).toArray()));
  return rows
    .flat()
    .flatMap(({ id, birthday = "", record }) =>
      years.map((year) => ({ party: id, day: birthdayIn(birthday, year), bornOn: String(record["bornOn"]) })),
    )
    .filter(({ day, bornOn }) => day >= from && day < until && !(day < bornOn))
    .sort((a, b) => (a.day < b.day ? -1 : a.day > b.day ? 1 : a.party < b.party ? -1 : 1));
}

const mostYears = 100;
const yearsOf = (from: string, last: string): number[] => {
  const first = Number(from.slice(0, 4));
  return Array.from({ length: Math.min(mostYears, Number(last.slice(0, 4)) - first + 1) }, (_, i) => first + i);
};

/** Days of the year, "04-12", that lie in a span; with 28 February comes the 29th, which some years have not. */
function rangesOf(from: string, last: string): [string, string][] {
  const [first, end] = [from.slice(5), last.slice(5) === "02-28" ? "02-29" : last.slice(5)];
  const isAcross = from.slice(0, 4) !== last.slice(0, 4);
  const all: [string, string][] = [["01-01", "12-31~"]];
  if (!isAcross) return [[first, `${end}~`]];
  return end >= first || Number(last.slice(0, 4)) - Number(from.slice(0, 4)) > 1
    ? all
    : [
        [first, "12-31~"],
        ["01-01", `${end}~`],
      ];
}
