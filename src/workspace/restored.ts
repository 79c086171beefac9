// The end of a restoring, in the engine: the device takes its place in the roster, and what a damaged file still tells
// of entries that cannot be applied is written.
import type { WorkspaceDatabase } from "../database/schema.ts";
import { recoveryKeys, signRecovery } from "../journal/recovery.ts";
import { randomKey } from "../lib/id.ts";
import { err, ok, type Result } from "../lib/result.ts";
import type { CommandRefusal } from "./api.ts";
import { diskRefusal } from "./disk.ts";
import type { Identity } from "./identity.ts";
import type { Ledger } from "./ledger.ts";
import { type Salvaged, salvage } from "./salvage.ts";
import type { Shards } from "./shards.ts";
import type { Team } from "./team.ts";

/** The caller has the queue's turn. Done twice it does nothing the second time. */
export async function finishRestore(
  to: {
    readonly ledger: Ledger;
    readonly team: Team;
    readonly shards: Shards;
    readonly db: WorkspaceDatabase;
    readonly identity: Identity;
  },
  how: { readonly recovery: Uint8Array; readonly member: string; readonly isDamaged: boolean },
): Promise<Result<Salvaged, CommandRefusal>> {
  const { ledger, team, shards, db } = to;
  try {
    const isNew = !team.isMember;
    if (isNew) await recover(to, how);
    if (!team.isMember) return err({ code: "backup-member-unknown" });
    const job = `restore-${randomKey(10)}`;
    const salvaged = how.isDamaged ? await salvage(ledger, shards, job) : { made: 0, changed: 0, left: 0 };
    await ledger.pages.flush();
    // Restoring is nothing to undo.
    await db.actions.filter((row) => row.job === job).delete();
    // All of it was stored with relaxed durability: this write is strict, and brings it to the disk with it.
    await ledger.disk.write(() => db.meta.delete("restoring"));
    return ok(salvaged);
  } catch (error) {
    return err(diskRefusal(error));
  }
}

async function recover(
  { ledger, identity: { keys, deviceName } }: { readonly ledger: Ledger; readonly identity: Identity },
  how: { readonly recovery: Uint8Array; readonly member: string },
): Promise<void> {
  const recovery = await recoveryKeys(how.recovery);
  const device = { id: keys.id, name: deviceName, signPublic: keys.signPublic, receivePublic: keys.receivePublic };
  const statement = { member: how.member, device };
  const proof = await signRecovery(recovery, ledger.workspace, statement);
  await ledger.saveRoster({ kind: "recover", recovery: recovery.id, ...statement, proof });
}
