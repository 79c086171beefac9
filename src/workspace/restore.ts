// Restoring: a backup's entries are received like those of another device, into a new workspace on this device or into
// the one that is there. What the file has lost is told, and everything else is there.
import { WorkspaceDatabase } from "../database/schema.ts";
import { missingCount } from "../journal/vector.ts";
import { err, ok, type Result } from "../lib/result.ts";
import type { CommandRefusal, EngineApi } from "./api.ts";
import { type Backup, type BackupRefusal, type LostEntries, openBackup } from "./backupReader.ts";
import { isHere, prepareRestored, registerRestored, registryOf } from "./identity.ts";
import type { Salvaged } from "./salvage.ts";

export type RestoreRefusal =
  | BackupRefusal
  | CommandRefusal
  | { readonly code: "backup-cancelled" }
  /** The backup is of another workspace than the one it was to be merged into. */
  | { readonly code: "backup-other-workspace"; readonly name: string };

/** What is no longer in the file. */
export interface BackupDamage {
  readonly places: number;
  readonly isCut: boolean;
  readonly lost: readonly (LostEntries & { readonly deviceName: string; readonly memberName: string })[];
  /** Contacts that the backup knew and that are not there now; their names as far as the file still tells them. */
  readonly contacts: { readonly count: number; readonly names: readonly string[] };
  readonly salvaged: Salvaged;
}

export interface RestoreReport {
  readonly workspace: string;
  readonly name: string;
  /** When, on which device and by whom the backup was made. */
  readonly at: string;
  readonly deviceName: string;
  readonly memberName: string;
  readonly isMerged: boolean;
  readonly entries: { readonly held: number; readonly read: number; readonly isNew: number; readonly refused: number };
  /** Kind → how many there were when the backup was made. */
  readonly counts: Readonly<Record<string, number>>;
  readonly damage: BackupDamage | null;
}

export interface OpenedEngine {
  readonly engine: EngineApi;
  /** Lets go of it; with `isGivenUp` all its data is deleted. */
  readonly close: (isGivenUp: boolean) => Promise<void>;
}

export interface RestoreOptions {
  readonly passphrase: string;
  /** The workspace to merge into; else the one of the file, new or, where this device has it, merged. */
  readonly into?: string;
  readonly deviceName: string;
  readonly onProgress?: (share: number) => void;
  readonly signal?: AbortSignal;
  readonly profile?: string;
  readonly openEngine: (workspace: string) => Promise<Result<OpenedEngine, CommandRefusal>>;
}

const mostNames = 200;

export async function restoreBackup(file: Blob, options: RestoreOptions): Promise<Result<RestoreReport, RestoreRefusal>> {
  const opened = await openBackup(file, options.passphrase);
  if (!opened.ok) return opened;
  const backup = opened.value;
  const { workspace, name } = backup.manifest;
  if (options.into !== undefined && options.into !== workspace) return err({ code: "backup-other-workspace", name });
  const known = await registryOf(options.profile).workspaces.get(workspace);
  const isMerged = known?.state === "ready" && (await isHere(workspace, options.profile));
  if (!isMerged) await prepareRestored(backup.manifest, options.deviceName, options.profile);
  const engine = await options.openEngine(workspace);
  if (!engine.ok) return engine;
  const done = await receive(backup, engine.value.engine, options);
  if (done.ok && !isMerged) await registerRestored(backup.manifest, options.deviceName, options.profile);
  // What was merged into a workspace stays there: each entry of it is true, however many came.
  await engine.value.close(!done.ok && !isMerged);
  return done.ok ? ok({ ...done.value, isMerged }) : done;
}

async function receive(
  backup: Backup,
  engine: EngineApi,
  { onProgress, signal, profile }: RestoreOptions,
): Promise<Result<Omit<RestoreReport, "isMerged">, RestoreRefusal>> {
  const { manifest } = backup;
  const cancelled = err({ code: "backup-cancelled" } as const);
  const before = (await engine.status()).vector;
  let refused = 0;
  const give = async (entries: readonly Uint8Array[]): Promise<Result<null, CommandRefusal>> => {
    if (entries.length === 0) return ok(null);
    const given = await engine.receiveBackup(entries);
    if (!given.ok) return given;
    refused += given.value.refused;
    return ok(null);
  };
  // First who belongs: by it all else is judged.
  const roster = await give(manifest.roster);
  if (!roster.ok) return roster;
  const db = new WorkspaceDatabase(manifest.workspace, "relaxed", profile);
  try {
    // The next portion is read and opened while the engine stores the one before.
    let storing: Promise<Result<null, CommandRefusal>> = Promise.resolve(ok(null));
    for await (const { entries, chunk, share } of backup.parts()) {
      const stored = await storing;
      if (!stored.ok) return stored;
      if (signal?.aborted) return cancelled;
      onProgress?.(share * 0.98);
      storing = chunk ? engine.receiveBackupChunk({ ...chunk }) : give(entries);
    }
    const stored = await storing;
    if (!stored.ok) return stored;
    if (signal?.aborted) return cancelled;
    const { entries, damages, isCut } = backup;
    const isDamaged = damages > 0 || isCut || entries.read < entries.held;
    const after = (await engine.status()).vector;
    const { recovery, member } = manifest;
    const finished = await engine.finishRestore({ recovery, member: member.id, isDamaged });
    if (!finished.ok) return finished;
    onProgress?.(1);
    const status = await engine.status();
    const nameOf = (device: string) => status.devices.find(({ id }) => id === device);
    const missing = new Map<string, string>();
    if (isDamaged)
      for await (const names of backup.names())
        for (const id of await absentOf(db, Object.keys(names))) missing.set(id, names[id] as string);
    // Where names are lost as well, their number still tells.
    const uncounted = (manifest.counts.party ?? 0) - (status.counts.party ?? 0);
    return ok({
      workspace: manifest.workspace,
      name: manifest.name,
      at: manifest.at,
      deviceName: manifest.device.name,
      memberName: member.name,
      entries: { ...entries, isNew: missingCount(before, after), refused },
      counts: manifest.counts,
      damage: isDamaged
        ? {
            places: damages,
            isCut,
            lost: backup.lost().map((one) => ({
              ...one,
              deviceName: nameOf(one.device)?.name ?? "",
              memberName: nameOf(one.device)?.memberName ?? "",
            })),
            contacts: { count: Math.max(missing.size, uncounted), names: [...missing.values()].slice(0, mostNames) },
            salvaged: finished.value,
          }
        : null,
    });
  } finally {
    db.close();
  }
}

/** Those of these contacts that the workspace does not have. */
async function absentOf(db: WorkspaceDatabase, ids: readonly string[]): Promise<string[]> {
  const here = new Set<string>(await db.parties.where("id").anyOf(ids).primaryKeys());
  return ids.filter((id) => !here.has(id));
}
