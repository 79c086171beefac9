// The drill: reads a whole backup as restoring would, and touches nothing. Each entry is verified, opened and followed
// along its feed up to the head that the backup names; then the documents are built from them and their digest is taken.
import { canonicalLines } from "../documents/canonical.ts";
import { Shard } from "../documents/shard.ts";
import { decodeEntry, type Entry, isRosterBody, isUpdateBody, noHash, openEntry, verifyEntry } from "../journal/entry.ts";
import { foldRoster } from "../journal/roster.ts";
import type { RosterEntry } from "../journal/rosterEntry.ts";
import { withProof } from "../journal/rosterProof.ts";
import { toHex } from "../lib/bytes.ts";
import type { ShardName } from "../lib/id.ts";
import { err, ok, type Result } from "../lib/result.ts";
import { type Backup, type BackupRefusal, openBackup } from "./backupReader.ts";
import { digestOfShards, hashOfLines } from "./digest.ts";
import { isOfRoster, rosterEntryOf } from "./opened.ts";

export interface DrillReport {
  readonly workspace: string;
  readonly name: string;
  readonly at: string;
  readonly deviceName: string;
  readonly memberName: string;
  /** Everything that was to be in it is in it, and nothing that nobody wrote. */
  readonly isWhole: boolean;
  readonly entries: { readonly held: number; readonly read: number; readonly wrong: number };
  readonly contacts: number;
  readonly records: number;
  readonly damage: { readonly places: number; readonly isCut: boolean };
  /** Of the documents, as a device that restores it will have them; none when entries are missing. */
  readonly digest: string | null;
}

export type DrillRefusal = BackupRefusal | { readonly code: "backup-cancelled" };

/** Documents that are built at once, 2.4 MB each when full; for the others the file is read again. */
const shardsAtOnce = 16;

export async function drill(
  file: Blob,
  passphrase: string,
  { onProgress, signal }: { readonly onProgress?: (share: number) => void; readonly signal?: AbortSignal } = {},
): Promise<Result<DrillReport, DrillRefusal>> {
  const opened = await openBackup(file, passphrase);
  if (!opened.ok) return opened;
  const backup = opened.value;
  const checked = await check(backup, (share) => onProgress?.(share / 2), signal);
  if (checked === null) return err({ code: "backup-cancelled" });
  const { held, read } = backup.entries;
  const isComplete = backup.damages === 0 && !backup.isCut && read === held;
  const built = isComplete ? await build(backup, checked.tags, (share) => onProgress?.((1 + share) / 2), signal) : undefined;
  if (built === null) return err({ code: "backup-cancelled" });
  onProgress?.(1);
  const { manifest } = backup;
  return ok({
    workspace: manifest.workspace,
    name: manifest.name,
    at: manifest.at,
    deviceName: manifest.device.name,
    memberName: manifest.member.name,
    isWhole: isComplete && checked.wrong === 0,
    entries: { held, read, wrong: checked.wrong },
    contacts: built?.contacts ?? 0,
    records: built?.records ?? 0,
    damage: { places: backup.damages, isCut: backup.isCut },
    digest: built?.digest ?? null,
  });
}

async function check(
  backup: Backup,
  onProgress: (share: number) => void,
  signal: AbortSignal | undefined,
): Promise<{ readonly wrong: number; readonly tags: ReadonlyMap<string, ShardName> } | null> {
  const { manifest } = backup;
  const open = (entry: Entry) => {
    const epoch = manifest.epochs.find(({ id }) => id === entry.header.epoch);
    return epoch ? openEntry(entry, epoch) : null;
  };
  const roster: RosterEntry[] = [];
  for (const bytes of manifest.roster) {
    const entry = decodeEntry(bytes);
    const body = entry.ok ? await open(entry.value) : null;
    if (entry.ok && body?.ok && isRosterBody(body.value))
      roster.push(await withProof(manifest.workspace, rosterEntryOf(entry.value, body.value.payload)));
  }
  const { devices } = foldRoster(manifest.workspace, roster);
  const hashes = new Set<string>([toHex(noHash)]);
  const tags = new Map<string, ShardName>();
  let wrong = 0;
  for await (const { entries, share } of backup.parts()) {
    if (signal?.aborted) return null;
    onProgress(share);
    const all = await Promise.all(
      entries.map(async (bytes) => {
        const entry = decodeEntry(bytes);
        if (!entry.ok || entry.value.header.workspace !== manifest.workspace) return null;
        const key = devices[entry.value.header.device]?.signPublic;
        const isWritten = key !== undefined && (await verifyEntry(entry.value, key));
        const body = isWritten ? await open(entry.value) : null;
        return body?.ok ? { entry: entry.value, body: body.value } : null;
      }),
    );
    for (const one of all) {
      if (!one) {
        wrong++;
        continue;
      }
      const { header, hash } = one.entry;
      if (isUpdateBody(one.body)) tags.set(toHex(header.tag), one.body.shard as ShardName);
      // What follows nothing that is here waits, in the workspace too; it leads to no head.
      if (hashes.has(toHex(header.previous))) hashes.add(toHex(hash));
    }
  }
  const isComplete = backup.damages === 0 && !backup.isCut;
  if (isComplete) wrong += manifest.feeds.filter(({ hash }) => !hashes.has(hash)).length;
  return { wrong, tags };
}

/** A few documents at a time: which entries are theirs, their tags tell without opening them. */
async function build(
  backup: Backup,
  tags: ReadonlyMap<string, ShardName>,
  onProgress: (share: number) => void,
  signal: AbortSignal | undefined,
): Promise<{ readonly digest: string; readonly contacts: number; readonly records: number } | null> {
  const { epochs } = backup.manifest;
  const names = [...new Set(tags.values())].sort();
  const sums: [string, string][] = [];
  let [contacts, records] = [0, 0];
  for (let from = 0; from < names.length; from += shardsAtOnce) {
    const shards = new Map(names.slice(from, from + shardsAtOnce).map((name) => [name, new Shard(name)]));
    for await (const { entries, share } of backup.parts()) {
      if (signal?.aborted) return null;
      onProgress((from + share * shards.size) / names.length);
      const updates = await Promise.all(
        entries.map(async (bytes) => {
          const entry = decodeEntry(bytes);
          if (!entry.ok || isOfRoster(entry.value)) return null;
          const shard = shards.get(tags.get(toHex(entry.value.header.tag)) as ShardName);
          const epoch = epochs.find(({ id }) => id === entry.value.header.epoch);
          const body = shard && epoch ? await openEntry(entry.value, epoch) : null;
          return shard && body?.ok && isUpdateBody(body.value) ? { shard, update: body.value.update } : null;
        }),
      );
      for (const one of updates) one?.shard.apply([one.update]);
    }
    for (const [name, shard] of shards) {
      const lines = canonicalLines(shard);
      if (lines.length > 0) sums.push([name, hashOfLines(lines)]);
      contacts += shard.partyCount;
      records += shard.recordCount;
      shard.destroy();
    }
  }
  return { digest: digestOfShards(sums), contacts, records };
}
