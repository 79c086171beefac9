// What is planned within a span: appointments taken apart into their occurrences.
import { type Appointment, isAllDay, isCancelled } from "../domain/appointment.ts";
import { idsOf } from "../domain/record.ts";
import { isSameStart, occurrencesIn, type Series, type Span } from "./series.ts";
import type { WallTime } from "./wallTime.ts";

export interface AppointmentAt {
  readonly id: string;
  readonly record: Appointment;
}

export interface AgendaItem {
  readonly id: string;
  readonly record: Appointment;
  readonly start: WallTime;
  readonly end: WallTime;
  /** Instants in milliseconds. */
  readonly from: number;
  readonly to: number;
  readonly isAllDay: boolean;
  /** Of a series: the start by which this occurrence is called in it, also where it was moved. */
  readonly occurrence?: WallTime;
}

export interface Agenda {
  readonly items: readonly AgendaItem[];
  /** Appointments whose time nobody can read, such as one on 31 February. */
  readonly unreadable: readonly string[];
}

/**
 * The occurrences that touch a span, in order. An occurrence that was moved stands where it was moved to and nowhere else; cancelled ones
 * are left out with their series. `moved` are all that replace occurrences, wherever they stand themselves.
 */
export function agendaOf(appointments: readonly AppointmentAt[], moved: readonly AppointmentAt[], span: Span): Agenda {
  const replaced = new Map<string, WallTime[]>();
  for (const { record } of moved)
    if (record.series && record.replaces) replaced.set(record.series, [...(replaced.get(record.series) ?? []), record.replaces]);
  const items: AgendaItem[] = [];
  const unreadable: string[] = [];
  for (const one of appointments) {
    if (isCancelled(one.record)) continue;
    try {
      items.push(...itemsOf(one, replaced.get(one.id) ?? [], span));
    } catch {
      unreadable.push(one.id);
    }
  }
  return { items: items.sort(compareItems), unreadable };
}

function itemsOf({ id, record }: AppointmentAt, away: readonly WallTime[], span: Span): AgendaItem[] {
  const isSeries = Boolean(record.rule) || namesIn(record.additions).length > 0;
  return occurrencesIn(seriesOf(record), span)
    .filter(({ start }) => !isSeries || !away.some((one) => isSameStart(one, start)))
    .map(({ start, end, from, to }) => {
      // What replaces a time of a series that is not here is an appointment like any other.
      const occurrence = (record.series && record.replaces) || (isSeries ? start : undefined);
      return { id, record, start, end, from, to, isAllDay: isAllDay(record), ...(occurrence && { occurrence }) };
    });
}

/** By time; of those that begin at once the longer one first, as calendars draw them. */
const compareItems = (a: AgendaItem, b: AgendaItem): number =>
  a.from - b.from || b.to - a.to || compareTexts(a.record.title ?? "", b.record.title ?? "") || compareTexts(a.id, b.id);
const compareTexts = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

const namesIn = (set: Readonly<Record<string, unknown>> | null | undefined): string[] =>
  Object.entries(set ?? {}).flatMap(([name, isIn]) => (isIn === true ? [name] : []));

export const seriesOf = ({ start, end, zone, rule, exceptions, additions }: Appointment): Series => ({
  start,
  end,
  zone,
  rule,
  exceptions: namesIn(exceptions),
  additions: namesIn(additions),
});

/** Who takes part: those who are named, else whoever made it. */
export function ownersOf({ members, createdBy }: Appointment): readonly string[] {
  const named = idsOf(members);
  return named.length > 0 ? named : createdBy ? [createdBy] : [];
}

/** Whether one of these members takes part. */
export const isOf = (appointment: Appointment, wanted: readonly string[]): boolean =>
  ownersOf(appointment).some((member) => wanted.includes(member));
