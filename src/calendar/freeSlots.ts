// When people who are to meet have time: a few proposals a customer can choose from, on different days and at different hours.
import { addDays, dayOf, instantOf, minuteMs, type WallTime } from "./wallTime.ts";
import { minutesOf, type Shift, shiftsOn, timeAt, type WorkingHours } from "./workingHours.ts";

export interface SlotQuestion {
  /** How long it takes. */
  readonly minutes: number;
  /** Not before and not after these times, on the clocks of `zone`. */
  readonly from: WallTime;
  readonly until: WallTime;
  readonly zone: string;
  readonly people: readonly {
    readonly hours: WorkingHours;
    /** What they have planned: instants in milliseconds. */
    readonly busy: readonly { readonly from: number; readonly to: number }[];
  }[];
  /** The way there and back, minutes kept free on either side. */
  readonly travel?: number;
  /** When the customer likes it best: minutes since midnight. */
  readonly preferred?: Shift;
  readonly count?: number;
}

export interface Slot {
  readonly start: WallTime;
  readonly end: WallTime;
}

/** Proposals begin on the half hour. */
const gridMinutes = 30;
const noon = 720;

/** At most `count` (three, unless said) slots, in order; fewer where there are no more. */
export function freeSlots(question: SlotQuestion): Slot[] {
  const { count = 3, minutes } = question;
  const free = startsOf(question);
  const chosen: WallTime[] = [];
  while (chosen.length < count) {
    const next = free.filter((start) => !chosen.some((other) => overlaps(start, other, minutes)));
    const [first] = next;
    if (first === undefined) break;
    chosen.push(next.reduce((best, start) => (regret(start, chosen, question) < regret(best, chosen, question) ? start : best), first));
  }
  return chosen.sort().map((start) => ({ start, end: timeAt(dayOf(start), minutesOf(start) + minutes) }));
}

const overlaps = (a: WallTime, b: WallTime, minutes: number): boolean =>
  dayOf(a) === dayOf(b) && Math.abs(minutesOf(a) - minutesOf(b)) < minutes;

/** How little it helps to propose this one beside those chosen: days count, then halves of the day, then the hour. */
function regret(start: WallTime, chosen: readonly WallTime[], { from, preferred, minutes }: SlotQuestion): number {
  const at = minutesOf(start);
  const days = Math.round((Date.parse(dayOf(start)) - Date.parse(dayOf(from))) / 86_400_000);
  const outside = preferred ? Math.max(0, preferred[0] - at, at + minutes - preferred[1]) : 0;
  const sameDay = chosen.filter((other) => dayOf(other) === dayOf(start)).length;
  const sameHalf = chosen.filter((other) => minutesOf(other) < noon === at < noon).length;
  return outside * 10 + sameDay * 300 + (preferred ? 0 : sameHalf * 100) + days * 50 + (at % 60 === 0 ? 0 : 5) + at / 1_440;
}

function startsOf({ minutes, from, until, zone, people, travel = 0 }: SlotQuestion): WallTime[] {
  const starts: WallTime[] = [];
  const last = dayOf(until);
  for (let day = dayOf(from); day <= last; day = addDays(day, 1)) {
    const shifts = people.map(({ hours }) => shiftsOn(hours, day));
    for (const [begin, end] of common(shifts))
      for (let at = Math.ceil(begin / gridMinutes) * gridMinutes; at + minutes <= end; at += gridMinutes) {
        const start = timeAt(day, at);
        if (start < from || timeAt(day, at + minutes) > until) continue;
        const instant = instantOf(start, zone);
        const [away, back] = [instant - travel * minuteMs, instant + (minutes + travel) * minuteMs];
        if (people.every(({ busy }) => busy.every((one) => one.to <= away || one.from >= back))) starts.push(start);
      }
  }
  return starts;
}

/** The times that lie in a shift of everybody. */
const common = (people: readonly (readonly Shift[])[]): readonly Shift[] =>
  people.reduce<readonly Shift[]>(
    (all, shifts) =>
      all.flatMap(([from, until]) =>
        shifts.flatMap((shift): Shift[] => {
          const both: Shift = [Math.max(from, shift[0]), Math.min(until, shift[1])];
          return both[0] < both[1] ? [both] : [];
        }),
      ),
    [[0, 1_440]],
  );
