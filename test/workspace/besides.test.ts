import "fake-indexeddb/auto";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { holidayTable } from "../../src/calendar/tables.ts";
import { WorkspaceDatabase } from "../../src/database/schema.ts";
import type { RecordId } from "../../src/lib/id.ts";
import { unwrap } from "../../src/lib/result.ts";
import { readActivities } from "../../src/workspace/activities.ts";
import { readAgenda } from "../../src/workspace/agenda.ts";
import type { AgendaQuestion } from "../../src/workspace/agendaEntry.ts";
import type { Engine } from "../../src/workspace/engine.ts";
import { Facts } from "../../src/workspace/facts.ts";
import { anEngine } from "../support/engine.ts";

let office: Engine;
let db: WorkspaceDatabase;
let facts: Facts;
let anna = "";
let [mill, ida] = ["", ""] as RecordId[];
const ben = "b".repeat(32);

beforeAll(async () => {
  office = await anEngine("Beiwerk", "besides");
  db = new WorkspaceDatabase(office.workspace, "relaxed", "besides");
  facts = new Facts(db, () => Date.parse("2026-05-06T12:00Z"));
  anna = (await office.status()).member;
  unwrap(await office.put("settings", { country: "DE", zone: "Europe/Berlin" }));
  mill = unwrap(await office.put("party", { kind: "organisation", name: "Mühle Öttl KG" }));
  ida = unwrap(await office.put("party", { kind: "person", givenName: "Ida", familyName: "Öttl", bornOn: "1984-02-29" }));
}, 60_000);
afterAll(async () => {
  db.close();
  await office.close();
});

const week: AgendaQuestion = { from: "2026-05-04", to: "2026-05-11", zone: "Europe/Berlin", isWithBesides: true };
const besides = async (question: Partial<AgendaQuestion> = {}) =>
  unwrap(await readAgenda(db, { ...week, ...question }, holidayTable)).besides.map(
    ({ layer, shownStart, shownEnd, title, age }) => `${layer} ${shownStart} ${shownEnd} ${title}${age === undefined ? "" : ` ${age}`}`,
  );

describe("birthdays", () => {
  const in2026 = (from: string, to: string) => besides({ from, to });
  test("come every year, that of 29 February on the 28th where there is none", async () => {
    expect(await in2026("2026-02-23", "2026-03-02")).toEqual(["birthday 2026-02-28 2026-03-01  42"]);
    expect(await in2026("2026-02-28", "2026-03-01")).toEqual(["birthday 2026-02-28 2026-03-01  42"]);
    expect(await in2026("2028-02-28", "2028-03-01")).toEqual(["birthday 2028-02-29 2028-03-01  44"]);
    expect(await in2026("2028-02-28", "2028-02-29")).toEqual([]);
  });
  test("are found over the turn of a year and in several years", async () => {
    const eve = unwrap(await office.put("party", { kind: "person", givenName: "Eva", bornOn: "--12-31" }));
    expect(await in2026("2026-12-28", "2027-01-04")).toEqual(["birthday 2026-12-31 2027-01-01 "]);
    expect(await in2026("2026-01-01", "2028-01-01")).toHaveLength(4);
    unwrap(await office.patch(eve, { bornOn: "--12-30" }));
    expect(await in2026("2026-12-28", "2027-01-04")).toEqual(["birthday 2026-12-30 2026-12-31 "]);
    unwrap(await office.remove([eve]));
    expect(await in2026("2026-12-28", "2027-01-04")).toEqual([]);
  });
  test("not before the day of birth", async () => {
    expect(await in2026("1983-02-27", "1983-03-02")).toEqual([]);
  });
});

describe("tasks", () => {
  test("lie on the day or at the time they are due, until they are done", async () => {
    const call = unwrap(await office.put("task", { title: "Anrufen", dueOn: "2026-05-05", parties: [mill] }));
    unwrap(await office.put("task", { title: "New York", due: "2026-05-05T20:00", zone: "America/New_York" }));
    expect(await besides()).toEqual(["task 2026-05-05 2026-05-06 Anrufen", "task 2026-05-06T02:00 2026-05-06T02:00 New York"]);
    unwrap(await office.patch(call, { status: "done" }));
    expect(await besides()).toEqual(["task 2026-05-06T02:00 2026-05-06T02:00 New York"]);
    expect(await besides({ members: [ben] })).toEqual([]);
  });
});

