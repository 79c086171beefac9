import Dexie from "dexie";
import { defaultProfile } from "./schema.ts";

/** Larger values become files of their own in Chromium and never pass through its log. */
const valueBytes = 60_000;
/** Chromium begins a new log after 4 MiB at most. */
const logBytes = 5 * 2 ** 20;

/** Where Chromium keeps databases apart from all others, with a log of their own. */
interface StorageBuckets {
  open(name: string): Promise<{ readonly indexedDB: IDBFactory }>;
  delete(name: string): Promise<void>;
}

/**
 * Makes the browser begin a new log file under its databases; fails when there is no room for that, without harm.
 *
 * A power cut or a full disk may cut off the last record of Chromium's log. Chromium goes on behind it, and at its next start
 * takes the torn record for damage and throws away all databases of the page (google/leveldb, issue 1180); on a full disk it
 * may do so at once. What is stored is safe as soon as that log is no longer needed. Whether there is room is tried where
 * nothing is lost. Browsers without such a place keep no such log: for them there is nothing to do.
 */
export async function renewLog(profile = defaultProfile): Promise<void> {
  const buckets = (globalThis.navigator as { readonly storageBuckets?: StorageBuckets } | undefined)?.storageBuckets;
  if (!buckets) return;
  // One at a time: engines of several workspaces may start together.
  const name = `${profile}-renewal`;
  await navigator.locks.request(name, async () => {
    try {
      const aside = await buckets.open(name);
      await fillAndDelete(name, aside.indexedDB);
    } finally {
      await buckets.delete(name);
    }
    await fillAndDelete(name, indexedDB);
  });
}

async function fillAndDelete(name: string, indexedDB: IDBFactory): Promise<void> {
  const db = new Dexie(name, { indexedDB, chromeTransactionDurability: "strict", cache: "disabled" });
  db.version(1).stores({ values: "" });
  try {
    const value = crypto.getRandomValues(new Uint8Array(valueBytes));
    const numbers = Array.from({ length: Math.ceil(logBytes / valueBytes) }, (_, i) => i);
    await db.table("values").bulkPut(
      numbers.map(() => value),
      numbers,
    );
  } finally {
    await db.delete();
  }
}
