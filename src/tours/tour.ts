// The order in which to visit places: the shortest way that keeps the hours people have named. Local search (2-opt and or-opt) with
// kicks, as Lourenço, Martin and Stützle describe iterated local search (2003); drawn from a seed, so that two devices plan alike.
import { Chance } from "../lib/chance.ts";

export interface TourStop {
  /** How long it takes there, in the unit of time. */
  readonly duration?: number;
  /** One arrives not later than `until`; who comes before `from` waits. */
  readonly window?: { readonly from: number; readonly until: number };
}

export interface TourQuestion {
  readonly stops: readonly TourStop[];
  /** Lengths between places, the same both ways: the stops in their order, behind them start and end, if there are any. */
  readonly lengths: readonly (readonly number[])[];
  /** Indexes in `lengths` of where it begins and ends; absent: wherever it is shortest. */
  readonly start?: number | undefined;
  readonly end?: number | undefined;
  /** It ends where it began: at the start, or without one at the first of the stops. */
  readonly isClosed?: boolean | undefined;
  /** When it begins, and the time that one unit of length takes; asked for only where stops have windows. */
  readonly departure?: number;
  readonly pace?: number;
}

export interface TourAnswer {
  /** Indexes of stops. */
  readonly order: readonly number[];
  /** The ways of the tour one after another, from the start and to the end included where there are such. */
  readonly legs: readonly number[];
  readonly length: number;
  /** When each stop of the order begins, and by how much all of them together are too late. */
  readonly beginnings: readonly number[];
  readonly lateness: number;
}

export function planTour(question: TourQuestion): TourAnswer {
  if (question.stops.length === 0) return { order: [], legs: [], length: 0, beginnings: [], lateness: 0 };
  const tour = new Tour(question);
  tour.improve();
  const chance = new Chance(question.stops.length);
  for (let kick = kicksOf(question.stops.length); kick > 0; kick--) tour.kick(chance);
  return tour.answer();
}

/** Enough for the tours of a day, and for 52 stops within a second. */
const kicksOf = (stops: number): number => (stops < 4 ? 0 : stops <= 25 ? 300 : 400);
/** A minute too late weighs more than any detour. */
const lateWeight = 1e6;
const longestSegment = 3;
const little = 1e-9;

/** A tour that is being improved: its places one after another, between a start and an end that may be nowhere, at no distance. */
class Tour {
  readonly #question: TourQuestion;
  readonly #hasWindows: boolean;
  /** Places 0 … n − 1 are stops, n is the start, n + 1 the end. */
  readonly #ways: Float64Array;
  readonly #size: number;
  #places: number[];
  #weight: number;
  /** Whether some hour is missed: then a longer way may be the better one. */
  #isLate = false;

  constructor(question: TourQuestion) {
    const { stops, lengths, isClosed } = question;
    const count = stops.length;
    const ringAt = isClosed && question.start === undefined ? 0 : undefined;
    const start = question.start ?? ringAt;
    const end = isClosed ? start : question.end;
    this.#question = question;
    this.#hasWindows = stops.some(({ window }) => window);
    this.#size = count + 2;
    this.#ways = new Float64Array(this.#size ** 2);
    const row = (place: number): number | undefined => (place < count ? place : place === count ? start : end);
    for (let a = 0; a < this.#size; a++)
      for (let b = 0; b < this.#size; b++) {
        const [from, to] = [row(a), row(b)];
        this.#ways[a * this.#size + b] = from === undefined || to === undefined ? 0 : (lengths[from]?.[to] ?? 0);
      }
    const moving = stops.map((_, stop) => stop).filter((stop) => stop !== ringAt);
    this.#places = [...(ringAt === undefined ? [count] : [count, ringAt]), ...this.#begin(moving), count + 1];
    this.#firstFree = ringAt === undefined ? 1 : 2;
    this.#weight = this.#weigh(this.#places);
    this.#isLate = this.#missesHours();
  }

  /** Where a ring has no start, its first stop keeps its place. */
  readonly #firstFree: number;

  #way(a: number, b: number): number {
    return this.#ways[a * this.#size + b] as number;
  }

