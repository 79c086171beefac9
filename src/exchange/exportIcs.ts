// Appointments, tasks and birthdays as one iCalendar file. What happened (activities) is no plan and stays here.
import { seriesOf } from "../calendar/agenda.ts";
import { occurrencesIn } from "../calendar/series.ts";
import { addDays, instantOf } from "../calendar/wallTime.ts";
import type { Appointment } from "../domain/appointment.ts";
import { nameOf, type Party } from "../domain/party.ts";
import { idsOf, inOrder } from "../domain/record.ts";
import { dueDayOf, type Task } from "../domain/task.ts";
import type { RecordId } from "../lib/id.ts";
import { birthdayEntry } from "./ics/birthday.ts";
import type { IcsEntry } from "./ics/entry.ts";
import { appointmentEntry, type EntryNames, taskEntry } from "./ics/entryFields.ts";
import { writeIcs } from "./ics/write.ts";
import { zoneBlock } from "./ics/zoneBlock.ts";

export const calendarKinds = ["appointment", "task", "birthday"] as const;
export type CalendarKind = (typeof calendarKinds)[number];

/** What of a calendar goes into a file; absent means no limit. */
export interface CalendarSelection {
  readonly ids?: readonly RecordId[];
  /** Days: the first one, and the one before which it ends. */
  readonly from?: string;
  readonly to?: string;
  readonly kinds?: readonly CalendarKind[];
}

interface At<Of> {
  readonly id: RecordId;
  readonly record: Of;
}

/** What a workspace has, without what is deleted. */
export interface CalendarRecords {
  readonly appointments: readonly At<Appointment>[];
  readonly tasks: readonly At<Task>[];
  readonly parties: readonly At<Party>[];
}

export interface CalendarFileOptions {
  /** When it is written, ISO. */
  readonly stamp: string;
  /** On whose clocks (IANA) the days of the selection begin. */
  readonly zone: string;
  readonly name?: string;
  /** The title of somebody's birthday. */
  readonly birthdayTitle: (name: string) => string;
}

/** The file's text. A series goes as a whole, with the times of it that were moved. */
export function exportIcs(all: CalendarRecords, selection: CalendarSelection, options: CalendarFileOptions): string {
  const { stamp, name } = options;
  const people = new People(all.parties);
  const wants = (kind: CalendarKind): boolean => (selection.kinds ?? calendarKinds).includes(kind);
  const entries: IcsEntry[] = [
    ...(wants("appointment") ? appointmentEntries(all.appointments, selection, options.zone, people) : []),
    ...(wants("task") ? taskEntries(all.tasks, selection, people) : []),
    ...(wants("birthday") ? birthdayEntries(all.parties, selection, options.birthdayTitle) : []),
  ];
  return writeIcs(entries, { stamp, name, zoneBlock });
}

/** Under which name other calendars know it: the one they gave, or one that leads back here. */
const uidOf = ({ id, record }: At<Appointment | Task>): string => record.uid || `${id}@kontor`;

/** Mail addresses that lead to one contact, and how contacts are named in a file. */
class People {
  readonly #parties: ReadonlyMap<string, Party>;
  readonly #byMail = new Map<string, string | null>();

  constructor(parties: readonly At<Party>[]) {
    this.#parties = new Map(parties.map(({ id, record }) => [id, record]));
    for (const { id, record } of parties)
      for (const { value } of inOrder(record.emails)) {
        const mail = value.trim().toLowerCase();
        this.#byMail.set(mail, this.#byMail.has(mail) && this.#byMail.get(mail) !== id ? null : id);
      }
  }

  namesOf(at: At<Appointment | Task>, uid = uidOf(at)): EntryNames {
    const tied = idsOf(at.record.parties) as readonly string[];
    const contacts = tied.flatMap((id) => {
      const party = this.#parties.get(id);
      const mail = party && inOrder(party.emails)[0]?.value;
      return party ? [[nameOf(party), mail].filter(Boolean).join(", ")] : [];
    });
    const named = (at.record.kept ?? "").toLowerCase().match(/[^\s:;,"<>=]+@[^\s:;,"<>=]+/g) ?? [];
    const gone = named.filter((mail) => {
      const owner = this.#byMail.get(mail);
      return owner && !tied.includes(owner);
    });
    return { uid, contacts, gone: new Set(gone) };
  }
}

