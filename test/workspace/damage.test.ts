import "fake-indexeddb/auto";
import { afterEach, describe, expect, test } from "vitest";
import { type EntryRow, WorkspaceDatabase } from "../../src/database/schema.ts";
import { type RecordId, shardOf } from "../../src/lib/id.ts";
import { unwrap } from "../../src/lib/result.ts";
import type { Engine } from "../../src/workspace/engine.ts";
import { anEngine, reopened } from "../support/engine.ts";
import { aMember } from "../support/hostile.ts";
import { Meeting, until } from "../support/wires.ts";

const open = new Set<Engine>();
afterEach(async () => {
  for (const engine of open) await engine.close();
  open.clear();
});
let teams = 0;

interface Scene {
  readonly workspace: string;
  readonly profile: string;
  readonly ids: readonly RecordId[];
  /** A colleague who has everything. */
  readonly colleague: Engine;
}

async function aScene(): Promise<Scene> {
  const profile = `damage-${++teams}-office`;
  const office = await anEngine("Damage", profile);
  const ids: RecordId[] = [];
  for (let i = 0; i < 5; i++) ids.push(unwrap(await office.put("party", { kind: "person", familyName: `P${i}` })));
  const colleague = await aMember(office, `${profile}-colleague`);
  open.add(colleague);
  await office.close();
  return { workspace: office.workspace, profile, ids, colleague };
}

/** Turns one bit of one stored entry, and takes the checkpoints away, which would cover it. */
async function damage({ workspace, profile }: Scene, pick: (rows: readonly EntryRow[]) => EntryRow | undefined): Promise<void> {
  const db = new WorkspaceDatabase(workspace, "strict", profile);
  const row = pick(await db.entries.toArray());
  if (!row) throw new Error("no such entry");
  const at = row.bytes.length - 100;
  await db.entries.put({ ...row, bytes: row.bytes.with(at, (row.bytes[at] as number) ^ 1) });
  for (const shard of await db.shards.toArray()) await db.shards.update(shard.name, { hasCheckpoint: 0 });
  db.close();
}

const ofContacts = (rows: readonly EntryRow[]): EntryRow | undefined => rows.filter(({ shard }) => /^[0-9a-z]{5}$/.test(shard))[2];

async function openAgain({ workspace, profile }: Scene): Promise<Engine> {
  const engine = await reopened(workspace, profile);
  open.add(engine);
  return engine;
}

async function exported(engine: Engine): Promise<{ readonly names: readonly unknown[]; readonly fromRows: number }> {
  const names: unknown[] = [];
  let fromRows = 0;
  for (let after: string | null = null, isFirst = true; isFirst || after !== null; isFirst = false) {
    const portion = await engine.exportPortion(after);
    names.push(...portion.records.filter(({ type }) => type === "party").map(({ familyName }) => familyName));
    if (portion.isFromRows) fromRows++;
    ({ after } = portion);
  }
  return { names: names.map(String).sort((a, b) => (a < b ? -1 : 1)), fromRows };
}

const codesOf = async (engine: Engine): Promise<string[]> => (await engine.status()).troubles.map(({ code }) => code);
const everybody = ["P0", "P1", "P2", "P3", "P4"];

describe("one damaged byte", { timeout: 60_000 }, () => {
  test("in an entry of a document: everything is read and exported, its records are not edited, others are", async () => {
    const scene = await aScene();
    await damage(scene, ofContacts);
    const office = await openAgain(scene);
    expect((await office.list("party")).rows.map(({ familyName }) => familyName)).toEqual(everybody);
    const [id] = scene.ids as [RecordId];
    expect(await office.patch(id, { nickname: "x" })).toEqual({ ok: false, error: { code: "journal-damaged" } });
    expect(await exported(office)).toEqual({ names: everybody, fromRows: 1 });
    expect(await codesOf(office)).toContain("journal-damaged");
    const elsewhere = unwrap(await office.put("party", { kind: "person", familyName: "Neu" }));
    expect(shardOf(elsewhere)).not.toBe(shardOf(id));
    unwrap(await office.patch(elsewhere, { nickname: "x" }));
  });

  test("is fetched again from a colleague, own entry or not, and what waited for it is applied", async () => {
    const scene = await aScene();
    await damage(scene, ofContacts);
    const office = await openAgain(scene);
    const [id] = scene.ids as [RecordId];
    expect((await office.patch(id, { nickname: "x" })).ok).toBe(false);
    // A note needs its document: it waits until that is whole.
    unwrap(await scene.colleague.patch(id, { note: "Ruft Freitag an" }));
    const meeting = new Meeting();
    await meeting.connect(office, scene.colleague);
    await until("it is mended", async () => !(await codesOf(office)).includes("journal-damaged"));
    await until("what waited is applied", async () => (await office.get(id))?.note === "Ruft Freitag an");
    unwrap(await office.patch(id, { nickname: "x" }));
    expect(await exported(office)).toEqual({ names: everybody, fromRows: 0 });
    expect(await office.digest("documents")).toBe(await office.digest("rows"));
    meeting.part();
  });

  test("under a checkpoint is noticed by itself, and given to nobody", async () => {
    const scene = await aScene();
    await damage(scene, ofContacts);
    // Nothing needs the entry: only the watch over the journal finds it.
    const office = await openAgain(scene);
    await until("it is noticed", async () => (await codesOf(office)).includes("journal-damaged"));
    const { entries } = await office.store.entriesAfter({}, 2 ** 24);
    const whole = await scene.colleague.store.entriesAfter({}, 2 ** 24);
    expect(entries).toHaveLength(whole.entries.length - 1);
    expect(whole.entries).toEqual(expect.arrayContaining([...entries]));
  });

  test("in the roster: the workspace opens, can be read and exported, and says why nothing is changed", async () => {
    const scene = await aScene();
    await damage(scene, (rows) => rows.find(({ shard }) => shard === "!roster"));
    const office = await openAgain(scene);
    expect(await codesOf(office)).toContain("roster-damaged");
    expect((await office.list("party")).rows).toHaveLength(5);
    expect((await exported(office)).names).toEqual(everybody);
    expect(await office.patch(scene.ids[0] as RecordId, { nickname: "x" })).toEqual({ ok: false, error: { code: "journal-damaged" } });
  });
});
