import type { WorkspaceDatabase } from "../database/schema.ts";
import { shortenedName } from "../domain/name.ts";
import { instantOf, type Now } from "../lib/clock.ts";
import type { Commands } from "./commands.ts";
import type { Identity, WorkspaceFacts } from "./identity.ts";
import type { Ledger } from "./ledger.ts";

/** Writes what a new workspace begins with: who made it, and its settings. */
export async function writeFirstEntries(
  to: {
    readonly ledger: Ledger;
    readonly commands: Commands;
    readonly db: WorkspaceDatabase;
    readonly identity: Identity;
    readonly now: Now;
  },
  facts: WorkspaceFacts,
): Promise<void> {
  const { keys, memberName, deviceName } = to.identity;
  const device = { id: keys.id, name: deviceName, signPublic: keys.signPublic, receivePublic: keys.receivePublic };
  await to.ledger.saveRoster({
    kind: "create",
    name: facts.name,
    member: { id: keys.id, name: shortenedName(memberName) },
    device,
    createdAt: instantOf(to.now()),
  });
  const { isSample: _isSample, ...settings } = facts;
  const stored = await to.commands.put("settings", settings);
  if (!stored.ok) throw new Error(`settings could not be stored: ${stored.error.code}`);
  // Founding is not something to undo.
  await to.db.actions.clear();
}
