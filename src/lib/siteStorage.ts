// What the browser says of the room it gives this page (`navigator.storage`). WebKitGTK has no such interface unless it is
// switched on, and any part of it may be missing or refuse: then the answer is nothing.

const manager = (): Partial<StorageManager> | undefined => globalThis.navigator?.storage as Partial<StorageManager> | undefined;

const answerOf = async <Answer>(question: (() => Promise<Answer>) | undefined): Promise<Answer | null> => {
  try {
    return (await question?.()) ?? null;
  } catch {
    return null;
  }
};

/** Tells how much storage is used and allowed; null where the browser does not say. */
export async function storageRoom(): Promise<{ readonly usedBytes: number; readonly quotaBytes: number } | null> {
  const storage = manager();
  const estimate = await answerOf(storage?.estimate?.bind(storage));
  return estimate && { usedBytes: estimate.usage ?? 0, quotaBytes: estimate.quota ?? 0 };
}

/** Tells how many bytes the databases alone take; only Chromium says. */
export async function databaseBytes(): Promise<number | null> {
  const storage = manager();
  const estimate = await answerOf(storage?.estimate?.bind(storage));
  return (estimate as { readonly usageDetails?: { readonly indexedDB?: number } } | null)?.usageDetails?.indexedDB ?? null;
}

/** Tells whether the browser promised to keep what is stored here; null where it cannot be asked, so that nobody offers to ask. */
export async function isStorageKept(): Promise<boolean | null> {
  const storage = manager();
  if (typeof storage?.persist !== "function") return null;
  return answerOf(storage.persisted?.bind(storage));
}

/** Asks the browser to keep what is stored here. */
export async function keepStorage(): Promise<boolean> {
  const storage = manager();
  return (await answerOf(storage?.persist?.bind(storage))) ?? false;
}

/** Opens this page's own folder; null where the browser gives it none. */
export async function siteFolder(): Promise<FileSystemDirectoryHandle | null> {
  const storage = manager();
  return answerOf(storage?.getDirectory?.bind(storage));
}

/**
 * Tells whether this is likely a private window, whose data end with it. Browsers do not say; these are their tells. A missing
 * interface tells nothing.
 */
export async function isPrivateWindow(): Promise<boolean> {
  const storage = manager();
  try {
    // Safari and Firefox give private windows no file system of their own, and say so by refusing.
    await storage?.getDirectory?.();
  } catch (error) {
    if (error instanceof DOMException && ["SecurityError", "UnknownError"].includes(error.name)) return true;
  }
  // Chromium grants a private window memory instead of disk: a quota of about twice the heap's limit.
  const heap = (globalThis.performance as { memory?: { jsHeapSizeLimit: number } }).memory?.jsHeapSizeLimit;
  const room = heap === undefined ? null : await storageRoom();
  return heap !== undefined && room !== null && room.quotaBytes > 0 && room.quotaBytes < heap * 2;
}
