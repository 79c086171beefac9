// Leaving a workspace takes everything of it off this device: nothing of it stays, so what exists only here must have been
// said before (`EngineStatus.pending`).
import { registry } from "../database/registry.ts";
import { databaseName, filesNameOf } from "../database/schema.ts";
import { localMemory, sessionMemory } from "../lib/browserMemory.ts";
import { openChannel } from "../lib/channel.ts";
import { within } from "../lib/wait.ts";
import { underEngineLock } from "./engineLock.ts";

/** Tells this browser's windows that a workspace is gone, so that none of them starts its engine again. */
export const leaveChannel = "kontor-left";

/**
 * Deletes all its databases. `endEngine` closes what the caller itself has open of it and asks the engine to end; the
 * engine's lock tells when it has.
 */
export async function leaveWorkspace(workspace: string, endEngine: () => Promise<void>): Promise<void> {
  await registry.workspaces.delete(workspace);
  await within(endEngine(), patienceMs);
  const channel = openChannel(leaveChannel);
  channel.post(workspace);
  channel.close();
  await underEngineLock(workspace, patienceMs, async () => {
    const main = databaseName(workspace);
    const names = (await databaseNames(main)).filter((name) => name === main || name.startsWith(`${main}-`));
    await Promise.all(names.map((name) => within(deleteDatabase(name), patienceMs)));
  });
}

/** What a tab keeps of the workspace it shows: what was being typed, what was searched for, an invitation's seed. */
const ofOpenWorkspace = /^kontor\.(draft|kept)\./;

/**
 * Small texts about a workspace go with it. Those of a tab do not all name their workspace: where it was the open one, all of them
 * are taken, so that none of its words stands in the next one.
 */
export function forgetTexts(workspace: string, wasOpen: boolean): void {
  localMemory.removeAll((key) => key.includes(workspace));
  sessionMemory.removeAll((key) => key.includes(workspace) || (wasOpen && ofOpenWorkspace.test(key)));
}

/** An engine that does not answer is ended by its windows closing; a database that one of them has open goes when it does. */
const patienceMs = 3_000;

/** All databases of this page; a browser that does not tell is asked for those whose names are known. */
const databaseNames = async (main: string): Promise<readonly string[]> =>
  typeof indexedDB.databases === "function" ? (await indexedDB.databases()).flatMap(({ name }) => name ?? []) : [main, filesNameOf(main)];

const deleteDatabase = (name: string): Promise<void> =>
  new Promise((resolve, reject) => {
    const request = indexedDB.deleteDatabase(name);
    request.onsuccess = () => resolve();
    request.onerror = () => reject(request.error ?? new Error(`${name} could not be deleted`));
  });
