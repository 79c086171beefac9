// Appointments and tasks as an iCalendar file that any calendar reads (RFC 5545), and that `readIcs` reads back without loss.
import { addDays, instantOf, isDay, type WallTime } from "../../calendar/wallTime.ts";
import { escapeText, printContentLine, readContentLine } from "../contentLine.ts";
import { type IcsEntry, type IcsPerson, likeStart, reminderIn } from "./entry.ts";
import { writeTime } from "./time.ts";

export interface IcsOptions {
  /** When it is written, ISO. */
  readonly stamp: string;
  readonly name?: string | undefined;
  readonly method?: string | undefined;
  /** The VTIMEZONE of an IANA zone for these years, its lines joined by CRLF. */
  readonly zoneBlock: (zone: string, years: readonly [from: number, to: number]) => string;
}

/** A series may go on for ever; whoever does not know the zone's name has its rules for so long. */
const yearsAhead = 3;

type Params = readonly (readonly [name: string, value: string])[];

export function writeIcs(entries: readonly IcsEntry[], { stamp, name, method, zoneBlock }: IcsOptions): string {
  const years = new Map<string, readonly [from: number, to: number]>();
  for (const { start, due, zone, replaces, replacesZone, additions } of entries) {
    const named = [start ?? due ?? "", ...additions, replaces ?? ""].filter(Boolean).map((time) => Number(time.slice(0, 4)));
    for (const one of new Set([zone, replacesZone])) {
      if (!one || one === "UTC") continue;
      const [from, to] = years.get(one) ?? [Number.POSITIVE_INFINITY, Number(stamp.slice(0, 4)) + yearsAhead];
      years.set(one, [Math.min(from, ...named), Math.max(to, ...named)]);
    }
  }
  return [
    "BEGIN:VCALENDAR\r\n",
    "VERSION:2.0\r\n",
    "PRODID:-//Kontor//Kontor//EN\r\n",
    method ? printContentLine("METHOD", [], method) : "",
    name ? printContentLine("X-WR-CALNAME", [], escapeText(name)) : "",
    ...[...years].map(([zone, span]) => `${zoneBlock(zone, span).trimEnd()}\r\n`),
    ...entries.map((entry) => entryLines(entry, stamp)),
    "END:VCALENDAR\r\n",
  ].join("");
}

function entryLines(entry: IcsEntry, stamp: string): string {
  const { start, end, due, zone } = entry;
  const first = start ?? due ?? "";
  const lines: string[] = [];
  const put = (name: string, value: string | undefined, params: Params = []): void => {
    if (value !== undefined && value !== "") lines.push(printContentLine(name, params, value));
  };
  const putTime = (name: string, time: WallTime | undefined, more: Params = []): void => {
    if (time) put(name, timeText(time, zone), [...timeParams(time, zone), ...more]);
  };
  put("UID", entry.uid);
  put("DTSTAMP", utcText(Date.parse(stamp)));
  putTime("DTSTART", start);
  if (entry.is === "appointment") putTime("DTEND", end);
  putTime("DUE", due);
  if (entry.replaces) {
    const ownZone = entry.replacesZone ?? zone;
    const range: Params = entry.isThisAndFollowing ? [["RANGE", "THISANDFUTURE"]] : [];
    put("RECURRENCE-ID", timeText(entry.replaces, ownZone), [...timeParams(entry.replaces, ownZone), ...range]);
  }
  put("RRULE", entry.rule && ruleText(entry.rule, first, zone));
  for (const exception of entry.exceptions) putTime("EXDATE", likeStart(exception, first));
  for (const addition of entry.additions) putTime("RDATE", likeStart(addition, first));
  put("SEQUENCE", entry.sequence ? String(entry.sequence) : undefined);
  put("SUMMARY", escapeText(entry.title));
  put("DESCRIPTION", entry.text && escapeText(entry.text));
  put("LOCATION", entry.place && escapeText(entry.place));
  put("CATEGORIES", entry.categories.map(escapeText).join(","));
  put("PRIORITY", entry.priority === undefined ? undefined : String(entry.priority));
  put("STATUS", entry.isCancelled && entry.is === "appointment" ? "CANCELLED" : entry.status);
  put("COMPLETED", entry.doneAt && utcText(Date.parse(entry.doneAt)));
  const kept = entry.kept.filter((line) => !line.startsWith("BEGIN:"));
  for (const line of kept) {
    const property = readContentLine(line, 0);
    if (property) put(property.name, property.value, property.params);
  }
  for (const person of entry.people) if (!isNamed(person, kept)) putPerson("ATTENDEE", person, put);
  if (entry.organiser && !isNamed(entry.organiser, kept)) putPerson("ORGANIZER", entry.organiser, put);
  const is = entry.is === "task" ? "VTODO" : "VEVENT";
  return `BEGIN:${is}\r\n${lines.join("")}${alarmLines(entry)}END:${is}\r\n`;
}

