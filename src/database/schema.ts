import Dexie, { type EntityTable, type Table } from "dexie";
import type { RecordId, ShardName } from "../lib/id.ts";
import { addCalendarKeys } from "./calendarKeys.ts";
import type { ColumnsRow } from "./columnsRow.ts";
import type { BinRow, DirectoryPage, PageName, PartyRow, RecordRow, TimelineRow } from "./rows.ts";
import { endTransactionsOnLeave } from "./unfinished.ts";

/** A journal entry as stored; `device` names its feed (workspace/feeds.ts). `applied` is its place in this device's own order; absent while it waits for others. */
export interface EntryRow {
  readonly device: string;
  readonly seq: number;
  readonly shard: string;
  readonly applied?: number;
  readonly waits?: 1;
  /** Why it is set aside. */
  readonly verdict?: string;
  readonly bytes: Uint8Array;
  /** What its author had seen, by the names feeds have here, where its header alone does not tell. */
  readonly seen?: Readonly<Record<string, number>>;
  /** While it waits: which entries its author means. */
  readonly seenHashes?: string;
}

/** How far one device's feed is stored and applied here, and what its author had applied by then. */
export interface FeedRow {
  readonly device: string;
  /** Stored without gap up to this number, whose entry has this hash. */
  readonly seq: number;
  readonly hash: string;
  readonly applied: number;
  readonly knows: Readonly<Record<string, number>>;
  /** For a way that a device's feed went as well: where it left the other (`parent`), behind the entry with the number `base`. */
  readonly branch?: {
    readonly of: string;
    readonly parent: string;
    readonly base: number;
    readonly baseHash: string;
    /** The hash of the entry that follows there in the parent. */
    readonly sibling: string;
    /** What its author knew when the ways parted. */
    readonly knows: Readonly<Record<string, number>>;
  };
}

/** A device's newest word on what it has stored. */
export interface AckRow {
  readonly device: string;
  readonly bytes: Uint8Array;
  /** This device's own word as others of the first protocol read it. */
  readonly former?: Uint8Array;
  /** What was said, checked or not, of entries that exist here. */
  readonly counts: Readonly<Record<string, number>>;
  /** What was checked: the hash it named is the hash here. */
  readonly held?: Readonly<Record<string, number>>;
  /** What this device's own word named. */
  readonly heads?: Readonly<Record<string, { readonly seq: number; readonly hash: string }>>;
  /** By its own clock. */
  readonly atMs: number;
}

export interface ShardRow {
  readonly name: ShardName;
  readonly parties: number;
  readonly records: number;
  readonly newestMs: number;
  /** 1 once a checkpoint exists: a shard without one is replayed from the journal. */
  readonly hasCheckpoint: 0 | 1;
  /** While pages of directory and timeline lag behind, because bulk work writes them late: the arrival number they reach. */
  readonly lateAfter?: number;
}

/** One action of the person at this device, for undo and redo. */
export interface ActionRow {
  readonly number?: number;
  readonly command: string;
  /** The long job it belongs to: a job is one action, however many entries it takes. */
  readonly job?: string;
  /** The own entries that did it, undid it or did it again, whichever came last: their inverse is the way back. */
  readonly seqs: readonly (readonly [from: number, to: number])[];
  /** The feed they are in, where it is not this device's present one. */
  readonly feed?: string;
  readonly records: number;
  readonly at: string;
  readonly state: "done" | "undone";
}

/** Which entry wrote which structs of a document: so many from `clock` on, under Yjs's number of the writer. */
export interface RunRow {
  readonly shard: ShardName;
  readonly client: number;
  readonly clock: number;
  readonly length: number;
  readonly feed: string;
  readonly seq: number;
  /** Whose key signed it. */
  readonly device: string;
}

export interface MetaRow {
  readonly key: string;
  readonly value: unknown;
}

/** The read model's shape; a new number rebuilds all rows from the journal. */
export const rowsVersion = 9;

export class WorkspaceDatabase extends Dexie {
  declare readonly entries: Table<EntryRow, [string, number]>;
  declare readonly feeds: EntityTable<FeedRow, "device">;
  declare readonly acks: EntityTable<AckRow, "device">;
  declare readonly meta: Table<MetaRow, string>;
  declare readonly shards: Table<ShardRow, ShardName>;
  declare readonly actions: Table<ActionRow, number>;
  declare readonly parties: Table<PartyRow, RecordId>;
  declare readonly records: Table<RecordRow, RecordId>;
  declare readonly timeline: Table<TimelineRow, string>;
  declare readonly directory: Table<DirectoryPage, PageName>;
  declare readonly bin: Table<BinRow, RecordId>;
  declare readonly columns: Table<ColumnsRow, [string, string]>;
  declare readonly runs: Table<RunRow, [ShardName, number, number]>;

  /** `strict` flushes every commit to the disk before it completes: for what a person is told is saved. */
  constructor(workspace: string, durability: "strict" | "relaxed", profile = defaultProfile) {
    super(databaseName(workspace, profile), { chromeTransactionDurability: durability, cache: "disabled" });
    this.version(1).stores({
      entries: "[device+seq], [shard+applied], applied, waits",
      feeds: "device",
      acks: "device",
      meta: "key",
      shards: "name",
      actions: "++number",
      parties: "id, *externalKeys",
      relations: "id, from, to",
      others: "id, type, *refs",
      timeline: "row",
      directory: "page, version",
      bin: "id, deletedAt",
    });
    this.version(2).stores({ others: "id, type, *refs, *externalKeys", columns: "[kind+shard], [kind+shard+mark]" });
    this.version(3).stores({ runs: "[shard+client+clock]" });
    // One table for all nouns but contacts and activities: no further version for a further noun. Rows are made again from the journal.
    this.version(4).stores({ records: "id, type, *keys", relations: null, others: null });
    // Birthdays by their day of the year. Rows that are here already get their keys once, without being made again from the journal.
    this.version(5).stores({ parties: "id, *externalKeys, birthday" }).upgrade(addCalendarKeys);
    endTransactionsOnLeave(this);
  }
}

/** Whose storage it is: databases of one profile know nothing of another's. */
export const defaultProfile = "kontor";
export const databaseName = (workspace: string, profile = defaultProfile): string => `${profile}-${workspace}`;
/** Where the bytes of a workspace's files lie, by the name of its database. */
export const filesNameOf = (database: string): string => `${database}-files`;

/** The tables that are derived from the journal. */
export const rowTables = ["parties", "records", "timeline", "directory", "bin", "columns", "runs"] as const;

export async function readMeta<Value>(db: WorkspaceDatabase, key: string): Promise<Value | undefined> {
  return (await db.meta.get(key))?.value as Value | undefined;
}
