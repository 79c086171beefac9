import { describe, expect, test } from "vitest";
import {
  type BriefFacts,
  type CustomerFigures,
  lastTouches,
  nearBirthday,
  permissionFlags,
  type TalkingPointKind,
  talkingPoints,
} from "../../src/domain/brief.ts";
import type { Deal } from "../../src/domain/deal.ts";
import type { Interaction } from "../../src/domain/interaction.ts";
import type { GivenPromise } from "../../src/domain/promise.ts";
import type { Task } from "../../src/domain/task.ts";
import type { RecordId } from "../../src/lib/id.ts";

const today = "2026-12-01";
const dayOf = (at: string): string => at.slice(0, 10);
const id = (name: string): RecordId => `aaaaa.${name}` as RecordId;
const base = { createdAt: "2026-01-01T00:00:00.000Z", createdBy: "anna" };

const met = (name: string, on: string, more: Partial<Interaction> = {}) => ({
  id: id(name),
  record: { ...base, type: "interaction", kind: "visit", at: `${on}T09:00:00.000Z`, parties: { [id("p")]: "a" }, ...more } as Interaction,
});
const task = (name: string, more: Partial<Task>) => ({ id: id(name), record: { ...base, type: "task", title: name, ...more } as Task });
const deal = (name: string, more: Partial<Deal>) => ({
  id: id(name),
  record: { ...base, type: "deal", stage: "offer", name, currency: "EUR", ...more } as Deal,
});

const calm: CustomerFigures = {
  customer: id("p"),
  asOf: today,
  currency: "EUR",
  revenue: { recent: 1000, before: 1000, recentDays: 6, beforeDays: 6 },
  rhythm: { lastOn: "2026-11-20", silentDays: 11, usualDays: 60, longestDays: 80, state: "within" },
  alive: 0.95,
  next: null,
};
const nothing: BriefFacts = {
  ...{ today, dayOf, people: [], tasks: [], deals: [], promises: [], figures: null },
  interactions: [met("last", "2026-11-20")],
};
const kindsOf = (more: Partial<BriefFacts>): TalkingPointKind[] => talkingPoints({ ...nothing, ...more }, 99).map(({ kind }) => kind);

