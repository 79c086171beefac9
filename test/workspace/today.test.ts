import "fake-indexeddb/auto";
import { afterAll, beforeAll, expect, test } from "vitest";
import { DirectoryView } from "../../src/database/directoryView.ts";
import { readNextSteps, touchStateOf } from "../../src/database/nextSteps.ts";
import { WorkspaceDatabase } from "../../src/database/schema.ts";
import { addDays } from "../../src/lib/calendarDay.ts";
import type { RecordId } from "../../src/lib/id.ts";
import type { PlainFields } from "../../src/lib/plain.ts";
import { unwrap } from "../../src/lib/result.ts";
import type { Engine } from "../../src/workspace/engine.ts";
import { type TodayAnswer, TodayDesk } from "../../src/workspace/today.ts";
import { anEngine } from "../support/engine.ts";

const today = "2026-12-01";
const at = (days: number): string => addDays(today, days);
const settingsId = "meta.settings" as RecordId;

let engine: Engine;
let db: WorkspaceDatabase;
let desk: TodayDesk;
beforeAll(async () => {
  engine = await anEngine("Heute", "today");
  db = new WorkspaceDatabase(engine.workspace, "relaxed", "today");
  desk = new TodayDesk();
  await unwrap(await engine.patch(settingsId, { cadences: { "role:customer": 28 } }));
});
afterAll(async () => {
  db.close();
  await engine.close();
});

const put = async (
  type: "party" | "interaction" | "task" | "appointment" | "promise" | "deal" | "pipeline" | "relation",
  fields: PlainFields,
) => unwrap(await engine.put(type, fields));
const customer = (name: string, more: PlainFields = {}): Promise<RecordId> =>
  put("party", { kind: "organisation", name, roles: { customer: "active" }, ...more });
const ask = async (days = 1, member?: string): Promise<TodayAnswer> => {
  await engine.settled();
  return unwrap(
    await desk.answer(db, { from: today, to: at(days), zone: "UTC", ...(member !== undefined && { member }) }, { names: {}, rules: [] }),
  );
};
const lightOf = async (id: RecordId) => {
  const touch = (await ask()).touches.find(({ party }) => party === id);
  return touch && { reason: touch.reason, lateDays: touch.lateDays, lastOn: touch.lastOn };
};

test("the clock starts again with a real touch on the day it happened, and an opened newsletter is none", async () => {
  const firm = await customer("Mühle Öttl KG");
  await put("interaction", { kind: "visit", at: at(-60), parties: [firm] });
  expect(await lightOf(firm)).toEqual({ reason: "cadence", lateDays: 32, lastOn: at(-60) });
  await put("interaction", { kind: "email", result: "opened", at: at(-1), parties: [firm] });
  await put("interaction", { kind: "call", result: "noAnswer", at: at(-1), parties: [firm] });
  await put("interaction", { kind: "note", at: at(-1), parties: [firm] });
  expect(await lightOf(firm)).toEqual({ reason: "cadence", lateDays: 32, lastOn: at(-60) });
  // Written down today, but it was seven weeks ago.
  const late = await put("interaction", { kind: "call", result: "reached", at: at(-49), parties: [firm] });
  expect(await lightOf(firm)).toEqual({ reason: "cadence", lateDays: 21, lastOn: at(-49) });
  await put("interaction", { kind: "call", result: "reached", at: `${at(-3)}T09:00:00.000Z`, parties: [firm] });
  expect(await lightOf(firm)).toBeUndefined();
  // Taken back, an older one counts again.
  unwrap(await engine.undo());
  unwrap(await engine.remove([late]));
  expect(await lightOf(firm)).toEqual({ reason: "cadence", lateDays: 32, lastOn: at(-60) });
});

test("a touch with people of a firm is the firm's, while they are there", async () => {
  const firm = await customer("Brauerei Ost");
  await put("interaction", { kind: "visit", at: at(-90), parties: [firm] });
  const person = await put("party", { kind: "person", familyName: "Bär" });
  await put("relation", { from: person, to: firm, kind: "worksFor", endOn: at(-30) });
  await put("interaction", { kind: "visit", at: at(-40), parties: [person] });
  expect(await lightOf(firm)).toMatchObject({ lateDays: 12 });
  // After the person left, it is the firm's no longer.
  await put("interaction", { kind: "visit", at: at(-2), parties: [person] });
  expect(await lightOf(firm)).toMatchObject({ lateDays: 12 });
});

