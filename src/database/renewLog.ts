import Dexie from "dexie";
import { databaseBytes } from "../lib/siteStorage.ts";
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
 * nothing is lost. Browsers without such a place keep no such log, nor does a Chromium that has moved to SQLite: for them
 * there is nothing to do.
 */
export async function renewLog(profile = defaultProfile): Promise<void> {
  const buckets = (globalThis.navigator as { readonly storageBuckets?: StorageBuckets } | undefined)?.storageBuckets;
  if (!buckets) return;
  // One at a time: engines of several workspaces may start together.
  const name = `${profile}-renewal`;
  await navigator.locks.request(name, async () => {
    if (await isInPages(name)) return;
    try {
      const aside = await buckets.open(name);
      await fillAndDelete(name, aside.indexedDB);
    } finally {
      await buckets.delete(name);
    }
    await fillAndDelete(name, indexedDB);
  });
}

/** SQLite's files grow by whole pages; LevelDB appends what it is given. */
const pageBytes = 4_096;

/**
 * Whether Chromium keeps these databases in SQLite, as it does for more and more profiles: nothing says so, but it tells how
 * much they take, and in SQLite that is a whole number of pages, also after something small was written. That LevelDB's
 * bytes look like pages both times does not happen by chance, since the second time they are some hundred more.
 */
async function isInPages(name: string): Promise<boolean> {
  if (!isWhole(await databaseBytes())) return false;
  const db = renewalDatabase(name, indexedDB);
  try {
    await db.table("values").put(crypto.getRandomValues(new Uint8Array(100)), 0);
    return isWhole(await databaseBytes());
  } finally {
    await db.delete();
  }
}

const isWhole = (bytes: number | null): boolean => bytes !== null && bytes > 0 && bytes % pageBytes === 0;

function renewalDatabase(name: string, indexedDB: IDBFactory): Dexie {
  const db = new Dexie(name, { indexedDB, chromeTransactionDurability: "strict", cache: "disabled" });
  db.version(1).stores({ values: "" });
  return db;
}

async function fillAndDelete(name: string, indexedDB: IDBFactory): Promise<void> {
  const db = renewalDatabase(name, indexedDB);
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
