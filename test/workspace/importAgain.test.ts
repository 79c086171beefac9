import "fake-indexeddb/auto";
import { expect, test } from "vitest";
import { WorkspaceDatabase } from "../../src/database/schema.ts";
import type { Draft } from "../../src/exchange/draft.ts";
import { unwrap } from "../../src/lib/result.ts";
import type { Draft as JobDraft } from "../../src/workspace/api.ts";
import type { Engine } from "../../src/workspace/engine.ts";
import { markedKey, marksOf } from "../../src/workspace/importMarks.ts";
import { earlierImports, madeByRows } from "../../src/workspace/known.ts";
import { anEngine, reopened } from "../support/engine.ts";
import { planImport } from "../support/plan.ts";

const sha256 = "5a".repeat(32);
const people = 60;

/** A list without numbers, in which one person stands twice: every row is somebody of its own. */
async function aList(): Promise<readonly Draft[]> {
  const rows = Array.from({ length: people }, (_, i) => `Vorname${i % 50},Nachname${i % 50},Firma ${i % 7}`);
  const bytes = new TextEncoder().encode(`Vorname,Nachname,Firma\n${rows.join("\n")}\n`);
  return unwrap(await planImport([{ name: "kunden.csv", bytes }], { country: "DE", currency: "EUR", language: "de" })).drafts;
}

const start = (engine: Engine, total: number, resumes?: string) =>
  engine.startJob({
    command: "import",
    fileName: "kunden.csv",
    sha256,
    rows: people,
    total,
    ...(resumes && { resumes: resumes as never }),
  });

const marked = (drafts: readonly Draft[], job: string): JobDraft[] => {
  const marks = marksOf(drafts);
  return drafts.map(({ key, kind, fields }, i) => ({ key, kind, fields, idKey: markedKey(job, marks[i] as string) }));
};

test("an import that was cut off goes on with the same file, nothing twice, and is still one to take back", async () => {
  const list = await aList();
  let office = await anEngine("Import", "import-cut");
  const job = unwrap(await start(office, list.length));
  const drafts = marked(list, job);
  const half = Math.floor(drafts.length / 2);
  unwrap(await office.addDrafts(job, drafts.slice(0, half)));
  expect(await office.unfinishedImports()).toEqual([]);
  const { workspace } = office;
  await office.close();

  office = await reopened(workspace, "import-cut");
  const [cut] = await office.unfinishedImports();
  expect(cut).toMatchObject({ id: job, fileName: "kunden.csv", sha256, done: half, total: drafts.length });
  const again = unwrap(await start(office, drafts.length, job));
  unwrap(await office.addDrafts(again, drafts));
  const report = unwrap(await office.finishJob(again));
  expect(report.here).toBe(half);
  const count = (kind: string): number => drafts.filter((draft) => draft.kind === kind).length;
  expect(await office.count("party")).toBe(count("party"));
  expect(await office.count("relation")).toBe(count("relation"));
  expect(await office.unfinishedImports()).toEqual([]);
  unwrap(await office.undoAction(report.action));
  expect(await office.count("party")).toBe(0);
  await office.close();
});

test("the same file a second time finds what it made, but for what was deleted since", async () => {
  const list = await aList();
  const office = await anEngine("Zweimal", "import-twice");
  const job = unwrap(await start(office, list.length));
  const drafts = marked(list, job);
  unwrap(await office.addDrafts(job, drafts));
  unwrap(await office.finishJob(job));
  const parties = (await office.list("party", { limit: 1_000 })).rows.map((row) => row.id);
  const db = new WorkspaceDatabase(office.workspace, "relaxed", "import-twice");
  const earlier = await earlierImports(db, sha256);
  expect(earlier).toMatchObject([{ id: job, fileName: "kunden.csv", isUnfinished: false }]);
  const here = await madeByRows(db, earlier, list, marksOf(list));
  expect(here.size).toBe(list.length);
  expect(new Set([...here].filter(([at]) => list[at]?.kind === "party").map(([, id]) => id))).toEqual(new Set(parties));

  unwrap(await office.remove(parties.slice(0, 3)));
  const now = await madeByRows(db, earlier, list, marksOf(list));
  const second = unwrap(await start(office, drafts.length));
  const known = marked(list, second).map((draft, at): JobDraft => {
    const id = now.get(at);
    return id ? { ...draft, id, isHere: true } : draft;
  });
  unwrap(await office.addDrafts(second, known));
  expect(unwrap(await office.finishJob(second)).created).toMatchObject({ party: 3 });
  expect(await office.count("party")).toBe(parties.length);
  expect(await earlierImports(db, "00".repeat(32))).toEqual([]);
  db.close();
  await office.close();
});

test("a job that ends later is still the one that a file names", async () => {
  const office = await anEngine("Befristet", "import-term");
  const firm = unwrap(await office.put("party", { kind: "organisation", name: "Probe AG", externalIds: { probe: "f1" } }));
  const person = unwrap(await office.put("party", { kind: "person", familyName: "Beispiel", externalIds: { probe: "p1" } }));
  unwrap(await office.put("relation", { from: person, to: firm, kind: "worksFor", endOn: "2999-12-31" }));
  const job = unwrap(await office.startJob({ command: "import" }));
  unwrap(
    await office.addDrafts(job, [
      { key: "p1", kind: "party", fields: { kind: "organisation", name: "Probe AG", externalIds: { probe: "f1" } } },
      { key: "p2", kind: "party", fields: { kind: "person", familyName: "Beispiel", externalIds: { probe: "p1" } } },
      { key: "r1", kind: "relation", fields: { from: "#p2", to: "#p1", kind: "worksFor", title: "Leiterin" } },
    ]),
  );
  unwrap(await office.finishJob(job));
  expect(await office.count("party")).toBe(2);
  expect(await office.count("relation")).toBe(1);
  await office.close();
});
