import { afterEach, beforeEach, expect, test } from "vitest";
import { page } from "vitest/browser";
import { type ReportKey, reportKeys } from "../../src/features/reports/reports.ts";
import type { KontorDoor } from "../../src/workspace/door.ts";
import { closeApp, goTo, openApp } from "../support/app.tsx";

let kontor: KontorDoor;

const questions: Readonly<Record<ReportKey, string>> = {
  revenue: "Was haben wir verkauft?",
  abc: "Wer sind unsere besten Kunden?",
  rfm: "Wer geht uns vielleicht verloren?",
  value: "Was ist ein Kunde künftig wert?",
  margin: "Was bringt uns ein Kunde ein?",
  probability: "Wer kauft wahrscheinlich?",
  next: "Was gehört zusammen?",
  pipeline: "Wie steht der Verkauf?",
  forecast: "Was bringen die nächsten Monate?",
  cohorts: "Kommen neue Kunden wieder?",
  pivot: "Eigene Tabelle",
};

beforeEach(async () => {
  await page.viewport(1280, 900);
  kontor = await openApp();
  await kontor.createWorkspace({ name: "Haustechnik Süd", member: "Anna", currency: "EUR", zone: "Europe/Berlin" });
  await expect.element(page.getByRole("heading", { level: 1, name: /^(Kontakte|Heute)$/ }), { timeout: 40_000 }).toBeVisible();
});
afterEach(closeApp);

async function open(report: ReportKey): Promise<void> {
  goTo(`/reports/${report}`);
  await expect.element(page.getByRole("heading", { level: 1, name: questions[report] }), { timeout: 40_000 }).toBeVisible();
}

test.each(reportKeys)("without a single fact %s says what to import", async (report) => {
  await open(report);
  await expect.element(page.getByText("Noch keine Zahlen"), { timeout: 20_000 }).toBeVisible();
  await expect.element(page.getByRole("button", { name: "Importieren" })).toBeVisible();
});

test("with activities only they are counted where one may arrange freely, and all else says what to import", async () => {
  const mill = await kontor.put("party", { kind: "organisation", name: "Mühle Öttl KG" });
  await kontor.put("interaction", { kind: "visit", at: "2026-02-03T09:00:00.000Z", parties: [mill], durationMinutes: 30 });
  await kontor.put("interaction", { kind: "call", at: "2026-02-04", parties: [mill] });
  for (const report of reportKeys) {
    await open(report);
    if (report === "pivot") continue;
    await expect.element(page.getByText("Noch keine Zahlen"), { timeout: 20_000 }).toBeVisible();
  }
  await open("pivot");
  await expect.element(page.getByRole("row", { name: /Februar 2026.* 2/ })).toBeVisible();
});
