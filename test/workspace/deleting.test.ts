import "fake-indexeddb/auto";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { type Choice, readChoices } from "../../src/database/choices.ts";
import { relationsOf, timelineOf } from "../../src/database/questions.ts";
import { WorkspaceDatabase } from "../../src/database/schema.ts";
import { canonicalJson } from "../../src/lib/canonical.ts";
import { Chance } from "../../src/lib/chance.ts";
import type { RecordId } from "../../src/lib/id.ts";
import { unwrap } from "../../src/lib/result.ts";
import { Engine } from "../../src/workspace/engine.ts";
import { acceptInvitation } from "../../src/workspace/joining.ts";
import { anEngine, reopened } from "../support/engine.ts";
import { isEqualVector, Meeting, until } from "../support/wires.ts";

let office: Engine;
let phone: Engine;
let meeting: Meeting;
let id: RecordId;
let round = 0;
const profileOf = (who: string): string => `deleting-${round}-${who}`;

beforeEach(async () => {
  round++;
  office = await anEngine("Löschen", profileOf("office"));
  id = unwrap(await office.put("party", { kind: "person", familyName: "Öttl" }));
  const link = unwrap(await office.invite({ base: "https://kontor.example/" }));
  const workspace = await acceptInvitation(link, { memberName: "Ben", deviceName: "Telefon" }, profileOf("phone"));
  phone = unwrap(await Engine.open({ workspace, profile: profileOf("phone") }));
  meeting = new Meeting();
  await meeting.connect(office, phone);
  await until("the newcomer is let in", async () => (await phone.status()).state === "ready");
  await together();
});
afterEach(async () => {
  meeting.part();
  await office.close();
  await phone.close();
});

async function together(): Promise<void> {
  await meeting.connect(office, phone);
  await until("both have the same", async () => isEqualVector(await office.status(), await phone.status()));
}
/** Opened again, a device has no document open. */
async function shutPhone(): Promise<void> {
  await phone.close();
  phone = await reopened(office.workspace, profileOf("phone"));
}
async function rows<Answer>(who: "office" | "phone", ask: (db: WorkspaceDatabase) => Promise<Answer>): Promise<Answer> {
  const db = new WorkspaceDatabase(office.workspace, "relaxed", profileOf(who));
  const answer = await ask(db);
  db.close();
  return answer;
}
const isHere = async (engine: Engine): Promise<boolean> => (await engine.list("party")).rows.some((row) => row.id === id);

/** What both devices say, which must be the same: contacts here, how many, what is open, and everything in digests. */
async function bothSay(): Promise<{ isHere: boolean; choices: Choice[] }> {
  const said = new Set<string>();
  const digests = new Set<string>();
  for (const [who, engine] of [
    ["office", office],
    ["phone", phone],
  ] as const) {
    const choices = await rows(who, readChoices);
    said.add(
      canonicalJson({
        isHere: await isHere(engine),
        count: await engine.count("party"),
        list: (await engine.list("party")).rows.map((row) => row.id),
        bin: await rows(who, (db) => db.bin.toArray()),
        choices,
      }),
    );
    for (const of of ["rows", "documents"] as const) digests.add(await engine.digest(of));
  }
  expect([...said]).toHaveLength(1);
  expect([...digests]).toHaveLength(1);
  return JSON.parse([...said][0] as string) as { isHere: boolean; choices: Choice[] };
}

