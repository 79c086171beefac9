// Times as people write them down: a day, or the hands of a clock in a zone. Which instant that is, Temporal knows; where the browser
// has none, the polyfill stands in.
import { Temporal } from "temporal-polyfill";

/** "2026-11-24", or "2026-11-24T09:00" (seconds where a rule has them): without zone, as it stands on the wall. */
export type WallTime = string;

const dayLength = 10;
export const minuteMs = 60_000;
export const dayMs = 86_400_000;

export const isDay = (time: WallTime): boolean => time.length === dayLength;
export const dayOf = (time: WallTime): string => time.slice(0, dayLength);

/** Whether this device knows the zone by this name (IANA). */
export function isZone(zone: string): boolean {
  try {
    Temporal.PlainDateTime.from("2026-01-01").toZonedDateTime(zone);
    return true;
  } catch {
    return false;
  }
}

/**
 * The instant (milliseconds) of a wall time in a zone; of a day its first moment. An hour that is skipped counts from before the change,
 * one that comes twice is the first (RFC 5545, 3.3.5). Throws RangeError for what is no time or no zone.
 */
export function instantOf(time: WallTime, zone: string): number {
  const known = plainInstant(time, zone);
  if (known !== undefined) return known;
  return isDay(time)
    ? Temporal.PlainDate.from(time).toZonedDateTime(zone).epochMilliseconds
    : Temporal.PlainDateTime.from(time).toZonedDateTime(zone).epochMilliseconds;
}

/** What the clocks of a zone show at an instant. */
export function wallTimeAt(instant: number, zone: string): WallTime {
  const ahead = aheadOn(Math.floor(instant / dayMs), zone);
  if (ahead !== null) {
    const text = new Date(instant + ahead).toISOString();
    if (text.length === isoLength) return text.slice(17, 19) === "00" ? text.slice(0, 16) : text.slice(0, 19);
  }
  return textOf(Temporal.Instant.fromEpochMilliseconds(instant).toZonedDateTimeISO(zone).toPlainDateTime());
}

const isoLength = "2026-11-24T09:00:00.000Z".length;

/** Zone → day of UTC → milliseconds its clocks are ahead; null on a day on which they are changed. A calendar asks of few days, often. */
const zones = new Map<string, Map<number, number | null>>();
/** Days are kept of so many zones at most, and so many of each. */
const [mostZones, mostKept] = [100, 20_000];

function aheadOn(day: number, zone: string): number | null {
  let days = zones.get(zone);
  if (!days) {
    if (zones.size >= mostZones) zones.clear();
    zones.set(zone, (days = new Map()));
  }
  const known = days.get(day);
  if (known !== undefined) return known;
  if (days.size >= mostKept) days.clear();
  const aheadAt = (instant: number): number =>
    Temporal.Instant.fromEpochMilliseconds(instant).toZonedDateTimeISO(zone).offsetNanoseconds / 1e6;
  const [first, last] = [aheadAt(day * dayMs), aheadAt((day + 1) * dayMs)];
  const ahead = first === last ? first : null;
  days.set(day, ahead);
  return ahead;
}

const plainTime = /^\d{4}-(0[1-9]|1[0-2])-([0-2]\d|3[01])(T([01]\d|2[0-3]):[0-5]\d)?$/;
/** No clock is further from UTC. */
const furthestMs = 15 * 60 * minuteMs;

/** Far from any change of the clocks the instant is a subtraction; undefined near one, and for what may be no time. */
function plainInstant(time: WallTime, zone: string): number | undefined {
  if (!plainTime.test(time)) return undefined;
  const wall = asIfUtc(time);
  // 31 April would be read as 1 May.
  if (!(wall >= 0) || new Date(wall).toISOString().slice(8, 10) !== time.slice(8, 10)) return undefined;
  const [before, after] = [Math.floor((wall - furthestMs) / dayMs), Math.floor((wall + furthestMs) / dayMs)];
  const ahead = aheadOn(before, zone);
  if (ahead === null) return undefined;
  for (let day = before + 1; day <= after; day++) if (aheadOn(day, zone) !== ahead) return undefined;
  return wall - ahead;
}

/** The same wall time, so many days later, whatever the clocks did meanwhile. */
export const addDays = (time: WallTime, days: number): WallTime =>
  isDay(time) ? Temporal.PlainDate.from(time).add({ days }).toString() : textOf(Temporal.PlainDateTime.from(time).add({ days }));

/** How far two times of one kind are apart on the wall: 24 hours a day, also where the clocks are changed in between. */
export const wallLength = (from: WallTime, to: WallTime): number => asIfUtc(to) - asIfUtc(from);

/** Wall times as numbers that are ordered and subtracted as the wall shows them. */
export const asIfUtc = (time: WallTime): number =>
  Date.parse(isDay(time) ? `${time}T00:00:00Z` : `${time}${time.length === 16 ? ":00" : ""}Z`);

/** A change of a zone's clocks: when, on the wall before it, and minutes ahead of UTC. */
export interface ClockChange {
  readonly at: WallTime;
  readonly before: number;
  readonly after: number;
  /** Summer time begins. */
  readonly isDaylight: boolean;
}

/** The changes of a zone from a day on until another; the first is how it stands at the beginning. */
export function changesOfZone(zone: string, from: string, until: string): ClockChange[] {
  let at: Temporal.ZonedDateTime | null = Temporal.PlainDate.from(from).toZonedDateTime(zone);
  const end = instantOf(until, zone);
  const changes: ClockChange[] = [{ at: `${from}T00:00`, before: minutesAhead(at), after: minutesAhead(at), isDaylight: false }];
  for (at = at.getTimeZoneTransition("next"); at && at.epochMilliseconds < end; at = at.getTimeZoneTransition("next")) {
    const before = at.subtract({ nanoseconds: 1 });
    const [old, now] = [minutesAhead(before), minutesAhead(at)];
    const onTheWall = at.toInstant().toZonedDateTimeISO("UTC").add({ minutes: old }).toPlainDateTime();
    changes.push({ at: textOf(onTheWall), before: old, after: now, isDaylight: now > old });
  }
  return changes;
}

const minutesAhead = (time: Temporal.ZonedDateTime): number => Math.round(time.offsetNanoseconds / 60e9);

const textOf = (time: Temporal.PlainDateTime): WallTime =>
  time.toString({ smallestUnit: time.second === 0 ? "minute" : "second", roundingMode: "trunc" });
