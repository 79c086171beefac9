import type { Page } from "@playwright/test";
import type { Device, DeviceOptions } from "../support/app.ts";
import { doorOf } from "../support/door.ts";
import { boxOf } from "../support/inSight.ts";
import { expect, LONG, test } from "../support/journey.ts";
import { look, lookedAt } from "../support/look.ts";
import { type Person, personAt } from "../support/person.ts";

// What lies in a calendar beside one's own appointments: colleagues, birthdays, tasks, what was done, absences; and free slots.

const zone = "Europe/Berlin";
type Opens = (name: string, options?: Partial<DeviceOptions>) => Promise<Device>;

/** A team of two, the second of whom has joined by a link. */
async function team(
  open: Opens,
  options: Partial<DeviceOptions> = {},
): Promise<{ readonly anna: Person; readonly device: Device; readonly ben: string }> {
  const host = await open("anna", options);
  const door = doorOf(() => host.page);
  await door.createWorkspace({ name: "Haustechnik Süd", member: "Anna", language: "de", country: "DE-BY", zone });
  const link = await door.invite();
  const guest = await open("ben");
  await doorOf(() => guest.page).join(link, { member: "Ben" });
  const memberOf = async () => (await door.status()).members.find(({ name }) => name === "Ben")?.id;
  await expect.poll(memberOf, { timeout: 60_000 }).toBeTruthy();
  await guest.close();
  return { anna: personAt(host), device: host, ben: (await memberOf()) ?? "" };
}

async function fills(page: Page, ben: string): Promise<void> {
  const door = doorOf(() => page);
  const firm = await door.put("party", { kind: "organisation", name: "Mühle Öttl KG" });
  await door.put("party", { kind: "person", givenName: "Ida", familyName: "Öttl", bornOn: "1984-05-05" });
  const put = (fields: object) => door.put("appointment", { zone, ...fields });
  await put({ title: "Wartung im Haupthaus", kind: "visit", start: "2026-05-05T09:00", end: "2026-05-05T11:00", parties: [firm] });
  await put({ title: "Angebot besprechen", kind: "meeting", start: "2026-05-05T10:00", end: "2026-05-05T12:00", members: [ben] });
  await put({ title: "Messe", start: "2026-05-06", end: "2026-05-08" });
  await door.put("absence", { member: ben, startsOn: "2026-05-05", endsOn: "2026-05-06", kind: "training" });
  await door.put("task", { title: "Filter bestellen", dueOn: "2026-05-05" });
  await door.put("task", { title: "Rückruf", due: "2026-05-05T15:00", zone });
  const { member } = await door.status();
  const done = { kind: "visit", parties: [firm], by: member, durationMinutes: 60 };
  await door.put("interaction", { ...done, at: "2026-05-05T06:00:00.000Z", subject: "Abnahme der Anlage" });
  await door.save([{ type: "settings", fields: { hoursOf: { [ben]: { zone: "America/New_York", week: { "2": "04:00-10:00" } } } } }]);
}

test("a team sees its calendars side by side, hides one, and what was done lies there more quietly", async ({ device }) => {
  const { anna, device: shown, ben } = await team(device);
  const { page } = shown;
  await fills(page, ben);
  await anna.opens("#/calendar/day/2026-05-05");
  const columnOf = (name: string) => page.getByRole("list", { name: `${name}, Dienstag, 5. Mai 2026` });
  await expect(columnOf("Anna").getByRole("link", { name: /Wartung im Haupthaus/ })).toBeVisible();
  await expect(columnOf("Ben").getByRole("link", { name: /Angebot besprechen/ })).toContainText("04:00–06:00 in New York");
  await expect(columnOf("Anna").getByRole("link", { name: /Angebot besprechen/ })).toHaveCount(0);
  await expect(columnOf("Anna").getByRole("link", { name: /Besuch: Mühle Öttl KG/ })).toBeVisible();
  await anna.sees("link", /Ida Öttl wird 42/);
  await anna.sees("link", /Aufgaben: Filter bestellen/);
  await anna.sees("link", /Ben: Fortbildung/);
  await look(shown, "calendar-team");

  // What was done is hidden and shown again; so is a colleague.
  await anna.presses("button", "Anzeigen");
  await anna.presses("menuitem", "Erledigte Besuche und Anrufe");
  await anna.misses("link", /Besuch: Mühle Öttl KG/);
  await page.getByRole("group", { name: "Wessen Kalender" }).getByRole("button", { name: "Ben" }).click();
  await anna.misses("link", /Angebot besprechen/);
  await expect(page.getByRole("list", { name: "Dienstag, 5. Mai 2026", exact: true })).toBeVisible();
  await page.getByRole("group", { name: "Wessen Kalender" }).getByRole("button", { name: "Ben" }).click();
  await anna.sees("link", /Angebot besprechen/);

  // Whoever plans something is told what stands against it, and may.
  await columnOf("Ben").click({ position: { x: 60, y: 10 } });
  await anna.types("textbox", "Beginnt um", "10:30");
  await anna.reads("Zur gleichen Zeit");
  await anna.hits("Escape");
  expect(await anna.problems()).toEqual([]);
});

