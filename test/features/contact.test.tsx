import { afterEach, beforeEach, expect, test } from "vitest";
import { page, userEvent } from "vitest/browser";
import type { RecordId } from "../../src/lib/id.ts";
import type { KontorDoor } from "../../src/workspace/door.ts";
import { closeApp, goTo, openApp } from "../support/app.tsx";

let kontor: KontorDoor;
let kim: RecordId;

beforeEach(async () => {
  await page.viewport(1280, 900);
  kontor = await openApp();
  await kontor.createWorkspace({ name: "Haustechnik Süd", member: "Anna" });
  kim = await kontor.put("party", {
    kind: "person",
    givenName: "Kim",
    familyName: "Weber",
    roles: ["customer"],
    phones: [{ value: "030 901820", type: "work" }],
  });
  await kontor.put("party", { kind: "organisation", name: "Blauer See GmbH", roles: ["supplier"], tags: ["Notdienst"] });
});
afterEach(closeApp);

const open = async (): Promise<void> => {
  goTo(`/contacts/${kim}`);
  await expect.element(page.getByRole("heading", { level: 1, name: "Kim Weber" })).toBeVisible();
};
const saved = (field: string) => expect.poll(async () => (await kontor.get(kim))?.[field]);

test("a phone number is a link; changed where it stands, and a second one added", async () => {
  await open();
  await expect.element(page.getByRole("link", { name: "030 901820" })).toHaveAttribute("href", "tel:030901820");
  await page.getByRole("button", { name: "030 901820 ändern" }).click();
  await page.getByRole("textbox", { name: "Nummer" }).fill("030 901821");
  await userEvent.keyboard("{Enter}");
  await expect.element(page.getByRole("link", { name: "030 901821" })).toBeVisible();
  await page.getByRole("button", { name: "Telefon", exact: true }).click();
  await page.getByRole("textbox", { name: "Nummer" }).fill("0171 2345678");
  await page.getByRole("combobox", { name: "Art", exact: true }).selectOptions("mobile");
  await page.getByRole("region", { name: "Erreichbar" }).getByRole("button", { name: "Speichern" }).click();
  await expect.element(page.getByRole("link", { name: "0171 2345678" })).toBeVisible();
  const phones = Object.values((await kontor.get(kim))?.["phones"] as Record<string, { value: string; type: string }>);
  expect(phones.map(({ value, type }) => `${type} ${value}`).sort()).toEqual(["mobile 0171 2345678", "work 030 901821"]);
});