test("a planned next step stops the clock, until it is done, called off, over or thrown away", async () => {
  const firm = await customer("Gasthof Post");
  await put("interaction", { kind: "visit", at: at(-60), parties: [firm] });
  const task = await put("task", { title: "Anrufen", dueOn: today, parties: [firm] });
  expect(await lightOf(firm)).toBeUndefined();
  unwrap(await engine.patch(task, { status: "done" }));
  expect(await lightOf(firm)).toMatchObject({ lateDays: 32 });
  unwrap(await engine.patch(task, { status: "open", dueOn: at(-1) }));
  expect(await lightOf(firm)).toMatchObject({ lateDays: 32 });
  unwrap(await engine.patch(task, { dueOn: null }));
  expect(await lightOf(firm)).toMatchObject({ lateDays: 32 });
  const visit = await put("appointment", { title: "Besuch", start: `${at(5)}T09:00`, parties: [firm] });
  expect(await lightOf(firm)).toBeUndefined();
  unwrap(await engine.patch(visit, { status: "cancelled" }));
  expect(await lightOf(firm)).toMatchObject({ lateDays: 32 });
  unwrap(await engine.patch(visit, { status: "confirmed" }));
  unwrap(await engine.remove([visit]));
  expect(await lightOf(firm)).toMatchObject({ lateDays: 32 });
  // A series plans as long as it goes on.
  const series = await put("appointment", { title: "Wartung", start: `${at(-100)}T09:00`, rule: "FREQ=MONTHLY", parties: [firm] });
  expect(await lightOf(firm)).toBeUndefined();
  unwrap(await engine.patch(series, { rule: `FREQ=MONTHLY;UNTIL=${at(-10).replaceAll("-", "")}T000000Z` }));
  expect(await lightOf(firm)).toMatchObject({ lateDays: 32 });
});

test("an open deal needs a next step, whatever cadence is wanted; a won one needs none", async () => {
  const pipeline = await put("pipeline", {
    name: "Verkauf",
    stages: { a: { name: "Angebot", kind: "open" }, b: { name: "Gewonnen", kind: "won" } },
  });
  const firm = await put("party", { kind: "organisation", name: "Autohaus Nord" });
  const deal = await put("deal", { name: "Heizung", pipeline, stage: "a", parties: [firm] });
  expect(await lightOf(firm)).toMatchObject({ reason: "deal" });
  unwrap(await engine.patch(deal, { stage: "b" }));
  expect(await lightOf(firm)).toBeUndefined();
});

test("tasks and promises that are due, with those overdue, of oneself and of nobody", async () => {
  const before = await ask();
  expect([before.tasks.map(({ title }) => title), before.promises]).toEqual([[], []]);
  const due = await put("task", { title: "Heute", dueOn: today, owner: "anna" });
  const overdue = await put("task", { title: "Überfällig", due: `${at(-3)}T08:00`, zone: "UTC" });
  await put("task", { title: "Bens", dueOn: today, owner: "ben" });
  await put("task", { title: "Später", dueOn: at(3) });
  await put("task", { title: "Irgendwann" });
  await put("task", { title: "Erledigt", dueOn: today, status: "done" });
  const promise = await put("promise", { text: "Rückruf", dueOn: at(-1), side: "theirs" });
  await put("promise", { text: "Gehalten", dueOn: at(-1), keptAt: `${at(-2)}T08:00:00.000Z` });
  await put("promise", { text: "Ohne Tag" });
  const answer = await ask(1, "anna");
  expect(answer.tasks).toMatchObject([
    { id: overdue, isOverdue: true, dueOn: at(-3), time: "08:00" },
    { id: due, isOverdue: false, time: "" },
  ]);
  expect(answer.promises).toMatchObject([{ id: promise, side: "theirs", isOverdue: true }]);
  expect((await ask(7)).tasks.map(({ title }) => title)).toEqual(["Überfällig", "Bens", "Heute", "Später"]);
});

test("birthdays of the days that are asked about, in order", async () => {
  const born = (familyName: string, bornOn: string): Promise<RecordId> => put("party", { kind: "person", familyName, bornOn });
  const [elke] = [
    await born("Elke", "1980-12-01"),
    await born("Karl", "--12-05"),
    await born("Uwe", "1970-11-30"),
    await born("Ida", "1970"),
  ];
  expect((await ask()).birthdays).toEqual([{ party: elke, name: "Elke", day: today, turns: 46 }]);
  expect((await ask(7)).birthdays.map(({ name, day, turns }) => [name, day, turns])).toEqual([
    ["Elke", today, 46],
    ["Karl", at(4), null],
  ]);
});

test("what a list shows of a contact is what today says of it", async () => {
  await engine.settled();
  const view = new DirectoryView();
  view.take(await db.directory.toArray());
  const steps = await readNextSteps(db, today);
  const cadences = { "role:customer": 28 };
  const late = view.all().filter((entry) => touchStateOf(view, entry, steps, { cadences, today }).light === "late");
  expect(late.map(({ id }) => id).sort()).toEqual((await ask()).touches.map(({ party }) => party).sort());
  expect(late.length).toBeGreaterThan(1);
});
