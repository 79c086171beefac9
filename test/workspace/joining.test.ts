import "fake-indexeddb/auto";
import { expect, test } from "vitest";
import { WorkspaceDatabase } from "../../src/database/schema.ts";
import { unwrap } from "../../src/lib/result.ts";
import { Engine } from "../../src/workspace/engine.ts";
import { acceptInvitation } from "../../src/workspace/joining.ts";
import { anEngine } from "../support/engine.ts";
import { aNewcomer, isEqualVector, joinedBy, joinedByLink, Meeting, until } from "../support/wires.ts";

const base = "https://kontor.example/";
const cem = { memberName: "Cem", deviceName: "Cem" };

/** How many entries, and whether any secret of the workspace, lie on this device's disk. */
async function storedOn(workspace: string, profile: string): Promise<{ entries: number; hasSecret: boolean }> {
  const db = new WorkspaceDatabase(workspace, "strict", profile);
  const stored = { entries: await db.entries.count(), hasSecret: (await db.meta.get("epochs")) !== undefined };
  db.close();
  return stored;
}

test("a device that is still catching up lets somebody in by an invitation that it does not count as applied yet", async () => {
  const office = await anEngine("Muster GmbH", "catching-office");
  const meeting = new Meeting();
  const phone = await joinedBy(office, meeting, "Ben");
  meeting.part();
  // The office goes on and invites; the phone then gets the roster first, as it does on every connection.
  unwrap(await office.put("party", { kind: "person", familyName: "Inzwischen" }));
  const link = unwrap(await office.invite({ base }));
  await phone.store.receive(await office.store.roster());
  expect((await phone.status()).waiting).toBeGreaterThan(0);

  const workspace = await acceptInvitation(link, cem, "catching-cem");
  const newcomer = unwrap(await Engine.open({ workspace, profile: "catching-cem" }));
  await meeting.connect(phone, newcomer);
  await until("Cem is let in", async () => (await newcomer.status()).state === "ready");
  await meeting.connect(phone, newcomer);
  await meeting.connect(phone, office);
  await until("all have all", async () => {
    const [a, b, c] = await Promise.all([office.status(), phone.status(), newcomer.status()]);
    return isEqualVector(a, b) && isEqualVector(b, c);
  });
  expect(await newcomer.count("party")).toBe(1);
  expect((await office.status()).members.map(({ name }) => name).sort()).toEqual(["Anna", "Ben", "Cem"]);
  meeting.part();
  await newcomer.close();
  const again = unwrap(await Engine.open({ workspace, profile: "catching-cem" }));
  expect((await again.status()).state).toBe("ready");
  await Promise.all([office, phone, again].map((engine) => engine.close()));
});

test("a welcome that is not believed leaves nothing behind, and joining goes on with the next one", async () => {
  const office = await anEngine("Muster GmbH", "lying-office");
  const link = unwrap(await office.invite({ base }));
  const workspace = await acceptInvitation(link, cem, "lying-cem");
  let newcomer = unwrap(await Engine.open({ workspace, profile: "lying-cem" }));
  // An older roster: without the entry that the link names.
  const admit = office.store.admit.bind(office.store);
  office.store.admit = async (request) => {
    const answer = await admit(request);
    return answer.ok ? { ok: true, value: { ...answer.value, roster: answer.value.roster.filter((_, i) => i !== 1) } } : answer;
  };
  const meeting = new Meeting();
  await meeting.connect(office, newcomer);
  await until("it is refused", async () => (await newcomer.status()).joining?.refusal === "roster-untrusted");
  expect(await storedOn(workspace, "lying-cem")).toEqual({ entries: 0, hasSecret: false });
  meeting.part();
  await newcomer.close();

  newcomer = unwrap(await Engine.open({ workspace, profile: "lying-cem" }));
  office.store.admit = admit;
  await meeting.connect(office, newcomer);
  await until("it is let in", async () => (await newcomer.status()).state === "ready");
  meeting.part();
  await Promise.all([office, newcomer].map((engine) => engine.close()));
});

