import type { Device } from "../support/app.ts";
import { doorOf } from "../support/door.ts";
import { expect, test } from "../support/journey.ts";
import { look } from "../support/look.ts";
import { type Name, type Person, personAt, type Role } from "../support/person.ts";

// Before a visit and after it, on a phone without reception, by what a person presses. The stopwatch is printed and asserts nothing.

const phone = { isPhone: true, viewport: { width: 390, height: 844 }, serviceWorkers: "allow" } as const;
const twoDigits = (value: number): string => String(value).padStart(2, "0");
const dayOf = (date: Date): string => `${date.getFullYear()}-${twoDigits(date.getMonth() + 1)}-${twoDigits(date.getDate())}`;
const inDays = (days: number): string => dayOf(new Date(Date.now() + days * 86_400_000));

/** A customer with a clerk who bought regularly and stopped, met months ago, with a visit planned for today. */
async function aCustomer(device: Device) {
  const door = doorOf(() => device.page);
  await door.createWorkspace({ name: "Haustechnik Süd", member: "Anna", language: "de", country: "DE", currency: "EUR" });
  const address = { street: "Kai 5", postalCode: "20457", locality: "Hamburg" };
  const firm = await door.put("party", {
    kind: "organisation",
    name: "Mühle Öttl KG",
    phones: [{ value: "+49 40 90 18" }],
    addresses: [address],
  });
  const clerk = await door.put("party", { kind: "person", givenName: "Berta", familyName: "Öttl", tags: { "nicht mailen": true } });
  await door.put("relation", { from: clerk, to: firm, kind: "worksFor", title: "Einkauf" });
  const product = await door.put("product", { name: "Wärmepumpe WP 9" });
  for (const days of [700, 660, 630, 600, 560])
    await door.put("purchase", {
      ...{ kind: "order", party: firm, on: inDays(-days) },
      lines: [{ key: "a", product, quantity: 1, netCents: 100_000 }],
    });
  await door.put("interaction", {
    kind: "visit",
    at: inDays(-40),
    parties: [clerk],
    result: "held",
    subject: "Angebot Wärmepumpe",
    mood: -1,
  });
  const task = await door.put("task", { title: "Angebot nachreichen", dueOn: inDays(-3), parties: [clerk] });
  const start = `${inDays(0)}T09:00`;
  const appointment = await door.put("appointment", { kind: "visit", title: "Wartung besprechen", start, parties: [clerk] });
  return { door, clerk, firm, task, appointment, start, product };
}

const stopwatch = (what: string, began: number, presses?: number): void =>
  console.log(`${what}: ${presses === undefined ? "" : `${presses} presses, `}${((performance.now() - began) / 1000).toFixed(2)} s`);

/** Presses one after the other; answers with how many they were. */
async function presses(person: Person, ...pressed: readonly (readonly [Role, Name])[]): Promise<number> {
  for (const [role, name] of pressed) await person.presses(role, name);
  return pressed.length;
}

