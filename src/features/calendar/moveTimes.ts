// Times of an appointment that is moved, or made longer or shorter.
import { addDays } from "../../lib/calendarDay.ts";
import type { AgendaEntry } from "../../state/agenda.ts";
import { minutesBetween, wallTimeLater } from "./when.ts";

export type Movable = Pick<AgendaEntry, "id" | "layer" | "start" | "end" | "isAllDay" | "recurrence" | "series">;

export const stepMinutes = 15;
export const dayMinutes = 1_440;

/** Both ends, each so many minutes later; undefined where it would end before it starts. All day, it goes by whole days. */
export function movedTimes(
  { start, end, isAllDay }: Pick<Movable, "start" | "end" | "isAllDay">,
  byStart: number,
  byEnd: number,
): { readonly start: string; readonly end: string } | undefined {
  if (isAllDay) {
    const [first, last] = [addDays(start, Math.trunc(byStart / dayMinutes)), addDays(end, Math.trunc(byEnd / dayMinutes))];
    return last > first ? { start: first, end: last } : undefined;
  }
  const [first, last] = [wallTimeLater(start, byStart), wallTimeLater(end, byEnd)];
  return minutesBetween(first, last) >= 0 ? { start: first, end: last } : undefined;
}

/** How far the arrow keys move: with Alt both ends, with Shift too the end alone. Undefined for any other key. */
export function moveOfKey(
  { key, altKey, shiftKey, ctrlKey, metaKey }: KeyboardEvent,
  verticalMinutes: number,
): { readonly byStart: number; readonly byEnd: number } | undefined {
  if (!altKey || ctrlKey || metaKey) return undefined;
  const by = { ArrowUp: -verticalMinutes, ArrowDown: verticalMinutes, ArrowLeft: -dayMinutes, ArrowRight: dayMinutes }[key];
  return by ? { byStart: shiftKey ? 0 : by, byEnd: by } : undefined;
}
