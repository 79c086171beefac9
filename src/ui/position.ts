// Where this device is, asked for only when somebody presses for it; the browser asks the person.

export interface Position {
  readonly lat: number;
  readonly lon: number;
  readonly accuracyM: number;
}

export type PositionRefusal = "position-forbidden" | "position-missing";

const patienceMs = 15_000;
/** Where one was a moment ago is where one is. */
const freshMs = 30_000;
const fine = 1e5;

/** The position to about a metre, or why there is none: the person or the browser forbids it, or the device does not know. */
export function devicePosition(): Promise<Position | PositionRefusal> {
  return new Promise((resolve) => {
    if (!navigator.geolocation) {
      resolve("position-missing");
      return;
    }
    navigator.geolocation.getCurrentPosition(
      ({ coords }) =>
        resolve({
          lat: Math.round(coords.latitude * fine) / fine,
          lon: Math.round(coords.longitude * fine) / fine,
          accuracyM: Math.round(coords.accuracy),
        }),
      ({ code }) => resolve(code === GeolocationPositionError.PERMISSION_DENIED ? "position-forbidden" : "position-missing"),
      { enableHighAccuracy: true, timeout: patienceMs, maximumAge: freshMs },
    );
  });
}
