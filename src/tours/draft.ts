// A tour as somebody plans it: what is asked about it, what another order costs, and the appointments that become of it.
import { addDays } from "../lib/calendarDay.ts";
import { clockOfMinutes, type DayPlan, type DayQuestion, minutesOfClock } from "./day.ts";
import type { Placed, UnplacedReason } from "./places.ts";
import { isPoint, type Point } from "./point.ts";

/** Where a tour begins or ends, in words and as a point. */
export interface Anchor extends Point {
  readonly label: string;
}

export interface DraftStop {
  readonly id: string;
  readonly minutes: number;
  /** "09:30", or "" for any time. */
  readonly from: string;
  readonly until: string;
}

export interface TourDraft {
  /** "2026-12-01". */
  readonly on: string;
  /** "08:00". */
  readonly departure: string;
  readonly start: Anchor | null;
  readonly ends: "start" | "last" | "place";
  readonly end: Anchor | null;
  readonly stops: readonly DraftStop[];
  /** The stops stand in an order that somebody made by hand. */
  readonly isByHand: boolean;
}

export const usualMinutes = 45;
export const mostDraftStops = 50;
export const emptyDraft = (on: string): TourDraft => ({
  ...{ on, departure: "08:00", start: null, ends: "start", end: null, stops: [], isByHand: false },
});

/** A draft as it was kept; what is not readable in it is as in an empty one. */
export function readDraft(kept: unknown, today: string): TourDraft {
  const empty = emptyDraft(today);
  if (kept === null || typeof kept !== "object") return empty;
  const { on, departure, start, ends, end, stops, isByHand } = kept as Partial<TourDraft>;
  return {
    // A tour of yesterday is over; its start and end are those of today.
    on: typeof on === "string" && on > today ? on : today,
    departure: minutesOfClock(String(departure)) === undefined ? empty.departure : (departure as string),
    start: anchorIn(start),
    ends: ends === "last" || ends === "place" ? ends : "start",
    end: anchorIn(end),
    stops: typeof on === "string" && on >= today && Array.isArray(stops) ? stops.filter(isStop).slice(0, mostDraftStops) : [],
    isByHand: isByHand === true,
  };
}

const anchorIn = (kept: unknown): Anchor | null =>
  kept !== null && typeof kept === "object" && isPoint(kept as Point) && typeof (kept as Anchor).label === "string"
    ? (kept as Anchor)
    : null;
const isStop = (kept: unknown): kept is DraftStop => {
  const { id, minutes, from, until } = (kept ?? {}) as Partial<DraftStop>;
  return typeof id === "string" && typeof minutes === "number" && typeof from === "string" && typeof until === "string";
};

/** What is asked about the stops that have a place. */
export function questionOf(draft: TourDraft, placeOf: (id: string) => Placed | UnplacedReason | undefined): DayQuestion<Point> {
  const stops = draft.stops.flatMap(({ id, minutes, from, until }) => {
    const place = placeOf(id);
    if (place === undefined || typeof place === "string") return [];
    const window = { from: minutesOfClock(from) ?? 0, until: minutesOfClock(until) ?? Number.MAX_SAFE_INTEGER };
    return [{ id, place: { lat: place.lat, lon: place.lon }, minutes, ...((from || until) && { window }) }];
  });
  const pointOf = (anchor: Anchor | null): Point | undefined => (anchor ? { lat: anchor.lat, lon: anchor.lon } : undefined);
  return {
    stops,
    start: pointOf(draft.start),
    end: draft.ends === "place" ? pointOf(draft.end) : undefined,
    isClosed: draft.ends === "start",
    departure: minutesOfClock(draft.departure) ?? 0,
  };
}

/** What was agreed with somebody is the hour of the visit, and how long it takes; nothing of what lasts all day. */
export function agreedHours(appointment: { readonly start: string; readonly end?: string | undefined } | undefined): Partial<DraftStop> {
  const { start = "", end = "" } = appointment ?? {};
  const from = /^\d{4}-\d\d-\d\dT(\d\d:\d\d)/.exec(start)?.[1];
  if (!from) return {};
  const minutes = end.slice(0, 10) === start.slice(0, 10) ? (minutesOfClock(end.slice(11, 16)) ?? 0) - (minutesOfClock(from) ?? 0) : 0;
  return { from, until: from, ...(minutes > 0 && { minutes }) };
}

/** The order in which one stands at another place. */
export function movedTo(order: readonly string[], id: string, to: number): string[] {
  const rest = order.filter((one) => one !== id);
  const place = Math.max(0, Math.min(rest.length, to));
  return [...rest.slice(0, place), id, ...rest.slice(place)];
}

/** What an order takes more than the best one; both may be negative where the other is the worse. */
export const extraOf = (plan: DayPlan, best: DayPlan): { readonly kilometres: number; readonly lateMinutes: number } => ({
  kilometres: plan.length - best.length,
  lateMinutes: plan.late - best.late,
});

export interface VisitTimes {
  readonly id: string;
  /** Wall times. */
  readonly start: string;
  readonly end: string;
}

const step = 5;

/** When the visits of a plan stand in a calendar: to five minutes, on the day of the tour or, behind midnight, the next one. */
export const visitTimes = (on: string, plan: DayPlan): VisitTimes[] =>
  plan.visits.map(({ id, begins, leaves }) => {
    const start = Math.round(begins / step) * step;
    const end = Math.max(start + step, start + Math.round((leaves - begins) / step) * step);
    return { id, start: wallTime(on, start), end: wallTime(on, end) };
  });

const dayMinutes = 24 * 60;
const wallTime = (on: string, minutes: number): string => `${addDays(on, Math.floor(minutes / dayMinutes))}T${clockOfMinutes(minutes)}`;
