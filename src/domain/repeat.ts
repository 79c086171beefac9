// The handful of rules by which most things come again, as people choose them; any other rule stays as it is.
import { addDays, weekdayOf } from "../lib/calendarDay.ts";

export const repeats = ["never", "daily", "workdays", "weekly", "fortnightly", "monthlyOnDay", "monthlyOnWeekday", "yearly"] as const;
export type RepeatChoice = (typeof repeats)[number];

export interface Repeat {
  /** "other": a rule that is none of the choices. */
  readonly every: RepeatChoice | "other";
  /** The last day on which it may begin; "" for none. */
  readonly until: string;
  /** So many times in all; null for no such end. */
  readonly count: number | null;
}

const weekdays = ["MO", "TU", "WE", "TH", "FR", "SA", "SU"] as const;
const weekdayName = (day: string): string => weekdays[weekdayOf(day) - 1] ?? "MO";

/** Which of its weekday in the month a day is: 1 to 4; a fifth is the last, -1. */
export function weekOfMonth(day: string): number {
  const which = Math.ceil(Number(day.slice(8, 10)) / 7);
  return which > 4 ? -1 : which;
}

/** RRULE without its name; null where it does not come again. */
export function ruleOf({ every, until, count }: Repeat & { readonly every: RepeatChoice }, start: string): string | null {
  const rule = bareRule(every, start.slice(0, 10));
  return rule && `${rule}${count ? `;COUNT=${count}` : until ? `;UNTIL=${until.replaceAll("-", "")}` : ""}`;
}

function bareRule(every: RepeatChoice, day: string): string | null {
  switch (every) {
    case "never":
      return null;
    case "daily":
      return "FREQ=DAILY";
    case "workdays":
      return "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR";
    case "weekly":
      return "FREQ=WEEKLY";
    case "fortnightly":
      return "FREQ=WEEKLY;INTERVAL=2";
    case "monthlyOnDay":
      return "FREQ=MONTHLY";
    case "monthlyOnWeekday":
      return `FREQ=MONTHLY;BYDAY=${weekOfMonth(day)}${weekdayName(day)}`;
    case "yearly":
      return "FREQ=YEARLY";
  }
}

/** What a rule says, read as one of the choices. */
export function repeatOf(rule: string | null | undefined, start: string): Repeat {
  const parts = partsOf(rule ?? "");
  const [until, count] = [parts.get("UNTIL"), Number(parts.get("COUNT"))];
  const ends = {
    until: until && /^\d{8}/.test(until) ? `${until.slice(0, 4)}-${until.slice(4, 6)}-${until.slice(6, 8)}` : "",
    count: count > 0 ? count : null,
  };
  const day = start.slice(0, 10);
  const said = plainly(parts, day);
  return { every: repeats.find((every) => plainly(partsOf(bareRule(every, day) ?? ""), day) === said) ?? "other", ...ends };
}

const partsOf = (rule: string): Map<string, string> =>
  new Map(
    rule
      .toUpperCase()
      .split(";")
      .flatMap((part) => (part.includes("=") ? [part.split("=") as [string, string]] : [])),
  );

/** Without its end, and without what goes without saying on that day. */
function plainly(parts: ReadonlyMap<string, string>, day: string): string {
  const frequency = parts.get("FREQ");
  const goesWithoutSaying: readonly (readonly [string, string])[] = [
    ["INTERVAL", "1"],
    ...(frequency === "WEEKLY" ? ([["BYDAY", weekdayName(day)]] as const) : []),
    ...(frequency === "MONTHLY" || frequency === "YEARLY" ? ([["BYMONTHDAY", String(Number(day.slice(8, 10)))]] as const) : []),
    ...(frequency === "YEARLY" ? ([["BYMONTH", String(Number(day.slice(5, 7)))]] as const) : []),
  ];
  return [...parts]
    .filter(([name, value]) => !["UNTIL", "COUNT", "WKST"].includes(name) && !goesWithoutSaying.some(([n, v]) => n === name && v === value))
    .map(([name, value]) => `${name}=${name === "BYDAY" ? value.split(",").sort().join() : value}`)
    .sort()
    .join(";");
}

const mostDaysOf: Readonly<Record<string, number>> = { DAILY: 1, WEEKLY: 7, MONTHLY: 31, YEARLY: 366 };
/** The last day that there is. */
const endless = "9999-12-31";

/** A day behind which a series does not go on: its last one, or a later one where the rule counts. Without an end the last day there is. */
export function lastDayOf(rule: string, start: string): string {
  const parts = partsOf(rule);
  const until = /^(\d{4})(\d\d)(\d\d)/.exec(parts.get("UNTIL") ?? "");
  if (until) return `${until[1]}-${until[2]}-${until[3]}`;
  const [count, interval] = [Number(parts.get("COUNT")), Number(parts.get("INTERVAL") ?? 1)];
  const days = (mostDaysOf[parts.get("FREQ") ?? ""] ?? Number.NaN) * interval * count;
  return count > 0 && days < 100_000 ? addDays(start.slice(0, 10), days) : endless;
}