test("what an earlier version kept of a welcome that it did not believe keeps nothing from opening", async () => {
  const office = await anEngine("Muster GmbH", "former-office");
  const link = unwrap(await office.invite({ base }));
  const workspace = await acceptInvitation(link, cem, "former-cem");
  const from = new WorkspaceDatabase(workspace, "strict", "former-office");
  const into = new WorkspaceDatabase(workspace, "strict", "former-cem");
  await into.entries.bulkPut(await from.entries.toArray());
  await into.feeds.bulkPut(await from.feeds.toArray());
  from.close();
  into.close();
  const newcomer = unwrap(await Engine.open({ workspace, profile: "former-cem" }));
  const meeting = new Meeting();
  await meeting.connect(office, newcomer);
  await until("it is let in", async () => (await newcomer.status()).state === "ready");
  await meeting.connect(office, newcomer);
  await until("it has everything", async () => isEqualVector(await office.status(), await newcomer.status()));
  meeting.part();
  await Promise.all([office, newcomer].map((engine) => engine.close()));
});

test("a link is for one person and seven days, unless it is made for several", async () => {
  const day = 86_400_000;
  const office = await anEngine("Muster GmbH", "once-office");
  const link = unwrap(await office.invite({ base }));
  const [{ once, expiresAt = "", isOpen } = { once: false, isOpen: false }] = (await office.status()).invitations;
  const days = (Date.parse(expiresAt) - Date.now()) / day;
  expect([once, isOpen, Math.round(days)]).toEqual([true, true, 7]);

  const meeting = new Meeting();
  const ben = await joinedByLink(link, office, meeting, "Ben");
  expect((await office.status()).invitations.map((one) => one.isOpen)).toEqual([false]);
  const late = await aNewcomer(link, "Cem");
  await meeting.connect(office, late);
  await until("Cem is told", async () => (await late.status()).joining?.refusal === "invitation-used");

  const several = unwrap(await office.invite({ base, once: false }));
  const [dan, eva] = [await joinedByLink(several, office, meeting, "Dan"), await joinedByLink(several, office, meeting, "Eva")];
  expect((await office.status()).members.map(({ name }) => name).sort()).toEqual(["Anna", "Ben", "Dan", "Eva"]);
  meeting.part();
  await Promise.all([office, ben, late, dan, eva].map((engine) => engine.close()));
});

test("with a hundred open links devices still sit in no more rooms than the meeting point serves, the newest among them", async () => {
  let now = Date.UTC(2026, 10, 29);
  const office = await anEngine("Muster GmbH", "rooms-office", () => now);
  for (let i = 0; i < 100; i++) {
    now += 1_000;
    unwrap(await office.invite({ base }));
  }
  const { invitations } = await office.status();
  const served = office.store.rooms().flatMap(({ invitation }) => (invitation === undefined ? [] : [invitation]));
  const newest = invitations
    .toSorted((a, b) => (a.createdAt < b.createdAt ? 1 : -1))
    .slice(0, 50)
    .map(({ id }) => id);
  expect(served).toEqual(newest);
  expect(office.store.rooms()[0]?.invitation).toBeUndefined();
  await office.close();
});

test("a name of six hundred letters keeps nobody out and is no trouble for the host; renaming says that it is too long", async () => {
  const office = await anEngine("Muster GmbH", "long-office");
  const link = unwrap(await office.invite({ base }));
  // As an earlier version may have stored it: three bytes a letter, and a sign of two halves where it is cut.
  const long = `${"字".repeat(118)}${"😀".repeat(300)}`;
  const workspace = await acceptInvitation(link, { memberName: long, deviceName: long }, "long-cem");
  const newcomer = unwrap(await Engine.open({ workspace, profile: "long-cem" }));
  const meeting = new Meeting();
  await meeting.connect(office, newcomer);
  await until("it is let in", async () => (await newcomer.status()).state === "ready");
  expect((await office.status()).members.map(({ name }) => name)).toEqual(["Anna", `${"字".repeat(118)}…`]);
  expect((await office.status()).troubles).toEqual([]);
  for (const field of ["member", "device", "workspace"] as const) {
    const refused = { ok: false, error: { code: "field-too-long", field, most: 120 } };
    expect(await newcomer.rename({ [field]: "x".repeat(121) })).toEqual(refused);
    expect((await newcomer.rename({ [field]: "字".repeat(120) })).ok).toBe(true);
  }
  meeting.part();
  await Promise.all([office, newcomer].map((engine) => engine.close()));
});
