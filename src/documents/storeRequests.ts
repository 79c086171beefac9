// What is asked of IndexedDB without a library in between: every question has an answer, an error or an end.

/** How long a request of the storage may take: long enough for a slow phone that has just woken up, short enough for somebody who waits. */
export const storagePatienceMs = 10_000;

/** Waits for a task, and rejects with a `TimeoutError` when nothing has come of it in time; what comes later is nobody's. */
function inTime<Value>(task: Promise<Value>, patienceMs: number): Promise<Value> {
  return new Promise<Value>((resolve, reject) => {
    const timer = setTimeout(() => reject(new DOMException("the storage did not answer", "TimeoutError")), patienceMs);
    task.then(resolve, reject).finally(() => clearTimeout(timer));
  });
}

/** Opens a database, and makes it when there is none. One that opens too late is closed again. */
export function openDatabase(name: string, make: (db: IDBDatabase) => void, patienceMs: number): Promise<IDBDatabase> {
  let isTooLate = false;
  const opening = new Promise<IDBDatabase>((resolve, reject) => {
    const request = indexedDB.open(name);
    request.onupgradeneeded = () => make(request.result);
    request.onerror = () => reject(request.error ?? new DOMException(`${name} could not be opened`, "UnknownError"));
    request.onsuccess = () => {
      const db = request.result;
      if (isTooLate) return db.close();
      db.onversionchange = () => db.close();
      resolve(db);
    };
  });
  return inTime(opening, patienceMs).catch((error: unknown) => {
    isTooLate = true;
    throw error;
  });
}

/** Runs requests in one transaction; resolves when that is complete, with what they gave. */
export function inTransaction<Value>(
  db: IDBDatabase,
  stores: readonly string[],
  mode: IDBTransactionMode,
  ask: (transaction: IDBTransaction) => () => Value,
  patienceMs: number,
): Promise<Value> {
  const done = new Promise<Value>((resolve, reject) => {
    const transaction = db.transaction(stores as string[], mode);
    const fail = () => reject(transaction.error ?? new DOMException("the storage gave up", "AbortError"));
    transaction.onerror = fail;
    transaction.onabort = fail;
    const given = ask(transaction);
    transaction.oncomplete = () => resolve(given());
  });
  return inTime(done, patienceMs);
}
