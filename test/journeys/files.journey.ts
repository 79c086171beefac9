import { createHash } from "node:crypto";
import { mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Page } from "@playwright/test";
import type { RecordId } from "../../src/lib/id.ts";
import type { Device } from "../support/app.ts";
import { someBytes } from "../support/bytes.ts";
import { doorOf, inStep, type RemoteDoor } from "../support/door.ts";
import { expect, LONG, test } from "../support/journey.ts";
import { look } from "../support/look.ts";
import { personAt } from "../support/person.ts";
import { takePhotos } from "../support/pictures.ts";
import { addsFirm, startsAnew } from "../support/stories.ts";

/** Occurs nowhere else, and is looked for in the files of the browser. */
const canary = "Zypressenhain Kanarienvogel";
const control = "Glockenblumenweg Haustechnik";

const hashOf = (bytes: Uint8Array): string => createHash("sha256").update(bytes).digest("hex");

/** SHA-256 of a file record's bytes, as its device gives them out. */
const hashAt = (page: Page, id: string): Promise<string> =>
  page.evaluate(async (record) => {
    const file = await window.kontor?.fileOf(record as RecordId, { waitMs: 0 });
    const digest = await crypto.subtle.digest("SHA-256", (await file?.arrayBuffer()) as ArrayBuffer);
    return [...new Uint8Array(digest)].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  }, id);

/** How many bytes of files lie on the device, whole or not, by what the browser stores. */
const chunksAt = (page: Page): Promise<number> =>
  page.evaluate(async () => {
    const name = (await indexedDB.databases()).find((one) => one.name?.endsWith("-files"))?.name ?? "";
    const db = await new Promise<IDBDatabase>((resolve, reject) => {
      const request = indexedDB.open(name);
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => reject(request.error);
    });
    const count = await new Promise<number>((resolve) => {
      const request = db.transaction("chunks").objectStore("chunks").count();
      request.onsuccess = () => resolve(request.result);
    });
    db.close();
    return count;
  });

/** Every file below a folder, whose bytes hold these words in UTF-8 or UTF-16. */
function findIn(folder: string, words: string): string[] {
  const ways = [Buffer.from(words, "utf8"), Buffer.from(words, "utf16le")];
  return readdirSync(folder, { recursive: true, encoding: "utf8" }).filter((name) => {
    const path = join(folder, name);
    if (!statSync(path, { throwIfNoEntry: false })?.isFile()) return false;
    const bytes = readFileSync(path);
    return ways.some((way) => bytes.includes(way));
  });
}

async function joins(phone: Device, desk: RemoteDoor): Promise<void> {
  const link = await desk.invite({ base: new URL("./", phone.page.url()).href });
  await phone.page.goto("about:blank");
  await phone.page.goto(link);
  await phone.page.getByLabel("Ihr Name").fill("Ben");
  await phone.page.getByRole("button", { name: "Beitreten", exact: true }).click();
  await expect(phone.page.getByText(control)).toBeVisible({ timeout: 30_000 });
}

interface Set {
  readonly photos: number;
  /** Pixels of the longer side. */
  readonly side: number;
  /** Bytes of the file whose way is cut. */
  readonly large: number;
  readonly cuts: number;
}

