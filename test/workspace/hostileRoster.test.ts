import "fake-indexeddb/auto";
import { randomFillSync } from "node:crypto";
import { expect, test } from "vitest";
import { WorkspaceDatabase } from "../../src/database/schema.ts";
import { type Entry, type EntryBody, type EntryKind, noHash, sealEntry } from "../../src/journal/entry.ts";
import type { Epoch } from "../../src/journal/epoch.ts";
import { fromHex, randomBytes, toHex } from "../../src/lib/bytes.ts";
import { unwrap } from "../../src/lib/result.ts";
import { Engine } from "../../src/workspace/engine.ts";
import { epochsOf, type Identity, identityOf } from "../../src/workspace/identity.ts";
import { acceptInvitation } from "../../src/workspace/joining.ts";
import { anEngine, reopened } from "../support/engine.ts";
import { isEqualVector, joinedBy, Meeting, until } from "../support/wires.ts";

const base = "https://kontor.example/";

/** A member's own keys in the hands of another program. */
async function authorOf(workspace: string, profile: string) {
  const db = new WorkspaceDatabase(workspace, "strict", profile);
  const { keys } = unwrap(await identityOf(db)) as Identity;
  const [epoch] = await epochsOf(db, keys);
  const feed = await db.feeds.get(keys.id);
  db.close();
  return { workspace, keys, epoch: epoch as Epoch, feed };
}

/** An entry as that member's next one, whatever it says. */
const forge = (
  { feed, keys, ...author }: Awaited<ReturnType<typeof authorOf>>,
  kind: EntryKind,
  body: EntryBody,
  after?: Entry,
): Promise<Entry> =>
  sealEntry(
    {
      ...author,
      kind,
      device: keys.id,
      seq: (after?.header.seq ?? feed?.seq ?? 0) + 1,
      previous: after?.hash ?? (feed ? fromHex(feed.hash) : noHash),
      stamp: { ms: Date.now(), count: 0 },
      seen: {},
      body,
    },
    keys,
  );

async function guest(office: Engine, profile: string): Promise<Engine> {
  const workspace = await acceptInvitation(unwrap(await office.invite({ base })), { memberName: profile, deviceName: profile }, profile);
  const engine = unwrap(await Engine.open({ workspace, profile }));
  const meeting = new Meeting();
  await meeting.connect(office, engine);
  await until(`${profile} is let in`, async () => (await engine.status()).state === "ready");
  await meeting.connect(office, engine);
  await until(`${profile} has all`, async () => isEqualVector(await office.status(), await engine.status()));
  meeting.part();
  return engine;
}

test("a member who closes a colleague's invitation and says it knew of nothing sends nobody away", async () => {
  const office = await anEngine("Muster GmbH", "expel-office");
  const phone = await guest(office, "expel-phone");
  const [invitation] = (await office.status()).invitations;
  await (await guest(office, "expel-evil")).close();
  const entry = await forge(await authorOf(office.workspace, "expel-evil"), "roster", {
    payload: { kind: "revokeInvite", invitation: invitation?.id as string },
  });
  await office.store.receive([entry.bytes]);
  const names = async (engine: Engine): Promise<string[]> => (await engine.status()).members.map(({ name }) => name).sort();
  const all = ["Anna", "expel-evil", "expel-phone"];
  expect(await names(office)).toEqual(all);
  await office.close();
  const again = await reopened(office.workspace, "expel-office");
  expect(await names(again)).toEqual(all);
  // Nor by its own screen: who may not close it is told so.
  expect(await phone.revokeInvitation(invitation?.id as string)).toEqual({ ok: false, error: { code: "invitation-of-another" } });
  expect((await phone.status()).invitations.map(({ mayRevoke }) => mayRevoke)).toEqual([false]);
  expect((await again.status()).invitations.every(({ mayRevoke }) => mayRevoke)).toBe(true);
  await Promise.all([again, phone].map((engine) => engine.close()));
});

test("entries of kinds that nobody uses yet keep no newcomer out, however large they are", async () => {
  const office = await anEngine("Muster GmbH", "blobs-office");
  await (await guest(office, "blobs-evil")).close();
  const bytes = new Uint8Array(randomFillSync(Buffer.alloc(60_000)));
  const evil = await authorOf(office.workspace, "blobs-evil");
  const cut = Object.fromEntries(Array.from({ length: 30_000 }, () => [toHex(randomBytes(16)), 1]));
  const small = await forge(evil, "blob", { facts: {}, bytes });
  const large = await forge(evil, "blob", { facts: {}, bytes: new Uint8Array(randomFillSync(Buffer.alloc(2_000_000))) }, small);
  const roster = await forge(evil, "roster", { payload: { kind: "removeMember", member: office.workspace, cut } }, small);
  const { refused } = await office.store.receive([small.bytes, large.bytes, roster.bytes]);
  expect(refused.map(({ code }) => code)).toEqual(["waiting-too-many"]);
  const sent = (await office.store.roster()).reduce((sum, entry) => sum + entry.length, 0);
  expect(sent).toBeLessThan(10_000);
  const meeting = new Meeting();
  const newcomer = await joinedBy(office, meeting, "Cem");
  expect((await newcomer.status()).members).toHaveLength(3);
  await office.close();
  const again = await reopened(office.workspace, "blobs-office");
  expect((await again.status()).members).toHaveLength(3);
  meeting.part();
  await Promise.all([again, newcomer].map((engine) => engine.close()));
});

test("a roster of several pages is told to newcomers and members whole", async () => {
  const office = await anEngine("Muster GmbH", "pages-office");
  await (await guest(office, "pages-ben")).close();
  const ben = await authorOf(office.workspace, "pages-ben");
  const entries: Entry[] = [];
  while (entries.length < 380) {
    const name = `${entries.length} ${Buffer.from(randomBytes(350)).toString("base64")}`;
    entries.push(await forge(ben, "roster", { payload: { kind: "rename", workspace: name } }, entries.at(-1)));
  }
  await office.store.receive(entries.map(({ bytes }) => bytes));
  unwrap(await office.rename({ workspace: "Muster GmbH" }));
  expect((await office.store.roster()).reduce((sum, entry) => sum + entry.length, 0)).toBeGreaterThan(256 * 1024);
  const meeting = new Meeting();
  const newcomer = await joinedBy(office, meeting, "Cem");
  expect(await newcomer.store.roster()).toHaveLength((await office.store.roster()).length);
  expect((await newcomer.status()).name).toBe("Muster GmbH");
  meeting.part();
  await Promise.all([office, newcomer].map((engine) => engine.close()));
});
