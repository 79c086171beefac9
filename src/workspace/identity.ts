// What this device is in a workspace: its keys, its person's name, and the secrets it was given. Written once when a
// workspace is made or a link is opened; everything after that is the journal's.
import { Registry, type RegistryRow, registry } from "../database/registry.ts";
import { defaultProfile, readMeta, WorkspaceDatabase } from "../database/schema.ts";
import { type DeviceKeys, makeDeviceKeys } from "../journal/deviceKeys.ts";
import { type Epoch, makeEpochSecret, unwrapSecret, wrapSecret } from "../journal/epoch.ts";
import { readLink } from "../journal/invitation.ts";
import { instantOf } from "../lib/clock.ts";
import { Refused } from "../lib/result.ts";

export interface Identity {
  readonly keys: DeviceKeys;
  readonly memberName: string;
  readonly deviceName: string;
}

/** What the founder said, until the first entries are written. */
export interface Founding {
  readonly name: string;
  readonly country: string;
  readonly currency: string;
  readonly zone: string;
  readonly language: string;
  readonly isSample: boolean;
}

/** An opened invitation, until a device of the team lets this one in. */
export interface Joining {
  readonly link: string;
  readonly sinceMs: number;
  readonly refusal: string | null;
}

interface WrappedEpoch {
  readonly id: string;
  readonly wrapped: Uint8Array;
}

export const identityOf = (db: WorkspaceDatabase): Promise<Identity | undefined> => readMeta<Identity>(db, "identity");
export const foundingOf = (db: WorkspaceDatabase): Promise<Founding | undefined> => readMeta<Founding>(db, "founding");
export const joiningOf = (db: WorkspaceDatabase): Promise<Joining | undefined> => readMeta<Joining>(db, "joining");

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

export async function storeEpochs(db: WorkspaceDatabase, keys: DeviceKeys, epochs: readonly Epoch[]): Promise<void> {
  const wrapped = await Promise.all(
    epochs.map(async (epoch): Promise<WrappedEpoch> => ({ id: epoch.id, wrapped: await wrapSecret(keys, epoch) })),
  );
  await db.meta.put({ key: "epochs", value: wrapped });
}

/** Makes a workspace on this device; its engine writes the first entries. Returns its id. */
export async function foundWorkspace(
  founding: Founding & { readonly memberName: string; readonly deviceName: string },
  profile = defaultProfile,
): Promise<string> {
  const keys = await makeDeviceKeys();
  const { memberName, deviceName, ...facts } = founding;
  const db = new WorkspaceDatabase(keys.id, "strict", profile);
  await db.transaction("rw", db.meta, async () => {
    await db.meta.bulkPut([
      { key: "identity", value: { keys, memberName, deviceName } satisfies Identity },
      { key: "founding", value: facts satisfies Founding },
    ]);
  });
  await storeEpochs(db, keys, [{ id: keys.id, secret: makeEpochSecret() }]);
  db.close();
  await register(profile, { id: keys.id, name: founding.name, memberName, deviceName, isSample: founding.isSample, state: "ready" });
  return keys.id;
}

/** Remembers an invitation until a device of the team answers. Returns the workspace's id; opening a link twice changes nothing. */
export async function acceptInvitation(
  text: string,
  names: { readonly memberName: string; readonly deviceName: string },
  profile = defaultProfile,
): Promise<string> {
  const link = readLink(text);
  if (!link.ok) throw new Refused({ ...link.error });
  const { workspace, workspaceName, inviter } = link.value;
  const known = await registryOf(profile).workspaces.get(workspace);
  if (known?.state === "ready") return workspace;
  const db = new WorkspaceDatabase(workspace, "strict", profile);
  const keys = (await identityOf(db))?.keys ?? (await makeDeviceKeys());
  await db.transaction("rw", db.meta, async () => {
    await db.meta.bulkPut([
      { key: "identity", value: { keys, ...names } satisfies Identity },
      { key: "joining", value: { link: text, sinceMs: Date.now(), refusal: null } satisfies Joining },
    ]);
  });
  db.close();
  await register(profile, { id: workspace, name: workspaceName, ...names, isSample: false, state: "joining", inviter });
  return workspace;
}

/** The list of workspaces of a profile; one browser has one, tests have several. */
export const registryOf = (profile: string): Registry => (profile === defaultProfile ? registry : new Registry(profile));

const register = async (profile: string, row: Omit<RegistryRow, "createdAt" | "lastOpenedAt">): Promise<void> => {
  const now = instantOf(Date.now());
  await registryOf(profile).workspaces.put({ createdAt: now, lastOpenedAt: now, ...row });
};
