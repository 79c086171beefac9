// When somebody works: hours of each weekday, without days off. All of it in the wall time of one zone.
import { weekdayOf } from "../lib/calendarDay.ts";
import { addDays, dayOf, instantOf, type WallTime } from "./wallTime.ts";

/** From and until, minutes since midnight. */
export type Shift = readonly [from: number, until: number];

export interface WorkingHours {
  /** 1 (Monday) to 7; the shifts of a day in order and apart. */
  readonly week: Readonly<Record<number, readonly Shift[]>>;
  readonly isOff: (day: string) => boolean;
}

/** Further than this nobody looks for the next working hour. */
const mostDays = 3_660;

export const minutesOf = (time: WallTime): number => Number(time.slice(11, 13)) * 60 + Number(time.slice(14, 16));
export const timeAt = (day: string, minutes: number): WallTime =>
  minutes >= 1_440
    ? timeAt(addDays(day, 1), minutes - 1_440)
    : `${day}T${String(Math.floor(minutes / 60)).padStart(2, "0")}:${String(minutes % 60).padStart(2, "0")}`;

export const shiftsOn = ({ week, isOff }: WorkingHours, day: string): readonly Shift[] => (isOff(day) ? [] : (week[weekdayOf(day)] ?? []));

export interface InstantSpan {
  /** Instants in milliseconds. */
  readonly from: number;
  readonly to: number;
}

/** The shifts of the days from one until before another, on the clocks of a zone, in order. */
export function workingSpans(hours: WorkingHours, from: string, until: string, zone: string): InstantSpan[] {
  const spans: InstantSpan[] = [];
  for (let day = from; day < until; day = addDays(day, 1))
    for (const [begin, end] of shiftsOn(hours, day))
      spans.push({ from: instantOf(timeAt(day, begin), zone), to: instantOf(timeAt(day, end), zone) });
  return spans;
}

/**
 * The time at which so many working minutes have passed; negative ones go back. Time outside of the hours does not count, and work that
 * ends with a shift ends there, not with the beginning of the next. Null where nobody works for ten years.
 */
export function addWorkingMinutes(start: WallTime, minutes: number, hours: WorkingHours): WallTime | null {
  const step = minutes < 0 ? -1 : 1;
  let left = Math.abs(minutes);
  let day = dayOf(start);
  for (let days = 0; days < mostDays; days++, day = addDays(day, step)) {
    const at = days === 0 ? minutesOf(start) : step > 0 ? 0 : 1_440;
    const shifts = shiftsOn(hours, day);
    for (const [from, until] of step > 0 ? shifts : shifts.toReversed()) {
      const [begin, end] = step > 0 ? [Math.max(from, at), until] : [from, Math.min(until, at)];
      if (begin >= end) continue;
      if (left <= end - begin) return timeAt(day, step > 0 ? begin + left : end - left);
      left -= end - begin;
    }
  }
  return null;
}

/** The working minutes between two times, the earlier first. */
export function workingMinutesBetween(start: WallTime, end: WallTime, hours: WorkingHours): number {
  const last = dayOf(end);
  let minutes = 0;
  for (let day = dayOf(start); day <= last; day = addDays(day, 1)) {
    const [from, to] = [day === dayOf(start) ? minutesOf(start) : 0, day === last ? minutesOf(end) : 1_440];
    for (const shift of shiftsOn(hours, day)) minutes += Math.max(0, Math.min(shift[1], to) - Math.max(shift[0], from));
  }
  return minutes;
}
