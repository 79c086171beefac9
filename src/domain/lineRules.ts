// Rules as people say them: "jeden montag", "alle 6 wochen", "every other week", "jeden letzten Freitag im Monat" (RFC 5545, 3.3.10).
import { addDays, lastOfMonth, weekdayOf } from "../lib/calendarDay.ts";
import { type Phrase, phrase, type Reading, readAt, type Word } from "./linePhrase.ts";
import { anyWeekday, count, fullWeekday, numberOf, ordinal, ordinalOf, weekdayIndex } from "./lineWords.ts";

type Frequency = "DAILY" | "WEEKLY" | "MONTHLY" | "YEARLY";

export interface SaidRule {
  readonly frequency: Frequency;
  readonly interval?: number;
  /** Weekdays (0 is Sunday), and which of the month; 0 for each. */
  readonly weekdays?: readonly number[];
  readonly nth?: number;
  /** Of the month; -1 is the last. */
  readonly monthDay?: number;
  readonly times?: number;
  /** An hour that the words name: "jeden morgen". */
  readonly hour?: number;
}

const dayNames = ["SU", "MO", "TU", "WE", "TH", "FR", "SA"];
const workdays = [1, 2, 3, 4, 5];
const every = "(?:jede[nrs]?|every|each)";
const month = "(?: im monat| des monats| of the month| of every month| of each month| jeden monats| jedes monats)";
const units: readonly (readonly [words: string, frequency: Frequency, times: number])[] = [
  ["tage?n?|days?", "DAILY", 1],
  ["wochen?|weeks?", "WEEKLY", 1],
  ["monate?n?|monats|months?", "MONTHLY", 1],
  ["quartale?|quarters?", "MONTHLY", 3],
  ["jahre?n?|jahrs|years?", "YEARLY", 1],
];
const unit = `(${units.map(([words]) => words).join("|")})`;
const withUnit = (word: string, interval: number): SaidRule | undefined => {
  const found = units.find(([words]) => new RegExp(`^(?:${words})$`).test(word));
  if (!found || interval < 1) return undefined;
  const times = found[2] * interval;
  return { frequency: found[1], ...(times > 1 && { interval: times }) };
};
const weekdaysIn = (words: string): number[] => [
  ...new Set(
    words
      .split(" ")
      .map((word) => (weekdayIndex(word) >= 0 ? weekdayIndex(word) : weekdayIndex(word.replace(/s$/, ""))))
      .filter((index) => index >= 0),
  ),
];
const weekly = (weekdays: readonly number[], more: Partial<SaidRule> = {}): SaidRule => ({ frequency: "WEEKLY", weekdays, ...more });
const list = (day: string): string => `${day}(?:(?: und| and| &| \\+)? ${day})*`;
/** Adverbs that are also adjectives, "weekly report": understood where nothing is described by them. */
const adverbs: Readonly<Record<string, SaidRule>> = {
  daily: { frequency: "DAILY" },
  weekly: { frequency: "WEEKLY" },
  monthly: { frequency: "MONTHLY" },
  quarterly: { frequency: "MONTHLY", interval: 3 },
  yearly: { frequency: "YEARLY" },
  annually: { frequency: "YEARLY" },
  fortnightly: { frequency: "WEEKLY", interval: 2 },
};
const germanAdverbs: Readonly<Record<string, SaidRule>> = {
  täglich: { frequency: "DAILY" },
  taeglich: { frequency: "DAILY" },
  wöchentlich: { frequency: "WEEKLY" },
  woechentlich: { frequency: "WEEKLY" },
  zweiwöchentlich: { frequency: "WEEKLY", interval: 2 },
  "14-tägig": { frequency: "WEEKLY", interval: 2 },
  monatlich: { frequency: "MONTHLY" },
  vierteljährlich: { frequency: "MONTHLY", interval: 3 },
  quartalsweise: { frequency: "MONTHLY", interval: 3 },
  halbjährlich: { frequency: "MONTHLY", interval: 6 },
  jährlich: { frequency: "YEARLY" },
  jaehrlich: { frequency: "YEARLY" },
};

const onMonthDay = (said: string | undefined): SaidRule | undefined => {
  const monthDay = Number.parseInt(said ?? "", 10);
  return monthDay >= 1 && monthDay <= 31 ? { frequency: "MONTHLY", monthDay } : undefined;
};
/** "The second Monday" is every other one, unless it is one of a month. */
const nthWeekday = (which: string, day: string, isOfMonth: boolean): SaidRule => {
  const nth = ordinalOf(which);
  const weekdays = weekdaysIn(day);
  return nth === 2 && !isOfMonth ? weekly(weekdays, { interval: 2 }) : { frequency: "MONTHLY", weekdays, nth };
};

