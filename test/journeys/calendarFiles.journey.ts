import { readFileSync, writeFileSync } from "node:fs";
import type { Page } from "@playwright/test";
import { doorOf } from "../support/door.ts";
import { expect, test } from "../support/journey.ts";
import { look, lookedAt } from "../support/look.ts";
import { personAt } from "../support/person.ts";
import { addsFirm, startsAnew } from "../support/stories.ts";

const calendar = [
  "BEGIN:VCALENDAR",
  "VERSION:2.0",
  "PRODID:-//Probe//Probe//DE",
  ...["BEGIN:VEVENT", "UID:1@example.org", "SUMMARY:Wartung Heizung", "DTSTART;TZID=W. Europe Standard Time:20990504T140000"],
  ...["DTEND;TZID=W. Europe Standard Time:20990504T150000", "RRULE:FREQ=WEEKLY;COUNT=3", "EXDATE;VALUE=DATE:20990511"],
  ...["CONTACT:Mühle Öttl KG", "X-PROBE:bleibt", "END:VEVENT"],
  ...["BEGIN:VEVENT", "UID:2@example.org", "SUMMARY:Ohne Zeit", "END:VEVENT"],
  ...["BEGIN:VTODO", "UID:3@example.org", "SUMMARY:Ersatzteil bestellen", "DUE;VALUE=DATE:20990503", "END:VTODO"],
  "END:VCALENDAR",
].join("\r\n");

/** What a press downloads, as text. */
async function downloaded(page: Page, press: () => Promise<void>): Promise<string> {
  const coming = page.waitForEvent("download");
  await press();
  return readFileSync(await (await coming).path(), "utf8").replaceAll("\r\n ", "");
}

test("a calendar comes in as a file, a second time changes nothing, and goes out again", async ({ device }, info) => {
  const shown = await device("desk");
  const { page } = shown;
  const anna = personAt(shown);
  await startsAnew(anna, "Haustechnik Süd", "Anna");
  await addsFirm(anna, "Mühle Öttl KG");
  const path = info.outputPath("kalender.ics");
  writeFileSync(path, calendar);

  await anna.opens("#/import");
  await anna.sees("heading", "Importieren");
  await anna.gives(path);
  await anna.sees("heading", /3 Einträge|2 Einträge/);
  await anna.reads("VEVENT: ohne lesbaren Beginn");
  await anna.reads("Ein Kontakt ist erkannt und steht beim Eintrag (Mühle Öttl KG).");
  await look(shown, "calendar-import");
  await anna.presses("button", "Alles importieren");
  await anna.reads("Übernommen.");
  await anna.presses("link", "Zum Kalender");
  await anna.opens("#/calendar/agenda/2099-05-04");
  await anna.sees("link", /Wartung Heizung/);
  await anna.opens("#/calendar/day/2099-05-11");
  await anna.misses("link", /Wartung Heizung/);

  await anna.opens("#/import");
  await anna.sees("heading", "Importieren");
  await anna.gives(path);
  await anna.reads("2 Einträge sind schon da; an ihnen ändert sich nichts.");
  await anna.misses("button", "Alles importieren");

  // Out again: everything, and one by itself.
  await anna.opens("#/calendar/month/2099-05-04");
  await anna.presses("button", "Mehr");
  await anna.presses("menuitem", "Als Kalenderdatei exportieren");
  await anna.sees("heading", "Kalenderdatei");
  await look(shown, "calendar-export");
  const all = await downloaded(page, () => anna.presses("button", "Herunterladen"));
  expect(all).toContain("UID:1@example.org");
  expect(all).toContain("X-PROBE:bleibt");
  expect(all).toContain("EXDATE;TZID=Europe/Berlin:20990511T140000");
  expect(all).toContain("BEGIN:VTODO");
  await anna.opens("#/calendar/day/2099-05-04");
  await anna.presses("link", /Wartung Heizung/);
  const one = await downloaded(page, () => anna.presses("button", "Als Kalenderdatei speichern"));
  expect([one.includes("UID:1@example.org"), one.includes("BEGIN:VTODO")]).toEqual([true, false]);
  expect(shown.problems).toEqual([]);
});

