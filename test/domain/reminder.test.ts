import { describe, expect, test } from "vitest";
import {
  dismiss,
  firstState,
  type RemindedEvent,
  type ReminderState,
  remindersIn,
  snooze,
  stepReminders,
} from "../../src/domain/reminder.ts";
import type { RecordId } from "../../src/lib/id.ts";

const minute = 60_000;
const noon = Date.UTC(2026, 6, 6, 12);
const event = (id: string, at: number, ...minutes: number[]): RemindedEvent => ({
  ...{ id: id as RecordId, noun: "appointment", title: id, occurrence: "", at, isAllDay: false, minutes },
});
const remindersOf = (...events: readonly RemindedEvent[]) => remindersIn(events, noon - 7 * 1_440 * minute, noon + 2_880 * minute);
const titlesOf = (reminders: readonly { readonly title: string }[]) => reminders.map(({ title }) => title);
const since = (seenUntil: number): ReminderState => ({ ...firstState, seenUntil });

describe("reminders", () => {
  test("come so many minutes before, each once, in order; negative ones after", () => {
    const all = remindersIn(
      [event("a", noon, 60, 0, 60), event("b", noon, -5), event("c", noon, 2_000)],
      noon - 120 * minute,
      noon + 10 * minute,
    );
    expect(all.map(({ title, remindAt }) => [title, (remindAt - noon) / minute])).toEqual([
      ["a", -60],
      ["a", 0],
      ["b", 5],
    ]);
    expect(new Set(all.map(({ key }) => key)).size).toBe(3);
  });

  test("are shown when their time comes, once, and the next one is known", () => {
    const reminders = remindersOf(event("a", noon + 15 * minute, 15), event("b", noon + 60 * minute, 15));
    const before = stepReminders(since(noon - 10 * minute), reminders, noon - minute);
    expect([before.open, before.nextAt]).toEqual([[], noon]);
    const now = stepReminders(before.state, reminders, noon);
    expect([titlesOf(now.come), titlesOf(now.open), now.nextAt]).toEqual([["a"], ["a"], noon + 45 * minute]);
    const later = stepReminders(now.state, reminders, noon + minute);
    expect([later.come, titlesOf(later.open)]).toEqual([[], ["a"]]);
  });

  test("missed while nobody was here come once on the next start", () => {
    const reminders = remindersOf(event("a", noon - 300 * minute, 15), event("b", noon - 2_000 * minute, 0));
    const start = stepReminders(since(noon - 600 * minute), reminders, noon);
    expect([titlesOf(start.come), titlesOf(start.open)]).toEqual([["a"], ["a"]]);
    const gone = dismiss(start.state, start.open[0]?.key ?? "");
    expect(stepReminders(gone, reminders, noon + minute)).toMatchObject({ come: [], open: [] });
  });

  test("a device that begins has missed none", () => {
    const reminders = remindersOf(event("a", noon - minute, 0), event("b", noon + 60 * minute, 120));
    const first = stepReminders(firstState, reminders, noon);
    expect([first.open, stepReminders(first.state, reminders, noon + minute).open]).toEqual([[], []]);
  });

  test("heard of after their time come if the event is at hand, and never for what is over or far ahead", () => {
    const { state } = stepReminders(firstState, [], noon);
    const far = event("tomorrow", noon + 1_000 * minute, 1_440);
    const reminders = remindersOf(event("at hand", noon + 10 * minute, 30), event("over", noon - 10 * minute, 30), far);
    const step = stepReminders(state, reminders, noon + minute);
    expect(titlesOf(step.come)).toEqual(["at hand"]);
    expect(stepReminders(step.state, reminders, noon + 2 * minute).come).toEqual([]);
  });

  test("put off go and come again, done with stay away", () => {
    const reminders = remindersOf(event("a", noon, 0), event("b", noon, 0));
    const step = stepReminders(since(noon - minute), reminders, noon);
    const [a = "", b = ""] = step.open.map(({ key }) => key);
    const off = dismiss(snooze(step.state, a, noon + 10 * minute), b);
    const quiet = stepReminders(off, reminders, noon + minute);
    expect([quiet.open, quiet.nextAt]).toEqual([[], noon + 10 * minute]);
    const again = stepReminders(quiet.state, reminders, noon + 10 * minute);
    expect([titlesOf(again.come), titlesOf(again.open), again.state.snoozed]).toEqual([["a"], ["a"], {}]);
  });

  test("of one event only the last one stands, whichever was there first", () => {
    const both = remindersOf(event("a", noon + 30 * minute, 60, 30));
    const [early] = both;
    const step = stepReminders(since(noon - 120 * minute), both, noon);
    expect([step.come.length, step.open.map(({ remindAt }) => remindAt)]).toEqual([1, [noon]]);
    const first = stepReminders(since(noon - 120 * minute), both, noon - 10 * minute);
    expect(first.open).toEqual([early]);
    const second = stepReminders(first.state, both, noon);
    expect([second.come.length, second.open.map(({ remindAt }) => remindAt)]).toEqual([1, [noon]]);
    // One that is set afterwards, further before, says nothing new.
    const added = remindersOf(event("a", noon + 30 * minute, 60, 30, 600));
    expect(stepReminders(second.state, added, noon + minute)).toMatchObject({ come: [], open: [{ remindAt: noon }] });
  });

  test("of what was moved, done or thrown away are forgotten, put off or not", () => {
    const reminders = remindersOf(event("a", noon, 0), event("b", noon, 0));
    const step = stepReminders(since(noon - minute), reminders, noon);
    const off = snooze(step.state, step.open[1]?.key ?? "", noon + minute);
    const moved = remindersOf(event("a", noon + 60 * minute, 0));
    expect(stepReminders(off, moved, noon + 2 * minute)).toMatchObject({ open: [], come: [], state: { open: [], snoozed: {} } });
    // Moved, it reminds anew.
    expect(titlesOf(stepReminders(off, moved, noon + 60 * minute).come)).toEqual(["a"]);
  });
});
