import { tzlib_get_ical_block } from "timezones-ical-library";
import { changesOfZone } from "../../calendar/wallTime.ts";
import { componentsOf, readComponents } from "./component.ts";
import { writeTime } from "./time.ts";
import { isTrueOf } from "./zone.ts";

/**
 * A zone (IANA) as iCalendar describes it, for programs that do not know its name. The library's rules go on for ever, but it has those
 * of today only, also for the years before they were made: where this device knows better, it names each change of these years.
 */
export function zoneBlock(zone: string, years: readonly [from: number, to: number]): string {
  const found = tzlib_get_ical_block(zone);
  const block = Array.isArray(found) ? (found[0] ?? "") : "";
  const [rules] = componentsOf(readComponents(block).root, "VTIMEZONE");
  // Under the name by which it was asked for: a zone may have several.
  return rules && isTrueOf(rules, zone, years) ? block.replace(/^TZID:.*$/m, () => `TZID:${zone}`) : changesBlock(zone, years);
}

function changesBlock(zone: string, [from, to]: readonly [from: number, to: number]): string {
  const lines = changesOfZone(zone, `${from - 1}-01-01`, `${to + 1}-01-01`).map(({ at, before, after, isDaylight }) => {
    const kind = isDaylight ? "DAYLIGHT" : "STANDARD";
    const offsets = [`TZOFFSETFROM:${offsetText(before)}`, `TZOFFSETTO:${offsetText(after)}`];
    return [`BEGIN:${kind}`, `DTSTART:${writeTime(at)}`, ...offsets, `END:${kind}`].join("\r\n");
  });
  return ["BEGIN:VTIMEZONE", `TZID:${zone}`, ...lines, "END:VTIMEZONE"].join("\r\n");
}

const offsetText = (minutes: number): string => {
  const size = Math.abs(minutes);
  return `${minutes < 0 ? "-" : "+"}${String(Math.floor(size / 60)).padStart(2, "0")}${String(size % 60).padStart(2, "0")}`;
};