test("working hours and an absence are entered, shown and taken back", async ({ device }) => {
  const shown = await device("desk");
  const { page } = shown;
  const anna = personAt(shown);
  const door = doorOf(() => page);
  await door.createWorkspace({ name: "Haustechnik Süd", member: "Anna", language: "de", country: "DE-BY", zone });
  await anna.opens("#/calendar/hours");
  await anna.types("textbox", "Dienstag", "7-12, 13:30 bis 16");
  await anna.hits("Enter");
  await anna.reads("Bitte so: 8-12, 13:30-17");
  await anna.types("textbox", "Dienstag", "7-12, 13:30-16");
  await anna.hits("Enter");
  await expect(page.getByText("Bitte so: 8-12, 13:30-17")).toHaveCount(0);
  await anna.types("textbox", "Erster Tag", "6.5.2099");
  await anna.types("textbox", "Letzter Tag", "8.5.2099");
  await anna.types("textbox", "Bemerkung", "Gardasee");
  await anna.presses("button", "Eintragen");
  await anna.reads("Abwesenheit eingetragen.");
  await look(shown, "calendar-hours");
  await anna.opens("#/calendar/week/2099-05-05");
  await anna.sees("link", "Anna: Gardasee");
  const tuesday = page.getByRole("list", { name: "Dienstag, 5. Mai 2099" });
  // Before seven, over noon, and from four on.
  await expect(tuesday.locator(".cal-off")).toHaveCount(3);
  await expect(page.getByRole("list", { name: "Mittwoch, 6. Mai 2099" }).locator(".cal-off")).toHaveCount(1);
  const free = await door.slots({ minutes: 60, from: "2099-05-05", to: "2099-05-09" });
  expect(free.map(({ start }) => start.slice(0, 10))).not.toContain("2099-05-06");
  expect(free[0]?.start).toBe("2099-05-05T07:00");
  await anna.presses("link", "Anna: Gardasee");
  await anna.presses("button", /Abwesenheit von Anna.*löschen/);
  await anna.reads("Abwesenheit gelöscht.");
  expect(await anna.problems()).toEqual([]);
});

test("in a month and above the hours an appointment is pulled to another day and pulled longer, with a way back", async ({ device }) => {
  const shown = await device("desk");
  const { page } = shown;
  const anna = personAt(shown);
  const door = doorOf(() => page);
  await door.createWorkspace({ name: "Haustechnik Süd", member: "Anna", language: "de", zone });
  await door.put("appointment", { title: "Messe", start: "2099-05-05", end: "2099-05-07" });
  const isAt = (start: string, end: string) =>
    expect
      .poll(async () => (await door.agenda({ from: "2099-05-01", to: "2099-06-01" })).map((one) => [one.start, one.end]))
      .toEqual([[start, end]]);
  const link = page.getByRole("link", { name: "Messe" });
  const pull = async (share: number, dx: number, dy: number): Promise<void> => {
    const box = await boxOf(link);
    const [x, y] = [share < 1 ? box.x + box.width * share : box.x + box.width - 3, box.y + box.height / 2];
    await page.mouse.move(x, y);
    await page.mouse.down();
    await page.mouse.move(x + dx / 2, y + dy / 2, { steps: 4 });
    await page.mouse.move(x + dx, y + dy, { steps: 4 });
    await page.mouse.up();
  };
  const shownFrom = async (): Promise<number> => (await link.boundingBox())?.x ?? 0;
  await anna.opens("#/calendar/month/2099-05-05");
  await link.waitFor();
  const cell = await page.locator("[data-day='2099-05-05']").boundingBox();
  if (!cell) throw new Error("there is no such day");
  await pull(0.25, cell.width, cell.height);
  await isAt("2099-05-13", "2099-05-15");
  await anna.presses("button", "Rückgängig");
  await isAt("2099-05-05", "2099-05-07");
  await expect.poll(shownFrom).toBeLessThan(cell.x + 4);
  await pull(1, cell.width, 0);
  await isAt("2099-05-05", "2099-05-08");

  await anna.opens("#/calendar/week/2099-05-05");
  const day = await page.getByRole("list", { name: "Dienstag, 5. Mai 2099" }).boundingBox();
  if (!day) throw new Error("there is no Tuesday");
  await pull(0.2, day.width, 0);
  await isAt("2099-05-06", "2099-05-09");
  await expect.poll(shownFrom).toBeGreaterThan(day.x + day.width - 4);
  await pull(1, -day.width, 0);
  await isAt("2099-05-06", "2099-05-08");
  // Pulled and let go with Escape it stays; by keys it goes on.
  await link.focus();
  await page.keyboard.press("Alt+ArrowLeft");
  await isAt("2099-05-05", "2099-05-07");
  expect(await anna.problems()).toEqual([]);
});

