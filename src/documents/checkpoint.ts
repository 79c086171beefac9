// y-indexeddb keeps a document between two runs, so that opening one is a read and not a replay. Its own writes come
// without a promise, so nothing rests on them: what is saved is said by the journal, and the checkpoint carries the
// number of the journal entry it reaches.
import { IndexeddbPersistence } from "y-indexeddb";
import * as Y from "yjs";
import type { Shard } from "./shard.ts";

const reachedKey = "reached";

/** A shard's checkpoint, open for as long as the shard is. */
export class Checkpoint {
  readonly #persistence: IndexeddbPersistence;
  /** The arrival number of the newest journal entry that the stored state contains; 0 when nothing is stored. */
  reached = 0;

  private constructor(persistence: IndexeddbPersistence) {
    this.#persistence = persistence;
  }

  /** Loads what is stored into the shard. */
  static async open(name: string, shard: Shard): Promise<Checkpoint> {
    const persistence = new IndexeddbPersistence(name, shard.doc);
    shard.origin = persistence;
    // Its listener would make Yjs encode every transaction, loading included, for writes that nothing rests on.
    shard.doc.off("update", persistence._storeUpdate);
    await persistence.whenSynced;
    const checkpoint = new Checkpoint(persistence);
    const reached: unknown = await persistence.get(reachedKey);
    checkpoint.reached = typeof reached === "number" ? reached : 0;
    return checkpoint;
  }

  /** For a shard that has none yet. Made with an empty document: with the shard's own, all of it would be written twice. */
  static async create(name: string): Promise<Checkpoint> {
    const persistence = new IndexeddbPersistence(name, new Y.Doc());
    await persistence.whenSynced;
    return new Checkpoint(persistence);
  }

  /** Stores the state and the number it reaches, in one transaction; resolves when that is complete. */
  async save(shard: Shard, reached: number): Promise<void> {
    const db = this.#persistence.db;
    if (!db) throw new Error("checkpoint used before it was open");
    const state = shard.state();
    await new Promise<void>((resolve, reject) => {
      const transaction = db.transaction(["updates", "custom"], "readwrite");
      transaction.oncomplete = () => resolve();
      transaction.onerror = () => reject(transaction.error ?? new Error("checkpoint failed"));
      transaction.onabort = () => reject(transaction.error ?? new Error("checkpoint aborted"));
      const updates = transaction.objectStore("updates");
      updates.clear();
      updates.add(state);
      transaction.objectStore("custom").put(reached, reachedKey);
    });
    this.reached = reached;
  }

  async close(): Promise<void> {
    await this.#persistence.destroy();
  }
}
