// Days and times as people say them in a line of other words. What may be something else is not understood.
import { addDays, addMonths, dayAt, lastOfMonth, nextWeekday, weekdayOf } from "../lib/calendarDay.ts";
import { ownValue } from "../lib/own.ts";
import { isCapital, type Phrase, phrase, type Reading, readAt, type Word } from "./linePhrase.ts";
import { anyWeekday, count, dayParts, fullWeekday, month, monthNumber, numberOf, shortWeekday, weekdayIndex } from "./lineWords.ts";

/** A day, or with a clock the moment so far from now: "2026-11-24", "2026-11-24T09:30". */
export interface SaidDay {
  readonly day: string;
  readonly time?: string;
  /** A name of a day, which a date behind it makes precise. */
  readonly isWeekday?: true;
}

const next = "(?:nächste[nrsm]?|naechste[nrsm]?|next|kommende[nrsm]?|coming)";
const dated = "(\\d{1,2})(?:\\.|st|nd|rd|th)?";
const untilEnd = "(?:ende|end of|end of the|am ende|bis ende)";
const [begin, middle] = ["(?:anfang|beginn|beginning of|start of)", "(?:mitte|mid|middle of)"];

/** Only English puts the month first. */
const isEnglish = /^(?:jan|feb|mar|apr|may|jun|jul|aug|sept?|oct|nov|dec)(?:\.|uary|ruary|ch|il|e|y|ust|tember|ober|ember)?$/;

/** A date without a year is the next to come. */
const comingDate = (today: string, monthOf: number, date: number): string | undefined => {
  const year = Number(today.slice(0, 4));
  const found = [year, year + 1, year + 2, year + 3, year + 4].map((one) => dayAt(one, monthOf, date)).find((one) => one && one >= today);
  return found;
};
const dateOf = (today: string, date: string, monthOf: number, year?: string): string | undefined =>
  year === undefined
    ? comingDate(today, monthOf, Number(date))
    : dayAt(year.length === 2 ? 2000 + Number(year) : Number(year), monthOf, Number(date));

const said = (day: string | undefined): SaidDay | undefined => (day === undefined ? undefined : { day });
const firstOfMonth = (today: string, monthOf: number): string => {
  const year = Number(today.slice(0, 4));
  const own = dayAt(year, monthOf, 1) as string;
  return lastOfMonth(own) < today ? (dayAt(year + 1, monthOf, 1) as string) : own;
};
const monday = (day: string): string => addDays(day, 1 - weekdayOf(day));
const endOfQuarter = (day: string): string => lastOfMonth(addMonths(`${day.slice(0, 8)}01`, (12 - Number(day.slice(5, 7))) % 3));

const relativeDays: Readonly<Record<string, number>> = {
  ...{ heute: 0, today: 0, tonight: 0, morgen: 1, tomorrow: 1, tmr: 1, tmrw: 1, übermorgen: 2, uebermorgen: 2 },
};

/** Words that make a name or a saying of the day behind them. */
const beforeNames =
  /^(?:herrn?|frau|hr\.?|fr\.?|fam\.?|familie|firma|dr\.?|mr\.?|mrs\.?|ms\.?|punkt|kapitel|abschnitt|ziffer|nr\.?|no\.?|version|guten|gute|good|black|ash|cyber|schwarzer|easter|grüner)$/;
const behindNames = /^(?:gmbh|ag|kg|ug|ohg|gbr|se|e\.k\.?|ltd\.?|inc\.?|llc|&|times|show|\+)$/;
/** With these a day is what something is about, not when it is to be done. */
const beforeTopics = /^(?:vom|von|seit|nach|vor|auf|zwischen|für|über|since|from|after|before|of|for|to|about|the)$/;

export interface Asked {
  readonly words: readonly Word[];
  readonly today: string;
  /** The clock now: "20:15". */
  readonly clock: string;
}

