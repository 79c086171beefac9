import { describe, expect, test } from "vitest";
import { type VisitFacts, visitCandidates } from "../../src/tours/candidates.ts";

const on = "2026-12-01";
const here = { lat: 48.37, lon: 10.9 };
const facts = (id: string, more: Partial<VisitFacts> = {}): VisitFacts => ({
  id,
  knownSince: "2024-01-01",
  lastTouchOn: "2026-11-20",
  cadence: null,
  tasks: [],
  appointments: [],
  place: { ...here, knownBy: "postCode" },
  ...more,
});
const ask = (all: readonly VisitFacts[], near = [here], limit = 10) => visitCandidates(all, { on, near, limit });
const order = (...all: readonly VisitFacts[]): string[] => ask(all).map(({ id }) => id);
const codes = (one: VisitFacts): string[] => ask([one])[0]?.reasons.map(({ code }) => code) ?? [];

describe("whom to visit", () => {
  test("nobody who was seen lately and of whom nothing is due", () => {
    expect(ask([facts("a"), facts("b", { tasks: [{ title: "some day" }, { title: "far", dueOn: "2027-03-01" }] })])).toEqual([]);
  });

  test("a late task goes before one of today, and that before one of the week", () => {
    const task = (dueOn: string) => ({ tasks: [{ title: "Filter", dueOn }] });
    expect(order(facts("week", task("2026-12-05")), facts("late", task("2026-11-30")), facts("today", task(on)))).toEqual([
      "late",
      "today",
      "week",
    ]);
    expect(
      ask([
        facts("a", {
          tasks: [
            { title: "B", dueOn: on },
            { title: "A", dueOn: "2026-11-01" },
          ],
        }),
      ])[0]?.reasons[0],
    ).toEqual({
      code: "task-late",
      title: "A",
      dueOn: "2026-11-01",
      more: 1,
    });
  });

  test("of equally urgent ones those that are worth more, and of these the nearer", () => {
    const due = { tasks: [{ title: "x", dueOn: on }] };
    const far = { place: { lat: 49.4, lon: 11.1, knownBy: "town" } } as const;
    expect(
      order(facts("c", { ...due, abcClass: 2 }), facts("a", { ...due, abcClass: 0 }), facts("b", { ...due, abcClass: 1 }), facts("?", due)),
    ).toEqual(["a", "b", "?", "c"]);
    expect(order(facts("far", { ...due, ...far }), facts("near", due), facts("lost", { ...due, place: "town-unknown" }))).toEqual([
      "near",
      "lost",
      "far",
    ]);
  });

  test("the longer the cadence is exceeded, the sooner; without one who was not seen for half a year", () => {
    const cadence = { days: 30, because: "class:A" };
    const seen = (lastTouchOn: string) => ({ cadence, lastTouchOn });
    expect(order(facts("soon", seen("2026-11-05")), facts("late", seen("2026-10-01")), facts("later", seen("2026-08-01")))).toEqual([
      "later",
      "late",
      "soon",
    ]);
    expect(ask([facts("a", seen("2026-10-01"))])[0]?.reasons[0]).toEqual({ code: "touch-late", days: 31, every: 30 });
    expect(codes(facts("a", { lastTouchOn: "2026-02-01" }))).toEqual(["unseen", "near"]);
    expect(codes(facts("a", { lastTouchOn: undefined }))).toEqual(["never-seen", "near"]);
    expect(codes(facts("a", { lastTouchOn: "2026-02-01", abcClass: 0 }))).toEqual(["unseen", "value", "near"]);
  });

  test("an appointment of the day goes before everything; who has one soon is not visited for the cadence alone", () => {
    const late = facts("late", { tasks: [{ title: "x", dueOn: "2026-11-01" }], abcClass: 0 });
    const agreed = facts("agreed", { appointments: [{ start: `${on}T10:00`, end: `${on}T11:00` }], abcClass: 2, place: "town-unknown" });
    expect(ask([late, agreed]).map(({ id }) => id)).toEqual(["agreed", "late"]);
    expect(ask([agreed])[0]).toMatchObject({
      appointment: { start: `${on}T10:00` },
      reasons: [{ code: "appointment", at: `${on}T10:00` }],
    });
    const planned = { lastTouchOn: "2026-02-01", appointments: [{ start: "2026-12-08T09:00" }] };
    expect(ask([facts("a", planned)])).toEqual([]);
    expect(codes(facts("a", { ...planned, tasks: [{ title: "x", dueOn: on }] }))).toContain("task-due");
  });

  test("the best ones only, equal ones by id", () => {
    const due = { tasks: [{ title: "x", dueOn: on }] };
    expect(ask([facts("c", due), facts("a", due), facts("b", due)], [here], 2).map(({ id }) => id)).toEqual(["a", "b"]);
  });
});
