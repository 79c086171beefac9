import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { concat } from "../../src/lib/bytes.ts";
import { Chance } from "../../src/lib/chance.ts";
import type { RecordId } from "../../src/lib/id.ts";
import { unwrap } from "../../src/lib/result.ts";
import type { Engine } from "../../src/workspace/engine.ts";
import { backupOf, damaged, reframed, restoredFrom } from "../support/backup.ts";
import { anEngine, reopened } from "../support/engine.ts";
import { joinedBy, Meeting, until } from "../support/wires.ts";

const contacts = 60;
const nameOf = (i: number): string => `Kunde ${String(i).padStart(2, "0")}`;

let office: Engine;
let frames: Uint8Array<ArrayBuffer>[];
const ids: RecordId[] = [];
/** What stands in the office at the end: id → its fields. */
const truth = new Map<RecordId, Readonly<Record<string, unknown>>>();

beforeAll(async () => {
  office = await anEngine("Damals GmbH", "damage-office");
  for (let i = 0; i < contacts; i++) {
    ids.push(unwrap(await office.put("party", { kind: "organisation", name: nameOf(i), note: `Notiz ${i}` })));
    if (i % 3 === 0) unwrap(await office.patch(ids[i] as RecordId, { nickname: `Spitzname ${i}` }));
    if (i % 5 === 4)
      unwrap(await office.put("interaction", { kind: "call", at: "2026-11-20T10:00:00.000Z", parties: [ids[i]], text: `Anruf ${i}` }));
  }
  // Late changes of early contacts: lost contacts are heard of again.
  for (let i = 0; i < contacts; i += 7) unwrap(await office.patch(ids[i] as RecordId, { nickname: `Später ${i}` }));
  for (const id of ids) truth.set(id, (await office.get(id)) as never);
  frames = await reframed(await backupOf(office), 2_500);
}, 60_000);
afterAll(() => office.close());

const without = (...gone: readonly number[]): Blob => new Blob(frames.filter((_, i) => !gone.includes(i)));

async function restored(file: Blob) {
  const { report, engine, profile } = await restoredFrom(file);
  const found = new Map<RecordId, Readonly<Record<string, unknown>>>();
  for (const id of ids) {
    const one = await engine.get(id);
    if (one) found.set(id, one);
  }
  return { report: unwrap(report), engine, profile, found };
}

