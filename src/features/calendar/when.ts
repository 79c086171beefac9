// When an appointment is, as a form asks for it, and as it is stored.
import type { Appointment } from "../../domain/appointment.ts";
import { type Repeat, type RepeatChoice, repeatOf, ruleOf } from "../../domain/repeat.ts";
import { addDays, daysBetween } from "../../lib/calendarDay.ts";

export interface WhenValues {
  readonly isAllDay: boolean;
  readonly startDay: string;
  readonly startTime: string;
  readonly endDay: string;
  readonly endTime: string;
  readonly every: Repeat["every"];
  readonly ends: "never" | "until" | "count";
  readonly until: string;
  readonly count: number;
  /** Minutes before it starts. */
  readonly reminders: readonly string[];
}

const dayMinutes = 1_440;
const usualMinutes = 60;
const usualHour = "09:00";
const isDay = (time: string): boolean => time.length === 10;
const minutesOf = (time: string): number => Number(time.slice(0, 2)) * 60 + Number(time.slice(3, 5));
const timeAt = (minutes: number): string => `${String(Math.floor(minutes / 60)).padStart(2, "0")}:${String(minutes % 60).padStart(2, "0")}`;

/** A wall time so many minutes later. */
export function wallTimeLater(time: string, minutes: number): string {
  const total = minutesOf(time.slice(11, 16)) + minutes;
  return `${addDays(time.slice(0, 10), Math.floor(total / dayMinutes))}T${timeAt(((total % dayMinutes) + dayMinutes) % dayMinutes)}`;
}

/** How many minutes one wall time is behind another. */
export const minutesBetween = (from: string, to: string): number =>
  daysBetween(from.slice(0, 10), to.slice(0, 10)) * dayMinutes + minutesOf(to.slice(11, 16)) - minutesOf(from.slice(11, 16));

export function whenOf({ start, end, rule, reminders }: Pick<Appointment, "start" | "end" | "rule" | "reminders">): WhenValues {
  const { every, until, count } = repeatOf(rule, start);
  const isAllDay = isDay(start);
  const last = end && isDay(end) === isAllDay && end > start ? (isAllDay ? addDays(end, -1) : end) : start;
  return {
    isAllDay,
    startDay: start.slice(0, 10),
    startTime: isAllDay ? usualHour : start.slice(11, 16),
    endDay: last.slice(0, 10),
    endTime: isAllDay ? timeAt(minutesOf(usualHour) + usualMinutes) : last.slice(11, 16),
    every,
    ends: count !== null ? "count" : until ? "until" : "never",
    until,
    count: count ?? 10,
    reminders: Object.entries(reminders ?? {}).flatMap(([minutes, isIn]) => (isIn === true ? [minutes] : [])),
  };
}

/** What is wrong with it; undefined when nothing is. */
export function problemOfWhen(values: WhenValues): "start-missing" | "end-before-start" | "until-missing" | undefined {
  if (!values.startDay) return "start-missing";
  if (!values.endDay || values.endDay < values.startDay) return "end-before-start";
  if (!values.isAllDay && values.endDay === values.startDay && values.endTime < values.startTime) return "end-before-start";
  if (values.every !== "never" && values.ends === "until" && (!values.until || values.until < values.startDay)) return "until-missing";
  return undefined;
}

export interface WhenFields {
  readonly start: string;
  readonly end: string;
  readonly rule: string | null;
}

/** As it is stored; a rule that is none of the choices stays as it is. */
export function fieldsOfWhen(values: WhenValues, oldRule: string | null | undefined): WhenFields {
  const { isAllDay, startDay, startTime, endDay, endTime, every, ends } = values;
  const start = isAllDay ? startDay : `${startDay}T${startTime}`;
  return {
    start,
    end: isAllDay ? addDays(endDay, 1) : `${endDay}T${endTime}`,
    rule:
      every === "other"
        ? (oldRule ?? null)
        : ruleOf(
            { every: every as RepeatChoice, until: ends === "until" ? values.until : "", count: ends === "count" ? values.count : null },
            start,
          ),
  };
}

/** The end goes with the start: what was planned for an hour still lasts one. */
export function withStart(values: WhenValues, start: { readonly startDay?: string; readonly startTime?: string }): Partial<WhenValues> {
  const next = { ...values, ...start };
  if (!next.startDay || !values.startDay) return start;
  const lasts = minutesBetween(`${values.startDay}T${values.startTime}`, `${values.endDay}T${values.endTime}`);
  const end = wallTimeLater(`${next.startDay}T${next.startTime}`, Math.max(0, lasts));
  return { ...start, endDay: end.slice(0, 10), endTime: end.slice(11, 16) };
}

/** What is begun without a word about its time: the next full hour, for an hour. */
export const nextHour = (now: string): { readonly start: string; readonly end: string } => {
  const start = wallTimeLater(`${now.slice(0, 13)}:00`, usualMinutes);
  return { start, end: wallTimeLater(start, usualMinutes) };
};
