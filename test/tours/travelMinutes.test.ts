import { expect, test } from "vitest";
import { kilometresBetween, travelMinutes } from "../../src/tours/point.ts";

const [cologne, bonn] = [
  { lat: 50.9413, lon: 6.9583 },
  { lat: 50.7374, lon: 7.0982 },
];

test("the straight line between Cologne and Bonn is 25 km, and takes 40 minutes by road", () => {
  expect(kilometresBetween(cologne, bonn)).toBeCloseTo(24.7, 0);
  expect(travelMinutes(cologne, bonn)).toBe(40);
  expect(travelMinutes(bonn, cologne)).toBe(40);
});
test("one place needs no way", () => {
  expect(travelMinutes(cologne, { lat: 50.9414, lon: 6.9584 })).toBe(0);
});
