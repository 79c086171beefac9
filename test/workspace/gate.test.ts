import "fake-indexeddb/auto";
import { afterEach, describe, expect, test } from "vitest";
import * as Y from "yjs";
import { countsOf } from "../../src/journal/vector.ts";
import { type RecordId, shardOf } from "../../src/lib/id.ts";
import { unwrap } from "../../src/lib/result.ts";
import type { Engine } from "../../src/workspace/engine.ts";
import { anEngine, reopened } from "../support/engine.ts";
import { aMember, type Forged, Hostile, updateOf } from "../support/hostile.ts";

const open = new Set<Engine>();
afterEach(async () => {
  for (const engine of open) await engine.close();
  open.clear();
});

let teams = 0;

interface Scene {
  /** Has no document open. */
  readonly shut: Engine;
  /** Has the contacts' document open. */
  readonly wide: Engine;
  readonly hostile: Hostile;
  readonly a: RecordId;
  readonly b: RecordId;
  readonly shard: string;
  /** What the hostile member knows of the others. */
  readonly seen: Record<string, number>;
  readonly doc: Y.Doc;
  /** Updates of the office, the newest last. */
  readonly honest: readonly Uint8Array[];
}

async function aScene(): Promise<Scene> {
  const name = `gate-${++teams}`;
  const office = await anEngine("Gate", `${name}-office`);
  const a = unwrap(await office.put("party", { kind: "person", familyName: "Eins", nickname: "n1", note: "Mag Tee" }));
  const b = unwrap(await office.put("party", { kind: "person", familyName: "Zwei" }));
  unwrap(await office.patch(a, { nickname: "n2" }));
  const wide = await aMember(office, `${name}-phone`);
  const hostile = await Hostile.among(office, `${name}-evil`);
  await bring(wide, office);
  const { [hostile.keys.id]: _own, ...seen } = countsOf(office.store.vector());
  await office.close();
  const shut = await reopened(office.workspace, `${name}-office`);
  for (const engine of [shut, wide]) open.add(engine);
  await wide.warm(a);
  const { doc, updates } = await hostile.documentOf(`${name}-office`, shardOf(a));
  const honest = updates.filter(({ device }) => device === office.store.keys.id).map(({ update }) => update);
  return { shut, wide, hostile, a, b, shard: shardOf(a), seen, doc, honest };
}

/** Everything that one has and the other lacks. */
async function bring(to: Engine, from: Engine): Promise<void> {
  const { entries } = await from.store.entriesAfter(countsOf(to.store.vector()) as never, 2 ** 24);
  await to.store.receive(entries);
}

const codesOf = async (engine: Engine): Promise<string[]> => (await engine.status()).troubles.map(({ code }) => code);
const digestsOf = async (engine: Engine): Promise<string[]> => [await engine.digest("rows"), await engine.digest("documents")];

/** Both devices come to the same, whatever the entry was, and what honest people write arrives and can be read. */
async function expectSound({ shut, wide, a, hostile }: Scene, entries: readonly Uint8Array[], isAside: boolean): Promise<void> {
  for (const engine of [shut, wide]) {
    const { refused } = await engine.store.receive(entries);
    expect(refused).toEqual([]);
    expect((await codesOf(engine)).includes("entries-set-aside")).toBe(isAside);
  }
  expect(new Set([...(await digestsOf(shut)), ...(await digestsOf(wide))]).size).toBe(1);
  const later = unwrap(await shut.put("party", { kind: "person", familyName: "Später" }));
  unwrap(await shut.patch(a, { industry: "Bau" }));
  await bring(wide, shut);
  expect(await wide.get(later)).toMatchObject({ familyName: "Später" });
  expect(await wide.get(a)).toMatchObject({ familyName: "Eins", industry: "Bau" });
  for (const engine of [shut, wide]) {
    await engine.list("party");
    await engine.find("eins");
    expect((await engine.status()).vector[hostile.keys.id]).toBe((await wide.status()).vector[hostile.keys.id]);
  }
  expect(new Set([...(await digestsOf(shut)), ...(await digestsOf(wide))]).size).toBe(1);
}

const isNew = "0123456789";
type Attack = (
  scene: Scene,
) => Promise<Uint8Array[]> | Uint8Array[] | { readonly body: Parameters<Hostile["forge"]>[0]; readonly more?: Forged };

/** A record that nobody has, made in the contacts' document; the words may tell of it or not. */
const made = (scene: Scene, record: unknown, words = true): { readonly body: Parameters<Hostile["forge"]>[0]; readonly more: Forged } => ({
  body: {
    shard: scene.shard,
    update: updateOf(scene.doc, (records) =>
      records.set(`${scene.shard}.${isNew}`, typeof record === "string" ? record : JSON.stringify(record)),
    ),
    created: words ? [`${scene.shard}.${isNew}`] : [],
  },
  more: { seen: scene.seen },
});

