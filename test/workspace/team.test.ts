import { afterEach, describe, expect, test } from "vitest";
import { canonicalJson } from "../../src/lib/canonical.ts";
import { Chance } from "../../src/lib/chance.ts";
import type { RecordId } from "../../src/lib/id.ts";
import { plainOf } from "../../src/lib/plain.ts";
import { unwrap } from "../../src/lib/result.ts";
import type { Engine } from "../../src/workspace/engine.ts";
import { anEngine } from "../support/engine.ts";
import { aNewcomer, isEqualVector, joinedBy, joinedByLink, Meeting, until } from "../support/wires.ts";

const open: Engine[] = [];
const meetings: Meeting[] = [];
afterEach(async () => {
  for (const meeting of meetings.splice(0)) meeting.part();
  for (const engine of open.splice(0)) await engine.close();
});
const kept = (engine: Engine): Engine => {
  open.push(engine);
  return engine;
};
const aMeeting = (): Meeting => {
  const meeting = new Meeting();
  meetings.push(meeting);
  return meeting;
};

async function expectSame(...engines: Engine[]): Promise<void> {
  const digests = new Set<string>();
  for (const engine of engines) for (const of of ["documents", "rows"] as const) digests.add(await engine.digest(of));
  expect([...digests]).toHaveLength(1);
  for (const engine of engines) expect((await engine.status()).waiting).toBe(0);
}

const inStep = (...engines: Engine[]): Promise<void> =>
  until("all have the same", async () => {
    const [first, ...others] = await Promise.all(engines.map((engine) => engine.status()));
    return others.every((other) => isEqualVector(first as never, other));
  });

describe("a team", { timeout: 30_000 }, () => {
  test("a colleague who opens the link has everything, and edits travel both ways", async () => {
    const office = kept(await anEngine("Team 1", "office-1"));
    const id = unwrap(await office.put("party", { kind: "person", givenName: "Maria", familyName: "Müller" }));
    const meeting = aMeeting();
    const phone = kept(await joinedBy(office, meeting, "Ben"));
    expect((await phone.get(id))?.name).toBe("Maria Müller");
    unwrap(await phone.patch(id, { nickname: "Mimi" }));
    unwrap(await office.patch(id, { tags: { add: ["VIP"] } }));
    await inStep(office, phone);
    expect(await office.get(id)).toMatchObject({ nickname: "Mimi", tags: { VIP: true } });
    await expectSame(office, phone);
    await until("the office knows that its change is on two devices", async () => (await office.status()).copies === 2);
    expect((await office.status()).members.map((member) => member.name).sort()).toEqual(["Anna", "Ben"]);
  });

  test("200 random edits each while apart: nobody loses work on a field only they touched, rival values are all kept", async () => {
    const office = kept(await anEngine("Team 2", "office-2"));
    unwrap(await office.generate({ contacts: 60, interactions: 100, seed: 3 }));
    const meeting = aMeeting();
    const phone = kept(await joinedBy(office, meeting, "Ben"));
    meeting.part();
    const ids = (await office.list("party", { limit: 1_000 })).rows.map((row) => row.id);
    const fields = ["nickname", "industry", "vatId", "legalForm", "registerNumber"];
    /** Record and field → who wrote what, the last one each. */
    const log = new Map<string, Map<string, string>>();
    for (const [name, engine, seed] of [
      ["office", office, 1],
      ["phone", phone, 2],
    ] as const) {
      const chance = new Chance(seed);
      for (let i = 0; i < 200; i++) {
        const [id, field, value] = [chance.pick(ids), chance.pick(fields), `${name} ${i}`];
        unwrap(await engine.patch(id, { [field]: value }));
        log.set(`${id} ${field}`, (log.get(`${id} ${field}`) ?? new Map<string, string>()).set(name, value));
      }
    }
    await meeting.connect(office, phone);
    await inStep(office, phone);
    await expectSame(office, phone);
    let rivals = 0;
    for (const [key, written] of log) {
      const [id, field] = key.split(" ") as [RecordId, string];
      for (const engine of [office, phone]) {
        const record = await engine.get(id);
        const values = (await engine.rivals(id))[field]?.map((rival) => rival.value) ?? [record?.[field]];
        expect(new Set(values), key).toEqual(new Set(written.values()));
        expect(values).toContain(record?.[field]);
      }
      if (written.size > 1) rivals++;
    }
    expect(rivals).toBeGreaterThan(10);
    // Choosing ends it, on both devices: by a new value, and by the one that stands there already.
    const [first, second] = [...log].filter(([, written]) => written.size > 1).map(([key]) => key.split(" ") as [RecordId, string]);
    const [id, field] = first as [RecordId, string];
    unwrap(await phone.patch(id, { [field]: "gewählt" }));
    const [other, shown] = second as [RecordId, string];
    const stands = (await office.get(other))?.[shown];
    unwrap(await office.save([{ id: other, fields: { [shown]: plainOf(stands) } }], "choose"));
    await inStep(office, phone);
    for (const engine of [office, phone]) {
      expect((await engine.rivals(id))[field]).toBeUndefined();
      expect((await engine.rivals(other))[shown]).toBeUndefined();
      expect((await engine.get(other))?.[shown]).toBe(stands);
    }
    await expectSame(office, phone);
  });

  test("a third device gets everything from the second after the first is gone", async () => {
    const office = kept(await anEngine("Team 3", "office-3"));
    unwrap(await office.generate({ contacts: 30, interactions: 60, seed: 5 }));
    const link = unwrap(await office.invite({ base: "https://kontor.example/", once: false }));
    const meeting = aMeeting();
    const phone = kept(await joinedByLink(link, office, meeting, "Ben"));
    meeting.part();
    const tablet = kept(await joinedByLink(link, phone, aMeeting(), "Cem"));
    await expectSame(office, phone);
    expect(await tablet.count("party")).toBe(30);
    await expectSame(phone, tablet);
  });

  test("a revoked link lets nobody in", async () => {
    const office = kept(await anEngine("Team 4", "office-4"));
    const link = unwrap(await office.invite({ base: "https://kontor.example/" }));
    const [invitation] = (await office.status()).invitations;
    unwrap(await office.revokeInvitation(invitation?.id as string));
    const late = kept(await aNewcomer(link, "Dieb"));
    await aMeeting().connect(office, late);
    await until("the latecomer is told", async () => (await late.status()).joining?.refusal === "invitation-revoked");
    expect(await late.put("party", { kind: "person", name: "x" })).toMatchObject({ ok: false, error: { code: "not-a-member" } });
    expect((await office.status()).devices).toHaveLength(1);
  });
});