describe("a deletion that did not know of somebody's work takes nothing away", () => {
  const works: [string, () => Promise<unknown>][] = [
    ["a changed field", () => phone.patch(id, { nickname: "Vroni" })],
    ["a visit", () => phone.put("interaction", { kind: "visit", at: "2026-02-03", parties: [id] })],
    [
      "an employer",
      async () => {
        const firm = unwrap(await phone.put("party", { kind: "organisation", name: "Mühle" }));
        return phone.put("relation", { kind: "worksFor", from: id, to: firm });
      },
    ],
  ];
  for (const [what, work] of works)
    test(`${what}, whichever device is told first, documents open or shut`, async () => {
      meeting.part();
      unwrap(await office.remove([id]));
      expect(await isHere(office)).toBe(false);
      await work();
      await shutPhone();
      await together();
      const { isHere: stays, choices } = await bothSay();
      expect(stays).toBe(true);
      expect(choices).toEqual([{ id, parties: [id], count: 1 }]);
      // Until somebody has chosen, people go on working with it.
      unwrap(await office.patch(id, { industry: "Bau" }));
      await together();
      expect((await bothSay()).isHere).toBe(true);
    });

  test("kept, it is a contact like others", async () => {
    meeting.part();
    unwrap(await office.remove([id]));
    unwrap(await phone.patch(id, { nickname: "Vroni" }));
    await together();
    unwrap(await phone.save([{ id, fields: { deletedAt: null } }], "choose"));
    await together();
    expect(await bothSay()).toMatchObject({ isHere: true, choices: [] });
  });

  test("deleted after all, it is in the bin on all devices", async () => {
    meeting.part();
    unwrap(await office.remove([id]));
    unwrap(await phone.patch(id, { nickname: "Vroni" }));
    await together();
    unwrap(await phone.remove([id]));
    await together();
    expect(await bothSay()).toMatchObject({ isHere: false, choices: [] });
  });

  test("deleted twice apart, or by who knew of all, it is gone", async () => {
    unwrap(await phone.patch(id, { nickname: "Vroni" }));
    await together();
    meeting.part();
    unwrap(await office.remove([id]));
    unwrap(await phone.remove([id]));
    await together();
    expect(await bothSay()).toMatchObject({ isHere: false, choices: [] });
  });

  test("an activity too stays when somebody changed it meanwhile", async () => {
    const call = unwrap(await office.put("interaction", { kind: "call", at: "2026-01-01", parties: [id], text: "Erstens" }));
    await together();
    meeting.part();
    unwrap(await office.remove([call]));
    unwrap(await phone.patch(call, { text: "Erstens. Ruft zurück." }));
    await together();
    expect((await bothSay()).choices).toEqual([{ id: call, parties: [id], count: 1 }]);
    expect((await rows("office", (db) => timelineOf(db, id))).map((entry) => entry.id)).toEqual([call]);
  });

  test("rows made again from the journal say the same", { timeout: 60_000 }, async () => {
    unwrap(await office.generate({ contacts: 12, interactions: 10, seed: 3 }));
    await together();
    const ids = (await office.list("party")).rows.map((row) => row.id);
    for (let meet = 0; meet < 6; meet++) {
      meeting.part();
      for (const [engine, seed] of [
        [office, 2 * meet],
        [phone, 2 * meet + 1],
      ] as const) {
        const chance = new Chance(seed);
        for (let i = 0; i < 8; i++) {
          const party = chance.pick(ids);
          const deed = chance.whole(1, 5);
          if (deed <= 2) await engine.remove([party]);
          else if (deed === 3) await engine.restore([party]);
          else if (deed === 4) await engine.put("interaction", { kind: "call", at: "2026-03-04", parties: [party, chance.pick(ids)] });
          else await engine.patch(party, { nickname: `${seed} ${i}` });
        }
      }
      if (meet % 2 === 0) await shutPhone();
      await together();
      await bothSay();
    }
    const open = (await bothSay()).choices;
    expect(open.length).toBeGreaterThan(0);
    await rows("phone", (db) => db.meta.put({ key: "rowsVersion", value: 0 }));
    await shutPhone();
    await together();
    expect((await bothSay()).choices).toEqual(open);
  });
});

test("what hangs on a deleted contact is not shown, and comes back with it", async () => {
  const firm = unwrap(await office.put("party", { kind: "organisation", name: "Mühle" }));
  const job = unwrap(await office.put("relation", { kind: "worksFor", from: id, to: firm }));
  const call = unwrap(await office.put("interaction", { kind: "call", at: "2026-01-01", parties: [id] }));
  unwrap(await office.remove([id]));
  expect(await rows("office", (db) => relationsOf(db, firm))).toEqual([]);
  expect(await rows("office", (db) => timelineOf(db, firm))).toEqual([]);
  unwrap(await office.restore([id]));
  expect((await rows("office", (db) => relationsOf(db, firm))).map((row) => row.id)).toEqual([job]);
  expect((await rows("office", (db) => timelineOf(db, firm))).map((entry) => entry.id)).toEqual([call]);
});

test("with a contact comes back what was deleted in the same act", async () => {
  const firm = unwrap(await office.put("party", { kind: "organisation", name: "Mühle" }));
  const job = unwrap(await office.put("relation", { kind: "worksFor", from: id, to: firm }));
  unwrap(await office.remove([job, id]));
  unwrap(await office.restore([id]));
  expect((await rows("office", (db) => relationsOf(db, firm))).map((row) => row.id)).toEqual([job]);
});

test("many contacts are deleted only by who says how many they are", async () => {
  unwrap(await office.generate({ contacts: 25, interactions: 0, seed: 1 }));
  const ids = (await office.list("party", { limit: 100 })).rows.map((row) => row.id);
  const contacts = ids.length;
  expect(await office.remove(ids)).toEqual({ ok: false, error: { code: "deletion-unconfirmed", contacts } });
  expect(await office.remove(ids, contacts - 1)).toEqual({ ok: false, error: { code: "deletion-unconfirmed", contacts } });
  expect(await office.count("party")).toBe(contacts);
  unwrap(await office.remove(ids.slice(0, 20)));
  unwrap(await office.remove(ids.slice(20), contacts - 20));
  expect(await office.count("party")).toBe(0);
});
