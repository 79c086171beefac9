import "fake-indexeddb/auto";
import { afterEach, expect, test } from "vitest";
import { customerFigures } from "../../src/analytics/customerFigures.ts";
import type { Brief } from "../../src/database/brief.ts";
import { WorkspaceDatabase } from "../../src/database/schema.ts";
import type { NounName } from "../../src/domain/nouns.ts";
import { reportChanges } from "../../src/domain/visitReport.ts";
import { addDays } from "../../src/lib/calendarDay.ts";
import type { RecordId } from "../../src/lib/id.ts";
import type { PlainFields } from "../../src/lib/plain.ts";
import { unwrap } from "../../src/lib/result.ts";
import type { SavedChange } from "../../src/workspace/api.ts";
import { wholeBrief } from "../../src/workspace/brief.ts";
import type { Engine } from "../../src/workspace/engine.ts";
import { openFactSource } from "../../src/workspace/facts.ts";
import { anEngine } from "../support/engine.ts";

const endings: (() => unknown)[] = [];
afterEach(async () => {
  for (const end of endings.splice(0).reverse()) await end();
});

const today = "2026-12-01";
const now = `${today}T10:00:00.000Z`;
const ago = (days: number): string => addDays(today, -days);

/** A firm with a clerk, and somebody else who has nothing to do with either. */
async function aFirm() {
  const engine: Engine = await anEngine();
  endings.push(() => engine.close());
  const db = new WorkspaceDatabase(engine.workspace, "relaxed");
  endings.push(() => db.close());
  const put = async (noun: NounName, fields: PlainFields): Promise<RecordId> => unwrap(await engine.put(noun, fields));
  const address = { a: { street: "Kai 5", postalCode: "20457", locality: "Hamburg" } };
  const firm = await put("party", {
    kind: "organisation",
    name: "Mühle Öttl KG",
    phones: { a: { value: "+49 40 1" } },
    addresses: address,
  });
  const clerk = await put("party", { kind: "person", givenName: "Berta", familyName: "Öttl", bornOn: "1980-12-05" });
  const other = await put("party", { kind: "organisation", name: "Andere GmbH" });
  await put("relation", { from: clerk, to: firm, kind: "worksFor", title: "Einkauf" });
  const brief = async (id: RecordId): Promise<Brief | undefined> => {
    await engine.settled();
    const source = await openFactSource(db, () => Date.parse(now));
    return wholeBrief(db, id, (party) => customerFigures(source, party), { zone: "Europe/Berlin", now });
  };
  return { engine, put, firm, clerk, other, brief };
}

test("a clerk's brief knows the firm, how to reach and find her, and what concerns either of them, and nobody else", async () => {
  const { put, firm, clerk, other, brief } = await aFirm();
  const own = await put("task", { title: "Angebot", dueOn: ago(3), parties: [clerk] });
  const firms = await put("task", { title: "Wartung", dueOn: addDays(today, 3), parties: [firm] });
  await put("task", { title: "Erledigt", status: "done", parties: [clerk] });
  await put("task", { title: "Fremd", dueOn: ago(30), parties: [other] });
  const open = await put("deal", { name: "Wärmepumpe", stage: "offer", parties: [firm], contacts: [clerk], amountCents: 900_000 });
  await put("deal", { name: "Verloren", stage: "lost", parties: [firm] });
  await put("appointment", { title: "Besuch", kind: "visit", start: `${addDays(today, 2)}T09:00`, parties: [clerk] });
  await put("appointment", { title: "Abgesagt", start: addDays(today, 1), status: "cancelled", parties: [clerk] });
  const visit = await put("interaction", { kind: "visit", at: `${ago(5)}T09:00:00.000Z`, parties: [clerk], result: "held" });
  const got = await brief(clerk);
  expect(got).toMatchObject({
    ...{ id: clerk, name: "Berta Öttl", kind: "person", title: "Einkauf", firm: { id: firm, name: "Mühle Öttl KG" } },
    phone: { way: { value: "+49 40 1" }, isFirms: true },
    address: { way: { locality: "Hamburg" }, isFirms: true },
    next: { record: { title: "Besuch" } },
  });
  expect(got?.tasks.map(({ id }) => id)).toEqual([own, firms]);
  expect(got?.deals.map(({ id }) => id)).toEqual([open]);
  expect(got?.touches.map(({ id }) => id)).toEqual([visit]);
  expect(got?.points).toEqual([
    { kind: "overdueTask", record: own, title: "Angebot", dueOn: ago(3), days: 3 },
    { kind: "birthday", party: clerk, name: "Berta Öttl", on: "2026-12-05", days: 4, age: 46 },
  ]);
});

