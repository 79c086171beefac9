import { expect, test } from "../support/journey.ts";

test("the first ten minutes: a firm, a contact by hand, a visit in three taps, a mistake undone", async ({ device }) => {
  const desk = await device("desk");
  const { page } = desk;
  await page.getByRole("button", { name: "Neu beginnen" }).click();
  await page.getByRole("textbox", { name: "Firma oder Team" }).fill("Haustechnik Östermann");
  await page.getByRole("textbox", { name: "Ihr Name" }).fill("Anna Östermann");
  await expect(page.getByText("Deutschland · EUR · Zeitzone Berlin")).toBeVisible();
  await page.keyboard.press("Enter");

  await expect(page.getByRole("heading", { name: "Woher kommen Ihre Kontakte?" })).toBeVisible();
  await page.getByRole("button", { name: "Von Hand" }).click();
  const form = page.getByRole("dialog", { name: "Neuer Kontakt" });
  await form.getByRole("textbox", { name: "Vorname" }).fill("Kim");
  await form.getByRole("textbox", { name: "Nachname" }).fill("von der Heide");
  await form.getByRole("textbox", { name: "Telefon" }).fill("030 901820");
  await form.getByRole("combobox", { name: "Firma" }).fill("Blauer See GmbH");
  await form.getByRole("option", { name: /Blauer See GmbH/ }).click();
  await form.getByRole("button", { name: "Speichern" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Kim von der Heide" })).toBeVisible();
  await expect(page.getByRole("option", { name: /Kim von der Heide.*Blauer See GmbH/ })).toBeVisible();

  // Three taps: log, how it went, save.
  await page.getByRole("button", { name: "Eintragen", exact: true }).first().click();
  const capture = page.getByRole("dialog", { name: "Eintragen" });
  await capture.getByRole("button", { name: "stattgefunden" }).click();
  await capture.getByRole("button", { name: "Speichern" }).click();
  await expect(page.getByRole("status").getByText("Gespeichert ✓")).toBeVisible();
  const timeline = page.getByRole("region", { name: "Verlauf" });
  await expect(timeline.getByRole("article")).toContainText("stattgefunden");

  // The firm sees what happened with its people.
  await page.getByRole("option", { name: /^Blauer See GmbH/ }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Blauer See GmbH" })).toBeVisible();
  await expect(timeline.getByRole("article")).toContainText("Kim von der Heide");

  // Deleted by mistake, and back again.
  await page.getByRole("button", { name: "Mehr" }).first().click();
  await page.getByRole("menuitem", { name: "Löschen" }).click();
  await expect(page.getByRole("option", { name: /^Blauer See GmbH/ })).toHaveCount(0);
  await page.getByRole("status").getByRole("button", { name: "Rückgängig" }).click();
  await expect(page.getByRole("option", { name: /^Blauer See GmbH/ })).toBeVisible();

  // Found by its number in another notation.
  await page
    .getByRole("textbox", { name: "Kontakte suchen" })
    .or(page.getByRole("searchbox", { name: "Kontakte suchen" }))
    .fill("+49 30 9018");
  await expect(page.getByRole("option")).toHaveCount(1);
  await expect(page.getByRole("option", { name: /Kim von der Heide/ })).toBeVisible();
  expect(desk.problems).toEqual([]);
});

test("edited where it stands, by keyboard, and undone by keyboard", async ({ device }) => {
  const desk = await device("desk", { locale: "en-GB" });
  const { page } = desk;
  await page.evaluate(async () => {
    await window.kontor?.createWorkspace({ name: "Lake", member: "Anna" });
    await window.kontor?.put("party", { kind: "person", givenName: "Kim", familyName: "Weber", emails: [{ value: "kim@weber.example" }] });
  });
  await page.goto(new URL("#/contacts", page.url()).href);
  const list = page.getByRole("listbox", { name: "Contacts" });
  await list.focus();
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { level: 1, name: "Kim Weber" })).toBeVisible();
  await page.getByRole("button", { name: "Birthday: Add" }).press("Enter");
  await page.getByRole("textbox", { name: "Birthday" }).fill("12.4.1985");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("button", { name: "Birthday: 12 Apr 1985" })).toBeFocused();
  await page.keyboard.press("ControlOrMeta+z");
  await expect(page.getByRole("button", { name: "Birthday: Add" })).toBeVisible();
  await page.keyboard.press("ControlOrMeta+Shift+z");
  await expect(page.getByRole("button", { name: "Birthday: 12 Apr 1985" })).toBeVisible();

  await page.keyboard.press("ControlOrMeta+k");
  await page.getByRole("combobox", { name: "Commands and search" }).fill("sett");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { level: 1, name: "Settings" })).toBeVisible();
  await page.keyboard.press("?");
  await expect(page.getByRole("dialog", { name: "Keyboard shortcuts" })).toBeVisible();
  expect(desk.problems).toEqual([]);
});

test("a half-written note survives a reload", async ({ device }) => {
  const phone = await device("phone", { isPhone: true });
  const { page } = phone;
  await page.evaluate(async () => {
    await window.kontor?.createWorkspace({ name: "Keller", member: "Ben" });
    await window.kontor?.put("party", { kind: "organisation", name: "Hausverwaltung Löffler" });
  });
  await page.goto(new URL("#/contacts", page.url()).href);
  await page.getByRole("option", { name: /Löffler/ }).click();
  const log = page.getByRole("region", { name: "Hausverwaltung Löffler" }).getByRole("button", { name: "Eintragen" }).first();
  await log.click();
  await page.getByRole("dialog").getByRole("textbox", { name: "Notiz dazu" }).fill("Therme pfeift");
  await page.reload();
  await log.click();
  await expect(page.getByRole("dialog").getByRole("textbox", { name: "Notiz dazu" })).toHaveValue("Therme pfeift");
  expect(phone.problems).toEqual([]);
});
