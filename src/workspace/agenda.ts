// What is planned in some days, answered from the rows as plain values that a screen or a script needs nothing to read.
import { type AgendaItem, agendaOf, isOf } from "../calendar/agenda.ts";
import { type Holiday, type HolidayTable, holidaysIn } from "../calendar/holidays.ts";
import { instantOf, isDay, isZone, type WallTime, wallTimeAt } from "../calendar/wallTime.ts";
import { appointmentsAround } from "../database/appointments.ts";
import { settingsRow } from "../database/questions.ts";
import type { WorkspaceDatabase } from "../database/schema.ts";
import { idsOf, textIn } from "../domain/record.ts";
import type { RecordId } from "../lib/id.ts";
import { err, ok, type Result } from "../lib/result.ts";

export interface AgendaQuestion {
  /** Days: the first one, and the one before which it ends. */
  readonly from: string;
  readonly to: string;
  /** Whose appointments; absent: everybody's. */
  readonly members?: readonly string[];
  /** Of whom; absent: of everybody. */
  readonly party?: RecordId;
  /** On whose clocks (IANA) the days begin and end. */
  readonly zone: string;
}

export interface AgendaEntry {
  readonly id: RecordId;
  /** On the clocks of its own zone; of all-day ones a day, and the day after the last. */
  readonly start: WallTime;
  readonly end: WallTime;
  /** The same on the clocks that were asked about. */
  readonly shownStart: WallTime;
  readonly shownEnd: WallTime;
  /** Instants in milliseconds. */
  readonly from: number;
  readonly to: number;
  readonly isAllDay: boolean;
  readonly title: string;
  readonly kind: string;
  readonly place: string;
  readonly parties: readonly RecordId[];
  readonly members: readonly string[];
  readonly status: string;
  /** "" where it counts on the clocks of whoever looks. */
  readonly zone: string;
  /** Of a series: the start by which this occurrence is called in it, also where it was moved. */
  readonly recurrence: WallTime | null;
  /** Where it was moved: the series it comes from. */
  readonly series: RecordId | null;
}

export interface AgendaAnswer {
  readonly question: AgendaQuestion;
  readonly entries: readonly AgendaEntry[];
  /** Appointments whose time nobody can read. */
  readonly unreadable: readonly { readonly id: RecordId; readonly title: string }[];
  /** Public holidays of the workspace's country. */
  readonly holidays: readonly Holiday[];
}

export type AgendaRefusal = { readonly code: "field-invalid"; readonly field: "from" | "to" };

export async function readAgenda(
  db: WorkspaceDatabase,
  asked: AgendaQuestion,
  table: HolidayTable,
): Promise<Result<AgendaAnswer, AgendaRefusal>> {
  const question = { ...asked, zone: isZone(asked.zone) ? asked.zone : "UTC" };
  const [from, to] = [instantOfDay(question.from, question.zone), instantOfDay(question.to, question.zone)];
  if (from === undefined) return err({ code: "field-invalid", field: "from" });
  if (to === undefined) return err({ code: "field-invalid", field: "to" });
  const [{ appointments, moved }, settings] = await Promise.all([appointmentsAround(db, question.from, question.to), settingsRow(db)]);
  const { members, party } = question;
  const { items, unreadable } = agendaOf(appointments, moved, { from, to, zone: question.zone });
  return ok({
    question,
    entries: items
      .filter(({ record }) => (!members || isOf(record, members)) && (!party || idsOf(record.parties).includes(party)))
      .map((item) => entryOf(item, question.zone)),
    unreadable: appointments.flatMap(({ id, record }) => (unreadable.includes(id) ? [{ id, title: record.title ?? "" }] : [])),
    holidays: holidaysBetween(table, textIn(settings?.record["country"]), question),
  });
}

function instantOfDay(day: string, zone: string): number | undefined {
  try {
    return typeof day === "string" && isDay(day) ? instantOf(day, zone) : undefined;
  } catch {
    return undefined;
  }
}

function entryOf({ id, record, start, end, from, to, isAllDay, occurrence }: AgendaItem, zone: string): AgendaEntry {
  const [shownStart, shownEnd] = isAllDay ? [start, end] : [wallTimeAt(from, zone), wallTimeAt(to, zone)];
  return {
    id: id as RecordId,
    ...{ start, end, shownStart, shownEnd, from, to, isAllDay },
    title: record.title ?? "",
    kind: record.kind ?? "other",
    place: record.place ?? "",
    parties: idsOf(record.parties),
    members: idsOf(record.members),
    status: record.status ?? "confirmed",
    zone: record.zone ?? "",
    recurrence: occurrence ?? null,
    series: record.series ?? null,
  };
}

/** A century of them would be asked by mistake. */
const mostYears = 100;

function holidaysBetween(table: HolidayTable, country: string, { from, to }: AgendaQuestion): Holiday[] {
  const [first, last] = [Number(from.slice(0, 4)), Number(to.slice(0, 4))];
  const years = Array.from({ length: Math.min(mostYears, Math.max(0, last - first + 1)) }, (_, i) => first + i);
  return years.flatMap((year) => holidaysIn(table, country, year)).filter(({ day }) => day >= from && day < to);
}
