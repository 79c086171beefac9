// The words for days, times and numbers that people use in a line, German and English side by side.
import { monthNames, shortWeekdayNames, weekdayNames } from "../lib/calendarNames.ts";
import { ownValue } from "../lib/own.ts";

const numberNames: Readonly<Record<string, number>> = {
  ...{ ein: 1, eine: 1, einer: 1, einem: 1, einen: 1, a: 1, an: 1, one: 1 },
  ...{ zwei: 2, two: 2, drei: 3, three: 3, vier: 4, four: 4, fünf: 5, five: 5, sechs: 6, six: 6 },
  ...{ sieben: 7, seven: 7, acht: 8, eight: 8, neun: 9, nine: 9, zehn: 10, ten: 10, zwölf: 12, twelve: 12 },
};
const ordinalNames: Readonly<Record<string, number>> = {
  erst: 1,
  zweit: 2,
  dritt: 3,
  viert: 4,
  letzt: -1,
  first: 1,
  third: 3,
  fourth: 4,
  last: -1,
};

const oneOf = (names: readonly string[]): string => names.join("|");
const byName = (names: readonly (readonly string[])[]): ReadonlyMap<string, number> =>
  new Map(names.flatMap((words, index) => words.map((word) => [word, index] as const)));
const weekdaysByName = byName([...weekdayNames.map((names, index) => [...names, ...(shortWeekdayNames[index] ?? [])])]);
const monthsByName = byName(monthNames);

/** Parts of patterns; each stands for one word. */
export const fullWeekday = oneOf(weekdayNames.flat());
export const shortWeekday = oneOf(shortWeekdayNames.flat());
export const anyWeekday = `(?:${fullWeekday}|${shortWeekday})\\.?`;
export const month = `(?:${oneOf(monthNames.flat())})\\.?`;
export const count = `(?:\\d{1,3}|${oneOf(Object.keys(numberNames))})`;
export const ordinal = "(?:erste|zweite|dritte|vierte|letzte)[nrs]?|[1-4]\\.|1st|2nd|3rd|4th|first|second|third|fourth|last";

const undotted = (word: string): string => word.replace(/\.$/, "");
/** 0 is Sunday; -1 where it is none. */
export const weekdayIndex = (word: string): number => weekdaysByName.get(undotted(word)) ?? -1;
/** 1 is January; 0 where it is none. */
export const monthNumber = (word: string): number => (monthsByName.get(undotted(word)) ?? -1) + 1;
export const numberOf = (word: string): number => ownValue(numberNames, word) ?? Number(word);
export const ordinalOf = (word: string): number =>
  ownValue(ordinalNames, word) ??
  ownValue(ordinalNames, word.replace(/e[nrs]?$/, "")) ??
  (word === "second" ? 2 : Number.parseInt(word, 10));

/** Hours of the parts of a day. */
export const dayParts: Readonly<Record<string, number>> = {
  ...{ früh: 8, frueh: 8, morgen: 9, vormittag: 10, vormittags: 10, mittag: 12, mittags: 12, nachmittag: 15, nachmittags: 15 },
  ...{ abend: 19, abends: 19, morning: 9, noon: 12, midday: 12, afternoon: 15, evening: 19, night: 20 },
};
