// The bytes of files, in a database of their own: nothing that lists or searches touches it, older builds do not know it, and to
// make rows again leaves it alone.
import Dexie, { type EntityTable, type Table } from "dexie";
import { databaseName, defaultProfile, filesNameOf } from "./schema.ts";
import { endTransactionsOnLeave } from "./unfinished.ts";

/** What is stored of one content, under the SHA-256 of its bytes. */
export interface ContentRow {
  readonly sha256: string;
  readonly bytes: number;
  readonly root: string;
  /** The hashes of its sealed chunks, 32 bytes each; none while nothing has come. */
  readonly hashes: Uint8Array;
  /** How many chunks lie here. */
  readonly chunks: number;
  /** `adding`: from this device's own disk, nobody has been told of it. `fetching`: from others; goes on where it was. */
  readonly state: "adding" | "fetching" | "whole";
  /** Somebody has asked for it. */
  readonly isDemanded?: true;
  /** Whole, and no record speaks of it yet: cleared where none does at the next start. */
  readonly isUnbound?: true;
}

export interface ChunkRow {
  readonly sha256: string;
  readonly index: number;
  readonly sealed: Uint8Array;
}

/** Another device has said that it holds a content whole. */
export interface HolderRow {
  readonly device: string;
  readonly sha256: string;
}

export class FileDatabase extends Dexie {
  declare readonly contents: EntityTable<ContentRow, "sha256">;
  declare readonly chunks: Table<ChunkRow, [string, number]>;
  declare readonly holders: Table<HolderRow, [string, string]>;
  declare readonly meta: EntityTable<{ readonly key: string; readonly value: unknown }, "key">;

  constructor(workspace: string, durability: "strict" | "relaxed", profile = defaultProfile) {
    // By this name it goes when the workspace is left (workspace/leave.ts).
    super(filesNameOf(databaseName(workspace, profile)), { chromeTransactionDurability: durability, cache: "disabled" });
    this.version(1).stores({ contents: "sha256, state", chunks: "[sha256+index]", holders: "[device+sha256], sha256", meta: "key" });
    endTransactionsOnLeave(this);
  }
}

export const policyKey = "policy";

/** The numbers of a content's chunks that lie here, in order. */
export const storedChunks = async (db: FileDatabase, sha256: string): Promise<number[]> =>
  (await db.chunks.where("[sha256+index]").between([sha256, Dexie.minKey], [sha256, Dexie.maxKey]).primaryKeys()).map(([, index]) => index);

/** Takes contents off this device, whole or not. */
export const deleteContents = (db: FileDatabase, hashes: readonly string[]): Promise<void> =>
  db.transaction("rw", db.contents, db.chunks, async () => {
    for (const sha256 of hashes) {
      await db.chunks.where("[sha256+index]").between([sha256, Dexie.minKey], [sha256, Dexie.maxKey]).delete();
      await db.contents.delete(sha256);
    }
  });
