import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { unwrap } from "../../src/lib/result.ts";
import { installDoor, type KontorDoor } from "../../src/workspace/door.ts";
import { KontorWindow } from "../../src/workspace/window.ts";

const opened: KontorWindow[] = [];

async function aWindow(): Promise<{ kontor: KontorWindow; door: KontorDoor }> {
  sessionStorage.clear();
  const kontor = new KontorWindow();
  opened.push(kontor);
  installDoor(kontor);
  await kontor.start();
  return { kontor, door: window.kontor as KontorDoor };
}

const leaveAll = async (kontor: KontorWindow): Promise<void> => {
  for (const { id } of await kontor.workspaces()) await kontor.leave(id);
};
// Test files of one run share their browser's storage: what another one left is not this one's.
beforeEach(() => leaveAll(new KontorWindow()));
afterEach(async () => {
  for (const kontor of opened.splice(0)) await leaveAll(kontor);
});

const list = [
  "Firma;Ansprechpartner;Telefon;Ort",
  "Mühle Öttl KG;Vera Öttl;089 123456;München",
  "Östermann Haustechnik GmbH;Jan Östermann;0821 98765;Augsburg",
].join("\r\n");

test("a new workspace is open at once and keeps what is put into it", async () => {
  const { kontor, door } = await aWindow();
  expect(kontor.state.kind).toBe("none");
  const id = await door.createWorkspace({ name: "Haustechnik Süd", member: "Anna" });
  const party = await door.put("party", { kind: "organisation", name: "Mühle Öttl KG" });
  expect((await door.get(party))?.name).toBe("Mühle Öttl KG");
  expect((await door.find("oettl")).map(({ name }) => name)).toEqual(["Mühle Öttl KG"]);
  expect((await door.workspaces()).map((one) => one.id)).toEqual([id]);
  await door.undo();
  expect(await door.count("party")).toBe(0);
});

test("a new workspace has its engine where its keys are kept, and says where that is", async () => {
  const shared = await aWindow();
  await shared.door.createWorkspace({ name: "Gemeinsam", member: "Anna" });
  expect(await shared.door.status()).toMatchObject({ engine: "shared-worker", engineReason: "keys-kept" });
  await leaveAll(shared.kontor);

  vi.stubGlobal("SharedWorker", undefined);
  const own = await aWindow();
  await own.door.createWorkspace({ name: "Allein", member: "Anna" });
  const party = await own.door.put("party", { kind: "organisation", name: "Mühle Öttl KG" });
  expect(await own.door.status()).toMatchObject({ engine: "worker", engineReason: "no-shared-worker" });
  expect((await own.door.get(party))?.name).toBe("Mühle Öttl KG");
  await leaveAll(own.kontor);
  vi.unstubAllGlobals();
});

test("a browser without WebRTC says that it can connect to nobody", async () => {
  vi.stubGlobal("RTCPeerConnection", undefined);
  const { door } = await aWindow();
  await door.createWorkspace({ name: "Ohne WebRTC", member: "Anna" });
  await expect.poll(async () => (await door.status()).network.meetingPoint).toBe("unsupported");
  vi.unstubAllGlobals();
});

test("a window opened later finds the workspace used last", async () => {
  const first = await aWindow();
  await first.door.createWorkspace({ name: "Erste", member: "Anna" });
  await first.door.createWorkspace({ name: "Zweite", member: "Anna" });
  await first.door.put("party", { kind: "person", familyName: "Weber" });
  const second = await aWindow();
  expect((await second.door.status()).name).toBe("Zweite");
  expect(await second.door.count("party")).toBe(1);
});

test("a file is tried first, then imported, and one undo takes it back", async () => {
  const { door } = await aWindow();
  await door.createWorkspace({ name: "Import", member: "Anna", country: "DE" });
  const file = new File([list], "kunden.csv");
  const dry = await door.importFile(file, { dryRun: true });
  expect([dry.rows, dry.organisations, dry.people, dry.created]).toEqual([2, 2, 2, 0]);
  const report = await door.importFile(file);
  expect(report.unreadable).toEqual([]);
  expect(await door.count("party")).toBe(4);
  expect(await door.digest("documents")).toBe(await door.digest("rows"));
  await door.undo();
  expect(await door.count("party")).toBe(0);
});

test("an import given up midway leaves nothing behind", async () => {
  const { kontor, door } = await aWindow();
  await door.createWorkspace({ name: "Import", member: "Anna" });
  const rows = Array.from({ length: 3_000 }, (_, i) => `Firma ${i} GmbH;Ort ${i}`);
  const choices = { country: "DE", currency: "EUR", language: "de" };
  const plan = unwrap(
    await kontor.planFiles(
      [new File([["Firma;Ort", ...rows].join("\n")], "viele.csv")],
      choices,
      () => undefined,
      new AbortController().signal,
    ),
  );
  const stop = new AbortController();
  const { engine } = await kontor.ready();
  const outcome = await kontor.runImport(engine, plan, () => stop.abort(), stop.signal);
  expect(outcome).toEqual({ ok: false, error: { code: "import-cancelled" } });
  expect(await door.count("party")).toBe(0);
});

test("whoever leaves a workspace leaves none of its databases behind", async () => {
  const { kontor, door } = await aWindow();
  const id = await door.createWorkspace({ name: "Kurz", member: "Anna" });
  await door.generate({ contacts: 20, interactions: 40, seed: 7 });
  await door.leave(id);
  expect(kontor.state.kind).toBe("none");
  expect((await indexedDB.databases()).filter(({ name }) => name?.includes(id))).toEqual([]);
  await expect(door.count("party")).rejects.toMatchObject({ code: "workspace-missing" });
});

test("everything can be exported in open formats", async () => {
  const { door } = await aWindow();
  await door.createWorkspace({ name: "Export", member: "Anna" });
  await door.put("party", { kind: "person", givenName: "Vera", familyName: "Öttl", emails: [{ value: "vera@example.org", type: "work" }] });
  expect(await (await door.export("vcard")).text()).toContain("FN:Vera Öttl");
  expect(await (await door.export("csv")).text()).toContain("vera@example.org");
  expect(await (await door.export("json")).text()).toContain('"familyName":"Öttl"');
});
