import { expect, test } from "vitest";
import { Places, placeLine } from "../../src/tours/places.ts";
import { kilometresBetween } from "../../src/tours/point.ts";
import { placeTable } from "../../src/tours/tables.ts";

const augsburg = { lat: 48.37, lon: 10.9 };
const small = new Places({
  DE: {
    codes: [placeLine("86150", augsburg), placeLine("67434", { lat: 49.35, lon: 8.14 })].join("\n"),
    towns: [
      placeLine("Neustadt an der Weinstraße", { lat: 49.35, lon: 8.138 }),
      placeLine("Neustadt an der Donau", { lat: 48.81, lon: 11.77 }),
      placeLine("Sankt Ottilien", { lat: 48.09, lon: 11.05 }),
    ].join("\n"),
  },
});

test("where somebody stood or what somebody said goes before every list", () => {
  const address = { postalCode: "86150", locality: "Augsburg" };
  expect(small.find({ ...address, geo: { lat: 48.4, lon: 10.8, accuracyM: 12 } }, "DE")).toEqual({
    lat: 48.4,
    lon: 10.8,
    knownBy: "visit",
  });
  expect(small.find({ ...address, geo: { lat: 48.4, lon: 10.8 } }, "DE")).toEqual({ lat: 48.4, lon: 10.8, knownBy: "hand" });
  expect(small.find({ ...address, geo: { lat: 148.4, lon: 10.8 } }, "DE")).toEqual({ ...augsburg, knownBy: "postCode" });
});

test("a post code goes before the town, and may be written with its country", () => {
  expect(small.find({ postalCode: "D-86150", locality: "Neustadt an der Donau" }, "AT")).toBe("country-unknown");
  expect(small.find({ postalCode: "D-86150", locality: "Neustadt an der Donau", country: "DE" }, "AT")).toEqual({
    ...augsburg,
    knownBy: "postCode",
  });
});

test("of several towns of one name the post code's region tells which is meant; without one nobody guesses", () => {
  expect(small.find({ postalCode: "67433", locality: "Neustadt/Weinstr." }, "DE")).toEqual({ lat: 49.35, lon: 8.138, knownBy: "town" });
  expect(small.find({ locality: "Neustadt" }, "DE")).toBe("town-ambiguous");
  expect(small.find({ locality: "St. Ottilien" }, "DE")).toEqual({ lat: 48.09, lon: 11.05, knownBy: "town" });
  expect(small.find({ postalCode: "86899", locality: "Neustadt an der Donau" }, "DE")).toBe("town-unknown");
});

test("an address without town and code, of another country or of a town nobody knows has no place", () => {
  expect(small.find(undefined, "DE")).toBe("address-missing");
  expect(small.find({ street: "Weg 1" }, "DE")).toBe("address-missing");
  expect(small.find({ locality: "London", country: "GB" }, "DE")).toBe("country-unknown");
  expect(small.find({ locality: "Nirgendwo" }, "DE")).toBe("town-unknown");
  expect(small.find({ locality: "X", country: "constructor" }, "DE")).toBe("country-unknown");
});

test.each([
  ["DE", "86150", "Augsburg", 48.367, 10.889],
  ["DE", "86152", "Augsburg", 48.367, 10.889],
  ["DE", "06108", "Halle (Saale)", 51.482, 11.97],
  ["DE", "67433", "Neustadt an der Weinstraße", 49.35, 8.14],
  ["DE", "15230", "Frankfurt (Oder)", 52.34, 14.55],
  ["AT", "1070", "Wien", 48.202, 16.348],
  ["AT", "1220", "Wien", 48.233, 16.46],
  ["AT", "9020", "Klagenfurt am Wörthersee", 46.625, 14.305],
  ["CH", "8001", "Zürich", 47.37, 8.54],
  ["LI", "9490", "Vaduz", 47.141, 9.521],
])("%s %s %s is found where it lies, within 5 km", (country, postalCode, locality, lat, lon) => {
  const found = new Places(placeTable).find({ country, postalCode, locality }, "DE");
  if (typeof found === "string") throw new Error(found);
  expect(kilometresBetween(found, { lat, lon })).toBeLessThan(5);
});
