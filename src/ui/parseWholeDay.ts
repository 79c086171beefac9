import { dayText, parseMoment } from "./parseMoment.ts";
import { parsePartialDay } from "./parsePartialDay.ts";

const lastOf = (year: number, month: number): number => new Date(Date.UTC(year, month, 0)).getUTCDate();

/**
 * A calendar day as people type it: "12.3.2026", "gestern", "12. März"; of a month or a year its first or last day, whichever is meant
 * where something begins or ends. Undefined when it cannot be told.
 */
export function parseWholeDay(typed: string, now: Date, end: "first" | "last" = "first"): string | undefined {
  const known = parsePartialDay(typed);
  if (known !== undefined && !known.startsWith("--")) {
    if (known.length === 10) return known;
    const [year, month] = known.split("-").map(Number) as [number, number | undefined];
    const within = month ?? (end === "first" ? 1 : 12);
    return `${known.slice(0, 4)}-${String(within).padStart(2, "0")}-${end === "first" ? "01" : lastOf(year, within)}`;
  }
  const moment = parseMoment(typed, now, "past");
  return moment && dayText(moment);
}