const aside: Readonly<Record<string, Attack>> = {
  "bytes that are no update": ({ shard }) => ({ body: { shard, update: new Uint8Array([255, 255, 255, 255, 255, 1, 2, 3]) } }),
  "no bytes at all": ({ shard }) => ({ body: { shard, update: new Uint8Array() } }),
  "a value of Yjs's own": (scene) => ({
    body: {
      shard: scene.shard,
      update: updateOf(scene.doc, (records) => records.set(`${scene.a} x`, new Y.Map())),
      changes: [{ id: scene.a, field: "x" }],
    },
    more: { seen: scene.seen },
  }),
  "a document within the document": (scene) => ({
    body: {
      shard: scene.shard,
      update: updateOf(scene.doc, (records) => records.set(`${scene.a} x`, new Y.Doc())),
      changes: [{ id: scene.a, field: "x" }],
    },
    more: { seen: scene.seen },
  }),
  "a number beyond JSON": (scene) => ({
    body: {
      shard: scene.shard,
      update: updateOf(scene.doc, (records) => records.set(`${scene.a} x`, 12345678901234567890n)),
      changes: [{ id: scene.a, field: "x", to: 1 }],
    },
    more: { seen: scene.seen },
  }),
  "a record of no type": (scene) => made(scene, { a: 1 }),
  "a record that is no record": (scene) => made(scene, "[1,2]"),
  "a record nested beyond measure": (scene) =>
    made(scene, `{"type":"party","kind":"person","custom":{"x":${"[".repeat(5_000)}${"]".repeat(5_000)}}}`),
  "a record that its words do not tell of": (scene) => made(scene, { type: "party", kind: "person" }, false),
  "words of a record that is not made": ({ shard }) => ({ body: { shard, created: [`${shard}.${isNew}`] } }),
  "the words of another field, with the same value": (scene) => ({
    body: {
      shard: scene.shard,
      update: updateOf(scene.doc, (records) => records.set(`${scene.a} nickname`, "Lüge")),
      changes: [{ id: scene.b, field: "industry", to: "Lüge" }],
    },
    more: { seen: scene.seen },
  }),
  "another value than the words": (scene) => ({
    body: {
      shard: scene.shard,
      update: updateOf(scene.doc, (records) => records.set(`${scene.a} nickname`, "wahr")),
      changes: [{ id: scene.a, field: "nickname", to: "Lüge" }],
    },
    more: { seen: scene.seen },
  }),
  "an update that only deletes records": (scene) => ({
    body: {
      shard: scene.shard,
      update: updateOf(scene.doc, (records) => {
        records.delete(scene.a);
        records.delete(scene.b);
      }),
    },
    more: { seen: scene.seen },
  }),
  "a deletion beside what the words say": (scene) => ({
    body: {
      shard: scene.shard,
      update: updateOf(scene.doc, (records) => {
        records.set(`${scene.a} industry`, "Bau");
        records.delete(scene.b);
      }),
      changes: [{ id: scene.a, field: "industry", to: "Bau" }],
    },
    more: { seen: scene.seen },
  }),
  "a note emptied without a word": (scene) => ({
    body: { shard: scene.shard, update: updateOf(scene.doc, (_, doc) => doc.getText(`${scene.a} note`).delete(0, 7)) },
    more: { seen: scene.seen },
  }),
  "a note that says less than the words": (scene) => ({
    body: {
      shard: scene.shard,
      update: updateOf(scene.doc, (_, doc) => doc.getText(`${scene.a} note`).insert(7, "!")),
      changes: [{ id: scene.a, field: "note", from: "Mag Tee", to: "Mag Tee und Kaffee" }],
    },
    more: { seen: scene.seen },
  }),
  "a document name that is none": () => ({
    body: { shard: "EVIL", update: updateOf(new Y.Doc(), (records) => records.set("x", 1)) },
    more: { stamp: { ms: Date.now() + 40 * 3_600_000, count: 0 } },
  }),
  "words of five thousand documents": () => ({
    body: { shard: "abcde", created: Array.from({ length: 5_000 }, (_, i) => `s${String(i).padStart(4, "0")}.${isNew}`) },
  }),
  "a record of another document": (scene) => ({
    body: {
      shard: "zzzzz",
      update: updateOf(new Y.Doc(), (records) => records.set(`${scene.a} nickname`, "x")),
      changes: [{ id: scene.a, field: "nickname", to: "x" }],
    },
  }),
  "structs under a colleague's number": (scene) => {
    const last = Y.decodeUpdate(scene.honest.at(-1) as Uint8Array).structs.at(-1) as Y.Item;
    scene.doc.clientID = last.id.client;
    return {
      body: {
        shard: scene.shard,
        update: updateOf(scene.doc, (records) => records.set(`${scene.a} vatId`, "DE1")),
        changes: [{ id: scene.a, field: "vatId", to: "DE1" }],
      },
      more: { seen: scene.seen },
    };
  },
  "a gap in its own structs": (scene) => {
    updateOf(scene.doc, (records) => records.set(`${scene.a} vatId`, "nicht gesendet"));
    return {
      body: {
        shard: scene.shard,
        update: updateOf(scene.doc, (records) => records.set(`${scene.a} legalForm`, "e.K.")),
        changes: [{ id: scene.a, field: "legalForm", to: "e.K." }],
      },
      more: { seen: scene.seen },
    };
  },
  "a value that passes over one it knew of": (scene) => {
    const earlier = new Y.Doc();
    for (const update of scene.honest.slice(0, -1)) Y.applyUpdate(earlier, update);
    return {
      body: {
        shard: scene.shard,
        update: updateOf(earlier, (records) => records.set(`${scene.a} nickname`, "übergangen")),
        changes: [{ id: scene.a, field: "nickname", to: "übergangen" }],
      },
      more: { seen: scene.seen },
    };
  },
  "standing beside what it says it does not know": (scene) => ({
    body: {
      shard: scene.shard,
      update: updateOf(scene.doc, (records) => records.set(`${scene.a} nickname`, "ahnungslos")),
      changes: [{ id: scene.a, field: "nickname", to: "ahnungslos" }],
    },
  }),
  "a counter that no clock reaches": (scene) => ({
    ...made(scene, { type: "party", kind: "person" }),
    more: { seen: scene.seen, stamp: { ms: Date.now() + 47 * 3_600_000, count: 2 ** 32 } },
  }),
  "a generation of a later version": ({ shard }) => ({ body: { shard, generation: 7 } }),
  "a kind of entry of a later version": () => ({ body: { facts: { name: "foto.jpg" }, bytes: new Uint8Array([1, 2, 3]) } }),
};

