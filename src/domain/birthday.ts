// When somebody has their next birthday.
import { dayAt } from "../lib/calendarDay.ts";

export interface Birthday {
  readonly day: string;
  /** How old they become; null where the year is not known. */
  readonly turns: number | null;
}

/**
 * The first birthday from one day until before another, of a birthday that may be known without its year ("--04-12"); undefined where
 * there is none, or the day is not known. Who was born on 29 February has it on the 28th in other years.
 */
export function birthdayBetween(bornOn: string, from: string, to: string): Birthday | undefined {
  const [, year = "-", month, date] = /^(\d{4}|-)-(\d\d)-(\d\d)$/.exec(bornOn) ?? [];
  if (!month || !date) return undefined;
  for (let now = Number(from.slice(0, 4)); now <= Number(to.slice(0, 4)); now++) {
    const day = dayAt(now, Number(month), Number(date)) ?? dayAt(now, Number(month), Number(date) - 1);
    if (day === undefined || day < from || day >= to) continue;
    const turns = year === "-" ? null : now - Number(year);
    if (turns === null || turns > 0) return { day, turns };
  }
  return undefined;
}
