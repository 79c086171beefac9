// Which zone a calendar file means. Its names are IANA's, Windows', paths that end in one, or a program's own; the rules may stand beside
// it (VTIMEZONE), and where both are there and disagree, the rules are what was meant.
import { occurrencesIn } from "../../calendar/series.ts";
import { windowsZones } from "../../calendar/tables.ts";
import { asIfUtc, dayMs, instantOf, isDay, isZone, minuteMs, type WallTime } from "../../calendar/wallTime.ts";
import { namedZones } from "../../domain/zone.ts";
import { type Component, propertiesOf, propertyOf } from "./component.ts";
import { readTime } from "./time.ts";

export interface FoundZone {
  /** IANA; undefined where nobody can know. */
  readonly zone?: string;
  /** The name is another zone's than the rules, or there is neither. */
  readonly doubt?: "contradicts" | "unknown";
}

export interface ZoneReader {
  /** The zone of this name for a time around then. */
  readonly zoneOf: (name: string, around: WallTime) => FoundZone;
}

/** `preferred` is looked at first where only rules are there: the workspace's own zone. */
export function zoneReader(timezones: readonly Component[], preferred: string): ZoneReader {
  const ruled = new Map(timezones.map((one) => [propertyOf(one, "TZID")?.value.trim() ?? "", one]));
  const changes = new Map<string, readonly Change[]>();
  const changesIn = (name: string, rules: Component, year: string): readonly Change[] => {
    const key = `${name} ${year}`;
    const made = changes.get(key) ?? changesOf(rules, year);
    changes.set(key, made);
    return made;
  };
  return {
    zoneOf(name, around) {
      const named = namedZone(name);
      const rules = ruled.get(name.trim());
      const year = around.slice(0, 4);
      const known = rules ? changesIn(name, rules, year) : [];
      if (!known.length) return named ? { zone: named } : { doubt: "unknown" };
      const agrees = (zone: string, time: WallTime): boolean => offsetIn(zone, time) === offsetBy(known, asIfUtc(time));
      // A file need not have more rules than its appointments fall under (RFC 5545, 3.6.5): the name says the rest.
      if (named && agrees(named, around)) return { zone: named };
      const meant = candidates(preferred).find((zone) => agrees(zone, around) && middlesOf(year).every((time) => agrees(zone, time)));
      return meant
        ? { zone: meant, ...(named && { doubt: "contradicts" }) }
        : named
          ? { zone: named, doubt: "contradicts" }
          : { doubt: "unknown" };
    },
  };
}

/** Whether the rules of a VTIMEZONE are those by which this device reckons, in all months of these years. */
export const isTrueOf = (rules: Component, zone: string, [from, to]: readonly [from: number, to: number]): boolean =>
  Array.from({ length: to - from + 1 }, (_, at) => String(from + at)).every((year) => {
    const changes = changesOf(rules, year);
    return middlesOf(year).every((time) => offsetIn(zone, time) === offsetBy(changes, asIfUtc(time)));
  });

/** By its name alone: Windows' names, or the end of a path ("/example.org/2024a/Europe/Berlin"). */
function namedZone(name: string): string | undefined {
  const plain = name.trim().replace(/^"|"$/g, "");
  const windows = Object.hasOwn(windowsZones, plain) ? windowsZones[plain] : undefined;
  if (windows) return windows;
  const parts = plain.split("/");
  const ends = [plain, ...[3, 2].filter((length) => parts.length > length).map((length) => parts.slice(-length).join("/"))];
  // "CET" and the like are zones of their own; a bare number is none.
  return ends.find((end) => /^[A-Za-z]/.test(end) && isZone(end));
}

/** The zones in use, the preferred first: among zones of the same rules the one that people know. */
const candidates = (preferred: string): string[] => [
  ...new Set([preferred, "Europe/Berlin", ...Object.values(windowsZones), ...namedZones()]),
];

/** The middle of every month: by these two zones can be told apart. */
const middlesOf = (year: string): WallTime[] =>
  Array.from({ length: 12 }, (_, month) => `${year}-${String(month + 1).padStart(2, "0")}-15T12:00`);

const offsetIn = (zone: string, time: WallTime): number => (asIfUtc(time) - instantOf(time, zone)) / minuteMs;

/** A change of the clocks: when it came, on the wall before it, and minutes ahead of UTC before and after. */
interface Change {
  readonly onset: number;
  readonly from: number | undefined;
  readonly to: number | undefined;
}

/** All changes up to the end of a year, in order. */
function changesOf(rules: Component, year: string): Change[] {
  const until = asIfUtc(`${year}-12-31`) + dayMs;
  return rules.components
    .filter(({ name }) => name === "STANDARD" || name === "DAYLIGHT")
    .flatMap((change) =>
      onsetsOf(change, until).map((onset) => ({ onset, from: offset(change, "TZOFFSETFROM"), to: offset(change, "TZOFFSETTO") })),
    )
    .sort((a, b) => a.onset - b.onset);
}

function onsetsOf(change: Component, until: number): number[] {
  const start = readTime(propertyOf(change, "DTSTART")?.value ?? "")?.time;
  if (!start || isDay(start)) return [];
  const rule = propertyOf(change, "RRULE")?.value;
  const additions = propertiesOf(change, "RDATE").flatMap(({ value }) => value.split(",").flatMap((one) => readTime(one)?.time ?? []));
  const onsets = (from: number): number[] =>
    occurrencesIn({ start, rule, additions, zone: "UTC" }, { from: Math.max(from, asIfUtc(start)), to: until, zone: "UTC" }).map(
      (one) => one.from,
    );
  // Programs write rules from 1601 on: the last years are enough, unless the rule has ended before.
  const late = onsets(until - 3 * 366 * dayMs);
  return [asIfUtc(start), ...(late.length ? late : onsets(asIfUtc(start)))];
}

/** By the last change before; before the first, what it changed from. */
const offsetBy = (changes: readonly Change[], at: number): number | undefined => {
  const last = changes.findLast(({ onset }) => onset <= at);
  return last ? last.to : changes[0]?.from;
};

function offset(change: Component, name: string): number | undefined {
  const [, sign, hours, minutes] = /^([+-])(\d\d):?(\d\d)/.exec(propertyOf(change, name)?.value.trim() ?? "") ?? [];
  return hours === undefined ? undefined : (Number(hours) * 60 + Number(minutes)) * (sign === "-" ? -1 : 1);
}
