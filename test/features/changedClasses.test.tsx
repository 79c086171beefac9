import { afterEach, beforeEach, expect, test } from "vitest";
import { page, userEvent } from "vitest/browser";
import { monthsBefore } from "../../src/features/reports/daysBefore.ts";
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

/** Two years: the mill stays on top, the inn falls from B to C, the café rises from nothing, the bakery is gone. */
async function sell(): Promise<void> {
  for (const [name, before, now] of [
    ["Mühle Öttl", 800, 500],
    ["Gasthof Adler", 150, 40],
    ["Café Miró", 0, 460],
    ["Bäckerei Krone", 50, 0],
  ] as const) {
    const party = await kontor.put("party", { kind: "organisation", name, roles: ["customer"] });
    for (const [on, price] of [["2025-03-02", before] as const, ["2026-03-02", now] as const])
      if (price > 0)
        await kontor.put("purchase", {
          ...{ kind: "order", number: `${name} ${on}`, party, on, currency: "EUR", lines: [{ key: "a", quantity: 1, unitPrice: price }] },
        });
  }
}
const open = async (report: string, question: string, settings: Readonly<Record<string, unknown>>): Promise<void> => {
  goTo(`/reports/${report}?asOf=2026-03-31&o=${encodeURIComponent(JSON.stringify({ from: "2026-01-01", ...settings }))}`);
  await expect.element(page.getByRole("heading", { level: 1, name: question }), { timeout: 40_000 }).toBeVisible();
};

test("compared with a year ago, the best customers tell who fell, who is new and who is gone", async () => {
  await sell();
  await open("abc", "Wer sind unsere besten Kunden?", {});
  await expect.element(page.getByRole("row", { name: /Mühle Öttl A 1/ })).toBeVisible();
  await page.getByRole("combobox", { name: "Verglichen mit" }).selectOptions("year");
  await expect.element(page.getByRole("row", { name: /Mühle Öttl A A 1/ })).toBeVisible();
  await expect.element(page.getByRole("row", { name: /Gasthof Adler C abgestiegen aus ?B 3/ })).toBeVisible();
  await expect.element(page.getByRole("row", { name: /Café Miró A neu 2/ })).toBeVisible();
  await expect.element(page.getByText("1 gewechselt, 1 neu, 1 weg.")).toBeVisible();
  await page.getByRole("button", { name: "C, weg: 1" }).click();
  await expect.element(page.getByRole("dialog").getByRole("link", { name: "Bäckerei Krone" })).toBeVisible();
  await userEvent.keyboard("{Escape}");
  expect(decodeURIComponent(location.hash)).toContain('"compare":"year"');
  expect(await violationsIn(document.querySelector(".report") as HTMLElement)).toEqual([]);
});

test("groups of customers tell which group each one came from", async () => {
  await sell();
  await open("rfm", "Wer geht uns vielleicht verloren?", { compare: "2025-03-31" });
  await expect.element(page.getByLabelText("Tag des Vergleichs")).toHaveValue("31. März 2025");
  await expect.element(page.getByRole("row", { name: /Café Miró neu/ })).toBeVisible();
  await expect.element(page.getByText("Was sich seit dem 31. März 2025 geändert hat")).toBeVisible();
});

test("how large the classes would be shows while the borders are being typed", async () => {
  await sell();
  await open("abc", "Wer sind unsere besten Kunden?", {});
  await expect.element(page.getByRole("row", { name: /Café Miró A 2/ })).toBeVisible();
  const field = page.getByLabelText("Grenzen in %");
  await field.clear();
  (field.element() as HTMLInputElement).focus();
  await userEvent.keyboard("40; 97");
  // Nobody has pressed Enter yet, and the address still says what it said.
  await expect.element(page.getByRole("row", { name: /Café Miró B 2/ })).toBeVisible();
  expect(decodeURIComponent(location.hash)).not.toContain("0.97");
  expect((field.element() as HTMLInputElement).value).toBe("40; 97");
  await userEvent.keyboard("{Enter}");
  await expect.poll(() => decodeURIComponent(location.hash)).toContain('"cuts":[0.4,0.97]');
});

test("a quarter before the end of May is the end of February", () => {
  expect([
    monthsBefore("2026-05-31", 3),
    monthsBefore("2024-05-31", 3),
    monthsBefore("2026-01-15", 12),
    monthsBefore("2026-02-28", 3),
  ]).toEqual([...["2026-02-28", "2024-02-29", "2025-01-15", "2025-11-28"]]);
});
