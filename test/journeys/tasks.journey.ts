import { readFileSync } from "node:fs";
import { doorOf } from "../support/door.ts";
import { withFile } from "../support/files.ts";
import { expect, test } from "../support/journey.ts";
import { look } from "../support/look.ts";
import { personAt } from "../support/person.ts";
import { addsFirm, startsAnew } from "../support/stories.ts";

const ways = [
  { name: "desk", options: {} },
  { name: "phone", options: { isPhone: true } },
] as const;

for (const { name, options } of ways)
  test(`a task about a customer is written down, found, done, undone, thrown away and taken back (${name})`, async ({ device }) => {
    const shown = await device(name, options);
    const anna = personAt(shown);
    await startsAnew(anna, "Haustechnik Süd", "Anna");
    await addsFirm(anna, "Mühle Öttl KG");

    // From the customer: what is to be done stands there, and in the history.
    if (name === "phone") await anna.presses("radio", "Angaben");
    await anna.presses("button", "Neue Aufgabe");
    await anna.types("textbox", "Was ist zu tun?", "Angebot für die Wärmepumpe schicken");
    await anna.types("textbox", "Fällig am", "morgen");
    await look(shown, "task-form");
    await anna.presses("button", "Speichern");
    await anna.sees("link", /Angebot für die Wärmepumpe schicken/);
    await look(shown, "task-panel");
    if (name === "phone") await anna.presses("radio", "Verlauf");
    await anna.reads("Aufgabe angelegt");
    await look(shown, "task-history");

    // In the list, with its customer; completed by one tap, and open again by the toast.
    await anna.opens("#/tasks");
    await anna.sees("row", /Angebot für die Wärmepumpe schicken.*Mühle Öttl KG/);
    // The way that leads here is lit, in the rail or in the bar.
    await expect(shown.page.locator(".rail-item.is-here", { hasText: "Aufgaben" }).filter({ visible: true })).toHaveCount(1);
    await look(shown, "tasks");
    await anna.presses("checkbox", "„Angebot für die Wärmepumpe schicken“ erledigen");
    await anna.misses("row", /Angebot für die Wärmepumpe/);
    // The only one is done: there are tasks, and none is open.
    await anna.reads("Nichts mehr offen.");
    await anna.presses("button", "Rückgängig");
    await anna.sees("row", /Angebot für die Wärmepumpe schicken/);

    // By itself: edited where it stands.
    await anna.presses("row", /Angebot für die Wärmepumpe schicken/);
    await anna.sees("heading", "Angebot für die Wärmepumpe schicken");
    await look(shown, "task");
    await anna.presses("button", "Erledigen");
    await anna.sees("button", "Wieder öffnen");
    await anna.presses("button", "Mehr");
    await anna.presses("menuitem", "Löschen");
    await anna.opens("#/bin");
    await anna.reads("Angebot für die Wärmepumpe schicken");
    await anna.presses("button", "Wiederherstellen");
    await anna.opens("#/tasks");
    await anna.presses("radio", "Erledigt");
    await anna.sees("row", /Angebot für die Wärmepumpe schicken/);
    expect(await anna.problems()).toEqual([]);
  });

test("what is due stands in Today until it is done, and only then nothing is due", async ({ device }) => {
  const shown = await device("desk");
  const anna = personAt(shown);
  await startsAnew(anna, "Haustechnik Süd", "Anna");
  const door = doorOf(() => shown.page);
  await door.put("task", { title: "Angebot nachfassen", dueOn: "2026-01-05" });
  await door.put("task", { title: "Wartung anmelden", dueOn: "2999-01-05" });
  await anna.opens("#/today");
  await anna.sees("region", "Jetzt zu tun");
  await anna.sees("link", "Angebot nachfassen");
  await anna.misses("link", "Wartung anmelden");
  expect(await shown.page.getByText("Heute steht nichts an.").count()).toBe(0);
  await look(shown, "today-due");
  await anna.presses("checkbox", "„Angebot nachfassen“ erledigen");
  await anna.reads("Heute steht nichts an.");
  await anna.misses("region", "Jetzt zu tun");
  expect(await anna.problems()).toEqual([]);
});

test("a product is entered, found by the search for everything, and corrected where it stands", async ({ device }) => {
  const shown = await device("desk");
  const anna = personAt(shown);
  await startsAnew(anna, "Haustechnik Süd", "Anna");
  await anna.opens("#/products");
  await look(shown, "products-empty");
  await anna.presses("button", "Neues Produkt");
  await anna.types("textbox", "Name", "Wärmepumpe WP 9");
  await anna.types("textbox", "Preis", "8.950,00");
  await anna.presses("button", "Speichern");
  await anna.sees("heading", "Wärmepumpe WP 9");
  await look(shown, "product");
  await shown.page.keyboard.press("Control+k");
  await anna.types("combobox", "Befehle und Suche", "wärme");
  await anna.sees("option", /Wärmepumpe WP 9/);
  await anna.hits("Escape");
  await shown.page.getByRole("button", { name: /Steuersatz/ }).click();
  await shown.page.keyboard.type("19 %");
  await shown.page.keyboard.press("Enter");
  await anna.sees("button", /Steuersatz.*19/);
  expect(await anna.problems()).toEqual([]);
});

test("a list of tasks from a spreadsheet comes in with its customers, leaves as a table, and is known again", async ({ device }) => {
  const shown = await device("desk");
  const anna = personAt(shown);
  const door = doorOf(() => shown.page);
  await door.createWorkspace({ name: "Haustechnik Süd", member: "Anna", language: "de" });
  await door.put("party", { kind: "organisation", name: "Mühle Öttl KG" });
  const file = [
    "Aufgabe;Fällig am;Status;Priorität;Kontakt",
    "Angebot schicken;12.3.2030;offen;hoch;Mühle Öttl KG",
    "Rechnung prüfen;;erledigt;;",
  ].join("\r\n");
  await withFile("aufgaben.csv", file, async (path) => {
    await anna.opens("#/import");
    await anna.gives(path);
    await anna.sees("heading", /2 Aufgaben/);
    await anna.presses("button", "2 Aufgaben übernehmen");
    await anna.sees("heading", "Übernommen.", 60);
  });
  await anna.opens("#/tasks");
  await anna.sees("row", /Angebot schicken.*Mühle Öttl KG/);
  const [download] = await Promise.all([shown.page.waitForEvent("download"), anna.presses("button", "Liste als Tabelle exportieren")]);
  const table = readFileSync(await download.path(), "utf8");
  expect(table).toContain("Angebot schicken");
  expect(table).toContain("Mühle Öttl KG");
  // The same list again makes nothing twice.
  const again = await shown.page.evaluate((text) => window.kontor?.importFile(new File([text], "aufgaben.csv")), file);
  expect(again).toMatchObject({ type: "task", created: 0 });
  expect(await door.count("task")).toBe(2);
  expect(await anna.problems()).toEqual([]);
});
