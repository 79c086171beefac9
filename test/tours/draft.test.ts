import { describe, expect, test } from "vitest";
import { followDay } from "../../src/tours/day.ts";
import { agreedHours, emptyDraft, extraOf, movedTo, questionOf, readDraft, type TourDraft, visitTimes } from "../../src/tours/draft.ts";

const on = "2026-12-01";
const stop = (id: string, more = {}) => ({ id, minutes: 45, from: "", until: "", ...more });
const draft: TourDraft = {
  ...emptyDraft(on),
  start: { lat: 48.3, lon: 10.9, label: "Firma" },
  stops: [stop("a"), stop("b", { until: "09:00" }), stop("c")],
};

describe("a draft that was kept", () => {
  test("is as it was on its day and before, and on a later day only where it begins and ends", () => {
    expect(readDraft(JSON.parse(JSON.stringify(draft)), on)).toEqual(draft);
    expect(readDraft(draft, "2026-11-20")).toEqual(draft);
    expect(readDraft(draft, "2026-12-02")).toEqual({ ...draft, on: "2026-12-02", stops: [] });
  });

  test.each([null, 3, "x", [], { stops: [{ id: 3 }], departure: "late", start: { lat: 99, lon: 0, label: "" }, ends: "moon" }])(
    "%j is an empty one",
    (kept) => expect(readDraft(kept, on)).toEqual(emptyDraft(on)),
  );
});

test("only stops with a place are asked about, with their hours", () => {
  const question = questionOf(draft, (id) => (id === "c" ? "town-unknown" : { lat: 48, lon: id === "a" ? 11 : 12, knownBy: "town" }));
  expect(question).toEqual({
    stops: [
      { id: "a", place: { lat: 48, lon: 11 }, minutes: 45 },
      { id: "b", place: { lat: 48, lon: 12 }, minutes: 45, window: { from: 0, until: 540 } },
    ],
    start: { lat: 48.3, lon: 10.9 },
    end: undefined,
    ...{ isClosed: true, departure: 480 },
  });
  expect(questionOf({ ...draft, ends: "place", end: { lat: 1, lon: 2, label: "" } }, () => undefined)).toMatchObject({
    stops: [],
    end: { lat: 1, lon: 2 },
    isClosed: false,
  });
});

test.each([
  ["b", 0, "b a c"],
  ["a", 2, "b c a"],
  ["a", 9, "b c a"],
  ["c", -1, "c a b"],
])("%s put at %d gives %s", (id, to, order) => expect(movedTo(["a", "b", "c"], id, to).join(" ")).toBe(order));

test("what was agreed is the hour and the length of the visit", () => {
  expect(agreedHours({ start: `${on}T10:00`, end: `${on}T11:30` })).toEqual({ from: "10:00", until: "10:00", minutes: 90 });
  expect(agreedHours({ start: `${on}T23:00`, end: "2026-12-02T01:00" })).toEqual({ from: "23:00", until: "23:00" });
  expect(agreedHours({ start: on })).toEqual({});
  expect(agreedHours(undefined)).toEqual({});
});

test("a plan becomes wall times to five minutes, behind midnight on the next day; another order costs what it is longer", () => {
  const line = { lengthOf: (a: number, b: number) => Math.abs(a - b), pace: 1 };
  const stops = [
    { id: "a", place: 7, minutes: 44 },
    { id: "b", place: 60, minutes: 0 },
  ];
  const question = { stops, start: 0, departure: 23 * 60 };
  const plan = followDay(question, ["a", "b"], line);
  expect(visitTimes(on, plan)).toEqual([
    { id: "a", start: `${on}T23:05`, end: `${on}T23:50` },
    { id: "b", start: "2026-12-02T00:45", end: "2026-12-02T00:50" },
  ]);
  expect(extraOf(followDay(question, ["b", "a"], line), plan)).toEqual({ kilometres: 53, lateMinutes: 0 });
});