test("after a call the app offers to log it", async () => {
  await open();
  // The test's browser has no phone to hand the number to.
  document.addEventListener("click", (event) => event.preventDefault(), { once: true });
  await page.getByRole("link", { name: "Anrufen" }).click();
  await expect.element(page.getByText("Anruf mit Kim Weber eintragen?")).toBeVisible();
  await page.getByRole("status").getByRole("button", { name: "Eintragen" }).click();
  await expect.element(page.getByRole("radio", { name: "Anruf" })).toBeChecked();
  await page.getByRole("button", { name: "erreicht", exact: true }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Speichern" }).click();
  await expect.element(page.getByRole("article")).toHaveTextContent(/Anruf.*erreicht/);
});

test("a change of employer keeps both: the old one as former, the new one as today's", async () => {
  await open();
  const relations = page.getByRole("region", { name: "Beziehungen" });
  for (const [firm, from, to] of [
    ["Blauer See GmbH", "2019", "2023-06-30"],
    ["Neue Werft AG", "2023-07-01", ""],
  ] as const) {
    await relations.getByRole("button", { name: "Beziehung", exact: true }).click();
    const dialog = page.getByRole("dialog", { name: "Beziehung" });
    await dialog.getByRole("combobox", { name: "Kontakt" }).fill(firm);
    await dialog
      .getByRole("option", { name: new RegExp(firm) })
      .first()
      .click();
    await dialog.getByRole("textbox", { name: "Funktion" }).fill("Einkauf");
    await dialog.getByRole("textbox", { name: "Seit" }).fill(from);
    await dialog.getByRole("textbox", { name: "Bis" }).fill(to);
    await dialog.getByRole("button", { name: "Speichern" }).click();
    await expect.element(relations.getByRole("link", { name: firm })).toBeVisible();
  }
  await expect.element(page.getByRole("option", { name: /Kim Weber.*Einkauf, Neue Werft AG/ })).toBeVisible();
  await expect.element(relations).toHaveTextContent(/Blauer See GmbH.*Bis 30\. Juni 2023/);
});

test("a relation that a colleague changes while its form is open keeps what both wrote, and half typed it is there again", async () => {
  const firm = await kontor.put("party", { kind: "organisation", name: "Neue Werft AG" });
  const relation = await kontor.put("relation", { kind: "worksFor", from: kim, to: firm, title: "Einkauf" });
  await open();
  const relations = page.getByRole("region", { name: "Beziehungen" });
  await relations.getByRole("button", { name: "Neue Werft AG ändern" }).click();
  const dialog = page.getByRole("dialog", { name: "Beziehung" });
  await dialog.getByRole("textbox", { name: "Funktion" }).fill("Leitung Einkauf");
  await kontor.patch(relation, { department: "Halle 3" });
  await userEvent.keyboard("{Escape}");
  await expect.element(dialog).not.toBeInTheDocument();
  await page.getByRole("status").getByRole("button", { name: "Weiter", exact: true }).click();
  await expect.element(dialog.getByRole("textbox", { name: "Funktion" })).toHaveValue("Leitung Einkauf");
  await dialog.getByRole("button", { name: "Speichern" }).click();
  await expect.element(relations).toHaveTextContent(/Leitung Einkauf · Halle 3/);
  // Nobody saw anything else: there is nothing to choose.
  expect((await kontor.get(relation))?.["title"]).toBe("Leitung Einkauf");
  await relations.getByRole("button", { name: "Neue Werft AG ändern" }).click();
  await dialog.getByRole("textbox", { name: "Abteilung" }).fill("Halle 9");
  await dialog.getByRole("button", { name: "Abbrechen" }).click();
  await relations.getByRole("button", { name: "Neue Werft AG ändern" }).click();
  await expect.element(dialog.getByRole("textbox", { name: "Abteilung" })).toHaveValue("Halle 3");
});

test("a relation that a colleague deletes while its form is open does not come back as a new one", async () => {
  const firm = await kontor.put("party", { kind: "organisation", name: "Neue Werft AG" });
  const relation = await kontor.put("relation", { kind: "worksFor", from: kim, to: firm, title: "Einkauf" });
  await open();
  await page.getByRole("region", { name: "Beziehungen" }).getByRole("button", { name: "Neue Werft AG ändern" }).click();
  const dialog = page.getByRole("dialog", { name: "Beziehung" });
  await dialog.getByRole("textbox", { name: "Funktion" }).fill("Leitung Einkauf");
  await kontor.remove([relation]);
  await expect.element(page.getByRole("button", { name: "Neue Werft AG ändern" })).not.toBeInTheDocument();
  await dialog.getByRole("button", { name: "Speichern" }).click();
  await expect.element(page.getByText("Das liegt im Papierkorb.")).toBeVisible();
  await expect.element(dialog.getByRole("textbox", { name: "Funktion" })).toHaveValue("Leitung Einkauf");
  expect(await kontor.count("relation")).toBe(0);
});

test("a role has its phase, and the list can be narrowed to it", async () => {
  await open();
  await page.getByRole("combobox", { name: "Phase: Kunde" }).selectOptions("prospect");
  await saved("roles").toEqual({ customer: "prospect" });
  await page.getByRole("button", { name: "Filtern" }).click();
  await page.getByRole("combobox", { name: "Phase", exact: true }).selectOptions("prospect");
  await expect.element(page.getByRole("option", { name: /Kim Weber/ })).toBeVisible();
  await expect.element(page.getByText("1 Kontakt")).toBeVisible();
  await page.getByRole("button", { name: "Interessent entfernen" }).click();
  await expect.element(page.getByText("2 Kontakte")).toBeVisible();
});

test("tags are offered as they were used before", async () => {
  await open();
  await page.getByRole("button", { name: "Stichwörter" }).click();
  await page.getByRole("combobox", { name: "Stichwort hinzufügen" }).fill("not");
  await page.getByRole("option", { name: "Notdienst" }).click();
  await saved("tags").toEqual({ Notdienst: true });
});

test("a birthday that nobody knows the year of is kept as it is known", async () => {
  await open();
  await page.getByRole("button", { name: "Geburtstag: Hinzufügen" }).click();
  await page.getByRole("textbox", { name: "Geburtstag" }).fill("irgendwann");
  await userEvent.keyboard("{Enter}");
  await expect.element(page.getByRole("textbox", { name: "Geburtstag" })).toBeInvalid();
  await page.getByRole("textbox", { name: "Geburtstag" }).fill("12.4.");
  await userEvent.keyboard("{Enter}");
  await saved("bornOn").toBe("--04-12");
});

test("the shared note is saved while it is typed", async () => {
  await open();
  await page.getByRole("textbox", { name: "Notiz" }).fill("Therme pfeift.\nKommt Dienstag.");
  await saved("note").toBe("Therme pfeift.\nKommt Dienstag.");
  await expect.element(page.getByRole("textbox", { name: "Notiz" })).toHaveAccessibleDescription("Gespeichert ✓");
});

test("what somebody else writes into the note while it is typed stays, and so does the caret", async () => {
  await kontor.patch(kim, { note: "Mag Tee." });
  await open();
  const note = page.getByRole("textbox", { name: "Notiz" });
  await note.click();
  await userEvent.keyboard("{End} Ruft Freitag an.");
  await kontor.patch(kim, { note: "Mag Tee. HAT GEKÜNDIGT." }, { note: "Mag Tee." });
  await userEvent.keyboard(" Früh.");
  await saved("note").toMatch(/Mag Tee\..*HAT GEKÜNDIGT\..*Ruft Freitag an\. Früh\.|Mag Tee\..*Ruft Freitag an\. Früh\..*HAT GEKÜNDIGT\./);
  await expect.element(note).toHaveValue(String((await kontor.get(kim))?.["note"]));
});

test("whoever leaves is told that everything exists only here", async () => {
  await open();
  goTo("/settings");
  await page.getByRole("button", { name: "Arbeitsbereich verlassen" }).click();
  await expect.element(page.getByRole("alert")).toHaveTextContent("Kein anderes Gerät hat diesen Arbeitsbereich");
  await page.getByRole("button", { name: "Hierbleiben" }).click();
  expect(await kontor.count("party")).toBe(2);
});

test("what was deleted lies in the bin and comes back", async () => {
  await open();
  await kontor.remove(kim);
  goTo("/bin");
  await expect.element(page.getByText("Kim Weber")).toBeVisible();
  await page.getByRole("button", { name: "Wiederherstellen" }).click();
  await expect.element(page.getByText("Der Papierkorb ist leer.")).toBeVisible();
  expect((await kontor.get(kim))?.["deletedAt"] ?? null).toBeNull();
});

test("what another version stored in a form unknown here is shown as unreadable, and nothing breaks", async () => {
  const odd = {
    type: "party",
    id: "7f3kq.0000000001",
    createdAt: "2026-03-01T09:00:00.000Z",
    createdBy: "anna",
    kind: "organisation",
    name: "Ofenbau Löffler",
    phones: { a: { value: { country: 49, number: 30 } } },
  };
  await kontor.createWorkspace({ name: "Aus einem Export", member: "Anna" });
  const report = await kontor.importFile(new File([`${JSON.stringify(odd)}\n`], "kontor.json"));
  expect(report).toMatchObject({ created: 1, unreadable: [] });
  goTo(`/contacts/${odd.id}`);
  await expect.element(page.getByRole("heading", { level: 1, name: "Ofenbau Löffler" })).toBeVisible();
  const unreadable = page.getByRole("region", { name: "Nicht lesbar" });
  await expect.element(unreadable.getByText(/"country":49/)).toBeVisible();
  expect((await kontor.get(odd.id as RecordId))?.["unreadable"]).toEqual({ phones: odd.phones });
});
