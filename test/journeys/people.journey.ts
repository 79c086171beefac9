// Honest people never lose each other's work, nor their own: all by what is on the screen.
import AxeBuilder from "@axe-core/playwright";
import type { Page } from "@playwright/test";
import { doorOf, inStep } from "../support/door.ts";
import { expect, LONG, test } from "../support/journey.ts";

const at = (page: Page, path: string): Promise<unknown> => page.goto(new URL(`#${path}`, page.url()).href);
async function look(page: Page, name: string): Promise<void> {
  if (process.env["KONTOR_SCREENSHOTS"]) await page.screenshot({ path: `${process.env["KONTOR_SCREENSHOTS"]}/${name}.png` });
}

/** All drafts as they lie on the device's disk, whatever was typed. */
const draftsOnDisk = (page: Page): Promise<string> =>
  page.evaluate(async () => {
    const answer = <Value>(request: IDBRequest<Value>): Promise<Value> =>
      new Promise((resolve, reject) => {
        request.onsuccess = () => resolve(request.result);
        request.onerror = () => reject(request.error);
      });
    const found: unknown[] = [];
    for (const { name = "" } of await indexedDB.databases()) {
      const db = await answer(indexedDB.open(name));
      if (db.objectStoreNames.contains("meta")) {
        const rows = (await answer(db.transaction("meta").objectStore("meta").getAll())) as { key: unknown }[];
        found.push(...rows.filter(({ key }) => String(key).startsWith("draft ")));
      }
      db.close();
    }
    return JSON.stringify(found);
  });

test("two people write into one note while both are online: both their words stay", async ({ device }) => {
  const desk = await device("desk");
  const office = doorOf(() => desk.page);
  await office.createWorkspace({ name: "Muster GmbH", member: "Anna" });
  const id = await office.put("party", { kind: "person", givenName: "Vroni", familyName: "Öttl", note: "Mag Tee." });
  const phone = await device("phone", { isPhone: true });
  const van = doorOf(() => phone.page);
  await van.join(await office.invite(), { member: "Ben" });
  await inStep(office, van);

  await at(desk.page, `/contacts/${id}`);
  await at(phone.page, `/contacts/${id}`);
  await phone.page.getByText("Angaben", { exact: true }).click();
  const [there, here] = [phone.page, desk.page].map((page) => page.getByRole("textbox", { name: "Notiz" }));
  await Promise.all([there?.click(), here?.click()]);
  await Promise.all([
    there?.press("End").then(() => there.pressSequentially(" Ruft Freitag an.", { delay: 40 })),
    here?.press("End").then(() => here.pressSequentially(" HAT GEKÜNDIGT.", { delay: 40 })),
  ]);
  await here?.blur();
  await there?.blur();
  await inStep(office, van);
  for (const note of [there, here]) {
    await expect(note as NonNullable<typeof note>).toHaveValue(/HAT GEKÜNDIGT\./);
    await expect(note as NonNullable<typeof note>).toHaveValue(/Ruft Freitag an\./);
  }
  await expect(desk.page.getByRole("region", { name: "Zwei Werte – wählen" })).toHaveCount(0);
  expect([...desk.problems, ...phone.problems]).toEqual([]);
});

test("an open field says what a colleague changed meanwhile, and values to choose are told on every screen", async ({ device }) => {
  const desk = await device("desk");
  const office = doorOf(() => desk.page);
  await office.createWorkspace({ name: "Muster GmbH", member: "Anna" });
  const id = await office.put("party", { kind: "person", givenName: "Elke", familyName: "Bär", nickname: "E" });
  const phone = await device("phone", { isPhone: true, colorScheme: "dark" });
  const van = doorOf(() => phone.page);
  await van.join(await office.invite(), { member: "Ben" });
  await inStep(office, van);

  await at(phone.page, `/contacts/${id}`);
  await phone.page.getByText("Angaben", { exact: true }).click();
  await phone.page.getByRole("button", { name: "Rufname: E" }).click();
  await phone.page.getByRole("textbox", { name: "Rufname" }).fill("Elkchen");
  await at(desk.page, `/contacts/${id}`);
  await desk.page.getByRole("button", { name: "Rufname: E" }).click();
  await desk.page.getByRole("textbox", { name: "Rufname" }).fill("Bärchen");
  await desk.page.keyboard.press("Enter");
  await expect(phone.page.getByText("Anna hat das inzwischen geändert: „Bärchen“.")).toBeVisible();
  await look(phone.page, "meanwhile-phone");
  await phone.page.getByRole("textbox", { name: "Rufname" }).press("Enter");
  await inStep(office, van);

  await expect(desk.page.getByRole("button", { name: "Zwei Werte: bitte wählen" })).toBeVisible();
  await expect(desk.page.getByRole("option", { name: /Elke Bär/ }).getByRole("img", { name: "Hier ist etwas zu wählen" })).toBeVisible();
  await look(desk.page, "choices-desk");
  expect((await new AxeBuilder({ page: desk.page }).analyze()).violations).toEqual([]);
  await at(desk.page, "/today");
  await expect(desk.page.getByRole("region", { name: "Bitte entscheiden" }).getByRole("link", { name: /Elke Bär/ })).toBeVisible();
  await look(desk.page, "choices-today");
  await at(phone.page, "/contacts");
  await at(phone.page, `/contacts/${id}`);
  await look(phone.page, "choices-phone");
  await phone.page.getByRole("button", { name: "Zwei Werte: bitte wählen" }).click();
  await phone.page
    .getByRole("region", { name: "Zwei Werte – wählen" })
    .getByRole("button", { name: /Bärchen/ })
    .click();
  await expect(phone.page.getByRole("button", { name: "Zwei Werte: bitte wählen" })).toHaveCount(0);
  await inStep(office, van);
  await expect(desk.page.getByRole("region", { name: "Bitte entscheiden" })).toHaveCount(0);
  expect([...desk.problems, ...phone.problems]).toEqual([]);
});

