import { createRoot } from "solid-js";
import { describe, expect, test } from "vitest";
import type { KeptDraft } from "../../src/database/drafts.ts";
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

  test("whoever leaves while a letter is being stored loses none of those behind it", () => {
    const sent: string[] = [];
    const shelf = shelfOver(
      aDatabase(),
      anEngineOver(aDatabase(), {
        keepDraft: (_name, draft) => {
          sent.push(String(draft?.changes["familyName"]));
          return new Promise(() => undefined);
        },
      }),
    );
    for (const typed of ["W", "We", "Web"]) shelf.keep(aDraft("new contact", typed));
    dispatchEvent(new Event("pagehide"));
    expect(sent).toEqual(["W", "Web"]);
    shelf.leave();
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
