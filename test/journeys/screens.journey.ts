import { expect, LONG, test } from "../support/journey.ts";
import { look, lookedAt } from "../support/look.ts";
import { leadTo } from "../support/place.ts";

// Every screen, in both themes and languages, at the desk and on a phone: nothing that axe objects to, nothing that
// sticks out sideways at the width of the smallest phones. KONTOR_SCREENSHOTS names a folder to keep a picture of each.

const places = [
  "today",
  "contacts",
  "promises",
  "touch",
  "settings",
  "more",
  "bin",
  "import",
  "team",
  "sync",
  "start/new",
  "join",
  "tours",
] as const;

for (const options of lookedAt) {
  const tag = options.name === "desk-light-de" ? LONG : [];
  test(`everybody can use every screen (${options.name})`, { tag }, async ({ device }) => {
    // Thirty screens, each looked at by axe: long on a busy machine.
    test.setTimeout(300_000);
    const shown = await device(options.name, options);
    const { page } = shown;
    const isGerman = options.locale === "de-DE";
    const go = async (place: string): Promise<void> => {
      await leadTo(page, place);
      await expect(page.getByRole("heading", { level: 1 }).first()).toBeVisible();
      await expect(page.locator("[aria-busy=true]")).toHaveCount(0);
    };

    await expect(page.getByRole("button", { name: isGerman ? "Neu beginnen" : "Start new" })).toBeVisible();
    await look(shown, "welcome");
    await go("start/new");
    await look(shown, "new");
    await page.evaluate(() => window.kontor?.createWorkspace({ name: "Haustechnik Östermann", member: "Anna Östermann" }));
    await go("start/contacts");
    await look(shown, "sources");
    await page.evaluate(() => window.kontor?.generate({ contacts: 60, interactions: 600, seed: 7 }));

    for (const place of places) {
      await go(place);
      await look(shown, place.replace("/", "-"));
    }

    await go("contacts");
    await page.getByRole("option").nth(3).click();
    await expect(page.getByRole("article").first()).toBeVisible();
    await look(shown, "contact");
    const details = page.getByRole("radio", { name: isGerman ? "Angaben" : "Details" });
    if (await details.count()) {
      await page.getByText(isGerman ? "Angaben" : "Details", { exact: true }).click();
      await look(shown, "details");
    }
    await page
      .getByRole("button", { name: isGerman ? "Eintragen" : "Log" })
      .first()
      .click();
    await expect(page.getByRole("dialog")).toBeVisible();
    await look(shown, "capture");
    await page.keyboard.press("Escape");
    await page.keyboard.press("n");
    await expect(page.getByRole("dialog")).toBeVisible();
    await look(shown, "new-contact");
    await page.keyboard.press("Escape");
    await page.keyboard.press("ControlOrMeta+k");
    await expect(page.getByRole("dialog")).toBeVisible();
    await look(shown, "commands");
    expect(shown.problems).toEqual([]);
  });
}
