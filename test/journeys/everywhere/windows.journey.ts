import { expect, test } from "../../support/journey.ts";
import { addsFirm, startsAnew } from "../../support/stories.ts";

test("two windows: what one saves the other has, or it says so and takes over", async ({ person }) => {
  const anna = await person("anna");
  await startsAnew(anna, "Zwei Fenster", "Anna");
  await addsFirm(anna, "Mühle Öttl KG");
  const second = await anna.opensAnother("#/contacts");
  // One engine for all windows where workers can be shared and hold keys; else one window at a time.
  const isShared = await second.evaluate(
    () =>
      new Promise<boolean>((done) => {
        void window.kontor?.status().then(() => done(true));
        const look = (): void => (document.body.innerText.includes("Hier weitermachen") ? done(false) : void setTimeout(look, 50));
        look();
      }),
  );
  if (!isShared) await second.presses("button", "Hier weitermachen");
  await second.sees("option", /Mühle Öttl KG/);
  await addsFirm(second, "Sägewerk Brandl");
  if (isShared) await anna.opens("#/contacts");
  else await anna.presses("button", "Hier weitermachen");
  await anna.sees("option", /Sägewerk Brandl/);
  expect([...(await anna.problems()), ...(await second.problems())]).toEqual([]);
});

test("left for another page and opened again: the workspace is there, by its address and by going back", async ({ person }) => {
  const anna = await person("anna");
  await startsAnew(anna, "Hin und her", "Anna");
  await addsFirm(anna, "Mühle Öttl KG");
  const address = await anna.address();
  for (const name of ["Sägewerk Brandl", "Hausverwaltung Löffler"]) {
    await anna.opens("about:blank");
    await anna.opens(address);
    await anna.sees("heading", "Mühle Öttl KG");
    await addsFirm(anna, name);
  }
  await anna.opens("about:blank");
  await anna.goesBack();
  await anna.sees("heading", "Hausverwaltung Löffler");
  await addsFirm(anna, "Gasthof Post");
  expect(await anna.problems()).toEqual([]);
});

test("opened once, it starts and saves without the server", async ({ server, person }) => {
  const ben = await person("ben", { serviceWorkers: "allow" });
  await startsAnew(ben, "Keller", "Ben");
  await addsFirm(ben, "Hausverwaltung Löffler");
  await ben.evaluate(() => navigator.serviceWorker.ready.then(() => undefined));
  await server.stop();
  await ben.reloads();
  await ben.sees("heading", "Hausverwaltung Löffler");
  await addsFirm(ben, "Mühle Öttl KG");
  await ben.reloads();
  await ben.sees("option", /Mühle Öttl KG/);
  expect(await ben.problems()).toEqual([]);
});
