// Which days a view of the calendar shows, and where its arrows lead.
import { addDays, addMonths, monthStart, weekStart } from "../../lib/calendarDay.ts";

export const calendarViews = ["month", "week", "day", "agenda"] as const;
export type CalendarView = (typeof calendarViews)[number];
export const isCalendarView = (text: string | undefined): text is CalendarView => calendarViews.includes(text as CalendarView);

/** The agenda looks so many days ahead. */
const agendaDays = 30;

const daysFrom = (first: string, count: number): string[] => Array.from({ length: count }, (_, i) => addDays(first, i));

/** In order; of a month whole weeks, as a sheet on the wall has them. */
export function daysOf(view: CalendarView, day: string, firstWeekday: number): string[] {
  if (view === "day") return [day];
  if (view === "week") return daysFrom(weekStart(day, firstWeekday), 7);
  if (view === "agenda") return daysFrom(day, agendaDays);
  const first = weekStart(monthStart(day), firstWeekday);
  const next = addMonths(monthStart(day), 1);
  const days = daysFrom(first, 42);
  return days.slice(0, (days[35] ?? "") < next ? 42 : (days[28] ?? "") < next ? 35 : 28);
}

/** So many steps on, or with negative ones back. */
export function stepped(view: CalendarView, day: string, steps: number): string {
  if (view === "month") return addMonths(monthStart(day), steps);
  return addDays(day, steps * (view === "week" ? 7 : view === "agenda" ? agendaDays : 1));
}
