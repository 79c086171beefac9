// What the author of a roster entry knew. An entry says so itself, and everything that is judged by it (who was revoked before they
// came in, who was first) is at its author's mercy; so nobody is believed to have forgotten.

import type { DeviceId, WorkspaceId } from "./deviceKeys.ts";
import type { RosterEntry } from "./rosterEntry.ts";
import { type Counts, countOf, mergeCounts } from "./vector.ts";

/**
 * The entries with all that their authors had told before, in the same feed. Whoever revokes also knew what the device knew that let
 * them in: with the welcome came its roster. Of several admissions what all of them say.
 */
export function withKnowledge(workspace: WorkspaceId, entries: readonly RosterEntry[]): RosterEntry[] {
  const feeds = new Map<DeviceId, RosterEntry[]>();
  for (const entry of entries) {
    const feed = feeds.get(entry.device);
    if (feed) feed.push(entry);
    else feeds.set(entry.device, [entry]);
  }
  const complete = [...feeds.values()].flatMap((feed) => (feed.length === 1 ? feed : grown(feed)));
  const welcomes = new Map<DeviceId, Counts>();
  for (const { payload, isProven, seen, device, seq } of complete) {
    if (payload.kind !== "admit" || isProven !== true) continue;
    const knew = mergeCounts(seen, { [device]: seq });
    const before = welcomes.get(payload.device.id);
    welcomes.set(payload.device.id, before ? both(before, knew) : knew);
  }
  return complete.map((entry) => {
    const welcome = entry.payload.kind === "revokeInvite" && entry.device !== workspace ? welcomes.get(entry.device) : undefined;
    return welcome ? { ...entry, seen: mergeCounts(entry.seen, welcome) } : entry;
  });
}

function grown(feed: readonly RosterEntry[]): RosterEntry[] {
  let known: Counts = {};
  return feed
    .toSorted((a, b) => a.seq - b.seq)
    .map((entry) => {
      known = mergeCounts(known, entry.seen);
      return { ...entry, seen: known };
    });
}

const both = (a: Counts, b: Counts): Counts =>
  Object.fromEntries(Object.keys(a).map((device) => [device, Math.min(countOf(a, device), countOf(b, device))]));
