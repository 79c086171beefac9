// When a member of the team works, as the workspace's settings hold it: member → hours of the week.

/** Weekday, "1" (Monday) to "7" → shifts of wall times, "08:00-12:00 13:00-17:00"; on the clocks of `zone` (IANA). */
export interface MemberHours {
  readonly zone?: string;
  readonly week: Readonly<Record<string, string>>;
}

/** From and until, minutes since midnight. */
export type ShiftMinutes = readonly [from: number, until: number];

/** Where nobody has said anything: weekdays from eight to five. */
export const usualHours: MemberHours = { week: Object.fromEntries(["1", "2", "3", "4", "5"].map((day) => [day, "08:00-17:00"])) };

const shift = /^(\d{1,2})(?:[:.](\d{2}))?\s*[-–]\s*(\d{1,2})(?:[:.](\d{2}))?$/;

/** "8-12, 13:30-17" as shifts in order and apart; undefined for what cannot be read. "" is a day off. */
export function readShifts(text: string): readonly ShiftMinutes[] | undefined {
  const parts = text
    .replaceAll(/\s*[-–]\s*/g, "-")
    .split(/[\s,;+]+/)
    .filter(Boolean);
  const shifts: ShiftMinutes[] = [];
  for (const part of parts) {
    const [, fromHour, fromMinute = "0", untilHour, untilMinute = "0"] = shift.exec(part) ?? [];
    const [from, until] = [Number(fromHour) * 60 + Number(fromMinute), Number(untilHour) * 60 + Number(untilMinute)];
    if (!(from < until && until <= 1_440 && Number(fromMinute) < 60 && Number(untilMinute) < 60)) return undefined;
    shifts.push([from, until]);
  }
  shifts.sort((a, b) => a[0] - b[0]);
  return shifts.some(([from], i) => i > 0 && from < (shifts[i - 1]?.[1] ?? 0)) ? undefined : shifts;
}

const clock = (minutes: number): string => `${String(Math.floor(minutes / 60)).padStart(2, "0")}:${String(minutes % 60).padStart(2, "0")}`;

/** As it is stored: "08:00-12:00 13:00-17:00". */
export const writeShifts = (shifts: readonly ShiftMinutes[]): string => shifts.map((one) => one.map(clock).join("-")).join(" ");

/** A member's shifts by weekday, from what the settings hold; what cannot be read is a day off. */
export function weekOf(hours: MemberHours): Readonly<Record<number, readonly ShiftMinutes[]>> {
  return Object.fromEntries([1, 2, 3, 4, 5, 6, 7].map((day) => [day, readShifts(hours.week[String(day)] ?? "") ?? []]));
}
