import "fake-indexeddb/auto";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { holidayTable } from "../../src/calendar/tables.ts";
import { WorkspaceDatabase } from "../../src/database/schema.ts";
import type { RecordId } from "../../src/lib/id.ts";
import type { PlainFields } from "../../src/lib/plain.ts";
import { unwrap } from "../../src/lib/result.ts";
import { readAgenda } from "../../src/workspace/agenda.ts";
import type { AgendaQuestion } from "../../src/workspace/agendaEntry.ts";
import type { Engine } from "../../src/workspace/engine.ts";
import { anEngine } from "../support/engine.ts";

let office: Engine;
let db: WorkspaceDatabase;
let anna = "";
let [mill, series, broken] = ["", "", ""] as RecordId[];
const put = async (fields: PlainFields): Promise<RecordId> => unwrap(await office.put("appointment", { zone: "Europe/Berlin", ...fields }));

beforeAll(async () => {
  office = await anEngine("Kalender", "agenda");
  db = new WorkspaceDatabase(office.workspace, "relaxed", "agenda");
  anna = (await office.status()).member;
  mill = unwrap(await office.put("party", { kind: "organisation", name: "Mühle Öttl KG" }));
  await put({ title: "Besuch", kind: "visit", start: "2026-05-04T09:00", end: "2026-05-04T10:30", parties: [mill], place: "Hof" });
  await put({ title: "Anruf aus New York", start: "2026-05-04T19:00", zone: "America/New_York", members: ["b".repeat(32)] });
  await put({ title: "Messe", start: "2026-05-05", end: "2026-05-07" });
  series = await put({ title: "Runde", kind: "meeting", start: "2026-04-07T08:00", end: "2026-04-07T09:00", rule: "FREQ=WEEKLY" });
  await put({ title: "Runde später", start: "2026-05-06T15:00", series, replaces: "2026-05-05" });
  await put({ title: "Abgesagt", start: "2026-05-06T09:00", status: "cancelled" });
  broken = await put({ title: "Gibt es nicht", start: "2026-04-31T09:00" });
}, 60_000);
afterAll(async () => {
  db.close();
  await office.close();
});

const week: AgendaQuestion = { from: "2026-05-04", to: "2026-05-11", zone: "Europe/Berlin" };
const ask = async (question: AgendaQuestion) => unwrap(await readAgenda(db, question, holidayTable));
const titles = async (question: AgendaQuestion) => (await ask(question)).entries.map(({ title, start }) => `${start} ${title}`);

describe("the agenda of some days", () => {
  test("is what is planned there, in order, a moved time of a series where it was moved to", async () => {
    expect(await titles(week)).toEqual([
      "2026-05-04T09:00 Besuch",
      "2026-05-05 Messe",
      "2026-05-04T19:00 Anruf aus New York",
      "2026-05-06T15:00 Runde später",
    ]);
    expect(await titles({ ...week, from: "2026-05-11", to: "2026-05-18" })).toEqual(["2026-05-12T08:00 Runde"]);
  });

  test("says of each what a screen needs, as plain values", async () => {
    const [visit, , call, moved] = (await ask(week)).entries;
    expect(visit).toMatchObject({
      ...{ kind: "visit", place: "Hof", parties: [mill], isAllDay: false, status: "confirmed", recurrence: null, series: null },
      ...{ from: Date.parse("2026-05-04T07:00Z"), to: Date.parse("2026-05-04T08:30Z") },
    });
    expect(call).toMatchObject({ zone: "America/New_York", start: "2026-05-04T19:00", shownStart: "2026-05-05T01:00" });
    expect(moved).toMatchObject({ recurrence: "2026-05-05", series });
    expect(structuredClone(await ask(week))).toEqual(await ask(week));
  });

  test("may be that of some members: whoever takes part, else whoever made it", async () => {
    expect(await titles({ ...week, members: ["b".repeat(32)] })).toEqual(["2026-05-04T19:00 Anruf aus New York"]);
    expect(await titles({ ...week, members: [anna] })).not.toContain("2026-05-04T19:00 Anruf aus New York");
  });

  test("may be that of a contact", async () => {
    expect(await titles({ ...week, party: mill })).toEqual(["2026-05-04T09:00 Besuch"]);
  });

  test("begins and ends with the days of the zone that was asked about", async () => {
    const day = { from: "2026-05-04", to: "2026-05-05" };
    expect(await titles({ ...day, zone: "America/New_York" })).toContain("2026-05-04T19:00 Anruf aus New York");
    expect(await titles({ ...day, zone: "Europe/Berlin" })).toEqual(["2026-05-04T09:00 Besuch"]);
  });

  test("names what nobody can read, and the holidays of the workspace's country", async () => {
    const april = await ask({ ...week, from: "2026-04-27", to: "2026-05-02" });
    expect(april.unreadable).toEqual([{ id: broken, title: "Gibt es nicht" }]);
    expect(april.holidays.map(({ day, de }) => `${day} ${de}`)).toEqual(["2026-05-01 Maifeiertag"]);
  });

  test("is refused for what is no day, with the name of the field", async () => {
    expect(await readAgenda(db, { ...week, to: "2026-02-31" }, holidayTable)).toEqual({
      ok: false,
      error: { code: "field-invalid", field: "to" },
    });
    expect(await readAgenda(db, { ...week, from: "morgen" }, holidayTable)).toMatchObject({ error: { field: "from" } });
  });
});
