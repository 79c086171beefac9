// The columns of a grid: days beside each other, or of one day the members of the team.
import type { AgendaAnswer, AgendaEntry } from "../../state/agenda.ts";
import { isOn, minutesOf } from "./layout.ts";
import type { ShownMember } from "./shown.ts";

export interface GridColumn {
  /** Its name, another one than that of every other column. */
  readonly key: string;
  readonly day: string;
  readonly member?: ShownMember;
}

export const columnsOf = (days: readonly string[], people: readonly ShownMember[]): readonly GridColumn[] => {
  const [day = ""] = days;
  return days.length === 1 && people.length > 1
    ? people.map((member) => ({ key: member.id, day, member }))
    : days.map((one) => ({ key: one, day: one }));
};

/** What stands in a column: of a member what she takes part in, and what belongs to nobody. */
export const entriesIn = (entries: readonly AgendaEntry[], { day, member }: GridColumn): readonly AgendaEntry[] =>
  entries.filter((entry) => isOn(entry, day) && (!member || entry.owners.length === 0 || entry.owners.includes(member.id)));

/** From and until, minutes since midnight. */
export type Stretch = readonly [from: number, until: number];

const wholeDay = 1_440;

/** The stretches of a day that lie outside of the shifts; none where nothing is known of them. */
export function offHours(working: AgendaAnswer["working"][number] | undefined, day: string): readonly Stretch[] {
  if (!working) return [];
  const shifts = working.shifts
    .filter(({ start, end }) => start.slice(0, 10) <= day && end > `${day}T00:00`)
    .map(({ start, end }): Stretch => [start.slice(0, 10) < day ? 0 : minutesOf(start), end.slice(0, 10) > day ? wholeDay : minutesOf(end)])
    .sort((a, b) => a[0] - b[0]);
  const off: Stretch[] = [];
  let at = 0;
  for (const [from, until] of shifts) {
    if (from > at) off.push([at, from]);
    at = Math.max(at, until);
  }
  return at < wholeDay ? [...off, [at, wholeDay]] : off;
}
