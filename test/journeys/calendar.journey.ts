import { doorOf } from "../support/door.ts";
import { boxOf } from "../support/inSight.ts";
import { expect, test } from "../support/journey.ts";
import { look, lookedAt } from "../support/look.ts";
import { personAt } from "../support/person.ts";
import { addsFirm, startsAnew } from "../support/stories.ts";

const ways = [
  { name: "desk", options: {} },
  { name: "phone", options: { isPhone: true } },
] as const;

for (const { name, options } of ways)
  test(`an appointment is made with a customer, found in every view, changed, thrown away and taken back (${name})`, async ({ device }) => {
    const shown = await device(name, options);
    const { page } = shown;
    const anna = personAt(shown);
    await startsAnew(anna, "Haustechnik Süd", "Anna");
    await addsFirm(anna, "Mühle Öttl KG");

    // From the customer: what is planned stands there.
    if (name === "phone") await anna.presses("radio", "Angaben");
    await anna.reads("Nichts geplant.");
    await anna.presses("button", "Neuer Termin");
    await anna.types("textbox", "Was ist geplant?", "Wärmepumpe zeigen");
    await anna.presses("radio", "Besuch");
    await anna.types("textbox", "Beginnt am", "4.5.2099");
    await anna.types("textbox", "Beginnt um", "14 Uhr");
    await anna.types("textbox", "Ort", "Am Mühlbach 3");
    await look(shown, "appointment-form");
    await anna.presses("button", "Speichern");
    await anna.reads("Termin gespeichert.");

    // In every view of its days, and by itself.
    for (const [view, days] of [
      ["week", "4.–10. Mai 2099"],
      ["day", "Montag, 4. Mai 2099"],
      ["agenda", /4. Mai/],
    ] as const) {
      await anna.opens(`#/calendar/${view}/2099-05-04`);
      await anna.sees("heading", days);
      await anna.sees("link", /Wärmepumpe zeigen/);
    }
    await anna.opens("#/calendar/month/2099-05-04");
    await anna.sees("button", /Montag, 4. Mai 2099, 1 Termin/);
    await anna.presses("button", "Montag, 4. Mai 2099");
    await anna.presses("link", /Wärmepumpe zeigen/);
    await anna.sees("heading", "Wärmepumpe zeigen");
    await anna.reads("Montag, 4. Mai 2099, 14:00–15:00");
    await look(shown, "appointment");

    // Back leads to the day, and the day before to the month.
    await anna.goesBack();
    await anna.sees("heading", "Montag, 4. Mai 2099");
    await anna.goesBack();
    await anna.sees("heading", "Mai 2099");

    // Another time, every week from now on; then thrown away and taken back.
    await anna.opens("#/calendar/day/2099-05-04");
    await anna.presses("link", /Wärmepumpe zeigen/);
    await anna.presses("button", "Zeit ändern");
    await anna.types("textbox", "Beginnt um", "9:30");
    await page.getByLabel("Wiederholung").selectOption({ label: "jede Woche am Montag" });
    await anna.presses("button", "Speichern");
    await anna.reads("Montag, 4. Mai 2099, 09:30–10:30");
    await anna.reads("jede Woche am Montag");
    await anna.opens("#/calendar/agenda/2099-05-04");
    await expect(page.getByRole("link", { name: /Wärmepumpe zeigen/ })).toHaveCount(5);
    await anna.opens("#/calendar/day/2099-05-11");
    await anna.presses("link", /Wärmepumpe zeigen/);
    await anna.presses("button", "Mehr");
    await anna.presses("menuitem", "Löschen");
    await anna.misses("link", /Wärmepumpe zeigen/);
    await anna.presses("button", "Rückgängig");
    await anna.opens("#/calendar/week/2099-05-11");
    await anna.sees("link", /Wärmepumpe zeigen/);
    expect(await anna.problems()).toEqual([]);
  });

