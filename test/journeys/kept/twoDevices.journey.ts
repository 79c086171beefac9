import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Device } from "../../support/app.ts";
import { doorOf, inStep, sameDigest } from "../../support/door.ts";
import type { Engine } from "../../support/engines.ts";
import { expect, LONG, test } from "../../support/journey.ts";
import { personAt } from "../../support/person.ts";
import { addsFirm, startsAnew } from "../../support/stories.ts";

/** Firefox writes down which service workers it has a moment after they are ready; killed before, it starts without any. */
const isWorkerOnDisk = ({ engine, profile }: Device): boolean => {
  const list = join(profile, "serviceworker.txt");
  return engine !== "firefox" || (existsSync(list) && readFileSync(list, "utf8").includes("localhost"));
};

for (const isHere of [true, false])
  test(`${isHere ? "begun here, joined in Chromium" : "begun in Chromium, joined here"}: both have everything, and both say so`, {
    tag: isHere ? [] : LONG,
  }, async ({ device, engine }) => {
    const [first, second]: [Engine, Engine] = isHere ? [engine, "chromium"] : ["chromium", engine];
    const desk = await device("desk", { engine: first });
    const anna = personAt(desk);
    await startsAnew(anna, "Haustechnik Süd", "Anna");
    await addsFirm(anna, "Mühle Öttl KG");
    await anna.opens("#/team");
    await anna.presses("button", "Team einladen");
    const link = await anna.valueOf("textbox", "Einladungslink");

    const phone = await device("phone", { engine: second, isPhone: true });
    const ben = personAt(phone);
    await ben.opens(link);
    await ben.types("textbox", "Ihr Name", "Ben");
    await ben.types("textbox", "Name dieses Geräts", "Bens Telefon");
    await ben.presses("button", "Beitreten");
    await ben.sees("option", /Mühle Öttl KG/, 60);
    await addsFirm(ben, "Sägewerk Brandl");
    await anna.presses("button", "Schließen");
    await anna.opens("#/contacts");
    await anna.sees("option", /Sägewerk Brandl/);
    await anna.opens("#/sync");
    await anna.reads("Alles ist auf 2 von 2 Geräten.", 60);

    const doors = [doorOf(() => desk.page), doorOf(() => phone.page)];
    await inStep(...doors);
    await sameDigest(...doors);
    expect([...desk.problems, ...phone.problems]).toEqual([]);
  });

test("started again without the server, it has what it had, and the other gets what is saved meanwhile", async ({
  server,
  device,
  engine,
}) => {
  const desk = await device("desk", { engine: "chromium" });
  const office = doorOf(() => desk.page);
  await office.createWorkspace({ name: "Keller", member: "Anna", language: "de" });
  await office.put("party", { kind: "organisation", name: "Hausverwaltung Löffler" });
  const phone = await device("phone", { engine, isPhone: true, serviceWorkers: "allow" });
  const cellar = doorOf(() => phone.page);
  await cellar.join(await office.invite(), { member: "Ben" });
  await inStep(office, cellar);
  await phone.page.evaluate(() => navigator.serviceWorker.ready.then(() => undefined));

  await expect.poll(() => isWorkerOnDisk(phone)).toBe(true);

  await server.stop();
  await phone.kill();
  await phone.relaunch();
  const ben = personAt(phone);
  await ben.reads("Hausverwaltung Löffler");
  await addsFirm(ben, "Mühle Öttl KG");
  expect(phone.problems).toEqual([]);
  await server.start();
  await inStep(office, cellar);
  await sameDigest(office, cellar);
  expect(await office.count("party")).toBe(2);
});
