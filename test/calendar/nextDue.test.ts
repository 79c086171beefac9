import { expect, test } from "vitest";
import { nextDue } from "../../src/calendar/nextDue.ts";

const berlin = "Europe/Berlin";
type Case = readonly [name: string, due: string, rule: string, today: string, next: string | undefined, ruleFrom?: string];

// 2 March 2026 is a Monday.
const cases: readonly Case[] = [
  ["weekly, done on its day", "2026-03-02", "FREQ=WEEKLY", "2026-03-02", "2026-03-09"],
  ["weekly, done early", "2026-03-02", "FREQ=WEEKLY", "2026-02-27", "2026-03-09"],
  ["weekly, done late: what was missed is not made up for", "2026-03-02", "FREQ=WEEKLY", "2026-03-25", "2026-03-30"],
  ["weekly, done late on a day of the rule", "2026-03-02", "FREQ=WEEKLY", "2026-03-16", "2026-03-23"],
  ["daily", "2026-03-02", "FREQ=DAILY", "2026-03-02", "2026-03-03"],
  ["every six weeks, done late, in its rhythm", "2026-03-02", "FREQ=WEEKLY;INTERVAL=6", "2026-03-20", "2026-04-13"],
  ["on working days, on a Friday", "2026-03-06", "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR", "2026-03-06", "2026-03-09"],
  ["the last of the month", "2026-01-31", "FREQ=MONTHLY;BYMONTHDAY=-1", "2026-01-31", "2026-02-28"],
  ["the 31st or what is nearest", "2026-01-31", "FREQ=MONTHLY;BYMONTHDAY=28,29,30,31;BYSETPOS=-1", "2026-02-01", "2026-02-28"],
  ["yearly on 29 February", "2028-02-29", "FREQ=YEARLY", "2028-03-01", "2032-02-29"],
  ["a time stays what the clock shows when clocks are changed", "2026-03-23T08:00", "FREQ=WEEKLY", "2026-03-23", "2026-03-30T08:00"],
  ["from a day that the rule does not meet", "2026-03-03", "FREQ=WEEKLY;BYDAY=MO", "2026-03-03", "2026-03-09"],
  ["three times, after the first", "2026-03-02", "FREQ=WEEKLY;COUNT=3", "2026-03-02", "2026-03-09", "FREQ=WEEKLY;COUNT=2"],
  ["three times, one missed", "2026-03-02", "FREQ=WEEKLY;COUNT=3", "2026-03-10", "2026-03-16", "FREQ=WEEKLY;COUNT=1"],
  ["the last of so many", "2026-03-16", "FREQ=WEEKLY;COUNT=1", "2026-03-16", undefined],
  ["until a day that is over", "2026-03-02", "FREQ=WEEKLY;UNTIL=20260308", "2026-03-02", undefined],
  ["a rule that nobody can read", "2026-03-02", "jeden Montag", "2026-03-02", undefined],
];

for (const [name, due, rule, today, next, ruleFrom = rule] of cases)
  test(name, () => {
    expect(nextDue({ due, rule, zone: berlin }, today)).toEqual(next === undefined ? undefined : { due: next, rule: ruleFrom });
  });
