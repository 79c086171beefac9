import "fake-indexeddb/auto";

import { afterEach, describe, expect, test } from "vitest";
import { binActs } from "../../src/database/bin.ts";
import { WorkspaceDatabase } from "../../src/database/schema.ts";
import { newsLine } from "../../src/features/today/newsLine.ts";
import { setLanguage } from "../../src/i18n/language.ts";
import type { RecordId } from "../../src/lib/id.ts";
import { unwrap } from "../../src/lib/result.ts";
import type { Engine } from "../../src/workspace/engine.ts";
import { actsOf, type NewsEntry } from "../../src/workspace/news.ts";
import { anEngine } from "../support/engine.ts";
import { isEqualVector, joinedBy, Meeting, until } from "../support/wires.ts";

const open: Engine[] = [];
const meetings: Meeting[] = [];
afterEach(async () => {
  for (const meeting of meetings.splice(0)) meeting.part();
  for (const engine of open.splice(0)) await engine.close();
});

const anEntry = (seq: number, atMs: number, more: Partial<NewsEntry> = {}): NewsEntry => ({
  device: "a",
  seq,
  atMs,
  command: "edit",
  created: [],
  changes: [{ id: "s1.a" as RecordId, field: "nickname", to: "Mimi" }],
  ...more,
});

test("the many entries of an import are one act, and two saves in a row are two", () => {
  const imported = [9, 8, 7].map((seq) =>
    anEntry(seq, seq * 1_000, { command: "import", created: [`s1.${seq}` as RecordId], changes: [] }),
  );
  const [one, ...others] = actsOf(imported);
  expect([...(one?.created ?? [])]).toEqual(["s1.9", "s1.8", "s1.7"]);
  expect(others).toEqual([]);
  expect(actsOf([anEntry(2, 20_000), anEntry(1, 10_000)])).toHaveLength(2);
  expect(actsOf([anEntry(2, 10_000), anEntry(1, 10_000, { device: "b" })])).toHaveLength(2);
});

describe("what a colleague did", { timeout: 30_000 }, () => {
  const twoDevices = async (name: string): Promise<{ office: Engine; phone: Engine }> => {
    const office = await anEngine(name, `${name}-office`);
    open.push(office);
    const meeting = new Meeting();
    meetings.push(meeting);
    const phone = await joinedBy(office, meeting, "Mehmet");
    open.push(phone);
    await phone.markNewsSeen();
    await office.markNewsSeen();
    return { office, phone };
  };
  const told = async (from: Engine, to: Engine): Promise<string[]> => {
    await until("it has arrived", async () => isEqualVector(await from.status(), await to.status()));
    return (await to.news(20)).items.map(newsLine);
  };

  test("is told by people and things, one line an act", async () => {
    setLanguage("de");
    const { office, phone } = await twoDevices("News 1");
    const [elke, firm] = unwrap(
      await phone.save([
        { key: "contact", type: "party", fields: { kind: "person", givenName: "Elke", familyName: "Bär" } },
        { key: "firm", type: "party", fields: { kind: "organisation", name: "Bäckerei Groß" } },
        { key: "job", type: "relation", fields: { from: "#contact", to: "#firm", kind: "worksFor" } },
      ]),
    ) as RecordId[];
    expect(await told(phone, office)).toEqual(["Mehmet hat Elke Bär und Bäckerei Groß angelegt"]);
    await office.markNewsSeen();
    unwrap(await phone.put("interaction", { kind: "visit", at: "2026-11-30T09:00:00.000Z", parties: [elke as string], direction: "out" }));
    expect(await told(phone, office)).toEqual(["Mehmet: Besuch bei Elke Bär eingetragen"]);
    await office.markNewsSeen();
    unwrap(await phone.put("relation", { from: elke as string, to: firm as string, kind: "referred" }));
    expect(await told(phone, office)).toEqual(["Mehmet: Elke Bär empfahl Bäckerei Groß"]);
    await office.markNewsSeen();
    unwrap(await phone.remove([elke as RecordId]));
    expect(await told(phone, office)).toEqual(["Mehmet hat Elke Bär gelöscht"]);
  });

  test("an import is one line with the number of its contacts, and so is taking it back", async () => {
    setLanguage("en");
    const { office, phone } = await twoDevices("News 2");
    const job = unwrap(await phone.startJob({ command: "import", fileName: "kontakte.csv", sha256: "0", rows: 32 }));
    unwrap(
      await phone.addDrafts(
        job,
        Array.from({ length: 32 }, (_, i) => ({
          key: `${i}`,
          kind: "party" as const,
          fields: { kind: "person", familyName: `Weber ${i}` },
        })),
      ),
    );
    const { action } = unwrap(await phone.finishJob(job));
    expect(await told(phone, office)).toEqual(["Mehmet imported 32 contacts"]);
    await office.markNewsSeen();
    unwrap(await phone.undoAction(action));
    expect(await told(phone, office)).toEqual(["Mehmet undid: 32 contacts"]);
  });
});

test("the bin holds what was deleted at once as one act, however much it is", async () => {
  const engine = await anEngine("Bin 1", "bin-1");
  open.push(engine);
  const [petra] = unwrap(
    await engine.save([
      { key: "contact", type: "party", fields: { kind: "person", givenName: "Petra", familyName: "Görtz" } },
      { key: "firm", type: "party", fields: { kind: "organisation", name: "Hausverwaltung Süd" } },
      { key: "job", type: "relation", fields: { from: "#contact", to: "#firm", kind: "worksFor" } },
    ]),
  ) as RecordId[];
  unwrap(await engine.undo());
  const other = unwrap(await engine.put("party", { kind: "person", familyName: "Weber" }));
  unwrap(await engine.remove([other]));
  const db = new WorkspaceDatabase((await engine.status()).workspace, "relaxed", "bin-1");
  try {
    const { acts, more } = await binActs(db, 10);
    expect(acts.map(({ counts }) => counts)).toEqual([{ party: 1 }, { party: 2, relation: 1 }]);
    expect(acts[1]?.examples.map(({ type }) => type)).toEqual(["party", "party", "relation"]);
    expect(more).toBe(false);
    expect((await binActs(db, 1)).more).toBe(true);
    unwrap(await engine.restore(acts[1]?.ids ?? []));
    expect((await engine.list("relation")).rows).toHaveLength(1);
    expect((await engine.get(petra as RecordId))?.["deletedAt"] ?? null).toBeNull();
  } finally {
    db.close();
  }
});
