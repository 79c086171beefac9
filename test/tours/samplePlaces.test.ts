import { expect, test } from "vitest";
import { austrian, farther, nearby, swissPlaces } from "../../src/demo/places.ts";
import { Places } from "../../src/tours/places.ts";
import { placeTable } from "../../src/tours/tables.ts";

test("every town of the sample company's contacts in Germany, Austria and Switzerland has a place", () => {
  const places = new Places(placeTable);
  const lost = [...nearby, ...farther, ...austrian, ...swissPlaces].filter((place) => typeof places.find(place, "DE") === "string");
  expect(lost).toEqual([]);
});
