// Birthdays in calendars: programs make a yearly all-day event of them, and Kontor keeps them with the contact.
import { isDay } from "../../calendar/wallTime.ts";
import type { IcsEntry } from "./entry.ts";

/** The year that programs write where they know none: a leap year, so that 29 February exists. */
const unknownYear = "1604";
const property = "X-KONTOR-BIRTHDAY";

export interface FoundBirthday {
  /** Of whom, as the event calls them. */
  readonly name: string;
  /** "1985-04-12", or "--04-12" where the file does not say the year of birth. */
  readonly bornOn: string;
}

const forms: readonly RegExp[] = [
  /^(.+?)(?:['’]s?)? (?:\d+(?:st|nd|rd|th) )?birthday$/i,
  /^(.+?) (?:hat )?(?:\d+\. )?geburtstag(?: \(\d+\))?$/i,
  /^(?:\d+\. )?geburtstag(?:\s*:\s*| von )(.+)$/i,
  /^birthday(?:\s*:\s*| of )(.+)$/i,
  /^🎂\s*(.+)$/u,
  /^(.+?)\s*🎂$/u,
];

/**
 * Whose birthday an entry is; undefined for anything else. It comes every year on one day and says so in its title. When somebody was
 * born is told by Kontor itself and by Apple's calendars only: elsewhere a series begins when it was written down.
 */
export function birthdayIn(entry: IcsEntry, program: string): FoundBirthday | undefined {
  const { start, title, rule } = entry;
  if (entry.is !== "appointment" || !start || !isDay(start) || entry.isCancelled || entry.replaces || !rule || !isYearly(rule))
    return undefined;
  const name = forms.flatMap((form) => form.exec(title.trim())?.[1]?.trim() ?? [])[0];
  if (!name) return undefined;
  const own = entry.kept.find((line) => line.startsWith(`${property}:`))?.slice(property.length + 1);
  if (own && /^(?:\d{4}|-)-\d\d-\d\d$/.test(own)) return { name, bornOn: own };
  const isBirth = /\bApple\b/i.test(program) && start.slice(0, 4) > unknownYear;
  return { name, bornOn: isBirth ? start : `--${start.slice(5)}` };
}

/** Every year on the day it begins, without end; the last day of February for those born on the 29th. */
function isYearly(rule: string): boolean {
  const parts = new Map(rule.split(";").map((part) => part.toUpperCase().split("=") as [string, string]));
  if (parts.get("FREQ") !== "YEARLY" || (parts.get("INTERVAL") ?? "1") !== "1") return false;
  return [...parts.keys()].every((name) => ["FREQ", "INTERVAL", "BYMONTH", "BYMONTHDAY", "WKST"].includes(name));
}

/** The names by which an event may mean somebody: a German genitive ends in s, as names may. */
export const namesOf = ({ name }: FoundBirthday): readonly string[] => [name, ...(/[^s]s$/.test(name) ? [name.slice(0, -1)] : [])];

/**
 * A contact's birthday as a yearly event of all day; undefined where only a part of the day is known. Who was born on 29 February has it
 * on the last day of that month.
 */
export function birthdayEntry(bornOn: string, uid: string, title: string): IcsEntry | undefined {
  const [, year, day] = /^(\d{4}|-)-(\d\d-\d\d)$/.exec(bornOn) ?? [];
  if (!year || !day) return undefined;
  const start = `${year === "-" ? unknownYear : year}-${day}`;
  return {
    ...{ is: "appointment", line: 0, uid, sequence: 0, isCancelled: false, title, start },
    rule: day === "02-29" ? "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=-1" : "FREQ=YEARLY",
    ...{ exceptions: [], additions: [], isThisAndFollowing: false, reminders: [], categories: [], people: [] },
    kept: ["TRANSP:TRANSPARENT", `${property}:${bornOn}`],
  };
}
