import { afterEach, beforeEach, expect, test } from "vitest";
import { page, userEvent } from "vitest/browser";
import { printTable } from "../../src/features/reports/csv.ts";
import { readCuts } from "../../src/features/reports/cuts.ts";
import type { RecordId } from "../../src/lib/id.ts";
import type { KontorDoor } from "../../src/workspace/door.ts";
import { closeApp, goTo, openApp } from "../support/app.tsx";
import { violationsIn } from "../support/scene.tsx";

let kontor: KontorDoor;

beforeEach(async () => {
  await page.viewport(1280, 900);
  kontor = await openApp();
  await kontor.createWorkspace({ name: "Haustechnik Süd", member: "Anna", currency: "EUR", zone: "Europe/Berlin" });
  // Where nothing was asked for, the app goes to the contacts of itself; the first story of a run waits until they are translated.
  await expect.element(page.getByRole("heading", { level: 1, name: "Kontakte" }), { timeout: 40_000 }).toBeVisible();
});
afterEach(closeApp);

/** Three customers: one brings 900, one 80, one 20. The last purchase lies long ago. */
async function sell(on = "2026-03-02"): Promise<RecordId[]> {
  const pump = await kontor.put("product", { name: "Umwälzpumpe", category: "Heizung/Pumpen" });
  const made: RecordId[] = [];
  for (const [name, price, number] of [
    ["Mühle Öttl KG", 900, "A-1"],
    ["Blauer See GmbH", 80, "A-2"],
    ["Café Miró", 20, "A-3"],
  ] as const) {
    const party = await kontor.put("party", { kind: "organisation", name, roles: ["customer"] });
    const lines = [{ key: "a", product: pump, quantity: 1, unitPrice: price }];
    await kontor.put("purchase", { kind: "order", number, party, on, currency: "EUR", lines });
    made.push(party);
  }
  return made;
}
const open = async (report: string, question: string): Promise<void> => {
  goTo(`/reports/${report}`);
  await expect.element(page.getByRole("heading", { level: 1, name: question }), { timeout: 40_000 }).toBeVisible();
};

test("without figures a report says what to import, and leads there", async () => {
  await open("abc", "Wer sind unsere besten Kunden?");
  await expect.element(page.getByText("Noch keine Zahlen")).toBeVisible();
  await page.getByRole("button", { name: "Importieren" }).click();
  await expect.element(page.getByRole("heading", { level: 1, name: /Importieren/ })).toBeVisible();
});

test("the best customers stand with their share; a class opens its contacts, a word its definition", async () => {
  await sell();
  await open("abc", "Wer sind unsere besten Kunden?");
  await expect.element(page.getByRole("row", { name: /Mühle Öttl KG A 1 900,00 € 90 %/ })).toBeVisible();
  await expect.element(page.getByRole("row", { name: /Café Miró C 3 20,00 € 2 %/ })).toBeVisible();
  await page.getByRole("button", { name: "Klasse C: 20,00 €" }).click();
  await expect.element(page.getByRole("dialog").getByRole("link", { name: "Café Miró" })).toBeVisible();
  await userEvent.keyboard("{Escape}");
  await page.getByRole("row", { name: /Mühle/ }).getByRole("button", { name: "900,00 €" }).click();
  await expect.element(page.getByRole("dialog").getByText("Auftrag A-1")).toBeVisible();
  await userEvent.keyboard("{Escape}");
  await page.getByRole("button", { name: "Was heißt „ABC-Klasse“?" }).first().click();
  await expect.element(page.getByRole("dialog").getByText(/A sind die wenigen/)).toBeVisible();
  await userEvent.keyboard("{Escape}");
  expect(await violationsIn(document.querySelector(".report") as HTMLElement)).toEqual([]);
});

test("facts that end early are said, and one tap takes the day of the last purchase", async () => {
  await sell("2017-05-04");
  await open("rfm", "Wer geht uns vielleicht verloren?");
  await page.getByRole("button", { name: "Diesen Tag nehmen" }).click();
  await expect.element(page.getByLabelText("Stichtag")).toHaveValue("2017-05-04");
  await expect.element(page.getByRole("row", { name: /Mühle Öttl KG .* 0 Tage/ })).toBeVisible();
  expect(page.getByRole("button", { name: "Diesen Tag nehmen" }).query()).toBeNull();
});

test("too little data is refused with what is needed", async () => {
  await sell();
  await open("value", "Was ist ein Kunde künftig wert?");
  await expect.element(page.getByText(/mindestens 50 Kunden mit Käufen; hier sind es 3/)).toBeVisible();
});

