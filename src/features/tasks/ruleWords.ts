import { formatDay, formatList, weekdayName } from "../../i18n/format.ts";
import { text } from "./text.ts";

const dayNames = ["SU", "MO", "TU", "WE", "TH", "FR", "SA"];
const workdays = "MO,TU,WE,TH,FR";
const frequencies = ["DAILY", "WEEKLY", "MONTHLY", "YEARLY"] as const;

/** A rule as people say it; one that says more than Kontor's words do is named as a rule. */
export function ruleWords(rule: string): string {
  const parts = Object.fromEntries(rule.split(";").map((part) => part.toUpperCase().split("=") as [string, string]));
  const {
    FREQ,
    INTERVAL = "1",
    BYDAY,
    BYMONTHDAY,
    BYSETPOS,
    COUNT,
    UNTIL,
    WKST: _begin,
    ...others
  } = parts as Partial<Record<string, string>>;
  const frequency = frequencies.find((one) => one === FREQ);
  const words = frequency && Object.keys(others).length === 0 ? said(frequency, Number(INTERVAL), BYDAY, BYMONTHDAY, BYSETPOS) : undefined;
  if (words === undefined) return text().repeats;
  const end = UNTIL
    ? text().until(formatDay(`${UNTIL.slice(0, 4)}-${UNTIL.slice(4, 6)}-${UNTIL.slice(6, 8)}`))
    : COUNT
      ? text().timesLeft(Number(COUNT))
      : "";
  return `${words}${end}`;
}

function said(
  frequency: (typeof frequencies)[number],
  interval: number,
  byDay?: string,
  byMonthDay?: string,
  position?: string,
): string | undefined {
  const every = text().every[frequency](interval);
  if (byDay === undefined && byMonthDay === undefined) return every;
  if (byMonthDay !== undefined) {
    if (byDay !== undefined) return undefined;
    const days = byMonthDay.split(",");
    if (byMonthDay === "-1" || (position === "-1" && days.length === 4)) return text().atMonthEnd(every);
    return text().onMonthDay(every, formatList((position === "-1" ? days.slice(-1) : days).map((day) => text().monthDay(Number(day)))));
  }
  if (byDay === workdays && frequency === "WEEKLY" && interval === 1) return text().onWorkdays;
  const days = (byDay ?? "").split(",").map((day) => /^(-?\d)?([A-Z]{2})$/.exec(day));
  const names = days.map((match) => weekdayName(dayNames.indexOf(match?.[2] ?? "")));
  if (names.includes("")) return undefined;
  const nth = days[0]?.[1];
  if (nth !== undefined)
    return days.length === 1 && interval === 1 && position === undefined ? text().nth(Number(nth), names[0] ?? "") : undefined;
  return frequency === "WEEKLY" ? text().onWeekdays(interval, formatList(names)) : undefined;
}
