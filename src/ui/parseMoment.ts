// What people type for a time: "morgen 9 uhr", "gestern 14:30", "tomorrow 9am", "vor 2 stunden", "fr 10", "21.11. 14:00".
// German and English are both understood, whichever language the screens speak.
import { monthNames, shortWeekdayNames, weekdayNames } from "../lib/calendarNames.ts";
import { ownValue } from "../lib/own.ts";

export interface Moment {
  readonly year: number;
  readonly month: number;
  readonly day: number;
  /** Absent when only the day was said. */
  readonly time?: { readonly hour: number; readonly minute: number };
}

const relativeDays: Readonly<Record<string, number>> = {
  heute: 0,
  today: 0,
  gestern: -1,
  yesterday: -1,
  vorgestern: -2,
  morgen: 1,
  tomorrow: 1,
  tmr: 1,
  übermorgen: 2,
  uebermorgen: 2,
};
const weekdays = weekdayNames.map((names, index) => [...names, ...(shortWeekdayNames[index] ?? [])]);
const dayParts: Readonly<Record<string, number>> = {
  früh: 8,
  frueh: 8,
  vormittag: 10,
  vormittags: 10,
  mittag: 12,
  mittags: 12,
  noon: 12,
  midday: 12,
  nachmittag: 15,
  nachmittags: 15,
  afternoon: 15,
  abend: 19,
  abends: 19,
  evening: 19,
  morning: 9,
};
const units: Readonly<Record<string, number>> = {
  minute: 1,
  minuten: 1,
  min: 1,
  minutes: 1,
  mins: 1,
  stunde: 60,
  stunden: 60,
  std: 60,
  h: 60,
  hour: 60,
  hours: 60,
  hr: 60,
  hrs: 60,
  tag: 1440,
  tage: 1440,
  tagen: 1440,
  day: 1440,
  days: 1440,
  woche: 10080,
  wochen: 10080,
  week: 10080,
  weeks: 10080,
};
const numbers: Readonly<Record<string, number>> = {
  ein: 1,
  eine: 1,
  einer: 1,
  einem: 1,
  a: 1,
  an: 1,
  one: 1,
  zwei: 2,
  two: 2,
  drei: 3,
  three: 3,
};
const fillers = /^(um|at|am|on|den|der|the|of|uhr|o'clock|this|diesen|dieser|von|bis|in)$/;

const dayOf = (date: Date): Pick<Moment, "year" | "month" | "day"> => ({
  year: date.getFullYear(),
  month: date.getMonth() + 1,
  day: date.getDate(),
});
const shifted = (now: Date, days: number): Pick<Moment, "year" | "month" | "day"> =>
  dayOf(new Date(now.getFullYear(), now.getMonth(), now.getDate() + days, 12));
const exists = (year: number, month: number, day: number): boolean =>
  month >= 1 && month <= 12 && day >= 1 && day <= new Date(year, month, 0).getDate();
const timeAt = (hour: number, minute: number): Moment["time"] | undefined => (hour <= 23 && minute <= 59 ? { hour, minute } : undefined);

interface Read {
  day?: Pick<Moment, "year" | "month" | "day">;
  time?: NonNullable<Moment["time"]>;
}

/** Nobody says a time in more words; what was pasted by mistake is not taken apart. */
const longest = 100;

/** The moment meant, or undefined when it cannot be told. `now` is the reader's wall clock; a bare weekday is the nearest to come, unless `prefers` is the past. */
export function parseMoment(typed: string, now: Date, prefers: "past" | "future" = "future"): Moment | undefined {
  const line = typed
    .trim()
    .slice(0, longest + 1)
    .toLowerCase()
    .replaceAll(/\s+/g, " ")
    .replaceAll(",", " ");
  if (line === "" || line.length > longest) return undefined;
  if (line === "jetzt" || line === "now") return { ...dayOf(now), time: { hour: now.getHours(), minute: now.getMinutes() } };
  const span = readSpan(line, now);
  if (span) return span;

  const read: Read = {};
  const tokens = line
    .replaceAll(/(\d)\s+(uhr|am|pm|h)\b/g, "$1$2")
    .split(" ")
    .filter(Boolean);
  for (let i = 0; i < tokens.length; i++) {
    const token = tokens[i] as string;
    const used = readToken(token, tokens[i + 1], tokens[i + 2], read, now, prefers, i);
    if (used === 0) {
      if (!fillers.test(token)) return undefined;
    } else i += used - 1;
  }
  if (!read.day && !read.time) return undefined;
  return { ...(read.day ?? dayOf(now)), ...(read.time ? { time: read.time } : {}) };
}

function readSpan(line: string, now: Date): Moment | undefined {
  const [, before, count, unit, after] = /^(vor |in )?(\d+|[a-z]+) ?([a-z]+)( ago)?$/.exec(line) ?? [];
  if (!count || !unit || (!before && !after)) return undefined;
  const minutes = ownValue(units, unit);
  const amount = ownValue(numbers, count) ?? (/^\d+$/.test(count) ? Number(count) : undefined);
  if (minutes === undefined || amount === undefined) return undefined;
  const sign = before === "in " ? 1 : -1;
  if (minutes >= 1440) return shifted(now, (sign * amount * minutes) / 1440);
  const date = new Date(now.getTime() + sign * amount * minutes * 60_000);
  return { ...dayOf(date), time: { hour: date.getHours(), minute: date.getMinutes() } };
}

/** How many tokens were understood from here: 0 when none. */
function readToken(
  token: string,
  next: string | undefined,
  third: string | undefined,
  read: Read,
  now: Date,
  prefers: "past" | "future",
  at: number,
): number {
  const relative = ownValue(relativeDays, token);
  // "morgen" alone is tomorrow; after a day it is the morning ("heute morgen").
  if (token === "morgen" && (read.day || at > 0)) return setTime(read, 9, 0);
  if (relative !== undefined && !read.day) {
    read.day = shifted(now, relative);
    return 1;
  }
  const part = ownValue(dayParts, token);
  if (part !== undefined) return read.time ? adjustToPart(read, part) : setTime(read, part, 0);
  if (token === "tonight") {
    read.day = dayOf(now);
    return setTime(read, 19, 0);
  }
  const isNext = /^(nächsten|nächster|naechsten|next|kommenden)$/.test(token);
  const isLast = /^(letzten|letzter|last|vergangenen)$/.test(token);
  const weekday = weekdays.findIndex((names) => names.includes((isNext || isLast ? next : token)?.replace(/\.$/, "") ?? ""));
  if (weekday >= 0 && !read.day) {
    read.day = shifted(now, daysTo(weekday, now.getDay(), isLast ? "past" : isNext ? "future" : prefers));
    return isNext || isLast ? 2 : 1;
  }
  const iso = /^(\d{4})-(\d{1,2})-(\d{1,2})(?:t(\d{1,2}):(\d{2}))?$/.exec(token);
  if (iso && exists(Number(iso[1]), Number(iso[2]), Number(iso[3]))) {
    read.day = { year: Number(iso[1]), month: Number(iso[2]), day: Number(iso[3]) };
    return iso[4] ? setTime(read, Number(iso[4]), Number(iso[5])) : 1;
  }
  const dotted = /^(\d{1,2})\.(\d{1,2})\.?(\d{4}|\d{2})?$/.exec(token);
  if (dotted && !read.day && exists(2000, Number(dotted[2]), Number(dotted[1])) && (dotted[3] || token.endsWith(".") || !next)) {
    read.day = withYear(Number(dotted[1]), Number(dotted[2]), dotted[3], now, prefers);
    return 1;
  }
  const slashed = /^(\d{1,2})\/(\d{1,2})(?:\/(\d{4}|\d{2}))?$/.exec(token);
  if (slashed && !read.day && exists(2000, Number(slashed[2]), Number(slashed[1]))) {
    read.day = withYear(Number(slashed[1]), Number(slashed[2]), slashed[3], now, prefers);
    return 1;
  }
  const named = readNamedDay(token, next, third, read, now, prefers);
  if (named > 0) return named;
  const clock = /^(\d{1,2})(?:[:.](\d{2}))?(?:uhr|h)?(?:(am|pm))?(\d{2})?$/.exec(token);
  if (clock && !read.time) {
    const half = clock[3];
    const hour = Number(clock[1]);
    if (half && (hour > 12 || hour === 0)) return 0;
    return setTime(read, half === "pm" ? (hour % 12) + 12 : half === "am" ? hour % 12 : hour, Number(clock[2] ?? clock[4] ?? 0));
  }
  if ((token === "halb" || token === "half") && next && /^\d{1,2}(uhr)?$/.test(next))
    return setTime(read, Number.parseInt(next, 10) - 1, 30) && 2;
  return 0;
}

function readNamedDay(
  token: string,
  next: string | undefined,
  third: string | undefined,
  read: Read,
  now: Date,
  prefers: "past" | "future",
): number {
  if (read.day) return 0;
  const monthOf = (name: string | undefined): number => monthNames.findIndex((names) => names.includes(name?.replace(/\.$/, "") ?? "")) + 1;
  const dayFirst = /^(\d{1,2})(?:\.|st|nd|rd|th)?$/.exec(token);
  const month = dayFirst ? monthOf(next) : monthOf(token);
  const day = dayFirst ? Number(dayFirst[1]) : Number(/^(\d{1,2})(?:\.|st|nd|rd|th)?$/.exec(next ?? "")?.[1]);
  if (month === 0 || !exists(2000, month, day)) return 0;
  const year = /^\d{4}$/.test(third ?? "") ? third : undefined;
  read.day = withYear(day, month, year, now, prefers);
  return year ? 3 : 2;
}

function setTime(read: Read, hour: number, minute: number): number {
  const time = timeAt(hour, minute);
  if (!time) return 0;
  read.time = time;
  return 1;
}

/** "3 nachmittags", "8 abends". */
function adjustToPart(read: Read, part: number): number {
  if (read.time && part >= 12 && read.time.hour < 12) read.time = { hour: read.time.hour + 12, minute: read.time.minute };
  return 1;
}

const daysTo = (weekday: number, today: number, towards: "past" | "future"): number =>
  towards === "future" ? (weekday - today + 7) % 7 || 7 : -((today - weekday + 7) % 7 || 7);

/** Without a year the nearest one that fits: within half a year back, unless the past is preferred. */
function withYear(
  day: number,
  month: number,
  year: string | undefined,
  now: Date,
  prefers: "past" | "future",
): Pick<Moment, "year" | "month" | "day"> {
  if (year) return { year: year.length === 2 ? 2000 + Number(year) : Number(year), month, day };
  const thisYear = now.getFullYear();
  const monthsAhead = (new Date(thisYear, month - 1, day, 12).getTime() - now.getTime()) / (30.4 * 86_400_000);
  const shift = prefers === "past" ? (monthsAhead > 0.05 ? -1 : 0) : monthsAhead < -6 ? 1 : 0;
  return { year: thisYear + shift, month, day };
}

const two = (value: number): string => String(value).padStart(2, "0");
export const dayText = (moment: Moment): string => `${moment.year}-${two(moment.month)}-${two(moment.day)}`;

/** As stored: a day, or the instant of that wall time on this device. */
export const momentToStored = (moment: Moment): string =>
  moment.time ? new Date(moment.year, moment.month - 1, moment.day, moment.time.hour, moment.time.minute).toISOString() : dayText(moment);