describe("talking points", () => {
  test("of a contact of whom nothing is remarkable there are none", () => {
    expect(kindsOf({})).toEqual([]);
    expect(kindsOf({ figures: calm })).toEqual([]);
  });

  test("who was never met is to be met; a call nobody answered is no meeting", () => {
    expect(kindsOf({ interactions: [] })).toEqual(["neverMet"]);
    expect(kindsOf({ interactions: [met("call", "2026-11-20", { kind: "call", result: "noAnswer" })] })).toEqual(["neverMet"]);
  });

  test("half a year without a touch is long, a day less is not", () => {
    expect(talkingPoints({ ...nothing, interactions: [met("old", "2026-06-04")] })).toEqual([
      { kind: "longNoTouch", on: "2026-06-04", days: 180 },
    ]);
    expect(kindsOf({ interactions: [met("old", "2026-06-05")] })).toEqual([]);
  });

  test("the task that is overdue longest comes with its day; what is due today is not overdue", () => {
    const tasks = [task("later", { dueOn: "2026-11-28" }), task("first", { due: "2026-11-20T09:00" }), task("now", { dueOn: today })];
    expect(talkingPoints({ ...nothing, tasks })).toEqual([
      { kind: "overdueTask", record: id("first"), title: "first", dueOn: "2026-11-20", days: 11 },
    ]);
    expect(kindsOf({ tasks: [task("now", { dueOn: today })] })).toEqual([]);
  });

  test("of promises that are overdue the oldest of ours and of theirs are told, and ours stands before an overdue task", () => {
    const promise = (name: string, more: object) => ({
      id: id(name),
      record: { ...base, type: "promise", text: name, ...more } as unknown as GivenPromise,
    });
    const promises = [
      promise("later", { dueOn: "2026-11-29" }),
      promise("ours", { dueOn: "2026-11-20" }),
      promise("theirs", { dueOn: "2026-11-30", side: "theirs" }),
      promise("today", { dueOn: today, side: "theirs" }),
    ];
    const tasks = [task("first", { dueOn: "2026-11-01" })];
    expect(talkingPoints({ ...nothing, promises, tasks })).toEqual([
      { kind: "promiseOverdue", record: id("ours"), text: "ours", dueOn: "2026-11-20", days: 11 },
      { kind: "theirPromiseOverdue", record: id("theirs"), text: "theirs", dueOn: "2026-11-30", days: 1 },
    ]);
    expect(kindsOf({ promises: [promise("today", { dueOn: today })] })).toEqual([]);
  });

  test("the last mood that was noted counts, also where later activities note none", () => {
    const bad = met("angry", "2026-11-10", { mood: -2, subject: "Reklamation" });
    expect(talkingPoints({ ...nothing, interactions: [met("mail", "2026-11-20"), bad] })).toEqual([
      { kind: "badMood", record: id("angry"), mood: -2, on: "2026-11-10", text: "Reklamation" },
    ]);
    expect(kindsOf({ interactions: [met("good", "2026-11-20", { mood: 1 }), bad] })).toEqual([]);
  });

  test("an open deal is worth a word when its day is over, or when nothing was heard of it for two weeks and nothing is planned", () => {
    const quiet = deal("quiet", { openedOn: "2026-10-01", amountCents: 500 });
    const interactions = [met("last", "2026-11-17")];
    expect(talkingPoints({ ...nothing, interactions, deals: [quiet] })).toEqual([
      { kind: "dealWithoutNextStep", record: id("quiet"), title: "quiet", amountCents: 500, currency: "EUR", on: "2026-11-17", days: 14 },
    ]);
    expect(kindsOf({ interactions: [met("last", "2026-11-18")], deals: [quiet] })).toEqual([]);
    expect(kindsOf({ interactions, deals: [quiet], plannedOn: "2026-12-02" })).toEqual([]);
    expect(kindsOf({ interactions, deals: [quiet], tasks: [task("call", {})] })).toEqual([]);
    const moved = deal("moved", { openedOn: "2026-10-01", stages: { a: { at: "2026-11-25", stage: "offer" } } });
    expect(kindsOf({ interactions, deals: [moved] })).toEqual([]);
    expect(kindsOf({ plannedOn: "2026-12-02", deals: [deal("late", { expectedOn: "2026-11-30" })] })).toEqual(["dealOverdue"]);
    expect(kindsOf({ deals: [deal("due", { expectedOn: today })] })).toEqual([]);
  });

  test("of two deals the dearer one is named, a deal whose day is over before any other", () => {
    const [small, large] = [
      deal("small", { openedOn: "2026-01-01", amountCents: 1 }),
      deal("large", { openedOn: "2026-01-01", amountCents: 9 }),
    ];
    const interactions = [met("last", "2026-11-01")];
    expect(talkingPoints({ ...nothing, interactions, deals: [small, large] })).toMatchObject([{ record: id("large") }]);
    const over = deal("over", { expectedOn: "2026-11-01" });
    expect(talkingPoints({ ...nothing, interactions, deals: [large, over] })).toMatchObject([{ record: id("over"), kind: "dealOverdue" }]);
  });

  test("a rhythm broken, or a purchase later than usual, is told with what is usual", () => {
    const rhythm = { lastOn: "2026-06-01", silentDays: 183, usualDays: 30, longestDays: 60, state: "broken" } as const;
    expect(talkingPoints({ ...nothing, figures: { ...calm, rhythm } })).toEqual([
      { kind: "rhythmBroken", lastOn: "2026-06-01", silentDays: 183, usualDays: 30, asOf: today },
    ]);
    expect(kindsOf({ figures: { ...calm, rhythm: { ...rhythm, state: "later" } } })).toEqual(["boughtLaterThanUsual"]);
  });

  test("revenue has dropped from a quarter less on, where the year before says something", () => {
    const revenue = { recent: 750, before: 1000, recentDays: 2, beforeDays: 3 };
    expect(talkingPoints({ ...nothing, figures: { ...calm, revenue } })).toEqual([
      { kind: "revenueDrop", recent: 750, before: 1000, share: 0.25, currency: "EUR", asOf: today },
    ]);
    expect(kindsOf({ figures: { ...calm, revenue: { ...revenue, recent: 751 } } })).toEqual([]);
    expect(kindsOf({ figures: { ...calm, revenue: { ...revenue, beforeDays: 2 } } })).toEqual([]);
    expect(kindsOf({ figures: { ...calm, revenue: null } })).toEqual([]);
  });

  test("whoever is rather gone than still a customer, and what many have together, is told", () => {
    expect(kindsOf({ figures: { ...calm, alive: 0.49 } })).toEqual(["mayHaveLeft"]);
    expect(kindsOf({ figures: { ...calm, alive: 0.5 } })).toEqual([]);
    const next = { product: id("b"), name: "B", because: id("a"), becauseName: "A", together: 3 };
    expect(kindsOf({ figures: { ...calm, next } })).toEqual(["crossSelling"]);
    expect(kindsOf({ figures: { ...calm, next: { ...next, together: 2 } } })).toEqual([]);
  });

  test("three are chosen, what we owe first, and no two that say the same", () => {
    const figures: CustomerFigures = {
      ...calm,
      alive: 0.1,
      revenue: { recent: 0, before: 1000, recentDays: 0, beforeDays: 9 },
      rhythm: { lastOn: "2025-06-01", silentDays: 500, usualDays: 30, longestDays: 60, state: "broken" },
      next: { product: id("b"), name: "B", because: id("a"), becauseName: "A", together: 9 },
    };
    const people = [{ id: id("p"), name: "Ada", bornOn: "--12-03" }];
    const tasks = [task("offer", { dueOn: "2026-11-01" })];
    expect(talkingPoints({ ...nothing, figures, people, tasks }).map(({ kind }) => kind)).toEqual([
      "overdueTask",
      "rhythmBroken",
      "birthday",
    ]);
    expect(talkingPoints({ ...nothing, figures, people, tasks }, 9).map(({ kind }) => kind)).toEqual([
      ...["overdueTask", "rhythmBroken", "birthday", "crossSelling"],
    ]);
  });
});

