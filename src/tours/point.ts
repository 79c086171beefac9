// Points on the earth, how far they lie apart, and how a person writes one.

/** Degrees (WGS 84). */
export interface Point {
  readonly lat: number;
  readonly lon: number;
}

const earthKm = 6_371;
const radians = (degrees: number): number => (degrees * Math.PI) / 180;

/** Kilometres as the crow flies (haversine on a sphere of 6,371 km). */
export function kilometresBetween(a: Point, b: Point): number {
  const [north, east] = [radians(b.lat - a.lat), radians(b.lon - a.lon)];
  const half = Math.sin(north / 2) ** 2 + Math.cos(radians(a.lat)) * Math.cos(radians(b.lat)) * Math.sin(east / 2) ** 2;
  return 2 * earthKm * Math.asin(Math.min(1, Math.sqrt(half)));
}

/**
 * A road is longer than the crow's way: 1.3 times in the mean of European trips (Domínguez-Caamaño et al. 2016 and Ballou, Rahardja
 * and Sakai 2002 find 1.2 to 1.5).
 */
const roadFactor = 1.3;
/** Door to door, between town and country road. */
const kilometresAnHour = 50;

/** Kilometres of road, as far as they can be told without a map. */
export const roadKilometres = (a: Point, b: Point): number => kilometresBetween(a, b) * roadFactor;
export const minutesOfRoad = (kilometres: number): number => (kilometres / kilometresAnHour) * 60;

/** Within this one walks over. */
const sameKilometres = 0.2;
const stepMinutes = 5;

/** Minutes by car to keep free between two places, in steps of five; 0 for one and the same. */
export const travelMinutes = (a: Point, b: Point): number =>
  kilometresBetween(a, b) < sameKilometres ? 0 : Math.ceil(minutesOfRoad(roadKilometres(a, b)) / stepMinutes) * stepMinutes;

export const isPoint = ({ lat, lon }: Point): boolean =>
  Number.isFinite(lat) && Number.isFinite(lon) && Math.abs(lat) <= 90 && Math.abs(lon) <= 180;

/** The middle one of each coordinate: one that lies far off moves it little. */
export function middleOf(points: readonly Point[]): Point {
  const middle = (values: readonly number[]): number => values.toSorted((a, b) => a - b)[Math.floor((values.length - 1) / 2)] ?? 0;
  return { lat: middle(points.map(({ lat }) => lat)), lon: middle(points.map(({ lon }) => lon)) };
}

const number = String.raw`-?\d{1,3}(?:\.\d+)?`;
/** In the order in which they are tried: a map's link names the middle of the picture too, and the pin's place behind it. */
const forms: readonly RegExp[] = [
  new RegExp(`!3d(${number})!4d(${number})`),
  new RegExp(`[?&#/](?:q|query|ll|sll|center|destination|daddr)=(?:loc:)?(${number})(?:,|%2C)\\s*\\+?(${number})`, "i"),
  new RegExp(`mlat=(${number})&mlon=(${number})`, "i"),
  new RegExp(`#map=\\d+(?:\\.\\d+)?/(${number})/(${number})`),
  new RegExp(`@(${number}),(${number})`),
  new RegExp(`^geo:(${number}),(${number})`, "i"),
];

/** Reads a point as people paste it: "48.2, 16.37", "48,2082; 16,3738", "48.2° N 16.37° E", or the link of a map. */
export function readPoint(typed: string): Point | undefined {
  const text = typed.trim();
  for (const form of forms) {
    const found = form.exec(text);
    if (found) return pointOf(found[1], found[2]);
  }
  const plain = text.replaceAll("°", " ").replace(/(\d),(\d+)(?=\s*[;\s])/g, "$1.$2");
  const found = new RegExp(`^(${number})\\s*([NS])?\\s*[,;\\s]\\s*(${number}(?:,\\d+)?)\\s*([EOW])?$`, "i").exec(plain);
  if (!found) return undefined;
  const [, lat = "", south = "", lon = "", west = ""] = found;
  const sign = (letter: string, negative: string): string => (letter.toUpperCase() === negative ? "-" : "");
  return pointOf(`${sign(south, "S")}${lat}`, `${sign(west, "W")}${lon.replace(",", ".")}`);
}

function pointOf(lat: string | undefined, lon: string | undefined): Point | undefined {
  const point = { lat: Number(lat), lon: Number(lon) };
  return isPoint(point) ? point : undefined;
}
