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

export const dayNumberOf = (ms: number): number => Math.floor(ms / day);

/** The day itself, or the Friday before. */
export function workday(dayNumber: number): number {
  const weekday = (dayNumber + 4) % 7;
  return weekday === 0 ? dayNumber - 2 : weekday === 6 ? dayNumber - 1 : dayNumber;
}

/** The instant at a minute of a day as Berlin's clocks show it. */
export const instantAt = (dayNumber: number, minute: number): number => dayNumber * day + minute * 60_000 - offsetOf(dayNumber) * hour;

export const isoDay = (dayNumber: number): string => new Date(dayNumber * day).toISOString().slice(0, 10);
