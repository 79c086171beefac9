import "fake-indexeddb/auto";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { HolidayTable } from "../../src/calendar/holidays.ts";
import { WorkspaceDatabase } from "../../src/database/schema.ts";
import type { RecordId } from "../../src/lib/id.ts";
import { unwrap } from "../../src/lib/result.ts";
import { readAgenda } from "../../src/workspace/agenda.ts";
import { Engine } from "../../src/workspace/engine.ts";
import { acceptInvitation } from "../../src/workspace/joining.ts";
import { planSeries, type SeriesRequest, type SeriesScope } from "../../src/workspace/seriesPlan.ts";
import { anEngine } from "../support/engine.ts";
import { isEqualVector, Meeting, until } from "../support/wires.ts";

interface Place {
  readonly engine: Engine;
  readonly db: WorkspaceDatabase;
}
let office: Place;
let ben: Place;
let meeting: Meeting;
let party: RecordId;

const placeOf = (engine: Engine, profile: string): Place => ({ engine, db: new WorkspaceDatabase(engine.workspace, "relaxed", profile) });

beforeAll(async () => {
  office = placeOf(await anEngine("Haustechnik Süd", "plans"), "plans");
  party = unwrap(await office.engine.put("party", { kind: "organisation", name: "Mühle Öttl KG" }));
  meeting = new Meeting();
  const link = unwrap(await office.engine.invite({ base: "https://kontor.example/" }));
  const workspace = await acceptInvitation(link, { memberName: "Ben", deviceName: "Bens Telefon" }, "plans-ben");
  ben = placeOf(unwrap(await Engine.open({ workspace, profile: "plans-ben" })), "plans-ben");
  await meeting.connect(office.engine, ben.engine);
  await until("Ben is let in", async () => (await ben.engine.status()).state === "ready");
  await meet();
}, 60_000);
afterAll(async () => {
  for (const { engine, db } of [office, ben]) {
    db.close();
    await engine.close();
  }
});

async function meet(): Promise<void> {
  await meeting.connect(office.engine, ben.engine);
  await until("both have everything", async () => isEqualVector(await office.engine.status(), await ben.engine.status()));
}
const noHolidays: HolidayTable = { names: {}, rules: [] };
const zone = "Europe/Berlin";

/** What both see, which is the same. */
async function seen(title: string, to = "2026-04-01"): Promise<string[]> {
  const at = async ({ db }: Place) =>
    unwrap(await readAgenda(db, { from: "2026-03-01", to, zone }, noHolidays))
      .entries.filter((entry) => entry.title === title)
      .map(({ start, end }) => `${start}–${end.slice(11)}`);
  expect(await at(office)).toEqual(await at(ben));
  for (const of of ["documents", "rows"] as const) expect(await office.engine.digest(of)).toBe(await ben.engine.digest(of));
  return at(office);
}
async function act({ engine, db }: Place, id: RecordId, request: SeriesRequest): Promise<readonly RecordId[]> {
  return unwrap(await engine.save(unwrap(await planSeries(db, id, request)), "edit"));
}
const move = (place: Place, id: RecordId, scope: SeriesScope, occurrence: string, start: string, end: string) =>
  act(place, id, { does: "change", wish: { scope, occurrence, start, end } });
const leaveOut = (place: Place, id: RecordId, scope: SeriesScope, occurrence: string) =>
  act(place, id, { does: "leave-out", scope, occurrence, now: "2026-03-01T00:00:00.000Z" });

/** Four Mondays in March, known to both, who then part. */
async function mondays(title: string): Promise<RecordId> {
  const times = { start: "2026-03-02T09:00", end: "2026-03-02T10:00", zone, rule: "FREQ=WEEKLY;COUNT=4" };
  const id = unwrap(await office.engine.put("appointment", { title, ...times, parties: [party] }));
  await until("it has arrived", async () => (await ben.engine.get(id)) !== undefined);
  meeting.part();
  return id;
}

