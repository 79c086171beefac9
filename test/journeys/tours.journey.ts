import { doorOf } from "../support/door.ts";
import { expect, test } from "../support/journey.ts";
import { look } from "../support/look.ts";
import { personAt } from "../support/person.ts";
import { startsAnew } from "../support/stories.ts";

const ways = [
  { name: "desk", options: {} },
  { name: "phone", options: { isPhone: true } },
] as const;

for (const { name, options } of ways)
  test(`a day of visits is chosen, put into the best order, changed, planned and taken back (${name})`, async ({ device }) => {
    const shown = await device(name, options);
    const anna = personAt(shown);
    const door = doorOf(() => shown.page);
    await startsAnew(anna, "Haustechnik Süd", "Anna");
    const today = await shown.page.evaluate(() => new Date().toLocaleDateString("sv"));
    const firm = (called: string, postalCode: string, locality: string) =>
      door.put("party", {
        ...{ kind: "organisation", name: called, roles: { customer: "active" } },
        ...(postalCode && { addresses: [{ type: "work", street: "Hauptstraße 1", postalCode, locality, country: "DE" }] }),
      });
    const mill = await firm("Mühle Öttl KG", "86415", "Mering");
    await firm("Bäckerei Horn", "86551", "Aichach");
    await firm("Notariat König", "86316", "Friedberg");
    const lost = await firm("Gärtnerei Seerose", "", "");
    await door.put("task", { title: "Filter bringen", dueOn: today, parties: [mill] });

    // Nothing yet: proposals with their reasons, and a start.
    await anna.opens("#/tours");
    await anna.reads("Noch kein Besuch");
    await anna.reads(/An diesem Tag fällig: Filter bringen/);
    await look(shown, "tour-empty");
    await anna.presses("button", /^Start:/);
    await anna.types("textbox", "Start: Wo?", "Nirgendwo am See");
    await anna.presses("button", "Übernehmen");
    await anna.reads("Diesen Ort finden wir nicht.");
    await anna.types("textbox", "Start: Wo?", "Ulmer Straße 3, 86150 Augsburg");
    await look(shown, "tour-place");
    await anna.presses("button", "Übernehmen");
    await anna.sees("button", "Start: Ulmer Straße 3, 86150 Augsburg");

    // Three of them: the best order stands there by itself, each with its time and with how its place is known.
    await anna.presses("button", "Mühle Öttl KG einplanen");
    await anna.types("combobox", "Wen besuchen?", "Horn");
    await anna.presses("option", "Bäckerei Horn");
    await anna.presses("button", "Notariat König einplanen");
    const list = shown.page.getByRole("list", { name: "Besuche" });
    const names = list.locator("a[href*='/contacts/']");
    await expect(names).toHaveText(["Mühle Öttl KG", "Notariat König", "Bäckerei Horn"]);
    await anna.reads("Das ist die beste Reihenfolge.");
    await anna.reads(/Hauptstraße 1, 86415 Mering · Ort nach Postleitzahl/);
    await expect(shown.page.getByRole("img", { name: /Bild der Tour: 3 Besuche/ })).toBeVisible();
    await look(shown, "tour");

    // Another order by hand, which says what it costs; back to the best one.
    await anna.presses("button", "Bäckerei Horn: Mehr");
    await anna.sees("menuitem", /Als Erstes \([+−][\d,]+ km\)/);
    await anna.presses("menuitem", /Nach oben \(\+/);
    await expect(names).toHaveText(["Mühle Öttl KG", "Bäckerei Horn", "Notariat König"]);
    await anna.reads(/mehr als die beste Reihenfolge/);
    await names.nth(1).focus();
    await shown.page.keyboard.press("Alt+ArrowUp");
    await expect(names).toHaveText(["Bäckerei Horn", "Mühle Öttl KG", "Notariat König"]);
    await anna.presses("button", "Beste Reihenfolge");
    await anna.reads("Das ist die beste Reihenfolge.");

    // An hour that must be kept changes the order.
    await anna.presses("button", "Bäckerei Horn: Mehr");
    await anna.presses("menuitem", "Dauer und Zeiten");
    await anna.types("textbox", "Dauer in Minuten", "20");
    await anna.types("textbox", "Spätestens", "8:45");
    await look(shown, "tour-hours");
    await anna.presses("button", "Speichern");
    await anna.reads("bis 08:45");
    await expect(names.first()).toHaveText("Bäckerei Horn");

    // Somebody without a place is said, and placed by hand.
    await anna.types("combobox", "Wen besuchen?", "Seerose");
    await anna.presses("option", "Gärtnerei Seerose");
    await anna.reads("Ohne Anschrift: Der Ort fehlt noch.");
    await anna.presses("button", "Ort angeben");
    await anna.types("textbox", "Gärtnerei Seerose: Wo ist das?", "48.31, 10.87");
    await anna.presses("button", "Übernehmen");
    await anna.reads("Ort von Hand");
    await expect(names).toHaveCount(4);
    expect(Object.values((await door.get(lost))?.["addresses"] as object)).toMatchObject([{ geo: { lat: 48.31, lon: 10.87 } }]);

    // The plan outlives the window; into the calendar, all of it in one act.
    await anna.reloads();
    await expect(names).toHaveCount(4);
    await anna.presses("button", "In den Kalender");
    await anna.reads("4 Besuche stehen jetzt im Kalender.");
    expect(await door.agenda({ from: today, to: "2099-01-01" })).toHaveLength(4);
    await anna.presses("button", "Rückgängig");
    await expect.poll(() => door.count("appointment")).toBe(0);
    await expect(shown.page.getByRole("link", { name: /^Route in/ })).toHaveAttribute("href", /^https:.*Hauptstra/);
    expect(shown.problems).toEqual([]);
  });

test("where a visit was is remembered when somebody presses for it, and tours go there", async ({ device }) => {
  const shown = await device("cellar", { isPhone: true });
  const anna = personAt(shown);
  const door = doorOf(() => shown.page);
  await startsAnew(anna, "Haustechnik Süd", "Anna");
  const mill = await door.put("party", {
    ...{
      kind: "organisation",
      name: "Mühle Öttl KG",
      addresses: [{ type: "work", postalCode: "86415", locality: "Mering", country: "DE" }],
    },
  });
  const geoOf = async () => (Object.values((await door.get(mill))?.["addresses"] as object)[0] as { geo?: object }).geo;
  await anna.opens(`#/contacts/${mill}`);
  await anna.sees("heading", "Mühle Öttl KG");
  await anna.presses("button", "Eintragen");
  // Forbidden: a sentence says what to do, and nothing is stored.
  await shown.page.context().clearPermissions();
  await anna.presses("button", "Ort merken: Ich bin dort");
  await anna.reads("Bitte erlauben Sie ihn in den Einstellungen der Seite.");
  expect(await geoOf()).toBeUndefined();
  await shown.page.context().grantPermissions(["geolocation"]);
  await shown.page.context().setGeolocation({ latitude: 48.26543, longitude: 10.98765, accuracy: 12 });
  await anna.presses("button", "Ort merken: Ich bin dort");
  await anna.reads("Ort gespeichert.");
  expect(await geoOf()).toMatchObject({ lat: 48.26543, lon: 10.98765, accuracyM: 12 });
  const { visits } = await door.tour({ stops: [mill], start: { lat: 48.37, lon: 10.9 } });
  expect(visits).toMatchObject([{ id: mill, knownBy: "visit" }]);
});

test("the door plans tours, and says what it cannot read", async ({ device }) => {
  const shown = await device("script");
  const anna = personAt(shown);
  const door = doorOf(() => shown.page);
  await startsAnew(anna, "Haustechnik Süd", "Anna");
  const ring = Array.from({ length: 20 }, (_, at) => {
    const angle = (at * 7 * 2 * Math.PI) / 20;
    return { id: String(at), x: Math.cos(angle) * 100, y: Math.sin(angle) * 100 };
  });
  const begun = Date.now();
  const { kilometres, order } = await door.tour({ stops: ring, metric: "plane", closed: true });
  console.info(`20 stops: ${Date.now() - begun} ms`);
  expect(order).toHaveLength(20);
  expect(kilometres).toBeCloseTo(20 * 200 * Math.sin(Math.PI / 20), 3);
  await expect(door.tour({ stops: [{ id: "a", lat: 48 }] })).rejects.toThrow(/field-missing.*stops\[0\]\.lon/);
  await expect(door.visitCandidates({ on: "bald" })).rejects.toThrow(/field-invalid.*"on"/);
});
