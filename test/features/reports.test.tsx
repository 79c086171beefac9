import { afterEach, beforeEach, expect, test } from "vitest";
import { page, userEvent } from "vitest/browser";
import { readCuts } from "../../src/features/reports/cuts.ts";
import type { RecordId } from "../../src/lib/id.ts";
import { printTable } from "../../src/parts/printTable.ts";
import type { KontorDoor } from "../../src/workspace/door.ts";
import { closeApp, goTo, openApp } from "../support/app.tsx";
import { violationsIn } from "../support/scene.tsx";

let kontor: KontorDoor;

beforeEach(async () => {
  await page.viewport(1280, 900);
  kontor = await openApp();
  await kontor.createWorkspace({ name: "Haustechnik Süd", member: "Anna", currency: "EUR", zone: "Europe/Berlin" });
  // Where nothing was asked for, the app goes to the contacts of itself, or to today where the story before had a visit; the first
  // story of a run waits until they are translated.
  await expect.element(page.getByRole("heading", { level: 1, name: /^(Kontakte|Heute)$/ }), { timeout: 40_000 }).toBeVisible();
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
  await expect.element(page.getByLabelText("Stichtag")).toHaveValue("4. Mai 2017");
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

test("a month that is not over says so", async () => {
  await sell();
  goTo("/reports/revenue?asOf=2026-03-14");
  await expect.element(page.getByRole("row", { name: /^März 2026 \(bis 14\..*2026\)/ }), { timeout: 40_000 }).toBeVisible();
});

test("a figure counted from a day on opens what came from that day on, and adds up to it", async () => {
  const [mill] = await sell();
  const lines = [{ key: "a", quantity: 1, unitPrice: 50 }];
  await kontor.put("purchase", { kind: "order", number: "A-0", party: mill as RecordId, on: "2025-12-30", currency: "EUR", lines });
  for (const [report, question] of [
    ["abc", "Wer sind unsere besten Kunden?"],
    ["rfm", "Wer geht uns vielleicht verloren?"],
    ["margin", "Was bringt uns ein Kunde ein?"],
  ] as const) {
    await open(report, question);
    const row = page.getByRole("row", { name: /^Mühle Öttl KG/ });
    await row.getByRole("button", { name: /^950(,00)? €$/ }).click();
    await expect.element(page.getByRole("dialog").getByText("2 Belege")).toBeVisible();
    await userEvent.keyboard("{Escape}");
    await page.getByLabelText("Ab", { exact: true }).fill("1.1.2026");
    await userEvent.keyboard("{Enter}");
    await userEvent.tab();
    await row.getByRole("button", { name: /^900(,00)? €$/ }).click();
    await expect.element(page.getByRole("dialog").getByText("ein Beleg", { exact: true })).toBeVisible();
    await expect.element(page.getByRole("dialog").getByText("Auftrag A-1")).toBeVisible();
    await userEvent.keyboard("{Escape}");
  }
});

const area = (name: string) => page.getByRole("group", { name, exact: true });
const piecesIn = (name: string): string[] =>
  [...area(name).element().querySelectorAll("[data-piece]")].map((piece) => piece.textContent ?? "");

test("a table of one's own is arranged, narrowed down, and kept for the team", async () => {
  await sell();
  await open("pivot", "Eigene Tabelle");
  await area("Verfügbar").getByRole("button", { name: "Kunde", exact: true }).click();
  await page.getByRole("menuitem", { name: "In die Zeilen" }).click();
  await expect.element(area("Zeilen").getByRole("button", { name: "Kunde" })).toHaveFocus();
  await area("Zeilen").getByRole("button", { name: "Warengruppe" }).click();
  await page.getByRole("menuitem", { name: "Entfernen" }).click();
  await expect.element(page.getByText("Entfernt.", { exact: true })).toBeInTheDocument();
  await expect.element(page.getByRole("row", { name: /Mühle Öttl KG 900,00 € 900,00 €/ })).toBeVisible();
  await area("Zeilen").getByRole("button", { name: "Kunde" }).click();
  await page.getByRole("menuitem", { name: "Eingrenzen …" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Café Miró" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Übernehmen" }).click();
  await expect.element(page.getByRole("row", { name: /Gesamt 20,00 €/ })).toBeVisible();
  expect(page.getByRole("row", { name: /Mühle/ }).query()).toBeNull();
  await page.getByLabelText("Ab", { exact: true }).fill("März 2026");
  await userEvent.keyboard("{Enter}");
  await userEvent.tab();
  await page.getByRole("button", { name: "Für das Team speichern" }).click();
  await page.getByRole("textbox", { name: "Name", exact: true }).fill("Nur Cafés");
  await userEvent.keyboard("{Enter}");
  await expect.poll(async () => (await kontor.list("view")).rows.map((row) => row["name"])).toEqual(["Nur Cafés"]);
  const [view] = (await kontor.list("view")).rows;
  expect(view).toMatchObject({ settings: { from: "2026-03-01", rows: [{ dimension: "party" }] } });
  await area("Eingegrenzt").getByRole("button", { name: "Kunde: Café Miró" }).click();
  await page.getByRole("menuitem", { name: "Entfernen" }).click();
  await expect.element(page.getByRole("row", { name: /Gesamt 1.000,00 €/ })).toBeVisible();
  await page.getByRole("combobox", { name: "Gespeicherte Tabellen" }).selectOptions("Nur Cafés");
  await expect.element(page.getByRole("row", { name: /Gesamt 20,00 €/ })).toBeVisible();
  await page.getByRole("button", { name: "Letzte Änderung am Aufbau zurücknehmen" }).click();
  await expect.element(page.getByRole("row", { name: /Gesamt 1.000,00 €/ })).toBeVisible();
});

test("keys alone arrange a table, each move is said, and going back undoes it", async () => {
  await sell();
  await open("pivot", "Eigene Tabelle");
  await expect.element(page.getByRole("row", { name: /Heizung 1.000,00 €/ })).toBeVisible();
  const focus = (name: string): void => (area("Verfügbar").getByRole("button", { name, exact: true }).element() as HTMLElement).focus();
  const focused = (): string => document.activeElement?.textContent ?? "";
  focus("Kunde");
  await userEvent.keyboard("{ArrowDown}");
  await expect.poll(() => piecesIn("Zeilen")).toEqual(["Warengruppe", "Kunde"]);
  await expect.poll(focused).toBe("Kunde");
  await expect.element(page.getByText("Kunde: Zeilen, Platz 2 von 2", { exact: true })).toBeInTheDocument();
  await userEvent.keyboard("{ArrowLeft}");
  await expect.poll(() => piecesIn("Zeilen")).toEqual(["Kunde", "Warengruppe"]);
  await expect.poll(focused).toBe("Kunde");
  await userEvent.keyboard("{ArrowDown}");
  await expect.poll(() => piecesIn("Spalten")).toEqual(["Jahr", "Kunde"]);
  await expect.poll(focused).toBe("Kunde");
  await userEvent.keyboard("{Delete}");
  await expect.poll(() => piecesIn("Spalten")).toEqual(["Jahr"]);
  await expect.element(page.getByText("Entfernt.", { exact: true })).toBeInTheDocument();
  // Enter opens what can be done: another level of the same dimension.
  (area("Spalten").getByRole("button", { name: "Jahr" }).element() as HTMLElement).focus();
  await userEvent.keyboard("{Enter}");
  await expect.element(page.getByRole("menuitem", { name: "Jahr" })).toHaveAttribute("aria-current", "true");
  await userEvent.keyboard("{ArrowDown}{ArrowDown}{Enter}");
  await expect.poll(() => piecesIn("Spalten")).toEqual(["Monat"]);
  await expect.element(page.getByRole("columnheader", { name: /^M.*26$/ })).toBeVisible();
  history.back();
  await expect.poll(() => piecesIn("Spalten")).toEqual(["Jahr"]);
  history.back();
  await expect.poll(() => piecesIn("Spalten")).toEqual(["Jahr", "Kunde"]);
  (area("Spalten").getByRole("button", { name: "Kunde" }).element() as HTMLElement).focus();
  await userEvent.keyboard("{Control>}z{/Control}");
  await expect.poll(() => piecesIn("Zeilen")).toEqual(["Kunde", "Warengruppe"]);
  await expect.element(page.getByRole("row", { name: /Mühle Öttl KG · Heizung 900,00 € 900,00 €/ })).toBeVisible();
  // What is worked out anew is paler for a moment.
  await Promise.all(document.getAnimations().map((animation) => animation.finished.catch(() => undefined)));
  expect(await violationsIn(document.querySelector(".report") as HTMLElement)).toEqual([]);
});

test("dimensions and figures are dragged to where they shall stand; a filter asks which members", async () => {
  await sell();
  await open("pivot", "Eigene Tabelle");
  await expect.element(page.getByRole("row", { name: /Heizung 1.000,00 €/ })).toBeVisible();
  const piece = (from: string, name: string) => area(from).getByRole("button", { name, exact: true });
  await userEvent.dragAndDrop(piece("Verfügbar", "Kunde"), area("Zeilen"), { targetPosition: { x: 8, y: 40 } });
  await expect.poll(() => piecesIn("Zeilen")).toEqual(["Kunde", "Warengruppe"]);
  expect(page.getByRole("menu").query()).toBeNull();
  await userEvent.dragAndDrop(piece("Zeilen", "Warengruppe"), area("Spalten"), { targetPosition: { x: 8, y: 40 } });
  await expect.poll(() => [piecesIn("Zeilen"), piecesIn("Spalten")]).toEqual([["Kunde"], ["Warengruppe", "Jahr"]]);
  await userEvent.dragAndDrop(piece("Spalten", "Jahr"), area("Verfügbar"));
  await expect.poll(() => piecesIn("Spalten")).toEqual(["Warengruppe"]);
  await userEvent.dragAndDrop(piece("Verfügbar", "Anzahl Kunden"), area("Kennzahlen"));
  await expect.poll(() => piecesIn("Kennzahlen")).toEqual(["Umsatz", "Anzahl Kunden"]);
  // A figure is no row: it stays where it was.
  await userEvent.dragAndDrop(piece("Kennzahlen", "Umsatz"), area("Zeilen"));
  expect(piecesIn("Kennzahlen")).toEqual(["Umsatz", "Anzahl Kunden"]);
  await userEvent.dragAndDrop(piece("Zeilen", "Kunde"), area("Eingegrenzt"));
  await page.getByRole("dialog").getByRole("button", { name: "Café Miró" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Übernehmen" }).click();
  await expect.poll(() => [piecesIn("Zeilen"), piecesIn("Eingegrenzt")]).toEqual([[], ["Kunde: Café Miró"]]);
  await expect.element(page.getByRole("row", { name: /Gesamt 20,00 € 1/ })).toBeVisible();
});

test("a year opens into its quarters; a table too wide for the screen says what it leaves out, and its total counts all", async () => {
  const mill = await kontor.put("party", { kind: "organisation", name: "Mühle Öttl KG", roles: ["customer"] });
  const lines = (unitPrice: number) => [{ key: "a", quantity: 1, unitPrice }];
  const first = Date.UTC(2025, 0, 6);
  for (let week = 0; week < 60; week++) {
    const on = new Date(first + week * 7 * 86_400_000).toISOString().slice(0, 10);
    await kontor.put("purchase", { kind: "order", number: `W-${week}`, party: mill, on, currency: "EUR", lines: lines(10.004) });
  }
  await open("pivot", "Eigene Tabelle");
  const arranged = { rows: [{ dimension: "on", level: "year" }], columns: [{ dimension: "on", level: "week" }] };
  goTo(`/reports/pivot?o=${encodeURIComponent(JSON.stringify(arranged))}`);
  await expect.element(page.getByText(/Gezeigt werden die letzten 48 von 60 Spalten/)).toBeVisible();
  // 52 weeks of 2025 and 8 of 2026: 48 are shown, 12 stand together, all are in the total.
  await expect.element(page.getByRole("row", { name: /^Gesamt .*10,00 € 120,05 € 600,24 €$/ })).toBeVisible();
  await page.getByRole("button", { name: "Übersichtlicher: nach Monat" }).click();
  await expect.element(page.getByText(/Gezeigt werden/)).not.toBeInTheDocument();
  await page.getByRole("row", { name: /^2025/ }).getByRole("button", { name: "2025", exact: true }).click();
  await expect.poll(() => [piecesIn("Zeilen"), piecesIn("Eingegrenzt")]).toEqual([["Quartal"], ["Jahr: 2025"]]);
  await expect.element(page.getByRole("row", { name: /^Gesamt .*520,21 €$/ })).toBeVisible();
});

test("where rounded rows do not add up to the total shown, the table says so with both figures", async () => {
  for (const name of ["Mühle Öttl KG", "Blauer See GmbH", "Café Miró"]) {
    const party = await kontor.put("party", { kind: "organisation", name, roles: ["customer"] });
    const lines = [{ key: "a", quantity: 1, unitPrice: 0.335 }];
    await kontor.put("purchase", { kind: "order", party, on: "2026-03-02", currency: "EUR", lines });
  }
  await open("pivot", "Eigene Tabelle");
  goTo(`/reports/pivot?o=${encodeURIComponent(JSON.stringify({ rows: [{ dimension: "party" }], columns: [] }))}`);
  await expect.element(page.getByText(/Die gezeigten Zeilen ergeben zusammen 1,02\s€, die Summe ist 1,01\s€/)).toBeVisible();
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
  await page.getByRole("main").getByText("Produkte", { exact: true }).click();
  await expect.element(page.getByRole("row", { name: /Umwälzpumpe A 1 1.000,00 €/ })).toBeVisible();
  expect(decodeURIComponent(location.hash)).toContain('"of":"product"');
  // Handed on with its day, it shows the same to somebody who looked at another one.
  goTo(`${location.hash.slice(1)}&asOf=2026-01-01`);
  await expect.element(page.getByLabelText("Stichtag")).toHaveValue("1. Jan. 2026");
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
