import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { Page } from "@playwright/test";
import { expect, test } from "../support/journey.ts";

const passphrase = "Kaffee mit vier Löffeln Zucker";
const canary = "Kanarienvogel Öttl";
/** As in Firefox and on phones: nobody can choose a place, the file is downloaded. */
const initScript = "delete window.showSaveFilePicker; delete window.showDirectoryPicker;";

/** A workspace with one contact of its own, and more if the story needs a large file. */
async function founded(page: Page, name: string, contacts = 0): Promise<void> {
  await page.evaluate(
    async ([name, canary, contacts]) => {
      await window.kontor?.createWorkspace({ name, member: "Anna" });
      await window.kontor?.put("party", { kind: "organisation", name: canary });
      if (contacts > 0) await window.kontor?.generate({ contacts, interactions: contacts * 2, seed: 5 });
      await window.kontor?.settled();
    },
    [name, canary, contacts] as const,
  );
  await expect(page.getByRole("option").first()).toBeVisible();
}

/** Settings, a passphrase twice, and the file that the browser has downloaded. */
async function backedUp(page: Page, path: string): Promise<void> {
  await page.getByRole("link", { name: "Einstellungen" }).click();
  const section = page.getByRole("region", { name: "Sicherung" });
  await section.getByRole("button", { name: "Sicherung machen" }).click();
  const dialog = page.getByRole("dialog", { name: "Sicherung machen" });
  await dialog.getByLabel("Passwort der Sicherung").fill("kurz");
  await dialog.getByRole("button", { name: "Sicherung machen" }).click();
  await expect(dialog.getByText("Mindestens zehn Zeichen.")).toBeVisible();
  await dialog.getByLabel("Passwort der Sicherung").fill(passphrase);
  await dialog.getByLabel("Noch einmal").fill(passphrase);
  const saved = page.waitForEvent("download");
  await dialog.getByRole("button", { name: "Sicherung machen" }).click();
  await (await saved).saveAs(path);
  await expect(page.getByText("Gesichert.", { exact: true })).toBeVisible();
  await expect(section.getByText(/(Letzte Sicherung|Gerade eben gesichert).*Seitdem hat sich nichts geändert\./)).toBeVisible();
}

/** From the first screen. */
async function restores(page: Page, path: string, words = passphrase): Promise<void> {
  await page.locator("input[type=file]").setInputFiles(path);
  await page.getByLabel("Passwort der Sicherung").fill(words);
  await page.getByRole("button", { name: "Wiederherstellen", exact: true }).click();
}

test("a laptop's backup is restored on another from the first screen; a wrong passphrase is told from damage", async ({ device }, info) => {
  const path = join(info.outputDir, "Alles 2026.kontor");
  const old = await device("old", { initScript });
  await founded(old.page, "Alles KG", 40);
  await backedUp(old.page, path);
  const bytes = await readFile(path);
  for (const clear of [canary, "Alles KG", "Anna"]) expect(bytes.includes(Buffer.from(clear))).toBe(false);
  const digest = await old.page.evaluate(() => window.kontor?.digest("documents"));

  const fresh = await device("fresh", { initScript });
  const { page } = fresh;
  await page.getByRole("button", { name: "Aus Sicherung wiederherstellen" }).click();
  await restores(page, path, "ein ganz anderes Passwort");
  await expect(page.getByText("Mit diesem Passwort lässt sich die Sicherung nicht öffnen; die Datei selbst ist in Ordnung.")).toBeVisible();
  await restores(page, path);
  await expect(page.getByText("41 Kontakte wiederhergestellt")).toBeVisible();
  await expect(page.getByRole("listbox", { name: "Kontakte" })).toBeVisible();
  await page
    .getByRole("searchbox", { name: "Kontakte suchen" })
    .or(page.getByRole("textbox", { name: "Kontakte suchen" }))
    .fill("Kanarienvogel");
  await page.getByRole("option", { name: new RegExp(canary) }).click();
  await expect(page.getByRole("heading", { level: 1, name: canary })).toBeVisible();
  expect(await page.evaluate(() => window.kontor?.digest("documents"))).toBe(digest);

  // It writes, and after a start all of it is there.
  await page.evaluate(() => window.kontor?.put("party", { kind: "organisation", name: "Danach" }));
  await page.reload();
  await expect(page.getByRole("heading", { level: 1, name: canary })).toBeVisible();
  expect(await page.evaluate(() => window.kontor?.count("party"))).toBe(42);
  expect([...old.problems, ...fresh.problems]).toEqual([]);
});

