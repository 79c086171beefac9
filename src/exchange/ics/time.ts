// Dates, times and durations as iCalendar writes them (RFC 5545, 3.3).
import { addDays, instantOf, isDay, minuteMs, type WallTime, wallTimeAt } from "../../calendar/wallTime.ts";

/** A wall time or a day; `isUtc` where it ended with Z. */
export interface IcsTime {
  readonly time: WallTime;
  readonly isUtc: boolean;
}

const form = /^(\d{4})-?(\d\d)-?(\d\d)(?:T(\d\d):?(\d\d)(?::?(\d\d))?(Z?))?$/i;

/** "20260706", "20260706T090000Z"; undefined for what is no date there is. A second 60 counts as 59. */
export function readTime(text: string): IcsTime | undefined {
  const [, year, month, day, hour, minute, second = "00", utc] = form.exec(text.trim()) ?? [];
  if (!year) return undefined;
  const date = `${year}-${month}-${day}`;
  const at = new Date(`${date}T00:00:00Z`);
  if (Number.isNaN(at.getTime()) || at.toISOString().slice(0, 10) !== date) return undefined;
  if (hour === undefined) return { time: date, isUtc: false };
  if (Number(hour) > 23 || Number(minute) > 59 || Number(second) > 60) return undefined;
  const seconds = second === "00" ? "" : `:${second === "60" ? "59" : second}`;
  return { time: `${date}T${hour}:${minute}${seconds}`, isUtc: utc !== "" };
}

export const writeTime = (time: WallTime): string => {
  const [day = "", clock] = time.split("T");
  return day.replaceAll("-", "") + (clock === undefined ? "" : `T${clock.replaceAll(":", "").padEnd(6, "0")}`);
};

export interface Duration {
  readonly isNegative: boolean;
  /** Of the calendar: a day has the hours it has. */
  readonly days: number;
  /** Exact. */
  readonly ms: number;
}

/** "-P1W", "P1DT2H", "+PT15M", and "-P1DT", as a well-known library writes it. */
export function readDuration(text: string): Duration | undefined {
  const [all, sign, weeks, days, hours, minutes, seconds] =
    /^([+-]?)P(?:(\d+)W)?(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)S)?)?$/i.exec(text.trim()) ?? [];
  if (all === undefined || !/\d/.test(all)) return undefined;
  const number = (digits: string | undefined): number => Number(digits ?? 0);
  return {
    isNegative: sign === "-",
    days: number(weeks) * 7 + number(days),
    ms: (number(hours) * 60 + number(minutes)) * minuteMs + number(seconds) * 1_000,
  };
}

/** Days first, by the calendar, then the exact rest. */
export function addDuration(time: WallTime, { isNegative, days, ms }: Duration, zone: string): WallTime {
  const onDay = addDays(time, isNegative ? -days : days);
  if (ms === 0) return onDay;
  const at = instantOf(onDay, zone) + (isNegative ? -ms : ms);
  return isDay(time) ? wallTimeAt(at, zone).slice(0, 10) : wallTimeAt(at, zone);
}

/** Of a reminder: how many minutes it lasts, days counted as 24 hours. */
export const minutesIn = ({ isNegative, days, ms }: Duration): number => Math.round((days * 1_440 + ms / minuteMs) * (isNegative ? -1 : 1));
