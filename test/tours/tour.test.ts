import { describe, expect, test } from "vitest";
import { Chance } from "../../src/lib/chance.ts";
import { planTour, type TourQuestion, type TourStop } from "../../src/tours/tour.ts";

const orders = (stops: readonly number[]): number[][] =>
  stops.length < 2 ? [[...stops]] : stops.flatMap((stop) => orders(stops.filter((one) => one !== stop)).map((rest) => [stop, ...rest]));

/** Length and lateness of one order, counted as one would on paper. */
function walk({ stops, lengths, start, end, isClosed, departure = 0, pace = 1 }: TourQuestion, order: readonly number[]) {
  const last = isClosed ? (start ?? order[0]) : end;
  let [here, length, time, lateness] = [start, 0, departure, 0];
  for (const stop of order) {
    const way = here === undefined ? 0 : (lengths[here]?.[stop] ?? 0);
    [length, time, here] = [length + way, time + way * pace, stop];
    const { window, duration = 0 } = stops[stop] ?? {};
    if (window) [lateness, time] = [lateness + Math.max(0, time - window.until), Math.max(time, window.from)];
    time += duration;
  }
  if (last !== undefined && here !== undefined) length += lengths[here]?.[last] ?? 0;
  return { length, lateness };
}

function somewhere(chance: Chance, count: number): number[][] {
  const places = Array.from({ length: count }, () => [chance.whole(0, 100), chance.whole(0, 100)] as const);
  return places.map(([x, y]) => places.map(([u, v]) => Math.hypot(x - u, y - v)));
}

const withHours = (chance: Chance): TourStop => {
  const from = chance.whole(0, 400);
  return { duration: chance.whole(0, 30), ...(chance.happens(0.6) && { window: { from, until: from + chance.whole(30, 200) } }) };
};

describe("a tour", () => {
  test.each(["open", "from a start", "from a start to an end", "to an end", "back to its start", "a ring without a start"])(
    "%s is as short as any, and as punctual, of 60 tours with and without hours",
    (form) => {
      const chance = new Chance(form.length);
      for (let round = 0; round < 60; round++) {
        const stops = Array.from({ length: 6 }, () => (round % 2 ? withHours(chance) : {}));
        const isRing = form === "a ring without a start";
        const question: TourQuestion = {
          stops,
          lengths: somewhere(chance, 8),
          ...(form.includes("from a start") || form === "back to its start" ? { start: 6 } : {}),
          ...(form.includes("to an end") ? { end: 7 } : {}),
          isClosed: isRing || form === "back to its start",
          departure: 10,
          pace: 1.5,
        };
        const { order, length, lateness, legs } = planTour(question);
        const all = orders([0, 1, 2, 3, 4, 5])
          .filter((one) => !isRing || one[0] === 0)
          .map((one) => walk(question, one));
        const punctual = Math.min(...all.map((one) => one.lateness));
        const shortest = Math.min(...all.filter((one) => one.lateness <= punctual + 1e-6).map((one) => one.length));
        expect(walk(question, order)).toEqual({ length: expect.closeTo(length, 6), lateness: expect.closeTo(lateness, 6) });
        expect(lateness).toBeCloseTo(punctual, 6);
        expect(length).toBeCloseTo(shortest, 6);
        expect(legs.reduce((sum, leg) => sum + leg, 0)).toBeCloseTo(length, 6);
      }
    },
  );

  test("is the same whenever it is asked for", () => {
    const question = { stops: Array.from({ length: 20 }, () => ({})), lengths: somewhere(new Chance(3), 20) };
    expect(planTour(question)).toEqual(planTour(question));
  });

  test("of nobody and of one", () => {
    expect(planTour({ stops: [], lengths: [] })).toEqual({ order: [], legs: [], length: 0, beginnings: [], lateness: 0 });
    const lengths = [
      [0, 5],
      [5, 0],
    ];
    expect(planTour({ stops: [{}], lengths, start: 1, isClosed: true })).toMatchObject({ order: [0], legs: [5, 5], length: 10 });
    expect(planTour({ stops: [{}, {}], lengths })).toMatchObject({ length: 5, legs: [5] });
  });
});