const dayReadings = ({ words, today, clock }: Asked): readonly Reading<SaidDay>[] => [
  { pattern: phrase("day after tomorrow"), value: () => ({ day: addDays(today, 2) }) },
  {
    pattern: phrase(`(${Object.keys(relativeDays).join("|")})`),
    value: ([, word = ""], at) =>
      // "Am Morgen" is a time of day.
      word === "morgen" && /^(?:am|jeden|diesen|gegen)$/.test(words[at - 1]?.lower ?? "")
        ? undefined
        : { day: addDays(today, ownValue(relativeDays, word) ?? 0), ...(word === "tonight" && { time: "19:00" }) },
  },
  {
    pattern: phrase(`(?:${next}|diesen|diese|this) (${anyWeekday})`),
    value: ([, day = ""]) => ({ day: nextWeekday(today, weekdayIndex(day)) }),
  },
  {
    pattern: phrase(`(?:${next} )?(${fullWeekday})`),
    value: ([, day = ""]) => ({ day: nextWeekday(today, weekdayIndex(day)), isWeekday: true }),
  },
  {
    pattern: phrase(`(${shortWeekday})\\.?`),
    value: ([, day = ""], at) => (isShortWeekday(words, at) ? { day: nextWeekday(today, weekdayIndex(day)), isWeekday: true } : undefined),
  },
  { pattern: phrase("(\\d{4})-(\\d{1,2})-(\\d{1,2})"), value: ([, y, m, d]) => said(dayAt(Number(y), Number(m), Number(d))) },
  { pattern: phrase("(\\d{1,2})\\.(\\d{1,2})\\.(\\d{4}|\\d{2})?"), value: ([, d = "", m, y]) => said(dateOf(today, d, Number(m), y)) },
  {
    pattern: phrase("(\\d{1,2})\\.(\\d{1,2})"),
    value: ([, d = "", m], at) => (isLed(words, at, /^(?:am|bis|zum)$/) ? said(dateOf(today, d, Number(m))) : undefined),
  },
  { pattern: phrase("(\\d{1,2})/(\\d{1,2})/(\\d{4}|\\d{2})"), value: ([, a = "", b = "", y]) => said(slashed(today, a, b, y)) },
  {
    pattern: phrase("(\\d{1,2})/(\\d{1,2})"),
    value: ([, a = "", b = ""], at) => (isLed(words, at, /^(?:on|by|am|bis|until)$/) ? said(slashed(today, a, b)) : undefined),
  },
  {
    pattern: phrase(`${dated}(?: of)? (${month})(?: (\\d{4}))?`),
    value: ([, d = "", m = "", y]) => said(dateOf(today, d, monthNumber(m), y)),
  },
  {
    pattern: phrase(`(${month}) ${dated}(?: (\\d{4}))?`),
    value: ([, m = "", d = "", y], at) =>
      isEnglish.test(m) && (isCapital(words[at]) || /\D/.test(words[at + 1]?.lower ?? ""))
        ? said(dateOf(today, d, monthNumber(m), y))
        : undefined,
  },
  { pattern: phrase(`in (${count}) (tage?n?|days?)`), value: ([, many = ""]) => ({ day: addDays(today, numberOf(many)) }) },
  { pattern: phrase(`in (${count}) (?:wochen?|weeks?)`), value: ([, many = ""]) => ({ day: addDays(today, 7 * numberOf(many)) }) },
  { pattern: phrase(`in (${count}) (?:monate?n?|months?)`), value: ([, many = ""]) => ({ day: addMonths(today, numberOf(many)) }) },
  { pattern: phrase(`in (${count}) (?:jahre?n?|years?)`), value: ([, many = ""]) => ({ day: addMonths(today, 12 * numberOf(many)) }) },
  { pattern: phrase(`in (${count}) (?:stunden?|std\\.?|hours?|hrs?)`), value: ([, many = ""]) => later(today, clock, 60 * numberOf(many)) },
  { pattern: phrase(`in (${count}) (?:minuten?|min\\.?|mins|minutes?)`), value: ([, many = ""]) => later(today, clock, numberOf(many)) },
  {
    pattern: phrase(`${untilEnd} (?:${next}|of next|des nächsten) (?:monats?|month)|end of next month`),
    value: () => ({ day: lastOfMonth(addMonths(today, 1)) }),
  },
  { pattern: phrase(`${untilEnd} (?:${next}|der nächsten) (?:woche|week)`), value: () => ({ day: addDays(monday(today), 11) }) },
  { pattern: phrase(`${next} (?:woche|week)`), value: () => ({ day: addDays(monday(today), 7) }) },
  { pattern: phrase(`${next} (?:monat|month)`), value: () => ({ day: `${addMonths(today, 1).slice(0, 8)}01` }) },
  { pattern: phrase(`${next} (?:jahr|year)`), value: () => said(dayAt(Number(today.slice(0, 4)) + 1, 1, 1)) },
  {
    pattern: phrase(`(?:monatsende|${untilEnd} (?:des |dieses |the |this )?(?:monats?|month))`),
    value: () => ({ day: lastOfMonth(today) }),
  },
  { pattern: phrase(`(?:quartalsende|${untilEnd} (?:des |the )?(?:quartals?|quarter))`), value: () => ({ day: endOfQuarter(today) }) },
  {
    pattern: phrase(`(?:jahresende|${untilEnd} (?:des |the )?(?:jahr(?:es)?|year))`),
    value: () => said(dayAt(Number(today.slice(0, 4)), 12, 31)),
  },
  {
    pattern: phrase(`${untilEnd} (?:der |the )?(?:woche|week)`),
    value: () => ({ day: weekdayOf(today) >= 5 ? today : nextWeekday(today, 5) }),
  },
  { pattern: phrase(`${untilEnd} (${month})`), value: ([, m = ""]) => ({ day: lastOfMonth(firstOfMonth(today, monthNumber(m))) }) },
  { pattern: phrase(`${begin} (${month})`), value: ([, m = ""]) => said(comingDate(today, monthNumber(m), 1)) },
  { pattern: phrase(`${middle} (${month})`), value: ([, m = ""]) => said(comingDate(today, monthNumber(m), 15)) },
  {
    pattern: phrase("(?:wochenende|weekend)"),
    value: (_, at) => (isLed(words, at, /^(?:am|dieses|this|the|next|nächstes)$/) ? { day: nextWeekday(today, 6) } : undefined),
  },
  {
    pattern: phrase("(\\d{1,2})(?:\\.|st|nd|rd|th)"),
    value: ([, d = ""], at) =>
      isLed(words, at, /^(?:am|zum|bis|den|the|on|by)$/) && !isCapital(words[at + 1]) ? said(comingMonthDay(today, Number(d))) : undefined,
  },
];

