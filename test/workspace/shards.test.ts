import "fake-indexeddb/auto";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { type ShardRow, WorkspaceDatabase } from "../../src/database/schema.ts";
import { maxParties } from "../../src/documents/shard.ts";
import type { Merged } from "../../src/domain/record.ts";
import { metaShard, newRecordId, newShardName, type RecordId, type ShardName } from "../../src/lib/id.ts";
import { DamagedEntry } from "../../src/workspace/damage.ts";
import { Shards } from "../../src/workspace/shards.ts";

/** A journal of updates as shards read it, and the shards over it: what is saved goes to both. */
class Office {
  readonly #entries: { readonly shard: ShardName; readonly update: Uint8Array }[] = [];
  nowMs = 1_000_000;
  /** After which arrival numbers a document's entries were asked for. */
  readonly asked: number[] = [];
  isDamaged = false;

  openShards(): Shards {
    const readUpdates = async (shard: ShardName, after: number) => {
      this.asked.push(after);
      if (this.isDamaged) throw new DamagedEntry({ device: "d", seq: 1, shard, bytes: new Uint8Array() }, "a bit has turned");
      const later = [...this.#entries.entries()].filter(([at, entry]) => entry.shard === shard && at + 1 > after);
      return { updates: later.map(([, { update }]) => update), reached: (later.at(-1)?.[0] ?? after - 1) + 1 };
    };
    return new Shards(db, readUpdates, () => this.nowMs);
  }

  async write(shards: Shards, name: ShardName, familyName: string, isStored = true): Promise<RecordId> {
    shards.reserve(name, this.nowMs);
    const shard = await shards.load(name);
    const id = newRecordId(name);
    const written = shard.write({ create: [{ id, record: { type: "party", kind: "person", familyName } as Merged }] });
    if (!written) throw new Error("nothing was written");
    if (!isStored) return id;
    this.#entries.push({ shard: name, update: written.update });
    const rows = shards.changedRow(name, this.nowMs, undefined, { parties: 0, records: 0 });
    await db.shards.bulkPut(rows);
    shards.committed([name], rows, this.#entries.length);
    return id;
  }
}

const aRow = (more: Partial<ShardRow>): ShardRow => ({
  name: newShardName(),
  parties: 1,
  records: 1,
  newestMs: 1,
  hasCheckpoint: 0,
  ...more,
});

let db: WorkspaceDatabase;
let count = 0;
beforeEach(() => {
  db = new WorkspaceDatabase(`shards-${++count}`, "relaxed");
});
afterEach(() => db.close());

describe("where a new contact goes", () => {
  test("to the newest shard that has room, never to what belongs to nobody", async () => {
    const full = aRow({ parties: maxParties, newestMs: 9 });
    const [older, newer] = [aRow({ newestMs: 3 }), aRow({ newestMs: 5 })];
    await db.shards.bulkPut([full, older, newer, aRow({ name: metaShard, newestMs: 10 })]);
    const shards = new Office().openShards();
    await shards.open();
    expect(shards.place()).toBe(newer.name);
    // Contacts of the same import that are on their way take room as well.
    expect(shards.place(new Map([[newer.name, { parties: maxParties - 1, records: 0 }]]))).toBe(older.name);
  });

  test("to a new one when all are full", async () => {
    const full = aRow({ parties: maxParties });
    await db.shards.put(full);
    const shards = new Office().openShards();
    await shards.open();
    expect(shards.rows.has(shards.place())).toBe(false);
  });

  test("not to a shard that cannot be read, until it has been mended", async () => {
    const office = new Office();
    const shards = office.openShards();
    const name = newShardName();
    await office.write(shards, name, "Weber");
    shards.close();
    office.isDamaged = true;
    await expect(shards.load(name)).rejects.toBeInstanceOf(DamagedEntry);
    expect(shards.place()).not.toBe(name);
    office.isDamaged = false;
    await shards.load(name);
    expect(shards.place()).toBe(name);
  });
});

describe("a document", () => {
  test("whose change could not be stored is what the disk has", async () => {
    const office = new Office();
    const shards = office.openShards();
    const name = newShardName();
    const kept = await office.write(shards, name, "Weber");
    const lost = await office.write(shards, name, "Anders", false);
    shards.discard([name]);
    const shard = await shards.load(name);
    expect([shard.has(kept), shard.has(lost)]).toEqual([true, false]);
  });

  test("that has been quiet is written back once; opened again it reads only what came later", async () => {
    const office = new Office();
    const shards = office.openShards();
    const name = newShardName();
    const first = await office.write(shards, name, "Weber");
    expect(await shards.tidyOne(2_000)).toBe(false);
    office.nowMs += 2_000;
    expect(await shards.tidyOne(2_000)).toBe(true);
    expect(await shards.tidyOne(2_000)).toBe(false);
    const second = await office.write(shards, name, "Anders");
    shards.close();

    const again = office.openShards();
    await again.open();
    const shard = await again.load(name);
    expect(office.asked.at(-1)).toBe(1);
    expect([first, second].map((id) => shard.read(id)?.["familyName"])).toEqual(["Weber", "Anders"]);
    again.close();
  });

  test("that nobody has used for a minute is closed, after it has been written back", async () => {
    const office = new Office();
    const shards = office.openShards();
    const name = newShardName();
    await office.write(shards, name, "Weber");
    office.nowMs += 60_001;
    expect(await shards.tidyOne(2_000)).toBe(true);
    expect(shards.isOpen(name)).toBe(true);
    expect(await shards.tidyOne(2_000)).toBe(true);
    expect(shards.isOpen(name)).toBe(false);
    expect((await db.shards.get(name))?.hasCheckpoint).toBe(1);
  });

  test("used longest ago is the one that is closed when too many are open", async () => {
    const office = new Office();
    const shards = office.openShards();
    const names = Array.from({ length: 65 }, newShardName);
    for (const name of names) {
      office.nowMs += 1;
      await shards.load(name);
    }
    expect(shards.isCrowded).toBe(true);
    expect(await shards.tidyOne(2_000)).toBe(true);
    expect(names.filter((name) => !shards.isOpen(name))).toEqual(names.slice(0, 1));
    expect(shards.isCrowded).toBe(false);
    shards.close();
  });
});
