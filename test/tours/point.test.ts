import { expect, test } from "vitest";
import { kilometresBetween, readPoint } from "../../src/tours/point.ts";

test("Berlin lies 504 km from Munich as the crow flies", () => {
  expect(kilometresBetween({ lat: 52.5186, lon: 13.4083 }, { lat: 48.1372, lon: 11.5755 })).toBeCloseTo(504.2, 0);
  expect(kilometresBetween({ lat: 48, lon: 11 }, { lat: 48, lon: 11 })).toBe(0);
});

test.each([
  ["48.2, 16.37", 48.2, 16.37],
  ["48.2082 16.3738", 48.2082, 16.3738],
  ["48,2082; 16,3738", 48.2082, 16.3738],
  ["48.2° N 16.37° E", 48.2, 16.37],
  ["33.9° S, 18.4° O", -33.9, 18.4],
  ["geo:48.2,16.37?z=15", 48.2, 16.37],
  ["https://www.openstreetmap.org/#map=17/48.20817/16.37382", 48.20817, 16.37382],
  ["https://www.openstreetmap.org/?mlat=48.20817&mlon=16.37382#map=12/47.1/15.2", 48.20817, 16.37382],
  ["https://www.google.com/maps/place/Wien/@48.1,16.1,12z/data=!3m1!4b1!4m6!3m5!8m2!3d48.2082!4d16.3738", 48.2082, 16.3738],
  ["https://maps.apple.com/?ll=48.2082,16.3738&q=Wien", 48.2082, 16.3738],
  ["https://maps.google.com/?q=48.2082,16.3738", 48.2082, 16.3738],
])("%s is read as a point", (typed, lat, lon) => {
  expect(readPoint(typed)).toEqual({ lat, lon });
});

test.each(["", "Wien", "48.2", "98.2, 16.37", "48.2, 216.37", "86150 Augsburg", "https://example.org/"])("%j is no point", (typed) => {
  expect(readPoint(typed)).toBeUndefined();
});
