// Making a backup: everything of the journal as it lies on the disk, with what opens it, as one sealed file. The engine
// reads and seals it a portion at a time; a window writes the portions where the person wants them.
import type { WorkspaceDatabase } from "../database/schema.ts";
import { readMeta } from "../database/schema.ts";
import { type Content, chunkCount } from "../domain/file.ts";
import { type BackupManifest, packChunk, packEntries, packManifest, packNames } from "../journal/backupContent.ts";
import { type BackupLock, BackupWriter, newLock } from "../journal/backupFile.ts";
import { unwrapBytes, wrapBytes } from "../journal/deviceKeys.ts";
import { decodeEntry } from "../journal/entry.ts";
import { type RecoveryKeys, recoveryKeys } from "../journal/recovery.ts";
import { type Counts, missingCount } from "../journal/vector.ts";
import { concat } from "../lib/bytes.ts";
import { instantOf, type Now } from "../lib/clock.ts";
import { randomKey } from "../lib/id.ts";
import { err, ok, type Result } from "../lib/result.ts";
import type { BackupState, CommandRefusal } from "./api.ts";
import { diskRefusal } from "./disk.ts";
import type { Files } from "./files.ts";
import type { Ledger } from "./ledger.ts";
import type { Queue } from "./queue.ts";
import type { Team } from "./team.ts";

/** What one frame holds: lost as a whole when a bit of it changes, so not too large; never less than one entry. */
const frameBytes = 256 * 1024;
/** What a window is given at once. */
const portionBytes = 1024 * 1024;
/** Rows read at once: an import's are 100 kB each. */
const rowsAtOnce = 32;
/** The manifest is repeated, so that no one damaged place can take it: every 16 MB, and at the end. */
const manifestEvery = 64;
const namesAtOnce = 2_000;

/** Whoever finds the file may try as many as they like: each costs them a moment. */
const leastPassphrase = 10;

/** What the last backup that is kept held. */
interface LastBackup {
  readonly atMs: number;
  readonly counts: Counts;
}

interface Job {
  readonly frames: AsyncGenerator<Uint8Array>;
  readonly counts: Counts;
  readonly total: number;
  done: number;
}

const recoveryContext = "recovery";

export class Backups {
  readonly #ledger: Ledger;
  readonly #team: Team;
  readonly #queue: Queue;
  readonly #now: Now;
  readonly #files: Pick<Files, "toBackUp" | "chunksToBackUp">;
  readonly #jobs = new Map<string, Job>();

  constructor(to: {
    readonly ledger: Ledger;
    readonly team: Team;
    readonly queue: Queue;
    readonly now: Now;
    readonly files: Pick<Files, "toBackUp" | "chunksToBackUp">;
  }) {
    this.#files = to.files;
    this.#ledger = to.ledger;
    this.#team = to.team;
    this.#queue = to.queue;
    this.#now = to.now;
  }

