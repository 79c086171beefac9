// Leaving a workspace takes everything of it off this device: nothing of it stays, so what exists only here must have been
// said before (`EngineStatus.pending`).
import { registry } from "../database/registry.ts";
import { databaseName } from "../database/schema.ts";

/** Tells this browser's windows that a workspace is gone, so that none of them starts its engine again. */
export const leaveChannel = "kontor-left";

/**
 * Deletes all its databases. `endEngine` closes what the caller itself has open of it and asks the engine to end; the
 * engine's lock tells when it has.
 */
export async function leaveWorkspace(workspace: string, endEngine: () => Promise<void>): Promise<void> {
  await registry.workspaces.delete(workspace);
  await Promise.race([endEngine(), patience()]);
  const channel = new BroadcastChannel(leaveChannel);
  channel.postMessage(workspace);
  channel.close();
  await navigator.locks.request(`engine:${workspace}`, async () => {
    const main = databaseName(workspace);
    const names = (await indexedDB.databases()).flatMap(({ name }) => (name === main || name?.startsWith(`${main}-`) ? [name] : []));
    await Promise.all(names.map(deleteDatabase));
  });
}

/** An engine that does not answer is ended by its windows closing. */
const patience = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 3_000));

const deleteDatabase = (name: string): Promise<void> =>
  new Promise((resolve, reject) => {
    const request = indexedDB.deleteDatabase(name);
    request.onsuccess = () => resolve();
    request.onerror = () => reject(request.error ?? new Error(`${name} could not be deleted`));
  });
