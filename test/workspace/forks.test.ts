import "fake-indexeddb/auto";
import { afterEach, describe, expect, test } from "vitest";
import type { RecordId } from "../../src/lib/id.ts";
import { unwrap } from "../../src/lib/result.ts";
import { Engine } from "../../src/workspace/engine.ts";
import { acceptInvitation } from "../../src/workspace/joining.ts";
import { copyProfile } from "../support/copies.ts";
import { anEngine, reopened } from "../support/engine.ts";
import { isEqualVector, Meeting, until } from "../support/wires.ts";

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
async function closed(engine: Engine): Promise<void> {
  open.splice(open.indexOf(engine), 1);
  await engine.close();
}

/** Joins, catches up, and says what it has. */
async function aGuest(host: Engine, profile: string): Promise<Engine> {
  const link = unwrap(await host.invite({ base: "https://kontor.example/" }));
  const workspace = await acceptInvitation(link, { memberName: profile, deviceName: profile }, profile);
  const guest = kept(unwrap(await Engine.open({ workspace, profile })));
  await met(host, guest);
  return guest;
}

const written = async (engine: Engine, name: string, count = 3): Promise<RecordId[]> => {
  const ids: RecordId[] = [];
  for (let i = 0; i < count; i++) ids.push(unwrap(await engine.put("party", { kind: "person", familyName: `${name} ${i}` })));
  return ids;
};

/** Two devices meet until both have the same and know it of each other; as in life they are connected again where a connection ended. */
async function met(
  a: Engine,
  b: Engine,
  check: () => Promise<void> = async () => undefined,
  isDone: () => Promise<boolean> = async () => true,
): Promise<void> {
  const meeting = aMeeting();
  let connectedMs = 0;
  let haveMet = false;
  await until(
    "both have the same",
    async () => {
      await check();
      const [one, other] = await Promise.all([a.status(), b.status()]);
      const isConnected = one.devices.some((device) => device.isConnected && !device.isThis);
      haveMet ||= isConnected;
      if (!isConnected && Date.now() - connectedMs > 500) {
        connectedMs = Date.now();
        await meeting.connect(a, b);
      }
      const lacks = (status: typeof one, of: string) => status.devices.find(({ id }) => id === of)?.lacks;
      return (
        haveMet &&
        (await isDone()) &&
        one.device !== other.device &&
        isEqualVector(one, other) &&
        one.waiting + other.waiting === 0 &&
        lacks(one, other.device) === 0 &&
        lacks(other, one.device) === 0
      );
    },
    25,
  );
  meeting.part();
}

async function expectSame(...engines: Engine[]): Promise<void> {
  const digests = new Set<string>();
  for (const engine of engines) for (const of of ["documents", "rows"] as const) digests.add(await engine.digest(of));
  expect([...digests]).toHaveLength(1);
}

/** While a device says that what it wrote is elsewhere, somebody else has it. */
async function expectHonest(engine: Engine, own: readonly RecordId[], others: readonly Engine[]): Promise<void> {
  const { pending, copies } = await engine.status();
  if (pending > 0 && copies === 1) return;
  const holders = await Promise.all(others.map(async (other) => (await Promise.all(own.map((id) => other.get(id)))).every(Boolean)));
  expect(holders.filter(Boolean).length).toBeGreaterThanOrEqual(copies - 1);
  if (pending === 0) expect(holders).toContain(true);
}

async function copied(workspace: string, from: Engine, profile: string, to: string): Promise<void> {
  await closed(from);
  await copyProfile(workspace, profile, to);
}

const troublesOf = async (engine: Engine): Promise<string[]> => (await engine.status()).troubles.map(({ code }) => code);

