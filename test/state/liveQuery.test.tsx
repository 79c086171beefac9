import { createSignal } from "solid-js";
import { describe, expect, test } from "vitest";
import type { WorkspaceDatabase } from "../../src/database/schema.ts";
import { createLiveQuery } from "../../src/state/liveQuery.ts";
import { aDatabase, inWorkspace } from "../support/owned.tsx";

const valueOf = async (db: WorkspaceDatabase, key: string): Promise<unknown> => (await db.meta.get(key))?.value ?? null;

describe("a live query", () => {
  test("follows the rows that answer it", async () => {
    const db = aDatabase();
    await db.meta.put({ key: "anna", value: "Augsburg" });
    const { value: town, leave } = inWorkspace(() => createLiveQuery(() => "anna", valueOf), db);
    await expect.poll(town).toBe("Augsburg");
    await db.meta.put({ key: "anna", value: "Ulm" });
    await expect.poll(town).toBe("Ulm");
    leave();
  });

  test("keeps the old answer until the new one is there", async () => {
    const db = aDatabase();
    await db.meta.bulkPut([
      { key: "anna", value: "Augsburg" },
      { key: "ben", value: "Bern" },
    ]);
    const [who, setWho] = createSignal<string>("anna");
    let answer = (): void => undefined;
    const held = new Promise<void>((resolve) => (answer = resolve));
    let isAsked = false;
    const ask = async (of: WorkspaceDatabase, about: string): Promise<unknown> => {
      if (about === "ben") {
        isAsked = true;
        await held;
      }
      return valueOf(of, about);
    };
    const { value: town, leave } = inWorkspace(() => createLiveQuery(who, ask), db);
    await expect.poll(town).toBe("Augsburg");
    setWho("ben");
    await expect.poll(() => isAsked).toBe(true);
    expect(town()).toBe("Augsburg");
    answer();
    await expect.poll(town).toBe("Bern");
    leave();
  });

  test("asks nothing while there is nothing to ask about, and then has no answer", async () => {
    const db = aDatabase();
    const [who, setWho] = createSignal<string | undefined>();
    const asked = new Set<string>();
    const ask = async (of: WorkspaceDatabase, about: string): Promise<unknown> => {
      asked.add(about);
      return valueOf(of, about);
    };
    const { value: town, leave } = inWorkspace(() => createLiveQuery(who, ask), db);
    expect([town(), [...asked]]).toEqual([undefined, []]);
    setWho("anna");
    await expect.poll(town).toBeNull();
    setWho(undefined);
    expect([town(), [...asked]]).toEqual([undefined, ["anna"]]);
    leave();
  });

  test("no longer listens to what it was about before", async () => {
    const db = aDatabase();
    const [who, setWho] = createSignal("anna");
    const { value: town, leave } = inWorkspace(() => createLiveQuery(who, valueOf), db);
    await expect.poll(town).toBeNull();
    await db.meta.put({ key: "ben", value: "Bern" });
    setWho("ben");
    await expect.poll(town).toBe("Bern");
    const { value: annas, leave: leaveAnnas } = inWorkspace(() => createLiveQuery(() => "anna", valueOf), db);
    await expect.poll(annas).toBeNull();
    await db.meta.put({ key: "anna", value: "Augsburg" });
    await expect.poll(annas).toBe("Augsburg");
    expect(town()).toBe("Bern");
    leave();
    leaveAnnas();
  });
});
