import { doorOf } from "../support/door.ts";
import { expect, test } from "../support/journey.ts";

test("an invitation waits for somebody to open Kontor, survives a reload, and goes on by itself", async ({ device }) => {
  const desk = await device("desk");
  const deskDoor = doorOf(() => desk.page);
  await deskDoor.createWorkspace({ name: "Haustechnik Süd", member: "Anna" });
  await deskDoor.put("party", { kind: "organisation", name: "Mühle Öttl KG" });
  const link = await deskDoor.invite();
  await desk.close();

  const phone = await device("phone", { isPhone: true });
  await phone.page.goto(link);
  await expect(phone.page.getByRole("heading", { name: "Anna lädt Sie zu „Haustechnik Süd“ ein." })).toBeVisible();
  await phone.page.getByLabel("Ihr Name").fill("Ben");
  await phone.page.getByRole("button", { name: "Beitreten" }).click();
  await expect(phone.page.getByText(/ist gerade kein Gerät erreichbar\. Bitten Sie Anna, Kontor zu öffnen/)).toBeVisible({ timeout: 15_000 });
  await phone.page.reload();
  await expect(phone.page.getByRole("heading", { name: "Beitritt zu „Haustechnik Süd“" })).toBeVisible();

  await desk.relaunch();
  await expect(phone.page.getByText("Mühle Öttl KG")).toBeVisible({ timeout: 30_000 });
  expect([...desk.problems, ...phone.problems]).toEqual([]);
});

test("an invitation that was revoked lets nobody in, and says so", async ({ device }) => {
  const desk = await device("desk");
  const deskDoor = doorOf(() => desk.page);
  await deskDoor.createWorkspace({ name: "Haustechnik Süd", member: "Anna" });
  const link = await deskDoor.invite();
  await desk.page.goto(new URL("#/team", desk.page.url()).href);
  await desk.page.getByRole("button", { name: "Zurückziehen" }).click();
  await expect(desk.page.getByText("Die Einladung gilt nicht mehr.")).toBeVisible();

  const phone = await device("phone", { isPhone: true });
  await phone.page.goto(link);
  await phone.page.getByLabel("Ihr Name").fill("Ben");
  await phone.page.getByRole("button", { name: "Beitreten" }).click();
  await expect(phone.page.getByText("Diese Einladung gilt nicht mehr. Bitten Sie um eine neue.")).toBeVisible({ timeout: 20_000 });
  expect((await deskDoor.status()).members).toHaveLength(1);
});

test("the sample company is there in one tap, can be shown to nobody, and is gone in one tap", async ({ device }) => {
  const { page } = await device("desk", { locale: "en-GB" });
  await page.getByRole("button", { name: "Look at a sample company" }).click();
  await expect(page.getByText("Sample data")).toBeVisible({ timeout: 30_000 });
  await expect.poll(() => doorOf(() => page).count("party"), { timeout: 30_000 }).toBe(300);
  await expect(doorOf(() => page).invite()).rejects.toThrow("sample-workspace");
  await page.getByRole("button", { name: "Remove" }).first().click();
  await expect(page.getByText("Your customers, on your devices.")).toBeVisible({ timeout: 15_000 });
  const left = await page.evaluate(async () => (await indexedDB.databases()).map(({ name }) => name).filter((name) => name !== "kontor"));
  expect(left.filter((name) => name !== "__dbnames")).toEqual([]);
});

test("two windows: the one in sight keeps the connections, and both see what arrives", async ({ device }) => {
  const desk = await device("desk");
  const deskDoor = doorOf(() => desk.page);
  await deskDoor.createWorkspace({ name: "Haustechnik Süd", member: "Anna" });
  const link = await deskDoor.invite();
  const phone = await device("phone", { isPhone: true });
  const phoneDoor = doorOf(() => phone.page);
  await phoneDoor.join(link, { member: "Ben" });
  await expect.poll(async () => (await deskDoor.status()).network.connected, { timeout: 20_000 }).toBe(1);

  const second = await desk.newPage();
  await second.goto(desk.page.url());
  await phoneDoor.put("party", { kind: "person", familyName: "Weber" });
  await expect(second.getByText("Weber")).toBeVisible();
  // The window with the connections goes; the other one takes them up.
  await desk.page.close();
  const secondDoor = doorOf(() => second);
  await expect.poll(async () => (await secondDoor.status()).network.connected, { timeout: 30_000 }).toBe(1);
  await phoneDoor.put("party", { kind: "person", familyName: "Östermann" });
  await expect(second.getByText("Östermann")).toBeVisible({ timeout: 20_000 });
});
