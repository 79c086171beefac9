import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  breakPromise,
  comparePromises,
  type GivenPromise,
  isPromisePressing,
  keepPromise,
  keptRate,
  promiseNoun,
  reopenPromise,
  sideOf,
  stateOfPromise,
} from "../../src/domain/promise.ts";
import { recordKeysOf } from "../../src/domain/recordKeys.ts";

const today = "2026-12-01";
const dayOf = (instant: string): string => instant.slice(0, 10);
const at = (day: string): string => `${day}T10:00:00.000Z`;
const context = { zone: "UTC", recordOf: () => undefined };
const promise = (fields: Partial<GivenPromise>): GivenPromise => ({
  type: "promise",
  createdAt: at("2026-11-01"),
  createdBy: "a",
  text: "Angebot schicken",
  ...fields,
});

describe("how a promise stands", () => {
  test.each([
    ["open without a day", {}, "open"],
    ["open on its day", { dueOn: today }, "open"],
    ["overdue the day after", { dueOn: "2026-11-30" }, "overdue"],
    ["kept", { dueOn: "2026-11-30", keptAt: at("2026-11-29") }, "kept"],
    ["broken before its day", { dueOn: "2026-12-30", brokenAt: at("2026-11-29") }, "broken"],
  ])("%s", (_, fields, state) => {
    expect(stateOfPromise(promise(fields), today)).toBe(state);
  });
  test("a side that nobody said is ours", () => {
    expect([sideOf({}), sideOf({ side: "theirs" }), sideOf({ side: "ours" })]).toEqual(["ours", "theirs", "ours"]);
  });
  test("is pointed out a week ahead, and as long as it is overdue and open", () => {
    const pressing = (fields: Partial<GivenPromise>): boolean => isPromisePressing(promise(fields), today);
    expect([{ dueOn: "2026-12-08" }, { dueOn: "2026-12-09" }, { dueOn: "2025-01-01" }, {}].map(pressing)).toEqual([
      true,
      false,
      true,
      false,
    ]);
    expect(pressing({ dueOn: today, keptAt: at(today) })).toBe(false);
  });
});

describe("what is done to one", () => {
  test("kept a second time it keeps its moment; kept is no longer broken, and the other way round", () => {
    expect(keepPromise({ keptAt: at("2026-11-20") }, at(today))).toEqual({ keptAt: at("2026-11-20"), brokenAt: null });
    expect(keepPromise({ brokenAt: at("2026-11-20") }, at(today))).toEqual({ keptAt: at(today), brokenAt: null });
    expect(breakPromise({ brokenAt: at("2026-11-20") }, at(today))).toEqual({ keptAt: null, brokenAt: at("2026-11-20") });
    expect(breakPromise({ keptAt: at("2026-11-20") }, at(today))).toEqual({ keptAt: null, brokenAt: at(today) });
    expect(reopenPromise()).toEqual({ keptAt: null, brokenAt: null });
  });
  test("of two people's words, not knowing of each other, the later one counts, and repairing twice changes nothing", () => {
    const both = (keptAt: string, brokenAt: string): GivenPromise => promiseNoun.repair(promise({ keptAt, brokenAt }), context);
    expect(stateOfPromise(both(at("2026-11-20"), at("2026-11-21")), today)).toBe("broken");
    expect(stateOfPromise(both(at("2026-11-21"), at("2026-11-20")), today)).toBe("kept");
    expect(stateOfPromise(both(at("2026-11-21"), at("2026-11-21")), today)).toBe("kept");
    const once = both(at("2026-11-20"), at("2026-11-21"));
    expect(promiseNoun.repair(once, context)).toEqual(once);
  });
});

describe("the rate of promises kept", () => {
  const kept = promise({ dueOn: "2026-11-20", keptAt: at("2026-11-20") });
  const late = promise({ dueOn: "2026-11-20", keptAt: at("2026-11-21") });
  const broken = promise({ brokenAt: at("2026-11-21") });
  const overdue = promise({ dueOn: "2026-11-30" });
  const open = promise({ dueOn: "2026-12-24" });
  const dayless = promise({ keptAt: at("2026-11-21") });
  test("is those kept in time ÷ (kept + broken + overdue)", () => {
    expect(keptRate([kept, late, broken, overdue, open, dayless], today, dayOf)).toEqual({ inTime: 2, counted: 5, share: 0.4 });
  });
  test("is none before anything counts", () => {
    expect(keptRate([open], today, dayOf)).toEqual({ inTime: 0, counted: 0, share: null });
  });
  test("the day on which it was kept is the one of the clocks here", () => {
    // At 23:30 UTC the next day has begun in Berlin.
    const night = promise({ dueOn: "2026-11-20", keptAt: "2026-11-20T23:30:00.000Z" });
    expect([keptRate([night], today, dayOf).inTime, keptRate([night], today, () => "2026-11-21").inTime]).toEqual([1, 0]);
  });
  test("lies between none and all, and an open one changes nothing", () => {
    const any = fc.constantFrom(kept, late, broken, overdue, open, dayless);
    fc.assert(
      fc.property(fc.array(any, { minLength: 1 }), (all) => {
        const rate = keptRate(all, today, dayOf);
        expect(rate.inTime).toBeLessThanOrEqual(rate.counted);
        expect(keptRate([...all, open], today, dayOf)).toEqual(rate);
      }),
    );
  });
});

test("a list goes by day, those without one behind, then what is settled, the newest first", () => {
  const all = {
    settledLater: promise({ keptAt: at("2026-11-25") }),
    someday: promise({}),
    soon: promise({ dueOn: "2026-12-02" }),
    overdue: promise({ dueOn: "2026-11-02" }),
    settled: promise({ brokenAt: at("2026-11-20") }),
  };
  const names = Object.entries(all)
    .sort(([, a], [, b]) => comparePromises(a, b, today))
    .map(([name]) => name);
  expect(names).toEqual(["overdue", "soon", "someday", "settledLater", "settled"]);
});

test("open ones are found by their day, settled and deleted ones are not", () => {
  const marks = (fields: object): string[] => recordKeysOf({ ...promise({}), ...fields }).filter((key) => key.includes("=open="));
  expect(marks({ dueOn: "2026-12-02" })).toEqual(["promise=open=2026-12-02"]);
  expect(marks({})).toEqual(["promise=open=~"]);
  expect(marks({ keptAt: at(today) })).toEqual([]);
  expect(marks({ deletedAt: at(today) })).toEqual([]);
});
