// Days and hours as a calendar on the wall writes them.
import { dates } from "./format.ts";
import { locale } from "./language.ts";

/** At noon in UTC, and read in UTC: no zone of this device moves it. */
const atNoon = (day: string): Date => new Date(`${day}T12:00:00Z`);
const ofDay = (day: string, options: Intl.DateTimeFormatOptions): string => dates({ timeZone: "UTC", ...options }).format(atNoon(day));

/** Language and time of day → as it is written: a month shows hundreds of the same few. */
const clocks = new Map<string, string>();

/** "09:00" of a wall time, as the reader's language writes hours. */
export function formatClock(time: string): string {
  const name = `${locale()} ${time.slice(11, 16)}`;
  const known = clocks.get(name);
  if (known !== undefined) return known;
  const text = dates({ hour: "2-digit", minute: "2-digit", timeZone: "UTC" }).format(new Date(`${time.slice(0, 16)}:00Z`));
  clocks.set(name, text);
  return text;
}

/** "09:00", or "9 AM" where hours are counted twice: beside a line of the day. */
export function formatHour(hour: number): string {
  const hours = dates({ hour: "numeric", timeZone: "UTC" });
  const at = new Date(Date.UTC(2026, 0, 1, hour));
  return hours.resolvedOptions().hour12 ? hours.format(at) : formatClock(at.toISOString());
}

export const formatWeekdayName = (day: string, width: "short" | "long"): string => ofDay(day, { weekday: width });
/** "Montag, 30. November 2026". */
export const formatFullDay = (day: string): string => ofDay(day, { weekday: "long", day: "numeric", month: "long", year: "numeric" });
/** "30. Nov. – 6. Dez. 2026". */
export const formatDays = (first: string, last: string): string =>
  dates({ timeZone: "UTC", day: "numeric", month: "short", year: "numeric" }).formatRange(atNoon(first), atNoon(last));

/** The weekday on which weeks begin where the reader's language is spoken; Monday where nobody says. */
export function firstWeekday(): number {
  const known = new Intl.Locale(locale()) as Intl.Locale & {
    readonly getWeekInfo?: () => { readonly firstDay: number };
    readonly weekInfo?: { readonly firstDay: number };
  };
  return known.getWeekInfo?.().firstDay ?? known.weekInfo?.firstDay ?? (known.region === "US" ? 7 : 1);
}
