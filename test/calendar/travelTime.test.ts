import { expect, test } from "vitest";
import { distanceKm, travelMinutes } from "../../src/calendar/travelTime.ts";

const [cologne, bonn] = [
  { lat: 50.9413, lon: 6.9583 },
  { lat: 50.7374, lon: 7.0982 },
];

test("the straight line between Cologne and Bonn is 25 km, and takes the better part of an hour by road", () => {
  expect(distanceKm(cologne, bonn)).toBeCloseTo(24.7, 0);
  expect(travelMinutes(cologne, bonn)).toBe(45);
  expect(travelMinutes(bonn, cologne)).toBe(45);
});
test("one place needs no way", () => {
  expect(travelMinutes(cologne, { lat: 50.9414, lon: 6.9584 })).toBe(0);
});
