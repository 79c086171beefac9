// Where entries stand in a grid of days: beside each other where they clash, above each other where they last for days.
import { addDays, daysBetween } from "../../lib/calendarDay.ts";

/** What is laid out: on the clocks that the grid shows. */
export interface Laid {
  readonly shownStart: string;
  readonly shownEnd: string;
  readonly isAllDay: boolean;
}

const dayOf = (time: string): string => time.slice(0, 10);
const wholeDay = 1_440;
export const minutesOf = (time: string): number => Number(time.slice(11, 13)) * 60 + Number(time.slice(14, 16));

export const firstDayOf = ({ shownStart }: Laid): string => dayOf(shownStart);

/** What ends at midnight ends with the day before. */
export function lastDayOf({ shownStart, shownEnd, isAllDay }: Laid): string {
  const [first, last] = [dayOf(shownStart), dayOf(shownEnd)];
  const endsBefore = last > first && (isAllDay || minutesOf(shownEnd) === 0);
  return endsBefore ? addDays(last, -1) : last;
}

/** A day or longer: it stands above the hours. */
export const isLong = (entry: Laid): boolean =>
  entry.isAllDay || daysBetween(dayOf(entry.shownStart), dayOf(entry.shownEnd)) * wholeDay + lengthInDay(entry) >= wholeDay;
const lengthInDay = ({ shownStart, shownEnd }: Laid): number => minutesOf(shownEnd) - minutesOf(shownStart);

export const isOn = (entry: Laid, day: string): boolean => firstDayOf(entry) <= day && day <= lastDayOf(entry);

/** Entries by the days from one until another, both included: each day's in the order they came. */
export function entriesByDay<Entry extends Laid>(
  entries: readonly Entry[],
  from: string,
  until: string,
): ReadonlyMap<string, readonly Entry[]> {
  const days = new Map<string, Entry[]>();
  for (const entry of entries) {
    const [first, last] = [firstDayOf(entry), lastDayOf(entry)];
    let day = first < from ? from : first;
    while (day <= last && day <= until) {
      const known = days.get(day);
      if (known) known.push(entry);
      else days.set(day, [entry]);
      if (day === last) break;
      day = addDays(day, 1);
    }
  }
  return days;
}

/** The entries of a day, what lasts for days included. */
export const entriesOn = <Entry extends Laid>(entries: readonly Entry[], day: string): Entry[] =>
  entries.filter((entry) => isOn(entry, day));

export interface Placed<Entry> {
  readonly entry: Entry;
  /** Minutes since midnight. */
  readonly from: number;
  readonly until: number;
  /** Which of so many places beside each other. */
  readonly column: number;
  readonly columns: number;
  /** It began the day before, or goes on the day after. */
  readonly isBegun: boolean;
  readonly goesOn: boolean;
}

/** So short an entry is drawn as one of these minutes, so that its name can be read. */
const leastMinutes = 25;

/** The entries of a day that last less than one, each beside those it clashes with. */
export function placesOn<Entry extends Laid>(entries: readonly Entry[], day: string): Placed<Entry>[] {
  const parts = entries
    .filter((entry) => !isLong(entry) && isOn(entry, day))
    .map((entry) => {
      const [isBegun, goesOn] = [firstDayOf(entry) < day, dayOf(entry.shownEnd) > day];
      return {
        entry,
        isBegun,
        goesOn,
        from: isBegun ? 0 : minutesOf(entry.shownStart),
        until: goesOn ? wholeDay : minutesOf(entry.shownEnd),
      };
    })
    .sort((a, b) => a.from - b.from || b.until - a.until);
  const placed: Placed<Entry>[] = [];
  for (const group of groupsOf(parts)) {
    const ends: number[] = [];
    const columns = group.map((part) => {
      const free = ends.findIndex((end) => end <= part.from);
      const column = free < 0 ? ends.length : free;
      ends[column] = drawnUntil(part);
      return column;
    });
    placed.push(...group.map((part, i) => ({ ...part, column: columns[i] ?? 0, columns: ends.length })));
  }
  return placed;
}

const drawnUntil = ({ from, until }: { readonly from: number; readonly until: number }): number => Math.max(until, from + leastMinutes);

/** Those that clash with one another, directly or through others; sorted by their beginning. */
function groupsOf<Part extends { readonly from: number; readonly until: number }>(parts: readonly Part[]): Part[][] {
  const groups: Part[][] = [];
  let end = -1;
  for (const part of parts) {
    if (part.from >= end) groups.push([]);
    groups.at(-1)?.push(part);
    end = Math.max(end, drawnUntil(part));
  }
  return groups;
}

export interface Bar<Entry> {
  readonly entry: Entry;
  /** Which days of the row it covers, from 0. */
  readonly first: number;
  readonly last: number;
  /** The line below the day's number, from 0. */
  readonly lane: number;
  readonly isBegun: boolean;
  readonly goesOn: boolean;
}

/** Entries as bars over a row of days that follow one another: the long ones first, each in the first line that is free. */
export function barsOver<Entry extends Laid>(entries: readonly Entry[], days: readonly string[]): Bar<Entry>[] {
  const [start, end] = [days[0] ?? "", days.at(-1) ?? ""];
  const spans = entries
    .filter((entry) => firstDayOf(entry) <= end && lastDayOf(entry) >= start)
    .map((entry) => {
      const [first, last] = [firstDayOf(entry), lastDayOf(entry)];
      return {
        entry,
        isBegun: first < start,
        goesOn: last > end,
        first: dayIn(first, start, 0),
        last: dayIn(last, start, days.length - 1),
      };
    })
    .sort((a, b) => Number(isLong(b.entry)) - Number(isLong(a.entry)) || a.first - b.first || b.last - a.last);
  // Of each line which days are taken, a bit a day.
  const lanes: number[] = [];
  return spans.map((span) => {
    const covered = (2 ** (span.last - span.first + 1) - 1) * 2 ** span.first;
    let lane = lanes.findIndex((taken) => (taken & covered) === 0);
    if (lane < 0) lane = lanes.push(0) - 1;
    lanes[lane] = (lanes[lane] ?? 0) | covered;
    return { ...span, lane };
  });
}

const dayIn = (day: string, start: string, most: number): number => {
  const at = daysBetween(start, day);
  return most === 0 ? Math.max(0, at) : Math.min(most, at);
};
