// A tour as a picture: north up, both directions at one scale, fitted into a box. No map lies below it.
import { kilometresBetween, type Point } from "./point.ts";

export interface Drawing {
  readonly width: number;
  readonly height: number;
  readonly at: (point: Point) => { readonly x: number; readonly y: number };
  /** A round number of kilometres, and how long it is in the picture. */
  readonly scale: { readonly kilometres: number; readonly length: number };
}

/** So small an area is drawn as if it were larger: two houses of one street are no tour across the box. */
const leastKm = 2;
const widest = 0.3;

/** Fits points into a box with a margin. Equirectangular at their middle, which no day's drive outgrows. */
export function drawingOf(
  points: readonly Point[],
  box: { readonly width: number; readonly height: number; readonly margin: number },
): Drawing {
  const [lats, lons] = [points.map(({ lat }) => lat), points.map(({ lon }) => lon)];
  const [south, north, west, east] = [Math.min(...lats), Math.max(...lats), Math.min(...lons), Math.max(...lons)];
  const middle = { lat: (south + north) / 2, lon: (west + east) / 2 };
  const perLat = kilometresBetween({ lat: middle.lat - 0.5, lon: middle.lon }, { lat: middle.lat + 0.5, lon: middle.lon });
  const perLon = perLat * Math.cos((middle.lat * Math.PI) / 180);
  const [wide, high] = [box.width - 2 * box.margin, box.height - 2 * box.margin];
  const perKm = Math.min(wide / Math.max(leastKm, (east - west) * perLon), high / Math.max(leastKm, (north - south) * perLat));
  return {
    ...{ width: box.width, height: box.height },
    at: ({ lat, lon }) => ({
      x: box.width / 2 + (lon - middle.lon) * perLon * perKm,
      y: box.height / 2 - (lat - middle.lat) * perLat * perKm,
    }),
    scale: scaleFor((box.width * widest) / perKm, perKm),
  };
}

/** The largest of 1, 2, 5, 10 … that is not longer. */
function scaleFor(longest: number, perKm: number): Drawing["scale"] {
  const power = 10 ** Math.floor(Math.log10(longest));
  const kilometres = ([5, 2, 1].find((one) => one * power <= longest) ?? 1) * power;
  return { kilometres, length: kilometres * perKm };
}

export interface Mark {
  readonly x: number;
  readonly y: number;
  /** Which points lie there, by their indexes. */
  readonly members: readonly number[];
}

/** Points that would cover each other become one mark. */
export function marksOf(points: readonly { readonly x: number; readonly y: number }[], apart: number): Mark[] {
  const marks: { x: number; y: number; members: number[] }[] = [];
  for (const [index, { x, y }] of points.entries()) {
    const near = marks.find((mark) => Math.hypot(mark.x - x, mark.y - y) < apart);
    if (near) near.members.push(index);
    else marks.push({ x, y, members: [index] });
  }
  return marks;
}
