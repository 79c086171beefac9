import "fake-indexeddb/auto";
import { afterEach, describe, expect, test } from "vitest";
import { WorkspaceDatabase } from "../../src/database/schema.ts";
import type { RecordId } from "../../src/lib/id.ts";
import { unwrap } from "../../src/lib/result.ts";
import { Engine } from "../../src/workspace/engine.ts";
import { acceptInvitation } from "../../src/workspace/joining.ts";
import { anEngine } from "../support/engine.ts";
import { isEqualVector, Meeting, until } from "../support/wires.ts";

const open: Engine[] = [];
const meetings: Meeting[] = [];
afterEach(async () => {
  for (const meeting of meetings.splice(0)) meeting.part();
  for (const engine of open.splice(0)) await engine.close();
});

async function officeAndPhone(name: string): Promise<[Engine, Engine]> {
  const office = await anEngine(name, `${name}-office`);
  const link = unwrap(await office.invite({ base: "https://kontor.example/" }));
  const workspace = await acceptInvitation(link, { memberName: "Ben", deviceName: "Telefon" }, `${name}-phone`);
  const phone = unwrap(await Engine.open({ workspace, profile: `${name}-phone` }));
  open.push(office, phone);
  const meeting = new Meeting();
  meetings.push(meeting);
  await meeting.connect(office, phone);
  await until("the phone is let in", async () => (await phone.status()).state === "ready");
  await meeting.connect(office, phone);
  return [office, phone];
}

/** What a fault of the program would leave behind: a row that says something else than the entries do. */
async function falsify(workspace: string, profile: string, id: RecordId, nickname: string): Promise<void> {
  const db = new WorkspaceDatabase(workspace, "strict", profile);
  const row = await db.parties.get(id);
  if (!row) throw new Error("no such row");
  await db.parties.put({ ...row, record: { ...row.record, nickname } });
  db.close();
}

const differs = async (engine: Engine) => (await engine.status()).troubles.find(({ code }) => code === "data-differs");
const hasCompared = (engine: Engine) => () => engine.store.audit() !== null;

describe("two devices with the same entries", { timeout: 60_000 }, () => {
  test("that show something else raise an alarm on both, which ends when they show the same", async () => {
    const [office, phone] = await officeAndPhone("audit-alarm");
    const id = unwrap(await office.put("party", { kind: "person", familyName: "Öttl", nickname: "Mühle" }));
    const other = unwrap(await office.put("party", { kind: "person", familyName: "Beer" }));
    await until("the phone has both", async () => (await phone.get(other)) !== undefined);
    await falsify(office.workspace, "audit-alarm-phone", id, "Sägewerk");
    unwrap(await office.patch(other, { nickname: "Bäcker" }));
    await until("both say so", async () => (await differs(office)) !== undefined && (await differs(phone)) !== undefined, 30);
    expect(await differs(office)).toMatchObject({ detail: "Telefon" });
    expect(await differs(phone)).toMatchObject({ detail: "Büro" });
    await falsify(office.workspace, "audit-alarm-phone", id, "Mühle");
    unwrap(await office.patch(other, { nickname: "Metzger" }));
    await until("it is over on both", async () => !(await differs(office)) && !(await differs(phone)), 30);
  });

  test("raise none while they work, while much is on its way and while entries wait", async () => {
    const [office, phone] = await officeAndPhone("audit-quiet");
    unwrap(await office.generate({ contacts: 120, interactions: 300, seed: 5 }));
    const ids = (await office.list("party", { limit: 200 })).rows.map((row) => row.id);
    for (let round = 0; round < 40; round++) {
      unwrap(await office.patch(ids[round] as RecordId, { nickname: `Büro ${round}` }));
      if (await phone.get(ids[round] as RecordId)) unwrap(await phone.patch(ids[round] as RecordId, { nickname: `Telefon ${round}` }));
      expect((await differs(office)) ?? (await differs(phone))).toBeUndefined();
    }
    await until("both have the same", async () => isEqualVector(await office.status(), await phone.status()));
    await until("both have compared", async () => hasCompared(office)() && hasCompared(phone)(), 30);
    expect(office.store.audit()).toEqual(phone.store.audit());
    expect(office.store.audit()?.shards.length).toBeGreaterThan(1);
    // What was found with other entries tells nothing.
    const { device } = await phone.status();
    office.store.hearAudit(device, { vector: "ab".repeat(32), shards: [{ name: "meta", digest: "cd".repeat(32) }] });
    expect(await differs(office)).toBeUndefined();
    // An entry whose author knew one that is not here: nothing can be said meanwhile.
    for (const meeting of meetings.splice(0)) meeting.part();
    const before = Object.fromEntries(Object.entries(phone.store.vector()).map(([feed, { seq }]) => [feed, seq]));
    unwrap(await office.patch(ids[0] as RecordId, { industry: "eins" }));
    unwrap(await office.patch(ids[0] as RecordId, { industry: "zwei" }));
    const { entries } = await office.store.entriesAfter(before, 1_000_000);
    await phone.store.receive(entries.slice(1));
    expect((await phone.status()).waiting).toBe(1);
    expect(phone.store.audit()).toBeNull();
    await phone.store.receive(entries.slice(0, 1));
    expect((await phone.status()).waiting).toBe(0);
    expect((await differs(office)) ?? (await differs(phone))).toBeUndefined();
  });
});
