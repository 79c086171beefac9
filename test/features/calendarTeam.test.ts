import { expect, test } from "vitest";
import { clashesWith } from "../../src/features/calendar/clashes.ts";
import { columnsOf, entriesIn, offHours } from "../../src/features/calendar/gridColumns.ts";
import { entriesByDay } from "../../src/features/calendar/layout.ts";
import type { RecordId } from "../../src/lib/id.ts";
import type { AgendaEntry } from "../../src/state/agenda.ts";

const entry = (id: string, start: string, end: string, more: Partial<AgendaEntry> = {}): AgendaEntry => ({
  ...{ id: id as RecordId, layer: "appointment", start, end, shownStart: start, shownEnd: end, isAllDay: start.length === 10 },
  ...{ from: Date.parse(`${start}Z`), to: Date.parse(`${end}Z`), title: id, kind: "visit", place: "", parties: [], members: [] },
  ...{ owners: ["anna"], status: "confirmed", zone: "", recurrence: null, series: null },
  ...more,
});
const [anna, ben] = [
  { id: "anna", name: "Anna" },
  { id: "ben", name: "Ben" },
];

test("of one day each member has a column, with what she takes part in and what is everybody's", () => {
  const columns = columnsOf(["2026-05-05"], [anna, ben]);
  expect(columns.map(({ key }) => key)).toEqual(["anna", "ben"]);
  const all = [
    entry("own", "2026-05-05T09:00", "2026-05-05T10:00"),
    entry("both", "2026-05-05T11:00", "2026-05-05T12:00", { owners: ["anna", "ben"] }),
    entry("birthday", "2026-05-05", "2026-05-06", { layer: "birthday", owners: [] }),
    entry("tomorrow", "2026-05-06T09:00", "2026-05-06T10:00"),
  ];
  expect(columns.map((column) => entriesIn(all, column).map(({ title }) => title))).toEqual([
    ["own", "both", "birthday"],
    ["both", "birthday"],
  ]);
  expect(columnsOf(["2026-05-05", "2026-05-06"], [anna, ben]).map(({ key }) => key)).toEqual(["2026-05-05", "2026-05-06"]);
  expect(columnsOf(["2026-05-05"], [anna])[0]?.member).toBeUndefined();
});

test("what lies outside of the shifts is the rest of the day, also where they go over midnight", () => {
  const shifts = [
    { start: "2026-05-05T08:00", end: "2026-05-05T12:00" },
    { start: "2026-05-05T22:00", end: "2026-05-06T02:00" },
  ];
  const working = { member: "anna", zone: "UTC", shifts };
  expect(offHours(working, "2026-05-05")).toEqual([
    [0, 480],
    [720, 1_320],
  ]);
  expect(offHours(working, "2026-05-06")).toEqual([[120, 1_440]]);
  expect(offHours({ ...working, shifts: [] }, "2026-05-05")).toEqual([[0, 1_440]]);
  expect(offHours(undefined, "2026-05-05")).toEqual([]);
});

test("a clash is an appointment or absence of somebody who takes part, at the same time", () => {
  const planned = entry("new", "2026-05-05T10:00", "2026-05-05T11:00");
  const found = (others: readonly AgendaEntry[], more = {}) => clashesWith(others, { ...planned, ...more }).map(({ id }) => id);
  expect(found([entry("over", "2026-05-05T10:30", "2026-05-05T12:00"), entry("touching", "2026-05-05T11:00", "2026-05-05T12:00")])).toEqual(
    ["over"],
  );
  expect(found([planned])).toEqual([]);
  expect(found([entry("hers", "2026-05-05T10:00", "2026-05-05T11:00", { owners: ["ben"] })])).toEqual([]);
  expect(found([entry("task", "2026-05-05T10:00", "2026-05-05T11:00", { layer: "task" })])).toEqual([]);
  const held = entry("held", "2026-05-05T10:00", "2026-05-05T11:00", { offer: "k7qm4r.2" });
  expect(found([held])).toEqual(["held"]);
  expect(found([held], { offer: "k7qm4r" })).toEqual([]);
});

test("entries by day stand on each of their days that are asked about", () => {
  const days = entriesByDay(
    [entry("fair", "2026-05-05", "2026-05-08"), entry("visit", "2026-05-06T09:00", "2026-05-06T10:00")],
    "2026-05-06",
    "2026-05-31",
  );
  expect([...days].map(([day, all]) => [day, all.map(({ id }) => id)])).toEqual([
    ["2026-05-06", ["fair", "visit"]],
    ["2026-05-07", ["fair"]],
  ]);
});
