import { createRoot, createSignal } from "solid-js";
import { beforeEach, describe, expect, test } from "vitest";
import { sessionMemory } from "../../src/lib/browserMemory.ts";
import { createDraft, createKept, type DraftKey } from "../../src/state/draft.ts";
import { useWorkspace } from "../../src/state/workspace.tsx";
import { aDatabase, anEngineOver, inWorkspace } from "../support/owned.tsx";

interface Contact {
  readonly familyName: string;
  readonly nickname: string;
  readonly tags: readonly string[];
}

const weber: Contact = { familyName: "Weber", nickname: "", tags: ["Garden"] };
const [record, setRecord] = createSignal<Contact>(weber);
const colleague = (more: Partial<Contact>): Contact => setRecord({ ...record(), ...more });

const aDraft = (place?: string) => createRoot((dispose) => ({ draft: createDraft(record, place), leave: dispose }));

beforeEach(() => {
  setRecord(weber);
  sessionStorage.clear();
});

describe("a form", () => {
  test("shows what was typed, follows the record where nothing was, and saves only what was typed", () => {
    const { draft, leave } = aDraft();
    expect([draft.value("familyName"), draft.isDirty(), draft.changes()]).toEqual(["Weber", false, {}]);
    draft.type("familyName", "Weber-Kim");
    colleague({ nickname: "Vroni" });
    expect([draft.value("familyName"), draft.value("nickname")]).toEqual(["Weber-Kim", "Vroni"]);
    expect([draft.isDirty(), draft.changes()]).toEqual([true, { familyName: "Weber-Kim" }]);
    leave();
  });

  test("remembers what stood there when the first letter was typed, whatever comes later", () => {
    const { draft, leave } = aDraft();
    draft.type("familyName", "Weber-");
    colleague({ familyName: "Webber" });
    draft.type("familyName", "Weber-Kim");
    expect([draft.seen("familyName"), draft.seen("nickname")]).toEqual(["Weber", ""]);
    leave();
  });

  test("tells what somebody else wrote meanwhile, unless it is the same", () => {
    const { draft, leave } = aDraft();
    draft.type("familyName", "Kim");
    draft.type("tags", ["Garden", "Heat pump"]);
    expect(draft.meanwhile()).toEqual([]);
    colleague({ familyName: "Webber", nickname: "Vroni", tags: ["Garden", "Heat pump"] });
    expect(draft.meanwhile()).toEqual(["familyName"]);
    leave();
  });

  test("takes theirs, or replaces it knowingly", () => {
    const { draft, leave } = aDraft();
    draft.type("familyName", "Kim");
    draft.type("nickname", "Kimi");
    colleague({ familyName: "Webber", nickname: "Vroni" });
    draft.settle("familyName", "theirs");
    draft.settle("nickname", "mine");
    expect([draft.value("familyName"), draft.value("nickname")]).toEqual(["Webber", "Kimi"]);
    expect([draft.meanwhile(), draft.changes(), draft.seen("nickname")]).toEqual([[], { nickname: "Kimi" }, "Vroni"]);
    draft.clear();
    expect([draft.isDirty(), draft.value("nickname")]).toEqual([false, "Vroni"]);
    leave();
  });
});

describe("before there is a workspace", () => {
  test("a form is filled again after a reload of the window, until it is sent", () => {
    const before = aDraft("new workspace");
    before.draft.type("familyName", "Anna");
    before.leave();
    const after = aDraft("new workspace");
    expect([after.draft.value("familyName"), aDraft("another").draft.value("familyName")]).toEqual(["Anna", "Weber"]);
    after.draft.clear();
    after.leave();
    expect(aDraft("new workspace").draft.value("familyName")).toBe("Weber");
  });

  test("what lies there and is no draft begins anew", () => {
    sessionMemory.set("kontor.draft.new workspace", "{not JSON");
    expect(aDraft("new workspace").draft.isDirty()).toBe(false);
  });
});

describe("in a workspace", () => {
  const place: DraftKey<Contact> = { name: "edit weber", about: (value) => ({ kind: "contact", label: value("familyName") }) };
  const open = (db = aDatabase(), engine = anEngineOver(db)) => ({
    db,
    ...inWorkspace(() => ({ draft: createDraft(record, place), drafts: useWorkspace().drafts }), db, engine),
  });

  test("a form is kept with every letter, and begins where it was left with what had been seen", async () => {
    const { db, value: before, leave } = open();
    await expect.poll(() => before.drafts.all()).toEqual([]);
    before.draft.type("familyName", "Weber-Kim");
    await expect.poll(() => before.drafts.read(place.name)?.about).toEqual({ kind: "contact", label: "Weber-Kim" });
    leave();
    colleague({ familyName: "Webber" });

    const { value: after, leave: leaveAgain } = open(db);
    await expect.poll(() => after.draft.value("familyName")).toBe("Weber-Kim");
    expect([after.draft.seen("familyName"), after.draft.meanwhile()]).toEqual(["Weber", ["familyName"]]);
    expect(after.drafts.isShown(place.name)).toBe(true);
    after.draft.clear();
    await expect.poll(() => after.drafts.all()).toEqual([]);
    leaveAgain();
    expect(after.drafts.isShown(place.name)).toBe(false);
  });

  test("what was typed before the stored draft had been read is not lost to it", async () => {
    const { db, value: before, leave } = open();
    before.draft.type("familyName", "Old");
    await expect.poll(() => before.drafts.read(place.name)?.changes).toEqual({ familyName: "Old" });
    leave();
    const slow = anEngineOver(db, { keepDraft: () => new Promise(() => undefined) });
    const { value: after, leave: leaveAgain } = open(db, slow);
    after.draft.type("familyName", "New");
    await expect.poll(() => after.drafts.read(place.name)?.changes).toEqual({ familyName: "Old" });
    expect(after.draft.value("familyName")).toBe("New");
    leaveAgain();
  });
});

describe("the filter of a list", () => {
  test("survives a reload of the window, and what cannot be read is as it was at first", () => {
    createRoot((dispose) => {
      const [, setFilter] = createKept<string[]>("filter", []);
      setFilter(["customers"]);
      expect(createKept<string[]>("filter", [])[0]()).toEqual(["customers"]);
      expect(createKept<string[]>("another", ["all"])[0]()).toEqual(["all"]);
      sessionMemory.set("kontor.kept.filter", "{not JSON");
      expect(createKept<string[]>("filter", ["all"])[0]()).toEqual(["all"]);
      dispose();
    });
  });
});
