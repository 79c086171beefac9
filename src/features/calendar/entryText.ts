// What stands on an entry, in words.
import { formatClock } from "../../i18n/calendarFormat.ts";
import { dates, formatList, formatNumber, zoneName } from "../../i18n/format.ts";
import { word } from "../../i18n/words.ts";
import type { AgendaEntry } from "../../state/agenda.ts";
import { layerText } from "./layerText.ts";
import { text } from "./text.ts";

/** The name of a contact or a member; "" where it is not known. */
export interface Names {
  readonly party: (id: AgendaEntry["id"]) => string;
  readonly member: (id: string) => string;
}

const namesOf = (entry: AgendaEntry, { party }: Names): string => formatList(entry.parties.map(party).filter(Boolean));

/** Its title, else whom it is with, else what it is. */
export function titleOf(entry: AgendaEntry, names: Names): string {
  const with_ = namesOf(entry, names);
  switch (entry.layer) {
    case "birthday":
      return layerText().birthday(with_, entry.age === undefined ? "" : formatNumber(entry.age));
    case "absence":
      return layerText().away(formatList(entry.members.map(names.member)), entry.title || (layerText().absences[entry.kind] ?? entry.kind));
    case "activity": {
      if (entry.kind === "") return entry.title;
      const kind = word("interactionKind", entry.kind);
      return with_ ? `${kind}: ${with_}` : kind;
    }
    default: {
      if (entry.title) return entry.title;
      const kind = text().kinds[entry.kind] ?? entry.kind;
      return with_ ? `${kind}: ${with_}` : kind;
    }
  }
}

export function timeOf({ isAllDay, shownStart, shownEnd }: AgendaEntry): string {
  if (isAllDay) return text().allDay;
  const start = formatClock(shownStart);
  return shownEnd === shownStart ? start : text().until(start, formatClock(shownEnd));
}

/** When it is there, where other clocks than the reader's count; else "". */
export const timeThere = ({ isAllDay, start, shownStart, zone }: AgendaEntry): string =>
  isAllDay || !zone || start.slice(0, 16) === shownStart.slice(0, 16) ? "" : text().inZone(formatClock(start), zoneName(zone));

/** When it is on the clocks of a colleague. */
export function timeAt({ from, to }: Pick<AgendaEntry, "from" | "to">, zone: string): string {
  const clock = dates({ hour: "2-digit", minute: "2-digit", timeZone: zone });
  return layerText().there(text().until(clock.format(from), clock.format(to)), zoneName(zone));
}

/** Below the title: where, and with whom. */
export function detailOf(entry: AgendaEntry, names: Names): string {
  const parties = entry.parties.map(names.party);
  switch (entry.layer) {
    case "birthday":
      return "";
    case "absence":
      return entry.substitute ? layerText().standsIn(names.member(entry.substitute)) : "";
    case "activity":
      return [entry.kind && entry.title, ...entry.members.map(names.member)].filter(Boolean).join(" · ");
    default:
      return [timeThere(entry), entry.place, ...(entry.title ? parties : [])].filter(Boolean).join(" · ");
  }
}

/** What a screen reader hears before it, of what is no appointment. */
export function layerName({ layer }: AgendaEntry): string {
  return layer === "task" ? layerText().layers.task : layer === "activity" ? layerText().layers.activity : "";
}

export function hrefOf({ id, recurrence, layer, parties, kind, shownStart }: AgendaEntry): string {
  switch (layer) {
    case "task":
      return `/tasks/${id}`;
    case "birthday":
      return `/contacts/${id}`;
    case "absence":
      return "/calendar/hours";
    case "activity":
      return kind === "" || parties[0] === undefined ? `/calendar/day/${shownStart.slice(0, 10)}` : `/contacts/${parties[0]}`;
    default:
      return `/calendar/${id}${recurrence ? `/${recurrence.slice(0, 10)}` : ""}`;
  }
}
