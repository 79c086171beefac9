// Working hours of a firm in Germany, in arithmetic only: what a machine knows of time zones must not change the sequence.

const day = 86_400_000;
const hour = 3_600_000;

/** Days since 1970 of the last Sunday of a month (0-based), when European clocks change at 01:00 UTC. */
function lastSunday(year: number, month: number): number {
  const last = Math.floor(Date.UTC(year, month + 1, 0) / day);
  return last - ((last + 4) % 7);
}

/** What Berlin is ahead of UTC on a calendar day, in hours; exact for working hours. */
const offsetOf = (dayNumber: number): number => {
  const year = new Date(dayNumber * day).getUTCFullYear();
  return dayNumber >= lastSunday(year, 2) && dayNumber < lastSunday(year, 9) ? 2 : 1;
};

/** What a heating firm is asked for in each month, of a hundred in a year. */
const demandOf: readonly number[] = [11, 10, 8, 7, 6, 5, 5, 6, 9, 12, 11, 10];
const demandBefore = demandOf.map((_, month) => demandOf.slice(0, month).reduce((sum, share) => sum + share, 0));

const daysIn = (year: number, month: number): number => (Date.UTC(year, month + 1, 1) - Date.UTC(year, month, 1)) / day;

/** All demand before a day, since the year 0. */
function demandUntil(dayNumber: number): number {
  const date = new Date(dayNumber * day);
  const [year, month] = [date.getUTCFullYear(), date.getUTCMonth()];
  const inMonth = ((date.getUTCDate() - 1) / daysIn(year, month)) * (demandOf[month] as number);
  return year * 100 + (demandBefore[month] as number) + inMonth;
}

/** The day by which `share` (0–1) of the demand between two days has come up. */
export function dayOfDemand(from: number, to: number, share: number): number {
  const [least, most] = [demandUntil(from), demandUntil(to)];
  const wanted = least + (most - least) * share;
  const year = Math.floor(wanted / 100);
  const month = demandBefore.findLastIndex((before) => before <= wanted - year * 100);
  const inMonth = (wanted - year * 100 - (demandBefore[month] as number)) / (demandOf[month] as number);
  return Math.min(to, Date.UTC(year, month, 1) / day + Math.floor(inMonth * daysIn(year, month)));
}

export const dayNumberOf = (ms: number): number => Math.floor(ms / day);

/** The day itself, or the Friday before. */
export function workday(dayNumber: number): number {
  const weekday = (dayNumber + 4) % 7;
  return weekday === 0 ? dayNumber - 2 : weekday === 6 ? dayNumber - 1 : dayNumber;
}

/** The instant at a minute of a day as Berlin's clocks show it. */
export const instantAt = (dayNumber: number, minute: number): number => dayNumber * day + minute * 60_000 - offsetOf(dayNumber) * hour;

export const isoDay = (dayNumber: number): string => new Date(dayNumber * day).toISOString().slice(0, 10);