test("the firm's brief knows its people, their tasks and birthdays, until they have left", async () => {
  const { engine, put, firm, clerk, brief } = await aFirm();
  const task = await put("task", { title: "Anrufen", parties: [clerk] });
  await put("interaction", { kind: "call", at: `${ago(5)}T09:00:00.000Z`, parties: [clerk], result: "reached" });
  const got = await brief(firm);
  expect(got?.people.map(({ name, title }) => [name, title])).toEqual([
    ["Mühle Öttl KG", ""],
    ["Berta Öttl", "Einkauf"],
  ]);
  expect(got?.tasks.map(({ id }) => id)).toEqual([task]);
  expect(got?.points).toMatchObject([{ kind: "birthday", name: "Berta Öttl" }]);
  const [job] = (await engine.list("relation", { limit: 1 })).rows;
  unwrap(await engine.patch(job?.id as RecordId, { endOn: ago(30) }));
  const after = await brief(firm);
  expect(after?.people).toHaveLength(1);
  expect(after?.tasks).toEqual([]);
  expect(after?.points).toMatchObject([{ kind: "neverMet" }]);
});

test("what the reports say of the firm is said to its clerk, with the day it is of", async () => {
  const { put, firm, clerk, brief } = await aFirm();
  const buy = (on: string, net: number) =>
    put("purchase", { kind: "order", party: firm, on, lines: [{ key: "a", quantity: 1, netCents: net * 100 }] });
  for (const days of [700, 660, 630, 600, 560]) await buy(ago(days), 1000);
  await put("interaction", { kind: "visit", at: `${ago(5)}T09:00:00.000Z`, parties: [clerk], result: "held" });
  const got = await brief(clerk);
  expect(got?.points[0]).toEqual({ kind: "rhythmBroken", lastOn: ago(560), silentDays: 560, usualDays: 35, asOf: today });
});

test("there is no brief of nobody", async () => {
  const { brief } = await aFirm();
  expect(await brief("00000.zzzzzzzzzz" as RecordId)).toBeUndefined();
});

test("a report is one save: the activity, its appointment and the next step; and one undo takes all of it back", async () => {
  const { engine, put, clerk, brief } = await aFirm();
  const start = `${today}T09:00`;
  const planned = await put("appointment", { kind: "visit", title: "Wartung", start, parties: [clerk] });
  expect((await brief(clerk))?.next?.id).toBe(planned);
  const fields = { kind: "visit", at: now, result: "held", parties: [clerk], appointment: planned, occurrence: start };
  const by = { member: "anna", zone: "Europe/Berlin", now: `${today}T11:00` };
  const changes = reportChanges(fields, { id: planned, start }, { does: "task", weeks: 2, title: "Nachfassen" }, by);
  const [visit, , task] = unwrap(await engine.save(changes as readonly SavedChange[], "create"));
  expect(await engine.get(visit as RecordId)).toMatchObject({ appointment: planned, occurrence: start, result: "held" });
  expect(await engine.get(planned)).toMatchObject({ reported: { [start]: true } });
  expect(await engine.get(task as RecordId)).toMatchObject({ title: "Nachfassen", dueOn: addDays(today, 14) });
  const after = await brief(clerk);
  expect(after?.next).toBeNull();
  expect(after?.touches.map(({ id }) => id)).toEqual([visit]);
  unwrap(await engine.undo());
  const undone = await brief(clerk);
  expect(undone?.next?.id).toBe(planned);
  expect([undone?.touches, undone?.tasks]).toEqual([[], []]);
});