/** Photos taken offline, seen by a colleague, fetched over a line that breaks, deleted and freed. */
async function tell(open: (name: string, options?: object) => Promise<Device>, folder: string, { photos, side, large, cuts }: Set) {
  const [desk, phone] = [await open("desk"), await open("phone", { isPhone: true })];
  const [anna, ben] = [personAt(desk), personAt(phone)];
  await startsAnew(anna, "Haustechnik Süd", "Anna");
  await addsFirm(anna, control);
  const office = doorOf(() => desk.page);
  const field = doorOf(() => phone.page);
  await joins(phone, office);
  await inStep(office, field);
  const [firm] = (await office.list("party", {})).rows;

  // In the cellar, without reception.
  await office.offline(true);
  mkdirSync(folder, { recursive: true });
  const taken = await takePhotos(desk.page, photos, side);
  const paths = taken.map((bytes, index) => {
    const path = join(folder, `${canary} ${index + 1}.jpg`);
    writeFileSync(path, bytes);
    return path;
  });
  const panel = desk.page.getByRole("region", { name: "Dateien" });
  await look(desk, "files-empty");
  await panel.locator("input[type=file]").first().setInputFiles(paths);
  await expect(panel.locator(".file-square img")).toHaveCount(photos);
  const [note, plan] = [Buffer.from(`Protokoll: ${canary} hängt im Heizungskeller.`), Buffer.from(someBytes(large, 7))];
  writeFileSync(join(folder, `${canary}.txt`), note);
  writeFileSync(join(folder, "Plan.bin"), plan);
  await panel
    .locator("input[type=file]")
    .first()
    .setInputFiles([join(folder, `${canary}.txt`), join(folder, "Plan.bin")]);
  await anna.sees("button", /Plan\.bin/, 60);
  await look(desk, "files-panel");
  await panel.locator(".file-square").first().click();
  await anna.sees("heading", canary);
  await anna.presses("button", "Nächste Datei");
  await expect(desk.page.locator(".file-image img")).toBeVisible();
  await look(desk, "file-viewer");
  await anna.hits("Escape");

  // They meet: the small pictures are there, the originals are not.
  await office.offline(false);
  await ben.presses("option", control);
  await ben.presses("radio", "Angaben");
  const atPhone = phone.page.getByRole("region", { name: "Dateien" });
  await expect(atPhone.locator(".file-square img")).toHaveCount(photos);
  await look(phone, "files-panel");
  const { rows } = await field.list("file", {});
  const idOf = (bytes: Buffer): RecordId => rows.find((row) => row["sha256"] === hashOf(bytes))?.id as RecordId;
  await expect.poll(() => chunksAt(phone.page)).toBe(photos + 1); // thumbnails, and the note, which is small
  await atPhone.locator(".file-square").first().click();
  await ben.presses("button", "Herunterladen");
  await expect(phone.page.locator(".file-image img")).toBeVisible({ timeout: 60_000 });
  await look(phone, "file-viewer");
  await ben.hits("Escape");

  // A large one over a line that breaks again and again.
  await ben.presses("button", /Plan\.bin/);
  await ben.presses("button", "Herunterladen");
  const before = await chunksAt(phone.page);
  const whole = Math.ceil(large / 262_144);
  let broken = 0;
  for (let cut = 1; cut <= cuts; cut++) {
    await expect.poll(() => chunksAt(phone.page), { intervals: [5] }).toBeGreaterThan(before + Math.floor((whole * (cut - 0.7)) / cuts));
    await office.offline(true);
    const stood = await chunksAt(phone.page);
    if (stood < before + whole) broken++;
    await office.offline(false);
  }
  expect(broken).toBeGreaterThan(0);
  await ben.reads(/Dafür hat der Browser hier keine Ansicht/, 60);
  await ben.hits("Escape");
  expect(await hashAt(phone.page, idOf(plan))).toBe(hashOf(plan));
  for (const photo of taken) {
    await phone.page.evaluate((id) => window.kontor?.fileOf(id as RecordId), idOf(photo));
    expect(await hashAt(phone.page, idOf(photo))).toBe(hashOf(photo));
  }
  await anna.sees("button", /Plan\.bin.*auf 2 Geräten/);

  // Deleted, one of them by hand and taken back; then the bin's bytes are let go on both.
  await anna.presses("button", /Plan\.bin/);
  await anna.presses("button", "Löschen");
  await anna.hits("Escape");
  await anna.misses("button", /Plan\.bin/);
  await anna.presses("button", "Rückgängig");
  await anna.sees("button", /Plan\.bin/);
  await office.remove(rows.map(({ id }) => id));
  await anna.opens("#/bin");
  await anna.reads(/Plan\.bin|Dateien/);
  await anna.opens("#/settings");
  await anna.presses("button", "Jetzt freigeben");
  await anna.sees("heading", "Dateien im Papierkorb freigeben");
  await look(desk, "files-free");
  await anna.presses("button", "Endgültig freigeben");
  for (const at of [desk, phone]) await expect.poll(() => chunksAt(at.page)).toBe(0);
  expect((await office.get(firm?.id as RecordId))?.name).toBe(control);
  expect([...desk.problems, ...phone.problems]).toEqual([]);

  // What the disks hold tells neither name nor content; what lies there in clear is found.
  await office.settled();
  await field.settled();
  await Promise.all([desk.close(), phone.close()]);
  for (const { profile } of [desk, phone]) {
    expect(findIn(profile, control).length).toBeGreaterThan(0);
    expect(findIn(profile, canary)).toEqual([]);
  }
}

/** Hands files over as a drop or a paste does. */
const hands = (page: Page, how: "drop" | "paste", name: string, content: string): Promise<void> =>
  page.evaluate(
    ([kind, called, words]) => {
      const data = new DataTransfer();
      data.items.add(new File([words], called, { type: "text/plain" }));
      const panel = document.querySelector(".files-panel");
      if (kind === "drop")
        for (const type of ["dragover", "drop"])
          panel?.dispatchEvent(new DragEvent(type, { dataTransfer: data, bubbles: true, cancelable: true }));
      else document.body.dispatchEvent(new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true }));
    },
    [how, name, content] as const,
  );

