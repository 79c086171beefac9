// How an appointment comes again, in words.
import { type RepeatChoice, repeatOf, weekOfMonth } from "../../domain/repeat.ts";
import { formatWeekdayName } from "../../i18n/calendarFormat.ts";
import { formatDay } from "../../i18n/format.ts";
import { isDay } from "../../lib/calendarDay.ts";
import { text } from "./text.ts";

/** By the day on which it begins: "jeden 4. Dienstag im Monat". */
export function repeatName(every: RepeatChoice, start: string): string {
  const day = start.slice(0, 10);
  if (!isDay(day)) return text().repeats[every]("", "", 0);
  return text().repeats[every](formatWeekdayName(day, "long"), formatDay(`--${day.slice(5)}`), weekOfMonth(day));
}

/** "jede Woche, bis 31. Dez. 2026"; "" for what does not come again. */
export function repeatSentence(rule: string | null | undefined, start: string): string {
  if (!rule) return "";
  const { every, until, count } = repeatOf(rule, start);
  const name = every === "other" ? text().otherRule : repeatName(every, start);
  return [name, until && text().untilDay(formatDay(until)), count !== null && text().times(count)].filter(Boolean).join(", ");
}
