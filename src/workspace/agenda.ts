// What is planned in some days, answered from the rows as plain values that a screen or a script needs nothing to read.
import { type Agenda, type AgendaItem, agendaOf, isOf, ownersOf } from "../calendar/agenda.ts";
import { type Holiday, type HolidayTable, holidaysIn } from "../calendar/holidays.ts";
import { instantOf, isDay, isZone, wallTimeAt } from "../calendar/wallTime.ts";
import { type AppointmentRow, appointmentsAround } from "../database/appointments.ts";
import { settingsRow } from "../database/questions.ts";
import type { WorkspaceDatabase } from "../database/schema.ts";
import { appointmentNoun, isReported } from "../domain/appointment.ts";
import { read } from "../domain/read.ts";
import { idsOf } from "../domain/record.ts";
import { type Settings, settingsNoun } from "../domain/settings.ts";
import type { RecordId } from "../lib/id.ts";
import { err, ok, type Result } from "../lib/result.ts";
import type { AgendaEntry, AgendaQuestion, Occurrence, WorkingTime } from "./agendaEntry.ts";
import { besidesOf, workingTimesOf } from "./besides.ts";

export interface AgendaAnswer {
  readonly question: AgendaQuestion;
  readonly entries: readonly AgendaEntry[];
  /** Appointments whose time nobody can read. */
  readonly unreadable: readonly { readonly id: RecordId; readonly title: string }[];
  /** Public holidays of the workspace's country. */
  readonly holidays: readonly Holiday[];
  /** Absences, birthdays and tasks, where they were asked for. */
  readonly besides: readonly AgendaEntry[];
  readonly working: readonly WorkingTime[];
}

export type AgendaRefusal = { readonly code: "field-invalid"; readonly field: "from" | "to" };

export async function readAgenda(
  db: WorkspaceDatabase,
  asked: AgendaQuestion,
  table: HolidayTable,
): Promise<Result<AgendaAnswer, AgendaRefusal>> {
  const span = spanOf(asked);
  if (!span.ok) return span;
  const { question } = span.value;
  const [{ appointments, items, unreadable }, row, besides] = await Promise.all([
    readPlanned(db, span.value),
    settingsRow(db),
    question.isWithBesides ? besidesOf(db, question) : [],
  ]);
  const settings: Partial<Settings> = row ? read(settingsNoun, row.record) : {};
  const holidays = holidaysBetween(table, settings.country ?? "", question);
  const wholeDays = new Set(holidays.flatMap(({ day, fromHour }) => (fromHour === undefined ? [day] : [])));
  return ok({
    question,
    entries: items.map((item) => entryOf(item, question.zone)),
    unreadable: appointments.flatMap(({ id, record }) => (unreadable.includes(id) ? [{ id, title: record.title ?? "" }] : [])),
    holidays,
    besides,
    working: await workingTimesOf(db, question, settings, (day) => wholeDays.has(day)),
  });
}

/** The same, as much as a script needs of it: times as they stand, and no holidays. */
export async function readOccurrences(db: WorkspaceDatabase, asked: AgendaQuestion): Promise<Result<readonly Occurrence[], AgendaRefusal>> {
  const span = spanOf(asked);
  if (!span.ok) return span;
  const { items } = await readPlanned(db, span.value);
  return ok(
    items.map(({ id, record, start, end, isAllDay: allDay, occurrence }) => ({
      ...{ id: id as RecordId, start, end, allDay, title: record.title ?? "", kind: record.kind ?? "other" },
      recurrence: occurrence ?? null,
    })),
  );
}

/** A question with a zone that there is, and the instants of its days. */
interface Asked {
  readonly question: AgendaQuestion;
  readonly from: number;
  readonly to: number;
}

function spanOf(asked: AgendaQuestion): Result<Asked, AgendaRefusal> {
  const question = { ...asked, zone: isZone(asked.zone) ? asked.zone : "UTC" };
  const [from, to] = [instantOfDay(question.from, question.zone), instantOfDay(question.to, question.zone)];
  if (from === undefined) return err({ code: "field-invalid", field: "from" });
  if (to === undefined) return err({ code: "field-invalid", field: "to" });
  return ok({ question, from, to });
}

interface Planned extends Agenda {
  readonly appointments: readonly AppointmentRow[];
}

async function readPlanned(db: WorkspaceDatabase, { question, from, to }: Asked): Promise<Planned> {
  const { appointments, moved } = await readAppointments(db, question);
  const { items, unreadable } = agendaOf(appointments, moved, { from, to, zone: question.zone });
  const { members, party } = question;
  const isAsked = ({ record }: AgendaItem): boolean =>
    (!members || isOf(record, members)) && (!party || idsOf(record.parties).includes(party));
  return { appointments, items: members || party ? items.filter(isAsked) : items, unreadable };
}

type Appointments = Awaited<ReturnType<typeof appointmentsAround>>;

/** What was read of a database last, and what stood there then: asked again before anything has changed, nothing is read again. */
const kept = new WeakMap<WorkspaceDatabase, { readonly standing: string; readonly spans: Map<string, Promise<Appointments>> }>();
const mostSpans = 12;

async function readAppointments(db: WorkspaceDatabase, { from, to }: AgendaQuestion): Promise<Appointments> {
  const standing = await standingOf(db);
  let known = kept.get(db);
  if (known?.standing !== standing || known.spans.size >= mostSpans) kept.set(db, (known = { standing, spans: new Map() }));
  const { spans } = known;
  const name = `${from} ${to}`;
  const had = spans.get(name);
  if (had) return had;
  const read = appointmentsAround(db, from, to);
  spans.set(name, read);
  read.catch(() => spans.delete(name));
  return read;
}

/** Another text with every entry that is applied, and while rows are made again: rows are written with the entry that changes them. */
async function standingOf(db: WorkspaceDatabase): Promise<string> {
  const [[last], count] = await Promise.all([
    db.entries.orderBy("applied").reverse().limit(1).keys(),
    db.records.where("type").equals(appointmentNoun.name).count(),
  ]);
  return `${String(last)} ${count}`;
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
    layer: "appointment",
    ...{ start, end, shownStart, shownEnd, from, to, isAllDay },
    title: record.title ?? "",
    kind: record.kind ?? "other",
    place: record.place ?? "",
    parties: idsOf(record.parties),
    members: idsOf(record.members),
    owners: ownersOf(record),
    status: record.status ?? "confirmed",
    zone: record.zone ?? "",
    recurrence: occurrence ?? null,
    series: record.series ?? null,
    ...(record.offer && { offer: record.offer }),
    ...(isReported(record, occurrence) && { isReported: true as const }),
  };
}

/** A century of them would be asked by mistake. */
const mostYears = 100;

function holidaysBetween(table: HolidayTable, country: string, { from, to }: AgendaQuestion): Holiday[] {
  const [first, last] = [Number(from.slice(0, 4)), Number(to.slice(0, 4))];
  const years = Array.from({ length: Math.min(mostYears, Math.max(0, last - first + 1)) }, (_, i) => first + i);
  return years.flatMap((year) => holidaysIn(table, country, year)).filter(({ day }) => day >= from && day < to);
}