test("offline: a brief on one screen, and the report of the visit in six presses, saved and undone at once", async ({ server, device }) => {
  const shown = await device("phone", phone);
  const anna = personAt(shown);
  const { door, clerk, appointment, start, product } = await aCustomer(shown);
  await anna.opens(`#/contacts/${clerk}`);
  await anna.sees("heading", "Berta Öttl");
  await shown.page.evaluate(() => navigator.serviceWorker.ready.then(() => undefined));
  await server.stop();
  await shown.context.setOffline(true);

  const began = performance.now();
  await anna.presses("link", "Vorbereiten");
  await anna.sees("region", "Darüber sprechen");
  stopwatch("brief: who, touches, tasks", began);
  await anna.reads("Kauft nicht mehr wie gewohnt");
  stopwatch("brief: with what the reports say", began);
  await anna.reads("Überfällig: Angebot nachreichen");
  await anna.reads("Beim letzten Mal war die Stimmung schlecht");
  await anna.reads("nicht mailen");
  await anna.sees("link", /Kai 5, 20457 Hamburg/);
  await anna.sees("link", /Nächster Termin: heute/);
  await look(shown, "brief");
  // One screen: nothing of it lies below.
  const below = await anna.evaluate(() => {
    const page = document.querySelector(".page-body");
    return page ? page.querySelector(".brief")!.getBoundingClientRect().bottom - page.getBoundingClientRect().bottom : 1;
  });
  expect(below).toBeLessThanOrEqual(0);
  // A script is told the same.
  expect((await door.brief(clerk))?.points.map(({ kind }) => kind)).toEqual(["overdueTask", "badMood", "rhythmBroken"]);

  const reporting = performance.now();
  await anna.presses("link", /Nächster Termin/);
  const count = await presses(
    anna,
    ["button", "Bericht"],
    ["button", "stattgefunden"],
    ["button", /^gut$/],
    ["button", "Wärmepumpe WP 9"],
    ["button", "2 Wochen"],
    ["button", "Speichern"],
  );
  await anna.reads("Gespeichert ✓");
  stopwatch("report from the appointment", reporting, count);
  expect(count).toBeLessThanOrEqual(6);
  await anna.reads("Bericht liegt vor ✓");

  const [visit] = (await door.list("interaction", { sort: "-at", limit: 1 })).rows;
  expect(visit).toMatchObject({ kind: "visit", result: "held", mood: 1, appointment, occurrence: start, products: [product] });
  expect((await door.list("task", { sort: "-createdAt", limit: 1 })).rows[0]).toMatchObject({ title: "Nachfassen", dueOn: inDays(14) });
  await anna.presses("button", "Rückgängig");
  await anna.sees("button", "Bericht");
  await expect.poll(async () => [await door.count("interaction"), await door.count("task")]).toEqual([1, 1]);
  await shown.context.setOffline(false);
  expect(await anna.problems()).toEqual([]);
});

test("a report half written survives a browser that is killed, with its photo and its signature", async ({ device }) => {
  const shown = await device("phone", phone);
  const anna = personAt(shown);
  const { door, appointment } = await aCustomer(shown);
  await anna.opens(`#/calendar/${appointment}`);
  await presses(anna, ["button", "Bericht"], ["button", "nicht angetroffen"], ["button", "4 Wochen"]);
  await photographs(shown);
  await anna.sees("button", "Foto entfernen");
  await anna.presses("button", "Unterschrift");
  await signs(shown);
  await anna.presses("button", "Übernehmen");
  await anna.sees("button", "Unterschrift entfernen");
  await look(shown, "report-files");
  await anna.types("textbox", "Notiz dazu", "Tor verschlossen, Zettel dagelassen");
  await expect.poll(() => draftsOf(shown)).toBe(1);
  await shown.kill();
  await shown.relaunch(`#/today`);
  await anna.presses("button", "Weiter");
  await anna.sees("heading", "Bericht");
  expect(await anna.valueOf("textbox", "Notiz dazu")).toBe("Tor verschlossen, Zettel dagelassen");
  await anna.sees("button", "Unterschrift entfernen");
  await anna.presses("button", "Speichern");
  await anna.reads("Gespeichert ✓");
  const [visit] = (await door.list("interaction", { sort: "-at", limit: 1 })).rows;
  expect(visit).toMatchObject({ result: "noShow", text: "Tor verschlossen, Zettel dagelassen", appointment });
  expect((visit as unknown as { files: readonly string[] }).files).toHaveLength(2);
  expect((await door.list("task", { sort: "-createdAt", limit: 1 })).rows[0]).toMatchObject({ dueOn: inDays(28) });
  expect(await anna.problems()).toEqual([]);
});

/** One dot, as a camera gives it. */
const dot = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==";
const photographs = ({ page }: Device): Promise<void> =>
  page.locator("dialog input[type=file]").setInputFiles({ name: "image.png", mimeType: "image/png", buffer: Buffer.from(dot, "base64") });