  /** By the end of their hours, where there are any, else always on to the nearest. */
  #begin(stops: readonly number[]): number[] {
    const until = (stop: number): number => this.#question.stops[stop]?.window?.until ?? Number.MAX_SAFE_INTEGER;
    if (this.#hasWindows) return stops.toSorted((a, b) => until(a) - until(b) || a - b);
    const left = new Set(stops);
    const order: number[] = [];
    for (let here = this.#question.stops.length; left.size; ) {
      here = [...left].reduce((nearest, stop) => (this.#way(here, stop) < this.#way(here, nearest) ? stop : nearest));
      left.delete(here);
      order.push(here);
    }
    return order;
  }

  /** Makes moves that help until none does. */
  improve(): void {
    while (this.#turnSegments() || this.#moveSegments());
  }

  /** Exchanges two parts of the tour, which single moves cannot (the double bridge), and improves; what is no better is given up. */
  kick(chance: Chance): void {
    const [before, weight] = [this.#places, this.#weight];
    const cuts = [0, 0, 0].map(() => chance.whole(this.#firstFree, before.length - 1)).sort((x, y) => x - y);
    const [a = 0, b = 0, c = 0] = cuts;
    this.#take([...before.slice(0, a), ...before.slice(b, c), ...before.slice(a, b), ...before.slice(c)]);
    this.improve();
    if (this.#weight >= weight - little) {
      [this.#places, this.#weight] = [before, weight];
      this.#isLate = this.#missesHours();
    }
  }

  #take(places: number[]): void {
    this.#places = places;
    this.#weight = this.#weigh(places);
    this.#isLate = this.#missesHours();
  }

  #missesHours(): boolean {
    return this.#hasWindows && this.#times(this.#places).lateness > 0;
  }

  /** While hours are missed a move is judged by the whole tour, else only where it shortens the few ways it changes. */
  #promises(change: number): boolean {
    return this.#isLate || change < -little;
  }

  #tryMove(change: number, make: () => number[]): boolean {
    if (this.#hasWindows) {
      const places = make();
      const weight = this.#weigh(places);
      if (weight >= this.#weight - little) return false;
      [this.#places, this.#weight] = [places, weight];
      this.#isLate = this.#missesHours();
      return true;
    }
    this.#places = make();
    this.#weight += change;
    return true;
  }

  #turnSegments(): boolean {
    let isBetter = false;
    for (let i = this.#firstFree; i < this.#places.length - 2; i++)
      for (let j = i + 1; j < this.#places.length - 1; j++) {
        const places = this.#places;
        const [before, first, last, after] = [places[i - 1], places[i], places[j], places[j + 1]] as [number, number, number, number];
        const change = this.#way(before, last) + this.#way(first, after) - this.#way(before, first) - this.#way(last, after);
        if (
          this.#promises(change) &&
          this.#tryMove(change, () => [...places.slice(0, i), ...places.slice(i, j + 1).reverse(), ...places.slice(j + 1)])
        )
          isBetter = true;
      }
    return isBetter;
  }

  #moveSegments(): boolean {
    let isBetter = false;
    for (let length = 1; length <= longestSegment; length++)
      for (let i = this.#firstFree; i + length < this.#places.length; i++)
        for (let k = this.#firstFree - 1; k < this.#places.length - 1; k++) {
          if (k >= i - 1 && k < i + length) continue;
          if (this.#moveSegment(i, length, k, false) || this.#moveSegment(i, length, k, true)) isBetter = true;
        }
    return isBetter;
  }

  /** The segment that begins at `i` to between `k` and the place behind it. */
  #moveSegment(i: number, length: number, k: number, isTurned: boolean): boolean {
    const places = this.#places;
    const [before, after] = [places[i - 1], places[i + length]] as [number, number];
    const [first, last] = [places[i], places[i + length - 1]] as [number, number];
    const [left, right] = [places[k], places[k + 1]] as [number, number];
    const [head, tail] = isTurned ? [last, first] : [first, last];
    const change =
      this.#way(before, after) -
      this.#way(before, first) -
      this.#way(last, after) +
      this.#way(left, head) +
      this.#way(tail, right) -
      this.#way(left, right);
    if (!this.#promises(change)) return false;
    return this.#tryMove(change, () => {
      const segment = places.slice(i, i + length);
      if (isTurned) segment.reverse();
      return k < i
        ? [...places.slice(0, k + 1), ...segment, ...places.slice(k + 1, i), ...places.slice(i + length)]
        : [...places.slice(0, i), ...places.slice(i + length, k + 1), ...segment, ...places.slice(k + 1)];
    });
  }

  #weigh(places: readonly number[]): number {
    let length = 0;
    for (let at = 1; at < places.length; at++) length += this.#way(places[at - 1] as number, places[at] as number);
    return length + (this.#hasWindows ? this.#times(places).lateness * lateWeight : 0);
  }

  #times(places: readonly number[]): Pick<TourAnswer, "beginnings" | "lateness"> {
    const { stops, departure = 0, pace = 1 } = this.#question;
    let [time, lateness] = [departure, 0];
    const beginnings: number[] = [];
    for (let at = 1; at < places.length - 1; at++) {
      const place = places[at] as number;
      time += this.#way(places[at - 1] as number, place) * pace;
      const { window, duration = 0 } = stops[place] as TourStop;
      if (window) {
        lateness += Math.max(0, time - window.until);
        time = Math.max(time, window.from);
      }
      beginnings.push(time);
      time += duration;
    }
    return { beginnings, lateness };
  }

  answer(): TourAnswer {
    const { start, end, isClosed } = this.#question;
    const places = this.#places;
    const ways = places.slice(1).map((place, at) => this.#way(places[at] as number, place));
    const legs = ways.slice(start === undefined ? 1 : 0, isClosed || end !== undefined ? undefined : -1);
    return { order: places.slice(1, -1), legs, length: legs.reduce((sum, leg) => sum + leg, 0), ...this.#times(places) };
  }
}
