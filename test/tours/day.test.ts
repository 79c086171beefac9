import { describe, expect, test } from "vitest";
import { farther, nearby } from "../../src/demo/places.ts";
import { Chance } from "../../src/lib/chance.ts";
import { clockOfMinutes, type DayStop, followDay, minutesOfClock, planDay } from "../../src/tours/day.ts";
import { Places } from "../../src/tours/places.ts";
import { minutesOfRoad, type Point, roadKilometres } from "../../src/tours/point.ts";
import { placeTable } from "../../src/tours/tables.ts";

const earth = { lengthOf: roadKilometres, pace: minutesOfRoad(1) };
const line = { lengthOf: (a: number, b: number) => Math.abs(a - b), pace: 1 };

test("a day tells when one arrives, begins, leaves and is back, in the order that is wanted", () => {
  const stops: DayStop<number>[] = [
    { id: "a", place: 10, minutes: 30 },
    { id: "b", place: 30, minutes: 15, window: { from: 600, until: 610 } },
  ];
  const question = { stops, start: 0, isClosed: true, departure: 480 };
  expect(planDay(question, line)).toEqual({
    order: ["a", "b"],
    visits: [
      { id: "a", arrives: 490, begins: 490, leaves: 520, late: 0 },
      { id: "b", arrives: 540, begins: 600, leaves: 615, late: 0 },
    ],
    legs: [
      { length: 10, minutes: 10 },
      { length: 20, minutes: 20 },
      { length: 30, minutes: 30 },
    ],
    ...{ length: 60, minutes: 60, late: 0, ends: 645 },
  });
  // The other way round the first one waits for the second.
  expect(followDay(question, ["b", "a"], line)).toMatchObject({
    order: ["b", "a"],
    visits: [
      { arrives: 510, begins: 600 },
      { arrives: 635, leaves: 665 },
    ],
    ends: 675,
  });
  expect(followDay({ ...question, departure: 640 }, ["a", "b"], line)).toMatchObject({ late: 90, visits: [{ late: 0 }, { late: 90 }] });
});

test("without start and end it begins with the first visit; without stops there is no way", () => {
  const stops = [5, 1, 9].map((place) => ({ id: String(place), place, minutes: 10 }));
  const day = planDay({ stops, departure: 480 }, line);
  expect(day).toMatchObject({ length: 8, visits: [{ arrives: 480 }, {}, {}] });
  expect(planDay({ stops: [], start: 3, isClosed: true, departure: 480 }, line)).toMatchObject({
    order: [],
    legs: [],
    length: 0,
    ends: 480,
  });
  expect(planDay({ stops: stops.slice(0, 1), start: 0, end: 20, departure: 0 }, line)).toMatchObject({ length: 20, ends: 30 });
});

test.each([
  ["09:30", 570],
  ["00:00", 0],
  ["23:59", 1_439],
])("%s is %d minutes after midnight, and back", (clock, minutes) => {
  expect(minutesOfClock(clock)).toBe(minutes);
  expect(clockOfMinutes(minutes)).toBe(clock);
});

test.each(["24:00", "9:30", "", "12:60"])("%j is no time of a day", (clock) => expect(minutesOfClock(clock)).toBeUndefined());

/** Addresses of towns around Augsburg, two at one town now and then. */
const addresses = (count: number): Point[] => {
  const places = new Places(placeTable);
  return Array.from({ length: count }, (_, at) => places.find(nearby[at % nearby.length], "DE") as Point);
};

describe("twenty real addresses with hours", () => {
  test("no hour is missed where all can be kept", () => {
    const points = addresses(20);
    for (let round = 0; round < 4; round++) {
      const chance = new Chance(round + 11);
      const stops = points.map((place, at) => ({ id: String(at), place, minutes: chance.whole(1, 4) * 5 }));
      const question = { stops, start: points[0] as Point, isClosed: true, departure: 360 };
      // Hours around a day that somebody drove can be kept: that day keeps them.
      const driven = followDay(
        question,
        stops.map(({ id }) => id).sort(() => chance.next() - 0.5),
        earth,
      );
      const withHours = stops.map((stop) => {
        const { begins } = driven.visits.find(({ id }) => id === stop.id) as { begins: number };
        return chance.happens(0.5)
          ? { ...stop, window: { from: begins - chance.whole(0, 45), until: begins + chance.whole(0, 45) } }
          : stop;
      });
      expect(followDay({ ...question, stops: withHours }, driven.order, earth).late).toBe(0);
      const begun = performance.now();
      const planned = planDay({ ...question, stops: withHours }, earth);
      console.info(
        `round ${round}: ${Math.round(planned.length)} km of ${Math.round(driven.length)}, ${Math.round(performance.now() - begun)} ms`,
      );
      expect(planned.late).toBe(0);
      expect(planned.length).toBeLessThanOrEqual(driven.length);
    }
  });
});

/** The length of the shortest round trip through all points from the first one (Held and Karp 1962). */
function shortestRound(lengths: readonly (readonly number[])[]): number {
  const count = lengths.length - 1;
  const size = 1 << count;
  const best = new Float64Array(size * count).fill(Number.POSITIVE_INFINITY);
  for (let last = 0; last < count; last++) best[(1 << last) * count + last] = lengths[0]?.[last + 1] ?? 0;
  for (let set = 1; set < size; set++)
    for (let last = 0; last < count; last++) {
      const here = best[set * count + last] as number;
      if (here === Number.POSITIVE_INFINITY) continue;
      for (let next = 0; next < count; next++) {
        if (set & (1 << next)) continue;
        const at = (set | (1 << next)) * count + next;
        const there = here + (lengths[last + 1]?.[next + 1] ?? 0);
        if (there < (best[at] as number)) best[at] = there;
      }
    }
  return Math.min(
    ...Array.from({ length: count }, (_, last) => (best[(size - 1) * count + last] as number) + (lengths[last + 1]?.[0] ?? 0)),
  );
}

test("fifteen real addresses are visited in the shortest order there is, or at most 2 % longer", () => {
  const places = new Places(placeTable);
  const all = [...nearby, ...farther].map((place) => places.find(place, "DE") as Point);
  for (let round = 0; round < 4; round++) {
    const chance = new Chance(round + 3);
    const points = Array.from({ length: 15 }, () => chance.pick(all));
    const stops = points.slice(1).map((place, at) => ({ id: String(at), place, minutes: 30 }));
    const planned = planDay({ stops, start: points[0] as Point, isClosed: true, departure: 480 }, earth);
    const shortest = shortestRound(points.map((a) => points.map((b) => roadKilometres(a, b))));
    expect(planned.length).toBeGreaterThanOrEqual(shortest - 1e-6);
    expect(planned.length).toBeLessThanOrEqual(shortest * 1.02);
  }
});