test("a calendar is led by keys, and an empty time becomes an appointment by a click or a pull", async ({ device }) => {
  const shown = await device("desk");
  const { page } = shown;
  const anna = personAt(shown);
  await startsAnew(anna, "Haustechnik Süd", "Anna");
  await page.keyboard.press("g");
  await page.keyboard.press("k");
  await expect(page.getByRole("radio", { name: "Woche" })).toBeChecked();
  await anna.opens("#/calendar/week/2099-05-04");
  await page.keyboard.press("j");
  await anna.sees("heading", "11.–17. Mai 2099");
  await page.keyboard.press("k");
  await anna.sees("heading", "4.–10. Mai 2099");
  await page.keyboard.press("d");
  await anna.sees("heading", "Montag, 4. Mai 2099");
  await page.keyboard.press("m");
  await anna.sees("heading", "Mai 2099");
  await page.keyboard.press("w");

  // The first of May is a holiday where the workspace is at home.
  await anna.opens("#/calendar/week/2099-05-01");
  await anna.reads("Maifeiertag");
  await anna.opens("#/calendar/week/2099-05-04");
  await anna.sees("heading", "4.–10. Mai 2099");
  const tuesday = page.getByRole("list", { name: "Dienstag, 5. Mai 2099" });
  const box = await tuesday.boundingBox();
  if (!box) throw new Error("there is no Tuesday");
  const yAt = (hour: number): number => box.y + (box.height / 24) * hour;
  await page.mouse.move(box.x + 20, yAt(9) + 2);
  await page.mouse.down();
  await page.mouse.move(box.x + 20, yAt(10) + 2, { steps: 4 });
  await page.mouse.move(box.x + 20, yAt(11) - 4, { steps: 4 });
  await page.mouse.up();
  expect(await anna.valueOf("textbox", "Beginnt um")).toBe("09:00");
  expect(await anna.valueOf("textbox", "Endet um")).toBe("11:00");
  await anna.types("textbox", "Was ist geplant?", "Angebot rechnen");
  await anna.presses("button", "Speichern");
  await anna.sees("link", /Angebot rechnen/);
  await page.mouse.click(box.x + 20, yAt(12) + 4);
  expect(await anna.valueOf("textbox", "Beginnt um")).toBe("12:00");
  await anna.hits("Escape");
  await page.keyboard.press("Control+k");
  await anna.types("combobox", "Befehle und Suche", "angebot");
  await anna.sees("option", /Angebot rechnen/);
  expect(await anna.problems()).toEqual([]);
});

for (const { name, options } of ways)
  test(`one time of a series is moved, another left out, and the rest gets another hour (${name})`, async ({ device }) => {
    const shown = await device(name, options);
    const { page } = shown;
    const anna = personAt(shown);
    const door = doorOf(() => page);
    await door.createWorkspace({ name: "Haustechnik Süd", member: "Anna", language: "de" });
    const times = { start: "2099-05-04T09:00", end: "2099-05-04T10:00", zone: "Europe/Berlin", rule: "FREQ=WEEKLY" };
    await door.put("appointment", { title: "Runde", ...times });
    const starts = async (): Promise<readonly string[]> =>
      (await door.agenda({ from: "2099-05-01", to: "2099-06-01" })).map(({ start }) => start);
    const opens = async (day: string): Promise<void> => {
      await anna.opens(`#/calendar/day/${day}`);
      await anna.presses("link", /Runde/);
      await anna.sees("button", "Auslassen");
    };

    await opens("2099-05-11");
    await look(shown, "appointment-series");
    await anna.presses("button", "Zeit ändern");
    await anna.types("textbox", "Beginnt am", "12.5.2099");
    await look(shown, "appointment-scope");
    await anna.presses("button", "Speichern");
    await anna.reads("Dienstag, 12. Mai 2099, 09:00–10:00");
    await anna.presses("link", "Zur Serie");
    await anna.reads("jede Woche am Montag");

    await opens("2099-05-18");
    await anna.presses("button", "Auslassen");
    await anna.presses("menuitem", "Nur diesen Termin auslassen");
    await anna.reads("Ausgelassen.");
    await opens("2099-05-25");
    await anna.presses("button", "Zeit ändern");
    await page.getByLabel("Das gilt für").selectOption({ label: "diesen und alle folgenden" });
    await anna.types("textbox", "Beginnt um", "15");
    await anna.presses("button", "Speichern");
    await anna.reads("Montag, 25. Mai 2099, 15:00–16:00");
    expect(await starts()).toEqual(["2099-05-04T09:00", "2099-05-12T09:00", "2099-05-25T15:00"]);
    await anna.presses("button", "Rückgängig");
    await expect.poll(starts).toEqual(["2099-05-04T09:00", "2099-05-12T09:00", "2099-05-25T09:00"]);
    expect(await anna.problems()).toEqual([]);
  });

