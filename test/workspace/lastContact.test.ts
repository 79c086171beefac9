import "fake-indexeddb/auto";

import { afterEach, expect, test } from "vitest";
import { DirectoryView, followDirectory } from "../../src/database/directoryView.ts";
import { timelineOf } from "../../src/database/questions.ts";
import { WorkspaceDatabase } from "../../src/database/schema.ts";
import { timeOf } from "../../src/domain/interaction.ts";
import { monthsAgo } from "../../src/domain/lastContact.ts";
import { holdsOn, type Relation, relationNoun } from "../../src/domain/relation.ts";
import type { RecordId } from "../../src/lib/id.ts";
import { unwrap } from "../../src/lib/result.ts";
import type { Engine } from "../../src/workspace/engine.ts";
import { anEngine } from "../support/engine.ts";

const closing: (() => unknown)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close();
});

const person = (familyName: string) => ({ kind: "person", familyName });
const visit = (party: RecordId, at: string) => ({ kind: "visit", at, parties: [party], direction: "out" });

/** The list's word on a contact, and its timeline's. */
async function bothOf(engine: Engine, db: WorkspaceDatabase, id: RecordId): Promise<{ list: string; timeline: string }> {
  await engine.settled();
  const view = new DirectoryView();
  await new Promise<void>((resolve, reject) => {
    closing.push(followDirectory(db, view, resolve, reject));
  });
  const entry = view.get(id);
  const [newest] = await timelineOf(db, id);
  return { list: entry ? view.lastOf(entry) : "", timeline: newest ? timeOf(newest.interaction) : "" };
}

test("a firm was met last when any of its people was, in the list as in its timeline", async () => {
  const engine = await anEngine("Last 1", "last-1");
  closing.push(() => engine.close());
  const db = new WorkspaceDatabase((await engine.status()).workspace, "relaxed", "last-1");
  closing.push(() => db.close());
  const firm = unwrap(await engine.put("party", { kind: "organisation", name: "Bäckerei Möller" }));
  const owner = unwrap(await engine.put("party", person("Möller")));
  const former = unwrap(await engine.put("party", person("Weber")));
  unwrap(await engine.put("relation", { from: owner, to: firm, kind: "worksFor" }));
  const job = unwrap(await engine.put("relation", { from: former, to: firm, kind: "worksFor" }));
  unwrap(await engine.put("interaction", visit(firm, "2026-03-12T09:00:00.000Z")));
  expect(await bothOf(engine, db, firm)).toEqual({ list: "2026-03-12T09:00:00.000Z", timeline: "2026-03-12T09:00:00.000Z" });
  unwrap(await engine.put("interaction", visit(owner, "2026-09-11T09:00:00.000Z")));
  expect(await bothOf(engine, db, firm)).toEqual({ list: "2026-09-11T09:00:00.000Z", timeline: "2026-09-11T09:00:00.000Z" });
  unwrap(await engine.put("interaction", visit(former, "2026-10-02T09:00:00.000Z")));
  expect(await bothOf(engine, db, firm)).toEqual({ list: "2026-10-02T09:00:00.000Z", timeline: "2026-10-02T09:00:00.000Z" });
  // Who left in August was met in October somewhere else.
  unwrap(await engine.patch(job, { endOn: "2026-08" }));
  expect(await bothOf(engine, db, firm)).toEqual({ list: "2026-09-11T09:00:00.000Z", timeline: "2026-09-11T09:00:00.000Z" });
  unwrap(await engine.patch(job, { endOn: "2026-10" }));
  expect(await bothOf(engine, db, firm)).toEqual({ list: "2026-10-02T09:00:00.000Z", timeline: "2026-10-02T09:00:00.000Z" });
  unwrap(await engine.remove([former]));
  expect(await bothOf(engine, db, firm)).toEqual({ list: "2026-09-11T09:00:00.000Z", timeline: "2026-09-11T09:00:00.000Z" });
});

