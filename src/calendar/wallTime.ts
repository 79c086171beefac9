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
export const instantOf = (time: WallTime, zone: string): number =>
  isDay(time)
    ? Temporal.PlainDate.from(time).toZonedDateTime(zone).epochMilliseconds
    : Temporal.PlainDateTime.from(time).toZonedDateTime(zone).epochMilliseconds;

/** What the clocks of a zone show at an instant. */
export const wallTimeAt = (instant: number, zone: string): WallTime =>
  textOf(Temporal.Instant.fromEpochMilliseconds(instant).toZonedDateTimeISO(zone).toPlainDateTime());

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
