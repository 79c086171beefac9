import "fake-indexeddb/auto";
import { afterEach, describe, expect, test } from "vitest";
import { WorkspaceDatabase } from "../../src/database/schema.ts";
import { signAck, signNumbersOnly } from "../../src/journal/ack.ts";
import type { DeviceKeys } from "../../src/journal/deviceKeys.ts";
import { countOf } from "../../src/journal/vector.ts";
import { unwrap } from "../../src/lib/result.ts";
import { Engine } from "../../src/workspace/engine.ts";
import { identityOf } from "../../src/workspace/identity.ts";
import { acceptInvitation } from "../../src/workspace/joining.ts";
import { anEngine, reopened } from "../support/engine.ts";
import { isEqualVector, joinedBy, Meeting, until } from "../support/wires.ts";

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
const another = (engine: Engine) => async () => (await engine.status()).devices.find(({ isThis }) => !isThis);

async function keysOf(workspace: string, profile: string): Promise<DeviceKeys> {
  const db = new WorkspaceDatabase(workspace, "strict", profile);
  const identity = unwrap(await identityOf(db));
  db.close();
  if (!identity) throw new Error(`${profile} has no identity`);
  return identity.keys;
}

/** A phone that has everything the office had, and whose keys the test holds. */
async function officeAndPhone(name: string): Promise<{ office: Engine; phone: string; keys: DeviceKeys }> {
  const office = kept(await anEngine(name, `${name}-office`));
  const link = unwrap(await office.invite({ base: "https://kontor.example/" }));
  const workspace = await acceptInvitation(link, { memberName: "Ben", deviceName: "Telefon" }, `${name}-phone`);
  const phone = unwrap(await Engine.open({ workspace, profile: `${name}-phone` }));
  const meeting = aMeeting();
  await meeting.connect(office, phone);
  await until("the phone is let in", async () => (await phone.status()).state === "ready");
  await meeting.connect(office, phone);
  await until("both have the same", async () => isEqualVector(await office.status(), await phone.status()));
  await until("the office knows", async () => (await office.status()).copies === 2);
  meeting.part();
  await phone.close();
  return { office, phone: `${name}-phone`, keys: await keysOf(workspace, `${name}-phone`) };
}

describe("a copy is claimed", { timeout: 30_000 }, () => {
  test("of the device that everything came from, as soon as a newcomer is in, and not only once it has written something", async () => {
    const office = kept(await anEngine("Neuling", "acks-newcomer"));
    unwrap(await office.put("party", { kind: "person", familyName: "Öttl" }));
    const meeting = aMeeting();
    const phone = kept(await joinedBy(office, meeting, "Ben"));
    await until("the newcomer knows that the office has everything", async () => (await another(phone)())?.lacks === 0);
    const connectedMs = Date.now();
    meeting.part();
    await until("they have parted", async () => (await another(phone)())?.isConnected === false);
    expect((await another(phone)())?.lacks).toBe(0);
    expect((await another(phone)())?.seenMs).toBeGreaterThanOrEqual(connectedMs);
  });

  test("also when the other's clock was two years ahead once and is right again", async () => {
    const office = kept(await anEngine("Uhr", "acks-clock-office"));
    const link = unwrap(await office.invite({ base: "https://kontor.example/" }));
    const workspace = await acceptInvitation(link, { memberName: "Ben", deviceName: "Telefon" }, "acks-clock-phone");
    const ahead = unwrap(await Engine.open({ workspace, profile: "acks-clock-phone", now: () => Date.now() + 730 * 86_400_000 }));
    const first = aMeeting();
    await first.connect(office, ahead);
    await until("the phone is let in", async () => (await ahead.status()).state === "ready");
    await first.connect(office, ahead);
    unwrap(await office.put("party", { kind: "person", familyName: "Vorher" }));
    await until("a copy is known", async () => (await office.status()).copies === 2);
    first.part();
    await ahead.close();
    expect((await another(office)())?.seenMs).toBeLessThanOrEqual(Date.now());
    const right = kept(await reopened(workspace, "acks-clock-phone"));
    await aMeeting().connect(office, right);
    unwrap(await office.put("party", { kind: "person", familyName: "Nachher" }));
    await until("the later one is known too", async () => (await office.status()).pending === 0);
  });
});

