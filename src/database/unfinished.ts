import type { DBCore, DBCoreTransaction, Dexie, Middleware } from "dexie";

/** Transactions of this window that are under way. */
const unfinished = new Set<DBCoreTransaction>();

const tracking: Middleware<DBCore> = {
  stack: "dbcore",
  name: "unfinished",
  create: (core) => ({
    ...core,
    transaction(stores, mode, options) {
      const transaction = core.transaction(stores, mode, options);
      unfinished.add(transaction);
      const forget = (): void => void unfinished.delete(transaction);
      (transaction as unknown as IDBTransaction).addEventListener("complete", forget);
      (transaction as unknown as IDBTransaction).addEventListener("abort", forget);
      return transaction;
    },
  }),
};

/**
 * WebKit freezes a page that is left, for the way back, and a transaction in the middle with it: nobody else could read or
 * write those tables then. A window's transactions read, or write what is made good at its next start, so they end there;
 * Dexie closes the databases, and asks every live query again when the page comes back.
 */
export function endTransactionsOnLeave(db: Dexie): void {
  if (typeof document === "undefined") return;
  db.use(tracking);
}

if (typeof document !== "undefined")
  window.addEventListener("pagehide", ({ persisted }) => {
    if (persisted)
      for (const transaction of unfinished)
        try {
          transaction.abort();
        } catch {
          // It is being written already, which nothing stops and nobody has to wait for.
        }
  });