test("what happened with somebody before they came to a firm, after they left it or between two jobs there is not the firm's", async () => {
  const engine = await anEngine("Last 2", "last-2");
  closing.push(() => engine.close());
  const db = new WorkspaceDatabase((await engine.status()).workspace, "relaxed", "last-2");
  closing.push(() => db.close());
  const [old, next] = [
    unwrap(await engine.put("party", { kind: "organisation", name: "Bäckerei Möller" })),
    unwrap(await engine.put("party", { kind: "organisation", name: "Mühle Öttl" })),
  ];
  const moved = unwrap(await engine.put("party", person("Weber")));
  const both = async () => [await bothOf(engine, db, old), await bothOf(engine, db, next)];
  const same = (at: string) => ({ list: at, timeline: at });
  const [july, october, november] = ["2026-07-02T09:00:00.000Z", "2026-10-02T09:00:00.000Z", "2026-11-02T09:00:00.000Z"] as const;
  unwrap(await engine.put("interaction", visit(moved, july)));
  const visited = unwrap(await engine.put("interaction", visit(moved, october)));
  const job = unwrap(await engine.put("relation", { from: moved, to: old, kind: "worksFor", endOn: "2026-08" }));
  unwrap(await engine.put("relation", { from: moved, to: next, kind: "worksFor", startOn: "2026-09" }));
  expect(await both()).toEqual([same(july), same(october)]);
  // What is logged later, moved to another day, or was with somebody else counts as it then stands.
  unwrap(await engine.put("interaction", visit(moved, november)));
  expect(await both()).toEqual([same(july), same(november)]);
  unwrap(await engine.patch(visited, { at: "2026-08-30T09:00:00.000Z" }));
  expect(await both()).toEqual([same("2026-08-30T09:00:00.000Z"), same(november)]);
  unwrap(await engine.patch(visited, { at: november, parties: [next] }));
  expect(await both()).toEqual([same(july), same(november)]);
  // Back at the old firm since November; October was between the jobs.
  unwrap(await engine.put("interaction", visit(moved, october)));
  unwrap(await engine.put("relation", { from: moved, to: old, kind: "worksFor", startOn: "2026-11-03" }));
  expect(await both()).toEqual([same(july), same(november)]);
  unwrap(await engine.patch(job, { endOn: "2026-10" }));
  expect(await both()).toEqual([same(october), same(november)]);
  // Pages made again from rows say the same.
  unwrap(await engine.remove([moved]));
  await engine.undo();
  expect(await both()).toEqual([same(october), same(november)]);
});

test("whoever is taken off an entry was not met by it", async () => {
  const engine = await anEngine("Last 3", "last-3");
  closing.push(() => engine.close());
  const db = new WorkspaceDatabase((await engine.status()).workspace, "relaxed", "last-3");
  closing.push(() => db.close());
  const [anna, ben] = [unwrap(await engine.put("party", person("A"))), unwrap(await engine.put("party", person("B")))];
  const at = "2026-10-02T09:00:00.000Z";
  const id = unwrap(await engine.put("interaction", { ...visit(anna, at), parties: [anna, ben] }));
  unwrap(await engine.patch(id, { parties: [ben] }));
  expect([await bothOf(engine, db, anna), await bothOf(engine, db, ben)]).toEqual([
    { list: "", timeline: "" },
    { list: at, timeline: at },
  ]);
});

test("a day lies within a term of which only the month or the year is known", () => {
  const year = { startOn: "2026-03", endOn: "2026" };
  expect(["2026-02-28", "2026-03-01", "2026-12-31", "2027-01-01"].map((day) => holdsOn(year, day))).toEqual([false, true, true, false]);
  // It ends in the year it began in, not before.
  expect(relationNoun.repair({ ...year } as Relation, { zone: "UTC", recordOf: () => undefined })).toEqual(year);
});

test("months ago is the same day, or the last of a shorter month", () => {
  expect(monthsAgo(12, new Date("2026-11-30T10:00:00.000Z"))).toBe("2025-11-30T10:00:00.000Z");
  expect(monthsAgo(3, new Date("2026-05-31T10:00:00.000Z"))).toBe("2026-02-28T10:00:00.000Z");
  expect(monthsAgo(24, new Date("2026-02-28T10:00:00.000Z"))).toBe("2024-02-28T10:00:00.000Z");
});
