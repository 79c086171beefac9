// What this device is in a workspace: its keys, its person's name, and the secrets it was given. Written once when a
// workspace is made or a link is opened (joining.ts); everything after that is the journal's.
import { Registry, type RegistryRow, registry } from "../database/registry.ts";
import { defaultProfile, readMeta, WorkspaceDatabase } from "../database/schema.ts";
import type { BackupManifest } from "../journal/backupContent.ts";
import {
  type DeviceKeys,
  type KeysRefusal,
  keysToStored,
  makeDeviceKeys,
  openStoredKeys,
  type StoredDeviceKeys,
} from "../journal/deviceKeys.ts";
import { type Epoch, makeEpochSecret, unwrapSecret, wrapSecret } from "../journal/epoch.ts";
import { instantOf } from "../lib/clock.ts";
import { err, ok, type Result } from "../lib/result.ts";

export interface Identity {
  readonly keys: DeviceKeys;
  readonly memberName: string;
  readonly deviceName: string;
  /** The feeds it wrote with keys it had before (renewal.ts). */
  readonly former?: readonly string[];
}

interface StoredIdentity {
  readonly keys: StoredDeviceKeys;
  readonly memberName: string;
  readonly deviceName: string;
  readonly former?: readonly string[];
}

/** What was said of a new workspace, until the first entries are written. */
export interface WorkspaceFacts {
  readonly name: string;
  readonly country: string;
  readonly currency: string;
  readonly zone: string;
  readonly language: string;
  readonly isSample: boolean;
}

interface WrappedEpoch {
  readonly id: string;
  readonly wrapped: Uint8Array;
}

/** Nothing where this device has no such workspace; refused where the browser did not keep the keys it was given. */
export async function identityOf(db: WorkspaceDatabase): Promise<Result<Identity | undefined, KeysRefusal>> {
  // WebKit gives back null in place of a row with a key that it could not keep.
  const row = (await db.meta.get("identity")) as { readonly value: StoredIdentity } | null | undefined;
  if (row === undefined) return ok(undefined);
  const keys = await openStoredKeys(row?.value.keys);
  return row && keys.ok ? ok({ ...row.value, keys: keys.value }) : err({ code: "keys-unreadable" });
}

export const identityToStored = (identity: Identity): StoredIdentity => ({ ...identity, keys: keysToStored(identity.keys) });

export const newWorkspaceFactsOf = (db: WorkspaceDatabase): Promise<WorkspaceFacts | undefined> => readMeta<WorkspaceFacts>(db, "founding");

export async function epochsOf(db: WorkspaceDatabase, keys: DeviceKeys): Promise<Epoch[]> {
  const wrapped = (await readMeta<readonly WrappedEpoch[]>(db, "epochs")) ?? [];
  const epochs: Epoch[] = [];
  for (const one of wrapped) {
    const epoch = await unwrapSecret(keys, one.id, one.wrapped);
    if (!epoch.ok) throw new Error(`the secret of epoch ${one.id} cannot be unwrapped`);
    epochs.push(epoch.value);
  }
  return epochs;
}

export const wrappedEpochs = (keys: DeviceKeys, epochs: readonly Epoch[]): Promise<readonly WrappedEpoch[]> =>
  Promise.all(epochs.map(async (epoch): Promise<WrappedEpoch> => ({ id: epoch.id, wrapped: await wrapSecret(keys, epoch) })));

async function storeEpochs(db: WorkspaceDatabase, keys: DeviceKeys, epochs: readonly Epoch[]): Promise<void> {
  await db.meta.put({ key: "epochs", value: await wrappedEpochs(keys, epochs) });
}

/**
 * A device that was not let in knows nothing. Earlier versions kept a roster they did not trust, and with entries that it has no key
 * for a workspace does not open.
 */
export const forgetUnread = (db: WorkspaceDatabase): Promise<void> =>
  db.transaction("rw", db.entries, db.feeds, async () => {
    await Promise.all([db.entries.clear(), db.feeds.clear()]);
  });

/** Makes a workspace on this device; its engine writes the first entries. Returns its id. */
export async function createWorkspace(
  facts: WorkspaceFacts & { readonly memberName: string; readonly deviceName: string },
  profile = defaultProfile,
): Promise<string> {
  const keys = await makeDeviceKeys();
  const { memberName, deviceName, ...stored } = facts;
  const db = new WorkspaceDatabase(keys.id, "strict", profile);
  await db.transaction("rw", db.meta, async () => {
    await db.meta.bulkPut([
      { key: "identity", value: identityToStored({ keys, memberName, deviceName }) },
      { key: "founding", value: stored satisfies WorkspaceFacts },
    ]);
  });
  await storeEpochs(db, keys, [{ id: keys.id, secret: makeEpochSecret() }]);
  db.close();
  await register(profile, { id: keys.id, name: facts.name, memberName, deviceName, isSample: facts.isSample, state: "ready" });
  return keys.id;
}

/** What a backup says of its workspace. */
type Restored = Pick<BackupManifest, "workspace" | "name" | "member" | "epochs" | "servers">;

/**
 * Makes ready to receive a backup: this device is a new one, with keys of its own. A restoring that was cut off goes on
 * with the keys it began with, and so does a device that had asked to join.
 */
export async function prepareRestored(
  { workspace, member, epochs, servers }: Restored,
  deviceName: string,
  profile = defaultProfile,
): Promise<void> {
  const db = new WorkspaceDatabase(workspace, "strict", profile);
  try {
    const before = await identityOf(db);
    const keys = before.ok && before.value ? before.value.keys : await makeDeviceKeys();
    await storeEpochs(db, keys, epochs);
    await db.transaction("rw", db.meta, async () => {
      await db.meta.delete("joining");
      await db.meta.bulkPut([
        { key: "identity", value: identityToStored({ keys, memberName: member.name, deviceName }) },
        { key: "restoring", value: true },
        { key: "servers", value: servers },
      ]);
    });
  } finally {
    db.close();
  }
}

/** Whether this device has the workspace itself, and not only its name in the list: a browser may lose the one and keep the other. */
export async function isHere(workspace: string, profile = defaultProfile): Promise<boolean> {
  const db = new WorkspaceDatabase(workspace, "strict", profile);
  try {
    const identity = await identityOf(db);
    return (
      identity.ok &&
      identity.value !== undefined &&
      (await readMeta<unknown>(db, "epochs")) !== undefined &&
      !(await readMeta<boolean>(db, "restoring"))
    );
  } finally {
    db.close();
  }
}

export const registerRestored = ({ workspace, name, member }: Restored, deviceName: string, profile = defaultProfile): Promise<void> =>
  register(profile, { id: workspace, name, memberName: member.name, deviceName, isSample: false, state: "ready" });

/** The list of workspaces of a profile; one browser has one, tests have several. */
export const registryOf = (profile = defaultProfile): Registry => (profile === defaultProfile ? registry : new Registry(profile));

/** Puts a workspace on the list of this browser. */
export const register = async (profile: string, row: Omit<RegistryRow, "createdAt" | "lastOpenedAt">): Promise<void> => {
  const now = instantOf(Date.now());
  await registryOf(profile).workspaces.put({ createdAt: now, lastOpenedAt: now, ...row });
};