const slashed = (today: string, a: string, b: string, year?: string): string | undefined =>
  // Day and month where only one order makes a date; where both do, nobody knows.
  Number(a) > 12 || a === b ? dateOf(today, a, Number(b), year) : Number(b) > 12 ? dateOf(today, b, Number(a), year) : undefined;

const comingMonthDay = (today: string, date: number): string | undefined =>
  [0, 1, 2]
    .map((more) => addMonths(`${today.slice(0, 8)}01`, more))
    .map((first) => dayAt(Number(first.slice(0, 4)), Number(first.slice(5, 7)), date))
    .find((one) => one && one >= today);

const two = (value: number): string => String(value).padStart(2, "0");
function later(today: string, clock: string, minutes: number): SaidDay {
  const all = Number(clock.slice(0, 2)) * 60 + Number(clock.slice(3)) + minutes;
  return { day: addDays(today, Math.floor(all / 1440)), time: `${two(Math.floor((all % 1440) / 60))}:${two(all % 60)}` };
}

const isLed = (words: readonly Word[], at: number, by: RegExp): boolean => by.test(words[at - 1]?.lower ?? "");

/** "Mo" is also a name, "so" and "do" are words of their own: only what stands around them tells that a day is meant. */
function isShortWeekday(words: readonly Word[], at: number): boolean {
  const word = words[at];
  if (word === undefined) return false;
  if (isLed(words, at, /^(?:am|bis|ab|on|by|until|next|this|diesen)$/))
    return !(word.lower === "so" || word.lower === "do") || isCapital(word);
  if (timeAt(words, at + 1, false) || /^\d{1,2}\.\d{1,2}\./.test(words[at + 1]?.lower ?? "")) return true;
  return at > 0 && at === words.length - 1 && (isCapital(word) || !/^(?:so|do|sun|sat|mon|wed)$/.test(word.lower));
}

export interface FoundDay extends SaidDay {
  /** Words before it that belong to it: "bis zum". */
  readonly led: number;
  readonly isUntil: boolean;
  readonly isFrom: boolean;
}

const leading = /^(?:am|bis|zum|spätestens|den|on|by|due|until|till|the|fällig|ab|starting|am:)$/;

/** The day that begins at this word, with the small words before it. */
export function dayOn(asked: Asked, at: number): Phrase<FoundDay> | undefined {
  const { words } = asked;
  const found = readAt(words, at, dayReadings(asked));
  if (!found) return undefined;
  const isName =
    beforeNames.test(words[at - 1]?.lower ?? "") || (behindNames.test(words[at + found.length]?.lower ?? "") && isCapital(words[at]));
  let led = 0;
  while (led < 3 && leading.test(words[at - 1 - led]?.lower ?? "")) led++;
  const before = words[at - 1 - led]?.lower ?? "";
  const lead = words.slice(at - led, at).map(({ lower }) => lower);
  // "Vom 1.12. bis 5.12." is how long something lasts.
  const isRange = lead.some((word) => word === "bis" || word === "until") && beforeTopics.test(words[at - led - 2]?.lower ?? "");
  if (isName || isRange || (beforeTopics.test(before) && before !== "the")) return undefined;
  return {
    length: found.length,
    value: {
      ...found.value,
      led,
      isUntil: lead.some((word) => /^(?:bis|until|till)$/.test(word)),
      isFrom: lead.some((word) => /^(?:ab|starting)$/.test(word)),
    },
  };
}