test("reminders call in one window, stand in both, are put off and done", async ({ device }) => {
  const shown = await device("desk", { serviceWorkers: "allow" });
  const { page } = shown;
  await page.context().grantPermissions(["notifications", "clipboard-read", "clipboard-write"]);
  const anna = personAt(shown);
  await startsAnew(anna, "Haustechnik Süd", "Anna");
  const door = doorOf(() => page);
  await anna.opens("#/settings");
  await anna.reads("Mitteilungen sind erlaubt");
  const second = await page.context().newPage();
  await second.goto(page.url());
  const ben = personAt(shown, () => second);
  await ben.sees("heading", "Erinnerungen");

  await page.evaluate(async () => void (await navigator.serviceWorker.ready));
  // Whoever keeps the time has looked once; then two whose time has come and that are still ahead.
  await expect.poll(() => page.evaluate(() => Object.keys(localStorage).some((key) => key.startsWith("kontor.reminders.")))).toBe(true);
  const soon = await page.evaluate(() => {
    const at = new Date(Date.now() + 3 * 60_000);
    const two = (number: number): string => String(number).padStart(2, "0");
    return `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())}T${two(at.getHours())}:${two(at.getMinutes())}`;
  });
  const id = await door.put("task", { title: "Angebot nachfassen", due: soon, zone: "Europe/Berlin", reminders: ["10"] });
  await door.put("appointment", { title: "Besuch Öttl", start: soon, zone: "Europe/Berlin", reminders: ["15"] });
  await anna.reads(/ist fällig um .*: Angebot nachfassen/);
  await ben.reads(/Termin um .*: Besuch Öttl/);
  const called = () =>
    page.evaluate(async () =>
      ((await (await navigator.serviceWorker.getRegistration())?.getNotifications()) ?? []).map(({ title }) => title).sort(),
    );
  await expect.poll(called).toEqual(["Angebot nachfassen", "Besuch Öttl"]);
  const keepers = await page.evaluate(async () => {
    const { held = [], pending = [] } = await navigator.locks.query();
    return [held, pending].map((all) => all.filter(({ name }) => name?.startsWith("kontor.reminders.")).length);
  });
  expect(keepers).toEqual([1, 1]);
  await look(shown, "reminders");

  await ben.opens(`#/tasks/${id}`);
  await ben.presses("button", "1 Tag vorher");
  await expect.poll(async () => Object.keys((await door.get(id))?.["reminders"] ?? {}).length).toBe(2);

  // Put off in one window it is gone in both; done, the task is.
  await ben.presses("button", "Erledigt");
  await anna.misses("button", "Erledigt");
  await expect.poll(async () => (await door.get(id))?.["status"]).toBe("done");
  await anna.presses("button", "In 10 Minuten");
  await ben.misses("button", "In 10 Minuten");
  await expect.poll(called).toEqual([]);

  // Who starts again is not told again; the window that is left keeps the time.
  await second.close();
  await page.reload();
  await anna.sees("heading", "Erinnerungen");
  await door.put("appointment", { title: "Rückruf", start: soon, zone: "Europe/Berlin", reminders: ["20"] });
  await anna.reads(/Rückruf/);
  await anna.misses("button", "Erledigt");
  // What is pressed on the notification comes to a window.
  const [worker] = page.context().serviceWorkers();
  const press = (action: string) =>
    worker?.evaluate(async (pressed) => {
      const { registration } = self as unknown as ServiceWorkerGlobalScope;
      const notification = (await registration.getNotifications()).find(({ title }) => title === "Rückruf");
      if (notification) self.dispatchEvent(new NotificationEvent("notificationclick", { notification, action: pressed }));
    }, action);
  await expect.poll(called).toEqual(["Rückruf"]);
  await press("");
  await anna.sees("heading", "Rückruf");
  await look(shown, "appointment-with-reminder");
  expect(shown.problems).toEqual([]);
});

for (const options of lookedAt)
  test(`calendar files and reminders are told to everybody (${options.name})`, async ({ device }, info) => {
    const shown = await device(options.name, options);
    const { page } = shown;
    const door = doorOf(() => page);
    const isGerman = options.locale === "de-DE";
    await page.goto(`${page.url()}`);
    await door.createWorkspace({ name: "Haustechnik Süd", member: "Anna", zone: "Europe/Berlin" });
    await page.evaluate(() => void (location.hash = "#/settings"));
    const section = page.getByRole("region", { name: isGerman ? "Erinnerungen" : "Reminders" });
    await section.scrollIntoViewIfNeeded();
    await look(shown, "settings-reminders");
    const path = info.outputPath("calendar.ics");
    writeFileSync(path, calendar);
    const anna = personAt(shown);
    await anna.opens("#/import");
    await anna.sees("heading", isGerman ? "Importieren" : "Import");
    await anna.gives(path);
    await anna.reads("VEVENT");
    await look(shown, "calendar-import");
    await anna.presses("button", isGerman ? "Alles importieren" : "Import all");
    await anna.reads(isGerman ? "Übernommen." : "Imported.");
    await look(shown, "calendar-imported");
    await anna.opens("#/calendar/agenda/2099-05-04");
    // On a phone what is done with files stands below what is shown.
    await anna.presses("button", "isPhone" in options ? (isGerman ? "Anzeigen" : "Show") : isGerman ? "Mehr" : "More");
    await anna.presses("menuitem", isGerman ? "Als Kalenderdatei exportieren" : "Export as a calendar file");
    await anna.sees("heading", isGerman ? "Kalenderdatei" : "Calendar file");
    await look(shown, "calendar-export");
    expect(shown.problems).toEqual([]);
  });
