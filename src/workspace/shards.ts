// The documents that are open. Opening one loads its checkpoint and applies the journal entries after it; a quiet
// one is written back; the ones not used for longest are closed.

import type { ShardRow, WorkspaceDatabase } from "../database/schema.ts";
import { Checkpoint } from "../documents/checkpoint.ts";
import { maxParties, maxRecords, Shard } from "../documents/shard.ts";
import { storagePatienceMs } from "../documents/storeRequests.ts";
import { metaShard, newShardName, type ShardName } from "../lib/id.ts";
import { DamagedEntry } from "./damage.ts";

interface OpenShard {
  readonly shard: Shard;
  checkpoint: Checkpoint | null;
  /** The arrival number of the newest entry in memory, and in the stored checkpoint. */
  reached: number;
  saved: number;
  usedMs: number;
  /** Until when a checkpoint that could not be written is left alone. */
  restsUntilMs: number;
}

/** Reads the updates of a shard's entries that were applied after an arrival number. */
export type ReadUpdates = (
  shard: ShardName,
  after: number,
) => Promise<{ readonly updates: readonly Uint8Array[]; readonly reached: number }>;

/** How many documents stay open while there is work, 2.4 MB each when full; and for how long one that nobody uses does. */
const maxOpen = 64;
const idleMs = 60_000;
/** A checkpoint that cannot be written is tried again after so long: until then the journal is read instead. */
const restMs = 30_000;

/**
 * A shard's document as the disk has it: its checkpoint and the journal's entries after that. A checkpoint that cannot be
 * had, read or believed is as good as none, since the journal can replay everything.
 */
export async function loadDocument(
  name: ShardName,
  from: {
    readonly checkpoint: string | null;
    readonly readUpdates: ReadUpdates;
    readonly patienceMs: number;
    readonly onUnread: (error: unknown) => void;
  },
): Promise<{ readonly shard: Shard; readonly checkpoint: Checkpoint | null; readonly saved: number; readonly reached: number }> {
  let shard = new Shard(name);
  let checkpoint: Checkpoint | null = null;
  let saved = 0;
  if (from.checkpoint !== null) {
    try {
      checkpoint = await Checkpoint.open(from.checkpoint, from.patienceMs);
      saved = await checkpoint.load(shard);
    } catch (error) {
      from.onUnread(error);
      // Half of it may be in the document already. What is stored next replaces what could not be read.
      shard.destroy();
      shard = new Shard(name);
      saved = 0;
    }
  }
  const { updates, reached } = await from.readUpdates(name, saved);
  shard.apply(updates);
  shard.takeTouched();
  return { shard, checkpoint, saved, reached: Math.max(saved, reached) };
}

export class Shards {
  readonly #db: WorkspaceDatabase;
  readonly #readUpdates: ReadUpdates;
  readonly #now: () => number;
  readonly #patienceMs: number;
  /** Until when no stored document is asked for. */
  #restsUntilMs = 0;
  readonly #open = new Map<ShardName, OpenShard>();
  readonly #rows = new Map<ShardName, ShardRow>();
  /** Shards that could not be read: nothing new goes there. */
  readonly #damaged = new Set<ShardName>();
  /** Shards whose row is not stored yet. */
  readonly #reserved = new Set<ShardName>();

  constructor(db: WorkspaceDatabase, readUpdates: ReadUpdates, now: () => number, patienceMs = storagePatienceMs) {
    this.#db = db;
    this.#readUpdates = readUpdates;
    this.#now = now;
    this.#patienceMs = patienceMs;
  }