test("an appointment is pulled to another day, pulled longer, moved by keys and by its menu, each with a way back", async ({ device }) => {
  const shown = await device("desk");
  const { page } = shown;
  const anna = personAt(shown);
  const door = doorOf(() => page);
  await door.createWorkspace({ name: "Haustechnik Süd", member: "Anna", language: "de" });
  const times = { start: "2099-05-05T09:00", end: "2099-05-05T10:00", zone: "Europe/Berlin" };
  const id = await door.put("appointment", { title: "Besuch", ...times });
  const isAt = (start: string, end: string) =>
    expect
      .poll(async () => (await door.agenda({ from: "2099-05-01", to: "2099-06-01" })).map((one) => [one.start, one.end]))
      .toEqual([[start, end]]);
  await anna.opens("#/calendar/week/2099-05-05");
  const link = page.getByRole("link", { name: /Besuch/ });
  const pull = async (fromY: number, dx: number, dy: number): Promise<void> => {
    const { x, width } = await boxOf(link);
    await page.mouse.move(x + width / 2, fromY);
    await page.mouse.down();
    await page.mouse.move(x + width / 2 + dx / 2, fromY + dy / 2, { steps: 4 });
    await page.mouse.move(x + width / 2 + dx, fromY + dy, { steps: 4 });
    await page.mouse.up();
  };
  await link.waitFor();
  const { y, width, height } = await boxOf(link);
  await pull(y + 10, width, height * 2);
  await isAt("2099-05-06T11:00", "2099-05-06T12:00");
  await anna.presses("button", "Rückgängig");
  await isAt("2099-05-05T09:00", "2099-05-05T10:00");
  // On the screen too, where it is pulled from next.
  await expect.poll(async () => (await boxOf(link)).y).toBe(y);
  const box = await boxOf(link);
  await pull(box.y + box.height - 2, 0, box.height / 2);
  await isAt("2099-05-05T09:00", "2099-05-05T10:30");
  await link.focus();
  await page.keyboard.press("Alt+ArrowDown");
  await isAt("2099-05-05T09:15", "2099-05-05T10:45");
  const onDay = (day: string) => page.getByRole("list", { name: day }).getByRole("link", { name: "Besuch 09:15–10:45" });
  await expect(onDay("Dienstag, 5. Mai 2099")).toBeFocused();
  await page.keyboard.press("Alt+ArrowRight");
  await isAt("2099-05-06T09:15", "2099-05-06T10:45");
  await expect(onDay("Mittwoch, 6. Mai 2099")).toBeFocused();
  await page.keyboard.press("Alt+Shift+ArrowUp");
  await isAt("2099-05-06T09:15", "2099-05-06T10:30");
  // What was pulled did not open; a click does.
  await anna.sees("heading", "4.–10. Mai 2099");
  await link.click();
  await anna.sees("heading", "Besuch");
  await anna.presses("button", "Verschieben");
  await anna.presses("menuitem", "Einen Tag später");
  await isAt("2099-05-07T09:15", "2099-05-07T10:30");
  expect(await anna.address()).toContain(id);
  expect(await anna.problems()).toEqual([]);
});

test("a finger that presses moves an appointment; one that swipes scrolls", async ({ device }) => {
  const shown = await device("phone", { isPhone: true });
  const { page } = shown;
  const anna = personAt(shown);
  const door = doorOf(() => page);
  await door.createWorkspace({ name: "Haustechnik Süd", member: "Anna", language: "de" });
  await door.put("appointment", { title: "Besuch", start: "2099-05-05T09:00", end: "2099-05-05T10:00", zone: "Europe/Berlin" });
  const start = async () => (await door.agenda({ from: "2099-05-01", to: "2099-06-01" }))[0]?.start;
  await anna.opens("#/calendar/day/2099-05-05");
  const link = page.getByRole("link", { name: /Besuch/ });
  const box = await boxOf(link);
  const fingers = await page.context().newCDPSession(page);
  const touch = (type: "touchStart" | "touchMove" | "touchEnd", y: number) =>
    fingers.send("Input.dispatchTouchEvent", { type, touchPoints: type === "touchEnd" ? [] : [{ x: box.x + 40, y }] });
  const from = box.y + 12;
  await touch("touchStart", from);
  for (let step = 1; step <= 5; step++) await touch("touchMove", from - step * 8);
  await touch("touchEnd", from - 40);
  expect(await start()).toBe("2099-05-05T09:00");
  // Until what was swiped has come to rest.
  let at = box.y;
  const isAtRest = async (): Promise<boolean> => {
    const before = at;
    at = (await link.boundingBox())?.y ?? 0;
    return at === before && at < box.y;
  };
  await expect.poll(isAtRest, { intervals: [300] }).toBe(true);

  const again = at + 12;
  await touch("touchStart", again);
  // Held as soon as the outline is drawn.
  await page.locator(".cal-drawn").waitFor();
  for (let step = 1; step <= 6; step++) await touch("touchMove", again + (box.height / 6) * step);
  await touch("touchEnd", again + box.height);
  await expect.poll(start).toBe("2099-05-05T10:00");
  await anna.presses("button", "Rückgängig");
  await expect.poll(start).toBe("2099-05-05T09:00");
  expect(await anna.problems()).toEqual([]);
});

