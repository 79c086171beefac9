import { createRoot } from "solid-js";
import { describe, expect, test } from "vitest";
import { createWatch } from "../../src/state/watch.ts";
import { aDatabase } from "../support/owned.tsx";

describe("a question that is watched", () => {
  test("is unanswered at first, and asked again whenever rows change that it has read", async () => {
    const db = aDatabase();
    const { town, leave } = createRoot((dispose) => ({
      town: createWatch(async () => (await db.meta.get("town"))?.value ?? "none"),
      leave: dispose,
    }));
    expect(town()).toBeUndefined();
    await expect.poll(town).toBe("none");
    await db.meta.put({ key: "town", value: "Augsburg" });
    await expect.poll(town).toBe("Augsburg");
    leave();
  });

  test("is asked no more once its owner is gone", async () => {
    const db = aDatabase();
    let asked = 0;
    const ask = async (): Promise<number> => {
      asked++;
      return db.meta.count();
    };
    const gone = createRoot((dispose) => ({ count: createWatch(ask), leave: dispose }));
    const still = createRoot((dispose) => ({ count: createWatch(() => db.meta.count()), leave: dispose }));
    await expect.poll(gone.count).toBe(0);
    gone.leave();
    const before = asked;
    await db.meta.put({ key: "town", value: "Augsburg" });
    await expect.poll(still.count).toBe(1);
    expect([asked, gone.count()]).toEqual([before, 0]);
    still.leave();
  });

  test("throws where it is read when it fails, so that a boundary can say so", async () => {
    const { answer, leave } = createRoot((dispose) => ({
      answer: createWatch(() => Promise.reject(new Error("the storage does not answer"))),
      leave: dispose,
    }));
    await expect.poll(() => failureOf(answer)).toBe("the storage does not answer");
    leave();
  });
});

function failureOf(read: () => unknown): string | undefined {
  try {
    read();
    return undefined;
  } catch (error) {
    return (error as Error).message;
  }
}
