// A large workspace is backed up and restored in a fresh profile and in another engine: seconds, megabytes, memory, digests.
import { readFile, stat } from "node:fs/promises";
import { join } from "node:path";
import type { Page } from "@playwright/test";
import { expect, test } from "../support/journey.ts";

const passphrase = "Kaffee mit vier Löffeln Zucker";
const canaries = ["Kanarienvogel Öttl", "Leuchtturm Backup GmbH"];
const initScript = "delete window.showSaveFilePicker; delete window.showDirectoryPicker;";
const size = { contacts: 20_000, interactions: 200_000 };

test("20,000 contacts and 200,000 activities are backed up and restored with equal digests", async ({ device }, info) => {
  test.setTimeout(3_600_000);
  const path = join(info.outputDir, "Groß.kontor");
  const say = (line: string): void => void process.stdout.write(`${line}\n`);
  const old = await device("old", { initScript });
  await old.page.evaluate(
    async ([name, contact, size]) => {
      await window.kontor?.createWorkspace({ name, member: "Anna" });
      await window.kontor?.put("party", { kind: "organisation", name: contact });
      await window.kontor?.generate({ ...size, seed: 7 });
      await window.kontor?.settled();
    },
    [canaries[1] as string, canaries[0] as string, size] as const,
  );
  const digest = await old.page.evaluate(() => window.kontor?.digest("documents"));
  const heapOf = (page: Page): Promise<number> =>
    page.evaluate(() => (performance as unknown as { memory?: { usedJSHeapSize: number } }).memory?.usedJSHeapSize ?? 0);
  const before = await heapOf(old.page);
  let peak = before;
  const watch = setInterval(() => void heapOf(old.page).then((heap) => (peak = Math.max(peak, heap))), 200);
  const started = Date.now();
  const download = old.page.waitForEvent("download");
  await old.page.evaluate(async (passphrase) => {
    const file = await window.kontor?.backup({ passphrase });
    const link = document.createElement("a");
    link.href = URL.createObjectURL(file as Blob);
    link.download = "Groß.kontor";
    link.click();
  }, passphrase);
  const tookMs = Date.now() - started;
  clearInterval(watch);
  await (await download).saveAs(path);
  const { size: bytes } = await stat(path);
  say(
    `backup: ${(tookMs / 1000).toFixed(1)} s, ${(bytes / 1e6).toFixed(1)} MB, heap of the window ${(before / 1e6).toFixed(0)} → at most ${(peak / 1e6).toFixed(0)} MB`,
  );
  const content = await readFile(path);
  for (const canary of canaries) expect(content.includes(Buffer.from(canary)), canary).toBe(false);

  for (const engine of ["chromium", "firefox"] as const) {
    const fresh = await device(`fresh ${engine}`, { engine, initScript });
    const { page } = fresh;
    await page.getByRole("button", { name: "Aus Sicherung wiederherstellen" }).click();
    await page.locator("input[type=file]").setInputFiles(path);
    await page.getByLabel("Passwort der Sicherung").fill(passphrase);
    const begun = Date.now();
    await page.getByRole("button", { name: "Wiederherstellen", exact: true }).click();
    await expect(page.getByText(/20\.001 Kontakte wiederhergestellt/)).toBeVisible({ timeout: 1_200_000 });
    say(
      `restored in ${engine}: ${((Date.now() - begun) / 1000).toFixed(1)} s, heap of the window ${((await heapOf(page)) / 1e6).toFixed(0)} MB`,
    );
    const [documents, rows] = await page.evaluate(async () => [
      await window.kontor?.digest("documents"),
      await window.kontor?.digest("rows"),
    ]);
    expect(documents).toBe(digest);
    expect(rows).toBe(digest);
    say(`digests in ${engine}: documents and rows equal to the original's`);
  }
  const drillBegun = Date.now();
  await old.page.evaluate(() => {
    const input = Object.assign(document.createElement("input"), { type: "file", id: "drill-file" });
    document.body.append(input);
  });
  await old.page.locator("#drill-file").setInputFiles(path);
  const report = await old.page.evaluate(
    (passphrase) =>
      window.kontor?.checkBackup((document.querySelector("#drill-file") as HTMLInputElement).files?.[0] as File, { passphrase }),
    passphrase,
  );
  say(`drill: ${((Date.now() - drillBegun) / 1000).toFixed(1)} s`);
  expect(report).toMatchObject({ isWhole: true, contacts: 20_001, digest });
});