test("files are dropped, pasted, signed and spoken on a task and an appointment, and stand on the contact's page as well", async ({
  device,
}) => {
  const desk = await device("desk", { flags: ["--use-fake-device-for-media-stream", "--use-fake-ui-for-media-stream"] });
  await desk.context.grantPermissions(["camera", "microphone"]);
  const anna = personAt(desk);
  await startsAnew(anna, "Haustechnik Süd", "Anna");
  await addsFirm(anna, "Mühle Öttl KG");
  const door = doorOf(() => desk.page);
  const [firm] = (await door.list("party", {})).rows;
  const parties = [firm?.id as RecordId];
  const task = await door.put("task", { title: "Heizung ansehen", parties });
  const visit = await door.put("appointment", { title: "Abnahme", start: "2026-12-04T09:00", end: "2026-12-04T10:00", parties });

  await anna.opens(`#/tasks/${task}`);
  await anna.sees("heading", "Heizung ansehen");
  await anna.sees("region", "Dateien");
  await hands(desk.page, "drop", "Angebot.txt", "Wärmepumpe");
  await anna.sees("button", /Angebot\.txt/);
  await hands(desk.page, "paste", "Notiz.html", "<script>document.title = 'böse'</script>");
  await anna.sees("button", /Notiz\.html/);
  await anna.presses("button", /Notiz\.html/);
  await anna.reads(/Dafür hat der Browser hier keine Ansicht/);
  await anna.hits("Escape");
  await look(desk, "files-on-task");

  await anna.opens(`#/calendar/${visit}`);
  await anna.sees("heading", "Abnahme");
  await anna.presses("button", "Unterschrift");
  await anna.presses("button", "Übernehmen");
  await anna.reads("Bitte unterschreiben Sie zuerst.");
  const pad = (await desk.page.locator(".signature-pad").boundingBox()) as { x: number; y: number; width: number; height: number };
  await desk.page.mouse.move(pad.x + pad.width * 0.2, pad.y + pad.height * 0.6);
  await desk.page.mouse.down();
  for (let step = 1; step <= 12; step++)
    await desk.page.mouse.move(pad.x + pad.width * (0.2 + step * 0.05), pad.y + pad.height * (0.5 + 0.3 * Math.sin(step)));
  await desk.page.mouse.up();
  await look(desk, "signature");
  await anna.presses("button", "Übernehmen");
  await anna.sees("button", /Unterschrift .*\.png/);

  await anna.presses("button", "Sprachnotiz");
  await anna.presses("button", "Aufnehmen");
  await anna.reads(/Aufnahme läuft: 0:01/);
  await anna.presses("button", "Beenden");
  await expect(desk.page.locator("dialog audio")).toBeVisible();
  await look(desk, "voice-note");
  await anna.presses("button", "Behalten");
  await anna.sees("button", /Sprachnotiz .*\.(webm|m4a)/);
  await anna.presses("button", /Sprachnotiz .*\.(webm|m4a)/);
  await expect(desk.page.locator("dialog audio")).toBeVisible();
  await look(desk, "voice-note-heard");
  await anna.hits("Escape");

  await anna.opens(`#/contacts/${firm?.id}`);
  await anna.sees("button", /Angebot\.txt.*an: Aufgabe/);
  await anna.sees("button", /Unterschrift .*an: Termin/);
  const { rows } = await door.list("file", { filter: { kind: "signature" } });
  expect(rows[0]).toMatchObject({ about: visit, parties, mime: "image/png" });
  expect((await door.list("file", { filter: { kind: "voice" } })).rows[0]?.["seconds"]).toBeGreaterThanOrEqual(1);
  expect(await desk.page.title()).not.toContain("böse");
  expect(desk.problems).toEqual([]);
});

test("photos taken without a network are seen at once by a colleague, fetched when asked for, and let go of", async ({ device }, info) => {
  await tell(device, info.outputPath("given"), { photos: 3, side: 900, large: 6_000_000, cuts: 2 });
});

test(`thirty megabytes of photos over a line that breaks ten times ${LONG}`, async ({ device }, info) => {
  test.setTimeout(600_000);
  await tell(device, info.outputPath("given"), { photos: 12, side: 2400, large: 60_000_000, cuts: 10 });
});
