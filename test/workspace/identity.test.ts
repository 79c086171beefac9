import "fake-indexeddb/auto";
import { expect, test } from "vitest";
import { readMeta, WorkspaceDatabase } from "../../src/database/schema.ts";
import type { StoredDeviceKeys } from "../../src/journal/deviceKeys.ts";
import { err, unwrap } from "../../src/lib/result.ts";
import { Engine } from "../../src/workspace/engine.ts";
import { anEngine, reopened } from "../support/engine.ts";

interface StoredIdentity {
  readonly keys: StoredDeviceKeys;
  readonly memberName: string;
}

/** Changes what lies on the disk about the keys, as another build or another browser would have left it. */
async function storeKeys(workspace: string, change: (keys: StoredDeviceKeys) => unknown): Promise<void> {
  const db = new WorkspaceDatabase(workspace, "strict");
  const identity = (await readMeta<StoredIdentity>(db, "identity")) as StoredIdentity;
  await db.meta.put({ key: "identity", value: { ...identity, keys: change(identity.keys) } });
  db.close();
}

test("a workspace whose keys were all stored as keys opens, and what is saved in it stays", async () => {
  const engine = await anEngine();
  const party = unwrap(await engine.put("party", { kind: "organisation", name: "Mühle Öttl KG" }));
  await engine.close();
  const receiving = (await crypto.subtle.generateKey("X25519", false, ["deriveBits"])) as CryptoKeyPair;
  const receivePublic = new Uint8Array(await crypto.subtle.exportKey("raw", receiving.publicKey));
  await storeKeys(engine.workspace, ({ version: _version, ...keys }) => ({ ...keys, receivePublic, receive: receiving.privateKey }));

  const again = await reopened(engine.workspace);
  expect((await again.get(party))?.name).toBe("Mühle Öttl KG");
  expect(unwrap(await again.put("party", { kind: "person", familyName: "Weber" }))).not.toBe(party);
  await again.close();
});

test("keys that the browser did not keep are a refusal with a sentence, not an empty workspace", async () => {
  const engine = await anEngine();
  await engine.close();
  await storeKeys(engine.workspace, (keys) => ({ ...keys, wrap: null }));
  expect(await Engine.open({ workspace: engine.workspace })).toEqual(err({ code: "keys-unreadable" }));
});