describe("birthdays", () => {
  test.each([
    ["1980-12-15", { on: "2026-12-15", days: 14, age: 46 }],
    ["1980-12-16", undefined],
    ["1980-11-28", { on: "2026-11-28", days: -3, age: 46 }],
    ["1980-11-27", undefined],
    ["--12-01", { on: "2026-12-01", days: 0, age: null }],
    ["1980-12", undefined],
    ["1980", undefined],
  ])("%s around 1 December 2026", (bornOn, expected) => expect(nearBirthday(bornOn, today)).toEqual(expected));

  test("the turn of the year and 29 February", () => {
    expect(nearBirthday("1980-01-03", "2026-12-30")).toEqual({ on: "2027-01-03", days: 4, age: 47 });
    expect(nearBirthday("1980-12-31", "2027-01-02")).toEqual({ on: "2026-12-31", days: -2, age: 46 });
    expect(nearBirthday("2000-02-29", "2027-02-20")).toEqual({ on: "2027-02-28", days: 8, age: 27 });
    expect(nearBirthday("2000-02-29", "2028-02-20")).toEqual({ on: "2028-02-29", days: 9, age: 28 });
  });
});

test("the last five touches leave out notes and whoever was not reached", () => {
  const all = [
    met("note", "2026-11-30", { kind: "note" }),
    met("missed", "2026-11-29", { kind: "call", result: "noAnswer" }),
    ...["a", "b", "c", "d", "e", "f"].map((name, i) => met(name, `2026-11-${20 - i}`)),
  ];
  expect(lastTouches(all).map((one) => one.id)).toEqual(["a", "b", "c", "d", "e"].map(id));
});

describe("permission flags", () => {
  test("tags that forbid something, a narrow data scope and who opted out", () => {
    const tags = { "kein Telefon": true, "Do not contact": true, Wartung: true, Nichtraucher: true } as const;
    expect(
      permissionFlags({ dataScope: "address", tags }, [met("out", "2026-05-01", { kind: "email", result: "optedOut" })], dayOf),
    ).toEqual([
      { kind: "dataScope", scope: "address" },
      { kind: "tag", tag: "kein Telefon" },
      { kind: "tag", tag: "Do not contact" },
      { kind: "optedOut", through: "email", on: "2026-05-01" },
    ]);
    expect(permissionFlags({ dataScope: "full", tags: {} }, [], dayOf)).toEqual([]);
  });

  test("a wrong number is told only until somebody was reached again", () => {
    const wrong = met("wrong", "2026-05-01", { kind: "call", result: "wrongNumber" });
    expect(permissionFlags({}, [wrong], dayOf)).toEqual([{ kind: "wrongNumber", through: "call", on: "2026-05-01" }]);
    expect(permissionFlags({}, [met("ok", "2026-06-01", { kind: "call", result: "reached" }), wrong], dayOf)).toEqual([]);
  });
});