describe("a damaged backup", () => {
  test("that was cut brings back everything up to the cut, and says how much of whom is gone since when", async () => {
    const { report, engine, found } = await restored(new Blob(frames.slice(0, Math.floor(frames.length / 2))));
    expect(report.damage).toMatchObject({ isCut: true, salvaged: { made: 0, changed: 0, left: 0 } });
    const [lost, ...more] = report.damage?.lost ?? [];
    expect(more).toEqual([]);
    expect(lost).toMatchObject({ deviceName: "Büro", memberName: "Anna", count: report.entries.held - report.entries.read });
    expect((lost?.after ?? "") < (lost?.before ?? "")).toBe(true);
    expect(found.size).toBeGreaterThan(10);
    expect([...found.keys()]).toEqual(ids.slice(0, found.size));
    expect(report.damage?.contacts.count).toBe(contacts - found.size);
    expect([...(report.damage?.contacts.names ?? [])].sort()).toEqual(ids.slice(found.size).map((_, i) => nameOf(found.size + i)));
    await engine.close();
  });

  test("with a hole in it brings back all that lies behind the hole, and names the contacts that lay in it", async () => {
    const hole = 4;
    const { report, engine, profile, found } = await restored(without(hole));
    const missing = ids.filter((id) => !found.has(id));
    expect(missing.length).toBeGreaterThan(0);
    expect(missing.length).toBeLessThan(12);
    expect(report.damage).toMatchObject({ isCut: false, contacts: { count: missing.length } });
    expect([...(report.damage?.contacts.names ?? [])].sort()).toEqual(missing.map((id) => nameOf(ids.indexOf(id))));
    // Whole behind the hole: names, notes and later changes, searchable, and the visits too.
    const last = found.get(ids.at(-1) as RecordId);
    expect(last).toMatchObject({ name: nameOf(contacts - 1), note: `Notiz ${contacts - 1}` });
    expect(await engine.find(nameOf(contacts - 1))).toHaveLength(1);
    expect(await engine.count("interaction")).toBeGreaterThan(8);
    for (const id of ids.slice(-20)) expect(found.get(id)).toEqual(truth.get(id));
    expect(await engine.digest("rows")).toBe(await engine.digest("documents"));
    await engine.close();
    // And work goes on, also after a start.
    const again = await reopened(engine.workspace, profile);
    expect(await again.count("party")).toBe(found.size);
    unwrap(await again.put("party", { kind: "person", familyName: "Neu" }));
    unwrap(await again.invite({ base: "https://kontor.example/" }));
    await again.close();
  });

  test("is made whole by a colleague's device that has the rest", async () => {
    const meeting = new Meeting();
    const ben = await joinedBy(office, meeting, "Ben");
    meeting.part();
    const { engine } = await restored(without(4, 9));
    const again = new Meeting();
    await again.connect(engine, ben);
    await until("all is here", async () => (await engine.count("party")) === contacts);
    await until("both agree", async () => (await engine.digest("documents")) === (await ben.digest("documents")));
    for (const id of ids) expect((await engine.get(id))?.name).toBe(truth.get(id)?.name);
    again.part();
    await engine.close();
    await ben.close();
  });

  test("whose beginning is gone is opened by what stands at its end; without both it is refused in words", async () => {
    const { report, engine, found } = await restored(without(0));
    expect(report.damage).toBeNull();
    expect(found.size).toBe(contacts);
    await engine.close();
    const { report: refused } = await restoredFrom(without(0, frames.length - 1));
    expect(refused).toEqual({ ok: false, error: { code: "backup-manifest-lost" } });
  });

  test("in a hundred ways never brings back anything wrong, and what is missing is always reckoned", async () => {
    const whole = concat(...frames);
    const chance = new Chance(2_026);
    const came: Record<string, number> = { whole: 0, parts: 0, refused: 0, contacts: 0, missing: 0 };
    for (let run = 0; run < 100; run++) {
      const { how, bytes } = damaged(whole, chance);
      const { report, engine } = await restoredFrom(new Blob([bytes]));
      if (!report.ok) {
        // Only a file of which not even the first frame is left has nothing to give.
        expect(["backup-unreadable", "backup-manifest-lost"], how).toContain(report.error.code);
        expect(bytes.length, how).toBeLessThan((frames[0] as Uint8Array).length + 4_096);
        came.refused = (came.refused ?? 0) + 1;
        continue;
      }
      const { damage, entries } = report.value;
      let absent = 0;
      for (const id of ids) {
        const one = await engine.get(id);
        if (!one) absent++;
        else if (damage === null) expect(one, how).toEqual(truth.get(id));
        else expect(one.name, how).toBe(truth.get(id)?.name);
      }
      // Each of these contacts was one save: no more are absent than entries are lost.
      expect(absent, how).toBeLessThanOrEqual(entries.held - entries.read);
      if (damage === null) expect(await engine.digest("documents"), how).toBe(await office.digest("documents"));
      else
        expect(
          damage.lost.reduce((sum, { count }) => sum + count, 0),
          how,
        ).toBe(entries.held - entries.read);
      expect(await engine.digest("rows"), how).toBe(await engine.digest("documents"));
      came[damage === null ? "whole" : "parts"] = (came[damage === null ? "whole" : "parts"] ?? 0) + 1;
      came.contacts = (came.contacts ?? 0) + contacts - absent;
      came.missing = (came.missing ?? 0) + absent;
      await engine.close();
    }
    expect(came.parts).toBeGreaterThan(50);
    expect(came.missing).toBeGreaterThan(100);
    process.stdout.write(`100 damaged copies: ${JSON.stringify(came)}\n`);
  }, 240_000);
});
