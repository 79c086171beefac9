// Appointments and tasks of a calendar file (VEVENT, VTODO), in the words of Kontor's records.
import { isRule } from "../../calendar/series.ts";
import { addDays, dayOf, instantOf, isDay, minuteMs, type WallTime, wallTimeAt } from "../../calendar/wallTime.ts";
import { type ContentLine, printContentLine, splitEscaped, unescapeText } from "../contentLine.ts";
import { type Component, componentsOf, type IcsProblem, propertiesOf, propertyOf, readComponents } from "./component.ts";
import { addDuration, minutesIn, readDuration, readTime } from "./time.ts";
import { type ZoneReader, zoneReader } from "./zone.ts";

export interface IcsPerson {
  readonly name?: string;
  readonly email?: string;
}

export interface IcsEntry {
  readonly is: "appointment" | "task";
  readonly line: number;
  /** The same in every version of it, and in all occurrences of a series. */
  readonly uid?: string;
  /** The higher one is the later version. */
  readonly sequence: number;
  readonly isCancelled: boolean;
  readonly title: string;
  readonly text?: string;
  readonly place?: string;
  readonly start?: WallTime;
  readonly end?: WallTime;
  /** Of a task. */
  readonly due?: WallTime;
  readonly doneAt?: string;
  /** 1 is the highest, 9 the lowest. */
  readonly priority?: number;
  readonly status?: string;
  /** IANA; absent for days, and where the file leaves it to whoever looks. */
  readonly zone?: string;
  readonly rule?: string;
  readonly exceptions: readonly WallTime[];
  readonly additions: readonly WallTime[];
  /** The start that this one replaces, on the clocks of `zone`. */
  readonly replaces?: WallTime;
  /** On whose clocks `replaces` stands, where this one lasts all day and the series does not. */
  readonly replacesZone?: string;
  readonly isThisAndFollowing: boolean;
  /** Minutes before the start, of a task before it is due; negative ones come after. */
  readonly reminders: readonly number[];
  readonly categories: readonly string[];
  readonly organiser?: IcsPerson;
  readonly people: readonly IcsPerson[];
  /** What Kontor has no field for, as it stands: content lines, and reminders that do more than remind, each a block of lines. */
  readonly kept: readonly string[];
}

export interface IcsFile {
  /** Of the first calendar. */
  readonly name?: string;
  /** REQUEST, CANCEL, …: what is to be done with the entries. */
  readonly method?: string;
  /** Of the program that wrote the first calendar. */
  readonly program?: string;
  /** Components that are no entries, such as VFREEBUSY. */
  readonly others: readonly { readonly name: string; readonly line: number }[];
  readonly entries: readonly IcsEntry[];
  readonly problems: readonly IcsProblem[];
}

/** Reads a calendar file. `zone` is the workspace's: where a file gives rules without a name that is known, it is tried first. */
export function readIcs(text: string, zone: string): IcsFile {
  const { root, problems } = readComponents(text);
  const calendars = componentsOf(root, "VCALENDAR");
  const zones = zoneReader(componentsOf(root, "VTIMEZONE"), zone);
  const method = calendars.map((calendar) => propertyOf(calendar, "METHOD")?.value.trim().toUpperCase()).find(Boolean);
  const name = calendars.map((calendar) => textIn(calendar, "X-WR-CALNAME") ?? textIn(calendar, "NAME")).find(Boolean);
  const program = calendars.map((calendar) => propertyOf(calendar, "PRODID")?.value.trim()).find(Boolean);
  const read = componentsOf(root, "VEVENT", "VTODO").map((component) => new EntryReader(component, zones).read(method === "CANCEL"));
  return {
    ...(name && { name }),
    ...(method && { method }),
    ...(program && { program }),
    others: calendars.flatMap(({ components }) =>
      components.filter(({ name }) => !known.has(name)).map(({ name, line }) => ({ name, line })),
    ),
    entries: read.flatMap(({ entry }) => entry ?? []),
    problems: [...problems, ...read.flatMap((one) => one.problems)].sort((a, b) => a.line - b.line),
  };
}