const swipes = async (shown: Device, times: number): Promise<void> => {
  const { page } = shown;
  const anna = personAt(shown);
  const door = doorOf(() => page);
  await door.createWorkspace({ name: "Haustechnik Süd", member: "Anna", language: "de", zone });
  for (let hour = 7; hour < 19; hour++)
    await door.put("appointment", { title: `Besuch ${hour}`, start: wall(hour), end: wall(hour + 1), zone });
  await door.put("appointment", { title: "Messe", start: "2099-05-05", end: "2099-05-07" });
  const before = await door.agenda({ from: "2099-05-01", to: "2099-06-01" });
  const fingers = await page.context().newCDPSession(page);
  const touch = (type: "touchStart" | "touchMove" | "touchEnd", x: number, y: number) =>
    fingers.send("Input.dispatchTouchEvent", { type, touchPoints: type === "touchEnd" ? [] : [{ x, y }] });
  const views = ["day", "week", "month", "agenda"];
  for (let number = 0; number < times; number++) {
    if (number % (times / views.length) === 0) {
      await anna.opens(`#/calendar/${views[Math.floor((number * views.length) / times)]}/2099-05-05`);
      await page.locator(".cal-entry, .cal-agenda, .cal-month").first().waitFor();
    }
    const [x, y] = [60 + ((number * 37) % 280), 330 + ((number * 53) % 330)];
    const way = (number % 2 === 0 ? -1 : 1) * (60 + ((number * 17) % 120));
    await touch("touchStart", x, y);
    for (let step = 1; step <= 4; step++) await touch("touchMove", x + step, y + (way / 4) * step);
    await touch("touchEnd", x + 4, y + way);
  }
  expect(await door.agenda({ from: "2099-05-01", to: "2099-06-01" })).toEqual(before);
  expect(await anna.problems()).toEqual([]);
};
const wall = (hour: number): string => `2099-05-05T${String(hour).padStart(2, "0")}:00`;

test("a finger that swipes over a calendar moves nothing", async ({ device }) => {
  await swipes(await device("phone", { isPhone: true }), 20);
});
test("a finger that swipes two hundred times over a calendar moves nothing", { tag: LONG }, async ({ device }) => {
  await swipes(await device("phone", { isPhone: true }), 200);
});

test("a finger that presses pulls what lasts for days to another day, and Undo brings it back", async ({ device }) => {
  const shown = await device("phone", { isPhone: true });
  const { page } = shown;
  const anna = personAt(shown);
  const door = doorOf(() => page);
  await door.createWorkspace({ name: "Haustechnik Süd", member: "Anna", language: "de", zone });
  await door.put("appointment", { title: "Messe", start: "2099-05-05", end: "2099-05-07" });
  const start = async () => (await door.agenda({ from: "2099-05-01", to: "2099-06-01" }))[0]?.start;
  await anna.opens("#/calendar/week/2099-05-05");
  const link = page.getByRole("link", { name: "Messe" });
  const [box, day] = [await boxOf(link), await boxOf(page.getByRole("list", { name: "Dienstag, 5. Mai 2099" }))];
  const fingers = await page.context().newCDPSession(page);
  const touch = (type: "touchStart" | "touchMove" | "touchEnd", x: number) =>
    fingers.send("Input.dispatchTouchEvent", { type, touchPoints: type === "touchEnd" ? [] : [{ x, y: box.y + box.height / 2 }] });
  await touch("touchStart", day.x + 10);
  await page.locator(".cal-drop").first().waitFor({ state: "attached" });
  for (let step = 1; step <= 4; step++) await touch("touchMove", day.x + 10 + (day.width / 4) * step);
  await touch("touchEnd", day.x + 10 + day.width);
  await expect.poll(start).toBe("2099-05-06");
  await anna.presses("button", "Rückgängig");
  await expect.poll(start).toBe("2099-05-05");
  expect(await anna.problems()).toEqual([]);
});

