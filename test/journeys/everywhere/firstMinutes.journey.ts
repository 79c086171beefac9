import { existsSync } from "node:fs";
import { join } from "node:path";
import { dataFolder } from "../../support/data.ts";
import { withFile } from "../../support/files.ts";
import { expect, test } from "../../support/journey.ts";
import { addsFirm, imports, startsAnew } from "../../support/stories.ts";

const customers = [
  "Firma;Ansprechpartner;Telefon;Ort",
  ...Array.from({ length: 91 }, (_, i) => `Kunde ${i + 1} GmbH;Vera Öttl ${i + 1};0821 ${5000 + i};Augsburg`),
].join("\r\n");

test("the first minutes: start, import, search, log, a report, export", async ({ person }) => {
  const anna = await person("anna");
  await startsAnew(anna, "Haustechnik Östermann", "Anna Östermann");
  await withFile("kunden.csv", customers, (path) =>
    imports(anna, path, "91 Zeilen: 91 Firmen und 91 Ansprechpartner neu, 0 nicht lesbar", "182 Kontakte übernehmen"),
  );
  await anna.reads("182 Kontakte");

  // Found by its number in another notation.
  await anna.types("searchbox", "Kontakte suchen", "+49 821 5041");
  await anna.presses("option", /Kunde 42 GmbH/);
  await anna.sees("heading", "Kunde 42 GmbH");
  await anna.presses("button", "Eintragen");
  await anna.presses("button", "stattgefunden");
  await anna.presses("button", "Speichern");
  await anna.reads("Gespeichert ✓");
  await anna.reads(/^stattgefunden$/);

  await anna.opens("#/reports/pivot");
  await anna.sees("heading", "Eigene Tabelle");
  await anna.opens("#/settings");
  await anna.presses("button", "Vollständig (JSON)");
  await anna.reads("Exportiert.");

  await anna.reloads();
  await anna.sees("heading", "Einstellungen");
  await anna.opens("#/contacts");
  // What was looked for is kept as well.
  await anna.types("searchbox", "Kontakte suchen", "");
  await anna.reads("182 Kontakte");
  await anna.types("searchbox", "Kontakte suchen", "kunde 42");
  await anna.presses("option", /Kunde 42 GmbH/);
  await anna.reads(/^stattgefunden$/);
  expect(await anna.problems()).toEqual([]);
});

test("the smallest phone: a firm, a visit, nothing sticks out sideways", async ({ person }) => {
  const ben = await person("ben", { isPhone: true, viewport: { width: 320, height: 640 } });
  await startsAnew(ben, "Keller", "Ben");
  await addsFirm(ben, "Hausverwaltung Löffler");
  await ben.presses("button", "Eintragen");
  await ben.presses("button", "stattgefunden");
  await ben.presses("button", "Speichern");
  await ben.reads(/^stattgefunden$/);
  for (const place of ["today", "contacts", "reports", "settings", "team", "sync", "import", "bin", "more"]) {
    await ben.opens(`#/${place}`);
    await ben.sees("heading", /./);
    const width = await ben.evaluate(() => [document.documentElement.scrollWidth, innerWidth]);
    expect(width, place).toEqual([320, 320]);
  }
  expect(await ben.problems()).toEqual([]);
});

const northwind = join(dataFolder, "northwind", "northwind", "customers.csv");
if (existsSync(northwind))
  test("the customers of Northwind are imported and found", async ({ person }) => {
    const anna = await person("anna");
    await startsAnew(anna, "Northwind", "Anna");
    await imports(anna, northwind, /91 Zeilen/, /Kontakte übernehmen/);
    await anna.types("searchbox", "Kontakte suchen", "alfreds");
    await anna.presses("option", /Alfreds Futterkiste/);
    await anna.sees("heading", "Alfreds Futterkiste");
    expect(await anna.problems()).toEqual([]);
  });
