import { afterEach, beforeEach, expect, test } from "vitest";
import { page, userEvent } from "vitest/browser";
import type { KontorDoor } from "../../src/workspace/door.ts";
import { closeApp, goTo, openApp } from "../support/app.tsx";
import { violationsIn } from "../support/scene.tsx";

let kontor: KontorDoor;

beforeEach(async () => {
  await page.viewport(1280, 900);
  kontor = await openApp();
  await kontor.createWorkspace({ name: "Haustechnik Süd", member: "Anna", currency: "EUR", zone: "Europe/Berlin" });
  await expect.element(page.getByRole("heading", { level: 1, name: /^(Kontakte|Heute)$/ }), { timeout: 40_000 }).toBeVisible();
});
afterEach(closeApp);

const log = (...entries: readonly (readonly [on: string, stage: string])[]) =>
  Object.fromEntries(entries.map(([at, stage]) => [`${at}|${stage}`, { at, stage }]));

/** Three of four decided offers were won; one offer is open and likely by hand, one by the stage's word, one inquiry came back and lies. */
async function offer(): Promise<void> {
  const pipeline = await kontor.put("pipeline", {
    name: "Verkauf",
    stages: [
      { key: "lead", name: "Anfrage", kind: "open", probability: 0.2, rotDays: 14 },
      { key: "quote", name: "Angebot", kind: "open", probability: 0.5 },
      { key: "won", name: "Gewonnen", kind: "won" },
      { key: "lost", name: "Verloren", kind: "lost" },
    ],
  });
  const deal = (name: string, fields: Readonly<Record<string, unknown>>) =>
    kontor.put("deal", { name, pipeline, currency: "EUR", ...fields });
  for (let i = 0; i < 4; i++)
    await deal(`Bad ${i + 1}`, {
      ...{ openedOn: "2026-01-05", closedOn: "2026-02-04", amountCents: i < 3 ? 100_000 : 0, stage: i < 3 ? "won" : "lost" },
      stages: log(["2026-01-05", "lead"], ["2026-01-15", "quote"], ["2026-02-04", i < 3 ? "won" : "lost"]),
    });
  const opened = { openedOn: "2026-03-01", expectedOn: "2026-05-20" };
  await deal("Therme Linde", {
    ...{ ...opened, stage: "quote", amountCents: 1_000_000, probability: 0.9 },
    stages: log(["2026-03-01", "lead"], ["2026-03-11", "quote"]),
  });
  await deal("Therme Krone", { ...opened, stage: "quote", amountCents: 200_000, stages: log(["2026-03-01", "quote"]) });
  await deal("Pumpe Adler", {
    ...{ openedOn: "2026-03-01", stage: "lead" },
    stages: log(["2026-03-01", "lead"], ["2026-03-06", "quote"], ["2026-03-10", "lead"]),
  });
}
const open = async (view: string): Promise<void> => {
  goTo(`/reports/pipeline?asOf=2026-03-31&o=${encodeURIComponent(JSON.stringify({ view }))}`);
  await expect.element(page.getByRole("heading", { level: 1, name: "Wie steht der Verkauf?" }), { timeout: 40_000 }).toBeVisible();
};
const figure = (term: string) => page.getByRole("term").filter({ hasText: term });

test("the open deals have an expected value; each number opens its deals", async () => {
  await offer();
  await open("open");
  // 10,000 × 90 % by hand, and 2,000 × 50 % as set for the stage: four decided deals are too few to go by.
  await expect.element(page.getByRole("button", { name: "10.000 €", exact: true }).first()).toBeVisible();
  await expect.element(page.getByRole("row", { name: /Therme Linde Angebot 10.000 € von Hand 90 % 9.000 € Mai 26 20 Tage/ })).toBeVisible();
  await expect
    .element(page.getByRole("row", { name: /Therme Krone Angebot 2.000 € laut Stufe 50 % 1.000 € Mai 26 30 Tage/ }))
    .toBeVisible();
  await expect.element(page.getByRole("row", { name: /Pumpe Adler Anfrage – laut Stufe 20 % – ohne Termin 21 Tage/ })).toBeVisible();
  await page.getByRole("button", { name: "Mai 2026: 10.000 €" }).click();
  const dialog = page.getByRole("dialog");
  await expect.element(dialog.getByText("Therme Linde")).toBeVisible();
  await expect.element(dialog.getByText("Therme Krone")).toBeVisible();
  expect(dialog.getByText("Pumpe Adler").query()).toBeNull();
  await userEvent.keyboard("{Escape}");
  await expect.element(figure("Ohne Betrag")).toBeVisible();
  await page.getByRole("button", { name: "Was heißt „Erwarteter Wert“?" }).first().click();
  await expect.element(dialog.getByText(/nicht alle werden gewonnen/)).toBeVisible();
  await userEvent.keyboard("{Escape}");
  expect(await violationsIn(document.querySelector(".report") as HTMLElement)).toEqual([]);
});

test("what if every offer were won? The value follows at once, and a tap takes it back", async () => {
  await offer();
  await open("open");
  const slider = page.getByRole("slider", { name: "Angebot" });
  await expect.element(slider).toHaveValue("0.5");
  (slider.element() as HTMLInputElement).focus();
  await userEvent.keyboard("{End}");
  const result = page.getByText(/gegenüber jetzt/);
  // The offer of 2,000 is sure now; the one set by hand stays at 90 %.
  await expect.element(result).toHaveTextContent("+1.000 € gegenüber jetzt");
  (page.getByRole("slider", { name: "Beträge" }).element() as HTMLInputElement).focus();
  await userEvent.keyboard("{End}");
  await expect.element(result).toHaveTextContent("+6.500 € gegenüber jetzt");
  await page.getByRole("button", { name: "Zurücksetzen" }).click();
  await expect.element(page.getByText("wie jetzt erwartet")).toBeVisible();
  await expect.element(slider).toHaveValue("0.5");
});

test("how long each stage takes, which deal came back, and which lies too long", async () => {
  await offer();
  await open("stages");
  // Left the inquiry: four after 10 days, one after 10, one after 5. There for 21 days, with a limit of 14.
  await expect.element(page.getByRole("row", { name: /Anfrage 6 9 Tage 10 Tage 1 21 Tage 1 1 0/ })).toBeVisible();
  await expect.element(page.getByRole("row", { name: /Angebot 5 17 Tage 20 Tage 2 25 Tage ohne Frist 0 0/ })).toBeVisible();
  await page.getByRole("button", { name: "Anfrage: liegt zu lange eine Chance" }).click();
  await expect.element(page.getByRole("dialog").getByText("Pumpe Adler")).toBeVisible();
  await userEvent.keyboard("{Escape}");
  expect(await violationsIn(document.querySelector(".report") as HTMLElement)).toEqual([]);
});

test("what was won opens the deals won, and the funnel those that were lost on the way", async () => {
  await offer();
  await open("all");
  await page.getByRole("button", { name: "3.000 €" }).first().click();
  await expect.element(page.getByRole("dialog").getByText("Bad 2")).toBeVisible();
  expect(page.getByRole("dialog").getByText("Bad 4").query()).toBeNull();
  await userEvent.keyboard("{Escape}");
  await page.getByRole("button", { name: /Angebot: hier verloren eine Chance/ }).click();
  await expect.element(page.getByRole("dialog").getByText("Bad 4")).toBeVisible();
});
