import { doorOf } from "../support/door.ts";
import { expect, LONG, test } from "../support/journey.ts";

const customers = [
  "Firma;Ansprechpartner;Telefon;Ort",
  ...Array.from({ length: 91 }, (_, i) => `Kunde ${i + 1} GmbH;Vera Öttl ${i + 1};0821 ${5000 + i};Augsburg`),
].join("\r\n");

test("own contacts from a file, then a colleague by link: everything is there, and both see on how many devices", async ({ device }) => {
  const desk = await device("desk");
  const { page } = desk;
  await page.getByRole("button", { name: "Neu beginnen" }).click();
  await page.getByLabel("Firma oder Team").fill("Haustechnik Süd");
  await page.getByLabel("Ihr Name").fill("Anna");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { name: "Woher kommen Ihre Kontakte?" })).toBeVisible();
  await page.locator("input[type=file]").setInputFiles({ name: "kunden.csv", mimeType: "text/csv", buffer: Buffer.from(customers) });
  await expect(page.getByRole("heading", { name: "91 Zeilen: 91 Firmen und 91 Ansprechpartner neu, 0 nicht lesbar" })).toBeVisible();
  await page.getByRole("button", { name: "182 Kontakte übernehmen" }).click();
  await expect(page.getByRole("heading", { name: "Übernommen." })).toBeVisible();
  await page.getByRole("button", { name: "Zu den Kontakten" }).click();
  await expect(page.getByText("182 Kontakte")).toBeVisible();

  await page.getByRole("link", { name: "Team" }).first().click();
  await page.getByRole("button", { name: "Team einladen" }).click();
  const link = await page.getByLabel("Einladungslink").inputValue();
  await expect(page.getByText("wartet")).toBeVisible();

  const phone = await device("phone", { isPhone: true });
  await phone.page.goto(link);
  await phone.page.getByLabel("Ihr Name").fill("Ben");
  await phone.page.getByLabel("Name dieses Geräts").fill("Bens iPhone");
  await phone.page.getByRole("button", { name: "Beitreten" }).click();
  await expect(phone.page.getByText("182 Kontakte")).toBeVisible({ timeout: 30_000 });
  await expect(page.getByText("Bens iPhone (Ben) hat 182 von 182 Kontakten")).toBeVisible();
  // The secret of the link has left the address.
  expect(phone.page.url()).not.toContain("join");

  await page.getByRole("button", { name: "Schließen" }).click();
  await page.getByRole("button", { name: "Alles auf 2 von 2 Geräten" }).first().click();
  await expect(page.getByText("Alles ist auf 2 von 2 Geräten.")).toBeVisible();
  await expect(page.getByText("Verbunden mit Bens iPhone (Ben).")).toBeVisible();
  await page.getByRole("switch", { name: "Offline arbeiten" }).click();
  await expect(page.getByText(/Sie arbeiten offline, seit/)).toBeVisible();
  await doorOf(() => page).put("party", { kind: "person", familyName: "Weber" });
  await expect(page.getByText("Eine Änderung liegt nur auf diesem Gerät.")).toBeVisible();
  await page.getByRole("switch", { name: "Offline arbeiten" }).click();
  await expect(page.getByText("Alles ist auf 2 von 2 Geräten.")).toBeVisible({ timeout: 30_000 });
  await expect(phone.page.getByText("183 Kontakte")).toBeVisible();
  expect([...desk.problems, ...phone.problems]).toEqual([]);
});

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
  await expect(phone.page.getByText(/ist gerade kein Gerät erreichbar\. Bitten Sie Anna, Kontor zu öffnen/)).toBeVisible({
    timeout: 15_000,
  });
  await phone.page.reload();
  await expect(phone.page.getByRole("heading", { name: "Beitritt zu „Haustechnik Süd“" })).toBeVisible();

  await desk.relaunch();
  await expect(phone.page.getByText("Mühle Öttl KG")).toBeVisible({ timeout: 30_000 });
  expect([...desk.problems, ...phone.problems]).toEqual([]);
});

/** Writes down what can be read on the screen, frame by frame. */
const readsEachFrame = `{
  const frames = (window.frames_read = []);
  const read = () => {
    if (document.readyState !== "loading") frames.push(document.body.innerText.trim().split(/\\s+/).slice(0, 6).join(" "));
    requestAnimationFrame(read);
  };
  requestAnimationFrame(read);
}`;

test("from the link to the contacts something can always be read, and what has been there does not go before the next is there", async ({
  device,
}) => {
  const desk = await device("desk");
  const deskDoor = doorOf(() => desk.page);
  await deskDoor.createWorkspace({ name: "Haustechnik Süd", member: "Anna" });
  await deskDoor.put("party", { kind: "organisation", name: "Mühle Öttl KG" });
  const link = await deskDoor.invite();
  const { page } = await device("phone", { isPhone: true, initScript: readsEachFrame });
  await page.goto("about:blank");
  await page.goto(link);
  await page.getByLabel("Ihr Name").fill("Ben");
  await page.getByRole("button", { name: "Beitreten" }).click();
  await expect(page.getByText("Mühle Öttl KG")).toBeVisible({ timeout: 30_000 });
  const frames = (await page.evaluate("window.frames_read")) as string[];
  const shown = frames.filter((frame, i) => frame !== frames[i - 1]);
  expect(shown).not.toContain("");
  // The name alone stands there while the program is being fetched, and not again.
  expect(shown.lastIndexOf("Kontor")).toBeLessThanOrEqual(0);
});

/** As in networks that let nothing through but a relay, and there is none. */
const noDirectPath = `{
  const Connection = RTCPeerConnection;
  window.RTCPeerConnection = class extends Connection {
    constructor(options) { super({ ...options, iceTransportPolicy: "relay" }); }
  };
}`;

test("two devices that meet and cannot reach each other say that a direct path is missing", { tag: LONG }, async ({ device }) => {
  const desk = await device("desk");
  const deskDoor = doorOf(() => desk.page);
  await deskDoor.createWorkspace({ name: "Haustechnik Süd", member: "Anna" });
  const phone = await device("phone", { isPhone: true, initScript: noDirectPath });
  await phone.page.goto(await deskDoor.invite());
  await phone.page.getByLabel("Ihr Name").fill("Ben");
  await phone.page.getByRole("button", { name: "Beitreten" }).click();
  await expect(phone.page.getByText(/Das Gerät von Anna ist da, aber die Netze lassen keine direkte Verbindung zu/)).toBeVisible({
    timeout: 60_000,
  });
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
  // What the browser was tried with stays, empty.
  expect(left.filter((name) => name !== "__dbnames" && name !== "kontor-probe")).toEqual([]);
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