describe("two who are not connected", () => {
  test("change the hour of a series and move one time of it: both are there", async () => {
    const id = await mondays("Runde");
    await move(office, id, "all", "2026-03-02T09:00", "2026-03-02T11:00", "2026-03-02T12:00");
    await move(ben, id, "one", "2026-03-09T09:00", "2026-03-11T14:00", "2026-03-11T15:00");
    await meet();
    expect(await seen("Runde")).toEqual([
      "2026-03-02T11:00–12:00",
      "2026-03-11T14:00–15:00",
      "2026-03-16T11:00–12:00",
      "2026-03-23T11:00–12:00",
    ]);
  }, 60_000);

  test("move the same time to different ones: it happens once, and both times are there to choose from", async () => {
    const id = await mondays("Einmal");
    const [one] = await move(office, id, "one", "2026-03-09T09:00", "2026-03-10T08:00", "2026-03-10T09:00");
    const [other] = await move(ben, id, "one", "2026-03-09T09:00", "2026-03-12T16:00", "2026-03-12T17:00");
    expect(one).toBe(other);
    await meet();
    const times = await seen("Einmal");
    expect(times).toHaveLength(4);
    expect(times.filter((time) => /2026-03-1[02]/.test(time))).toHaveLength(1);
    for (const { engine } of [office, ben]) {
      const { start = [], end = [] } = await engine.rivals(one as RecordId);
      expect(start.map(({ value }) => String(value)).toSorted((a, b) => (a < b ? -1 : 1))).toEqual([
        "2026-03-10T08:00",
        "2026-03-12T16:00",
      ]);
      expect(end.map(({ value }) => String(value)).toSorted((a, b) => (a < b ? -1 : 1))).toEqual(["2026-03-10T09:00", "2026-03-12T17:00"]);
    }
    // One of them chooses, the other sees it, and nothing is left to choose.
    unwrap(await ben.engine.save([{ id: one as RecordId, fields: { start: "2026-03-12T16:00", end: "2026-03-12T17:00" } }], "choose"));
    await meet();
    expect(await seen("Einmal")).toContain("2026-03-12T16:00–17:00");
    expect(await office.engine.rivals(one as RecordId)).toEqual({});
  }, 60_000);

  test("move the same time to the same one: there is nothing to choose", async () => {
    const id = await mondays("Einig");
    const [one] = await move(office, id, "one", "2026-03-09T09:00", "2026-03-10T08:00", "2026-03-10T09:00");
    await move(ben, id, "one", "2026-03-09T09:00", "2026-03-10T08:00", "2026-03-10T09:00");
    await meet();
    expect(await seen("Einig")).toContain("2026-03-10T08:00–09:00");
    expect(await ben.engine.rivals(one as RecordId)).toEqual({});
  }, 60_000);

  test("leave one time out and change the hour: it stays left out", async () => {
    const id = await mondays("Ausgelassen");
    await leaveOut(ben, id, "one", "2026-03-16T09:00");
    await move(office, id, "all", "2026-03-02T09:00", "2026-03-02T07:30", "2026-03-02T08:00");
    await meet();
    expect(await seen("Ausgelassen")).toEqual(["2026-03-02T07:30–08:00", "2026-03-09T07:30–08:00", "2026-03-23T07:30–08:00"]);
  }, 60_000);

  test("split a series at the same day: it is one series that follows", async () => {
    const id = await mondays("Geteilt");
    const [one] = await move(office, id, "following", "2026-03-16T09:00", "2026-03-17T09:00", "2026-03-17T10:00");
    const [other] = await move(ben, id, "following", "2026-03-16T09:00", "2026-03-17T09:00", "2026-03-17T10:00");
    expect(one).toBe(other);
    await meet();
    expect(await seen("Geteilt")).toEqual([
      "2026-03-02T09:00–10:00",
      "2026-03-09T09:00–10:00",
      "2026-03-17T09:00–10:00",
      "2026-03-24T09:00–10:00",
    ]);
  }, 60_000);
});

test("a time that was moved goes with the later ones, and one undo takes all of it back", async () => {
  await meet();
  const id = await mondays("Zurück");
  await move(office, id, "one", "2026-03-23T09:00", "2026-03-25T09:00", "2026-03-25T10:00");
  const [rest] = await move(office, id, "following", "2026-03-16T09:00", "2026-03-16T12:00", "2026-03-16T13:00");
  await meet();
  const split = ["2026-03-02T09:00–10:00", "2026-03-09T09:00–10:00", "2026-03-16T12:00–13:00", "2026-03-25T09:00–10:00"];
  expect(await seen("Zurück")).toEqual(split);
  unwrap(await office.engine.undo());
  await meet();
  expect(await seen("Zurück")).toEqual([
    "2026-03-02T09:00–10:00",
    "2026-03-09T09:00–10:00",
    "2026-03-16T09:00–10:00",
    "2026-03-25T09:00–10:00",
  ]);
  // The same once more brings the same series back.
  const [again] = await move(office, id, "following", "2026-03-16T09:00", "2026-03-16T12:00", "2026-03-16T13:00");
  expect(again).toBe(rest);
  await meet();
  expect(await seen("Zurück")).toEqual(split);
}, 60_000);

test("a series that is put away takes its moved times with it, and nothing is planned of one that is gone", async () => {
  await meet();
  const id = await mondays("Weg");
  await move(office, id, "one", "2026-03-09T09:00", "2026-03-11T09:00", "2026-03-11T10:00");
  await leaveOut(office, id, "all", "2026-03-02T09:00");
  await meet();
  expect(await seen("Weg")).toEqual([]);
  const request = { does: "leave-out", scope: "all", occurrence: "2026-03-02T09:00", now: "2026-03-01T00:00:00.000Z" } as const;
  expect(await planSeries(office.db, id, request)).toEqual({ ok: false, error: { code: "record-missing", id } });
}, 60_000);
