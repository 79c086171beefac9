// Public holidays, by country, state and, where the law has it so, community.
import { weekdayOf } from "../lib/calendarDay.ts";
import { addDays } from "./wallTime.ts";

export interface Holiday {
  readonly day: string;
  readonly de: string;
  readonly en: string;
  /** The hour from which work rests; absent where it does all day. */
  readonly fromHour?: number;
}

export interface HolidayRule {
  readonly de: string;
  readonly en: string;
  /**
   * "12-25", that day; "12-26/13457", where it is one of these weekdays (1 is Monday); "E-2", so many days from Easter Sunday;
   * "11-16>3", the first such weekday from that day on; "2020-05-08,2025-05-08", these days.
   */
  readonly when: string;
  /** The first year in which it was one. */
  readonly since?: number;
  readonly fromHour?: number;
}

export interface HolidayTable {
  /** "DE-BY" → "Bayern": country, state (ISO 3166-2) and community. */
  readonly names: Readonly<Record<string, string>>;
  readonly rules: readonly (HolidayRule & { readonly regions: string })[];
}

/** The holidays of a region in a year, in order. Of a region that is not known, those of its state or country. */
export function holidaysIn(table: HolidayTable, region: string, year: number): Holiday[] {
  const known = nearestRegion(table, region);
  if (!known) return [];
  return table.rules
    .filter(({ regions, since }) => regions.split(" ").includes(known) && year >= (since ?? 0))
    .flatMap(({ when, de, en, fromHour }) => daysOf(when, year).map((day) => ({ day, de, en, ...(fromHour && { fromHour }) })))
    .sort((a, b) => (a.day < b.day ? -1 : a.day > b.day ? 1 : 0));
}

function nearestRegion({ names }: HolidayTable, region: string): string | undefined {
  for (let name = region; name; name = name.slice(0, Math.max(0, name.lastIndexOf("-")))) if (Object.hasOwn(names, name)) return name;
  return undefined;
}

function daysOf(when: string, year: number): string[] {
  if (when.startsWith("E")) return [addDays(easterSunday(year), Number(when.slice(1)))];
  if (when.includes(",") || when.length === 10) return when.split(",").filter((day) => Number(day.slice(0, 4)) === year);
  const [monthDay, rule] = [`${year}-${when.slice(0, 5)}`, when.slice(5)];
  if (rule.startsWith(">")) return [addDays(monthDay, (Number(rule.slice(1)) - weekdayOf(monthDay) + 7) % 7)];
  return !rule || rule.includes(String(weekdayOf(monthDay))) ? [monthDay] : [];
}

/** Easter Sunday of the Gregorian calendar (the rule of Meeus, Jones and Butcher). */
export function easterSunday(year: number): string {
  const [a, b, c] = [year % 19, Math.floor(year / 100), year % 100];
  const f = Math.floor((b + 8) / 25);
  const h = (19 * a + b - Math.floor(b / 4) - Math.floor((b - f + 1) / 3) + 15) % 30;
  const l = (32 + 2 * (b % 4) + 2 * Math.floor(c / 4) - h - (c % 4)) % 7;
  const m = Math.floor((a + 11 * h + 22 * l) / 451);
  const [month, day] = [Math.floor((h + l - 7 * m + 114) / 31), ((h + l - 7 * m + 114) % 31) + 1];
  return `${year}-0${month}-${String(day).padStart(2, "0")}`;
}
