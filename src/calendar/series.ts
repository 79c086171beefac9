// When something happens that may happen again (RFC 5545, 3.8.5). The rule itself is expanded by a library; which dates are added,
// left out or moved elsewhere is decided here, as sets.

import { RRuleTemporal } from "rrule-temporal";
import { Temporal } from "temporal-polyfill";
import { addDays, asIfUtc, dayMs, dayOf, instantOf, isDay, isZone, type WallTime, wallLength, wallTimeAt } from "./wallTime.ts";

export interface Series {
  /** A day: it lasts all day. */
  readonly start: WallTime;
  /** Of all-day ones the day after the last. Absent: one day, or no time at all. */
  readonly end?: WallTime | null | undefined;
  /** IANA. Absent: the clock of whoever looks. */
  readonly zone?: string | null | undefined;
  /** RRULE without its name: "FREQ=WEEKLY;BYDAY=MO". */
  readonly rule?: string | null | undefined;
  /** Starts that are left out; a day leaves out whatever starts on it. */
  readonly exceptions?: readonly WallTime[];
  /** Starts beside the rule (RDATE). */
  readonly additions?: readonly WallTime[];
}

export interface Occurrence {
  readonly start: WallTime;
  readonly end: WallTime;
  /** Instants in milliseconds: of all-day ones the first and last moment in the zone of whoever looks. */
  readonly from: number;
  readonly to: number;
}

/** From an instant to another, as seen from a zone. */
export interface Span {
  readonly from: number;
  readonly to: number;
  readonly zone: string;
}

/**
 * The occurrences that touch a span, in order. Where there are additions and no rule, the start is one of them; where the rule does not
 * meet the start, nobody adds it. A rule that nobody can read counts as none.
 */
export function occurrencesIn(series: Series, span: Span): Occurrence[] {
  const clock = isDay(series.start) || !series.zone || !isZone(series.zone) ? span.zone : series.zone;
  const length = lengthOf(series, clock);
  const end = (start: WallTime): WallTime =>
    length.days === undefined ? wallTimeAt(instantOf(start, clock) + length.ms, clock) : addDays(start, length.days);
  return startsIn(series, clock, { ...span, from: span.from - length.most })
    .map((start) => ({ start, end: end(start) }))
    .map(({ start, end }) => ({ start, end, from: instantOf(start, clock), to: instantOf(end, clock) }))
    .filter(({ from, to }) => from < span.to && (to > span.from || (to === from && from === span.from)))
    .sort((a, b) => a.from - b.from || a.to - b.to);
}

interface Length {
  /** Whole days by the calendar, else exact milliseconds. */
  readonly days?: number;
  readonly ms: number;
  /** Surely not more than this. */
  readonly most: number;
}

function lengthOf({ start, end }: Series, clock: string): Length {
  const last = end && isDay(end) === isDay(start) ? end : isDay(start) ? addDays(start, 1) : start;
  // A day that ends on itself, as some programs write it, is that day.
  const wall = Math.max(isDay(start) ? dayMs : 0, wallLength(start, last));
  if (wall > 0 && wall % dayMs === 0) return { days: wall / dayMs, ms: wall, most: wall + dayMs };
  const ms = Math.max(0, instantOf(last, clock) - instantOf(start, clock));
  return { ms, most: ms + dayMs };
}

function startsIn({ start, rule, exceptions = [], additions = [] }: Series, clock: string, span: Span): WallTime[] {
  const ruled = rule ? ruledStarts(start, rule, clock, span) : undefined;
  const starts = new Set([...(ruled ?? [start]), ...additions.map((addition) => (isDay(start) ? dayOf(addition) : addition))]);
  return [...starts].filter((one) => !exceptions.some((exception) => isSameStart(one, exception)));
}

/** Two names of one start: the same time, or, where one of them is a day, the same day. */
export const isSameStart = (a: WallTime, b: WallTime): boolean =>
  isDay(a) || isDay(b) ? dayOf(a) === dayOf(b) : asIfUtc(a) === asIfUtc(b);

/** Undefined where the rule cannot be read. All-day series are days of no zone, and expanded as such. */
function ruledStarts(start: WallTime, rule: string, clock: string, { from, to, zone }: Span): WallTime[] | undefined {
  const expander = expanderOf(start, rule, isDay(start) ? "UTC" : clock);
  if (!expander) return undefined;
  const shift = (instant: number): number => (isDay(start) ? asIfUtc(wallTimeAt(instant, zone)) : instant);
  try {
    return expander
      .between(new Date(shift(from)), new Date(shift(to)), true)
      .map((at) => (isDay(start) ? dayOf(at.toPlainDate().toString()) : wallTimeAt(at.epochMilliseconds, clock)));
  } catch {
    return undefined; // More steps than anybody waits for.
  }
}

type Expander = RRuleTemporal<Temporal.ZonedDateTime>;
/** Building one takes longer than asking it. */
const expanders = new Map<string, Expander | null>();
const mostExpanders = 5_000;

function expanderOf(start: WallTime, rule: string, zone: string): Expander | null {
  const name = `${start} ${zone} ${rule}`;
  const known = expanders.get(name);
  if (known !== undefined) return known;
  if (expanders.size >= mostExpanders) expanders.clear();
  const made = makeExpander(start, rule, zone);
  expanders.set(name, made);
  return made;
}

function makeExpander(start: WallTime, rule: string, zone: string): Expander | null {
  try {
    return new RRuleTemporal<Temporal.ZonedDateTime>({
      rruleString: ruleWithUntil(rule, isDay(start), zone),
      dtstart: Temporal.PlainDateTime.from(start).toZonedDateTime(zone),
      temporal: Temporal,
    });
  } catch {
    return null;
  }
}

/** An UNTIL as an instant: a day means its end in the series' zone, a wall time is one of that zone (RFC 5545, 3.3.10). */
function ruleWithUntil(rule: string, isAllDay: boolean, zone: string): string {
  return rule.replace(/(^|;)UNTIL=(\d{4})(\d\d)(\d\d)(?:T(\d\d)(\d\d)(\d\d)(Z?))?/i, (_, before, y, m, d, hh, mm, ss, utc) => {
    const day = `${y}-${m}-${d}`;
    const at =
      hh === undefined || isAllDay
        ? instantOf(addDays(day, 1), zone) - 1_000
        : utc
          ? Date.parse(`${day}T${hh}:${mm}:${ss}Z`)
          : instantOf(`${day}T${hh}:${mm}:${ss}`, zone);
    return `${before}UNTIL=${new Date(at).toISOString().slice(0, 19).replaceAll(/[-:]/g, "")}Z`;
  });
}

/** Whether a rule can be read and expanded from this start on. */
export const isRule = (rule: string, start: WallTime, zone = "UTC"): boolean =>
  makeExpander(start, rule, isZone(zone) ? zone : "UTC") !== null;
