import { formatClock, formatDay, localDayOf } from "../../i18n/format.ts";
import type { Reminder } from "../../state/reminders.ts";
import { text } from "./text.ts";

const clockOf = (at: number): string => {
  const date = new Date(at);
  return formatClock([date.getHours(), date.getMinutes()].map((number) => String(number).padStart(2, "0")).join(":"));
};

/** What it is about and when, seen from now: "Termin um 14:30: Angebot". */
export function sentenceOf({ noun, title, at, isAllDay }: Reminder, now: number): string {
  const [day, today] = [localDayOf(new Date(at)), localDayOf(new Date(now))];
  const isToday = day === today;
  const when = isAllDay
    ? isToday
      ? text().today
      : text().on(formatDay(day))
    : isToday
      ? text().at(clockOf(at))
      : text().onAt(formatDay(day), clockOf(at));
  const isOver = isAllDay ? day < today : at < now;
  return text().sentence[noun](when, title || text().untitled, isOver);
}

/** Where it leads: a time of a series with its day. */
export const hrefOf = ({ noun, id, occurrence }: Reminder): string =>
  noun === "task" ? `/tasks/${id}` : `/calendar/${id}${occurrence ? `/${occurrence.slice(0, 10)}` : ""}`;