const readings = (words: readonly Word[]): readonly Reading<SaidRule>[] => [
  {
    pattern: phrase(`(?:${every} (?:werktag|arbeitstag|weekday|workday|working day)|werktags|wochentags|an werktagen)`),
    value: () => weekly(workdays),
  },
  { pattern: phrase(`${every} (?:wochenende|weekend)`), value: () => weekly([6]) },
  { pattern: phrase(`${every} (?:morgen|morning)`), value: () => ({ frequency: "DAILY", hour: 9 }) },
  { pattern: phrase(`${every} (?:abend|evening)`), value: () => ({ frequency: "DAILY", hour: 19 }) },
  {
    pattern: phrase(
      `(?:${every} (?:monatsende|month end)|(?:am )?ende (?:jeden|jedes|eines jeden) monats|(?:at )?(?:the )?end of (?:every|each) month)`,
    ),
    value: () => ({ frequency: "MONTHLY", monthDay: -1 }),
  },
  { pattern: phrase(`${every} (?:other|second|zweite[nrs]?|2\\.|2nd) ${unit}`), value: ([, word = ""]) => withUnit(word, 2) },
  { pattern: phrase(`${every} (?:third|dritte[nrs]?|3\\.|3rd) ${unit}`), value: ([, word = ""]) => withUnit(word, 3) },
  { pattern: phrase(`${every} other (${anyWeekday})`), value: ([, day = ""]) => weekly(weekdaysIn(day), { interval: 2 }) },
  {
    pattern: phrase(`${every} (${ordinal}) (${anyWeekday})(${month})?`),
    value: ([, which = "", day = "", of]) => nthWeekday(which, day, of !== undefined),
  },
  {
    pattern: phrase(`(?:am |on the |the )?(${ordinal}) (${anyWeekday})(?: jeden monats| jedes monats| of every month| of each month)`),
    value: ([, which = "", day = ""]) => nthWeekday(which, day, true),
  },
  { pattern: phrase(`(?:alle|every|each) (${count}) ${unit}`), value: ([, many = "", word = ""]) => withUnit(word, numberOf(many)) },
  { pattern: phrase(`${every} ${unit}`), value: ([, word = ""]) => withUnit(word, 1) },
  { pattern: phrase(`${every} (${list(anyWeekday)})`), value: ([, days = ""]) => weekly(weekdaysIn(days)) },
  { pattern: phrase(`(${list(`(?:${germanWeekdays})s`)})`), value: ([, days = ""]) => weekly(weekdaysIn(days)) },
  {
    pattern: phrase(`(?:am |zum |on the |on )?(\\d{1,2})(?:\\.|st|nd|rd|th) (?:jeden|jedes|eines jeden|of every|of each) (?:monats|month)`),
    value: ([, day]) => onMonthDay(day),
  },
  {
    pattern: phrase(`${every} (\\d{1,2})(?:\\.|st|nd|rd|th)(?: of the month| im monat| des monats)?(?! (?:und|and|&) )`),
    value: ([, day]) => onMonthDay(day),
  },
  { pattern: phrase(`(${Object.keys(germanAdverbs).join("|")})`), value: ([, word = ""]) => germanAdverbs[word] },
  {
    pattern: phrase(`(${Object.keys(adverbs).join("|")})`),
    value: ([, word = ""], at) => (isAdverb(words, at) ? adverbs[word] : undefined),
  },
];

const germanWeekdays = fullWeekday
  .split("|")
  .filter((name) => !name.endsWith("day"))
  .join("|");

/** "Send the report weekly", "weekly at 9": nothing follows that it could describe. */
const isAdverb = (words: readonly Word[], at: number): boolean =>
  at > 0 && (words[at + 1] === undefined || /^(?:at|on|by|from|until|[!#@].*|\d.*)$/.test(words[at + 1]?.lower ?? ""));

const times = phrase("(\\d{1,3})(?: ?mal| times|x)");

/** A rule that begins at this word, "fünfmal" behind it included. */
export function ruleAt(words: readonly Word[], at: number): Phrase<SaidRule> | undefined {
  const found = readAt(words, at, readings(words));
  if (!found) return undefined;
  const more = readAt(words, at + found.length, [{ pattern: times, value: ([, many]) => Number(many) || undefined }]);
  return more ? { length: found.length + more.length, value: { ...found.value, times: more.value } } : found;
}

/** The rule as it is stored, for a series that begins on a day. */
export function ruleText(rule: SaidRule, start: string, until?: string): string {
  const { frequency, interval, weekdays, nth = 0, monthDay, times: many } = rule;
  const date = Number(start.slice(8));
  return [
    `FREQ=${frequency}`,
    interval && `INTERVAL=${interval}`,
    weekdays && `BYDAY=${weekdays.map((day) => `${nth || ""}${dayNames[day]}`).join(",")}`,
    monthDay && `BYMONTHDAY=${monthDay > 28 ? upTo(monthDay) : monthDay}`,
    // Monthly from the 31st on means the last day of shorter months, which the standard would leave out.
    frequency === "MONTHLY" && !weekdays && !monthDay && date > 28 && `BYMONTHDAY=${upTo(date)}`,
    ((monthDay ?? 0) > 28 || (frequency === "MONTHLY" && !weekdays && !monthDay && date > 28)) && "BYSETPOS=-1",
    many && `COUNT=${many}`,
    until && `UNTIL=${until.replaceAll("-", "")}`,
  ]
    .filter(Boolean)
    .join(";");
}

const upTo = (date: number): string => Array.from({ length: date - 27 }, (_, more) => 28 + more).join(",");

/** The first day of a rule, not before another. */
export function firstOf(rule: SaidRule, from: string): string {
  for (let day = from, steps = 0; steps < 800; day = addDays(day, 1), steps++) if (meets(rule, day)) return day;
  return from;
}

function meets({ weekdays, nth = 0, monthDay }: SaidRule, day: string): boolean {
  const [date, last] = [Number(day.slice(8)), Number(lastOfMonth(day).slice(8))];
  if (monthDay !== undefined) return date === (monthDay === -1 ? last : Math.min(monthDay, last));
  if (!weekdays) return true;
  if (!weekdays.includes(weekdayOf(day) % 7)) return false;
  return nth === 0 || (nth === -1 ? date > last - 7 : Math.ceil(date / 7) === nth);
}
