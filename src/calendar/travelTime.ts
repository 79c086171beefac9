// How long the way between two places takes, estimated from the straight line: there is no map, and none is asked.

export interface Place {
  /** Degrees. */
  readonly lat: number;
  readonly lon: number;
}

const earthKm = 6_371;
const radians = (degrees: number): number => (degrees * Math.PI) / 180;

/** The great-circle distance of two places in km (haversine formula). */
export function distanceKm(a: Place, b: Place): number {
  const [dLat, dLon] = [radians(b.lat - a.lat), radians(b.lon - a.lon)];
  const h = Math.sin(dLat / 2) ** 2 + Math.cos(radians(a.lat)) * Math.cos(radians(b.lat)) * Math.sin(dLon / 2) ** 2;
  return 2 * earthKm * Math.asin(Math.min(1, Math.sqrt(h)));
}

/** Roads are longer than the straight line by about this factor; towns and country roads together allow about this speed. */
const [detour, kmPerHour] = [1.3, 45];
/** Within this one walks over. */
const sameKm = 0.2;
const stepMinutes = 5;

/** Minutes by car between two places, in steps of five; 0 for one and the same. */
export function travelMinutes(a: Place, b: Place): number {
  const km = distanceKm(a, b);
  return km < sameKm ? 0 : Math.ceil(((km * detour) / kmPerHour) * (60 / stepMinutes)) * stepMinutes;
}
