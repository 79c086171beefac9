// Days, times, numbers and money as the reader's language writes them. Intl objects are costly to make and kept.
import { amountOf, centsExponent } from "../domain/currency.ts";
import { locale } from "./language.ts";

const kept = new Map<string, unknown>();
function keep<Format>(key: string, make: (tag: string) => Format): Format {
  const tag = locale();
  const name = `${tag} ${key}`;
  const had = kept.get(name) as Format | undefined;
  if (had !== undefined) return had;
  const made = make(tag);
  kept.set(name, made);
  return made;
}

export const dates = (options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat =>
  keep(`date ${JSON.stringify(options)}`, (tag) => new Intl.DateTimeFormat(tag, options));

/** A date as its language writes it; what is no date, such as what a file or another version brought, stands as it came. */
const shown = (options: Intl.DateTimeFormatOptions, date: Date, came: string): string =>
  isDate(date) ? dates(options).format(date) : came;
const isDate = (date: Date): boolean => !Number.isNaN(date.getTime());

/** A calendar day at noon of this device, so that no zone moves it to its neighbour. */
const dateOfDay = (day: string): Date => new Date(Number(day.slice(0, 4)), Number(day.slice(5, 7)) - 1, Number(day.slice(8, 10)), 12);

const dateOf = (at: string): Date => (at.length === 10 ? dateOfDay(at) : new Date(at));

/** "21. Nov. 2026"; of a partly known day what is known: "April 1985", "1985", "12. April". */
export function formatDay(day: string): string {
  const [, year, , month, date] = /^(\d{4}|-)(-(\d\d)(?:-(\d\d))?)?$/.exec(day) ?? [];
  if (year === undefined) return day;
  if (year === "-" && month && date)
    return dates({ day: "numeric", month: "long" }).format(new Date(2000, Number(month) - 1, Number(date), 12));
  if (!month) return year;
  if (!date) return dates({ month: "long", year: "numeric" }).format(new Date(Number(year), Number(month) - 1, 15));
  return shown({ day: "numeric", month: "short", year: "numeric" }, dateOfDay(day), day);
}

export const formatTime = (instant: string): string => shown({ hour: "2-digit", minute: "2-digit" }, new Date(instant), instant);

/** "21. Nov. 2026, 14:30"; only the day when only the day is known. */
export const formatMoment = (at: string): string =>
  at.length === 10
    ? formatDay(at)
    : shown({ day: "numeric", month: "short", year: "numeric", hour: "2-digit", minute: "2-digit" }, new Date(at), at);

/** With its weekday, without the year: "Samstag, 21. November". */
export const formatWeekday = (day: string): string => shown({ weekday: "long", day: "numeric", month: "long" }, dateOfDay(day), day);

/** "Montag"; 0 is Sunday, "" what is none. */
export const weekdayName = (weekday: number): string =>
  weekday < 0 || weekday > 6 ? "" : dates({ weekday: "long" }).format(new Date(2023, 0, 1 + weekday, 12));

/** A time of day as it stands on the wall, "09:00", as the language writes it. */
export const formatClock = (time: string): string =>
  dates({ hour: "2-digit", minute: "2-digit" }).format(new Date(2023, 0, 1, Number(time.slice(0, 2)), Number(time.slice(3, 5))));

/** Month and year as a heading: "November 2026". */
export const formatMonth = (at: string): string => shown({ month: "long", year: "numeric" }, dateOf(at), at);

/** The calendar day of an instant on this device. */
export function localDayOf(at: string | Date): string {
  if (typeof at === "string" && at.length === 10) return at;
  const date = typeof at === "string" ? new Date(at) : at;
  return `${date.getFullYear()}-${String(date.getMonth() + 1).padStart(2, "0")}-${String(date.getDate()).padStart(2, "0")}`;
}

const relative = (): Intl.RelativeTimeFormat => keep("relative", (tag) => new Intl.RelativeTimeFormat(tag, { numeric: "auto" }));
const minute = 60_000;
const dayMs = 86_400_000;

/** How long ago or how far ahead: "vor 5 Minuten", "gestern", "in 3 Tagen"; beyond a month the day itself. */
export function formatRelative(at: string, now: Date = new Date()): string {
  const date = dateOf(at);
  if (!isDate(date)) return at;
  const days = Math.round((dateOfDay(localDayOf(date)).getTime() - dateOfDay(localDayOf(now)).getTime()) / dayMs);
  if (days === 0) {
    if (at.length === 10) return relative().format(0, "day");
    const minutes = Math.round((date.getTime() - now.getTime()) / minute);
    if (Math.abs(minutes) < 1) return relative().format(0, "second");
    return Math.abs(minutes) < 60 ? relative().format(minutes, "minute") : relative().format(Math.trunc(minutes / 60), "hour");
  }
  if (Math.abs(days) < 14) return relative().format(days, "day");
  if (Math.abs(days) < 45) return relative().format(Math.trunc(days / 7), "week");
  return formatDay(localDayOf(date));
}

/** Short for rows: the time today, "gestern", the weekday within a week, else the day. */
export function formatShort(at: string, now: Date = new Date()): string {
  const date = dateOf(at);
  if (!isDate(date)) return at;
  const days = Math.round((dateOfDay(localDayOf(date)).getTime() - dateOfDay(localDayOf(now)).getTime()) / dayMs);
  if (days === 0 && at.length > 10) return formatTime(at);
  if (Math.abs(days) < 2) return relative().format(days, "day");
  if (days < 0 && days > -7) return dates({ weekday: "short" }).format(date);
  return date.getFullYear() === now.getFullYear()
    ? dates({ day: "numeric", month: "short" }).format(date)
    : dates({ day: "2-digit", month: "2-digit", year: "numeric" }).format(date);
}

export const formatNumber = (value: number, options: Intl.NumberFormatOptions = {}): string =>
  keep(`number ${JSON.stringify(options)}`, (tag) => new Intl.NumberFormat(tag, options)).format(value);

/** An amount stated in the currency's smallest unit; whole amounts without their zeros. */
export function formatMoney(cents: number, currency: string): string {
  const value = amountOf(cents, currency);
  const digits = Number.isInteger(value) ? 0 : centsExponent(currency);
  return formatAmount(value, currency, { minimumFractionDigits: digits, maximumFractionDigits: digits });
}

/** An amount in units of its currency; a code that is none stands before the number as it is. */
export function formatAmount(amount: number, currency: string, options: Intl.NumberFormatOptions): string {
  if (/^[A-Za-z]{3}$/.test(currency)) return formatNumber(amount, { style: "currency", currency, ...options });
  return [currency, formatNumber(amount, options)].filter(Boolean).join(" ");
}

export const formatPercent = (share: number): string => formatNumber(share, { style: "percent", maximumFractionDigits: 0 });

const byteUnits = ["byte", "kilobyte", "megabyte", "gigabyte", "terabyte"] as const;
/** "1,4 MB": in steps of 1,000, as systems show free space. */
export function formatBytes(bytes: number): string {
  const step = Math.min(byteUnits.length - 1, Math.max(0, Math.floor(Math.log10(Math.max(bytes, 1)) / 3)));
  const value = bytes / 1000 ** step;
  return formatNumber(value, {
    style: "unit",
    unit: byteUnits[step] as string,
    unitDisplay: step === 0 ? "long" : "short",
    maximumFractionDigits: value < 10 && step > 0 ? 1 : 0,
  });
}

export function formatMinutes(minutes: number): string {
  const hours = Math.floor(minutes / 60);
  const rest = minutes % 60;
  const part = (value: number, unit: "hour" | "minute"): string => formatNumber(value, { style: "unit", unit, unitDisplay: "short" });
  return [hours > 0 ? part(hours, "hour") : "", rest > 0 || hours === 0 ? part(rest, "minute") : ""].filter(Boolean).join(" ");
}

export type Plural = Partial<Record<Intl.LDMLPluralRule, string>> & { readonly other: string };
/** The right form for a number, by the language's own rule. */
export const plural = (count: number, forms: Plural): string =>
  forms[keep("plural", (tag) => new Intl.PluralRules(tag)).select(count)] ?? forms.other;

/** "A, B und C". */
export const formatList = (parts: readonly string[]): string =>
  keep("list", (tag) => new Intl.ListFormat(tag, { type: "conjunction" })).format(parts);

/** The country's name in the reader's language; the code itself when nobody knows it. */
export function countryName(code: string): string {
  try {
    return keep("region", (tag) => new Intl.DisplayNames(tag, { type: "region" })).of(code) ?? code;
  } catch {
    return code; // Not the shape of a code: shown as it stands.
  }
}

/** The language's name in the reader's language. */
export function languageName(tag: string): string {
  try {
    return keep("language", (own) => new Intl.DisplayNames(own, { type: "language" })).of(tag) ?? tag;
  } catch {
    return tag; // Not the shape of a tag: shown as it stands.
  }
}

/** "Berlin" of "Europe/Berlin". */
export const zoneName = (zone: string): string => (zone.split("/").at(-1) ?? zone).replaceAll("_", " ");

/** Sorting as the reader's language sorts. */
export const compareText = (a: string, b: string): number =>
  keep("collator", (tag) => new Intl.Collator(tag, { numeric: true })).compare(a, b);
