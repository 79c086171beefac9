// What lies in a calendar beside appointments, as entries of the same form: tasks, birthdays, absences; and when members work.
import { instantOf, isZone, wallTimeAt } from "../calendar/wallTime.ts";
import { shiftsOn, timeAt } from "../calendar/workingHours.ts";
import { absencesAround, birthdaysBetween, tasksDue } from "../database/besides.ts";
import type { WorkspaceDatabase } from "../database/schema.ts";
import { lastDayOfAbsence } from "../domain/absence.ts";
import { ageIn } from "../domain/birthday.ts";
import { idsOf } from "../domain/record.ts";
import type { Settings } from "../domain/settings.ts";
import { dueDayOf } from "../domain/task.ts";
import { type MemberHours, usualHours, weekOf } from "../domain/workHours.ts";
import { addDays } from "../lib/calendarDay.ts";
import type { RecordId } from "../lib/id.ts";
import type { AgendaEntry, AgendaQuestion, WorkingTime } from "./agendaEntry.ts";

const plain = {
  ...{
    title: "",
    kind: "",
    place: "",
    parties: [],
    members: [],
    owners: [],
    status: "confirmed",
    zone: "",
    recurrence: null,
    series: null,
  },
} as const;

/** An entry that lasts whole days, the last one included. */
function dayEntry(id: RecordId, first: string, last: string, zone: string): AgendaEntry {
  const [start, end] = [first, addDays(last, 1)];
  const times = { start, end, shownStart: start, shownEnd: end, from: instantOf(start, zone), to: instantOf(end, zone), isAllDay: true };
  return { ...plain, id, ...times, layer: "appointment" };
}

/** All of them, each kind in order; `members` as in the question: birthdays are everybody's. */
export async function besidesOf(db: WorkspaceDatabase, question: AgendaQuestion): Promise<readonly AgendaEntry[]> {
  const { from, to, zone, members } = question;
  const [tasks, birthdays, absences] = await Promise.all([
    tasksDue(db, from, to),
    birthdaysBetween(db, from, to),
    absencesAround(db, from, to),
  ]);
  const isMeant = (member: string | undefined | null): boolean => !members || members.includes(member ?? "");
  return [
    ...absences.flatMap(({ id, record }): AgendaEntry[] =>
      isMeant(record.member)
        ? [
            {
              ...dayEntry(id, record.startsOn, lastDayOfAbsence(record), zone),
              ...{
                layer: "absence",
                title: record.text ?? "",
                kind: record.kind ?? "other",
                members: [record.member],
                owners: [record.member],
              },
              ...(record.substitute && { substitute: record.substitute }),
            },
          ]
        : [],
    ),
    ...birthdays.map(({ party, day, bornOn }): AgendaEntry => {
      const age = ageIn(bornOn, Number(day.slice(0, 4)));
      return { ...dayEntry(party, day, day, zone), layer: "birthday", parties: [party], ...(age !== null && { age }) };
    }),
    ...tasks
      .flatMap(({ id, record }): AgendaEntry[] => {
        if (!isMeant(record.owner || record.createdBy)) return [];
        const entry = record.due
          ? timedTask(id, record.due, record.zone || zone, zone)
          : dayEntry(id, dueDayOf(record), dueDayOf(record), zone);
        const day = entry.shownStart.slice(0, 10);
        const more = {
          title: record.title,
          parties: idsOf(record.parties),
          members: record.owner ? [record.owner] : [],
          owners: [record.owner || record.createdBy],
        };
        return day >= from && day < to ? [{ ...entry, ...more, layer: "task" }] : [];
      })
      .sort((a, b) => a.from - b.from || (a.title < b.title ? -1 : 1)),
  ];
}

function timedTask(id: RecordId, due: string, own: string, zone: string): AgendaEntry {
  const at = instantOf(due, isZone(own) ? own : zone);
  const shown = wallTimeAt(at, zone);
  const times = { start: due, end: due, shownStart: shown, shownEnd: shown, from: at, to: at, isAllDay: false };
  return { ...plain, id, ...times, zone: own === zone ? "" : own, layer: "task" };
}

/** The hours of a member as the settings have them; their zone is the workspace's where none is said. */
export function hoursOfMember(settings: Partial<Settings>, member: string): Required<MemberHours> {
  const own = settings.hoursOf?.[member] ?? usualHours;
  const zones = [own.zone, settings.zone].filter((zone): zone is string => Boolean(zone) && isZone(zone ?? ""));
  return { week: own.week, zone: zones[0] ?? "UTC" };
}

/** When members work on the days of a question, on its clocks; without days off and absences. */
export async function workingTimesOf(
  db: WorkspaceDatabase,
  { from, to, zone, hoursOf = [] }: AgendaQuestion,
  settings: Partial<Settings>,
  isHoliday: (day: string) => boolean,
): Promise<readonly WorkingTime[]> {
  if (hoursOf.length === 0) return [];
  const absences = await absencesAround(db, addDays(from, -1), addDays(to, 1));
  return hoursOf.map((member): WorkingTime => {
    const hours = hoursOfMember(settings, member);
    const away = absences.filter(({ record }) => record.member === member);
    const isOff = (day: string): boolean =>
      isHoliday(day) || away.some(({ record }) => record.startsOn <= day && day <= lastDayOfAbsence(record));
    const shifts: { start: string; end: string }[] = [];
    for (let day = addDays(from, -1); day <= to; day = addDays(day, 1))
      for (const [begin, end] of shiftsOn({ week: weekOf(hours), isOff }, day)) {
        const [start, until] = [timeAt(day, begin), timeAt(day, end)].map((time) => wallTimeAt(instantOf(time, hours.zone), zone));
        if (start !== undefined && until !== undefined && until > from && start < to) shifts.push({ start, end: until });
      }
    return { member, zone: hours.zone, shifts };
  });
}
