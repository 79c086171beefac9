import { doorOf, inStep, sameDigest } from "../support/door.ts";
import { expect, test } from "../support/journey.ts";

test("in the cellar: no server, no network, and all works; afterwards the office has it", async ({ server, device }) => {
  const desk = await device("desk");
  const office = doorOf(() => desk.page);
  await office.createWorkspace({ name: "Keller", member: "Anna" });
  await office.put("party", { kind: "organisation", name: "Hausverwaltung Löffler" });
  const link = await office.invite();
  const phone = await device("phone", { isPhone: true, serviceWorkers: "allow" });
  const cellar = doorOf(() => phone.page);
  await cellar.join(link, { member: "Ben" });
  await inStep(office, cellar);
  await phone.page.evaluate(() => navigator.serviceWorker.ready.then(() => undefined));

  await server.stop();
  await phone.context.setOffline(true);
  await phone.kill();
  await phone.relaunch();

  const [found] = await cellar.find("loeff");
  expect(found?.name).toBe("Hausverwaltung Löffler");
  const id = found?.id as NonNullable<typeof found>["id"];
  await cellar.patch(id, { phones: [{ value: "030 23125 001" }] });
  const visit = await cellar.put("interaction", { kind: "visit", at: "2026-11-21T10:00:00.000Z", parties: [id], result: "held" });
  const report = await phone.page.evaluate(() =>
    window.kontor?.importFile(new File(["Name;Ort\nMeier KG;Ulm\nHuber KG;Aalen"], "kunden.csv")),
  );
  expect(report?.created).toBe(2);
  await cellar.undo();
  expect(await cellar.count("party")).toBe(1);
  await cellar.put("party", { kind: "person", givenName: "Eva", familyName: "Keller" });
  expect(phone.problems).toEqual([]);

  await phone.context.setOffline(false);
  await server.start();
  await inStep(office, cellar);
  await sameDigest(office, cellar);
  expect((await office.get(visit))?.result).toBe("held");
  expect(await office.count("party")).toBe(2);
});

test("the browser has dropped the app's files and no server is there: a sentence says that the data is not gone", async ({
  server,
  device,
}) => {
  const desk = await device("desk", { serviceWorkers: "allow" });
  const door = doorOf(() => desk.page);
  await door.createWorkspace({ name: "Verworfen", member: "Anna" });
  await door.put("party", { kind: "organisation", name: "Hausverwaltung Löffler" });
  await desk.page.evaluate(() => navigator.serviceWorker.ready.then(() => undefined));
  await desk.page.reload();
  await door.count("party");
  await desk.page.evaluate(async () => Promise.all((await caches.keys()).map((name) => caches.delete(name))));
  await server.stop();
  await desk.page.reload();
  await expect(desk.page.getByRole("heading", { name: "Kontor lässt sich gerade nicht laden." })).toBeVisible();

  await server.start();
  await desk.page.getByRole("link", { name: "Neu laden" }).click();
  await expect(desk.page.getByText("Hausverwaltung Löffler").first()).toBeVisible();
  expect(await door.count("party")).toBe(1);
});
