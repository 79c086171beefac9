// When members of the team have time for a customer, from what the workspace knows: nothing of it leaves the device.
import { freeSlots, type Slot } from "../calendar/freeSlots.ts";
import type { HolidayTable } from "../calendar/holidays.ts";
import { isDay, isZone, type WallTime } from "../calendar/wallTime.ts";
import { type Shift, workingSpans } from "../calendar/workingHours.ts";
import { absencesAround } from "../database/besides.ts";
import { settingsRow } from "../database/questions.ts";
import type { WorkspaceDatabase } from "../database/schema.ts";
import { isAway } from "../domain/absence.ts";
import { mainAddressOf, partyNoun } from "../domain/party.ts";
import { read } from "../domain/read.ts";
import { type Settings, settingsNoun } from "../domain/settings.ts";
import { weekOf } from "../domain/workHours.ts";
import { addDays } from "../lib/calendarDay.ts";
import type { RecordId } from "../lib/id.ts";
import { err, ok, type Result } from "../lib/result.ts";
import { type Point, travelMinutes } from "../tours/point.ts";
import { readAgenda } from "./agenda.ts";
import type { AgendaEntry } from "./agendaEntry.ts";
import { hoursOfMember } from "./besides.ts";

export interface SlotsQuestion {
  readonly minutes: number;
  /** Days: the first one, and the one before which it ends. */
  readonly from: string;
  readonly to: string;
  /** Who shall take part, all of them. */
  readonly members: readonly string[];
  /** Where it takes place: a contact, whose address counts, or a place. Absent: no way there. */
  readonly near?: RecordId | Point;
  /** When the customer likes it best: minutes since midnight. */
  readonly preferred?: Shift;
  readonly count?: number;
  /** On whose clocks (IANA). */
  readonly zone: string;
  /** Not before this wall time. */
  readonly now: WallTime;
}

export type SlotsRefusal = { readonly code: "field-invalid"; readonly field: "from" | "to" | "minutes" | "members" };

/** Minutes by car between two places. */
export type Travel = (a: Point, b: Point) => number;

const mostMinutes = 1_440;
/** Further ahead nobody is asked to come. */
const mostDays = 366;

/** Slots in order, fewer than asked for where there are no more. */
export async function findSlots(
  db: WorkspaceDatabase,
  asked: SlotsQuestion,
  table: HolidayTable,
  travel: Travel = travelMinutes,
): Promise<Result<readonly Slot[], SlotsRefusal>> {
  const question = { ...asked, zone: isZone(asked.zone) ? asked.zone : "UTC" };
  const { minutes, from, members, zone, near, preferred, count, now } = question;
  if (!(minutes > 0 && minutes <= mostMinutes)) return err({ code: "field-invalid", field: "minutes" });
  if (members.length === 0) return err({ code: "field-invalid", field: "members" });
  const to = question.to < addDays(from, mostDays) ? question.to : addDays(from, mostDays);
  // A day wider: what is before and behind has its way too.
  const agenda = await readAgenda(db, { from: isDay(from) ? addDays(from, -1) : from, to: isDay(to) ? addDays(to, 1) : to, zone }, table);
  if (!agenda.ok) return err(agenda.error);
  const [settingsOf, absences, place] = await Promise.all([settingsRow(db), absencesAround(db, from, to), placeOf(db, near)]);
  const settings: Partial<Settings> = settingsOf ? read(settingsNoun, settingsOf.record) : {};
  const free = new Set(agenda.value.holidays.flatMap(({ day, fromHour }) => (fromHour === undefined ? [day] : [])));
  const planned = agenda.value.entries;
  const ways = place ? await waysTo(db, place, planned, travel) : new Map<RecordId, number>();
  const people = members.map((member) => {
    const hours = hoursOfMember(settings, member);
    const isOff = (day: string): boolean => free.has(day) || absences.some(({ record }) => record.member === member && isAway(record, day));
    return {
      working: workingSpans({ week: weekOf(hours), isOff }, addDays(from, -1), addDays(to, 1), hours.zone),
      busy: planned
        .filter((entry) => entry.owners.includes(member))
        .map((entry) => ({ from: entry.from, to: entry.to, travel: entry.kind === "call" ? 0 : (ways.get(entry.id) ?? 0) })),
    };
  });
  const begin = now > `${from}T00:00` ? now : `${from}T00:00`;
  const optional = { ...(preferred && { preferred }), ...(count !== undefined && { count }) };
  return ok(begin < `${to}T00:00` ? freeSlots({ minutes, from: begin, until: `${to}T00:00`, zone, people, ...optional }) : []);
}

async function placeOf(db: WorkspaceDatabase, near: SlotsQuestion["near"]): Promise<Point | undefined> {
  if (typeof near !== "string") return near;
  const row = await db.parties.get(near);
  const geo = row && mainAddressOf(read(partyNoun, row.record))?.geo;
  return geo && Number.isFinite(geo.lat) && Number.isFinite(geo.lon) ? geo : undefined;
}

/** Appointment → the way from there; of places that nobody knows nothing is said. */
async function waysTo(
  db: WorkspaceDatabase,
  place: Point,
  entries: readonly AgendaEntry[],
  travel: Travel,
): Promise<ReadonlyMap<RecordId, number>> {
  const parties = [...new Set(entries.flatMap(({ parties: [first] }) => (first ? [first] : [])))];
  const rows = await db.parties.bulkGet(parties);
  const places = new Map(rows.flatMap((row) => (row ? [[row.id, mainAddressOf(read(partyNoun, row.record))?.geo] as const] : [])));
  return new Map(
    entries.flatMap(({ id, parties: [first] }) => {
      const there = first && places.get(first);
      return there ? [[id, travel(there, place)] as const] : [];
    }),
  );
}
