// Two devices apart: what both do to one task or one series comes to one result on both, with both changes in sight.
import type { Device } from "../support/app.ts";
import { doorOf, inStep, type RemoteDoor, sameDigest } from "../support/door.ts";
import { expect, test } from "../support/journey.ts";
import { type Person, personAt } from "../support/person.ts";

interface Side {
  readonly shown: Device;
  readonly person: Person;
  readonly door: RemoteDoor;
}

const sideOf = (shown: Device): Side => ({ shown, person: personAt(shown), door: doorOf(() => shown.page) });

test("apart: one time of a task is done by both, a task is given to two, a series and one of its times are changed", async ({ device }) => {
  const anna = sideOf(await device("anna"));
  await anna.door.createWorkspace({ name: "Haustechnik Süd", member: "Anna", language: "de", zone: "Europe/Berlin" });
  await anna.door.put("task", { title: "Filter wechseln", dueOn: "2099-05-04", rule: "FREQ=WEEKLY" });
  const given = await anna.door.put("task", { title: "Kessel bestellen" });
  const times = { start: "2099-05-04T09:00", end: "2099-05-04T10:00", zone: "Europe/Berlin", rule: "FREQ=WEEKLY" };
  await anna.door.put("appointment", { title: "Runde", ...times });
  const link = await anna.door.invite();
  const ben = sideOf(await device("ben"));
  await ben.door.join(link, { member: "Ben" });
  const both = [anna, ben];
  await inStep(anna.door, ben.door);
  await Promise.all(both.map(({ door }) => door.offline(true)));

  // The same time of a task, ticked on both; the same task, given to one by each.
  for (const [side, to] of [
    [anna, "Anna"],
    [ben, "Ben"],
  ] as const) {
    await side.person.opens("#/tasks");
    await side.person.presses("checkbox", "„Filter wechseln“ erledigen");
    await side.person.opens(`#/tasks/${given}`);
    await side.person.presses("button", "Abgeben");
    await side.person.presses("menuitem", new RegExp(to));
    await expect.poll(async () => (await side.door.get(given))?.["owner"]).toBeTruthy();
  }

  // Anna gives the series another hour; Ben moves one of its times to another day.
  await anna.person.opens("#/calendar/day/2099-05-04");
  await anna.person.presses("link", /Runde/);
  await anna.person.presses("button", "Zeit ändern");
  await anna.shown.page.getByLabel("Das gilt für").selectOption({ label: "die ganze Serie" });
  await anna.person.types("textbox", "Beginnt um", "11");
  await anna.person.presses("button", "Speichern");
  await anna.person.reads("Montag, 4. Mai 2099, 11:00–12:00");
  await ben.person.opens("#/calendar/day/2099-05-11");
  await ben.person.presses("link", /Runde/);
  await ben.person.presses("button", "Zeit ändern");
  await ben.person.types("textbox", "Beginnt am", "12.5.2099");
  await ben.person.presses("button", "Speichern");
  await ben.person.reads("Dienstag, 12. Mai 2099, 09:00–10:00");

  await Promise.all(both.map(({ door }) => door.offline(false)));
  await inStep(anna.door, ben.door);
  await sameDigest(anna.door, ben.door);
  for (const { person, door } of both) {
    const { rows } = await door.list("task", { limit: 100 });
    const filters = rows.filter(({ title }) => title === "Filter wechseln");
    expect(Object.fromEntries(filters.map(({ dueOn, status }) => [dueOn, status ?? "open"]))).toEqual({
      "2099-05-04": "done",
      "2099-05-11": "open",
    });
    expect(filters).toHaveLength(2);
    const starts = (await door.agenda({ from: "2099-05-01", to: "2099-05-23" })).map(({ start }) => start);
    expect(starts).toEqual(["2099-05-04T11:00", "2099-05-12T09:00", "2099-05-18T11:00"]);
    await person.opens(`#/tasks/${given}`);
    await person.sees("button", /^Anna\s*Anna$/);
    await person.sees("button", /^Ben\s*Ben$/);
    await person.opens("#/calendar/week/2099-05-12");
    await person.sees("link", /Runde/);
    expect(await person.problems()).toEqual([]);
  }
});
