import type { Page } from "@playwright/test";
import { addDays } from "../../src/lib/calendarDay.ts";
import { doorOf } from "../support/door.ts";
import { expect, test } from "../support/journey.ts";
import { look } from "../support/look.ts";
import { personAt } from "../support/person.ts";

const ways = [
  { name: "desk", options: { viewport: { width: 1440, height: 900 } } },
  { name: "phone", options: { isPhone: true, colorScheme: "dark" } },
] as const;

/** Tasks as the list shows them, from the top. */
const rows = (page: Page): Promise<string[]> => page.locator(".virtual-row .record-name").allInnerTexts();
for (const { name, options } of ways)
  test(`tasks are written in one line, taken off what is not meant, moved, handed over, put in order, ticked and done again (${name})`, async ({
    device,
  }) => {
    const shown = await device(name, options);
    const { page } = shown;
    const anna = personAt(shown);
    const door = doorOf(() => page);
    await door.createWorkspace({ name: "Haustechnik Süd", member: "Anna", language: "de" });
    const mill = await door.put("party", { kind: "organisation", name: "Mühle Öttl KG" });
    await door.put("party", { kind: "person", givenName: "Elke", familyName: "Bär" });
    await door.put("party", { kind: "organisation", name: "Bär GmbH" });
    await anna.opens("#/tasks");
    // By the window's calendar, which is not this program's.
    const today = await page.evaluate(() => new Date(Date.now() - new Date().getTimezoneOffset() * 60_000).toISOString().slice(0, 10));
    const dayIn = (days: number): string => addDays(today, days);
    const line = "Neue Aufgabe in einer Zeile";
    const list = async () => (await door.list("task", {})).rows as readonly Record<string, unknown>[];
    const find = async (title: string) => (await list()).find((task) => task["title"] === title);

    // What is understood stands below while it is typed; the chips can be taken off; Enter saves.
    await anna.types("textbox", line, "morgen 9 uhr Angebot für Mühle Öttl !hoch @ich #büro");
    for (const chip of [/09:00 entfernen/, /wichtig entfernen/, /Anna entfernen/, /#büro entfernen/, /Mühle Öttl KG entfernen/])
      await anna.sees("button", chip);
    await look(shown, "task-line");
    await anna.presses("button", /09:00 entfernen/);
    await anna.misses("button", /09:00 entfernen/);
    await page.getByRole("textbox", { name: line }).press("Enter");
    await anna.sees("row", /9 uhr Angebot für Mühle Öttl/);
    expect(await find("9 uhr Angebot für Mühle Öttl")).toMatchObject({ dueOn: dayIn(1), priority: "high", parties: [mill] });

    // Between two of one name somebody chooses.
    await anna.types("textbox", line, "Heizung bei Bär prüfen");
    await anna.presses("button", "Wer ist „Bär“?");
    await anna.presses("menuitem", "Elke Bär");
    await anna.sees("button", /Elke Bär entfernen/);
    await page.getByRole("textbox", { name: line }).press("Enter");
    await anna.sees("row", /Heizung bei Bär prüfen.*Elke Bär/);

    // A series: done, the next is there; taken back, it is gone.
    await anna.types("textbox", line, "jeden tag Kasse zählen");
    await anna.sees("button", /täglich entfernen/);
    await page.getByRole("textbox", { name: line }).press("Enter");
    await anna.presses("checkbox", "„Kasse zählen“ erledigen");
    await anna.reads(/Erledigt\. Wieder am/);
    await expect.poll(async () => (await list()).filter((task) => task["title"] === "Kasse zählen").length).toBe(2);
    await anna.presses("button", "Rückgängig");
    await expect.poll(async () => (await list()).filter((task) => task["title"] === "Kasse zählen").length).toBe(1);

    // Lists by what one looks for.
    await anna.presses("radio", "Irgendwann");
    await anna.misses("row", /Kasse zählen/);
    await anna.sees("row", /Heizung bei Bär prüfen/);
    await anna.presses("radio", "Alle");
    await anna.sees("row", /Kasse zählen/);
    await look(shown, "task-list");

    // By itself: when, a checklist ticked in place, to another day and to nobody.
    await anna.presses("row", /Heizung bei Bär prüfen/);
    await anna.presses("button", /Fällig/);
    await page.keyboard.type("in 3 tagen 14:30");
    await page.keyboard.press("Enter");
    await expect.poll(async () => (await find("Heizung bei Bär prüfen"))?.["due"]).toBe(`${dayIn(3)}T14:30`);
    await anna.presses("button", /Wiederholung/);
    await page.keyboard.type("alle 6 Wochen");
    await page.keyboard.press("Enter");
    await anna.reads("alle 6 Wochen");
    for (const item of ["Filter", "Manometer"]) {
      await anna.types("textbox", "Punkt hinzufügen", item);
      await page.getByRole("textbox", { name: "Punkt hinzufügen" }).press("Enter");
      await anna.sees("checkbox", item);
    }
    await anna.presses("checkbox", "Filter");
    await expect.poll(async () => (await find("Heizung bei Bär prüfen"))?.["text"]).toBe("- [x] Filter\n- [ ] Manometer");
    await look(shown, "task-page");
    await anna.presses("button", "Verschieben");
    await anna.presses("menuitem", /Auf morgen/);
    await expect.poll(async () => (await find("Heizung bei Bär prüfen"))?.["due"]).toBe(`${dayIn(1)}T14:30`);
    await anna.presses("button", "Abgeben");
    await anna.presses("menuitem", "Niemand");
    await expect.poll(async () => (await find("Heizung bei Bär prüfen"))?.["owner"] ?? null).toBeNull();
    await anna.opens("#/tasks");

    for (const title of ["Eins", "Zwei", "Drei"]) await door.put("task", { title, dueOn: dayIn(5) });
    await anna.sees("row", /Zwei/);
    const of = async () => (await rows(page)).filter((title) => ["Eins", "Zwei", "Drei"].includes(title)).join(" ");
    expect(await of()).toBe("Drei Eins Zwei");
    const at = async (title: string) => {
      const box = await page.locator(".virtual-row", { hasText: title }).boundingBox();
      return { x: (box?.x ?? 0) + (box?.width ?? 0) / 2, y: (box?.y ?? 0) + (box?.height ?? 0) / 2 };
    };
    if (name === "desk") {
      // By mouse and by keys.
      const [from, to] = [await at("Zwei"), await at("Drei")];
      await page.mouse.move(from.x, from.y);
      await page.mouse.down();
      await page.mouse.move(from.x, to.y + 4, { steps: 6 });
      await look(shown, "task-drag");
      await page.mouse.up();
      await expect.poll(of).toBe("Zwei Drei Eins");
      await page.keyboard.press("Alt+ArrowDown");
      await expect.poll(of).toBe("Drei Zwei Eins");
      await anna.presses("button", "Rückgängig");
      await expect.poll(of).toBe("Zwei Drei Eins");
      // Several at once, by x and keys for days.
      await page.locator(".virtual-list").focus();
      await page.keyboard.press("x");
      await page.keyboard.press("ArrowDown");
      await page.keyboard.press("x");
      await anna.reads("2 gewählt");
      await page.keyboard.press("t");
      await expect.poll(async () => [(await find("Zwei"))?.["dueOn"], (await find("Drei"))?.["dueOn"]]).toEqual([dayIn(0), dayIn(0)]);
      await anna.presses("button", "Rückgängig");
      await expect.poll(async () => (await find("Zwei"))?.["dueOn"]).toBe(dayIn(5));
      await anna.presses("button", "Auswahl aufheben");
      await page.keyboard.press("?");
      await anna.reads("Aufgabe auf nächste Woche");
      await anna.hits("Escape");
    } else {
      // A swipe scrolls and moves nothing; a finger that has lain still picks up.
      const touch = await page.context().newCDPSession(page);
      const finger = (type: "touchStart" | "touchMove" | "touchEnd", x: number, y: number) =>
        touch.send("Input.dispatchTouchEvent", { type, touchPoints: type === "touchEnd" ? [] : [{ x, y }] });
      const [from, to] = [await at("Zwei"), await at("Drei")];
      await finger("touchStart", from.x, from.y);
      await finger("touchMove", from.x, to.y);
      await finger("touchEnd", from.x, to.y);
      expect(await of()).toBe("Drei Eins Zwei");
      await finger("touchStart", from.x, from.y);
      await page.waitForTimeout(900);
      await finger("touchMove", from.x, from.y - 20);
      await finger("touchMove", from.x, to.y + 4);
      await look(shown, "task-drag");
      await finger("touchEnd", from.x, to.y + 4);
      await expect.poll(of).toBe("Zwei Drei Eins");
      // And one that stays where it is chooses; the way back to the order would lie under it.
      await page.locator(".toast").getByRole("button", { name: "Ausblenden" }).click();
      for (const title of ["Drei", "Eins"]) {
        const there = await at(title);
        await finger("touchStart", there.x, there.y);
        await page.waitForTimeout(900);
        await finger("touchEnd", there.x, there.y);
      }
      await anna.reads("2 gewählt");
    }
    if (name === "desk") {
      await page.locator(".virtual-row", { hasText: "Drei" }).click({ modifiers: ["Control"] });
      await page.locator(".virtual-row", { hasText: "Eins" }).click({ modifiers: ["Control"] });
    }
    await look(shown, "task-selection");
    await page.locator(".task-selection").getByRole("button", { name: "Erledigen" }).click();
    await expect.poll(async () => [(await find("Eins"))?.["status"], (await find("Drei"))?.["status"]]).toEqual(["done", "done"]);
    await anna.presses("button", "Rückgängig");
    await anna.sees("row", /Eins/);
    expect(await anna.problems()).toEqual([]);
  });