/** Odd, and yet an update that does what it says: taken by all alike, and nobody stumbles over it. */
const taken: Readonly<Record<string, Attack>> = {
  "a name that is a number": (scene) => made(scene, { type: "party", kind: "person", name: 5, nickname: 4, legalForm: {}, sortAs: 3 }),
  "phones that are text": (scene) =>
    made(scene, { type: "party", kind: {}, phones: "x", emails: 7, addresses: [1], tags: 3, externalIds: "abc" }),
  "a phone that is nothing": (scene) =>
    made(scene, { type: "party", kind: "person", phones: { a: null }, addresses: { b: { locality: 3 } } }),
  "a phone that was taken out before it was there": (scene) =>
    made(scene, { type: "party", kind: "person", phones: { a: false }, emails: { a: false }, addresses: { a: false }, name: 5 }),
  "a day that is a number": (scene) => made(scene, { type: "interaction", kind: "call", at: 5, parties: {} }),
  "a relation without ends": (scene) => made(scene, { type: "relation", kind: "worksFor" }),
  "what cannot be made text": (scene) =>
    made(scene, { type: "party", kind: { toString: 1 }, deletedAt: { toString: 1 }, createdAt: { valueOf: 2 } }),
  "a kind of a later version": (scene) => made(scene, { type: "voucher", value: { cents: 500 }, parties: { x: 1 } }),
  "a type called like a part of the language": (scene) => made(scene, { type: "constructor", toString: "x", constructor: [] }),
  "a field that its record does not have": (scene) => ({
    body: {
      shard: scene.shard,
      update: updateOf(scene.doc, (records) => records.set(`${scene.a} toString x`, { y: 1 })),
      changes: [{ id: scene.a, field: "toString", element: "x", to: { y: 1 } }],
    },
    more: { seen: scene.seen },
  }),
};

async function forged(scene: Scene, attack: Attack): Promise<readonly Uint8Array[]> {
  const made = await attack(scene);
  return Array.isArray(made) ? made : [await scene.hostile.forge(made.body, made.more ?? {})];
}

describe("the gate, with the document open and shut", { timeout: 60_000 }, () => {
  test.each(Object.keys(aside))("sets aside: %s", async (name) => {
    const scene = await aScene();
    await expectSound(scene, await forged(scene, aside[name] as Attack), true);
  });

  test.each(Object.keys(taken))("takes, and stumbles nowhere: %s", async (name) => {
    const scene = await aScene();
    await expectSound(scene, await forged(scene, taken[name] as Attack), false);
  });
});
