// When people who are to meet have time: a few proposals a customer can choose from, on different days and at different hours.
import { addDays, dayOf, instantOf, minuteMs, type WallTime } from "./wallTime.ts";
import { type InstantSpan, minutesOf, type Shift, timeAt } from "./workingHours.ts";

export interface SlotQuestion {
  /** How long it takes. */
  readonly minutes: number;
  /** Not before and not after these times, on the clocks of `zone`. */
  readonly from: WallTime;
  readonly until: WallTime;
  readonly zone: string;
  readonly people: readonly {
    /** When they work, each on their own clocks. */
    readonly working: readonly InstantSpan[];
    /** What they have planned, and the minutes that the way there or from there takes. */
    readonly busy: readonly (InstantSpan & { readonly travel?: number })[];
  }[];
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

function startsOf({ minutes, from, until, zone, people }: SlotQuestion): WallTime[] {
  const starts: WallTime[] = [];
  const last = dayOf(until);
  for (let day = dayOf(from); day <= last; day = addDays(day, 1))
    for (let at = 0; at < 1_440; at += gridMinutes) {
      const start = timeAt(day, at);
      if (start < from || timeAt(day, at + minutes) > until) continue;
      const instant = instantOf(start, zone);
      if (people.every((person) => isFree(person, instant, instant + minutes * minuteMs))) starts.push(start);
    }
  return starts;
}

/** Within one stretch of work, and with time for the way from what is before and to what is behind. */
const isFree = ({ working, busy }: SlotQuestion["people"][number], from: number, to: number): boolean =>
  working.some((span) => span.from <= from && to <= span.to) &&
  busy.every((one) => {
    const way = (one.travel ?? 0) * minuteMs;
    return one.to + way <= from || one.from - way >= to;
  });
