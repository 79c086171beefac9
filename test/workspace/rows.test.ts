import "fake-indexeddb/auto";
import { afterEach, expect, test } from "vitest";
import type { TimelinePage } from "../../src/database/rows.ts";
import { WorkspaceDatabase } from "../../src/database/schema.ts";
import { canonicalJson } from "../../src/lib/canonical.ts";
import { Chance } from "../../src/lib/chance.ts";
import { unpackJson } from "../../src/lib/pack.ts";
import { unwrap } from "../../src/lib/result.ts";
import type { Engine } from "../../src/workspace/engine.ts";
import { anEngine, reopened } from "../support/engine.ts";
import { isEqualVector, joinedBy, Meeting, until } from "../support/wires.ts";

const open: Engine[] = [];
afterEach(async () => {
  for (const engine of open.splice(0)) await engine.close();
});

/** All rows, in an order of their own: what a rebuild must make again. */
async function rowsOf(workspace: string, profile: string): Promise<unknown> {
  const db = new WorkspaceDatabase(workspace, "relaxed", profile);
  const sorted = (rows: readonly unknown[]): string[] => rows.map((row) => canonicalJson(row)).sort();
  const rows = {
    parties: sorted(await db.parties.toArray()),
    records: sorted(await db.records.toArray()),
    timeline: (await db.timeline.toArray()).map(({ row, pages }) => ({
      row,
      pages: sorted((unpackJson(pages) as TimelinePage[]).map((page) => ({ ...page, items: sorted(page.items) }))),
    })),
    directory: (await db.directory.toArray()).map(({ page, entries }) => ({ page, entries: sorted(entries) })),
    bin: sorted(await db.bin.toArray()),
    counts: await db.meta.get("counts"),
  };
  db.close();
  return rows;
}

async function forgetRowsVersion(workspace: string, profile: string): Promise<void> {
  const db = new WorkspaceDatabase(workspace, "strict", profile);
  await db.meta.put({ key: "rowsVersion", value: 0 });
  db.close();
}

test("rows rebuilt from the journal equal rows kept up to date, rival values and bin included", { timeout: 60_000 }, async () => {
  const office = await anEngine("Rows", "rows-office");
  open.push(office);
  unwrap(await office.generate({ contacts: 150, interactions: 900, seed: 4 }));
  const meeting = new Meeting();
  const phone = await joinedBy(office, meeting, "Ben");
  open.push(phone);
  meeting.part();
  const parties = (await office.list("party", { limit: 100 })).rows.map((row) => row.id);
  const touches = (await office.list("interaction", { limit: 100 })).rows.map((row) => row.id);
  for (const [engine, seed] of [
    [office, 1],
    [phone, 2],
  ] as const) {
    const chance = new Chance(seed);
    for (let i = 0; i < 80; i++) {
      const deed = chance.whole(1, 10);
      if (deed === 1) await engine.remove([chance.pick(touches)]);
      else if (deed === 2) await engine.restore([chance.pick(parties)]);
      else if (deed === 3) await engine.remove([chance.pick(parties)]);
      else if (deed <= 6)
        await engine.patch(chance.pick(touches), { text: `Text ${seed} ${i}`, parties: [chance.pick(parties), chance.pick(parties)] });
      else if (deed === 7) await engine.patch(chance.pick(parties), { nickname: `${seed} ${i}` }, { nickname: null });
      else await engine.patch(chance.pick(parties), { nickname: `${seed} ${i}`, tags: { add: [`t${i % 5}`] }, note: `Notiz ${seed} ${i}` });
    }
  }
  await meeting.connect(office, phone);
  await until("both have the same", async () => isEqualVector(await office.status(), await phone.status()));
  meeting.part();
  const digest = await office.digest("rows");
  expect(await phone.digest("rows")).toBe(digest);
  await office.settled();
  open.splice(open.indexOf(office), 1);
  await office.close();

  const updated = await rowsOf(office.workspace, "rows-office");
  await forgetRowsVersion(office.workspace, "rows-office");
  const rebuilt = await reopened(office.workspace, "rows-office");
  open.push(rebuilt);
  expect(await rowsOf(office.workspace, "rows-office")).toEqual(updated);
  expect(await rebuilt.digest("rows")).toBe(digest);
});
