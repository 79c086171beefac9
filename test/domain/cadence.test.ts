import { describe, expect, test } from "vitest";
import { cadenceOf, isTouch, pressureOf, touchState } from "../../src/domain/cadence.ts";
import type { RecordId } from "../../src/lib/id.ts";

const wanted = { "role:customer": 90, "role:supplier": 180, "class:A": 42, "tag:Wartung": 30, "tag:VIP": 14 };

describe("how often one wants to be in touch", () => {
  test.each([
    ["its own before all", { cadenceDays: 7, tags: { VIP: true as const } }, "A", { days: 7, because: "contact" }],
    ["the shortest of its tags", { tags: { VIP: true as const, Wartung: true as const } }, "A", { days: 14, because: "tag:VIP" }],
    ["its class before its role", { roles: { customer: "active" } }, "A", { days: 42, because: "class:A" }],
    ["none at all, if it says so itself", { cadenceDays: 0, roles: { customer: "active" } }, "A", null],
    ["a tag of a list of tags", { tags: ["VIP"] }, undefined, { days: 14, because: "tag:VIP" }],
    ["its role", { roles: { customer: "active", supplier: "active" } }, "B", { days: 90, because: "role:customer" }],
    ["nothing for who was a customer", { roles: { customer: "former" } }, undefined, null],
    ["nothing for a tag that nobody has said anything about", { tags: { constructor: true as const } }, undefined, null],
  ])("%s", (_, party, abcClass, expected) => {
    expect(cadenceOf(party, wanted, abcClass)).toEqual(expected);
  });
});

describe("a touch", () => {
  const parties = { "aaaaa.bbbbbbbbbb": "a" } as Readonly<Record<RecordId, string>>;
  test.each([
    ["call", "reached", true],
    ["call", "noAnswer", false],
    ["call", "voicemail", true],
    ["visit", undefined, true],
    ["visit", "noShow", false],
    ["email", "sent", true],
    ["email", "opened", false],
    ["email", "replied", true],
    ["letter", "bounced", false],
    ["note", undefined, false],
  ])("%s, %s: %s", (kind, result, isOne) => {
    expect(isTouch({ kind, parties, ...(result && { result }) })).toBe(isOne);
  });
});

describe("the light of a contact", () => {
  const six = { days: 42, because: "class:A" };
  const known = { knownSince: "2026-01-01" };
  test.each([
    ["fresh after a touch", { ...known, lastTouchOn: "2026-11-20" }, "fresh", "2027-01-01"],
    ["soon in the last quarter", { ...known, lastTouchOn: "2026-10-29" }, "soon", "2026-12-10"],
    ["soon on its day", { ...known, lastTouchOn: "2026-10-19" }, "soon", "2026-11-30"],
    ["late the day after", { ...known, lastTouchOn: "2026-10-18" }, "late", "2026-11-29"],
    ["late where there never was a touch", known, "late", "2026-02-12"],
    ["planned while a step is planned, today included", { ...known, plannedOn: "2026-11-30" }, "planned", "2026-02-12"],
    ["planned while something comes again and again", { ...known, plannedOn: "" }, "planned", "2026-02-12"],
    [
      "late with an open deal, however lately one was in touch",
      { ...known, lastTouchOn: "2026-11-30", hasOpenDeal: true },
      "late",
      "2027-01-11",
    ],
    ["planned with an open deal that has a next step", { ...known, hasOpenDeal: true, plannedOn: "2026-12-24" }, "planned", "2026-02-12"],
    ["late again when that day has passed", { ...known, plannedOn: "2026-11-29" }, "late", "2026-02-12"],
  ])("%s", (_, facts, light, dueOn) => {
    expect(touchState(six, facts, "2026-11-30")).toMatchObject({ light, dueOn });
  });
  test("says why it is late, and a deal presses most, then whoever is late by the most of their cadences", () => {
    const deal = touchState(null, { ...known, hasOpenDeal: true }, "2026-11-30");
    const weekly = touchState({ days: 7, because: "contact" }, { ...known, lastTouchOn: "2026-11-02" }, "2026-11-30");
    const yearly = touchState({ days: 365, because: "role:supplier" }, { ...known, lastTouchOn: "2025-10-02" }, "2026-11-30");
    expect([deal.reason, weekly.reason, weekly.lateDays, yearly.lateDays]).toEqual(["deal", "cadence", 21, 59]);
    expect([yearly, deal, weekly].sort((a, b) => pressureOf(b) - pressureOf(a))).toEqual([deal, weekly, yearly]);
  });
  test("shows a planned step also where nobody wants a cadence", () => {
    expect(touchState(null, { ...known, plannedOn: "2026-12-01" }, "2026-11-30")).toEqual({ light: "planned", plannedOn: "2026-12-01" });
  });
  test("is none where nobody wants a cadence", () => {
    expect(touchState(null, known, "2026-11-30")).toEqual({ light: "none" });
  });
});