test("a contact that one deletes while the other visits it stays until somebody says", async ({ device }) => {
  const desk = await device("desk");
  const office = doorOf(() => desk.page);
  await office.createWorkspace({ name: "Muster GmbH", member: "Anna" });
  const id = await office.put("party", { kind: "person", givenName: "Elke", familyName: "Bär" });
  const phone = await device("phone", { isPhone: true });
  const van = doorOf(() => phone.page);
  await van.join(await office.invite(), { member: "Ben" });
  await inStep(office, van);
  await Promise.all([office.offline(true), van.offline(true)]);
  await at(desk.page, `/contacts/${id}`);
  await desk.page.getByRole("region", { name: "Elke Bär" }).getByRole("button", { name: "Mehr" }).first().click();
  await desk.page.getByRole("menuitem", { name: "Löschen" }).click();
  await at(phone.page, `/contacts/${id}`);
  await phone.page.getByRole("region", { name: "Elke Bär" }).getByRole("button", { name: "Eintragen" }).first().click();
  await phone.page.getByRole("dialog").getByRole("button", { name: "Speichern" }).click();
  await expect(phone.page.getByRole("article")).toHaveCount(1);
  await Promise.all([office.offline(false), van.offline(false)]);
  await inStep(office, van);
  await at(desk.page, `/contacts/${id}`);
  const asked = desk.page.getByRole("region", { name: "Löschen oder behalten?" });
  await expect(asked).toContainText("Anna hat diesen Kontakt gelöscht, ohne zu wissen: Ben hat dazu etwas eingetragen (Besuch).");
  await look(desk.page, "contested-desk");
  await expect(phone.page.getByRole("region", { name: "Löschen oder behalten?" })).toBeVisible();
  await look(phone.page, "contested-phone");
  await asked.getByRole("button", { name: "Behalten" }).click();
  await expect(asked).toHaveCount(0);
  await inStep(office, van);
  await expect(phone.page.getByRole("region", { name: "Löschen oder behalten?" })).toHaveCount(0);
  await expect(phone.page.getByRole("article")).toHaveCount(1);
  expect([...desk.problems, ...phone.problems]).toEqual([]);
});