async function signs({ page }: Device): Promise<void> {
  const { x = 0, y = 0, width = 0, height = 0 } = (await page.locator(".signature-pad").boundingBox()) ?? {};
  await page.mouse.move(x + width / 4, y + height / 2);
  await page.mouse.down();
  await page.mouse.move(x + width / 2, y + height / 4, { steps: 5 });
  await page.mouse.up();
}

/** How many drafts lie on the disk with the words that were typed last. */
const draftsOf = (device: Device): Promise<number> =>
  device.page.evaluate(async () => {
    for (const { name } of await indexedDB.databases()) {
      const db = await new Promise<IDBDatabase>((done, fail) => {
        const asked = indexedDB.open(name ?? "");
        asked.onsuccess = () => done(asked.result);
        asked.onerror = () => fail(asked.error);
      });
      try {
        if (!db.objectStoreNames.contains("meta")) continue;
        const rows = await new Promise<{ key?: string; value?: unknown }[]>((done) => {
          const asked = db.transaction("meta").objectStore("meta").getAll();
          asked.onsuccess = () => done(asked.result as { key?: string }[]);
        });
        const kept = rows.filter((row) => row.key?.startsWith("draft ") && JSON.stringify(row.value).includes("Zettel dagelassen"));
        if (kept.length > 0) return kept.length;
      } finally {
        db.close();
      }
    }
    return 0;
  });

test("the + offers what the place suggests, about the contact in view, and remembers; what lies ahead becomes an appointment", async ({
  device,
}) => {
  const shown = await device("phone", phone);
  const anna = personAt(shown);
  const { door, clerk } = await aCustomer(shown);
  const first = () => shown.page.locator(".quick-add button").first();
  await anna.opens("#/tasks");
  await anna.presses("button", "Hinzufügen");
  await expect(first()).toHaveText("Neue Aufgabe");
  await look(shown, "quick-add");
  await anna.presses("button", /^Anruf$/);
  await anna.sees("heading", "Eintragen");
  await anna.presses("button", "Schließen");
  await anna.opens("#/today");
  await anna.sees("heading", "Heute");
  await anna.presses("button", "Hinzufügen");
  await expect(first()).toHaveText("Anruf");
  await anna.presses("button", "Schließen");

  // Whoever says that a visit is next week has planned it.
  await anna.opens(`#/brief/${clerk}`);
  await anna.sees("heading", "Berta Öttl");
  await anna.presses("button", "Hinzufügen");
  await anna.presses("button", /^Besuch$/);
  await anna.sees("button", "stattgefunden");
  await look(shown, "report-form");
  await anna.types("textbox", "Wann", `${inDays(7).split("-").reverse().join(".")} 10:30`);
  await shown.page.keyboard.press("Tab");
  await anna.reads("Das liegt in der Zukunft: Es wird ein Termin.");
  await anna.misses("button", "stattgefunden");
  await anna.presses("button", "Als Termin speichern");
  await anna.reads("Termin gespeichert ✓");
  expect(await door.count("interaction")).toBe(1);
  const planned = (await door.list("appointment", { sort: "-createdAt", limit: 1 })).rows[0];
  expect(planned).toMatchObject({ kind: "visit", start: `${inDays(7)}T10:30`, end: `${inDays(7)}T11:30` });
  expect(await anna.problems()).toEqual([]);
});

test("a brief by key at the desk, on one page of paper", async ({ device }) => {
  const shown = await device("desk", { colorScheme: "dark" });
  const anna = personAt(shown);
  const { clerk } = await aCustomer(shown);
  await anna.opens(`#/contacts/${clerk}`);
  await anna.sees("heading", "Berta Öttl");
  await shown.page.keyboard.press("b");
  await anna.reads("Kauft nicht mehr wie gewohnt");
  await look(shown, "brief");
  const paper = await shown.page.pdf({
    format: "A4",
    path: process.env["KONTOR_SCREENSHOTS"] && `${process.env["KONTOR_SCREENSHOTS"]}/brief.pdf`,
  });
  // One leaf in the file's tree of pages.
  expect(paper.toString("latin1").match(/\/Type\s*\/Page\b(?!s)/g)).toHaveLength(1);
  expect(await anna.problems()).toEqual([]);
});
