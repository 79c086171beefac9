import "fake-indexeddb/auto";
import { afterEach, describe, expect, test } from "vitest";
import { IndexeddbPersistence } from "y-indexeddb";
import * as Y from "yjs";
import { type RecordId, shardOf } from "../../src/lib/id.ts";
import { unwrap } from "../../src/lib/result.ts";
import { Engine } from "../../src/workspace/engine.ts";
import { type Breakage, breakDatabases, inDatabase } from "../support/brokenStorage.ts";
import { anEngine } from "../support/engine.ts";
import { until } from "../support/wires.ts";

const mended: (() => void)[] = [];
const open = new Set<Engine>();
afterEach(async () => {
  for (const mend of mended.splice(0)) mend();
  for (const engine of open) await engine.close();
  open.clear();
});

/** Documents, and nothing else, are broken. */
const breakCheckpoints = (breakage: Breakage): void => void mended.push(breakDatabases(/\.0$/, breakage));
const patienceMs = 60;

async function openAgain(workspace: string, profile: string): Promise<Engine> {
  const engine = unwrap(await Engine.open({ workspace, profile, patienceMs }));
  open.add(engine);
  return engine;
}

let profiles = 0;
/** A workspace with one contact whose document is stored, shut again. */
async function aStoredContact(): Promise<{
  readonly workspace: string;
  readonly profile: string;
  readonly id: RecordId;
  readonly document: string;
}> {
  const profile = `checkpoint-${++profiles}`;
  const engine = await anEngine("Checkpoint", profile);
  const id = unwrap(await engine.put("party", { kind: "person", familyName: "Anders" }));
  unwrap(await engine.patch(id, { nickname: "eins" }));
  await engine.close();
  return { workspace: engine.workspace, profile, id, document: `${profile}-${engine.workspace}-${shardOf(id)}.0` };
}

/** Everything that was saved is there, more can be saved, and all of it is there after the next start. */
async function expectWhole(engine: Engine, profile: string, id: RecordId): Promise<void> {
  expect(unwrap(await engine.patch(id, { industry: "Bau" }))).toBeNull();
  const other = unwrap(await engine.put("product", { name: "Sieb" }));
  expect(await engine.get(id)).toMatchObject({ familyName: "Anders", nickname: "eins", industry: "Bau" });
  expect(await engine.digest("documents")).toBe(await engine.digest("rows"));
  await engine.close();
  open.delete(engine);
  for (const mend of mended.splice(0)) mend();
  const again = await openAgain(engine.workspace, profile);
  expect(await again.get(id)).toMatchObject({ familyName: "Anders", nickname: "eins", industry: "Bau" });
  expect(await again.get(other)).toMatchObject({ name: "Sieb" });
  expect(await again.digest("documents")).toBe(await again.digest("rows"));
}

const breakages: readonly Breakage[] = ["opening fails", "opening never ends", "reading fails", "reading never ends", "writing fails"];

describe("a document's stored state is a convenience", () => {
  test.each(breakages)("%s while a document is opened: the journal is replayed", async (breakage) => {
    const { workspace, profile, id } = await aStoredContact();
    breakCheckpoints(breakage);
    await expectWhole(await openAgain(workspace, profile), profile, id);
  });

  test.each<Breakage>(["opening fails", "opening never ends", "writing fails"])(
    "%s while documents are tidied up: it is said, saving goes on, and it ends",
    async (breakage) => {
      const profile = `checkpoint-${++profiles}`;
      const founded = await anEngine("Checkpoint", profile);
      const id = unwrap(await founded.put("party", { kind: "person", familyName: "Anders", nickname: "eins" }));
      await founded.close();
      let aheadMs = 0;
      // Nothing is stored of this document yet, and the one of the settings is.
      const engine = unwrap(await Engine.open({ workspace: founded.workspace, profile, patienceMs, now: () => Date.now() + aheadMs }));
      open.add(engine);
      breakCheckpoints(breakage);
      unwrap(await engine.patch(id, { nickname: "eins" }));
      unwrap(await engine.patch(id, { nickname: "zwei" }));
      unwrap(await engine.patch(id, { nickname: "eins" }));
      aheadMs = 10_000;
      await until("it is said", async () => (await engine.status()).troubles.some(({ code }) => code === "disk-failed"));
      unwrap(await engine.patch(id, { nickname: "eins", legalForm: "e.K." }));
      for (const mend of mended.splice(0)) mend();
      aheadMs = 100_000;
      await until("it ends", async () => (await engine.status()).troubles.length === 0);
      await expectWhole(engine, profile, id);
    },
  );

  const damages: Readonly<Record<string, (document: string) => Promise<void>>> = {
    "is no update at all": (document) =>
      inDatabase(document, ["updates"], (transaction) => {
        transaction.objectStore("updates").clear();
        transaction.objectStore("updates").add(new Uint8Array([255, 255, 255, 255, 255, 1, 2, 3]));
      }),
    "is something else than bytes": (document) =>
      inDatabase(document, ["updates"], (transaction) => void transaction.objectStore("updates").add("no bytes")),
    "is empty": (document) => inDatabase(document, ["updates"], (transaction) => void transaction.objectStore("updates").clear()),
    "has one bit turned": (document) =>
      inDatabase(document, ["updates"], (transaction) => {
        const cursor = transaction.objectStore("updates").openCursor();
        cursor.onsuccess = () => {
          const bytes = cursor.result?.value as Uint8Array;
          const at = Buffer.from(bytes).indexOf("nders");
          cursor.result?.update(bytes.with(at, (bytes[at] as number) ^ 1));
        };
      }),
  };
  test("what y-indexeddb stored itself, as builds before did, is read", async () => {
    const { workspace, profile, id, document } = await aStoredContact();
    await inDatabase(document, ["custom"], (transaction) => void transaction.objectStore("custom").delete("hash"));
    const old = new IndexeddbPersistence(document, new Y.Doc());
    await old.whenSynced;
    await old.destroy();
    await expectWhole(await openAgain(workspace, profile), profile, id);
  });

  test.each(Object.keys(damages))("what is stored %s: the journal is replayed", async (name) => {
    const { workspace, profile, id, document } = await aStoredContact();
    await damages[name]?.(document);
    await expectWhole(await openAgain(workspace, profile), profile, id);
  });
});
