import { expect, test } from "../../support/journey.ts";

const name = (text: string) => ({ kind: "organisation", name: text }) as const;

test("who leaves Kontor in a tab goes on in it, opened by its address again or by the way back", async ({ person, server }) => {
  const anna = await person("anna");
  await anna.presses("button", "Neu beginnen");
  await anna.types("textbox", "Firma oder Team", "Haustechnik Süd");
  await anna.types("textbox", "Ihr Name", "Anna");
  await anna.presses("button", "Beginnen");
  await anna.presses("button", "Später");
  await anna.evaluate((fields) => window.kontor?.put("party", fields), name("Hausverwaltung Löffler"));
  await anna.reads("Hausverwaltung Löffler");

  // WebKit keeps the page for the way back, frozen as it stands.
  await anna.opens("about:blank");
  await anna.opens(`${server.url}#/contacts`);
  await anna.reads("Hausverwaltung Löffler");
  await anna.evaluate((fields) => window.kontor?.put("party", fields), name("Mühle Öttl KG"));
  await anna.reads("Mühle Öttl KG");

  // Both pages show the same: which of them is asked is known by a mark on the one that is left.
  await anna.evaluate(() => void Object.assign(window, { isLeft: true }));
  await anna.goesBack();
  await anna.goesBack();
  await expect.poll(() => anna.evaluate(() => "isLeft" in window).catch(() => true)).toBe(false);
  await anna.reads("Hausverwaltung Löffler");
  await expect.poll(() => anna.evaluate(() => window.kontor?.count("party"))).toBe(2);
  await anna.evaluate((fields) => window.kontor?.put("party", fields), name("Bäckerei Zöllner"));
  await anna.reads("Bäckerei Zöllner");
  expect(await anna.problems()).toEqual([]);
});
