import "fake-indexeddb/auto";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { WorkspaceDatabase } from "../../src/database/schema.ts";
import type { RecordId } from "../../src/lib/id.ts";
import type { PlainFields } from "../../src/lib/plain.ts";
import { unwrap } from "../../src/lib/result.ts";
import { Places } from "../../src/tours/places.ts";
import { placeTable } from "../../src/tours/tables.ts";
import type { Engine } from "../../src/workspace/engine.ts";
import { answerTour } from "../../src/workspace/tourAnswer.ts";
import { readCandidates } from "../../src/workspace/visitFacts.ts";
import { anEngine } from "../support/engine.ts";

let office: Engine;
let db: WorkspaceDatabase;
const places = new Places(placeTable);
const on = "2026-12-01";
let [augsburg, friedberg, aichach, nowhere, elke] = ["", "", "", "", ""] as RecordId[];

const firm = async (name: string, address: PlainFields | null, more: PlainFields = {}): Promise<RecordId> =>
  unwrap(
    await office.put("party", {
      kind: "organisation",
      name,
      roles: { customer: "active" },
      ...(address && { addresses: [address] }),
      ...more,
    }),
  );

beforeAll(async () => {
  office = await anEngine("Touren", "tours");
  db = new WorkspaceDatabase(office.workspace, "relaxed", "tours");
  augsburg = await firm("Augsburg AG", { postalCode: "86150", locality: "Augsburg" });
  aichach = await firm("Aichach KG", {
    postalCode: "86551",
    locality: "Aichach",
    geo: { lat: 48.457, lon: 11.134, accuracyM: 9, at: "2026-11-01T09:00:00.000Z" },
  });
  friedberg = await firm("Friedberg GmbH", { postalCode: "86316", locality: "Friedberg" });
  nowhere = await firm("Nirgends OHG", { street: "Weg 1" });
  elke = unwrap(await office.put("party", { kind: "person", givenName: "Elke", familyName: "Bär" }));
  unwrap(await office.put("relation", { kind: "worksFor", from: elke, to: friedberg }));
  unwrap(await office.put("task", { title: "Filter bringen", dueOn: "2026-11-27", parties: [elke] }));
  unwrap(
    await office.put("appointment", { kind: "visit", start: `${on}T10:00`, end: `${on}T11:00`, zone: "Europe/Berlin", parties: [aichach] }),
  );
  unwrap(await office.put("appointment", { kind: "visit", start: "2026-12-05T10:00", zone: "Europe/Berlin", parties: [augsburg] }));
  await office.settled();
}, 60_000);
afterAll(async () => {
  db.close();
  await office.close();
});

describe("a tour of contacts", () => {
  test("goes to their addresses, to the firm's for who works there, and says how each is known and which has no place", async () => {
    const report = unwrap(
      await answerTour(db, places, {
        stops: [aichach, { id: augsburg, minutes: 30 }, elke, nowhere],
        start: { lat: 48.35, lon: 10.85 },
        at: `${on}T09:00`,
      }),
    );
    expect(report.order).toEqual([augsburg, elke, aichach]);
    expect(report.unplaced).toEqual([{ id: nowhere, reason: "address-missing" }]);
    expect(report.visits.map(({ knownBy }) => knownBy)).toEqual(["postCode", "postCode", "visit"]);
    expect(report.legs).toHaveLength(3);
    expect(report.kilometres).toBeCloseTo(
      report.legs.reduce((sum, { kilometres }) => sum + kilometres, 0),
      6,
    );
    expect(report.kilometres).toBeGreaterThan(25);
    expect(report.kilometres).toBeLessThan(50);
    expect(report.visits[0]?.arrives.startsWith("09:0")).toBe(true);
    expect(report.visits.at(-1)?.leaves).toBe(report.ends);
  });

  test("keeps the hours that were named", async () => {
    const stops = [{ id: aichach, window: { until: "09:45" }, minutes: 20 }, { id: augsburg, window: { from: "11:00" } }, elke];
    const report = unwrap(await answerTour(db, places, { stops, start: augsburg, closed: true, at: "09:00" }));
    expect(report.order[0]).toBe(aichach);
    expect(report.visits.every(({ lateMinutes }) => lateMinutes === 0)).toBe(true);
    expect(report.visits.at(-1)).toMatchObject({ id: augsburg, begins: "11:00" });
  });

  test("of places on a plane is as long as their distances", async () => {
    const corner = (id: string, x: number, y: number) => ({ id, x, y });
    const stops = [corner("a", 0, 0), corner("b", 10, 10), corner("c", 10, 0), corner("d", 0, 10)];
    expect(unwrap(await answerTour(db, places, { stops, metric: "plane", closed: true })).kilometres).toBe(40);
    expect(unwrap(await answerTour(db, places, { stops, metric: "plane" })).kilometres).toBe(30);
  });

  test("refuses contacts that are not here, and a start that nobody can place", async () => {
    expect(await answerTour(db, places, { stops: ["gone"] })).toEqual({ ok: false, error: { code: "record-missing", id: "gone" } });
    expect(await answerTour(db, places, { stops: [augsburg], start: nowhere })).toEqual({
      ok: false,
      error: { code: "field-invalid", field: "start" },
    });
  });
});

describe("candidates for a day", () => {
  const ask = (worth = {}) => readCandidates(db, places, { on, near: [{ lat: 48.37, lon: 10.9 }], limit: 10 }, worth);

  test("are those with whom something was agreed, then those for whom something is due, at the firm of whom it concerns", async () => {
    const found = await ask();
    expect(found.map(({ id }) => id)).toEqual([aichach, friedberg, nowhere]);
    expect(found[0]).toMatchObject({ appointment: { start: `${on}T10:00`, end: `${on}T11:00` } });
    expect(found[1]?.reasons[0]).toMatchObject({ code: "task-late", title: "Filter bringen" });
    expect(found[1]?.place).toMatchObject({ knownBy: "postCode" });
    expect(found[2]?.place).toBe("address-missing");
  });

  test("say what they are worth where that is known", async () => {
    const found = await ask({ [friedberg as string]: { abcClass: 0, revenue: 12_000 } });
    expect(found[1]?.reasons.map(({ code }) => code)).toContain("value");
  });
});