// ---- appointments ----------------------------------------------------------------------------------------------------

function appointmentEntries(all: readonly At<Appointment>[], selection: CalendarSelection, zone: string, people: People): IcsEntry[] {
  const byId = new Map(all.map((one) => [one.id, one]));
  const seriesIdOf = ({ id, record }: At<Appointment>): RecordId => (record.series && byId.has(record.series) ? record.series : id);
  const { ids } = selection;
  const wanted = new Set(
    all.flatMap((one) => ((ids ? ids.includes(one.id) : isWithin(one.record, selection, zone)) ? [ids ? one.id : seriesIdOf(one)] : [])),
  );
  return all
    .filter((one) => wanted.has(one.id) || wanted.has(seriesIdOf(one)))
    .map((one) => {
      const series = byId.get(seriesIdOf(one));
      if (series === one || !series) return appointmentEntry(...apart(one, people));
      // A moved time that is given away without its series is an appointment like any other.
      if (!wanted.has(series.id)) return appointmentEntry({ ...one.record, replaces: null }, undefined, people.namesOf(one));
      return appointmentEntry(one.record, series.record, people.namesOf(one, uidOf(series)));
    });
}

/** One that replaces a time of a series that is not here says so, as it was said when it came. */
function apart(one: At<Appointment>, people: People): [record: Appointment, series: undefined, names: EntryNames] {
  const ics = one.record.replaces ? one.record.externalIds?.["ics"] : undefined;
  const uid = ics?.slice(0, ics.lastIndexOf(" "));
  return [uid ? one.record : { ...one.record, replaces: null }, undefined, people.namesOf(one, uid || uidOf(one))];
}

/** How far is looked for a time of a series that has no last day asked for, in days. */
const reaches = [400, 4_000, 40_000];

function isWithin(record: Appointment, { from, to }: CalendarSelection, zone: string): boolean {
  if (!from && !to) return true;
  const touches = (first: string, last: string): boolean => {
    const span = { from: instantOf(first, zone), to: instantOf(last, zone), zone };
    return span.from < span.to && occurrencesIn(seriesOf(record), span).length > 0;
  };
  try {
    const first = from ?? record.start.slice(0, 10);
    return to ? touches(from ?? addDays(first, -2), to) : reaches.some((days) => touches(first, addDays(first, days)));
  } catch {
    return true; // Nobody can read when it is: it is not left out in silence.
  }
}

// ---- tasks and birthdays -----------------------------------------------------------------------------------------------

const taskEntries = (all: readonly At<Task>[], { ids, from, to }: CalendarSelection, people: People): IcsEntry[] =>
  all
    .filter(({ id, record }) => {
      const due = dueDayOf(record);
      return ids ? ids.includes(id) : (!from && !to) || (due !== "" && due >= (from ?? "") && due < (to ?? "~"));
    })
    .map((one) => taskEntry(one.record, people.namesOf(one)));

function birthdayEntries(parties: readonly At<Party>[], { ids, from, to }: CalendarSelection, title: (name: string) => string): IcsEntry[] {
  return parties.flatMap(({ id, record }) => {
    if (ids || record.kind !== "person" || !record.bornOn) return [];
    const entry = birthdayEntry(record.bornOn, `birthday-${id}@kontor`, title(nameOf(record)));
    return entry && comesWithin(record.bornOn.slice(-5), from, to) ? [entry] : [];
  });
}

/** Whether a day of the year lies in a span of days. */
function comesWithin(day: string, from: string | undefined, to: string | undefined): boolean {
  if (!from || !to || to >= addDays(from, 366)) return true;
  const [first, last] = [Number(from.slice(0, 4)), Number(to.slice(0, 4))];
  return Array.from({ length: last - first + 1 }, (_, i) => anniversary(first + i, day)).some((one) => one >= from && one < to);
}
const anniversary = (year: number, day: string): string => (day === "02-29" ? addDays(`${year}-03-01`, -1) : `${year}-${day}`);
