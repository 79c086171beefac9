// Ways into a map of somebody else's: links that a person presses. Kontor itself asks no map.
import { isPoint, type Point } from "./point.ts";

/** An address in words goes before a point that only the post code gives. */
export type Waypoint = Point | string;

export type MapPlatform = "android" | "apple" | "other";

export const mapPlatformOf = (userAgent: string): MapPlatform =>
  /android/i.test(userAgent) ? "android" : /iphone|ipad|macintosh/i.test(userAgent) ? "apple" : "other";

/** As many as a link may have between its ends. */
const mostBetween: Readonly<Record<MapPlatform, number>> = { android: 9, apple: 14, other: 23 };

export interface RouteLink {
  readonly href: string;
  /** Whose map it is: they learn these places. */
  readonly map: "Google Maps" | "Apple Maps" | "GraphHopper Maps";
  /** How many of the waypoints are in it. */
  readonly count: number;
}

const words = (waypoint: Waypoint): string =>
  typeof waypoint === "string" || !isPoint(waypoint) ? String(waypoint) : `${waypoint.lat},${waypoint.lon}`;
const encoded = (waypoint: Waypoint): string => encodeURIComponent(words(waypoint));

/** A route over some places in the map that the device is likely to have; a long one begins with as many as the link may name. */
export function routeLink(waypoints: readonly Waypoint[], platform: MapPlatform): RouteLink | undefined {
  const some = waypoints.slice(0, mostBetween[platform] + 2);
  const last = some.at(-1);
  if (last === undefined) return undefined;
  const [first, between] = [some[0] as Waypoint, some.slice(1, -1)];
  const count = some.length;
  if (platform === "android")
    return {
      ...{ map: "Google Maps", count },
      href:
        `https://www.google.com/maps/dir/?api=1&travelmode=driving&destination=${encoded(last)}` +
        (count > 1 ? `&origin=${encoded(first)}` : "") +
        (between.length > 0 ? `&waypoints=${between.map(encoded).join("%7C")}` : ""),
    };
  if (platform === "apple")
    return {
      ...{ map: "Apple Maps", count },
      href:
        `https://maps.apple.com/directions?mode=driving&destination=${encoded(last)}` +
        (count > 1 ? `&source=${encoded(first)}` : "") +
        between.map((one) => `&waypoint=${encoded(one)}`).join(""),
    };
  return {
    ...{ map: "GraphHopper Maps", count },
    href: `https://graphhopper.com/maps/?profile=car&${some.map((one) => `point=${encoded(one)}`).join("&")}`,
  };
}

/** One place in the map that the device opens by itself; where it has none, in OpenStreetMap. */
export function placeLink(waypoint: Waypoint, platform: MapPlatform): string {
  if (platform === "android")
    return typeof waypoint === "string" ? `geo:0,0?q=${encoded(waypoint)}` : `geo:${words(waypoint)}?q=${encoded(waypoint)}`;
  if (platform === "apple") return `maps://?q=${encoded(waypoint)}`;
  return typeof waypoint === "string"
    ? `https://www.openstreetmap.org/search?query=${encoded(waypoint)}`
    : `https://www.openstreetmap.org/?mlat=${waypoint.lat}&mlon=${waypoint.lon}#map=16/${waypoint.lat}/${waypoint.lon}`;
}
