import { expect, test } from "../../support/journey.ts";
import type { Person, Role } from "../../support/person.ts";

// A visit logged from everywhere, and Back, by what a person presses, in whatever engine.

const customers = ["Bäckerei Möller", "Elektro Brandt", "Hotel Seeblick"];

/** A workspace with three firms, typed in as a newcomer would. */
async function begins(anna: Person): Promise<void> {
  await anna.presses("button", "Neu beginnen");
  await anna.types("textbox", "Firma oder Team", "Haustechnik Süd");
  await anna.types("textbox", "Ihr Name", "Anna");
  await anna.hits("Enter");
  await anna.sees("heading", "Woher kommen Ihre Kontakte?");
  await anna.evaluate((names) => Promise.all(names.map((name) => window.kontor?.put("party", { kind: "organisation", name }))), customers);
}

/** Presses one after the other, and says how many that were and how long the program took. */
async function taps(anna: Person, what: string, ...pressed: readonly (readonly [Role, string | RegExp])[]): Promise<void> {
  const began = performance.now();
  for (const [role, name] of pressed) await anna.presses(role, name);
  await anna.misses("button", "Speichern");
  console.log(`${what}: ${pressed.length} taps, ${((performance.now() - began) / 1000).toFixed(1)} s`);
}

test("a visit is logged by + on a phone, with one contact and with three", async ({ person }) => {
  const anna = await person("anna", { isPhone: true });
  await begins(anna);
  await anna.opens("#/today");
  await taps(
    anna,
    "a visit with one contact",
    ["button", "Hinzufügen"],
    ["button", /^Besuch$/],
    ["button", /Bäckerei Möller/],
    ["button", "stattgefunden"],
    ["button", "Speichern"],
  );
  await anna.reads("Gespeichert ✓");
  await anna.presses("button", "Hinzufügen");
  await anna.presses("button", /^Besuch$/);
  await anna.presses("button", /Bäckerei Möller/);
  for (const name of customers.slice(1)) {
    await anna.presses("button", "Weiterer Kontakt");
    await anna.types("combobox", "Weiterer Kontakt", name.slice(0, 6));
    await anna.presses("option", new RegExp(`^${name}`));
  }
  await taps(anna, "the same visit with three, from there", ["button", "stattgefunden"], ["button", "Speichern"]);
  await anna.reloads();
  for (const [name, other] of [
    ["Bäckerei Möller", "Elektro Brandt"],
    ["Hotel Seeblick", "Bäckerei Möller"],
  ] as const) {
    await anna.opens("#/contacts");
    await anna.presses("option", new RegExp(`^${name}`));
    await anna.sees("article", "");
    await anna.sees("link", other);
  }
  expect(await anna.problems()).toEqual([]);
});

test("a visit is logged by its button at the desk, and a contact is added to it later", async ({ person }) => {
  const anna = await person("anna");
  await begins(anna);
  await anna.opens("#/today");
  await taps(
    anna,
    "a visit at the desk",
    ["button", "Besuch eintragen"],
    ["button", /Hotel Seeblick/],
    ["button", "stattgefunden"],
    ["button", "Speichern"],
  );
  await anna.presses("link", /Hotel Seeblick/);
  await anna.sees("article", "");
  // Whoever goes on leaves what was said of the last deed behind.
  await anna.misses("button", "Rückgängig");
  await anna.opens("#/today");
  await anna.presses("button", "Besuch eintragen");
  await anna.types("combobox", "Mit wem?", "Elek");
  await anna.presses("option", /^Elektro Brandt/);
  await anna.presses("button", "Weiterer Kontakt");
  await anna.types("combobox", "Weiterer Kontakt", "Bäck");
  await anna.presses("option", /^Bäckerei Möller/);
  await anna.types("textbox", "Notiz dazu", "Sicherung getauscht");
  await taps(anna, "with two", ["button", "stattgefunden"], ["button", "Speichern"]);
  await anna.presses("link", /Bäckerei Möller/);
  await anna.reads("Sicherung getauscht");
  await anna.sees("link", "Elektro Brandt");
  expect(await anna.problems()).toEqual([]);
});

test("Back closes a sheet and a menu, and never walks out behind them", async ({ person }) => {
  const anna = await person("anna", { isPhone: true });
  const goesBack = () => anna.evaluate(() => history.back());
  await begins(anna);
  await anna.opens("#/today");
  await anna.presses("link", "Kontakte");
  await anna.presses("link", "Heute");

  await anna.presses("button", "Hinzufügen");
  await anna.sees("button", "Schließen");
  await goesBack();
  await anna.misses("button", "Schließen");
  await anna.sees("heading", "Heute");

  // Closed by its own button, it leaves nothing behind that Back would have to pass.
  await anna.presses("button", "Hinzufügen");
  await anna.presses("button", "Schließen");
  await anna.misses("button", "Schließen");
  await goesBack();
  await anna.sees("heading", "Kontakte");

  // A sheet that leads on to another place: Back from there is the place it was opened on.
  await anna.presses("button", /^Neu$/);
  await anna.types("textbox", "Nachname", "Weber");
  await anna.presses("button", "Speichern");
  await anna.sees("heading", "Weber");
  await anna.presses("button", "Mehr");
  await anna.sees("menuitem", "Löschen");
  await goesBack();
  await anna.misses("menuitem", "Löschen");
  await anna.sees("heading", "Weber");
  await goesBack();
  await anna.sees("heading", "Kontakte");
  expect(await anna.problems()).toEqual([]);
});
