// When a task that comes again is due next.
import { occurrencesIn } from "./series.ts";
import { addDays, dayOf, instantOf, isDay, isZone, type WallTime } from "./wallTime.ts";

/** How far is looked, in days, a little first: nearly every rule answers in its first year. */
const reaches = [400, 4_000, 40_000];

/**
 * The first date of the rule behind both the day it was due and today, and the rule from there on; what was missed meanwhile is not made
 * up for. Undefined where the series has ended, or nobody can read the rule.
 */
export function nextDue(
  task: { readonly due: WallTime; readonly rule: string; readonly zone?: string | null | undefined },
  today: string,
): { readonly due: WallTime; readonly rule: string } | undefined {
  const zone = isDay(task.due) || !task.zone || !isZone(task.zone) ? "UTC" : task.zone;
  const series = { start: task.due, rule: task.rule, zone };
  const after = addDays(dayOf(task.due) > today ? dayOf(task.due) : today, 1);
  const between = (from: string, days: number) =>
    occurrencesIn(series, { from: instantOf(from, zone), to: instantOf(addDays(from, days), zone), zone });
  for (const days of reaches) {
    // A rule that nobody can read stands for its start alone, which lies before.
    const next = between(after, days).find(({ start }) => dayOf(start) >= after);
    if (next) return { due: next.start, rule: ruleFrom(next.start) };
  }
  return undefined;

  /** Of so many times, those are over that lie before. */
  function ruleFrom(start: WallTime): string {
    const [whole, count] = /COUNT=(\d+)/i.exec(task.rule) ?? [];
    if (whole === undefined) return task.rule;
    const last = dayOf(start);
    const past = occurrencesIn(series, { from: instantOf(dayOf(task.due), zone), to: instantOf(last, zone), zone });
    return task.rule.replace(whole, `COUNT=${Number(count) - past.filter((one) => dayOf(one.start) < last).length}`);
  }
}