for (const isPhone of [false, true])
  test(`what is half typed survives a reload and the end of the browser (${isPhone ? "phone" : "desk"})`, {
    tag: isPhone ? [] : LONG,
  }, async ({ device }) => {
    const one = await device("one", { isPhone });
    const door = doorOf(() => one.page);
    await door.createWorkspace({ name: "Muster GmbH", member: "Anna" });
    const id = await door.put("party", { kind: "person", givenName: "Vroni", familyName: "Öttl" });
    await at(one.page, `/contacts/${id}`);
    if (isPhone) await one.page.getByText("Angaben", { exact: true }).click();
    await one.page.getByRole("button", { name: "Rufname: Hinzufügen" }).click();
    await one.page.getByRole("textbox", { name: "Rufname" }).pressSequentially("Vroni die Gr");
    await one.page.reload();
    if (isPhone) await one.page.getByText("Angaben", { exact: true }).click();
    await expect(one.page.getByRole("textbox", { name: "Rufname" })).toHaveValue("Vroni die Gr");
    await look(one.page, `restored-field-${isPhone ? "phone" : "desk"}`);
    await one.page.getByRole("button", { name: "Speichern" }).click();
    await expect(one.page.getByRole("button", { name: "Rufname: Vroni die Gr" })).toBeVisible();

    await one.page.getByRole("textbox", { name: "Notiz" }).pressSequentially("Therme pfeift, kommt");
    // A draft is on the disk a moment after its letters.
    await expect.poll(() => draftsOnDisk(one.page)).toContain("Therme pfeift, kommt");
    await one.kill();
    await one.relaunch(`#/contacts/${id}`);
    if (isPhone) await one.page.getByText("Angaben", { exact: true }).click();
    await expect(one.page.getByRole("textbox", { name: "Notiz" })).toHaveValue("Therme pfeift, kommt");

    await at(one.page, "/contacts");
    await expect(one.page.getByRole("textbox", { name: "Notiz" })).toHaveCount(0);
    await one.page.getByRole("button", { name: "Neu", exact: true }).click();
    await one.page.getByRole("textbox", { name: "Nachname" }).pressSequentially("Neuhaus");
    await one.page.getByRole("combobox", { name: /Firma/ }).pressSequentially("Malerbetrieb Neuhaus");
    await one.page.getByRole("textbox", { name: /Telefon/ }).click();
    await expect(one.page.getByRole("group", { name: /Firma/ })).toContainText("Malerbetrieb Neuhaus neu");
    await look(one.page, `new-firm-${isPhone ? "phone" : "desk"}`);
    await one.page.getByRole("textbox", { name: /Telefon/ }).pressSequentially("0171 23");
    await expect.poll(() => draftsOnDisk(one.page)).toContain("0171 23");
    await one.kill();
    await one.relaunch("#/contacts");
    await expect(one.page.getByText(/Noch nicht gespeichert: Neuer Kontakt \(Neuhaus\)/)).toBeVisible();
    await look(one.page, `unfinished-${isPhone ? "phone" : "desk"}`);
    await one.page.getByRole("button", { name: "Weiter", exact: true }).click();
    await expect(one.page.getByRole("textbox", { name: /Telefon/ })).toHaveValue("0171 23");
    await one.page
      .getByRole("dialog")
      .getByRole("button", { name: /peichern/ })
      .click();
    await expect(one.page.getByRole("heading", { level: 1, name: "Neuhaus" })).toBeVisible();
    await expect(one.page.getByRole("link", { name: "Malerbetrieb Neuhaus" }).first()).toBeVisible();
    await expect(one.page.getByText(/Noch nicht gespeichert/)).toHaveCount(0);
    expect(await door.count("party")).toBe(3);
    await one.page.getByRole("button", { name: "Rückgängig" }).click();
    await expect.poll(() => door.count("party")).toBe(1);
    expect(one.problems).toEqual([]);
  });

test("an import that the browser's end cut off goes on with the same file, and nothing is there twice", async ({ device }) => {
  const desk = await device("desk");
  const office = doorOf(() => desk.page);
  await office.createWorkspace({ name: "Muster GmbH", member: "Anna" });
  const rows = Array.from({ length: 6_000 }, (_, i) => `Vorname ${i},Nachname ${i}`);
  const file = { name: "kunden.csv", mimeType: "text/csv", buffer: Buffer.from(`Vorname,Nachname\n${rows.join("\n")}\n`) };
  await at(desk.page, "/import");
  await desk.page.locator("input[type=file]").setInputFiles(file);
  await desk.page.getByRole("button", { name: "6.000 Kontakte übernehmen" }).click();
  await expect.poll(() => office.count("party"), { intervals: [5] }).toBeGreaterThan(0);
  await desk.kill();
  await desk.relaunch("#/contacts");
  const said = desk.page.getByText(/Der Import von kunden\.csv .* ist nicht fertig/);
  await expect(said).toBeVisible();
  expect(await office.count("party")).toBeLessThan(6_000);
  await look(desk.page, "import-cut-off");
  await desk.page.getByRole("button", { name: "Weiter", exact: true }).click();
  await desk.page.locator("input[type=file]").setInputFiles(file);
  await look(desk.page, "import-goes-on");
  await desk.page.getByRole("button", { name: "Import fortsetzen" }).click();
  await expect(desk.page.getByRole("button", { name: "Rückgängig" })).toBeVisible();
  expect(await office.count("party")).toBe(6_000);
  await at(desk.page, "/contacts");
  await expect(said).toHaveCount(0);

  await at(desk.page, "/import");
  await desk.page.locator("input[type=file]").setInputFiles(file);
  await expect(desk.page.getByText(/Diese Datei wurde .* von Anna importiert: 6\.000 Kontakte sind schon da/)).toBeVisible();
  await expect(desk.page.getByRole("button", { name: /Kontakte? übernehmen/ })).toHaveCount(0);
  await look(desk.page, "import-twice");
  expect(desk.problems).toEqual([]);
});