  get #db(): WorkspaceDatabase {
    return this.#ledger.db;
  }

  /** With a passphrase, which is kept (as a key that cannot be read out) if asked; without, with the one that was kept. */
  async start(how: {
    readonly passphrase?: string;
    readonly keep?: boolean;
    readonly isWithoutFiles?: boolean;
  }): Promise<Result<string, CommandRefusal>> {
    const kept = how.passphrase === undefined ? await readMeta<BackupLock>(this.#db, "backupLock") : undefined;
    if (how.passphrase === undefined && !kept) return err({ code: "passphrase-missing" });
    if (how.passphrase !== undefined && [...how.passphrase].length < leastPassphrase)
      return err({ code: "passphrase-short", least: leastPassphrase });
    try {
      const lock = kept ?? (await newLock(how.passphrase as string));
      if (how.keep) await this.#ledger.disk.write(() => this.#db.meta.put({ key: "backupLock", value: lock }));
      const recovery = await this.#recovery();
      await this.#queue.run("bulk", () => this.#ledger.pages.flush());
      const manifest = await this.#manifest(recovery);
      const counts = this.#ledger.storedCounts();
      const id = randomKey(10);
      const files = how.isWithoutFiles ? [] : await this.#files.toBackUp();
      const chunks = files.reduce((sum, { bytes }) => sum + chunkCount(bytes), 0);
      const frames = this.#frames(lock, manifest, files, () => job.done++);
      const job: Job = { frames, counts, total: missingCount({}, counts) + chunks, done: 0 };
      this.#jobs.set(id, job);
      return ok(id);
    } catch (error) {
      return err(diskRefusal(error));
    }
  }

  /** The next bytes of the file; null when it is complete. */
  async portion(id: string): Promise<Result<{ readonly bytes: Uint8Array | null; readonly share: number }, CommandRefusal>> {
    const job = this.#jobs.get(id);
    if (!job) return err({ code: "job-missing" });
    const parts: Uint8Array[] = [];
    let length = 0;
    while (length < portionBytes) {
      const next = await job.frames.next();
      if (next.done) break;
      parts.push(next.value);
      length += next.value.length;
    }
    return ok({ bytes: length > 0 ? concat(...parts) : null, share: job.total > 0 ? Math.min(1, job.done / job.total) : 1 });
  }

  /** The file is where it shall be, or was given up. */
  async end(id: string, isKept: boolean): Promise<void> {
    const job = this.#jobs.get(id);
    this.#jobs.delete(id);
    if (!job) return;
    await job.frames.return(undefined);
    if (isKept) await this.#db.meta.put({ key: "lastBackup", value: { atMs: this.#now(), counts: job.counts } satisfies LastBackup });
  }

  /** What a person should know: when, and how much has come since, here and nowhere else. */
  async state(safeAtOthers: number): Promise<BackupState> {
    const last = await readMeta<LastBackup>(this.#db, "lastBackup");
    const stored = this.#ledger.storedCounts();
    const own = this.#ledger.keys.id;
    const safe = Math.max(safeAtOthers, last?.counts[own] ?? 0);
    const onlyHere = Math.max(0, (stored[own] ?? 0) - safe);
    const first = onlyHere > 0 ? await this.#db.entries.get([own, safe + 1]) : undefined;
    const decoded = first && decodeEntry(first.bytes);
    return {
      lastMs: last?.atMs ?? null,
      changes: missingCount(last?.counts ?? {}, stored),
      onlyHere,
      onlyHereSinceMs: decoded?.ok ? decoded.value.header.stamp.ms : null,
      isLockKept: (await readMeta<BackupLock>(this.#db, "backupLock")) !== undefined,
    };
  }

  async forgetLock(): Promise<void> {
    await this.#db.meta.delete("backupLock");
  }

  /** This device's recovery key, laid down in the roster before the first backup that relies on it. */
  async #recovery(): Promise<RecoveryKeys> {
    const { keys } = this.#ledger;
    const wrapped = await readMeta<Uint8Array>(this.#db, "recovery");
    const seed = wrapped && (await unwrapBytes(keys, wrapped, recoveryContext));
    const recovery = await recoveryKeys(seed?.ok ? seed.value : undefined);
    if (!seed?.ok) {
      const value = await wrapBytes(keys, recovery.seed, recoveryContext);
      await this.#ledger.disk.write(() => this.#db.meta.put({ key: "recovery", value }));
    }
    if (!this.#team.roster.recoveries[recovery.id]?.includes(this.#team.member)) {
      const { signPublic, receivePublic } = recovery;
      await this.#queue.run("urgent", () => this.#ledger.saveRoster({ kind: "setRecovery", signPublic, receivePublic }));
    }
    return recovery;
  }

  async #manifest(recovery: RecoveryKeys): Promise<BackupManifest> {
    const { roster, member } = this.#team;
    const { keys } = this.#ledger;
    const servers = await readMeta<BackupManifest["servers"]>(this.#db, "servers");
    return {
      workspace: this.#ledger.workspace,
      name: roster.name,
      member: { id: member, name: roster.members[member]?.name ?? "" },
      device: { id: keys.id, name: roster.devices[keys.id]?.name ?? "" },
      at: instantOf(this.#now()),
      feeds: this.#ledger.feedSpans(),
      counts: { ...this.#ledger.counts },
      epochs: this.#ledger.epochs.map(({ id, secret }) => ({ id, secret })),
      recovery: recovery.seed,
      servers: servers ?? { signalling: [], ice: [] },
      roster: [...(await this.#ledger.journal.rosterBytes())],
    };
  }

  async *#frames(lock: BackupLock, manifest: BackupManifest, files: readonly Content[], onDone: () => void): AsyncGenerator<Uint8Array> {
    const writer = new BackupWriter(lock);
    const about = packManifest(manifest);
    yield writer.frame("manifest", about);
    // In front, so that a file that was cut still tells what it has lost.
    for await (const names of this.#names()) yield writer.frame("names", packNames(names));
    let waiting: Uint8Array[] = [];
    let length = 0;
    for await (const bytes of this.#entries()) {
      if (length > 0 && length + bytes.length > frameBytes) {
        if (writer.frames % manifestEvery === 0) yield writer.frame("manifest", about);
        yield writer.frame("entries", packEntries(waiting));
        [waiting, length] = [[], 0];
      }
      waiting.push(bytes);
      length += bytes.length;
      onDone();
    }
    if (waiting.length > 0) yield writer.frame("entries", packEntries(waiting));
    // Behind everything else: a file that was cut has lost pictures before words.
    for await (const chunk of this.#files.chunksToBackUp(files)) {
      yield writer.frame("chunk", packChunk(chunk));
      onDone();
    }
    yield writer.frame("end", about);
  }

  /** In the order they were applied here, so that whatever a cut file still holds can be applied; then those that wait. */
  async *#entries(): AsyncGenerator<Uint8Array> {
    const last = this.#ledger.arrival;
    for (let after = 0; after < last; ) {
      const rows = await this.#db.entries.where("applied").between(after, last, false, true).limit(rowsAtOnce).toArray();
      for (const row of rows) yield row.bytes;
      after = rows.at(-1)?.applied ?? last;
    }
    for (const key of await this.#db.entries.where("waits").equals(1).primaryKeys()) {
      const row = await this.#db.entries.get(key);
      if (row) yield row.bytes;
    }
  }

  async *#names(): AsyncGenerator<Readonly<Record<string, string>>> {
    let names: Record<string, string> = {};
    for (const page of await this.#db.directory.toCollection().primaryKeys()) {
      for (const { id, name } of (await this.#db.directory.get(page))?.entries ?? []) names[id] = name;
      if (Object.keys(names).length < namesAtOnce) continue;
      yield names;
      names = {};
    }
    yield names;
  }
}