test("a backup that is checked says that it is whole; one that was cut says what is lost and brings back the rest", async ({
  device,
}, info) => {
  const path = join(info.outputDir, "Viel.kontor");
  const cut = join(info.outputDir, "Viel halb.kontor");
  const old = await device("old", { initScript });
  await founded(old.page, "Viel GmbH", 3_000);
  await backedUp(old.page, path);
  await old.page.getByRole("button", { name: "Sicherung prüfen" }).click();
  const check = old.page.getByRole("dialog", { name: "Sicherung prüfen" });
  await check.locator("input[type=file]").setInputFiles(path);
  await check.getByLabel("Passwort der Sicherung").fill(passphrase);
  await check.getByRole("button", { name: "Prüfen", exact: true }).click();
  await expect(check.getByText(/Die Sicherung ist vollständig: 3\.001 Kontakte/)).toBeVisible({ timeout: 60_000 });
  await expect(check.getByText("Sie enthält genau das, was dieser Arbeitsbereich jetzt enthält.")).toBeVisible();

  const bytes = await readFile(path);
  expect(bytes.length).toBeGreaterThan(600_000);
  await writeFile(cut, bytes.subarray(0, Math.floor(bytes.length * 0.6)));
  const fresh = await device("fresh", { initScript });
  const { page } = fresh;
  await page.getByRole("button", { name: "Aus Sicherung wiederherstellen" }).click();
  await restores(page, cut);
  await expect(page.getByRole("heading", { name: "Wiederhergestellt, aber die Sicherung war beschädigt." })).toBeVisible({
    timeout: 60_000,
  });
  await expect(page.getByText("Die Datei endet mitten in der Sicherung.")).toBeVisible();
  await expect(page.getByText(/Änderungen fehlen von Anna/)).toBeVisible();
  await page.getByRole("button", { name: "Öffnen" }).click();
  await expect(page.getByRole("option", { name: /Kanarienvogel|./ }).first()).toBeVisible();
  const came = (await page.evaluate(() => window.kontor?.count("party"))) ?? 0;
  expect(came).toBeGreaterThan(500);
  expect([...old.problems, ...fresh.problems]).toEqual([]);
});

test("storage that the browser has cleared is missed by name, and what was left on purpose is not", async ({ device }, info) => {
  const path = join(info.outputDir, "Weg.kontor");
  const desk = await device("desk", { initScript });
  const { page, context } = desk;
  await founded(page, "Weg und wieder da");
  await backedUp(page, path);
  const { origin } = new URL(page.url());
  const clear = async (storageTypes: string): Promise<void> => {
    await page.goto("about:blank");
    const session = await context.newCDPSession(page);
    await session.send("Storage.clearDataForOrigin", { origin, storageTypes });
    await session.detach();
    await page.goto(`${origin}/`);
  };
  const missed = page.getByRole("heading", { name: "„Weg und wieder da“ lag hier und ist nicht mehr da." });
  await clear("indexeddb");
  await expect(missed).toBeVisible();
  await expect(page.getByText(/Der Browser hat geleert, was hier seit .* gespeichert war/)).toBeVisible();
  await expect(page.getByRole("button", { name: "Von einem Gerät des Teams holen" })).toBeVisible();
  await expect(page.getByRole("button", { name: "Neu beginnen" })).toBeVisible();
  await page.getByRole("button", { name: "Aus Sicherung wiederherstellen" }).click();
  await restores(page, path);
  await expect(page.getByRole("option", { name: new RegExp(canary) })).toBeVisible();

  // The second place knows it too.
  await expect.poll(() => page.evaluate(async () => (await caches.match("./kontor-marks.json"))?.status)).toBe(200);
  await clear("indexeddb,local_storage");
  await expect(missed).toBeVisible();
  await page.getByRole("button", { name: "Aus Sicherung wiederherstellen" }).click();
  await restores(page, path);
  await expect(page.getByRole("option", { name: new RegExp(canary) })).toBeVisible();

  await page.goto(`${origin}/#/settings`);
  await page.getByRole("button", { name: "Arbeitsbereich verlassen" }).click();
  await page
    .getByRole("dialog")
    .getByRole("button", { name: /verlassen|Verlassen|entfernen/i })
    .last()
    .click();
  await expect(page.getByRole("heading", { name: "Ihre Kunden, auf Ihren Geräten." })).toBeVisible();
  await page.reload();
  await expect(page.getByRole("heading", { name: "Ihre Kunden, auf Ihren Geräten." })).toBeVisible();
  expect(desk.problems).toEqual([]);
});

test("a folder that was chosen gets a backup by itself", async ({ device }) => {
  // The browser's own dialog is the one thing here that no test can press: it gives a real folder.
  const folder = `window.showDirectoryPicker = async () => (await navigator.storage.getDirectory()).getDirectoryHandle("Sicherungen", { create: true });`;
  const desk = await device("desk", { locale: "en-GB", initScript: folder });
  const { page } = desk;
  await founded(page, "By itself");
  await page.getByRole("link", { name: "Settings" }).click();
  await page.getByRole("button", { name: "Choose a folder" }).click();
  const dialog = page.getByRole("dialog", { name: "Automatically, once a day" });
  await dialog.getByLabel("Backup passphrase").fill(passphrase);
  await dialog.getByLabel("Repeat it").fill(passphrase);
  await dialog.getByRole("button", { name: "Choose a folder" }).click();
  await expect(page.getByText("To the folder “Sicherungen”.")).toBeVisible();
  const report = await page.evaluate(async (passphrase) => {
    const folder = await (await navigator.storage.getDirectory()).getDirectoryHandle("Sicherungen");
    const files: File[] = [];
    for await (const handle of (folder as unknown as { values(): AsyncIterable<FileSystemFileHandle> }).values())
      files.push(await handle.getFile());
    return { names: files.map(({ name }) => name), report: await window.kontor?.checkBackup(files[0] as File, { passphrase }) };
  }, passphrase);
  expect(report.names).toEqual([expect.stringMatching(/^By itself \d{4}-\d\d-\d\d\.kontor$/)]);
  expect(report.report).toMatchObject({ isWhole: true, contacts: 1 });
  await page.getByRole("button", { name: "Stop automatic backups" }).click();
  await expect(page.getByRole("button", { name: "Choose a folder" })).toBeVisible();
  expect(desk.problems).toEqual([]);
});
