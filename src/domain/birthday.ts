// When a birthday is kept in a year.
import { dayAt } from "../lib/calendarDay.ts";

/** "04-12", by which birthdays are asked; undefined where only a year or a month is known. */
export const birthdayOf = (bornOn: unknown): string | undefined =>
  typeof bornOn === "string" && /^(\d{4}|-)-\d{2}-\d{2}$/.test(bornOn) ? bornOn.slice(-5) : undefined;

/**
 * The day of a year on which a birthday is kept. Whoever was born on 29 February keeps it on 28 February in years without one: in law a
 * year of life is complete at the end of that day (§ 187 (2), § 188 (2) BGB), and nobody is congratulated late.
 */
export const birthdayIn = (birthday: string, year: number): string =>
  dayAt(year, Number(birthday.slice(0, 2)), Number(birthday.slice(3))) ?? `${String(year).padStart(4, "0")}-02-28`;

/** How old somebody becomes in a year; null where the year of birth is unknown. */
export function ageIn(bornOn: string, year: number): number | null {
  const born = Number(/^\d{4}/.exec(bornOn)?.[0]);
  return born > 0 && year >= born ? year - born : null;
}

export interface Birthday {
  readonly day: string;
  /** How old they become; null where the year is not known. */
  readonly turns: number | null;
}

/** The first birthday from one day until before another; undefined where there is none, or the day is not known. */
export function birthdayBetween(bornOn: string, from: string, to: string): Birthday | undefined {
  const birthday = birthdayOf(bornOn);
  if (birthday === undefined) return undefined;
  for (let year = Number(from.slice(0, 4)); year <= Number(to.slice(0, 4)); year++) {
    const day = birthdayIn(birthday, year);
    if (day < from || day >= to || `${year}` <= bornOn.slice(0, 4)) continue;
    return { day, turns: ageIn(bornOn, year) };
  }
  return undefined;
}
