// What stands on an entry, in words.
import { formatClock } from "../../i18n/calendarFormat.ts";
import { formatList, zoneName } from "../../i18n/format.ts";
import type { AgendaEntry } from "../../state/agenda.ts";
import { text } from "./text.ts";

type NameOf = (id: AgendaEntry["id"]) => string;

/** Its title, else whom it is with, else what it is. */
export function titleOf(entry: AgendaEntry, nameOf: NameOf): string {
  if (entry.title) return entry.title;
  const names = entry.parties.map(nameOf).filter(Boolean);
  const kind = text().kinds[entry.kind] ?? entry.kind;
  return names.length > 0 ? `${kind}: ${formatList(names)}` : kind;
}

export function timeOf({ isAllDay, shownStart, shownEnd }: AgendaEntry): string {
  if (isAllDay) return text().allDay;
  const start = formatClock(shownStart);
  return shownEnd === shownStart ? start : text().until(start, formatClock(shownEnd));
}

/** When it is there, where other clocks than the reader's count; else "". */
export const timeThere = ({ isAllDay, start, shownStart, zone }: AgendaEntry): string =>
  isAllDay || !zone || start.slice(0, 16) === shownStart.slice(0, 16) ? "" : text().inZone(formatClock(start), zoneName(zone));

/** Below the title: where, and with whom. */
export const detailOf = (entry: AgendaEntry, nameOf: NameOf): string =>
  [timeThere(entry), entry.place, ...(entry.title ? entry.parties.map(nameOf) : [])].filter(Boolean).join(" · ");

export const hrefOf = ({ id, recurrence }: AgendaEntry): string => `/calendar/${id}${recurrence ? `/${recurrence.slice(0, 10)}` : ""}`;
