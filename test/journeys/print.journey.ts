import { expect, test } from "../support/journey.ts";

test("a contact on paper: what the screen shows in buttons stands there in words, and everything that happened", async ({ device }) => {
  const desk = await device("desk", {
    // The browser's own dialog for printing is the only thing missing: what happens around it happens.
    initScript: "window.print = () => dispatchEvent(new Event('beforeprint'));",
  });
  const { page } = desk;
  await page.evaluate(async () => {
    await window.kontor?.createWorkspace({ name: "Haustechnik Süd", member: "Anna" });
    const firm = await window.kontor?.put("party", {
      kind: "organisation",
      name: "Bäckerei Möller",
      phones: [{ value: "040 1234", type: "work" }],
      note: "Schlüssel beim Nachbarn",
      employees: 12,
      roles: { customer: "active" },
    });
    for (let day = 1; day <= 120; day++)
      await window.kontor?.put("interaction", {
        kind: "call",
        at: new Date(Date.UTC(2025, 0, day, 9)).toISOString(),
        parties: [firm],
        result: "reached",
        text: `Anruf Nummer ${day}.`,
      });
  });
  await page.goto(new URL("#/contacts", page.url()).href);
  await page.getByRole("option", { name: /^Bäckerei Möller/ }).click();
  await expect(page.getByRole("region", { name: "Verlauf" }).getByRole("article").first()).toBeVisible();
  await page.getByRole("button", { name: "Mehr" }).first().click();
  await page.getByRole("menuitem", { name: "Drucken" }).click();
  await page.emulateMedia({ media: "print" });
  const paper = page.locator(".printed");
  await expect(paper.getByRole("heading", { level: 1, name: "Bäckerei Möller" })).toBeVisible();
  for (const words of ["040 1234", "Schlüssel beim Nachbarn", "12", "Kunde"]) await expect(paper).toContainText(words);
  await expect(paper.getByText(/^Anruf Nummer \d+\.$/)).toHaveCount(120);
  // Nothing of the screen is on it, and entries lie below each other.
  await expect(page.getByRole("listbox")).toHaveCount(0);
  const boxes = await paper
    .getByText(/^Anruf Nummer \d+\.$/)
    .evaluateAll((all) => all.map((one) => one.getBoundingClientRect()).map(({ top, bottom }) => [top, bottom] as const));
  for (const [i, [top]] of boxes.slice(1).entries()) expect(top).toBeGreaterThanOrEqual(boxes[i]?.[1] ?? 0);
  await page.evaluate(() => dispatchEvent(new Event("afterprint")));
  await page.emulateMedia({ media: "screen" });
  await expect(paper).toHaveCount(0);
  expect(desk.problems).toEqual([]);
});