const clock = (hour: number, minute: number): string | undefined =>
  hour <= 23 && minute <= 59 ? `${two(hour)}:${two(minute)}` : undefined;
const halfDay = (hour: number, half: string): number => (half.startsWith("p") ? (hour % 12) + 12 : hour % 12);

const timeReadings = (words: readonly Word[], isBehindDay: boolean): readonly Reading<string>[] => [
  {
    pattern: phrase("(?:(?:um|at|gegen|ab|by) )?(\\d{1,2})(?:[:.](\\d\\d))? ?(am|pm|a\\.m\\.|p\\.m\\.)"),
    value: ([whole, h, m, half = ""], at) => {
      const hour = Number(h);
      // "Raum 9 am Montag": German am leads to what follows.
      const follows = words[at + whole.split(" ").length]?.lower ?? "";
      const isGerman =
        half === "am" && new RegExp(`^(?:${fullWeekday}|${shortWeekday}|\\d.*|${"wochenende|abend|morgen|nachmittag"})`).test(follows);
      return hour >= 1 && hour <= 12 && !isGerman ? clock(halfDay(hour, half), Number(m ?? 0)) : undefined;
    },
  },
  {
    pattern: phrase("(?:(?:um|gegen|ab|at) )?(\\d{1,2})(?:[:.](\\d\\d))? ?uhr(?: (\\d\\d))?"),
    value: ([, h, m, behind]) => clock(Number(h), Number(m ?? behind ?? 0)),
  },
  { pattern: phrase("(?:(?:um|gegen|ab|at|by) )?(\\d{1,2}):(\\d\\d)"), value: ([, h, m]) => clock(Number(h), Number(m)) },
  { pattern: phrase("(?:um|gegen|at) (\\d{1,2})\\.(\\d\\d)"), value: ([, h, m]) => clock(Number(h), Number(m)) },
  {
    pattern: phrase("(?:um |gegen |ab )?(halb|viertel nach|viertel vor|dreiviertel) (\\d{1,2})(?: uhr)?"),
    value: ([whole, part = "", h], at) =>
      isBehindDay || /^(?:um|gegen|ab) | uhr$/.test(whole) || words.length === at + 2 ? parted(part, Number(h)) : undefined,
  },
  {
    pattern: phrase("(?:at )?(half past|quarter past|quarter to) (\\d{1,2})"),
    value: ([, part = "", h]) => (part === "quarter to" ? clock(Number(h) - 1, 45) : clock(Number(h), part === "half past" ? 30 : 15)),
  },
  {
    pattern: phrase("(um|at) (\\d{1,2})"),
    value: ([, word, h], at) => (isBehindDay || !isCapital(words[at + 2]) || (word === "um" && at === 0) ? clock(Number(h), 0) : undefined),
  },
  // Only behind a day: "morgen früh", "Freitag 10".
  {
    pattern: phrase(`(?:am |in the |at )?(${Object.keys(dayParts).join("|")})`),
    value: ([, part = ""]) => (isBehindDay ? clock(ownValue(dayParts, part) ?? 99, 0) : undefined),
  },
  { pattern: phrase("(\\d{1,2})"), value: ([, h], at) => (isBehindDay && at === words.length - 1 ? clock(Number(h), 0) : undefined) },
];

const parted = (part: string, hour: number): string | undefined =>
  part === "halb" ? clock(hour - 1, 30) : part === "dreiviertel" || part === "viertel vor" ? clock(hour - 1, 45) : clock(hour, 15);

/** "9 bis 10 uhr" is how long something lasts. */
const isEndOfRange = (words: readonly Word[], at: number): boolean =>
  /^(?:bis|to|until|-|–)$/.test(words[at - 1]?.lower ?? "") && /^\d/.test(words[at - 2]?.lower ?? "");

/** The time that begins at this word: "09:00". */
export const timeAt = (words: readonly Word[], at: number, isBehindDay: boolean): Phrase<string> | undefined =>
  at < words.length && !isEndOfRange(words, at) ? readAt(words, at, timeReadings(words, isBehindDay)) : undefined;
