import { doorOf } from "../support/door.ts";
import { expect, LONG, test } from "../support/journey.ts";
import { look } from "../support/look.ts";
import { workbook } from "../support/workbook.ts";

const xlsx = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
/** 1 March 2026 as Excel counts. */
const march = { serial: 46_082 };
const orders = workbook({
  Aufträge: [
    ["Auftragsnummer", "Datum", "Kunde", "Artikel", "Menge", "Einzelpreis"],
    ["A1", march, "Mühle Öttl KG", "GTXPro", 2, 9.5],
    ["A1", march, "Mühle Öttl KG", "Sieb", 1, 5],
    ["A2", march, null, "GTXPro", 1, 9.5],
  ],
  Artikel: [
    ["Artikel", "Warengruppe", "Preis"],
    ["GTX Pro", "Filter", 9.5],
    ["Sieb", "Siebe", 5],
  ],
});

for (const isPhone of [false, true])
  test(`a spreadsheet of orders and products is looked at, asked about, taken over and taken back, ${isPhone ? "on a phone" : "at a desk"}`, {
    tag: isPhone ? [] : LONG,
  }, async ({ device }) => {
    const here = await device(isPhone ? "phone" : "desk", { isPhone });
    const { page, problems } = here;
    const door = doorOf(() => page);
    await door.createWorkspace({ name: "Mühlen", member: "Anna", country: "DE", currency: "EUR", language: "de" });
    // The app may still be on its way to its first place.
    await expect(async () => {
      await page.evaluate(() => void (location.hash = "#/import"));
      await expect(page.locator("input[type=file]")).toBeAttached({ timeout: 2_000 });
    }).toPass();
    const file = { name: "auftraege.xlsx", mimeType: xlsx, buffer: Buffer.from(orders) };
    await page.setInputFiles("input[type=file]", file);
    await expect(page.getByRole("heading", { name: /2 Käufe, 3 Positionen, 3 Produkte und eine Firma/ })).toBeVisible();
    await expect(page.getByText(/Ein Kauf nennt keinen Kunden/)).toBeVisible();
    // By keyboard: the first answer, then the button.
    await page.getByRole("radio", { name: "Ja, dasselbe" }).focus();
    await page.keyboard.press("Space");
    const take = page.getByRole("button", { name: /^Alles importieren: 2 Käufe/ });
    await expect(page.getByRole("heading", { name: /2 Produkte/ })).toBeVisible();
    await look(here, "import-orders");
    await take.focus();
    await page.keyboard.press("Enter");
    await expect(page.getByText("2 Käufe neu · 2 Produkte neu")).toBeVisible();
    expect([await door.count("purchase"), await door.count("product"), await door.count("party")]).toEqual([2, 2, 2]);

    // Once more, by script: everything is known again.
    const again = await page.evaluate(
      ([bytes]) => window.kontor?.importFile(new File([Uint8Array.from(bytes)], "auftraege.xlsx"), { type: "purchase" }),
      [[...orders]] as const,
    );
    expect(again).toMatchObject({ created: 0, questions: [], known: { purchase: 2, product: 2 } });
    expect((await door.get("meta.settings" as never))?.["revenueFrom"]).toBe("order");
    expect(await door.digest("rows")).toBe(await door.digest("documents"));
    await door.undo();
    await door.undo();
    expect([await door.count("purchase"), await door.count("product"), await door.count("party")]).toEqual([0, 0, 0]);
    expect(problems).toEqual([]);
  });
