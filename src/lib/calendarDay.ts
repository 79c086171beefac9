// Calendar days as texts, "2026-11-21": of no zone, reckoned as the wall calendar has them.
const dayMs = 86_400_000;

const msOf = (day: string): number => Date.parse(`${day}T00:00:00Z`);
const textOf = (ms: number): string => new Date(ms).toISOString().slice(0, 10);

/** What is no day stays as it came. */
export const addDays = (day: string, days: number): string => (Number.isNaN(msOf(day)) ? day : textOf(msOf(day) + days * dayMs));

export const daysBetween = (from: string, to: string): number => Math.round((msOf(to) - msOf(from)) / dayMs);

/** Undefined where the calendar has no such day. */
export function dayAt(year: number, month: number, date: number): string | undefined {
  const text = textOf(Date.UTC(year, month - 1, date));
  return Number(text.slice(5, 7)) === month && Number(text.slice(8)) === date ? text : undefined;
}

/** 1 is Monday (ISO 8601). */
export const weekdayOf = (day: string): number => ((new Date(msOf(day)).getUTCDay() + 6) % 7) + 1;

/** The first such weekday behind a day; Sunday is 7, or 0. */
export const nextWeekday = (day: string, weekday: number): string => addDays(day, (weekday - weekdayOf(day) + 7) % 7 || 7);

/** The first day of the week a day lies in, in weeks that begin with this weekday. */
export const weekStart = (day: string, firstWeekday: number): string => addDays(day, -((weekdayOf(day) - firstWeekday + 7) % 7));

export const monthStart = (day: string): string => `${day.slice(0, 7)}-01`;

export const lastOfMonth = (day: string): string => textOf(Date.UTC(Number(day.slice(0, 4)), Number(day.slice(5, 7)), 0));

/** The same day so many months later, or the last of its month where there is no such day. */
export function addMonths(day: string, months: number): string {
  const first = new Date(Date.UTC(Number(day.slice(0, 4)), Number(day.slice(5, 7)) - 1 + months, 1));
  const last = new Date(Date.UTC(first.getUTCFullYear(), first.getUTCMonth() + 1, 0)).getUTCDate();
  return addDays(textOf(first.getTime()), Math.min(Number(day.slice(8, 10)), last) - 1);
}

/** The number of a day's week: the week with the year's first Thursday is 1 (ISO 8601). */
export function weekNumber(day: string): number {
  const thursday = addDays(day, 4 - weekdayOf(day));
  return Math.floor(daysBetween(`${thursday.slice(0, 4)}-01-01`, thursday) / 7) + 1;
}

/** Whether a text is a day that there is. */
export const isDay = (text: string): boolean => /^\d{4}-\d\d-\d\d$/.test(text) && !Number.isNaN(msOf(text)) && textOf(msOf(text)) === text;

const minuteMs = 60_000;

/** The wall time on this device: "2026-11-24T09:00". */
export function localNow(): string {
  const date = new Date();
  return new Date(date.getTime() - date.getTimezoneOffset() * minuteMs).toISOString().slice(0, 16);
}

/** The day of an instant on this device's clocks; of a day itself. */
export function dayHere(at: string): string {
  if (at.length <= 10) return at;
  const date = new Date(at);
  const two = (part: number): string => String(part).padStart(2, "0");
  return Number.isNaN(date.getTime()) ? at.slice(0, 10) : `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
}
