type Begin = (this: IDBDatabase, ...of: Parameters<IDBDatabase["transaction"]>) => IDBTransaction;

/** What may happen to the database of a checkpoint. */
export type Breakage =
  | "opening fails"
  | "opening never ends"
  | "reading fails"
  | "reading never ends"
  | "writing fails"
  | "writing never ends";

/**
 * Breaks the databases whose names are like this, until the returned function is called. Dexie remembers how to begin a
 * transaction when it opens a database: for one that is to break later, `isOn` says when.
 */
export function breakDatabases(names: RegExp, breakage: Breakage, isOn: () => boolean = () => true): () => void {
  const factory = Object.getPrototypeOf(indexedDB) as { open: IDBFactory["open"] };
  const { open } = factory;
  factory.open = function (this: IDBFactory, name: string, version?: number) {
    if (!names.test(name) || !breakage.startsWith("opening")) return open.call(this, name, version);
    if (breakage === "opening never ends") return Object.assign(new EventTarget(), { result: null }) as unknown as IDBOpenDBRequest;
    const error = new DOMException("Internal error opening backing store for indexedDB.open.", "UnknownError");
    const request = Object.assign(new EventTarget(), { error, onerror: null as (() => void) | null });
    queueMicrotask(() => request.onerror?.());
    return request as unknown as IDBOpenDBRequest;
  };
  const database = IDBDatabase.prototype as { transaction: Begin };
  const begin = database.transaction;
  database.transaction = function (...of) {
    const transaction = begin.apply(this, of);
    const isHit = isOn() && names.test(this.name) && breakage.startsWith(of[1] === "readwrite" ? "writing" : "reading");
    if (isHit && breakage.endsWith("never ends")) Object.defineProperty(transaction, "oncomplete", { set() {} });
    else if (isHit) queueMicrotask(() => transaction.abort());
    return transaction;
  };
  return () => {
    factory.open = open;
    database.transaction = begin;
  };
}

/** Calls back with a database's stores in one writing transaction, and waits until that is on the disk. */
export async function inDatabase(name: string, stores: readonly string[], change: (transaction: IDBTransaction) => void): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    const request = indexedDB.open(name);
    request.onerror = () => reject(request.error ?? new Error(`${name} could not be opened`));
    request.onsuccess = () => {
      const transaction = request.result.transaction(stores as string[], "readwrite");
      transaction.onabort = () => reject(transaction.error ?? new Error(`${name} could not be changed`));
      transaction.oncomplete = () => {
        request.result.close();
        resolve();
      };
      change(transaction);
    };
  });
}
