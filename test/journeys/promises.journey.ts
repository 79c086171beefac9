import type { Page } from "@playwright/test";
import { addDays } from "../../src/lib/calendarDay.ts";
import { doorOf } from "../support/door.ts";
import { expect, test } from "../support/journey.ts";
import { look } from "../support/look.ts";
import { personAt } from "../support/person.ts";
import { addsFirm, startsAnew } from "../support/stories.ts";

/** The day by the window's calendar. */
const dayOf = (page: Page): Promise<string> => page.evaluate(() => new Date().toLocaleDateString("sv-SE"));

test("a promise to a customer is given, warned of, kept, taken back and broken, on a phone", async ({ device }) => {
  const shown = await device("phone", { isPhone: true });
  const anna = personAt(shown);
  await startsAnew(anna, "Haustechnik Süd", "Anna");
  await addsFirm(anna, "Mühle Öttl KG");

  // From the customer: few fields, and it stands there, in the history and across the page.
  await anna.presses("radio", "Angaben");
  await anna.presses("button", "Neue Zusage");
  await anna.presses("button", "Speichern");
  await anna.reads("Bitte schreiben Sie, was zugesagt wurde.");
  await anna.types("textbox", "Was wurde zugesagt?", "Angebot für die Wärmepumpe schicken");
  await anna.types("textbox", "Bis wann?", "morgen");
  await look(shown, "promise-form");
  await anna.presses("button", "Speichern");
  await anna.reads(/Zugesagt: „Angebot für die Wärmepumpe schicken“ – fällig morgen/);
  await look(shown, "promise-banner");
  await anna.presses("radio", "Verlauf");
  await anna.reads(/^Zugesagt, bis/);

  // In the list: kept by one tap, and open again by the toast.
  await anna.opens("#/promises");
  await anna.sees("row", /Angebot für die Wärmepumpe schicken.*Mühle Öttl KG/);
  await anna.presses("button", /Wärmepumpe schicken“ wurde gehalten/);
  await anna.reads("Von uns ist nichts offen.");
  await anna.reads("100 % (1 von 1)");
  await anna.presses("button", "Rückgängig");
  await anna.sees("row", /Angebot für die Wärmepumpe schicken/);
  await anna.presses("button", /Wärmepumpe schicken“ wurde gebrochen/);
  await anna.presses("radio", "Gebrochen");
  await anna.sees("row", /Angebot für die Wärmepumpe schicken.*gebrochen, heute/);
  await anna.reads("0 % (0 von 1)");
  await look(shown, "promises");

  // By itself: open again, thrown away and taken back.
  await anna.presses("row", /Angebot für die Wärmepumpe schicken/);
  await anna.presses("button", "Wieder öffnen");
  await anna.sees("button", "Gehalten");
  await look(shown, "promise");
  await anna.presses("button", "Mehr");
  await anna.presses("menuitem", "Löschen");
  await anna.opens("#/bin");
  await anna.presses("button", "Wiederherstellen");
  await anna.opens("#/promises");
  await anna.presses("radio", "Von uns");
  await anna.sees("row", /Angebot für die Wärmepumpe schicken/);
  expect(await anna.problems()).toEqual([]);
});

