import { afterEach, expect, test } from "vitest";
import { forgetTexts } from "../../src/workspace/leave.ts";

/** The browser's storage, as far as a page uses it. */
class Texts {
  readonly #texts = new Map<string, string>();
  get length(): number {
    return this.#texts.size;
  }
  key = (at: number): string | null => [...this.#texts.keys()][at] ?? null;
  getItem = (place: string): string | null => this.#texts.get(place) ?? null;
  setItem = (place: string, text: string): void => void this.#texts.set(place, text);
  removeItem = (place: string): void => void this.#texts.delete(place);
  get places(): string[] {
    return [...this.#texts.keys()].sort();
  }
}

const kept = {
  localStorage: Object.getOwnPropertyDescriptor(globalThis, "localStorage"),
  sessionStorage: Object.getOwnPropertyDescriptor(globalThis, "sessionStorage"),
};
function browserWith(): { readonly local: Texts; readonly session: Texts } {
  const [local, session] = [new Texts(), new Texts()];
  Object.defineProperty(globalThis, "localStorage", { value: local, configurable: true });
  Object.defineProperty(globalThis, "sessionStorage", { value: session, configurable: true });
  return { local, session };
}
afterEach(() => {
  for (const [name, was] of Object.entries(kept))
    if (was) Object.defineProperty(globalThis, name, was);
    else Reflect.deleteProperty(globalThis, name);
});

const [left, other] = ["a".repeat(32), "b".repeat(32)];

test("whoever leaves a workspace leaves no text of it behind, and keeps what is of the device and of other workspaces", () => {
  const { local, session } = browserWith();
  for (const place of ["kontor.language", `kontor.backup.${left}`, `kontor.backup.${other}`]) local.setItem(place, "x");
  for (const place of ["kontor.draft.newContact", "kontor.kept.contacts.search", `kontor.kept.reports.asOf.${left}`, "kontor.workspace"])
    session.setItem(place, "x");
  forgetTexts(left, true);
  expect([local.places, session.places]).toEqual([[`kontor.backup.${other}`, "kontor.language"], ["kontor.workspace"]]);
});

test("leaving one that is not open keeps what is being typed in the open one", () => {
  const { session } = browserWith();
  for (const place of ["kontor.draft.newContact", `kontor.kept.reports.asOf.${left}`]) session.setItem(place, "x");
  forgetTexts(left, false);
  expect(session.places).toEqual(["kontor.draft.newContact"]);
});

test("where a browser keeps no texts leaving goes on", () => {
  Object.defineProperty(globalThis, "sessionStorage", {
    configurable: true,
    get: () => {
      throw new Error("The operation is insecure.");
    },
  });
  expect(() => forgetTexts(left, true)).not.toThrow();
});
