/** Whether this is likely a private window, whose data end with it. Browsers do not say; these are their tells. */
export async function isPrivateWindow(): Promise<boolean> {
  try {
    // Safari and Firefox give private windows no file system of their own.
    await navigator.storage.getDirectory();
  } catch {
    return true; // Refused: that is the tell.
  }
  // Chromium grants a private window memory instead of disk: a quota of about twice the heap's limit.
  const heap = (performance as { memory?: { jsHeapSizeLimit: number } }).memory?.jsHeapSizeLimit;
  if (heap === undefined) return false;
  const { quota } = await navigator.storage.estimate();
  return quota !== undefined && quota < heap * 2;
}
