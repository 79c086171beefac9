// Reminders while Kontor lives: one window of a workspace keeps the time and calls, all of them show what has come.
import { type Accessor, createEffect, createSignal, on, onCleanup } from "solid-js";
import { dismiss, firstState, type Reminder, type ReminderState, snooze, stepReminders } from "../domain/reminder.ts";
import { deviceZone } from "../domain/zone.ts";
import { localMemory } from "../lib/browserMemory.ts";
import { closeNotification, showBadge } from "../lib/notifications.ts";
import { createLiveQuery } from "./liveQuery.ts";
import { useSession } from "./session.tsx";
import { useWorkspace } from "./workspace.tsx";

export type { Reminder } from "../domain/reminder.ts";

export interface Reminders {
  /** Those that stand on the screen, the oldest first. */
  readonly open: Accessor<readonly Reminder[]>;
  /** It comes again at an instant (milliseconds). */
  readonly snooze: (key: string, until: number) => void;
  /** It does not come again. */
  readonly dismiss: (key: string) => void;
}

/** What this device keeps: keys and times, and the few reminders that are open. */
interface Kept {
  readonly state: ReminderState;
  readonly open: readonly Reminder[];
}

/** The first screen comes first. */
const firstMs = 2_000;
/** What was changed is looked at a moment later: a file brings many at once. */
const settleMs = 800;
/** No timer sleeps longer: a computer that slept wakes up late. */
const mostMs = 15 * 60_000;

/** `onCome` is called in the one window that keeps the time, with those that have just come. */
export function createReminders(onCome: (come: readonly Reminder[]) => void): Reminders {
  const session = useSession();
  const { id, status } = useWorkspace();
  const place = `kontor.reminders.${id}`;
  let unkept: Kept | null = null;
  const read = (): Kept => {
    try {
      return (JSON.parse(localMemory.get(place) ?? "null") as Kept | null) ?? unkept ?? { state: firstState, open: [] };
    } catch {
      return { state: firstState, open: [] };
    }
  };
  const [open, setOpen] = createSignal<readonly Reminder[]>(read().open);
  const keep = (kept: Kept): void => {
    unkept = kept;
    localMemory.set(place, JSON.stringify(kept));
    setOpen(kept.open);
  };
  let isKeeper = false;
  let isGone = false;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const lookIn = (ms: number): void => {
    clearTimeout(timer);
    if (isKeeper && !isGone) timer = setTimeout(() => void look(), Math.min(Math.max(ms, 0), mostMs));
  };
  const look = async (): Promise<void> => {
    const member = status()?.member;
    const answer = member === undefined ? null : await session.reminders({ now: Date.now(), zone: deviceZone(), member }).catch(() => null);
    if (isGone) return;
    if (!answer) {
      lookIn(firstMs);
      return;
    }
    const now = Date.now();
    const before = read();
    const step = stepReminders(before.state, answer.reminders, now);
    keep({ state: step.state, open: step.open });
    for (const { key } of before.open) if (!step.state.open.includes(key)) void closeNotification(key);
    if (step.come.length > 0) onCome(step.come);
    void showBadge(new Set([...answer.due, ...step.open.map((one) => one.id)]).size);
    lookIn(step.nextAt === null ? mostMs : step.nextAt - now);
  };

  const ended = new AbortController();
  onCleanup(() => {
    isGone = true;
    clearTimeout(timer);
    ended.abort();
  });
  // One window keeps the time; when it goes, the next one does.
  void navigator.locks
    .request(place, { signal: ended.signal }, () => {
      isKeeper = true;
      lookIn(firstMs);
      return new Promise<void>((resolve) => ended.signal.addEventListener("abort", () => resolve(), { once: true }));
    })
    .catch(() => undefined);
  const changed = createLiveQuery(
    () => id,
    async (rows) => (await rows.feeds.toArray()).map(({ device, applied }) => `${device} ${applied}`).join(),
  );
  createEffect(on([changed, () => status()?.member], () => lookIn(settleMs), { defer: true }));
  const { signal } = ended;
  window.addEventListener(
    "storage",
    ({ key }) => {
      if (key !== place) return;
      setOpen(read().open);
      lookIn(settleMs);
    },
    { signal },
  );
  document.addEventListener("visibilitychange", () => lookIn(0), { signal });

  const change = (key: string, next: (state: ReminderState) => ReminderState): void => {
    const kept = read();
    keep({ state: next(kept.state), open: kept.open.filter((one) => one.key !== key) });
    void closeNotification(key);
    lookIn(0);
  };
  return {
    open,
    snooze: (key, until) => change(key, (state) => snooze(state, key, until)),
    dismiss: (key) => change(key, (state) => dismiss(state, key)),
  };
}