test("whom one loses out of sight is told why, and planned with one tap; a real touch starts the clock again", async ({ device }) => {
  const shown = await device("desk");
  const anna = personAt(shown);
  await startsAnew(anna, "Haustechnik Süd", "Anna");
  const door = doorOf(() => shown.page);
  const today = await dayOf(shown.page);
  const party = await door.put("party", { kind: "organisation", name: "Mühle Öttl KG", roles: { customer: "active" } });
  const long = addDays(today, -60);
  await door.put("interaction", { kind: "visit", at: long, parties: [party] });
  // An opened newsletter is no touch.
  await door.put("interaction", { kind: "email", result: "opened", at: today, parties: [party] });

  // Wanted every four weeks for customers: said in the settings.
  await anna.opens("#/settings");
  await anna.presses("button", "Rolle oder Klasse");
  await anna.presses("menuitem", "Kunde");
  await shown.page.getByLabel("Kunde", { exact: true }).selectOption({ label: "alle 4 Wochen" });
  await look(shown, "cadences");
  await anna.opens("#/contacts");
  await expect(shown.page.getByText("Kontakt geht verloren").first()).toBeAttached();

  await anna.opens("#/today");
  await anna.sees("region", "Kontakt geht verloren");
  await anna.reads(/Seit 32 Tagen überfällig \(alle 4 Wochen, Kunde\)/);
  await look(shown, "today-touch");
  await anna.presses("button", "Aufgabe zu Mühle Öttl KG anlegen");
  await anna.misses("region", "Kontakt geht verloren");
  await anna.presses("button", "Rückgängig");
  await anna.sees("region", "Kontakt geht verloren");

  // A visit that is written down late counts from the day it happened: eight days ago, so there are three weeks left.
  await door.put("interaction", { kind: "visit", result: "held", at: addDays(today, -8), parties: [party] });
  await anna.misses("region", "Kontakt geht verloren");
  await anna.opens(`#/contacts/${party}`);
  await anna.reads(/Wieder melden bis .* \(alle 4 Wochen, Kunde\)/);
  // A wish of the contact's own counts before its role's.
  await shown.page.getByLabel("Melden mindestens").selectOption({ label: "jede Woche" });
  await anna.reads(/Seit einem Tag überfällig \(jede Woche, so gewünscht\)/);
  await look(shown, "contact-step");
  expect(await anna.problems()).toEqual([]);
});

test("today says what is planned, due, promised and celebrated, the same at the door, and fits one page", async ({ device }) => {
  const shown = await device("desk");
  const anna = personAt(shown);
  await startsAnew(anna, "Haustechnik Süd", "Anna");
  const door = doorOf(() => shown.page);
  const today = await dayOf(shown.page);
  const party = await door.put("party", { kind: "person", givenName: "Elke", familyName: "Bär", bornOn: `1980${today.slice(4)}` });
  const task = await door.put("task", { title: "Filter bestellen", dueOn: today, parties: [party] });
  const promise = await door.put("promise", { text: "Rückruf", side: "theirs", dueOn: addDays(today, -1), party });
  const visit = await door.put("appointment", { title: "Heizung ansehen", kind: "visit", start: today, parties: [party] });
  const later = await door.put("task", { title: "Rechnung schreiben", dueOn: addDays(today, 4) });

  await anna.opens("#/today");
  for (const region of ["Termine", "Jetzt zu tun", "Zusagen", "Geburtstage"]) await anna.sees("region", region);
  await anna.sees("link", "Heizung ansehen");
  await anna.reads(`wird ${Number(today.slice(0, 4)) - 1980}`);
  await anna.misses("link", "Rechnung schreiben");
  await look(shown, "today");
  const asked = await shown.page.evaluate(() => window.kontor?.today());
  expect(asked).toMatchObject({
    tasks: [{ id: task, isOverdue: false }],
    promises: [{ id: promise, side: "theirs", isOverdue: true }],
    appointments: [{ id: visit, allDay: true }],
    birthdays: [{ party, name: "Elke Bär", day: today }],
    touches: [],
  });
  // Done from here.
  await anna.presses("checkbox", "„Filter bestellen“ erledigen");
  await anna.misses("region", "Jetzt zu tun");
  await anna.presses("button", "„Rückruf“ wurde gehalten");
  await anna.misses("region", "Zusagen");
  await anna.presses("button", "Eintragen, was war: Heizung ansehen");
  await anna.sees("radio", "Besuch");
  await anna.hits("Escape");

  await anna.presses("radio", "7 Tage");
  await anna.sees("link", "Rechnung schreiben");
  expect(await shown.page.evaluate(() => window.kontor?.today({ days: 7 }))).toMatchObject({ tasks: [{ id: later }] });
  // However much there is.
  await door.save(
    Array.from({ length: 90 }, (_, i) => ({
      type: "task",
      fields: {
        title: `Aufgabe ${i} mit einem Titel, der nicht in eine Zeile passt, wie sie auf ein Blatt geht`,
        dueOn: today,
        parties: [party],
      },
    })) as never,
  );
  await anna.sees("link", /Aufgabe 89 /);
  const paper = (await shown.page.pdf({ preferCSSPageSize: true })).toString("latin1");
  expect(paper.match(/\/Type \/Page\b/g)).toHaveLength(1);
  expect(await anna.problems()).toEqual([]);
});
