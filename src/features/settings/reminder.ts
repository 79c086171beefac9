// When to remind of a backup: in time, not all the time, and again after "later".
import type { BackupState } from "../../state/session.tsx";

export interface Dismissed {
  readonly atMs: number;
  readonly changes: number;
}

const dayMs = 86_400_000;
/** After so many days, or so many changes, that lie only here. */
const daysAlone = 7;
const changesAlone = 200;
/** Where other devices have everything a backup is good and not urgent. */
const daysShared = 30;
const changesShared = 2_000;
/** Put off, it comes back after so many days or so many more changes. */
const daysLater = 3;

export function isReminderDue(state: BackupState, dismissed: Dismissed | null, nowMs: number): boolean {
  if (state.changes === 0) return false;
  const isAlone = state.onlyHere > 0;
  const sinceMs = isAlone ? (state.onlyHereSinceMs ?? nowMs) : (state.lastMs ?? nowMs);
  const isOld = nowMs - sinceMs >= (isAlone ? daysAlone : daysShared) * dayMs;
  const isMuch = (isAlone ? state.onlyHere : state.changes) >= (isAlone ? changesAlone : changesShared);
  if (!isOld && !isMuch) return false;
  if (!dismissed) return true;
  // Fewer changes than then: a backup was made meanwhile, and counting began anew.
  const more = state.changes < dismissed.changes ? state.changes : state.changes - dismissed.changes;
  return nowMs - dismissed.atMs >= daysLater * dayMs || more >= (isAlone ? changesAlone : changesShared);
}
