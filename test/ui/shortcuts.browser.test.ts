import { createRoot } from "solid-js";
import { expect, test } from "vitest";
import { createShortcut, listenToShortcuts } from "../../src/ui/shortcuts.ts";

test("two keys one after the other mean what they mean together, also where a page listens to the second alone", () => {
  const done: string[] = [];
  createRoot((dispose) => {
    const shortcut = (keys: string): void => createShortcut({ keys, label: () => keys, run: () => done.push(keys) });
    shortcut("g t");
    shortcut("t");
    const stop = listenToShortcuts();
    for (const key of ["g", "t", "t"]) window.dispatchEvent(new KeyboardEvent("keydown", { key }));
    stop();
    dispose();
  });
  expect(done).toEqual(["g t", "t"]);
});