describe("absences and working hours", () => {
  test("are told of each member, on the clocks of whoever asks; holidays and absences are free", async () => {
    unwrap(await office.put("absence", { member: ben, startsOn: "2026-05-06", endsOn: "2026-05-07", kind: "holiday", substitute: anna }));
    unwrap(
      await office.put("settings", { hoursOf: { [ben]: { zone: "America/New_York", week: { "2": "09:00-12:00", "3": "09:00-12:00" } } } }),
    );
    const { besides: all, working } = unwrap(
      await readAgenda(db, { ...week, from: "2026-05-01", hoursOf: [anna, ben], members: [ben] }, holidayTable),
    );
    expect(all).toMatchObject([
      { layer: "absence", start: "2026-05-06", end: "2026-05-08", kind: "holiday", members: [ben], substitute: anna },
    ]);
    const [own, hers] = working;
    // The first of May is a Friday and a holiday.
    expect(own?.shifts.map(({ start }) => start)).toEqual(
      ["04", "05", "06", "07", "08"]
        .map((day) => `2026-05-${day}T08:00`)
        .concat("2026-05-11T08:00")
        .slice(0, 5),
    );
    expect(hers).toMatchObject({ zone: "America/New_York", shifts: [{ start: "2026-05-05T15:00", end: "2026-05-05T18:00" }] });
  });
});

describe("what was done", () => {
  const done = async (question: Partial<AgendaQuestion> = {}) => {
    const { entries, counts } = await readActivities(db, facts, { ...week, ...question });
    return [
      ...entries.map(({ shownStart, shownEnd, title }) => `${shownStart} ${shownEnd.slice(11)} ${title}`),
      ...Object.entries(counts).toSorted(([a], [b]) => (a < b ? -1 : 1)),
    ];
  };
  test("lies where it happened, as long as it took, and follows every change", async () => {
    const visit = {
      kind: "visit",
      at: "2026-05-05T08:00:00.000Z",
      parties: [mill, ida],
      subject: "Abnahme",
      durationMinutes: 90,
      by: anna,
    };
    const id = unwrap(await office.put("interaction", visit));
    unwrap(await office.put("interaction", { kind: "note", at: "2026-05-05T09:00:00.000Z", parties: [mill], text: "Nur ein Wort" }));
    unwrap(await office.put("interaction", { kind: "call", at: "2026-05-06", parties: [], text: "Wer war das?", by: ben }));
    expect(await done()).toEqual(["2026-05-05T10:00 11:30 Abnahme", "2026-05-06  Wer war das?"]);
    expect(await done({ members: [ben] })).toEqual(["2026-05-06  Wer war das?"]);
    expect(await done({ from: "2026-05-11", to: "2026-05-18" })).toEqual([]);
    unwrap(await office.patch(id, { at: "2026-05-12T08:00:00.000Z" }));
    expect(await done()).toEqual(["2026-05-06  Wer war das?"]);
    expect(await done({ from: "2026-05-11", to: "2026-05-18" })).toEqual(["2026-05-12T10:00 11:30 Abnahme"]);
    unwrap(await office.remove([id]));
    expect(await done({ from: "2026-05-11", to: "2026-05-18" })).toEqual([]);
  });
  test("is counted by days where it is too much to tell apart", async () => {
    const many = Array.from({ length: 401 }, (_, i) => ({
      type: "interaction" as const,
      fields: { kind: "call", at: `2026-06-0${1 + (i % 2)}T10:00:00.000Z`, parties: [mill] },
    }));
    unwrap(await office.save(many));
    expect(await done({ from: "2026-06-01", to: "2026-06-08" })).toEqual([
      ["2026-06-01", 201],
      ["2026-06-02", 200],
    ]);
  });
});
