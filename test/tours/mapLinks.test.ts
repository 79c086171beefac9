import { expect, test } from "vitest";
import { mapPlatformOf, placeLink, routeLink } from "../../src/tours/mapLinks.ts";

const home = { lat: 48.37, lon: 10.9 };
const all = [home, "Weg 1 & 2, 86415 Mering", { lat: 48.4, lon: 11 }, home];

test.each([
  ["Mozilla/5.0 (Linux; Android 15; Pixel 9)", "android"],
  ["Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X)", "apple"],
  ["Mozilla/5.0 (Windows NT 10.0; Win64; x64)", "other"],
] as const)("%s has the maps of %s", (agent, platform) => expect(mapPlatformOf(agent)).toBe(platform));

test("a route names its places in order, addresses in words, in the map that the device is likely to have", () => {
  expect(routeLink(all, "android")).toEqual({
    ...{ map: "Google Maps", count: 4 },
    href: "https://www.google.com/maps/dir/?api=1&travelmode=driving&destination=48.37%2C10.9&origin=48.37%2C10.9&waypoints=Weg%201%20%26%202%2C%2086415%20Mering%7C48.4%2C11",
  });
  expect(routeLink(all, "apple")?.href).toBe(
    "https://maps.apple.com/directions?mode=driving&destination=48.37%2C10.9&source=48.37%2C10.9&waypoint=Weg%201%20%26%202%2C%2086415%20Mering&waypoint=48.4%2C11",
  );
  expect(new URL(routeLink(all, "other")?.href ?? "").searchParams.getAll("point")).toEqual([
    "48.37,10.9",
    "Weg 1 & 2, 86415 Mering",
    "48.4,11",
    "48.37,10.9",
  ]);
  expect(routeLink([], "android")).toBeUndefined();
  expect(routeLink([home], "android")?.href).toBe("https://www.google.com/maps/dir/?api=1&travelmode=driving&destination=48.37%2C10.9");
});

test("a long tour begins with as many places as a link may name", () => {
  const many = Array.from({ length: 30 }, (_, at) => ({ lat: 48 + at / 100, lon: 11 }));
  expect(["android", "apple", "other"].map((platform) => routeLink(many, platform as "android")?.count)).toEqual([11, 16, 25]);
});

test("one place opens in the device's own map", () => {
  expect(placeLink(home, "android")).toBe("geo:48.37,10.9?q=48.37%2C10.9");
  expect(placeLink("Weg 1", "android")).toBe("geo:0,0?q=Weg%201");
  expect(placeLink("Weg 1", "apple")).toBe("maps://?q=Weg%201");
  expect(placeLink(home, "other")).toBe("https://www.openstreetmap.org/?mlat=48.37&mlon=10.9#map=16/48.37/10.9");
});
