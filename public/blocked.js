// Runs before everything else. Where site data is blocked Firefox throws when a channel is opened, and Dexie opens one while it
// loads: without it the page is not white, and can say what to do.
try {
  new BroadcastChannel("kontor").close();
} catch {
  delete globalThis.BroadcastChannel;
}
