// What a newcomer is handed, judged before anything of it is kept: a welcome that cannot be trusted must leave no trace, or the
// workspace could never be opened here again.

import type { DeviceId, DeviceKeys, WorkspaceId } from "../journal/deviceKeys.ts";
import { decodeEntry, type Entry, isRosterBody, openEntry, verifyEntry } from "../journal/entry.ts";
import { type Epoch, openEpoch } from "../journal/epoch.ts";
import { foldRoster, type Roster } from "../journal/roster.ts";
import type { RosterEntry } from "../journal/rosterEntry.ts";
import { withProof } from "../journal/rosterProof.ts";
import { isEqual } from "../lib/bytes.ts";
import { err, ok, type Result } from "../lib/result.ts";
import type { Welcome } from "../sync/admission.ts";
import { isOfRoster, rosterEntryOf } from "./opened.ts";

export type WelcomeRefusal = { readonly code: "welcome-unreadable" | "roster-untrusted" };

/** The secrets, if the roster begins with the link's workspace, holds the link's head, and knows both ends. */
export async function judgeWelcome(
  welcome: Welcome,
  of: { readonly workspace: WorkspaceId; readonly head: string; readonly keys: DeviceKeys },
): Promise<Result<readonly Epoch[], WelcomeRefusal>> {
  const epochs: Epoch[] = [];
  for (const sealed of welcome.epochs) {
    const epoch = await openEpoch(of.keys, sealed);
    if (!epoch.ok) return err({ code: "welcome-unreadable" });
    epochs.push(epoch.value);
  }
  const { roster, hashes } = await readRoster(welcome.roster, of.workspace, epochs);
  const host = roster.devices[welcome.host.device];
  const isTrusted =
    hashes.has(of.head) &&
    roster.devices[of.keys.id] !== undefined &&
    host !== undefined &&
    isEqual(host.signPublic, welcome.host.signPublic);
  return isTrusted ? ok(epochs) : err({ code: "roster-untrusted" });
}

/** Of these entries whatever can be believed: who is admitted makes readable what they wrote, until nobody new turns up. */
async function readRoster(
  all: readonly Uint8Array[],
  workspace: WorkspaceId,
  epochs: readonly Epoch[],
): Promise<{ readonly roster: Roster; readonly hashes: ReadonlySet<string> }> {
  let pending = all.flatMap((bytes) => {
    const entry = decodeEntry(bytes);
    return entry.ok && isOfRoster(entry.value) && entry.value.header.workspace === workspace ? [entry.value] : [];
  });
  const believed: RosterEntry[] = [];
  let roster = foldRoster(workspace, []);
  for (let before = -1; before !== believed.length; ) {
    before = believed.length;
    const strangers: Entry[] = [];
    for (const entry of pending) {
      const read = await readEntry(entry, epochs, workspace, (device) => roster.devices[device]?.signPublic);
      if (read === "author-unknown") strangers.push(entry);
      else if (read) believed.push(await withProof(workspace, read));
    }
    pending = strangers;
    roster = foldRoster(workspace, believed);
  }
  return { roster, hashes: new Set(believed.map(({ hash }) => hash)) };
}

async function readEntry(
  entry: Entry,
  epochs: readonly Epoch[],
  workspace: WorkspaceId,
  keyOf: (device: DeviceId) => Uint8Array | undefined,
): Promise<RosterEntry | "author-unknown" | undefined> {
  const epoch = epochs.find(({ id }) => id === entry.header.epoch);
  const body = epoch && (await openEntry(entry, epoch));
  if (!body?.ok || !isRosterBody(body.value)) return undefined;
  const { payload } = body.value;
  const { device } = entry.header;
  // Two kinds name their own key: the first of all, which the workspace's id is the hash of, and a recovered device's, whose proof the
  // fold looks at.
  const isOwnWord = (payload.kind === "create" && device === workspace) || (payload.kind === "recover" && payload.device.id === device);
  const key = keyOf(device) ?? (isOwnWord ? payload.device.signPublic : undefined);
  if (!key) return "author-unknown";
  return (await verifyEntry(entry, key)) ? rosterEntryOf(entry, payload) : undefined;
}
