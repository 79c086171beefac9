import { createRoot } from "solid-js";
import { describe, expect, test } from "vitest";
import { draftKey, type KeptDraft, readDrafts } from "../../src/database/drafts.ts";
import type { WorkspaceDatabase } from "../../src/database/schema.ts";
import { createShelf, type Shelf } from "../../src/state/shelf.ts";
import type { EngineClient } from "../../src/state/workspace.tsx";
import { aDatabase, anEngineOver } from "../support/owned.tsx";

const aDraft = (name: string, typed: string): Omit<KeptDraft, "at"> => ({
  name,
  about: { kind: "contact", label: typed },
  changes: { familyName: typed },
  base: { familyName: "" },
});

const shelfOver = (db: WorkspaceDatabase, engine: EngineClient = anEngineOver(db)): Shelf & { readonly leave: () => void } =>
  createRoot((dispose) => ({ ...createShelf(db, engine), leave: dispose }));

describe("what was typed and not yet saved", () => {
  test("is there again after a reload, the newest first, and gone once it is dropped", async () => {
    const db = aDatabase();
    const before = shelfOver(db);
    expect(before.all()).toBeUndefined();
    before.keep(aDraft("new contact", "Weber"));
    await expect.poll(() => before.all()?.length).toBe(1);
    before.keep(aDraft("field", "Anders"));
    await expect.poll(() => before.all()?.length).toBe(2);
    before.leave();

    const after = shelfOver(db);
    await expect.poll(() => after.all()?.map(({ name }) => name)).toEqual(["field", "new contact"]);
    expect(after.read("new contact")).toMatchObject(aDraft("new contact", "Weber"));
    expect(after.read("another form")).toBeUndefined();
    after.drop("new contact");
    await expect.poll(() => after.all()?.map(({ name }) => name)).toEqual(["field"]);
    after.leave();
  });

  test("of letters typed faster than they are stored, the last ones are what is kept", async () => {
    const db = aDatabase();
    const sent: string[] = [];
    const waiting: (() => void)[] = [];
    const disk = anEngineOver(db);
    const slow = anEngineOver(db, {
      keepDraft: async (name, draft) => {
        sent.push(String(draft?.changes["familyName"]));
        await new Promise<void>((resolve) => waiting.push(resolve));
        return disk.keepDraft(name, draft);
      },
    });
    const shelf = shelfOver(db, slow);
    for (const typed of ["W", "We", "Web", "Weber"]) shelf.keep(aDraft("new contact", typed));
    shelf.keep(aDraft("field", "A"));
    // One of each name on its way, and those between are never sent.
    expect(sent).toEqual(["W", "A"]);
    for (const store of waiting.splice(0)) store();
    await expect.poll(() => sent).toEqual(["W", "A", "Weber"]);
    for (const store of waiting.splice(0)) store();
    await expect.poll(() => shelf.read("new contact")?.changes).toEqual({ familyName: "Weber" });
    shelf.leave();
  });

  test("what a full disk refuses is there after a reload all the same, and is stored once there is room", async () => {
    const db = aDatabase();
    const disk = anEngineOver(db);
    let isFull = true;
    const filling = anEngineOver(db, {
      keepDraft: async (...draft) => (isFull ? { ok: false, error: { code: "disk-full" } } : disk.keepDraft(...draft)),
    });
    const before = shelfOver(db, filling);
    before.keep(aDraft("new contact", "Weber"));
    await expect.poll(() => localStorage.getItem(`kontor.letters.${db.name}`)).toContain("Weber");
    before.leave();

    const still = shelfOver(db, filling);
    await expect.poll(() => still.read("new contact")?.changes).toEqual({ familyName: "Weber" });
    still.leave();
    isFull = false;
    const after = shelfOver(db, filling);
    await expect.poll(async () => (await readDrafts(db)).map(({ name }) => name)).toEqual(["new contact"]);
    await expect.poll(() => localStorage.getItem(`kontor.letters.${db.name}`)).toBeNull();
    expect(after.read("new contact")?.changes).toEqual({ familyName: "Weber" });
    after.leave();
  });

  test("whoever leaves while a letter is being stored finds it and those behind it, though nobody stored them", async () => {
    const db = aDatabase();
    const disk = anEngineOver(db);
    let isLeft = false;
    const leavable = anEngineOver(db, { keepDraft: (...draft) => (isLeft ? new Promise(() => undefined) : disk.keepDraft(...draft)) });
    const before = shelfOver(db, leavable);
    before.keep(aDraft("note", "old"));
    before.keep(aDraft("dropped", "old"));
    await expect.poll(() => before.all()?.length).toBe(2);
    isLeft = true;
    for (const typed of ["W", "We", "Web"]) before.keep(aDraft("new contact", typed));
    before.keep(aDraft("note", "new"));
    before.drop("dropped");
    dispatchEvent(new Event("pagehide"));
    before.leave();

    // Not even the next engine has started: they stand there all the same.
    const after = shelfOver(db, leavable);
    await expect.poll(() => after.all()?.length).toBe(2);
    expect(after.read("new contact")).toMatchObject(aDraft("new contact", "Web"));
    expect(after.read("note")).toMatchObject(aDraft("note", "new"));
    after.leave();

    // Then it has, and what is dropped now stays dropped.
    const later = shelfOver(db);
    await expect.poll(async () => (await readDrafts(db)).length).toBe(2);
    later.drop("new contact");
    await expect.poll(() => later.all()?.map(({ name }) => name)).toEqual(["note"]);
    later.leave();
    const last = shelfOver(db);
    await expect.poll(() => last.all()?.map(({ name }) => name)).toEqual(["note"]);
    last.leave();
  });

  test("a page that was left and came back, and was saved there, leaves nothing behind", async () => {
    const db = aDatabase();
    const waiting: (() => void)[] = [];
    const disk = anEngineOver(db);
    const slow = anEngineOver(db, {
      keepDraft: async (...draft) => {
        await new Promise<void>((resolve) => waiting.push(resolve));
        return disk.keepDraft(...draft);
      },
    });
    const shelf = shelfOver(db, slow);
    shelf.keep(aDraft("note", "W"));
    dispatchEvent(new Event("pagehide"));
    shelf.drop("note");
    await expect.poll(() => waiting.splice(0).map((store) => store()).length).toBe(1);
    await expect.poll(() => waiting.splice(0).map((store) => store()).length).toBe(1);
    await expect.poll(async () => (await readDrafts(db)).length).toBe(0);
    shelf.leave();
    const after = shelfOver(db);
    await expect.poll(() => after.all()).toEqual([]);
    after.leave();
  });

  test("what another window has stored since stands before what was written down on the way out", async () => {
    const db = aDatabase();
    const before = shelfOver(db, anEngineOver(db, { keepDraft: () => new Promise(() => undefined) }));
    before.keep(aDraft("note", "mine"));
    dispatchEvent(new Event("pagehide"));
    before.leave();
    await db.meta.put({ key: draftKey("note"), value: { ...aDraft("note", "theirs"), at: "2999-01-01T00:00:00.000Z" } });
    const after = shelfOver(db);
    await expect.poll(() => after.read("note")).toMatchObject(aDraft("note", "theirs"));
    after.leave();
    expect((await readDrafts(db)).map(({ changes }) => changes)).toEqual([{ familyName: "theirs" }]);
  });

  test("is not offered while a form shows it, and of two forms until both are gone", () => {
    const shelf = shelfOver(aDatabase());
    const [leaveOne, leaveOther] = [shelf.enter("note"), shelf.enter("note")];
    expect([shelf.isShown("note"), shelf.isShown("field")]).toEqual([true, false]);
    leaveOne();
    expect(shelf.isShown("note")).toBe(true);
    leaveOther();
    expect(shelf.isShown("note")).toBe(false);
    shelf.leave();
  });
});
