import { describe, expect, test } from "vitest";
import { cadenceOf, isTouch, touchState } from "../../src/domain/cadence.ts";
import type { RecordId } from "../../src/lib/id.ts";

const wanted = { "role:customer": 90, "role:supplier": 180, "class:A": 42, "tag:Wartung": 30, "tag:VIP": 14 };

describe("how often one wants to be in touch", () => {
  test.each([
    ["its own before all", { cadenceDays: 7, tags: { VIP: true as const } }, "A", { days: 7, because: "contact" }],
    ["the shortest of its tags", { tags: { VIP: true as const, Wartung: true as const } }, "A", { days: 14, because: "tag:VIP" }],
    ["its class before its role", { roles: { customer: "active" } }, "A", { days: 42, because: "class:A" }],
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
    ["late again when that day has passed", { ...known, plannedOn: "2026-11-29" }, "late", "2026-02-12"],
  ])("%s", (_, facts, light, dueOn) => {
    expect(touchState(six, facts, "2026-11-30")).toMatchObject({ light, dueOn });
  });
  test("is none where nobody wants a cadence", () => {
    expect(touchState(null, known, "2026-11-30")).toEqual({ light: "none" });
  });
});