describe("entries that arrive in any order", () => {
  test("an edit before the one it builds on: same result, nothing waits", async () => {
    const office = kept(await anEngine("Team 5", "office-5"));
    const meeting = aMeeting();
    const phone = kept(await joinedBy(office, meeting, "Ben"));
    const tablet = kept(await joinedBy(office, meeting, "Cem"));
    meeting.part();
    const before = await tablet.store.vector();
    const id = unwrap(await office.put("party", { kind: "person", familyName: "Eins", note: "Anfang" }));
    const relay = aMeeting();
    const fields = ["nickname", "industry", "vatId", "legalForm", "registerNumber"];
    for (let round = 0; round < 5; round++) {
      unwrap(await office.patch(id, { [fields[round] as string]: "zuerst" }));
      await relay.connect(office, phone);
      await inStep(office, phone);
      relay.part();
      unwrap(await phone.patch(id, { familyName: `Telefon ${round}`, note: `Anfang ${round}`, [fields[round] as string]: "danach" }));
      await relay.connect(office, phone);
      await inStep(office, phone);
      relay.part();
      unwrap(await office.patch(id, { familyName: `Büro ${round}` }));
      unwrap(await office.put("interaction", { kind: "call", at: "2026-01-01", parties: [id], text: String(round) }));
    }
    await relay.connect(office, phone);
    await inStep(office, phone);
    const counts = Object.fromEntries(Object.entries(before).map(([device, head]) => [device, head.seq]));
    const { entries } = await office.store.entriesAfter(counts, 10_000_000);
    expect(entries.length).toBeGreaterThan(14);
    const chance = new Chance(11);
    const shuffled = [...entries]
      .map((entry) => ({ entry, at: chance.next() }))
      .sort((a, b) => a.at - b.at)
      .map(({ entry }) => entry);
    for (const entry of shuffled.reverse()) await tablet.store.receive([entry]);
    await expectSame(office, phone, tablet);
    expect(canonicalJson(await tablet.get(id))).toBe(canonicalJson(await office.get(id)));
    expect(await tablet.rivals(id)).toEqual({});
  });
});
