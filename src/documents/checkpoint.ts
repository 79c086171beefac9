// A document between two runs, so that opening one is a read and not a replay. The two stores are those of y-indexeddb; its
// own code waits for ever when one of them cannot be opened or read. Nothing rests on a checkpoint: it carries the number of the
// journal entry it reaches, and one that is damaged or cannot be had counts as absent.
import { toHex } from "../lib/bytes.ts";
import type { Shard } from "./shard.ts";
import { inTransaction, openDatabase, storagePatienceMs } from "./storeRequests.ts";

const updatesStore = "updates";
const customStore = "custom";
const reachedKey = "reached";
const hashKey = "hash";

export class Checkpoint {
  readonly #db: IDBDatabase;
  readonly #patienceMs: number;

  private constructor(db: IDBDatabase, patienceMs: number) {
    this.#db = db;
    this.#patienceMs = patienceMs;
  }

  /** Opens the stores of a shard, and makes them when there are none. Rejects when they cannot be had. */
  static async open(name: string, patienceMs = storagePatienceMs): Promise<Checkpoint> {
    const make = (db: IDBDatabase): void => {
      db.createObjectStore(updatesStore, { autoIncrement: true });
      db.createObjectStore(customStore);
    };
    return new Checkpoint(await openDatabase(name, make, patienceMs), patienceMs);
  }

  /**
   * Puts what is stored into an empty shard; answers with the arrival number of the newest journal entry that it contains, 0
   * when nothing is stored. Rejects when it cannot be read or is not what was stored: then the shard is of no use either.
   */
  async load(shard: Shard): Promise<number> {
    const ask = (transaction: IDBTransaction) => {
      const updates = transaction.objectStore(updatesStore).getAll();
      const reached = transaction.objectStore(customStore).get(reachedKey);
      const hash = transaction.objectStore(customStore).get(hashKey);
      return () => ({ updates: updates.result as unknown[], reached: reached.result as unknown, hash: hash.result as unknown });
    };
    const stored = await inTransaction(this.#db, [updatesStore, customStore], "readonly", ask, this.#patienceMs);
    if (typeof stored.reached !== "number" || stored.reached <= 0) return 0;
    const updates = stored.updates.filter((update) => update instanceof Uint8Array);
    if (updates.length !== stored.updates.length) throw new Error("checkpoint holds something else than updates");
    // Those of builds that kept no hash are believed as they always were.
    if (stored.hash !== undefined && (updates.length !== 1 || stored.hash !== (await hashOf(updates[0] as Uint8Array)))) {
      throw new Error("checkpoint is not what was stored");
    }
    shard.apply(updates);
    if (shard.hasPending()) throw new Error("checkpoint waits for what it lacks");
    return stored.reached;
  }

  /** Stores the state and the number it reaches, in one transaction; resolves when that is complete. */
  async save(shard: Shard, reached: number): Promise<void> {
    const state = shard.state();
    const hash = await hashOf(state);
    const put = (transaction: IDBTransaction) => {
      const updates = transaction.objectStore(updatesStore);
      updates.clear();
      updates.add(state);
      transaction.objectStore(customStore).put(reached, reachedKey);
      transaction.objectStore(customStore).put(hash, hashKey);
      return () => undefined;
    };
    await inTransaction(this.#db, [updatesStore, customStore], "readwrite", put, this.#patienceMs);
  }

  close(): void {
    this.#db.close();
  }
}

const hashOf = async (state: Uint8Array): Promise<string> =>
  toHex(new Uint8Array(await crypto.subtle.digest("SHA-256", state as Uint8Array<ArrayBuffer>)));