describe("a profile that exists twice", { timeout: 90_000 }, () => {
  test("a phone is copied and goes on; the copy, offline, goes on too: all have everything, and nothing is claimed that is not so", async () => {
    const office = kept(await anEngine("Kopie", "fork-office"));
    const first = await aGuest(office, "fork-phone");
    await written(first, "Vorher");
    await met(office, first);
    await copied(office.workspace, first, "fork-phone", "fork-copy");
    const phone = kept(await reopened(office.workspace, "fork-phone"));
    const day = await written(phone, "Tag");
    await met(office, phone);
    expect(await phone.status()).toMatchObject({ pending: 0, copies: 2 });

    const copy = kept(await reopened(office.workspace, "fork-copy"));
    const night = await written(copy, "Danach");
    expect(await copy.status()).toMatchObject({ pending: 3, copies: 1 });
    const before = (await copy.status()).device;
    await met(
      office,
      copy,
      () => expectHonest(copy, night, [office, phone]),
      async () => (await copy.status()).device !== before,
    );
    expect(await troublesOf(copy)).toEqual(["profile-renewed"]);

    const isKnownAt = (engine: Engine) => async (): Promise<boolean> => {
      const { devices, copies } = await engine.status();
      return devices.length === 3 && copies === 3;
    };
    await met(office, phone, () => expectHonest(phone, day, [office, copy]));
    await met(office, copy, () => expectHonest(copy, night, [office, phone]), isKnownAt(copy));
    await met(office, phone, () => expectHonest(phone, day, [office, copy]), isKnownAt(phone));
    for (const engine of [office, phone, copy]) {
      for (const id of [...day, ...night]) expect(await engine.get(id)).toBeDefined();
      expect((await engine.status()).devices).toHaveLength(3);
      expect(await engine.status()).toMatchObject({ pending: 0, copies: 3, waiting: 0 });
    }
    // The one that did not have to keeps its key.
    expect((await phone.status()).device).toBe(before);
    await expectSame(office, phone, copy);

    // Both go on working, and what the copy did before can be undone.
    unwrap(await copy.undo());
    const later = [...(await written(copy, "Später", 1)), ...(await written(phone, "Später", 1))];
    await met(office, copy);
    await met(office, phone);
    for (const id of later) expect(await office.get(id)).toBeDefined();
    expect((await office.get(night[2] as RecordId))?.deletedAt).toBeDefined();
    await met(office, copy);
    await expectSame(office, phone, copy);
    for (const [engine, profile] of [
      [office, "fork-office"],
      [phone, "fork-phone"],
      [copy, "fork-copy"],
    ] as const) {
      const sum = await engine.digest("documents");
      const { vector, device } = await engine.status();
      await closed(engine);
      const again = kept(await reopened(office.workspace, profile));
      expect(await again.status()).toMatchObject({ vector, device, waiting: 0 });
      expect(await again.digest("documents")).toBe(sum);
      expect(await again.digest("rows")).toBe(sum);
    }
  });

  test("a laptop comes back from a backup: what it wrote meanwhile returns to it, and the one it was counts no more", async () => {
    const office = kept(await anEngine("Sicherung", "back-office"));
    const first = await aGuest(office, "back-laptop");
    await written(first, "Vorher");
    await met(office, first);
    await copied(office.workspace, first, "back-laptop", "back-restored");
    const laptop = kept(await reopened(office.workspace, "back-laptop"));
    const lost = await written(laptop, "Nach der Sicherung");
    await met(office, laptop);
    await closed(laptop);

    const restored = kept(await reopened(office.workspace, "back-restored"));
    const isRenewed = async (): Promise<boolean> => (await troublesOf(restored)).includes("profile-renewed");
    await met(office, restored, async () => undefined, isRenewed);
    for (const id of lost) expect(await restored.get(id)).toBeDefined();
    for (const engine of [office, restored]) expect(await engine.status()).toMatchObject({ pending: 0, copies: 2, devices: { length: 2 } });
    await expectSame(office, restored);
  });

  test("a device that holds less than it once acknowledged, and wrote nothing, is no copy of what it lost", async () => {
    const office = kept(await anEngine("Weniger", "less-office"));
    const first = await aGuest(office, "less-phone");
    await copied(office.workspace, first, "less-phone", "less-restored");
    const phone = kept(await reopened(office.workspace, "less-phone"));
    const ids = await written(office, "Neu");
    await met(office, phone);
    expect(await office.status()).toMatchObject({ pending: 0, copies: 2 });
    await closed(phone);
    const restored = kept(await reopened(office.workspace, "less-restored"));
    const before = (await restored.status()).device;
    const isRenewed = async (): Promise<boolean> => (await restored.status()).device !== before;
    await met(office, restored, async () => undefined, isRenewed);
    await expectHonest(office, ids, [restored]);
    expect(await office.status()).toMatchObject({ pending: 0, copies: 2, devices: { length: 2 } });
    await expectSame(office, restored);
  });

  test("both run at the same time and meet: one of them goes over to a new key, and they exchange", async () => {
    const office = kept(await anEngine("Zwei", "two-office"));
    const first = await aGuest(office, "two-phone");
    await copied(office.workspace, first, "two-phone", "two-copy");
    const phone = kept(await reopened(office.workspace, "two-phone"));
    const copy = kept(await reopened(office.workspace, "two-copy"));
    const ids = [...(await written(phone, "Eins")), ...(await written(copy, "Zwei"))];
    await met(phone, copy);
    await met(office, copy);
    await met(office, phone);
    await met(phone, copy);
    await met(office, copy);
    for (const engine of [office, phone, copy]) for (const id of ids) expect(await engine.get(id)).toBeDefined();
    await expectSame(office, phone, copy);
  });

  test("others pass both ways on, however long they are, before either of the two is met again", async () => {
    const office = kept(await anEngine("Lang", "long-office"));
    const tablet = await aGuest(office, "long-tablet");
    const first = await aGuest(office, "long-phone");
    await written(first, "Vorher", 30);
    await met(office, first);
    await met(office, tablet);
    await copied(office.workspace, first, "long-phone", "long-copy");
    const phone = kept(await reopened(office.workspace, "long-phone"));
    const copy = kept(await reopened(office.workspace, "long-copy"));
    const day = await written(phone, "Tag", 25);
    const night = await written(copy, "Nacht", 40);
    unwrap(await phone.patch(day[1] as RecordId, { industry: "vom Telefon" }));
    unwrap(await copy.patch(night[1] as RecordId, { industry: "von der Kopie" }));
    await met(office, phone);
    await met(tablet, copy);
    await closed(phone);
    await closed(copy);
    unwrap(await office.patch(day[0] as RecordId, { nickname: "vom Büro" }));
    unwrap(await tablet.patch(night[0] as RecordId, { nickname: "vom Tablet" }));
    // They know the one way only, by the name of the device, and build on it.
    unwrap(await office.patch(day[1] as RecordId, { industry: "vom Büro" }));
    unwrap(await tablet.patch(night[1] as RecordId, { industry: "vom Tablet" }));
    await met(office, tablet);
    for (const engine of [office, tablet]) {
      expect(await engine.setAside()).toEqual([]);
      expect((await engine.get(day[1] as RecordId))?.industry).toBe("vom Büro");
      expect((await engine.get(night[1] as RecordId))?.industry).toBe("vom Tablet");
      expect(await engine.rivals(night[1] as RecordId)).toEqual({});
      expect(await engine.rivals(day[1] as RecordId)).toEqual({});
    }
    for (const engine of [office, tablet]) for (const id of [...day, ...night]) expect(await engine.get(id)).toBeDefined();
    expect((await office.get(night[0] as RecordId))?.nickname).toBe("vom Tablet");
    expect((await tablet.get(day[0] as RecordId))?.nickname).toBe("vom Büro");
    await expectSame(office, tablet);
    for (const [engine, profile] of [
      [office, "long-office"],
      [tablet, "long-tablet"],
    ] as const) {
      const sum = await engine.digest("documents");
      await closed(engine);
      const again = kept(await reopened(office.workspace, profile));
      expect(await again.digest("rows")).toBe(sum);
      unwrap(await again.patch(night[1] as RecordId, { industry: "danach" }));
      expect(await again.rivals(night[1] as RecordId)).toEqual({});
    }
  });
});
