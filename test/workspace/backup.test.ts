import "fake-indexeddb/auto";
import { afterAll, describe, expect, test } from "vitest";
import { FileDatabase } from "../../src/database/fileDatabase.ts";
import { BackupWriter, lockOf, openBackupFile } from "../../src/journal/backupFile.ts";
import { toHex } from "../../src/lib/bytes.ts";
import { sha256 } from "../../src/lib/hash.ts";
import type { RecordId } from "../../src/lib/id.ts";
import { unwrap } from "../../src/lib/result.ts";
import { drill } from "../../src/workspace/drill.ts";
import type { Engine } from "../../src/workspace/engine.ts";
import { backupOf, passphrase, reframed, restoredFrom } from "../support/backup.ts";
import { someBytes } from "../support/bytes.ts";
import { anEngine } from "../support/engine.ts";
import { joinedBy, Meeting, until } from "../support/wires.ts";

const open: Engine[] = [];
const kept = <One extends Engine>(engine: One): One => {
  open.push(engine);
  return engine;
};
afterAll(async () => {
  for (const engine of open) await engine.close();
});

const contact = async (engine: Engine, name: string): Promise<RecordId> =>
  unwrap(await engine.put("party", { kind: "organisation", name }));

describe("a backup", () => {
  test("brings everything back on another device, the deleted still deleted, with equal digests", async () => {
    const office = kept(await anEngine("Sicher GmbH", "backup-all"));
    unwrap(await office.generate({ contacts: 60, interactions: 300, seed: 4, sales: true }));
    const [mill, gone] = [await contact(office, "Mühle Öttl"), await contact(office, "Vergangen KG")];
    unwrap(await office.patch(mill, { note: "Will ein Angebot", phones: { add: [{ value: "030 1234" }] } }));
    unwrap(await office.remove([gone]));
    const { report, engine } = await restoredFrom(await backupOf(office));
    kept(engine);
    expect(report).toMatchObject({ ok: true, value: { name: "Sicher GmbH", isMerged: false, damage: null, entries: { refused: 0 } } });
    expect(await engine.digest("documents")).toBe(await office.digest("documents"));
    expect(await engine.digest("rows")).toBe(await office.digest("documents"));
    expect((await engine.status()).counts).toEqual((await office.status()).counts);
    expect((await engine.get(gone))?.deletedAt).toBeTruthy();
    expect((await engine.status()).waiting).toBe(0);
  });

  test("has the files that lie on the device, unless they are left out, and not what is freed", async () => {
    const office = kept(await anEngine("Fotos KG", "backup-files"));
    const mill = await contact(office, "Mühle Öttl");
    const add = async (seed: number, size: number) => {
      const file = new Blob([someBytes(size, seed)]);
      return unwrap(await office.addFile(file, { about: mill, name: `Foto ${seed}.jpg`, mime: "image/jpeg" }, new Blob([`klein ${seed}`])));
    };
    const [photo, binned, freed] = [await add(1, 700_000), await add(2, 1_000), await add(3, 300_000)];
    unwrap(await office.remove([binned, freed]));
    unwrap(await office.freeFiles([freed]));
    const { report, engine, profile } = await restoredFrom(await backupOf(office));
    kept(engine);
    expect(report).toMatchObject({ ok: true, value: { damage: null } });
    for (const id of [photo, binned]) {
      const record = await engine.get(id);
      const bytes = unwrap(await engine.fileBytes(String(record?.["sha256"])));
      expect(toHex(sha256(new Uint8Array(await bytes.arrayBuffer())))).toBe(record?.["sha256"]);
    }
    expect((await engine.get(photo))?.name).toBe("Foto 1.jpg");
    expect(await engine.fileBytes(String((await engine.get(freed))?.["sha256"]))).toMatchObject({ ok: false });
    expect(await engine.fileStorage()).toMatchObject({ files: 1, filesHere: 1 });
    // Whoever restores has it to give.
    const files = new FileDatabase(engine.workspace, "relaxed", profile);
    expect(await files.contents.where("state").equals("whole").count()).toBe(4);
    files.close();

    const job = unwrap(await office.startBackup({ passphrase, isWithoutFiles: true }));
    let size = 0;
    for (let next = await office.backupPortion(job); next.ok && next.value.bytes; next = await office.backupPortion(job))
      size += next.value.bytes.length;
    await office.endBackup(job, true);
    expect(size).toBeLessThan(100_000);
  });

  test("of a firm whose only device died: the restored one writes, invites, and the newcomer has all", async () => {
    const laptop = await anEngine("Allein KG", "backup-dead");
    await contact(laptop, "Erster Kunde");
    const file = await backupOf(laptop);
    await laptop.close();
    const { engine } = await restoredFrom(file);
    kept(engine);
    await contact(engine, "Zweiter Kunde");
    const guest = kept(await joinedBy(engine, new Meeting(), "Ben"));
    expect(await guest.digest("documents")).toBe(await engine.digest("documents"));
    expect(await guest.count("party")).toBe(2);
    const status = await engine.status();
    expect(status.members.map(({ name }) => name)).toEqual(["Anna", "Ben"]);
    expect(status.member).toBe(status.workspace);
  });

  test("colleagues who live on accept the restored device, and its feed is not the dead one's", async () => {
    const office = await anEngine("Team GmbH", "backup-team");
    const meeting = new Meeting();
    await contact(office, "Vorher");
    const ben = kept(await joinedBy(office, meeting, "Ben"));
    const file = await backupOf(office);
    await until(
      "Ben has all",
      async () => (await ben.status()).vector[office.workspace] === (await office.status()).vector[office.workspace],
    );
    meeting.part();
    const after = await contact(ben, "Von Ben danach");
    await office.close();
    const { engine } = await restoredFrom(file);
    kept(engine);
    const own = await contact(engine, "Vom neuen Laptop");
    const again = new Meeting();
    await again.connect(engine, ben);
    await until("each has the other's", async () => (await ben.get(own)) !== undefined && (await engine.get(after)) !== undefined);
    await until("they agree", async () => (await ben.digest("documents")) === (await engine.digest("documents")));
    const { device, vector, member } = await engine.status();
    expect(device).not.toBe(office.workspace);
    expect(Object.keys(vector)).toContain(office.workspace);
    expect(member).toBe(office.workspace);
    expect((await ben.status()).devices.map(({ name }) => name).sort()).toEqual(["Bens Telefon", "Büro", "Neuer Laptop"]);
    again.part();
  });

  test("from before a colleague came: the two have never heard of each other, and agree all the same", async () => {
    const office = await anEngine("Früher GmbH", "backup-early");
    await contact(office, "Vorher");
    const file = await backupOf(office);
    const meeting = new Meeting();
    const ben = kept(await joinedBy(office, meeting, "Ben"));
    const his = await contact(ben, "Von Ben");
    meeting.part();
    await office.close();
    const { engine } = await restoredFrom(file);
    kept(engine);
    const own = await contact(engine, "Vom neuen Laptop");
    const again = new Meeting();
    await again.connect(engine, ben);
    await until("each has the other's", async () => (await ben.get(own)) !== undefined && (await engine.get(his)) !== undefined);
    again.part();
  });

  test("restored twice is two devices, and both are members", async () => {
    const office = await anEngine("Zweimal", "backup-twice");
    await contact(office, "Kunde");
    const file = await backupOf(office);
    await office.close();
    const [one, two] = [kept((await restoredFrom(file)).engine), kept((await restoredFrom(file)).engine)];
    const [a, b] = [await contact(one, "A"), await contact(two, "B")];
    const meeting = new Meeting();
    await meeting.connect(one, two);
    await until("both have both", async () => (await one.get(b)) !== undefined && (await two.get(a)) !== undefined);
    meeting.part();
  });

  test("into the workspace that is there it brings back what this device has lost, and changes nothing else", async () => {
    const office = kept(await anEngine("Hier", "backup-merge"));
    const kunde = await contact(office, "Kunde");
    const file = await backupOf(office);
    unwrap(await office.patch(kunde, { name: "Kunde neu" }));
    const before = await office.digest("documents");
    const { report, engine } = await restoredFrom(file, {
      profile: "backup-merge",
      into: office.workspace,
      openEngine: async () => ({ ok: true, value: { engine: office, close: async () => undefined } }),
    });
    expect(engine).toBeUndefined();
    expect(report).toMatchObject({ ok: true, value: { isMerged: true, entries: { isNew: 0 } } });
    expect(await office.digest("documents")).toBe(before);
  });

  test("comes back where the browser has kept the workspace's name and lost its data", async () => {
    const office = await anEngine("Nur der Name", "backup-name");
    await contact(office, "Kunde");
    const file = await backupOf(office);
    const digest = await office.digest("documents");
    await office.close();
    const profile = "restored-name";
    const first = await restoredFrom(file, { profile });
    await first.engine.close();
    for (const { name } of await indexedDB.databases())
      if (name?.startsWith(`${profile}-${office.workspace}`))
        await new Promise((resolve) => (indexedDB.deleteDatabase(name).onsuccess = resolve));
    const { report, engine } = await restoredFrom(file, { profile });
    kept(engine);
    expect(report).toMatchObject({ ok: true, value: { isMerged: false } });
    expect(await engine.digest("documents")).toBe(digest);
  });

  test("of another workspace is refused where this one is open", async () => {
    const [office, other] = [kept(await anEngine("Eins", "backup-one")), kept(await anEngine("Zwei", "backup-two"))];
    const { report } = await restoredFrom(await backupOf(other), { into: office.workspace });
    expect(report).toEqual({ ok: false, error: { code: "backup-other-workspace", name: "Zwei" } });
  });

  test("is proved by a drill that touches nothing: the digest it finds is the workspace's", async () => {
    const office = kept(await anEngine("Probe GmbH", "backup-drill"));
    unwrap(await office.generate({ contacts: 500, interactions: 600, seed: 9 }));
    const file = await backupOf(office);
    const before = (await office.status()).vector;
    const report = unwrap(await drill(file, passphrase));
    const { held } = report.entries;
    expect(report).toMatchObject({ name: "Probe GmbH", isWhole: true, entries: { held, read: held, wrong: 0 }, contacts: 500 });
    expect(report.digest).toBe(await office.digest("documents"));
    expect((await office.status()).vector).toEqual(before);
    expect(await drill(file, "ein anderes Wort")).toEqual({ ok: false, error: { code: "passphrase-wrong" } });
  });

  test("a drill says when a backup is not whole, and when somebody has put in what nobody wrote", async () => {
    const office = kept(await anEngine("Probe GmbH", "backup-drill-bad"));
    for (let i = 0; i < 30; i++) await contact(office, `Kunde ${i}`);
    const frames = await reframed(await backupOf(office), 2_000);
    const cut = unwrap(await drill(new Blob(frames.slice(0, -3)), passphrase));
    expect(cut).toMatchObject({ isWhole: false, digest: null, damage: { isCut: true }, entries: { wrong: 0 } });
    expect(cut.entries.read).toBeLessThan(cut.entries.held);
    const stranger = kept(await anEngine("Fremd", "backup-drill-strange"));
    await contact(stranger, "Fremd");
    const opened = unwrap(await openBackupFile(await backupOf(stranger), passphrase));
    const writer = new BackupWriter(await lockOf(passphrase, new Uint8Array(16), 1_000));
    const mixed: Uint8Array<ArrayBuffer>[] = [];
    const own = unwrap(await openBackupFile(new Blob(frames), passphrase));
    for await (const frame of own.frames()) {
      if (!("kind" in frame)) continue;
      if (frame.kind === "end")
        for await (const other of opened.frames())
          if ("kind" in other && other.kind === "entries") mixed.push(await writer.frame("entries", other.content));
      mixed.push(await writer.frame(frame.kind, frame.content));
    }
    const report = unwrap(await drill(new Blob(mixed), passphrase));
    expect(report.isWhole).toBe(false);
    expect(report.entries.wrong).toBeGreaterThan(2);
    // Restored, they are refused and everything else is there.
    const restored = await restoredFrom(new Blob(mixed));
    kept(restored.engine);
    expect(unwrap(restored.report).entries.refused).toBeGreaterThan(2);
    expect(await restored.engine.digest("documents")).toBe(await office.digest("documents"));
  });

  test("a passphrase that is soon guessed is refused", async () => {
    const office = kept(await anEngine("Kurz", "backup-short"));
    expect(await office.startBackup({ passphrase: "kurz" })).toEqual({ ok: false, error: { code: "passphrase-short", least: 10 } });
    expect(await office.startBackup({})).toEqual({ ok: false, error: { code: "passphrase-missing" } });
  });

  test("by itself uses the key that was kept, and the passphrase of then opens it", async () => {
    const office = kept(await anEngine("Selbst", "backup-kept"));
    unwrap(await office.startBackup({ passphrase, keep: true }));
    const job = unwrap(await office.startBackup({}));
    const parts: Uint8Array<ArrayBuffer>[] = [];
    for (;;) {
      const { bytes } = unwrap(await office.backupPortion(job));
      if (!bytes) break;
      parts.push(bytes as Uint8Array<ArrayBuffer>);
    }
    expect((await openBackupFile(new Blob(parts), passphrase)).ok).toBe(true);
    expect((await office.backupState()).isLockKept).toBe(true);
    await office.forgetBackupLock();
    expect(await office.startBackup({})).toEqual({ ok: false, error: { code: "passphrase-missing" } });
  });

  test("that was given up half-way leaves nothing, and one that was cut off while it came in is begun again", async () => {
    const office = kept(await anEngine("Halb", "backup-half"));
    for (let i = 0; i < 20; i++) await contact(office, `Kunde ${i}`);
    const frames = await reframed(await backupOf(office), 2_000);
    const stop = new AbortController();
    const profile = "restored-half";
    const given = await restoredFrom(new Blob(frames), {
      profile,
      signal: stop.signal,
      onProgress: (share) => share > 0.3 && stop.abort(),
    });
    expect(given.report).toEqual({ ok: false, error: { code: "backup-cancelled" } });
    await given.engine.close();
    const again = await restoredFrom(new Blob(frames), { profile });
    kept(again.engine);
    expect(again.report.ok).toBe(true);
    expect(await again.engine.digest("documents")).toBe(await office.digest("documents"));
    expect((await again.engine.status()).devices).toHaveLength(2);
  });

  test("knows how much lies only here", async () => {
    const office = kept(await anEngine("Zählt", "backup-count"));
    const first = await office.backupState();
    expect(first).toMatchObject({ lastMs: null, changes: first.onlyHere });
    await backupOf(office, false);
    expect((await office.backupState()).lastMs).toBeNull();
    await backupOf(office);
    expect(await office.backupState()).toMatchObject({ changes: 0, onlyHere: 0, onlyHereSinceMs: null });
    await contact(office, "Neu");
    const { lastMs, changes, onlyHere, onlyHereSinceMs } = await office.backupState();
    expect({ changes, onlyHere, isNow: Math.abs((onlyHereSinceMs ?? 0) - (lastMs ?? 0)) < 60_000 }).toEqual({
      changes: 1,
      onlyHere: 1,
      isNow: true,
    });
  });
});