describe("a copy is not claimed", { timeout: 30_000 }, () => {
  test("by a number whose hash is another entry's", async () => {
    const { office, keys } = await officeAndPhone("acks-hash");
    unwrap(await office.put("party", { kind: "person", familyName: "Nur hier" }));
    const vector = office.store.vector();
    const elsewhere = Object.fromEntries(Object.entries(vector).map(([feed, { seq }]) => [feed, { seq, hash: "ab".repeat(32) }]));
    const stamp = { ms: Date.now() + 60_000, count: 0 };
    expect(await office.store.receiveAcks([await signAck(keys, office.workspace, elsewhere, stamp)])).toEqual([]);
    expect(await office.status()).toMatchObject({ pending: 1, copies: 1 });
    const right = await signAck(keys, office.workspace, vector, { ms: 1, count: 0 });
    expect(await office.store.receiveAcks([right])).toEqual([right]);
    expect(await office.status()).toMatchObject({ pending: 0, copies: 2 });
  });

  test("by numbers of the first version, before the device itself has named the hashes", async () => {
    const { office, keys } = await officeAndPhone("acks-former");
    unwrap(await office.put("party", { kind: "person", familyName: "Nur hier" }));
    const vector = office.store.vector();
    const counts = Object.fromEntries(Object.entries(vector).map(([feed, { seq }]) => [feed, seq]));
    await office.store.receiveAcks([await signNumbersOnly(keys, office.workspace, counts, { ms: Date.now(), count: 9 })]);
    expect(await office.status()).toMatchObject({ pending: 1, copies: 1 });
    await office.store.meet(keys.id, vector);
    expect(await office.status()).toMatchObject({ pending: 0, copies: 2 });
  });

  test("by word of entries that nobody has, which is neither kept nor passed on", async () => {
    const { office, keys } = await officeAndPhone("acks-far");
    const before = await office.store.acks(false);
    unwrap(await office.put("party", { kind: "person", familyName: "Nur hier" }));
    for (let round = 1; round <= 3; round++) {
      const far = { seq: 9_000_000_000_000_000 + round, hash: "cd".repeat(32) };
      const vector = Object.fromEntries([office.store.keys.id, keys.id, `${round}`.repeat(32)].map((feed) => [feed, far]));
      expect(await office.store.receiveAcks([await signAck(keys, office.workspace, vector, { ms: Date.now(), count: round })])).toEqual([]);
    }
    expect(await office.status()).toMatchObject({ pending: 1, copies: 1 });
    expect((await office.store.acks(false)).slice(1)).toEqual(before.slice(1));
  });

  test("by word of a higher number on what may be another chain, before the device has shown which one it has", async () => {
    const { office, phone, keys } = await officeAndPhone("acks-chain");
    const engine = kept(await reopened(office.workspace, phone));
    unwrap(await engine.put("party", { kind: "person", familyName: "Vom Telefon" }));
    const counts = Object.fromEntries(Object.entries(office.store.vector()).map(([feed, { seq }]) => [feed, seq]));
    await office.store.receive((await engine.store.entriesAfter(counts, 1_000_000)).entries);
    const here = office.store.vector();
    const seq = here[keys.id]?.seq ?? 0;
    const further = { ...here, [keys.id]: { seq: seq + 3, hash: "ab".repeat(32) } };
    await office.store.receiveAcks([await signAck(keys, office.workspace, further, { ms: Date.now(), count: 0 })]);
    expect((await another(office)())?.lacks).toBe(1);
    await office.store.meet(keys.id, here);
    expect(await another(office)()).toMatchObject({ lacks: 0, acknowledged: { [keys.id]: seq } });
  });

  test("twice: what was said before is no news", async () => {
    const { office, keys } = await officeAndPhone("acks-twice");
    unwrap(await office.put("party", { kind: "person", familyName: "Beide" }));
    const vector = office.store.vector();
    expect(await office.store.receiveAcks([await signAck(keys, office.workspace, vector, { ms: Date.now(), count: 0 })])).toHaveLength(1);
    for (let later = 1; later < 4; later++)
      expect(
        await office.store.receiveAcks([await signAck(keys, office.workspace, vector, { ms: Date.now() + later * 1_000, count: 0 })]),
      ).toEqual([]);
  });

  test("before the entries are here that it speaks of, and is as soon as they are", async () => {
    const { office, phone, keys } = await officeAndPhone("acks-early");
    const engine = kept(await reopened(office.workspace, phone));
    unwrap(await engine.put("party", { kind: "person", familyName: "Vom Telefon" }));
    const vector = engine.store.vector();
    const early = await signAck(keys, office.workspace, vector, { ms: Date.now(), count: 0 });
    const passedOn: (readonly Uint8Array[])[] = [];
    office.store.onAcks((acks) => passedOn.push(acks));
    expect(await office.store.receiveAcks([early])).toEqual([]);
    const counts = Object.fromEntries(Object.entries(office.store.vector()).map(([feed, { seq }]) => [feed, seq]));
    await office.store.receive((await engine.store.entriesAfter(counts, 1_000_000)).entries);
    await until("it is news now", () => passedOn.length > 0);
    expect(passedOn).toEqual([[early]]);
    expect((await another(office)())?.lacks).toBe(0);
  });
});

test("this device gives its word on what it has only once its disk has taken that word", async () => {
  const office = kept(await anEngine("Wort", "acks-own-word"));
  unwrap(await office.put("party", { kind: "person", familyName: "Öttl" }));
  const stores = IDBObjectStore.prototype as { put: (this: IDBObjectStore, ...of: unknown[]) => IDBRequest<IDBValidKey> };
  const { put } = stores;
  stores.put = function (...of) {
    if (this.name === "acks") throw new DOMException("the disk refuses", "UnknownError");
    return put.apply(this, of);
  };
  try {
    await expect(office.store.acknowledgements.own()).rejects.toThrow();
    await expect(office.store.acknowledgements.own()).rejects.toThrow();
  } finally {
    stores.put = put;
  }
  expect(countOf((await office.store.acknowledgements.own()).counts, (await office.status()).device)).toBeGreaterThan(1);
});
