import "fake-indexeddb/auto";
import { afterEach, describe, expect, test } from "vitest";
import { decodeEntry } from "../../src/journal/entry.ts";
import type { RecordId } from "../../src/lib/id.ts";
import { unwrap } from "../../src/lib/result.ts";
import { Engine } from "../../src/workspace/engine.ts";
import { acceptInvitation } from "../../src/workspace/joining.ts";
import { copyProfile } from "../support/copies.ts";
import { anEngine, reopened } from "../support/engine.ts";
import { isEqualVector, Meeting, until } from "../support/wires.ts";

const open: Engine[] = [];
afterEach(async () => {
  for (const engine of open.splice(0)) await engine.close();
});
const kept = (engine: Engine): Engine => {
  open.push(engine);
  return engine;
};

/** An office, and a phone that has everything: closed, and where its storage is copied. */
async function officeAndPhone(name: string): Promise<{ office: Engine; phone: string; copy: string }> {
  const office = kept(await anEngine(name, `${name}-office`));
  const link = unwrap(await office.invite({ base: "https://kontor.example/" }));
  const workspace = await acceptInvitation(link, { memberName: "Ben", deviceName: "Telefon" }, `${name}-phone`);
  const phone = unwrap(await Engine.open({ workspace, profile: `${name}-phone` }));
  const meeting = new Meeting();
  await meeting.connect(office, phone);
  await until("the phone is let in", async () => (await phone.status()).state === "ready");
  await meeting.connect(office, phone);
  await until("both have the same", async () => isEqualVector(await office.status(), await phone.status()));
  meeting.part();
  unwrap(await phone.put("party", { kind: "person", familyName: "Vorher" }));
  await phone.close();
  await copyProfile(workspace, `${name}-phone`, `${name}-copy`);
  return { office, phone: `${name}-phone`, copy: `${name}-copy` };
}

const entriesOf = async (engine: Engine): Promise<Uint8Array[]> => [...(await engine.store.entriesAfter({}, 10_000_000)).entries];
const authorOf = (bytes: Uint8Array): string => unwrap(decodeEntry(bytes)).header.device;
const written = async (engine: Engine, familyName: string): Promise<RecordId> =>
  unwrap(await engine.put("party", { kind: "person", familyName }));

describe("what a copy wrote under this device's key", { timeout: 60_000 }, () => {
  test("comes before what it builds on, and this device goes on writing: nothing of either is lost", async () => {
    const { office, phone: profile, copy: copied } = await officeAndPhone("order");
    const copy = kept(await reopened(office.workspace, copied));
    const ofOffice = await written(office, "Büro");
    await copy.store.receive(await entriesOf(office));
    const ofCopy = [await written(copy, "Kopie 1"), await written(copy, "Kopie 2")];
    const phone = kept(await reopened(office.workspace, profile));
    const own = (await phone.status()).device;
    await phone.store.receive((await entriesOf(copy)).filter((bytes) => authorOf(bytes) === own));
    const ofPhone = [await written(phone, "Telefon 1")];
    await phone.store.receive(await entriesOf(office));
    await phone.store.receive(await entriesOf(copy));
    ofPhone.push(await written(phone, "Telefon 2"));
    await office.store.receive(await entriesOf(phone));
    await office.store.receive(await entriesOf(copy));
    await copy.store.receive(await entriesOf(phone));
    for (const engine of [phone, office, copy]) {
      expect((await engine.status()).waiting).toBe(0);
      for (const id of [ofOffice, ...ofCopy, ...ofPhone]) expect(await engine.get(id)).toBeDefined();
    }
    const digests = new Set<string>();
    for (const engine of [phone, office, copy]) for (const of of ["documents", "rows"] as const) digests.add(await engine.digest(of));
    expect([...digests]).toHaveLength(1);
  });

  test("and acknowledged under it, before it had a key of its own, is not what this device has", async () => {
    const { office, phone: profile, copy: copied } = await officeAndPhone("said");
    const copy = kept(await reopened(office.workspace, copied));
    const phone = kept(await reopened(office.workspace, profile));
    const before = (await copy.status()).device;
    await written(phone, "Telefon");
    await written(copy, "Kopie");
    await office.store.receive(await entriesOf(phone));
    await office.store.receive(await entriesOf(copy));
    await written(office, "Büro");
    await copy.store.receive(await entriesOf(office));
    const old = (await copy.store.ack()).bytes;
    await office.store.receiveAcks([old]);
    await until("the copy has a key of its own", async () => (await copy.status()).troubles.some(({ code }) => code === "profile-renewed"));
    const { device } = await copy.status();
    await office.store.receive(await entriesOf(copy));
    await office.store.receiveAcks([(await copy.store.ack()).bytes]);
    expect(await office.status()).toMatchObject({ pending: 0, copies: 2 });
    // The phone hears of the new key, and not of what the office wrote.
    await phone.store.receive((await entriesOf(copy)).filter((bytes) => [before, device].includes(authorOf(bytes))));
    expect((await phone.status()).device).toBe(before);
    await office.store.receiveAcks([(await phone.store.ack()).bytes]);
    expect(await office.status()).toMatchObject({ pending: 0, copies: 2, devices: { length: 3 } });
    await office.store.receiveAcks([old]);
    expect(await office.status()).toMatchObject({ pending: 0, copies: 2, devices: { length: 3 } });
    await phone.store.receive(await entriesOf(office));
    await office.store.receiveAcks([(await phone.store.ack()).bytes]);
    expect(await office.status()).toMatchObject({ pending: 0, copies: 3 });
  });
});
