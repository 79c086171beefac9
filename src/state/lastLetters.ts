// A page that is left has no time to wait for the disk, and a message sent on the way out may reach nobody. What was typed and is
// not known to be stored is written down at once, as small texts are, and is found by whoever opens the workspace next.
import type { KeptDraft } from "../database/drafts.ts";
import { localMemory } from "../lib/browserMemory.ts";

/** The last that was typed under a name; `draft` is null where it was dropped. `at` is when it was, ISO, of this device's clock. */
export interface LastLetter {
  readonly name: string;
  readonly draft: KeptDraft | null;
  readonly at: string;
}

export interface LastLetters {
  readonly read: () => readonly LastLetter[];
  readonly write: (letters: readonly LastLetter[]) => void;
  /** It is stored where it belongs, and whatever was written down before it under its name counts no more. */
  readonly forget: (letter: LastLetter) => void;
}

/** Its storage key names the workspace, so that it goes with it (`forgetTexts`). */
export function lastLetters(database: string): LastLetters {
  const storageKey = `kontor.letters.${database}`;
  const read = (): LastLetter[] => {
    try {
      const kept: unknown = JSON.parse(localMemory.get(storageKey) ?? "[]");
      return Array.isArray(kept) ? kept.filter(isLetter) : [];
    } catch {
      return []; // Not what we wrote: there is none.
    }
  };
  const put = (letters: readonly LastLetter[]): void => {
    if (letters.length) localMemory.set(storageKey, JSON.stringify(letters));
    else localMemory.remove(storageKey);
  };
  return {
    read,
    write: (letters) => put([...read().filter(({ name }) => !letters.some((letter) => letter.name === name)), ...letters]),
    forget: (letter) => {
      const letters = read();
      const left = letters.filter(({ name, at }) => name !== letter.name || at > letter.at);
      if (left.length < letters.length) put(left);
    },
  };
}

const isLetter = (value: unknown): value is LastLetter => {
  if (typeof value !== "object" || value === null) return false;
  const { name, draft, at } = value as Partial<Record<keyof LastLetter, unknown>>;
  return typeof name === "string" && typeof at === "string" && typeof draft === "object" && (draft === null || "changes" in draft);
};