const putPerson = (role: string, { name, email }: IcsPerson, put: (name: string, value: string, params: Params) => void): void =>
  put(role, `mailto:${email ?? ""}`, name ? [["CN", name]] : []);

/** Whether a kept line speaks of this person. */
const isNamed = ({ name, email }: IcsPerson, kept: readonly string[]): boolean =>
  kept.some((line) => /^(?:ATTENDEE|ORGANIZER)\b/.test(line) && line.toLowerCase().includes((email ?? name ?? "").toLowerCase()));

/** Reminders that do more than remind stand as they were, while somebody still wants to be reminded then. */
function alarmLines(entry: IcsEntry): string {
  const left = new Set(entry.reminders);
  const blocks = entry.kept.filter((line) => line.startsWith("BEGIN:VALARM"));
  const kept = blocks.filter((block) => {
    const trigger = block.split("\n").flatMap((line) => (line.startsWith("TRIGGER") ? (readContentLine(line, 0) ?? []) : []))[0];
    const minutes = trigger && (entry.start || entry.due) ? reminderIn(trigger, entry) : undefined;
    if (minutes === undefined) return true;
    const isWanted = entry.reminders.includes(minutes);
    left.delete(minutes);
    return isWanted;
  });
  const lines = kept.flatMap((block) =>
    block.split("\n").map((line) => {
      const property = readContentLine(line, 0);
      return property ? printContentLine(property.name, property.params, property.value) : "";
    }),
  );
  // Of a task Kontor counts from when it is due.
  const related = entry.is === "task" && entry.due ? ";RELATED=END" : "";
  const plain = [...left].map(
    (minutes) =>
      `BEGIN:VALARM\r\nACTION:DISPLAY\r\n${printContentLine("DESCRIPTION", [], escapeText(entry.title || "–"))}TRIGGER${related}:${triggerText(minutes)}\r\nEND:VALARM\r\n`,
  );
  return [...lines, ...plain].join("");
}

/** "-P1D", "-PT15M", "PT0S": whole days as days, never with an empty T. */
const triggerText = (minutes: number): string => {
  const size = Math.abs(minutes);
  const text = size === 0 ? "PT0S" : size % 1_440 === 0 ? `P${size / 1_440}D` : `PT${size}M`;
  return minutes > 0 ? `-${text}` : text;
};

const utcText = (instant: number): string => `${new Date(instant).toISOString().slice(0, 19).replaceAll(/[-:]/g, "")}Z`;
const timeText = (time: WallTime, zone: string | undefined): string =>
  !isDay(time) && zone === "UTC" ? `${writeTime(time)}Z` : writeTime(time);
const timeParams = (time: WallTime, zone: string | undefined): Params =>
  isDay(time) ? [["VALUE", "DATE"]] : zone && zone !== "UTC" ? [["TZID", zone]] : [];

/** UNTIL as the standard wants it: a day for days, an instant in UTC for a series with a zone (RFC 5545, 3.3.10). */
function ruleText(rule: string, start: WallTime, zone: string | undefined): string {
  return rule.replace(
    /(^|;)UNTIL=(\d{4})(\d\d)(\d\d)(T\d{6}Z?)?/i,
    (all, before: string, y: string, m: string, d: string, time: string | undefined) => {
      if (isDay(start)) return `${before}UNTIL=${y}${m}${d}`;
      if (time || !zone) return all;
      return `${before}UNTIL=${utcText(instantOf(addDays(`${y}-${m}-${d}`, 1), zone) - 1_000)}`;
    },
  );
}
