// A day of visits: the best order, and when one is where in any order.
import { planTour } from "./tour.ts";

export interface DayStop<Place> {
  readonly id: string;
  readonly place: Place;
  /** How long the visit takes. */
  readonly minutes: number;
  /** Minutes since midnight: one arrives not later than `until`; who comes before `from` waits. */
  readonly window?: { readonly from: number; readonly until: number };
}

/** What lies between two places, and how long that takes. */
export interface Ways<Place> {
  readonly lengthOf: (from: Place, to: Place) => number;
  /** Minutes for one unit of length. */
  readonly pace: number;
}

export interface DayQuestion<Place> {
  readonly stops: readonly DayStop<Place>[];
  /** Absent: it begins, or ends, at whichever stop makes it shortest. */
  readonly start?: Place | undefined;
  readonly end?: Place | undefined;
  /** Back to the start, or without one to the first stop. */
  readonly isClosed?: boolean | undefined;
  /** Minutes since midnight. */
  readonly departure: number;
}

export interface DayVisit {
  readonly id: string;
  /** Minutes since midnight; between the first two one waits. */
  readonly arrives: number;
  readonly begins: number;
  readonly leaves: number;
  /** Minutes behind the end of its window. */
  readonly late: number;
}

export interface DayPlan {
  readonly order: readonly string[];
  readonly visits: readonly DayVisit[];
  /** From the start to the first stop where there is a start, then from stop to stop, and to the end where there is one. */
  readonly legs: readonly { readonly length: number; readonly minutes: number }[];
  readonly length: number;
  /** On the road. */
  readonly minutes: number;
  readonly late: number;
  /** When one is back, or done at the last stop. */
  readonly ends: number;
}

/** The shortest order of those that keep the windows best. */
export function planDay<Place>(question: DayQuestion<Place>, ways: Ways<Place>): DayPlan {
  const { stops, start, end, isClosed, departure } = question;
  const places = [...stops.map(({ place }) => place), ...(start === undefined ? [] : [start]), ...(end === undefined ? [] : [end])];
  const { order } = planTour({
    stops: stops.map(({ minutes, window }) => ({ duration: minutes, ...(window && { window }) })),
    lengths: places.map((from) => places.map((to) => ways.lengthOf(from, to))),
    start: start === undefined ? undefined : stops.length,
    end: end === undefined ? undefined : places.length - 1,
    ...{ isClosed, departure, pace: ways.pace },
  });
  const best = order.map((at) => (stops[at] as DayStop<Place>).id);
  // The same way the other way round is as long: whoever waits less is home sooner.
  const [there, back] = [followDay(question, best, ways), followDay(question, best.toReversed(), ways)];
  const isAsGood = back.late <= there.late && back.length <= there.length + little;
  return isAsGood && back.ends < there.ends - little ? back : there;
}

const little = 1e-6;

/** The same day in an order that somebody wants: what is not in it comes behind. */
export function followDay<Place>(question: DayQuestion<Place>, order: readonly string[], { lengthOf, pace }: Ways<Place>): DayPlan {
  const { start, end, isClosed, departure } = question;
  const stops = inOrder(question.stops, order);
  const last = isClosed ? (start ?? stops[0]?.place) : end;
  const legs: { length: number; minutes: number }[] = [];
  const visits: DayVisit[] = [];
  let [time, here] = [departure, start];
  const go = (to: Place): void => {
    if (here !== undefined) {
      const length = lengthOf(here, to);
      legs.push({ length, minutes: length * pace });
      time += length * pace;
    }
    here = to;
  };
  for (const { id, place, minutes, window } of stops) {
    go(place);
    const arrives = time;
    const begins = Math.max(arrives, window?.from ?? arrives);
    time = begins + minutes;
    visits.push({ id, arrives, begins, leaves: time, late: Math.max(0, arrives - (window?.until ?? arrives)) });
  }
  if (last !== undefined && stops.length > 0) go(last);
  const sum = (numbers: readonly number[]): number => numbers.reduce((all, one) => all + one, 0);
  return {
    order: stops.map(({ id }) => id),
    ...{ visits, legs },
    length: sum(legs.map(({ length }) => length)),
    minutes: sum(legs.map(({ minutes }) => minutes)),
    late: sum(visits.map(({ late }) => late)),
    ends: time,
  };
}

function inOrder<Place>(stops: readonly DayStop<Place>[], order: readonly string[]): DayStop<Place>[] {
  const places = new Map(order.map((id, at) => [id, at]));
  const placeOf = ({ id }: DayStop<Place>): number => places.get(id) ?? order.length;
  return stops.toSorted((a, b) => placeOf(a) - placeOf(b));
}

/** Minutes since midnight of "09:30"; undefined where that is no time of a day. */
export function minutesOfClock(clock: string): number | undefined {
  const [, hours, minutes] = /^(\d\d):(\d\d)$/.exec(clock) ?? [];
  const [hour, minute] = [Number(hours), Number(minutes)];
  return hours && hour < 24 && minute < 60 ? hour * 60 + minute : undefined;
}

/** "09:30" of minutes since midnight, to the minute; of times behind midnight those of the next day. */
export function clockOfMinutes(minutes: number): string {
  const whole = Math.round(minutes);
  const pad = (number: number): string => String(number).padStart(2, "0");
  return `${pad(Math.floor(whole / 60) % 24)}:${pad(((whole % 60) + 60) % 60)}`;
}