test("a figure opens the orders it is made of", async () => {
  await sell();
  await open("revenue", "Was haben wir verkauft?");
  await page
    .getByRole("row", { name: /März 2026/ })
    .getByRole("button", { name: "1.000,00 €" })
    .click();
  const dialog = page.getByRole("dialog");
  await expect.element(dialog.getByText("Auftrag A-1")).toBeVisible();
  await expect.element(dialog.getByText("1 × Umwälzpumpe").first()).toBeVisible();
  await dialog.getByRole("link", { name: "Mühle Öttl KG" }).click();
  await expect.element(page.getByRole("heading", { level: 1, name: "Mühle Öttl KG" })).toBeVisible();
});

test("a table of one's own is arranged, narrowed down, and kept for the team", async () => {
  await sell();
  await open("pivot", "Eigene Tabelle");
  await page.getByRole("combobox", { name: "Zeilen", exact: true }).selectOptions("party|");
  await expect.element(page.getByRole("row", { name: /Mühle Öttl KG 900,00 € 900,00 €/ })).toBeVisible();
  await page.getByRole("button", { name: "Eingrenzen" }).click();
  await page.getByRole("combobox", { name: "Wonach" }).selectOptions("party|");
  await page.getByRole("dialog").getByRole("button", { name: "Café Miró" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Übernehmen" }).click();
  await expect.element(page.getByRole("row", { name: /Gesamt 20,00 €/ })).toBeVisible();
  expect(page.getByRole("row", { name: /Mühle/ }).query()).toBeNull();
  await page.getByRole("button", { name: "Für das Team speichern" }).click();
  await page.getByRole("textbox", { name: "Name", exact: true }).fill("Nur Cafés");
  await userEvent.keyboard("{Enter}");
  await expect.poll(async () => (await kontor.list("view")).rows.map((row) => row["name"])).toEqual(["Nur Cafés"]);
  await page.getByRole("button", { name: "Café Miró entfernen", exact: false }).click();
  await expect.element(page.getByRole("row", { name: /Gesamt 1.000,00 €/ })).toBeVisible();
  await page.getByRole("combobox", { name: "Gespeicherte Tabellen" }).selectOptions("Nur Cafés");
  await expect.element(page.getByRole("row", { name: /Gesamt 20,00 €/ })).toBeVisible();
});

test("what serving costs is set once for the team; what is no number is said and changes nothing", async () => {
  const [mill] = await sell();
  await kontor.put("interaction", { kind: "visit", at: "2026-03-01", parties: [mill], durationMinutes: 30 });
  await kontor.settled();
  await open("margin", "Was bringt uns ein Kunde ein?");
  await expect.element(page.getByRole("row", { name: /Mühle.* 0 € 30 1/ })).toBeVisible();
  const hourly = page.getByLabelText("Stundensatz");
  await hourly.fill("60");
  await userEvent.keyboard("{Enter}");
  await expect.element(page.getByText("Gilt jetzt für das ganze Team")).toBeVisible();
  await expect.element(page.getByRole("row", { name: /Mühle.* 30,00 € 30 1/ })).toBeVisible();
  await hourly.fill("viel");
  await userEvent.keyboard("{Enter}");
  await expect.element(page.getByText("Bitte eine Zahl eingeben.")).toBeVisible();
  await hourly.fill("-3");
  await userEvent.keyboard("{Enter}");
  await expect.element(page.getByText("Mindestens 0, bitte.")).toBeVisible();
  expect(await kontor.get("meta.settings" as RecordId)).toMatchObject({ hourlyCostCents: 6_000 });
  await kontor.undo();
  await expect.element(hourly).toHaveValue("");
});

test("what is set on a report stands in its address", async () => {
  await sell();
  await open("abc", "Wer sind unsere besten Kunden?");
  await page.getByText("Produkte", { exact: true }).click();
  await expect.element(page.getByRole("row", { name: /Umwälzpumpe A 1 1.000,00 €/ })).toBeVisible();
  expect(decodeURIComponent(location.hash)).toContain('"of":"product"');
  // Handed on with its day, it shows the same to somebody who looked at another one.
  goTo(`${location.hash.slice(1)}&asOf=2026-01-01`);
  await expect.element(page.getByLabelText("Stichtag")).toHaveValue("2026-01-01");
  await expect.element(page.getByText("Noch keine Zahlen")).toBeVisible();
});

test("a table leaves as a file in which no text is a formula and numbers are numbers", () => {
  expect(
    printTable(
      ["Name", "Umsatz"],
      [
        ["=1+1", -12.5],
        ["+49 30 1", null],
        ['Weiß, "Klempner"', 3],
      ],
    ),
  ).toBe('\uFEFFName,Umsatz\r\n\'=1+1,-12.5\r\n\'+49 30 1,\r\n"Weiß, ""Klempner""",3\r\n');
});

test("borders are read as people write them", () => {
  expect([readCuts("80, 95"), readCuts("80; 95,5"), readCuts("30 60 90"), readCuts("")]).toEqual([[80, 95], [80, 95.5], [30, 60, 90], []]);
});
