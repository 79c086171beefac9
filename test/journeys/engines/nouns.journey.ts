import { expect, test } from "../../support/journey.ts";
import { addsFirm, startsAnew } from "../../support/stories.ts";

// What is to be done, and what is sold: written down, found, changed and taken back by what a person presses, in whatever engine.

test("a task about a contact is ticked, undone, found, thrown away and taken back; a product is entered and corrected", async ({
  person,
}) => {
  const anna = await person("anna");
  await startsAnew(anna, "Haustechnik Süd", "Anna");
  await addsFirm(anna, "Mühle Öttl KG");
  await anna.presses("button", "Neue Aufgabe");
  await anna.types("textbox", "Was ist zu tun?", "Angebot für die Wärmepumpe schicken");
  await anna.types("textbox", "Fällig am", "morgen");
  await anna.presses("button", "Speichern");
  await anna.sees("link", /Angebot für die Wärmepumpe schicken/);

  await anna.presses("link", "Aufgaben");
  await anna.sees("row", /Angebot für die Wärmepumpe schicken.*Mühle Öttl KG/);
  await anna.presses("checkbox", "„Angebot für die Wärmepumpe schicken“ erledigen");
  await anna.misses("row", /Angebot für die Wärmepumpe/);
  await anna.presses("button", "Rückgängig");
  await anna.sees("row", /Angebot für die Wärmepumpe schicken/);

  await anna.presses("button", "Suchen");
  await anna.types("combobox", "Befehle und Suche", "wärme");
  await anna.presses("option", /Angebot für die Wärmepumpe schicken/);
  await anna.sees("heading", "Angebot für die Wärmepumpe schicken");
  await anna.presses("button", "Mehr");
  await anna.presses("menuitem", "Löschen");
  await anna.misses("row", /Angebot für die Wärmepumpe/);
  await anna.opens("#/bin");
  await anna.presses("button", "Wiederherstellen");
  await anna.opens("#/tasks");
  await anna.sees("row", /Angebot für die Wärmepumpe schicken/);

  await anna.opens("#/products");
  await anna.presses("button", "Neues Produkt");
  await anna.types("textbox", "Name", "Wärmepumpe WP 9");
  await anna.types("textbox", "Preis", "8.950,00");
  await anna.presses("button", "Speichern");
  await anna.sees("heading", "Wärmepumpe WP 9");
  await anna.presses("button", /Preis/);
  await anna.types("textbox", "Preis", "9.150,50");
  await anna.hits("Enter");
  await anna.sees("button", /Preis.*9\.150,50/);
  // The list beside it says the same.
  await anna.sees("option", /Wärmepumpe WP 9.*9\.150,50/);
  await anna.reloads();
  await anna.sees("button", /Preis.*9\.150,50/);
  expect(await anna.problems()).toEqual([]);
});