test("three free slots go to a customer as a link, who chooses one; the answer makes it firm and lets the others go", async ({
  device,
}) => {
  const shown = await device("desk");
  const { page } = shown;
  const anna = personAt(shown);
  const door = doorOf(() => page);
  await door.createWorkspace({ name: "Haustechnik Süd", member: "Anna", language: "de", zone });
  const firm = await door.put("party", { kind: "organisation", name: "Mühle Öttl KG", emails: [{ value: "ida@muehle.example" }] });
  await anna.opens(`#/contacts/${firm}`);
  await anna.presses("link", "Freie Termine anbieten");
  await anna.types("textbox", "Wofür", "Wärmepumpe zeigen");
  await expect(page.getByRole("region", { name: "Vorschläge" }).getByRole("checkbox")).toHaveCount(3);
  await look(shown, "slots");
  const message = await anna.valueOf("textbox", "Nachricht");
  expect(message).toContain("für „Wärmepumpe zeigen“ kann ich Ihnen diese Zeiten anbieten:");
  expect(message.match(/^• /gm)).toHaveLength(3);
  const link = /http\S+#\/slots\/\S+/.exec(message)?.[0] ?? "";
  await page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
  await anna.presses("button", "Kopieren");
  await anna.reads("3 Zeiten sind vorgemerkt.");
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(message);
  const held = async () => (await door.list("appointment", { sort: "start" })).rows.map((one) => [one["status"], one["start"]]);
  await expect.poll(async () => (await held()).map(([status]) => status)).toEqual(["tentative", "tentative", "tentative"]);

  // The customer has nothing but the link, another language, and asks no server for anything.
  const guest = await device("ida", { isPhone: true, locale: "en-GB", colorScheme: "dark" });
  const asked: string[] = [];
  guest.page.on("request", (request) => asked.push(request.url()));
  await guest.page.goto("about:blank");
  await guest.page.goto(link);
  await guest.page.getByRole("heading", { name: "Anna, Haustechnik Süd suggests times to you" }).waitFor();
  await look(guest, "offer");
  await guest.page.getByRole("radio").nth(1).check();
  await guest.page.getByLabel("Your name").fill("Ida Öttl");
  await look(guest, "offer-chosen");
  const letter = decodeURIComponent(
    (await guest.page.getByRole("link", { name: "Write the answer as a mail" }).getAttribute("href")) ?? "",
  );
  expect(letter).toContain("this time suits me:");
  const answer = /http\S+#\/calendar\/answer\/\S+/.exec(letter)?.[0] ?? "";
  const payload = link.split("/").at(-1) ?? "";
  expect(asked.filter((url) => url.includes(payload) || !url.startsWith(new URL(link).origin))).toEqual([]);

  // The letter's link opens in Anna's calendar; another way is the code.
  const code = /[0-9A-Z]{6}-[0-9A-Z]{2}/.exec(letter)?.[0] ?? "";
  const [, second] = await held();
  await anna.opens("#/calendar/answer");
  await anna.types("textbox", "Code aus der Antwort", code);
  await anna.presses("button", "Ansehen");
  await anna.reads("Gewählt wurde");
  await page.goto(answer);
  await anna.reads("Ida Öttl hat gewählt");
  await look(shown, "slots-answer");
  await anna.presses("button", "Termin festmachen");
  await expect.poll(held).toEqual([["confirmed", second?.[1]]]);
  await anna.presses("button", "Rückgängig");
  await expect.poll(async () => (await held()).map(([status]) => status)).toEqual(["tentative", "tentative", "tentative"]);

  // Something else takes a time that is held: said as soon as it is there.
  await door.put("appointment", { title: "Notfall", start: second?.[1], end: second?.[1], kind: "visit" });
  const other = (await door.list("appointment", { filter: { title: "Notfall" } })).rows[0];
  await door.patch(other?.id as never, { start: second?.[1], end: `${String(second?.[1]).slice(0, 14)}45` });
  await anna.opens("#/calendar");
  await anna.reads("Eine Zeit, die Sie angeboten haben, ist inzwischen belegt:");
  expect(await anna.problems()).toEqual([]);
});

for (const options of lookedAt)
  test(`everybody can use a team's calendar and offer times (${options.name})`, { tag: LONG }, async ({ device }) => {
    const { anna, device: shown, ben } = await team(device, options);
    await fills(shown.page, ben);
    for (const view of ["month", "week", "day", "agenda"]) {
      await anna.opens(`#/calendar/${view}/2026-05-05`);
      await shown.page
        .locator(view === "month" ? ".cal-dots i, .cal-entry" : ".cal-entry, .cal-agenda")
        .first()
        .waitFor({ state: "attached" });
      await look(shown, `team-${view}`);
    }
    await anna.opens("#/calendar/hours");
    await shown.page.locator(".cal-week-hours").waitFor();
    await look(shown, "team-hours");
    await anna.opens("#/calendar/slots");
    await shown.page.getByRole("checkbox").first().waitFor();
    await look(shown, "team-slots");
    await anna.opens("#/calendar/answer");
    await look(shown, "team-answer");
  });