const known = new Set(["VEVENT", "VTODO", "VTIMEZONE", "VALARM"]);

const textIn = (component: Component, name: string): string | undefined => {
  const property = propertyOf(component, name);
  return property && unescapeText(property.value).trim();
};

/** Properties that became fields, or say only when a program wrote them. Who takes part has more parameters than a name. */
const taken = new Set(
  "UID SEQUENCE SUMMARY DESCRIPTION LOCATION DTSTART DTEND DUE DURATION COMPLETED PRIORITY STATUS RRULE EXDATE RDATE RECURRENCE-ID CATEGORIES DTSTAMP LAST-MODIFIED".split(
    " ",
  ),
);
const plainAlarm = new Set(["TRIGGER", "ACTION", "DESCRIPTION"]);

class EntryReader {
  readonly #component: Component;
  readonly #zones: ZoneReader;
  readonly #problems: IcsProblem[] = [];
  readonly #doubted = new Set<string>();

  constructor(component: Component, zones: ZoneReader) {
    this.#component = component;
    this.#zones = zones;
  }

  read(isCancelling: boolean): { readonly entry?: IcsEntry; readonly problems: readonly IcsProblem[] } {
    const isTask = this.#component.name === "VTODO";
    const start = this.#time(propertyOf(this.#component, "DTSTART"), "start-unreadable");
    const due = isTask ? this.#time(propertyOf(this.#component, "DUE"), "end-unreadable") : undefined;
    const first = start ?? due;
    if (!isTask && !start) {
      if (!this.#problems.some(({ code }) => code === "start-unreadable"))
        this.#problem(undefined, "start-unreadable", textIn(this.#component, "SUMMARY") ?? "");
      return { problems: this.#problems };
    }
    const zone = first?.zone ?? due?.zone;
    const status = propertyOf(this.#component, "STATUS")?.value.trim().toUpperCase();
    const optional = {
      uid: propertyOf(this.#component, "UID")?.value.trim(),
      text: textIn(this.#component, "DESCRIPTION"),
      place: textIn(this.#component, "LOCATION"),
      start: start?.time,
      end: start && !isTask ? this.#end(start.time, zone) : undefined,
      due: due ? onClocksOf(due, zone) : isTask && start ? this.#length(start.time, zone) : undefined,
      doneAt: this.#instant("COMPLETED"),
      priority: this.#number("PRIORITY"),
      status,
      zone,
      rule: first && this.#rule(first.time, zone),
      replaces: this.#inZone(propertyOf(this.#component, "RECURRENCE-ID"), first?.time, zone)[0],
      replacesZone:
        first && isDay(first.time) ? this.#time(propertyOf(this.#component, "RECURRENCE-ID"), "date-unreadable")?.zone : undefined,
      organiser: this.#people("ORGANIZER")[0],
    };
    return {
      entry: {
        is: isTask ? "task" : "appointment",
        line: this.#component.line,
        sequence: this.#number("SEQUENCE") ?? 0,
        isCancelled: isCancelling || status === "CANCELLED",
        title: textIn(this.#component, "SUMMARY") ?? "",
        exceptions: this.#dates("EXDATE", first?.time, zone),
        additions: this.#dates("RDATE", first?.time, zone).map((time) => likeStart(time, first?.time ?? time)),
        isThisAndFollowing: paramIn(propertyOf(this.#component, "RECURRENCE-ID"), "RANGE")?.toUpperCase() === "THISANDFUTURE",
        reminders: this.#reminders({ start: optional.start, end: optional.end, due: optional.due, zone }),
        categories: propertiesOf(this.#component, "CATEGORIES").flatMap(({ value }) =>
          splitEscaped(value, ",").flatMap((one) => unescapeText(one).trim() || []),
        ),
        people: this.#people("ATTENDEE"),
        kept: this.#kept(),
        ...(Object.fromEntries(Object.entries(optional).filter(([, value]) => value !== undefined && value !== "")) as Partial<
          typeof optional
        >),
      } as IcsEntry,
      problems: this.#problems,
    };
  }

  #problem(property: ContentLine | undefined, code: IcsProblem["code"], value: string): void {
    this.#problems.push({ line: property?.line ?? this.#component.line, code, value, component: this.#component.name });
  }

  /** A time with its zone. One in UTC is at home there; a day has none. */
  #time(property: ContentLine | undefined, code: IcsProblem["code"]): { readonly time: WallTime; readonly zone?: string } | undefined {
    if (!property) return undefined;
    const read = readTime(property.value);
    if (!read) {
      this.#problem(property, code, property.value);
      return undefined;
    }
    if (isDay(read.time)) return { time: read.time };
    const zone = read.isUtc ? "UTC" : this.#zone(property, read.time);
    return { time: read.time, ...(zone && { zone }) };
  }

  #zone(property: ContentLine, time: WallTime): string | undefined {
    const name = paramIn(property, "TZID");
    if (name === undefined) return undefined;
    const { zone, doubt } = this.#zones.zoneOf(name, time);
    if (doubt && !this.#doubted.has(name)) {
      this.#doubted.add(name);
      this.#problem(property, doubt === "unknown" ? "zone-unknown" : "zone-contradicts", name);
    }
    return zone;
  }

  #end(start: WallTime, zone: string | undefined): WallTime | undefined {
    const property = propertyOf(this.#component, "DTEND");
    const end = this.#inZone(property, start, zone, "end-unreadable")[0];
    if (end) return isDay(end) === isDay(start) ? (end < start ? start : end) : undefined;
    return this.#length(start, zone) ?? (isDay(start) ? addDays(start, 1) : undefined);
  }

  #length(start: WallTime, zone: string | undefined): WallTime | undefined {
    const property = propertyOf(this.#component, "DURATION");
    const duration = property && readDuration(property.value);
    if (property && !duration) this.#problem(property, "end-unreadable", property.value);
    return duration && !duration.isNegative ? addDuration(start, duration, zone ?? "UTC") : undefined;
  }

  #rule(start: WallTime, zone: string | undefined): string | undefined {
    const property = propertyOf(this.#component, "RRULE");
    // Blanks that some programs leave between days.
    const rule = property?.value.replaceAll(/\s/g, "");
    if (!property || !rule) return undefined;
    if (isRule(rule, start, zone)) return rule;
    this.#problem(property, "rule-unreadable", property.value);
    return undefined;
  }

  /** Times that name occurrences, as the series' clock shows them: instants and other zones are translated, days stay days. */
  #inZone(
    property: ContentLine | undefined,
    start: WallTime | undefined,
    zone: string | undefined,
    code: IcsProblem["code"] = "date-unreadable",
  ): WallTime[] {
    if (!property) return [];
    return property.value.split(",").flatMap((text) => {
      // Of a period the beginning is what counts.
      const read = readTime(text.split("/")[0] ?? "");
      if (!read) {
        this.#problem(property, code, text);
        return [];
      }
      if (isDay(read.time) || !zone || (start && isDay(start))) return [read.time];
      const own = read.isUtc ? "UTC" : this.#zone(property, read.time);
      return [own && own !== zone ? wallTimeAt(instantOf(read.time, own), zone) : read.time];
    });
  }

  #dates(name: string, start: WallTime | undefined, zone: string | undefined): WallTime[] {
    return [...new Set(propertiesOf(this.#component, name).flatMap((property) => this.#inZone(property, start, zone)))].sort();
  }

  #instant(name: string): string | undefined {
    const time = this.#time(propertyOf(this.#component, name), "date-unreadable");
    return time && new Date(instantOf(time.time, time.zone ?? "UTC")).toISOString();
  }

  #number(name: string): number | undefined {
    const number = Number.parseInt(propertyOf(this.#component, name)?.value ?? "", 10);
    return Number.isSafeInteger(number) ? number : undefined;
  }

  #reminders(entry: Timed): number[] {
    if (!entry.start && !entry.due) return [];
    const minutes = componentsOf(this.#component, "VALARM").flatMap((alarm) => {
      const trigger = propertyOf(alarm, "TRIGGER");
      const before = trigger && reminderIn(trigger, entry);
      if (trigger && before === undefined) this.#problem(trigger, "reminder-unreadable", trigger.value);
      return before ?? [];
    });
    return [...new Set(minutes)].sort((a, b) => a - b);
  }

  #people(name: string): IcsPerson[] {
    return propertiesOf(this.#component, name).flatMap((property) => {
      const address = property.value.trim().replace(/^mailto:/i, "");
      const email = paramIn(property, "EMAIL") ?? (/^[^\s@]+@[^\s@]+$/.test(address) ? address : undefined);
      const name = paramIn(property, "CN")?.trim();
      return name || email ? [{ ...(name && { name }), ...(email && { email }) }] : [];
    });
  }

  #kept(): string[] {
    const lines = this.#component.properties.filter(({ name }) => !taken.has(name)).map(lineOf);
    const alarms = componentsOf(this.#component, "VALARM").filter(
      (alarm) =>
        propertyOf(alarm, "ACTION")?.value.trim().toUpperCase() !== "DISPLAY" || alarm.properties.some(({ name }) => !plainAlarm.has(name)),
    );
    return [...lines, ...alarms.map(blockOf)];
  }
}

/** The same moment on the clocks of a zone; days and what counts on everybody's clocks stay. */
const onClocksOf = ({ time, zone: own }: { readonly time: WallTime; readonly zone?: string }, zone: string | undefined): WallTime =>
  isDay(time) || !own || !zone || own === zone ? time : wallTimeAt(instantOf(time, own), zone);

/** A start in the form of the series': of days a day; a day that stands for a time has the series' hour. */
export const likeStart = (time: WallTime, start: WallTime): WallTime =>
  isDay(start) ? dayOf(time) : isDay(time) && start ? `${time}${start.slice(10)}` : time;

const lineOf = ({ name, params, value, group }: ContentLine): string =>
  printContentLine(name, params, value, group).replace(/\r\n /g, "").trimEnd();
const blockOf = ({ name, properties, components }: Component): string =>
  [`BEGIN:${name}`, ...properties.map(lineOf), ...components.map(blockOf), `END:${name}`].join("\n");

interface Timed {
  readonly start?: WallTime | undefined;
  readonly end?: WallTime | undefined;
  readonly due?: WallTime | undefined;
  readonly zone?: string | undefined;
}

/**
 * How many minutes before an appointment starts, or before a task is due, a trigger goes off; undefined for one that cannot be read. Of
 * both it counts from the start unless it says otherwise (RFC 5545, 3.8.6.3).
 */
export function reminderIn(trigger: ContentLine, { start, end, due, zone = "UTC" }: Timed): number | undefined {
  const from = start ?? due ?? "";
  const last = end ?? due;
  const at = instantOf(due ?? from, zone);
  const duration = readDuration(trigger.value);
  if (duration) {
    const isFromEnd = paramIn(trigger, "RELATED")?.toUpperCase() === "END" && last !== undefined;
    return -minutesIn(duration) - Math.round((instantOf(isFromEnd ? last : from, zone) - at) / minuteMs);
  }
  const read = readTime(trigger.value);
  return read && !isDay(read.time) ? Math.round((at - instantOf(read.time, read.isUtc ? "UTC" : zone)) / minuteMs) : undefined;
}

const paramIn = (property: ContentLine | undefined, name: string): string | undefined =>
  property?.params.find(([param]) => param === name)?.[1];
