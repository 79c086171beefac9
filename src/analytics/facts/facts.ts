/** Whole days since 1970-01-01, a calendar day of no zone. */
export type DayNumber = number;

/** The value in a column of days for a day that is not known: before all others. */
export const noDay: DayNumber = -2_147_483_648;

/** A calendar day as text, "YYYY-MM-DD". */
export type Day = string;

/** Order lines or invoice lines as columns, one row a line, rows in order of (record id, line). */
export interface PurchaseLines {
  readonly count: number;
  /** Row → index in `purchases`, `parties` (-1: none), `products` (-1: none). */
  readonly purchase: Uint32Array;
  readonly party: Int32Array;
  readonly product: Int32Array;
  readonly line: Uint16Array;
  readonly day: Int32Array;
  readonly quantity: Float64Array;
  /** Net of the line in units of the currency, unrounded; cost per line, NaN = unknown. */
  readonly net: Float64Array;
  readonly cost: Float64Array;
  readonly purchases: readonly string[];
  readonly parties: readonly string[];
  readonly products: readonly string[];
  /** Parties that stand for many people (walk-in customer): counted in sums, left out of rankings. */
  readonly collective: ReadonlySet<number>;
}

/** A deal as the reports read it; `amount` is in units of the currency: `null` is unknown, 0 is a stated nothing. */
export interface DealFacts {
  readonly id: string;
  readonly party: string | null;
  readonly owner: string;
  readonly product: string | null;
  readonly pipeline?: string | null;
  /** The key of the stage it stands in. */
  readonly stage?: string | null;
  readonly state: "open" | "won" | "lost";
  readonly amount: number | null;
  readonly openedOn: DayNumber | null;
  readonly closedOn: DayNumber | null;
  readonly expectedOn?: DayNumber | null;
  /** A share; only when somebody set it by hand. */
  readonly probability?: number | null;
  /** When the deal entered each stage, as far as known; may be empty, and days in any order. Those of one day stand as they came. */
  readonly stages: readonly {
    readonly stage: string;
    readonly on: DayNumber;
    /** What the pipeline says of the stage, where it is known. */
    readonly kind?: "open" | "won" | "lost";
  }[];
}

/** One thing done with one party; somebody met together with three others is one fact a party, each with a share of the minutes. */
export interface InteractionFacts {
  readonly id: string;
  readonly party: string;
  /** As in the domain: "visit", "call", "letter" … */
  readonly kind: string;
  readonly on: DayNumber;
  /** Time spent on it, `null` = not noted. */
  readonly minutes: number | null;
  /** Sent to many at once: one piece of a mailing, with its own cost. */
  readonly isMailing: boolean;
}

/** What a method says about its own answer: a code and its facts; the sentence lives in `i18n`. */
export interface Warning {
  readonly code: string;
  readonly [fact: string]: unknown;
}

/** Why a method refuses: `needed` and `found` count `what` (facts, months, customers …). */
export interface TooFew {
  readonly code: "data-too-few";
  readonly what: string;
  readonly needed: number;
  readonly found: number;
  /** The last day there is something of, where the facts end long before the day asked for: that may be the reason. */
  readonly last?: Day;
}

export interface CivilDate {
  readonly year: number;
  /** 1–12 */
  readonly month: number;
  /** 1–31 */
  readonly day: number;
}

const dayPattern = /^(\d{4})-(\d{2})-(\d{2})$/;

/** Days since 1970-01-01 of a day of the proleptic Gregorian calendar (Hinnant 2013, "days_from_civil"); month 1–12. */
export function dayNumberOf(year: number, month: number, day: number): DayNumber {
  // The year begins in March, so that the leap day is its last and every month's offset is one formula.
  const shifted = month <= 2 ? year - 1 : year;
  const era = Math.floor(shifted / 400);
  const yearOfEra = shifted - era * 400;
  const dayOfYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + day - 1;
  return era * 146_097 + yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear - 719_468;
}

/** The calendar date of a day (Hinnant 2013, "civil_from_days"). */
export function dateOf(dayNumber: DayNumber): CivilDate {
  const shifted = dayNumber + 719_468;
  const era = Math.floor(shifted / 146_097);
  const dayOfEra = shifted - era * 146_097;
  const yearOfEra = Math.floor(
    (dayOfEra - Math.floor(dayOfEra / 1460) + Math.floor(dayOfEra / 36_524) - Math.floor(dayOfEra / 146_096)) / 365,
  );
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const march = Math.floor((5 * dayOfYear + 2) / 153);
  const month = march < 10 ? march + 3 : march - 9;
  return { year: yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, day: dayOfYear - Math.floor((153 * march + 2) / 5) + 1 };
}

/** The number of a day written "YYYY-MM-DD" (or an instant that begins so); `null` for anything else, 30 February included. */
export function parseDay(text: string): DayNumber | null {
  const match = dayPattern.exec(text.slice(0, 10));
  if (!match) return null;
  const [year, month, day] = [Number(match[1]), Number(match[2]), Number(match[3])];
  const number = dayNumberOf(year, month, day);
  const back = dateOf(number);
  return back.month === month && back.day === day ? number : null;
}

const padded = (value: number, width: number): string => String(value).padStart(width, "0");

/** "YYYY-MM-DD" */
export function dayText(dayNumber: DayNumber): Day {
  const { year, month, day } = dateOf(dayNumber);
  return `${padded(year, 4)}-${padded(month, 2)}-${padded(day, 2)}`;
}

/** Months since January of the year 0, so that neighbouring months differ by 1. */
export function monthIndexOf(dayNumber: DayNumber): number {
  const { year, month } = dateOf(dayNumber);
  return year * 12 + month - 1;
}

/** The first day of a month counted as `monthIndexOf` does. */
export const firstDayOfMonth = (monthIndex: number): DayNumber => dayNumberOf(Math.floor(monthIndex / 12), (monthIndex % 12) + 1, 1);

/** "2017-03" of a month counted as `monthIndexOf` does. */
export const monthText = (monthIndex: number): string => `${padded(Math.floor(monthIndex / 12), 4)}-${padded((monthIndex % 12) + 1, 2)}`;

export const yearOf = (dayNumber: DayNumber): string => padded(dateOf(dayNumber).year, 4);
/** "2017-03" */
export const monthOf = (dayNumber: DayNumber): string => monthText(monthIndexOf(dayNumber));
/** "2017-Q1" */
export function quarterOf(dayNumber: DayNumber): string {
  const { year, month } = dateOf(dayNumber);
  return `${padded(year, 4)}-Q${Math.ceil(month / 3)}`;
}
/** The week of ISO 8601, "2017-W09": it begins on Monday and belongs to the year of its Thursday. */
export function weekOf(dayNumber: DayNumber): string {
  // 1970-01-01 was a Thursday: three days on, Monday is 0.
  const weekday = (((dayNumber + 3) % 7) + 7) % 7;
  const thursday = dayNumber - weekday + 3;
  const { year } = dateOf(thursday);
  return `${padded(year, 4)}-W${padded(Math.floor((thursday - dayNumberOf(year, 1, 1)) / 7) + 1, 2)}`;
}