for (const options of lookedAt)
  test(`everybody can use the calendar (${options.name})`, async ({ device }) => {
    test.setTimeout(180_000);
    const shown = await device(options.name, options);
    const anna = personAt(shown);
    const door = doorOf(() => shown.page);
    const isGerman = options.locale === "de-DE";
    await door.createWorkspace({ name: "Haustechnik Süd", member: "Anna", language: "de", country: "DE" });
    const zone = "Europe/Berlin";
    await anna.opens("#/calendar/agenda/2099-05-04");
    await anna.reads(isGerman ? "Keine Termine" : "No appointments");
    await look(shown, "calendar-empty");
    const party = await door.put("party", { kind: "organisation", name: "Mühle Öttl KG" });
    for (const fields of [
      { title: "Wartung der Heizung im Haupthaus", kind: "visit", start: "2099-05-05T09:00", end: "2099-05-05T11:00", parties: [party] },
      { title: "Angebot besprechen", kind: "meeting", start: "2099-05-05T10:00", end: "2099-05-05T12:00", place: "Büro" },
      { title: "Anruf mit dem Werk", kind: "call", start: "2099-05-05T10:30", end: "2099-05-05T11:00", zone: "America/New_York" },
      { title: "Notdienst", start: "2099-05-06T20:00", end: "2099-05-07T06:00", rule: "FREQ=DAILY;COUNT=2" },
      { title: "Messe Frankfurt", start: "2099-05-06", end: "2099-05-09" },
      { title: "Urlaub vorgemerkt", start: "2099-05-01", end: "2099-05-06", status: "tentative" },
      { title: "Runde", kind: "meeting", start: "2099-05-04T08:00", end: "2099-05-04T08:15", rule: "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR" },
    ])
      await door.put("appointment", { zone, ...fields });
    const broken = await door.put("appointment", { title: "Gibt es nicht", start: "2099-05-05T09:00" });
    await door.patch(broken, { start: "2099-04-31T09:00" });
    for (const view of ["month", "week", "day", "agenda"]) {
      await anna.opens(`#/calendar/${view}/2099-05-05`);
      // A phone's month has a dot for each.
      if (view === "month" && "isPhone" in options) await anna.sees("button", /5.*2099/);
      else await anna.sees("link", /Wartung der Heizung/);
      await look(shown, `calendar-${view}`);
    }
    expect(await anna.problems()).toEqual([]);
  });

test("a week lies on one sheet of paper, with everything that is planned", async ({ device }) => {
  const desk = await device("desk", { initScript: "window.print = () => dispatchEvent(new Event('beforeprint'));" });
  const { page } = desk;
  const anna = personAt(desk);
  const door = doorOf(() => page);
  await door.createWorkspace({ name: "Haustechnik Süd", member: "Anna", language: "de" });
  for (let day = 4; day <= 10; day++)
    for (let hour = 8; hour < 18; hour++)
      await door.put("appointment", {
        title: `Besuch bei Nummer ${day}-${hour}`,
        start: `2099-05-${String(day).padStart(2, "0")}T${String(hour).padStart(2, "0")}:00`,
        end: `2099-05-${String(day).padStart(2, "0")}T${String(hour).padStart(2, "0")}:45`,
      });
  await anna.opens("#/calendar/week/2099-05-04");
  await anna.sees("link", /Besuch bei Nummer 10-17/);
  await anna.presses("button", "Drucken");
  const paper = page.locator(".printed");
  await expect(paper).toHaveCount(1);
  await expect(paper.getByText(/Besuch bei Nummer/, { exact: false })).toHaveCount(70);
  await page.emulateMedia({ media: "print" });
  const sheets = (await page.pdf({ preferCSSPageSize: true })).toString("latin1").match(/\/Type\s*\/Page\b/g)?.length;
  expect(sheets).toBe(1);
  expect(await anna.problems()).toEqual([]);
});
