import { afterEach, beforeEach, expect, test } from "vitest";
import { page, userEvent } from "vitest/browser";
import type { RecordId } from "../../src/lib/id.ts";
import type { KontorDoor } from "../../src/workspace/door.ts";
import { closeApp, goTo, openApp } from "../support/app.tsx";

let kontor: KontorDoor;
let anna: RecordId;

beforeEach(async () => {
  await page.viewport(1280, 900);
  kontor = await openApp();
  await kontor.createWorkspace({ name: "Haustechnik Süd", member: "Anna" });
  anna = await kontor.put("party", {
    kind: "person",
    givenName: "Anna",
    familyName: "Müller-Lüdenscheid",
    note: "Kessel von Buderus, 2014",
  });
  await kontor.put("party", { kind: "person", givenName: "Karl", familyName: "Groß" });
  goTo("/contacts");
  await expect.element(page.getByRole("option", { name: /Groß/ })).toBeVisible();
});
afterEach(closeApp);

const dialog = () => page.getByRole("dialog");
const newest = async () => (await kontor.list("party", { sort: "-createdAt", limit: 1 })).rows[0];

test("a name typed into one field is offered in its parts, and its title hides no duplicate", async () => {
  await page.getByRole("button", { name: "Neu", exact: true }).click();
  await dialog().getByRole("textbox", { name: "Vorname" }).fill("Dr. Anna Müller-Lüdenscheid");
  await userEvent.tab();
  await expect.element(dialog().getByRole("status")).toHaveTextContent("Titel: Dr. · Vorname: Anna · Nachname: Müller-Lüdenscheid");
  await expect.element(dialog().getByRole("button", { name: /Anna Müller-Lüdenscheid/ })).toBeVisible();
  await dialog().getByRole("button", { name: "So aufteilen" }).click();
  await expect.element(dialog().getByRole("textbox", { name: "Titel" })).toHaveValue("Dr.");
  await expect.element(dialog().getByRole("textbox", { name: "Nachname" })).toHaveValue("Müller-Lüdenscheid");
  await dialog().getByRole("button", { name: "Trotzdem anlegen" }).click();
  await expect.element(page.getByRole("heading", { level: 1, name: "Dr. Anna Müller-Lüdenscheid" })).toBeVisible();
  expect(await newest()).toMatchObject({ honorificPrefix: "Dr.", givenName: "Anna", familyName: "Müller-Lüdenscheid" });
});

test("whoever does not answer the offer has the name taken apart all the same", async () => {
  await page.getByRole("button", { name: "Neu", exact: true }).click();
  await dialog().getByRole("textbox", { name: "Vorname" }).fill("Hans von der Heide");
  await dialog().getByRole("button", { name: "Speichern" }).click();
  await expect.element(page.getByRole("heading", { level: 1, name: "Hans von der Heide" })).toBeVisible();
  expect(await newest()).toMatchObject({ givenName: "Hans", familyName: "von der Heide" });
});

test("in the log sheet the keyboard goes on at what happened when a contact was chosen", async () => {
  await userEvent.keyboard("c");
  await dialog().getByRole("combobox", { name: "Mit wem?" }).fill("Groß");
  await expect.element(dialog().getByRole("option", { name: /Karl Groß/ })).toBeVisible();
  await userEvent.keyboard("{Enter}");
  await expect.element(page.getByRole("radio", { name: "Besuch" })).toHaveFocus();
  await userEvent.keyboard("{Control>}{Enter}{/Control}");
  await expect.element(dialog()).not.toBeInTheDocument();
  expect(await kontor.count("interaction")).toBe(1);
});

test("j, x and Enter reach the list though nothing was clicked", async () => {
  (document.activeElement as HTMLElement | null)?.blur();
  await userEvent.keyboard("jx");
  await expect.element(page.getByText("einer ausgewählt")).toBeVisible();
  await userEvent.keyboard("j{Enter}");
  await expect.element(page.getByRole("heading", { level: 1, name: "Anna Müller-Lüdenscheid" })).toBeVisible();
});

test("many contacts get a tag at once, shown before it is done, and one undo takes it back", async () => {
  await kontor.patch(anna, { tags: ["Messe"] });
  (document.activeElement as HTMLElement | null)?.blur();
  await userEvent.keyboard("jxjx");
  await page.getByRole("button", { name: "Ändern", exact: true }).click();
  await dialog().getByRole("combobox", { name: "Stichwort" }).fill("Messe");
  await userEvent.tab();
  await expect.element(dialog().getByRole("status")).toHaveTextContent(/Ein Kontakt ändert sich; bei einem ist es schon so\..*Karl Groß/);
  await dialog().getByRole("button", { name: "Einen ändern" }).click();
  await expect.poll(async () => (await kontor.find("Messe")).length).toBe(2);
  await page.getByRole("button", { name: "Rückgängig" }).click();
  await expect.poll(async () => (await kontor.find("Messe")).length).toBe(1);
});

test("what stands in a note is found behind the names, and the list says where", async () => {
  await page.getByRole("searchbox", { name: "Kontakte suchen" }).fill("buder");
  await expect.element(page.getByRole("option", { name: /Anna Müller-Lüdenscheid.*In der Notiz: … von Buderus, 2014/ })).toBeVisible();
  await expect.element(page.getByText("0 Kontakte, 1 in Notizen und Einträgen")).toBeVisible();
});
