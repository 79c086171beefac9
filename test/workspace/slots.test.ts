import "fake-indexeddb/auto";
import { afterAll, beforeAll, expect, test } from "vitest";
import { holidayTable } from "../../src/calendar/tables.ts";
import { WorkspaceDatabase } from "../../src/database/schema.ts";
import type { RecordId } from "../../src/lib/id.ts";
import type { PlainFields } from "../../src/lib/plain.ts";
import { unwrap } from "../../src/lib/result.ts";
import type { Engine } from "../../src/workspace/engine.ts";
import { findSlots, type SlotsQuestion } from "../../src/workspace/slots.ts";
import { anEngine } from "../support/engine.ts";

let office: Engine;
let db: WorkspaceDatabase;
let anna = "";
const ben = "b".repeat(32);
let [near, far] = ["", ""] as RecordId[];
const zone = "Europe/Berlin";
const put = async (fields: PlainFields): Promise<RecordId> => unwrap(await office.put("appointment", { zone, ...fields }));

beforeAll(async () => {
  office = await anEngine("Termine", "slots");
  db = new WorkspaceDatabase(office.workspace, "relaxed", "slots");
  anna = (await office.status()).member;
  const week = { "1": "08:00-12:00 13:00-17:00", "2": "08:00-12:00", "4": "08:00-12:00", "5": "08:00-12:00" };
  unwrap(await office.put("settings", { country: "DE-NW", zone, hoursOf: { [anna]: { week }, [ben]: { week } } }));
  const firm = (name: string, lat: number, lon: number) =>
    office.put("party", { kind: "organisation", name, addresses: [{ locality: name, geo: { lat, lon } }] });
  near = unwrap(await firm("Köln", 50.9413, 6.9583));
  far = unwrap(await firm("Bonn", 50.7374, 7.0982));
}, 60_000);
afterAll(async () => {
  db.close();
  await office.close();
});

const slots = async (more: Partial<SlotsQuestion> = {}) =>
  unwrap(
    await findSlots(
      db,
      { minutes: 60, from: "2026-06-01", to: "2026-06-06", members: [anna], zone, now: "2026-05-01T08:00", count: 9, ...more },
      holidayTable,
    ),
  ).map(({ start }) => start.slice(5));
const monday = { from: "2026-06-01", to: "2026-06-02", minutes: 240 };

test("slots lie in working hours, on no holiday, not in the past, and on different days", async () => {
  // Thursday 4 June 2026 is Corpus Christi, which North Rhine-Westphalia keeps.
  const days = new Set((await slots()).map((start) => start.slice(0, 5)));
  expect([...days].sort((a, b) => (a < b ? -1 : 1))).toEqual(["06-01", "06-02", "06-05"]);
  expect(await slots({ ...monday })).toEqual(["06-01T08:00", "06-01T13:00"]);
  expect(await slots({ ...monday, now: "2026-06-01T08:30" })).toEqual(["06-01T13:00"]);
  expect(await slots({ ...monday, preferred: [780, 1_020], count: 1 })).toEqual(["06-01T13:00"]);
});

test("what is planned is kept free, also held ones, and of a colleague too", async () => {
  const held = await put({ start: "2026-06-01T09:00", end: "2026-06-01T10:00", status: "tentative" });
  expect(await slots({ ...monday })).toEqual(["06-01T13:00"]);
  const with_ = await put({ start: "2026-06-01T14:00", end: "2026-06-01T15:00", members: [ben] });
  expect(await slots({ ...monday })).toEqual(["06-01T13:00"]);
  expect(await slots({ ...monday, members: [anna, ben] })).toEqual([]);
  unwrap(await office.remove([held, with_]));
});

test("who is away has no time", async () => {
  const absence = unwrap(await office.put("absence", { member: ben, startsOn: "2026-06-01", endsOn: "2026-06-05" }));
  expect(await slots({ members: [anna, ben] })).toEqual([]);
  expect((await slots({ members: [anna] })).length).toBeGreaterThan(0);
  unwrap(await office.remove([absence]));
});

test("the way from and to appointments elsewhere is kept free, where both places are known", async () => {
  const visit = await put({ kind: "visit", start: "2026-06-01T08:00", end: "2026-06-01T09:00", parties: [far] });
  const hours = { ...monday, minutes: 150 };
  expect(await slots({ ...hours })).toContain("06-01T09:00");
  expect(await slots({ ...hours, near: far })).toContain("06-01T09:00");
  // 45 minutes by car.
  expect(await slots({ ...hours, near })).not.toContain("06-01T09:00");
  expect(await slots({ ...monday, minutes: 120, near })).toContain("06-01T10:00");
  const injected = unwrap(
    await findSlots(db, { ...hours, members: [anna], zone, now: "2026-05-01T08:00", count: 9, near }, holidayTable, () => 0),
  );
  expect(injected.map(({ start }) => start.slice(5))).toContain("06-01T09:00");
  unwrap(await office.patch(visit, { kind: "call" }));
  expect(await slots({ ...hours, near })).toContain("06-01T09:00");
  unwrap(await office.remove([visit]));
});

test("what cannot be asked is refused with the name of the field", async () => {
  const refused = async (more: Partial<SlotsQuestion>) =>
    findSlots(db, { minutes: 60, from: "2026-06-01", to: "2026-06-06", members: [anna], zone, now: "", ...more }, holidayTable);
  expect(await refused({ minutes: 0 })).toMatchObject({ error: { field: "minutes" } });
  expect(await refused({ members: [] })).toMatchObject({ error: { field: "members" } });
  expect(await refused({ from: "heute" })).toMatchObject({ error: { field: "from" } });
  expect(await refused({ to: "2026-13-01" })).toMatchObject({ error: { field: "to" } });
});
