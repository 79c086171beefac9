// When somebody is to be reminded of something that is planned or due, and what becomes of a reminder: shown once, put off, or done with.
import type { RecordId } from "../lib/id.ts";

/** What people can be reminded of: one time of an appointment, or a task. */
export interface RemindedEvent {
  readonly id: RecordId;
  readonly noun: "appointment" | "task";
  readonly title: string;
  /** Of a series: the start by which this time is called in it; else "". */
  readonly occurrence: string;
  /** When it starts or is due: an instant in milliseconds. */
  readonly at: number;
  readonly isAllDay: boolean;
  /** Minutes before that; negative ones come after. */
  readonly minutes: readonly number[];
}

export interface Reminder extends Omit<RemindedEvent, "minutes"> {
  /** The same for the same event, time and minutes, whoever asks. */
  readonly key: string;
  /** When to remind, in milliseconds. */
  readonly remindAt: number;
}

/** The reminders that fall from one instant until before another, in order. One that is moved in time is another one. */
export function remindersIn(events: readonly RemindedEvent[], from: number, to: number): Reminder[] {
  return events
    .flatMap(({ minutes, ...event }) =>
      [...new Set(minutes)].map((before): Reminder => {
        const remindAt = event.at - before * minuteMs;
        return { ...event, remindAt, key: [event.id, event.occurrence, event.at, before].join(" ") };
      }),
    )
    .filter(({ remindAt }) => remindAt >= from && remindAt < to)
    .sort((a, b) => a.remindAt - b.remindAt || (a.key < b.key ? -1 : 1));
}

const minuteMs = 60_000;
/** Longer ago than this nobody is reminded any more, in milliseconds. */
export const longestMissed = 7 * 86_400_000;

/** What this device knows of reminders. */
export interface ReminderState {
  /** Keys of those that have come, as far as they are still known. */
  readonly seen: readonly string[];
  /** The last instant that was looked at; 0 where nobody has looked yet. */
  readonly seenUntil: number;
  /** Keys of those that stand on the screen. */
  readonly open: readonly string[];
  /** Key → the instant at which it comes again. */
  readonly snoozed: Readonly<Record<string, number>>;
}

export interface ReminderStep {
  readonly state: ReminderState;
  /** Those that stand on the screen now, the oldest first. */
  readonly open: readonly Reminder[];
  /** Those that have just come: they are shown as notifications. */
  readonly come: readonly Reminder[];
  /** When the next one comes, in milliseconds; null where none is known. */
  readonly nextAt: number | null;
}

/** A device that begins with reminders has missed none. */
export const firstState: ReminderState = { seen: [], seenUntil: 0, open: [], snoozed: {} };

/** An event that starts within this time is at hand, in milliseconds. */
const atHand = 60 * minuteMs;
const isSameEvent = (a: Reminder, b: Reminder): boolean => a.id === b.id && a.occurrence === b.occurrence && a.at === b.at;
/**
 * What has to be shown at an instant. `reminders` are all from `longestMissed` ago on: one that is no longer among them, since its event
 * was moved, done or thrown away, is forgotten. What is heard of only after its time, from a colleague or a file, comes if its event is
 * at hand. Of several of one event the last one stands.
 */
export function stepReminders(state: ReminderState, reminders: readonly Reminder[], now: number): ReminderStep {
  const byKey = new Map(reminders.map((one) => [one.key, one]));
  const past = reminders.filter(({ remindAt }) => remindAt <= now);
  const isFirst = state.seenUntil === 0;
  const seen = new Set(isFirst ? past.map(({ key }) => key) : state.seen);
  const isAtHand = (at: number): boolean => at > now && at <= now + atHand;
  const fresh = past.filter(({ key, remindAt, at }) => !seen.has(key) && (remindAt > state.seenUntil || isAtHand(at)));
  const again = Object.entries(state.snoozed).flatMap(([key, until]) => (until <= now ? (byKey.get(key) ?? []) : []));
  const all = [...new Set([...state.open.flatMap((key) => byKey.get(key) ?? []), ...fresh, ...again])];
  const open = all.filter((one) => !all.some((other) => isSameEvent(one, other) && other.remindAt > one.remindAt));
  const come = [...fresh, ...again].filter((one) => open.includes(one));
  const snoozed = Object.fromEntries(Object.entries(state.snoozed).filter(([key, until]) => until > now && byKey.has(key)));
  const next = [...reminders.filter(({ remindAt }) => remindAt > now).map(({ remindAt }) => remindAt), ...Object.values(snoozed)];
  return {
    state: { seen: past.map(({ key }) => key), seenUntil: Math.max(state.seenUntil, now), open: open.map(({ key }) => key), snoozed },
    open: open.sort((a, b) => a.remindAt - b.remindAt),
    come,
    nextAt: next.length > 0 ? Math.min(...next) : null,
  };
}

/** It comes again at an instant. */
export const snooze = ({ open, snoozed, ...state }: ReminderState, key: string, until: number): ReminderState => ({
  ...state,
  open: open.filter((one) => one !== key),
  snoozed: { ...snoozed, [key]: until },
});

/** It does not come again. */
export const dismiss = ({ open, snoozed, ...state }: ReminderState, key: string): ReminderState => ({
  ...state,
  open: open.filter((one) => one !== key),
  snoozed: Object.fromEntries(Object.entries(snoozed).filter(([other]) => other !== key)),
});
