import "fake-indexeddb/auto";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { appointmentsAround } from "../../src/database/appointments.ts";
import { WorkspaceDatabase } from "../../src/database/schema.ts";
import type { PlainFields } from "../../src/lib/plain.ts";
import { unwrap } from "../../src/lib/result.ts";
import type { Engine } from "../../src/workspace/engine.ts";
import { anEngine } from "../support/engine.ts";

let office: Engine;
let db: WorkspaceDatabase;
const names = new Map<string, string>();
const put = async (title: string, fields: PlainFields): Promise<void> =>
  void names.set(unwrap(await office.put("appointment", { title, zone: "Europe/Berlin", ...fields })), title);

beforeAll(async () => {
  office = await anEngine("Kalender", "appointments");
  db = new WorkspaceDatabase(office.workspace, "relaxed", "appointments");
  await put("am Tag", { start: "2026-03-10T09:00", end: "2026-03-10T10:00" });
  await put("ohne Ende", { start: "2026-03-10T09:00" });
  await put("ganztägig", { start: "2026-03-10", end: "2026-03-11" });
  await put("die ganze Zeit", { start: "2026-01-01", end: "2026-12-31" });
  await put("bis dahin", { start: "2026-02-01", end: "2026-03-10" });
  await put("lange her", { start: "2026-01-10T09:00", end: "2026-01-10T10:00" });
  await put("später", { start: "2026-04-10T09:00", end: "2026-04-10T10:00" });
  await put("weggeworfen", { start: "2026-03-10T09:00", deletedAt: "2026-03-01T00:00:00.000Z" });
  await put("Serie", { start: "2020-01-01T09:00", rule: "FREQ=WEEKLY" });
  const [series] = [...names].find(([, title]) => title === "Serie") ?? [""];
  await put("verschoben", { start: "2027-03-10T09:00", series, replaces: "2026-03-11" });
}, 60_000);
afterAll(async () => {
  db.close();
  await office.close();
});

const titles = (rows: readonly { readonly id: string }[]): string[] => rows.map(({ id }) => names.get(id) ?? "").sort();

describe("appointments around some days", () => {
  test("are those that may touch them, every series, and whatever replaces an occurrence", async () => {
    const { appointments, moved } = await appointmentsAround(db, "2026-03-09", "2026-03-15");
    expect(titles(appointments)).toEqual(["Serie", "am Tag", "bis dahin", "die ganze Zeit", "ganztägig", "ohne Ende"]);
    expect(titles(moved)).toEqual(["verschoben"]);
  });
  test("of a single day two days either side are looked at, for zones", async () => {
    expect(titles((await appointmentsAround(db, "2026-04-12", "2026-04-13")).appointments)).toEqual(["Serie", "die ganze Zeit", "später"]);
    expect(titles((await appointmentsAround(db, "2026-04-13", "2026-04-14")).appointments)).toEqual(["Serie", "die ganze Zeit"]);
  });
});
