// Days of the calendar as text, "2026-11-24": what can be reckoned with them without clocks and zones.

const dayMs = 86_400_000;
const msOf = (day: string): number => Date.parse(`${day}T00:00:00Z`);
const textOf = (ms: number): string => new Date(ms).toISOString().slice(0, 10);

export const plusDays = (day: string, days: number): string => textOf(msOf(day) + days * dayMs);

/** 0 is Sunday. */
export const weekdayOf = (day: string): number => new Date(msOf(day)).getUTCDay();

/** Undefined where the calendar has no such day. */
export function dayAt(year: number, month: number, date: number): string | undefined {
  const text = textOf(Date.UTC(year, month - 1, date));
  return Number(text.slice(5, 7)) === month && Number(text.slice(8)) === date ? text : undefined;
}

export const lastOfMonth = (day: string): string => textOf(Date.UTC(Number(day.slice(0, 4)), Number(day.slice(5, 7)), 0));

/** The same date of another month, or its last day where that is shorter. */
export function plusMonths(day: string, months: number): string {
  const first = textOf(Date.UTC(Number(day.slice(0, 4)), Number(day.slice(5, 7)) - 1 + months, 1));
  const last = lastOfMonth(first);
  const wanted = `${first.slice(0, 8)}${day.slice(8)}`;
  return wanted < last ? wanted : last;
}

/** The first such weekday behind a day. */
export const nextWeekday = (day: string, weekday: number): string => plusDays(day, (weekday - weekdayOf(day) + 7) % 7 || 7);
