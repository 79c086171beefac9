// The moment that a cell tells. A time without a zone is one of the workspace's clocks, unless cell or heading name another.
import { instantAt } from "../domain/zone.ts";

const clock = /(?:^|[T\s,])(\d{1,2}):(\d{2})(?::(\d{2})(?:[.,]\d+)?)?\s*([ap]\.?m\b)?/i;
const offset = /:\d{2}(?:[.,]\d+)?\s*([+-])(\d{2}):?(\d{2})?$/;

const pad = (number: number): string => String(number).padStart(2, "0");
const clockOf = (hour: string, minute: string, half: string | undefined): string | undefined => {
  const [h, m] = [Number(hour), Number(minute)];
  const full = half ? (h % 12) + (/^p/i.test(half) ? 12 : 0) : h;
  return full < 24 && m < 60 && (!half || (h > 0 && h < 13)) ? `${pad(full)}:${pad(m)}` : undefined;
};

/** The hour that stands beside a day in a cell; none at midnight, which spreadsheets write where nobody said an hour. */
export function clockIn(cell: string): string | undefined {
  const [, hour, minute, , half] = clock.exec(cell.trim()) ?? [];
  const found = hour === undefined || minute === undefined ? undefined : clockOf(hour, minute, half);
  return found === "00:00" ? undefined : found;
}

/** A cell that holds an hour and nothing else: "14:30", "14.30 Uhr", "9 Uhr", "2:30 pm", "2pm". */
export function readClock(cell: string): string | undefined {
  const [, hour, minute = "00", more] = /^(\d{1,2})(?:[:.](\d{2}))?(?::\d{2})?\s*(uhr|h|[ap]\.?m\.?)?$/i.exec(cell.trim()) ?? [];
  // A bare number is no hour.
  if (hour === undefined || (!more && !/[:.]/.test(cell))) return undefined;
  return clockOf(hour, minute, /^[ap]/i.test(more ?? "") ? more : undefined);
}

/** What a time is ahead of UTC by its own words, in minutes. */
function aheadBy(cell: string, heading: string): number | undefined {
  const stated = offset.exec(cell);
  if (stated) return (stated[1] === "-" ? -1 : 1) * (Number(stated[2]) * 60 + Number(stated[3] ?? 0));
  return /\d\s*(?:Z|UTC|GMT)$/i.test(cell) || /\b(?:UTC|GMT)\b/.test(heading) ? 0 : undefined;
}

/** `on` is the day that the cell was read as; noon where it tells no hour. */
export function readInstant(on: string, cell: string, heading: string, zone: string): string {
  const value = cell.trim();
  const found = clock.exec(value);
  const isAfternoon = /^p/i.test(found?.[4] ?? "");
  const written = Number(found?.[1] ?? 12);
  const hour = found?.[4] ? (written % 12) + (isAfternoon ? 12 : 0) : written;
  const [minute, second] = [Number(found?.[2] ?? 0), Number(found?.[3] ?? 0)];
  const isTime = found !== null && hour < 24 && minute < 60 && second < 60;
  if (!isTime) return instantAt(on, { hour: 12, minute: 0 }, zone);
  const ahead = aheadBy(value, heading);
  return ahead === undefined
    ? instantAt(on, { hour, minute, second }, zone)
    : new Date(Date.parse(instantAt(on, { hour, minute, second }, "UTC")) - ahead * 60_000).toISOString();
}