  async open(): Promise<void> {
    for (const row of await this.#db.shards.toArray()) this.#rows.set(row.name, row);
  }

  get rows(): ReadonlyMap<ShardName, ShardRow> {
    return this.#rows;
  }

  /** The shard's document, loaded. The caller has the queue's turn. */
  async load(name: ShardName): Promise<Shard> {
    const known = this.#open.get(name);
    if (known) {
      known.usedMs = this.#now();
      return known.shard;
    }
    const { shard, ...loaded } = await this.read(name).catch((error: unknown) => {
      if (error instanceof DamagedEntry) this.#damaged.add(name);
      throw error;
    });
    this.#damaged.delete(name);
    this.#open.set(name, { shard, ...loaded, usedMs: this.#now(), restsUntilMs: 0 });
    return shard;
  }

  /** A document as the disk has it, whether or not it is open; the caller closes both. */
  read(name: ShardName): ReturnType<typeof loadDocument> {
    const isThere = this.#rows.get(name)?.hasCheckpoint === 1 && this.#restsUntilMs <= this.#now();
    return loadDocument(name, {
      checkpoint: isThere ? checkpointName(this.#db, name) : null,
      readUpdates: this.#readUpdates,
      patienceMs: this.#patienceMs,
      onUnread: (error) => {
        // One that does not answer has cost its time: a command that needs fifty documents shall not wait for fifty.
        if ((error as Error).name === "TimeoutError") this.#restsUntilMs = this.#now() + restMs;
      },
    });
  }

  /** Where the next new contact goes: the newest shard with room, or a new one. */
  place(reserved: ReadonlyMap<ShardName, { readonly parties: number; readonly records: number }> = new Map()): ShardName {
    let newest: ShardRow | undefined;
    for (const row of this.#rows.values()) {
      if (row.name === metaShard || this.#damaged.has(row.name) || !hasRoom(row, reserved.get(row.name))) continue;
      if (!newest || row.newestMs > newest.newestMs || (row.newestMs === newest.newestMs && row.name > newest.name)) newest = row;
    }
    return newest?.name ?? newShardName();
  }

  /** Whether more records may go to a shard that is known. */
  hasRecordRoom(name: ShardName, reserved?: { readonly parties: number; readonly records: number }): boolean {
    const row = this.#rows.get(name);
    return !row || row.records + (reserved?.records ?? 0) < maxRecords;
  }

  isOpen(name: ShardName): boolean {
    return this.#open.has(name);
  }

  /** Its row as it is in memory, to be stored with an entry, unless that is what is stored already; `made` counts what no open document does. */
  changedRow(
    name: ShardName,
    stampMs: number,
    lateAfter: number | undefined,
    made: { readonly parties: number; readonly records: number },
  ): ShardRow[] {
    const before = this.#rows.get(name);
    const shard = this.#open.get(name)?.shard;
    const row: ShardRow = {
      name,
      parties: shard?.partyCount ?? (before?.parties ?? 0) + made.parties,
      records: shard?.recordCount ?? (before?.records ?? 0) + made.records,
      newestMs: before?.newestMs ?? stampMs,
      hasCheckpoint: before?.hasCheckpoint ?? 0,
      ...(lateAfter === undefined ? {} : { lateAfter }),
    };
    const stored = this.#reserved.has(name) ? undefined : before;
    return stored && stored.parties === row.parties && stored.records === row.records && stored.lateAfter === row.lateAfter ? [] : [row];
  }

  /** Shards whose pages lag behind. */
  get late(): readonly ShardRow[] {
    return [...this.#rows.values()].filter((row) => row.lateAfter !== undefined);
  }

  /** Takes note of what is stored: rows, and the entries up to an arrival number that went to these shards. */
  committed(names: Iterable<ShardName>, rows: readonly ShardRow[], reached: number): void {
    for (const row of rows) {
      this.#rows.set(row.name, row);
      this.#reserved.delete(row.name);
    }
    for (const name of names) {
      const open = this.#open.get(name);
      if (open) open.reached = reached;
    }
  }

  /** Makes a new shard known before anything is stored in it. */
  reserve(name: ShardName, stampMs: number): void {
    if (this.#rows.has(name)) return;
    this.#rows.set(name, { name, parties: 0, records: 0, newestMs: stampMs, hasCheckpoint: 0 });
    this.#reserved.add(name);
  }

  /** Drops a document whose change could not be stored: it is loaded again from what is. */
  discard(names: Iterable<ShardName>): void {
    for (const name of names) {
      const open = this.#open.get(name);
      this.#open.delete(name);
      if (!open) continue;
      open.checkpoint?.close();
      open.shard.destroy();
    }
  }

  /** More documents are open than should be. */
  get isCrowded(): boolean {
    return this.#open.size > maxOpen;
  }

  /**
   * Writes the checkpoint of one shard that has been quiet, or closes one too many; false when there is none. Rejects when a
   * checkpoint could not be written: that one rests for a while, and others have their turn.
   */
  async tidyOne(quietMs: number): Promise<boolean> {
    const now = this.#now();
    for (const [name, open] of this.#open) {
      const isTooMany = now - open.usedMs > idleMs || (this.isCrowded && this.#isOldest(open));
      if (open.reached > open.saved && open.restsUntilMs <= now && (now - open.usedMs >= quietMs || isTooMany)) {
        await this.#save(name, open);
        return true;
      }
      if (isTooMany) {
        this.discard([name]);
        return true;
      }
    }
    return false;
  }

  /** Writes what checkpoints lack; those that cannot be written are left to the journal. */
  async saveAll(): Promise<void> {
    for (const [name, open] of this.#open) {
      if (open.reached > open.saved && open.restsUntilMs <= this.#now()) await this.#save(name, open).catch(() => undefined);
    }
  }

  close(): void {
    this.discard([...this.#open.keys()]);
  }

  #isOldest(candidate: OpenShard): boolean {
    for (const open of this.#open.values()) if (open.usedMs < candidate.usedMs) return false;
    return true;
  }

  async #save(name: ShardName, open: OpenShard): Promise<void> {
    const { reached } = open;
    try {
      open.checkpoint ??= await Checkpoint.open(checkpointName(this.#db, name), this.#patienceMs);
      await open.checkpoint.save(open.shard, reached);
    } catch (error) {
      open.restsUntilMs = this.#now() + restMs;
      open.checkpoint?.close();
      open.checkpoint = null;
      throw error;
    }
    open.saved = reached;
    const row = this.#rows.get(name);
    if (row && !row.hasCheckpoint) {
      this.#rows.set(name, { ...row, hasCheckpoint: 1 });
      await this.#db.shards.update(name, { hasCheckpoint: 1 });
    }
  }
}

const hasRoom = (row: ShardRow, reserved: { readonly parties: number; readonly records: number } = { parties: 0, records: 0 }): boolean =>
  row.parties + reserved.parties < maxParties && row.records + reserved.records < maxRecords;

/** The generation lets an aged shard be started afresh under the same name. */
const checkpointName = (db: WorkspaceDatabase, shard: ShardName): string => `${db.name}-${shard}.0`;
