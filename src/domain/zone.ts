// A clock in another zone is read part by part, each asked for by its name: in which order, with which digits and by which calendar
// a locale writes a day is the platform's affair, and has changed under us.
interface Zone {
  readonly clock: Intl.DateTimeFormat;
  /** Day of UTC → what its clocks are ahead of UTC, in ms; `null` on a day they are changed. */
  readonly ahead: Map<number, number | null>;
}

/** The zone of this device's clock (IANA). */
export const deviceZone = (): string => new Intl.DateTimeFormat().resolvedOptions().timeZone;

/** All zones that the browser names (IANA); none where it does not tell. */
export const namedZones = (): readonly string[] => Intl.supportedValuesOf?.("timeZone") ?? [];

const zones = new Map<string, Zone>();
const dayMs = 86_400_000;
/** Midnight of 1 January of the year 1: before it years are counted otherwise. */
const firstYear = -62_135_596_800_000;

const clockOf = (timeZone: string): Intl.DateTimeFormat =>
  new Intl.DateTimeFormat("en-US", {
    ...{ timeZone, calendar: "gregory", numberingSystem: "latn", hourCycle: "h23" },
    ...{ year: "numeric", month: "numeric", day: "numeric", hour: "numeric", minute: "numeric", second: "numeric" },
  });

function zoneOf(name: string): Zone {
  const known = zones.get(name);
  if (known) return known;
  let clock: Intl.DateTimeFormat;
  try {
    clock = clockOf(name);
  } catch {
    clock = clockOf("UTC"); // A zone this device does not know: the days of UTC are better than none.
  }
  const zone = { clock, ahead: new Map<number, number | null>() };
  zones.set(name, zone);
  return zone;
}

function aheadAt({ clock }: Zone, time: number): number {
  const parts = new Map(clock.formatToParts(time).map(({ type, value }) => [type, Number(value)]));
  const part = (type: Intl.DateTimeFormatPartTypes): number => parts.get(type) ?? 0;
  const wall = new Date(0);
  wall.setUTCFullYear(part("year"), part("month") - 1, part("day"));
  wall.setUTCHours(part("hour"), part("minute"), part("second"));
  return wall.getTime() - Math.floor(time / 1000) * 1000;
}

/** A clock is asked twice a day and not for each of the day's instants: reports read hundreds of thousands. */
function ahead(zone: Zone, time: number): number {
  const day = Math.floor(time / dayMs);
  let known = zone.ahead.get(day);
  if (known === undefined) {
    const [first, last] = [aheadAt(zone, day * dayMs), aheadAt(zone, (day + 1) * dayMs)];
    known = first === last ? first : null;
    zone.ahead.set(day, known);
  }
  return known ?? aheadAt(zone, time);
}

/** A time that names its offset; without one each device would read another moment. */
const instant = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d{1,9})?)?(Z|[+-]\d{2}:?\d{2})$/;

/** The calendar day of an instant in a zone (IANA), "YYYY-MM-DD"; a day is one already. */
export function dayIn(at: string, zone: string): string {
  const time = instant.test(at) ? Date.parse(at) : Number.NaN;
  if (!(time >= firstYear)) return at.slice(0, 10);
  const day = new Date(time + ahead(zoneOf(zone), time)).toISOString().slice(0, 10);
  return day.startsWith("+") || day.startsWith("-") ? at.slice(0, 10) : day;
}

/** The instant at which clocks of a zone show a day and an hour; where they are put forward over it, as they showed before. */
export function instantAt(
  day: string,
  time: { readonly hour: number; readonly minute: number; readonly second?: number },
  zone: string,
): string {
  const clock = zoneOf(zone);
  const wall = Date.parse(`${day}T00:00:00.000Z`) + ((time.hour * 60 + time.minute) * 60 + (time.second ?? 0)) * 1000;
  // What the clocks are ahead is known at the instant only, which a first guess misses by hours at most.
  const near = wall - ahead(clock, wall);
  return new Date(wall - ahead(clock, near)).toISOString();
}
